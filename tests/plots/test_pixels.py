"""Digits as numbers, and sizes on an axis of powers of ten, show what they are given."""

import matplotlib.pyplot as plt
import numpy as np
import pytest

from helpers import plots
from helpers.plots.figure_text import describe


@pytest.fixture(autouse=True)
def close_figures():
    yield
    plt.close("all")


def test_pixels_writes_each_number_in_its_place():
    plots.pixels(np.arange(784) % 256, "T", mark=(14, 8))
    axes = plt.gca()
    written = {text.get_position(): text.get_text() for text in axes.texts}
    assert len(written) == 784
    assert all(written[k % 28, k // 28] == str(k % 256) for k in range(784))  # (x, y)
    assert min(text.get_fontsize() for text in axes.texts) >= 9
    assert "T" in describe(plt.gcf())
    plt.gcf().canvas.draw()
    for labels, place in ((axes.get_yticklabels(), 14), (axes.get_xticklabels(), 8)):
        assert [k for k, label in enumerate(labels) if label.get_fontweight() == "bold"] == [place]
        assert labels[place].get_text() == str(place)
    assert axes.patches[-1].get_bbox().bounds == (7.5, 13.5, 1, 1)


def test_numbers_do_not_run_into_each_other():
    plots.pixels(np.full(784, 255), "T")
    figure, axes = plt.gcf(), plt.gca()
    figure.canvas.draw()
    first, second = (axes.texts[k].get_window_extent() for k in (0, 1))
    assert first.x1 < second.x0 and axes.texts[28].get_window_extent().y1 < first.y0


def test_pixels_without_ink_and_without_a_mark():
    plots.pixels(np.zeros((28, 28)), "T")
    assert not plt.gca().patches


@pytest.mark.parametrize(
    ("image", "mark", "words"),
    [
        (np.zeros((2, 784)), None, "one image, and there are 2"),
        (np.zeros(784), (28, 0), r"from 0 to 27, and it is \(28, 0\)"),
        (np.zeros(784), (0, -1), "from 0 to 27"),
        (np.zeros(784), 400, "a row and a column"),
    ],
)
def test_what_pixels_refuses(image, mark, words):
    with pytest.raises(ValueError, match=words):
        plots.pixels(image, "T", mark)


def test_magnitudes_counts_every_value_once():
    values = {"small": [[0.0, -0.5], [0.02, 3]], "large": [-500, 20, 9]}
    plots.magnitudes(values, 7, "T", "x", "y", "beyond")
    axes = plt.gca()
    small, large = ([bar.get_height() for bar in bars] for bars in axes.containers)
    assert sum(small) == 4 and sum(large) == 3
    beyond = [bar.get_x() >= 6.5 for bar in axes.containers[0]]
    assert not np.array(small)[beyond].any() and np.array(large)[beyond].sum() == 3
    assert axes.get_xlim() == pytest.approx((0.01, 1000))
    assert {"small", "large", "beyond"} == {text.get_text() for text in axes.texts}
    assert axes.containers[0][0].get_hatch() != axes.containers[1][0].get_hatch()


@pytest.mark.parametrize(
    ("values", "words"),
    [
        ({"a": [0, 0]}, "all of them are 0"),
        ({"a": [1, np.nan]}, "NaN or infinite"),
        ({"a": [1], "b": [1], "c": [1]}, "Draw 2 at most"),
        ([1, 2], "must be a dict"),
    ],
)
def test_what_magnitudes_refuses(values, words):
    with pytest.raises(ValueError, match=words):
        plots.magnitudes(values, 7, "T", "x", "y", "beyond")
