"""Results of several seeds: each run is a dot, so that the spread between seeds is seen beside what is compared."""

import matplotlib.pyplot as plt
import numpy as np
from matplotlib.ticker import LogLocator, NullFormatter

from helpers.plots.inputs import named, numbers
from helpers.plots.palette import DASHES, INK, OTHERS, in_style

MARKERS = ["o", "s", "^", "D"]


@in_style
def sweep(results, title, xlabel, ylabel):
    """A curve for each method through the medians of its runs, with its name below its lowest point.

    results: name -> {x: values of the runs}, four names at most; both axes are logarithmic. ValueError where there are
    more, and where a number is missing, infinite or not above 0.
    """
    results = named(results, "results", at_most=len(DASHES))
    results = {
        name: {
            _above_0(x, f'x of "{name}"', ()): _above_0(values, f'"{name}" at {x}', (None,))
            for x, values in named_runs.items()
        }
        for name, named_runs in results.items()
    }
    _, axes = plt.subplots(figsize=(8, 4.2))
    for k, (name, runs) in enumerate(results.items()):
        look = {"color": OTHERS[k], "marker": MARKERS[k]}
        medians = [float(np.median(values)) for values in runs.values()]
        axes.plot(list(runs), medians, linestyle=DASHES[k], linewidth=2, label=name, **look)
        dots = [(x, value) for x, values in runs.items() for value in values]
        axes.plot(*np.transpose(dots), linestyle="none", markersize=4, alpha=0.6, **look)
        at = int(np.argmin(medians))
        lowest = list(runs)[at], min(list(runs.values())[at])
        below = {"xytext": (0, -7), "textcoords": "offset points", "ha": "center", "va": "top"}
        axes.annotate(name, lowest, color=INK, fontsize=11, fontweight="bold", **below)
    axes.set(title=title, xlabel=xlabel, ylabel=ylabel, xscale="log", yscale="log")
    axes.margins(y=0.15)  # room for the names
    for axis in (axes.xaxis, axes.yaxis):
        smallest, largest = axis.get_data_interval()
        # on a short axis, powers of ten alone would be one or two
        axis.set_major_locator(LogLocator(subs=(1, 2, 5) if largest < 50 * smallest else (1,)))
        axis.set_major_formatter("{x:g}")
        axis.set_minor_formatter(NullFormatter())


@in_style
def spread(results, title, xlabel):
    """A row for each name: a dot for each run, on a bar from the lowest to the highest, which are written beside it.

    results: name -> values of the runs. ValueError where one is empty, and where a number is missing or infinite.
    """
    results = {
        name: numbers(values, f'the runs of "{name}"', (None,))
        for name, values in named(results, "results").items()
    }
    decimals = _decimals([e for values in results.values() for e in (values.min(), values.max())])
    _, axes = plt.subplots(figsize=(8, 0.9 + 0.5 * len(results)))
    for row, values in enumerate(results.values()):
        low, high = values.min(), values.max()
        axes.plot([low, high], [row, row], color="#9DB4C8", linewidth=7, solid_capstyle="round")
        axes.plot(values, np.full(len(values), row), color=INK, marker="o", linestyle="none")
        words = " to ".join(f"{end:.{decimals}f}" for end in sorted({low, high}))
        beside = {"xytext": (12, 0), "textcoords": "offset points", "va": "center"}
        axes.annotate(words, (high, row), color=INK, fontsize=10, **beside)
    axes.set(title=title, xlabel=xlabel, ylim=(len(results) - 0.5, -0.5))
    axes.set_yticks(range(len(results)), list(results))
    left, right = axes.get_xlim()
    axes.set_xlim(left, right + 0.22 * (right - left))  # room for the words


def _decimals(values):
    """How many decimals three significant digits of each of the values need: 2 for 1.12 and 1.4."""
    short = [np.format_float_positional(v, 3, fractional=False, trim="-") for v in values]
    return max(len(text.partition(".")[2]) for text in short)


def _above_0(values, what, shape):
    values = numbers(values, what, shape)
    if values.min() <= 0:
        raise ValueError(f"{what}: a logarithmic axis can't show {values.min():g}.")
    return values if shape else float(values)
