"""The exercises of notebook 12: full MNIST. They work on the 5,000 digits of the course, and on made-up numbers."""

import numpy as np

from helpers.check.cases import read_others, some_digits
from helpers.check.exercise import AnyOf, Exercise, at_least
from helpers.check.prediction import Prediction

DATA = "notebook 12, “More digits, or a larger network?”"

updates = Prediction(
    "updates",
    question="how many updates ten epochs of 60,000 digits in mini-batches of 256 make",
    like=1000,
    read="notebook 12, “The same network with mini-batches”",
    answer=lambda: 2350,
    because="Each epoch makes 234 mini-batches of 256, and one of the 96 digits that are left over.",
    mistakes={
        "A few digits are left over in each epoch. They are a mini-batch too.": 2340,
        "No update is a fraction: round up to whole mini-batches in each epoch, then take ten.": AnyOf([2344, 2343.75]),
        "Count the mini-batches of one epoch, and round up. Epochs do not share a mini-batch.": 2343,
        "Half of 4,690 is close. But 60,000 is not a multiple of 256: count the mini-batches of one epoch.": 2345,
        "That is one epoch. There are ten.": 235,
        "That is one epoch, with mini-batches of 128. Here they are twice as large.": 469,
        "That is how many digits are seen. One update uses a whole mini-batch of them.": AnyOf([60_000, 600_000]),
        "The digits left over make one mini-batch in each epoch, not more.": 2360,
        "That is with mini-batches of 128. Here they are twice as large.": 4690,
        "Mini-batches twice as large are fewer, not more.": 9380,
    },
    symptoms={
        "That is one epoch, and a few digits are left over. There are ten epochs.": lambda came: 234 <= came < 235,
    },
)


def moved(X, down, right):
    """The pixels of (m, 784) moved, with zeros coming in."""
    with_margin = np.pad(X.reshape(-1, 28, 28), ((0, 0), (28, 28), (28, 28)))
    return with_margin[:, 28 - down : 56 - down, 28 - right : 56 - right].reshape(-1, 784)


def rolled(X, down, right):
    return np.roll(X.reshape(-1, 28, 28), (down, right), axis=(1, 2)).reshape(-1, 784)


def empty_slices(X, down, right):
    result = np.zeros((len(X), 28, 28))
    result[:, down:, right:] = X.reshape(-1, 28, 28)[:, :-down, :-right]
    return result.reshape(-1, 784)


SLICES = (
    "A slice like [:-n] is empty where n is 0, and [n:] means something else where n is negative. Which values of "
    "down and right is your slice made for?"
)


def ink():
    """One image with a dot in the middle, one in the last row and one in the last column."""
    image = np.zeros((1, 28, 28))
    image[0, [10, 27, 3], [20, 5, 27]] = 1
    return image.reshape(1, 784)


