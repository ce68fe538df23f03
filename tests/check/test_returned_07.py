"""What comes back in odd but right kinds is judged by its numbers, in notebooks 06 and 07."""

import numpy as np
import pandas as pd
import pytest

from helpers import check
from helpers.activations import softmax
from helpers.handwriting import read_picture
from helpers.losses import cross_entropy
from helpers.network import backward, forward


@pytest.mark.parametrize("kind", [np.array, np.float32, float])
def test_a_rate(kind):
    assert check.rate.judge(lambda epoch: kind(min(4.0, 0.5 + 0.3 * epoch))).right


@pytest.mark.parametrize("rate", [[4.0], "4", True, np.nan, 1 + 2j, range(40)])
def test_a_rate_that_is_none(rate):
    assert "  Came      " in check.rate.judge(lambda epoch: rate).text


@pytest.mark.parametrize(
    "sizes",
    [
        [784, 16, 10],
        np.array([784, 16, 10]),
        np.array([784, 16, 10], dtype=object),
        np.array([784, 16, 10], dtype=np.uint16),
        pd.Series([784, 16, 10]),
        (784.0, np.int64(16), np.array(10)),
    ],
)
def test_sizes_of_a_design(sizes):
    assert check.design.ask((sizes, np.str_("sigmoid"), np.array(4.0)), 0)["digits read"] >= 850


@pytest.mark.parametrize(
    ("design", "words"),
    [
        ((784, 32, 10), "784 as the sizes"),
        (("784-16-10", "relu", 0.5), "'784-16-10' as the sizes"),
        (((784, 16.5, 10), "relu", 0.5), "as the sizes"),
        (((784, np.nan, 10), "relu", 0.5), "as the sizes"),
        (((784, -16, 10), "relu", 0.5), "as the sizes"),
        (((784, (16, 16), 10), "relu", 0.5), "as the sizes"),
        ((784, 16, 10, "relu", 0.5), "needs three parts"),
        (((784, 10**30, 10), "relu", 0.5), "60,000 is the most"),
        (((784, 16, 10), ["relu"], 0.5), "['relu'] as the kind of the hidden layers"),
        (((784, 16, 10), np.tanh, 0.5), "as the kind of the hidden layers"),
        (((784, 16, 10), "relu", None), "None as the learning rate"),
        (((784, 16, 10), "relu", np.nan), "nan as the learning rate"),
    ],
)
def test_a_design_that_is_none(design, words):
    assert words in check.design.judge(design).text


def epoch(W, b, X, Y, learning_rate):
    P = softmax(X @ W + b)
    dZ = (P - Y) / len(X)
    db = dZ.sum(axis=0)
    step = np.array([learning_rate * db[k] for k in range(len(db))])  # a loop over the classes
    return W - learning_rate * X.T @ dZ, b - step, cross_entropy(P, Y)


def as_objects(parts):
    array = np.empty(len(parts), dtype=object)
    array[:] = parts
    return array


@pytest.mark.parametrize("kind", [tuple, list, as_objects])
@pytest.mark.parametrize("exercise", [check.one_epoch, check.epoch_at_once])
def test_an_epoch(exercise, kind):
    assert exercise.judge(lambda *args: kind(epoch(*args))).right


@pytest.mark.parametrize(
    ("part", "words"),
    [
        (lambda parts: parts[0], "one ndarray came"),
        (lambda parts: as_objects(parts[:2]), "and "),
        (lambda parts: [parts[0], [parts[1]], parts[2]], "in another shape"),
        (lambda parts: [[[1], [2, 3]], *parts[1:]], "Numbers were expected"),
    ],
)
def test_an_epoch_of_another_structure(part, words):
    verdict = check.epoch_at_once.judge(lambda *args: part(epoch(*args)))
    assert verdict.right is False and words in verdict.text


@pytest.mark.parametrize("row", [lambda X: X[1], lambda X: X[1, :], list, lambda X: X[np.int64(0)]])
def test_an_example_taken_out(row):
    assert "Is it a loop" in check.epoch_at_once.judge(lambda W, b, X, Y, rate: row(X)).text


def gradients(params, X, Y, size):
    """As a list of lists."""
    sums = [[0 * W, 0 * b] for W, b in params]
    for k in range(0, len(X), size):
        x, y = X[k : k + size], Y[k : k + size]
        for total, part in zip(sums, backward(params, forward(params, x), y), strict=True):
            total[0] += part[0] * len(x) / len(X)
            total[1] += part[1] * len(x) / len(X)
    return sums


@pytest.mark.parametrize("kind", [tuple, lambda pairs: np.array(pairs, dtype=object)])
def test_gradients(kind):
    assert check.in_batches.judge(lambda *args: kind(gradients(*args))).right


@pytest.mark.parametrize("kind", [list, tuple, np.float32, lambda part: part.reshape(-1)])
def test_a_reading_in_other_kinds(kind):
    def one_by_one(paths, params):
        P = [forward(params, read_picture(path) / 255)[-1] for path in paths]
        return kind(np.argmax(P, axis=1)), kind(np.max(P, axis=1))

    assert check.reading.judge(one_by_one).right
