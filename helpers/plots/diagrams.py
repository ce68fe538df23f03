"""Boxes joined by arrows: the steps of something, in their order."""

import matplotlib.pyplot as plt
from matplotlib.patches import FancyBboxPatch

from helpers.plots.inputs import listed, whole
from helpers.plots.palette import EDGE, INK, PAGE, PALE, in_style


@in_style
def flow(steps, title="", columns=5):
    """Boxes in reading order, joined by arrows. steps: (heading, text) each.

    ValueError where there is no step, or one is no pair.
    """
    steps = [listed(step, f"step {k}: a heading and a text", 2) for k, step in enumerate(steps)]
    columns = whole(columns, "columns")
    if not steps:
        raise ValueError("steps: empty, so there is nothing to draw.")
    rows = -(-len(steps) // columns)
    across = min(columns, len(steps))
    depth = 1.45  # from row to row
    width = min(PAGE, PAGE / 4 * across)  # four boxes in a row, or more, fill the page
    _, axes = plt.subplots(figsize=(width, depth * 0.8 * rows + (0.4 if title else 0)))
    for k, (heading, text) in enumerate(steps):
        x, y = k % columns * 1.75, -(k // columns) * depth
        axes.add_patch(
            FancyBboxPatch((x, y), 1.3, 0.9, boxstyle="round,pad=0.06", fc=PALE, ec=EDGE)
        )
        axes.text(
            x + 0.65,
            y + 0.66,
            heading,
            ha="center",
            va="center",
            fontsize=10,
            fontweight="bold",
            color=INK,
        )
        axes.text(x + 0.65, y + 0.26, text, ha="center", va="center", fontsize=9, color=INK)
        if k % columns:
            _arrow(axes, (x - 0.39, y + 0.45), (x - 0.06, y + 0.45), EDGE)
        elif k:
            _arrow(
                axes,
                ((across - 1) * 1.75 + 0.65, y + depth - 0.06),
                (0.65, y + 0.96),
                EDGE,
                "arc,angleA=-90,armA=9,angleB=90,armB=9,rad=4",
            )
    axes.set(
        xlim=(-0.15, across * 1.75 - 0.3),
        ylim=(-(rows - 1) * depth - 0.15, 1.05),
        title=title,
    )
    axes.axis("off")


def _arrow(axes, start, end, colour, shape="arc3"):
    style = {
        "arrowstyle": "-|>",
        "color": colour,
        "connectionstyle": shape,
        "shrinkA": 0,
        "shrinkB": 0,
    }
    axes.annotate("", xy=end, xytext=start, arrowprops=style)
