"""Notebook 05: an activation function is judged by its numbers, whatever holds them."""

import numpy as np
import pandas as pd
import pytest

from helpers import check


def tanh(Z):
    return np.tanh(Z), 1 - np.tanh(Z) ** 2


@pytest.mark.parametrize(
    "held",
    [
        list,
        np.array,
        lambda pair: [part.tolist() for part in pair],
        lambda pair: tuple(part.astype(object) for part in pair),
        lambda pair: tuple((pd.Series if part.ndim == 1 else pd.DataFrame)(part) for part in pair),
    ],
)
def test_an_activation_function_is_judged_whatever_holds_it(held):
    verdict = check.activation.judge(lambda Z: held(tanh(Z)))
    assert verdict.right, verdict.text
    straight = check.activation.judge(lambda Z: held((Z, np.ones_like(Z))))
    assert "a straight line" in straight.text, straight.text


@pytest.mark.parametrize("slope", [lambda Z: Z > 0, lambda Z: (Z > 0).astype(np.uint8)])
def test_a_slope_of_small_numbers(slope):
    assert check.activation.judge(lambda Z: (np.maximum(Z, 0), slope(Z))).right


@pytest.mark.parametrize(
    "came", [(None, None), ("a", "b"), ([1, [2]], 3), np.array(5.0), {}, (list("abcde"), 3)]
)
def test_what_is_no_activation_function_is_wrong_in_words(came):
    verdict = check.activation.judge(lambda Z: came)
    assert verdict.right is False and "Error" not in verdict.text, verdict.text
