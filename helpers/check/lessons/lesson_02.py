"""The exercises of notebook 02: one-hot encoding."""

from functools import cache

import numpy as np

from helpers.check.attempt import Refuse
from helpers.check.cases import digits, random_batch
from helpers.check.compare import same
from helpers.check.exercise import Exercise, at_least
from helpers.check.prediction import Prediction
from helpers.encoding import one_hot

columns = Prediction(
    "columns",
    question="the shape of Y for the labels 3, 0, 6, with max + 1 columns",
    like=(5, 10),
    read="notebook 02, “Bug one: `y.max() + 1` classes”",
    answer=lambda: (3, 7),
    because="A row for each label, and columns 0 to 6. The data decided, and 7, 8 and 9 are lost.",
)
columns.mistake("Ten is the number of classes. Here the labels decide.")(lambda: (3, 10))
columns.mistake("Columns 0 to 6: how many are they?")(lambda: (3, 6))
columns.mistake("That has a column for each example. Here it is a row.")(lambda: (7, 3))
columns.mistake("That counts the labels. The largest one decides.")(lambda: (3, 3))
columns.mistake("That is for 3, 0, 4. Here the last label is 6.")(lambda: (3, 5))
columns.symptom("The shape of a table is two numbers: (rows, columns).")(
    lambda came: len(came) != 2
)
columns.symptom("A row for each label: how many labels are there?")(lambda came: came[0] != 3)
columns.symptom("The rows are right. Which column does the label 6 need?")(lambda came: True)


def labels_cases(rng):
    return {
        "three labels": (np.array([3, 0, 4]), 10),
        "no example of the last class": (np.array([1, 0, 1, 2]), 5),
        "zeros only": (np.zeros(5, int), 3),
        "thirty random labels": (rng.integers(0, 10, 30), 10),
        "as many labels as classes": (np.array([2, 0, 1, 2]), 4),
    }


def ones_at(place, labels, n_classes):
    Y = np.zeros((len(labels), n_classes))
    Y[place] = 1
    return Y


encode = Exercise(
    "encode",
    read="notebook 02, “Four ways to the same matrix”",
    answer=one_hot,
    cases=labels_cases,
)
encode.mistake(
    "The number of columns is taken from the labels (max + 1). A last class that does not occur then has no column. "
    "How many there are is given: n_classes.",
    read="notebook 02, “Bug one: `y.max() + 1` classes”",
)(lambda labels, n: np.eye(labels.max() + 1)[labels])
encode.mistake(
    "It has a column for each label that occurs. How many classes there are is given: n_classes.",
    read="notebook 02, “Bug one: `y.max() + 1` classes”",
)(lambda labels, n: (labels[:, None] == np.unique(labels)).astype(float))
encode.symptom(
    "All rows are one and the same list: [row] * m repeats it and makes no copies. Write a one, and it stands in all."
)(lambda came, labels, n: isinstance(came, list) and len(came) > 1 and came[0] is came[1])
encode.mistake(
    "The ones stand in whole columns: a colon takes all rows. Each label belongs to one row only, so rows and columns "
    "must be walked along together.",
)(lambda labels, n: ones_at((slice(None), labels), labels, n))
encode.mistake("One index takes a row. A one needs two: which row, and which column in it.")(
    lambda labels, n: ones_at(labels, labels, n)
)
encode.mistake("Row and column are exchanged: the row is the example, the column its label.")(
    lambda labels, n: ones_at((labels, np.arange(len(labels))), labels, n)
)
encode.mistake("Each one stands a column too far to the left. The first class is 0, not 1.")(
    lambda labels, n: np.eye(n)[labels - 1]
)
encode.mistake("The label itself is written. What belongs there is 1: it only marks the place.")(
    lambda labels, n: one_hot(labels, n) * labels[:, None]
)
encode.mistake(
    "The labels (m,) are compared with the classes (n_classes,) entry by entry. For every pair, the labels must stand "
    "in a column.",
)(lambda labels, n: labels == np.arange(n))
encode.mistake(
    "It has a column for each example. Here examples are rows: this is the transpose.",
    read="notebook 02, “Which way round?”",
)(lambda labels, n: one_hot(labels, n).T)
encode.mistake("The identity matrix has a row for each example here. It needs one for each class.")(
    lambda labels, n: np.eye(len(labels))[labels]
)


