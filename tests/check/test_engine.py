"""What every check does with what a student hands in, whatever the exercise."""

import contextlib
import functools
import sys
import threading
import time

import numpy as np
import pytest

from helpers.check.attempt import LONGEST_PRINT, TimeUp, attempt
from helpers.check.compare import same, show
from helpers.check.exercise import Exercise, at_least
from helpers.check.prediction import Prediction

MATRIX = np.array([[1.0, 2.0, 3.0], [4.0, 5.0, 6.0]])


@pytest.fixture
def exercise():
    """means(X): the mean of each column."""
    exercise = Exercise(
        "means",
        read="notebook 01, “Somewhere”",
        answer=lambda X: X.mean(axis=0),
        cases=lambda rng: {"two rows": (MATRIX,), "a random one": (rng.normal(size=(5, 4)),)},
        seconds=0.3,
    )

    @exercise.mistake("Those are the sums of the rows.")
    def sums_of_rows(X):
        return X.sum(axis=1)

    @exercise.symptom("One number came.")
    def one_number(came, X):
        return np.ndim(came) == 0

    return exercise


def test_right(exercise):
    verdict = exercise.judge(lambda X: sum(X) / len(X))
    assert verdict.right and verdict.text == "means is right. Tested on two rows; a random one."


def broken(X):
    total = X + 1
    return total.nothing


def endless(X):
    while True:
        pass


def endless_with_except(X):
    while True:
        with contextlib.suppress(Exception):
            time.sleep(0.01)


def in_place(X):
    X /= len(X)
    return X.sum(axis=0)


def leaves(X):
    sys.exit(3)


def deep(X):
    return deep(X)


@pytest.mark.parametrize(
    ("answer", "words"),
    [
        (
            lambda X: X.sum(axis=1),
            ["Those are the sums of the rows", "two rows: X = [[1., 2., 3.]"],
        ),
        (lambda X: X.mean(), ["One number came."]),
        (
            lambda X: np.array([2.5, 3.5, 4.5]),
            ["a random one", "array (5, 4) of float64", "the same for every input"],
        ),
        (lambda X: -X.mean(axis=0), ["but for the sign"]),
        (lambda X: X.sum(axis=0), ["2 times what it should be"]),
        (lambda X: X.mean(axis=0, keepdims=True), ["in another shape: (1, 3), where (3,)"]),
        (lambda X: X.mean(axis=0).astype(int), ["fractions are cut off"]),
        (lambda X: X.mean(axis=0) / 0.0, ["nan or inf"]),
        (lambda X: X[0], ["Expected  [2.5, 3.5, 4.5]", "Came      [1., 2., 3.]"]),
        (lambda X: print(X.mean(axis=0)), ["prints its result, and returns nothing"]),
        (lambda X: [X][1:] or None, ["returns None"]),
        (lambda X: X[0] > 2, ["Came      [False, False, True]"]),
        (lambda X: ["2.5"], ["Numbers were expected"]),
        (lambda X: [[1], [2, 3]], ["Numbers were expected"]),
        (in_place, ["what was handed in is changed", "writes into its input"]),
        (broken, ["AttributeError: ", "has no attribute 'nothing'", ": return total.nothing"]),
        (endless, ["still running after 0.3 s", "endless loop", "In your", ": while True:"]),
        (endless_with_except, ["still running after 0.3 s"]),
        (leaves, ["SystemExit: 3"]),
        (deep, ["RecursionError"]),
        (lambda X, Y: X, ["TypeError", "missing 1 required positional argument"]),
        (3, ["came 3 (int). Hand over the function or class itself"]),
        (MATRIX, ["(ndarray). Hand over the function or class itself"]),
    ],
)
def test_wrong(exercise, answer, words):
    verdict = exercise.judge(answer)
    assert verdict.right is False
    for word in words:
        assert word in verdict.text


def test_the_input_is_a_copy_each_time(exercise):
    before = MATRIX.copy()
    exercise.judge(in_place)
    np.testing.assert_array_equal(MATRIX, before)


def test_a_known_mistake_that_fits_more_cases_is_preferred(exercise):
    @exercise.mistake("Right for two rows only.")
    def last_row(X):
        return X.sum(axis=1) if len(X) == 2 else X[0]

    assert "sums of the rows" in exercise.judge(lambda X: X.sum(axis=1)).text
    assert "two rows only" in exercise.judge(lambda X: X.sum(1) if len(X) == 2 else X[0]).text


def test_the_right_answer_that_changes_its_input_has_no_other_mistake(exercise):
    @exercise.mistake("The last row.")
    def right_by_chance(X):
        return X.mean(axis=0) if len(X) == 2 else X[-1]

    assert "The last row" not in exercise.judge(in_place).text


def test_several_arrays_where_one_came():
    both = Exercise(
        "both",
        read="notebook 01, “x”",
        answer=lambda X: (X, X[0]),
        cases=lambda rng: {"two rows": (MATRIX,)},
    )
    assert "A tuple of 2 was expected, and one ndarray came" in both.judge(lambda X: X).text


@pytest.mark.parametrize("thing", [..., lambda X: ..., lambda X: None, (..., 3)])
def test_not_attempted(exercise, thing, capsys):
    assert exercise.judge(thing).right is None
    exercise(thing)
    assert capsys.readouterr().out.startswith("means: not attempted yet.")


class Empty:
    def __init__(self):
        self.kept = None

    def forward(self, Z): ...


