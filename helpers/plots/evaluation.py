"""What an evaluation shows: who is taken for whom, estimates with their uncertainty, and how far a confidence holds."""

import matplotlib.pyplot as plt
import numpy as np

from helpers.plots.inputs import listed, named, numbers
from helpers.plots.palette import DASHES, FIXED, INK, OTHERS, in_style

MARKERS = ["o", "s", "^", "D"]


@in_style
def confusion(counts, title, names=None):
    """A confusion matrix: rows are labels, columns predictions. The colours compare the mistakes, not the diagonal.

    counts: (k, k) whole numbers from 0. names: of the classes, 0 to k - 1 by default. A dot is a 0 off the diagonal.
    ValueError where counts is not square, negative, or no count.
    """
    counts = numbers(counts, "counts", (None, None))
    if counts.shape[0] != counts.shape[1]:
        raise ValueError(f"counts: this must be square, and its shape is {counts.shape}.")
    if (counts < 0).any() or (counts != np.trunc(counts)).any():
        raise ValueError("counts: these must be whole numbers from 0. Were they divided already?")
    k = len(counts)
    names = listed(range(k) if names is None else names, "names", k)
    mistakes = np.where(np.eye(k, dtype=bool), 0, counts)
    most = mistakes.max() or 1
    side = max(3.2, 0.46 * k)
    _, axes = plt.subplots(figsize=(1.45 * side + 0.7, side + 1))
    axes.imshow(mistakes, cmap="Oranges", vmin=0, vmax=1.7 * most, aspect="auto")
    for (i, j), count in np.ndenumerate(counts):
        right = i == j
        if right:
            axes.fill(
                [j - 0.5, j + 0.5, j + 0.5, j - 0.5], [i - 0.5] * 2 + [i + 0.5] * 2, "#DDDDDD"
            )
        text = f"{count:.0f}" if right or count else "·"
        bold = "bold" if right or count == most else "normal"
        axes.text(j, i, text, ha="center", va="center", fontsize=10, color=INK, fontweight=bold)
    axes.set_xticks(range(k), [str(name) for name in names])
    axes.set_yticks(range(k), [str(name) for name in names])
    axes.tick_params(length=0)
    axes.spines[:].set_visible(False)
    axes.set(title=title, xlabel="predicted: what the network said", ylabel="label: what it is")


@in_style
def dots(names, series, title, ylabel, xlabel="", reach=None, level=None):
    """Dots over names, on an axis that shows where they differ. Each series has a marker of its own.

    series: name -> (k,), or (k, r) for r dots over each name, four series at most; a lone one may be called "".
    reach: name -> (k,), how far an error bar goes up and down, for series of shape (k,). level: (value, text) of a
    line to compare with. ValueError where a length differs, or a number is missing, infinite, or a negative reach.
    """
    names, series = listed(names, "names"), named(series, "series", at_most=len(MARKERS))
    reach = {} if reach is None else named(reach, "reach")
    level = None if level is None else listed(level, "level, a value and its text", 2)
    for name, values in series.items():
        what = f'the dots "{name}", one or several for each of the names'
        shape = (len(names), None) if np.ndim(values) == 2 else (len(names),)
        series[name] = numbers(values, what, shape)
    for name, up in reach.items():
        if name not in series or series[name].ndim == 2:
            raise ValueError(f'reach: "{name}" is no series with one dot for each of the names.')
        reach[name] = numbers(up, f'the reach of "{name}"', (len(names),))
        if reach[name].min() < 0:
            raise ValueError(f'the reach of "{name}": a reach can\'t be below 0.')
    _, axes = plt.subplots()
    for k, (name, values) in enumerate(series.items()):
        look = {"color": FIXED.get(name, OTHERS[k]), "marker": MARKERS[k], "linestyle": "none"}
        places = np.arange(len(names)) + 0.24 * (k - (len(series) - 1) / 2)
        if values.ndim == 2:
            aside = np.linspace(-0.09, 0.09, values.shape[1]) if values.shape[1] > 1 else [0]
            places = (places[:, None] + aside).ravel()
        axes.errorbar(
            places, values.ravel(), reach.get(name), label=name, capsize=4, markersize=6, **look
        )
    if level is not None:
        value, text = level
        axes.axhline(value, color=INK, linestyle="--", linewidth=1)
        at_the_end = {"xycoords": axes.get_yaxis_transform(), "textcoords": "offset points"}
        axes.annotate(text, (1, value), (5, 0), va="center", color=INK, **at_the_end)
    axes.set_xlim(-0.5, len(names) - 0.5)
    axes.set_xticks(np.arange(len(names)), [str(name) for name in names])
    axes.margins(y=0.12)
    axes.set(title=title, ylabel=ylabel, xlabel=xlabel)
    if len(series) > 1:
        axes.legend()


@in_style
def reliability(series, title):
    """A reliability diagram: the share that was right over the confidence, and the line on which both are the same.

    series: name -> (confidence (b,), share right (b,)), a point for each bin, from 0 to 1; four series at most.
    ValueError where the lengths differ or a number is not from 0 to 1.
    """
    series = named(series, "series", at_most=len(MARKERS))
    for name, pair in series.items():
        confidence, right = listed(pair, f'"{name}", confidence and share right', 2)
        confidence = numbers(confidence, f'the confidence of "{name}"', (None,))
        right = numbers(right, f'the share right of "{name}", one for each bin', confidence.shape)
        both = np.concatenate([confidence, right])
        if both.min() < 0 or both.max() > 1:
            raise ValueError(f'"{name}": confidence and share right must be from 0 to 1.')
        series[name] = confidence, right
    _, axes = plt.subplots(figsize=(6.4, 4.6))
    axes.plot([0, 1], [0, 1], color=INK, linestyle=":", label="calibrated")
    for k, (name, pair) in enumerate(series.items()):
        axes.plot(*pair, label=name, color=OTHERS[k], linestyle=DASHES[k], marker=MARKERS[k])
    lowest = min(confidence.min() for confidence, _ in series.values())
    axes.set(title=title, xlabel="confidence: mean in the bin", ylabel="share that was right")
    axes.set(xlim=(max(0, lowest - 0.05), 1.02), ylim=(0, 1.02))
    axes.legend(loc="upper left")
