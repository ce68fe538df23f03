"""Runs with several seeds: every run is a dot at its place, and nothing is told by colour alone."""

import matplotlib.pyplot as plt
import numpy as np
import pytest

from helpers import plots
from helpers.plots.figure_text import describe

TWO = {
    "slow": {0.1: [3.0, 5.0, 4.0], 1.0: [2.0, 1.0, 1.5]},
    "fast": {0.01: [0.5, 0.6], 0.1: [0.2, 0.3]},
}


@pytest.fixture(autouse=True)
def close_figures():
    yield
    plt.close("all")


def data(line):
    return [tuple(map(float, point)) for point in line.get_xydata()]


def test_a_sweep_goes_through_the_medians_and_shows_every_run():
    plots.sweep(TWO, "T", "rate", "cost")
    slow, slow_runs, fast, fast_runs = plt.gca().lines
    assert data(slow) == [(0.1, 4.0), (1.0, 1.5)]
    assert data(slow_runs) == [(0.1, 3), (0.1, 5), (0.1, 4), (1, 2), (1, 1), (1, 1.5)]
    assert data(fast) == [(0.01, 0.55), (0.1, 0.25)]
    assert data(fast_runs) == [(0.01, 0.5), (0.01, 0.6), (0.1, 0.2), (0.1, 0.3)]
    assert slow_runs.get_linestyle() == fast_runs.get_linestyle() == "None"
    assert (plt.gca().get_xscale(), plt.gca().get_yscale()) == ("log", "log")


def test_the_curves_of_a_sweep_differ_in_dashes_and_markers_and_are_named_at_their_lowest():
    plots.sweep(TWO, "T", "rate", "cost")
    slow, slow_runs, fast, _ = plt.gca().lines
    assert slow.get_linestyle() != fast.get_linestyle()
    assert slow.get_marker() == slow_runs.get_marker() != fast.get_marker()
    written = {text.get_text(): text.xy for text in plt.gca().texts}
    assert written == {"slow": (1.0, 1.0), "fast": (0.1, 0.2)}
    assert plt.gca().get_legend() is None and 'line "slow"' in describe(plt.gcf())


def test_the_axes_of_a_sweep_say_more_than_powers_of_ten_where_they_are_short():
    plots.sweep({"a": {0.01: [0.3], 0.1: [0.9]}}, "T", "rate", "cost")
    plt.gcf().canvas.draw()
    words = [label.get_text() for label in plt.gca().get_yticklabels()]
    assert {"0.5", "1"} <= set(words)


def test_a_row_of_a_spread_has_its_runs_its_range_and_its_words():
    plots.spread({"a": [1.4, 1.12, 1.25], "b": [0.5]}, "T", "cost")
    axes = plt.gca()
    range_a, runs_a, _, runs_b = axes.lines
    assert data(range_a) == [(1.12, 0), (1.4, 0)]
    assert data(runs_a) == [(1.4, 0), (1.12, 0), (1.25, 0)] and data(runs_b) == [(0.5, 1)]
    assert [text.get_text() for text in axes.texts] == ["1.12 to 1.40", "0.50"]
    assert [label.get_text() for label in axes.get_yticklabels()] == ["a", "b"]
    assert axes.get_ylim() == (1.5, -0.5)  # the first on top


@pytest.mark.parametrize(
    "draw",
    [
        lambda: plots.sweep(TWO, "T", "x", "y"),
        lambda: plots.spread({"long name": [98, 99]}, "T", "x"),
    ],
)
def test_all_words_are_inside_the_figure(draw):
    draw()
    figure = plt.gcf()
    figure.canvas.draw()
    for text in plt.gca().texts:
        box = text.get_window_extent().transformed(figure.transFigure.inverted())
        assert box.x0 >= 0 and box.x1 <= 1 and box.y0 >= 0 and box.y1 <= 1
        assert text.get_fontsize() >= 9


@pytest.mark.parametrize(
    ("results", "message"),
    [
        ({}, "empty"),
        ({str(k): {0.1: [1]} for k in range(5)}, "5 can't be told apart"),
        ({"a": {0.1: [1, np.nan]}}, '"a" at 0.1: 1 of 2 numbers'),
        ({"a": {0.1: []}}, '"a" at 0.1: empty'),
        ({"a": {0.1: [0.0, 1]}}, "can't show 0"),
        ({"a": {-1: [1]}}, 'x of "a": a logarithmic axis can\'t show -1'),
    ],
)
def test_what_a_sweep_refuses(results, message):
    with pytest.raises(ValueError, match=message):
        plots.sweep(results, "T", "x", "y")
    assert not plt.get_fignums()


@pytest.mark.parametrize("results", [{}, {"a": []}, {"a": [1, np.inf]}, {"a": [[1, 2]]}, [1, 2]])
def test_what_a_spread_refuses(results):
    with pytest.raises(ValueError):
        plots.spread(results, "T", "x")
    assert not plt.get_fignums()
