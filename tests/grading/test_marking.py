"""What the marking is made of, each part by itself: what travels, the tests' process, canaries, the look at the source.

Needs no nbgrader. All together, with nbgrader: test_grading.py.
"""

import ast
import contextlib
import io
import json
import math
import socket
import subprocess
import sys
import tempfile
import threading
import time
from pathlib import Path
from types import SimpleNamespace

import nbformat
import numpy as np
import pandas as pd
import pytest
from nbformat.v4 import new_code_cell, new_notebook

ROOT = Path(__file__).resolve().parents[2]
sys.path.append(str(ROOT / "grading"))  # its modules import each other so

import apart
import canary
import examiner
import look
import outpost
import points
import wire

from grading.handout import released
from support import attacks, submissions

SOURCE = nbformat.read(ROOT / "grading/source/problem_set/problem_set.ipynb", as_version=4)
RELEASED = released(SOURCE)
NAMED = {
    cell.metadata.nbgrader["grade_id"]: cell.source
    for cell in SOURCE.cells
    if "nbgrader" in cell.metadata and cell.cell_type == "code"
}


def there_and_back(value):
    buffers = []
    return wire.unpack(json.loads(json.dumps(wire.pack(value, buffers))), buffers)


@pytest.mark.parametrize(
    "value",
    [
        None,
        True,
        3,
        2**80,
        -0.0,
        1e-300,
        math.inf,
        2j,
        "ö\n",
        b"\x00",
        [1, [2.5, "a"]],
        (1, (2,)),
        {"a": (1,), 2: [3]},
        {1, 2},
        range(3, 9, 2),
        Path("a b"),
        np.float32(0.1),
        np.int64(7),
        np.bool_(True),
        np.datetime64("2026-01-01"),
    ],
)
def test_plain_values_travel_with_their_types(value):
    back = there_and_back(value)
    assert type(back) is type(value) and back == value


@pytest.mark.parametrize("dtype", ["f8", "f4", "i8", "u1", "?", "c16", "U3", ">i4"])
def test_arrays_travel_with_shape_and_dtype(dtype):
    array = np.arange(6).reshape(2, 3).astype(dtype)[:, ::-1]
    back = there_and_back(array)
    assert back.dtype == array.dtype and np.array_equal(back, array) and back.flags.writeable


def test_tables_and_mixed_arrays_travel():
    frame = pd.DataFrame({"a": [1, 2], "b": ["x", None]}, index=[3, 5])
    pd.testing.assert_frame_equal(there_and_back(frame), frame)
    mixed = np.array([1, "a", None], object)
    assert there_and_back(mixed).tolist() == [1, "a", None]


def test_what_arrives_is_a_plain_array_without_the_senders_methods():
    class Right(np.ndarray):
        def __eq__(self, other):
            return np.True_

    back = there_and_back(np.zeros(3).view(Right))
    assert type(back) is np.ndarray and not (back == np.ones(3)).any()


@pytest.mark.parametrize(
    "tree",
    [
        ["array", "O", [1], 0],
        ["array", "f8", [2], 0],
        ["array", "V8", [1], 0],
        ["pickle", "x"],
        ["function", 0, "f"],
        ["text", "a"],
        [],
    ],
)
def test_anything_else_is_refused(tree):
    with pytest.raises((ValueError, TypeError)):
        wire.unpack(tree, [b"12345678"])
    with pytest.raises(TypeError):
        wire.pack(object(), [])


def test_a_frame_that_is_too_large_or_cut_off_is_lost():
    for data in (b"\xff" * 8, (9).to_bytes(8, "big") + b"[1", (2).to_bytes(8, "big") + b"{}"):
        ours, theirs = socket.socketpair()
        theirs.sendall(data)
        theirs.close()
        with pytest.raises(wire.Lost):
            wire.Link(ours).receive()
        ours.close()


@pytest.fixture
def student(monkeypatch):
    """A function that runs a test against a student's code, in this process, through a real connection."""

    def run(code, test, namespace=None, owned=("f",), hello=None):
        names = {"np": np}
        exec(code, names)
        shell = SimpleNamespace(user_ns=names)
        monkeypatch.setitem(sys.modules, "IPython", SimpleNamespace(get_ipython=lambda: shell))
        server, port = examiner.listen("")
        namespace = {"np": np, "io": io} if namespace is None else namespace
        thread = threading.Thread(target=served, args=(port, hello or {"token": "t"}))
        thread.start()
        request = {"cell": "test", "source": test, "owned": list(owned), "token": "t", "seconds": 5}
        try:
            return examiner.run(request, namespace, server)
        finally:
            thread.join()
            server.close()

    def served(port, hello):
        if "token" in hello:
            with contextlib.suppress(KeyboardInterrupt):
                outpost.serve(port, hello["token"])
        else:
            wire.connect(port).send(hello)

    return run


