"""Students' work, and attempts to forge marks, marked with the real nbgrader. (make grading-test; it takes minutes.)"""

import csv
import hashlib
import importlib.util
import os
import shutil
import subprocess
import sys
from pathlib import Path

import nbformat
import pytest

from grading.handout import released
from support import submissions

ROOT = Path(__file__).resolve().parents[2]
NOTEBOOK = Path("problem_set", "problem_set.ipynb")
SOURCE = nbformat.read(ROOT / "grading" / "source" / NOTEBOOK, as_version=4)
NAMES = list(submissions.everybody(submissions.Sheets(SOURCE, SOURCE), ROOT))
FORGED = [name for name in NAMES if name.startswith("forged_")]
POINTS = {
    cell.metadata.nbgrader["grade_id"]: cell.metadata.nbgrader["points"]
    for cell in SOURCE.cells
    if submissions.is_test(cell)
}
BIN = Path(sys.executable).parent  # where nbgrader finds alembic

pytestmark = pytest.mark.skipif(
    importlib.util.find_spec("nbgrader") is None,
    reason="nbgrader is not installed here; make grading-test makes an environment that has it",
)


MADE = (
    "release",
    "submitted",
    "autograded",
    "feedback",
    "logs",
    "gradebook.db",
    "*.csv",
)  # by nbgrader and grading/mark.py


def nbgrader(course, *arguments):
    """Runs nbgrader as a teacher does, in the folder grading/."""
    return run(course, "-m", "nbgrader", *arguments)


def run(course, *arguments):
    done = subprocess.run(
        [sys.executable, *map(str, arguments)],
        cwd=course,
        env={**os.environ, "PATH": os.pathsep.join([str(BIN), os.environ["PATH"]])},
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        encoding="utf-8",
    )
    assert done.returncode == 0, done.stdout[-3000:]
    return done.stdout


def rows(path):
    with path.open(encoding="utf-8", newline="") as file:
        return {row["student_id"]: row for row in csv.DictReader(file)}


def hashes(folder):
    return {path: hashlib.sha256(path.read_bytes()).digest() for path in folder.rglob("*.ipynb")}


@pytest.fixture(scope="module")
def course(tmp_path_factory):
    """The course's files that marking needs, in a folder of their own. Returns its grading/."""
    course = tmp_path_factory.mktemp("course")
    leave = shutil.ignore_patterns("__pycache__", "mnist_784.npz", *MADE)
    for name in "helpers", "data", "grading":
        shutil.copytree(ROOT / name, course / name, ignore=leave)
    return course / "grading"


@pytest.fixture(scope="module")
def handed_in(course):
    """{student: Submission}, and all of it in submitted/, made from what nbgrader hands out."""
    nbgrader(course, "generate_assignment", "problem_set")
    released = nbformat.read(course / "release" / NOTEBOOK, as_version=4)
    handed_in = submissions.everybody(submissions.Sheets(released, SOURCE), course)
    for student, submission in handed_in.items():
        hand_in(course, student, submission)
    return handed_in


def hand_in(course, student, submission):
    path = course / "submitted" / student / "problem_set" / submission.file
    path.parent.mkdir(parents=True)
    content = submission.content
    path.write_bytes(content if isinstance(content, bytes) else nbformat.writes(content).encode())


@pytest.fixture(scope="module")
def marks(course, handed_in):
    """The rows of marks.csv, {student: row}, after one run over everybody."""
    before = hashes(course / "submitted")
    run(course, course / "mark.py")
    assert hashes(course / "submitted") == before, "something that was handed in is changed"
    return rows(course / "marks.csv")


def test_each_kind_is_there():
    assert len(NAMES) == 44 and len(FORGED) == 13
    kinds = "perfect empty half shapes syntax loop deleted changed prints dies other_course no_json"
    assert {kind for kind in kinds.split() if any(n.startswith(kind) for n in NAMES)} == set(
        kinds.split()
    )


def test_the_marks_of_all_are_there(marks):
    assert sorted(marks) == sorted(NAMES)
    assert {row["max_score"] for row in marks.values()} == {"100.0"}


@pytest.mark.parametrize("student", NAMES)
def test_each_gets_the_marks_it_deserves(marks, handed_in, student):
    wanted, row = handed_in[student], marks[student]
    lost = [points for test, points in POINTS.items() if test.startswith(wanted.fails or "-")]
    assert (float(row["score"]), row["remark"]) == (sum(POINTS.values()) - sum(lost), row["remark"])
    assert wanted.remark in row["remark"]


def test_no_attack_has_written_anything(course, marks):
    name = "marks_of_mine.csv"
    assert not [*course.rglob(name), *course.parent.glob(name)]
    for folder in (Path("/tmp"), Path.home()):
        assert not (folder / name).exists()


