"""Several runs of one experiment, a panel for each setting: their spread is seen, and no curve needs a colour."""

import matplotlib.pyplot as plt

from helpers.plots.inputs import listed, named, numbers
from helpers.plots.palette import INK, OTHERS, in_style


@in_style
def runs(x, series, title, xlabel, ylabel, top, levels=None):
    """A panel for each name, all with the same axes, cut off at top: a panel's title says how high the cut curves go.

    x: (k,). series: name -> the runs of this panel, (runs, k), four panels at most. levels: name -> the height of a
    dashed line in every panel, named in the first. ValueError otherwise, where a value is missing or infinite, where no
    run comes below top, and where a level is not between the lowest value and top.
    """
    x, top = numbers(x, "x", (None,)), float(numbers(top, "top", ()))
    series = {
        name: numbers(listed(several, f'the runs "{name}"'), f'the runs "{name}"', (None, len(x)))
        for name, several in named(series, "series", at_most=4).items()
    }
    lowest = min(several.min() for several in series.values())
    if lowest >= top:
        raise ValueError(
            f"top: all runs are at {lowest:.4g} or above, so {top:g} would cut them off."
        )
    levels = {
        name: float(numbers(height, f'the level "{name}"', ()))
        for name, height in (levels or {}).items()
    }
    for name, height in levels.items():
        if not lowest <= height <= top:
            raise ValueError(
                f'the level "{name}": {height:.4g} is not between {lowest:.4g} and {top:g}.'
            )
    figure, grid = plt.subplots(
        1, len(series), figsize=(9, 3.2), sharex=True, sharey=True, squeeze=False
    )
    for axes, (name, several) in zip(grid[0], series.items(), strict=True):
        for values in several:
            axes.plot(x, values, color=INK, linewidth=1.2)
        for level, height in levels.items():
            ends = [x.min(), x.max()]
            axes.plot(ends, [height] * 2, color=OTHERS[1], linestyle="--", zorder=1, label=level)
        axes.set_xlabel(xlabel)
        cut = f" ({ylabel} up to {several.max():.1f})" if several.max() > top else ""
        axes.set_title(f"{name}{cut}", fontweight="normal", fontsize=10)
    for name, height in levels.items():
        below = {"xytext": (0, -4), "textcoords": "offset points", "ha": "right", "va": "top"}
        grid[0, 0].annotate(name, (x.max(), height), color=INK, fontsize=10, **below)
    grid[0, 0].set(ylabel=ylabel, ylim=(lowest - 0.05 * (top - lowest), top))
    figure.suptitle(title, fontsize=12, fontweight="bold", x=0.01, ha="left")