def test_a_test_calls_the_students_function(student):
    result = student(
        "def f(X, g, *, k=1):\n    return g(X) * k",
        "assert np.array_equal(f(np.arange(3), lambda x: x + 1, k=2), [2, 4, 6]); assert f(1, np.sin) == np.sin(1)",
    )
    assert result["error"] is None


@pytest.mark.parametrize(
    ("code", "test", "error"),
    [
        ("def f(): return 1", "assert f() == 2, 'two'", ["AssertionError", "two"]),
        ("def f(): raise ValueError('no')", "f()", ["ValueError", "no"]),
        ("class E(KeyError): pass\ndef f(): raise E('k')", "f()", ["KeyError", "\"'k'\""]),
        ("def f(): raise SystemExit", "f()", ["RuntimeError", ""]),
        (
            "def f(): return object()",
            "f()",
            ["TypeError", "f returned something that tests can't take: a object"],
        ),
        ("", "f()", ["NameError", "name 'f' is not defined"]),
        ("f = 3", "assert f == 4", ["AssertionError", ""]),
    ],
)
def test_what_goes_wrong_is_said(student, code, test, error):
    assert student(code, test)["error"][:2] == error


def test_of_what_a_function_prints_only_the_first_part_is_passed_on():
    out = io.StringIO()
    short = outpost.Short(out)
    for _ in range(10):
        print("x" * 2999, file=short)
    assert out.getvalue() == (10 * ("x" * 2999 + "\n"))[: outpost.LONGEST]


def test_what_a_test_calls_prints_into_that(student):
    code = "import sys\ndef f(): return type(sys.stdout).__name__"
    assert student(code, "assert f() == 'Short'")["error"] is None


def test_an_expected_error_is_one_of_pythons(student):
    code = "class E(ValueError): pass\ndef f(): raise E"
    assert student(code, "try:\n    f()\nexcept ValueError:\n    pass")["error"] is None


def test_the_students_code_sees_nothing_of_the_test(student):
    code = """
import sys
def f():
    seen, frame = [], sys._getframe()
    while frame:
        seen += [*frame.f_globals, *frame.f_locals]
        frame = frame.f_back
    return seen
"""
    namespace = {"np": np, "right_answer": 42}
    assert student(code, "seen = f()", namespace)["error"] is None
    assert "right_answer" not in namespace["seen"] and "names" in namespace["seen"]


def test_a_changed_argument_is_changed_but_not_into_what_was_written(student):
    code = "def f(X, costs):\n    X[...] = 5\n    costs[0] = 5\n    return X"
    test = "X, costs = np.ones(2), [1]; back = f(X, costs); assert (back == 5).all() and np.isnan(X).all()"
    assert student(code, test)["error"] is None
    kept = "X = np.ones(2); f(X, []); assert np.array_equal(X, [1, 1]), 'changed'"
    assert student("def f(X, c):\n    X += 1", kept)["error"][1] == "changed"


@pytest.mark.parametrize(
    ("change", "given"),
    [
        ("x[0][1] = 5", "[[1, 2]]"),
        ("x['a'].append(5)", "{'a': [1]}"),
        ("x[0][0] += 1", "(np.ones(2), 3)"),
        ("x.sort()", "np.array([3, 1])"),
        ("x.iloc[0, 0] = 5", "pd.DataFrame({'a': [1, 2]})"),
        ("x[1][:] = 0", "(lambda v: v, np.ones(2))"),
    ],
)
def test_any_changed_argument_is_noticed(student, monkeypatch, change, given):
    seen = []
    monkeypatch.setattr(examiner, "spoil", seen.append)
    names = {"np": np, "pd": pd}
    for body, times in (("pass", 0), (change, 1)):
        seen.clear()
        assert student(f"def f(x):\n    {body}", f"f({given})", names)["error"] is None
        assert len(seen) == times


def test_a_large_array_travels_in_both_directions(student):
    code = "def f(X):\n    return X[::2].T"
    test = "X = np.arange(600_000.0).reshape(1000, 600); assert np.array_equal(f(X), X[::2].T)"
    assert student(code, test)["error"] is None


def test_an_answer_that_drips_is_given_up():
    ours, theirs = socket.socketpair()
    link, stop = wire.Link(ours, end=time.monotonic() + 0.3), threading.Event()
    theirs.sendall((1000).to_bytes(8, "big"))

    def drip():
        while not stop.wait(0.05):
            theirs.sendall(b"1")

    thread = threading.Thread(target=drip)
    thread.start()
    with pytest.raises(wire.Lost):
        link.receive()
    assert time.monotonic() - link.end < 5
    stop.set()
    thread.join()
    ours.close()
    theirs.close()


def test_a_file_is_read_by_the_student(student):
    assert (
        student("def f(file): return file.read()", "assert f(io.StringIO('a,b')) == 'a,b'")["error"]
        is None
    )


