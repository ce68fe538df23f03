"""Read a CSV of digits; where it is not one, say where, what was found there and what to do."""

import gzip
import re
import warnings
import zlib
from collections import Counter
from io import BytesIO
from itertools import chain, islice
from pathlib import Path
from typing import NamedTuple

import numpy as np
import pandas as pd

LABELS = {"label", "labels", "class", "digit", "target", "y"}

# fmt: off
ARRAYS = "and make Digits(images.reshape(-1, 784), labels.ravel().astype(int)) of its arrays"
NO_CSV = (  # how a file begins that is no CSV, what it is, and what to do
    (rb"PK\x03\x04.{26}[\w.-]+\.npy|\x93NUMPY", "a file of NumPy", f"Open it with np.load, {ARRAYS}."),
    (rb"MATLAB |\x89HDF", "a MATLAB or HDF5 file", f"Open it with scipy.io.loadmat, or if that cannot h5py, {ARRAYS}."),
    (rb"\x80[\x02-\x05]", "a pickle", f"It can run any program: if you trust it, open it with pickle.load, {ARRAYS}."),
    (rb"\0\0\x08[\x01\x03]", "an IDX file, as MNIST is published", "Unzip the files of images and labels, and make "
     "Digits(np.fromfile(images, np.uint8)[16:].reshape(-1, 784), np.fromfile(labels, np.uint8)[8:].astype(int))."),
    (rb"PAR1", "a Parquet file", "Turn it into a CSV: pd.read_parquet(path).to_csv('digits.csv', index=False)."),
    (rb"PK\x03\x04.{26}(\[Cont|_rels/|docProps|xl/|mimetype)|\xd0\xcf\x11\xe0", "a workbook", "Save its sheet as CSV."),
    (rb"PK\x03\x04|BZh\d1AY|\xfd7zXZ|7z\xbc\xaf|Rar!|\x28\xb5\x2f\xfd|.{257}ustar", "an archive, such as a .zip",
     "Unpack it, and load the CSV that is in it."),
    (rb"\x89PNG|\xff\xd8\xff|GIF8|BM.{4}\0\0\0\0|II\*\0|MM\0\*", "a picture", "Load a CSV of pixels and labels."),
    (rb"(?i)(\s|%[^\r\n]*[\r\n])*@relation", "an ARFF file",
     "Put one line in place of all down to @DATA: the names that follow @ATTRIBUTE, with commas between them."),
    (rb"\s*<", "a web page, perhaps one that asks you to log in", "Download the CSV itself."),
)
# fmt: on


class DigitsFile(NamedTuple):
    """A CSV file, unzipped, and what its first row says."""

    path: Path
    content: bytes
    separator: str = ","  # as pandas takes it
    has_header: bool = False
    names: tuple[str, ...] = ()  # of the columns, in the file's order; all "" without a header


def read_file(path):
    """Return the CSV file at `path`, gzipped or not, as a `DigitsFile`.

    Raises FileNotFoundError where there is no such file, ValueError where it is a folder, damaged or no CSV.
    """
    path = Path(path)
    content = _read_bytes(path)
    file = DigitsFile(path, content, _find_separator(content))
    try:  # some rows, so that one longer than the first is noticed here
        first = next(_parse(file, header=None, nrows=20, dtype=str, keep_default_na=False)).iloc[0]
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
    # without the zeros that numbers begin with
    names = [re.sub(r"(?<!\d)0+(?=\d)", "", name.lower()) for name in file.names]
    label = _find_label(file, names)
    pixels = [i for i in range(len(names)) if i != label]
    if len(pixels) == 784 and len({names[i] for i in pixels}) == 1:
        return label, pixels  # names that say nothing, or none: the order is that of the file

    stem, n = Counter(re.sub(r"\d+$", "", names[i]) for i in pixels or [label]).most_common(1)[0]
    stem = stem if n > 784 / 2 else "pixel"
    layouts = [[f"{stem}{start + i}" for i in range(784)] for start in (0, 1)]
    layouts += [[f"{start + i // 28}x{start + i % 28}" for i in range(784)] for start in (0, 1)]
    layout = min(layouts, key=lambda layout: len(set(layout) ^ set(names)))
    place = {name: i for i, name in enumerate(layout)}
    first = {name: i for i, name in reversed([*enumerate(names)])}  # where each name stands first
    missing = [repr(name) for name in layout if name not in first]
    extra = [_column(file, i) for i in pixels if names[i] not in place or first[names[i]] < i]
    problems = [
        f"{things[0]}{f' and {len(things) - 1} more' if things[1:] else ''} {what}"
        for things, what in ((missing, "missing"), (extra, "too many"))
        if things
    ]
    if problems:
        raise ValueError(
            f"{file.path}: found {len(pixels)} columns beside the label, expected {layout[0]!r} to {layout[-1]!r}: "
            f"{', '.join(problems)}. Remove what is too many and name the pixels row by row from the top left, "
            "or get the file again."
        )
    return label, sorted(pixels, key=lambda i: place[names[i]])


