"""Labels as one-hot rows, and back. Built in notebook 02."""

import numpy as np


def one_hot(labels, n_classes=10):
    """Write each label as a row of zeros with a single 1 in the label's column.

    labels: integers from 0 to n_classes - 1, shape (m,). Returns float64, shape (m, n_classes).
    Raises ValueError for labels that are not integers of shape (m,), or outside 0 .. n_classes - 1;
    it says which, and where.
    """
    labels = np.asarray(labels)
    if labels.ndim != 1 or not np.issubdtype(labels.dtype, np.integer):
        raise ValueError(
            f"labels must be integers of shape (m,), not {labels.dtype} of shape {labels.shape}"
        )
    outside = (labels < 0) | (labels >= n_classes)
    if outside.any():
        k = outside.argmax()
        raise ValueError(f"label {labels[k]} at position {k} is not one of 0 to {n_classes - 1}")
    return np.eye(n_classes)[labels]


def decode(Y):
    """The column of the largest entry in each row: a label, or the best guess.

    Y: one-hot or probabilities, (m, n_classes), or (n_classes,) for one example.
    Returns integers of shape (m,), or one integer.
    Raises ValueError where Y holds nan: argmax would take the first nan for the largest entry.
    """
    Y = np.asarray(Y)
    if np.isnan(Y).any():
        raise ValueError("a row of Y holds nan, so it has no largest entry")
    return np.argmax(Y, axis=-1)
