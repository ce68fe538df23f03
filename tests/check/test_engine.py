"""What every check does with what a student hands in, whatever the exercise."""

import contextlib
import functools
import sys
import threading
import time

import numpy as np
import pandas as pd
import pytest

from helpers.check.attempt import LONGEST_PRINT, TimeUp, attempt
from helpers.check.compare import same, show
from helpers.check.exercise import AnyOf, Exercise, at_least
from helpers.check.prediction import Prediction

MATRIX = np.array([[1.0, 2.0, 3.0], [4.0, 5.0, 6.0]])


@pytest.fixture
def exercise():
    """means(X): the mean of each column."""
    return means()


def means(**more):
    return Exercise(
        "means",
        read="notebook 01, “Somewhere”",
        answer=lambda X: X.mean(axis=0),
        cases=lambda rng: {"two rows": (MATRIX,), "a random one": (rng.normal(size=(5, 4)),)},
        seconds=0.1,
        mistakes={"Those are the sums of the rows.": lambda X: X.sum(axis=1)}
        | more.pop("mistakes", {}),
        symptoms={"One number came.": lambda came, X: np.ndim(came) == 0},
        **more,
    )


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
        (endless, ["still running after 0.1 s", "endless loop", "In your", ": while True:"]),
        (endless_with_except, ["still running after 0.1 s"]),
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


def test_a_known_mistake_that_fits_more_cases_is_preferred():
    exercise = means(
        mistakes={"Right for two rows only.": lambda X: X.sum(axis=1) if len(X) == 2 else X[0]}
    )
    assert "sums of the rows" in exercise.judge(lambda X: X.sum(axis=1)).text
    assert "two rows only" in exercise.judge(lambda X: X.sum(1) if len(X) == 2 else X[0]).text


def test_the_right_answer_that_changes_its_input_has_no_other_mistake():
    exercise = means(mistakes={"The last row.": lambda X: X.mean(axis=0) if len(X) == 2 else X[-1]})
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
        mistakes={"One too few.": 41},
    )
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


def busy(milliseconds):
    end = time.perf_counter() + milliseconds / 1000
    while time.perf_counter() < end:
        pass


def test_the_time_limit_does_not_reach_beyond_the_call():
    """Calls that end about when their time does: each comes back or runs out, and leaves no thread that watches."""
    for tenths in [*range(10, 30)] * 5:
        done = attempt(busy, tenths / 10, (), 0.002)
        assert done.error is None or isinstance(done.error, TimeUp)
    time.sleep(0.1)
    assert not [thread for thread in threading.enumerate() if "watch" in thread.name]


def test_the_time_limit_strikes_no_call_that_has_come_back(monkeypatch):
    asked = []
    monkeypatch.setattr("helpers.check.attempt.is_on_stack", lambda *what: asked.append(what))
    assert attempt(lambda thing: busy(100) or 5, None, (), 0.01).value == 5
    ((frame, thread),) = asked
    assert "limited" in frame.f_code.co_name and thread == threading.get_ident()


def test_waiting_is_not_computing():
    """As beside busy programs: 0.2 s on the clock, next to none of computing."""
    assert attempt(lambda thing: time.sleep(0.2) or 5, None, (), 0.05).value == 5


def test_a_call_that_cannot_be_stopped_is_named(capsys, monkeypatch):
    monkeypatch.setattr("helpers.check.attempt.GRACE", 0.01)
    A = np.ones((1500, 1500))
    done = attempt(lambda thing: [A @ A for _ in "12"], None, (), 0.01)
    assert isinstance(done.error, TimeUp)
    assert "cannot be stopped from here. Interrupt the kernel" in capsys.readouterr().out


