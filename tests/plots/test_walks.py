"""A walk downhill is drawn where it went, in a valley whose lines really are of equal cost."""

import matplotlib.pyplot as plt
import numpy as np
import pytest
from matplotlib.colors import same_color

from helpers.plots import palette, walks

STEEPNESS = (1, 25)
IN_VALLEY = {
    "slow": np.array([[-4.0, 1.0], [-3.0, 0.5], [-2.5, 0.0]]),
    "fast": np.array([[-4.0, 1.0], [0.5, 0.1]]),
}


@pytest.fixture(autouse=True)
def close_figures():
    yield
    plt.close("all")


@pytest.fixture
def valley_panels():
    walks.valley(IN_VALLEY, STEEPNESS, "T")
    return plt.gcf().axes


def is_the_walk(line, x, y):
    """Dots joined by a line, in the colour of walks."""
    assert np.array_equal(line.get_xdata(), x) and np.array_equal(line.get_ydata(), y)
    assert same_color(line.get_color(), palette.OTHERS[1])
    assert line.get_marker() == "o" and line.get_linestyle() == "-"


def is_the_start(line, x, y, walk):
    """A ring around the first dot, so that the dot is still seen."""
    assert (line.get_xdata()[0], line.get_ydata()[0]) == (x, y) and len(line.get_xdata()) == 1
    assert line.get_marker() == "o" and line.get_fillstyle() == "none"
    assert line.get_markersize() >= walk.get_markersize() + 4
    assert same_color(line.get_color(), palette.INK)


def is_a_pale_line(line, walk):
    assert same_color(line.get_color(), "#9DB4C8") and line.get_marker() == "None"
    assert line.get_zorder() <= walk.get_zorder()


def are_side_by_side(panels):
    """So that one can compare them: with the same axes, and at the same height."""
    left, right = panels
    assert left.get_shared_x_axes().joined(left, right)
    assert left.get_shared_y_axes().joined(left, right)
    assert left.get_position().y0 == right.get_position().y0
    assert left.get_position().x1 < right.get_position().x0


def test_lines_in_the_valley_are_of_equal_cost_and_one_goes_through_the_start(valley_panels):
    for axes in valley_panels:
        *levels, walk, _, _ = axes.lines
        costs = []
        for line in levels:
            w1, w2 = line.get_data()
            cost = (1 * w1**2 + 25 * w2**2) / 2
            assert np.allclose(cost, cost[0]) and len(w1) >= 90
            # once around: it closes, and turns by 2 pi
            angles = np.unwrap(np.arctan2(5 * w2, w1))
            assert abs(angles[-1] - angles[0]) == pytest.approx(2 * np.pi)
            is_a_pale_line(line, walk)
            assert line.get_linewidth() < walk.get_linewidth()
            costs.append(cost[0])
        assert costs == sorted(costs) and len(costs) == 5
        assert costs[-1] == pytest.approx((16 + 25) / 2)
        assert 0 < costs[0] < 0.05 * costs[-1] and max(np.diff(costs)) < 0.5 * costs[-1]


def test_the_walks_the_start_and_the_lowest_place_are_marked(valley_panels):
    for axes, places in zip(valley_panels, IN_VALLEY.values(), strict=True):
        walk, start, lowest = axes.lines[5:]
        is_the_walk(walk, *places.T)
        is_the_start(start, -4, 1, walk)
        assert (lowest.get_xdata()[0], lowest.get_ydata()[0]) == (0, 0)
        assert lowest.get_marker() == "+" and same_color(lowest.get_color(), palette.INK)
        assert lowest.get_markersize() >= walk.get_markersize() + 4


def test_valleys_are_one_below_the_other_and_as_steep_as_they_look(valley_panels):
    assert [axes.get_title("left") for axes in valley_panels] == ["slow", "fast"]
    assert [axes.get_xlabel() for axes in valley_panels] == ["", "w1"]
    assert [axes.get_ylabel() for axes in valley_panels] == ["w2", "w2"]
    upper, lower = valley_panels
    assert upper.get_shared_x_axes().joined(upper, lower)
    assert upper.get_shared_y_axes().joined(upper, lower)
    plt.gcf().canvas.draw()
    assert upper.get_position().x0 == pytest.approx(lower.get_position().x0)
    assert upper.get_position().y0 > lower.get_position().y1
    for axes in valley_panels:
        (x0, y0), (x1, y1) = axes.transData.transform([(0, 0), (1, 1)])
        assert x1 - x0 == pytest.approx(y1 - y0)


def test_panels_are_titled_in_smaller_letters_than_the_figure(valley_panels):
    for axes in valley_panels:
        title = axes._left_title
        assert title.get_fontweight() == "normal"
        assert 8 <= title.get_fontsize() < plt.gcf()._suptitle.get_fontsize()
    width, height = plt.gcf().get_size_inches()
    assert 7 < width < 10 and 1.3 < width / height < 3.4  # neither tall nor flat
