"""A drawing of the way downhill in a valley."""

import matplotlib.pyplot as plt
import numpy as np

from helpers.plots.inputs import named, numbers
from helpers.plots.palette import INK, OTHERS, in_style


@in_style
def valley(walks, steepness, title):
    """Walks in the valley (s1 w1² + s2 w2²) / 2, one below the other, with lines of equal cost. Axes have one scale.

    walks: name -> places, (k, 2). steepness: s1 and s2, above 0. ValueError where they are not, where a walk is empty,
    or has left for infinity.
    """
    walks = {
        name: numbers(places, f'the walk "{name}"', (None, 2))
        for name, places in named(walks, "walks").items()
    }
    steepness = numbers(steepness, "steepness", (2,))
    if steepness.min() <= 0:
        raise ValueError(f"steepness: both must be above 0, and they are {steepness}.")
    figure, panels = plt.subplots(
        len(walks), 1, figsize=(8, 0.6 + 1.75 * len(walks)), sharex=True, sharey=True, squeeze=False
    )
    panels = panels[:, 0]
    start = next(iter(walks.values()))[0]
    highest = (steepness * start**2).sum() / 2
    turn = np.linspace(0, 2 * np.pi, 100)[:, None]
    circle = np.hstack([np.cos(turn), np.sin(turn)])
    for panel, (name, places) in zip(panels, walks.items(), strict=True):
        for level in highest * np.array([0.02, 0.1, 0.3, 0.6, 1.0]):
            panel.plot(*(circle * np.sqrt(2 * level / steepness)).T, color="#9DB4C8", linewidth=1)
        panel.plot(*places.T, color=OTHERS[1], marker="o", markersize=3)
        panel.plot(*start, color=INK, marker="o", markersize=8, fillstyle="none")
        panel.plot(0, 0, color=INK, marker="+", markersize=10)
        panel.set(ylabel="w2", aspect="equal")
        panel.set_title(name, fontweight="normal", fontsize=10)
    panels[-1].set_xlabel("w1")
    figure.suptitle(title, fontsize=12, fontweight="bold", x=0.01, ha="left")
