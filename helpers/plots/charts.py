"""Charts of digits and of numbers."""

import matplotlib.pyplot as plt
import numpy as np
from matplotlib.patches import Rectangle
from matplotlib.ticker import LogLocator, NullFormatter

from helpers.plots.inputs import listed, named, numbers, pictures, whole
from helpers.plots.palette import FIXED, INK, OTHERS, PAGE, RIGHT, WRONG, curve_look, in_style


@in_style
def digits(images, captions=None, columns=10, title="", right=None):
    """Digits side by side on one sheet. images: (k, 784) or (k, 28, 28), 0 is paper. captions: a text under each.

    right: k booleans; the caption's first line is then green with a tick, or purple with a cross.
    ValueError where there is no image, where one has colours or missing pixels, and where the numbers differ.
    """
    images, columns = pictures(images, "images"), whole(columns, "columns")
    captions = [""] * len(images) if captions is None else listed(captions, "captions", len(images))
    captions = [str(caption) for caption in captions]
    right = None if right is None else listed(right, "right", len(images))
    rows, text_lines = (
        -(-len(images) // columns),
        max(caption.count("\n") + bool(caption) for caption in captions),
    )
    height, width = 32 + 10 * text_lines, 32
    sheet = np.full((rows * height, columns * width), np.nan)
    across = PAGE / max(columns, 10)  # inches for one digit: ten fill the page, and more share it
    _, axes = plt.subplots(
        figsize=(across * columns, across * rows * height / width + (0.4 if title else 0))
    )
    for k, (image, caption) in enumerate(zip(images, captions, strict=True)):
        top, left = k // columns * height, k % columns * width
        sheet[top : top + 28, left : left + 28] = image
        if right is not None:
            first, *others = caption.split("\n")
            caption = "\n".join([f"{first} {'✓' if right[k] else '✗'}", *others])
        colour = INK if right is None else RIGHT if right[k] else WRONG
        axes.text(left + 14, top + 29, caption, color=colour, ha="center", va="top", fontsize=9)
    axes.imshow(sheet, vmin=0, vmax=max(np.nanmax(sheet), 1e-9), interpolation="nearest")
    axes.set_title(title)
    axes.axis("off")


@in_style
def lines(x, series, title, xlabel, ylabel, yscale="linear", xscale="linear", marker=None):
    """Curves over one axis. series: name -> values of the length of x. "training" and "test" keep their colours.

    Missing values are gaps. ValueError where a curve has another length or nothing to show, and for too many curves.
    """
    if np.ndim(x) != 1 or len(x) == 0:
        raise ValueError(f"x: this must be a list of numbers, and it has the shape {np.shape(x)}.")
    x, series = np.asarray(x), named(series, "series")
    if x.dtype.kind in "biuf":
        x = numbers(x, "x", gaps=True)
        if xscale == "log" and not (x > 0).any():
            raise ValueError("x: a logarithmic axis can't show it, none is above 0.")
    looks = curve_look(series)
    for name, values in series.items():
        what = f'the curve "{name}", which needs a value for each x'
        series[name] = numbers(values, what, (len(x),), gaps=True)
        if yscale == "log" and not (series[name] > 0).any():
            raise ValueError(
                f'the curve "{name}": a logarithmic axis can\'t show it, none is above 0.'
            )
    _, axes = plt.subplots()
    for name, values in series.items():
        axes.plot(x, values, label=name, marker=marker, **looks[name])
    axes.set(title=title, xlabel=xlabel, ylabel=ylabel, yscale=yscale, xscale=xscale)
    readable_log_axes(axes)
    if len(series) > 1:
        axes.legend()


def readable_log_axes(*panels):
    """Plain numbers instead of powers on the axes that are logarithmic, and enough of them. panels share a y axis."""
    for axes in panels:
        for axis, shared in (
            (axes.xaxis, [axes.xaxis]),
            (axes.yaxis, [each.yaxis for each in panels]),
        ):
            if axis.get_scale() == "log":
                smallest = min(each.get_data_interval()[0] for each in shared)
                largest = max(each.get_data_interval()[1] for each in shared)
                if largest < 50 * smallest:  # powers of ten alone would leave it nearly bare
                    axis.set_major_locator(LogLocator(subs=(1, 2, 5)))
                axis.set_major_formatter("{x:g}")
                axis.set_minor_formatter(NullFormatter())


@in_style
def bars(names, series, title, ylabel, xlabel="", note=None):
    """Bars over names, side by side for several series. note: a format such as "{:.0f}" to write above each.

    series: name -> a height for each of the names, six series at most. ValueError otherwise, and where one is missing.
    """
    names, series = listed(names, "names"), named(series, "series", at_most=len(OTHERS))
    for name, values in series.items():
        numbers(values, f'the bars "{name}", one for each of the names', (len(names),))
    _, axes = plt.subplots()
    width = 0.8 / len(series)
    for k, (name, heights) in enumerate(series.items()):
        places = np.arange(len(names)) + (k - (len(series) - 1) / 2) * width
        drawn = axes.bar(
            places, heights, width=0.95 * width, label=name, color=FIXED.get(name, OTHERS[k])
        )
        if note:
            axes.bar_label(
                drawn, labels=[note.format(height) for height in heights], fontsize=9, padding=1
            )
    axes.margins(y=0.1 if len(series) == 1 else 0.25)  # room for the legend
    axes.set_xticks(np.arange(len(names)), [str(name) for name in names])
    axes.set(title=title, ylabel=ylabel, xlabel=xlabel)
    if len(series) > 1:
        axes.legend()


@in_style
def histogram(values, title, xlabel, ylabel="how many", bins=50, log=False):
    """How often each value occurs. values: an array, or name -> array to lay several over one another, six at most.

    ValueError where a value is missing or infinite: no bin counts it.
    """
    several = values if isinstance(values, dict) else {"": values}
    several = named(several, "values", at_most=len(OTHERS))
    several = {
        name: numbers(array, f'the values "{name}"' if name else "values").ravel()
        for name, array in several.items()
    }
    edges = np.histogram_bin_edges(np.concatenate(list(several.values())), bins)
    _, axes = plt.subplots()
    for name, array in several.items():
        axes.hist(
            array,
            bins=edges,
            log=log,
            label=name,
            alpha=1 if len(several) == 1 else 0.6,
        )
    axes.set(title=title, xlabel=xlabel, ylabel=ylabel)
    if len(several) > 1:
        axes.legend()


@in_style
def table(values, title, rows=None, columns=None, note="{:.0f}", size=9, cell=0.6, frames=None):
    """A small matrix as coloured cells with their numbers. cell: a cell's width in inches. frames: which to frame.

    rows, columns: their names. A missing value is a white cell with "nan" in it. ValueError where sizes differ.
    """
    values = numbers(values, "values", (None, None), gaps=True)
    rows = None if rows is None else listed(rows, "rows", len(values))
    columns = None if columns is None else listed(columns, "columns", values.shape[1])
    if frames is not None:
        frames = numbers(frames, "frames, which needs the shape of values", values.shape)
    finite = values[np.isfinite(values)]
    reach = np.abs(finite).max() or 1
    signed = finite.min() < 0
    margin = 0.1 if rows is None else 1.0
    height = values.shape[0] * min(cell, 0.42) + (0.9 if columns is not None else 0.5)
    _, axes = plt.subplots(figsize=(values.shape[1] * cell + margin, height))
    colours = (
        {"cmap": "PuOr", "vmin": -reach, "vmax": reach}
        if signed
        else {"cmap": "Blues", "vmin": 0, "vmax": reach}
    )
    axes.imshow(values, aspect="auto", **colours)
    for (i, j), value in np.ndenumerate(values):
        dark = abs(value) > 0.6 * reach
        axes.text(
            j,
            i,
            note.format(value),
            ha="center",
            va="center",
            fontsize=size,
            color="white" if dark else INK,
        )
    for i, j in np.argwhere(frames) if frames is not None else ():
        axes.add_patch(
            Rectangle(
                (j - 0.46, i - 0.44), 0.92, 0.88, fill=False, edgecolor=OTHERS[1], linewidth=2.5
            )
        )
    axes.set_xticks(range(len(columns)) if columns is not None else [], columns)
    axes.set_yticks(range(len(rows)) if rows is not None else [], rows)
    axes.tick_params(length=0)
    axes.spines[:].set_visible(False)
    axes.set_title(title)


@in_style
def weights(W, title, columns=8, label="weight", units=None):
    """The weights into each unit as a picture of its 28 × 28 pixels. W: (784, units). label: what they are.

    units: the number of each, where the columns of W are not units 0, 1, 2 and so on.
    ValueError where W has another shape, or a number in it is missing or infinite.
    """
    if np.ndim(W) == 2 and np.shape(W)[0] != 784 == np.shape(W)[1]:
        raise ValueError(f"W: the shape must be (784, any), and it is {np.shape(W)}. Pass W.T.")
    W, columns = numbers(W, "W", (784, None)), whole(columns, "columns")
    units = range(W.shape[1]) if units is None else listed(units, "units", W.shape[1])
    rows = -(-W.shape[1] // columns)
    reach = np.abs(W).max() or 1
    across = min(PAGE / columns, 1.8)  # inches for one unit
    figure, grid = plt.subplots(
        rows, columns, figsize=(across * columns, across * rows + 0.5), squeeze=False
    )
    for k, axes in enumerate(grid.ravel()):
        axes.axis("off")
        if k < W.shape[1]:
            shown = axes.imshow(W[:, k].reshape(28, 28), cmap="PuOr", vmin=-reach, vmax=reach)
            axes.set_title(f"unit {units[k]}", fontsize=9, fontweight="normal", loc="center")
    figure.colorbar(shown, ax=grid, shrink=0.8, label=label)
    figure.suptitle(title, fontsize=12, fontweight="bold", x=0.01, ha="left")


@in_style
def guess(image, probabilities, title, level=None):
    """One digit, and beside it the probabilities of the ten classes. level: a line to compare with.

    image: (784,) or (28, 28). ValueError where there are more, and where a probability is not from 0 to 1.
    """
    images = pictures(image, "image")
    if len(images) > 1:
        raise ValueError(f"image: this must be one image, and there are {len(images)}.")
    probabilities = numbers(probabilities, "probabilities", (10,))
    if probabilities.min() < -1e-9 or probabilities.max() > 1 + 1e-9:
        raise ValueError(
            f"probabilities: these run from {probabilities.min():g} to {probabilities.max():g}, "
            "and must be from 0 to 1. Did they go through softmax?"
        )
    figure, (left, right) = plt.subplots(1, 2, figsize=(PAGE, 2.9), width_ratios=[1, 2.4])
    left.imshow(images[0])
    left.axis("off")
    right.bar(range(10), probabilities, color=OTHERS[0])
    right.set(xlabel="digit", ylabel="probability", ylim=(0, 1), xticks=range(10))
    if level is not None:
        right.axhline(level, color=OTHERS[1], linestyle="--", label=f"{level:g} each")
        right.legend()
    figure.suptitle(title, fontsize=12, fontweight="bold", x=0.01, ha="left")
