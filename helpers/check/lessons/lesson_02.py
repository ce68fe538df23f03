"""The exercises of notebook 02: one-hot encoding."""

from functools import cache

import numpy as np

from helpers.check.attempt import Refuse
from helpers.check.cases import digits, random_batch
from helpers.check.compare import as_array, is_number, is_one_number, same, show
from helpers.check.exercise import AnyOf, Exercise, at_least
from helpers.check.prediction import Prediction
from helpers.encoding import one_hot

columns = Prediction(
    "columns",
    question="the shape of Y for the labels 3, 0, 6, with max + 1 columns",
    like=(5, 10),
    read="notebook 02, “Bug one: `y.max() + 1` classes”",
    answer=lambda: (3, 7),
    because="A row for each label, and columns 0 to 6. The data decided, and 7, 8 and 9 are lost.",
    mistakes={
        "Ten is the number of classes. Here the labels decide.": (3, 10),
        "Columns 0 to 6: how many is that?": (3, 6),
        "That has a column for each example. Here each example has a row.": (7, 3),
        "That counts the labels. The largest one decides.": (3, 3),
        "That is for 3, 0, 4. Here the last label is 6.": (3, 5),
    },
    symptoms={
        "The shape of a table is two numbers: (rows, columns).": lambda came: (
            len(came) != 2 or not all(map(is_one_number, came))
        ),
        "A row for each label: how many labels are there?": lambda came: came[0] != 3,
        "The rows are right. Which column does the label 6 need?": lambda came: True,
    },
)


def labels_cases(rng):
    return {
        "three labels": (np.array([3, 0, 4]), 10),
        "no example of the last class": (np.array([1, 0, 1, 2]), 5),
        "zeros only": (np.zeros(5, int), 3),
        "thirty random labels": (rng.integers(0, 10, 30), 10),
        "as many labels as classes": (np.array([2, 0, 1, 2]), 4),
    }


def ones_at(place, y, n):
    Y = np.zeros((len(y), n))
    Y[place] = 1
    return Y


wrong_encode = {
    "notebook 02, “Bug one: `y.max() + 1` classes”": {
        "The number of columns is taken from the labels (max + 1). A last class that does not occur then gets no "
        "column. The number of classes is given: n_classes.": lambda y, n: np.eye(y.max() + 1)[y],
        "Only labels that occur have a column. Each class needs one.": lambda y, n: y[:, None] == np.unique(y),
    },
    "notebook 02, “Which way round?”": {
        "It has a column for each example. Examples are rows: this is the transpose.": lambda y, n: one_hot(y, n).T,
    },
    "One index takes a whole row. An entry needs two: its row and its column.": lambda y, n: ones_at(y, y, n),
    "Row and column are exchanged: the column is the label.": lambda y, n: ones_at((y, range(len(y))), y, n),
    "Each 1 is a column too far to the left. The first class is 0, not 1.": lambda y, n: np.eye(n)[y - 1],
    "The label itself is written in. A 1 belongs there, as a mark.": lambda y, n: one_hot(y, n) * y[:, None],
    "The labels (m,) are compared with the classes (n_classes,) entry by entry. To compare each label with each "
    "class, make the labels a column, (m, 1).": lambda y, n: y == np.arange(n),
    "The identity matrix needs a row for each class, not for each example.": lambda y, n: np.eye(len(y))[y],
    "The label is the row number too. Rows are the examples, in order.": lambda y, n: ones_at((y, y), y, n),
    "Two indices are used on an array with one axis, such as labels, np.zeros(len(labels)) or "
    "np.zeros_like(labels). Y needs two axes: examples and classes.": lambda y, n: np.zeros(len(y))[0, y],
    "All labels are written into one row. Each needs its own: Y has two axes.": lambda y, n: np.isin(np.arange(n), y),
    "There is a column too many: the classes are 0 to n_classes - 1.": lambda y, n: np.eye(n + 1)[y],
    "Ones and zeros are exchanged.": lambda y, n: 1 - one_hot(y, n),
    "np.arange(3) is for the lesson's three labels. Use len(labels).": lambda y, n: np.zeros((3, n))[np.arange(3), y],
}
encode_shows = {
    "All rows are the same list: [row] * m makes no copies. A 1 in one row shows up in all.": lambda came, y, n: (
        isinstance(came, list) and len(came) > 1 and came[0] is came[1]
    ),
    # [row] * m makes this table too, so it is no mistake: mistakes come before symptoms.
    "Whole columns are filled with ones: a colon takes all rows. Each label belongs to one row only, so each 1 "
    "needs a row and a column.": lambda came, y, n: same(came, ones_at((slice(None), y), y, n)),
    "A sparse matrix came. sparse_output=False gives a plain array.": lambda came, y, n: hasattr(came, "toarray"),
    "It has 3 rows or 10 columns, whatever comes in. Take both numbers from the arguments.": lambda came, y, n: (
        len(came) == 3 != len(y) or np.shape(came)[1] == 10 != n
    ),
    "A row has no 1 in it. Does the loop go through all examples, and the return come after it?": lambda came, y, n: (
        np.shape(came) == (len(y), n) and (np.sum(came, axis=1) == 0).any()
    ),
}

