"""Inputs for the cases of several exercises, and what lessons lend each other."""

import functools

import numpy as np

from helpers.activations import softmax
from helpers.data import load_sample, prepare
from helpers.encoding import one_hot
from helpers.losses import cross_entropy


@functools.cache
def digits():
    """X_train (4000, 784), X_test (1000, 784) in [0, 1], y_train, y_test. Don't change them."""
    return prepare(load_sample())


def random_arrays(rng, *shapes):
    return tuple(rng.normal(size=shape) for shape in shapes)


def random_batch(rng, m, n):
    return rng.dirichlet(np.ones(n), size=m), one_hot(rng.integers(0, n, m), n)


def epoch(W, b, X, Y, learning_rate):
    """One epoch of batch gradient descent for a softmax layer: the new W and b, and the cost before."""
    P = softmax(X @ W + b)
    dZ = (P - Y) / len(X)
    return W - learning_rate * X.T @ dZ, b - learning_rate * dZ.sum(axis=0), cross_entropy(P, Y)


def epoch_cases(rng):
    """{what it is: (W, b, X, Y, learning_rate)}"""

    def case(m, n_in, n_out, learning_rate):
        Y = one_hot(np.arange(m) % n_out, n_out)
        # Small enough for no probability to reach the floor of cross_entropy: an epoch without a floor is right too.
        W, b = rng.normal(scale=n_in**-0.5, size=(n_in, n_out)), rng.normal(size=n_out)
        return W, b, rng.uniform(size=(m, n_in)), Y, learning_rate

    zeros = np.zeros((2, 3)), np.zeros(3)
    return {
        "two examples, W and b all 0": (*zeros, np.array([[1.0, 2.0], [4, 0]]), np.eye(3)[:2], 0.3),
        "seven random examples": case(7, 4, 3, 0.5),
        "as many inputs as classes": case(5, 3, 3, 1.0),
        "a batch of 20, 784 inputs, 10 classes": case(20, 784, 10, 0.1),
    }


def with_cost(step, W, b, X, Y):
    """The W and b of a wrong step, with the right cost."""
    return *step[:2], cross_entropy(softmax(X @ W + b), Y)


def costs_of(W, b, X, Y):
    """The cost of each example, (m,)."""
    return -np.log((softmax(X @ W + b) * Y).sum(axis=1))


def with_slope(W, b, X, Y, rate):
    P = softmax(X @ W + b)
    dZ = (P - Y) * P * (1 - P) / len(X)
    return W - rate * X.T @ dZ, b - rate * dZ.sum(axis=0), cross_entropy(P, Y)


other_costs = {
    "The cost is that after the step. The one that the epoch starts with is wanted.": (
        lambda W, b, X, Y, rate: with_cost(new := epoch(W, b, X, Y, rate), *new[:2], X, Y)
    ),
    "The cost is added up. The mean over the examples is wanted.": (
        lambda W, b, X, Y, rate: (*(new := epoch(W, b, X, Y, rate))[:2], new[2] * len(X))
    ),
    "These are the costs of the single examples. Their mean is wanted.": (
        lambda W, b, X, Y, rate: (*epoch(W, b, X, Y, rate)[:2], costs_of(W, b, X, Y))
    ),
    "The cost is divided by the number of classes too. There is one for each example.": (
        lambda W, b, X, Y, rate: (*(new := epoch(W, b, X, Y, rate))[:2], new[2] / Y.shape[1])
    ),
}
other_steps = {
    "These are the gradients. Make the step with them: the new W and b are wanted.": (
        lambda W, b, X, Y, rate: (
            (W - (new := epoch(W, b, X, Y, rate))[0]) / rate,
            (b - new[1]) / rate,
            new[2],
        )
    ),
    "It is divided by the number of examples twice.": (
        lambda W, b, X, Y, rate: epoch(W, b, X, Y, rate / len(X))
    ),
    "p(1 - p) is in it. Behind a softmax and a cross-entropy that has cancelled, and p - y is left.": with_slope,
    "b is missing in the scores.": lambda W, b, X, Y, rate: (
        (new := epoch(W, 0 * b, X, Y, rate))[0],
        b + new[1],
        new[2],
    ),
}
