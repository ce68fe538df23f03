"""The digits that lessons load: those that come with the course, and the reader's own CSV."""

from pathlib import Path
from typing import NamedTuple

import numpy as np

from helpers.plumbing import digits_csv

SAMPLE = Path(__file__).resolve().parents[2] / "data" / "mnist_5k.csv.gz"


class Digits(NamedTuple):
    """Handwritten digits and what they are; row i of both belongs to digit i."""

    images: np.ndarray  # (m, 784) uint8: 28 rows of 28 pixels, 0 (paper) to 255 (ink)
    labels: np.ndarray  # (m,) int64: 0 to 9


def load_sample() -> Digits:
    """Return the 5,000 digits that come with the course: 500 of each, shuffled.

    Raises FileNotFoundError where data/mnist_5k.csv.gz is not there.
    """
    if not SAMPLE.exists():
        raise FileNotFoundError(
            f"The digits of the course are not there: {SAMPLE}. Bring the file back with "
            "`git checkout -- data/mnist_5k.csv.gz`, or make it with `python data/make_sample.py`."
        )
    return load_csv(SAMPLE)


def load_csv(path) -> Digits:
    """Return the digits in a CSV file, gzipped or not: a label and 784 pixels, 0 to 255, in each row.

    The label is the column named `label` (or `labels`, `class`, `digit`, `target`, `y`); without a header, the first.
    The names of the pixels give their order: one word with the numbers 0 to 783 or 1 to 784 (`pixel0` onwards), or
    row x column (`1x1` or `0x0` onwards). Where all have one name, or none, the order is that of the columns. Cells
    may stand between commas, semicolons, tabs, `|` or spaces.

    Warns where the file is named after EMNIST, whose images are transposed.
    Raises FileNotFoundError where there is no such file, and ValueError where it is not such a CSV: the
    message names the file, the line and the column, what was found there, and what to do.
    """
    file = digits_csv.read_file(path)
    label, pixels = digits_csv.find_columns(file)
    cells = digits_csv.read_cells(file, label)  # (m, 785)
    return Digits(images=cells.take(pixels, axis=1), labels=cells[:, label].astype(np.int64))