def test_a_name_of_the_tests_own_is_not_the_students(student):
    code = "def f(): return 1\ndef right(): return 1"
    test = "assert f() == right()"
    assert student(code, test, {"right": lambda: 2})["error"][0] == "AssertionError"
    namespace = {"f": lambda: 2, "np": np}
    assert student(code, "assert f() == 1", namespace)["error"] is None
    assert namespace["f"]() == 2, "what the tests had before is there again"


def test_a_student_who_is_gone_fails_the_test_even_where_it_would_catch_that(student):
    result = student("", "try:\n    f()\nexcept Exception:\n    pass", hello={"gone": "t"})
    assert result["error"][:2] == ["Lost", "the student's process did not answer"]


def test_an_interrupted_student_fails_a_test_that_catches_everything(student):
    twice = "for _ in range(2):\n    try:\n        f()\n    except Exception:\n        pass"
    assert student("def f(): raise KeyboardInterrupt", twice)["error"][0] == "Lost"


def test_a_test_that_hands_over_what_cannot_travel_is_the_teachers_mistake(student):
    result = student("def f(x): pass", "f(iter([1]))")
    assert result["error"][0] == "NotForStudents"


def test_the_value_at_the_end_is_kept_for_partial_points(student):
    assert student("def f(): return 2", "f() / 4")["value"] == "0.5"


def run_canary():
    """-> the verdict on one canary, run as plain Python."""
    source = canary.source("token", [NAMED["one_hot_1"]])
    assert source.startswith("# 2 points: ")
    try:
        exec(source, {})
        outputs = []
    except Exception as error:
        outputs = [
            SimpleNamespace(output_type="error", ename=type(error).__name__, evalue=str(error))
        ]
    return canary.verdict(outputs, "token")


@pytest.mark.filterwarnings("ignore:One of rtol or atol")
@pytest.mark.parametrize("name", ["allclose", "isclose", "array_equal", "isfinite", "shape"])
def test_a_canary_notices_a_patched_numpy(monkeypatch, name):
    monkeypatch.setattr(outpost, "BEFORE", {})
    assert run_canary() == ""
    answer = {"shape": lambda a: (2, len(a)), "isfinite": lambda a: False}.get(
        name, lambda *a: True
    )
    monkeypatch.setattr(np, name, answer)
    assert run_canary() == "after it, a false assert passes"


def test_a_canary_names_what_was_replaced(monkeypatch):
    from helpers import losses

    monkeypatch.setattr(outpost, "BEFORE", {})
    outpost.remember(canary.watched(NAMED.values()))
    assert {"helpers.losses.cross_entropy", "numpy.allclose", "pandas.read_csv"} <= set(
        outpost.BEFORE
    )
    assert run_canary() == ""
    original = losses.cross_entropy.__code__
    monkeypatch.setattr(losses.cross_entropy, "__code__", (lambda P, Y: 0.0).__code__)
    assert run_canary().startswith("it replaces helpers.losses.cross_entropy")
    losses.cross_entropy.__code__ = original
    monkeypatch.setitem(sys.modules, "helpers.losses", SimpleNamespace())
    assert "helpers.losses.cross_entropy" in run_canary()


def test_a_module_that_is_loaded_again_is_the_same(monkeypatch):
    import importlib

    from helpers import losses

    monkeypatch.setattr(outpost, "BEFORE", {})
    outpost.remember(["helpers.losses.*"])
    importlib.reload(losses)
    assert outpost.changed("token") == "token"


def cell(text):
    return look.findings([(text.partition("\n")[0], text)], {})


@pytest.mark.parametrize(
    ("text", "what"),
    [
        ("get_ipython().events", "uses get_ipython (the shell)"),
        ("import sqlite3 as s", "imports sqlite3 (a database)"),
        ("from IPython.core import magic", "imports IPython (the shell)"),
        ("np.allclose = print", "assigns to np.allclose"),
        (
            "from helpers import losses\nlosses.cross_entropy = print",
            "assigns to losses.cross_entropy",
        ),
        ("setattr(np, 'all', 1)", "assigns to a name of np"),
        ("del np.all", "assigns to np.all"),
        ("open('../a.csv')", "names a place outside its folder ('../a.csv')"),
        ("x = here.parent", "reads other folders (here.parent)"),
        ("open('/etc/passwd')", "names a place outside its folder ('/etc/passwd')"),
        ("open('a', mode='w')", "writes a file (open)"),
        ("sys._getframe(1)", "uses sys._getframe (the code that calls it)"),
        ("sys.modules['a'] = 1", "uses sys.modules (sys.modules)"),
        ("!ls", "runs other programs, or writes a file, by a line with % or !"),
        ("def f(:\n  sqlite3", "is no Python, and has the word sqlite3 in it"),
        ("class A:\n    def __eq__(s, o): return True", "defines __eq__, which comparisons use"),
    ],
)
def test_the_look_finds(text, what):
    assert what in [found for _, found in cell(text)]


