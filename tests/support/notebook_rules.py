"""What every notebook of the course keeps to, as a document. Each rule takes a notebook and returns its complaints."""

import ast
import functools
import re
from pathlib import Path
from typing import NamedTuple

import nbformat
from IPython.core.inputtransformer2 import TransformerManager

from helpers.plots.figure_text import alternative
from tools.publish.run_notebooks import code_sha256

ROOT = Path(__file__).resolve().parents[2]

EXEMPT = "nbval-ignore-output"  # the one tag that takes an output out of the comparison: it is a duration
NBVAL_COMMENT = re.compile(r"^\s*#+\s*(NBVAL|PYTEST_VALIDATE)_", re.MULTILINE)
MACHINE = re.compile(
    rf"(?<![\w.])(/(root|home|Users|tmp|private|var|usr|opt)/|[A-Z]:\\+Users|{re.escape(str(ROOT))}\b)"
    r"|\bat 0x[0-9a-fA-F]{6,}|ipykernel_\d+"
)
FILLER = re.compile(r"\b(simply|just|obviously|of course)\b", re.IGNORECASE)
LONGEST_CELL = 30  # lines; twenty-five is a smell
LONGEST_DRAWING = 6  # lines of a cell that only draws, and is open
FOLDED = {"cellView": "form", "jupyter": {"source_hidden": True}}
LONGEST_LINE = 110  # what a laptop's window shows of a code cell


class Notebook(NamedTuple):
    name: str  # such as 03_forward_propagation
    node: nbformat.NotebookNode

    @property
    def cells(self):
        return self.node.cells

    @property
    def code(self):
        return [cell for cell in self.cells if cell.cell_type == "code"]


def read(path):
    return Notebook(path.stem, nbformat.read(path, as_version=4))


@functools.cache
def lessons():
    """Number -> Notebook, in reading order. All tests share them, so who changes one works on a copy."""
    return {path.stem[:2]: read(path) for path in sorted(ROOT.glob("notebooks/*.ipynb"))}


@functools.cache
def solutions():
    """Number -> Notebook with the solutions of that lesson; shared too."""
    return {path.stem[:2]: read(path) for path in sorted(ROOT.glob("notebooks/solutions/*.ipynb"))}


def was_saved_from_one_clean_run(notebook):
    try:
        nbformat.validate(notebook.node)
    except nbformat.ValidationError as error:
        yield f"is not a valid notebook: {error.message}"
    kernel = notebook.node.metadata.get("kernelspec", {}).get("name")
    if kernel != "python3":
        yield f"its kernel is {kernel}, not python3"
    counts = [cell.execution_count for cell in notebook.code]
    if counts != list(range(1, len(counts) + 1)):
        yield f"its cells were executed in the order {counts}"
    for cell in notebook.code:
        raises = any(output.output_type == "error" for output in cell.outputs)
        if raises != ("raises-exception" in tags(cell)):
            yield f"{where(cell)} shows an error, or does not, against its tag raises-exception"
        if any(output.get("name") == "stderr" for output in cell.outputs):
            yield f"{where(cell)} writes to stderr"


def shows_what_its_code_gave(notebook):
    """Also where a change would not show: the outputs came from this very code."""
    if notebook.node.metadata.get("code_sha256") != code_sha256(notebook.node):
        yield "its code was changed after it was saved; make run saves it with its outputs"


def names_no_machine(notebook):
    """No folder of the author's machine and no address in memory, neither in a source nor in an output."""
    for cell in notebook.cells:
        outputs = [text for output in cell.get("outputs", []) for text in texts(output)]
        found = MACHINE.search("\n".join([cell.source, *outputs]))
        if found:
            yield f"{where(cell)} has {found.group()}"


