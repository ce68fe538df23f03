import numpy as np
import pandas as pd
import pytest
from sklearn import metrics

from helpers.losses import cross_entropy, mean_squared_error


def test_cross_entropy_by_hand():
    P = np.array([[0.5, 0.25, 0.25], [0.1, 0.8, 0.1]])
    Y = np.array([[0, 1, 0], [0, 1, 0]])
    assert cross_entropy(P, Y) == pytest.approx((np.log(4) - np.log(0.8)) / 2, rel=1e-14)
    assert cross_entropy(P[0], Y[0]) == pytest.approx(np.log(4), rel=1e-14)


def test_a_blind_guess_costs_ln_10():
    assert cross_entropy(np.full((7, 10), 0.1), np.eye(10)[:7]) == pytest.approx(
        np.log(10), rel=1e-14
    )


def test_cross_entropy_agrees_with_scikit_learn():
    rng = np.random.default_rng(0)
    P, y = rng.dirichlet(np.ones(10), size=200), rng.integers(0, 10, 200)
    assert cross_entropy(P, np.eye(10)[y]) == pytest.approx(
        metrics.log_loss(y, P, labels=range(10)), rel=1e-12
    )


def test_a_hopeless_guess_is_finite_and_a_perfect_one_free():
    Y = np.array([[1.0, 0.0]])
    with np.errstate(all="raise"):
        assert cross_entropy(np.array([[0.0, 1.0]]), Y) == pytest.approx(-np.log(1e-12))
        assert cross_entropy(Y, Y) == 0


def test_mean_squared_error_by_hand_and_against_scikit_learn():
    assert mean_squared_error(
        np.array([3.0, 5.0, 1.0]), np.array([2.0, 5.0, 4.0])
    ) == pytest.approx(10 / 3)
    a, b = np.random.default_rng(0).normal(size=(2, 30))
    assert mean_squared_error(a, b) == pytest.approx(metrics.mean_squared_error(a, b), rel=1e-14)


@pytest.mark.parametrize("loss", [cross_entropy, mean_squared_error])
def test_shapes_that_would_broadcast_are_refused(loss):
    with pytest.raises(ValueError, match=r"\(10, 10\).*\(10,\)"):
        loss(np.full((10, 10), 0.1), np.arange(10))
    with pytest.raises(ValueError, match=r"\(4, 1\).*\(4,\)"):
        loss(np.ones((4, 1)), np.ones(4))


P_TWO, Y_TWO = [[0.5, 0.25, 0.25], [0.1, 0.8, 0.1]], [[0, 1, 0], [0, 1, 0]]


@pytest.mark.parametrize(
    "of", [list, pd.DataFrame, np.array, lambda rows: np.array(rows, dtype=object)]
)
@pytest.mark.parametrize("dtype", [np.uint8, np.int64, bool, np.float32])
def test_cross_entropy_takes_what_people_have(of, dtype):
    """Lists, DataFrames, arrays; a one-hot Y of any type."""
    Y = np.array(Y_TWO, dtype=dtype).tolist() if of is list else of(np.array(Y_TWO, dtype=dtype))
    assert cross_entropy(of(P_TWO), Y) == pytest.approx((np.log(4) - np.log(0.8)) / 2, rel=1e-14)


@pytest.mark.parametrize(
    "of",
    [
        list,
        pd.Series,
        lambda values: pd.Series(values, index=[2, 0, 1]),
        lambda values: np.array(values, dtype=np.uint8),
        lambda values: np.array(values, dtype=np.int8),
        lambda values: np.array(values, dtype=object),
    ],
    ids=["list", "Series", "a Series with another index", "uint8", "int8", "object"],
)
def test_mean_squared_error_counts_by_position_and_never_wraps(of):
    """A difference of uint8 wraps round at 0, a square at 256; two Series are aligned by their index."""
    right = pytest.approx((1**2 + 0**2 + 99**2) / 3, rel=1e-14)
    assert mean_squared_error(of([3, 5, 1]), of([2, 5, 100])) == right
    assert mean_squared_error(pd.Series([2, 5, 100]), of([3, 5, 1])) == right


def test_booleans_are_numbers():
    assert mean_squared_error(np.array([True, False]), np.array([False, False])) == 0.5


@pytest.mark.parametrize("loss", [cross_entropy, mean_squared_error])
@pytest.mark.parametrize("bad", [["one", "two"], [[1.0], [1.0, 2.0]]])
def test_what_is_no_array_of_numbers_is_refused(loss, bad):
    with pytest.raises(ValueError):
        loss(bad, bad)


@pytest.mark.parametrize(
    "Y",
    [
        [[0, 0.9, 0.1], [0, 1, 0]],
        [[0, 1, 1], [0, 1, 0]],
        [[0, 0, 0], [0, 1, 0]],
        [[0, 0, 0], [0, 1, 1]],
        [[0, 1, 2], [2, 1, 0]],
        [[0, 2, 0], [0, 1, 0]],
    ],
    ids=["smoothed", "two ones", "none", "none and two", "labels", "a two"],
)
def test_a_y_that_is_not_one_hot_is_refused(Y):
    with pytest.raises(ValueError, match="one-hot"):
        cross_entropy(P_TWO, Y)


@pytest.mark.parametrize("logits", [[[3.0, 2.0, 0.1]] * 2, [[0.5, -2.0, 0.1]] * 2])
def test_logits_in_place_of_probabilities_are_refused(logits):
    with pytest.raises(ValueError, match="softmax"):
        cross_entropy(logits, Y_TWO)


def test_no_examples_have_no_cost():
    with pytest.raises(ValueError):
        cross_entropy(np.empty((0, 10)), np.empty((0, 10)))


@pytest.mark.parametrize("loss", [cross_entropy, mean_squared_error])
def test_nan_is_not_hidden(loss):
    assert np.isnan(loss([[np.nan, np.nan], [0.0, 1.0]], [[1, 0], [0, 1]]))
