"""Mistakes that look alike in every exercise, told by what came and what was expected."""

import numpy as np

from helpers.check.compare import as_array, equal, is_number, same


def general_hint(came, expected, printed):
    """What the difference looks like, as a sentence; '' where it looks like nothing known."""
    if came is None:
        if printed:
            return "It prints its result, and returns nothing. A function hands its result on with return."
        return "It returns None. Does every way through it end in a return with a value?"
    if isinstance(expected, tuple | list | dict):
        return other_structure(came, expected)
    if isinstance(expected, str):
        return "" if isinstance(came, str) else f"A text was expected, and a {kind(came)} came."
    came, expected = as_array(came), as_array(expected)
    if came is None or not (is_number(came) and is_number(expected)):
        return f"Numbers were expected, and a {kind(came)} came."
    return (
        other_shape(came, expected)
        if came.shape != expected.shape
        else other_values(came, expected)
    )


def kind(value):
    return "value without a shape" if value is None else type(value).__name__


def other_structure(came, expected):
    if not isinstance(came, tuple | list | dict):
        return f"A {kind(expected)} of {len(expected)} was expected, and one {kind(came)} came."
    if len(came) != len(expected):
        return f"A {kind(expected)} of {len(expected)} was expected, and one of {len(came)} came."
    return ""


def other_shape(came, expected):
    if came.ndim == 2 and equal(came.T, expected):
        return "The numbers are right and lie on their side: this is the transpose of what was expected."
    if came.size == expected.size and equal(came.reshape(expected.shape), expected):
        return f"The numbers are right, in another shape: {came.shape}, where {expected.shape} was expected."
    return f"The shape is {came.shape}, and {expected.shape} was expected. Which axis was summed over, or left out?"


def other_values(came, expected):
    if came.dtype.kind == "b":
        came = came.astype(float)
    if not np.isfinite(came).all() and np.isfinite(expected).all():
        return "Some of it is no number (nan or inf): somewhere a number became too large, or was divided by 0."
    if equal(-came, expected):
        return "Right but for the sign: something is subtracted the wrong way round."
    if came.ndim == 2 and came.shape[0] == came.shape[1] and equal(came.T, expected):
        return "This is the transpose of what was expected."
    if came.dtype.kind in "iu" and expected.dtype.kind == "f" and same(came, np.trunc(expected)):
        return "The fractions are cut off: is a // in it, or an array of whole numbers that the result is written into?"
    factor = common_factor(came, expected)
    if factor:
        return (
            f"Everything is {factor:.4g} times what it should be. "
            "Is something summed that should be a mean, or divided twice?"
        )
    return ""


def common_factor(came, expected):
    """The one number that all of expected was multiplied by; None where there is none."""
    known = expected != 0
    if expected.size < 2 or not known.any() or came[~known].any():
        return None
    factors = came[known] / expected[known]
    return (
        factors.flat[0]
        if np.allclose(factors, factors.flat[0], rtol=1e-6) and factors.flat[0]
        else None
    )