@encode.mistake(
    "The label is taken for the number of the row too. The rows are the examples, in their order."
)
def label_in_both(labels, n_classes):
    Y = np.zeros((len(labels), n_classes))
    for label in labels:
        Y[label, label] = 1
    return Y


encode.mistake(
    "np.zeros takes the shape as one argument, a pair: np.zeros((rows, columns)). The second is the type of number."
)(lambda labels, n: np.zeros(len(labels), n))
encode.mistake(
    "np.zeros_like(labels) has one axis, like labels. Y needs two: examples and classes."
)(lambda labels, n: np.zeros_like(labels)[np.arange(len(labels)), labels])
encode.mistake(
    "All labels are written into one row. Each label has a row of its own: Y has two axes."
)(lambda labels, n: np.isin(np.arange(n), labels).astype(float))
encode.mistake("A column too many: the classes 0 to n_classes - 1 are n_classes, not one more.")(
    lambda labels, n: np.eye(n + 1)[labels]
)
encode.mistake("Ones and zeros are exchanged.")(lambda labels, n: 1 - one_hot(labels, n))
encode.mistake(
    "The three labels of the lesson are written in: np.arange(3). Here others come too."
)(lambda labels, n: np.zeros((3, n))[np.arange(3), labels])
encode.symptom("A sparse matrix came. Ask the encoder for a plain array: sparse_output=False.")(
    lambda came, labels, n: hasattr(came, "toarray")
)
encode.symptom("It has 3 rows or 10 columns whatever comes in. Take both from the arguments.")(
    lambda came, labels, n: len(came) == 3 != len(labels) or came.shape[1] == 10 != n
)
encode.symptom(
    "A row has no one in it. Does the loop go through all examples, and does the return stand behind it, not in it?"
)(lambda came, labels, n: came.shape == (len(labels), n) and (came.sum(axis=1) == 0).any())


bad_labels = Exercise(
    "bad_labels",
    read="notebook 02, “Bug two: a bad label that nobody notices”",
    answer=lambda labels, n_classes: np.flatnonzero((labels < 0) | (labels >= n_classes)),
    cases=lambda rng: {
        "five labels": (np.array([3, -1, 9, 10, 0]), 10),
        "all good": (np.array([0, 1, 2]), 3),
        "all bad": (np.array([7, -2]), 2),
        "twenty random labels": (rng.integers(-3, 8, 20), 5),
    },
)
bad_labels.mistake("These are the labels that are bad. Asked is where they stand.")(
    lambda labels, n: labels[(labels < 0) | (labels >= n)]
)
bad_labels.mistake("This says yes or no for each label. Asked is where the bad ones stand.")(
    lambda labels, n: np.where((labels < 0) | (labels >= n), 1, 0)
)
bad_labels.mistake("Negative labels are let through. NumPy counts them from the end, silently.")(
    lambda labels, n: np.flatnonzero(labels >= n)
)
bad_labels.mistake("Labels that are too large are let through.")(
    lambda labels, n: np.flatnonzero(labels < 0)
)
bad_labels.mistake("n_classes itself is let through. Classes 0 to 9 are ten; is 10 among them?")(
    lambda labels, n: np.flatnonzero((labels < 0) | (labels > n))
)
bad_labels.mistake("0 is counted as bad. It is the first class.")(
    lambda labels, n: np.flatnonzero((labels <= 0) | (labels >= n))
)
bad_labels.mistake("No label is both below 0 and too large: it asks for both at once.")(
    lambda labels, n: np.flatnonzero((labels < 0) & (labels >= n))
)
bad_labels.mistake("np.where gives a tuple, with an array for each axis. Take out the array.")(
    lambda labels, n: np.where((labels < 0) | (labels >= n))
)
bad_labels.mistake(
    "`or` and `and` want one yes or no, and an array has many. | and & go entry by entry; mind the brackets.",
)(lambda labels, n: np.flatnonzero(labels < 0 or labels >= n))