def test_forged_marks_are_no_marks_in_any_task(marks):
    tasks = [f"task_{number}" for number in range(1, 11)]
    assert all(float(marks[student][task]) == 0 for student in FORGED for task in tasks)
    assert sum(float(marks["half_naive"][task]) for task in tasks) == 56


def test_words_wait_for_a_person_only_where_there_are_some(marks):
    waiting = {student for student, row in marks.items() if "words wait" in row["remark"]}
    assert waiting == {"perfect_as_the_source", "empty_but_for_words"}


def test_make_class_hands_out_what_nbgrader_does(course, handed_in):
    by_nbgrader = nbformat.read(course / "release" / NOTEBOOK, as_version=4)
    ours = released(SOURCE)
    for one, other in zip(ours.cells, by_nbgrader.cells, strict=True):
        for made in ("checksum", "cell_type"):  # which nbgrader adds
            other.metadata.get("nbgrader", {}).pop(made, None)
        assert (one.source, one.metadata) == (other.source, other.metadata)


def test_there_is_feedback_for_everyone_who_handed_in_a_notebook(course, marks):
    missing = [
        n for n in NAMES if not (course / "feedback" / n / NOTEBOOK.with_suffix(".html")).exists()
    ]
    assert sorted(missing) == ["no_json_a_picture", "no_json_cut_off", "other_course"]


def test_no_output_fills_the_disk(course, marks):
    for path in [*course.glob("autograded/*/*/*"), *course.glob("feedback/*/*/*")]:
        assert path.stat().st_size < 3_000_000, path


def test_what_is_marked_is_not_marked_again(course, marks):
    """And nothing in it is lost: neither a mark nor a remark."""
    printed = run(course, course / "mark.py")
    assert rows(course / "marks.csv") == marks
    assert f"{len(NAMES)} students" in printed and f"1 of {len(NAMES)}" in printed


def processor_seconds(run, *arguments):
    resource = pytest.importorskip("resource")
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    run(*arguments)
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    return after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime


def test_marking_is_cheap_and_an_endless_loop_is_paid_for_once(course, marks, tmp_path):
    """Marking takes about twice what running the notebook does, and a loop in two tests adds ten seconds."""

    def mark(student):
        again = "autograde", "problem_set", f"--student={student}", "--force"
        return processor_seconds(nbgrader, course, *again)

    honest, looping = mark("perfect_with_loops"), mark("loop_in_an_answer")
    notebook = course / "submitted" / "perfect_with_loops" / NOTEBOOK
    convert = "-m", "jupyter", "nbconvert", "--execute", "--allow-errors", "--to", "notebook"
    plain = processor_seconds(run, course, *convert, "--output-dir", tmp_path, notebook)
    assert honest < 4 * plain
    assert looping - honest < 10 + 2 + 5


def test_another_course_folder_needs_only_source_and_submitted(course, handed_in, tmp_path):
    """And there tasks 1 to 7 count out of their own total."""
    other = tmp_path / "term 2026"
    shutil.copytree(course / "source", other / "source")
    hand_in(other, "half_naive", handed_in["half_naive"])
    listed = "student_id,name,email,id\nhalf_naive,Ada King Lovelace,ada@uni.example,7\n"
    (other / "roster.csv").write_text(listed, encoding="utf-8")
    run(tmp_path, course / "mark.py", "--course", other, "--tasks", "1-7")
    [row] = rows(other / "marks.csv").values()
    lost = {"read_table_2", "two_layers_3", "weighted_cross_entropy_3", "softplus_2"}
    wanted = 72 - 10 - sum(POINTS[test] for test in lost)  # 10: words, which nobody wrote
    assert (float(row["score"]), float(row["max_score"])) == (wanted, 72)
    names = row["first_name"], row["last_name"], row["email"]
    assert names == ("Ada King", "Lovelace", "ada@uni.example")
    assert (other / "feedback" / "half_naive" / NOTEBOOK.with_suffix(".html")).exists()


def test_nbgraders_own_commands_mark_all_at_once(course, handed_in, marks):
    """Without grading/mark.py: nbgrader refuses two files that are no notebooks, and marks all others alike."""
    some = ["dies_elsewhere", "other_course_renamed", "half_naive", "no_json_cut_off"]
    for made in "autograded", "feedback":
        shutil.rmtree(course / made)
    (course / "gradebook.db").unlink()
    for student in set(NAMES) - set(some):
        shutil.rmtree(course / "submitted" / student)
    nbgrader(course, "generate_assignment", "problem_set", "--force")
    with pytest.raises(AssertionError, match="no_json_cut_off"):
        nbgrader(course, "autograde", "problem_set")
    nbgrader(course, "generate_feedback", "problem_set")
    nbgrader(course, "export")
    scores = {student: row["score"] for student, row in rows(course / "grades.csv").items()}
    assert scores == {student: marks[student]["score"] for student in some}
