"""Results with their uncertainty: what is drawn is what was given, and what can't be drawn is refused."""

import matplotlib.pyplot as plt
import numpy as np
import pytest

from helpers import plots

ROWS = {"published": (97.0, 96.5, 97.5), "ours": (98.0, 97.5, 98.25)}


@pytest.fixture(autouse=True)
def close_figures():
    yield
    plt.close("all")


def named_lines():
    return {line.get_label(): line for line in plt.gca().lines if line.get_label()[0] != "_"}


def test_each_row_has_its_dot_its_interval_and_its_number():
    plots.intervals(ROWS, "T", "x", hollow=["published"], level=("level", 97.25))
    axes = plt.gca()
    whiskers = [line.get_xdata().tolist() for line in axes.lines if line.get_label()[0] == "_"]
    assert whiskers == [[96.5, 97.5], [97.5, 98.25]]
    dots = named_lines()
    assert list(dots["level"].get_xdata()) == [97.25, 97.25]
    assert [dots[name].get_xdata()[0] for name in ROWS] == [97.0, 98.0]
    assert dots["published"].get_markerfacecolor() == "white" != dots["ours"].get_markerfacecolor()
    assert [label.get_text() for label in axes.get_yticklabels()] == list(ROWS)
    assert [text.get_text() for text in axes.texts] == ["97.00", "98.00", "level"]
    assert dots["published"].get_ydata()[0] == 0 and axes.yaxis_inverted()  # the first row on top


def test_the_numbers_stay_inside_the_picture():
    plots.intervals(ROWS, "T", "x")
    plt.gcf().canvas.draw()
    frame = plt.gcf().bbox
    assert all(text.get_window_extent().x1 < frame.x1 for text in plt.gca().texts)


@pytest.mark.parametrize(
    ("rows", "options", "words"),
    [
        ({"a": (1, 2, 3)}, {}, '"a": 1 is not between 2 and 3'),
        ({"a": (1, 2)}, {}, r"the shape must be \(3,\)"),
        ({"a": (1, np.nan, 3)}, {}, "NaN"),
        ({"a": (2, 1, 3)}, {"hollow": ["b"]}, "no row"),
        ({"a": (2, 1, 3)}, {"level": ("b", np.nan)}, "level"),
        ({}, {}, "empty"),
    ],
)
def test_what_intervals_refuses(rows, options, words):
    with pytest.raises(ValueError, match=words):
        plots.intervals(rows, "T", "x", **options)
    assert not plt.get_fignums()
