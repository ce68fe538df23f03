"""CSVs of three digits for Hypothesis: good ones in many layouts, and damaged ones."""

import gzip

import numpy as np
from hypothesis import assume
from hypothesis import strategies as st

from support.fuzz_bytes import BYTES, Content, damage

# Three images without symmetry, so that a wrong order shows, and different in every pixel.
LABELS = np.array([5, 0, 9])
IMAGES = ((np.arange(3 * 784).reshape(3, 784) * 7 + 3) % 256).astype(np.uint8)
LAYOUTS = (  # the names of pixel 0 to pixel 783
    [f"pixel{i}" for i in range(784)],  # Kaggle, Digit Recognizer
    [f"{row}x{column}" for row in range(1, 29) for column in range(1, 29)],  # Kaggle, MNIST in CSV
    [f"pixel{i + 1}" for i in range(784)],  # OpenML, and Kaggle's Fashion-MNIST
    [f"28_px{i:03}" for i in range(784)],
    [f"{row:02}x{column:02}" for row in range(28) for column in range(28)],
    [str(i) for i in range(784)],
)
# fmt: off
BAD_CELLS = [
    "", " ", "NaN", "nan", "NA", "None", "inf", "-inf", "True", "seven", "x", "#REF!", "½", "-", ".",
    "-1", "10", "256", "3.5", "0.5", "254.99999999999999", "1e3", "1e-3", "1e-400", "1e400", "0x1F", "1_0",
    "3.0", "005", "+5", "-0", " 5", "5 ", "5\t", "\v5", "\xa05", "5e0", "5.", ".5", "1e2", "5e", "5L", "--5",
    "9" * 20, "9" * 50, "18446744073709551616", "-9223372036854775809", "٣", "５", "5\u2003", "\ufeff5",
    "3,5", "3;5", "3\t5", '"3,5"', '"3;5"', "3,", ",3", "5%", "1 2", "1.000", "1'000", "\0", "5\0",
    '"5"', '"5', '5"', '""', '""5""', "'5'", "'5", "\"'5'\"", '"5"5', '" 5 "', '"5\n"', '"5\n7"', "5\n7", "5\r",
    "label", "class", "pixel0", "pixel784", "Pixel3", "28x28", "id", "index", "Unnamed: 0",
]
OTHER_FORMS = {
    "comma": [";", "\t", ", ", " ,", ",,", "|", " "],
    "end": ["\r\n", "\r", "\n\r", "\r\r", "\n\n", ",\n", " \n", "\v\n", "\u2028"],
    "encoding": ["utf-8-sig", "utf-16", "utf-16-le", "latin-1", "cp037"],
}
GOOD_FORMS = [  # of a number
    "{}.0", "{}.", "0{}", "+{}", " {}", "{} ", "{}\t", "'{}'", '"{}"', '" {} "', "{}e0", "{}0e-1",
]
# fmt: on


def good_table(layout=None):
    """Return the lines of a good file, lists of cells: the header of the layout, if there is one, and three digits."""
    rows = [list(map(str, (label, *image))) for label, image in zip(LABELS, IMAGES, strict=True)]
    if layout is LAYOUTS[2]:  # OpenML has the label last
        return [[*layout, "class"], *([*row[1:], row[0]] for row in rows)]
    return [["label", *layout], *rows] if layout else rows


def write(lines, comma=",", end="\n", encoding="utf-8"):
    """Return the bytes of a CSV."""
    return Content("".join(comma.join(line) + end for line in lines).encode(encoding, "replace"))


@st.composite
def damaged_csvs(draw):
    """The bytes of a CSV, gzipped or not, whose table, text or bytes are damaged."""
    lines = good_table(draw(st.sampled_from([*LAYOUTS, None])))
    good = write(lines)
    where = draw(
        st.sets(st.sampled_from(["table", "text", "bytes", "gzip"]), min_size=1, max_size=2)
    )
    if "table" in where:
        for kind in draw(st.lists(st.sampled_from(TABLE), min_size=1, max_size=2)):
            kind(draw, lines)
    form = {"comma": ",", "end": "\n", "encoding": "utf-8"}
    if "text" in where:
        name = draw(st.sampled_from(list(OTHER_FORMS)))
        form[name] = draw(st.sampled_from(OTHER_FORMS[name]))
    content = write(lines, **form)
    if "bytes" in where:
        content = damage(draw, content, BYTES)
    if "gzip" in where or draw(st.booleans()):
        good, content = gzip.compress(good, mtime=0), gzip.compress(content, mtime=0)
    if "gzip" in where:
        content = damage(draw, content, BYTES)
    assume(content != good)
    return Content(content)


