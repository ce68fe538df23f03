"""Paths on a landscape: the cost over two parameters, as lines of equal cost."""

import matplotlib.pyplot as plt
import numpy as np

from helpers.plots.inputs import listed, named, numbers
from helpers.plots.palette import INK, OTHERS, in_style

GRID = 80  # places along each axis where the cost is computed
LOOKS = [
    {"color": INK, "marker": "o", "markersize": 4, "linewidth": 1.2, "zorder": 4},
    {"color": OTHERS[1], "linewidth": 0.9, "zorder": 3},
]
NAMES = [(-30, -75), (0, -46)]  # where a path's name is written, in points from its end


@in_style
def landscape(cost, paths, title, xlabel, ylabel, levels):
    """Lines of equal cost over two parameters, and one or two paths, the first with a dot at each place.

    cost: a function of the two parameters. paths: name -> the places visited, (k, 2), all from one start. levels: the
    costs whose lines are drawn, each with its number. Both axes have one scale, so a right angle looks like one.
    ValueError where a path is empty or has left for infinity, where the starts differ, and where no level is reached.
    """
    paths = {
        name: numbers(places, f'the path "{name}"', (None, 2))
        for name, places in named(paths, "paths", at_most=len(LOOKS)).items()
    }
    start = next(iter(paths.values()))[0]
    for name, places in paths.items():
        if not np.array_equal(places[0], start):
            raise ValueError(f'the path "{name}" starts at {places[0]}, and the first at {start}.')
    levels = np.unique(numbers(listed(levels, "levels"), "levels", (None,)))
    everywhere = np.concatenate(list(paths.values()))
    margin = 0.15 * max(np.ptp(everywhere, axis=0).max(), 1e-9)
    lowest, highest = everywhere.min(axis=0) - margin, everywhere.max(axis=0) + margin
    across, up = np.linspace(lowest, highest, GRID).T
    heights = numbers([[cost(x, y) for x in across] for y in up], "the cost", (GRID, GRID))
    levels = levels[(levels > heights.min()) & (levels < heights.max())]
    if not levels.size:
        raise ValueError(
            f"levels: the cost here runs from {heights.min():.4g} to {heights.max():.4g}, "
            "and none is between."
        )
    width, height = highest - lowest
    _, axes = plt.subplots(figsize=(9, min(1.2 + 8 * height / width, 9)))
    lines = axes.contour(across, up, heights, levels, colors="#9DB4C8", linewidths=1)
    for level, line in zip(levels, lines.get_paths(), strict=True):
        inside = line.vertices[line.vertices[:, 1] > lowest[1] + 0.04 * height]
        x, y = inside[np.lexsort(inside.T)[0]]  # the place that is lowest in the picture
        axes.text(x, y, f"{level:g}", ha="center", va="center", fontsize=9, bbox=_white())
    for look, away, (name, places) in zip(LOOKS, NAMES, paths.items(), strict=False):
        axes.plot(*places.T, label=name, **look)
        axes.annotate(
            name,
            places[-1],
            away,
            textcoords="offset points",
            ha="center",
            fontsize=10,
            color=INK,
            bbox=_white(),
            arrowprops={"arrowstyle": "-", "color": INK},
            zorder=5,
        )
    axes.plot(*start, color=INK, marker="o", markersize=9, fillstyle="none", label="start")
    axes.text(*start, "start   ", ha="right", va="center", fontsize=10, color=INK, zorder=5)
    axes.set(title=title, xlabel=xlabel, ylabel=ylabel, aspect="equal")


def _white():
    return {"facecolor": "white", "edgecolor": "none", "pad": 1}
