"""What one unit does and what several do together: the drawings show the numbers that they are given."""

import matplotlib.pyplot as plt
import numpy as np
import pytest
from matplotlib.path import Path

from helpers import plots

X = np.linspace(0, 1, 21)
Z = np.column_stack([X - 0.25, 2 * X - 1.5])
A = np.maximum(0, Z)
TWO_DIGITS = np.linspace(0, 1, 2 * 784).reshape(2, 784)
W = np.linspace(-0.5, 0.5, 784)
SQUARE = np.array([[0, 0], [0, 1], [1, 0], [1, 1]])
XOR = [False, True, True, False]
PANEL = (SQUARE, XOR, {"a": (1, 1, -0.5), "b": (1, 1, -1.5)}, ("x", "y"))


@pytest.fixture(autouse=True)
def close_figures():
    yield
    plt.close("all")


def words(axes):
    return {text.get_text(): text.get_position() for text in axes.texts if text.get_text()}


@pytest.mark.parametrize("w", [(1, 2), (-3, 0.5), (0, -1)])
def test_half_planes_shade_where_z_is_above_0(w):
    biases = (-0.5, 0, 1)
    plots.half_planes(w, biases, "T")
    for axes, b in zip(plt.gcf().axes, biases, strict=True):
        [shaded] = axes.patches
        for at in np.random.default_rng(0).uniform(-3, 3, (50, 2)):
            assert shaded.get_path().contains_point(at) == (np.dot(w, at) + b > 0)
        line = axes.lines[-1].get_xydata()
        assert line @ w + b == pytest.approx(0, abs=1e-12)
        tip, foot = axes.texts[0].xy, axes.texts[0].xyann
        assert np.dot(w, foot) + b == pytest.approx(0, abs=1e-12)
        arrow = np.subtract(tip, foot)
        assert arrow @ w == pytest.approx(np.hypot(*arrow) * np.hypot(*w))  # the same direction
        said = words(axes)
        assert np.dot(w, said["z > 0"]) + b > 0 > np.dot(w, said["z < 0"]) + b
        assert axes.get_aspect() == 1 and max(np.abs(said["z > 0"])) < 3


def test_weights_on_digits_shows_pixels_weights_and_products():
    plots.weights_on_digits(TWO_DIGITS, W, [1.5, -2], "T")
    shown = [axes for axes in plt.gcf().axes if axes.images and axes.get_title()]
    for k in (0, 1):
        image, weights, products = (
            axes.images[0].get_array().ravel() for axes in shown[3 * k :][:3]
        )
        assert np.array_equal(image, TWO_DIGITS[k]) and np.array_equal(weights, W)
        assert np.array_equal(products, TWO_DIGITS[k] * W)
        assert ("z = 1.50", "z = −2.00")[k] in shown[3 * k + 2].get_title()
    low, high = shown[1].images[0].get_clim()
    assert low == -high  # 0 is white


def test_a_derivative_that_jumps_has_an_open_and_a_filled_circle():
    z = np.linspace(-1, 1, 21)
    plots.with_derivative(z, np.maximum(0, z), np.where(z > 0, 1, 0), "T", "ReLU", jump=0)
    left, right = plt.gcf().axes
    assert np.array_equal(left.lines[0].get_ydata(), np.maximum(0, z))
    before, after, *ends = right.lines
    assert before.get_xdata().max() < 0 < after.get_xdata().min()  # no line across the gap
    faces = {(*end.get_xydata()[0],): end.get_markerfacecolor() for end in ends}
    assert faces[0, 1] == "white" != faces[0, 0]


def test_a_smooth_derivative_is_one_line():
    plots.with_derivative(X, X**2, 2 * X, "T", "square")
    [line] = plt.gcf().axes[1].lines
    assert np.array_equal(line.get_ydata(), 2 * X)


