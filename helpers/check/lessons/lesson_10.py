"""The exercises of notebook 10: full MNIST. They work on the 5,000 digits of the course, and on made-up numbers."""

import functools

import numpy as np

from helpers.check.cases import digits
from helpers.check.compare import show
from helpers.check.exercise import Exercise, Refuse, at_least
from helpers.check.prediction import Prediction

updates = Prediction(
    "updates",
    question="how many updates ten epochs of 60,000 digits in mini-batches of 256 make",
    like=1000,
    read="notebook 10, “The same network, the modern way”",
    answer=lambda: 2350,
    because="Each epoch makes 234 mini-batches of 256, and one of the 96 digits that are left over.",
)

updates.mistake("A few digits are left over in each epoch. They are a mini-batch too.")(
    lambda: 2340
)
updates.mistake(
    "There is no fraction of an update: round up to whole mini-batches in each epoch, then take ten epochs."
)(lambda: 2344)
updates.mistake(
    "There is no fraction of an update: round up to whole mini-batches in each epoch, then take ten epochs."
)(lambda: 2343.75)
updates.mistake(
    "Count the mini-batches of one epoch, and round up. Epochs do not share a mini-batch."
)(lambda: 2343)
updates.mistake(
    "Half of 4,690 is nearly it. But 60,000 is not a multiple of 256: count the mini-batches of one epoch."
)(lambda: 2345)
updates.mistake("That is one epoch. There are ten.")(lambda: 235)
updates.symptom("That is one epoch, and a few digits are left over in it. There are ten epochs.")(
    lambda came: 234 <= came < 235
)
updates.symptom("That is one epoch, with mini-batches of 128. Here they are twice as large.")(
    lambda came: came == 469
)
updates.symptom("That many digits are seen. An update takes in a whole mini-batch of them.")(
    lambda came: came in (60_000, 600_000)
)
updates.symptom("The digits left over make one mini-batch in each epoch, not more.")(
    lambda came: came == 2360
)
updates.mistake("That is with mini-batches of 128. Here they are twice as large.")(lambda: 4690)
updates.mistake("Mini-batches twice as large are fewer, not more.")(lambda: 9380)


def moved(X, down, right):
    """The pixels of (m, 784) moved, with zeros coming in."""
    images, result = X.reshape(-1, 28, 28), np.zeros((len(X), 28, 28))
    rows, columns = np.arange(28) - down, np.arange(28) - right
    inside = np.ix_((rows >= 0) & (rows < 28), (columns >= 0) & (columns < 28))
    source = np.ix_(rows[(rows >= 0) & (rows < 28)], columns[(columns >= 0) & (columns < 28)])
    for image, new in zip(images, result, strict=True):
        new[inside] = image[source]
    return result.reshape(-1, 784)


def rolled(X, down, right):
    return np.roll(X.reshape(-1, 28, 28), (down, right), axis=(1, 2)).reshape(-1, 784)


def ink():
    """One image with a dot in the middle, one in the last row and one in the last column."""
    image = np.zeros((1, 28, 28))
    image[0, [10, 27, 3], [20, 5, 27]] = 1
    return image.reshape(1, 784)


shift = Exercise(
    "shift",
    read="notebook 10, “What does scale buy?”",
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
)

shift.mistake(
    "What leaves the picture on one side comes back on the other: np.roll wraps round, and so does a negative index. "
    "What comes in is to be 0."
)(rolled)
shift.mistake(
    "The row of 784 was rolled as it is: what leaves one line of the picture enters the next one. Make it 28 × 28."
)(lambda X, down, right: np.roll(X, 28 * down + right, axis=1))
shift.mistake("Without an axis np.roll rolls all images as one long row of numbers.")(
    lambda X, down, right: np.roll(X, 28 * down + right)
)
shift.mistake("It moves the other way: row 0 is at the top, so `down` leads to larger rows.")(
    lambda X, down, right: moved(X, -down, -right)
)
shift.mistake("It goes up where it should go down: row 0 is at the top.")(
    lambda X, down, right: moved(X, -down, right)
)
shift.mistake("It goes left where it should go right: column 0 is at the left.")(
    lambda X, down, right: moved(X, down, -right)
)
shift.mistake(
    "Down and right are exchanged: the first axis of a picture goes down its rows. And np.roll wraps round."
)(lambda X, down, right: rolled(X, right, down))
shift.mistake("Where nothing comes in, the picture is still there as it was. It is to be 0 there.")(
    lambda X, down, right: moved(X, down, right) + X * (moved(np.ones_like(X), down, right) == 0)
)
shift.mistake(
    "The row of 784 was moved as it is: what leaves one line of the picture enters the next one. Make it 28 × 28."
)(lambda X, down, right: np.pad(X, ((0, 0), (87, 87)))[:, 87 - 28 * down - right :][:, :784])
shift.symptom(
    "What comes in is not 0. Is the edge repeated, or something left standing? A negative index counts from the end."
)(
    lambda came, X, down, right: np.array_equal(
        came * moved(np.ones_like(X), down, right), moved(X, down, right)
    )
)
shift.mistake("Down and right are exchanged: the first axis of a picture goes down its rows.")(
    lambda X, down, right: moved(X, right, down)
)
shift.mistake("Nothing has moved.")(lambda X, down, right: X)


