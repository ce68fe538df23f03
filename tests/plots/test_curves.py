"""Curves named on the spot: different dashes, and each name beside its own curve, away from the others."""

import matplotlib.pyplot as plt
import numpy as np
import pytest

from helpers import plots
from helpers.plots.figure_text import describe

X = np.linspace(-1, 1, 21)
TWO = {"low": np.zeros(21), "high": X + 2}


@pytest.fixture(autouse=True)
def close_figures():
    yield
    plt.close("all")


def names(axes):
    return {text.get_text(): text for text in axes.texts}


def test_curves_differ_in_more_than_colour():
    plots.curves(X, TWO, "T", "x", "y")
    low, high = plt.gca().lines
    assert np.array_equal(low.get_ydata(), TWO["low"]) and np.array_equal(high.get_xdata(), X)
    assert low.get_linestyle() != high.get_linestyle() and low.get_color() != high.get_color()
    assert plt.gca().get_legend() is None and 'line "low"' in describe(plt.gcf())


def test_a_name_stands_where_its_curve_is_farthest_from_the_others():
    plots.curves(X, TWO, "T", "x", "y")
    written = names(plt.gca())
    assert written["low"].xy == (1, 0) and written["high"].xy == (1, 3)
    assert (written["low"].get_va(), written["high"].get_va()) == ("top", "bottom")
    assert written["low"].get_ha() == "right"  # so that it stays inside the frame
    plots.curves(X, {"low": np.zeros(21), "high": 2 - X}, "T", "x", "y")
    assert names(plt.gca())["high"].xy == (-1, 3) and names(plt.gca())["high"].get_ha() == "left"


def test_a_lone_curve_needs_no_name():
    plots.curves(X, {"": X**2}, "T", "x", "y", marks={"lowest": (0, 0)})
    _, mark = plt.gca().lines
    assert (mark.get_xdata()[0], mark.get_ydata()[0], mark.get_marker()) == (0, 0, "o")
    assert [text for text in names(plt.gca()) if text] == ["lowest"]


@pytest.mark.parametrize(("x", "whole"), [([0, 5, 10, 15, 20], True), ([0, 0.5, 1], False)])
def test_an_axis_that_counts_has_no_halves(x, whole):
    plots.curves(x, {"a": x}, "T", "epoch", "y")
    ticks = plt.gca().get_xticks()
    assert np.array_equal(ticks, np.round(ticks)) == whole and len(ticks) > 2


def test_dots_lie_behind_the_curves():
    plots.curves(X, TWO, "T", "x", "y", dots=([1, 2, 3], [4, 5, 6]))
    [cloud] = plt.gca().collections
    assert cloud.get_offsets().tolist() == [[1, 4], [2, 5], [3, 6]]
    assert cloud.get_zorder() < plt.gca().lines[0].get_zorder()


@pytest.mark.parametrize(("n", "alpha"), [(3, 1), (800, 0.5)])
def test_many_dots_let_one_another_through(n, alpha):
    plots.curves(X, TWO, "T", "x", "y", dots=(np.ones(n), np.ones(n)))
    assert plt.gca().collections[0].get_alpha() == alpha


def test_panels_share_their_axes_and_their_looks():
    plots.curve_panels(X, {"one": TWO, "two": {"low": X, "high": X + 5}}, "T", "x", "y")
    one, two = plt.gcf().axes
    assert [axes.get_title("left") for axes in (one, two)] == ["one", "two"]
    assert one.get_xlim() == two.get_xlim() and one.get_ylim() == two.get_ylim()
    for left, right in zip(one.lines, two.lines, strict=True):
        assert left.get_linestyle() == right.get_linestyle()
    assert not one.texts and set(names(two)) == {"low", "high"}
    plt.gcf().draw_without_rendering()
    inside = two.get_window_extent()
    for text in two.texts:
        box = text.get_window_extent()
        assert inside.y0 <= box.y0 and box.y1 <= inside.y1, text.get_text()


@pytest.mark.parametrize(
    ("series", "options", "message"),
    [
        ({"a": X[1:]}, {}, '"a".*shape'),
        ({"a": np.full(21, np.nan)}, {}, '"a"'),
        ({str(k): X for k in range(5)}, {}, "4 at most"),
        ({}, {}, "empty"),
        ({"a": X}, {"dots": ([1, 2], [3])}, "y of the dots"),
        ({"a": X}, {"marks": {"m": (1, 2, 3)}}, 'mark "m"'),
    ],
)
def test_what_cannot_be_drawn_is_refused(series, options, message):
    with pytest.raises(ValueError, match=message):
        plots.curves(X, series, "T", "x", "y", **options)
    assert not plt.get_fignums()
