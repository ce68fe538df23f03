"""What a teacher should look at in the students' cells, found without running them.

It costs no points: a cell that uses `threading` may be curious, and no more. It needs neither nbgrader nor Jupyter.
"""

import ast
import re
import sys

NUMPY_ALONE = re.compile(r"\bNumPy alone\b", re.IGNORECASE)  # in the text of a task
MODULES = {
    "sqlite3": "a database",
    "ctypes": "the memory of Python",
    "gc": "all objects of Python",
    "inspect": "the code that calls it",
    "socket": "the network",
    "urllib": "the network",
    "requests": "the network",
    "subprocess": "other programs",
    "multiprocessing": "other processes",
    "threading": "code that runs later",
    "atexit": "code that runs later",
    "signal": "code that runs later",
    "builtins": "Python's own functions",
    "IPython": "the shell",
    "ipykernel": "the shell",
    "outpost": "the marking",
}
NAMES = {
    "get_ipython": "the shell",
    "__import__": "imports by name",
    "__builtins__": "Python's own functions",
    "_getframe": "the code that calls it",
    "currentframe": "the code that calls it",
    "f_back": "the code that calls it",
    "f_globals": "the code that calls it",
    "ast_transformers": "the code of later cells",
    "input_transformers_post": "the code of later cells",
    "input_transformers_cleanup": "the code of later cells",
    "modules": "sys.modules",
    "system": "other programs",
    "popen": "other programs",
}
SPECIAL = {"__eq__", "__array_function__", "__array_ufunc__", "__bool__", "__ne__"}
SHARED = {"np", "numpy", "pd", "pandas", "helpers", "builtins"}  # modules that tests rely on
OUTSIDE = re.compile(r"(\.\.$|\.\.[/\\]|/\w+/|~[/\\]?$|~/|[A-Za-z]:[/\\]).*\Z")  # one line
WRITERS = {"write_text", "write_bytes", "unlink", "mkdir", "touch", "rmdir", "symlink_to"}


def findings(cells, locked):
    """cells: (name or first line, source) of a notebook's code cells in order; locked: names of cells that are given.

    -> [(cell, what it does)], once for each cell and thing.
    """
    found = []
    shared = set(SHARED)
    for title, source in cells:
        if title in locked:
            shared |= imported_modules(parsed(source))
    for title, source in cells:
        if title not in locked:
            found += [(title, what) for what in dict.fromkeys(looks(source, shared))]
    return found


def parsed(source):
    """The syntax tree; lines of IPython's own (%, !) are left out. None for what is no Python."""
    plain = re.sub(r"^\s*[%!?].*$", "pass", source, flags=re.MULTILINE)
    for text in (source, plain):
        try:
            return ast.parse(text)
        except (SyntaxError, ValueError, RecursionError, MemoryError):
            continue
    return None


def looks(source, shared):
    if re.search(r"^\s*(!|%%?(bash|sh|script|system|sx|run|writefile)\b)", source, re.MULTILINE):
        yield "runs other programs, or writes a file, by a line with % or !"
    tree = parsed(source)
    if tree is None:
        for name in (*NAMES, *MODULES):
            if re.search(rf"\b{name}\b", source) and name not in ("modules", "system"):
                yield f"is no Python, and has the word {name} in it"
        return
    shared = shared | imported_modules(tree)
    for node in ast.walk(tree):
        yield from looks_at(node, shared)


def looks_at(node, shared):
    if isinstance(node, (ast.Import, ast.ImportFrom)):
        names = [a.name for a in node.names]
        if isinstance(node, ast.ImportFrom):
            names = [node.module or "", *names]
        for name in names:
            top = name.partition(".")[0]
            if top in MODULES:
                yield f"imports {top} ({MODULES[top]})"
    elif isinstance(node, ast.Name) and node.id in NAMES and node.id not in ("modules", "system"):
        yield f"uses {node.id} ({NAMES[node.id]})"
    elif isinstance(node, ast.Attribute):
        if isinstance(node.ctx, (ast.Store, ast.Del)) and base(node) in shared:
            yield f"assigns to {dotted(node)}"
        if node.attr in ("modules", "system") and base(node) not in ("sys", "os"):
            return
        if node.attr in NAMES:
            yield f"uses {dotted(node)} ({NAMES[node.attr]})"
        elif node.attr in ("parent", "parents", "home", "expanduser", "pardir"):
            yield f"reads other folders ({dotted(node)})"
        elif node.attr in ("__code__", "__defaults__", "__wrapped__", "__globals__"):
            yield f"reaches into a function ({dotted(node)})"
    elif isinstance(node, ast.FunctionDef) and node.name in SPECIAL:
        yield f"defines {node.name}, which comparisons use"
    elif isinstance(node, ast.Constant) and isinstance(node.value, str):
        if OUTSIDE.match(node.value):
            yield f"names a place outside its folder ({node.value[:40]!r})"
    elif isinstance(node, ast.Call):
        yield from looks_at_call(node, shared)


