"""The landscape's lines are of equal cost and say which; its paths are told apart without colour."""

import matplotlib.pyplot as plt
import numpy as np
import pytest
from matplotlib.colors import same_color

from helpers import plots

PATHS = {
    "few": np.array([[-4.0, 1.0], [-3.0, 0.5], [-1.0, 0.0]]),
    "many": np.array([[-4.0, 1.0], [-2.0, 1.5], [-1.5, 0.2], [-1.0, 1.0]]),
}
LEVELS = [100, 9, 4, 1]  # 100 is nowhere reached


@pytest.fixture(autouse=True)
def close_figures():
    yield
    plt.close("all")


def cost(x, y):
    return x**2 + 2 * y**2


@pytest.fixture
def axes():
    plots.landscape(cost, PATHS, "T", "w", "b", LEVELS)
    return plt.gca()


def test_lines_are_of_equal_cost_and_each_carries_its_number(axes):
    [contours] = axes.collections
    assert list(contours.levels) == [1, 4, 9]
    words = {text.get_text(): text.get_position() for text in axes.texts}
    for level, line in zip(contours.levels, contours.get_paths(), strict=True):
        assert np.allclose(cost(*line.vertices.T), level, rtol=0.02)
        assert cost(*words[f"{level:g}"]) == pytest.approx(level, rel=0.02)


def test_paths_go_where_they_went_and_differ_in_more_than_colour(axes):
    few, many, start = axes.lines
    for line, places in zip((few, many), PATHS.values(), strict=True):
        assert np.array_equal(np.transpose(line.get_data()), places)
    assert (few.get_marker(), many.get_marker()) == ("o", "None")
    assert not same_color(few.get_color(), many.get_color())
    assert (start.get_xdata()[0], start.get_ydata()[0]) == (-4, 1)
    named = {text.get_text(): text.xy for text in axes.texts if text.get_text() in PATHS}
    assert {name: tuple(xy) for name, xy in named.items()} == {"few": (-1, 0), "many": (-1, 1)}


def test_a_right_angle_looks_like_one(axes):
    plt.gcf().canvas.draw()
    pixels = axes.transData.transform([[0, 0], [1, 0], [0, 1]])
    assert np.ptp(pixels[:2, 0]) == pytest.approx(np.ptp(pixels[[0, 2], 1]))


@pytest.mark.parametrize(
    ("changed", "words"),
    [
        ({"paths": {}}, "empty"),
        ({"paths": dict.fromkeys("abc", PATHS["few"])}, "Draw 2 at most"),
        ({"paths": {"a": [[0, 1], [0, np.inf]]}}, 'the path "a".*infinite'),
        ({"paths": {"a": PATHS["few"], "b": PATHS["few"][1:]}}, 'the path "b" starts at'),
        ({"levels": [100, 200]}, "the cost here runs from"),
        ({"cost": lambda x, y: np.nan}, "the cost: no number"),
    ],
)
def test_what_cannot_be_drawn_is_refused(changed, words):
    with pytest.raises(ValueError, match=words):
        plots.landscape(
            **{"cost": cost, "paths": PATHS, "title": "T", "xlabel": "w", "ylabel": "b"}
            | {"levels": LEVELS}
            | changed
        )
