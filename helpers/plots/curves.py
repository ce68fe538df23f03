"""Curves that say on the spot which is which: each has dashes of its own and its name beside it, not in a legend."""

import matplotlib.pyplot as plt
import numpy as np
from matplotlib.ticker import MaxNLocator

from helpers.plots.inputs import listed, named, numbers
from helpers.plots.palette import DASHES, FIXED, INK, OTHERS, in_style


@in_style
def curves(x, series, title, xlabel, ylabel, marks=None, dots=None):
    """Curves over one axis, each named where it is farthest from the others.

    x: (k,). series: name -> values (k,), four at most; a lone curve may be called "". marks: text -> (x, y)
    of a point to mark. dots: (x, y), two equally long lists, of a cloud of points behind the curves.
    ValueError where a length differs, a number is missing or infinite, or there are too many curves.
    """
    x, series = _checked(x, series, "series")
    marks = {text: listed(at, f'the mark "{text}"', 2) for text, at in (marks or {}).items()}
    if dots is not None:
        along, up = listed(dots, "dots", 2)
        along = numbers(along, "x of the dots", (None,))
        dots = along, numbers(up, "y of the dots, one for each x", (len(along),))
    _, axes = plt.subplots()
    if dots is not None:
        # where thousands lie over one another, a darker place says that there are more of them
        alpha = min(1, (200 / len(dots[0])) ** 0.5)
        axes.scatter(*dots, s=10, color=OTHERS[2], alpha=alpha, label="data")
    _draw(axes, x, series)
    for text, (along, up) in marks.items():
        axes.plot([along], [up], color=INK, marker="o", linestyle="none")
        # well above: a curve with its lowest point there leaves room
        _write(axes, text, along, up, "center", 22, "bottom")
    axes.set(title=title, xlabel=xlabel, ylabel=ylabel)


@in_style
def curve_panels(x, panels, title, xlabel, ylabel):
    """Panels side by side with the same axes. panels: a panel's name -> series as in curves, the same names in each.

    The curves are named in the last panel, and keep their colour and dashes in all. ValueError as in curves.
    """
    panels = named(panels, "panels", at_most=4)
    panels = {name: _checked(x, series, f'the panel "{name}"') for name, series in panels.items()}
    figure, grid = plt.subplots(
        1, len(panels), figsize=(9, 3), sharex=True, sharey=True, squeeze=False
    )
    for axes, (name, (along, series)) in zip(grid[0], panels.items(), strict=True):
        _draw(axes, along, series, names=axes is grid[0, -1])
        axes.margins(y=0.18)  # more room for the names, as the panels are low
        axes.set_title(name, fontweight="normal", fontsize=10)
        axes.set_xlabel(xlabel)
    grid[0, 0].set_ylabel(ylabel)
    figure.suptitle(title, fontsize=12, fontweight="bold", x=0.01, ha="left")


def _checked(x, series, what):
    x = numbers(x, "x", (None,))
    series = named(series, what, at_most=len(DASHES))
    return x, {
        name: numbers(values, f'the curve "{name}", which needs a value for each x', (len(x),))
        for name, values in series.items()
    }


def _draw(axes, x, series, names=True):
    for k, (name, values) in enumerate(series.items()):
        colour = FIXED.get(name, OTHERS[k])
        axes.plot(x, values, label=name, color=colour, linestyle=DASHES[k], linewidth=2)
    if np.array_equal(x, np.round(x)):  # there is no epoch 2.5
        axes.xaxis.set_major_locator(MaxNLocator("auto", steps=[1, 2, 5, 10], integer=True))
    axes.margins(y=0.12)  # room for the names
    for name, values in series.items() if names else ():
        others = np.array([other for key, other in series.items() if key != name])
        apart = np.abs(others - values).min(axis=0) if len(others) else np.arange(len(x))
        at = int(np.argmax(apart))
        above = not len(others) or values[at] > others[:, at].mean()
        third = (x[at] - x.min()) / (np.ptp(x) or 1)
        side = "left" if third < 1 / 3 else "right" if third > 2 / 3 else "center"
        _write(
            axes, name, x[at], values[at], side, 5 if above else -5, "bottom" if above else "top"
        )


def _write(axes, text, x, y, side, points_up, edge):
    axes.annotate(
        text,
        (x, y),
        xytext=(0, points_up),
        textcoords="offset points",
        ha=side,
        va=edge,
        color=INK,
        fontsize=10,
    )
