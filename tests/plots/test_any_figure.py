"""Whatever a reader draws, its text comes without an error and without a warning, and says what was drawn."""

import datetime
import warnings

import matplotlib.pyplot as plt
import numpy as np
import pytest
from matplotlib.animation import FuncAnimation
from matplotlib.artist import Artist
from matplotlib.offsetbox import AnchoredText
from matplotlib.patches import ConnectionPatch, Ellipse

from helpers.plots import figure_text
from helpers.plots.figure_text import describe

NAN = float("nan")
GRID = np.arange(12.0).reshape(3, 4)
DAYS = [datetime.date(2024, 1, day) for day in (1, 2, 5)]


def solid(**options):
    return plt.subplots(subplot_kw={"projection": "3d"}, **options)[1]


def subfigures():
    left, right = plt.figure().subfigures(1, 2)
    left.suptitle("Left half")
    left.subplots().plot([1, 2])
    right.subplots().imshow(GRID)


def inset():
    _, axes = plt.subplots()
    axes.inset_axes([0.5, 0.5, 0.4, 0.4], label="inside").plot([7, 8, 9])
    axes.secondary_xaxis("top")


def twins():
    _, axes = plt.subplots()
    axes.plot([1, 2])
    axes.twinx().set_ylabel("the other scale")


def moving():
    figure, axes = plt.subplots()
    (line,) = axes.plot([0, 1])
    animation = FuncAnimation(figure, lambda k: line.set_data([0, k], [0, k]), frames=3)
    animation._draw_was_started = True


def log_axes():
    _, axes = plt.subplots()
    axes.plot([0, 1, 10], [0, -1, 100])
    axes.set(xscale="log", yscale="symlog")
    axes.bar([1, 2], [0, 3], log=True)


def around():
    figure, axes = plt.subplots()
    figure.suptitle("Above")
    figure.supxlabel("below")
    figure.text(0, 0, "in the corner")
    axes.plot([1, 2], label="a line")
    figure.legend()
    figure.figimage(GRID)
    figure.add_artist(plt.Line2D([0, 1], [0, 1]))


def patches():
    _, axes = plt.subplots()
    for patch in (Ellipse((0, 0), 1, 2), plt.Polygon([[0, 0], [1, 1], [2, 0]]), plt.Circle((0, 0))):
        axes.add_patch(patch)
    axes.add_patch(ConnectionPatch((0, 0), (1, 1), "data"))
    axes.arrow(0, 0, 1, 1)
    axes.axvspan(0, 1)
    axes.axline((0, 0), slope=1)


KINDS = {
    "errorbar": (lambda: plt.errorbar([1, 2], [3, 4], yerr=0.5, label="m"), 'errorbar "m"'),
    "errors alone": (lambda: plt.errorbar([1, 2], [3, 4], yerr=0.5, fmt="none"), "errorbar"),
    "stem": (lambda: plt.stem([1, 2, 3], label="s"), 'stem "s"'),
    "bars with errors": (lambda: plt.bar(["a", "b"], [1, 2], yerr=[0.1, 0.2]), "x: a | b"),
    "bars of nothing": (lambda: plt.bar([], []), "bars: empty"),
    "bars to the right": (lambda: plt.barh([1, 2], [3, 7]), "largest 3 7 3 7"),
    "bars on bars": (lambda: plt.bar([1, 2], [3, 7], bottom=[1, 2]), "their starts"),
    "pie": (lambda: plt.pie([1, 3], labels=["a", "b"]), "2 wedges: 25 % | 75 %"),
    "contours": (lambda: plt.contour(GRID, levels=[2, 5]), "contours at 2 | 5"),
    "filled contours": (lambda: plt.contourf(GRID, levels=[2, 5]), "filled contours at 2 | 5"),
    "quiver": (lambda: plt.quiver([0, 1], [0, 1], [1, 2], [3, 4]), "arrows upwards"),
    "barbs": (lambda: plt.barbs([0, 1], [0, 1], [1, 2], [3, 4]), "arrows upwards"),
    "stream": (lambda: plt.streamplot(np.arange(4), np.arange(3), GRID + 1, GRID + 1), "strokes"),
    "line in space": (lambda: solid().plot([1, 2], [3, 4], [5, 8]), "largest 5 8 5 8"),
    "points in space": (lambda: solid().scatter([1, 2], [3, 4], [5, 8]), "largest 5 8 5 8"),
    "surface": (lambda: solid().plot_surface(GRID, GRID, GRID), "poly3d collection, not put into words"),
    "bars in space": (lambda: solid().bar3d([0], [0], [0], 1, 1, 1), "not put into words"),
    "polar": (lambda: plt.polar([0, 1], [1, 2]), "line in"),
    "image in colours": (lambda: plt.imshow(np.ones((2, 3, 3))), "its own colours: 2 × 3 × 3"),
    "image of nothing": (lambda: plt.imshow(np.ones((0, 3))), "empty"),
    "image and colour bar": (lambda: plt.colorbar(plt.imshow(GRID)), "3 × 4 values"),
    "mesh": (lambda: plt.pcolormesh(GRID), "colours"),
    "hexagons": (lambda: plt.hexbin([1, 2, 3], [1, 2, 3]), "colours"),
    "spectrum": (lambda: plt.specgram(np.arange(600.0)), "image in viridis"),
    "steps of a histogram": (lambda: plt.hist([1, 2, 2], histtype="step"), "1 shapes #"),
    "histograms": (lambda: plt.hist([[1, 2], [2, 3]], stacked=True), "their starts"),
    "stairs": (lambda: plt.stairs([1, 2, 3]), "1 shapes #"),
    "area": (lambda: plt.fill_between([0, 1], [1, 2]), "strokes"),
    "stack": (lambda: plt.stackplot([0, 1], [1, 2], [3, 4]), "strokes"),
    "box plot": (lambda: plt.boxplot([[1, 2, 9], [4, 5, 6]]), "line"),
    "violin plot": (lambda: plt.violinplot([[1, 2, 9], [4, 5, 6]]), "strokes"),
    "events": (lambda: plt.eventplot([1, 2, 5]), "strokes"),
    "table": (lambda: plt.table([["a", "b"], ["c", "d"]]), "table: a | b | c | d"),
    "coloured points": (lambda: plt.scatter([1, 2], [3, 4], c=[5, 7]), "their colours: 2 values"),
    "points of nothing": (lambda: plt.scatter([], []), "points: empty"),
    "triangles": (lambda: plt.tripcolor([0, 1, 0], [0, 0, 1], [1, 2, 3]), "colours"),
    "inset": (inset, "largest 7 9 7 9"),
    "twins": (twins, "the other scale"),
    "subfigures": (subfigures, "parts: Left half"),
    "around the axes": (around, "in the corner"),
    "patches": (patches, "6 shapes #"),
    "log with zeros": (log_axes, "log"),
    "dates": (lambda: plt.plot(DAYS, [1, 2, 3]), "x: dates from 2024-01-01 to 2024-01-05, counted in days"),
    "names": (lambda: plt.plot(["a", "b"], [1, 2]), "x: a | b"),
    "gaps": (lambda: plt.plot([1, NAN, np.inf]), "3 values"),
    "gaps alone": (lambda: plt.plot([NAN, NAN]), "nan nan nan nan"),
    "masked": (lambda: plt.plot(np.ma.masked_all(3)), "nan nan nan nan"),
    "huge": (lambda: plt.plot([1e200, -1e200]), "1e+200"),
    "nothing": (plt.figure, "Figure"),
    "empty axes": (plt.subplots, "(no title)"),
    "moving": (moving, "line in"),
    "a box of text": (lambda: plt.gca().add_artist(AnchoredText("a", loc=1)), "anchored text"),
}  # fmt: skip


