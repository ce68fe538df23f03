"""Every drawing function draws what it is given: checked through the figure's own text."""

from types import SimpleNamespace

import matplotlib.pyplot as plt
import numpy as np
import pytest
from IPython.core.formatters import DisplayFormatter
from matplotlib.colors import same_color, to_rgba

from helpers import plots
from helpers.plots import palette
from helpers.plots.figure_text import describe


@pytest.fixture(autouse=True)
def close_figures():
    yield
    plt.close("all")


def shown():
    return describe(plt.gcf())


def test_digits_stand_where_they_belong():
    images = np.zeros((3, 784))
    images[:, 0] = [1, 2, 3]
    plots.digits(images, ["a", "b\nx", "c"], columns=2, title="T", right=[True, False, True])
    sheet = plt.gca().images[0].get_array()
    corners = sheet[np.isfinite(np.ma.filled(sheet, np.nan)) & (sheet > 0)]
    assert corners.tolist() == [1, 2, 3] and "a ✓ | b ✗ x | c ✓" in shown() and "T" in shown()


def test_lines_and_their_fixed_colours():
    plots.lines([0, 1], {"training": [1, 2], "test": [3, 4]}, "T", "x", "y")
    assert [line.get_color() for line in plt.gca().lines] == [palette.TRAIN, palette.TEST]
    assert (
        'line "test" in #d55e00: 2 values, x 0 1; first, last, smallest, largest 3 4 3 4' in shown()
    )


def test_bars_and_notes():
    plots.bars(["a", "b"], {"training": [1, 2], "test": [3, 4]}, "T", "y", note="{:.1f}")
    assert (
        'bars "test" in #d55e00: 2 values' in shown()
        and "1.0 | 2.0 | 3.0 | 4.0" in shown()
        and "a | b" in shown()
    )


def test_histogram_counts():
    plots.histogram({"one": [0, 0, 1], "two": [1, 1, 1]}, "T", "x", bins=2)
    heights = [[bar.get_height() for bar in bars] for bars in plt.gca().containers]
    assert heights == [[2, 1], [0, 3]]


def test_table_writes_its_numbers():
    plots.table([[1, -2], [3, 4]], "T", rows=["r", "s"], columns=["c", "d"])
    assert "1 | -2 | 3 | 4" in shown() and "r | s" in shown() and "c | d" in shown()


def test_weights_one_picture_for_each_unit():
    W = np.arange(784.0 * 3).reshape(784, 3)
    plots.weights(W, "T", columns=2)
    pictures = [axes.images[0].get_array() for axes in plt.gcf().axes[:3]]
    assert all(np.array_equal(picture.ravel(), W[:, k]) for k, picture in enumerate(pictures))


def test_guess_shows_the_probabilities():
    plots.guess(np.zeros(784), np.arange(10) / 45, "T")
    assert [bar.get_height() for bar in plt.gcf().axes[1].patches] == pytest.approx(
        np.arange(10) / 45
    )


def test_jupyter_is_told_to_show_the_words_of_a_figure(monkeypatch):
    shell = SimpleNamespace(display_formatter=DisplayFormatter())
    monkeypatch.setattr(plots, "get_ipython", lambda: shell)
    before = plt.get_backend()
    plots.register()
    plots.lines([0, 1], {"a": [1, 2]}, "T", "x", "y")
    shown_by_jupyter, _ = shell.display_formatter.format(plt.gcf())
    assert shown_by_jupyter["text/plain"] == shown()
    assert plt.get_backend() == before


# --- how it looks ---

DRAWINGS = {
    "digits": lambda title: plots.digits(np.zeros((3, 784)), title=title),
    "lines": lambda title: plots.lines([0, 1], {"a": [1, 2]}, title, "x", "y"),
    "bars": lambda title: plots.bars(["a"], {"": [1]}, title, "y"),
    "histogram": lambda title: plots.histogram([1, 2], title, "x"),
    "table": lambda title: plots.table([[1]], title),
    "weights": lambda title: plots.weights(np.ones((784, 2)), title),
    "guess": lambda title: plots.guess(np.zeros(784), np.ones(10) / 10, title),
    "flow": lambda title: plots.flow([("A", "1"), ("B", "2")], title),
    "spread": lambda title: plots.spread({"a": [1, 2]}, title, "x"),
    "sweep": lambda title: plots.sweep({"a": {1: [1, 2]}}, title, "x", "y"),
    "valley": lambda title: plots.valley({"a": np.eye(2), "b": np.eye(2)}, (1, 4), title),
}


