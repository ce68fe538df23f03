"""What a check says of an answer, word for word."""

import linecache
import math

import numpy as np
import pytest

from helpers.check.attempt import Refuse
from helpers.check.compare import first_difference, where_they_differ
from helpers.check.exercise import Exercise, at_least
from helpers.check.prediction import Prediction
from helpers.check.symptoms import general_hint

M = np.arange(20.0)
SQUARE = np.arange(9.0).reshape(3, 3)
TALL = np.arange(6).reshape(3, 2)
TIMES = "Everything is {} times what it should be. Is something summed that should be a mean, or divided twice?"
NO_NUMBER = "Some of it is no number (nan or inf): somewhere a number became too large, or was divided by 0."
CUT = "The fractions are cut off: is a // in it, or an array of whole numbers that the result is written into?"


@pytest.mark.parametrize(
    ("came", "expected", "hint"),
    [
        (None, M, "It returns None. Does every way through it end in a return with a value?"),
        ("2", M, "Numbers were expected."),
        ([[1], [2, 3]], M, "Numbers were expected."),
        (M, "yes", "A text was expected."),
        ("no", "yes", ""),
        ([1], (1, 2), "A tuple of 2 was expected, and one of 1 came."),
        (3, (1, 2), "A tuple of 2 was expected, and one int came."),
        ((1, 3), [1, 2], ""),
        ({}, {"a": 1}, "A dict of 1 was expected, and one of 0 came."),
        (
            TALL.T,
            TALL,
            "The numbers are right and lie on their side: this is the transpose of what was expected.",
        ),
        (SQUARE.T, SQUARE, "This is the transpose of what was expected."),
        (SQUARE[::-1], SQUARE, ""),
        (
            M.reshape(4, 5),
            M,
            "The numbers are right, in another shape: (4, 5), where (20,) was expected.",
        ),
        (M[:3], M, "3 numbers came, and 20 were expected."),
        (SQUARE[:2], SQUARE, "The shape is (2, 3), and (3, 3) was expected."),
        (-3 * M, M, "Everything is -3 times what it should be: turned round, and of another size."),
        (1e-9 * M, M, ""),
        (
            M[::-1].reshape(4, 5),
            M,
            "The shape is (4, 5), and (20,) was expected. Which axis was summed over, or left out?",
        ),
        (np.array([1, np.nan]), np.ones(2), NO_NUMBER),
        (np.array([1, np.inf]), np.ones(2), NO_NUMBER),
        (np.array([1, np.inf]), np.array([2, np.inf]), ""),
        (-M, M, "Right but for the sign: something is subtracted the wrong way round."),
        (-2.0, 2.0, "Right but for the sign: something is subtracted the wrong way round."),
        (np.array([1, 2]), np.array([1.5, 2.5]), CUT),
        (np.array([1, 2], np.uint8), np.array([1.5, 2.5]), CUT),
        (np.array([1.0, 2.0]), np.array([1.5, 2.5]), ""),
        (np.array([1, 3]), np.array([1.5, 2.5]), ""),
        (3 * M, M, TIMES.format(3)),
        (M / 3, M, TIMES.format("0.3333")),
        (np.array([True, False]), np.array([2.0, 0.0]), TIMES.format("0.5")),
        (2.0, 1.0, ""),
        (np.zeros(3), np.ones(3), ""),
        (np.ones(3), np.zeros(3), ""),
        (np.array([2.0, 0, 1]), np.array([1.0, 0, 0]), ""),
        (np.array([2.0, 4, 5]), np.array([1.0, 2, 3]), ""),
        (M + 1, M, ""),
        (np.array([2, 2 * (1 + 5e-6)]), np.ones(2), ""),
    ],
)
def test_a_general_hint(came, expected, hint):
    assert general_hint(came, expected, "") == hint


def test_the_hint_for_what_is_printed():
    wanted = (
        "It prints its result, and returns nothing. A function hands its result on with return."
    )
    assert general_hint(None, M, "[2.5]") == wanted


