"""A chain of layers: what goes forward, what comes back, and what each layer keeps in between."""

import matplotlib.pyplot as plt
from matplotlib.patches import FancyBboxPatch

from helpers.plots.inputs import listed, named
from helpers.plots.palette import BACK, EDGE, INK, PALE, in_style

WIDE, TALL, GAP = 1.55, 0.85, 0.75  # a box, and the room between two, in inches


@in_style
def passes(layers, forth, back, title):
    """Layers in a row, an arrow forward and a dashed one back between them.

    layers: name -> (what it keeps, which gradients it finds), texts, "" for none. forth, back: the texts on the arrows,
    one before each layer and one behind the last; no arrow where the text is "".
    ValueError where they are not one more than the layers.
    """
    layers = named(layers, "layers", at_most=4)
    layers = {name: listed(texts, f'the layer "{name}"', 2) for name, texts in layers.items()}
    forth = listed(forth, "forth", len(layers) + 1)
    back = listed(back, "back", len(layers) + 1)
    width = len(layers) * (WIDE + GAP) + GAP + 0.1
    _, axes = plt.subplots(figsize=(width, 2))
    for k, (name, (keeps, finds)) in enumerate(layers.items()):
        _box(axes, GAP + k * (WIDE + GAP), name, keeps, finds)
    for k, (onward, returning) in enumerate(zip(forth, back, strict=True)):
        left = k * (WIDE + GAP) + 0.09
        right = left + GAP - 0.18
        if onward:
            _arrow(axes, left, right, 0.2, onward, {"color": EDGE}, INK)
        if returning:
            _arrow(axes, right, left, -0.2, returning, {"color": BACK, "linestyle": "--"}, BACK)
    axes.set(xlim=(-0.05, width - 0.05), ylim=(-0.95, 0.6))
    axes.axis("off")
    axes.set_title(title)


def _box(axes, left, name, keeps, finds):
    axes.add_patch(
        FancyBboxPatch((left, -TALL / 2), WIDE, TALL, boxstyle="round,pad=0.02", fc=PALE, ec=EDGE)
    )
    centred = {"ha": "center", "va": "center"}
    middle = left + WIDE / 2
    axes.text(middle, 0.2, name, fontsize=10, fontweight="bold", color=INK, **centred)
    if keeps:
        axes.text(middle, -0.15, f"keeps {keeps}", fontsize=9.5, color=INK, **centred)
    if finds:
        axes.text(middle, -0.7, f"finds {finds}", fontsize=9.5, color=BACK, **centred)


def _arrow(axes, start, end, y, text, look, color):
    arrow = {"arrowstyle": "-|>", "shrinkA": 0, "shrinkB": 0} | look
    axes.annotate("", (end, y), (start, y), arrowprops=arrow)
    up = 0.15 if y > 0 else -0.16
    middle = (start + end) / 2
    axes.text(middle, y + up, text, fontsize=9.5, color=color, ha="center", va="center")
