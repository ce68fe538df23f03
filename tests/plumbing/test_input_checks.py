"""Pixels of another range, and digits that are too few for a split, are refused in words that help."""

import re

import numpy as np
import pandas as pd
import pytest

from helpers.data import Digits, prepare, scale_pixels


def some(labels):
    labels = np.asarray(labels, dtype=np.int64)
    return Digits(np.zeros((len(labels), 784), np.uint8), labels)


TWENTY, HUNDRED = some(np.arange(20) % 10), some(np.arange(100) % 10)


@pytest.mark.parametrize(
    ("digits", "test_size", "words"),
    [
        (some([]), 1000, "there are no digits to split"),
        (some(range(10)), 1000, "the digit 0 comes only once among these 10; .*take more digits"),
        (some([3, 3, 8]), 1, "the digit 8 comes only once among these 3; .*take more digits"),
        (HUNDRED, 1000, "test_size=1000 does not suit 100 digits: .* from 10 to 90, such as test_size=20"),
        (TWENTY, 9, "test_size=9 does not suit 20 digits: .* from 10 to 10, such as test_size=10"),
        (TWENTY, 11, "test_size=11 does not"),
        (HUNDRED, np.int64(95), "test_size=95 does not"),
        (HUNDRED, 0, "test_size=0 does not"),
        (HUNDRED, -20, "test_size=-20 does not"),
        (HUNDRED, 0.05, "test_size=0.05 does not suit 100 digits"),
        (some(np.arange(1009) % 10), 1000, "test_size=1000 does not suit 1009 digits"),
    ],
)  # fmt: skip
def test_too_few_digits_for_a_split(digits, test_size, words):
    with pytest.raises(ValueError, match=words) as caught:
        prepare(digits, test_size)
    if offered := re.search(r"from (\d+) to (\d+), such as test_size=(\d+)", str(caught.value)):
        for n in map(int, offered.groups()):
            assert len(prepare(digits, n)[1]) == n


@pytest.mark.parametrize("test_size", [10, 90, 0.1, 0.9, 0.095, None])
def test_just_enough_digits_for_a_split(test_size):
    X_train, X_test, _, y_test = prepare(HUNDRED, test_size)
    assert len(X_train) + len(X_test) == 100
    assert set(y_test) == set(range(10))


@pytest.mark.parametrize("test_size", ["20", 20.0, 1.0])
def test_a_test_size_that_is_no_whole_number_is_refused(test_size):
    with pytest.raises(ValueError, match="test_size"):
        prepare(HUNDRED, test_size)


BYTES = np.array([[0, 51, 255], [1, 2, 3]], np.uint8)


@pytest.mark.parametrize(
    "images",
    [
        BYTES,
        BYTES.astype(np.int64),
        BYTES.astype(np.uint16),
        BYTES.tolist(),
        pd.DataFrame(BYTES),
        pd.DataFrame(BYTES).astype({0: np.int64}),
        BYTES.reshape(2, 3, 1),
        BYTES[:, :2],
        BYTES[:, :1] * 0,  # nothing but paper
        BYTES[:0],
    ],
)
def test_pixels_from_0_to_255_are_scaled_whatever_holds_them(images):
    X = scale_pixels(images)
    assert type(X) is np.ndarray and X.dtype == np.float64
    np.testing.assert_array_equal(X, np.asarray(images) / 255)


@pytest.mark.parametrize(
    ("images", "words"),
    [
        (BYTES / 255, "float64, none above 1: are they scaled already"),
        ((BYTES / 255).astype(np.float32), "float32, none above 1: are they scaled already"),
        (BYTES / 255**2, "scaled already"),
        (pd.DataFrame(BYTES / 255), "scaled already"),
        (BYTES.astype(float), r"float64, up to 255: if .* np.rint\(images\).astype\(np.uint8\)"),
        (BYTES.astype(float).tolist(), "float64, up to 255: if .* turn them into bytes"),
        (BYTES * 0.5, "up to 127.5: if "),
        (np.array([[0, 65535]], np.uint16), "largest pixel is 65535, .* divide by .*65535 for 16 bits"),
        (np.array([[0.0, 256.0]]), "largest pixel is 256, and 255 is the limit"),
        (np.array([[0, 1]]), "largest pixel is 1: black and white"),
        (BYTES > 100, "black and white"),
        (BYTES > 255, "black and white"),
        (np.array([[-255, 1]]), "smallest pixel is -255, .* before their mean is subtracted"),
        (BYTES / 255 - 0.5, "smallest pixel is -0.5, .* before their mean"),
        (BYTES.view(np.int8), r"smallest pixel is -1, .* images.view\(np.uint8\)"),
        (np.array([[0, np.nan]]), "NaN or infinite"),
        (np.array([[0, np.inf]]), "NaN or infinite"),
        (np.array([[0, -np.inf]]), "NaN or infinite"),
        (BYTES.astype(str), "must be whole numbers from 0 to 255, not <U3"),
        (pd.DataFrame(BYTES).assign(label="five"), "not object"),
        (None, "not object"),
        (BYTES * 1j, "not complex"),
        ([[0, 255], [0]], "not all the same number of pixels"),
        (np.full((2, 785), 7), "785 numbers in a row are a label and 784 pixels"),
    ],
)  # fmt: skip
def test_pixels_of_another_range_are_refused(images, words):
    with pytest.raises(ValueError, match=words):
        scale_pixels(images)


def test_what_is_advised_about_pixels_works():
    np.testing.assert_array_equal(
        scale_pixels(np.rint(BYTES.astype(float)).astype(np.uint8)), BYTES / 255
    )
    np.testing.assert_array_equal(scale_pixels(BYTES.view(np.int8).view(np.uint8)), BYTES / 255)
