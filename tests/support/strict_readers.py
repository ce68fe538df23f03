"""What a file says, read another way than helpers/ reads it: slowly, strictly, without pandas and NumPy's readers.

Each function returns None where the file says nothing that may be loaded.
"""

import ast
import csv
import io
import math
import re
import struct
import zlib

import numpy as np

LABELS = ("label", "labels", "class", "digit", "target", "y")
csv.field_size_limit(10**9)
NUMBER = re.compile(r"[-+]?(\d+\.?\d*|\.\d+)(e[-+]?\d+)?", re.ASCII | re.IGNORECASE)


def csv_digits(content):
    """Return the images (m, 784) uint8 and the labels (m,) int64 in the bytes of a CSV, gzipped or not."""
    rows = [cells for _, cells in csv_rows(content) or []]
    if not rows or any(len(cells) != len(rows[0]) for cells in rows):
        return None
    columns = _columns(rows[0])
    if columns is None:
        return None
    has_header, label, pixels = columns
    values = [[number(cell) for cell in cells] for cells in rows[has_header:]]
    labels = [row[label] for row in values]
    images = [[row[i] for i in pixels] for row in values]
    if not (labels and all(is_whole(x, 9) for x in labels)):
        return None
    if not all(is_whole(x, 255) for image in images for x in image):
        return None
    return np.array(images).astype(np.uint8), np.array(labels).astype(np.int64)


def csv_rows(content):
    """Return (number of its first line, cells) of each row that is not blank, unzipped."""
    if content.startswith(b"\x1f\x8b"):
        content = _gunzip(content)
    if content is None or b"\0" in content:
        return None
    lines = list(io.StringIO(content.decode("utf-8-sig", "replace"), newline=""))
    if lines:  # Excel's line about the separator, the mark that np.savetxt puts before names
        lines[0] = re.sub(r"""^"?sep=.?"?(?=[\r\n])|^# (?=[A-Za-z])""", "", lines[0])
    head = "".join(lines[:20])
    comma = max(",;\t|", key=head.count)
    is_spaced = len(head.split()) > 10 * head.count(comma)
    blank = " \t\r\n".replace("\t" if comma == "\t" and not is_spaced else "", "")
    is_blank = [not line.strip(blank) for line in lines]
    if is_spaced:
        comma, lines = " ", [re.sub("[ \t]+", " ", line.strip(blank)) + "\n" for line in lines]
    reader, rows, start = csv.reader(lines, delimiter=comma), [], 0
    for cells in reader:
        if not is_blank[start]:
            rows.append((start + 1, cells))
        start = reader.line_num
    return rows


def number(cell):
    """Return what a cell says, NaN where that is no number. It may stand in spaces and apostrophes."""
    text = cell.strip().strip(" '")
    return float(text) if NUMBER.fullmatch(text) else math.nan


def is_whole(x, highest):
    return 0 <= x <= highest and x == math.floor(x)


def _columns(first):
    """Return whether the first row is a header, the place of the label, and the places of pixel 0 to pixel 783."""
    names = [cell.strip(" '\"").lower() for cell in first]
    labels = [i for i, name in enumerate(names) if name in LABELS]
    is_header = bool(labels) or sum(0 <= number(cell) <= 255 for cell in first) <= len(first) / 2
    if len(first) != 785:
        return None
    if not is_header:
        return False, 0, range(1, 785)
    if len(labels) != 1:
        return None
    pixels = [i for i in range(785) if i != labels[0]]
    if len({names[i] for i in pixels}) == 1:
        return True, labels[0], pixels
    place = _places([names[i] for i in pixels])
    return place and (True, labels[0], [i for _, i in sorted(zip(place, pixels, strict=True))])


def _places(names):
    """Return which pixel each name says, from 0 or from 1, as x<number> or <row>x<column>; None where they do not."""
    rows = [re.fullmatch(r"(\d+)x(\d+)", name) for name in names]
    ends = [re.fullmatch(r"(.*?)(\d+)", name, re.DOTALL) for name in names]
    for first in (0, 1):
        if all(rows):
            places = [[int(i) - first for i in match.groups()] for match in rows]
            places = [28 * row + column for row, column in places if 0 <= column < 28]
        elif all(ends) and len({match[1] for match in ends}) == 1:
            places = [int(match[2][-9:]) - first for match in ends]
        else:
            return None
        if sorted(places) == list(range(784)):
            return places
    return None


def _gunzip(content):
    """Return what is in all parts of a gzip file (RFC 1952); zeros may follow them.

    What counts are the data and their checksum. Python's gzip passes over reserved flags and the header's own checksum.
    """
    parts = []
    while content.strip(b"\0"):
        part = zlib.decompressobj(wbits=-15)
        try:
            parts.append(part.decompress(content[_gzip_header(content) :]))
            crc, size = struct.unpack("<II", part.unused_data[:8])
        except (zlib.error, struct.error, ValueError, IndexError):
            return None
        if (crc, size) != (zlib.crc32(parts[-1]), len(parts[-1])) or not part.eof:
            return None
        content = part.unused_data[8:]
    return b"".join(parts)


def _gzip_header(content):
    """Return the length of the header: ten bytes, and what its flags say is there too."""
    if content[:3] != b"\x1f\x8b\x08":
        raise ValueError
    flags, end = content[3], 10
    if flags & 4:  # an extra field, after its length
        end += 2 + struct.unpack("<H", content[end : end + 2])[0]
    for text in (8, 16):  # a name, a comment
        if flags & text:
            end = content.index(b"\0", end) + 1
    return end + (2 if flags & 2 else 0)


def npy_array(content):
    """Return the array in the bytes of an .npy file of version 1.0, which np.savez writes."""
    try:
        end = 10 + struct.unpack("<H", content[8:10])[0]
        text = re.sub(r"(?<=\d) *L\b", "", content[10:end].decode("latin1"))  # Python 2 wrote 43L
        header = ast.literal_eval(text)
        descr, shape = header.pop("descr"), header.pop("shape")
        is_fortran = header.pop("fortran_order")
        types = [type(descr), type(is_fortran), type(shape), *map(type, shape)]
        if (
            content[:8] != b"\x93NUMPY\1\0"
            or header
            or types != [str, bool, tuple, *[int] * len(shape)]
        ):
            return None
        dtype = np.dtype(descr)
        if dtype.hasobject or len(content) - end != dtype.itemsize * math.prod(shape):
            return None
        return np.frombuffer(content[end:], dtype).reshape(shape, order="F" if is_fortran else "C")
    except Exception:  # whatever is wrong with it
        return None


def npz_weights(members, words, size):
    """Return the weights (size,) in the members (name: bytes) of an .npz file of the network that words describe."""
    described, theta = (
        npy_array(members.get(f"{name}.npy", b"")) for name in ("architecture", "theta")
    )
    if described is None or described.shape != () or described.item() != words:
        return None
    if (
        theta is None
        or theta.dtype.kind != "f"
        or theta.shape != (size,)
        or not np.isfinite(theta).all()
    ):
        return None
    return theta
