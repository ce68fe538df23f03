"""Pictures of pixels as numbers, and of what becomes of them."""

import matplotlib.pyplot as plt
import numpy as np
from matplotlib.patches import Rectangle

from helpers.plots.inputs import named, numbers, pictures
from helpers.plots.palette import INK, OTHERS, PALE, WRONG, in_style


@in_style
def pixels(image, title, mark=None):
    """The 784 numbers of one digit in their places, with row and column numbers. mark: (row, column) to frame.

    image: (784,) or (28, 28). ValueError where there are more, and where mark is no place in it.
    """
    images = pictures(image, "image")
    if len(images) > 1:
        raise ValueError(f"image: this must be one image, and there are {len(images)}.")
    if mark is not None:
        mark = [int(place) for place in numbers(mark, "mark: a row and a column", (2,))]
        if not all(0 <= place < 28 for place in mark):
            raise ValueError(f"mark: rows and columns go from 0 to 27, and it is {tuple(mark)}.")
    _, axes = plt.subplots(figsize=(9.3, 8.2))
    reach = images[0].max() or 1
    axes.imshow(images[0], cmap="Blues", vmin=0, vmax=reach, aspect="auto")
    for (row, column), value in np.ndenumerate(images[0]):
        colour = "#767676" if value == 0 else "white" if value > 0.6 * reach else INK
        axes.text(column, row, f"{value:g}", ha="center", va="center", fontsize=9, color=colour)
    axes.set(xticks=range(28), yticks=range(28), xlabel="column", ylabel="row")
    axes.xaxis.set(label_position="top", ticks_position="top")
    axes.tick_params(length=0)
    axes.spines[:].set_visible(False)
    axes.set_title(title, pad=10)
    if mark is not None:
        row, column = mark
        for corner, width, height, line in [
            ((-0.5, row - 0.5), column + 1, 1, 1.5),
            ((column - 0.5, -0.5), 1, row + 1, 1.5),
            ((column - 0.5, row - 0.5), 1, 1, 3),
        ]:
            axes.add_patch(Rectangle(corner, width, height, fill=False, ec=WRONG, linewidth=line))
        for labels, place in ((axes.get_yticklabels(), row), (axes.get_xticklabels(), column)):
            labels[place].set(fontweight="bold", color=WRONG)


@in_style
def magnitudes(values, limit, title, xlabel, ylabel, beyond):
    """How often each size |value| occurs, on an axis of powers of ten. beyond: what a size above limit is called.

    values: name -> array, two at most. ValueError where one is missing or infinite, and where all of them are 0.
    """
    sizes = {
        name: np.abs(numbers(array, f'the values "{name}"')).ravel()
        for name, array in named(values, "values", at_most=2).items()
    }
    everything = np.concatenate(list(sizes.values()))
    if not everything.any():
        raise ValueError("values: all of them are 0, and a logarithmic axis can't show it.")
    smallest, largest = np.quantile(everything[everything > 0], 0.001), everything.max()
    first, last = np.floor(np.log10(min(smallest, limit))), np.ceil(np.log10(max(largest, limit)))
    edges = np.logspace(first, last, int(20 * (last - first)) + 1)
    _, axes = plt.subplots(figsize=(9.3, 3.8))
    axes.axvspan(limit, edges[-1], color=PALE, zorder=0)
    axes.axvline(limit, color=INK, linestyle="--")
    tallest = 0
    for (name, array), colour, hatch in zip(sizes.items(), OTHERS[1:3], ("", "///"), strict=False):
        counts, *_ = axes.hist(
            np.clip(array, edges[0], None), edges, color=colour, hatch=hatch, ec="white", label=name
        )
        top = counts.argmax()
        centre = np.sqrt(edges[top] * edges[top + 1])
        axes.annotate(name, (centre, counts[top]), (0, 3), textcoords="offset points", ha="center")
        tallest = max(tallest, counts.max())
    axes.text(1.06 * limit, 1.3 * tallest, beyond, va="top")
    axes.set(title=title, xlabel=xlabel, ylabel=ylabel, xscale="log", xlim=edges[[0, -1]])
    axes.set_ylim(0, 1.35 * tallest)
    axes.xaxis.set_major_formatter("{x:g}")