@pytest.mark.parametrize(
    ("came", "expected", "where"),
    [
        (
            M.reshape(4, 5) + np.eye(4, 5),
            M.reshape(4, 5),
            "4 of 20 numbers differ; at [0, 0] 1. came, 0. was expected",
        ),
        (np.append(M[:-1], 9), M, "1 of 20 numbers differ; at [19] 9. came, 19. was expected"),
        (
            np.ones(2000),
            np.zeros(2000),
            "2,000 of 2,000 numbers differ; at [0] 1. came, 0. was expected",
        ),
        (M[:13] + 1, M[:13], "13 of 13 numbers differ; at [0] 1. came, 0. was expected"),
        (M[:12] + 1, M[:12], ""),
        (
            np.ones(13) * (1 + 5e-6),
            np.ones(13),
            "13 of 13 numbers differ; at [0] by 5e-06, too little to show in these digits",
        ),
        (
            np.full(13, 5e-9),
            np.zeros(13),
            "13 of 13 numbers differ; at [0] by 5e-09, too little to show in these digits",
        ),
        (
            np.array([1, 2.00004]),
            np.array([1.0, 2.0]),
            "by 4e-05, too little to show in these digits",
        ),
        (2.00004, 2.0, ""),
        (2.0000041, 2.0, "by 4.1e-06, too little to show in these digits"),
        (True, True, ""),
        (np.empty(0), np.empty(0), ""),
        (M[:13], M, ""),
        (M, None, ""),
        (M, [[1], [2, 3]], ""),
        ([[1], [2, 3]], M, ""),
        (np.array(["a"] * 20), np.array(["b"] * 20), ""),
        (np.array(["a"] * 20), M, ""),
    ],
)
def test_where_they_differ(came, expected, where):
    assert where_they_differ(came, expected) == where


@pytest.mark.parametrize(
    ("came", "expected", "difference"),
    [
        ((1, [2, 3]), (1, [2, 4]), ("[1][1]", 3, 4)),
        ({"a": {"b": 1}}, {"a": {"b": 2}}, ("['a']['b']", 1, 2)),
        ((1, 2), (1, 2, 3), ("", (1, 2), (1, 2, 3))),
        ((1, 5), (1, (2, 3)), ("[1]", 5, (2, 3))),
        ({"a": 1}, {"b": 1}, ("", {"a": 1}, {"b": 1})),
        (1, 2, ("", 1, 2)),
        ([1, 2], (1, 2), None),
    ],
)
def test_the_first_difference(came, expected, difference):
    assert first_difference(came, expected) == difference


def ends(X, k):
    """The first and the last k of them."""
    return X[:k], X[-k:]


@pytest.fixture
def exercise():
    return both_ends()


def both_ends(**tables):
    return Exercise(
        "ends",
        read="notebook 01, “Somewhere”",
        answer=ends,
        cases=lambda rng: {"five": (np.arange(5), 2), "random": (rng.normal(size=50), 20)},
        seconds=0.3,
        mistakes={
            "notebook 02, “Elsewhere”": {"Both are the first.": lambda X, k: (X[:k], X[:k])},
            **tables.pop("mistakes", {}),
        },
        **tables,
    )


@pytest.mark.parametrize(
    ("answer", "lines"),
    [
        (
            lambda X, k: (X[:k], X[:k]),
            [
                "ends is not right yet.",
                "  Input     five: X = [0, 1, 2, 3, 4], k = 2",
                "  At        result[1]",
                "  Expected  [3, 4]",
                "  Came      [0, 1]",
                "  Hint      Both are the first.",
                "  Read      notebook 02, “Elsewhere”",
            ],
        ),
        (
            lambda X, k: (X[:k], X[-k:] if k == 2 else X[-k:] + 1),
            [
                "ends is not right yet.",
                "  Input     random: X = array (50,) of float64, from -2.325 to 1.96, k = 20",
                "  At        result[1]",
                "  Expected  array (20,) of float64, from -1.259 to 1.96",
                "  Came      array (20,) of float64, from -0.2591 to 2.96",
                "  Where     20 of 20 numbers differ; at [0] -0.0096 came, -1.0096 was expected",
                "  Read      notebook 01, “Somewhere”",
            ],
        ),
        (
            lambda X, k: X.nothing,
            [
                "ends is not right yet.",
                "  Input     five: X = [0, 1, 2, 3, 4], k = 2",
                "  Error     AttributeError: 'numpy.ndarray' object has no attribute 'nothing'",
                "  In your   line ",
                "  Read      notebook 01, “Somewhere”",
            ],
        ),
    ],
)
def test_the_whole_verdict(exercise, answer, lines):
    said = exercise.judge(answer).text.splitlines()
    assert len(said) == len(lines)
    for one, wanted in zip(said, lines, strict=True):
        assert one == wanted or (wanted.endswith("line ") and one.startswith(wanted))


def changing(part):
    def answer(X, k):
        X[part] = 7
        return ends(np.arange(5), k) if len(X) == 5 else ends(X, k)

    return answer


@pytest.mark.parametrize("part", [0, slice(None)])
def test_every_change_of_the_input_is_seen(exercise, part):
    text = exercise.judge(changing(part)).text
    assert "  Came      the right answer, but what was handed in is changed\n" in text
    assert (
        "  Hint      It writes into its input. Make a new array: Z = Z - 1 makes one, Z -= 1 does not.\n"
        in text
    )