def compares_its_outputs(notebook):
    """A cell may be exempt (tag nbval-ignore-output) where its output is a duration; the next one asserts about it."""
    for number, cell in enumerate(notebook.code, 1):
        for tag in tags(cell):
            if tag.startswith(("nbval-", "pytest-", "skip-")) and tag != EXEMPT:
                yield f"{where(cell)} has the tag {tag}"
        if NBVAL_COMMENT.search(cell.source):
            yield f"{where(cell)} speaks to nbval in a comment; the tag {EXEMPT} is the way"
        asserted = {name for later in notebook.code[number : number + 1] for name in asserts(later)}
        if EXEMPT in tags(cell) and not asserted & names_in(syntax(cell)):
            yield f"{where(cell)} is exempt, and the next code cell asserts nothing about it"
    if share_compared([notebook]) < 0.90:
        yield f"only {share_compared([notebook]):.0%} of its code cells are compared"


def share_compared(notebooks):
    code = [cell for notebook in notebooks for cell in notebook.code]
    return sum(EXEMPT not in tags(cell) for cell in code) / max(len(code), 1)


def describes_its_pictures(notebook):
    """Each picture comes with text/plain that says what it shows, and its alternative is that, to be heard."""
    for cell in notebook.code:
        for output in cell.outputs:
            if "image/png" not in output.get("data", {}):
                continue
            words = output.data.get("text/plain", "")
            if not words or words.startswith("<Figure"):
                yield f"{where(cell)} shows a picture without words; does it import helpers.plots?"
            elif output.metadata.get("image/png", {}).get("alt") != alternative(words):
                yield f"{where(cell)} shows a picture whose alt is not alternative(its text); save with make run"


def has_the_anatomy(notebook):
    """The shape that a reader finds in every notebook:

    first cell     # Title
    in the first   **You will** … and **You need** …
    or second
    at the end     ## What you built       (the tour, 00, may be without)
                   ## Try it               1 to 6 exercises, each a cell that begins with ### 1. Title, ### 2. Title …
                   ## Next
    Between one and the next stand a cell to fill in and its check (tests/check/test_lessons.py); there may be others.
    """
    first = notebook.cells[0]
    if first.cell_type != "markdown" or not first.source.startswith("# "):
        yield "its first cell is not a title (# …)"
    if [level for level, _ in headings(notebook.cells)].count(1) != 1:
        yield "it has not exactly one title (# …)"
    opening = "".join(cell.source for cell in notebook.cells[:2] if cell.cell_type == "markdown")
    for promise in "You will", "You need":
        if promise not in opening:
            yield f"neither of its first two cells says {promise}"
    end = ["What you built", "Try it", "Next"]
    sections = [text for level, text in headings(notebook.cells) if level == 2]
    if sections[-3:] != end and not (notebook.name.startswith("00") and sections[-2:] == end[1:]):
        yield f"its last sections are {sections[-3:]}, not {end}"
    prompts = [text for level, text in headings(section(notebook, "Try it")) if level > 2]
    own_cells = [cell for cell in section(notebook, "Try it") if cell.source.startswith("### ")]
    if not 1 <= len(prompts) <= 6 or len(own_cells) != len(prompts):
        yield f"Try it has {len(prompts)} exercises in {len(own_cells)} cells of their own, not 1 to 6"
    for number, prompt in enumerate(prompts, 1):
        if not re.match(rf"{number}\. \w", prompt):
            yield f"an exercise in Try it is headed {prompt!r}, not '{number}. …'"


def has_small_cells(notebook):
    row = 0
    for cell in notebook.cells:
        row = row + 1 if cell.cell_type == "code" else 0
        if row == 4:
            yield f"{where(cell)} is the fourth code cell in a row"
        lines = sum(bool(line.strip()) for line in cell.source.splitlines())
        if cell.cell_type == "code" and lines > LONGEST_CELL:
            yield f"{where(cell)} has {lines} lines"
        widest = max((len(line) for line in cell.source.splitlines()), default=0)
        if cell.cell_type == "code" and widest > LONGEST_LINE:
            yield f"{where(cell)} has a line of {widest} characters"
        if lines == 0:
            yield "it has an empty cell"