def test_the_look_lets_honest_work_pass():
    honest = submissions.Sheets(RELEASED, SOURCE)
    for own in (submissions.answers.LOOPS, submissions.answers.IN_PLACE, submissions.answers.NAIVE):
        assert look.remarks(honest.filled(**own), SOURCE, RELEASED) == []
    for text in ("%matplotlib inline\nX.mean(axis=0)", "A.b = 1\nnp.random.seed(1)", "x = 'a / b'"):
        assert cell(text) == []


@pytest.mark.parametrize("kind", attacks.ATTACKS)
def test_the_look_says_something_of_each_attack(kind):
    assert cell(attacks.cell(kind, "/a/b"))


def test_a_cell_that_takes_the_name_of_a_locked_one_is_looked_at():
    data = {"nbgrader": {"grade_id": "setup", "locked": True}}
    notebook = new_notebook(cells=[new_code_cell("import sqlite3", metadata=data)])
    assert look.remarks(notebook, SOURCE, RELEASED) == [
        "Look at import sqlite3: it imports sqlite3 (a database)"
    ]


def test_numpy_alone_is_checked_where_the_task_says_so():
    assert look.of_numpy_alone(SOURCE) == {"two_layers"}
    sheets = submissions.Sheets(RELEASED, SOURCE)
    head = "def two_layers(X, W1, b1, W2, b2): return"
    for code, names in {
        f"from helpers.network import forward\n{head} forward(X)": ["helpers.network.forward"],
        f"{head} softmax(X)": ["helpers.activations.softmax"],
        f"import scipy.special as s, math\n{head} s.softmax(X)": ["scipy.special"],
    }.items():
        said = look.remarks(sheets.filled(two_layers=code), SOURCE, RELEASED)
        assert said == [f"Not NumPy alone: two_layers uses {name}" for name in names]
    by_way = sheets.filled(two_layers="def two_layers(*a): return mine(*a)")
    submissions.with_cell(by_way, "def mine(X, *a): return softmax(X)", "setup")
    assert look.remarks(by_way, SOURCE, RELEASED) == [
        "Not NumPy alone: two_layers uses helpers.activations.softmax"
    ]


SPY = """
import os, socket
from pathlib import Path

def does(action):
    try:
        return bool(action()) or True
    except OSError:
        return False

os.chdir("..")
print({
    "reads": does(lambda: list(Path(ROOT, "grading").iterdir())),
    "writes": does(lambda: Path(OUTSIDE).write_text("x")),
    "helpers": does(lambda: Path("helpers/losses.py").read_text()),
    "works": does(lambda: Path("problem_set/x").write_text("x")),
    "mine": Path("problem_set/mine.txt").read_text(),
    "network": [name for _, name in socket.if_nameindex()] != ["lo"],
})
"""


def test_a_place_keeps_students_code_apart_as_well_as_it_says(tmp_path):
    """What is asserted depends on what this system allows; the folder itself is there on any."""
    (tmp_path / "work").mkdir()
    (tmp_path / "work" / "mine.txt").write_text("handed in")
    outside = tmp_path / "written"
    tmp_path.chmod(0o777)
    with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as folder:
        place = apart.Place(folder, apart.folders_to_hide(ROOT / "grading"))
        place.furnish(tmp_path / "work")
        code = SPY.replace("ROOT", repr(str(ROOT))).replace("OUTSIDE", repr(str(outside)))
        done = subprocess.run(
            place.command([sys.executable, "-c", code]),
            env=place.environment(),
            cwd=place.work,
            capture_output=True,
            encoding="utf-8",
        )
        assert done.returncode == 0, done.stderr
        found = ast.literal_eval(done.stdout)
        names = {path.name for path in Path(folder).iterdir()}
    assert names == {"helpers", "data", "kit", "home", "run", "problem_set"}
    assert found["helpers"] and found["works"] and found["mine"] == "handed in"
    alone = place.how.startswith("namespaces")
    assert [found[what] for what in ("reads", "writes", "network")].count(False) >= 3 * alone
    assert outside.exists() == found["writes"]


def test_the_tasks_and_their_points():
    of = points.cells_of_tasks(SOURCE)
    assert {n: sum(cells.values()) for n, cells in of.items()} == dict(
        zip(range(1, 11), [10, 10, 10, 10, 10, 10, 12, 10, 8, 10], strict=True)
    )
    assert points.numbers("1-7") == set(range(1, 8)) and points.numbers("1, 3,5-6") == {1, 3, 5, 6}
    with pytest.raises(points.argparse.ArgumentTypeError):
        points.numbers("one to seven")
