"""The look of every figure: one colour-blind-safe palette (Okabe and Ito, 2008), one meaning for each colour."""

from functools import wraps

import matplotlib.pyplot as plt

TRAIN, TEST = "#0072B2", "#D55E00"
RIGHT, WRONG = "#009E73", "#CC3399"
INK, PALE, EDGE, BACK = "#333333", "#E8EEF4", "#5B7C99", "#A65300"
FIXED = {"training": TRAIN, "test": TEST}
OTHERS = ["#444444", "#E69F00", "#56B4E9", "#CC79A7", "#8C6D31", "#000000"]
PAGE = 9.3  # inches: the width of a notebook's page, which a figure fills
DASHES = ["-", "--", ":", "-."]  # for the curves beyond the first six: each colour again, dashed

STYLE = {
    "figure.facecolor": "white",  # also on a dark page, where the labels would vanish on a clear ground
    "figure.constrained_layout.use": True,
    "figure.figsize": (PAGE, 3.8),
    "font.family": ["DejaVu Sans", "sans-serif"],
    "axes.spines.top": False,
    "axes.spines.right": False,
    "axes.titlesize": 12,
    "axes.titleweight": "bold",
    "axes.titlelocation": "left",
    "axes.prop_cycle": plt.cycler(color=OTHERS),
    "image.cmap": "gray_r",
    "legend.frameon": False,
}


def in_style(draw):
    """Draw in STYLE whatever style the reader has set, which stays that of the reader's own figures, and at its dpi."""

    @wraps(draw)
    def drawn(*arguments, **options):
        dpi = plt.rcParams["figure.dpi"]
        with plt.style.context(["default", STYLE | {"figure.dpi": dpi}]):
            draw(*arguments, **options)
            for axes in plt.gcf().axes:
                for axis in (axes.xaxis, axes.yaxis):
                    _settle_ticks(axis)

    return drawn


def _settle_ticks(axis):
    """Give an axis its ticks' measures now: Matplotlib makes ticks when first needed, after the end of this style."""
    for which in ("major", "minor"):
        style = f"{axis.axis_name}tick.{which}"
        measures = {
            "length": plt.rcParams[f"{style}.size"],
            "width": plt.rcParams[f"{style}.width"],
            "pad": plt.rcParams[f"{style}.pad"],
        }
        own = axis.get_tick_params(which=which)  # what the drawing has set itself
        measures |= {name: own[name] for name in measures if name in own}
        axis.set_tick_params(which=which, labelsize=plt.rcParams["font.size"], **measures)


def curve_look(names):
    """name -> colour and dashes. Those with a fixed meaning keep their colour; the others take turns."""
    looks = [{"color": color, "linestyle": dashes} for dashes in DASHES for color in OTHERS]
    others = [name for name in names if name not in FIXED]
    if len(others) > len(looks):
        raise ValueError(
            f"{len(others)} curves in one figure can't be told apart. Draw {len(looks)} at most."
        )
    return dict(zip(others, looks, strict=False)) | {name: {"color": FIXED[name]} for name in FIXED}