def looks_at_call(node, shared):
    name = node.func.attr if isinstance(node.func, ast.Attribute) else getattr(node.func, "id", "")
    if name in ("setattr", "delattr") and node.args and base(node.args[0]) in shared:
        yield f"assigns to a name of {dotted(node.args[0])}"
    elif name in ("exec", "eval") and isinstance(node.func, ast.Name):
        yield f"uses {name}"
    elif name == "open" and any(
        isinstance(a, ast.Constant) and isinstance(a.value, str) and set(a.value) & set("wax+")
        for a in [*node.args[1:2], *(k.value for k in node.keywords if k.arg == "mode")]
    ):
        yield "writes a file (open)"
    elif name in WRITERS and isinstance(node.func, ast.Attribute):
        yield f"writes or deletes a file ({name})"


def base(node):
    """The name at the beginning of a.b[0].c."""
    while isinstance(node, (ast.Attribute, ast.Subscript)):
        node = node.value
    return getattr(node, "id", None)


def dotted(node):
    return ast.unparse(node)[:60]


def imported_modules(tree):
    """The names by which a cell knows the modules that tests rely on."""
    names = set()
    for node in ast.walk(tree) if tree else ():
        if isinstance(node, ast.Import):
            names |= {
                a.asname or a.name.partition(".")[0] for a in node.names if shared_module(a.name)
            }
        elif isinstance(node, ast.ImportFrom) and node.module == "helpers":
            names |= {a.asname or a.name for a in node.names}
    return names


def shared_module(name):
    return name.partition(".")[0] in SHARED


def not_numpy_alone(cells, solutions, locked):
    """Where a task wants NumPy alone: [(its answer's cell, what that uses)].

    cells: (name or first line, source) of the student's notebook; solutions: names of such answers; locked: names of
    cells that are given. Functions of one's own are followed, through all cells.
    """
    functions, foreign = {}, {}
    for title, source in cells:
        tree = parsed(source)
        foreign.update(foreign_names(tree))
        if tree and title not in locked:
            functions.update({n.name: n for n in tree.body if isinstance(n, ast.FunctionDef)})
    found = []
    for title, source in cells:
        tree = parsed(source) if title in solutions else None
        if tree:
            used = {**foreign_names(tree), **reached(tree, functions, foreign)}
            found += [(title, name) for name in sorted(set(used.values()))]
    return found


def reached(tree, functions, foreign):
    """The foreign names that this code uses, itself or through functions: {name: where it is from}."""
    used, seen, todo = {}, set(), [tree]
    while todo:
        for node in ast.walk(todo.pop()):
            if isinstance(node, ast.Name) and node.id not in seen:
                seen.add(node.id)
                if node.id in functions:
                    todo.append(functions[node.id])
                elif node.id in foreign:
                    used[node.id] = foreign[node.id]
    return used


def foreign_names(tree):
    """Names that a cell imports from anywhere but NumPy and Python itself: {name: where it is from}."""
    names = {}
    for node in ast.walk(tree) if tree else ():
        if isinstance(node, ast.Import):
            parts = [(a.asname or a.name.partition(".")[0], a.name) for a in node.names]
        elif isinstance(node, ast.ImportFrom) and node.module:
            parts = [(a.asname or a.name, f"{node.module}.{a.name}") for a in node.names]
        else:
            continue
        names.update({n: f for n, f in parts if f.partition(".")[0] not in OWN})
    return names


OWN = {"numpy", *sys.stdlib_module_names}


def of_numpy_alone(source):
    """The names of the answers whose task wants NumPy alone. source: the master notebook."""
    wanted, names = False, set()
    for cell in source.cells:
        data = cell.metadata.get("nbgrader", {})
        if cell.cell_type == "markdown" and not data:
            if re.match(r"#+ ", cell.source):
                wanted = False
            wanted = wanted or bool(NUMPY_ALONE.search(cell.source))
        elif data.get("solution") and cell.cell_type == "code" and wanted:
            names.add(data["grade_id"])
    return names


def code_cells(notebook, given):
    """(name, or first line, and source) of each code cell; for any JSON that calls itself a notebook.

    given: {name: source} of what is locked. A cell that has such a name and another source goes by its first line.
    """
    cells = []
    for cell in notebook.cells:
        if cell.get("cell_type") == "code" and isinstance(cell.get("source"), str):
            data = cell.get("metadata", {}).get("nbgrader", {})
            name = data.get("grade_id") if isinstance(data, dict) else None
            if (
                not isinstance(name, str)
                or given.get(name, cell.source).strip() != cell.source.strip()
            ):
                name = cell.source.strip().partition("\n")[0]
            cells.append((name, cell.source))
    return cells


def remarks(handed_in, source, released):
    """Lines for a teacher: "Look at CELL: it …".

    handed_in: a notebook; source: the master notebook; released: what was handed out of it.
    """
    given = {
        cell.metadata.nbgrader["grade_id"]: cell.source
        for cell in released.cells
        if cell.metadata.get("nbgrader", {}).get("locked")
    }
    cells = code_cells(handed_in, given)
    places = {}
    for title, what in findings(cells, given):
        places.setdefault(title, []).append(what)
    lines = [f"Look at {title}: it {', '.join(whats[:3])}" for title, whats in places.items()]
    for title, name in not_numpy_alone(cells, of_numpy_alone(source), given):
        lines.append(f"Not NumPy alone: {title} uses {name}")
    return lines