shift = Exercise(
    "shift",
    read=DATA,
    answer=moved,
    cases=lambda rng: {
        "ink at (10, 20), (27, 5), (3, 27), one down": (ink(), 1, 0),
        "the same ink, one to the right": (ink(), 0, 1),
        "random images, one down": (rng.random((3, 784)), 1, 0),
        "one up": (rng.random((3, 784)), -1, 0),
        "one to the right": (rng.random((3, 784)), 0, 1),
        "one to the left": (rng.random((3, 784)), 0, -1),
        "two up and three to the right": (rng.random((2, 784)), -2, 3),
        "not moved at all": (rng.random((2, 784)), 0, 0),
    },
    mistakes={
        "What leaves the picture on one side comes back on the other: np.roll wraps round, and so does a negative "
        "index. What comes in is to be 0.": rolled,
        "The row of 784 was rolled as a row: what leaves one line of the picture enters the next one. "
        "Make it 28 × 28.": lambda X, d, r: np.roll(X, 28 * d + r, axis=1),
        "Without an axis np.roll rolls all images as one long row of numbers.": lambda X, d, r: np.roll(X, 28 * d + r),
        "It moves the other way: row 0 is on top, so `down` leads to larger rows.": lambda X, d, r: moved(X, -d, -r),
        "It goes up where it should go down: row 0 is at the top.": lambda X, d, r: moved(X, -d, r),
        "It goes left where it should go right: column 0 is at the left.": lambda X, d, r: moved(X, d, -r),
        "Down and right are exchanged: the first axis of a picture goes down its rows. "
        "And np.roll wraps round.": lambda X, d, r: rolled(X, r, d),
        "Where nothing comes in, the picture is still there as it was. It is to be 0 there.": (
            lambda X, d, r: moved(X, d, r) + X * (moved(np.ones_like(X), d, r) == 0)
        ),
        "The row of 784 was moved as a row: what leaves one line of the picture enters the next one. "
        "Make it 28 × 28.": lambda X, d, r: np.pad(X, ((0, 0), (87, 87)))[:, 87 - 28 * d - r :][:, :784],
        "Down and right are exchanged: the first axis of a picture goes down its rows.": lambda X, d, r: moved(X, r, d),
        "Nothing has moved.": lambda X, d, r: X,
        SLICES: empty_slices,
    },
    symptoms={
        "What comes in is not 0. Is the edge repeated, or is something left over? A negative index counts "
        "from the end.": lambda came, X, *move: np.array_equal(came * moved(np.ones_like(X), *move), moved(X, *move)),
        "There are more pictures than before. Does np.pad widen the first axis, "
        "which counts them?": lambda came, X, *move: np.shape(came)[1:] == (784,) and len(came) > len(X),
        "Nothing is left. Is the margin narrower than the move? Moves go up to 3.": lambda came, *_: np.size(came) == 0,
        SLICES: lambda came, X, *move: (
            min(move) <= 0 and np.shape(came) == X.shape and np.count_nonzero(came) < np.count_nonzero(X) / 2
        ),
    },
    stumbles={
        SLICES: AnyOf(
            [",0) into shape", ",0,28) into shape", ("could not broadcast input", lambda X, *move: min(move) < 0)]
        ),
        "A pixel that leaves the picture has no place in the new one. Is that asked before it is written?": AnyOf(
            ["is out of bounds for axis 1 with size 28", "is out of bounds for axis 2 with size 28", "with size 784"]
        ),
    },
)


shuffled = Exercise(
    "shuffled",
    read="notebook 12, “Honest limits”",
    answer=lambda W, order: W[order],
    cases=lambda rng: {
        "three pixels, four units": (np.arange(12.0).reshape(3, 4), np.array([2, 0, 1])),
        "as many units as pixels": (rng.normal(size=(5, 5)), np.array([3, 0, 4, 2, 1])),
        "784 pixels, 16 units": (rng.normal(size=(784, 16)), rng.permutation(784)),
    },
    mistakes={
        "This is the way back, the inverse of the order. Pixel k of a shuffled digit is pixel order[k] of the "
        "digit as it was: whose weights does it need?": lambda W, order: W[np.argsort(order)],
        "The units are put into another order. It is the pixels that were shuffled.": lambda W, order: W[:, order],
        "These are the weights unchanged. They expect each pixel in its old place.": lambda W, order: W,
        "Shuffled twice. Each row of W moves once.": lambda W, order: W[order][order],
    },
    symptoms={
        "The rows are in an order of your own. The digits were shuffled in the order that is passed in.": (
            lambda came, W, order: (
                np.array_equal(np.sort(came, axis=0), np.sort(W, axis=0)) and not np.array_equal(came, W[order])
            )
        ),
    },
)


def by_steps(epochs, first, last, steps, start=0):
    return first * (last / first) ** ((np.arange(epochs) + start) / max(steps, 1))


NO_STEP = "A single epoch has no step in it, so something is divided by 0 here. It gets the first rate."

