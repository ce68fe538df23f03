"""Digits that are too few for a split are refused, in words that help."""

import re

import numpy as np
import pytest

from helpers.data import Digits, prepare


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
