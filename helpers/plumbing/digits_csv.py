"""Read a CSV of digits; where it is not one, say where, what was found there and what to do."""

import gzip
import re
import zlib
from io import BytesIO
from itertools import chain, islice
from pathlib import Path
from typing import NamedTuple

import numpy as np
import pandas as pd

LAYOUTS = (  # names of the label and of pixel 0, pixel 1, ..., pixel 783
    ["label", *(f"pixel{i}" for i in range(784))],  # Kaggle, Digit Recognizer
    [
        "label",
        *(f"{row}x{column}" for row in range(1, 29) for column in range(1, 29)),
    ],  # Kaggle, MNIST in CSV
    ["class", *(f"pixel{i}" for i in range(1, 785))],  # OpenML
)


class DigitsFile(NamedTuple):
    """A CSV file, unzipped, and what its first row says."""

    path: Path
    content: bytes
    has_header: bool = False
    names: tuple[str, ...] = ()  # of the columns, in the file's order; all "" without a header


def read_file(path):
    """Return the CSV file at `path`, gzipped or not, as a `DigitsFile`.

    Raises FileNotFoundError where there is no such file, ValueError where it is a folder, damaged or no CSV.
    """
    path = Path(path)
    file = DigitsFile(path, _read_bytes(path))
    try:  # two rows, so that a second one longer than the first is noticed here
        first = next(_parse(file, header=None, nrows=2, dtype=str, keep_default_na=False)).iloc[0]
    except pd.errors.EmptyDataError:
        raise ValueError(f"{path} is empty. Get the file again.") from None
    # A row of mostly 0 to 255 is a digit. (Of a header `label,0,1,...,783`, only 256 names look like that.)
    if _to_number(first).between(0, 255).mean() > 0.5:
        return file._replace(names=("",) * len(first))
    return file._replace(has_header=True, names=tuple(name.strip(" '\"") for name in first))


def find_columns(file):
    """Return the index of the label column, and a list of the indices of pixel 0, pixel 1, ..., pixel 783.

    Raises ValueError where the columns are not one label and the 784 pixels of an image.
    """
    names = [name.lower() for name in file.names]
    label = _find_label(file, names)
    pixels = [i for i in range(len(names)) if i != label]

    layout = min(LAYOUTS, key=lambda layout: len(set(layout) ^ set(names)))[1:]
    position = {name: i for i, name in enumerate(layout)}
    extra = [i for i in pixels if names[i] not in position or names[i] in names[:i]]
    if (
        len(pixels) - len(extra) <= 784 / 2
    ):  # names of its own: their order in the file is all there is
        if len(pixels) != 784:
            raise ValueError(
                f"{file.path}: found {len(pixels)} pixel columns, expected 784. Correct the columns."
            )
        return label, pixels

    missing = [repr(name) for name in layout if name not in names]
    if missing or extra:
        problems = [f"{_first_of(missing)} missing"] if missing else []
        problems += [f"{_first_of([_column(file, i) for i in extra])} too many"] if extra else []
        raise ValueError(
            f"{file.path}: found {len(pixels)} pixel columns, expected {layout[0]!r} to {layout[-1]!r}: "
            f"{', '.join(problems)}. Correct the columns, or get the file again."
        )
    return label, sorted(pixels, key=lambda i: position[names[i]])


def read_cells(file, label):
    """Return all cells below the header as a uint8 array (m, 785), columns in the file's order.

    `label` is the index of the label column. Raises ValueError naming the first cell that is no label from 0
    to 9 or no pixel from 0 to 255, or saying that there are no rows, that the pixels are scaled already, or
    that the labels of a file without a header seem to stand last.
    """
    highest = np.full(len(file.names), 255)
    highest[label] = 9
    is_pixel = np.arange(len(highest)) != label
    blocks, n_rows, n_bad, first_bad, largest = [], 0, 0, None, 0.0
    header = 0 if file.has_header else None
    for block in _parse(file, header=header, names=range(len(highest))):
        values = _to_numbers(block)
        good = (
            (values >= 0) & (values <= highest) & (values == np.rint(values))
        )  # False for a missing one
        if first_bad is None and not good.all():
            row, column = np.argwhere(~good)[0]
            first_bad = n_rows + row, column
        n_rows += len(values)
        n_bad += np.count_nonzero(~good)
        largest = max(largest, np.fmax.reduce(values[:, is_pixel], axis=None, initial=0.0))
        blocks.append(np.where(good, values, 0).astype(np.uint8))

    if n_rows == 0:
        raise ValueError(f"{file.path} has a header and no digits. Get the file again.")
    if 0 < largest <= 1:
        raise ValueError(
            f"{file.path}: the largest pixel is {largest:g}, so the pixels are scaled to 0..1 already. "
            "Give a file with pixels from 0 to 255: this course scales them itself."
        )
    if n_bad:
        raise ValueError(_describe_cell(file, *first_bad, label, n_more=n_bad - 1))
    cells = np.concatenate(blocks)
    first, last = cells[:, 0], cells[:, -1]
    if not file.has_header and not first.any() and last.any() and last.max() <= 9:
        raise ValueError(
            f"{file.path} has no header, and its labels seem to stand last: column 1 is 0 throughout, "
            f"column {len(highest)} goes from {last.min()} to {last.max()}. Move the labels to the first "
            "column, or add a header."
        )
    return cells


