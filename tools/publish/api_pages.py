"""Write the pages of the API of helpers/: for each module its docstring, its public functions and its classes.

make_site calls this, and Sphinx's autodoc fills the pages. The docstrings are plain text, not reStructuredText; tidy()
makes of them what autodoc can read.
"""

import ast
import inspect
import re

NOT_TAUGHT = ["plots", "pad", "plumbing.digits", "plumbing.mnist", "plumbing.networks"]
PAGE = """\
# helpers.{module}

```{{eval-rst}}
.. automodule:: helpers.{module}
   :members: {members}
   :imported-members:
   :member-order: bysource
```
"""


def write(helpers, target):
    """A page for each taught module of the folder helpers, and for those of NOT_TAUGHT that are there.

    Returns the names of the taught ones, and of the others.
    """
    taught = sorted(
        path.stem for path in helpers.glob("*.py") if path.stem not in ("__init__", "setup_check")
    )
    others = [name for name in NOT_TAUGHT if path_of(helpers, name).is_file()]
    for name in [*taught, *others]:
        members = ", ".join(public(path_of(helpers, name)))
        page = PAGE.format(module=name, members=members)
        (target / f"{name}.md").write_text(page, encoding="utf-8")
    return taught, others


def path_of(helpers, name):
    """The file of a module or of a package."""
    path = helpers / name.replace(".", "/")
    return path / "__init__.py" if path.is_dir() else path.with_suffix(".py")


def public(path):
    """The functions and classes that a module defines for others, and what it passes on ("import bars as bars")."""
    names = []
    for node in ast.parse(path.read_text(encoding="utf-8")).body:
        if isinstance(node, ast.FunctionDef | ast.ClassDef):
            names.append(node.name)
        elif isinstance(node, ast.ImportFrom):
            names += [alias.name for alias in node.names if alias.asname == alias.name]
    return [name for name in names if not name.startswith("_")]


def tidy(app, what, name, thing, options, lines):
    """For autodoc-process-docstring: nothing in a docstring is markup, and the names of parameters are code."""
    names = parameters(thing)
    text = re.sub(r"([\\*_|`])", r"\\\1", "\n".join(lines))
    if names:
        listed = "|".join(
            re.escape(name.replace("_", "\\_")) for name in sorted(names, key=len)[::-1]
        )
        # "X: …" and "X, y: …", at the beginning of a line or after a sentence
        pattern = rf"(^|[.)] )((?:{listed})(?:, (?:{listed}))*): "
        text = re.sub(pattern, lambda found: f"{found[1]}{_code(found[2])}: ", text, flags=re.M)
    lines[:] = text.splitlines()


def parameters(thing):
    """The names of a function's parameters, or of those of a class's __init__; a class's own names too."""
    try:
        names = [name.lstrip("*") for name in inspect.signature(thing).parameters]
    except (TypeError, ValueError):
        names = []
    own = (
        [name for name in vars(thing) if not name.startswith("_")] if inspect.isclass(thing) else []
    )
    return [*names, *own]


def _code(names):
    return ", ".join(f"``{name}``".replace("\\_", "_") for name in names.split(", "))