@pytest.mark.parametrize("draw", DRAWINGS.values(), ids=DRAWINGS)
def test_every_title_looks_alike(draw):
    draw("What one sees")
    figure = plt.gcf()
    title = figure._suptitle or figure.axes[0]._left_title
    assert title.get_text() == "What one sees"
    assert (title.get_fontsize(), title.get_fontweight()) == (12, "bold")
    figure.canvas.draw()
    in_figure = title.get_window_extent().transformed(figure.transFigure.inverted())
    assert 0 < in_figure.x0 < 0.15 and 0.85 < in_figure.y1 <= 1


def legend_of(axes):
    return [text.get_text() for text in axes.get_legend().get_texts()]


def words_at(axis):
    return [label.get_text() for label in axis.get_ticklabels() if label.get_text()]


def inches():
    return plt.gcf().get_size_inches()


def test_the_sheet_of_digits_has_their_proportions_and_room_for_a_title():
    shapes = {}
    for captions in (None, [""] * 7, ["x"] * 7, ["x\ny"] * 7):
        for columns in (3, 10):
            plots.digits(np.full((7, 28, 28), 200.0), captions, columns)
            axes, (width, height) = plt.gca(), inches()
            rows, across = axes.images[0].get_array().shape
            assert width / height == pytest.approx(across / rows)
            assert width == pytest.approx(0.93 * columns) and across == 32 * columns
            assert axes.images[0].get_clim() == (0, 200)
            assert axes.images[0].get_interpolation() == "nearest"
            assert not axes.axison and axes.get_title("left") == ""
            shapes[repr(captions), columns] = rows, height
            plots.digits(np.zeros((7, 28, 28)), captions, columns, title="T")
            assert inches()[1] - height == pytest.approx(0.4)
    rows = [shapes[repr(captions), 3][0] / 3 for captions in (None, ["x"] * 7, ["x\ny"] * 7)]
    assert rows[0] == 32 == shapes[repr([""] * 7), 10][0] and rows[1] - 32 == rows[2] - rows[1] > 8


def test_empty_paper_is_white():
    plots.digits(np.zeros((1, 784)))
    low, high = plt.gca().images[0].get_clim()
    assert low == 0 < high < 1e-6
    assert plt.gca().images[0].get_cmap().name == "gray_r"


def test_each_caption_stands_under_the_middle_of_its_digit():
    plots.digits(np.ones((5, 784)), list("abcde"), columns=2)
    plt.gcf().canvas.draw()
    inked = np.isfinite(np.ma.filled(plt.gca().images[0].get_array(), np.nan))
    rows = inked.shape[0] // 3
    for k, text in enumerate(plt.gca().texts):
        row, column = divmod(k, 2)
        cell = inked[row * rows : (row + 1) * rows, column * 32 : (column + 1) * 32]
        down, across = np.argwhere(cell).T
        assert (down.min(), down.max(), across.min(), across.max()) == (0, 27, 0, 27)
        place = text.get_window_extent().transformed(plt.gca().transData.inverted())
        assert (place.x0 + place.x1) / 2 == pytest.approx(column * 32 + 13.5, abs=0.8)
        upper, lower = sorted((place.y0, place.y1))
        assert row * rows + 27 < upper < row * rows + 30 and lower < (row + 1) * rows
        assert text.get_color() == palette.INK and text.get_fontsize() == 9


def test_right_and_wrong_have_their_colours_and_signs():
    plots.digits(np.ones((2, 784)), ["a", "is b\nnot x\ny"], right=[True, False])
    assert [text.get_text() for text in plt.gca().texts] == ["a ✓", "is b ✗\nnot x\ny"]
    assert [text.get_color() for text in plt.gca().texts] == [palette.RIGHT, palette.WRONG]


def test_ten_digits_fill_a_row():
    plots.digits(np.ones((11, 784)))
    assert plt.gca().images[0].get_array().shape == (2 * 32, 10 * 32)


def test_captions_that_are_too_few_are_refused():
    with pytest.raises(ValueError):
        plots.digits(np.ones((2, 784)), ["a"])


