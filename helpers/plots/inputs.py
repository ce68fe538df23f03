"""What the drawing functions accept: lists, arrays, pandas. What can't be drawn is refused before a figure is begun."""

import numpy as np


def numbers(values, what, shape=None, gaps=False):
    """values as an array of float64; masked ones become NaN. ValueError where they are no numbers, or none.

    what: how to call them in the message. shape: what they must have, None for any length. gaps: whether some may be
    NaN or infinite, which a curve shows as a gap; all of them may not.
    """
    try:
        values = np.ma.filled(np.ma.asarray(values, dtype=np.float64), np.nan)
    except (TypeError, ValueError):
        raise ValueError(f"{what}: these are not numbers, or not an array of them.") from None
    wanted = values.shape if shape is None else shape
    if len(values.shape) != len(wanted) or any(
        n not in (None, is_) for n, is_ in zip(wanted, values.shape, strict=True)
    ):
        raise ValueError(f"{what}: the shape must be {_words(wanted)}, and it is {values.shape}.")
    if values.size == 0:
        raise ValueError(f"{what}: empty, so there is nothing to draw. Was anything selected?")
    finite = np.isfinite(values)
    if not finite.any():
        raise ValueError(f"{what}: no number in it is finite, so there is nothing to draw.")
    if not gaps and not finite.all():
        first = tuple(int(i) for i in np.argwhere(~finite)[0])
        raise ValueError(
            f"{what}: {np.sum(~finite)} of {values.size} numbers are NaN or infinite, the first at "
            f"index {first[0] if len(first) == 1 else first}, and would be missing from the picture."
        )
    return values


def _words(shape):
    inside = ", ".join("any" if n is None else str(n) for n in shape)
    return f"({inside},)" if len(shape) == 1 else f"({inside})"


def named(series, what, at_most=None):
    """series as a dict, name -> values. ValueError where it is none, is empty or has too many."""
    try:
        series = {str(name): values for name, values in series.items()}
    except AttributeError:
        raise ValueError(f'{what}: this must be a dict, such as {{"training": values}}.') from None
    if not series:
        raise ValueError(f"{what}: empty, so there is nothing to draw.")
    if at_most is not None and len(series) > at_most:
        raise ValueError(
            f"{what}: {len(series)} can't be told apart. Draw {at_most} at most in one figure."
        )
    return series


def whole(value, what):
    """value as an int of at least 1."""
    if not isinstance(value, (int, np.integer)) or value < 1:
        raise ValueError(f"{what}: this must be a whole number of at least 1, and it is {value!r}.")
    return int(value)


def listed(values, what, length=None):
    """values as a list, of this length. ValueError where they are not."""
    try:
        values = list(values)
    except TypeError:
        raise ValueError(f"{what}: this must be a list.") from None
    if length is not None and len(values) != length:
        raise ValueError(
            f"{what}: there must be {length}, one for each, and there are {len(values)}."
        )
    return values


def pictures(images, what):
    """images as (k, 28, 28). They may come as (k, 784), or alone, as (784,) or (28, 28)."""
    try:
        shape = np.shape(images)
    except ValueError:
        raise ValueError(f"{what}: these have not all the same shape.") from None
    if 0 not in shape and not {shape, shape[1:]} & {(784,), (28, 28)}:
        colour = shape[-1:] in [(3,), (4,)]
        raise ValueError(
            f"{what}: a digit is 784 numbers or 28 × 28, and this has the shape {shape}."
            + (" Make colour grey first, such as with images.mean(axis=-1)." if colour else "")
        )
    return numbers(images, what).reshape(-1, 28, 28)
