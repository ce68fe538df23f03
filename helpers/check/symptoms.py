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
        return "" if isinstance(came, str) else "A text was expected."
    came, expected = as_array(came), as_array(expected)
    if came is None or not (is_number(came) and is_number(expected)):
        return "Numbers were expected."
    if expected.dtype.kind in "iu":
        expected = expected.astype(float)
    return (
        other_shape(came, expected)
        if came.shape != expected.shape
        else other_values(came, expected)
    )


def kind(value):
    return type(value).__name__


def other_structure(came, expected):
    if not isinstance(came, dict if isinstance(expected, dict) else tuple | list):
        return f"A {kind(expected)} of {len(expected)} was expected, and one {kind(came)} came."
    if len(came) != len(expected):
        return f"A {kind(expected)} of {len(expected)} was expected, and one of {len(came)} came."
    return ""


def other_shape(came, expected):
    if came.ndim == 2 and equal(came.T, expected):
        return "The numbers are right and lie on their side: this is the transpose of what was expected."
    if came.size == expected.size and equal(came.reshape(expected.shape), expected):
        return f"The numbers are right, in another shape: {came.shape}, where {expected.shape} was expected."
    if came.ndim == expected.ndim == 1:
        return f"{came.size} numbers came, and {expected.size} were expected."
    says = f"The shape is {came.shape}, and {expected.shape} was expected."
    return (
        f"{says} Which axis was summed over, or left out?" if came.ndim != expected.ndim else says
    )


def other_values(came, expected):
    whole = came.dtype.kind in "iu"
    came = came.astype(float)  # -came of small unsigned integers would wrap round
    if not np.isfinite(came).all() and np.isfinite(expected).all():
        return "Some of it is no number (nan or inf): somewhere a number became too large, or was divided by 0."
    if equal(-came, expected):
        return "Right but for the sign: something is subtracted the wrong way round."
    if came.ndim == 2 and equal(came.T, expected):
        return "This is the transpose of what was expected."
    if whole and not same(came, expected) and same(came, np.trunc(expected)):
        return "The fractions are cut off: is a // in it, or an array of whole numbers that the result is written into?"
    factor = common_factor(came, expected)
    if factor and factor > 0:
        return (
            f"Everything is {factor:.4g} times what it should be. "
            "Is something summed that should be a mean, or divided twice?"
        )
    if factor:
        return f"Everything is {factor:.4g} times what it should be: turned round, and of another size."
    return ""


def common_factor(came, expected):
    """The one number that all of expected was multiplied by; None where there is none, or next to nothing is left."""
    known = expected != 0
    if expected.size < 2 or not known.any() or came[~known].any():
        return None
    if not np.isfinite(came).all():
        return None
    factors = came[known] / expected[known]
    factor = factors.flat[0]
    return factor if abs(factor) > 1e-6 and np.allclose(factors, factor, rtol=1e-6) else None


ERRORS = {  # part of a message -> what is behind it
    "truth value of an array": "Something asks an array for one yes or no: an if, and, or, not, a chain such as "
    "0 < x < 1, or Python's own max. Use & and |, with each comparison in brackets (& comes before ==), or np.where "
    "and np.maximum, which choose for each entry.",
    "Cannot interpret": "Shapes go into one pair of brackets: np.zeros((2, 3)). The second thing is taken for a dtype.",
    "'NoneType' object": "Something is None. A method that changes its list or array in place, such as append or "
    "shuffle, returns None; so does a function without a return.",
    "Cannot cast ufunc": "An array of whole numbers can't take fractions in place. Make a new one of floats.",
    "only 0-dimensional arrays": "The functions of math take one number, and so does float. Those of np take arrays.",
    "only length-1 arrays": "The functions of math take one number, and so does float. Those of np take arrays.",
    "could not be broadcast": "Two shapes don't fit entry by entry. Write down both, last axis under last axis.",
    "mismatch in its core dimension": "In A @ B, A has as many columns as B has rows. Write down both shapes.",
    "object is not callable": "Something that is no function stands before round brackets. Square ones take an entry.",
    "out of bounds": "An index is larger than the array. The first is 0, and the last one less than the length.",
}


def error_hint(error):
    """What is behind an error that people meet often; '' for others."""
    return next((hint for part, hint in ERRORS.items() if part in str(error)), "")
