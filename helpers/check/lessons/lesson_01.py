"""The exercises of notebook 01: prepare the data."""

import numpy as np

from helpers.check.attempt import Refuse, TimeUp
from helpers.check.cases import digits
from helpers.check.exercise import Exercise, at_least
from helpers.check.prediction import Prediction

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


@pixel_place.mistake(
    "A row that has only begun is not a whole row before it: cut off, do not round."
)
def rounded_up():
    return (500 // 28 + 1, 500 % 28)


pixel_place.symptom(
    "A place has two whole numbers: whole rows before it, and pixels in its own row."
)(lambda came: len(came) != 2 or any(part != int(part) for part in came))
pixel_place.symptom("The row is right. How many pixels stand before it in its own row?")(
    lambda came: came[0] == 500 // 28
)
pixel_place.symptom("The column is right. How many whole rows come before it?")(
    lambda came: came[1] == 500 % 28
)
pixel_place.symptom(
    "A row holds 28 pixels. How many whole rows fit into 500, and how many pixels are left over?"
)(lambda came: True)


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


@mean_digit.mistake("These are the other digits: the rows whose label is not `digit`.")
def of_the_others(X, y, digit):
    return X[y != digit].mean(axis=0)


@mean_digit.symptom(
    "That is the mean of no rows at all, 0 / 0. Are the rows chosen by `digit`, or by a 3 that is written in?"
)
def of_no_rows(came, X, y, digit):
    return np.isnan(came).all() and 3 not in y


@mean_digit.mistake("That is the first row with that label. The mean is of all of them.")
def first_row(X, y, digit):
    return X[y == digit][0]


@mean_digit.mistake(
    "That is one number for all pixels together. Each pixel has a mean of its own: which axis?"
)
def one_number(X, y, digit):
    return X[y == digit].mean()


@mean_digit.mistake(
    "y == digit says yes or no to each row. Behind the comma it chooses among the pixels: rows come first."
)
def chooses_columns(X, y, digit):
    return X[:, y == digit]


@mean_digit.mistake(
    "X (m, n) is multiplied by yes or no (m,), and NumPy lays that along the pixels. It can choose rows: X[…]."
)
def times_yes_or_no(X, y, digit):
    return X * (y == digit)


def added_in_place(X, y, digit):
    total = np.zeros(784)
    total += X[0]


for written_in in (
    added_in_place,
    lambda X, y, digit: np.zeros(784) + X[0],
    lambda X, y, digit: X[y == digit].mean(axis=0).reshape(28, 28),
):
    mean_digit.mistake(
        "784 (or 28 × 28) is written in, and these digits have another number of pixels: n, or X.shape[1]."
    )(written_in)


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


@centre.mistake(
    "Only the training part is centred: the test stays as it was. Was it left out, or was the mean taken again, "
    "after X_train was centred? Then it is 0."
)
def test_left_out(X_train, X_test):
    return X_train - X_train.mean(axis=0), X_test


@centre.mistake("That is a mean for each digit (axis 1). Asked is a mean for each pixel.")
def along_the_rows(X_train, X_test):
    return X_train - X_train.mean(axis=1), X_test - X_train.mean(axis=1)


@centre.mistake("That is a mean for each digit (axis 1). Asked is a mean for each pixel.")
def along_each_row(X_train, X_test):
    return tuple(X - X.mean(axis=1, keepdims=True) for X in (X_train, X_test))


@centre.mistake("The means are those of the test, which may have no say in it.")
def means_of_the_test(X_train, X_test):
    return X_train - X_test.mean(axis=0), X_test - X_test.mean(axis=0)


@centre.mistake("The two parts are exchanged: X_train comes first.")
def exchanged(X_train, X_test):
    return X_test - X_train.mean(axis=0), X_train - X_train.mean(axis=0)


@centre.mistake("These are the means. They are still to be subtracted.")
def means_alone(X_train, X_test):
    return X_train.mean(axis=0), X_test.mean(axis=0)


@centre.mistake("0.5 is taken off every pixel. Each pixel has its own mean.")
def minus_a_half(X_train, X_test):
    return X_train - 0.5, X_test - 0.5


@centre.mistake(
    "It is centred, and divided by the standard deviation too. Only the first is asked for."
)
def divided_too(X_train, X_test):
    mean, spread = X_train.mean(axis=0), X_train.std(axis=0)
    return (X_train - mean) / spread, (X_test - mean) / spread


@centre.mistake("It divides by the mean. To centre is to subtract it.")
def divided(X_train, X_test):
    return X_train / X_train.mean(axis=0), X_test / X_train.mean(axis=0)


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
    try:
        came = np.asarray(came)
    except ValueError:
        raise Refuse(
            "Asked are row numbers in one array; came parts of different lengths."
        ) from None
    if came.ndim != 1:
        raise Refuse(
            f"Asked are row numbers in one array, with one axis; came {came.shape}. "
            "np.concatenate joins a list of arrays into one."
        )
    if came.dtype.kind == "b":
        raise Refuse(f"Asked are row numbers, integers; came {came.size} times True or False.")
    if came.dtype.kind not in "iu":
        raise Refuse(f"Asked are row numbers, integers; came {came.shape}, {came.dtype}.")
    outside = came[(came < 0) | (came >= m)]
    if outside.size:
        raise Refuse(f"The rows of this file are numbered from 0 to {m - 1}; {outside[0]} came.")
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


@stratify.mistake(
    "The labels are shuffled, and rows counted in the new order. Asked are their numbers in `labels` as it came."
)
def rows_of_shuffled_labels(labels, of_each, rng):
    shuffled = rng.permutation(labels)
    return np.concatenate([np.flatnonzero(shuffled == d)[:of_each] for d in range(10)])


@stratify.mistake(
    "What is indexed is None. rng.shuffle works in place and returns None; rng.permutation returns a new array."
)
def shuffle_returns_none(labels, of_each, rng):
    return rng.shuffle(np.flatnonzero(labels == 0))[:of_each]


@stratify.symptom(
    "Some digits have no row at all. Does the loop go from 0 to 9, and does the return stand behind it, not in it?"
)
def digits_left_out(came, labels, of_each, seed):
    counts = came["rows of each digit"]
    return set(counts.tolist()) == {0, of_each}


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
    "The test is the same whatever `rng` is. Are the first rows taken as they stand, is what rng.permutation returns "
    "not used, or has the generator a fixed seed of its own?"
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
    if guesses.shape == (len(y_new), 10):
        raise Refuse(
            f"Ten numbers for each new digit came, {guesses.shape}. Asked is one: which of the ten it is."
        )
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


@reader.mistake(
    "It is slow, or its loop is endless. 500 new digits × 3,500 known ones × 784 pixels are more than a billion steps, "
    "too many for loops in Python: let NumPy take all pixels of a digit at once, or compare with fewer digits."
)
def too_slow(X, y, X_new):
    raise TimeUp


@reader.mistake(
    "The known digits and the new ones are subtracted row by row, and there are not equally many. "
    "Take one new digit, and compare it with the others."
)
def row_by_row(X, y, X_new):
    return X - X_new


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
