"""Write a problem set of the family: one seed, one set.

    python grading/problem_set.py [SEED] [--to FOLDER]        (or make problem-set SEED=…)

Writes a course folder, ../grading-YEAR/ beside the repository unless --to names another:

    source/problem_set/problem_set.ipynb   the master: solutions, hidden tests, model answers, rubrics
    key.md                                 the same to read: the questions, the answers, the points
    points.csv                             each graded cell with its task, its points, and who marks it
    handout/problem_set.ipynb              what students get
    handout/problem_set_colab.ipynb        the same as one file that runs alone, for Colab
    seed.txt                               the seed. Whoever has it has the solutions

Without SEED a random one is drawn. The seed "example" without --to writes the public set: grading/source/ in the
repository.
"""

import argparse
import copy
import csv
import io
import os
import secrets
import sys
from datetime import date
from importlib import import_module
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
if str(ROOT) not in sys.path:
    sys.path.insert(0, str(ROOT))  # so that it runs as a program too

import nbformat
from nbformat.v4 import new_code_cell, new_markdown_cell, new_notebook

from grading.family import EXAMPLE, Draw, fill, nbgrader
from grading.handout import released
from tools.publish import make_colab

TASKS = [path.stem for path in sorted((ROOT / "grading" / "tasks").glob("t*.py"))]
NOTEBOOK = Path("problem_set", "problem_set.ipynb")
WORK = "submitted", "autograded", "gradebook.db"  # in a folder where students have handed in
SHORT = 12  # characters: who has the templates can try all shorter seeds
METADATA = {
    "kernelspec": {"display_name": "Python 3 (ipykernel)", "language": "python", "name": "python3"},
    "language_info": {"name": "python"},
}

TITLE = """\
# Problem set: from a table of digits to an honest number

Ten tasks over the whole course, 100 points. At the end you will have written, without help, the pieces that carry a
table of handwritten digits to a trained network and an accuracy that you can defend.

**You will** write twelve small functions and two answers in words. **You need** notebooks 01 to 11, pencil and paper,
and about six hours, over several evenings."""
PUBLIC = """

*This is the worked example of a family of problem sets, public with its solutions. Practise with it, and don't grade by
it: `make problem-set` writes a set that nobody has seen.*"""
MARKING = """\
## How it is marked

- Write your code in place of the line `raise NotImplementedError`, and your words in place of *Your answer here*. Add
  cells where you like.
- Below each function is a cell of tests with its points. Run it: if it prints nothing, those points are yours. (The
  last cell of task 5 shows only some of its tests.)
- The cell after it holds tests that are not shown. They give the same function other inputs, random ones among them, so
  an answer that fits only the example earns only its points.
- The cells with tests are locked. Whatever happens to them in your copy, they are restored before your work is marked.
- A cell may run for 10 seconds; once a test took longer, later tests have 2. Tasks 6 and 10 are read by a person.
«last»

| task | from notebook | points |
| --- | --- | --- |
"""
LAST = """\
- Before you hand it in: *Kernel → Restart Kernel and Run All Cells*. Hand in this file under this name,
  `problem_set.ipynb`."""
LAST_IN_COLAB = """\
- Before you hand it in: *Runtime → Restart session and run all*. The last cell downloads the file to hand in,
  `problem_set.ipynb`."""
SETUP = """\
# Set-up: find helpers/ and data/, in this folder or one above it.
import sys
from pathlib import Path

here = Path.cwd()
course = next((f for f in [here, *here.parents] if (f / "helpers/setup_check.py").exists()), None)
if course is None:
    sys.exit(
        "This notebook needs the folders helpers and data of the course. Put it into the course's folder, "
        "or into any folder inside it, and run this cell again."
    )
sys.path.insert(0, str(course))

import io

import numpy as np
import pandas as pd

from helpers.activations import softmax
from helpers.losses import cross_entropy"""
END = """\
## Before you hand it in

*Kernel → Restart Kernel and Run All Cells*, then read it once more from top to bottom. The file to hand in is this one,
`problem_set.ipynb`."""


