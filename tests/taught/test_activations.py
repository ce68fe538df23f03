import numpy as np
import pandas as pd
import pytest
import scipy.special

from helpers.activations import (
    HIDDEN,
    hidden_activation,
    relu,
    relu_derivative,
    sigmoid,
    sigmoid_derivative,
    softmax,
)


def test_sigmoid_by_hand_and_against_scipy():
    assert sigmoid(0.0) == 0.5
    assert sigmoid(np.log(3)) == pytest.approx(0.75, abs=1e-15)  # 1 / (1 + 1/3)
    Z = np.random.default_rng(0).normal(scale=20, size=(50, 7))
    assert np.allclose(sigmoid(Z), scipy.special.expit(Z), rtol=1e-13, atol=0)


def test_sigmoid_neither_overflows_nor_warns():
    with np.errstate(all="raise", under="ignore"):
        assert sigmoid(np.array([-1e4, 1e4, -np.inf, np.inf])).tolist() == [0, 1, 0, 1]


def test_relu_by_hand():
    assert relu(np.array([-2.0, 0.0, 3.5])).tolist() == [0, 0, 3.5]
    assert relu_derivative(np.array([0.0, 0.1, 3.5])).tolist() == [0, 1, 1]


@pytest.mark.parametrize("name", HIDDEN)
def test_derivatives_are_the_slopes(name):
    activate, derivative = hidden_activation(name)
    z = np.linspace(-4, 4, 80)  # 0, where ReLU has its kink, is not among them
    slope = (activate(z + 1e-6) - activate(z - 1e-6)) / 2e-6
    assert np.allclose(derivative(activate(z)), slope, atol=1e-9)


def test_unknown_activation_is_named():
    with pytest.raises(ValueError, match=r"hidden='tanh'.*sigmoid, relu"):
        hidden_activation("tanh")


def test_softmax_by_hand_and_against_scipy():
    assert softmax(np.log([1.0, 2.0, 5.0])) == pytest.approx([0.125, 0.25, 0.625], abs=1e-15)
    Z = np.random.default_rng(0).normal(scale=50, size=(50, 10))
    assert np.allclose(softmax(Z), scipy.special.softmax(Z, axis=-1), rtol=1e-12, atol=0)
    assert np.allclose(
        softmax(Z)[3], softmax(Z[3]), rtol=1e-14, atol=0
    )  # one example is a row of the batch


def test_softmax_neither_overflows_nor_moves_with_a_shift():
    with np.errstate(all="raise", under="ignore"):
        assert softmax(np.array([1000.0, 0.0, -1000.0])).tolist() == [1, 0, 0]
    Z = np.array([2.0, 1.0, 0.0])
    assert np.allclose(softmax(Z + 500), softmax(Z), rtol=1e-13)


def test_the_smallest_integer_has_no_positive_twin():
    assert sigmoid(np.int8(-128)) == pytest.approx(np.exp(-128.0))  # abs(-128) is -128 in int8


@pytest.mark.parametrize("function", [sigmoid, relu, softmax, sigmoid_derivative])
def test_single_precision_stays_single(function):
    assert function(np.array([[0.5, -0.5]], dtype=np.float32)).dtype == np.float32


@pytest.mark.parametrize("function", [sigmoid, relu, softmax])
@pytest.mark.parametrize(
    "kind", [list, pd.DataFrame, np.uint8, np.int8, np.int64], ids=lambda kind: kind.__name__
)
def test_lists_tables_and_whole_numbers_give_the_numbers_of_floats(function, kind):
    rows = [[2, 1, 0], [0, 0, 100]]
    Z = np.array(rows, dtype=kind) if issubclass(kind, np.integer) else kind(rows)
    assert np.allclose(np.asarray(function(Z)), function(np.array(rows, dtype=float)), rtol=1e-12)