@pytest.mark.parametrize(
    "given", [[1.0, 2.0], (np.array([np.nan, 1]), [np.zeros(2)]), {"a": 1}, [[1], [2]]]
)
def test_changes_inside_lists_are_seen(given):
    exercise = Exercise("same", read="", answer=lambda x: 3, cases=lambda rng: {"it": (given,)})
    assert exercise.judge(lambda x: 1 + 2).right

    def change(x):
        part = x
        while isinstance(part, list | tuple) and isinstance(part[-1], list | np.ndarray):
            part = part[-1]
        part.append(5) if isinstance(part, list) else part.__setitem__(0, 5)
        return 3

    assert exercise.judge(change).right is isinstance(given, dict)


def test_who_counts_is_told_when_a_mark_is_missed():
    exercise = Exercise(
        "mark",
        read="notebook 01, “x”",
        answer=lambda: 5,
        cases=lambda rng: {"it": ()},
        same=at_least,
    )
    assert "  Expected  at least 5\n  Came      4\n" in exercise.judge(lambda: 4).text
    assert exercise.judge(lambda: 5).right and exercise.judge(lambda: 6).right


def test_a_prediction_in_words():
    about = Prediction(
        "about",
        read="notebook 01, “x”",
        answer=lambda: 2.5,
        question="how far",
        because="So.",
        like=1.0,
        within=0.1,
        mistakes={"Half of it.": 1.25},
    )
    assert about.judge(2.45) == (True, "about: 2.45 is right. So.")
    assert about.judge(1.3).text.splitlines() == [
        "about is not right yet.",
        "  Input     how far",
        "  Came      1.3, and that is not it",
        "  Hint      Half of it.",
        "  Read      notebook 01, “x”",
    ]
    assert "Hint" not in about.judge(2.7).text
    assert (
        about.judge("x").text
        == "about: came 'x' (str). It asks for one number, such as 1.0, without quotes or brackets."
    )
    pair = Prediction("pair", read="", answer=lambda: (1, 2), question="", because="", like=(0, 0))
    assert pair.judge((1, 2)).right and not pair.judge((1, 3)).right and pair.judge([1, 2]).right
    assert pair.judge(5).text == "pair: came 5 (int). It asks for something like (0, 0)."
    word = Prediction("word", read="", answer=lambda: "a", question="", because="", like="b")
    assert "came ['a'] (list)" in word.judge(["a"]).text


@pytest.mark.parametrize(
    ("answer", "words"),
    [
        (lambda X, k: (X[:k], X[-k:]) if X > 2 else 0, "asks an array for one yes or no"),
        (lambda X, k: np.zeros(k, k), "Shapes go into one pair of brackets"),
        (lambda X, k: [].append(k).copy(), "Something is None"),
        (lambda X, k: X.__itruediv__(2), "can't take fractions in place"),
        (lambda X, k: math.exp(X), "The functions of math take one number"),
        (lambda X, k: X + np.zeros(3), "Two shapes don't fit entry by entry"),
        (lambda X, k: X @ np.zeros(3), "A has as many columns as B has rows"),
        (lambda X, k: X(0), "no function stands before round brackets"),
        (lambda X, k: X[len(X)], "The first is 0, and the last one less"),
    ],
)
def test_what_is_behind_an_error(exercise, answer, words):
    said = exercise.judge(answer).text.splitlines()
    (hint,) = [
        line for line in said if line.startswith("  Hint ")
    ]  # its own line has the words too
    assert words in hint


def test_what_a_student_stumbles_over():
    exercise = both_ends(
        stumbles={
            "It has another name.": "nothing",
            "notebook 03, “Z”": {"k is 2 here.": ("zero", lambda X, k: k == 2)},
            "k is 20 here.": ("zero", lambda X, k: k == 20),
        }
    )
    assert exercise.judge(lambda X, k: X.nothing).text.splitlines()[-2:] == [
        "  Hint      It has another name.",
        "  Read      notebook 01, “Somewhere”",
    ]
    assert exercise.judge(lambda X, k: k / 0).text.splitlines()[-2:] == [
        "  Hint      k is 2 here.",
        "  Read      notebook 03, “Z”",
    ]
    assert "another name" not in exercise.judge(lambda X, k: X[:k]).text


