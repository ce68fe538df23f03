"""What the drawing functions are given is drawn as it is, or refused in one sentence before a figure is begun."""

import matplotlib.pyplot as plt
import numpy as np
import pandas as pd
import pytest
from matplotlib.colors import to_hex

from helpers import plots
from helpers.plots.figure_text import describe
from helpers.plots.palette import PAGE

DIGITS = np.linspace(0, 1, 3 * 784).reshape(3, 784)
NAN = float("nan")
ODD = [7, 3, 5]  # an index as a selection of rows leaves it


@pytest.fixture(autouse=True)
def close_figures():
    yield
    plt.close("all")


def text(draw, *arguments, **options):
    draw(*arguments, **options)
    return describe(plt.gcf())


def series(values):
    return pd.Series(values, index=ODD)


# --- what is drawn ---


@pytest.mark.parametrize("kind", [series, list, tuple, np.array, np.float32])
def test_lines_bars_and_histograms_take_what_holds_numbers(kind):
    one, two = kind([1, 2, 3]), kind([4.0, 5.0, 7.0])
    expected = text(plots.lines, [1, 2, 3], {"a": [4, 5, 7]}, "T", "x", "y")
    assert text(plots.lines, one, {"a": two}, "T", "x", "y") == expected
    expected = text(plots.bars, ["1", "2", "3"], {"a": [4, 5, 7]}, "T", "y")
    assert text(plots.bars, ["1", "2", "3"], {"a": two}, "T", "y") == expected
    expected = text(plots.histogram, [4, 5, 7], "T", "x")
    assert text(plots.histogram, two, "T", "x") == expected


def test_rows_that_were_selected_in_pandas_keep_their_order():
    frame = pd.DataFrame(DIGITS, index=ODD)
    expected = text(plots.digits, DIGITS, [7, 8, 9], right=[True, False, True])
    selected = frame, pd.Series([7, 8, 9], ODD), pd.Series([True, False, True], ODD)
    assert text(plots.digits, selected[0], selected[1], right=selected[2]) == expected
    assert (
        text(plots.digits, DIGITS.reshape(3, 28, 28).tolist(), [7, 8, 9], right=[1, 0, 1])
        == expected
    )
    table = pd.DataFrame([[1, 2], [3, 4]], columns=["c", "d"], index=["r", "s"])
    expected = text(plots.table, [[1, 2], [3, 4]], "T", ["r", "s"], ["c", "d"])
    assert text(plots.table, table, "T", table.index, table.columns) == expected
    weights = pd.DataFrame(DIGITS.T)
    assert text(plots.weights, weights, "T") == text(plots.weights, DIGITS.T, "T")
    guess = pd.Series(np.arange(10) / 45, index=range(10, 20))
    expected = text(plots.guess, DIGITS[0], np.arange(10) / 45, "T")
    assert text(plots.guess, frame.iloc[0], guess, "T") == expected


def test_a_frame_is_a_series_of_curves_for_each_column():
    frame = pd.DataFrame({"training": [3.0, 2.0, 1.0], "test": [3.0, 2.5, 2.0]}, index=ODD)
    expected = text(plots.lines, ODD, dict(frame), "T", "x", "y")
    assert text(plots.lines, frame.index, frame, "T", "x", "y") == expected


@pytest.mark.parametrize("image", [DIGITS[0], DIGITS[0].reshape(28, 28), DIGITS[:1]])
def test_one_image_may_come_alone(image):
    assert text(plots.digits, image) == text(plots.digits, DIGITS[:1])
    assert text(plots.guess, image, np.ones(10) / 10, "T").count("28 × 28") == 1


def test_more_curves_than_colours_are_told_apart_by_their_dashes():
    plots.lines([0, 1], {str(k): [k, k] for k in range(24)} | {"test": [1, 1]}, "T", "x", "y")
    looks = {(to_hex(line.get_color()), line.get_linestyle()) for line in plt.gca().lines}
    assert len(looks) == 25 and {line.get_linestyle() for line in plt.gca().lines[:6]} == {"-"}


