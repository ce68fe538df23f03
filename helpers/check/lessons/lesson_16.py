"""The exercises of notebook 16: distortions."""

import numpy as np

from helpers.check.cases import read_others, some_digits
from helpers.check.exercise import Exercise, at_least
from helpers.distortions import SIDE, greys_at, nine_shifts

BETWEEN = "notebook 16, “Between the pixels”"


def at(picture, i, j, outside=0.0):
    h, w = picture.shape
    return picture[i, j] if 0 <= i < h and 0 <= j < w else outside


def grey_with(shares=lambda down, right: (down, right), corner=np.floor, at=at):
    """Bilinear interpolation at one place; each thing in it can be done wrongly."""

    def grey(picture, row, column):
        i, j = int(corner(row)), int(corner(column))
        down, right = shares(row - i, column - j)
        above = at(picture, i, j) * (1 - right) + at(picture, i, j + 1) * right
        below = at(picture, i + 1, j) * (1 - right) + at(picture, i + 1, j + 1) * right
        return above * (1 - down) + below * down

    return grey


def edge(picture, i, j):
    """Outside, the nearest pixel of the picture."""
    return picture[np.clip(i, 0, len(picture) - 1), np.clip(j, 0, picture.shape[1] - 1)]


TINY = np.array([[0.0, 100.0], [200.0, 100.0]])
grey = Exercise(
    "grey",
    read=BETWEEN,
    answer=grey_with(),
    cases=lambda rng: {
        "the table, a quarter down, half to the right": (TINY, 0.25, 0.5),
        "the table, on a pixel": (TINY, 1.0, 0.0),
        "the table, half a pixel below the last row": (TINY, 1.5, 0.0),
        "the table, half a pixel above the first row": (TINY, -0.5, 0.5),
        "the table, far outside": (TINY, 7.25, -3.5),
        "a wide picture": (rng.uniform(0, 255, (3, 5)), 1.3, 3.8),
        "a wide picture, at the right end": (rng.uniform(0, 255, (3, 5)), 0.6, 4.4),
    },
    mistakes={
        "Down and right are exchanged: the row says how far down, the column how far to the right.": (
            grey_with(lambda down, right: (right, down))
        ),
        "A farther pixel counts more here. A nearer one should.": grey_with(lambda down, right: (1 - down, 1 - right)),
        "That is the pixel above and to the left. The other three count too.": grey_with(lambda down, right: (0, 0)),
        "That is the nearest pixel. All four around the place count.": grey_with(
            lambda down, right: (np.round(down), np.round(right))
        ),
        "The four pixels count alike. A nearer one should count more.": grey_with(lambda down, right: (0.5, 0.5)),
        "Outside, the last pixel goes on. Around a picture there is paper: 0.": grey_with(at=edge),
        "int cuts towards 0, so -0.5 becomes 0. The pixel above is at floor(-0.5), which is -1.": grey_with(
            corner=np.trunc
        ),
        "The last row and the last column are taken for outside: is it < where <= is meant?": grey_with(
            at=lambda picture, i, j: at(picture[:-1, :-1], i, j)
        ),
        "A negative index counts from the other end in NumPy. Before row 0 there is paper: 0.": grey_with(
            at=lambda picture, i, j: picture[i, j] if -len(picture) <= i < len(picture) and j < picture.shape[1] else 0
        ),
    },
    stumbles={"Below the last row, and right of the last column, there is paper: 0.": "out of bounds"},
)


def average_with(share=lambda keep, t: (1 - keep) / (1 - keep**t), first=lambda vector: 0 * vector):
    """The average after the last vector; t counts from 1."""

    def averaged(vectors, keep):
        average = first(vectors[0])
        for t, vector in enumerate(vectors, 1):
            average = average + share(keep, t) * (vector - average)
        return average

    return averaged


