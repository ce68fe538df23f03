"""The exercises of notebook 01: prepare the data."""

import numpy as np

from helpers.check.attempt import Refuse, TimeUp
from helpers.check.cases import digits
from helpers.check.exercise import AnyOf, Exercise, at_least
from helpers.check.prediction import Prediction

SPLIT = "notebook 01, “Split into a training set and a test set”"
MARK = 300  # digits of 500 that a classifier has to get right
THREE = np.array([[0.0, 1.0], [0.4, 0.8], [0.6, 0.0]])  # digits of two pixels

pixel_place = Prediction(
    "pixel_place",
    question="the row and the column of pixel 500",
    like=(0, 0),
    read="notebook 01, “One row is a picture”",
    answer=lambda: divmod(500, 28),
    because="17 whole rows of 28 pixels come before it, and 24 pixels in its own row.",
    mistakes={
        "Row and column are the wrong way round: the row comes first.": (500 % 28, 500 // 28),
        "Rows and columns are counted from 0 here, as pixels are.": (500 // 28 + 1, 500 % 28 + 1),
        "That is pixel 499: in the table, column 0 is the label. Pixel 500 is wanted.": divmod(499, 28),
        "A row that has only begun is not a whole row before it: cut off, do not round.": (500 // 28 + 1, 500 % 28),
    },
    symptoms={
        "A place has two whole numbers: whole rows before it, and pixels in its own row.": (
            lambda came: len(came) != 2 or any(part != int(part) for part in came)
        ),
        "The row is right. How many pixels come before it in its own row?": lambda came: came[0] == 500 // 28,
        "The column is right. How many whole rows come before it?": lambda came: came[1] == 500 % 28,
        "A row holds 28 pixels. How many whole rows fit into 500, and how many pixels are left?": lambda came: True,
    },
)


def some_digits(rng, m, n, labels):
    return rng.random((m, n)), rng.permutation(np.resize(labels, m))


mean_digit = Exercise(
    "mean_digit",
    read="notebook 01, “From a table to arrays”",
    answer=lambda X, y, digit: X[y == digit].mean(axis=0),
    cases=lambda rng: {
        "three digits of two pixels, the threes": (THREE, np.array([3, 7, 3]), 3),
        "twelve random digits, the twos": (*some_digits(rng, 12, 5, [0, 1, 2]), 2),
        "as many digits as pixels, the zeros": (*some_digits(rng, 6, 6, [0, 5]), 0),
        "a digit that comes once": (*some_digits(rng, 4, 3, [6, 7, 8, 9]), 9),
    },
    mistakes={
        "That is the mean of each digit (axis 1), not of each pixel.": lambda X, y, digit: X[y == digit].mean(axis=1),
        "This is the mean of all rows: those of the other digits went in too.": lambda X, y, digit: X.mean(axis=0),
        "This is the sum, not yet divided by how many were summed.": lambda X, y, digit: X[y == digit].sum(axis=0),
        "The sum is right, but it is divided by the number of all rows, not of this digit’s rows.": (
            lambda X, y, digit: X[y == digit].sum(axis=0) / len(X)
        ),
        # The same error as that of a loop which goes one row too far.
        "There is no row of that number. X[digit] is row number `digit`, whatever it shows: the labels say which rows "
        "are meant. Or does a loop go too far? The last row is len(X) - 1.": lambda X, y, digit: X[digit],
        "These are the rows whose label is not `digit`.": lambda X, y, digit: X[y != digit].mean(axis=0),
        "That is the first row with that label. The mean is of all of them.": lambda X, y, digit: X[y == digit][0],
        "That is one number. Each pixel has a mean of its own: which axis?": lambda X, y, digit: X[y == digit].mean(),
        "y == digit says yes or no to each row. Rows stand before the comma.": lambda X, y, digit: X[:, y == digit],
        "An array (m,), with an entry for each digit, meets X (m, n), and NumPy lays it along the pixels. "
        "Yes or no for each row can choose rows: X[…].": lambda X, y, digit: X * (y == digit),
    },
    symptoms={
        "That is the mean of no rows at all, 0 / 0. Are the rows chosen by `digit`, or by a 3 that is written in?": (
            lambda came, X, y, digit: np.isnan(came).all() and 3 not in y
        ),
    },
    stumbles={
        "784 (or 28 × 28) is written in, but these digits have n pixels, X.shape[1].": AnyOf(["784", "28,28)"]),
    },
)


def both(change):
    """Change both sets: change(set, X_train, X_test)."""
    return lambda X_train, X_test: tuple(change(X, X_train, X_test) for X in (X_train, X_test))


centred = both(lambda X, train, test: X - train.mean(axis=0))


centre = Exercise(
    "centre",
    read="notebook 01, “Nothing leaks”",
    answer=lambda X_train, X_test: centred(X_train, X_test),
    cases=lambda rng: {
        "three digits of two pixels": (THREE, np.array([[1.0, 1.0], [0.0, 0.2], [0.5, 0.3]])),
        "nine random digits, three for the test": (rng.random((9, 4)), rng.random((3, 4))),
        "as many digits as pixels": (rng.random((5, 5)), rng.random((5, 5))),
        "a single digit for the test": (rng.random((6, 3)), rng.random((1, 3))),
    },
    mistakes={
        "Each set has its own mean: a picture gets other numbers in the two.": both(lambda X, *_: X - X.mean(axis=0)),
        "This is the mean of both sets: the quiet leak.": both(lambda X, *sets: X - np.concatenate(sets).mean(axis=0)),
        "One mean is taken of all pixels. A mean for each pixel is wanted.": both(lambda X, train, _: X - train.mean()),
        "Only the training set is centred: the test set stays as it was. Was it left out, or was the mean taken again, "
        "after X_train was centred? Then it is 0.": lambda X, X_test: (X - X.mean(axis=0), X_test),
        "That is a mean for each digit (axis 1). A mean for each pixel is wanted.": AnyOf(
            [both(lambda X, train, _: X - train.mean(axis=1)), both(lambda X, *_: X - X.mean(axis=1, keepdims=True))]
        ),
        "The means are the test set's, which must not influence them.": both(lambda X, _, test: X - test.mean(axis=0)),
        "The two sets are in the wrong order: X_train comes first.": lambda *sets: centred(*sets)[::-1],
        "These are the means. They are still to be subtracted.": both(lambda X, *_: X.mean(axis=0)),
        "0.5 is subtracted from every pixel. Each pixel has its own mean.": both(lambda X, *_: X - 0.5),
        "It is centred, and divided by the standard deviation too. Only the first is asked for.": (
            both(lambda X, train, test: (X - train.mean(axis=0)) / train.std(axis=0))
        ),
        "It divides by the mean. To centre is to subtract it.": both(lambda X, train, _: X / train.mean(axis=0)),
    },
)


def in_one_array(came):
    """What came as an array. Of an array of objects, as pandas has them, the objects decide what it is."""
    try:
        array = np.asarray(came)
        return np.array(array.tolist()) if array.dtype.kind == "O" else array
    except ValueError:
        raise Refuse(
            "One array is wanted; parts of different lengths came. np.concatenate joins a list of arrays into one."
        ) from None


def facts(thing, labels, of_each, seed):
    """What is true of the rows drawn for the test: which ones they are is up to chance."""
    truth = labels.copy()
    came = thing(labels, of_each, np.random.default_rng(seed))
    if came is None:
        return None
    test = row_numbers(came, len(truth))
    again, other = (
        set(row_numbers(thing(truth.copy(), of_each, np.random.default_rng(s)), len(truth))) for s in (seed, seed + 1)
    )
    return {
        "rows of each digit": np.bincount(truth[test], minlength=10),
        "rows that come twice": len(test) - len({*test}),
        "the same rng, the same rows": again == {*test},
        "another rng, other rows": other != {*test},
    }


def row_numbers(came, m):
    rows = in_one_array(came)
    if rows.ndim != 1:
        raise Refuse(
            f"Row numbers are wanted in one array with one axis; the shape is {rows.shape}. "
            "np.concatenate joins a list of arrays into one."
        )
    if rows.dtype.kind not in "iu":
        raise Refuse(f"Row numbers are wanted, which are integers; an array {rows.shape} of {rows.dtype} came.")
    outside = rows[(rows < 0) | (rows >= m)]
    if outside.size:
        raise Refuse(f"The rows of this file are numbered from 0 to {m - 1}; {outside[0]} came.")
    return rows.tolist()


def stratified(labels, of_each, rng):
    rows = [np.flatnonzero(labels == digit) for digit in range(10)]
    return np.concatenate([rng.permutation(row)[:of_each] for row in rows])


def rows_of_shuffled_labels(labels, of_each, rng):
    shuffled = rng.permutation(labels)
    return np.concatenate([np.flatnonzero(shuffled == d)[:of_each] for d in range(10)])


stratify = Exercise(
    "stratify",
    read=SPLIT,
    answer=lambda labels, of_each, seed: facts(stratified, labels, of_each, seed),
    ask=facts,
    cases=lambda rng: {
        "50 labels, sorted": (np.repeat(np.arange(10), 5), 2, 0),
        "300 labels": (rng.permutation(np.repeat(np.arange(10), np.arange(21, 40, 2))), 10, 1),
    },
    mistakes={
        "These are labels. The numbers of rows are wanted.": lambda labels, *rest: labels[stratified(labels, *rest)],
        "The labels are shuffled, and rows are counted in the new order. "
        "Their numbers in `labels`, as it was handed in, are wanted.": rows_of_shuffled_labels,
        "What is indexed is None. rng.shuffle and append work in place and return None; "
        "rng.permutation returns a new array.": lambda labels, of_each, rng: rng.shuffle(labels)[:of_each],
    },
    symptoms={
        "Some digits have no row at all. Does the loop go from 0 to 9, and is the return after the loop, not in it?": (
            lambda came, labels, of_each, seed: set(came["rows of each digit"].tolist()) == {0, of_each}
        ),
        "Some rows come twice. Can a row be drawn again, or are places within one digit taken for rows of the file?": (
            lambda came, *_: came["rows that come twice"] > 0
        ),
        "There are not equally many of each digit: chance or the order of the file decides. "
        "Draw from each digit by itself.": lambda came, *_: np.ptp(came["rows of each digit"]) > 0,
        "There are equally many of each digit, but not `of_each` of them.": (
            lambda came, labels, of_each, seed: (came["rows of each digit"] != of_each).all()
        ),
        "The test is the same whatever `rng` is. Are the first rows taken as they are, is the result of "
        "rng.permutation not used, or does the generator have a fixed seed of its own?": (
            lambda came, *_: not came["another rng, other rows"]
        ),
        "Called again with the same seed, it gives another test: it draws from another source than `rng`.": (
            lambda came, *_: not came["the same rng, the same rows"]
        ),
    },
)


def reads(thing, X, y, X_new, y_new):
    """How many of the new digits the student's classifier gets right."""
    came = thing(X, y, X_new)
    if came is None:
        return None
    guesses = in_one_array(came)
    if guesses.dtype.kind not in "biuf":
        raise Refuse("The guesses are not numbers, and text never equals a number: none would be right.")
    if guesses.shape == (len(y_new), 10):
        raise Refuse(f"Ten numbers for each new digit came, {guesses.shape}. One is wanted: which of the ten it is.")
    if guesses.shape != y_new.shape:
        raise Refuse(f"A guess for each new digit is wanted, {y_new.shape}; {guesses.shape} came.")
    return int(np.sum(guesses == y_new))


def classifier_cases(rng):
    from sklearn.model_selection import train_test_split

    X, _, y, _ = digits()
    X, X_new, y, y_new = train_test_split(X, y, test_size=500, stratify=y, random_state=0)
    return {"3,500 digits, and 500 to read": (X, y, X_new, y_new)}


def too_slow(X, y, X_new):
    raise TimeUp


classifier = Exercise(
    "classifier",
    read=SPLIT,
    answer=lambda *X: MARK,
    ask=reads,
    same=at_least,
    cases=classifier_cases,
    report=lambda came: f"It gets {came} of 500 new digits right.",
    mistakes={
        "It is slow, or its loop is endless. 500 new digits × 3,500 known ones × 784 pixels are more than a billion "
        "steps, too many for loops in Python: let NumPy take all pixels of a digit at once, or compare with fewer "
        "digits.": too_slow,
        "The known digits and the new ones are combined row by row, and there are not equally many. "
        "Take one new digit, and compare it with the others.": AnyOf(
            [lambda X, y, X_new: X - X_new, lambda X, y, X_new: X_new - X]
        ),
    },
    symptoms={
        "Far fewer than by chance: is the least similar taken, or a row number for a label?": (
            lambda came, *_: came < 25
        ),
        "About 50 of 500 are right by chance, or where every answer is the same.": lambda came, *_: 25 <= came <= 75,
        "Better than chance (50), but not enough. What else tells digits apart?": lambda came, *_: 75 < came < MARK,
    },
)
