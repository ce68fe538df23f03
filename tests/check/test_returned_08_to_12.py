"""Lessons 08 to 12: right numbers are right whatever holds them, and errors with several causes get no wrong hint."""

import numpy as np
import pandas as pd
import pytest

from helpers import check
from helpers.check.cases import digits
from helpers.check.lessons.lesson_08 import tanh_with
from helpers.check.lessons.lesson_10 import adam_with
from helpers.check.lessons.lesson_11 import HalfDropped, shares_of, spoilt, turn
from helpers.layers import mlp
from helpers.optimizers import Adam

HOLDERS = [
    lambda A: A.tolist(),
    lambda A: tuple(map(tuple, A.tolist())),
    lambda A: A.astype(object),
    pd.DataFrame,
    lambda A: pd.DataFrame(A).astype(object),
]
ROWS = [
    list,
    tuple,
    pd.Series,
    lambda row: np.array(row, dtype=object),
    lambda row: np.float64(row),
]
HAND_BACK = [list, tuple, lambda parts: np.array([*parts, None], dtype=object)[:-1]]


def holding(kind, holder):
    """The layer, with what its methods return in something else."""

    class Layer(kind):
        def forward(self, Z):
            return holder(super().forward(Z))

        def backward(self, dA):
            return holder(super().backward(dA))

    return Layer


@pytest.mark.parametrize("holder", HOLDERS)
def test_layers_may_return_anything_that_holds_numbers(holder):
    assert check.Tanh.judge(holding(tanh_with(), holder)).right
    assert check.Dropout.judge(holding(HalfDropped, holder)).right
    assert check.confusion.judge(lambda *given: holder(check.confusion.answer(*given))).right


@pytest.mark.parametrize("row", ROWS)
@pytest.mark.parametrize("hand_back", HAND_BACK)
def test_adam_may_return_any_row_of_rows(row, hand_back):
    right = adam_with()
    assert check.adam.judge(lambda *given: hand_back([row(new) for new in right(*given)])).right


def test_two_values_may_be_one_array():
    assert check.recall_precision.judge(lambda counts: np.array(shares_of(counts, 1, 0))).right
    assert check.recall_precision.judge(
        lambda counts: [pd.Series(it) for it in shares_of(counts, 1, 0)]
    ).right
    assert check.early_stop.judge(lambda *given: np.array(turn(*given), dtype=np.int8)).right


def test_three_things_in_an_array():
    three = [None, Adam(), np.array(64)]

    def choice(rng):
        made = np.array(three, dtype=object)
        made[:2] = mlp((784, 128, 10), rng), Adam(0.003)
        return made

    assert check.three_epochs.judge(choice).right


@pytest.mark.parametrize("row", [*ROWS[:4], pd.Index, lambda rows: rows.astype(float), np.int16])
def test_rows_are_numbers_in_anything(row):
    assert check.rotten.judge(lambda X, labels: row(spoilt()[2])).right


@pytest.mark.parametrize("row", [*ROWS, np.int8])
def test_a_model_may_predict_into_anything(row):
    class Knows:
        def predict(self, X):
            return row(digits()[2][-1000:])

    assert check.recipe.judge(lambda X, y: Knows()).right


ODD = [
    None,
    "text",
    [],
    [None],
    [[1, 2], [3]],
    {"a": 1},
    {1, 2},
    object(),
    np.array(None),
    np.array(["a"]),
    1j,
    pd.NA,
]


@pytest.mark.parametrize("odd", ODD, ids=lambda odd: f"{type(odd).__name__}-{odd}"[:20])
@pytest.mark.parametrize(
    "name", ["adam", "confusion", "recall_precision", "early_stop", "rotten", "shift", "schedule"]
)
def test_something_odd_is_wrong_and_not_an_error_of_the_check(name, odd):
    text = getattr(check, name).judge(lambda *given: odd).text
    assert " is not right yet." in text and "  Error " not in text


@pytest.mark.parametrize("odd", ODD, ids=lambda odd: f"{type(odd).__name__}-{odd}"[:20])
def test_something_odd_from_a_method_or_for_a_choice(odd):
    class Predicts:
        def predict(self, X):
            return odd

    class Layer:
        def __init__(self, rng=None): ...
        def forward(self, Z):
            return odd

        def backward(self, dA):
            return dA

    for exercise, thing in [
        (check.recipe, lambda X, y: Predicts()),
        (check.recipe, lambda X, y: odd),
        (check.Tanh, Layer),
        (check.Dropout, Layer),
        (check.three_epochs, lambda rng: odd),
    ]:
        text = exercise.judge(thing).text
        assert " is not right yet." in text and "  Error " not in text, text


def test_rows_that_come_twice_are_named():
    text = check.rotten.judge(lambda X, labels: np.append(spoilt()[2][1:], spoilt()[2][1])).text
    assert "only 199 different ones" in text and "Hint" not in text


@pytest.mark.parametrize(
    "slip",
    [
        lambda Z: Z.tanh(),
        lambda Z: np.tahn(Z),
        lambda Z: nump.tanh(Z),  # noqa: F821
        lambda Z: np.tanh(Z, Z, Z, Z),
    ],
)
def test_other_slips_in_a_layer_get_no_hint_about_self(slip):
    for exercise, kind in (check.Tanh, tanh_with(forward=slip)), (check.Dropout, HalfDropped):

        class Slips(kind):
            def forward(self, Z):
                return slip(Z)

        text = exercise.judge(Slips).text
        assert "  Error " in text and "self" not in text.partition("Hint")[2], text


def test_a_misspelt_method_is_named():
    """Not taken for something that is missing in self."""

    class Misspelt:
        def forward(self, Z):
            return Z

        def backwards(self, dA):
            return dA

    for exercise in (check.Tanh, check.Dropout):
        assert exercise.judge(Misspelt).text.startswith(
            f"{exercise.name} has no method backward. It has forward"
        )


def test_a_model_that_refuses_other_pixels_is_judged_all_the_same():
    """The check lets it read standardized pixels too, to tell what it was trained on."""

    class Strict:
        def predict(self, X):
            assert X.max() <= 1
            return np.where(np.arange(1000) < 910, digits()[2][-1000:], -1)

    assert "What is scarce is digits" in check.recipe.judge(lambda X, y: Strict()).text


@pytest.mark.parametrize("slip", [lambda X: X + np.ones(28), lambda X: X[5]])
def test_other_slips_with_shapes_get_no_hint_about_slices(slip):
    text = check.shift.judge(lambda X, down, right: slip(X)).text
    assert "  Error " in text and "slice" not in text and "leaves the picture" not in text
