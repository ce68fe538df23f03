"""The family of problem sets: each seed's set is solvable, weighs the same, and its answers are no other set's."""

import ast
import functools
import os
import re
import subprocess
import sys
import types
import warnings
from itertools import permutations, product
from pathlib import Path

import nbformat
import numpy as np
import pytest
from scipy.stats import binomtest

import helpers.data
from grading import problem_set
from grading.family import EXAMPLE, Draw, fill
from grading.handout import released
from support import notebook_rules
from tools.publish import make_class, make_colab

pytestmark = pytest.mark.slow  # draws and solves thirty sets

ROOT = Path(__file__).resolve().parents[2]
PUBLIC = ROOT / "grading/source/problem_set/problem_set.ipynb"
SEEDS = [f"term-{number}" for number in range(30)]
ALL = [EXAMPLE, *SEEDS]
tasks_of = functools.cache(problem_set.tasks)  # of a seed; they are drawn when a test runs
PAIRS = [(EXAMPLE, SEEDS[0]), (SEEDS[0], EXAMPLE), *zip(SEEDS[:8], SEEDS[8:16], strict=True)]
IN_WORDS = 5, 9  # the indices of tasks 6 and 10


@pytest.fixture(scope="module")
def set_up():
    """What the set-up cell defines. The digits are read once, not for each set."""
    path, load_sample, prepare = sys.path[:], helpers.data.load_sample, helpers.data.prepare
    digits = prepare(load_sample())
    helpers.data.load_sample, helpers.data.prepare = (lambda: None), (lambda _: digits)
    names = {}
    exec(problem_set.SETUP, names)
    yield names
    sys.path[:], helpers.data.load_sample, helpers.data.prepare = path, load_sample, prepare


def data_of(cell):
    return cell.metadata.get("nbgrader", {})


def code(task, *, answers):
    """The cells of a task with answers, or with tests."""
    kind = "solution" if answers else "grade"
    return [cell for cell in task.cells if cell.cell_type == "code" and data_of(cell)[kind]]


def functions(task):
    """The names of the functions that a task asks for, in their order."""
    bodies = [ast.parse(cell.source).body for cell in code(task, answers=True)]
    return [node.name for body in bodies for node in body if isinstance(node, ast.FunctionDef)]


def earned(answers, task, set_up):
    """The points that a set's reference answers get in the same task of another set, under the names of that one."""
    names, points = dict(set_up), 0
    for cell in code(answers, answers=True):
        exec(cell.source, names)
    written = [names[name] for name in functions(answers)]
    names.update(zip(functions(task), written, strict=True))
    for cell in code(task, answers=False):
        with warnings.catch_warnings(), np.errstate(all="ignore"):
            warnings.simplefilter("ignore")
            try:
                exec(cell.source, names)
            except Exception:
                continue
        points += data_of(cell)["points"]
    return points


def weights(tasks):
    """Each graded cell with its points, task by task."""
    return [
        [(data_of(c)["grade_id"], data_of(c).get("points")) for c in t.cells if data_of(c)]
        for t in tasks
    ]


def hidden(task):
    regions = r"### BEGIN HIDDEN TESTS\n(.*?)### END HIDDEN TESTS"
    return [re.search(regions, c.source, re.DOTALL) for c in code(task, answers=False)]


def test_the_public_set_is_the_one_for_the_seed_example():
    """To write it anew after a change of a template: python grading/problem_set.py example"""
    assert PUBLIC.read_text(encoding="utf-8") == problem_set.as_text(problem_set.master(EXAMPLE))


def test_one_seed_is_one_set():
    one, same, other = map(problem_set.master, ("a term", "a term", "another term"))
    assert one == same and one != other
    assert Draw("a term", "t01").seed(0) != Draw("a term", "t02").seed(0)


@pytest.mark.parametrize("seed", SEEDS)
def test_the_reference_answers_solve_each_set(seed, set_up):
    for task, points in zip(tasks_of(seed), problem_points(seed), strict=True):
        assert earned(task, task, set_up) == points, task.answer


def problem_points(seed):
    """The points that tests give for each task."""
    return [sum(data_of(c)["points"] for c in code(t, answers=False)) for t in tasks_of(seed)]


@pytest.mark.parametrize("seed", SEEDS)
def test_each_set_weighs_the_same(seed):
    assert weights(tasks_of(seed)) == weights(tasks_of(EXAMPLE))