def test_lines_have_words_at_their_axes_and_a_legend_if_there_are_several():
    plots.lines([0, 1], {"a": [1, 2]}, "T", "step", "cost")
    axes = plt.gca()
    assert (axes.get_xlabel(), axes.get_ylabel(), axes.get_legend()) == ("step", "cost", None)
    assert (axes.get_xscale(), axes.get_yscale()) == ("linear", "linear")
    assert axes.lines[0].get_marker() == "None"
    plots.lines([0, 1], {"a": [1, 2], "b": [2, 3]}, "T", "step", "cost", marker="o")
    assert legend_of(plt.gca()) == ["a", "b"]
    assert [line.get_marker() for line in plt.gca().lines] == ["o", "o"]


def words_on_a_logarithmic_axis(values):
    plots.lines(values, {"a": values}, "T", "x", "y", yscale="log", xscale="log")
    plt.gcf().canvas.draw()
    for axis in (plt.gca().xaxis, plt.gca().yaxis):
        low, high = axis.get_view_interval()
        assert not [label.get_text() for label in axis.get_minorticklabels() if label.get_text()]
        places = zip(axis.get_majorticklocs(), axis.get_majorticklabels(), strict=True)
        yield [label.get_text() for place, label in places if low <= place <= high]


def test_a_long_logarithmic_axis_has_powers_of_ten_in_plain_digits():
    assert list(words_on_a_logarithmic_axis([0.02, 1.0])) == [["0.1", "1"]] * 2


def test_a_short_logarithmic_axis_has_twos_and_fives_too():
    assert (
        list(words_on_a_logarithmic_axis([0.0201, 1.0]))
        == [["0.02", "0.05", "0.1", "0.2", "0.5", "1"]] * 2
    )


@pytest.mark.parametrize("n_series", [1, 2, 3])
def test_bars_stand_side_by_side_in_the_middle_of_their_name(n_series):
    series = {f"s{k}": [1, 2, 3] for k in range(n_series)}
    plots.bars(["a", 7, "c"], series, "T", "cost", xlabel="way")
    axes = plt.gca()
    assert words_at(axes.xaxis) == ["a", "7", "c"]
    assert axes.get_xticks().tolist() == [0, 1, 2]
    assert (axes.get_xlabel(), axes.get_ylabel()) == ("way", "cost")
    for place in range(3):
        bars = [bars[place] for bars in axes.containers]
        edges = [edge for bar in bars for edge in (bar.get_x(), bar.get_x() + bar.get_width())]
        assert edges == sorted(edges) and (edges[0] + edges[-1]) / 2 == pytest.approx(place)
        assert 0.7 < edges[-1] - edges[0] < 0.8  # so that the names stand apart
        gaps = np.diff(edges)[1::2]
        assert (gaps > 0.005).all() and (gaps < 0.05).all()
    colours = [bars[0].get_facecolor() for bars in axes.containers]
    assert len(set(colours)) == n_series
    if n_series == 1:
        assert axes.get_legend() is None
    else:
        assert legend_of(axes) == list(series)
    _, top = axes.get_ylim()
    assert 3.2 < top < 3.5 if n_series == 1 else 3.6 < top < 4  # the legend has room


def test_bars_of_the_course_keep_their_colours_and_have_no_notes_unless_asked():
    plots.bars(["a"], {"test": [1], "training": [2], "x": [3]}, "T", "y")
    colours = [bars[0].get_facecolor() for bars in plt.gca().containers]
    assert colours == [to_rgba(c) for c in (palette.TEST, palette.TRAIN, palette.OTHERS[2])]
    assert plt.gca().get_xlabel() == "" and len(plt.gca().texts) == 0


def test_notes_stand_right_above_their_bars():
    plots.bars(["a", "b"], {"": [1, 2]}, "T", "y", note="{:.1f}")
    plt.gcf().canvas.draw()
    for bar, note in zip(plt.gca().patches, plt.gca().texts, strict=True):
        gap = note.get_window_extent().y0 - bar.get_window_extent().y1
        assert 0 < gap < 4 and note.get_fontsize() == 9


def test_a_histogram_has_fifty_equal_bins_and_words_at_its_axes():
    plots.histogram(np.linspace(0, 100, 1000).reshape(10, 100), "T", "size")
    axes = plt.gca()
    assert len(axes.patches) == 50 and sum(bar.get_height() for bar in axes.patches) == 1000
    assert {round(bar.get_width(), 9) for bar in axes.patches} == {2}
    assert (axes.get_xlabel(), axes.get_ylabel()) == ("size", "how many")
    assert axes.get_yscale() == "linear" and axes.get_legend() is None
    assert axes.patches[0].get_alpha() in (None, 1) and "    bars in #" in shown()