SLICES = (
    "A slice like [:-n] is empty where n is 0, and [n:] means something else where n is negative. Which values of "
    "down and right is your slice made for?"
)


@shift.mistake(SLICES)
def empty_slices(X, down, right):
    result = np.zeros((len(X), 28, 28))
    result[:, down:, right:] = X.reshape(-1, 28, 28)[:, :-down, :-right]
    return result.reshape(-1, 784)


shift.symptom(
    "There are other pictures than before. Does np.pad widen the first axis, which counts them?"
)(lambda came, X, down, right: np.shape(came)[1:] == (784,) and len(came) > len(X))
shift.symptom(
    "Nothing is left of the pictures. Is a margin narrower than the move? It goes up to 3."
)(lambda came, X, down, right: np.size(came) == 0)
shift.symptom(SLICES)(
    lambda came, X, down, right: (
        min(down, right) <= 0
        and np.shape(came) == X.shape
        and np.count_nonzero(came) < np.count_nonzero(X) / 2
    )
)
shift.stumble("could not broadcast", SLICES, when=lambda X, down, right: min(down, right) <= 0)
shift.stumble(
    "out of bounds",
    "A pixel that leaves the picture has no place in the new one. Is that asked before it is written?",
)


shuffled = Exercise(
    "shuffled",
    read="notebook 10, “Honest limits”",
    answer=lambda W, order: W[order],
    cases=lambda rng: {
        "three pixels, four units": (np.arange(12.0).reshape(3, 4), np.array([2, 0, 1])),
        "as many units as pixels": (rng.normal(size=(5, 5)), np.array([3, 0, 4, 2, 1])),
        "784 pixels, 16 units": (rng.normal(size=(784, 16)), rng.permutation(784)),
    },
)

shuffled.mistake(
    "This is the way back, the inverse of the order. Pixel k of a shuffled digit is pixel order[k] of the "
    "digit as it was: whose weights does it need?"
)(lambda W, order: W[np.argsort(order)])
shuffled.mistake("The units are put into another order. It is the pixels that were shuffled.")(
    lambda W, order: W[:, order]
)
shuffled.mistake("These are the weights as they were. They wait for each pixel at its old place.")(
    lambda W, order: W
)
shuffled.mistake("Shuffled twice. Each row of W moves once.")(lambda W, order: W[order][order])
shuffled.symptom(
    "The rows are in an order of your own. The digits were shuffled in the one that is handed over."
)(
    lambda came, W, order: (
        np.array_equal(np.sort(came, axis=0), np.sort(W, axis=0))
        and not np.array_equal(came, W[order])
    )
)


schedule = Exercise(
    "schedule",
    read="notebook 10, “The third write-up”",
    answer=lambda epochs, first, last: np.geomspace(first, last, epochs),
    cases=lambda rng: {
        "three epochs": (3, 0.01, 0.0001),
        "two epochs": (2, 0.001, 0.0002),
        "one epoch": (1, 0.001, 0.0002),
        "random numbers": (
            int(rng.integers(20, 30)),
            rng.uniform(0.1, 1),
            rng.uniform(0.001, 0.01),
        ),
        "a rate that stays": (4, 0.5, 0.5),
    },
)


NO_STEP = (
    "A single epoch has no step in it, so something is divided by 0 here. It gets the first rate."
)


def by_steps(epochs, first, last, steps, start=0):
    return first * (last / first) ** ((np.arange(epochs) + start) / max(steps, 1))


