"""How wrong is a prediction? Built in notebook 04."""

import numpy as np


def cross_entropy(P, Y):
    """The cost: the mean over the examples of -log of the probability given to the right class.

    P: probabilities, (m, n) or (n,). Y: one-hot, the same shape. Arrays, lists or pandas objects of any numeric type;
    computed in float64. Returns a float, in nats: 0 is perfect, ln n is a blind guess among n. Probabilities below
    1e-12 count as 1e-12, so that one hopeless guess costs 27.6 and not infinity; NaN in P gives NaN.
    Raises ValueError where the shapes differ, for NumPy would broadcast labels into a wrong number; where Y is not
    one-hot; where the right class's entry of P lies outside 0 to 1, as a logit does; and where there is no example.
    Formula: Goodfellow, Bengio and Courville, Deep Learning (2016), section 6.2.2.
    """
    P, Y = np.asarray(P, dtype=float), np.asarray(Y, dtype=float)
    if P.shape != Y.shape:
        raise ValueError(
            f"P has shape {P.shape} and Y {Y.shape}; Y must be one-hot, a row for each row of P"
        )
    p_true = (P * Y).sum(axis=-1)
    if np.count_nonzero(Y) != p_true.size or (Y.max(axis=-1) != 1).any():
        raise ValueError("Y is not one-hot: each row needs a single 1 among zeros")
    if p_true.min() < 0 or p_true.max() > 1.001:  # not 1: float32 rounds
        raise ValueError("P must hold probabilities, from 0 to 1; did it go through softmax?")
    return float(-np.log(np.maximum(p_true, 1e-12)).mean())


def mean_squared_error(predictions, targets):
    """The mean of the squared differences, in the square of the targets' unit.

    predictions, targets: numbers, the same shape. Arrays, lists or pandas objects of any numeric type; computed in
    float64, and by position: an index does not count. Returns a float.
    Raises ValueError where the shapes differ, for NumPy would broadcast (m, 1) against (m,) into (m, m).
    """
    predictions, targets = np.asarray(predictions, dtype=float), np.asarray(targets, dtype=float)
    if predictions.shape != targets.shape:
        raise ValueError(
            f"predictions have shape {predictions.shape}, targets {targets.shape}; make them equal"
        )
    return float(((predictions - targets) ** 2).mean())
