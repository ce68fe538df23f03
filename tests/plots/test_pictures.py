"""Pictures of any size are drawn as they are, and what is no picture is refused."""

import matplotlib.pyplot as plt
import numpy as np
import pytest

from helpers.plots import pictures


@pytest.fixture(autouse=True)
def close_figures():
    yield
    plt.close("all")


@pytest.mark.parametrize("dark, cmap", [("ink", "gray_r"), ("black", "gray")])
def test_each_picture_under_its_name(dark, cmap):
    images = {"a": np.arange(6.0).reshape(2, 3), "b": np.ones((4, 4))}
    pictures(images, "Two", dark=dark)
    assert plt.gcf()._suptitle.get_text() == "Two"
    for axes, (name, image) in zip(plt.gcf().axes, images.items(), strict=True):
        drawn = axes.images[0]
        np.testing.assert_array_equal(drawn.get_array(), image)
        assert (axes.get_title(loc="left"), drawn.get_cmap().name, drawn.get_clim()) == (
            name,
            cmap,
            (0, 255),
        )


@pytest.mark.parametrize("images", [{}, {"a": np.ones(3)}, {"a": np.full((2, 2), np.nan)}, [1]])
def test_what_is_no_picture_is_refused(images):
    with pytest.raises(ValueError):
        pictures(images, "None")
    assert not plt.get_fignums()
