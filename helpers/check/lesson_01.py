"""The exercises of notebook 01: prepare the data."""

import numpy as np

from helpers.check.attempt import Refuse
from helpers.check.digits import digits
from helpers.check.exercise import Exercise, Prediction, at_least

MARK = 300  # digits of 500 that a reader has to read
THREE = np.array([[0.0, 1.0], [0.4, 0.8], [0.6, 0.0]])  # digits of two pixels

pixel_place = Prediction(
    "pixel_place",
    question="the row and the column of pixel 500",
    like=(0, 0),
    read="notebook 01, “One row is a picture”",
    answer=lambda: divmod(500, 28),
    because="17 whole rows of 28 pixels come before it, and 24 pixels in its own row.",
)


@pixel_place.mistake("Row and column are the wrong way round: the row comes first.")
def column_first():
    return (500 % 28, 500 // 28)


@pixel_place.mistake("Rows and columns are counted from 0 here, as pixels are.")
def counted_from_one():
    return (500 // 28 + 1, 500 % 28 + 1)


@pixel_place.mistake("That is pixel 499: in the table, column 0 is the label. Asked is pixel 500.")
def column_of_the_table():
    return divmod(499, 28)


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
)


@mean_digit.mistake("That is the mean ink of each digit (axis 1). Asked is the mean of each pixel.")
def along_the_pixels(X, y, digit):
    return X[y == digit].mean(axis=1)


@mean_digit.mistake("This is the mean of all rows: those of the other digits went in too.")
def of_all_digits(X, y, digit):
    return X.mean(axis=0)


@mean_digit.mistake("This is the sum. To be the mean, it lacks a division by how many were summed.")
def sum_only(X, y, digit):
    return X[y == digit].sum(axis=0)


@mean_digit.mistake("The right sum, divided by the number of all rows, not of this digit’s rows.")
def divided_by_all(X, y, digit):
    return X[y == digit].sum(axis=0) / len(X)


@mean_digit.mistake("X[digit] is the row of that number, whatever it shows; the labels say that.")
def row_of_that_number(X, y, digit):
    return X[digit]


centre = Exercise(
    "centre",
    read="notebook 01, “Nothing leaks”",
    answer=lambda X_train, X_test: (X_train - X_train.mean(axis=0), X_test - X_train.mean(axis=0)),
    cases=lambda rng: {
        "three digits of two pixels": (THREE, np.array([[1.0, 1.0], [0.0, 0.2], [0.5, 0.3]])),
        "nine random digits, three for the test": (rng.random((9, 4)), rng.random((3, 4))),
        "as many digits as pixels": (rng.random((5, 5)), rng.random((5, 5))),
        "a single digit for the test": (rng.random((6, 3)), rng.random((1, 3))),
    },
)


@centre.mistake("Each part has a mean of its own: the same picture gets other numbers in each.")
def each_its_own(X_train, X_test):
    return X_train - X_train.mean(axis=0), X_test - X_test.mean(axis=0)


@centre.mistake("The mean is taken of all digits, those of the test too: the quiet leak.")
def of_both(X_train, X_test):
    mean = np.concatenate([X_train, X_test]).mean(axis=0)
    return X_train - mean, X_test - mean


@centre.mistake("One mean is taken of all pixels together. Asked is a mean for each pixel.")
def one_mean(X_train, X_test):
    return X_train - X_train.mean(), X_test - X_train.mean()


@centre.mistake("Only the training part is centred: the test stays as it was.")
def test_left_out(X_train, X_test):
    return X_train - X_train.mean(axis=0), X_test


@centre.mistake("That is a mean for each digit (axis 1). Asked is a mean for each pixel.")
def along_the_rows(X_train, X_test):
    return X_train - X_train.mean(axis=1), X_test - X_train.mean(axis=1)


def facts(thing, labels, of_each, seed):
    """What is true of the rows drawn for the test: which ones they are is up to chance."""
    truth = labels.copy()
    came = thing(labels, of_each, np.random.default_rng(seed))
    if came is None:
        return None
    test = row_numbers(came, len(truth))
    again, other = (
        set(row_numbers(thing(truth.copy(), of_each, np.random.default_rng(s)), len(truth)))
        for s in (seed, seed + 1)
    )
    return {
        "rows of each digit": np.bincount(truth[test], minlength=10),
        "rows that come twice": len(test) - len({*test}),
        "the same rng, the same rows": again == {*test},
        "another rng, other rows": other != {*test},
    }


def row_numbers(came, m):
    came = np.asarray(came)
    if came.ndim != 1 or came.dtype.kind not in "iu":
        raise Refuse(f"Asked are row numbers (m,), integers; came {came.shape}, {came.dtype}.")
    if came.size and not 0 <= came.min() <= came.max() < m:
        raise Refuse(f"The rows are numbered from 0 to {m - 1}, and another number came.")
    return came.tolist()


def stratified(labels, of_each, rng):
    rows = [np.flatnonzero(labels == digit) for digit in range(10)]
    return np.concatenate([rng.permutation(row)[:of_each] for row in rows])


stratify = Exercise(
    "stratify",
    read="notebook 01, “Split: what is learned from, and what is tested on”",
    answer=lambda labels, of_each, seed: facts(stratified, labels, of_each, seed),
    ask=facts,
    cases=lambda rng: {
        "50 labels, sorted": (np.repeat(np.arange(10), 5), 2, 0),
        "300 labels": (rng.permutation(np.repeat(np.arange(10), np.arange(21, 40, 2))), 10, 1),
    },
)


@stratify.mistake("These are labels. Asked are the numbers of the rows.")
def labels_of_the_rows(labels, of_each, rng):
    return labels[stratified(labels, of_each, rng)]


@stratify.symptom(
    "Some rows come twice. Can a row be drawn again, or are places within one digit taken for rows of the file?"
)
def twice(came, labels, of_each, seed):
    return came["rows that come twice"] > 0


@stratify.symptom(
    "Not equally many of each digit: chance or the order of the file decides. Draw from each digit by itself."
)
def not_of_each(came, labels, of_each, seed):
    return np.ptp(came["rows of each digit"]) > 0


@stratify.symptom("Equally many of each digit, and yet not `of_each` of them.")
def another_number(came, labels, of_each, seed):
    return (came["rows of each digit"] != of_each).all()


@stratify.symptom(
    "The test is the same whatever `rng` is. The first rows of a file may come from one day, or one writer."
)
def not_random(came, labels, of_each, seed):
    return not came["another rng, other rows"]


@stratify.symptom(
    "Called again with the same seed, it gives another test: it draws from another source than `rng`."
)
def other_source(came, labels, of_each, seed):
    return not came["the same rng, the same rows"]


def reads(thing, X, y, X_new, y_new):
    """How many of the new digits the student's reader reads."""
    guesses = thing(X, y, X_new)
    if guesses is None:
        return None
    guesses = np.asarray(guesses)
    if guesses.dtype.kind in "US":
        raise Refuse("The guesses are text, and text never equals a number: none would be right.")
    if guesses.shape != y_new.shape:
        raise Refuse(f"Asked is a guess for each new digit, {y_new.shape}; came {guesses.shape}.")
    return int(np.sum(guesses == y_new))


def reader_cases(rng):
    from sklearn.model_selection import train_test_split

    X, _, y, _ = digits()
    X, X_new, y, y_new = train_test_split(X, y, test_size=500, stratify=y, random_state=0)
    return {"3,500 digits, and 500 to read": (X, y, X_new, y_new)}


reader = Exercise(
    "reader",
    read="notebook 01, “Split: what is learned from, and what is tested on”",
    answer=lambda *X: MARK,
    ask=reads,
    same=at_least,
    cases=reader_cases,
    report=lambda came: f"It reads {came} of 500 digits that it had not seen.",
)


@reader.symptom(
    "Far fewer than chance gives: is the least similar taken for the most similar, or a row number for a label?"
)
def turned_round(came, X, y, X_new, y_new):
    return came < 25


@reader.symptom("About 50 of 500 are right by chance alone, or where every answer is the same.")
def chance(came, X, y, X_new, y_new):
    return 25 <= came <= 75


@reader.symptom(
    "Better than chance, which gives 50, and not enough. What else sets one digit apart from another?"
)
def some(came, X, y, X_new, y_new):
    return 75 < came < MARK
