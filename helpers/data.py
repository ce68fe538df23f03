"""Loading, checking, scaling and splitting the digits. Built in notebook 01."""

import numpy as np
from sklearn.model_selection import train_test_split

from helpers.plumbing.digits import Digits as Digits
from helpers.plumbing.digits import load_csv as load_csv
from helpers.plumbing.digits import load_sample as load_sample
from helpers.plumbing.input_checks import check_pixels, check_split
from helpers.plumbing.mnist import load_mnist as load_mnist


def scale_pixels(images, dtype=np.float64):
    """Return pixels from 0..255 as numbers in [0, 1], of the same shape and of the given float dtype.

    images: an array, list or DataFrame of whole numbers. ValueError where they are something else, such as pixels
    that are scaled already, with what to do about it.
    """
    return np.divide(check_pixels(images), 255, dtype=dtype)


def prepare(digits, test_size=1000, seed=0):
    """Return X_train, X_test (m, 784) float64 in [0, 1] and y_train, y_test (m,) int64.

    The digits are shuffled, the same way for the same seed, and each digit has the same share in both parts.
    Raises ValueError where there are too few of them for that.
    """
    check_split(digits.labels, test_size)
    images_train, images_test, y_train, y_test = train_test_split(
        digits.images, digits.labels, test_size=test_size, stratify=digits.labels, random_state=seed
    )
    return scale_pixels(images_train), scale_pixels(images_test), y_train, y_test