def test_separated_tells_yes_from_no_by_its_mark_and_a_word():
    plots.separated({"p": PANEL, "q": PANEL}, "T")
    for axes in plt.gcf().axes:
        no, yes = sorted(axes.collections, key=lambda group: group.get_label())
        assert yes.get_offsets().tolist() == [[0, 1], [1, 0]]
        assert no.get_offsets().tolist() == [[0, 0], [1, 1]]
        shapes = [group.get_paths()[0] for group in (yes, no)]
        assert (
            all(isinstance(shape, Path) for shape in shapes) and len({len(s) for s in shapes}) == 2
        )
        said = [text.get_text() for text in axes.texts]
        assert sorted(said) == ["a", "b", "no", "no", "yes", "yes"]
        for line, level in zip(axes.lines, (0.5, 1.5), strict=True):
            assert line.get_xydata().sum(axis=1) == pytest.approx(level)
        assert axes.lines[0].get_linestyle() != axes.lines[1].get_linestyle()
        assert axes.get_aspect() == 1


def test_no_word_stands_on_a_point():
    plots.separated({"p": PANEL}, "T")
    for text in plt.gca().texts:
        assert np.hypot(*(SQUARE - text.get_position()).T).min() > 0.15


def test_a_sum_shows_each_unit_and_where_its_z_is_0():
    plots.sum_of_units(X, Z, A, A * [2, -3], A @ [2, -3], "T")
    axes = {one.get_title(): one for one in plt.gcf().axes if one.get_title()}
    *units, total = axes.values()
    for j, unit in enumerate(units):
        assert np.array_equal(unit.lines[0].get_ydata(), Z[:, j])
        assert np.array_equal(unit.lines[1].get_ydata(), A[:, j])
        assert unit.lines[0].get_linestyle() == "--" != unit.lines[1].get_linestyle()
    *dotted, line = total.lines
    assert [mark.get_xdata()[0] for mark in dotted] == pytest.approx([0.25, 0.75])
    assert np.array_equal(line.get_ydata(), A @ [2, -3])


def test_bars_use_the_height_and_name_the_level():
    plots.bars_and_level("abc", [0.05, 0.15, 0.1], 0.1, "T", "y")
    axes = plt.gca()
    assert [bar.get_height() for bar in axes.patches] == [0.05, 0.15, 0.1]
    assert axes.get_ylim()[0] == 0 and 0.15 < axes.get_ylim()[1] < 0.2
    assert axes.lines[0].get_ydata()[0] == 0.1
    assert {"0.05", "0.15", "0.10", "0.1"} == {text.get_text() for text in axes.texts}


@pytest.mark.parametrize(
    ("draw", "message"),
    [
        (lambda: plots.half_planes((0, 0), (1,), "T"), "both weights are 0"),
        (lambda: plots.half_planes((1, 2), range(5), "T"), "four at most"),
        (lambda: plots.half_planes((1, 2), (9,), "T"), "b = 9 misses the panel"),
        (lambda: plots.weights_on_digits(TWO_DIGITS, W[1:], [1, 2], "T"), "w: the shape"),
        (lambda: plots.weights_on_digits(TWO_DIGITS, W, [1], "T"), "z, one for each image"),
        (lambda: plots.with_derivative(X, X, X[1:], "T", "f"), "derivative, one for each z"),
        (lambda: plots.with_derivative(X, X, X, "T", "f", jump=0.01), "jump: 0.01"),
        (lambda: plots.with_derivative(X, X, X, "T", "f", jump=1), "jump: 1"),
        (lambda: plots.separated({"p": PANEL[:3]}, "T"), 'the panel "p"'),
        (lambda: plots.separated({"p": (SQUARE, XOR[1:], *PANEL[2:])}, "T"), 'yes of "p"'),
        (lambda: plots.separated({"p": (SQUARE, XOR, {"a": (1, 1, 9)}, "xy")}, "T"), '"a" misses'),
        (lambda: plots.sum_of_units(X, Z, A[:, :1], A, X, "T"), "A, of the shape of Z"),
        (lambda: plots.sum_of_units(X, *[np.zeros((21, 6))] * 3, X, "T"), "five at most"),
        (lambda: plots.bars_and_level("ab", [1, -1], 1, "T", "y"), "below 0"),
        (lambda: plots.bars_and_level("ab", [1], 1, "T", "y"), "heights, one for each"),
    ],
)  # fmt: skip
def test_what_cannot_be_drawn_is_refused(draw, message):
    with pytest.raises(ValueError, match=message):
        draw()
    assert not plt.get_fignums()
