"""A figure's text must change with everything that the figure shows, and with nothing else."""

import re
import zlib

import matplotlib.pyplot as plt
import numpy as np
import pytest
from matplotlib.collections import LineCollection

from helpers.plots.figure_text import alternative, describe

LINEAR = """\
Figure
  All kinds
    x: epoch, start | end
    y: from 0 to 40
    line "training" in #0000ff: 2 values, x 0 5; first, last, smallest, largest 3 1.235 1.235 3 #
    line in #ff0000: 3 values, x 1 3; first, last, smallest, largest 7 8 7 9 #
    bars "counts" in #00ff00: 2 values, x 0.5 2.5; first, last, smallest, largest 2 4 2 4 #
    points "data": 2 values, x 1 2; first, last, smallest, largest 10 30 10 30 #
    strokes "threads": 4 values, x 0 3; first, last, smallest, largest 0 4 0 6 #
    1 shapes #
    1 arrows #
    texts: two words | more #
    legend: falls | rises"""
LOGARITHMIC = """\
Figure: Over X
  Middle
    image in Blues: 2 × 3 values; first, last, smallest, largest 1 nan 1 5 #
    upside down image in gray: 2 × 2 values; first, last, smallest, largest -7 -7 -7 -7 #
  (no title)
    y: cost, log
    line in #000000: 3 values, x 0 2; first, last, smallest, largest 1 1e-06 1e-06 1 #
    line "none" in #000000: empty
    bars "counts" in #00ff00: 1 values, x 0.5 0.5; first, last, smallest, largest 1e-06 1e-06 1e-06 1e-06 #
    colours: 2 × 2 values; first, last, smallest, largest 1 4 1 4 #
    strokes: empty
    points "data": 2 values, x 1 2; first, last, smallest, largest 1e-06 0.001 1e-06 0.001 #"""


@pytest.fixture(autouse=True)
def close_figures():
    yield
    plt.close("all")


def draw(**changes):
    """One figure with an artist of each kind. changes: what to draw otherwise."""
    shown = {
        "title": "The cost falls",
        "xlabel": "epoch",
        "ylabel": "cost",
        "yscale": "linear",
        "line": [3.0, 2.0, 1.5, 1.2],
        "x": [0.0, 1.0, 2.0, 3.0],
        "label": "training",
        "colour": "blue",
        "legend": True,
        "arrow": (1.0, 1.0),
        "bars": [5.0, 4.0, 6.0],
        "image": np.arange(12.0).reshape(3, 4),
        "points": [0.1, 0.5, 0.9],
        "text": "7 (1)",
        "text_x": 0.0,
        "text_colour": "green",
        "cmap": "gray",
        "origin": "upper",
        "ylim": (None, None),
        "ticks": ["one", "two", "three"],
        "box": 1.0,
        "corner": 2.0,
        "suptitle": "All of it",
    } | changes
    figure, (left, middle, right) = plt.subplots(1, 3)
    left.plot(shown["x"], shown["line"], label=shown["label"], color=shown["colour"])
    left.set(
        title=shown["title"], xlabel=shown["xlabel"], ylabel=shown["ylabel"], yscale=shown["yscale"]
    )
    if shown["legend"]:
        left.legend()
    left.annotate("", xy=shown["arrow"], xytext=(0, 0), arrowprops={"arrowstyle": "->"})
    middle.bar(range(3), shown["bars"])
    middle.set_xticks(range(3), shown["ticks"])
    middle.add_patch(plt.Rectangle((0, 0), shown["box"], 1))
    middle.fill_between([0, 1, 2], [0, shown["corner"], 1])
    figure.colorbar(right.imshow(shown["image"], cmap=shown["cmap"], origin=shown["origin"]))
    right.scatter([1, 2, 3], shown["points"])
    right.text(shown["text_x"], 0, shown["text"], color=shown["text_colour"])
    left.set_ylim(*shown["ylim"])
    figure.suptitle(shown["suptitle"])
    return describe(figure)


@pytest.fixture(scope="module")
def unchanged():
    return draw()


def without_marks(text):
    return re.sub("#[0-9a-f]{4}([0-9a-f]{4})?$", "#", text, flags=re.MULTILINE)


def mark(*arrays):
    """What stands behind the numbers: for each array, four digits of the checksum of its bytes."""
    return "".join(
        f"{zlib.crc32(np.array(array, '<f8').tobytes()) % 65536:04x}" for array in arrays
    )


def test_the_whole_text_of_a_figure():
    _, axes = plt.subplots()
    axes.set_title("All kinds", loc="left")
    axes.plot([0, 5], [3, 1.23456], color="blue", label="training")
    axes.plot([1, 2, 3], [7, 9, 8], color="red")
    axes.bar([1, 3], [2, 4], width=1, color=["lime", "red"], label="counts")
    axes.scatter([1, 2], [10, 30], label="data")
    threads = [[(0, 0), (1, 2)], [(5, 6), (3, 4)]]
    axes.add_collection(LineCollection(threads, label="threads"))
    axes.add_patch(plt.Rectangle((0, 0), 1, 1))
    axes.annotate("", xy=(1, 1), xytext=(0, 0), arrowprops={"arrowstyle": "->"})
    for text in (" two\n words ", "more", " "):
        axes.text(3, 4, text)
    axes.set(xlabel="epoch", ylim=(0, 40), xticks=[0, 2, 5], xticklabels=["start", "", "end"])
    axes.legend(axes.lines, ["falls", "rises"])
    assert without_marks(describe(plt.gcf())) == LINEAR