def read_cells(file, label):
    """Return all cells below the header as a uint8 array (m, 785), columns in the file's order.

    `label` is the index of the label column. Raises ValueError naming the first cell that is no label from 0 to 9 or
    no pixel from 0 to 255, or saying that there are no rows, that the pixels are scaled already, or that what is in
    the label column seems to be no labels of digits. Warns where the file is named after EMNIST.
    """
    highest = np.where(np.arange(len(file.names)) == label, 9, 255)
    blocks, n_rows, n_bad, n_above, first_bad, largest = [], 0, 0, 0, None, 0.0
    for block in _parse(file, header=0 if file.has_header else None, names=range(len(highest))):
        values = _to_numbers(block)
        good = (values >= 0) & (values <= highest) & (values == np.rint(values))  # NaN: False
        if first_bad is None and not good.all():
            first_bad = np.argwhere(~good)[0] + [n_rows, 0]
        n_rows += len(values)
        n_bad += np.count_nonzero(~good)
        n_above += np.count_nonzero(values[:, label] > 9)
        blocks.append(np.where(good, values, 0).astype(np.uint8))
        values[:, label] = 0
        largest = max(largest, np.fmax.reduce(values, axis=None, initial=0.0))

    if n_rows == 0:
        raise ValueError(f"{file.path} has a header and no digits. Get the file again.")
    if 0 < largest <= 1:
        raise ValueError(
            f"{file.path}: the largest pixel is {largest:g}, so the pixels are scaled to 0..1 already. "
            "Give a file with pixels from 0 to 255: this course scales them itself."
        )
    if n_above > n_rows / 2:
        raise ValueError(
            f"{file.path}, {_column(file, label)}: most labels are above 9, so these are letters or numbers of rows. "
            "Load a file of digits; of EMNIST, that is emnist-digits-train.csv."
        )
    if n_bad:
        raise ValueError(_describe_cell(file, *first_bad, label, n_more=n_bad - 1))
    cells = np.concatenate(blocks)
    first, last = cells[:, 0].astype(int), cells[:, -1]
    if not file.has_header and n_rows > 1 and first[0] < 2 and (np.diff(first) == 1).all():
        raise ValueError(
            f"{file.path} has no header, and column 1 counts the rows. If its numbers are the labels all the same, put "
            "label,pixel0,pixel1,...,pixel783 above them; else put the labels in their place."
        )
    if not file.has_header and not first.any() and last.any() and last.max() <= 9:
        raise ValueError(
            f"{file.path} has no header, and its labels seem to stand last: column 1 is 0 throughout, column 785 goes "
            f"from {last.min()} to {last.max()}. Move the labels to the first column, or add a header."
        )
    if "emnist" in file.path.name.lower():
        warnings.warn(
            f"{file.path}: EMNIST is published with rows and columns of its images exchanged. Exchange them back: "
            "digits._replace(images=digits.images.reshape(-1, 28, 28).transpose(0, 2, 1).reshape(-1, 784))",
            stacklevel=3,
        )
    return cells


def _read_bytes(path):
    if path.is_dir():
        raise ValueError(f"{path} is a folder. Give a CSV file, such as {path / 'train.csv'}.")
    if not path.exists():
        raise FileNotFoundError(
            f"There is no file {path}. Check its name and its folder, {path.resolve().parent}."
        )
    content = path.read_bytes()
    if content.startswith(b"\x1f\x8b"):
        try:  # the name proves nothing: browsers unpack a .gz and keep its name
            content = gzip.decompress(content)
        except (EOFError, OSError, zlib.error) as error:
            raise ValueError(f"{path} is cut short or damaged ({error}). Get it again.") from None
    content = content.removeprefix(b"\xef\xbb\xbf")  # the byte order mark
    for begins, what, remedy in NO_CSV:
        if re.match(begins, content[:10_000], re.DOTALL):
            raise ValueError(f"{path} is {what}. {remedy}")
    # pandas drops an empty first cell below a blank line that ends in \r
    content = content.replace(b"\r\n", b"\n").replace(b"\r", b"\n")
    if b"\0" in content:
        line = content.count(b"\n", 0, content.index(b"\0")) + 1
        raise ValueError(f"{path}, line {line}: found a zero byte. Save the file as CSV in UTF-8.")
    # without Excel's line that names the separator, and np.savetxt's mark of a header
    return content[re.match(rb'("?sep=.?"?(?=\n)|# (?=[A-Za-z])|)', content).end() :]


def _find_separator(content):
    """Return what the first lines have most of, as pandas takes it. White space counts for a tenth."""
    head = b"".join(islice(BytesIO(content), 20))
    counts = {c: head.count(c.encode()) for c in ",;\t|"} | {r"\s+": len(head.split()) / 10}
    return max(counts, key=counts.get)


def _parse(file, **options):
    """Yield the rows in blocks of 1,024, so that never more than those take 8 bytes a cell."""
    try:
        with pd.read_csv(
            BytesIO(file.content),
            sep=file.separator,
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
                f"{file.path}, line {line}: found {found} cells, expected {expected} as in the first line. Every line "
                "should have 785, a label and 784 pixels: delete a title above them, correct lines of another length."
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
    n, labels = len(names), [i for i, name in enumerate(names) if name in LABELS]
    if len(labels) > 1:
        one, other = (_column(file, i) for i in labels[:2])
        raise ValueError(f"{file.path}: {one} and {other} are both labels. Keep one.")
    if labels or (n == 785 and not file.has_header):
        return labels[0] if labels else 0
    first = f"the first one named {file.names[0][:40]!r}" if file.has_header else "without a header"
    raise ValueError(
        f"{file.path}: no column is named 'label' or 'class'. Found {n} columns, {first}; expected a label and "
        "784 pixels. If a title stands above the names, delete it. If there are labels, name their column 'label' "
        "(numbers of rows are none). If there are none, as in Kaggle's test.csv, load a file that has them."
    )


def _describe_cell(file, row, column, label, n_more):
    """Say what is wrong with the cell in this row (0 is the first digit) and column."""
    row += file.has_header
    # pandas skips blank lines, an editor counts them
    blank = b" \t".replace(file.separator.encode(), b"")
    lines = [i for i, text in enumerate(file.content.splitlines(), 1) if text.strip(blank)]
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
    return f"column {i + 1}" + (f" ({file.names[i][:40]!r})" if file.has_header else "")