def tasks(seed):
    """The ten tasks of the set of this seed, in their order."""
    return [import_module(f"grading.tasks.{name}").task(Draw(seed, name)) for name in TASKS]


def points(cells):
    return sum(cell.metadata.get("nbgrader", {}).get("points", 0) for cell in cells)


def master(seed):
    """The notebook with solutions, hidden tests, model answers and rubrics."""
    ten = tasks(seed)
    rows = [f"| {n} {t.title} | {t.notebooks} | {points(t.cells)} |" for n, t in enumerate(ten, 1)]
    setup = {**nbgrader("setup"), "tags": ["setup"]}
    cells = [
        new_markdown_cell(TITLE + (PUBLIC if seed == EXAMPLE else "")),
        new_markdown_cell(fill(MARKING, last=LAST) + "\n" + "\n".join(rows)),
        new_code_cell(SETUP, metadata=setup),
        *(cell for task in ten for cell in task.cells),
        new_markdown_cell(END),
    ]
    for number, cell in enumerate(cells):
        cell.id = f"task-{number:02d}"
    return new_notebook(cells=cells, metadata=METADATA, nbformat_minor=5)


def key(notebook):
    """Markdown to read: the master without what only nbgrader needs."""
    parts = ["*The key of a problem set. Not for students.*"]
    for cell in notebook.cells[1:-1]:
        lines = [line for line in cell.source.splitlines() if not line.lstrip().startswith("### ")]
        source = "\n".join(lines)
        parts.append(f"```python\n{source}\n```" if cell.cell_type == "code" else source)
    return "\n\n".join(parts) + "\n"


def table_of_points(ten):
    """CSV: each graded cell, its task, its points, and whether tests or a person give them."""
    table = io.StringIO()
    writer = csv.writer(table, lineterminator="\n")
    writer.writerow(["task", "title", "cell", "points", "marked_by"])
    for number, task in enumerate(ten, 1):
        for cell in task.cells:
            data = cell.metadata.get("nbgrader", {})
            if data.get("grade"):
                by = "a person" if data["solution"] else "tests"
                writer.writerow([number, task.title, data["grade_id"], data["points"], by])
    return table.getvalue()


HAND_IN = """\
# @title Hand in: writes problem_set.ipynb, this notebook without its two helping cells, and downloads it
import json
from pathlib import Path

try:
    from google.colab import _message, files

    notebook = _message.blocking_request("get_ipynb", timeout_sec=60)["ipynb"]
except ImportError:
    print("This is not Colab. Save this notebook as problem_set.ipynb, and hand that file in.")
except Exception as error:  # no answer, or another one than we know
    print(f"Colab did not give its notebook ({type(error).__name__}). File → Download → Download .ipynb")
    print("gives it too. Rename that file to problem_set.ipynb, and hand it in.")
else:
    helping = ("# @title Set-up: puts helpers/", "# @title Hand in:")
    cells = [c for c in notebook["cells"] if not "".join(c["source"]).startswith(helping)]
    known = sum("nbgrader" in cell.get("metadata", {}) for cell in cells)
    if known < «known»:
        print(f"{«known» - known} cells with tests or answers are not as they were handed out.")
        print("Hand this in all the same, and tell your teacher.")
    content = json.dumps({**notebook, "cells": cells}, ensure_ascii=False)
    Path("problem_set.ipynb").write_text(content, encoding="utf-8")
    files.download("problem_set.ipynb")"""
HAND_IN_TEXT = """\
## Before you hand it in

*Runtime → Restart session and run all*, then read it once more from top to bottom. Save it (*File → Save*), and run the
next cell: it downloads `problem_set.ipynb`, the file to hand in. Should nothing come, choose *File → Download →
Download .ipynb*, rename the file to `problem_set.ipynb`, and hand that in."""


