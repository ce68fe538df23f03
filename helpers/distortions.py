"""Digits in new shapes: warped, turned, stretched, slanted and shifted. Built in notebook 16.

A picture is a row of 784 greys, 0 for paper. For each pixel of the new picture, a place in the old one is computed;
the new grey is the old picture's grey at that place.
"""

import numpy as np

SIDE = 28  # of a picture, in pixels
SPACING = 7  # between the knots, in pixels


def spline(t):
    """The cubic B-spline (Schoenberg, 1946): a smooth bump, 2/3 high at t = 0, and 0 where |t| is 2 or more."""
    t = np.abs(t)
    return np.where(t < 1, 2 / 3 - t**2 + t**3 / 2, np.where(t < 2, (2 - t) ** 3 / 6, 0))


def basis():
    """What the places are made of, one row each: a bump around each of 7 · 7 knots, then row, column and 1.

    Returns (52, 784). Rows and columns are counted from the middle of the picture.
    """
    knots = np.arange(-SPACING, SIDE + SPACING + 1, SPACING)
    bumps = spline((np.arange(SIDE) - knots[:, None]) / SPACING)  # (7, 28)
    bumps = bumps[:, None, :, None] * bumps[None, :, None, :]  # (7, 7, 28, 28)
    row, column = np.indices((SIDE, SIDE)).reshape(2, -1) - (SIDE - 1) / 2
    rows = [*bumps.reshape(-1, SIDE * SIDE), row, column, np.ones(SIDE * SIDE)]
    return np.array(rows)


BASIS = basis()


def distorted_places(m, rng, warp=2.0, turn=15.0, stretch=0.15, slant=0.15, shift=1.5):
    """Where the pixels of m new pictures are taken from: rows and columns, (2, m, 784) float32.

    rng: a numpy.random.Generator. warp: the standard deviation of a knot's displacement, in pixels. The others are the
    largest: turn, in degrees; stretch, of height and of width, as a share; slant, columns per row; shift, in pixels.
    """
    weights = np.zeros((2, m, len(BASIS)))
    weights[:, :, :-3] = warp * rng.standard_normal((2, m, len(BASIS) - 3), dtype=np.float32)
    angle = np.radians(rng.uniform(-turn, turn, m))
    tall, wide = 1 + rng.uniform(-stretch, stretch, (2, m))
    weights[0, :, -3], weights[0, :, -2] = tall * np.cos(angle), wide * np.sin(angle)
    weights[1, :, -3], weights[1, :, -2] = -tall * np.sin(angle), wide * np.cos(angle)
    weights[1, :, -3] += rng.uniform(-slant, slant, m)
    weights[:, :, -1] = (SIDE - 1) / 2 + rng.uniform(-shift, shift, (2, m))
    return (weights @ BASIS).astype(np.float32)  # not earlier, so that processors agree


def greys_at(X, rows, columns):
    """The greys of pictures X (m, 784) between their pixels, by bilinear interpolation; 0, paper, outside.

    rows, columns: (m, 784), counted from the first pixel. Returns (m, 784), of X's dtype.
    """
    width = SIDE + 3  # one row or column of paper before the picture, and two behind it
    paper = np.zeros((len(X), width, width), X.dtype)
    paper[:, 1:-2, 1:-2] = X.reshape(-1, SIDE, SIDE)
    rows, columns = (np.clip(it + 1, 0, width - 2) for it in (rows, columns))
    i, j = np.floor(rows), np.floor(columns)  # the pixel above, and the one to the left
    down, right = rows - i, columns - j  # how far from there, 0 to 1
    place = np.arange(len(X))[:, None] * width**2 + i.astype(int) * width + j.astype(int)
    paper = paper.ravel()
    # take(place) is [place], and faster
    above = paper.take(place) * (1 - right) + paper.take(place + 1) * right
    below = paper.take(place + width) * (1 - right) + paper.take(place + width + 1) * right
    return (above * (1 - down) + below * down).astype(X.dtype, copy=False)


def distort(X, rng, **how):
    """Pictures X (m, 784) in new shapes. how: as in distorted_places. Returns (m, 784), of the dtype of X."""
    new = np.empty_like(X)
    # a few at a time need little memory, and 64 took less time than 256
    for start in range(0, len(X), 64):
        some = X[start : start + 64]
        new[start : start + 64] = greys_at(some, *distorted_places(len(some), rng, **how))
    return new


def nine_shifts(predict, X):
    """The mean of predict over nine places of each picture: as it is, and moved by a pixel in eight directions.

    predict: a function of pictures (m, 784) that returns (m, n), such as a model's predict_proba. Returns (m, n).
    """
    row, column = np.indices((SIDE, SIDE)).reshape(2, 1, -1)
    total = 0
    for down in (-1, 0, 1):
        for right in (-1, 0, 1):
            total = total + predict(greys_at(X, row - down, column - right))
    return total / 9
