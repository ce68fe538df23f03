"""What one unit does, and what several together do: half-planes, weights as an image, a kink, a sum of kinks."""

import matplotlib.pyplot as plt
import numpy as np

from helpers.plots.inputs import listed, named, numbers, pictures
from helpers.plots.palette import DASHES, EDGE, INK, OTHERS, TEST, TRAIN, in_style

SMALL = {"fontsize": 10, "fontweight": "normal", "loc": "center", "color": INK}
WHITE = {"facecolor": "white", "edgecolor": "none", "pad": 1}  # behind a word that stands on a line
MARKS = {True: ("o", TRAIN), False: ("X", TEST)}


def _title(figure, title):
    figure.suptitle(title, fontsize=12, fontweight="bold", x=0.01, ha="left")


@in_style
def half_planes(w, biases, title, reach=3):
    """A square panel for each bias: where z = w · x + b is above 0 (shaded), the line z = 0, and the arrow of w.

    w: two weights, not both 0; the arrow has their direction, and always the same length. biases: four at most.
    The panels run from -reach to reach. ValueError otherwise, and where a line would miss its panel.
    """
    w, biases = numbers(w, "w", (2,)), numbers(biases, "biases", (None,))
    if not w.any():
        raise ValueError("w: both weights are 0, so z is the same everywhere and there is no line.")
    if len(biases) > 4:
        raise ValueError(f"biases: there are {len(biases)}. Draw four at most in one figure.")
    for b in biases:
        if np.abs(b) >= reach * np.abs(w).sum():
            raise ValueError(
                f"reach: the line for b = {b:g} misses the panel, so {reach} is too small."
            )
    figure, grid = plt.subplots(1, len(biases), figsize=(2.9 * len(biases), 3.5), squeeze=False)
    unit = w / np.hypot(*w)
    for axes, b in zip(grid[0], biases, strict=True):
        foot = -b * w / (w @ w)  # the point of the line that is nearest to the origin
        tip = foot + unit * reach / 2
        along, side = np.array([-unit[1], unit[0]]) * 4 * reach, unit * 8 * reach
        axes.axhline(0, color=EDGE, linewidth=0.6)
        axes.axvline(0, color=EDGE, linewidth=0.6)
        corners = [foot - along, foot + along, foot + along + side, foot - along + side]
        axes.fill(*np.array(corners).T, color="#C9D8E6", label="z > 0")
        axes.plot(*np.array([foot - along, foot + along]).T, color=INK, label="z = 0")
        axes.annotate("", tip, foot, arrowprops={"arrowstyle": "-|>", "color": TEST, "lw": 2})
        _write(axes, "w", (foot + tip) / 2 + np.array([-unit[1], unit[0]]) * reach / 9, TEST)
        for word, way in (("z > 0", 1), ("z < 0", -1)):
            _write(axes, word, _room(way * w, way * b, (foot + tip) / 2, reach), INK)
        axes.set(xlim=(-reach, reach), ylim=(-reach, reach), aspect="equal", xlabel="$x_1$")
        axes.set_title(f"b = {b:g}".replace("-", "−"), **SMALL)
    grid[0, 0].set_ylabel("$x_2$")
    _title(figure, title)


def _room(w, b, away, reach):
    """The place in a panel, well on the side where w · x + b > 0, that is farthest from the point away."""
    places = np.stack(np.meshgrid(*[np.linspace(-0.75, 0.75, 13) * reach] * 2), axis=-1).reshape(
        -1, 2
    )
    inside = (places @ w + b) / np.hypot(*w)
    places = places[inside >= min(0.25 * reach, inside.max())]
    return places[np.argmax(np.hypot(*(places - away).T))]


def _write(axes, word, at, colour):
    axes.text(*at, word, color=colour, ha="center", va="center", fontsize=11)


@in_style
def weights_on_digits(images, w, z, title):
    """A row for each digit: its pixels x, the weights w of one unit, and the products x · w that add up to z.

    images: (k, 784). w: (784,). z: (k,), the unit's pre-activations, with the bias in them. ValueError otherwise.
    """
    images, w = pictures(images, "images"), numbers(w, "w", (784,)).reshape(28, 28)
    z = numbers(z, "z, one for each image", (len(images),))
    products = images * w
    figure, grid = plt.subplots(len(images), 3, figsize=(7, 2.1 * len(images) + 0.6), squeeze=False)
    for k, row in enumerate(grid):
        row[0].imshow(images[k])
        for axes, shown in ((row[1], w), (row[2], products[k])):
            reach = np.abs(shown).max() or 1
            drawn = axes.imshow(shown, cmap="PuOr", vmin=-reach, vmax=reach)
            figure.colorbar(drawn, ax=axes, shrink=0.9)
        row[0].set_title("pixels x", **SMALL)
        row[1].set_title("weights w", **SMALL)
        row[2].set_title(f"products, sum + b: z = {z[k]:.2f}".replace("-", "−"), **SMALL)
        for axes in row:
            axes.set(xticks=[], yticks=[])
            axes.spines[:].set(visible=True, color=EDGE)
    _title(figure, title)


