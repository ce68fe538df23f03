"""Is it the same, where does it differ first, and how to show it in a line or two."""

import numpy as np

NUMBER = int | float | np.integer | np.floating
SHOWN = 12  # numbers; a larger array is told by its shape and its ends
DIGITS = 4


def same(came, expected):
    """Equal in structure, shape and value. Numbers may differ by rounding; 1 and 1.0 are the same."""
    return first_difference(came, expected) is None


def first_difference(came, expected, where=""):
    """None, or (where, came, expected) of the first part that differs: of a tuple, list or dictionary, or an array."""
    if isinstance(expected, tuple | list):
        if isinstance(came, np.ndarray) and came.dtype == object:
            came = came.tolist()  # arrays of several shapes, held by an array
        if not isinstance(came, tuple | list) or len(came) != len(expected):
            return where, came, expected
        parts = [
            (f"{where}[{i}]", *pair) for i, pair in enumerate(zip(came, expected, strict=True))
        ]
    elif isinstance(expected, dict):
        if not isinstance(came, dict) or came.keys() != expected.keys():
            return where, came, expected
        parts = [(f"{where}[{key!r}]", came[key], expected[key]) for key in expected]
    else:
        return None if equal(came, expected) else (where, came, expected)
    found = [first_difference(a, b, place) for place, a, b in parts]
    return next((difference for difference in found if difference), None)


def equal(came, expected):
    came, expected = as_array(came), as_array(expected)
    if came is None or expected is None or came.shape != expected.shape:
        return False
    if not (is_number(came) and is_number(expected)):
        return came.dtype.kind == expected.dtype.kind and bool(np.array_equal(came, expected))
    return bool(is_close(came, expected).all())


def is_one_number(value):
    """A number by itself; True and False are none."""
    return isinstance(value, NUMBER) and not isinstance(value, bool)


def as_kind_of(like, thing):
    """The thing as the kind of value that is asked for, where nothing but the brackets differ; else as it came."""
    is_array = hasattr(thing, "__array__") and not isinstance(thing, np.generic)  # or a Series
    array = as_array(thing) if is_array else None
    if is_one_number(like) and array is not None and array.shape == ():
        return array.item()
    if isinstance(like, tuple) and array is not None and array.ndim == 1:
        return tuple(array.tolist())
    if isinstance(like, tuple) and isinstance(thing, list):
        return tuple(thing)
    if isinstance(like, list) and isinstance(thing, tuple):
        return list(thing)
    return thing


def is_close(came, expected):
    """By entry: equal but for rounding."""
    return np.isclose(came, expected, rtol=1e-6, atol=1e-9)


def as_array(value):
    """The value as an array; None for what is none, such as rows of different lengths.

    Numbers in an array of objects, as pandas has them, count as numbers.
    """
    try:
        array = np.asarray(value)
        if array.dtype.kind == "O" and all(map(is_one_number, array.flat)):
            array = array.astype(float)
    except (ValueError, TypeError, OverflowError):
        return None
    return array


def is_number(array):
    return array.dtype.kind in "buif"


def show(value):
    """A value in a line or two: small arrays whole, larger ones by shape and range."""
    if isinstance(value, np.ndarray | np.generic):
        return show_array(value)
    if isinstance(value, float):
        return f"{value:.{DIGITS + 2}g}"
    if isinstance(value, tuple | list) and any(
        isinstance(part, np.ndarray) for part in flat(value)
    ):
        parts = [
            show(part) if np.ndim(part) == 0 else f"array {part.shape}" for part in flat(value)
        ]
        return f"{type(value).__name__}: {', '.join(parts)}"
    if callable(value):
        return f"the function {getattr(value, '__name__', '')}".strip()
    if type(value).__repr__ is object.__repr__:  # it would be an address in memory
        return f"an object of {type(value).__name__}"
    try:
        text = " ".join(repr(value).split())
    except Exception:
        return f"an object of {type(value).__name__}"
    return text if len(text) <= 120 else text[:117] + "..."


def show_array(value):
    if value.size <= SHOWN:
        with np.printoptions(sign="-", floatmode="maxprec", formatter=None):  # as nobody set it
            text = np.array2string(value, precision=DIGITS, suppress_small=True, separator=", ")
        return " ".join(text.split())
    ends = (
        f", from {value.min():.{DIGITS}g} to {value.max():.{DIGITS}g}" if is_number(value) else ""
    )
    return f"array {value.shape} of {value.dtype}{ends}"


def flat(value):
    for part in value:
        if isinstance(part, tuple | list):
            yield from flat(part)
        else:
            yield part


def where_they_differ(came, expected):
    """'at [3, 7] -0.5 came, 0.25 was expected' for large arrays of one shape; '' for small ones: they are shown.

    Where the digits that are shown are the same, it says how far apart they are.
    """
    one, other = as_array(came), as_array(expected)
    if one is None or other is None or one.shape != other.shape:
        return ""
    if not (is_number(one) and is_number(other)):
        return ""
    wrong = ~is_close(one, other)
    if not wrong.any():
        return ""
    place = np.unravel_index(np.argmax(wrong), wrong.shape)
    apart = (
        f"by {abs(float(one[place]) - float(other[place])):.2g}, too little to show in these digits"
    )
    if one.size <= SHOWN:
        return apart if show(came) == show(expected) else ""
    came, expected = show(one[place]), show(other[place])
    says = apart if came == expected else f"{came} came, {expected} was expected"
    index = ", ".join(str(int(i)) for i in place)
    return f"{wrong.sum():,} of {wrong.size:,} numbers differ; at [{index}] {says}"


def is_identical(one, other):
    """Not one bit of the data is another."""
    if isinstance(other, tuple | list):
        return len(one) == len(other) and all(map(is_identical, one, other))
    if isinstance(other, np.ndarray):
        return np.array_equal(one, other, equal_nan=other.dtype.kind == "f")
    return True  # a number can't be changed; a generator is there to be used
