"""A chain of layers shows what each keeps, and an arrow wherever something goes forward or comes back."""

from itertools import combinations

import matplotlib.pyplot as plt
import pytest
from matplotlib.colors import to_hex
from matplotlib.patches import FancyBboxPatch
from matplotlib.text import Annotation
from matplotlib.transforms import Bbox

from helpers.plots import palette, passes

LAYERS = {
    "Dense": ("its input X", "dW₁, db₁"),
    "ReLU": ("its output A₁", ""),
    "softmax, loss": ("P and Y", ""),
}
FORTH, BACK = ["X", "Z₁", "A₁", "J"], ["dX", "dZ₁", "dA₁", ""]


@pytest.fixture(autouse=True)
def drawn():
    passes(LAYERS, FORTH, BACK, "Title")
    yield plt.gca()
    plt.close("all")


def words(axes):
    return [text for text in axes.texts if not isinstance(text, Annotation)]


def arrows(axes, colour):
    return [
        (each.xyann[0], each.xy[0])
        for each in axes.texts
        if isinstance(each, Annotation) and to_hex(each.arrow_patch.get_edgecolor()) == colour
    ]


def test_an_arrow_for_each_text_and_none_without(drawn):
    forth, back = arrows(drawn, palette.EDGE.lower()), arrows(drawn, palette.BACK.lower())
    assert len(forth) == 4 and len(back) == 3
    assert all(start < end for start, end in forth)
    assert all(start > end for start, end in back)


def test_every_layer_says_what_it_keeps_and_finds(drawn):
    said = {text.get_text() for text in words(drawn)}
    assert said == {
        *LAYERS,
        *FORTH,
        *filter(None, BACK),
        "keeps its input X",
        "keeps its output A₁",
        "keeps P and Y",
        "finds dW₁, db₁",
    }


def test_all_can_be_read(drawn):
    figure = plt.gcf()
    figure.canvas.draw()
    places = [text.get_window_extent() for text in words(drawn)]
    assert min(text.get_fontsize() for text in words(drawn)) >= 9
    assert all(Bbox.intersection(one, two) is None for one, two in combinations(places, 2))
    boxes = [p.get_window_extent() for p in drawn.patches if isinstance(p, FancyBboxPatch)]
    for place in places:
        assert figure.bbox.x0 <= place.x0 and place.x1 <= figure.bbox.x1
        for box in (box for box in boxes if Bbox.intersection(box, place)):
            assert box.x0 < place.x0 and place.x1 < box.x1


@pytest.mark.parametrize(
    ("call", "says"),
    [
        (lambda: passes({}, [""], [""], ""), "layers: empty"),
        (lambda: passes(LAYERS, FORTH[:3], BACK, ""), "forth"),
        (lambda: passes(LAYERS, FORTH, BACK[:3], ""), "back"),
        (lambda: passes({"Dense": ("X",)}, ["", ""], ["", ""], ""), "Dense"),
    ],
)
def test_what_cannot_be_drawn_is_refused(call, says):
    with pytest.raises(ValueError, match=says):
        call()
