"""Activation functions and their derivatives. Built in notebook 03.

Each works on one example (n,), on a batch (m, n) and on a single number.
"""

import numpy as np


def sigmoid(Z):
    """Squash every number into (0, 1): 1 / (1 + exp(-z)).

    Z: array of any shape. Returns an array of the same shape.
    For negative z the fraction is written as exp(z) / (1 + exp(z)), the same number, so that exp never overflows.
    """
    E = np.exp(-np.abs(Z))
    return np.where(np.asarray(Z) >= 0, 1, E) / (1 + E)


def relu(Z):
    """Keep what is positive, drop the rest: max(0, z) (Fukushima, 1969; Nair and Hinton, 2010).

    Z: array of any shape. Returns an array of the same shape.
    """
    return np.maximum(0, Z)


def softmax(Z):
    """Turn scores into probabilities: exp(z_j) / sum over k of exp(z_k) (Bridle, 1990).

    Z: scores, (n,) for one example or (m, n) for a batch; the sum runs along the last axis.
    Returns the same shape; every row is positive and adds up to 1. The largest score of a row is
    subtracted first, which changes nothing but keeps exp from overflowing.
    """
    E = np.exp(Z - np.max(Z, axis=-1, keepdims=True))
    return E / E.sum(axis=-1, keepdims=True)


def sigmoid_derivative(A):
    """The slope of the sigmoid, from its output: a * (1 - a).

    A: sigmoid(Z), any shape, not Z itself. Returns the same shape.
    """
    return A * (1 - A)


def relu_derivative(A):
    """The slope of ReLU, from its output: 1 where a > 0, else 0 (also at the kink).

    A: relu(Z), any shape. Returns float64 of the same shape.
    """
    return np.where(A > 0, 1.0, 0.0)


HIDDEN = {"sigmoid": (sigmoid, sigmoid_derivative), "relu": (relu, relu_derivative)}


def hidden_activation(name):
    """Look up a hidden layer's activation by its name: (function, derivative from the output).

    name: "sigmoid" or "relu". Raises ValueError for any other.
    """
    if name not in HIDDEN:
        raise ValueError(f"hidden={name!r} is not known; choose one of {', '.join(HIDDEN)}")
    return HIDDEN[name]
