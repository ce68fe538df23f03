"""What holds between the notebooks and helpers/: you never import what you have not built."""

import ast
import difflib
import graphlib
from typing import NamedTuple

from support.notebook_rules import syntax, tags

NOT_TAUGHT = {"__init__", "setup_check"}  # of the modules that stand directly in helpers/
KNOW_NO_OTHER = {"data", "encoding", "activations", "losses", "gradcheck", "timing"}
PARTS = {  # a folder in helpers/ -> the folders that its modules may import; "" is what stands directly in helpers/
    "": {"", "plumbing"},
    "plumbing": {"plumbing"},
    "plots": {"plots"},
    "check": {"check", "", "plumbing"},
    "pad": {"pad"},
}


class Lesson(NamedTuple):
    module: str
    node: ast.AST


def taught_modules(helpers):
    """What stands directly in helpers/ is taught, so a lesson builds it; its folders are not taught."""
    return [path for path in sorted(helpers.glob("*.py")) if path.stem not in NOT_TAUGHT]


def lessons_in(helpers):
    """By name, every function, class and constant that the modules in the folder helpers teach."""
    lessons = {}
    for path in taught_modules(helpers):
        for name, node in definitions(parse(path)):
            if name in lessons:
                raise ValueError(f"{path.stem} and {lessons[name].module} both define {name}")
            lessons[name] = Lesson(path.stem, node)
    return lessons


def begin_with_one_set_up(notebooks):
    """The first code cell finds the course. It is tagged setup, and the same in every notebook."""
    wanted = notebooks[0].code[0].source if notebooks and notebooks[0].code else ""
    for notebook in notebooks:
        first = notebook.code[0] if notebook.code else None
        if first is None or first.source != wanted or "setup" not in tags(first):
            yield f"{notebook.name}: its first code cell is not the set-up of the others, tagged setup"


def builds_what_the_helpers_have(notebooks, lessons):
    """Each lesson stands in a notebook, and wherever its name is given, it is to the same thing, docstrings aside."""
    unbuilt = dict(lessons)
    for notebook in notebooks:
        for name, node in built_in(notebook):
            if name in lessons:
                unbuilt.pop(name, None)
                module, wanted = lessons[name]
                if ast.dump(node) != ast.dump(wanted):
                    yield f"{notebook.name}: {name} is not that of helpers/{module}.py\n{diff(node, wanted)}"
    for name, (module, _) in unbuilt.items():
        yield f"helpers/{module}.py: {name} is built in no notebook"


def imports_what_is_built(notebooks, lessons):
    """A notebook imports a lesson only if one before it builds it. (The tour, 00, shows what will stand at the end.)"""
    built = set()
    for notebook in sorted(notebooks, key=lambda notebook: notebook.name):
        if notebook.name.startswith("00_"):
            continue
        for name in imported_by(notebook, {lesson.module for lesson in lessons.values()}):
            if name == "*" or (name in lessons and name not in built):
                yield f"{notebook.name}: imports {name}, which no notebook before it builds"
        built.update(name for name, _ in built_in(notebook))


def imports_point_one_way(helpers):
    """Taught modules use plumbing, never plots or check; those below know no other taught one; there is no circle."""
    folders = {path.name for path in helpers.iterdir() if path.is_dir()}
    graph = {}
    for path in sorted(helpers.rglob("*.py")):
        place = path.relative_to(helpers)
        part = place.parts[0] if len(place.parts) > 1 else ""
        names = helpers_imported_by(parse(path))
        for name in sorted(names):
            other = name if name in folders else ""
            lowest = part == other == "" and place.stem in KNOW_NO_OTHER
            if other not in PARTS.get(part, set()) or lowest:
                yield f"helpers/{place.as_posix()} imports {name}"
        if part == "":
            graph[place.stem] = names - folders
    try:
        graphlib.TopologicalSorter(graph).prepare()
    except graphlib.CycleError as error:
        yield f"helpers/: {' imports '.join(reversed(error.args[1]))}"


def definitions(tree):
    """(name, node) of what a module or a cell defines at its top level; the nodes have lost their docstrings."""
    for node in tree.body:
        if isinstance(node, ast.FunctionDef | ast.ClassDef):
            yield node.name, without_docstrings(node)
        elif isinstance(node, ast.Assign | ast.AnnAssign):
            targets = node.targets if isinstance(node, ast.Assign) else [node.target]
            for target in targets:
                names = target.elts if isinstance(target, ast.Tuple) else [target]
                yield from ((name.id, node) for name in names if isinstance(name, ast.Name))


def without_docstrings(tree):
    for node in ast.walk(tree):
        if isinstance(node, ast.FunctionDef | ast.ClassDef) and ast.get_docstring(node) is not None:
            node.body = node.body[1:]
    return tree


def parse(path):
    return ast.parse(path.read_text(encoding="utf-8"))


def built_in(notebook):
    for cell in notebook.code:
        yield from definitions(syntax(cell))


def diff(node, wanted):
    return "\n".join(
        difflib.ndiff(ast.unparse(wanted).splitlines(), ast.unparse(node).splitlines())
    )


def imported_by(notebook, taught):
    """The names a notebook takes from helpers: from helpers.losses import x, or import losses and then losses.x.

    taught: the names of the modules that teach; of the others, plots.x is nobody's lesson.
    """
    modules = set()
    for cell in notebook.code:
        for node in ast.walk(syntax(cell)):
            if isinstance(node, ast.ImportFrom) and node.module == "helpers":
                ours = [alias for alias in node.names if alias.name in taught]
                modules |= {alias.asname or alias.name for alias in ours}
            elif isinstance(node, ast.ImportFrom) and (node.module or "").startswith("helpers."):
                yield from (alias.name for alias in node.names)
            elif isinstance(node, ast.Import):
                ours = [alias for alias in node.names if alias.name.startswith("helpers.")]
                modules |= {alias.asname or alias.name for alias in ours}
            elif isinstance(node, ast.Attribute) and ast.unparse(node.value) in modules:
                yield node.attr


def helpers_imported_by(tree):
    """The modules of helpers/ that a helper imports, anywhere in it."""
    modules = set()
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            modules |= {
                alias.name.split(".")[1]
                for alias in node.names
                if alias.name.startswith("helpers.")
            }
        elif isinstance(node, ast.ImportFrom):
            module = "." * node.level + (node.module or "")
            if module in ("helpers", "."):
                modules |= {alias.name for alias in node.names}
            elif module.startswith(("helpers.", ".")):
                modules.add(module.replace("helpers.", "").strip(".").partition(".")[0])
    return modules
