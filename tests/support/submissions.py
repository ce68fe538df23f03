"""What students hand in for the problem set, and the points that each of them deserves from the tests."""

import json
from typing import NamedTuple

import nbformat
from nbformat.v4 import new_code_cell, new_markdown_cell, new_notebook

from support import attacks
from support import problem_set_answers as answers


class Submission(NamedTuple):
    content: object  # a notebook, or the bytes of what is none
    fails: tuple = ()  # the tests whose points are lost; () is all 80
    remark: str = ""  # part of what the teacher is told
    file: str = "problem_set.ipynb"


ALL = [
    "read_table",
    "one_hot",
    "two_layers",
    "weighted_cross_entropy",
    "softplus",
    "largest_error",
    "one_epoch",
    "momentum",
    "best_epoch",
    "read_confusion",
]
HALVES = ALL[:4], ALL[4:]


class Sheets:
    """Writes submissions from the notebook that was handed out and the one with the solutions."""

    def __init__(self, released, source):
        self.released, self.source = released, source

    def filled(self, solved=ALL, **own):
        """Handed out, with these tasks solved as in the source, and others by code of one's own (task=code)."""
        notebook = nbformat.from_dict(json.loads(json.dumps(self.released)))
        solutions = {name(cell): cell.source for cell in self.source.cells if is_solution(cell)}
        for cell in notebook.cells:
            if not is_solution(cell):
                continue
            task = next((task for task in ALL if name(cell).startswith(task)), None)
            if task in own:
                cell.source = own[task]
            elif task in solved or (task is None and "words" in solved):
                cell.source = solutions[name(cell)]
        return notebook


def name(cell):
    return cell.metadata.get("nbgrader", {}).get("grade_id", "")


def is_solution(cell):
    return cell.metadata.get("nbgrader", {}).get("solution", False)


def is_test(cell):
    data = cell.metadata.get("nbgrader", {})
    return data.get("grade", False) and not data["solution"]


def with_cell(notebook, source, after="one_epoch_1"):
    """With one more code cell, after the named one."""
    place = [name(cell) for cell in notebook.cells].index(after) + 1
    notebook.cells.insert(place, new_code_cell(source))
    return notebook


def without(notebook, *prefixes):
    notebook.cells = [
        cell for cell in notebook.cells if not (name(cell) and name(cell).startswith(prefixes))
    ]
    return notebook


def with_passing_tests(notebook):
    """Each test turned into one that nobody fails, and worth more."""
    for cell in notebook.cells:
        if is_test(cell):
            cell.source, cell.metadata.nbgrader["points"] = "pass", 50
    return notebook


def with_copies(notebook):
    """A test twice, another one as text, one with garbled marks, and one that was unlocked."""
    tests = [cell for cell in notebook.cells if is_test(cell)]
    copy = nbformat.from_dict(json.loads(json.dumps(tests[0])))
    copy.id = "a-copy"
    notebook.cells.insert(2, copy)
    text = new_markdown_cell(tests[1].source, metadata=tests[1].metadata)
    notebook.cells[notebook.cells.index(tests[1])] = text
    tests[2].metadata["nbgrader"] = {"grade_id": name(tests[2]), "schema_version": 1}
    tests[3].metadata.nbgrader["locked"] = False
    return notebook


def of_another_course(old):
    """Somebody's homework in chemistry; old: made with an nbgrader of long ago."""
    data = {"grade": True, "grade_id": "moles", "locked": True, "points": 3, "solution": False}
    cells = [
        new_markdown_cell("# Chemistry 2"),
        new_code_cell("moles = 12 / 18\nprint(moles)"),
        new_code_cell("assert moles < 1", metadata={"nbgrader": data} if old else {}),
    ]
    if old:
        cells[2].metadata.nbgrader["schema_version"] = 1
    return new_notebook(cells=cells)


