"""Gradient descent on all examples, twice: one example at a time (notebook 06), and all at once (notebook 07)."""

import numpy as np

from helpers.activations import hidden_activation
from helpers.losses import cross_entropy
from helpers.network import backward, forward
from helpers.plumbing.progress import report


def gradient_step(params, gradients, learning_rate):
    """Take one step downhill: W - learning_rate * dW for every weight, and the same for every bias.

    params: list of (W, b). gradients: list of (dW, db) of the same shapes. Returns a new list; params stay as they are.
    """
    return [
        (W - learning_rate * dW, b - learning_rate * db)
        for (W, b), (dW, db) in zip(params, gradients, strict=True)
    ]


def train_per_example(params, X, Y, epochs, learning_rate, hidden="sigmoid", report_every=0):
    """Full-batch gradient descent with a loop over the examples: one step at each epoch's end.

    params: list of (W, b), left as they are. X: (m, n_0). Y: one-hot, (m, n_L). hidden: as in forward.
    report_every: print the cost every so many epochs, 0 for never.
    Returns the trained params and the history: the mean cross-entropy at the start of each epoch, a list of floats.
    """
    X, Y = np.asarray(X), np.asarray(Y)
    _, derivative = hidden_activation(hidden)
    history = []
    for epoch in range(epochs):
        cost = 0.0
        sums = [(np.zeros_like(W), np.zeros_like(b)) for W, b in params]
        for x, y in zip(X, Y, strict=True):
            activations = forward(params, x, hidden)
            cost += cross_entropy(activations[-1], y)
            dz = activations[-1] - y
            for layer in reversed(range(len(params))):
                sum_dW, sum_db = sums[layer]
                sum_dW += np.outer(activations[layer], dz)
                sum_db += dz
                if layer > 0:
                    W, _ = params[layer]
                    dz = (dz @ W.T) * derivative(activations[layer])
        means = [(dW / len(X), db / len(X)) for dW, db in sums]
        params = gradient_step(params, means, learning_rate)
        history.append(cost / len(X))
        report(epoch, history[-1], report_every)
    return params, history


def train_vectorized(params, X, Y, epochs, learning_rate, hidden="sigmoid", report_every=0):
    """Full-batch gradient descent, all examples in one matrix: the same numbers as train_per_example, fast.

    Arguments and return values are those of train_per_example.
    """
    X, Y = np.asarray(X), np.asarray(Y)
    history = []
    for epoch in range(epochs):
        activations = forward(params, X, hidden)
        history.append(cross_entropy(activations[-1], Y))
        gradients = backward(params, activations, Y, hidden)
        params = gradient_step(params, gradients, learning_rate)
        report(epoch, history[-1], report_every)
    return params, history