@pytest.fixture(autouse=True)
def close_figures():
    yield
    plt.close("all")


@pytest.mark.parametrize("drawn", [False, True], ids=["before it is drawn", "after"])
@pytest.mark.parametrize("kind", KINDS)
def test_each_kind_of_figure_has_its_text(kind, drawn):
    draw, words = KINDS[kind]
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        draw()
        if drawn:
            plt.gcf().canvas.draw()
    with warnings.catch_warnings(), np.errstate(all="raise"):
        warnings.simplefilter("error")
        text = describe(plt.gcf())
    assert text.startswith("Figure") and words in text
    if "not put into words" not in words:
        assert "not put into words" not in text


class Puzzle(Artist):
    """An artist of a package that nobody here knows."""

    def draw(self, renderer):
        pass


class Broken(plt.Line2D):
    def get_data(self, orig=True):
        raise RuntimeError("no data")


def test_what_is_unknown_or_broken_is_named_and_the_rest_is_described():
    _, axes = plt.subplots()
    axes.add_artist(Puzzle())
    axes.plot([1, 2], label="whole")
    axes._children.append(Broken([1], [2], axes=axes))
    text = describe(plt.gcf())
    assert "\n    puzzle" in text and "\n    broken, not put into words" in text
    assert 'line "whole"' in text


def test_a_figure_that_says_nothing_has_a_sentence_for_its_text(monkeypatch):
    monkeypatch.setattr(plt.Figure, "get_suptitle", lambda self: 1 / 0)
    assert describe(plt.figure()) == "figure, not put into words"


@pytest.mark.parametrize("part", ["_axis", "_line", "_texts", "_shapes", "_legend", "_axes"])
def test_no_part_of_a_text_can_take_the_rest_with_it(part, monkeypatch):
    def fail(*arguments):
        raise ValueError(part)

    _, axes = plt.subplots()
    axes.plot([1, 2], label="a")
    axes.legend()
    monkeypatch.setattr(figure_text, part, fail)
    text = describe(plt.gcf())
    assert text.startswith("Figure\n") and "not put into words" in text


def test_what_is_hidden_is_not_described():
    figure, (left, right) = plt.subplots(1, 2)
    left.plot([1, 2], label="seen")
    left.plot([1, 2], label="hidden", visible=False)
    right.set(title="Away", visible=False)
    text = describe(figure)
    assert "seen" in text and "hidden" not in text and "Away" not in text


@pytest.mark.parametrize(
    "changed",
    [
        (lambda v: plt.pie([1, v, 3])),
        (lambda v: plt.barh([1, 2], [3, v])),
        (lambda v: plt.bar([1, 2], [3, 7], bottom=[1, v])),
        (lambda v: plt.errorbar([1, 2], [3, 4], yerr=[1, v])),
        (lambda v: plt.contour(GRID * v, levels=[2, 5])),
        (lambda v: plt.quiver([0, 1], [0, 1], [1, 2], [3, v])),
        (lambda v: plt.scatter([1, 2], [3, 4], c=[5, v])),
        (lambda v: solid().scatter([1, 2], [3, v], [5, 8])),
        (lambda v: plt.hist([1, 2, v], histtype="step")),
        (lambda v: plt.gca().add_patch(Ellipse((0, 0), 1, v))),
        (lambda v: plt.table([["a", str(v)]])),
    ],
)
def test_the_text_changes_with_what_is_drawn(changed):
    changed(1.5)
    one = describe(plt.gcf())
    plt.close("all")
    changed(1.6)
    assert describe(plt.gcf()) != one
