"""A figure's text must change with everything that the figure shows, and with nothing else."""

import matplotlib.pyplot as plt
import numpy as np
import pytest

from helpers.figure_text import describe


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
def test_it_changes_with_what_is_drawn(change):
    assert draw(**change) != draw()


def test_it_keeps_what_a_processor_may_change():
    line = np.array([3.0, 2.0, 1.5, 1.2])
    noise = np.random.default_rng(0).uniform(-1e-12, 1e-12, 4)
    assert draw(line=list(line * (1 + noise))) == draw(line=list(line))
    assert draw(line=[1.0, 0.0, 0.5, 0.2]) == draw(line=[0.9999999999999, -1e-17, 0.5, 0.2])


def test_small_values_count_on_a_logarithmic_axis():
    small = draw(yscale="log", line=[1.0, 1e-3, 1e-6, 2e-6])
    assert "1e-06" in small and small != draw(yscale="log", line=[1.0, 1e-3, 1e-6, 2.01e-6])


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