@in_style
def with_derivative(z, values, derivative, title, name, jump=None):
    """A function, and beside it its derivative on an axis of its own.

    z, values, derivative: (k,). name: of the function. jump: a place in z at which the derivative jumps: an open circle
    where it is not, a filled one at the value given for it. ValueError where a length differs, a number is missing, or
    jump has no place of z on each side.
    """
    z = numbers(z, "z", (None,))
    values = numbers(values, "values, one for each z", (len(z),))
    derivative = numbers(derivative, "derivative, one for each z", (len(z),))
    parts = [np.full(len(z), True)]
    if jump is not None:
        before, after = z < jump, z > jump
        if not (before.any() and after.any() and (z == jump).any()):
            raise ValueError(
                f"jump: {jump} must be one of the places z, and not the first or last."
            )
        parts = [before, after]
    figure, (left, right) = plt.subplots(1, 2, figsize=(8.6, 3))
    left.plot(z, values, color=OTHERS[0], linewidth=2, label=name)
    left.set_title(name, **SMALL)
    for k, part in enumerate(parts):
        label = "derivative" if jump is None else ("derivative before", "derivative after")[k]
        right.plot(z[part], derivative[part], color=OTHERS[0], linewidth=2, label=label)
    if jump is not None:
        taken = derivative[z == jump][0]
        for end in (derivative[z < jump][-1], derivative[z > jump][0]):
            filled = end == taken
            face = OTHERS[0] if filled else "white"
            right.plot(
                [jump], [end], "o", markersize=8, color=OTHERS[0], markerfacecolor=face, zorder=3,
                label="the value taken" if filled else "not the value",
            )  # fmt: skip
    right.set_title("its derivative", **SMALL)
    for axes in (left, right):
        axes.set_xlabel("z")
        axes.margins(y=0.1)
    _title(figure, title)


@in_style
def separated(panels, title):
    """Points that are yes (a circle) or no (a cross), and straight lines between them, in square panels.

    panels: heading -> (points, yes, lines, labels): points (k, 2); yes (k,) booleans; lines: name -> (w1, w2, b),
    each drawn where w1 x + w2 y + b = 0; labels: the names of the two axes. ValueError otherwise.
    """
    panels = named(panels, "panels", at_most=3)
    checked = {}
    for heading, panel in panels.items():
        points, yes, lines, labels = listed(panel, f'the panel "{heading}"', 4)
        points = numbers(points, f'the points of "{heading}"', (None, 2))
        yes = [bool(one) for one in listed(yes, f'yes of "{heading}"', len(points))]
        lines = {
            name: numbers(line, f'the line "{name}"', (3,))
            for name, line in named(lines, f'the lines of "{heading}"', at_most=len(DASHES)).items()
        }
        low, high = points.min() - 0.5, points.max() + 0.5
        ends = [_line(*line, low, high, name) for name, line in lines.items()]
        labels = listed(labels, f'labels of "{heading}"', 2)
        checked[heading] = points, np.array(yes), lines, ends, labels, (low, high)
    figure, grid = plt.subplots(1, len(checked), figsize=(4.3 * len(checked), 4), squeeze=False)
    for axes, (heading, panel) in zip(grid[0], checked.items(), strict=True):
        points, yes, lines, ends, labels, (low, high) = panel
        for k, (name, (start, end)) in enumerate(zip(lines, ends, strict=True)):
            axes.plot(
                *np.array([start, end]).T, color=INK, linestyle=DASHES[k], linewidth=1.5, label=name
            )
            places = start + np.linspace(0.1, 0.9, 33)[:, None] * (end - start)
            others = [line for other, line in lines.items() if other != name]
            place = max(places, key=lambda at: _free(at, points, others))
            axes.text(*place, name, fontsize=10, color=INK, ha="center", va="center", bbox=WHITE)
        for is_yes, (marker, colour) in MARKS.items():
            group = points[yes == is_yes]
            word = "yes" if is_yes else "no"
            axes.scatter(*group.T, s=130, marker=marker, color=colour, label=word, zorder=3)
            for at in np.unique(group, axis=0):
                ways = np.array([(0, 1), (0, -1), (1, 0), (-1, 0)]) * 0.1 * (high - low)
                place = max(at + ways, key=lambda spot: _free(spot, points, lines.values()))
                axes.text(*place, word, fontsize=10, color=INK, ha="center", va="center")
        axes.set(xlim=(low, high), ylim=(low, high), aspect="equal")
        axes.set(xlabel=labels[0], ylabel=labels[1])
        axes.set_title(heading, **SMALL)
    _title(figure, title)


