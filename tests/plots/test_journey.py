"""One digit on its way: every layer has its circles, shaded by what went in, and every digit its bar."""

import matplotlib.pyplot as plt
import numpy as np
import pytest

from helpers import plots
from helpers.plots.figure_text import describe

IMAGE = np.linspace(0, 1, 784)
HIDDEN = [np.linspace(0, 1, 16), np.linspace(1, 0, 5)]
P = np.arange(10) / 45


@pytest.fixture(autouse=True)
def close_figures():
    yield
    plt.close("all")


def drawn(hidden=HIDDEN, p=P):
    plots.journey(IMAGE, [IMAGE, *hidden, p], "T")
    return plt.gcf().axes


def columns(axes):
    return {
        points.get_label(): points
        for points in axes.collections
        if points.get_label() != "connections"
    }


def test_each_layer_is_a_named_column_shaded_by_its_activations():
    left, middle, _ = drawn()
    assert np.array_equal(left.images[0].get_array(), IMAGE.reshape(28, 28))
    layers = columns(middle)
    assert list(layers) == ["hidden layer 1", "hidden layer 2", "output"]
    for points, values in zip(layers.values(), [*HIDDEN, P], strict=True):
        assert np.array_equal(points.get_array(), values)
        assert (points.norm.vmin, points.norm.vmax) == (0, 1)
        heights = points.get_offsets()[:, 1]
        assert (np.diff(heights) < 0).all()  # the first unit on top
    words = describe(plt.gcf())
    assert "hidden layer 2 5 units" in words and "784 pixels" in words and "Figure: T" in words


def test_each_unit_is_joined_to_all_of_the_layer_before_it():
    _, middle, _ = drawn()
    (connections,) = [c for c in middle.collections if c.get_label() == "connections"]
    assert len(connections.get_segments()) == 16 + 16 * 5 + 5 * 10


def test_the_bars_stand_at_the_outputs_and_bear_the_digits_in_order():
    _, middle, right = drawn()
    heights = [bar.get_y() + bar.get_height() / 2 for bar in right.containers[0]]
    assert np.allclose(heights, columns(middle)["output"].get_offsets()[:, 1])
    assert np.allclose([bar.get_width() for bar in right.containers[0]], P)
    assert np.allclose(right.get_yticks(), heights)
    assert [label.get_text() for label in right.get_yticklabels()] == list("0123456789")
    assert middle.get_ylim() == right.get_ylim()


def test_of_a_large_layer_the_first_and_the_last_units_are_shown():
    values = np.arange(40.0)
    _, middle, _ = drawn([values])
    points = columns(middle)["hidden layer 1"]
    assert points.get_array().tolist() == [*range(7), *range(33, 40)]
    assert points.norm.vmax == 39 and columns(middle)["output"].norm.vmax == 1
    assert "⋮" in describe(plt.gcf()) and "to 39 (dark), outputs to 1" in describe(plt.gcf())


@pytest.mark.parametrize("size", [15, 16, 17, 18])
def test_a_column_has_as_many_circles_as_activations(size):
    _, middle, _ = drawn([np.linspace(0, 1, size)])
    points = columns(middle)["hidden layer 1"]
    assert len(points.get_offsets()) == len(points.get_array()) == (size if size <= 16 else 14)


@pytest.mark.parametrize(
    "activations, says",
    [
        ([IMAGE[None], HIDDEN[0][None], P[None]], r"activations\[1\].*shape must be \(any,\)"),
        ([IMAGE, -HIDDEN[0], P], "the smallest is -1"),
        ([IMAGE, np.array([0.5, np.nan]), P], "NaN or infinite"),
        ([IMAGE, HIDDEN[0], P[:9]], r"shape must be \(10,\)"),
        ([IMAGE, HIDDEN[0], 6 * P], "softmax"),
        ([P], "at least two are needed"),
        (7, "must be a list"),
    ],
)
def test_what_cannot_be_shown_is_refused(activations, says):
    with pytest.raises(ValueError, match=says):
        plots.journey(IMAGE, activations, "T")
    assert not plt.get_fignums()


def test_several_images_are_refused():
    with pytest.raises(ValueError, match="one image, and there are 2"):
        plots.journey(np.zeros((2, 784)), [IMAGE, P], "T")