def test_hints_stand_in_three_tables():
    exercise = Exercise(
        "root",
        read="notebook 01, “Here”",
        answer=lambda x: np.sqrt(x),
        cases=lambda rng: {"four": (4.0,), "nine": (9.0,)},
        mistakes={
            "Halved.": lambda x: x / 2 + 1,
            "notebook 02, “There”": {
                "Off by one or two.": AnyOf([lambda x: x + 1, lambda x: x + 2])
            },
        },
        symptoms={"Below 0.": lambda came, x: came < 0},
        stumbles={"A list.": "list", "Of nine.": ("mine", lambda x: x == 9)},
    )
    for answer, hint, read in [
        (lambda x: x / 2 + 1, "Halved.", "Here"),
        (lambda x: x + 2, "Off by one or two.", "There"),
        (lambda x: -x, "Below 0.", "Here"),
        (lambda x: [].list, "A list.", "Here"),
        (lambda x: mine if x == 9 else 2.0, "Of nine.", "Here"),  # noqa: F821
    ]:
        text = exercise.judge(answer).text
        assert f"Hint      {hint}\n" in text and f"“{read}”" in text, text
    assert "\n  Hint" not in exercise.judge(lambda x: mine).text  # noqa: F821
    assert [known.hint for known in exercise.known if known.wrong] == [
        "Halved.",
        *["Off by one or two."] * 2,
    ]


def test_methods_that_are_missing_are_named(exercise):
    exercise.methods, exercise.ask = ("forward", "backward"), lambda kind, X: kind().forward(X)

    class Misspelt(Written):
        def backwards(self):
            return 3

    verdict = exercise.judge(Misspelt)
    assert verdict == (
        False,
        "means has no method backward. It has backwards. Is the name spelt right?",
    )
    assert "Hand over the function or class itself" in exercise.judge(lambda X: X).text


@pytest.mark.parametrize(
    "like_it",
    [
        lambda a: a.astype(object),
        lambda a: a.tolist(),
        lambda a: tuple(a.tolist()),
        pd.Series,
        lambda a: pd.Series(a).astype(object),
        lambda a: pd.array(a),
        lambda a: np.ma.masked_array(a),
        lambda a: a.astype(np.float32),
        lambda a: a.view(type("Mine", (np.ndarray,), {})),
    ],
)
def test_right_numbers_are_right_whatever_holds_them(exercise, like_it):
    assert exercise.judge(lambda X: like_it(X.mean(axis=0))).right
    assert exercise.judge(lambda X: like_it(X.sum(axis=1))).right is False


def test_small_unsigned_integers_do_not_wrap():
    count = Exercise(
        "count",
        read="notebook 01, “x”",
        answer=lambda n: np.arange(n, dtype=np.uint8),
        cases=lambda rng: {"three": (3,)},
    )
    assert count.judge(lambda n: np.arange(n, dtype=np.int8)).right
    assert "but for the sign" in count.judge(lambda n: -np.arange(n, dtype=np.int8)).text
    assert "but for the sign" not in count.judge(lambda n: -np.arange(n, dtype=np.uint8)).text
    guess = Prediction(
        "g", read="notebook 01, “x”", answer=lambda: 5, question="?", because=".", like=1, within=1
    )
    assert guess.judge(np.uint8(4)).right and guess.judge(np.array(5)).right
    assert guess.judge(np.uint8(2)).right is False


@pytest.mark.parametrize("pair", [(2, 7), [2, 7], np.array([2, 7]), pd.Series([2, 7])])
def test_a_pair_is_a_pair_whatever_holds_it(pair):
    guess = Prediction(
        "g", read="notebook 01, “x”", answer=lambda: (2, 7), question="?", because=".", like=(0, 0)
    )
    assert guess.judge(pair).right


class Hostile:
    def __repr__(self):
        raise RuntimeError("no")

    __eq__ = __array__ = __len__ = __iter__ = __bool__ = __repr__


def test_a_check_never_raises(exercise, capsys):
    for thing in (
        Hostile(),
        lambda X: Hostile(),
        lambda X: [Hostile()],
        lambda X: {"a": Hostile()},
    ):
        exercise(thing)
        assert "means" in capsys.readouterr().out
    exercise.judge = lambda thing: 1 / 0
    exercise(len)
    assert capsys.readouterr().out.startswith("means: what came can't be judged (ZeroDivisionError")


def test_it_does_not_matter_what_numpy_was_told(exercise):
    with np.errstate(all="raise"), np.printoptions(precision=1, formatter={"all": str}):
        assert exercise.judge(lambda X: X.mean(axis=0) + 0 * np.exp(-1000.0)).right
        assert "Came      [1., 2., 3.]" in exercise.judge(lambda X: X[0]).text


def test_an_empty_init_is_no_unfinished_class(exercise):
    exercise.ask = lambda kind, X: kind().forward(X)

    class Kept(Written):
        def __init__(self):
            pass

        def forward(self, X):
            return X.mean(axis=0)

    assert exercise.judge(Kept).right


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
