"""Reading a CSV, good or bad. What an error message says to do is done here, and then the digits are right."""

import bz2
import gzip
import io
import pickle
import re
import zipfile

import numpy as np
import pandas as pd
import pytest
from scipy.io import loadmat, savemat

from helpers.data import Digits, load_csv

KAGGLE = ["label", *(f"pixel{i}" for i in range(784))]
IN_CSV = ["label", *(f"{i // 28 + 1}x{i % 28 + 1}" for i in range(784))]
OPENML = [*(f"pixel{i}" for i in range(1, 785)), "class"]
FASHION = ["label", *OPENML[:-1]]

# Three images without symmetry, so that a wrong order shows, and different in every pixel.
LABELS = np.array([5, 0, 9])
IMAGES = (np.arange(3 * 784).reshape(3, 784) * 7 + 3) % 256
DIGITS = np.column_stack([LABELS, IMAGES])
ROWS = [[str(cell) for cell in row] for row in DIGITS]


def csv_text(header, rows=ROWS, separator=","):
    lines = ([header] if header else []) + rows
    return "".join(separator.join(map(str, line)) + "\n" for line in lines)


def label_last(rows=ROWS):
    return [[*row[1:], row[0]] for row in rows]


def with_cell(row, column, value):
    """The three rows, with one cell changed; row and column count from 0, column 0 is the label."""
    rows = [list(cells) for cells in ROWS]
    rows[row][column] = value
    return rows


def saved(save, *args, **kwargs):
    """The bytes that save writes into a file."""
    file = io.BytesIO()
    save(file, *args, **kwargs)
    return file.getvalue()


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
    assert path.name in str(raised.value) and str(raised.value).isprintable()
    return str(raised.value)


# --- good files ---

GOOD = csv_text(KAGGLE)
# fmt: off
LOAD = {
    "no header": csv_text(None),
    "Windows line ends": GOOD.replace("\n", "\r\n"),
    "no last line end": GOOD.rstrip("\n"),
    "blank lines": "\n" + GOOD.replace("\n", "\n\n"),
    "byte order mark": "\ufeff" + GOOD,
    "byte order mark, no header": "\ufeff" + csv_text(None),
    "one name for all": csv_text(["label", *["pixel"] * 784]),
    "5.0": csv_text(KAGGLE, with_cell(0, 0, "5.0")),
    "label in quotes": csv_text(KAGGLE, [['"' + row[0] + '"', *row[1:]] for row in ROWS]),
    "label in apostrophes": csv_text(KAGGLE, [[f"'{row[0]}'", *row[1:]] for row in ROWS]),
    "floats": csv_text(KAGGLE, [[f"{cell}.0" for cell in row] for row in ROWS]),
    "np.savetxt": saved(np.savetxt, DIGITS),
    "np.savetxt, with names": saved(np.savetxt, DIGITS, "%3d", header=" ".join(KAGGLE)),
    "np.savetxt, names and commas": saved(np.savetxt, DIGITS, "%d", ",", header=",".join(KAGGLE)),
    "Excel in Germany": "\ufeff" + csv_text(KAGGLE, separator=";").replace("\n", "\r\n"),
    "spaces in names and after commas": csv_text(["label", *(f"pixel no {i}" for i in range(784))], separator=", "),
}
# fmt: on


@pytest.mark.parametrize("form", LOAD)
def test_forms_that_load(write, form):
    assert_three(load_csv(write(LOAD[form])))


@pytest.mark.parametrize("declared", ["", "sep={}\n", '"sep={}"\r\n'])
@pytest.mark.parametrize("header", [KAGGLE, None], ids=["header", "no-header"])
@pytest.mark.parametrize("separator", [",", ";", "\t", "|", " ", "  "])
def test_the_separator_is_found(write, separator, header, declared):
    text = declared.format(separator[0]) + csv_text(header, ROWS, separator)
    assert_three(load_csv(write(text)))
    place = f"line {2 + bool(header) + bool(declared)}, column 8"
    text = declared.format(separator[0]) + csv_text(header, with_cell(1, 7, "x"), separator)
    assert f"{place}{' (' + repr(header[7]) + ')' if header else ''}: found 'x'" in message(
        write(text)
    )