@pytest.mark.parametrize(("one", "other"), PAIRS)
def test_no_answer_of_one_set_passes_in_another(one, other, set_up):
    """Task by task: answers earn all points exactly where the two sets ask for the same."""
    differing = [a.answer != b.answer for a, b in zip(tasks_of(one), tasks_of(other), strict=True)]
    assert sum(differing) >= 7
    points = problem_points(other)
    for number, (a, b) in enumerate(zip(tasks_of(one), tasks_of(other), strict=True)):
        if number in IN_WORDS:
            assert not differing[number] or a.cells[-1].source != b.cells[-1].source
        else:
            passes = earned(a, b, set_up) == points[number]
            assert passes != differing[number], (a.answer, b.answer)


@pytest.mark.slow
@pytest.mark.parametrize("number", [n for n in range(10) if n not in IN_WORDS])
def test_answers_fail_where_one_thing_differs_and_pass_where_nothing_does(number, set_up):
    """Of pairs that are nearly the same: a parameter that no test looks at would show here."""
    seen = []
    for one, other in permutations(ALL, 2):
        a, b = tasks_of(one)[number], tasks_of(other)[number]
        things = sum(a.answer[key] != b.answer[key] for key in a.answer)
        if things < 2 and (a.answer, b.answer) not in seen and len(seen) < 15:
            seen.append((a.answer, b.answer))
            passes = earned(a, b, set_up) == problem_points(other)[number]
            assert passes == (things == 0), seen[-1]
    assert len(seen) == 15


# Answers other than the reference: task, points that they earn, code. Two are wrong; two are right, but differ from it
# (the last leaves out largest_error, 3 points).
OTHERS = {
    "an unknown label taken for the next class": (
        2,
        5,
        """
def to_rows(labels, classes):
    labels = np.asarray(labels)
    if labels.min() < classes[0] or labels.max() > classes[-1]:
        raise ValueError("not among the classes")
    return np.eye(len(classes))[np.searchsorted(classes, labels)]


def to_labels(Y, classes):
    return classes[np.argmax(Y, axis=1)]
""",
    ),
    "a floor that is added": (
        4,
        7,
        """
def weighted_cross_entropy(P, labels, weights):
    losses = -np.log(P[np.arange(len(labels)), labels] + 1e-12)
    return float((weights[labels] * losses).sum() / weights[labels].sum())
""",
    ),
    "a loop over the entries": (
        5,
        10,
        """
def softplus(Z):
    return np.logaddexp(0, Z)


def softplus_derivative(Z):
    return np.exp(-softplus(-np.asarray(Z)))


def largest_error(f, derivative, Z, eps=1e-5):
    slopes = [(f(z + eps) - f(z - eps)) / (2 * eps) - derivative(z) for z in Z.flat]
    return float(np.max(np.abs(slopes)))
""",
    ),
    "log1p, which the task names": (
        5,
        7,
        """
def softplus(Z):
    return np.maximum(Z, 0) + np.log1p(np.exp(-np.abs(Z)))


def softplus_derivative(Z):
    return 0.5 + 0.5 * np.tanh(np.asarray(Z) / 2)
""",
    ),
}


@pytest.mark.parametrize("name", OTHERS)
def test_the_public_set_tells_right_answers_from_wrong_ones(name, set_up):
    number, points, source = OTHERS[name]
    names, gained = dict(set_up), 0
    exec(source, names)
    for cell in code(tasks_of(EXAMPLE)[number - 1], answers=False):
        with np.errstate(all="ignore"):
            try:
                exec(cell.source, names)
            except Exception:
                continue
        gained += data_of(cell)["points"]
    assert gained == points
    if "log1p" in source:
        assert "np.log1p" in tasks_of(EXAMPLE)[number - 1].cells[0].source


def test_any_two_sets_differ_in_seven_tasks_at_least():
    for one, other in product(ALL, ALL):
        same = sum(
            a.answer == b.answer for a, b in zip(tasks_of(one), tasks_of(other), strict=True)
        )
        assert one == other or same <= 3, (one, other)


def test_no_two_sets_share_a_hidden_test():
    """Feedback shows a term's hidden tests; those of the next term are not among them."""
    seen = {}
    for seed in ALL:
        for number, task in enumerate(tasks_of(seed)):
            for found in filter(None, hidden(task)):
                assert seen.setdefault(found[1], seed) == seed, (seed, seen[found[1]], number)
    assert len(seen) == len(ALL) * sum(bool(h) for t in tasks_of(EXAMPLE) for h in hidden(t))


