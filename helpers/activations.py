"""Activation functions and their derivatives. Built in notebook 03.

Each works on one example (n,), on a batch (m, n) and, but for softmax, on a single number. Numbers may be whole, of any
dtype; float32 stays float32, except in relu_derivative.
"""

import numpy as np


def sigmoid(Z):
    """Squash every number into (0, 1): 1 / (1 + exp(-z)).

    Z: pre-activations, of any shape. Returns the same shape.
    For negative z the fraction is written as exp(z) / (1 + exp(z)), the same number, so that exp never overflows.
    """
    Z = np.asarray(Z)
    E = np.exp(np.minimum(Z, -1.0 * Z))  # -|z| is the smaller of z and -z; -1.0 makes floats
    return np.where(Z >= 0, 1, E) / (1 + E)


def relu(Z):
    """Keep what is positive, drop the rest: max(0, z) (Householder, 1941; Nair and Hinton, 2010).

    Z: pre-activations, of any shape. Returns the same shape.
    """
    return np.maximum(0, Z)


def softmax(Z):
    """Turn logits into probabilities: exp(z_c) / sum over d of exp(z_d) (Bridle, 1990).

    Z: logits, (n,) for one example or (m, n) for a batch; the sum runs along the last axis.
    Returns the same shape; no number is below 0, and every row adds up to 1. The largest logit of a row is
    subtracted first, which changes nothing but keeps exp from overflowing.
    """
    Z = np.asarray(Z)
    E = np.exp(Z - 1.0 * Z.max(axis=-1, keepdims=True))  # 1.0: whole numbers become floats
    return E / E.sum(axis=-1, keepdims=True)


def sigmoid_derivative(A):
    """The derivative of the sigmoid, from its output: a * (1 - a).

    A: sigmoid(Z), any shape, not Z itself. Returns the same shape.
    """
    return A * (1 - A)


def relu_derivative(A):
    """The derivative of ReLU, from its output: 1 where a > 0, else 0 (also at the kink).

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