def test_the_whole_text_of_a_logarithmic_one_and_of_what_is_empty():
    figure, (left, right) = plt.subplots(1, 2)
    left.set_title("Middle", loc="center")
    left.imshow([[1, 2, 3], [4, 5, np.nan]], cmap="Blues", origin="upper")
    left.imshow(np.full((2, 2), -7.0), cmap="gray", origin="lower")
    right.pcolormesh([[1, 2], [3, 4]])
    right.add_collection(LineCollection([]))
    right.set(yscale="log", ylabel="cost")
    right.plot([0, 1, 2], [1, 1e-3, 1e-6], color="black")
    right.plot([], [], label="none", color="black")
    right.scatter([1, 2], [1e-6, 1e-3], label="data")
    right.bar([1], [1e-6], width=1, color="lime", label="counts")
    figure.suptitle("Over X: ")
    assert without_marks(describe(figure)) == LOGARITHMIC


HEARD = """\
Figure: Run #1a2b in #00ff00
  Cost #1a2b
    x: epoch #1a2b, 0 | 1 | 2 | 3 | 4 | … 61 in all, from 0 to 60
    y: from 0 to 1
    image: 1 × 2 values; first, last, smallest, largest 1 2 1 2
    line "run #1a2b": 2 values, x 0 1; first, last, smallest, largest 3 4 3 4
    bars "in #00ff00": 1 values, x 0.5 0.5; first, last, smallest, largest 2 2 2 2
    1 shapes
    1 arrows
    texts: w0 #1a2b | w1 #1a2b
    legend: run #1a2b
  (no title)
    y: cost #1a2b
    line: empty
    texts: 0 | 1 | 2 | 3 | 4 | … 61 in all"""


def test_the_alternative_is_the_text_without_what_serves_the_comparison():
    figure, (left, right) = plt.subplots(1, 2)
    figure.suptitle("Run #1a2b in #00ff00")
    left.set_title("Cost #1a2b", loc="left")
    left.set_xticks(range(61), range(61))
    left.set(xlabel="epoch #1a2b", xlim=(0, 60), ylim=(0, 1))
    left.imshow([[1, 2]], cmap="gray_r", aspect="auto", extent=(0, 60, 0, 1))
    left.plot([0, 1], [3, 4], label="run #1a2b")
    left.bar([1], [2], width=1, label="in #00ff00")
    left.add_patch(plt.Rectangle((0, 0), 1, 1))
    left.annotate("", xy=(1, 1), xytext=(0, 0), arrowprops={})
    for k in range(2):
        left.text(k, 0, f"w{k} #1a2b")
    left.legend(left.lines, ["run #1a2b"])
    right.plot([], [])
    right.set_ylabel("cost #1a2b")
    for k in range(61):
        right.text(0, 0, k)
    assert alternative(describe(figure)) == HEARD


def test_text_that_is_no_figures_is_its_own_alternative():
    assert alternative("a crane in #ff0000 #1a2b") == "a crane in #ff0000 #1a2b"


@pytest.mark.parametrize(
    ("values", "rounded"),
    [
        ([3.0, 0.25, -2.0], [3.0, 0.25, -2.0]),
        ([1.23449, 0.00049], [1.234, 0.0]),
        ([9999.4, 1.0], [9999.0, 1.0]),
        ([123_456.0, 149.0], [123_500.0, 100.0]),
        ([0.00012349, 0.0], [0.0001235, 0.0]),
        ([0.0, 0.0], [0.0, 0.0]),
        ([0.99999999999, 0.00149], [1.0, 0.001]),  # one decimal less, as for 1
        ([1.0, 0.00149], [1.0, 0.001]),
        ([0.9999, 0.00014], [0.9999, 0.0001]),
        ([2.0, np.nan, np.inf, -np.inf], [2.0, 0.0, 1e300, -1e300]),
    ],
)
def test_the_mark_is_the_checksum_of_four_digits(values, rounded):
    _, axes = plt.subplots()
    axes.plot([*range(len(values))], values)
    assert describe(plt.gcf()).endswith("#" + mark(rounded, range(len(values))))


def test_an_image_has_one_mark_and_masked_cells_count_as_missing():
    _, axes = plt.subplots()
    axes.imshow(np.ma.masked_equal([[1, 2], [3, 4]], 2))
    assert describe(plt.gcf()).endswith("largest 1 4 1 4 #" + mark([1, 0, 3, 4]))


