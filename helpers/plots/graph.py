"""Computational graphs: what is computed in boxes, values above them, gradients below, and arrows both ways."""

from itertools import pairwise

import matplotlib.pyplot as plt
import numpy as np
from matplotlib.patches import FancyBboxPatch

from helpers.plots.inputs import listed, named, numbers, whole
from helpers.plots.palette import BACK, EDGE, INK, PALE, in_style

HALF, TALL = 0.46, 0.22  # half a box: width and height, in inches as everything here


@in_style
def graph(boxes, edges, panels, title, width=7.5):
    """Boxes joined by arrows, once for each panel; an arrow back wherever both of its boxes have a gradient.

    boxes: name -> (x, y, text), places in inches. edges: (from, to) -> the text on the arrow, such as a local gradient.
    panels: heading -> (values, gradients), the texts above and below boxes, by name. width: of the figure, in inches.
    ValueError where a name is no box.
    """
    boxes, panels = named(boxes, "boxes"), named(panels, "panels")
    size, low, high = room(boxes, len(panels), width)
    paint(plt.figure(figsize=size), boxes, edges, panels, title, (low, high))


def room(boxes, panels, width=7.5):
    """The size of the figure for so many panels, in inches, and the lowest and the highest place in each."""
    _, heights, _ = zip(*boxes.values(), strict=True)
    low, high = min(heights) - 0.6, max(heights) + 0.5
    return (width, panels * (high - low + 0.3) + 0.4), low, high


def paint(figure, boxes, edges, panels, title, heights):
    """Draw a graph on an empty figure: that of graph(), or a frame of a film."""
    for place, names in [("edges", [name for edge in edges for name in edge])] + [
        (f'the panel "{heading}"', [*above, *below]) for heading, (above, below) in panels.items()
    ]:
        unknown = [name for name in names if name not in boxes]
        if unknown:
            raise ValueError(f"{place}: {unknown[0]!r} is none of the boxes {', '.join(boxes)}.")
    across, _, _ = zip(*boxes.values(), strict=True)
    column = figure.subplots(len(panels), 1, squeeze=False)
    for axes, (heading, (above, below)) in zip(column[:, 0], panels.items(), strict=True):
        axes.set_title(heading, fontsize=10, fontweight="normal")
        for name, (x, y, text) in boxes.items():
            _box(axes, x, y, text, above.get(name, ""), below.get(name, ""))
        for (start, end), text in edges.items():
            _edge(axes, boxes[start], boxes[end], text, start in below and end in below)
        axes.set(xlim=(min(across) - 0.85, max(across) + 0.75), ylim=heights)
        axes.axis("off")
    figure.suptitle(title, fontsize=12, fontweight="bold", x=0.01, ha="left")


def _box(axes, x, y, text, above, below):
    axes.add_patch(
        FancyBboxPatch(
            (x - HALF, y - TALL), 2 * HALF, 2 * TALL, boxstyle="round,pad=0.02", fc=PALE, ec=EDGE
        )
    )
    centred = {"ha": "center", "va": "center"}
    axes.text(x, y, text, fontsize=9.5, fontweight="bold", color=INK, **centred)
    if above:
        axes.text(x, y + TALL + 0.14, above, fontsize=9.5, color=INK, **centred)
    if below:
        axes.text(x, y - TALL - 0.16, below, fontsize=9.5, color=BACK, **centred)


def _edge(axes, start, end, text, back):
    """An arrow from box to box, its text on it, and beside it, dashed, the arrow back."""
    tail = np.array([start[0] + HALF + 0.08, start[1]])
    tip = np.array([end[0] - HALF - 0.08, end[1]])
    along = (tip - tail) / np.linalg.norm(tip - tail)
    across = np.array([-along[1], along[0]])
    aside = 0.06 * across if back else 0
    look = {"shrinkA": 0, "shrinkB": 0, "arrowstyle": "-|>"}
    axes.annotate("", tip + aside, tail + aside, arrowprops=look | {"color": EDGE})
    if back:
        look |= {"color": BACK, "linestyle": "--"}
        axes.annotate("", tail - aside, tip - aside, arrowprops=look)
    if text:
        middle = (tail + tip) / 2 + [0.5, 0.23] * across
        white = {"facecolor": "white", "edgecolor": "none", "pad": 1}
        axes.text(*middle, text, fontsize=9, color=INK, ha="center", va="center", bbox=white)