schedule.mistake(
    "It falls by the same amount each time, along a straight line. Asked for is the same factor each time."
)(lambda epochs, first, last: np.linspace(first, last, epochs))
schedule.mistake(
    "The last epoch has not come down to the last rate yet. How many steps lie between the first epoch and the last?"
)(lambda epochs, first, last: by_steps(epochs, first, last, epochs))
schedule.mistake("The first epoch has a smaller rate already. It is to have the first one.")(
    lambda epochs, first, last: by_steps(epochs, first, last, epochs, start=1)
)
schedule.mistake("The first epoch has a smaller rate already. It is to have the first one.")(
    lambda epochs, first, last: by_steps(epochs, first, last, epochs - 1, start=1)
)
schedule.mistake("It rises: the factor leads from the last rate to the first.")(
    lambda epochs, first, last: by_steps(epochs, first, first**2 / last, epochs - 1)
)
schedule.mistake(
    "The whole way down is divided by the number of steps. Each step multiplies: which factor, taken so many times, "
    "makes the whole? (And ** comes before /, so x ** 1 / n is x / n.)"
)(lambda epochs, first, last: first * (last / first / max(epochs - 1, 1)) ** np.arange(epochs))
schedule.mistake(
    "It falls to a tenth each time, as in the example. Other rates want another factor."
)(lambda epochs, first, last: first * 0.1 ** np.arange(epochs))
schedule.mistake("It falls to a fifth each time. Where does it end, and where should it?")(
    lambda epochs, first, last: first * 0.2 ** np.arange(epochs)
)
schedule.mistake("np.logspace takes its two ends for exponents of 10, not for rates.")(
    lambda epochs, first, last: np.logspace(first, last, epochs)
)
schedule.symptom("One number came. One epoch has an array of rates too, with one entry.")(
    lambda came, epochs, first, last: epochs == 1 and np.shape(came) == ()
)
schedule.symptom("One number came. There is to be one rate for each epoch: are they collected?")(
    lambda came, epochs, first, last: np.shape(came) == ()
)
schedule.mistake("It rises: first and last are exchanged.")(
    lambda epochs, first, last: np.geomspace(last, first, epochs)
)
schedule.symptom(
    "The rate stands still from one epoch to the next, or it falls in one step. It is to fall a little in each epoch."
)(lambda came, epochs, first, last: first != last and (np.diff(came) == 0).any())
schedule.mistake(NO_STEP)(
    lambda epochs, first, last: [
        first * (last / first) ** (k / (epochs - 1)) for k in range(epochs)
    ]
)
schedule.symptom(NO_STEP)(
    lambda came, epochs, first, last: epochs == 1 and not np.isfinite(came).all()
)
schedule.symptom("There is to be one rate for each epoch, the first and the last included.")(
    lambda came, epochs, first, last: np.shape(came) != (epochs,)
)


MARK, JUDGES = 935, 1000


@functools.cache
def two_parts():
    """2,000 digits to learn from, and 1,000 others; none of them is a test digit of the course."""
    X, _, y, _ = digits()
    return X[:2000], y[:2000], X[-JUDGES:], y[-JUDGES:]


class Read(int):
    """How many digits were read; rescaled says how many it would have been with standardized pixels."""


def right(thing, X, y):
    """How many of the other digits the model reads that it trains."""
    _, _, others, labels = two_parts()
    model = thing(X, y)
    if not hasattr(model, "predict"):
        raise Refuse(f"{show(model)}. Asked for is the trained model itself, with its predict")
    guesses = np.asarray(model.predict(others))
    if guesses.shape != labels.shape:
        raise Refuse(f"predict gives an array {guesses.shape} for {JUDGES} digits; one label each")
    read = Read((guesses == labels).sum())
    rescaled = (others - X.mean()) / X.std()
    read.rescaled = (model.predict(rescaled) == labels).sum() if read < MARK else 0
    return read


recipe = Exercise(
    "recipe",
    read="notebook 10, “The same network, the modern way”",
    answer=lambda X, y: MARK,
    ask=right,
    same=at_least,
    cases=lambda rng: {f"2,000 digits, then {MARK} of {JUDGES:,} others to read": two_parts()[:2]},
    seconds=60,  # it trains, and the computer may be busy
    report=lambda came: (
        f"It reads {came} of {JUDGES:,} digits that it never saw; the mark is {MARK}."
    ),
)

recipe.symptom(
    "It was trained on shifted and stretched pixels: it reads more of the digits when theirs are changed likewise. The "
    "model gets them as they are in X, from 0 to 1.",
    read="notebook 10, “The second write-up”",
)(lambda came, *_: came.rescaled > came + 40)
recipe.symptom(
    "That is little more than guessing. Was it trained at all, with a rate that fits, and does each picture still "
    "stand beside its own label?"
)(lambda came, *_: came < 300)
recipe.symptom(
    "It has begun to learn, and needs more updates, or a better rate. Count them: mini-batches times epochs.",
)(lambda came, *_: 300 <= came < 900)
recipe.symptom(
    "A good training of 2,000 digits ends about here, whatever the width. What is scarce is digits: can you make more "
    "of them out of the ones you have?",
    read="notebook 10, “What does scale buy?”",
)(lambda came, *_: 900 <= came < MARK)
