"""Inputs for the cases of several exercises, and what lessons lend each other."""

import contextlib
import functools

import numpy as np

from helpers.activations import softmax
from helpers.check.attempt import Refuse
from helpers.check.compare import as_array, show
from helpers.data import load_sample, prepare
from helpers.encoding import one_hot
from helpers.losses import cross_entropy


@functools.cache
def digits():
    """X_train (4000, 784), X_test (1000, 784) in [0, 1], y_train, y_test. Don't change them."""
    return prepare(load_sample())


OTHERS = 1000


def some_digits(count):
    """So many digits to learn from, and their labels. None is among the OTHERS, or a test digit of the course."""
    X, _, y, _ = digits()
    return X[:count], y[:count]


class Read(int):
    """How many digits were read; rescaled says how many it would have been with standardized pixels."""


def read_others(thing, X, y, mark):
    """How many of 1,000 other digits are read by the model that thing(X, y) trains."""
    images, _, labels, _ = digits()
    others, labels = images[-OTHERS:], labels[-OTHERS:]
    model = thing(X, y)
    if isinstance(model, type) or not hasattr(model, "predict"):
        raise Refuse(f"{show(model)}. Return the trained model itself, with its predict")
    guesses = as_array(model.predict(others))
    if np.shape(guesses) != labels.shape:
        raise Refuse(
            f"predict gives an array {np.shape(guesses)} for {OTHERS} digits; one label each is expected"
        )
    read = Read((guesses == labels).sum())
    read.rescaled = 0
    if read < mark:
        with contextlib.suppress(Exception):  # a model of one's own may refuse such pixels
            read.rescaled = (as_array(model.predict((others - X.mean()) / X.std())) == labels).sum()
    return read


def random_arrays(rng, *shapes):
    return tuple(rng.normal(size=shape) for shape in shapes)


def random_batch(rng, m, n):
    return rng.dirichlet(np.ones(n), size=m), one_hot(rng.integers(0, n, m), n)


def epoch_with(
    dZ=lambda X, P, Y: (P - Y) / len(X),
    dW=lambda X, dZ: X.T @ dZ,
    db=lambda dZ: dZ.sum(axis=0),
    cost=cross_entropy,
):
    """One epoch of batch gradient descent for a softmax layer. Other parts than these make a wrong one."""

    def run(W, b, X, Y, learning_rate):
        P = softmax(X @ W + b)
        error = dZ(X, P, Y)
        return W - learning_rate * dW(X, error), b - learning_rate * db(error), cost(P, Y)

    return run


epoch = epoch_with()  # returns the new W and b, and the cost before the step


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


def cost_afterwards(W, b, X, Y, rate):
    W, b, _ = epoch(W, b, X, Y, rate)
    return W, b, epoch(W, b, X, Y, rate)[2]


def costs_of(P, Y):
    """The cost of each example, (m,)."""
    return -np.log((P * Y).sum(axis=1))


def without_step(W, b, X, Y, rate):
    new_W, new_b, cost = epoch(W, b, X, Y, rate)
    return (W - new_W) / rate, (b - new_b) / rate, cost


def without_bias(W, b, X, Y, rate):
    W, step, cost = epoch(W, 0 * b, X, Y, rate)
    return W, b + step, cost


wrong_epochs = {
    "This is the cost after the step. The cost that the epoch starts with is wanted.": cost_afterwards,
    "The cost is added up. The mean over the examples is wanted.": epoch_with(
        cost=lambda P, Y: costs_of(P, Y).sum()
    ),
    "These are the costs of the single examples. Their mean is wanted.": epoch_with(cost=costs_of),
    "The cost is divided by the number of classes too. Divide by the number of examples alone.": epoch_with(
        cost=lambda P, Y: costs_of(P, Y).mean() / Y.shape[1]
    ),
    "These are the gradients. Make the step with them: the new W and b are wanted.": without_step,
    "The gradients are divided by the number of examples twice.": epoch_with(
        lambda X, P, Y: (P - Y) / len(X) ** 2
    ),
    "There is a p(1 - p) in it. With a softmax and a cross-entropy it cancels, and p - y is left.": epoch_with(
        lambda X, P, Y: (P - Y) * P * (1 - P) / len(X)
    ),
    "b is missing from the scores.": without_bias,
}