def test_histograms_over_one_another_can_be_told_apart():
    plots.histogram({"a": [0, 0, 8], "b": [[1], [2]]}, "T", "x", ylabel="n", bins=4, log=True)
    axes = plt.gca()
    assert legend_of(axes) == ["a", "b"] and axes.get_yscale() == "log"
    assert axes.get_ylabel() == "n"
    assert [[bar.get_height() for bar in bars] for bars in axes.containers] == [
        [2, 0, 0, 1],
        [1, 1, 0, 0],
    ]
    assert all(0.4 < bar.get_alpha() < 0.8 for bar in axes.patches)  # one shines through


def cell_colours():
    image = plt.gca().images[0]
    return image.get_cmap().name, image.get_clim()


def test_a_table_of_signed_numbers_has_two_colours_around_zero():
    plots.table([[1, -2], [0.5, 1]], "T")
    assert cell_colours() == ("PuOr", (-2, 2))
    plots.table([[1, 0], [0.5, 4]], "T")
    assert cell_colours() == ("Blues", (0, 4))
    plots.table([[0, 0]], "T")
    assert cell_colours() == ("Blues", (0, 1))


def test_numbers_in_a_table_stand_in_their_cells_and_can_be_read_on_dark_ones():
    plots.table([[10, -6.1, 6], [5, 0, -10]], "T", note="{:.1f}", size=7)
    plt.gcf().canvas.draw()
    texts = plt.gca().texts
    assert [text.get_text() for text in texts] == ["10.0", "-6.1", "6.0", "5.0", "0.0", "-10.0"]
    assert [text.get_color() == "white" for text in texts] == [
        True,
        True,
        False,
        False,
        False,
        True,
    ]
    assert {text.get_color() for text in texts} == {"white", palette.INK}
    for k, text in enumerate(texts):
        place = text.get_window_extent().transformed(plt.gca().transData.inverted())
        assert (place.x0 + place.x1) / 2 == pytest.approx(k % 3, abs=0.05)
        assert (place.y0 + place.y1) / 2 == pytest.approx(k // 3, abs=0.07)
        assert text.get_fontsize() == 7


def test_a_table_of_yes_and_no_shows_one_and_zero():
    plots.table([[True, False]], "T")
    assert [text.get_text() for text in plt.gca().texts] == ["1", "0"]


def test_a_table_has_the_names_that_it_is_given_and_no_ticks():
    plots.table(np.ones((2, 3)), "T", rows=["r", "s"], columns=["a", "b", "c"])
    axes = plt.gca()
    plt.gcf().canvas.draw()
    assert (words_at(axes.xaxis), words_at(axes.yaxis)) == (["a", "b", "c"], ["r", "s"])
    assert axes.get_xticks().tolist() == [0, 1, 2] and axes.get_yticks().tolist() == [0, 1]
    assert all(tick.tick1line.get_markersize() == 0 for tick in axes.xaxis.get_major_ticks())
    assert not any(spine.get_visible() for spine in axes.spines.values())
    plots.table(np.ones((2, 3)), "T")
    assert len(plt.gca().get_xticks()) == len(plt.gca().get_yticks()) == 0
    assert plt.gca().texts[0].get_text() == "1" and plt.gca().texts[0].get_fontsize() == 9


def test_cells_keep_their_size():
    for options, around in (({}, 0.5), ({"columns": ["a"] * 6, "rows": ["r"] * 5}, 0.9)):
        for cell in (0.3, 0.6):
            plots.table(np.ones((5, 6)), "T", cell=cell, **options)
            width, height = inches()
            assert width - 6 * cell == pytest.approx(1.0 if options else 0.1)
            assert height - 5 * min(cell, 0.42) == pytest.approx(around)
            assert plt.gca().get_aspect() == "auto"
    plots.table(np.ones((5, 6)), "T")
    assert inches()[0] == pytest.approx(6 * 0.6 + 0.1)


def test_frames_surround_the_cells_that_are_asked_for():
    plots.table(np.ones((2, 3)), "T", frames=[[False, False, True], [True, False, False]])
    frames = plt.gca().patches
    for frame, (row, column) in zip(frames, [(0, 2), (1, 0)], strict=True):
        box = frame.get_bbox()
        assert ((box.x0 + box.x1) / 2, (box.y0 + box.y1) / 2) == pytest.approx((column, row))
        assert 0.8 < box.width < 1 and 0.8 < box.height < 1
        assert not frame.get_fill() and same_color(frame.get_edgecolor(), palette.OTHERS[1])
        assert frame.get_linewidth() > 2


def test_pictures_of_weights_share_one_scale_around_zero():
    W = np.linspace(-1, 3, 784 * 3).reshape(784, 3)
    plots.weights(W, "T", columns=2)
    *pictures, nobody, bar = plt.gcf().axes
    for k, axes in enumerate(pictures):
        (image,) = axes.images
        assert image.get_array().shape == (28, 28)
        assert image.get_clim() == (-3, 3) and image.get_cmap().name == "PuOr"
        assert axes.get_title("center") == f"unit {k}" and not axes.axison
        title = axes.title
        assert (title.get_fontsize(), title.get_fontweight()) == (9, "normal")
    assert not nobody.images and not nobody.axison
    assert bar.get_ylabel() == "weight"
    plt.gcf().canvas.draw()
    beside = bar.get_position()
    assert beside.x0 > max(axes.get_position().x1 for axes in pictures)
    assert 0.6 < beside.height < 0.8  # of the figure: no taller than the pictures


def test_pictures_of_weights_say_which_unit():
    plots.weights(np.ones((784, 2)), "T")
    assert [axes.get_title("center") for axes in plt.gcf().axes[:2]] == ["unit 0", "unit 1"]
    plots.weights(np.ones((784, 2)), "T", units=np.array([9, 4]))
    assert [axes.get_title("center") for axes in plt.gcf().axes[:2]] == ["unit 9", "unit 4"]
    with pytest.raises(ValueError, match="units: there must be 2"):
        plots.weights(np.ones((784, 2)), "T", units=[1])


def test_pictures_of_weights_stand_in_a_grid():
    plots.weights(np.ones((784, 9)), "T", label="slope")
    *grid, bar = plt.gcf().axes
    assert len(grid) == 16 and bar.get_ylabel() == "slope"
    places = [axes.get_subplotspec() for axes in grid]
    assert [(place.rowspan.start, place.colspan.start) for place in places] == [
        divmod(k, 8) for k in range(16)
    ]
    width, height = inches()
    assert width == palette.PAGE and (height - 0.5) / 2 == pytest.approx(width / 8)
    plots.weights(np.ones((784, 9)), "T", columns=4)
    assert inches() == pytest.approx([4 * 1.8, 3 * 1.8 + 0.5])  # large, but the page scrolls little
    plots.weights(np.ones((784, 1)), "T", columns=1)
    assert len(plt.gcf().axes) == 2
    plt.gcf().canvas.draw()
    picture, bar = plt.gcf().axes
    assert bar.get_position().x0 > picture.get_position().x1


def test_a_guess_shows_the_digit_and_ten_bars_up_to_one():
    image = np.arange(784)
    plots.guess(image, np.arange(10) / 45, "T")
    left, right = plt.gcf().axes
    assert np.array_equal(left.images[0].get_array(), image.reshape(28, 28)) and not left.axison
    assert right.get_xticks().tolist() == [*range(10)] and right.get_ylim() == (0, 1)
    assert (right.get_xlabel(), right.get_ylabel()) == ("digit", "probability")
    assert [bar.get_x() + bar.get_width() / 2 for bar in right.patches] == [*range(10)]
    assert same_color(right.patches[0].get_facecolor(), palette.OTHERS[0])
    assert not right.lines and right.get_legend() is None
    assert left.get_position().x1 < right.get_position().x0
    assert 2 < right.get_position().width / left.get_position().width < 3
    width, height = inches()
    assert width == palette.STYLE["figure.figsize"][0] and 2 < height < 3


def test_a_guess_can_be_compared_with_a_level():
    plots.guess(np.zeros(784), np.ones(10) / 10, "T", level=0.1)
    right = plt.gcf().axes[1]
    (line,) = right.lines
    assert line.get_ydata() == [0.1, 0.1] and line.get_linestyle() == "--"
    assert same_color(line.get_color(), palette.OTHERS[1])
    assert legend_of(right) == ["0.1 each"]