@pytest.mark.parametrize("seed", SEEDS)
def test_what_each_set_hands_out_has_no_solution_and_keeps_to_the_rules(seed):
    master = problem_set.master(seed)
    nbformat.validate(master)
    handout = released(master)
    text = nbformat.writes(handout)
    for word in "BEGIN", "SOLUTION", "HIDDEN", "Rubric", "model answer", "«", "»", seed:
        assert word not in text
    assert "public" not in handout.cells[0].source
    for rule in (
        notebook_rules.names_no_machine,
        notebook_rules.has_small_cells,
        notebook_rules.speaks_plainly,
    ):
        assert list(rule(notebook_rules.Notebook("problem_set", master))) == []
    given = "\n".join(c.source for c in handout.cells if c.cell_type == "code")
    for task in tasks_of(seed):
        for cell in code(task, answers=True):
            body = cell.source.partition("### BEGIN SOLUTION\n")[2].partition("### END")[0]
            assert body and body not in given


@pytest.mark.parametrize("seed", SEEDS)
def test_the_numbers_of_the_words_are_right(seed):
    """Against SciPy's interval, and against counting the ways in which copies can fall."""
    text, key = (cell.source for cell in tasks_of(seed)[9].cells)
    m, read = (
        int(re.search(pattern, text)[1].replace(",", ""))
        for pattern in (r"same ([\d,]+) test digits", r"reads ([\d,]+) of them")
    )
    low, high = map(float, re.search(r"from about ([\d.]+) % to ([\d.]+) %", key).groups())
    interval = binomtest(read, m).proportion_ci(method="wilson")
    assert abs(low - 100 * interval.low) < 0.35 and abs(high - 100 * interval.high) < 0.35
    last = float(re.search(r"last year's\s+([\d.]+)", text)[1])
    error = float(re.search(r"difference one of about ([\d.]+\d)", key)[1])
    assert 0 < 100 * read / m - last < error, "that cannot be told from chance"

    answer, key = tasks_of(seed)[5].answer, tasks_of(seed)[5].cells[1].source
    share = answer["share"] / 100
    likely = sum(
        np.prod([share if in_test else 1 - share for in_test in copies])
        for copies in product([True, False], repeat=answer["times"] - 1)
        if not all(copies)
    )
    assert likely < 1 and f"{100 * likely:.6g} % of the test rows" in key


def test_a_name_that_a_template_does_not_have_is_an_error():
    assert fill("\n«a» @ {b}\n", a=1) == "1 @ {b}"
    with pytest.raises(KeyError, match="typo"):
        fill("«typo»", a=1)


# What grading/problem_set.py writes, and where.


@pytest.fixture(scope="module")
def unpacking_cell():
    return make_colab.unpacking_cell()


@pytest.fixture
def quick(monkeypatch):
    """Without packing helpers/ and the digits, which takes seconds."""
    cell = nbformat.v4.new_code_cell("# unpacked", id="unpack")
    monkeypatch.setattr(make_colab, "unpacking_cell", lambda: cell.copy())


def files(folder):
    return {
        p.relative_to(folder).as_posix(): p.read_bytes() for p in folder.rglob("*") if p.is_file()
    }


def test_a_course_folder_has_all_that_a_term_needs(quick, tmp_path, capsys):
    folder = tmp_path / "grading of this term"
    problem_set.main(["a seed of this term", "--to", str(folder)])
    assert set(files(folder)) == {
        "source/problem_set/problem_set.ipynb",
        "key.md",
        "points.csv",
        "handout/problem_set.ipynb",
        "handout/problem_set_colab.ipynb",
        "seed.txt",
    }
    master = nbformat.read(folder / "source/problem_set/problem_set.ipynb", as_version=4)
    assert master == problem_set.master("a seed of this term")
    assert nbformat.read(folder / "handout/problem_set.ipynb", as_version=4) == released(master)
    key = (folder / "key.md").read_text(encoding="utf-8")
    assert "Rubric" in key and "### " not in key and "def read_table(file):\n" in key
    points = (folder / "points.csv").read_text(encoding="utf-8").splitlines()
    assert sum(int(row.split(",")[-2]) for row in points[1:]) == 100 and len(points) == 26
    for name, content in files(folder).items():
        assert name == "seed.txt" or b"a seed of this term" not in content
    assert "characters" not in capsys.readouterr().out


