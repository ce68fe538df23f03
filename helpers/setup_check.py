"""Is everything here that the course needs? Asked in notebook 00; to answer takes the standard library alone."""

import importlib
import sys
from importlib import metadata
from importlib.machinery import PathFinder
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
OLDEST_PYTHON = (3, 10)
DATA = "data/mnist_5k.csv.gz"

START = "Start Jupyter with Python 3.10 or newer; python.org has it."
INSTALL = """\
Install the packages from a new cell, then restart the kernel:
    %pip install -r "{0}"
The same in a terminal: python -m pip install -r "{0}\""""
TOOLS = (
    "jupyter",
    "nbval",
)  # they open and check notebooks; whoever reads one does without (Colab, VS Code)
NOT_NEEDED = {"conftest", "test", "tests"}  # Python and some packages bring these too
RENAME = """\
A file here has the name of something that Python or a package brings, and is imported in its place.
Give it another name, restart the kernel and run this check again: the rest can only be looked at then."""
FETCH = """\
The notebooks need the files around them: download or clone the whole repository, not a notebook alone,
or take the single-file notebooks from its branch colab (make colab writes them too)."""


def check_setup(root=ROOT):
    """Print a line for each thing the course needs, and below them what to do about those that are not as they should.

    root: the folder of requirements.txt. The lines are the same on every machine on which all is well.
    """
    root = Path(root)
    # Where a file of the reader's hides a package, to look at the packages would run that file.
    rows = [_python(), *(_hiding(root) or [*_packages(root), *_files(root)])]
    for name, wanted, state, _ in rows:
        print(f"{name:<22} {wanted:<14} {state}")
    remedies = dict.fromkeys(remedy for _, _, state, remedy in rows if state != "ok")
    remedies = "\n\n".join(remedies).format(root / "requirements.txt")
    print("\n" + (remedies or "Everything is here."))


# Each of these gives rows (name, the versions wanted, "ok" or what was found, what to do if not ok).


def _python():
    found = ".".join(map(str, sys.version_info[:3]))
    state = "ok" if sys.version_info >= OLDEST_PYTHON else f"found {found}"
    return ("Python", ">=3.10", state, START)


def _hiding(root):
    """The modules beside the notebook, or in the course's folder, that would be imported in place of others."""
    folders = dict.fromkeys((Path.cwd().resolve(), root.resolve()))
    others = [entry for entry in sys.path if Path(entry).resolve() not in folders]
    rows = []
    for folder in folders:
        packages = [path.parent for path in folder.glob("*/__init__.py")]
        for file in sorted([*folder.glob("[!_]*.py"), *packages]):
            other = PathFinder.find_spec(file.stem, others)
            ours = file == root.resolve() / "helpers" or file.stem in NOT_NEEDED
            # A folder without __init__.py has no loader, and gives way.
            if other and other.loader and not ours:
                rows.append((file.name, "", f"hides {file.stem}: {file}", RENAME))
    return rows


def _packages(root):
    requirements = root / "requirements.txt"
    if not requirements.is_file():
        return [("requirements.txt", "", "missing", FETCH)]
    try:
        from packaging.requirements import Requirement
    except ImportError:  # it comes with Jupyter, so it may be missing as anything else
        return [("packaging", "", "missing", INSTALL)]
    rows = []
    for line in requirements.read_text(encoding="utf-8").splitlines():
        if not line or line.startswith("#"):
            continue
        wanted = Requirement(line)
        if wanted.name in TOOLS:
            continue
        try:
            found = metadata.version(wanted.name)
        except metadata.PackageNotFoundError:
            state = "missing"
        else:
            state = "ok" if wanted.specifier.contains(found, prereleases=True) else f"found {found}"
        rows.append((wanted.name, line[len(wanted.name) :], state, INSTALL))
    return rows


def _files(root):
    data = "ok" if (root / DATA).is_file() else "missing"
    found = [*root.glob("helpers/[a-z]*.py"), *root.glob("helpers/[a-z]*/__init__.py")]
    modules = sorted(path.parent.name if path.stem == "__init__" else path.stem for path in found)
    helpers, remedy = "ok" if modules else "missing", FETCH
    try:
        for module in modules:
            importlib.import_module(f"helpers.{module}")
    except Exception as error:  # whatever it is, better here than in the middle of a lesson
        helpers, remedy = f"{module} cannot be imported: {error}", INSTALL
    return [(DATA, "", data, FETCH), ("helpers", "", helpers, remedy)]
