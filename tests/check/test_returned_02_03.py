"""Right answers to the exercises of notebooks 02 and 03, in whatever holds their numbers."""

import numpy as np
import pandas as pd
import pytest

from helpers import check

PAIRS = [(0, 1), (2, 7), (3, 6), (4, 8), (5, 9)]
HIDDEN, SCORES = ([[20, 20], [20, 20]], [-10, -30]), ([[-20, 20], [20, -20]], [10, -10])
HOLDERS = [
    list,
    lambda numbers: np.array(numbers, np.int8),
    lambda numbers: np.array(numbers, object),
    lambda numbers: [np.array(number) for number in numbers],
]


@pytest.mark.parametrize("held", [*HOLDERS, pd.Series])
def test_a_code(held):
    row = [[(digit == plus) - (digit == minus) for plus, minus in PAIRS] for digit in range(10)]
    assert check.codeword.judge(lambda digit: held(row[digit])).right


@pytest.mark.parametrize("held", [*HOLDERS, tuple])
def test_a_unit(held):
    assert check.and_unit.judge(held([2, 2, -3])).right
    assert "this is OR" in check.and_unit.judge(held([2, 2, -1])).text


@pytest.mark.parametrize("held", [*HOLDERS, pd.DataFrame])
def test_a_network(held):
    pairs = [(held(W), np.ravel(b)) for W, b in (HIDDEN, SCORES)]
    assert check.exactly_one.judge(pairs).right
    assert check.exactly_one.judge(tuple(list(pair) for pair in pairs)).right
