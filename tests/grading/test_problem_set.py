"""The problem set as a document, and what of it is handed out. Needs no nbgrader; marking with it: test_grading.py."""

import re
import sys
from pathlib import Path

import nbformat
import pytest

from grading.handout import released
from support import notebook_rules

ROOT = Path(__file__).resolve().parents[2]
MASTER = nbformat.read(ROOT / "grading/source/problem_set/problem_set.ipynb", as_version=4)
RELEASED = released(MASTER)
KEYS = {"grade", "grade_id", "locked", "schema_version", "solution", "task"}


def graded(notebook=MASTER):
    """The cells that nbgrader knows, with what it knows of them."""
    return [(c, c.metadata.nbgrader) for c in notebook.cells if "nbgrader" in c.metadata]


def points(*, by_hand):
    return sum(d.points for _, d in graded() if d.grade and d.solution == by_hand)


def test_its_ten_tasks_give_a_hundred_points():
    headings = [text for level, text in notebook_rules.headings(MASTER.cells) if level == 2]
    tasks = [text for text in headings if re.match(r"\d", text)]
    assert [int(text.split(".")[0]) for text in tasks] == list(range(1, 11))
    assert (points(by_hand=False), points(by_hand=True)) == (80, 20)


def test_the_table_at_its_beginning_says_the_points_of_each_task():
    task, given = 0, dict.fromkeys(range(1, 11), 0)
    for cell in MASTER.cells:
        heading = re.match(r"## (\d+)\. ", cell.source)
        task = int(heading[1]) if heading else task
        given[task] = given.get(task, 0) + cell.metadata.get("nbgrader", {}).get("points", 0)
    table = re.findall(r"^\| (\d+) .* \| (\d+) \|$", MASTER.cells[1].source, re.MULTILINE)
    assert given == {0: 0, **{int(number): int(points) for number, points in table}}


def test_the_first_line_of_each_test_says_its_points():
    for cell, data in graded():
        if data.grade and not data.solution:
            assert cell.source.startswith(f"# {data.points} points: "), data.grade_id


def test_nbgrader_will_take_its_metadata():
    ids = [data.grade_id for _, data in graded()]
    assert len(set(ids)) == len(ids)
    for cell, data in graded():
        assert set(data) == KEYS | ({"points"} if data.grade else set()), data.grade_id
        assert data.schema_version == 3 and re.fullmatch(r"[\w-]+", data.grade_id)
        assert data.locked != data.solution, "either the student's, or locked"
        assert cell.cell_type == "code" or (data.grade and data.solution)
    nbformat.validate(MASTER)


def test_regions_are_balanced_and_in_the_right_cells():
    for cell in MASTER.cells:
        data = cell.metadata.get("nbgrader", {})
        for region, kind in ("SOLUTION", "solution"), ("HIDDEN TESTS", "grade"):
            marks = re.findall(rf"^\s*### (BEGIN|END) {region}$", cell.source, re.MULTILINE)
            assert marks == ["BEGIN", "END"] * (len(marks) // 2)
            assert len(marks) == cell.source.count(region)
            assert not marks or data[kind], "such a region in a cell that has none"
        if data.get("solution"):
            assert "BEGIN SOLUTION" in cell.source, "all of it would be handed out"


def test_nothing_of_the_solutions_is_handed_out():
    text = nbformat.writes(RELEASED)
    for word in "BEGIN", "SOLUTION", "HIDDEN", "Rubric", "model answer":
        assert word not in text
    for (_, data), (cell, _) in zip(graded(RELEASED), graded(), strict=True):
        for hidden in secrets(cell.source):
            assert hidden not in text, data.grade_id


def secrets(source):
    """The lines of a cell that only its solution or its hidden tests have."""
    regions = re.findall(r"### BEGIN .*?\n(.*?)### END", source, re.DOTALL)
    lines = {line.strip() for region in regions for line in region.splitlines()}
    return {line for line in lines if len(line) > 30 and " import " not in line}


def test_what_is_handed_out_runs_up_to_the_first_answer():
    """Its code is Python, each function stands there with its docstring, and raises."""
    functions = {}
    for cell, data in graded(RELEASED):
        if cell.cell_type == "code" and data.solution:
            exec(cell.source, functions)
            assert "NotImplementedError" in cell.source and '"""' in cell.source
    with pytest.raises(NotImplementedError):
        functions["best_epoch"]([1.0], 1)


def test_the_solutions_pass_their_tests(monkeypatch):
    """As one program. (That nbgrader gives them all points: test_grading.py.)"""
    monkeypatch.chdir(ROOT / "grading")
    monkeypatch.setattr(sys, "path", sys.path[:])  # the set-up adds to it
    names = {}
    for cell in MASTER.cells:
        if cell.cell_type == "code":
            exec(cell.source, names)


@pytest.mark.parametrize(
    "rule",
    [
        notebook_rules.names_no_machine,
        notebook_rules.has_small_cells,
        notebook_rules.speaks_plainly,
    ],
)
def test_it_keeps_to_the_rules_for_notebooks(rule):
    assert list(rule(notebook_rules.Notebook("problem_set", MASTER))) == []
