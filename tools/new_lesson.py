"""Lay out all files of a new lesson, as stubs that pass every check.

    python -m tools.new_lesson 14 pooling                      a lesson with one exercise, check.pooling
    python -m tools.new_lesson 14 pooling --builds pooling     and what it builds is kept in helpers/pooling.py

Writes the notebook and its solutions (executed), the exercise with its wrong answers, the rows in README.md and
TEACHING.md and, with --builds, the helper module and its test. Nothing that is there already is written over. Then
search for TODO: each is a sentence or a line of code to write. CONTRIBUTING.md says what belongs where.
"""

import argparse
import re
import sys
from pathlib import Path

import nbformat
from nbformat.v4 import new_code_cell, new_markdown_cell, new_notebook

from tools.publish.run_notebooks import run

ROOT = Path(__file__).resolve().parents[1]

FUNCTION = '''
def {name}(X):
    """The mean of each column. X: (m, n). Returns (n,)."""
    return X.sum(axis=0) / len(X)
'''.strip()

LESSON = [
    """
# {number} · TODO: a title that begins with a verb

TODO: at the end of this page, what will be on the screen? One sentence.

**You will**

- TODO: what the reader can do afterwards.

**You need** the notebooks before this one. About 30 minutes. Every term: [glossary](glossary.md).
""",
    "SETUP",
    "import numpy as np\n\nfrom helpers import check",
    """
## TODO: the idea

TODO: idea, then a tiny example by hand, then code, then real digits. **Before you run it:** what will the next cell
give?
""",
    FUNCTION,
    "{name}(np.array([[1.0, 2.0], [3.0, 6.0]]))",
    "TODO: why that is so.",
    "## What you built\n\nTODO: the few formulas and functions to keep, and which helper module has them now.",
    """
## Try it

Write your answer in place of the `...`, run the cell, then the one below it, which looks at what you wrote.
""",
    "### 1. TODO: the exercise\n\nTODO: what is asked for.",
    'def my_{name}(X):\n    """X (m, n) -> (n,), the mean of each column."""\n    ...',
    "check.{name}(my_{name})",
    "## Next\n\nTODO: one sentence that makes the reader want the next lesson.",
]

SOLUTIONS = [
    """
# {number} · Solutions: TODO

Try before you read. These are answers to the exercises of [notebook {number}](../{file}.ipynb), with the reasons; yours
may look different and be as good.
""",
    "SETUP",
    "from helpers import check",
    "## 1. TODO: the exercise\n\nTODO: the reasoning.",
    "def my_{name}(X):\n    return X.mean(axis=0)",
    "check.{name}(my_{name})",
]

CHECKS = '''
"""The exercises of notebook {number}: TODO."""

import numpy as np

from helpers.check.exercise import Exercise

{name} = Exercise(
    "{name}",
    read="notebook {number}, “TODO: the idea”",
    answer=lambda X: X.mean(axis=0),
    cases=lambda rng: {{
        "two examples": (np.array([[1.0, 2.0], [3.0, 6.0]]),),
        "a random batch": (rng.normal(size=(5, 4)),),
    }},
    mistakes={{
        "These are the sums. The mean divides them by the number of rows.": lambda X: X.sum(axis=0),
        "This is the mean of each row (axis 1). Each column has one: axis 0.": lambda X: X.mean(axis=1),
    }},
    symptoms={{
        "One number came. Each column has a mean of its own.": lambda came, X: np.ndim(came) == 0,
    }},
)
'''.lstrip()

WRONG_ANSWERS = """
# Wrong answers to the exercises of notebook {number}. Heading of a cell: the check, and a part of its hint.

# %% {name}: One number came
def my_{name}(X):
    return X.mean()

# %% {name}: divides them by the number of rows
def my_{name}(X):
    total = 0
    for row in X:
        total = total + row
    return total
""".lstrip()

HELPER = '"""TODO: what this module holds. Built in notebook {number}."""\n\n\n' + FUNCTION + "\n"

HELPER_TEST = """
import numpy as np

from helpers.{builds} import {name}


def test_the_mean_by_hand():
    np.testing.assert_allclose({name}(np.array([[1.0, 2.0], [3.0, 6.0]])), [2, 4])
""".lstrip()

