"""The problem set as students get it, without its solutions and hidden tests.

It is what `nbgrader generate_assignment` releases; a test holds the two side by side. This needs no nbgrader.
"""

import copy
import re

STUBS = {"code": "raise NotImplementedError", "markdown": "Your answer here."}


def released(notebook):
    """A copy of the master notebook to hand out."""
    notebook = copy.deepcopy(notebook)
    for cell in notebook.cells:
        data = cell.metadata.get("nbgrader", {})
        if data.get("solution"):
            cell.source = replaced("SOLUTION", STUBS[cell.cell_type], cell.source)
        if data.get("grade"):
            cell.source = replaced("HIDDEN TESTS", None, cell.source)
        if data:
            cell.metadata["deletable"] = False
        if data.get("locked"):
            cell.metadata["editable"] = False
        if cell.cell_type == "code":
            cell.outputs, cell.execution_count = [], None
    return notebook


def replaced(region, stub, source):
    """The source with each such region, from its BEGIN to its END, replaced by a stub, or taken out."""
    pattern = rf"^([ \t]*)### BEGIN {region}\n.*?^[ \t]*### END {region}(\n|\Z)"
    new = "" if stub is None else rf"\g<1>{stub}\g<2>"
    return re.sub(pattern, new, source, flags=re.MULTILINE | re.DOTALL).rstrip("\n")
