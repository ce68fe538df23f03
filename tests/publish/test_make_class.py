"""What a class is given: nothing of the solutions is in the students' set, and all that it needs is."""

import ast
import os
import re
import subprocess
import sys
import zipfile
from pathlib import Path

import nbformat
import pytest

from support import notebook_rules
from tools.publish import make_class, predictions

ROOT = Path(__file__).resolve().parents[2]
MATTER = [  # rules that hold without outputs, and with cells in two
    notebook_rules.names_no_machine,
    notebook_rules.has_the_anatomy,
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
    needed |= {"requirements-beyond.txt", "docs/record.npz"}
    assert there == needed | {"data/README.md", "data/mnist_5k.csv.gz"}


def test_nothing_of_the_solutions_is_among_it(made):
    for path, notebook in notebooks(made / "students").items():
        text = nbformat.writes(notebook)
        assert "BEGIN SOLUTION" not in text and "HIDDEN TESTS" not in text, path
        assert not re.search(r"solutions/", text), f"{path} leads to the solutions"
    assert not [name for name in files(made / "students") if "solution" in name]


def test_no_cell_of_the_students_shows_anything(made):
    for path, notebook in notebooks(made / "students" / "notebooks").items():
        code = [cell for cell in notebook.cells if cell.cell_type == "code"]
        assert code and not any(cell.outputs or cell.execution_count for cell in code), path


def test_outputs_are_kept_where_that_is_asked(tmp_path):
    make_class.write_students(tmp_path, keep_outputs=True)
    for path, notebook in notebooks(tmp_path / "notebooks").items():
        assert notebook == nbformat.read(ROOT / "notebooks" / path.name, as_version=4)


def test_the_students_code_is_the_courses_but_for_asserts(made):
    """What a cell in two loses is asserts inside loops and, where they would tell the answer, comments."""

    def statements(source):
        tree = ast.parse(source)
        for node in ast.walk(tree):
            if hasattr(node, "body") and isinstance(node.body, list):
                node.body = [it for it in node.body if not isinstance(it, ast.Assert)]
        return ast.dump(tree)

    for path, notebook in notebooks(made / "students" / "notebooks").items():
        ours, given = (
            "\n".join(cell.source for cell in one.cells if cell.cell_type == "code")
            for one in (notebook, nbformat.read(ROOT / "notebooks" / path.name, as_version=4))
        )
        assert statements(ours) == statements(given), path


def test_nothing_beside_a_question_tells_its_answer(made):
    for path, notebook in notebooks(made / "students" / "notebooks").items():
        runs = predictions.runs(notebook)
        assert len(runs) == len(
            predictions.runs(nbformat.read(ROOT / "notebooks" / path.name, as_version=4))
        )
        for cell in (notebook.cells[n] for below in runs.values() for n in below):
            folded = cell.metadata.get("jupyter", {}).get("source_hidden")
            assert folded or not re.search(r"^\s*assert\b|^plots\.\w+\(", cell.source, re.M)
        kept = {name for cell in notebook.cells for name in cell.metadata}
        assert not {"why", "tells", "slide", "slide_text"} & kept


def test_the_key_has_every_prediction_with_its_output_and_why(made):
    cells = nbformat.read(made / "teacher" / "predictions.ipynb", as_version=4).cells
    asked = [
        question
        for path in sorted(ROOT.glob("notebooks/*.ipynb"))
        for question in predictions.questions_of(nbformat.read(path, as_version=4))
    ]
    texts = [cell.source for cell in cells if cell.cell_type == "markdown"]
    assert len(asked) > 140
    assert [text.partition("** ")[2] for text in texts if re.match(r"\*\*\d+\.", text)] == [
        question.text for question in asked
    ]
    assert sum(text.startswith("**Why.** ") for text in texts) == len(asked)
    assert sum(bool(cell.get("outputs")) for cell in cells) > 0.9 * len(asked)


@pytest.mark.parametrize("rule", MATTER, ids=lambda rule: rule.__name__)
def test_the_cleared_notebooks_keep_to_the_rules(made, rule):
    for path in (made / "students" / "notebooks").glob("*.ipynb"):
        ours, given = notebook_rules.read(path), notebook_rules.read(ROOT / "notebooks" / path.name)
        assert list(rule(ours)) == list(rule(given)), path.name


def test_the_teacher_has_the_whole_course(made):
    git = subprocess.run(["git", "ls-files"], cwd=ROOT, capture_output=True, encoding="utf-8")
    if git.returncode:
        pytest.skip(
            "this copy of the course is no git repository, which would say what belongs to it"
        )
    kept = set(git.stdout.split("\n")) - {""}
    there = files(made / "teacher")
    assert {name for name in kept if (ROOT / name).exists()} <= there
    assert there - kept == {"predictions.ipynb"}, (
        "git add what is new, or leave it out of FOR_TEACHERS"
    )


def test_the_teachers_commands_are_there(made):
    teacher = made / "teacher"
    targets = set(
        re.findall(r"^([\w-]+):", (teacher / "Makefile").read_text(encoding="utf-8"), re.M)
    )
    for name in ("TEACHING.md", "grading/README.md", "README.md", "CONTRIBUTING.md"):
        text = (teacher / name).read_text(encoding="utf-8")
        for command in re.findall(r"`make ([\w-]+)", text):
            assert command in targets, f"{name} names make {command}"
        for link in re.findall(r"\]\((?!\.\./\.\.)([^)#:]+)(?:#[^)]*)?\)", text):
            assert ((teacher / name).parent / link).exists(), f"{name} leads to {link}"


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
    monkeypatch.setattr(make_class, "write_slides", lambda target, saved: target.mkdir())
    make_class.main([], tmp_path / "class")
    assert {path.name for path in (tmp_path / "class").iterdir()} == {
        "slides",
        "students",
        "students.zip",
        "teacher",
    }
    with zipfile.ZipFile(tmp_path / "class" / "students.zip") as packed:
        names = {name for name in packed.namelist() if not name.endswith("/")}
    assert names == {f"students/{name}" for name in files(tmp_path / "class" / "students")}
