"""Task 1: read a CSV of digits, and leave out what is not usable."""

from grading.family import Task, answer, fill, tests, text

TEXT = """
## 1. A table with gaps

Somebody scanned digits into a CSV: a column `«label»`, which may stand anywhere, and a column for each pixel. Not
every row is usable. Write `read_table`, which keeps a row only if

- «whole»;
- its label is one of «first» to «last»;
- each of its pixels is from 0 to «white».

What is kept stays in its order, the pixels as `uint8`, the labels as `int64`.«filled» `pd.read_csv` reads a path
and an open file alike.
"""

ANSWER = '''
def read_table(file):
    """file: path, or open file, of a CSV -> images (m, n) uint8, labels (m,) int64."""
    ### BEGIN SOLUTION
    table = pd.read_csv(file).dropna(«subset»)
    labels = table["«label»"].to_numpy()
    pixels = table.drop(columns="«label»")«fillna».to_numpy()
    known = (labels >= «first») & (labels <= «last»)
    printable = ((pixels >= 0) & (pixels <= «white»)).all(axis=1)
    keep = known & printable
    return pixels[keep].astype(np.uint8), labels[keep].astype(np.int64)
    ### END SOLUTION
'''

VISIBLE = """
# 3 points: five rows, of which «usable» are usable
example = "«label»,pixel0,pixel1\\n«rows»\\n"
images, labels = read_table(io.StringIO(example))
assert images.tolist() == «images» and labels.tolist() == «labels»
assert images.dtype == np.uint8 and labels.dtype == np.int64
"""

HIDDEN = """
# 7 points: longer tables, with every kind of gap, and the label in another place
### BEGIN HIDDEN TESTS
rng = np.random.default_rng(«seed»)
for place in («places»):
    pixels, digits = rng.integers(0, «white_1», («m», 5)), rng.integers(«first», «last_1», «m»)
    table = pd.DataFrame(pixels, columns=[f"pixel{k}" for k in range(5)]).astype(object)
    table.insert(place, "«label»", digits.astype(object))
    table.loc[«a», "«label»"], table.loc[«b», "«label»"], table.loc[«c», "«label»"] = None, «below», «last_1»
    table.loc[«d», "pixel4"], table.loc[«e», "pixel0"], table.loc[«f», "pixel1"] = None, «white_1», -1
«unknown»    keep = ~np.isin(np.arange(«m»), «dropped»)
    images, labels = read_table(io.StringIO(table.to_csv(index=False)))
    assert images.dtype == np.uint8 and labels.dtype == np.int64, "the dtypes"
    assert np.array_equal(images, pixels[keep]), "the pixels"
    assert np.array_equal(labels, digits[keep]), "the labels"
whole = "«label»,pixel0\\n«first_1»,2\\n«first_2»,4\\n"
assert read_table(io.StringIO(whole))[0].tolist() == [[2], [4]], "a table without gaps"
### END HIDDEN TESTS
"""


def task(draw):
    label = draw.one_of("label", "digit", "class", "target", "drawn")
    first, last = draw.one_of((0, 9), (1, 9), (0, 7), (1, 6), (2, 8), (0, 4))
    white = draw.one_of(255, 15, 63, 99, 127, 200)
    gaps_are_0 = draw.one_of(False, True)
    values = {"label": label, "first": first, "last": last, "white": white}
    v, w = draw.integers([7, 0], first, last)
    p, q, r = draw.integers([12, 9, 8], 3, 14)
    rows = [(v, 0, white), (first, "", p), (last + 3, 1, 2)]
    rows += [(last, 0, white + 1), (w, q, r)]
    kept = [rows[k] for k in ((0, 1, 4) if gaps_are_0 else (0, 4))]
    a, b, c, d, e, f = draw.integers([3, 20, 21, 8, 9, 40], 0, 47)
    m = draw.integer(60, 50, 80)
    values |= {
        "whole": "its label is not missing" if gaps_are_0 else "nothing in it is missing",
        "filled": " A missing pixel counts as 0." if gaps_are_0 else "",
        "subset": f'subset=["{label}"]' if gaps_are_0 else "",
        "fillna": ".fillna(0)" if gaps_are_0 else "",
        "usable": "three" if gaps_are_0 else "two",
        "rows": "\\n".join(",".join(map(str, row)) for row in rows),
        "images": [[pixel or 0 for pixel in row[1:]] for row in kept],
        "labels": [row[0] for row in kept],
        "seed": draw.seed(101),
        "places": ", ".join(map(str, draw.one_of((0, 2, 5), (5, 1, 0), (3, 0, 5), (0, 5, 4)))),
        "m": m,
        "below": first - 1,
        "last_1": last + 1,
        "white_1": white + 1,
        "first_1": first + 1,
        "first_2": first + 3,
        "unknown": f"    pixels[{d}, 4] = 0\n" if gaps_are_0 else "",
        "dropped": sorted([a, b, c, e, f] if gaps_are_0 else [a, b, c, d, e, f]),
        **dict(zip("abcdef", (a, b, c, d, e, f), strict=True)),
    }
    return Task(
        "A table with gaps",
        "01",
        {"label": label, "labels": (first, last), "white": white, "gaps_are_0": gaps_are_0},
        [
            text(fill(TEXT, **values)),
            answer("read_table", fill(ANSWER, **values)),
            tests("read_table_1", 3, fill(VISIBLE, **values)),
            tests("read_table_2", 7, fill(HIDDEN, **values)),
        ],
    )
