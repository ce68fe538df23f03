"""Each trial has both of its values, the methods differ in more than colour, and both are named."""

import matplotlib.pyplot as plt
import numpy as np
import pytest

from helpers.plots import pairs


@pytest.fixture(autouse=True)
def close_figures():
    yield
    plt.close("all")


def drawn(first=(1.0, 2.0, 4.0), second=(3.0, 1.5, 2.0)):
    pairs({"a": first, "b": second}, "Title", "trial", "score")
    return plt.gca()


def test_both_values_stand_above_the_number_of_their_trial():
    axes = drawn()
    one, two = axes.lines
    assert one.get_xydata().tolist() == [[1, 1], [2, 2], [3, 4]]
    assert two.get_xydata().tolist() == [[1, 3], [2, 1.5], [3, 2]]
    assert one.get_marker() != two.get_marker()
    joined = axes.collections[0].get_segments()
    assert np.array_equal(joined, [[[1, 1], [1, 3]], [[2, 2], [2, 1.5]], [[3, 4], [3, 2]]])


@pytest.mark.parametrize("swapped", [False, True])
def test_the_names_stand_beside_the_last_pair_the_higher_one_above(swapped):
    values = [(1.0, 2.01), (2.0, 2.0)]
    axes = drawn(*reversed(values)) if swapped else drawn(*values)
    axes.figure.canvas.draw()
    places = {text.get_text(): text.get_window_extent() for text in axes.texts}
    high, low = ("b", "a") if swapped else ("a", "b")
    assert places[high].y0 > places[low].y1
    assert all(place.x1 <= axes.figure.bbox.x1 for place in places.values())
    assert all(text.get_fontsize() >= 9 for text in axes.texts)


def test_trials_are_counted_in_whole_numbers():
    axes = drawn()
    assert all(tick == int(tick) for tick in axes.get_xticks())


@pytest.mark.parametrize(
    ("series", "says"),
    [
        ({"a": [1, 2]}, "two to make pairs"),
        ({"a": [1], "b": [1], "c": [1]}, "two to make pairs"),
        ({"a": [1, 2], "b": [1]}, 'a value for each of "a"'),
        ({"a": [1, np.nan], "b": [1, 2]}, "NaN"),
        ({"a": [], "b": []}, "empty"),
    ],
)
def test_what_makes_no_pairs_is_refused(series, says):
    with pytest.raises(ValueError, match=says):
        pairs(series, "", "", "")
