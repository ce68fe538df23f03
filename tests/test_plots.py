"""Every drawing function draws what it is given: checked through the figure's own text."""

import matplotlib.pyplot as plt
import numpy as np
import pytest

from helpers import palette, plots
from helpers.figure_text import describe


@pytest.fixture(autouse=True)
def close_figures():
    yield
    plt.close("all")


def shown():
    return describe(plt.gcf())


def test_digits_stand_where_they_belong():
    images = np.zeros((3, 784))
    images[:, 0] = [1, 2, 3]
    plots.digits(images, ["a", "b\nx", "c"], columns=2, title="T", right=[True, False, True])
    sheet = plt.gca().images[0].get_array()
    corners = sheet[np.isfinite(np.ma.filled(sheet, np.nan)) & (sheet > 0)]
    assert corners.tolist() == [1, 2, 3] and "a ✓ | b ✗ x | c ✓" in shown() and "T" in shown()


def test_lines_and_their_fixed_colours():
    plots.lines([0, 1], {"training": [1, 2], "test": [3, 4]}, "T", "x", "y")
    assert [line.get_color() for line in plt.gca().lines] == [palette.TRAIN, palette.TEST]
    assert (
        'line "test" in #d55e00: 2 values, x 0 1; first, last, smallest, largest 3 4 3 4' in shown()
    )


def test_bars_and_notes():
    plots.bars(["a", "b"], {"training": [1, 2], "test": [3, 4]}, "T", "y", note="{:.1f}")
    assert (
        'bars "test" in #d55e00: 2 values' in shown()
        and "1.0 | 2.0 | 3.0 | 4.0" in shown()
        and "a | b" in shown()
    )


def test_histogram_counts():
    plots.histogram({"one": [0, 0, 1], "two": [1, 1, 1]}, "T", "x", bins=2)
    heights = [[bar.get_height() for bar in bars] for bars in plt.gca().containers]
    assert heights == [[2, 1], [0, 3]]


def test_table_writes_its_numbers():
    plots.table([[1, -2], [3, 4]], "T", rows=["r", "s"], columns=["c", "d"])
    assert "1 | -2 | 3 | 4" in shown() and "r | s" in shown() and "c | d" in shown()


def test_weights_one_picture_for_each_unit():
    W = np.arange(784.0 * 3).reshape(784, 3)
    plots.weights(W, "T", columns=2)
    pictures = [axes.images[0].get_array() for axes in plt.gcf().axes[:3]]
    assert all(np.array_equal(picture.ravel(), W[:, k]) for k, picture in enumerate(pictures))


def test_guess_shows_the_probabilities():
    plots.guess(np.zeros(784), np.arange(10) / 45, "T")
    assert [bar.get_height() for bar in plt.gcf().axes[1].patches] == pytest.approx(
        np.arange(10) / 45
    )


def test_flow_writes_its_boxes_in_order():
    plots.flow([("A", "1"), ("B", "2"), ("C", "3")], "T", columns=2, back=["p", "q"])
    assert "3 shapes" in shown() and all(
        word in shown() for word in ("A | 1", "B | 2", "C | 3", "p", "q")
    )


def test_network_threads():
    plots.network((2, 3, 1), "T")
    assert len(plt.gca().collections[0].get_paths()) == 2 * 3 + 3 and "2 | 3 | 1" in shown()


def test_descent_draws_each_walk():
    plots.descent(
        lambda w: (w - 3) ** 2,
        {"slow": np.array([0.0, 1.0]), "fast": np.array([0.0, 3.0])},
        "T",
        "w",
        "J",
    )
    assert [axes.get_title("left") for axes in plt.gcf().axes] == ["slow", "fast"]
    assert plt.gcf().axes[1].lines[1].get_ydata().tolist() == [9, 0]
