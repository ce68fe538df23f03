"""Pictures of any size side by side, each over its name."""

import matplotlib.pyplot as plt

from helpers.plots.inputs import named, numbers
from helpers.plots.palette import PAGE, in_style


@in_style
def pictures(images, title, dark="ink"):
    """images: name -> brightness or ink (h, w), 0 to 255, six at most. dark: what is drawn dark, "ink" or "black".

    ValueError where one is no table of numbers, and where there are none or too many.
    """
    images = {
        name: numbers(image, f'the picture "{name}"', (None, None))
        for name, image in named(images, "images", at_most=6).items()
    }
    cmap = "gray_r" if dark == "ink" else "gray"
    figure, panels = plt.subplots(1, len(images), figsize=(PAGE, 2.8), squeeze=False)
    for axes, (name, image) in zip(panels[0], images.items(), strict=True):
        axes.imshow(image, cmap=cmap, vmin=0, vmax=255)
        axes.set(xticks=[], yticks=[])
        axes.spines[:].set(visible=True, color="0.7", linewidth=0.8)  # the edge of the sheet
        axes.set_title(name, fontsize=9, fontweight="normal")
    figure.suptitle(title, fontweight="bold", fontsize=12, x=0.01, ha="left")
