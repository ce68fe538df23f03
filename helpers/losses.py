"""How wrong is a prediction? Built in notebook 04."""

import numpy as np


def cross_entropy(P, Y):
    """The mean surprise at the truth, -log of the probability given to the right class.

    P: probabilities, (m, n) or (n,). Y: one-hot, the same shape. Returns a float, in nats: 0 is perfect,
    ln n is a blind guess among n. Probabilities below 1e-12 count as 1e-12, so that one hopeless guess
    costs 27.6 and not infinity.
    Raises ValueError where the shapes differ, for NumPy would broadcast labels into a wrong number.
    Formula: Goodfellow, Bengio and Courville, Deep Learning (2016), section 6.2.2.
    """
    if np.shape(P) != np.shape(Y):
        raise ValueError(
            f"P has shape {np.shape(P)} and Y {np.shape(Y)}; Y must be one-hot, a row for each row of P"
        )
    p_true = (P * Y).sum(axis=-1)
    return float(-np.log(np.maximum(p_true, 1e-12)).mean())


def mean_squared_error(predictions, targets):
    """The mean of the squared differences, in the square of the targets' unit.

    predictions, targets: numbers, the same shape. Returns a float.
    Raises ValueError where the shapes differ, for NumPy would broadcast (m, 1) against (m,) into (m, m).
    """
    if np.shape(predictions) != np.shape(targets):
        raise ValueError(
            f"predictions have shape {np.shape(predictions)}, targets {np.shape(targets)}; make them equal"
        )
    return float(((predictions - targets) ** 2).mean())
