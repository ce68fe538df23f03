"""Two methods in many trials: a pair of markers for each trial, one above the other."""

import matplotlib.pyplot as plt
from matplotlib.ticker import MaxNLocator

from helpers.plots.inputs import named, numbers
from helpers.plots.palette import EDGE, INK, OTHERS, in_style


@in_style
def pairs(series, title, xlabel, ylabel):
    """Both values of each trial above its number, joined by a thin line; the names stand beside the last pair.

    series: name -> values (k,), two of them: the first as dots, the second as crosses.
    ValueError where there are not two, their lengths differ, or a number is missing or infinite.
    """
    series = named(series, "series")
    if len(series) != 2:
        raise ValueError(f"series: there must be two to make pairs, and there are {len(series)}.")
    (one, first), (two, second) = series.items()
    first = numbers(first, f'"{one}"', (None,))
    second = numbers(second, f'"{two}", which needs a value for each of "{one}"', (len(first),))
    _, axes = plt.subplots()
    x = range(1, len(first) + 1)
    axes.vlines(x, first, second, color=EDGE, linewidth=0.8, label="differences")
    for name, values, marker, color in (one, first, "o", OTHERS[0]), (two, second, "X", OTHERS[4]):
        axes.plot(x, values, marker, label=name, color=color, markersize=7)
    higher = first[-1] >= second[-1]
    for name, values, above in (one, first, higher), (two, second, not higher):
        axes.annotate(
            name,
            (len(first), values[-1]),
            xytext=(9, 2 if above else -2),
            textcoords="offset points",
            va="bottom" if above else "top",
            fontsize=10,
            color=INK,
        )
    axes.xaxis.set_major_locator(MaxNLocator(integer=True))
    axes.set(title=title, xlabel=xlabel, ylabel=ylabel)