def test_the_same_seed_changes_nothing_and_another_is_refused(quick, tmp_path):
    problem_set.main(["seed one", "--to", str(tmp_path)])
    before = files(tmp_path)
    problem_set.main(["seed one", "--to", str(tmp_path)])
    assert files(tmp_path) == before
    with pytest.raises(SystemExit, match="set of another seed"):
        problem_set.main(["seed two", "--to", str(tmp_path)])
    (tmp_path / "seed.txt").unlink()  # somebody's own files, for all that is known
    with pytest.raises(SystemExit, match="set of another seed"):
        problem_set.main(["seed two", "--to", str(tmp_path)])
    del before["seed.txt"]
    assert files(tmp_path) == before


@pytest.mark.parametrize("made", ["submitted/ada/problem_set/problem_set.ipynb", "gradebook.db"])
def test_a_set_that_students_have_worked_on_is_not_overwritten(quick, tmp_path, made):
    problem_set.main(["seed one", "--to", str(tmp_path)])
    (tmp_path / made).parent.mkdir(parents=True, exist_ok=True)
    (tmp_path / made).write_text("work")
    (tmp_path / "key.md").unlink()
    problem_set.main(["seed one", "--to", str(tmp_path)])  # the very same set: nothing is lost
    assert (tmp_path / "key.md").exists()
    changed = tmp_path / "source/problem_set/problem_set.ipynb"
    changed.write_text(changed.read_text(encoding="utf-8") + " ", encoding="utf-8")
    before = files(tmp_path)
    for seed in "seed one", "seed two":
        with pytest.raises(SystemExit, match="students' work"):
            problem_set.main([seed, "--to", str(tmp_path)])
    assert files(tmp_path) == before
    changed.unlink()
    with pytest.raises(SystemExit, match="students' work"):
        problem_set.main(["seed one", "--to", str(tmp_path)])


def test_templates_that_changed_are_told(quick, tmp_path, capsys):
    problem_set.main(["seed one", "--to", str(tmp_path)])
    (tmp_path / "key.md").write_text("older\n", encoding="utf-8")
    problem_set.main(["seed one", "--to", str(tmp_path)])
    assert "for this seed: key.md" in capsys.readouterr().out


@pytest.mark.parametrize("place", ["", "grading", "grading/source", "elsewhere/in/it"])
def test_the_repository_gets_no_set(quick, place):
    with pytest.raises(SystemExit, match="inside the repository"):
        problem_set.main(["seed one", "--to", str(ROOT / place)])
    assert not (ROOT / "elsewhere").exists() and not (ROOT / "key.md").exists()


def test_a_write_that_fails_leaves_what_was_there(quick, tmp_path, monkeypatch):
    problem_set.main(["seed one", "--to", str(tmp_path)])
    (tmp_path / "key.md").write_text("older\n", encoding="utf-8")

    def full(*_):
        raise OSError("no space left on device")

    monkeypatch.setattr(problem_set.os, "replace", full)
    with pytest.raises(OSError, match="no space"):
        problem_set.main(["seed one", "--to", str(tmp_path)])
    assert (tmp_path / "key.md").read_text(encoding="utf-8") == "older\n"


def test_without_a_seed_a_long_one_is_drawn_and_beside_the_repository(quick, tmp_path, monkeypatch):
    monkeypatch.setattr(problem_set, "ROOT", tmp_path / "course")
    problem_set.main([])
    [folder] = tmp_path.glob("grading-2*")
    assert len((folder / "seed.txt").read_text(encoding="utf-8").strip()) >= problem_set.SHORT


def test_a_short_seed_and_the_public_one_are_told(quick, tmp_path, capsys):
    problem_set.main(["2026", "--to", str(tmp_path / "a")])
    assert "The seed has 4 characters" in capsys.readouterr().out
    problem_set.main([EXAMPLE, "--to", str(tmp_path / "b")])
    assert "This set is public" in capsys.readouterr().out


# In Colab.


