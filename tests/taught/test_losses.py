import numpy as np
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
