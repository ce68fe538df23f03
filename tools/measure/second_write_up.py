"""The second write-up's own way to train, for the benchmark: full batches in float64, a table of slopes per example.

Written anew from its description: dense layers, ReLU, softmax and cross-entropy apart, so that the way back through
softmax multiplies, for each example, by the table of its slopes diag(p) - p pᵀ.
"""

import numpy as np

from helpers.layers import Dense, ReLU, normal
from helpers.optimizers import Adam


def epochs(X, y, sizes, n_epochs):
    """Train for so many epochs on X (m, n_0) float64 and labels y (m,)."""
    rng = np.random.default_rng(0)
    pairs = zip(sizes[:-1], sizes[1:], strict=True)
    layers = [layer for pair in pairs for layer in (Dense(*pair, rng, normal), ReLU())][:-1]
    dense = layers[::2]
    optimizers = [Adam() for _ in dense]
    thetas = [np.append(layer.W, layer.b) for layer in dense]
    slopes = [np.zeros_like(theta) for theta in thetas]
    for layer, theta, dtheta in zip(dense, thetas, slopes, strict=True):
        layer.attach(theta, dtheta)
    for _ in range(n_epochs):
        A = X
        for layer in layers:
            A = layer.forward(A)
        P = softmax_rows(A)
        report(P, y)
        dZ = through_softmax(P, y)
        for layer in reversed(layers):
            dZ = layer.backward(dZ)
        for optimizer, theta, dtheta in zip(optimizers, thetas, slopes, strict=True):
            optimizer.update(theta, dtheta)


def report(P, y):
    """It works out cost and accuracy in every epoch, to print them."""
    return -np.log(np.clip(P[np.arange(len(y)), y], 1e-7, 1)).mean(), (P.argmax(axis=1) == y).mean()


def softmax_rows(Z):
    E = np.exp(Z - Z.max(axis=1, keepdims=True))
    return E / E.sum(axis=1, keepdims=True)


def through_softmax(P, y):
    """The slope of the mean cross-entropy in the scores, one example after another. P: (m, n). y: (m,)."""
    dP = np.zeros_like(P)
    rows = np.arange(len(y))
    dP[rows, y] = -1 / np.clip(P[rows, y], 1e-7, 1) / len(y)
    dZ = np.empty_like(P)
    for k, (p, dp) in enumerate(zip(P, dP, strict=True)):
        p = p.reshape(-1, 1)
        dZ[k] = (np.diagflat(p) - p @ p.T) @ dp
    return dZ
