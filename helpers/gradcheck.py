"""Is a gradient right? Ask the loss itself, by nudging. Built in notebook 05."""

import numpy as np


def numerical_gradient(f, W, eps=1e-6):
    """The gradient of f with respect to W, by central differences.

    That is (f(w + eps) - f(w - eps)) / (2 eps), for one entry w after another.
    f: a function of an array like W, returning a number. W: array of any shape. eps: the size of the nudge.
    Returns float64 of the shape of W; W stays as it is. It calls f twice for each entry, so it is for checking only.
    The error is of the order of eps squared, plus rounding of the order of 1e-16 * f / eps.
    """
    W = np.array(W, dtype=np.float64)
    gradient = np.zeros_like(W)
    for index in np.ndindex(W.shape):
        kept = W[index]
        W[index] = kept + eps
        above = f(W)
        W[index] = kept - eps
        below = f(W)
        W[index] = kept
        gradient[index] = (above - below) / (2 * eps)
    return gradient


def relative_error(a, b):
    """How far two arrays of the same shape are apart: |a - b| / (|a| + |b|), with the Euclidean norm.

    Returns a float from 0 (equal) to 1 (opposite); 0 where both are all zeros, and inf where a number in either is NaN,
    infinite, or too large to be squared, or where the two differ and are too small to be: such a gradient never passes
    for right.
    Raises ValueError where the shapes differ.
    """
    a, b = np.asarray(a, dtype=np.float64), np.asarray(b, dtype=np.float64)
    if a.shape != b.shape:
        raise ValueError(
            f"shapes {a.shape} and {b.shape} differ, so these are not two forms of one gradient"
        )
    size = np.linalg.norm(a) + np.linalg.norm(b)
    if not np.isfinite(size):  # NaN or infinity anywhere makes the sum so
        return np.inf
    if size == 0:  # both are zeros, or too small to be squared
        return 0.0 if np.array_equal(a, b) else np.inf
    return float(np.linalg.norm(a - b) / size)