def folds_what_is_not_the_lesson(notebook):
    """The set-up, and long cells that only draw, are folded away in Jupyter and Colab; nothing else is."""
    for cell in notebook.code:
        only_draws = syntax(cell).body and all(map(draws, syntax(cell).body))
        apart = "setup" in tags(cell) or (only_draws and cell.source.count("\n") >= LONGEST_DRAWING)
        folded = FOLDED.items() <= cell.metadata.items()
        if apart and not folded:
            yield f"{where(cell)} is not folded, and it is not the lesson: its metadata want {FOLDED}"
        if not apart and (folded or "source_hidden" in cell.metadata.get("jupyter", {})):
            yield f"{where(cell)} is folded, and it is neither the set-up nor a long cell that only draws"


def draws(statement):
    """Is this statement of a cell a call of plots.something, and nothing else?"""
    called = statement.value if isinstance(statement, ast.Expr) else None
    function = called.func if isinstance(called, ast.Call) else None
    return isinstance(function, ast.Attribute) and getattr(function.value, "id", "") == "plots"


def speaks_plainly(notebook):
    for cell in notebook.cells:
        if cell.cell_type == "markdown":
            words = prose(cell.source)
            for filler in FILLER.finditer(words):
                yield f"{where(cell)} says '{filler.group()}'"
            if re.search(r"!(?!\[)", words):
                yield f"{where(cell)} has an exclamation mark"
            if "![]" in words:
                yield f"{where(cell)} has a picture without words (![])"


RULES = [
    was_saved_from_one_clean_run,
    shows_what_its_code_gave,
    names_no_machine,
    compares_its_outputs,
    describes_its_pictures,
    has_small_cells,
    folds_what_is_not_the_lesson,
    speaks_plainly,
]  # of lessons and solutions; a lesson also has_the_anatomy


def where(cell):
    first_line = cell.source.strip().partition("\n")[0]
    return f"the cell '{first_line[:50]}'"


def tags(cell):
    return cell.metadata.get("tags", [])


def texts(output):
    """All the text of an output: what was printed, shown, or raised."""
    yield output.get("text", "")
    yield from (text for mime, text in output.get("data", {}).items() if mime.startswith("text/"))
    yield from [output.get("evalue", ""), *output.get("traceback", [])]


def syntax(cell):
    """The syntax tree of a code cell, its magics turned into calls; an empty one where it is no Python."""
    try:
        return ast.parse(TransformerManager().transform_cell(cell.source))
    except SyntaxError:
        return ast.Module([], [])


def asserts(cell):
    """The names that the assert statements of a cell speak of."""
    found = [names_in(node) for node in ast.walk(syntax(cell)) if isinstance(node, ast.Assert)]
    return set().union(*found)


def names_in(tree):
    return {node.id for node in ast.walk(tree) if isinstance(node, ast.Name)}


def headings(cells):
    """(level, text) of each heading; a comment in a code block is none."""
    for cell in cells:
        if cell.cell_type == "markdown":
            for marks, text in re.findall(
                r"^(#+) +(.+?)\s*$", without_code(cell.source), re.MULTILINE
            ):
                yield len(marks), text


def section(notebook, title):
    """The cells from the heading ## title up to the next heading of that level."""
    inside = []
    for cell in notebook.cells:
        if any(level == 2 for level, _ in headings([cell])):
            if inside:
                break
            if (2, title) not in headings([cell]):
                continue
            inside = [cell]
        elif inside:
            inside.append(cell)
    return inside


def without_code(markdown):
    return re.sub(r"^(```+|~~~+).*?^\1", "", markdown, flags=re.MULTILINE | re.DOTALL)


def prose(markdown):
    """Markdown without what is no prose: code, formulas, tags, and where links lead."""
    text = without_code(markdown)
    for pattern in (
        r"`[^`]+`",
        r"\\\$",
        r"\$\$.+?\$\$",
        r"\$[^$]+\$",
        r"<[^>]+>",
        r"(?<=\])\([^)]*\)",
    ):
        text = re.sub(pattern, " ", text, flags=re.DOTALL)
    return text
