"""What several test files share: no window for figures, and a small network with a batch of real digits."""

import matplotlib
import numpy as np
import pytest

matplotlib.use("Agg")


@pytest.fixture(scope="session")
def digits():
    """X_train, X_test, y_train, y_test of the embedded sample."""
    from helpers.data import load_sample, prepare

    return prepare(load_sample())


@pytest.fixture
def batch(digits):
    """Forty digits, (40, 784), and their one-hot labels, (40, 10)."""
    from helpers.encoding import one_hot

    X, _, y, _ = digits
    return X[:40], one_hot(y[:40])


@pytest.fixture
def params():
    """The network of the course, 784-16-16-10, untrained."""
    from helpers.network import init_params

    return init_params((784, 16, 16, 10), np.random.default_rng(0))