def test_a_line_of_tabs_is_blank_where_they_do_not_separate(write):
    assert_three(load_csv(write(GOOD.replace("\n", "\n\t\t\n"))))
    text = csv_text(KAGGLE, separator="\t").replace("\n", "\n\t\t\n", 1)
    assert "line 2, column 1 ('label'): found nothing" in message(write(text))


NAMES = {
    "Kaggle": KAGGLE,
    "MNIST in CSV": IN_CSV,
    "OpenML": OPENML,
    "Fashion-MNIST": FASHION,
    "class, pixel0": ["class", *KAGGLE[1:]],
    "0x0": ["label", *(f"{i // 28}x{i % 28}" for i in range(784))],
    "01x01": ["label", *(f"{i // 28 + 1:02}x{i % 28 + 1:02}" for i in range(784))],
    "px000": ["digit", *(f"px{i:03}" for i in range(784))],
    "numbers": [*(f"{i}" for i in range(784)), "target"],
    "mnist28_pixel_1": ["y", *(f"mnist28_pixel_{i}" for i in range(1, 785))],
}


@pytest.mark.parametrize("header", NAMES)
def test_the_names_say_which_pixel_is_which(write, header):
    """In any order of the columns, shuffled or sorted as text (px0, px1, px10, ...), and however they are quoted."""
    names = NAMES[header]
    rows = label_last() if names[-1] in ("class", "target") else ROWS
    shuffled = np.random.default_rng(1).permutation(785)
    styles = {"{}": range(785), " {} ": shuffled, "'{}'": np.argsort(names), '"{}"': shuffled}
    for style, order in styles.items():
        line = [style.format(names[i]).title() for i in order]
        assert_three(load_csv(write(csv_text(line, [[row[i] for i in order] for row in rows]))))


@pytest.mark.parametrize("place", [1, 300, 784])
def test_a_label_column_is_found_by_name_wherever_it_stands(write, place):
    names = ["Label", *["p"] * 784]  # names that say nothing: the pixels keep their order
    lines = [[*line[1 : place + 1], line[0], *line[place + 1 :]] for line in [names, *ROWS]]
    assert_three(load_csv(write(csv_text(None, lines))))


def test_gzip_is_told_by_its_first_bytes(write):
    assert_three(load_csv(write(gzip.compress(GOOD.encode()), "train.csv")))
    assert_three(load_csv(str(write(gzip.compress(GOOD.encode()), "train.csv.gz"))))
    assert_three(load_csv(write(GOOD, "unpacked.csv.gz")))


@pytest.mark.parametrize("label", [5, 0, 1])
def test_a_file_of_one_digit(write, label):
    digits = load_csv(write(csv_text(None, [[label, *ROWS[0][1:]]])))
    np.testing.assert_array_equal(digits.images, IMAGES[:1])
    assert digits.labels.tolist() == [label]


def test_black_and_faint_images_are_not_taken_for_scaled(write):
    assert load_csv(write(csv_text(KAGGLE, [[3] + [0] * 784]))).images.max() == 0
    assert load_csv(write(csv_text(KAGGLE, [["9", *["0", "2"] * 392]]))).images.max() == 2


@pytest.mark.filterwarnings("error")
def test_rows_keep_their_order_in_a_long_file(write):
    """Long enough to be read in several blocks."""
    m = 2500
    rows = [f"{i % 10},{i % 256},{i // 256}" + ",0" * 782 for i in range(m)]
    digits = load_csv(write("\n".join([",".join(KAGGLE), *rows])))
    i = np.arange(m)
    np.testing.assert_array_equal(digits.labels, i % 10)
    np.testing.assert_array_equal(digits.images[:, 0] + 256 * digits.images[:, 1].astype(int), i)

    rows[1800] = "ten" + rows[1800][1:]
    rows[2300] = "11" + rows[2300][1:]
    text = message(write("\n".join([",".join(KAGGLE), *rows])))
    assert "line 1802, column 1 ('label'): found 'ten'" in text and "and 1 more" in text


