"""What a class is given: nothing of the solutions is in the students' set, and all that it needs is."""

import os
import re
import subprocess
import sys
import zipfile
from pathlib import Path

import nbformat
import pytest

from support import notebook_rules
from tools.publish import make_class

ROOT = Path(__file__).resolve().parents[2]
MATTER = [  # rules that hold without the outputs of the exercises too
    notebook_rules.shows_what_its_code_gave,
    notebook_rules.names_no_machine,
    notebook_rules.describes_its_pictures,
    notebook_rules.has_the_anatomy,
    notebook_rules.has_small_cells,
    notebook_rules.speaks_plainly,
]


@pytest.fixture(scope="module")
def made(tmp_path_factory):
    target = tmp_path_factory.mktemp("class") / "class"
    make_class.write_students(target / "students")
    make_class.write_teacher(target / "teacher")
    return target


def files(folder):
    return {p.relative_to(folder).as_posix() for p in folder.rglob("*") if p.is_file()}


def notebooks(folder):
    return {path: nbformat.read(path, as_version=4) for path in sorted(folder.rglob("*.ipynb"))}


def test_the_students_have_what_the_course_needs(made):
    there = files(made / "students")
    needed = {p.relative_to(ROOT).as_posix() for p in ROOT.glob("helpers/**/*.py")}
    needed |= {p.relative_to(ROOT).as_posix() for p in ROOT.glob("helpers/**/*.js")}
    needed |= {f"notebooks/{p.name}" for p in ROOT.glob("notebooks/*.*")}
    for folder in ("networks", "handwriting"):
        needed |= {p.relative_to(ROOT).as_posix() for p in ROOT.glob(f"data/{folder}/*.*")}
    needed |= {"README.md", "LICENSE", "requirements.txt", "problem_set/problem_set.ipynb"}
    assert there == needed | {"data/README.md", "data/mnist_5k.csv.gz"}


def test_nothing_of_the_solutions_is_among_it(made):
    for path, notebook in notebooks(made / "students").items():
        text = nbformat.writes(notebook)
        assert "BEGIN SOLUTION" not in text and "HIDDEN TESTS" not in text, path
        assert not re.search(r"solutions/", text), f"{path} leads to the solutions"
    assert not [name for name in files(made / "students") if "solution" in name]


def test_exercises_show_nothing_and_lessons_what_they_showed(made):
    for path, notebook in notebooks(made / "students" / "notebooks").items():
        given = nbformat.read(ROOT / "notebooks" / path.name, as_version=4)
        inside = notebook_rules.section(notebook_rules.Notebook(path.stem, notebook), "Try it")
        for cell, before in zip(notebook.cells, given.cells, strict=True):
            assert cell.source == before.source
            if cell.cell_type == "code":
                assert cell.outputs == ([] if cell in inside else before.outputs)


def test_an_exercise_with_an_output_is_left_out_of_the_comparison():
    """So that nbval has nothing to say of a set that nobody has touched."""
    shown = nbformat.v4.new_output("stream", text="not attempted yet")
    cells = [
        nbformat.v4.new_markdown_cell("## Try it\nOn paper first."),
        nbformat.v4.new_code_cell("check.hot(my_hot)", outputs=[shown], execution_count=1),
        nbformat.v4.new_code_cell("my_hot = ...", execution_count=2),
        nbformat.v4.new_markdown_cell("## Next"),
        nbformat.v4.new_code_cell("1 + 1", outputs=[shown], execution_count=3),
    ]
    one, two, three = (
        cell
        for cell in make_class.without_answers(nbformat.v4.new_notebook(cells=cells)).cells
        if cell.cell_type == "code"
    )
    assert one.outputs == [] and one.execution_count is None
    assert one.metadata.tags == ["nbval-ignore-output"] and "tags" not in two.metadata
    assert three.outputs == [shown] and three.execution_count == 3


@pytest.mark.parametrize("rule", MATTER, ids=lambda rule: rule.__name__)
def test_the_cleared_notebooks_keep_to_the_rules(made, rule):
    for path in (made / "students" / "notebooks").glob("*.ipynb"):
        ours, given = notebook_rules.read(path), notebook_rules.read(ROOT / "notebooks" / path.name)
        assert list(rule(ours)) == list(rule(given)), path.name


def test_the_teacher_has_more(made):
    students, teacher = files(made / "students"), files(made / "teacher")
    solutions = {p.relative_to(ROOT).as_posix() for p in ROOT.glob("notebooks/solutions/*.ipynb")}
    assert students < teacher and solutions < teacher
    assert {
        "grading/README.md",
        "grading/nbgrader_config.py",
        "grading/marking.py",
        "grading/source/problem_set/problem_set.ipynb",
        "grading/mark.py",
        "requirements-grading.txt",
    } <= teacher
    assert not [name for name in teacher if "submitted" in name or name.endswith(".db")]


def test_the_set_is_at_home_in_any_folder(made):
    """The set-up of the problem set finds helpers/ and the data of the students' set."""
    notebook = nbformat.read(made / "students" / "problem_set/problem_set.ipynb", as_version=4)
    setup = next(cell for cell in notebook.cells if cell.cell_type == "code")
    ask = "from helpers.plumbing.digits import SAMPLE, load_sample; print(SAMPLE, len(load_sample()[1]))"
    done = subprocess.run(
        [sys.executable, "-c", f"{setup.source}\n{ask}"],
        cwd=made / "students" / "problem_set",
        env={key: value for key, value in os.environ.items() if key != "PYTHONPATH"},
        capture_output=True,
        encoding="utf-8",
    )
    sample = (made / "students/data/mnist_5k.csv.gz").resolve()
    assert done.stdout.strip() == f"{sample} 5000", done.stderr


def test_what_is_made_lies_side_by_side(tmp_path, monkeypatch):
    monkeypatch.setattr(make_class, "write_slides", lambda target: target.mkdir())
    make_class.main(tmp_path / "class")
    assert {path.name for path in (tmp_path / "class").iterdir()} == {
        "slides",
        "students",
        "students.zip",
        "teacher",
    }
    with zipfile.ZipFile(tmp_path / "class" / "students.zip") as packed:
        names = {name for name in packed.namelist() if not name.endswith("/")}
    assert names == {f"students/{name}" for name in files(tmp_path / "class" / "students")}