def _free(at, points, lines):
    """How far a place is from the nearest point or line."""
    to_lines = [abs(w1 * at[0] + w2 * at[1] + b) / np.hypot(w1, w2) for w1, w2, b in lines]
    return min([np.hypot(*(points - at).T).min(), *to_lines])


def _line(w1, w2, b, low, high, name):
    """The two points at which the line enters and leaves the square."""
    ends = []
    for edge in (low, high):
        if w2 and low <= -(w1 * edge + b) / w2 <= high:
            ends.append((edge, -(w1 * edge + b) / w2))
        if w1 and low <= -(w2 * edge + b) / w1 <= high:
            ends.append((-(w2 * edge + b) / w1, edge))
    ends = np.unique(np.round(ends, 12), axis=0) if ends else ends
    if len(ends) < 2:
        raise ValueError(f'the line "{name}" misses the picture: it has no place where it is 0.')
    return ends[[0, -1]]


@in_style
def sum_of_units(x, Z, A, parts, total, title):
    """A column for each hidden unit (z dashed, its activation; below it, the activation times its weight), and the sum.

    x: (k,). Z, A, parts: (k, units), five units at most. total: (k,). Where a z is 0, the sum has a dotted line.
    """
    x = numbers(x, "x", (None,))
    Z = numbers(Z, "Z, a row for each x", (len(x), None))
    A, parts = (
        numbers(values, f"{name}, of the shape of Z", Z.shape)
        for name, values in (("A", A), ("parts", parts))
    )
    total = numbers(total, "total, one for each x", (len(x),))
    units = Z.shape[1]
    if units > 5:
        raise ValueError(f"Z: there are {units} units. Draw five at most in one figure.")
    rows = [[f"{row}{j}" for j in range(units)] + ["sum", "sum"] for row in "ap"]
    figure, grid = plt.subplot_mosaic(rows, figsize=(8.6, 3.8))
    for j in range(units):
        upper, lower = grid[f"a{j}"], grid[f"p{j}"]
        upper.plot(x, Z[:, j], "--", color=OTHERS[0], linewidth=1, label="z")
        upper.plot(x, A[:, j], color=TRAIN, linewidth=2, label="a")
        upper.set_title(f"unit {j + 1}", **SMALL)
        upper.set_ylim(_with_margin(Z, A))
        lower.plot(x, parts[:, j], color=TRAIN, linewidth=2, label="a times its weight")
        lower.set_ylim(_with_margin(parts))
        lower.set_xlabel("x")
        for axes in (upper, lower):
            axes.axhline(0, color=EDGE, linewidth=0.6)
            axes.locator_params(
                axis="x", nbins=2, prune="upper"
            )  # labels of neighbours don't touch
        upper.set_xticklabels([])
        if j:
            upper.set_yticklabels([])
            lower.set_yticklabels([])
    grid["a0"].set_ylabel("z (dashed), a")
    grid["p0"].set_ylabel("a · weight")
    for j in range(units):
        for k in np.flatnonzero(np.diff(np.sign(Z[:, j]) > 0)):
            at = x[k] + (x[k + 1] - x[k]) * Z[k, j] / (Z[k, j] - Z[k + 1, j])
            grid["sum"].axvline(at, color=EDGE, linestyle=":")
    grid["sum"].plot(x, total, color=TRAIN, linewidth=2, label="sum")
    grid["sum"].set_title("their sum; dotted: where a unit's z is 0", **SMALL)
    grid["sum"].set_xlabel("x")
    _title(figure, title)


def _with_margin(*values):
    low, high = min(v.min() for v in values), max(v.max() for v in values)
    margin = 0.05 * (high - low) or 1
    return low - margin, high + margin


@in_style
def bars_and_level(names, heights, level, title, ylabel, xlabel=""):
    """Bars over names on an axis from 0 to just above the tallest, each with its height, and a dashed line at level.

    names and heights: equally many, heights not below 0. level: a number above 0. ValueError otherwise.
    """
    names = listed(names, "names")
    heights = numbers(heights, "heights, one for each of the names", (len(names),))
    level = float(numbers(level, "level", ()))
    if heights.min() < 0 or level <= 0:
        raise ValueError(
            "heights and level: a height below 0, or a level not above it, has no place here."
        )
    _, axes = plt.subplots(figsize=(8.6, 3.2))
    drawn = axes.bar(range(len(names)), heights, color=TRAIN, width=0.75)
    axes.axhline(level, color=INK, linestyle="--", label=f"{level:g}")
    notes = [f"{height:.2f}" for height in heights]
    axes.bar_label(drawn, labels=notes, fontsize=10, padding=2, bbox=WHITE)
    axes.text(len(names) - 0.45, level, f"{level:g}", va="center", fontsize=11, color=INK)
    axes.set_xticks(range(len(names)), [str(name) for name in names])
    axes.set(title=title, ylabel=ylabel, xlabel=xlabel, xlim=(-0.6, len(names) - 0.5))
    axes.margins(y=0.12)
