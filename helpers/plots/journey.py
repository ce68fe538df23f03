"""One digit on its way through a network: the image, what each layer makes of it, and ten probabilities."""

import matplotlib.pyplot as plt
import numpy as np
from matplotlib.collections import LineCollection

from helpers.plots.inputs import listed, numbers, pictures
from helpers.plots.palette import EDGE, INK, TRAIN, in_style

SHOWN = 16  # circles in a column; of a larger layer the first and the last ones are drawn, with a gap between
HEIGHT = 15  # of a column of circles


@in_style
def journey(image, activations, title):
    """The image, a column of circles for each hidden layer, shaded by activation, and a bar for each probability.

    image: (784,) or (28, 28). activations: what forward returns for this one example, [x, a1, …, p], each of one
    axis; of p there are ten. ValueError where there are more images, where an activation is missing or below 0
    (shades have no sign), and where p is not from 0 to 1.
    """
    images = pictures(image, "image")
    if len(images) > 1:
        raise ValueError(f"image: this must be one image, and there are {len(images)}.")
    activations = listed(activations, "activations: of each layer, the input first")
    if len(activations) < 2:
        raise ValueError(
            f"activations: at least two are needed, the input and the output, and there are {len(activations)}."
        )
    *hidden, p = (
        numbers(a, f"activations[{k}], of one example", (None,))
        for k, a in enumerate(activations[1:], start=1)
    )
    p = numbers(p, "the last activations, the probabilities", (10,))
    for k, a in enumerate(hidden, start=1):
        if a.min() < 0:
            raise ValueError(
                f"activations[{k}]: the smallest is {a.min():g}, and shades show none below 0."
            )
    if p.min() < -1e-9 or p.max() > 1 + 1e-9:
        raise ValueError(
            f"the last activations: these run from {p.min():g} to {p.max():g}, and probabilities are from 0 to 1. "
            "Did they go through softmax?"
        )
    figure, (left, middle, right) = plt.subplots(
        1, 3, figsize=(8.6, 4.6), width_ratios=[1.25, 0.9 + 1.1 * len(hidden), 1.5]
    )
    left.imshow(images[0])
    left.set(xticks=[], yticks=[])
    left.spines[:].set(visible=True, color=EDGE)
    left.set_title(f"input\n{np.size(activations[0])} pixels", **HEAD)
    _layers(middle, [*hidden, p])
    _probabilities(right, p)
    figure.suptitle(title, fontsize=12, fontweight="bold", x=0.01, ha="left")


HEAD = {"fontsize": 10, "fontweight": "normal", "loc": "center", "color": INK}


def _layers(axes, layers):
    """Columns of circles, each joined to all of the column before it; the input is at the left edge."""
    columns = [np.array([(-0.75, 0.0)])]
    reach = max(
        [1.0, *(layer.max() for layer in layers)]
    )  # probabilities have a scale of their own, to 1
    for x, layer in enumerate(layers):
        last = x == len(layers) - 1
        units = np.arange(len(layer))
        if len(units) > SHOWN:
            units = np.delete(units, range(SHOWN // 2 - 1, len(units) - SHOWN // 2 + 1))
            axes.text(x, 0, "⋮", ha="center", va="center", fontsize=16, color=INK)
        heights = _heights(min(len(layer), SHOWN))
        if len(units) < len(layer):
            heights = np.delete(heights, range(SHOWN // 2 - 1, SHOWN // 2 + 1))
        columns.append(np.column_stack([np.full(len(heights), float(x)), heights]))
        name = "output" if last else f"hidden layer {x + 1}"
        axes.scatter(
            *columns[-1].T,
            c=layer[units],
            s=110,
            cmap="Blues",
            vmin=0,
            vmax=1 if last else reach,
            edgecolor=EDGE,
            zorder=2,
            label=name,
        )
        axes.text(
            x,
            HEIGHT / 2 + 1.0,
            f"{name}\n{len(layer)} units",
            ha="center",
            va="bottom",
            fontsize=10,
            color=INK,
        )
    connections = [
        (a, b)
        for start, end in zip(columns[:-1], columns[1:], strict=True)
        for a in start
        for b in end
    ]
    axes.add_collection(
        LineCollection(connections, colors="#9DB4C8", linewidths=0.4, zorder=1, label="connections")
    )
    axes.text(
        (len(layers) - 1) / 2,
        -HEIGHT / 2 - 1.2,
        f"shade: activation, from 0 (white) to {reach:.3g} (dark)"
        + (", outputs to 1" if reach > 1 else ""),
        ha="center",
        va="top",
        fontsize=9,
        color=INK,
    )
    axes.set(xlim=(-0.75, len(layers) - 0.7), ylim=(-HEIGHT / 2 - 2.2, HEIGHT / 2 + 3.2))
    axes.axis("off")


def _heights(count):
    """count places from top to bottom, evenly."""
    return (
        HEIGHT / 2 - np.arange(count) * (HEIGHT / max(count - 1, 1)) if count > 1 else np.zeros(1)
    )


def _probabilities(axes, p):
    """A bar to the right at the height of each output's circle, with the digit before it and the number after it."""
    heights = _heights(len(p))
    axes.barh(heights, p, height=0.9, color=TRAIN)
    for digit, (height, probability) in enumerate(zip(heights, p, strict=True)):
        weight = "bold" if digit == np.argmax(p) else "normal"
        axes.text(
            probability + 0.03,
            height,
            f"{probability:.2f}",
            va="center",
            fontsize=9,
            fontweight=weight,
            color=INK,
        )
    axes.text(
        0.5,
        HEIGHT / 2 + 1.0,
        "probability\nof each digit",
        ha="center",
        va="bottom",
        fontsize=10,
        color=INK,
    )
    axes.set(xlim=(0, 1.3), ylim=(-HEIGHT / 2 - 2.2, HEIGHT / 2 + 3.2), xticks=[])
    axes.set_yticks(heights, [str(digit) for digit in range(len(p))])
    axes.tick_params(length=0)
    axes.spines[:].set_visible(False)
