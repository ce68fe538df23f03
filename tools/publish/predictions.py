"""The questions “Before you run it”, which a class answers before anybody runs the cell.

questions_of finds them in a notebook. without_answers makes the students' copy, in which nothing gives an answer away;
key makes the teacher's notebook, with what each question's cells have saved and the sentence that explains it.
"""

import ast
import copy
import io
import re
import tokenize
from typing import NamedTuple

from nbformat.v4 import new_code_cell, new_markdown_cell, new_notebook

ASKS = re.compile(r"\*\*Before\s+you\s+run[^*]*\*\*")
FOLDED = {"jupyter": {"source_hidden": True}, "cellView": "form"}
LOOKS = {*FOLDED, "tags", "editable", "deletable"}  # what the metadata of a student's cell may say
ABOVE_FOLDED = "# Run this cell too. It is folded, for it tells the answer.\n"


class Question(NamedTuple):
    """cells: where the cells that answer it are in the notebook; text, why: Markdown."""

    text: str
    cells: list
    why: str


def questions_of(notebook):
    """Each Question of a notebook, in order. Raises ValueError where nothing says why its answer is right."""
    cells, found = notebook.cells, []
    for at, below in runs(notebook).items():
        text = "\n\n".join(it for it in paragraphs(cells[at]) if ASKS.search(it))
        first, end = cells[below[0]], below[-1] + 1
        why = first.metadata.get("why") or (explained(cells[end]) if end < len(cells) else "")
        if not why:
            raise ValueError(
                f"Nothing explains the answer to “{text}”. Begin the text below its cells with the reason, "
                'or write it as "why" into the metadata of the first of these cells.'
            )
        found.append(Question(text, below, why))
    return found


def runs(notebook):
    """{where a question is: where the code cells are that answer it}"""
    kinds = [cell.cell_type for cell in notebook.cells] + ["end"]
    found = {}
    for at, cell in enumerate(notebook.cells):
        if cell.cell_type == "markdown" and ASKS.search(cell.source):
            start = kinds.index("code", at)
            end = next(n for n in range(start, len(kinds)) if kinds[n] != "code")
            found[at] = list(range(start, end))
    return found


def paragraphs(cell):
    return cell.source.split("\n\n")


def explained(cell):
    """The first paragraph of a text, up to a question of its own."""
    first = ASKS.split(paragraphs(cell)[0])[0].strip()
    return "" if first.startswith("#") else first


def without_answers(notebook):
    """A copy without saved outputs, in which what answers a question is folded or below.

    Top-level asserts, figures and all that follows them go into a folded cell; asserts inside a loop or a function go.
    A cell whose metadata has "tells": true is folded as a whole; one with "tells": "comments" loses its comments.
    """
    notebook = copy.deepcopy(notebook)
    answering = {n for below in runs(notebook).values() for n in below}
    cells = []
    for n, cell in enumerate(notebook.cells):
        if cell.cell_type == "code":
            cell.outputs, cell.execution_count = [], None
        cells += divided(cell) if n in answering else [cell]
    for cell in cells:  # what else the course keeps there, slides and reasons, tells too
        cell.metadata = {name: it for name, it in cell.metadata.items() if name in LOOKS}
    notebook.cells = cells
    notebook.metadata.pop("code_sha256", None)  # it says that the outputs belong to the code
    return notebook


def divided(cell):
    """The cell in two: what may be seen, and, folded, what would tell the answer."""
    shown, told = cell.source, ""
    if cell.metadata.get("tells") == "comments":
        shown = without_comments(shown)
    elif cell.metadata.get("tells"):
        shown, told = "", cell.source
    else:
        lines = shown.splitlines()
        first = next((node.lineno for node in ast.parse(shown).body if tells(node)), None)
        if first:
            shown, told = "\n".join(lines[: first - 1]), "\n".join(lines[first - 1 :])
        shown = without_asserts(shown)
    if not told:
        cell.source = shown
        return [cell]
    folded = copy.deepcopy(cell)
    folded.source, folded.metadata = ABOVE_FOLDED + told, {**cell.metadata, **FOLDED}
    if not shown.strip():
        return [folded]
    cell.source, folded.id = shown.rstrip(), f"{cell.id}-below"
    return [cell, folded]


def tells(statement):
    """Whether it is an assert, draws a figure, or holds the title of one."""
    if isinstance(statement, ast.FunctionDef | ast.ClassDef | ast.Raise):
        return False
    printed = {
        id(part)
        for node in ast.walk(statement)
        if isinstance(node, ast.Call) and getattr(node.func, "id", "") == "print"
        for part in ast.walk(node)
    }
    for node in ast.walk(statement):
        if isinstance(node, ast.Attribute) and getattr(node.value, "id", "") == "plots":
            return True
        if id(node) not in printed and is_title(node):
            return True
    return isinstance(statement, ast.Assert)


def is_title(node):
    """Whether it is a text that begins like a sentence, and so the title of a figure."""
    parts = node.values if isinstance(node, ast.JoinedStr) else [node]
    values = [part.value for part in parts if isinstance(part, ast.Constant)]
    text = " … ".join(value for value in values if isinstance(value, str))
    return text[:1].isupper() and len(re.findall(r"[^\W\d_]{2,}", text)) >= 4


def without_asserts(source):
    """The source without the asserts inside its loops and functions."""
    lines = source.splitlines()
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.Assert):
            lines[node.lineno - 1 : node.end_lineno] = [None] * (node.end_lineno - node.lineno + 1)
    return "\n".join(line for line in lines if line is not None)


def without_comments(source):
    lines = source.splitlines()
    for token in tokenize.generate_tokens(io.StringIO(source).readline):
        if token.type == tokenize.COMMENT:
            row, column = token.start
            lines[row - 1] = lines[row - 1][:column].rstrip()
    return "\n".join(lines)


def key(notebooks):
    """The teacher's notebook: {heading: notebook} -> every question, the cells with what they saved, and why."""
    cells = [
        new_markdown_cell(
            "# Key to the predictions\n\nEvery question “Before you run it”, what its cells show, and why. "
            "The numbers are those that the course has saved; durations will differ on your machine."
        )
    ]
    for heading, notebook in notebooks.items():
        cells.append(new_markdown_cell(f"## {heading}"))
        for number, question in enumerate(questions_of(notebook), 1):
            cells.append(new_markdown_cell(f"**{number}.** {question.text}"))
            cells += [
                new_code_cell(cell.source, outputs=cell.outputs)
                for cell in (notebook.cells[n] for n in question.cells)
                if cell.outputs
            ]
            cells.append(new_markdown_cell(f"**Why.** {question.why}"))
    for number, cell in enumerate(cells):
        cell.id = f"cell-{number}"  # the same every time
    return new_notebook(cells=cells)