bad_labels.mistake("These are the good ones. Asked is where the bad ones stand.")(
    lambda labels, n: np.flatnonzero((labels >= 0) & (labels < n))
)
bad_labels.mistake("Positions are counted from 0 here.")(
    lambda labels, n: 1 + np.flatnonzero((labels < 0) | (labels >= n))
)
bad_labels.mistake("That is how many they are. Asked is where they stand.")(
    lambda labels, n: np.sum((labels < 0) | (labels >= n))
)
bad_labels.mistake("Ten classes are written in. How many there are is given: n_classes.")(
    lambda labels, n: np.flatnonzero((labels < 0) | (labels >= 10))
)
bad_labels.mistake(
    "These are positions among the bad ones alone. Asked are their positions among all labels."
)(lambda labels, n: np.arange(np.sum((labels < 0) | (labels >= n))))
bad_labels.mistake(
    "It looks at the first label and ends: the return stands in the loop. It belongs behind it."
)(lambda labels, n: np.flatnonzero((labels[:1] < 0) | (labels[:1] >= n)))


@bad_labels.mistake(
    "`index` finds the first place of a label. Where the same bad label comes twice, the second place is lost."
)
def first_place(labels, n_classes):
    return [labels.tolist().index(k) for k in labels.tolist() if not 0 <= k < n_classes]


@bad_labels.mistake(
    "The loop goes through the labels and takes them for positions. The positions are 0 to len(labels) - 1."
)
def labels_as_positions(labels, n_classes):
    return [i for i in labels if labels[i] < 0 or labels[i] >= n_classes]


@bad_labels.mistake(
    "append changes the list and returns None. Call it without writing its result back."
)
def append_returns_none(labels, n_classes):
    return [].append(0).append(1)


bad_labels.mistake("+ adds two arrays number by number. It does not join them.")(
    lambda labels, n: np.flatnonzero(labels < 0) + np.flatnonzero(labels >= n)
)
bad_labels.symptom(
    "A set has no order. The positions are asked for in rising order, as a list or an array."
)(lambda came, labels, n: isinstance(came, set))


@bad_labels.symptom("The right positions, in another order: rising order is asked for.")
def other_order(came, labels, n_classes):
    return np.array_equal(np.sort(came), bad_labels.answer(labels, n_classes))


@bad_labels.symptom("It stops at the first one. There may be several.")
def first_alone(came, labels, n_classes):
    positions = bad_labels.answer(labels, n_classes)
    return len(positions) > 1 and np.array_equal(np.ravel(came), positions[:1])


bad_labels.symptom("It gives the answer to the first example, whatever comes in.")(
    lambda came, labels, n: same(came, np.array([1, 3]))
)