def _short(value):
    """Four digits, and a minus sign as wide as a plus."""
    return f"{value:.4g}".replace("-", "−")


def unit_graph(values, slopes, panels, title):
    """One unit and its loss: w and b lead to z, z to a, a to L.

    values: w, b, z, a and L -> number. slopes: "z", "a" and "L" -> the local gradient on the arrow that leads there; of
    the two that lead to z it is that of w. panels: heading -> the gradients known by then, name -> number.
    """
    boxes, edges, panels = unit_parts(values, slopes, panels)
    graph(boxes, edges, panels, title)


def unit_parts(values, slopes, panels):
    """The boxes, edges and panels of unit_graph, as graph() wants them."""
    boxes = {
        "w": (0, 0.55, "w"),
        "b": (0, -0.55, "b"),
        "z": (2, 0, "z = wx + b"),
        "a": (4, 0, "a = σ(z)"),
        "L": (6, 0, "L = −log a"),
    }
    on = {name: f"slope {_short(value)}" for name, value in named(slopes, "slopes").items()}
    edges = {("w", "z"): on["z"], ("b", "z"): "slope 1", ("z", "a"): on["a"], ("a", "L"): on["L"]}
    above = {name: _short(value) for name, value in named(values, "values").items()}
    below = {
        heading: {name: f"d{name} = {_short(value)}" for name, value in gradients.items()}
        for heading, gradients in named(panels, "panels").items()
    }
    return boxes, edges, {heading: (above, found) for heading, found in below.items()}


def paths_graph(a, weights, dz, title):
    """An input of a layer and the two units it leads to.

    a: its value. weights: its two. dz: the gradients of the two units.
    """
    weights, dz = numbers(weights, "weights", (2,)), numbers(dz, "dz", (2,))
    boxes = {
        "a": (0, 0, "a₁"),
        "z₁": (2.6, 0.55, "z₁"),
        "z₂": (2.6, -0.55, "z₂"),
        "L": (5.2, 0, "L"),
    }
    edges, paths, below = {}, [], {"L": "dL = 1"}
    for name, weight, slope in zip(["z₁", "z₂"], weights, dz, strict=True):
        edges |= {("a", name): f"slope {_short(weight)}", (name, "L"): f"slope {_short(slope)}"}
        below[name] = f"d{name} = {_short(slope)}"
        paths.append(f"{_short(slope)} · {_short(weight)}")
    below["a"] = f"da₁ = {' + '.join(paths)} = {_short(dz @ weights)}"
    heading = f"L = {_short(dz[0])} z₁ + {_short(dz[1])} z₂"
    graph(boxes, edges, {heading: ({"a": _short(a)}, below)}, title)


def layers_graph(sizes, title, gradients=False):
    """A network of dense layers and the loss of one example: a, W and b lead to z, and each has its shape above it.

    sizes: units in each layer. gradients: whether they stand below, with the arrows back.
    """
    sizes = [whole(size, "sizes") for size in listed(sizes, "sizes")]
    if len(sizes) < 2:
        raise ValueError("sizes: at least two are needed, of the inputs and of the outputs.")
    boxes, edges, before = {"x": (0, 0, "x")}, {}, "x"
    shapes = {"x": f"({sizes[0]},)"}
    for layer, (n_in, n_out) in enumerate(pairwise(sizes), start=1):
        W, b, z, a = (f"{letter}{layer}" for letter in "Wbza")
        x = boxes[before][0]
        after, text = (a, f"{a} = g({z})") if layer < len(sizes) - 1 else ("L", "L")
        boxes |= {W: (x, 1.1, W), b: (x, -1.1, b), z: (x + 1.4, 0, z), after: (x + 2.8, 0, text)}
        edges |= {(W, z): "", (before, z): "", (b, z): "", (z, after): ""}
        shapes |= {W: f"({n_in}, {n_out})"} | dict.fromkeys([b, z, after], f"({n_out},)")
        before = after
    shapes["L"] = "()"
    below = {name: f"d{name} {shapes[name]}" for name in boxes if name not in "xL"}
    panel = (shapes, below | {"L": "dL = 1"} if gradients else {})
    graph(boxes, edges, {"": panel}, title, width=1.4 * (2 * len(sizes) - 1))