averaged = Exercise(
    "averaged",
    read="notebook 16, “The mean of many networks”",
    answer=average_with(),
    cases=lambda rng: {
        "1 and 3, half is kept": ([np.array([1.0]), np.array([3.0])], 0.5),
        "one vector": ([np.array([2.0, -1.0])], 0.9),
        "twenty random vectors": (list(rng.normal(size=(20, 4))), 0.9),
        "three of them, nearly all is kept": (list(rng.normal(size=(3, 2))), 0.999),
    },
    mistakes={
        "It begins at 0, and nothing corrects that: the shares of the vectors don't add up to 1 yet.": (
            average_with(lambda keep, t: 1 - keep)
        ),
        "It begins at the first vector, which keeps too large a share: correct as in Adam instead.": (
            average_with(lambda keep, t: 1 - keep, lambda vector: vector)
        ),
        "All vectors count alike. The later they are, the more they should count.": average_with(lambda keep, t: 1 / t),
        "keep and 1 - keep are exchanged.": average_with(lambda keep, t: keep / (1 - (1 - keep) ** t)),
        "That is the last vector.": average_with(lambda keep, t: 1),
        "That is the first vector.": average_with(lambda keep, t: float(t == 1)),
        "The correction counts one update too many: after the first vector it is 1 - keep.": (
            average_with(lambda keep, t: (1 - keep) / (1 - keep ** (t + 1)))
        ),
    },
)


def with_shifts(*moves):
    """The mean of predict over these moves: (down, right)."""

    def mean(predict, X):
        row, column = np.indices((SIDE, SIDE)).reshape(2, 1, -1)
        return sum(predict(greys_at(X, row - down, column - right)) for down, right in moves) / len(moves)

    return mean


def rolled(predict, X):
    pictures, around = X.reshape(-1, SIDE, SIDE), (-1, 0, 1)
    moved = [np.roll(pictures, (i, j), axis=(1, 2)).reshape(X.shape) for i in around for j in around]
    return sum(map(predict, moved)) / 9


def of_the_mean(predict, X):
    parts = []
    nine_shifts(lambda moved: parts.append(moved) or 0, X)
    return predict(sum(parts) / 9)


SIDES = [(-1, 0), (1, 0), (0, -1), (0, 1)]
ALL = [(i, j) for i in (-1, 0, 1) for j in (-1, 0, 1)]


def predictor(rng):
    """A small network's probabilities, with ink up to the edge of the pictures."""
    W, b = rng.normal(size=(784, 10)), rng.normal(size=10)

    def predict(X):
        """Pictures (m, 784) -> probabilities (m, 10)."""
        powers = np.exp(np.tanh(X @ W) + b)
        return powers / powers.sum(axis=1, keepdims=True)

    return predict


nine = Exercise(
    "nine",
    read="notebook 16, “Nine looks at each digit”",
    answer=nine_shifts,
    cases=lambda rng: {
        "a digit in the middle": (predictor(rng), some_digits(1)[0]),
        "three digits": (predictor(rng), some_digits(3)[0]),
        "ink up to the edge": (predictor(rng), rng.uniform(size=(2, 784))),
    },
    mistakes={
        "What leaves on one side comes in again on the other. Paper, 0, should come in.": rolled,
        "The pictures are averaged, and read once. Read each, then average what predict says.": of_the_mean,
        "Only the four sides and the middle are there. The four corners are shifts too.": with_shifts((0, 0), *SIDES),
        "The picture as it is belongs to the nine.": with_shifts(*[move for move in ALL if move != (0, 0)]),
        "That is the picture as it is, read once.": with_shifts((0, 0)),
        "It is the sum. Divide by nine.": lambda predict, X: 9 * nine_shifts(predict, X),
        "range(-1, 1) ends before 1: these are four shifts.": with_shifts((-1, -1), (-1, 0), (0, -1), (0, 0)),
        "Labels are averaged. Take the mean of the probabilities.": lambda predict, X: nine_shifts(
            lambda moved: predict(moved).argmax(axis=1), X
        ),
    },
)

MARK = 950
few_digits = Exercise(
    "few_digits",
    read="notebook 16, “Train on digits that come once”",
    answer=lambda X, y: MARK,
    ask=lambda thing, X, y: read_others(thing, X, y, MARK),
    same=at_least,
    cases=lambda rng: {f"1,000 digits, then {MARK} of 1,000 others to read": some_digits(1000)},
    seconds=60,  # as the notebook promises
    report=lambda came: f"It reads {came} of 1,000 digits that it never saw; the mark is {MARK}.",
    symptoms={
        "That is little more than guessing. Does each picture still have its own label, and is the rate suitable?": (
            lambda came, *_: came < 300
        ),
        "About so many are read without distortions, or when all epochs see the same ones. Are they drawn anew in "
        "each epoch?": lambda came, *_: 880 <= came < 932,
        "Distortions that are too strong, or too few updates: which of the two is it? Print the cost.": (
            lambda came, *_: 300 <= came < MARK
        ),
    },
)