encode = Exercise(
    "encode",
    read="notebook 02, “Four ways to the same matrix”",
    answer=one_hot,
    cases=labels_cases,
    mistakes=wrong_encode,
    symptoms=encode_shows,
)


def is_bad(y, n):
    return (y < 0) | (y >= n)


places = np.flatnonzero

wrong_bad_labels = {
    "These are the bad labels themselves. Return their positions.": lambda y, n: y[is_bad(y, n)],
    "This says yes or no for each label. Return the positions of the bad ones.": is_bad,
    "Negative labels are let through. NumPy counts them from the end, silently.": lambda y, n: places(y >= n),
    "Labels that are too large are let through.": lambda y, n: places(y < 0),
    "n_classes itself is let through. With ten classes, is 10 one of them?": lambda y, n: places((y < 0) | (y > n)),
    "0 is counted as bad. It is the first class.": lambda y, n: places((y <= 0) | (y >= n)),
    "No label is both below 0 and too large: it asks for both at once.": lambda y, n: places((y < 0) & (y >= n)),
    "np.where gives a tuple, with an array for each axis. Take out the array.": lambda y, n: np.where(is_bad(y, n)),
    "These are the good ones. Return the positions of the bad ones.": lambda y, n: places(~is_bad(y, n)),
    "Positions are counted from 0 here.": lambda y, n: 1 + places(is_bad(y, n)),
    "That is how many there are. Return their positions.": lambda y, n: np.sum(is_bad(y, n)),
    "It is written for ten classes. The number of classes is given: n_classes.": lambda y, n: places(is_bad(y, 10)),
    "These are positions among the bad labels, not among all.": lambda y, n: np.arange(np.sum(is_bad(y, n))),
    "It looks at the first label alone: the return belongs after the loop.": lambda y, n: places(is_bad(y[:1], n)),
    "`index` finds the first place of a label. If a bad label comes twice, the second place is lost.": lambda y, n: [
        list(y).index(label) for label in y[is_bad(y, n)]
    ],
    "Labels are used as positions. Those are 0 to len(labels) - 1.": lambda y, n: [i for i in y if is_bad(y[i], n)],
    "+ adds two arrays number by number. It does not join them.": lambda y, n: places(y < 0) + places(y >= n),
}
bad_labels_shows = {
    "A set has no order. Return a list or an array, in rising order.": lambda came, y, n: isinstance(came, set),
    "The right positions, but not in rising order.": lambda came, y, n: same(np.sort(came), places(is_bad(y, n))),
    "It stops at the first one. There may be several.": lambda came, y, n: (
        is_bad(y, n).sum() > 1 and same(np.ravel(came), places(is_bad(y, n))[:1])
    ),
}

bad_labels = Exercise(
    "bad_labels",
    read="notebook 02, “Bug two: a bad label that nobody notices”",
    answer=lambda labels, n_classes: places(is_bad(labels, n_classes)),
    cases=lambda rng: {
        "five labels": (np.array([3, -1, 9, 10, 0]), 10),
        "all good": (np.array([0, 1, 2]), 3),
        "all bad": (np.array([7, -2]), 2),
        "twenty random labels": (rng.integers(-3, 8, 20), 5),
    },
    mistakes=wrong_bad_labels,
    symptoms=bad_labels_shows,
)

