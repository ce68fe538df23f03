"""Lines named at their ends, also on logarithmic axes."""

import matplotlib.pyplot as plt
import numpy as np
from matplotlib.ticker import MaxNLocator

from helpers.plots.charts import readable_log_axes
from helpers.plots.inputs import listed, named, numbers
from helpers.plots.palette import DASHES, FIXED, INK, OTHERS, in_style

MARKERS = ["o", "s", "^", "D"]
NAME_SIZE = 10  # points
HEIGHT = 190  # of the axes, about, in points: the real one differs a little between versions of Matplotlib


@in_style
def trends(panels, title, xlabel, ylabel, xscale="linear", yscale="log", markers=True):
    """Lines with their names at the right end, in panels side by side with the same y axis.

    panels: a panel's name -> series; a lone panel may be called "". series: name -> (x, y), equally long, four at most.
    Where x falls, as from the last layer to the first, so does the axis: a line always ends on the right. A name keeps
    its colour, dashes and marker in all panels. markers: whether to mark each point.
    ValueError where lengths differ, a number is missing, or a logarithmic axis gets one that is not above 0.
    """
    panels = {
        panel: {
            name: _line(line, f'the line "{name}"', xscale, yscale)
            for name, line in named(series, f'the panel "{panel}"', at_most=4).items()
        }
        for panel, series in named(panels, "panels", at_most=3).items()
    }
    names = list(dict.fromkeys(name for series in panels.values() for name in series))
    if len(names) > len(DASHES):
        raise ValueError(f"{len(names)} names can't be told apart. Use {len(DASHES)} at most.")
    figure, grid = plt.subplots(1, len(panels), figsize=(9, 3.6), sharey=True, squeeze=False)
    for axes, (panel, series) in zip(grid[0], panels.items(), strict=True):
        for name, (x, y) in series.items():
            k = names.index(name)
            look = {"color": FIXED.get(name, OTHERS[k]), "linestyle": DASHES[k], "linewidth": 2}
            axes.plot(x, y, label=name, marker=MARKERS[k] if markers else None, **look)
        axes.set(xscale=xscale, yscale=yscale, xlabel=xlabel)
        axes.set_title(panel, fontweight="normal", fontsize=10)
        everywhere = np.concatenate([x for x, _ in series.values()])
        if xscale == "linear" and (everywhere == np.round(everywhere)).all():
            axes.xaxis.set_major_locator(MaxNLocator(integer=True))
        if all(x[0] > x[-1] for x, _ in series.values()):
            axes.invert_xaxis()
    readable_log_axes(*grid[0])
    grid[0, 0].set_ylabel(ylabel)
    figure.suptitle(title, fontsize=12, fontweight="bold", x=0.01, ha="left")
    figure.draw_without_rendering()  # Matplotlib 3.9 would make some ticks later, in the reader's style
    for axes, series in zip(grid[0], panels.values(), strict=True):
        _name_the_ends(axes, series)


def _line(line, what, xscale, yscale):
    x, y = listed(line, f"{what}, which needs x and y", 2)
    x = numbers(x, f"x of {what}", (None,))
    y = numbers(y, f"y of {what}, which needs a value for each x", (len(x),))
    for values, scale in ((x, xscale), (y, yscale)):
        if scale == "log" and (values <= 0).any():
            raise ValueError(f"{what}: a logarithmic axis can't show what is not above 0.")
    return x, y


def _name_the_ends(axes, series):
    """Each name to the right of its line's end, and no two closer than a line of text."""
    ends = []
    for name, (x, y) in series.items():
        last = x[-1], y[-1]
        low, at, high = axes.yaxis.get_transform().transform(
            [axes.get_ylim()[0], y[-1], axes.get_ylim()[1]]
        )
        ends.append((HEIGHT * (at - low) / (high - low), name, last))
    ends.sort()
    heights = np.array([up for up, *_ in ends])
    places = heights.copy()
    for k in range(1, len(places)):
        places[k] = max(places[k], places[k - 1] + 1.25 * NAME_SIZE)
    places -= (places - heights).mean()
    for place, (up, name, last) in zip(places, ends, strict=True):
        axes.annotate(
            name,
            last,
            xytext=(8, place - up),
            textcoords="offset points",
            va="center",
            color=INK,
            fontsize=NAME_SIZE,
        )
