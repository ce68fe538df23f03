"""A quiz as a notebook that checks itself: one file, which needs nothing of the course.

What it says to each answer is packed in its first cell: out of sight, and no secret.
"""

import base64
import json
import zlib
from pathlib import Path

from nbformat.v4 import new_code_cell, new_markdown_cell, new_notebook

from grading.question_bank import LETTERS

FOLDED = {"cellView": "form", "jupyter": {"source_hidden": True}}
KERNEL = {"kernelspec": {"name": "python3", "display_name": "Python 3", "language": "python"}}
HOW = """
Run the next cell first (Shift+Enter). Then read each question, write the letter of your answer in place of the
`...`, in quotes, such as `"A"`, and run the cell: it says whether you are right, and why, or what leads to this
answer. You may try again.

This is practice, not an exam: the answers are packed in the next cell, where whoever wants to can unpack them.
""".strip()
LINE = 100


def packed(questions):
    """The right letter of each question, and what to say to each letter, as text in lines."""
    known = []
    for question in questions:
        reasons = {
            letter: option.reason for letter, option in zip(LETTERS, question.shown, strict=True)
        }
        known.append((question.letter, reasons))
    text = base64.b85encode(zlib.compress(json.dumps(known).encode(), 9)).decode()
    return "\n".join(text[start : start + LINE] for start in range(0, len(text), LINE))


def asked(number, question):
    """The question and its options, with letters."""
    options = [
        f"- **{letter}** {option.text}"
        for letter, option in zip(LETTERS, question.shown, strict=True)
    ]
    return "\n".join([f"## Question {number}", "", question.text, "", *options])


def notebook(quiz):
    """A quiz (title, about, questions, after) as a notebook."""
    source = Path(__file__).with_name("cell.py").read_text(encoding="utf-8").strip()
    source = source.replace('PACKED = ""', f'PACKED = """\n{packed(quiz.questions)}\n"""')
    cells = [
        new_markdown_cell(f"# {quiz.title}\n\n{quiz.about}\n\n{HOW}", id="about"),
        new_code_cell(source, id="packed", metadata=FOLDED),
    ]
    for number, question in enumerate(quiz.questions, 1):
        cells.append(new_markdown_cell(asked(number, question), id=f"question-{number}"))
        cells.append(new_code_cell(f"answer({number}, ...)", id=f"answer-{number}"))
    if quiz.after:
        cells.append(new_markdown_cell(quiz.after, id="after"))
    return new_notebook(cells=cells, metadata=KERNEL)