wrong_picked = {
    "The sum runs over the examples (axis 0). Each row has its own sum: axis 1.": lambda P, Y: (P * Y).sum(axis=0),
    "All rows are added up into one number. Each example has one of its own: axis 1.": lambda P, Y: (P * Y).sum(),
    "This is the table before the sum: a number and many zeros in each row. Add up each row.": lambda P, Y: P * Y,
    "The mean divides by the number of classes, but one term alone counts: add up.": lambda P, Y: (P * Y).mean(axis=1),
    "That is the largest of each row: the best guess, which need not be the right class.": lambda P, Y: P.max(axis=1),
    "@ between two tables multiplies whole rows by whole columns. Entry by entry is *.": AnyOf([np.matmul, np.dot]),
    "This has a number for every pair of examples: what each row gave to each example's class. Only the diagonal has "
    "what a row gave to its own class.": lambda P, Y: P @ Y.T,
    "These are the labels. Return the probability that each of them was given.": lambda P, Y: Y.argmax(axis=1),
    "These are the best guesses. Return the probability that the right class was given.": lambda P, Y: P.argmax(axis=1),
    "Each row of P sums to 1, whatever the right class is: Y has no effect.": lambda P, Y: P.sum(axis=1),
    "Each row of P - Y sums to 0. A difference does not pick; a product does.": lambda P, Y: (P - Y).sum(axis=1),
    "That is the probability of all the wrong answers together.": lambda P, Y: 1 - (P * Y).sum(axis=1),
    "One index takes whole rows of P. The label is a column, another in each row.": lambda P, Y: P[Y.argmax(axis=1)],
    "That is the first example alone. Return one number for each row.": lambda P, Y: (P * Y).sum(axis=1)[0],
    "np.arange(5) is for the lesson's five rows. Use len(P).": lambda P, Y: P[np.arange(5), Y.argmax(axis=1)],
}
picked = Exercise(
    "picked",
    read="notebook 02, “What it is for”",
    answer=lambda P, Y: (P * Y).sum(axis=1),
    cases=lambda rng: {
        "two examples, three classes": (np.array([[0.2, 0.7, 0.1], [0.3, 0.3, 0.4]]), np.eye(3, dtype=int)[[1, 0]]),
        "five examples, ten classes": random_batch(rng, 5, 10),
        "as many examples as classes": random_batch(rng, 4, 4),
        "one example": random_batch(rng, 1, 10),
    },
    mistakes=wrong_picked,
)


@cache
def linear_answers():
    """What ten linear models answer to the test digits, (1000, 10), and the truth: 'is it a 0', 'is it a 1' …"""
    from sklearn.linear_model import Ridge

    X_train, X_test, y_train, y_test = digits()
    return Ridge(alpha=10).fit(X_train, one_hot(y_train)).predict(X_test), y_test


def row_of(codeword, digit):
    row = codeword(digit)
    if row is None:
        raise Refuse(f"for {digit} it returned None; a row is handed on with return")
    numbers = as_array(row)
    if numbers is None or not is_number(numbers) or not np.isfinite(numbers).all():
        raise Refuse(f"the row of {digit} is {show(row)}, and it should be finite numbers")
    return np.ravel(numbers).astype(float)


def share_read(codeword, answers, labels):
    """In percent: how many of the linear answers in this code lie nearest to the row of the truth.

    A linear model that aims at rows of a code answers what one that aims at one-hot rows does, times the code.
    """
    rows = [row_of(codeword, digit) for digit in range(10)]
    for digit, row in enumerate(rows):
        if not 1 <= row.size <= 6 or row.size != rows[0].size:
            raise Refuse(f"the row of {digit} has {row.size} numbers; all rows have equally many, 1 to 6")
        twin = next(other for other in range(10) if np.array_equal(rows[other], row))
        if twin != digit:
            raise Refuse(f"{twin} and {digit} have the same row, so nobody can tell them apart")
    if not all(np.array_equal(row_of(codeword, digit), row) for digit, row in enumerate(rows)):
        raise Refuse("asked twice for the same digit, it gave two different rows")
    code = np.array(rows)  # (10, k)
    distances = ((answers @ code)[:, None, :] - code) ** 2  # (1000, 10, k)
    return round(float(100 * np.mean(distances.sum(axis=-1).argmin(axis=1) == labels)), 1)


codeword = Exercise(
    "codeword",
    read="notebook 02, “One row by hand”",
    answer=lambda answers, labels: 70,
    ask=share_read,
    same=at_least,
    cases=lambda rng: {"the 1,000 test digits (percent read, at least 70)": linear_answers()},
    report=lambda share: f"With your code the linear model reads {share} % of the test digits.",
    mistakes={
        "notebook 02, “Is 9 three times 3?”": {
            "One number that grows with the digit is a quantity: 4 lies between 3 and 5, and an answer in doubt "
            "between those two lands there.": lambda digit: [digit],
        },
        "Counting in twos makes neighbours of digits that differ in one place alone, such as 0 and 1. You have two "
        "columns more: use them to pull such pairs apart.": lambda digit: [digit // k % 2 for k in (8, 4, 2, 1)],
    },
    symptoms={
        "Rows that lie close are mistaken for each other, and a sum of rows (unsure) may land on a third. Find the two "
        "digits whose rows differ least, and change one of them.": lambda came, answers, labels: True,
    },
)