schedule = Exercise(
    "schedule",
    read="notebook 12, “The third write-up”",
    answer=lambda epochs, first, last: np.geomspace(first, last, epochs),
    cases=lambda rng: {
        "three epochs": (3, 0.01, 0.0001),
        "two epochs": (2, 0.001, 0.0002),
        "one epoch": (1, 0.001, 0.0002),
        "random numbers": (int(rng.integers(20, 30)), rng.uniform(0.1, 1), rng.uniform(0.001, 0.01)),
        "a rate that stays": (4, 0.5, 0.5),
    },
    mistakes={
        "It falls by the same amount each time, along a straight line. It should fall by the same factor "
        "each time.": lambda n, a, z: np.linspace(a, z, n),
        "The last epoch has not come down to the last rate yet. How many steps are there between the first epoch "
        "and the last?": lambda n, a, z: by_steps(n, a, z, n),
        "The first epoch has a smaller rate already. It should have `first`.": AnyOf(
            [lambda n, a, z: by_steps(n, a, z, n, start=1), lambda n, a, z: by_steps(n, a, z, n - 1, start=1)]
        ),
        "It rises: the factor leads from the last rate to the first.": lambda n, a, z: by_steps(n, a, a**2 / z, n - 1),
        "The whole way down is divided by the number of steps. Each step multiplies: which factor, taken so many "
        "times, makes the whole? "
        "(And ** comes before /, so x ** 1 / n is x / n.)": lambda n, a, z: a * (z / a / max(n - 1, 1)) ** np.arange(n),
        "A tenth each time fits the example. Other rates need another factor.": lambda n, a, z: a * 0.1 ** np.arange(n),
        "It falls to a fifth each time. Where does it end, where should it?": lambda n, a, z: a * 0.2 ** np.arange(n),
        "np.logspace takes its two ends as exponents of 10, not as rates.": lambda n, a, z: np.logspace(a, z, n),
        "It rises: first and last are exchanged.": lambda n, a, z: np.geomspace(z, a, n),
        NO_STEP: lambda n, a, z: [a * (z / a) ** (k / (n - 1)) for k in range(n)],
    },
    symptoms={
        "A number came. One epoch has an array too, of one entry.": lambda came, n, *_: n == 1 and np.shape(came) == (),
        "One number came. Each epoch has its rate: are they collected?": lambda came, *_: np.shape(came) == (),
        "The rate stays the same from one epoch to the next, or it falls in one step. It should fall a little in each "
        "epoch.": lambda came, n, first, last: first != last and (np.diff(came) == 0).any(),
        NO_STEP: lambda came, n, *_: n == 1 and not np.isfinite(came).all(),
        "There should be one rate for each epoch, first and last included.": lambda came, n, *_: np.shape(came) != (n,),
    },
)


MARK = 935


recipe = Exercise(
    "recipe",
    read="notebook 12, “The same network with mini-batches”",
    answer=lambda X, y: MARK,
    ask=lambda thing, X, y: read_others(thing, X, y, MARK),
    same=at_least,
    cases=lambda rng: {f"2,000 digits, then {MARK} of 1,000 others to read": some_digits(2000)},
    seconds=60,  # as the notebook promises
    report=lambda came: f"It reads {came} of 1,000 digits that it never saw; the mark is {MARK}.",
    symptoms={
        "notebook 12, “The second write-up”": {
            "It was trained on standardized pixels: it reads more of the digits when theirs are standardized "
            "too. The check passes the pixels as in X, from 0 to 1.": lambda came, *_: came.rescaled > came + 40,
        },
        "That is little more than guessing. Was it trained at all, with a suitable rate, and does each picture still "
        "have its own label?": lambda came, *_: came < 300,
        "It has begun to learn, and needs more updates, or a better rate. "
        "Count them: mini-batches times epochs.": lambda came, *_: 300 <= came < 900,
        DATA: {
            "A good training of 2,000 digits ends about here. What is scarce is digits: can you "
            "make more of them out of the ones you have?": lambda came, *_: 900 <= came < MARK,
        },
    },
)
