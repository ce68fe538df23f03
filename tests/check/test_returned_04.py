"""Notebook 04: right answers whatever holds them, where an exercise does more than compare."""

import numpy as np
import pandas as pd
import pytest

from helpers import check
from helpers.activations import softmax
from helpers.check.cases import digits


@pytest.mark.parametrize(
    "held", [np.asarray, np.ndarray.tolist, pd.DataFrame, lambda P: P.astype(object)]
)
def test_probabilities_are_judged_whatever_holds_them(held):
    X_train, _, y_train, _ = digits()
    means = np.array([X_train[y_train == d].mean(axis=0) for d in range(10)])
    verdict = check.forecast.judge(lambda X: held(softmax((X - X.mean()) @ means.T / 10)))
    assert verdict.right, verdict.text


def test_probabilities_may_be_small_integers():
    """Costly, and judged as probabilities."""
    ones = check.forecast.judge(lambda X: np.eye(10, dtype=np.uint8)[np.zeros(len(X), dtype=int)])
    assert "sure and wrong" in ones.text


@pytest.mark.parametrize(
    "pair", [[24, 6], np.array([24, 6], dtype=np.int8), (np.array(24.0), np.float32(6))]
)
def test_a_pair_is_right_whatever_holds_it(pair):
    assert check.outlier.judge(pair).right