# --- remedies: what the message says, and the file after it was done ---

TABLE = pd.DataFrame(DIGITS, columns=KAGGLE)
UNNAMED = csv_text(["number", *KAGGLE[1:]])
NO_LABELS = [row[1:] for row in ROWS]
COUNTED = [[i, *row] for i, row in enumerate(NO_LABELS)]
SCALED = [[row[0], *(f"{int(pixel) / 255:.4f}" for pixel in row[1:])] for row in ROWS]
LAST = [[0, *image[1:], label] for image, label in zip(IMAGES, LABELS, strict=True)]
X_AND_Y = ["label", *(f"x{i // 28}y{i % 28}" for i in range(784))]
ARFF = "% From OpenML\n\n@RELATION mnist\n@ATTRIBUTE label {0,1,2,3,4,5,6,7,8,9}\n"
ARFF += "".join(f"@attribute {name} numeric\n" for name in KAGGLE[1:]) + "@DATA\n" + csv_text(None)
IDX_IMAGES = (
    b"\0\0\x08\x03" + np.array([3, 28, 28], ">i4").tobytes() + bytes(IMAGES.astype(np.uint8))
)
IDX_LABELS = b"\0\0\x08\x01\0\0\0\3" + bytes(LABELS.astype(np.uint8))
SHEET = LOAD["Excel in Germany"]


def zipped(name, content):
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr(name, content)
    return file.getvalue()