def thirty(sheets):
    """Each student's name says what was handed in: {name: Submission}."""
    filled = sheets.filled
    perfect_bytes = nbformat.writes(filled()).encode()
    lost = {half: tuple(task for task in ALL if task not in HALVES[half]) for half in (0, 1)}
    return {
        "perfect_as_the_source": Submission(filled([*ALL, "words"])),
        "perfect_with_loops": Submission(filled(**answers.LOOPS)),
        "perfect_and_noisy": Submission(
            with_cell(filled(**answers.NOISY), "input('Go on?')"),
        ),
        "empty": Submission(filled([]), (*ALL,)),
        "empty_but_for_words": Submission(filled(["words"]), (*ALL,), "words wait"),
        "half_the_first": Submission(filled(HALVES[0]), lost[0]),
        "half_the_second": Submission(filled(HALVES[1]), lost[1]),
        "half_naive": Submission(filled(**answers.NAIVE), answers.NAIVE_FAILS),
        "half_hard_coded": Submission(filled([], **answers.HARD_CODED), answers.HARD_CODED_FAILS),
        "half_in_place": Submission(filled(**answers.IN_PLACE), answers.IN_PLACE_FAILS),
        "shapes_transposed": Submission(filled(**answers.TRANSPOSED), answers.TRANSPOSED_FAILS),
        "shapes_of_columns": Submission(filled(**answers.COLUMNS), answers.COLUMNS_FAILS),
        "syntax_in_an_answer": Submission(
            filled(read_confusion="def read_confusion(C)\n    return C"), ("read_confusion",)
        ),
        "syntax_elsewhere": Submission(with_cell(filled(), "so this is one epoch:\n  for")),
        "loop_in_an_answer": Submission(
            filled(best_epoch="def best_epoch(costs, patience):\n    while True:\n        pass"),
            ("best_epoch",),
            "took too long: best_epoch_1, best_epoch_2",
        ),
        "loop_elsewhere": Submission(
            with_cell(filled(), "n = 0\nwhile n < 1:\n    n -= 1"), (), "took too long: n = 0"
        ),
        "loop_that_cannot_be_stopped": Submission(
            filled(momentum=answers.DEAF), ("momentum",), "took too long: momentum_1, momentum_2"
        ),
        "deleted_a_test": Submission(
            without(filled(), "read_table_2", "one_epoch_1"),
            (),
            "deleted, and restored: read_table_2, one_epoch_1",
        ),
        "deleted_much": Submission(
            without(filled(HALVES[0]), "setup", "two_layers", "softplus", "twice"),
            ("two_layers", *lost[0]),
            "deleted, and restored: setup, two_layers_1",
        ),
        "changed_all_tests": Submission(
            with_passing_tests(filled(["one_hot"])),
            tuple(task for task in ALL if task != "one_hot"),
            "changed, and restored: read_table_1, read_table_2, one_hot_1, and 20 more",
        ),
        "changed_and_copied_tests": Submission(with_copies(filled())),
        "prints_10_MB_in_a_line": Submission(with_cell(filled(), "print('x' * 10_000_000)")),
        "prints_10_MB_in_lines": Submission(filled(momentum=answers.TALKATIVE)),
        "dies_in_an_answer": Submission(
            filled(best_epoch="import os\n\n\ndef best_epoch(costs, patience):\n    os._exit(1)"),
            ("best_epoch",),
            "ended the kernel: best_epoch_1, best_epoch_2",
        ),
        "dies_elsewhere": Submission(
            with_cell(with_cell(filled(), answers.KILL), "exit()"), (), "ended the kernel: import"
        ),
        "deletes_files": Submission(with_cell(filled(), answers.DELETE)),
        "other_course": Submission(
            of_another_course(False), (*ALL,), "no marks, for there is no", "chemistry_2.ipynb"
        ),
        "other_course_renamed": Submission(
            of_another_course(True), (*ALL,), "No cell of this notebook belongs"
        ),
        "no_json_cut_off": Submission(
            perfect_bytes[: len(perfect_bytes) // 2], (*ALL,), "no marks"
        ),
        "no_json_a_picture": Submission(
            b"\x89PNG\r\n\x1a\n" + bytes(range(256)) * 40, (*ALL,), "no marks, for the file is no"
        ),
    }


def everybody(sheets, course):
    """The thirty, one who is right and loud, and those who try to forge marks. course: where marks are made."""
    loud = sheets.filled(**answers.LOUD)
    forged = {
        f"forged_{kind}": Submission(
            with_cell(sheets.filled([], **own), attacks.cell(kind, course), "setup"),
            (*ALL,),
            remark,
        )
        for kind, (_, own, remark) in attacks.ATTACKS.items()
    }
    return {**thirty(sheets), "perfect_and_loud": Submission(loud), **forged}
