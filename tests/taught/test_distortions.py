"""helpers/distortions.py against SciPy and numbers by hand."""

import numpy as np
import pytest
from scipy import ndimage
from scipy.interpolate import BSpline

from helpers.data import load_sample, scale_pixels
from helpers.distortions import BASIS, distort, distorted_places, greys_at, nine_shifts, spline

SIDE = 28
STILL = {"warp": 0, "turn": 0, "stretch": 0, "slant": 0, "shift": 0}
DIGITS = scale_pixels(load_sample().images[:300])
GRID = np.indices((SIDE, SIDE)).reshape(2, 1, -1)


def test_the_spline_is_scipys():
    t = np.linspace(-3, 3, 601)
    scipys = BSpline.basis_element([-2, -1, 0, 1, 2], extrapolate=False)(t)
    np.testing.assert_allclose(spline(t), np.nan_to_num(scipys), atol=1e-12)


def test_bumps_add_up_to_1_and_then_come_row_column_and_1():
    assert BASIS.shape == (52, 784)
    np.testing.assert_allclose(BASIS[:49].sum(axis=0), 1, atol=1e-12)
    np.testing.assert_array_equal(BASIS[49:], [*(GRID[:, 0] - 13.5), np.ones(784)])


@pytest.mark.parametrize("dtype", [np.float32, np.float64])
def test_greys_are_scipys_bilinear_ones(dtype):
    rng = np.random.default_rng(0)
    X = rng.uniform(size=(5, 784)).astype(dtype)
    rows, columns = rng.uniform(-4, 32, (2, 5, 784))
    greys = greys_at(X, rows, columns)
    assert greys.dtype == dtype
    for picture, *place, mine in zip(X, rows, columns, greys, strict=True):
        scipys = ndimage.map_coordinates(
            picture.reshape(SIDE, SIDE), place, order=1, mode="grid-constant"
        )
        np.testing.assert_allclose(mine, scipys, atol=1e-6)


def test_greys_by_hand():
    picture = np.zeros((1, SIDE, SIDE))
    picture[0, :2, :2] = [[0, 100], [200, 100]]
    at = [(0.25, 0.5, 75), (1, 0, 200), (-0.5, 1, 50), (-1, 1, 0), (5.5, 5.5, 0), (99, -99, 0)]
    for row, column, grey in at:
        came = greys_at(picture.reshape(1, -1), np.full((1, 784), row), np.full((1, 784), column))
        np.testing.assert_allclose(came, grey, atol=1e-12)


def test_nothing_changes_where_all_ranges_are_0():
    np.testing.assert_allclose(
        distort(DIGITS, np.random.default_rng(0), **STILL), DIGITS, atol=1e-5
    )


def test_a_turn_is_scipys():
    rows, columns = distorted_places(1, Fixed(angle=15), **STILL | {"turn": 15})
    turned = greys_at(DIGITS[:1], rows, columns).reshape(SIDE, SIDE)
    scipys = ndimage.rotate(
        DIGITS[0].reshape(SIDE, SIDE), 15, reshape=False, order=1, mode="grid-constant"
    )
    np.testing.assert_allclose(turned, scipys, atol=1e-5)


class Fixed:
    """In place of a random generator: an angle, and 0 for everything else."""

    def __init__(self, angle):
        self.angle = angle

    def uniform(self, low, high, shape):
        return np.full(shape, self.angle if high == 15 else 0.0)

    def standard_normal(self, shape, dtype):
        return np.zeros(shape, dtype)


@pytest.mark.parametrize(
    ("what", "value", "largest"),
    [("turn", 20.0, 20.0), ("stretch", 0.2, 0.2), ("slant", 0.3, 0.3), ("shift", 2.5, 2.5)],
)
def test_each_range_is_reached_and_not_exceeded(what, value, largest):
    """Measured on the places: their weights are found again by least squares."""
    rows, columns = distorted_places(
        3000, np.random.default_rng(0), **STILL | {what: value}
    ).astype(float)
    of_row, of_column = (
        np.linalg.lstsq(BASIS[49:].T.astype(float), it.T, rcond=None)[0] for it in (rows, columns)
    )
    measured = {
        "turn": np.degrees(np.arctan2(of_row[1], of_row[0])),
        "stretch": np.array([of_row[0], of_column[1]]) - 1,
        "slant": of_column[0],
        "shift": np.array([of_row[2], of_column[2]]) - 13.5,
    }
    for name, values in measured.items():
        reach = np.abs(values).max()
        if name == what:
            assert 0.98 * largest < reach < largest + 1e-4 and abs(values.mean()) < 0.05 * largest
        elif (what, name) != ("turn", "slant"):  # turning moves columns along with rows
            assert reach < (0.07 if what == "turn" and name == "stretch" else 1e-4)


def test_warping_displaces_as_much_as_it_says():
    """A knot's own displacement has the standard deviation `warp`; a pixel's is that of its nearest knots' mean."""
    moved = distorted_places(4000, np.random.default_rng(0), **STILL | {"warp": 2.0}) - GRID
    shares = (BASIS[:49].astype(float) ** 2).sum(axis=0)  # of the variance, by pixel
    np.testing.assert_allclose(moved.std(axis=1), np.tile(2 * np.sqrt(shares), (2, 1)), rtol=0.06)
    neighbours = moved[:, :, 1:] - moved[:, :, :-1]
    inside = np.arange(783) % SIDE != SIDE - 1
    assert neighbours[:, :, inside].std() < 0.4 * moved.std()


def test_it_is_the_generator_that_decides():
    one, same, other = (distort(DIGITS, np.random.default_rng(seed)) for seed in (0, 0, 1))
    assert np.array_equal(one, same) and not np.allclose(one, other)
    assert one.dtype == DIGITS.dtype and one.min() >= 0 and one.max() <= 1 + 1e-6
    assert not np.allclose(one[0], distort(DIGITS[[0, 0]], np.random.default_rng(0))[1])


def test_ink_stays_about_as_much():
    ink = distort(DIGITS, np.random.default_rng(0)).sum() / DIGITS.sum()
    assert 0.95 < ink < 1.1


def test_nine_shifts_are_nine_windows_into_a_rim_of_paper():
    W = np.random.default_rng(0).normal(size=(784, 3))
    paper = np.pad(DIGITS.reshape(-1, SIDE, SIDE), ((0, 0), (1, 1), (1, 1)))
    windows = [
        paper[:, i : i + SIDE, j : j + SIDE].reshape(-1, 784) for i in range(3) for j in range(3)
    ]
    wanted = np.mean([np.tanh(window @ W) for window in windows], axis=0)
    np.testing.assert_allclose(nine_shifts(lambda X: np.tanh(X @ W), DIGITS), wanted, atol=1e-9)
