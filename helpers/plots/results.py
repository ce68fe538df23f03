"""Results with their uncertainty: a dot and an interval for each."""

import matplotlib.pyplot as plt

from helpers.plots.inputs import listed, named, numbers
from helpers.plots.palette import EDGE, INK, TEST, in_style


@in_style
def intervals(rows, title, xlabel, hollow=(), level=None, note="{:.2f}"):
    """A row for each result: a dot, its interval as a line, and the number beside it.

    rows: name -> (value, lower end, upper end). hollow: the names whose dots are rings. level: (name, value) of a
    line to compare with. note: how the number is written. ValueError where an interval doesn't contain its value.
    """
    rows = {
        name: numbers(row, f'the row "{name}": value, lower and upper end', (3,))
        for name, row in named(rows, "rows").items()
    }
    for name, (value, low, high) in rows.items():
        if not low <= value <= high:
            raise ValueError(f'the row "{name}": {value:g} is not between {low:g} and {high:g}.')
    hollow = set(listed(hollow, "hollow"))
    if hollow - set(rows):
        raise ValueError(f"hollow: there is no row {sorted(hollow - set(rows))}.")
    if level is not None:
        text, level = listed(level, "level: a name and a number", 2)
        level = float(numbers(level, "the number of level", ()))
    figure, axes = plt.subplots(figsize=(9, 1.1 + 0.42 * len(rows)))
    for place, (name, (value, low, high)) in enumerate(rows.items()):
        inside = {"markerfacecolor": "white"} if name in hollow else {}
        axes.plot([low, high], [place, place], color=TEST, linewidth=2, zorder=1)
        axes.plot([value], [place], color=TEST, marker="o", markersize=8, label=name, **inside)
        beside = {"textcoords": "offset points", "va": "center", "color": INK}
        axes.annotate(note.format(value), (high, place), xytext=(6, 0), **beside)
    if level is not None:
        axes.axvline(level, color=EDGE, linestyle="--", zorder=0, label=text)
        place = (level, -0.75)
        axes.annotate(text, place, xytext=(5, 0), textcoords="offset points", va="center")
    axes.margins(x=0.09)  # room for the numbers
    axes.set_ylim(len(rows) - 0.4, -1.1 if level is not None else -0.6)
    axes.set_yticks(range(len(rows)), rows)
    axes.tick_params(axis="y", length=0)
    axes.grid(axis="x", color="#DDDDDD", zorder=-1)
    axes.set_xlabel(xlabel)
    figure.suptitle(title, fontsize=12, fontweight="bold", x=0.01, ha="left")
