import numpy as np
import pytest
from sklearn.preprocessing import OneHotEncoder

from helpers.encoding import decode, one_hot


def test_one_hot_by_hand():
    Y = one_hot([2, 0], n_classes=3)
    assert Y.tolist() == [[0, 0, 1], [1, 0, 0]]
    assert Y.dtype == np.float64


def test_one_hot_agrees_with_scikit_learn(digits):
    y = digits[2]
    encoder = OneHotEncoder(categories=[range(10)], sparse_output=False)
    assert np.array_equal(one_hot(y), encoder.fit_transform(y.reshape(-1, 1)))


def test_a_missing_class_keeps_its_column():
    assert one_hot([0, 1, 1]).shape == (3, 10)


@pytest.mark.parametrize(
    ("labels", "words"),
    [
        ([3, 0, -1], "label -1 at position 2"),
        ([3, 10, 11], "label 10 at position 1"),
        ([3.0, 1.0], "float64"),
        (["3", "1"], "integers"),
        ([[3], [1]], r"shape \(2, 1\)"),
        ([], "float64"),
    ],
)
def test_bad_labels_are_refused(labels, words):
    with pytest.raises(ValueError, match=words):
        one_hot(labels)


def test_decode_is_the_way_back(digits):
    y = digits[2]
    assert np.array_equal(decode(one_hot(y)), y)
    assert decode(np.array([0.1, 0.7, 0.2])) == 1


@pytest.mark.parametrize("Y", [np.full(10, np.nan), [[0.1, 0.9], [np.nan, 0.5]]])
def test_decode_refuses_a_row_without_a_largest_entry(Y):
    with pytest.raises(ValueError, match="nan"):
        decode(Y)