@st.composite
def rewritten_csvs(draw):
    """The bytes of a CSV that says what the good one says, in another way."""
    comma = draw(st.sampled_from([",", ";", "\t", "|", " "]))
    layout = draw(st.sampled_from([*LAYOUTS, None]))
    lines = good_table(layout)
    if layout:  # the names give the columns their order
        order = draw(st.just(range(785)) | st.randoms(use_true_random=False).map(shuffled))
        style = draw(st.sampled_from(["{}", '"{}"', "'{}'", " {} "]))
        case = draw(st.sampled_from([str.lower, str.upper, str.title]))
        lines = [[line[i] for i in order] for line in lines]
        lines[0] = [style.format(case(name)) for name in lines[0]]
    rows = lines[1:] if layout else lines[:]
    for _ in range(draw(st.integers(0, 3))):
        style = draw(
            st.sampled_from([form for form in GOOD_FORMS if comma not in "\t " or "\t" not in form])
        )
        start = draw(st.integers(0, 784))
        for row in draw(st.sampled_from([rows, rows[:1], rows[1:]])):
            for i in draw(st.sampled_from([[start], range(785), range(start, 785)])):
                row[i] = style.format(row[i]) if row[i].isdecimal() else row[i]
    for _ in range(draw(st.integers(0, 2))):
        blank = draw(st.sampled_from(["", " ", " " if comma == "\t" else "\t"]))
        lines.insert(draw(st.integers(0, len(lines))), [blank])
    if draw(st.booleans()):
        lines.insert(0, [draw(st.sampled_from(["sep={}", '"sep={}"'])).format(comma)])
    end = draw(st.sampled_from(["\n", "\r\n", "\r"]))
    content = write(lines, comma, end, draw(st.sampled_from(["utf-8", "utf-8-sig"])))
    content = content.removesuffix(draw(st.sampled_from([b"", end.encode()])))
    return Content(gzip.compress(content, mtime=0) if draw(st.booleans()) else content)


def shuffled(random):
    order = list(range(785))
    random.shuffle(order)
    return order


# --- damage to the lines of a table, in place; Hypothesis' draw and the lines come in ---


def change_cells(draw, lines):
    """One cell, a row of them, a column, or all."""
    cell = draw(st.sampled_from(BAD_CELLS) | st.integers(-300, 300).map(str) | st.text(max_size=5))
    row, column = draw(st.integers(0, len(lines) - 1)), draw(st.integers(0, 784))
    rows = draw(st.sampled_from([[row], range(len(lines)), range(1, len(lines))]))
    columns = draw(st.sampled_from([[column], [0], range(column, 785), range(785)]))
    for line in (lines[i] for i in rows):
        for i in columns:
            if i < len(line):
                line[i] = cell


def rescale_cells(draw, lines):
    form = draw(st.sampled_from(["{:.4f}", "{:.3g}", "{:.0f}"]))
    by = draw(st.sampled_from([1, 255, 256, -1, 1 / 257]))
    for line in lines:
        for i, cell in enumerate(line[1:], 1):
            if cell.isdecimal() and len(cell) < 4:
                line[i] = form.format(int(cell) / by)


def cut_row(draw, lines):
    line = draw(st.sampled_from(lines))
    del line[draw(st.integers(0, len(line))) :]


def lengthen_row(draw, lines):
    line = draw(st.sampled_from(lines))
    line += draw(st.sampled_from([[""], ["0"], ["0", "0"], ["pixel784"], line[:785]]))


def insert_cell(draw, lines):
    at, cell = draw(st.integers(0, 785)), draw(st.sampled_from(["", "0", "5", "id", "pixel7"]))
    for line in draw(st.sampled_from([[draw(st.sampled_from(lines))], lines, lines[1:]])):
        line.insert(at, cell)


def delete_cell(draw, lines):
    at = draw(st.integers(0, 784))
    for line in draw(st.sampled_from([[draw(st.sampled_from(lines))], lines, lines[1:]])):
        del line[at : at + 1]


def swap_cells(draw, lines):
    one, other = draw(st.integers(0, 784)), draw(st.integers(0, 784))
    for line in draw(st.sampled_from([lines[:1], lines, lines[1:]])):
        if max(one, other) < len(line):
            line[one], line[other] = line[other], line[one]


def rename(draw, lines):
    """Other names for the columns: those of another layout, their own, the same for all."""
    names = [*LAYOUTS, [f"p{i}" for i in range(784)], ["pixel"] * 784]
    start = draw(st.integers(0, 784))
    lines[0][start:] = ["label", *draw(st.sampled_from(names))][start:]


def move_row(draw, lines):
    line = lines.pop(draw(st.integers(0, len(lines) - 1)))
    lines.insert(draw(st.integers(0, len(lines))), line)


def repeat_row(draw, lines):
    line = draw(st.sampled_from(lines))
    lines.insert(draw(st.integers(0, len(lines))), list(line))


def drop_row(draw, lines):
    if len(lines) > 1:
        lines.pop(draw(st.integers(0, len(lines) - 1)))


def merge_rows(draw, lines):
    at = draw(st.integers(0, len(lines) - 1))
    lines[at : at + 2] = [[cell for line in lines[at : at + 2] for cell in line]]


def split_row(draw, lines):
    at, place = draw(st.integers(0, len(lines) - 1)), draw(st.integers(0, 785))
    lines[at : at + 1] = [lines[at][:place], lines[at][place:]]


def blank_row(draw, lines):
    cell = draw(st.sampled_from(["", " ", "\t", "\v", '""', ",", "\r"]))
    lines.insert(draw(st.integers(0, len(lines))), [cell])


# fmt: off
TABLE = [
    change_cells, rescale_cells, cut_row, lengthen_row, insert_cell, delete_cell, swap_cells, rename,
    move_row, repeat_row, drop_row, merge_rows, split_row, blank_row,
]
# fmt: on