def _read_bytes(path):
    if path.is_dir():
        raise ValueError(
            f"{path} is a folder. Give the path of a CSV file, such as {path / 'train.csv'}."
        )
    if not path.exists():
        raise FileNotFoundError(
            f"There is no file {path}. Check its name and its folder, {path.resolve().parent}."
        )
    content = path.read_bytes()
    if content.startswith(
        b"\x1f\x8b"
    ):  # the name proves nothing: browsers unpack a .gz and keep its name
        try:
            content = gzip.decompress(content)
        except (EOFError, OSError, zlib.error) as error:
            raise ValueError(
                f"{path}: the gzip data is cut short or damaged ({error}). Get it again."
            ) from None
    content = content.removeprefix(b"\xef\xbb\xbf")  # the byte order mark
    # pandas drops an empty first cell below a blank line that ends in \r
    content = content.replace(b"\r\n", b"\n").replace(b"\r", b"\n")
    if content.startswith(b"PK\x03\x04"):
        raise ValueError(f"{path} is a zip archive or a workbook. Unzip it, or save it as CSV.")
    if content.startswith(b"<"):
        raise ValueError(
            f"{path} is a web page, perhaps one that asks you to log in. Download the CSV itself."
        )
    if b"\0" in content:
        line = content.count(b"\n", 0, content.index(b"\0")) + 1
        raise ValueError(
            f"{path}, line {line}: found a zero byte, so this is not a CSV in UTF-8. Save it as one."
        )
    return content


def _parse(file, **options):
    """Yield the rows in blocks of 1,024, so that never more than those take 8 bytes a cell."""
    try:
        with pd.read_csv(
            BytesIO(file.content),
            chunksize=1024,
            low_memory=False,  # one dtype for each column of a block
            encoding_errors="replace",  # a stray byte is then a bad cell, with a place
            **options,
        ) as blocks:
            yield from blocks
    except pd.errors.ParserError as error:
        if match := re.search(r"Expected (\d+) fields in line (\d+), saw (\d+)", str(error)):
            expected, line, found = match.groups()
            raise ValueError(
                f"{file.path}, line {line}: found {found} cells, expected {expected} as in the first line. "
                f"Remove what is too many, from column {int(expected) + 1} on."
            ) from None
        raise ValueError(f"{file.path} is not a CSV that pandas can read: {error}") from error


def _to_numbers(block):
    """Return the cells of a block as float64, NaN where one is not a number."""
    for name, dtype in block.dtypes.items():
        if dtype.kind not in "iuf":
            block[name] = _to_number(block[name])
    return block.to_numpy(np.float64)


def _to_number(cells):
    # As text first: pandas reads a column of True and False as bool, which would pass for 1 and 0.
    return pd.to_numeric(cells.astype(str).str.strip(" '"), errors="coerce")


def _find_label(file, names):
    path, n = file.path, len(names)
    if n < 784 and (separator := re.search("[;\t]", names[0])):
        plural = "semicolons" if separator[0] == ";" else "tabs"
        raise ValueError(
            f"{path}: the cells are separated by {plural}. Save the file with commas between them."
        )
    if file.has_header and names[0] in ("", "unnamed: 0", "index", "id"):
        raise ValueError(
            f"{path}: {_column(file, 0)} numbers the rows and is no part of a digit. "
            "Remove it; if pandas wrote the file, write it with to_csv(..., index=False)."
        )
    labels = [i for i, name in enumerate(names) if name in ("label", "class")]
    if len(labels) > 1:
        raise ValueError(
            f"{path}: {_column(file, labels[0])} and {_column(file, labels[1])} are both labels. Keep one."
        )
    if labels:
        return labels[0]
    # "pixel0" and then "pixel1": but for its number the first name is the second, so it is a pixel's too. And a number
    # names no label: this is a digit with most of its pixels wrong.
    stems = [re.sub(r"[-+.\d]", "", name) for name in names[:2]]
    starts_with_pixel = file.has_header and stems[0] in ("", *stems[1:])
    if n == 785 and not starts_with_pixel:
        return 0
    if n == 784 and (starts_with_pixel or not file.has_header):
        raise ValueError(
            f"{path} has 784 pixel columns and no labels, like Kaggle's test.csv. "
            "Load train.csv, which has labels."
        )
    first = f"the first one named {file.names[0][:40]!r}" if file.has_header else "without a header"
    raise ValueError(
        f"{path}: no column is named 'label' or 'class'. Found {n} columns, {first}; expected a label and "
        "784 pixels. Name the label column, or get the file again."
    )


def _describe_cell(file, row, column, label, n_more):
    """Say what is wrong with the cell in this row (0 is the first digit) and column."""
    row += file.has_header
    # pandas skips blank lines, an editor counts them
    lines = [i for i, text in enumerate(file.content.splitlines(), 1) if text.strip(b" \t")]
    blocks = _parse(file, header=None, usecols=[column], dtype=str, keep_default_na=False)
    cell = next(islice(chain.from_iterable(block[column] for block in blocks), row, None))
    found = repr(cell[:40]) if cell else "nothing"
    what, highest = ("label", 9) if column == label else ("pixel", 255)
    more = f" and {n_more:,} more" if n_more else ""
    return (
        f"{file.path}, line {lines[row]}, {_column(file, column)}: found {found}, expected a {what}, a whole number "
        f"from 0 to {highest}. Correct it{more}, or get the file again."
    )


def _column(file, i):
    return f"column {i + 1}" + (f" ({file.names[i]!r})" if file.has_header else "")


def _first_of(things):
    return things[0] + (f" and {len(things) - 1} more" if len(things) > 1 else "")