README_ROW = "| [{number} TODO]({path}) | TODO | 30 |\n"

TEACHING = """
### {number} TODO

30 minutes to read and run, 10 for the exercises.

- **Objectives.** TODO
- **“TODO: a misconception.”** Ask: *TODO: the question that exposes it?*
- **“TODO: another one.”** Ask: *TODO?*
- **Discuss.** TODO? TODO?
  *Answers to expect:* TODO
- **When time is short:** TODO
"""


def notebook(texts, setup, **names):
    """A notebook of these texts: those that begin with # are Markdown, the rest is code."""
    cells = []
    for k, text in enumerate(texts):
        if text == "SETUP":
            cell = new_code_cell(setup.source, metadata=setup.metadata)
        else:
            text = text.strip().format(**names)
            is_text = text.startswith(("#", "TODO"))
            cell = new_markdown_cell(text) if is_text else new_code_cell(text)
        cell.id = f"cell-{k}"
        cells.append(cell)
    return new_notebook(cells=cells)


def files(number, name, builds, root):
    """{path: the text or notebook to write there}."""
    names = {"number": number, "name": name, "file": f"{number}_{name}", "builds": builds}
    first = nbformat.read(sorted(root.glob("notebooks/*.ipynb"))[0], as_version=4)
    setup = next(cell for cell in first.cells if cell.cell_type == "code")
    new = {
        f"notebooks/{number}_{name}.ipynb": notebook(LESSON, setup, **names),
        f"notebooks/solutions/{number}_solutions.ipynb": notebook(SOLUTIONS, setup, **names),
        f"helpers/check/lessons/lesson_{number}.py": CHECKS.format(**names),
        f"tests/check/wrong_answers/{number}_{name}.py": WRONG_ANSWERS.format(**names),
    }
    if builds:
        new[f"helpers/{builds}.py"] = HELPER.format(**names)
        new[f"tests/taught/test_{builds}.py"] = HELPER_TEST.format(**names)
    return {root / path: content for path, content in new.items()}


def add_rows(number, name, root):
    """Put the lesson below the last one in the table of README.md, and at the end of TEACHING.md."""
    readme, teaching = root / "README.md", root / "TEACHING.md"
    text = readme.read_text(encoding="utf-8")
    *_, last = re.finditer(r"^\| \[\d\d .*\n", text, re.M)
    row = README_ROW.format(number=number, path=f"notebooks/{number}_{name}.ipynb")
    readme.write_text(text[: last.end()] + row + text[last.end() :], encoding="utf-8")
    text = teaching.read_text(encoding="utf-8") + TEACHING.format(number=number)
    teaching.write_text(text, encoding="utf-8")


def main(arguments=None, root=ROOT):
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("number", help="two digits, such as 11")
    parser.add_argument("name", help="of the file, of the exercise, and of the function it builds")
    parser.add_argument("--builds", metavar="MODULE", help="the module in helpers/ that keeps it")
    given = parser.parse_args(arguments)
    if not re.fullmatch(r"\d\d", given.number):
        sys.exit(f"{given.number!r} is no lesson's number: two digits, such as 11.")
    for name in filter(None, (given.name, given.builds)):
        if not re.fullmatch(r"[a-z][a-z0-9_]*", name):
            sys.exit(f"{name!r} can't be the name of a file and a function: small letters and _.")
    if taken := sorted(root.glob(f"notebooks/{given.number}_*.ipynb")):
        sys.exit(f"Lesson {given.number} is there already: {taken[0].name}.")
    new = files(given.number, given.name, given.builds, root)
    if there := [path for path in new if path.exists()]:
        sys.exit(f"{there[0]} is there already. Choose another name.")
    for path, content in new.items():
        if isinstance(content, str):
            path.write_text(content, encoding="utf-8")
        else:
            nbformat.write(content, path)
    add_rows(given.number, given.name, root)
    for path in new:
        if path.suffix == ".ipynb":
            run(path)
        print(path.relative_to(root))
    print("A row in README.md, and a part in TEACHING.md")


if __name__ == "__main__":
    main()
