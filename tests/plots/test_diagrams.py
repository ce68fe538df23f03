"""Boxes and arrows are where a reader looks for them, and nothing covers anything else."""

import matplotlib.pyplot as plt
import numpy as np
import pytest
from matplotlib.colors import to_hex
from matplotlib.patches import FancyBboxPatch
from matplotlib.text import Annotation
from matplotlib.transforms import Bbox

from helpers.plots import diagrams, palette

STEPS = [("One", "1"), ("Two", "2"), ("Three", "3"), ("Four", "4"), ("Five", "5")]
COLUMNS = 2


@pytest.fixture(autouse=True)
def close_figures():
    yield
    plt.close("all")


def extent(artist):
    """What the artist covers, in the units of the axes."""
    return artist.get_window_extent().transformed(plt.gca().transData.inverted())


def apart(one, two):
    return Bbox.intersection(one, two) is None


class Flow:
    """The parts of a picture of boxes and arrows."""

    def __init__(self, steps, **options):
        diagrams.flow(steps, **options)
        self.axes = plt.gca()
        plt.gcf().canvas.draw()
        self.patches = [p for p in self.axes.patches if isinstance(p, FancyBboxPatch)]
        self.boxes = [extent(patch) for patch in self.patches]
        self.arrows = [text for text in self.axes.texts if isinstance(text, Annotation)]
        self.words = [text for text in self.axes.texts if text not in self.arrows]


def test_boxes_stand_in_reading_order():
    flow = Flow(STEPS, columns=COLUMNS)
    assert len(flow.boxes) == len(STEPS)
    for k, box in enumerate(flow.boxes):
        assert box.width == pytest.approx(flow.boxes[0].width)
        assert box.height == pytest.approx(flow.boxes[0].height)
        assert box.x0 == pytest.approx(flow.boxes[k % COLUMNS].x0)
        assert box.y0 == pytest.approx(flow.boxes[k - k % COLUMNS].y0)
        assert all(apart(box, other) for other in flow.boxes[:k])
    assert flow.boxes[0].x1 < flow.boxes[1].x0 and flow.boxes[0].y0 > flow.boxes[2].y1
    assert {to_hex(p.get_facecolor()) for p in flow.patches} == {palette.PALE.lower()}
    assert {to_hex(p.get_edgecolor()) for p in flow.patches} == {palette.EDGE.lower()}


def test_each_box_holds_its_heading_and_below_it_its_text():
    flow = Flow(STEPS, columns=COLUMNS)
    assert len(flow.words) == 2 * len(STEPS)
    for k, (step, box) in enumerate(zip(STEPS, flow.boxes, strict=True)):
        heading, text = flow.words[2 * k : 2 * k + 2]
        assert (heading.get_text(), text.get_text()) == step
        assert heading.get_fontweight() == "bold" != text.get_fontweight()
        assert heading.get_fontsize() > text.get_fontsize() >= 9
        upper, lower = extent(heading), extent(text)
        assert lower.y1 <= upper.y0
        for inner in (upper, lower):
            assert box.y0 < inner.y0 and inner.y1 < box.y1
            assert (inner.x0 + inner.x1) / 2 == pytest.approx((box.x0 + box.x1) / 2, abs=0.02)
        # the two stand as far from the edges as from one another, more or less
        assert box.y1 - (upper.y0 + upper.y1) / 2 == pytest.approx(box.height * 0.29, abs=0.03)
        assert (lower.y0 + lower.y1) / 2 - box.y0 == pytest.approx(box.height * 0.29, abs=0.03)


def test_an_arrow_leads_from_each_box_to_the_next():
    flow = Flow(STEPS, columns=COLUMNS)
    assert len(flow.arrows) == len(STEPS) - 1
    for k, arrow in enumerate(flow.arrows, start=1):
        assert to_hex(arrow.arrow_patch.get_edgecolor()) == palette.EDGE.lower()
        before, box = flow.boxes[k - 1], flow.boxes[k]
        (x0, y0), (x1, y1) = arrow.get_position(), arrow.xy
        if k % COLUMNS:  # from side to side
            assert y0 == y1 == pytest.approx((box.y0 + box.y1) / 2, abs=0.02)
            assert before.x1 <= x0 < before.x1 + 0.05
            assert box.x0 - 0.05 < x1 <= box.x0 + 0.02
        else:  # from the end of a row to the start of the next
            assert x0 == pytest.approx((before.x0 + before.x1) / 2, abs=0.02)
            assert x1 == pytest.approx((box.x0 + box.x1) / 2, abs=0.02)
            assert before.y0 - 0.05 < y0 <= before.y0 + 0.02
            assert box.y1 <= y1 + 0.02 < box.y1 + 0.1
            to_right, up = np.diff(arrow.arrow_patch.get_path().vertices, axis=0)[0]
            assert to_right == pytest.approx(0, abs=0.1) and up < 0  # it leaves straight down
        assert arrow.arrow_patch.get_arrowstyle().__class__.__name__ == "CurveFilledB"
        assert arrow.get_text() == ""
        assert (arrow.arrow_patch.shrinkA, arrow.arrow_patch.shrinkB) == (0, 0)


def test_the_picture_ends_where_the_boxes_end():
    for columns in (2, 5):
        flow = Flow(STEPS[: 5 if columns == 5 else 4], columns=columns)
        (left, right), (bottom, top) = flow.axes.get_xlim(), flow.axes.get_ylim()
        everything = Bbox.union(flow.boxes)
        assert 0.05 < everything.x0 - left < 0.2 and 0.05 < right - everything.x1 < 0.2
        assert 0.05 < top - everything.y1 < 0.2
        assert 0.05 < everything.y0 - bottom < 0.2
        assert not flow.axes.axison


def test_boxes_fill_the_page_and_are_equally_high_in_every_picture():
    heights = []
    for n, columns, share in ((2, 5, 1 / 2), (5, 5, 1), (4, 2, 1 / 2), (4, 4, 1)):
        for title in ("", "T"):
            flow = Flow(STEPS[:n], columns=columns, title=title)
            assert flow.axes.get_title("left") == title
            box = flow.patches[0].get_window_extent()
            assert plt.gcf().get_size_inches()[0] == share * palette.PAGE
            assert 1.3 < box.width / plt.gcf().dpi < 2
            heights.append(box.height / plt.gcf().dpi)  # in inches
    assert min(heights) > 0.75 and max(heights) < 1.1


def test_five_boxes_fill_a_row():
    flow = Flow([*STEPS, ("Six", "6")])
    assert flow.axes.get_title("left") == ""
    assert len({round(box.y0, 6) for box in flow.boxes[:5]}) == 1
    assert flow.boxes[5].y1 < flow.boxes[0].y0