def test_a_gap_in_a_curve_is_a_gap():
    plots.lines([0, 1, 2], {"a": np.ma.masked_equal([1, 9, 3], 9)}, "T", "x", "y")
    values = plt.gca().lines[0].get_ydata()
    assert values[[0, 2]].tolist() == [1, 3] and np.isnan(values[1])


def test_a_missing_number_in_a_table_is_written_and_the_others_keep_their_colours():
    plots.table([[1, NAN], [-2, 1]], "T")
    assert [words.get_text() for words in plt.gca().texts] == ["1", "nan", "-2", "1"]
    assert plt.gca().images[0].get_clim() == (-2, 2)


def test_weights_of_zero_have_the_colour_of_zero():
    plots.weights(np.zeros((784, 1)), "T")
    image = plt.gcf().axes[0].images[0]
    assert image.get_clim() == (-1, 1)


def test_one_walk_has_a_panel_and_places_may_be_lists():
    plots.valley({"a": [[-4, 1], [1, 1]]}, [1, 25], "T")
    assert len(plt.gcf().axes) == 1


# --- what is refused ---

LINES = {"x": [1, 2], "series": {"a": [1, 2]}, "title": "T", "xlabel": "x", "ylabel": "y"}
BARS = {"names": ["a", "b"], "series": {"s": [1, 2]}, "title": "T", "ylabel": "y"}
GUESS = {"image": DIGITS[0], "probabilities": [0.1] * 10, "title": "T"}
TABLE = {"values": [[1, 2]], "title": "T"}
WEIGHTS = {"W": DIGITS.T, "title": "T"}
VALLEY = {"walks": {"a": [[1, 2]]}, "steepness": (1, 25), "title": "T"}
HISTOGRAM = {"values": [1, 2], "title": "T", "xlabel": "x"}
MANY = {str(k): [1, 2] for k in range(25)}
HOLED = np.where(np.arange(784) == 5, NAN, 1.0)


