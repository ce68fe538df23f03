"""From a picture of a digit to 784 pixels as in MNIST. Built in notebook 13."""

import numpy as np

from helpers.plumbing.picture_files import check_picture, open_picture

LARGEST = 400  # pixels: the longer side of a picture, once it is in grey
FAINTEST = 32  # of 255: less than this is no ink


def grey_of(picture):
    """Return the brightness of a picture, (h, w) float64, 0 (black) to 255 (white).

    picture: (h, w), or (h, w, 3 or 4) with red, green, blue and opacity. Where most of it is transparent, what is
    opaque is drawn black on white.
    """
    if picture.ndim == 2:
        return picture.astype(np.float64)
    grey = picture[:, :, :3].mean(axis=2)
    if picture.shape[2] == 3:
        return grey
    opacity = picture[:, :, 3] / 255
    if np.median(opacity) < 0.5:
        return 255.0 - picture[:, :, 3]
    return opacity * grey + (1 - opacity) * 255


def overlaps(n, count):
    """Return (count, n): row i has the shares of n pixels in the i-th of count equal parts. Each row adds up to 1."""
    edges = np.arange(count + 1)[:, None] * n / count
    covered = np.clip(
        edges - np.arange(n), 0, 1
    )  # (count + 1, n): how much of each pixel is before each edge
    return np.diff(covered, axis=0) * count / n


def shrink(image, side):
    """Return image (h, w) with its longer side of that many pixels, each the mean of its area, to six decimals."""
    rows, columns = (max(1, int(n * (side / max(image.shape)) + 0.5)) for n in image.shape)
    small = overlaps(image.shape[0], rows) @ image @ overlaps(image.shape[1], columns).T
    return np.round(small, 6)  # so that it does not depend on the order in which a processor adds


def around(values, reach, function):
    """Return for each entry of values (h, w) what function gives for the entries up to reach away, both ways."""
    padded = np.pad(values, reach, mode="edge")
    for axis in (0, 1):
        windows = np.lib.stride_tricks.sliding_window_view(padded, 2 * reach + 1, axis)
        padded = function(windows, axis=-1)
    return padded


def paper_of(grey, reach=8):
    """Return how bright the paper is at each pixel of grey (h, w), in the light that falls there.

    It is found on a grid of at most 32 cells a side. reach: in cells; a stroke has to be thinner than 2 * reach + 1.
    """
    coarse = shrink(grey, min(32, max(grey.shape)))
    lightest = around(around(coarse, reach, np.max), reach, np.min)
    for n in grey.shape:  # back to full size, along one axis after the other
        centres = (np.arange(n) + 0.5) * len(lightest) / n - 0.5
        lightest = np.array([np.interp(centres, np.arange(len(c)), c) for c in lightest.T])
    return lightest


def ink_of(picture):
    """Return the ink (h, w), whole numbers from 0 (paper) to 255 (darkest ink), whichever of the two is lighter.

    picture: as in grey_of. One larger than LARGEST is shrunk. Raises ValueError where nothing stands out.
    """
    grey = grey_of(picture)
    if max(grey.shape) > LARGEST:
        grey = shrink(grey, LARGEST)
    coarse = shrink(grey, min(32, max(grey.shape)))
    uneven = coarse - around(coarse, 8, np.mean)
    if np.sum(uneven**3) > 0:  # the few are lighter than the many
        grey = 255 - grey
    ink = np.round(1 - grey / np.maximum(paper_of(grey), 1), 6)
    noise = np.quantile(np.abs(ink), 0.25)  # 0 in a clean drawing
    if ink.max() < max(24 * noise, 0.08):
        raise ValueError("there is no ink: nothing in the picture stands out from its paper")
    least = 0.3 * ink.max() if noise > 0 else 0  # in a photograph, less is shade or noise
    return np.round(255 * np.clip((ink - least) / (ink.max() - least), 0, 1))


def box_of(ink):
    """Return the smallest part of ink (h, w) outside of which all is fainter than FAINTEST."""
    rows = np.flatnonzero((ink >= FAINTEST).any(axis=1))
    columns = np.flatnonzero((ink >= FAINTEST).any(axis=0))
    return ink[rows[0] : rows[-1] + 1, columns[0] : columns[-1] + 1]


def centre(small):
    """Return small (h, w), up to 28 each, on a sheet (28, 28) with its centre of mass at index (14, 14).

    It moves by whole pixels, and stays on the sheet.
    """
    sheet = np.zeros((28, 28))
    place = []
    for n, mass in zip(small.shape, (small.sum(axis=1), small.sum(axis=0)), strict=True):
        middle = mass @ np.arange(n) / mass.sum()
        place.append(min(max(int(np.floor(14 - middle + 0.5)), 0), 28 - n))
    (top, left), (h, w) = place, small.shape
    sheet[top : top + h, left : left + w] = small
    return sheet


def prepare_picture(picture):
    """Return a digit as MNIST has it, (784,) uint8, 0 (paper) to 255 (ink).

    picture: an array of whole or decimal numbers from 0 to 255, grey (h, w) or colour (h, w, 3 or 4), of any size.
    Raises TypeError for another dtype, and ValueError for another shape, for numbers that are missing or outside of
    0 to 255, for decimals that are all from 0 to 1, and where there is no ink.
    """
    ink = ink_of(check_picture(picture))
    return np.floor(centre(shrink(box_of(ink), 20)) + 0.5).astype(np.uint8).ravel()


def read_picture(path):
    """Return the digit in a file (PNG, JPEG and what else Pillow reads) as prepare_picture does, (784,) uint8.

    A photograph that a camera took on its side is turned. Raises FileNotFoundError where there is no such file, and
    ValueError where it is no picture or has no ink, both with its name.
    """
    picture = open_picture(path)
    try:
        return prepare_picture(picture)
    except ValueError as error:
        raise ValueError(f"{path}: {error}") from None
