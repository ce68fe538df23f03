"""What the benchmark found, as a picture and as a table between two marks in the README."""

import re
from pathlib import Path

import matplotlib

matplotlib.use("Agg")
import matplotlib.pyplot as plt
import numpy as np

from helpers.plots.palette import OTHERS, TRAIN, in_style

BEGIN, END = "<!-- speed: made by make bench -->\n", "<!-- end of speed -->\n"


def write_table(readme: Path, text):
    """Put the text between the two marks. Raises ValueError where they are not there."""
    old = readme.read_text(encoding="utf-8")
    pattern = re.compile(re.escape(BEGIN) + ".*?" + re.escape(END), re.DOTALL)
    if not pattern.search(old):
        raise ValueError(f"{readme} has no place for the table, between {BEGIN!r} and {END!r}")
    new = pattern.sub(lambda _: f"{BEGIN}\n{text}\n{END}", old)
    readme.write_text(new, encoding="utf-8", newline="\n")


@in_style
def draw(path: Path, epochs, growth):
    """epochs: name -> seconds, (runs, rounds). growth: name -> (sizes, seconds, slope)."""
    figure, (left, right) = plt.subplots(1, 2, figsize=(9, 3.2))
    medians = [np.median(seconds) for seconds in epochs.values()]
    drawn = left.barh(list(epochs), medians, color=[TRAIN] + [OTHERS[0]] * (len(epochs) - 1))
    left.bar_label(drawn, [f"{m / medians[0]:.2f}" for m in medians], padding=3)
    left.invert_yaxis()
    left.margins(x=0.15)
    left.set(title="An epoch of mini-batch Adam", xlabel="seconds; beside each bar: times ours")
    for name, (sizes, seconds, slope) in growth.items():
        right.loglog(sizes, seconds, marker="o", markersize=3, label=f"{name}, slope {slope:.2f}")
    right.set(title="How an epoch's time grows", xlabel="how many", ylabel="seconds")
    right.legend(loc="upper right", fontsize=8)
    figure.savefig(path, dpi=110)
