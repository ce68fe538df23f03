"""The look of every figure: one colour-blind-safe palette (Okabe and Ito, 2008), one meaning for each colour."""

import matplotlib.pyplot as plt

TRAIN, TEST = "#0072B2", "#D55E00"
RIGHT, WRONG = "#009E73", "#CC3399"
INK, PALE, EDGE, BACK = "#333333", "#E8EEF4", "#5B7C99", "#A65300"
FIXED = {"training": TRAIN, "test": TEST}
OTHERS = ["#444444", "#E69F00", "#56B4E9", "#CC79A7", "#8C6D31", "#000000"]

plt.rcParams.update(
    {
        "figure.facecolor": "white",  # also on a dark page, where the labels would vanish on a clear ground
        "figure.constrained_layout.use": True,
        "figure.figsize": (7, 3.6),
        "axes.spines.top": False,
        "axes.spines.right": False,
        "axes.titlesize": 12,
        "axes.titleweight": "bold",
        "axes.titlelocation": "left",
        "axes.prop_cycle": plt.cycler(color=OTHERS),
        "image.cmap": "gray_r",
        "legend.frameon": False,
    }
)
