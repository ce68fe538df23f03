"""The exercises of notebook 13: from a picture to a digit."""

import numpy as np

from helpers.check.exercise import Exercise


def weighted(ink):
    rows, columns = np.indices(ink.shape)
    return np.array([np.sum(rows * ink), np.sum(columns * ink)]) / ink.sum()


def blot(rng, h, w):
    """Ink (h, w), with more of it at the lower right, and empty margins."""
    ink = np.zeros((h, w))
    ink[2:-1, 1:-2] = rng.uniform(1, 255, (h - 3, w - 3)) * np.arange(1, w - 2) / w
    ink[3 : h // 2, 1 : w // 2] = 0
    return ink


middle = Exercise(
    "middle",
    read="notebook 13, “The box, and the centre of mass”",
    answer=weighted,
    cases=lambda rng: {
        "two pixels, one under the other": (np.array([[100.0, 0.0], [300.0, 0.0]]),),
        "a blot": (blot(rng, 9, 12),),
        "a digit's size": (blot(rng, 28, 28),),
    },
    mistakes={
        "Row and column are exchanged: the row comes first.": lambda ink: weighted(ink)[::-1],
        "That is the middle of the sheet. The ink decides.": lambda ink: (np.array(ink.shape) - 1) / 2,
        "That is the mean place of the pixels with ink, and each counts alike. Weight them by their ink.": (
            lambda ink: np.argwhere(ink > 0).mean(axis=0)
        ),
        "That is the middle of the box. The ink in it decides.": (
            lambda ink: (np.argwhere(ink > 0).min(axis=0) + np.argwhere(ink > 0).max(axis=0)) / 2
        ),
        "It is not divided by all the ink.": lambda ink: weighted(ink) * ink.sum(),
        "The rows are counted from 0, not from 1.": lambda ink: weighted(ink) + 1,
    },
    symptoms={
        "The centre of mass lies on the sheet. Yours does not.": lambda came, ink: (
            np.size(came) == 2 and (np.ravel(came) >= ink.shape).any()
        )
    },
)


def laid(grey, opacity, paper):
    share = opacity / 255
    return share * grey + (1 - share) * paper


def wrapped(grey, opacity, paper):
    return grey * opacity / 255 + (1 - opacity / 255) * paper


def transparent(rng, paper):
    return (*rng.integers(0, 256, (2, 5, 4)).astype(np.uint8), paper)


on_paper = Exercise(
    "on_paper",
    read="notebook 13, “Grey, whatever it was”",
    answer=laid,
    cases=lambda rng: {
        "white paper": transparent(rng, 255),
        "grey paper": transparent(rng, 180),
        "a blackboard": transparent(rng, 20),
    },
    mistakes={
        "Opacity is exchanged with transparency: 255 is opaque and shows no paper.": (
            lambda grey, opacity, paper: laid(grey, 255 - opacity, paper)
        ),
        "The paper is left out: what is transparent became black.": lambda grey, opacity, paper: opacity / 255 * grey,
        "The opacity is left out.": lambda grey, opacity, paper: grey * 1.0,
        "The paper is white here, whatever paper says.": lambda grey, opacity, paper: laid(grey, opacity, 255),
        "All of the paper is added, and only its share should be.": (
            lambda grey, opacity, paper: opacity / 255 * grey + paper
        ),
        "In uint8, 200 * 2 is 144, for it ends at 255. Divide the opacity by 255 before you multiply.": wrapped,
    },
    symptoms={
        "Some of it is brighter than paper and picture both. A mean lies between them.": (
            lambda came, grey, opacity, paper: np.max(came) > 255.5
        )
    },
)


def pairs(image):
    h, w = image.shape
    return image.reshape(h // 2, 2, w // 2, 2)


half = Exercise(
    "half",
    read="notebook 13, “Shrink it by averaging areas”",
    answer=lambda image: pairs(image).mean(axis=(1, 3)),
    cases=lambda rng: {
        "four pixels": (np.array([[0.0, 100.0], [200.0, 20.0]]),),
        "6 × 4": (rng.uniform(0, 255, (6, 4)),),
        "a digit's size": (rng.uniform(0, 255, (28, 28)),),
    },
    mistakes={
        "Every second pixel is taken, and the others do not count.": lambda image: image[::2, ::2],
        "Four pixels are added up. The mean divides by four.": lambda image: pairs(image).sum(axis=(1, 3)),
        "The largest of the four is taken, not their mean.": lambda image: pairs(image).max(axis=(1, 3)),
        "The rows are halved and the columns are not.": lambda image: (
            pairs(image).mean(axis=1).reshape(-1, image.shape[1])
        ),
        "The columns are halved and the rows are not.": lambda image: (
            pairs(image).mean(axis=3).reshape(image.shape[0], -1)
        ),
        "The fractions are cut off.": lambda image: np.floor(pairs(image).mean(axis=(1, 3))),
    },
    symptoms={
        "It is as large as before.": lambda came, image: np.shape(came) == image.shape,
    },
)
