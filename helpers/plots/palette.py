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
                    # makes the ticks now: Matplotlib styles them when first needed, after the end of this style
                    axis.set_tick_params(which="both", labelsize=plt.rcParams["font.size"])

    return drawn


def curve_look(names):
    """name -> colour and dashes. Those with a fixed meaning keep their colour; the others take turns."""
    looks = [{"color": color, "linestyle": dashes} for dashes in DASHES for color in OTHERS]
    others = [name for name in names if name not in FIXED]
    if len(others) > len(looks):
        raise ValueError(
            f"{len(others)} curves in one figure can't be told apart. Draw {len(looks)} at most."
        )
    return dict(zip(others, looks, strict=False)) | {name: {"color": FIXED[name]} for name in FIXED}
