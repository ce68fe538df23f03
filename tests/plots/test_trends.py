"""Lines named at their ends, on logarithmic axes too."""

import matplotlib.pyplot as plt
import numpy as np
import pytest

from helpers import plots
from helpers.plots.figure_text import describe

X = np.arange(1, 7)
TWO = {"grows": (X, 4.0**X), "stays": (X, np.full(6, 0.3))}


@pytest.fixture(autouse=True)
def close_figures():
    yield
    plt.close("all")


def test_lines_differ_in_more_than_colour_and_keep_their_looks_in_all_panels():
    plots.trends({"one": TWO, "two": dict(reversed(TWO.items()))}, "T", "x", "y")
    one, two = ({line.get_label(): line for line in axes.lines} for axes in plt.gcf().axes)
    grows, stays = one["grows"], one["stays"]
    assert np.array_equal(grows.get_ydata(), TWO["grows"][1])
    for look in ("linestyle", "marker", "color"):
        assert plt.getp(grows, look) != plt.getp(stays, look)
        for name in TWO:
            assert plt.getp(one[name], look) == plt.getp(two[name], look)
    first, second = plt.gcf().axes
    assert first.get_yscale() == "log" and first.get_ylim() == second.get_ylim()
    assert first.get_legend() is None and 'line "grows"' in describe(plt.gcf())


def test_names_stand_at_the_ends_and_apart():
    close = {"a": (X, X + 1.0), "b": (X, X + 1.01), "c": (X, X + 1.02), "d": (X, X + 1.03)}
    plots.trends({"": close}, "T", "x", "y", yscale="linear")
    figure, axes = plt.gcf(), plt.gca()
    figure.canvas.draw()
    names = sorted(axes.texts, key=lambda text: text.get_text())
    assert [text.get_text() for text in names] == list("abcd")
    assert [text.xy for text in names] == [(6, 7.0), (6, 7.01), (6, 7.02), (6, 7.03)]
    boxes = [text.get_window_extent() for text in names]
    assert all(low.y1 <= high.y0 for low, high in zip(boxes, boxes[1:], strict=False))
    assert all(box.x1 <= figure.bbox.x1 and box.x0 > axes.bbox.x1 * 0.9 for box in boxes)


def test_an_axis_follows_its_lines_and_counts_in_whole_numbers():
    back = {name: (x[::-1], y[::-1]) for name, (x, y) in TWO.items()}
    plots.trends({"on": TWO, "back": back}, "T", "x", "y")
    on, back = plt.gcf().axes
    assert not on.xaxis_inverted() and back.xaxis_inverted()
    assert [text.xy[0] for text in back.texts] == [1, 1]
    plots.trends({"": {"a": (range(1, 4), [1, 2, 3])}}, "T", "epoch", "y")
    assert all(tick == round(tick) for tick in plt.gca().get_xticks())


def test_an_axis_over_many_decades_has_powers_of_ten_alone():
    """Whichever panel they are in."""
    wide = {"a": (X, 10.0**-X)}
    for panels in ({"near": {"a": (X, X)}, "wide": wide}, {"wide": wide, "near": {"a": (X, X)}}):
        plots.trends(panels, "T", "x", "y")
        ticks = np.log10(plt.gcf().axes[0].get_yticks())
        assert np.allclose(ticks, np.round(ticks))


@pytest.mark.parametrize(
    ("panels", "words"),
    [
        ({"": {"a": (X, X[1:])}}, 'y of the line "a"'),
        ({"": {"a": (X, X - 1)}}, "not above 0"),
        ({"": {"a": (X, np.full(6, np.nan))}}, 'line "a"'),
        ({"": {"a": X}}, "needs x and y"),
        ({"": {str(k): (X, X) for k in range(5)}}, "4 at most"),
        ({"1": {str(k): (X, X) for k in range(3)}, "2": {"x": (X, X), "y": (X, X)}}, "5 names"),
        ({}, "panels: empty"),
    ],
)
def test_what_trends_refuses(panels, words):
    with pytest.raises(ValueError, match=words):
        plots.trends(panels, "T", "x", "y")
    assert not plt.get_fignums()
