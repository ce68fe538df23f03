"""Task 2: one-hot encoding of classes, one of which does not occur. Rows or columns, and the two numbers, differ."""

from grading.family import Task, answer, fill, tests, text

TEXT = """
## 2. A class that nobody drew

A post office sorts into four boxes, `classes = np.array(«classes»)`, and today no letter for box «missing» came. Write
`«encode»`, which gives each label its one-hot «line»«coded»: «cross» $j$ belongs to `classes[j]`, whether or not that
class occurs. A label that is not among the classes is a mistake in the data: «mistake».

Then the inverse, `to_labels`: from «line»s, one-hot or probabilities, to the labels as they are named in `classes`.
"""

ANSWER = '''
def «encode»(labels, classes):
    """labels (m,), classes (n,) in ascending order -> «kind» «shape» float64."""
    ### BEGIN SOLUTION
    labels = np.asarray(labels)
«check»    «result»
    ### END SOLUTION


def to_labels(Y, classes):
    """Y: one-hot or probabilities «shape», classes (n,) -> labels (m,)."""
    ### BEGIN SOLUTION
    return classes[np.argmax(Y, axis=«axis»)]
    ### END SOLUTION
'''
CHECK = """\
    if not np.isin(labels, classes).all():
        raise ValueError(f"labels must be among {classes}")
"""

VISIBLE = """
# 2 points: today's letters, there and back
classes = np.array(«classes»)
Y = «encode»(np.array(«letters»), classes)
«as_shown»
assert to_labels(Y, classes).tolist() == «letters»
"""

HIDDEN = """
# 5 points: «encode» with other classes, and with a label that is none of them
### BEGIN HIDDEN TESTS
rng = np.random.default_rng(«seed»)
for n in («sizes»):
    classes = 2 * np.sort(rng.choice(25, n, replace=False))
    labels = rng.choice(classes[: n - 1], «m»)
    Y = «encode»(labels, classes)
    assert Y.shape == «tested_shape» and Y.dtype == np.float64, "shape and dtype"
    assert «once», "«once_words»"
    assert np.array_equal(classes[Y.argmax(axis=«axis»)], labels), "in the «cross» of its class"
«refused»
### END HIDDEN TESTS
"""
RAISES = """\
    for stranger in (99, classes[0] + 1):  # above all classes, and between two
        try:
            «encode»(np.array([classes[0], stranger]), classes)
        except ValueError:
            continue
        raise AssertionError("a label that is not among the classes")
"""
LEFT_OFF = """\
    for stranger in (99, classes[0] + 1):  # above all classes, and between two
        Y = «encode»(np.array([stranger, classes[0]]), classes)
        assert np.allclose(«of_stranger», «off»), "a label that is not among the classes"
"""

BETWEEN = "And the labels from probabilities:"

HIDDEN_INVERSE = """
# 3 points: to_labels with probabilities
### BEGIN HIDDEN TESTS
rng = np.random.default_rng(«seed_inverse»)
for n in («sizes_inverse»):
    classes = np.sort(rng.choice(50, n, replace=False))
    P = rng.dirichlet(np.ones(n), 30)
    wanted = [classes[list(row).index(max(row))] for row in P]
    assert list(to_labels(P«T», classes)) == wanted
### END HIDDEN TESTS
"""


def task(draw):
    rows = draw.one_of(True, False)
    raises = draw.one_of(True, False)
    on, off = draw.one_of((1, 0), (1, -1), (0.9, 0.1), (0.8, 0.2), (2, 0), (3, 1))
    classes = sorted(draw.integers([2, 3, 5, 8], 0, 9))
    absent = draw.integer(2, 0, 3)
    came = [k for k in range(4) if k != absent]
    columns = [3, 0, 1, 0] if draw.example else draw.rng.permutation([*came, came[0]]).tolist()
    Y = [[on if j == column else off for j in range(4)] for column in columns]
    Y = Y if rows else [list(line) for line in zip(*Y, strict=True)]
    plain = (on, off) == (1, 0)
    equal = "labels[:, np.newaxis] == classes" if rows else "classes[:, np.newaxis] == labels"
    sizes = draw.one_of("2, 7, 12", "3, 6, 11", "2, 5, 13", "4, 8, 10")
    values = {
        "encode": "to_rows" if rows else "to_columns",
        "line": "row" if rows else "column",
        "cross": "column" if rows else "row",
        "shape": "(m, n)" if rows else "(n, m)",
        "axis": 1 if rows else 0,
        "classes": classes,
        "missing": classes[absent],
        "coded": ""
        if plain
        else f", with {off} in place of each 0"
        if on == 1
        else f", with {on} in place of the 1 and {off} in place of each 0",
        "kind": "one-hot" if plain else f"numbers {on} and {off},",
        "mistake": "raise a `ValueError`" if raises else f"it gets {off} everywhere",
        "check": CHECK if raises else "",
        "result": f"return ({equal}).astype(np.float64)"
        if plain
        else f"return np.where({equal}, {float(on)}, {float(off)})",
        "letters": [classes[column] for column in columns],
        "as_shown": f"assert Y.tolist() == {Y}"
        if plain
        else f"right = {Y}\nassert np.shape(Y) == (4, 4) and np.allclose(Y, right)",
        "seed": draw.seed(102),
        "sizes": sizes,
        "m": 40,
        "tested_shape": "(40, n)" if rows else "(n, 40)",
        "once": f"np.array_equal(Y.sum(axis={1 if rows else 0}), np.ones(40))"
        if plain
        else f"np.allclose(np.sort(Y, axis={1 if rows else 0}){'' if rows else '.T'}, [{off}] * (n - 1) + [{on}])",
        "once_words": f"one {on} in each {'row' if rows else 'column'}",
        "of_stranger": "Y[0]" if rows else "Y[:, 0]",
        "off": off,
        "seed_inverse": draw.seed(103),
        "sizes_inverse": draw.one_of("3, 9", "4, 8", "5, 10", "6, 7"),
        "T": "" if rows else ".T",
    }
    values["refused"] = fill(RAISES if raises else LEFT_OFF, **values)
    return Task(
        "A class that nobody drew",
        "02",
        {"rows": rows, "raises": raises, "numbers": (on, off)},
        [
            text(fill(TEXT, **values)),
            answer("one_hot_of_classes", fill(ANSWER, **values)),
            tests("one_hot_1", 2, fill(VISIBLE, **values)),
            tests("one_hot_2", 5, fill(HIDDEN, **values)),
            text(BETWEEN),
            tests("one_hot_3", 3, fill(HIDDEN_INVERSE, **values)),
        ],
    )