class Half(Empty):
    def forward(self, Z):
        return Z

    def backward(self, dA):
        """To be written."""
        ...

    def update(self): ...


class Written:
    def forward(self, X):
        return X.mean(axis=0)


def test_a_class(exercise):
    exercise.ask = lambda kind, X: kind().forward(X)
    assert exercise.judge(Empty).right is None
    assert exercise.judge(Empty).text.startswith("means: not attempted yet.")
    wanted = "means: there is still a ... in backward and in update. Write it, run that cell, then this one."
    assert exercise.judge(Half) == (None, wanted)
    assert exercise.judge(Written).right


def with_docstring(X):
    """What it does."""
    return 3


def test_a_constant_is_an_attempt(exercise):
    assert exercise.judge(with_docstring).right is False
    assert exercise.judge(lambda X: "three").right is False
    assert exercise.judge(lambda X: 3).right is False
    assert exercise.judge(lambda X: X).right is False


def test_a_prediction_never_shows_the_answer():
    guess = Prediction(
        "six",
        read="notebook 01, “x”",
        answer=lambda: 41 + 1,
        question="what is it",
        because="So it is.",
        like=7,
    )

    @guess.mistake("One too few.")
    def one_less():
        return 41

    assert guess.judge(42) == (True, "six: 42 is right. So it is.")
    assert guess.judge(np.int64(42)).right and guess.judge(42.0).right
    for wrong in (41, 7, "42", True, (42,), None, np.array([1, 2])):
        verdict = guess.judge(wrong)
        assert verdict.right is False and "42" not in verdict.text.replace(repr(wrong), "")
    assert "One too few." in guess.judge(41).text
    assert "such as 7, without quotes" in guess.judge("42").text
    assert guess.judge(...).right is None


def test_a_mark_to_reach():
    score = Exercise(
        "score",
        read="notebook 01, “x”",
        answer=lambda X: 0.9,
        cases=lambda rng: {"the digits": (MATRIX,)},
        same=at_least,
        report=lambda came: f"It reads {came:.0%}.",
    )
    assert score.judge(lambda X: 0.95).text.endswith("\nIt reads 95%.")
    verdict = score.judge(lambda X: 0.8)
    assert verdict.right is False and "Expected  at least 0.9" in verdict.text


def test_what_it_prints_does_not_fill_the_memory():
    def prints(thing):
        for _ in range(1000):
            print("x" * 1000)

    done = attempt(lambda thing: prints(thing), None, (), 5)
    assert done.error is None and len(done.printed) <= LONGEST_PRINT


def test_the_time_limit_does_not_reach_beyond_the_call():
    """Calls that end about when their time does: each comes back or runs out, and leaves no thread that watches."""

    def busy(milliseconds):
        end = time.perf_counter() + milliseconds / 1000
        while time.perf_counter() < end:
            pass

    for tenths in [*range(10, 30)] * 5:
        done = attempt(busy, tenths / 10, (), 0.002)
        assert done.error is None or isinstance(done.error, TimeUp)
    time.sleep(0.1)
    assert not [thread for thread in threading.enumerate() if "watch" in thread.name]


def test_the_time_limit_strikes_no_call_that_has_come_back(monkeypatch):
    asked = []
    monkeypatch.setattr("helpers.check.attempt.is_on_stack", lambda *what: asked.append(what))
    assert attempt(lambda thing: time.sleep(0.1) or 5, None, (), 0.01).value == 5
    ((frame, thread),) = asked
    assert "limited" in frame.f_code.co_name and thread == threading.get_ident()


def test_ctrl_c_stops_the_check(exercise):
    def interrupted(X):
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        exercise.judge(interrupted)


@pytest.mark.parametrize(
    ("one", "other", "are_same"),
    [
        (1, 1.0, True),
        (0.1 + 0.2, 0.3, True),
        (1, True, True),
        ([MATRIX, (1, 2)], (MATRIX, [1, 2]), True),
        ([MATRIX], [MATRIX, MATRIX], False),
        ({"a": 1}, {"a": 1}, True),
        ({"a": 1}, {"b": 1}, False),
        ({"a": 1}, {"a": 2}, False),
        ("a", "a", True),
        ("a", "b", False),
        ("1", 1, False),
        (MATRIX, MATRIX.T, False),
        (np.nan, np.nan, False),
        (1 + 5e-7, 1, True),
        (1 + 5e-6, 1, False),
        (5e-10, 0, True),
        (5e-9, 0, False),
        (None, 1, False),
    ],
)
def test_same(one, other, are_same):
    assert same(one, other) == are_same


@pytest.mark.parametrize(
    ("value", "text"),
    [
        (1 / 3, "0.333333"),
        (np.float64(0.5), "0.5"),
        (np.eye(2), "[[1., 0.], [0., 1.]]"),
        (np.zeros((5, 4)), "array (5, 4) of float64, from 0 to 0"),
        (np.array(["a"] * 20), "array (20,) of <U1"),
        ([np.eye(2), 3], "list: array (2, 2), 3"),
        ("x" * 200, "'" + "x" * 116 + "..."),
        ("x" * 118, "'" + "x" * 118 + "'"),
        ("x" * 119, "'" + "x" * 116 + "..."),
        (np.zeros(12), "[" + "0., " * 11 + "0.]"),
        (np.zeros(13), "array (13,) of float64, from 0 to 0"),
        (functools.partial(same), "the function"),
        (same, "the function same"),
        (object(), "an object of object"),
    ],
)
def test_show(value, text):
    assert show(value) == text