@pytest.mark.parametrize(
    ("draw", "usual", "change", "words"),
    [
        ("digits", {}, {"images": DIGITS[:0]}, "images: empty.* Was anything selected"),
        ("digits", {}, {"images": []}, "images: empty"),
        ("digits", {}, {"images": np.ones((28, 28, 3))}, r"\(28, 28, 3\).* Make colour grey"),
        ("digits", {}, {"images": np.ones((2, 28, 28, 3))}, "Make colour grey"),
        ("digits", {}, {"images": np.ones((2, 14, 56))}, r"784 numbers .*\(2, 14, 56\)"),
        ("digits", {}, {"images": [[1] * 784, [1] * 783]}, "not all the same shape"),
        ("digits", {}, {"images": [["ink"] * 784]}, "images: these are not numbers"),
        ("digits", {}, {"images": HOLED[None]}, r"1 of 784 .* at index \(0, 5\)"),
        ("digits", {"images": DIGITS}, {"captions": [1, 2]}, "captions: there must be 3.* are 2"),
        ("digits", {"images": DIGITS}, {"captions": 7}, "captions: this must be a list"),
        ("digits", {"images": DIGITS}, {"right": [True]}, "right: there must be 3.* are 1"),
        ("digits", {"images": DIGITS}, {"columns": 0}, "columns: .* at least 1, and it is 0"),
        ("lines", LINES, {"series": {"a": [1, 2], "b": [1]}}, r'curve "b".*must be \(2,\).* \(1,\)'),
        ("lines", LINES, {"series": {"a": [NAN, NAN]}}, 'curve "a".* nothing to draw'),
        ("lines", LINES, {"series": {"a": ["one", "two"]}}, 'curve "a".* not numbers'),
        ("lines", LINES, {"series": {"a": [[1], [2]]}}, r'curve "a".*\(2, 1\)'),
        ("lines", LINES, {"series": [1, 2]}, "series: this must be a dict"),
        ("lines", LINES, {"series": {}}, "series: empty"),
        ("lines", LINES, {"series": MANY}, "25 curves .* Draw 24"),
        ("lines", LINES, {"x": []}, "x: this must be a list"),
        ("lines", LINES, {"x": 2}, "x: this must be a list"),
        ("lines", LINES, {"x": [NAN, NAN]}, "x: no number in it is finite"),
        ("lines", LINES, {"yscale": "log", "series": {"a": [0, -1]}}, "none is above 0"),
        ("lines", LINES, {"xscale": "log", "x": [0, -1]}, "x: .* none is above 0"),
        ("bars", BARS, {"series": {"s": [1, 2, 3]}}, r'bars "s", one for .*\(2,\).*\(3,\)'),
        ("bars", BARS, {"series": {"s": [1, NAN]}}, 'bars "s".* first at index 1'),
        ("bars", BARS, {"series": {str(k): [1, 2] for k in range(7)}}, "7 can't .* Draw 6"),
        ("bars", BARS, {"names": 2}, "names: this must be a list"),
        ("histogram", HISTOGRAM, {"values": []}, "values: empty"),
        ("histogram", HISTOGRAM, {"values": [1, NAN]}, "values: 1 of 2 numbers are NaN"),
        ("histogram", HISTOGRAM, {"values": {"a": [1, NAN]}}, 'values "a"'),
        ("histogram", HISTOGRAM, {"values": {k: [1] for k in range(7)}}, "Draw 6"),
        ("table", TABLE, {"values": [1, 2]}, r"\(any, any\).*\(2,\)"),
        ("table", TABLE, {"values": [[NAN]]}, "values: no number"),
        ("table", TABLE, {"rows": ["a", "b"]}, "rows: there must be 1"),
        ("table", TABLE, {"columns": ["a"]}, "columns: there must be 2"),
        ("table", TABLE, {"frames": [[True]]}, r"frames.*\(1, 2\).*\(1, 1\)"),
        ("weights", WEIGHTS, {"W": DIGITS}, r"\(784, any\).*\(3, 784\).* Pass W.T"),
        ("weights", WEIGHTS, {"W": np.ones((16, 10))}, r"\(784, any\).*\(16, 10\)"),
        ("weights", WEIGHTS, {"W": np.ones(784)}, r"\(784, any\).*\(784,\)"),
        ("weights", WEIGHTS, {"W": np.ones((784, 0))}, "W: empty"),
        ("weights", WEIGHTS, {"W": HOLED[:, None]}, r"W: 1 of 784 .* index \(5, 0\)"),
        ("guess", GUESS, {"probabilities": [NAN] * 10}, "probabilities: no number"),
        ("guess", GUESS, {"probabilities": [NAN] + [0.1] * 9}, "probabilities: 1 of 10 numbers"),
        ("guess", GUESS, {"probabilities": [[0.1] * 10]}, r"\(10,\).*\(1, 10\)"),
        ("guess", GUESS, {"probabilities": range(10)}, "from 0 to 9.* softmax"),
        ("guess", GUESS, {"image": DIGITS}, "one image, and there are 3"),
        ("flow", {}, {"steps": []}, "steps: empty"),
        ("flow", {}, {"steps": [("a",)]}, "step 0.* must be 2"),
        ("valley", VALLEY, {"walks": {}}, "walks: empty"),
        ("valley", VALLEY, {"walks": {"a": [[1, np.inf]]}}, 'walk "a": 1 of 2 numbers'),
        ("valley", VALLEY, {"walks": {"a": [1, 2]}}, r'walk "a".*\(any, 2\)'),
        ("valley", VALLEY, {"steepness": (1, 0)}, "steepness: both must be above 0"),
    ],
)  # fmt: skip
def test_what_cannot_be_drawn_is_refused_in_one_sentence(draw, usual, change, words):
    with pytest.raises(ValueError, match=words) as refused:
        getattr(plots, draw)(**usual | change)
    assert "\n" not in str(refused.value) and len(str(refused.value)) < 250
    assert plt.get_fignums() == []  # no empty figure below the error


def test_more_than_ten_digits_in_a_row_share_the_width_of_the_page():
    """Wider, the page would shrink the figure, and its lettering with it."""
    for columns in (5, 10, 15):
        plots.digits(np.repeat(DIGITS[:1], 30, axis=0), columns=columns)
        width = plt.gcf().get_size_inches()[0]
        plt.close()
        assert width == pytest.approx(min(1, columns / 10) * PAGE)