@pytest.mark.filterwarnings("ignore:All-NaN")
def test_a_line_of_missing_values_without_a_name():
    _, axes = plt.subplots()
    axes.plot([0, 1], [np.nan, np.nan], color="red", label="")
    assert "    line in #ff0000: 2 values, x 0 1;" in describe(plt.gcf())


def test_on_a_logarithmic_axis_the_mark_is_that_of_the_exponents():
    _, axes = plt.subplots()
    axes.plot([0, 1], [100.0, 0.001])
    axes.set_yscale("log")
    assert describe(plt.gcf()).endswith("#" + mark([2, -3], [0, 1]))


@pytest.mark.filterwarnings("error")
def test_a_zero_on_a_logarithmic_axis_is_described_without_a_warning():
    _, axes = plt.subplots()
    axes.plot([0, 1], [100.0, 0.0])
    axes.set_yscale("log")
    assert describe(plt.gcf()).endswith("#" + mark([2, -1e300], [0, 1]))


def test_dates_and_names_are_described_by_the_numbers_behind_them():
    _, axes = plt.subplots()
    axes.plot(["a", "b", "a"], [1, 2, 3])
    assert "x 0 0;" in describe(plt.gcf())


def test_texts_are_listed_up_to_sixty():
    def words(n):
        _, axes = plt.subplots()
        for k in range(n):
            axes.text(0, 0, f"w{k}")
        return describe(plt.gcf()).partition("texts: ")[2]

    assert words(60).startswith(" | ".join(f"w{k}" for k in range(60)) + " #")
    sum_ = zlib.crc32(" | ".join(f"w{k}" for k in range(61)).encode()) % 65536
    assert words(61).startswith(f"w0 | w1 | w2 | w3 | w4 | … 61 in all #{sum_:04x} #")


def test_it_names_what_is_drawn():
    text = draw()
    for words in (
        "All of it",
        "The cost falls",
        "x: epoch",
        "y: cost",
        'line "training" in #0000ff: 4 values, x 0 3',
        "7 (1)",
    ):
        assert words in text
    assert "first, last, smallest, largest 3 1.2 1.2 3" in text
    assert "image in gray: 3 × 4 values" in text and "one | two | three" in text


@pytest.mark.parametrize(
    "change",
    [
        {"title": "The cost rises"},
        {"xlabel": "step"},
        {"ylabel": "loss"},
        {"yscale": "log"},
        {
            "line": [3.0, 2.0, 1.501, 1.2]
        },  # a point in the middle: neither first, last, smallest nor largest
        {"line": [3.0, 1.5, 2.0, 1.2]},  # two points exchanged
        {"x": [0.0, 1.0, 2.1, 3.0]},
        {"label": "test"},
        {"colour": "green"},
        {"legend": False},
        {"arrow": (1.0, 1.5)},
        {"bars": [5.0, 4.1, 6.0]},
        {"image": np.arange(12.0).reshape(3, 4)[::-1]},
        {"points": [0.1, 0.51, 0.9]},
        {"text": "7 (2)"},
        {"text_x": 0.5},
        {"text_colour": "red"},
        {"cmap": "gray_r"},
        {"origin": "lower"},
        {"ylim": (0, 2)},
        {"ticks": ["one", "two", "four"]},
        {"box": 1.1},
        {"corner": 2.1},
        {"suptitle": "Part of it"},
    ],
    ids=lambda change: next(iter(change)),
)
def test_it_changes_with_what_is_drawn(change, unchanged):
    assert draw(**change) != unchanged


def test_it_keeps_what_a_processor_may_change():
    line = np.array([3.0, 2.0, 1.5, 1.2])
    noise = np.random.default_rng(0).uniform(-1e-12, 1e-12, 4)
    assert draw(line=list(line * (1 + noise))) == draw(line=list(line))
    assert draw(line=[1.0, 0.0, 0.5, 0.2]) == draw(line=[0.9999999999999, -1e-17, 0.5, 0.2])


def test_small_values_count_on_a_logarithmic_axis():
    small = draw(yscale="log", line=[1.0, 1e-3, 1e-6, 2e-6])
    assert "1e-06" in small and small != draw(yscale="log", line=[1.0, 1e-3, 1e-6, 2.01e-6])


@pytest.mark.parametrize("kind", ["scatter", "bar"])
def test_small_points_and_bars_count_there_too(kind):
    def text(smallest):
        _, axes = plt.subplots()
        getattr(axes, kind)(range(4), [1.0, 1e-3, smallest, 1e-7])
        axes.set_yscale("log")
        return describe(plt.gcf())

    assert text(1e-6) != text(1.01e-6)


def test_many_texts_are_counted_and_still_compared():
    def numbers(last):
        figure, axes = plt.subplots()
        for k in range(100):
            axes.text(0, 0, str(k if k < 99 else last))
        return describe(figure)

    assert "100 in all" in numbers(99) and numbers(99) != numbers(7)


def test_what_is_missing_or_empty_is_said():
    figure, axes = plt.subplots()
    axes.plot([], [], label="nothing")
    axes.imshow([[np.nan, 1.0]])
    text = describe(figure)
    assert 'line "nothing"' in text and ": empty" in text and "nan" in text
