"""The pictures of an evaluation: nothing by colour alone, and the axes spend their height where the difference is."""

import matplotlib.pyplot as plt
import numpy as np
import pytest

from helpers import plots
from helpers.plots.figure_text import describe

COUNTS = np.array([[8, 2, 0], [0, 9, 1], [0, 0, 10]])


@pytest.fixture(autouse=True)
def close_figures():
    yield
    plt.close("all")


def written(axes):
    return [text.get_text() for text in axes.texts]


def test_a_confusion_matrix_says_what_rows_and_columns_are():
    plots.confusion(COUNTS, "T", names="abc")
    axes = plt.gca()
    assert "label" in axes.get_ylabel() and "predicted" in axes.get_xlabel()
    assert written(axes) == ["8", "2", "·", "·", "9", "1", "·", "·", "10"]
    assert [tick.get_text() for tick in axes.get_yticklabels()] == ["a", "b", "c"]


def test_the_colours_of_a_confusion_matrix_compare_the_mistakes():
    plots.confusion(COUNTS, "T")
    [image] = plt.gca().images
    assert image.get_array().tolist() == [[0, 2, 0], [0, 0, 1], [0, 0, 0]]
    assert (
        image.norm.vmax < 2 * 2
    )  # the largest mistake is far from white, however large the diagonal is


def test_a_confusion_matrix_without_mistakes_can_be_drawn():
    plots.confusion(np.diag([3, 4]), "T")
    assert written(plt.gca()) == ["3", "·", "·", "4"]


def test_dots_use_the_height_and_differ_in_their_markers():
    plots.dots("ab", {"x": [91, 92], "y": [93, 92.5]}, "T", "right (%)", reach={"x": [1, 0.5]})
    axes = plt.gca()
    low, high = axes.get_ylim()
    assert 88 < low < 90 and 93 < high < 95
    x, y = (container.lines[0] for container in axes.containers)
    assert x.get_marker() != y.get_marker() and x.get_ydata().tolist() == [91, 92]
    [bars] = axes.containers[0].lines[2]
    assert [part[:, 1].tolist() for part in bars.get_segments()] == [[90, 92], [91.5, 92.5]]


def test_several_dots_stand_beside_one_another_over_one_name():
    plots.dots("ab", {"": [[1, 2, 3], [4, 5, 6]]}, "T", "y", level=(2, "middle"))
    [container] = plt.gca().containers
    x, y = container.lines[0].get_data()
    assert y.tolist() == [1, 2, 3, 4, 5, 6] and len(set(x)) == 6
    assert np.round(x).tolist() == [0, 0, 0, 1, 1, 1]
    assert written(plt.gca()) == ["middle"] and plt.gca().get_legend() is None


def test_a_reliability_diagram_has_the_line_to_compare_with():
    plots.reliability({"a": ([0.5, 0.9], [0.4, 0.9]), "b": ([0.7], [0.2])}, "T")
    calibrated, a, b = plt.gca().lines
    assert calibrated.get_xdata().tolist() == calibrated.get_ydata().tolist() == [0, 1]
    assert (a.get_marker(), a.get_linestyle()) != (b.get_marker(), b.get_linestyle())
    assert a.get_ydata().tolist() == [0.4, 0.9] and 'line "b"' in describe(plt.gcf())


@pytest.mark.parametrize(
    ("draw", "message"),
    [
        (lambda: plots.confusion([[1, 2]], "T"), "square"),
        (lambda: plots.confusion([[0.5, 0.5], [0, 1]], "T"), "whole numbers"),
        (lambda: plots.confusion([[1, -1], [0, 1]], "T"), "whole numbers"),
        (lambda: plots.confusion([[1, 0], [0, 1]], "T", names="abc"), "must be 2"),
        (lambda: plots.dots("ab", {"x": [1, 2, 3]}, "T", "y"), '"x"'),
        (lambda: plots.dots("ab", {"x": [1, np.nan]}, "T", "y"), "NaN"),
        (lambda: plots.dots("ab", {"x": [1, 2]}, "T", "y", reach={"z": [1, 2]}), '"z" is no'),
        (lambda: plots.dots("ab", {"x": [1, 2]}, "T", "y", reach={"x": [1, -2]}), "below 0"),
        (lambda: plots.dots("a", {str(k): [1] for k in range(5)}, "T", "y"), "4 at most"),
        (lambda: plots.reliability({"a": ([0.5], [0.4, 0.9])}, "T"), "one for each bin"),
        (lambda: plots.reliability({"a": ([50], [40])}, "T"), "from 0 to 1"),
    ],
)
def test_what_cannot_be_drawn_is_refused(draw, message):
    with pytest.raises(ValueError, match=message):
        draw()
    assert not plt.get_fignums()