picked = Exercise(
    "picked",
    read="notebook 02, “What it is for”",
    answer=lambda P, Y: (P * Y).sum(axis=1),
    cases=lambda rng: {
        "two examples, three classes": (
            np.array([[0.2, 0.7, 0.1], [0.3, 0.3, 0.4]]),
            np.array([[0, 1, 0], [1, 0, 0]]),
        ),
        "five examples, ten classes": random_batch(rng, 5, 10),
        "as many examples as classes": random_batch(rng, 4, 4),
        "one example": random_batch(rng, 1, 10),
    },
)
picked.mistake("The sum runs over the examples (axis 0). Each row has its own answer: axis 1.")(
    lambda P, Y: (P * Y).sum(axis=0)
)
picked.mistake("All rows are added up into one number. Each example has one of its own: axis 1.")(
    lambda P, Y: (P * Y).sum()
)
picked.mistake(
    "This is the table before the sum: a number and many zeros in each row. Add them up."
)(lambda P, Y: P * Y)
picked.mistake(
    "The mean divides by the number of classes, but only one of the terms counts: add up."
)(lambda P, Y: (P * Y).mean(axis=1))
picked.mistake("That is the largest of each row: the best guess, which need not be the truth.")(
    lambda P, Y: P.max(axis=1)
)
picked.mistake(
    "@ between two tables multiplies whole rows with whole columns. Here entry is to meet entry.",
)(lambda P, Y: P @ Y)
picked.mistake(
    "This has a number for every pair of examples: what each row gave to each truth. A row's own truth stands on "
    "the diagonal alone.",
)(lambda P, Y: P @ Y.T)
picked.mistake("These are the labels. Asked is the probability that each of them was given.")(
    lambda P, Y: Y.argmax(axis=1)
)
picked.mistake(
    "@ between two tables multiplies whole rows with whole columns. Here entry is to meet entry.",
)(lambda P, Y: np.dot(P, Y))
picked.mistake("These are the best guesses. Asked is the probability that the truth was given.")(
    lambda P, Y: P.argmax(axis=1)
)
picked.mistake("Each row of P sums to 1, whatever the truth is: Y has no effect.")(
    lambda P, Y: P.sum(axis=1)
)
picked.mistake("Each row of P - Y sums to 0. A difference does not pick; a product does.")(
    lambda P, Y: (P - Y).sum(axis=1)
)
picked.mistake("That is what it gave to all the wrong answers together.")(
    lambda P, Y: 1 - (P * Y).sum(axis=1)
)
picked.mistake("One index takes whole rows of P. The label is a column, and each row has its own.")(
    lambda P, Y: P[Y.argmax(axis=1)]
)
picked.mistake("That is the first example alone. Asked is one number for each row.")(
    lambda P, Y: (P * Y).sum(axis=1)[0]
)
picked.mistake("The five rows of the lesson are written in: np.arange(5). P has len(P) rows.")(
    lambda P, Y: P[np.arange(5), Y.argmax(axis=1)]
)
picked.symptom("The answer for these two examples is written in. It is to follow from P and Y.")(
    lambda came, P, Y: len(P) != 2 and same(came, np.array([0.7, 0.3]))
)


@cache
def linear_answers():
    """What ten linear models answer to the test digits, (1000, 10), and the truth: 'is it a 0', 'is it a 1' …"""
    from sklearn.linear_model import Ridge

    X_train, X_test, y_train, y_test = digits()
    return Ridge(alpha=10).fit(X_train, one_hot(y_train)).predict(X_test), y_test


def share_read(codeword, answers, labels):
    """In percent: how many of the linear answers in this code lie nearest to the row of the truth.

    A linear model that aims at rows of a code answers what one that aims at one-hot rows does, times the code.
    """
    rows = [np.ravel(codeword(digit)) for digit in range(10)]
    for digit, row in enumerate(rows):
        if row.size == 1 and row[0] is None:
            raise Refuse(f"for {digit} it returned None; a row is handed on with return")
        if row.dtype.kind not in "buif" or not np.isfinite(row).all():
            raise Refuse(f"the row of {digit} is {row.tolist()}, and it should be finite numbers")
        if not 1 <= row.size <= 6 or row.size != rows[0].size:
            raise Refuse(
                f"the row of {digit} has {row.size} numbers; all rows have equally many, 1 to 6"
            )
        twin = next((other for other in range(digit) if np.array_equal(rows[other], row)), None)
        if twin is not None:
            raise Refuse(f"{twin} and {digit} have the same row, so nobody can tell them apart")
    if not all(np.array_equal(np.ravel(codeword(digit)), row) for digit, row in enumerate(rows)):
        raise Refuse("asked twice for the same digit, it gave two different rows")
    code = np.array(rows, dtype=float)  # (10, k)
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
)
codeword.mistake(
    "One number that grows with the digit is a quantity: 4 lies between 3 and 5, and a doubtful answer slides there.",
    read="notebook 02, “Is 9 three times 3?”",
)(lambda digit: [digit])
codeword.mistake(
    "Counting in twos makes neighbours of digits that differ in one place alone, such as 0 and 1. You have two columns "
    "more: use them to pull such pairs apart.",
)(lambda digit: [digit // 8, digit // 4 % 2, digit // 2 % 2, digit % 2])
codeword.symptom(
    "Rows that lie close are mistaken for each other, and a sum of rows (unsure) may land on a third. Find the two "
    "digits whose rows differ least, and change one of them.",
)(lambda came, answers, labels: came < 70)
