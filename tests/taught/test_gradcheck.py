import numpy as np
import pandas as pd
import pytest

from helpers.gradcheck import numerical_gradient, relative_error


def test_slope_of_a_square_is_twice_the_number():
    assert numerical_gradient(lambda w: (w**2).sum(), np.array([[1.0, -3.0]])) == pytest.approx(
        np.array([[2.0, -6.0]])
    )


def test_central_differences_are_exact_to_second_order():
    # for w**3 the error of central differences is exactly eps**2
    assert numerical_gradient(lambda w: float(w**3), np.array(2.0), eps=0.1) == pytest.approx(
        12 + 0.1**2
    )


def test_the_usual_nudge_leaves_eight_right_digits():
    slope = numerical_gradient(lambda w: float(w**3), np.array(2.0))
    assert slope == pytest.approx(12, rel=1e-8)


def test_whole_numbers_are_nudged_too_and_left_as_they_are():
    W = np.array([1, 2, 3])
    assert numerical_gradient(lambda w: (w * [1.0, 10.0, 100.0]).sum(), W) == pytest.approx(
        [1, 10, 100]
    )
    assert W.tolist() == [1, 2, 3]


def test_relative_error_by_hand():
    assert relative_error(np.array([3.0, 4.0]), np.array([3.0, 4.0])) == 0
    assert relative_error(np.array([3.0, 4.0]), np.array([-3.0, -4.0])) == 1
    assert relative_error(np.array([3.0]), np.array([1.0])) == 0.5
    assert relative_error(np.array([3e-9]), np.array([1e-9])) == pytest.approx(0.5)
    assert relative_error(np.zeros(3), np.zeros(3)) == 0


def test_relative_error_refuses_other_shapes():
    with pytest.raises(ValueError, match=r"\(3, 1\) and \(3,\)"):
        relative_error(np.ones((3, 1)), np.ones(3))


@pytest.mark.filterwarnings("ignore:overflow")  # of 1e200, when it is squared
@pytest.mark.parametrize("bad", [np.nan, np.inf, -np.inf, 1e200])
@pytest.mark.parametrize("everywhere", [True, False])
def test_what_is_not_finite_is_infinitely_wrong(bad, everywhere):
    good = np.ones((3, 3))
    broken = np.full((3, 3), bad)
    if not everywhere:
        broken[:-1] = 1
    for pair in ((broken, good), (good, broken), (broken, broken)):
        assert relative_error(*pair) == np.inf


def test_numbers_too_small_to_be_squared_do_not_pass_for_equal():
    assert relative_error([1e-200], [2e-200]) == np.inf
    assert relative_error([1e-200], [1e-200]) == 0


def test_relative_error_converts_before_it_subtracts():
    # 1 - 3 is 254 in uint8, and pandas subtracts by label
    assert relative_error(np.array([1], dtype=np.uint8), np.array([3], dtype=np.uint8)) == 0.5
    assert relative_error([1.0, 2.0], [1.0, 2.0]) == 0
    assert relative_error(pd.Series([1.0, 2.0]), pd.Series([1.0, 2.0], index=[1, 0])) == 0