# fmt: off
REMEDIES = {
    "title": ("My digits\n" + GOOD, "line 2: found 785 cells, expected 1 as .* delete a title above them", GOOD),
    "titles": ("My digits\n\nof 2024, mine\n" + GOOD, "line 3: found 2 cells, expected 1 .* delete a title", GOOD),
    "two titles": ("My digits\nMine\n" + GOOD, "line 3: found 785 cells, expected 1 as .* delete a title", GOOD),
    "title and spaces": ("My digits, mine, all, of 2024, 3\n" + csv_text(KAGGLE, ROWS, " "),
                         "found 785 .* delete a title", GOOD),
    "title as Excel pads it": (f"My digits{784 * ','}\n{GOOD}", "named 'My digits'.* a title .* delete it", GOOD),
    "cut first line": (GOOD.replace("label,pixel0,", "label,"), "line 2: found 785 cells, .* correct", GOOD),
    "row names of R": (csv_text(KAGGLE, [[i, *row] for i, row in enumerate(ROWS)]),
                       "line 2: found 786 cells, expected 785 .* should have 785, a label and 784 pixels", GOOD),
    "row numbers": (csv_text(["ImageId", *KAGGLE], [[i, *row] for i, row in enumerate(ROWS)]),
                    r"column 1 \('ImageId'\) too many. Remove what is too many", GOOD),
    "row numbers of pandas": (TABLE.to_csv(), r"column 1 \(''\) too many. Remove what is too many", GOOD),
    "row numbers, no labels": (csv_text(["ImageId", *KAGGLE[1:]], COUNTED),
                               "named 'ImageId'.*numbers of rows are none.* load a file that has them", GOOD),
    "row numbers, no header": (csv_text(None, COUNTED),
                               "counts the rows.* put the labels in their place", csv_text(None)),
    "labels, no name": (UNNAMED, "'number'; .* If there are labels, name their column 'label'", GOOD),
    "no labels": (csv_text(KAGGLE[1:], NO_LABELS), "784 columns.* Kaggle's test.csv, load a file that has", GOOD),
    "no labels, no header": (csv_text(None, NO_LABELS), "784 columns, without .* as in Kaggle's test.csv", GOOD),
    "names of another kind": (csv_text(X_AND_Y), "'pixel0' and 783 more missing, .* name the pixels row by row", GOOD),
    "scaled": (csv_text(KAGGLE, SCALED), "largest pixel is 1,.*Give a file with pixels from 0 to 255", GOOD),
    "an empty row": (GOOD.replace("\n0", "\n,,\n0"), "line 3, .*: found nothing, .* Correct it and 784 more", GOOD),
    "UTF-16": (GOOD.encode("utf-16"), "line 1: found a zero byte. Save the file as CSV in UTF-8.", GOOD),
    "web page": ("\n<!DOCTYPE html>\n<p>a, b, c", "web page, .*log in. Download the CSV itself", GOOD),
    "zip": (zipped("train.csv", GOOD), "an archive, such as a .zip. Unpack it", GOOD),
    "bz2": (bz2.compress(GOOD.encode()), "an archive, .*Unpack it", GOOD),
    "picture": (b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR\0", "a picture. Load a CSV of pixels and labels", GOOD),
    "photo": (b"\xff\xd8\xff\xe0\0\x10JFIF", "a picture. Load a CSV of pixels and labels", GOOD),
    "workbook": (zipped("[Content_Types].xml", ""), "a workbook. Save its sheet as CSV.", SHEET),
    "workbook of pandas": (zipped("docProps/app.xml", ""), "a workbook. Save its sheet as CSV.", SHEET),
    "workbook of LibreOffice": (zipped("mimetype", ""), "a workbook. Save its sheet as CSV.", SHEET),
    "old workbook": (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "a workbook. Save its sheet as CSV.", SHEET),
    "ARFF": (ARFF, "ARFF file. Put one line in place of all down to @DATA: the names that follow @ATTRIBUTE",
             ",".join(re.findall("(?i)@attribute (.*?) ", ARFF)) + ARFF.partition("@DATA")[2]),
}
# fmt: on


@pytest.mark.parametrize("fault", REMEDIES)
def test_the_remedy_helps(write, fault):
    wrong, words, right = REMEDIES[fault]
    assert re.search(words, message(write(wrong)))
    assert_three(load_csv(write(right)))


def test_a_header_says_that_counting_labels_are_labels(write):
    for start in (0, 1):
        counted = csv_text(None, [[start + i, *row] for i, row in enumerate(NO_LABELS)])
        assert "labels all the same, put label,pixel0,pixel1" in message(write(counted))
        assert load_csv(write(",".join(KAGGLE) + "\n" + counted)).labels.tolist() == [
            start,
            start + 1,
            start + 2,
        ]
    rising = csv_text(
        None, [[label, *row] for label, row in zip((0, 5, 9), NO_LABELS, strict=True)]
    )
    assert load_csv(write(rising)).labels.tolist() == [0, 5, 9]


def test_labels_that_stand_last_in_a_file_without_header(write):
    text = message(write(csv_text(None, LAST)))
    assert "no header" in text and "column 785 goes from 0 to 9" in text
    assert "Move the labels to the first column, or add a header" in text
    first, named = csv_text(None, [[row[-1], *row[:-1]] for row in LAST]), csv_text(OPENML, LAST)
    for digits in load_csv(write(first)), load_csv(write(named)):
        np.testing.assert_array_equal(digits.images[:, 1:], IMAGES[:, 1:])
        np.testing.assert_array_equal(digits.labels, LABELS)
    above = [[0, *([255] * 783), last] for last in (5, 0, 10)]  # a pixel, and no label
    assert load_csv(write(csv_text(None, above))).images[:, -1].tolist() == [5, 0, 10]


ARRAYS = {"x_train": IMAGES.reshape(3, 28, 28).astype(np.uint8), "y_train": LABELS.astype(np.uint8)}


@pytest.mark.parametrize(
    ("content", "words", "open_it"),
    [
        (saved(np.savez, **ARRAYS), "NumPy. Open it with np.load", np.load),
        (saved(np.savez_compressed, **ARRAYS), "NumPy. Open it with np.load", np.load),
        (saved(savemat, ARRAYS), "MATLAB .*. Open it with scipy.io.loadmat", loadmat),
        (
            pickle.dumps(ARRAYS),
            "pickle. .*if you trust it, open it with pickle.load",
            lambda path: pickle.loads(path.read_bytes()),
        ),
    ],
    ids=["npz", "compressed-npz", "mat", "pickle"],
)
def test_arrays_are_given_to_digits(write, content, words, open_it):
    path = write(content, "mnist.file")
    assert re.search(words, message(path))
    code = re.search(r"make (Digits\(.*\)) of its arrays\.$", message(path))[1]
    arrays = open_it(path)
    names = {"Digits": Digits, "images": arrays["x_train"], "labels": arrays["y_train"]}
    assert_three(eval(code, names))


def test_idx_files_are_read_as_the_message_says(write):
    images = write(IDX_IMAGES, "images")
    labels = write(IDX_LABELS, "labels")
    for path in images, labels:
        code = re.search(r"make (Digits\(.*\))\.$", message(path))[1]
        assert_three(eval(code, {"np": np, "Digits": Digits, "images": images, "labels": labels}))


def test_a_parquet_file_is_turned_into_a_csv_as_the_message_says(write, tmp_path, monkeypatch):
    path = write(b"PAR1")
    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr(pd, "read_parquet", lambda path: TABLE)  # it needs another package
    eval(re.search(r"a Parquet file.*: (pd\..*)\.$", message(path))[1], {"pd": pd, "path": path})
    assert_three(load_csv("digits.csv"))


def test_emnist_is_told_by_its_name_and_turned_as_the_warning_says(write):
    turned = IMAGES.reshape(3, 28, 28).transpose(0, 2, 1).reshape(3, 784)
    path = write(csv_text(None, np.column_stack([LABELS, turned]).tolist()), "emnist-digits.csv")
    with pytest.warns(UserWarning, match="rows and columns .* exchanged") as caught:
        names = {"digits": load_csv(path)}
    assert caught[0].filename == __file__
    assert_three(eval(re.search(r"digits\._replace.*", str(caught[0].message))[0], names))


@pytest.mark.parametrize("header", [KAGGLE, None], ids=["header", "no-header"])
def test_letters_are_no_digits(write, header):
    rows = [[label, *ROWS[0][1:]] for label in (26, 3, 46)]
    text = message(write(csv_text(header, rows)))
    assert "column 1" in text and "most labels are above 9" in text
    assert "of EMNIST, that is emnist-digits-train.csv" in text
    half = csv_text(header, [*rows, rows[1]])
    assert f"line {1 + bool(header)}, column 1" in message(write(half))


# --- cells, columns and files that are wrong ---


@pytest.mark.parametrize("header", [True, False], ids=["header", "no-header"])
@pytest.mark.parametrize(
    ("column", "what", "values"),
    [
        (0, "label, a whole number from 0 to 9", "10 -1 5.5 seven NA nan True 1e400 -0.001"),
        (13, "pixel, a whole number from 0 to 255", "-1 256 0.5 abc NA inf 99999999999999999999 é"),
    ],
    ids=["label", "pixel"],
)
def test_a_bad_cell(write, column, what, values, header):
    for value in [*values.split(" "), ""]:
        text = message(write(csv_text(KAGGLE if header else None, with_cell(1, column, value))))
        name = f" ({KAGGLE[column]!r})" if header else ""
        place = f"line {2 + header}, column {column + 1}{name}"
        found = repr(value) if value else "nothing"
        assert f"{place}: found {found}, expected a {what}. Correct it, or" in text


PX = [f"px{i}" for i in range(785)]
HEADER, DIGIT = ",".join(KAGGLE) + "\n", "1" + ",0" * 784 + "\n"
BAD = with_cell(1, 600, "x")
BAD[1][20], BAD[2][1], BAD[2][0] = "300", "y", "77"
# fmt: off
COLUMNS = {
    "783": (["label", *KAGGLE[1:14], *KAGGLE[15:]],
            "found 783 columns beside the label, expected 'pixel0' to 'pixel783': 'pixel13' missing. "),
    "785": ([*KAGGLE, "pixel784"], "found 785 .* 'pixel783': column 786 ('pixel784') too many. "),
    "782, MNIST in CSV": (IN_CSV[:-2], "found 782 .*, expected '1x1' to '28x28': '28x27' and 1 more missing. "),
    "785, OpenML": ([*OPENML[:5], "note", *OPENML[5:]], "'pixel1' to 'pixel784': column 6 ('note') too many. "),
    "783, OpenML": (OPENML[1:], "expected 'pixel1' to 'pixel784': 'pixel1' missing. "),
    "781": (["label", *KAGGLE[4:]], "'pixel0' to 'pixel783': 'pixel0' and 2 more missing. "),
    "one name twice": ([*KAGGLE[:7], "pixel5", *KAGGLE[8:]], ": 'pixel6' missing, column 8 ('pixel5') too many. "),
    "another name": (["label", "first", *KAGGLE[2:]], ": 'pixel0' missing, column 2 ('first') too many. "),
    "comma at the end": ([*KAGGLE, ""], ": column 786 ('') too many. "),
    "783 of its own": (["label", *PX[:783]], "expected 'px0' to 'px783': 'px783' missing. "),
    "785 of its own": (["label", *PX], "expected 'px0' to 'px783': column 786 ('px784') too many. "),
    "two kinds": (["label", *PX[:484], *KAGGLE[485:]],
                  "'px484' and 299 more missing, column 486 ('pixel484') and 299 more too many. "),
    "half of a kind": (["label", *PX[:392], *["z"] * 392], "expected 'pixel0' to"),
    "words": (["label", *["a", "b"] * 392], "expected 'pixel0' to 'pixel783': 'pixel0' and 783 more missing"),
    "one name for 785": (["label", *["p"] * 785], "found 785 columns beside the label"),
    "a label alone": (["label"], "found 0 columns beside the label, expected 'pixel0' to 'pixel783'"),
    "huge number": (["label", *KAGGLE[1:-1], "pixel" + 5000 * "7"],
                    f"'pixel783' missing, column 785 ('pixel{35 * '7'}') too"),
    "two labels": ([*KAGGLE, "class"], "column 1 ('label') and column 786 ('class') are both labels. Keep one."),
    "id": (["id", *KAGGLE[1:]], "no column is named 'label' or 'class'. Found 785 columns, the first one named 'id'; "),
    "nothing": (["", *KAGGLE[1:]], "no column is named .* the first one named ''; "),
    "fold": (["fold", *KAGGLE[1:]], "no column is named .* the first one named 'fold'; "),
    "one more pixel": ([*KAGGLE[1:], "pixel784"], "no column is named 'label'"),
    "numbers alone": (range(785), "no column is named 'label'"),
    "a number and pixels": (["7", *KAGGLE[1:]], "no column is named 'label'"),
    "another table": (["a", "b", "c"], "Found 3 columns, the first one named 'a'; "),
    "a long name": (["ab" * 30, "x"], f"the first one named '{'ab' * 20}'; "),
}
FILES = {
    "forty letters of a cell": (csv_text(KAGGLE, with_cell(0, 0, 30 * "ab")), f": found '{20 * 'ab'}', expected"),
    "line 1": (csv_text(None, with_cell(0, 0, "seven")), "line 1, column 1: found 'seven'"),
    "end of line 1": (csv_text(None, with_cell(0, 784, "256")), "line 1, column 785: found '256'"),
    "a column of bool": (csv_text(KAGGLE, [[*row[:9], "True", *row[10:]] for row in ROWS]),
                         "column 10 ('pixel8'): found 'True'"),
    "lowest row, then leftmost column": (csv_text(KAGGLE, BAD), "line 3, column 21 ('pixel19'): found '300'"),
    "how many there are": (csv_text(KAGGLE, BAD), "Correct it and 3 more, or get the file again."),
    "columns from right to left": (csv_text(KAGGLE[::-1], [row[::-1] for row in with_cell(0, 1, "-7")]),
                                   "line 2, column 784 ('pixel0'): found '-7'"),
    "far down": (HEADER + 2100 * DIGIT + DIGIT.replace("0", "x", 1), "line 2102, column 2 ('pixel0'): found 'x'"),
    "blank lines count": ("\n" + HEADER + "\n" + DIGIT + "   \n\n" + DIGIT.replace("0", "x", 1),
                          "line 7, column 2 ('pixel0'): found 'x'"),
    "carriage returns": ((HEADER + DIGIT + DIGIT[1:]).replace("\n", "\r\r"),
                         "line 5, column 1 ('label'): found nothing"),
    "a vertical tab is a cell": (HEADER + "\v\n" + DIGIT, "line 2, column 1 ('label'): found '\\x0b'"),
    "too short": (HEADER + DIGIT + DIGIT[:1399] + "\n" + DIGIT, "line 3, column 701 ('pixel699'): found nothing"),
    "too long": (HEADER + DIGIT + "0," + DIGIT, "line 3: found 786 cells, expected 785"),
    "too long, no header": (DIGIT + DIGIT + "0," + DIGIT, "line 3: found 786 cells, expected 785"),
    "too long, far down": (HEADER + 5001 * DIGIT + "\n0," + DIGIT, "line 5004: found 786 cells, expected 785"),
    "scaled, no header": (csv_text(None, SCALED), "scaled to 0..1 already"),
    "scaled, to a half": (csv_text(KAGGLE, [["9", *["0", "0.5"] * 392]]), "largest pixel is 0.5,"),
    "-1 is no scaled pixel": (HEADER + DIGIT.replace("0", "-1", 1), "line 2, column 2 ('pixel0'): found '-1'"),
    "empty": (b"", "is empty. Get the file again."),
    "blank lines": (b"\n\n", "is empty. Get the file again."),
    "empty gzip": (gzip.compress(b""), "is empty. Get the file again."),
    "header only": (csv_text(KAGGLE, []), "a header and no digits. Get the file again."),
    "header only, no line end": (",".join(KAGGLE), "a header and no digits. Get the file again."),
    "783, no header": (csv_text(None, [["7"] * 783] * 2), "Found 783 columns, without a header; expected"),
    "786, no header": (csv_text(None, [["7"] * 786] * 2), "Found 786 columns, without a header; expected"),
    "one array": (saved(np.save, IMAGES), "a file of NumPy. Open it with np.load, and make"),
    "HDF5": (b"\x89HDF\r\n\x1a\n", "HDF5 file. Open it with scipy.io.loadmat, or if that cannot h5py, and make"),
    "zero byte": (b"\n\0", "line 2: found a zero byte"),
    "open quote": (GOOD + '5,"0,0', "not a CSV that pandas can read"),
    "a mark before a number": ("# " + csv_text(None), "line 1, column 1: found '# 5'"),
}
# fmt: on


@pytest.mark.parametrize("fault", [*COLUMNS, *FILES])
def test_columns_and_files_that_are_wrong(write, fault):
    content, words = (COLUMNS | FILES)[fault]
    if fault in COLUMNS:
        content = csv_text(content, [["2"] * len(content)] * 3)
    assert re.search(re.escape(words).replace(r"\ \.\*", ".*"), message(write(content)))


def test_gzip_cut_short(write):
    packed = gzip.compress(GOOD.encode(), mtime=0)
    for n in [2, 5, 10, 11, len(packed) // 2, len(packed) - 8, len(packed) - 1]:
        text = message(write(packed[:n], "train.csv.gz"))
        assert "cut short or damaged" in text and "Get it again" in text


def test_gzip_damaged_anywhere(write):
    """One byte changed: an error, or (a byte of the gzip header that means nothing) the right digits."""
    packed = gzip.compress(GOOD.encode(), mtime=0)
    n_errors = 0
    for i in range(2, len(packed), 7):
        path = write(packed[:i] + bytes([packed[i] ^ 0b01010101]) + packed[i + 1 :])
        try:
            assert_three(load_csv(path))
        except ValueError as error:
            assert "cut short or damaged" in str(error) and "train.csv" in str(error)
            n_errors += 1
    assert n_errors > 0.95 * len(range(2, len(packed), 7))


def test_a_missing_file_and_a_folder(tmp_path):
    path = tmp_path / "here" / "train.csv"
    text = message(path, FileNotFoundError)
    assert str(path.parent) in text and "Check its name" in text
    assert f"is a folder. Give a CSV file, such as {tmp_path / 'train.csv'}." in message(tmp_path)
