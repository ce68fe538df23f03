"""Right answers in whatever holds numbers, where notebooks 00 and 01 look at them in their own way."""

import numpy as np
import pandas as pd
import pytest

from helpers import check
from helpers.check.lessons.lesson_00 import refuse_odd
from helpers.check.lessons.lesson_01 import stratified

HOLDERS = [
    list,
    tuple,
    lambda a: a.astype(object),
    pd.Series,
    lambda a: pd.Series(a, dtype=object),
    lambda a: pd.array(a, dtype="Int64"),
    lambda a: list(map(np.array, a)),
]


def nearest_mean(X, y, X_new):
    means = np.array([X[y == digit].mean(axis=0) for digit in range(10)])
    return (np.sum(means**2, axis=1) - 2 * X_new @ means.T).argmin(axis=1)


@pytest.mark.parametrize("hold", [*HOLDERS, lambda a: a.astype(np.uint16)])
def test_row_numbers(hold):
    assert check.stratify.judge(lambda *given: hold(stratified(*given))).right


@pytest.mark.parametrize("hold", [*HOLDERS, lambda a: a.astype(np.int8), lambda a: a.astype(float)])
def test_guesses(hold):
    assert check.classifier.judge(lambda *given: hold(nearest_mean(*given))).right


@pytest.mark.parametrize(
    "came", [[], {}, {3, 4}, "text", [[1], [2, 3]], [None, 1], [1, "a"], iter([1]), np.nan, 3.5, 1j]
)
@pytest.mark.parametrize("name", ["stratify", "classifier"])
def test_what_holds_no_such_numbers_is_refused_in_words(name, came):
    text = getattr(check, name).judge(lambda *given: came).text
    assert " wanted" in text or "are not numbers" in text, text
    assert "Error" not in text


@pytest.mark.parametrize(
    "chosen", [(np.array(60), np.float32(0.8), np.uint8(3)), (60.0, 0.8, 3.0), [60, 0.8, 3]]
)
def test_settings(chosen):
    assert refuse_odd(chosen) == (60, pytest.approx(0.8), 3)


@pytest.mark.parametrize(
    ("chosen", "words"),
    [
        ((np.nan, 0.8, 0), "nan epochs. A whole number"),
        ((60, 0.8, np.inf), "The seed inf. It has to be a whole number"),
        (("60", 0.8, 0), "Three numbers are wanted, (epochs, learning rate, seed), and not ('60'"),
        ((60, 0.8, True), "Three numbers are wanted"),
    ],
)
def test_settings_that_cannot_be(chosen, words):
    assert f"  Came      {words}" in check.sixty_epochs.judge(chosen).text
