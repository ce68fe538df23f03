"""Each setting has its panel, with every run in it; what is cut off is said."""

import matplotlib.pyplot as plt
import numpy as np
import pytest

from helpers import plots

RUNS = {"calm": [[3, 2, 1], [2, 2, 2]], "wild": [[3, 9.25, 2], [3, 2, 1]]}


@pytest.fixture(autouse=True)
def close_figures():
    yield
    plt.close("all")


def test_each_panel_holds_its_runs_and_says_what_it_cuts_off():
    plots.runs(range(3), RUNS, "T", "x", "y", top=4)
    calm, wild = plt.gcf().axes
    for axes, several in zip((calm, wild), RUNS.values(), strict=True):
        assert [line.get_ydata().tolist() for line in axes.lines] == several
        assert axes.get_ylim() == (pytest.approx(1 - 0.05 * 3), 4)
    assert [axes.get_title("left") for axes in (calm, wild)] == ["calm", "wild (y up to 9.2)"]


def test_a_level_is_a_line_in_each_panel_and_named_in_the_first():
    plots.runs(range(3), RUNS, "T", "x", "y", top=4, levels={"half": 1.5})
    first, second = plt.gcf().axes
    for axes in first, second:
        (line,) = (line for line in axes.lines if line.get_label() == "half")
        assert line.get_xdata().tolist() == [0, 2] and line.get_ydata().tolist() == [1.5, 1.5]
    assert [text.get_text() for text in first.texts] == ["half"] and not second.texts


@pytest.mark.parametrize("height", [0.5, 4.5, np.nan])
def test_a_level_that_would_not_be_seen_is_refused(height):
    with pytest.raises(ValueError, match='the level "half"'):
        plots.runs(range(3), RUNS, "T", "x", "y", top=4, levels={"half": height})


@pytest.mark.parametrize(
    ("series", "top", "words"),
    [
        ({}, 4, "empty"),
        ({str(k): [[1, 2, 3]] for k in range(5)}, 4, "Draw 4 at most"),
        ({"a": [[1, 2]]}, 4, 'the runs "a": the shape'),
        ({"a": [[1, np.nan, 2]]}, 4, 'the runs "a": 1 of 3'),
        ({"a": [[5, 6, 7]]}, 4, "would cut them off"),
    ],
)
def test_what_cannot_be_drawn_is_refused(series, top, words):
    with pytest.raises(ValueError, match=words):
        plots.runs(range(3), series, "T", "x", "y", top)
