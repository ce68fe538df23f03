"""A computational graph says what it is given, draws an arrow back only where a gradient has come, and can be read."""

from itertools import combinations

import matplotlib.pyplot as plt
import numpy as np
import pytest
from matplotlib.colors import to_hex
from matplotlib.patches import FancyBboxPatch
from matplotlib.text import Annotation
from matplotlib.transforms import Bbox

from helpers.plots import graph, layers_graph, palette, paths_graph, unit_graph

VALUES = {"w": 0.5, "b": -1.0, "z": 0.0, "a": 0.5, "L": np.log(2)}
SLOPES = {"z": 2.0, "a": 0.25, "L": -2.0}
ALL = {"L": 1, "a": -2.0, "z": -0.5, "w": -1.0, "b": -0.5}
DRAWINGS = {
    "unit": lambda: unit_graph(VALUES, SLOPES, {"none": {}, "all": ALL}, "Title"),
    "paths": lambda: paths_graph(1.0, [0.2, 1.0], [2.0, 10.0], "Title"),
    "layers": lambda: layers_graph([784, 16, 16, 10], "Title", True),
}


@pytest.fixture(autouse=True)
def close_figures():
    yield
    plt.close("all")


def texts(axes):
    return [text for text in axes.texts if not isinstance(text, Annotation)]


def words(axes):
    return {text.get_text() for text in texts(axes)}


def arrows(axes, colour):
    """(from, to) of the arrows of this colour."""
    found = [each for each in axes.texts if isinstance(each, Annotation)]
    return [
        (np.array(each.xyann), np.array(each.xy))
        for each in found
        if to_hex(each.arrow_patch.get_edgecolor()) == colour.lower()
    ]


def test_the_gradients_come_panel_by_panel():
    panels = {"1": {"L": 1, "a": -2.0}, "2": {"L": 1, "a": -2.0, "z": -0.5}, "3": ALL}
    unit_graph(VALUES, SLOPES, {"0": {}} | panels, "Title")
    none, first, second, last = plt.gcf().axes
    assert [len(arrows(axes, palette.BACK)) for axes in (none, first, second, last)] == [0, 1, 2, 4]
    assert all(len(arrows(axes, palette.EDGE)) == 4 for axes in (none, first, second, last))
    assert words(none) >= {
        "0.5",
        "−1",
        "0",
        "0.6931",
        "slope 2",
        "slope 1",
        "slope 0.25",
        "slope −2",
    }
    assert words(first) - words(none) == {"dL = 1", "da = −2"}
    assert words(last) - words(second) == {"dw = −1", "db = −0.5"}


def test_arrows_forward_point_right_and_arrows_back_left():
    DRAWINGS["layers"]()
    axes = plt.gca()
    forth, back = arrows(axes, palette.EDGE), arrows(axes, palette.BACK)
    assert len(forth) == 3 * 3 + 3 and len(back) == len(forth) - 1  # none back to x
    assert all(start[0] < end[0] for start, end in forth)
    assert all(start[0] > end[0] for start, end in back)


def test_paths_are_added_up():
    DRAWINGS["paths"]()
    assert "da₁ = 2 · 0.2 + 10 · 1 = 10.4" in words(plt.gca())


def test_layers_have_their_shapes_and_gradients_the_same():
    layers_graph([5, 4, 3], "Title")
    assert {"(5,)", "(5, 4)", "(4,)", "(4, 3)", "(3,)", "W1", "b2"} <= words(plt.gca())
    assert not any(word.startswith("d") for word in words(plt.gca()))
    layers_graph([5, 4, 3], "Title", True)
    assert {"dW1 (5, 4)", "db1 (4,)", "dz1 (4,)", "da1 (4,)", "dW2 (4, 3)"} <= words(plt.gca())
    assert not any(word.startswith("dx") for word in words(plt.gca()))


@pytest.mark.parametrize("name", DRAWINGS)
def test_all_can_be_read(name):
    DRAWINGS[name]()
    figure = plt.gcf()
    figure.canvas.draw()
    for axes in figure.axes:
        written = texts(axes)
        assert min(text.get_fontsize() for text in written) >= 9
        places = [text.get_window_extent() for text in written]
        boxes = [p.get_window_extent() for p in axes.patches if isinstance(p, FancyBboxPatch)]
        for one, two in combinations(places, 2):
            assert Bbox.intersection(one, two) is None
        for one, two in combinations(boxes, 2):
            assert Bbox.intersection(one, two) is None
        for text, place in zip(written, places, strict=True):
            assert figure.bbox.x0 <= place.x0 and place.x1 <= figure.bbox.x1, text
            over = [box for box in boxes if Bbox.intersection(box, place)]
            assert all(box.x0 < place.x0 and place.x1 < box.x1 for box in over), text


@pytest.mark.parametrize(
    ("call", "says"),
    [
        (lambda: graph({"a": (0, 0, "a")}, {("a", "q"): ""}, {"": ({}, {})}, ""), "edges: 'q'"),
        (lambda: graph({"a": (0, 0, "a")}, {}, {"p": ({"q": "1"}, {})}, ""), "\"p\": 'q'"),
        (lambda: graph({}, {}, {"": ({}, {})}, ""), "boxes: empty"),
        (lambda: paths_graph(1, [1, 2, 3], [1, 2], ""), "weights"),
        (lambda: layers_graph([3], ""), "at least two"),
        (lambda: layers_graph([3, 0], ""), "sizes"),
    ],
)
def test_what_cannot_be_drawn_is_refused(call, says):
    with pytest.raises(ValueError, match=says):
        call()