def test_an_error_is_told_in_full(exercise):
    def nothing_said(X, k):
        raise ValueError

    said = exercise.judge(nothing_said).text.splitlines()
    assert said[2] == "  Error     ValueError" and said[3].endswith(": raise ValueError")
    wanted = ["  Error     TypeError: ", "  Read      "]  # no line of one's own is on the way to it
    said = exercise.judge(lambda X, k, more: X).text.splitlines()[2:]
    assert [line.startswith(start) for line, start in zip(said, wanted, strict=True)] == [True] * 2


def test_the_line_of_an_error_in_an_object_and_in_another_cell(exercise):
    class Caller:
        def __call__(self, X, k):
            return X.nothing

    assert ": return X.nothing" in exercise.judge(Caller()).text
    exercise.ask = lambda kind, X, k: kind()(X, k)
    assert ": return X.nothing" in exercise.judge(Caller).text
    exercise.ask = lambda function, X, k: function(X, k)
    cell, file = {}, "/tmp/ipykernel_1/23.py"
    source = "def helper(X):\n    return X.nothing\n"
    linecache.cache[file] = (len(source), None, source.splitlines(keepends=True), file)
    exec(compile(source, file, "exec"), cell)
    text = exercise.judge(lambda X, k: cell["helper"](X)).text
    assert "  In your   line 2: return X.nothing\n" in text


def test_what_is_refused(exercise):
    def refuse(thing, X, k):
        raise Refuse("it is too short")

    exercise.ask, exercise.known = refuse, []
    assert exercise.judge(ends).text.splitlines()[2:] == [
        "  Came      it is too short",
        "  Read      notebook 01, “Somewhere”",
    ]


def test_the_hint_where_the_time_is_up_and_where_all_comes_out_the_same(exercise):
    exercise.seconds = 0.1

    def endless(X, k):
        while True:
            pass

    wanted = (
        "  Hint      Is it an endless loop? Look at what ends it, and whether that can ever come true. "
        "Or is it only slow?\n"
    )
    assert wanted in exercise.judge(endless).text
    constant = exercise.judge(lambda X, k: (np.arange(2), np.arange(3, 5))).text
    assert (
        "  Hint      It gives the same for every input. Compute it from the arguments.\n"
        in constant
    )


def test_the_hint_is_about_the_part_that_differs(exercise):
    text = exercise.judge(lambda X, k: (X[:k], -X[-k:])).text
    assert "  Hint      Right but for the sign: " in text


def test_a_symptom_and_where_to_read_about_it():
    exercise = both_ends(
        symptoms={
            "notebook 04, “Y”": {"Nothing came.": lambda came, X, k: len(came) == 0},
            "It is short.": lambda came, X, k: len(came) == 1,
        }
    )
    for answer, hint, read in [
        (lambda X, k: (), "Nothing came.", "notebook 04, “Y”"),
        (lambda X, k: (X,), "It is short.", "notebook 01, “Somewhere”"),
    ]:
        wanted = [f"  Hint      {hint}", f"  Read      {read}"]
        assert exercise.judge(answer).text.splitlines()[-2:] == wanted


def one_number(X, k):
    return math.exp(X)


def test_a_known_mistake_that_ends_in_an_error():
    hint = "math.exp takes one number."
    exercise = both_ends(mistakes={hint: one_number})
    assert hint in exercise.judge(one_number).text
    for other in (lambda X, k: X.nothing, lambda X, k: X[:k]):
        assert hint not in exercise.judge(other).text


def test_an_answer_with_a_default():
    exercise = Exercise(
        "up", read="", answer=lambda X, by=1: X + by, cases=lambda rng: {"it": (np.ones(2),)}
    )
    assert "  Input     it: X = [1., 1.]\n" in exercise.judge(lambda X: X).text
    assert exercise.judge(lambda X: X + 1).right


def test_what_only_the_exercise_can_tell_apart():
    none_is_right = Exercise(
        "n", read="", answer=lambda: 5, cases=lambda rng: {"it": ()}, same=lambda *pair: False
    )
    assert none_is_right.judge(lambda: 5).text.splitlines()[1:4] == [
        "  Input     it: ",
        "  Expected  5",
        "  Came      5",
    ]
    mark = Exercise("mark", read="", answer=lambda: 5, cases=lambda rng: {"it": ()}, same=at_least)
    assert mark.judge(lambda: "5").right is False


def test_what_it_wants_and_how_it_is_called(exercise):
    assert repr(exercise) == "check.ends: call it with what you wrote, check.ends(my_ends)"
    wanted = (
        "Hand over the function or class itself, without ( ) behind its name: check.ends(my_ends)."
    )
    assert exercise.judge(3).text == f"ends: came 3 (int). {wanted}"
    assert exercise.judge(...).text == (
        "ends: not attempted yet. Write it in place of the ... above, run that cell, then this one."
    )