def for_colab(handout, unpacking_cell):
    """What is handed out as one file that runs alone, with a last cell that downloads it to be handed in."""
    notebook = copy.deepcopy(handout)
    known = sum("nbgrader" in cell.metadata for cell in notebook.cells)
    notebook.cells[1].source = notebook.cells[1].source.replace(LAST, LAST_IN_COLAB)
    notebook.cells[-1].source = HAND_IN_TEXT
    hand_in = fill(HAND_IN, known=known)
    form = {"cellView": "form", "tags": ["hand-in"]}
    notebook.cells.append(new_code_cell(hand_in, id="hand-in", metadata=form))
    return make_colab.single_file(notebook, copy.deepcopy(unpacking_cell), None)


def contents(seed):
    """The files of a course folder: {path in it: text}. The seed comes first, so that an interruption can't lose it."""
    notebook = master(seed)
    handout = released(notebook)
    return {
        Path("seed.txt"): seed + "\n",
        Path("source") / NOTEBOOK: as_text(notebook),
        Path("key.md"): key(notebook),
        Path("points.csv"): table_of_points(tasks(seed)),
        Path("handout", NOTEBOOK.name): as_text(handout),
        Path("handout", "problem_set_colab.ipynb"): as_text(
            for_colab(handout, make_colab.unpacking_cell())
        ),
    }


def as_text(notebook):
    nbformat.validate(notebook)
    return nbformat.writes(notebook) + "\n"


def refusal(folder, files):
    """Why these files can't be written into this folder, or None."""
    if folder.is_relative_to(ROOT) and not folder.is_relative_to(ROOT / "build"):
        return (
            f"{folder} is inside the repository, which is public once it is pushed. "
            "Choose a folder outside: --to ../grading-2026"
        )
    if folder.exists() and not folder.is_dir():
        return f"{folder} is a file. Choose another folder with --to."
    changed = differing(folder, files)
    worked = [made for made in WORK if (folder / made).is_file() or any((folder / made).glob("*"))]
    if worked and (changed or not (folder / "source" / NOTEBOOK).exists()):
        return (
            f"{folder} has students' work ({worked[0]}) on another set. "
            "It is left as it is; choose another folder with --to."
        )
    if changed and (Path("seed.txt") in changed or not (folder / "seed.txt").exists()):
        return f"{folder} has the set of another seed. Choose another folder with --to, or delete that one first."
    return None


def differing(folder, files):
    """Those of these files that are in the folder with another content."""
    there = [path for path in files if (folder / path).exists()]
    return [path for path in there if (folder / path).read_bytes() != files[path].encode()]


def write(folder, files):
    """Each file is complete or not there: it is written beside its place, and then moved."""
    for name, content in files.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        unfinished = path.with_name(f".{path.name}.unfinished")
        unfinished.write_text(content, encoding="utf-8", newline="\n")
        os.replace(unfinished, path)


def main(arguments=None):
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("seed", nargs="?", help="any text; a random one where there is none")
    parser.add_argument("--to", type=Path, help="the course folder, default ../grading-YEAR")
    options = parser.parse_args(arguments)
    if options.seed == EXAMPLE and options.to is None:
        write(ROOT / "grading" / "source", {NOTEBOOK: as_text(master(EXAMPLE))})
        print("grading/source/problem_set/problem_set.ipynb, the public example, is written.")
        return
    seed = options.seed or secrets.token_urlsafe(SHORT)
    folder = (options.to or ROOT.parent / f"grading-{date.today().year}").resolve()
    print("Writing a set takes some seconds: helpers/ and the digits are packed for Colab.")
    files = contents(seed)
    if reason := refusal(folder, files):
        sys.exit(reason)
    if replaced := differing(folder, files):
        names = ", ".join(path.as_posix() for path in replaced)
        print(f"Replaced, as the templates are not what they were for this seed: {names}")
    write(folder, files)
    print(f"Written into {folder}:")
    for name in files:
        print(f"  {name.as_posix()}")
    if seed == EXAMPLE:
        print("This set is public, with its solutions: nothing to be graded by.")
    elif len(seed) < SHORT:
        print(
            f"The seed has {len(seed)} characters. The templates are public, so a student can try all short seeds "
            "until one gives the set, and then has its solutions; without a seed, a random one is drawn."
        )
    print("Hand out what is in handout/, and keep the rest to yourself.")


if __name__ == "__main__":
    main()
