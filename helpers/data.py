"""Loading, checking, scaling and splitting the digits. Built in notebook 01."""

from pathlib import Path
from typing import NamedTuple

import numpy as np
from sklearn.model_selection import train_test_split

from helpers import csv_checks, mnist_download

SAMPLE = Path(__file__).resolve().parents[1] / "data" / "mnist_5k.csv.gz"


class Digits(NamedTuple):
    """Handwritten digits and what they are; row i of both belongs to digit i."""

    images: np.ndarray  # (m, 784) uint8: 28 rows of 28 pixels, 0 (paper) to 255 (ink)
    labels: np.ndarray  # (m,) int64: 0 to 9


def load_sample() -> Digits:
    """Return the 5,000 digits that come with the course: 500 of each, shuffled.

    Raises FileNotFoundError where data/mnist_5k.csv.gz is not there.
    """
    if not SAMPLE.exists():
        raise FileNotFoundError(
            f"The digits of the course are not there: {SAMPLE}. Bring the file back with "
            "`git checkout -- data/mnist_5k.csv.gz`, or make it with `python data/make_sample.py`."
        )
    return load_csv(SAMPLE)


def load_mnist() -> Digits:
    """Return all 70,000 digits of MNIST: the training set, 60,000 rows, then the test set.

    The first call downloads them (about 15 MB) and keeps them in data/mnist_784.npz; after that, no network is needed.
    Without one, a CSV that you put into data/ will do: data/README.md says which.

    Raises OSError where they cannot be had: the message says why, and what to do.
    """
    images, labels = mnist_download.load(read_csv=load_csv)
    return Digits(images, labels.astype(np.int64))


def load_csv(path) -> Digits:
    """Return the digits in a CSV file, gzipped or not: a label and 784 pixels, 0 to 255, in each row.

    The label is the column named `label` or `class`, else the first of 785. Pixel columns named as Kaggle
    (`pixel0` or `1x1` onwards) or OpenML (`pixel1` onwards) name them may stand in any order; under other
    names, or without a header, they are taken as they stand.

    Raises FileNotFoundError where there is no such file, and ValueError where it is not such a CSV: the
    message names the file, the line and the column, what was found there, and what to do.
    """
    file = csv_checks.read_file(path)
    label, pixels = csv_checks.find_columns(file)
    cells = csv_checks.read_cells(file, label)  # (m, 785)
    return Digits(images=cells.take(pixels, axis=1), labels=cells[:, label].astype(np.int64))


def scale_pixels(images, dtype=np.float64):
    """Return pixels from 0..255 as numbers in [0, 1], of the same shape and of the given float dtype.

    Raises ValueError where the images are not integers, so that nothing is scaled twice in silence.
    """
    if not np.issubdtype(images.dtype, np.integer):
        raise ValueError(
            f"expected integer pixels from 0 to 255, got {images.dtype}: are they scaled already?"
        )
    return np.divide(images, 255, dtype=dtype)


def prepare(digits, test_size=1000, seed=0):
    """Return X_train, X_test (m, 784) float64 in [0, 1] and y_train, y_test (m,) int64.

    The digits are shuffled, the same way for the same seed, and each digit has the same share in both parts.
    """
    images_train, images_test, y_train, y_test = train_test_split(
        digits.images, digits.labels, test_size=test_size, stratify=digits.labels, random_state=seed
    )
    return scale_pixels(images_train), scale_pixels(images_test), y_train, y_test