@pytest.mark.slow
def test_the_single_file_runs_alone(unpacking_cell, tmp_path):
    """In a folder with nothing else, up to the answers; and with the answers, to the end."""
    master = problem_set.master(SEEDS[0])
    alone = problem_set.for_colab(released(master), unpacking_cell)
    solutions = {c.metadata.nbgrader.grade_id: c.source for c in master.cells if data_of(c)}
    for cell in alone.cells:
        if data_of(cell):
            cell.source = solutions[cell.metadata.nbgrader.grade_id]
    nbformat.validate(alone)
    program = "\n\n".join(c.source for c in alone.cells if c.cell_type == "code")
    program += "\nimport helpers\nprint(helpers.__path__[0])"
    (tmp_path / "alone.py").write_text(program, encoding="utf-8")
    done = subprocess.run(
        [sys.executable, "alone.py"],
        cwd=tmp_path,
        env={key: value for key, value in os.environ.items() if key != "PYTHONPATH"},
        capture_output=True,
        encoding="utf-8",
    )
    assert done.returncode == 0, done.stderr[-2000:]
    assert "This is not Colab." in done.stdout and str(tmp_path.resolve()) in done.stdout


@pytest.fixture
def colab(monkeypatch, tmp_path):
    """Runs the last cell of a notebook where google.colab is; returns the names of what it has downloaded."""

    def run(notebook, answers=True):
        downloaded = []
        module = types.ModuleType("google.colab")
        module._message = types.SimpleNamespace(
            blocking_request=lambda request, timeout_sec: (
                {"ipynb": {"get_ipynb": notebook}[request]} if answers else None
            )
        )
        module.files = types.SimpleNamespace(download=downloaded.append)
        monkeypatch.setitem(sys.modules, "google", types.ModuleType("google"))
        monkeypatch.setitem(sys.modules, "google.colab", module)
        monkeypatch.chdir(tmp_path)
        exec(notebook["cells"][-1]["source"], {})
        return downloaded

    return run


@pytest.mark.slow
def test_the_last_cell_downloads_what_is_marked(unpacking_cell, colab, tmp_path, capsys):
    """Without the helping cells, so that it is the notebook that others hand in."""
    handout = released(problem_set.master(SEEDS[0]))
    notebook = problem_set.for_colab(handout, unpacking_cell)
    assert colab(notebook) == ["problem_set.ipynb"]
    handed_in = nbformat.read(tmp_path / "problem_set.ipynb", as_version=4)
    assert [data_of(c) for c in handed_in.cells] == [data_of(c) for c in handout.cells]
    assert [c.id for c in handed_in.cells] == [c.id for c in handout.cells]
    assert "cells with tests" not in capsys.readouterr().out


@pytest.mark.slow
def test_the_last_cell_says_where_marks_for_the_tests_are_lost(unpacking_cell, colab, capsys):
    notebook = problem_set.for_colab(released(problem_set.master(SEEDS[0])), unpacking_cell)
    for cell in notebook.cells[:8]:
        cell.metadata.pop("nbgrader", None)
    assert colab(notebook) == ["problem_set.ipynb"]
    assert re.search(r"[1-9] cells with tests or answers are not as", capsys.readouterr().out)


@pytest.mark.slow
def test_where_colab_does_not_answer_the_last_cell_names_another_way(unpacking_cell, colab, capsys):
    notebook = problem_set.for_colab(released(problem_set.master(SEEDS[0])), unpacking_cell)
    assert colab(notebook, answers=False) == []
    assert "Download .ipynb" in capsys.readouterr().out


@pytest.mark.slow
def test_what_a_teacher_is_given_can_make_a_set(tmp_path):
    """Alone, without the repository."""
    make_class.write_teacher(tmp_path / "teacher")
    done = subprocess.run(
        [sys.executable, "grading/problem_set.py", "seed one", "--to", str(tmp_path / "term")],
        cwd=tmp_path / "teacher",
        env={key: value for key, value in os.environ.items() if key != "PYTHONPATH"},
        capture_output=True,
        encoding="utf-8",
    )
    assert done.returncode == 0, done.stderr
    written = nbformat.read(tmp_path / "term/source/problem_set/problem_set.ipynb", as_version=4)
    assert written == problem_set.master("seed one")


def test_a_class_gets_the_set_of_this_term(quick, tmp_path):
    problem_set.main(["seed one", "--to", str(tmp_path / "term")])
    make_class.write_problem_set(tmp_path / "term", tmp_path / "class")
    assert files(tmp_path / "class") == {
        name.replace("handout", "problem_set"): content
        for name, content in files(tmp_path / "term").items()
        if name.startswith("handout")
    }
    with pytest.raises(SystemExit, match=r"no handout/problem_set\.ipynb"):
        make_class.main(["--problem-set", str(tmp_path / "nowhere")], tmp_path / "other")
    assert not (tmp_path / "other").exists()
