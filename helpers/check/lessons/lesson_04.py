"""The exercises of notebook 04: loss."""

from functools import cache

import numpy as np

from helpers.activations import sigmoid, softmax
from helpers.check.attempt import Refuse
from helpers.check.cases import digits, random_batch
from helpers.check.compare import is_one_number, show
from helpers.check.exercise import Exercise
from helpers.check.prediction import Prediction
from helpers.encoding import one_hot
from helpers.losses import cross_entropy

blind = Prediction(
    "blind",
    question="the cost, in nats, of knowing nothing among 26 letters",
    like=1.0,
    read="notebook 04, “What it should be at the start: ln 10”",
    answer=lambda: np.log(26),
    within=0.01,
    because="Each letter is given 1/26, so the surprise is ln 26, whichever letter is the truth.",
)


def near(value):
    return lambda came: bool(abs(came - value) < 0.01)


blind.symptom("That is ln 10, for ten digits. Here there are 26 letters.")(near(np.log(10)))
blind.symptom("The size is right. But a surprise is minus a logarithm, and is never negative.")(
    near(-np.log(26))
)
blind.symptom("That is in bits, a logarithm to base 2. Nats come from the natural logarithm.")(
    near(np.log2(26))
)
blind.symptom("That is a logarithm to base 10. On these pages log is the natural one.")(
    near(np.log10(26))
)
blind.symptom("That is the probability of each letter. Asked is the surprise at it.")(near(1 / 26))
blind.symptom(
    "That grows with the classes themselves: 26 times 2.3 / 10. It grows with their log."
)(near(2.6 * np.log(10)))
blind.symptom("That is how much more it is than ln 10. Asked is the whole cost.")(near(np.log(2.6)))
blind.symptom("The surprises of 26 letters are added up. The cost is their mean.")(
    near(26 * np.log(26))
)
blind.symptom("That is ln 10 in bits. Here there are 26 letters, and nats are asked.")(
    near(np.log2(10))
)
blind.symptom("Near, and rounded too far. Two decimals are asked, or a formula in NumPy.")(
    lambda came: abs(came - np.log(26)) < 0.045
)
blind.symptom("What probability does each letter get? The cost is the surprise at that.")(
    lambda came: True
)


mean_surprise = Exercise(
    "mean_surprise",
    read="notebook 04, “A batch: the mean”",
    answer=cross_entropy,
    cases=lambda rng: {
        "the four examples of the lesson": (
            np.array([[0.2, 0.7, 0.1], [0.5, 0.3, 0.2], [0.8, 0.1, 0.1], [0.05, 0.05, 0.9]]),
            np.array([[0, 1, 0], [1, 0, 0], [0, 1, 0], [0, 0, 1]]),
        ),
        "a random batch": random_batch(rng, 6, 10),
        "as many examples as classes": random_batch(rng, 4, 4),
        "a perfect answer": (np.array([[1.0, 0.0], [0.3, 0.7]]), np.array([[1, 0], [1, 0]])),
        "a hopeless answer": (np.array([[1.0, 0.0], [0.5, 0.5]]), np.array([[0, 1], [0, 1]])),
    },
)
mean_surprise.symptom(
    "0 times the logarithm of 0 is nan. Pick the probability of the truth first, then take its logarithm.",
    read="notebook 04, “When the truth was called impossible”",
)(lambda came, P, Y: np.isnan(came).any())
mean_surprise.symptom(
    "The logarithm of 0 is minus infinity. Put a floor of 1e-12 under the probability of the truth.",
    read="notebook 04, “When the truth was called impossible”",
)(lambda came, P, Y: np.isinf(came).any())
mean_surprise.mistake("This is the sum. The mean divides it by the number of examples.")(
    lambda P, Y: -np.log((P * Y).sum(axis=1)).sum()
)
mean_surprise.mistake(
    "It is divided by all entries of the table. There is one surprise for each example, so the mean divides by m alone."
)(lambda P, Y: -(Y * np.log(P)).mean())
mean_surprise.mistake("These are the surprises, one for each example. The cost is their mean.")(
    lambda P, Y: -np.log((P * Y).sum(axis=1))
)
mean_surprise.mistake(
    "The sign is turned round: a cost cannot be negative. The logarithm of a probability is below 0, hence the minus.",
    read="notebook 04, “Surprise”",
)(lambda P, Y: np.log((P * Y).sum(axis=1)).mean())
mean_surprise.mistake(
    "This is the logarithm of the mean probability. Asked is the mean of the logarithms: first log, then the mean."
)(lambda P, Y: -np.log((P * Y).sum(axis=1).mean()))
mean_surprise.mistake(
    "The sum runs over the examples (axis 0). Each row has its own truth: axis 1."
)(lambda P, Y: -np.log((P * Y).sum(axis=0)).mean())
mean_surprise.mistake(
    "The probabilities of the wrong classes are in it too. Only the one of the truth counts: that is what Y is for.",
    read="notebook 04, “Cross-entropy: one example”",
)(lambda P, Y: -np.log(P).sum(axis=1).mean())
mean_surprise.mistake(
    "The surprises at the wrong classes, with 1 - Y and 1 - P, are in it too. That belongs to separate yes-or-no "
    "questions; here the rows add up to 1, and the term of the truth is enough.",
    read="notebook 04, “Cross-entropy: one example”",
)(lambda P, Y: -(Y * np.log(P) + (1 - Y) * np.log(1 - P)).sum(axis=1).mean())
mean_surprise.mistake("This is in bits (log2). np.log is the natural logarithm, for nats.")(
    lambda P, Y: -np.log2((P * Y).sum(axis=1)).mean()
)
mean_surprise.mistake("This is a logarithm to base 10. np.log is the natural one.")(
    lambda P, Y: -np.log10((P * Y).sum(axis=1)).mean()
)
mean_surprise.mistake("It is divided with //, which cuts the fractions off.")(
    lambda P, Y: -np.log((P * Y).sum(axis=1)).sum() // len(P)
)
mean_surprise.mistake("@ multiplies rows with columns. To pick, entry must meet entry: *.")(
    lambda P, Y: -np.log(P @ Y).mean()
)
mean_surprise.mistake(
    "P @ Y.T pairs each row of P with every row of Y. A row is to meet its own row alone: *."
)(lambda P, Y: -np.log(np.maximum(P @ Y.T, 1e-12)).mean())
mean_surprise.mistake(
    "Not all of P * Y is a probability of the truth: the zeros in it are no answers, and here their logarithms count. "
    "Add up each row first, then take the logarithm.",
    read="notebook 04, “When the truth was called impossible”",
)(lambda P, Y: -np.log(np.maximum(P * Y, 1e-12)).sum() / len(P))
mean_surprise.mistake(
    "This is the surprise at the highest probability of each row. The truth may be another class: Y tells which.",
    read="notebook 04, “Cross-entropy: one example”",
)(lambda P, Y: -np.log(P.max(axis=1)).mean())
mean_surprise.mistake(
    "np.minimum puts a ceiling there. With a floor the larger of the two counts.",
    read="notebook 04, “When the truth was called impossible”",
)(lambda P, Y: -np.log(np.minimum((P * Y).sum(axis=1), 1e-12)).mean())
for _part in (1, 0):  # divided by m, or not
    mean_surprise.mistake(
        "It has come to an end after the first example: is the return indented into the loop?"
    )(lambda P, Y, part=_part: -np.log((P * Y).sum(axis=1))[0] / len(P) ** part)
mean_surprise.mistake(
    "math.log and float() take one number, and this is an array. np.log takes it whole."
)(lambda P, Y: float((P * Y).sum(axis=1)))
mean_surprise.symptom(
    "It is divided by a number that is written in. m is the number of rows that come in."
)(
    lambda came, P, Y: any(
        np.isclose(came * m, -np.log((P * Y).sum(axis=1)).sum()) for m in {4, 4000} - {len(P)}
    )
)
mean_surprise.symptom(
    "There is a floor, and not at 1e-12: a hopeless answer costs 27.6 nats, no less and no more.",
    read="notebook 04, “When the truth was called impossible”",
)(lambda came, P, Y: ((P * Y).sum(axis=1) == 0).any() and 0 < came < np.inf)
mean_surprise.symptom("That is the cost of the four examples, and the input is another one here.")(
    lambda came, P, Y: len(P) != 4 and abs(came - 0.8644) < 0.001
)


def squared_slope(z, y):
    p = sigmoid(z)
    return 2 * (p - y) * p * (1 - p)


pull = Exercise(
    "pull",
    read="notebook 04, “Why not squared errors for digits?”",
    answer=lambda z, y: sigmoid(z) - y,
    cases=lambda rng: {
        "three sure units": (np.array([6.0, -6.0, -6.0]), np.array([0, 1, 0])),
        "ten random units": (rng.normal(scale=3, size=10), rng.integers(0, 2, 10)),
        "z of 800 and -800": (np.array([800.0, -800.0]), np.array([0, 1])),
    },
)
pull.mistake(
    "The sign is turned round. Where the truth is 0, raising z raises the loss, so its slope is above 0."
)(lambda z, y: y - sigmoid(z))
pull.mistake(
    "This is the slope of the squared error. It fades where the unit is sure and wrong; asked is that of the surprise."
)(squared_slope)
pull.mistake("The slope for a truth of 1 is used for a truth of 0 as well.")(
    lambda z, y: sigmoid(z) - 1
)
pull.mistake("The slope for a truth of 0 is used for a truth of 1 as well.")(
    lambda z, y: sigmoid(z) + 0 * y
)
pull.mistake("The truth is subtracted from z itself. z must become a probability first.")(
    lambda z, y: z - y
)
pull.mistake(
    "The slope of the sigmoid, p(1 - p), is in it once too often: it cancels against that of the logarithm."
)(lambda z, y: squared_slope(z, y) / 2)
pull.mistake(
    "This is the slope of the sigmoid. The chain rule has one more factor, the logarithm's."
)(lambda z, y: sigmoid(z) * (1 - sigmoid(z)) + 0 * y)
pull.mistake(
    "This is the slope in p. Asked is the slope in z: the chain rule has one more factor."
)(lambda z, y: (sigmoid(z) - y) / (sigmoid(z) * (1 - sigmoid(z))))
pull.mistake(
    "Right for a truth of 1. For a truth of 0 a sign is lost: 1 - p falls when z rises, and there is a minus before "
    "the logarithm too."
)(lambda z, y: np.where(y == 1, sigmoid(z) - 1, -sigmoid(z)))
pull.mistake(
    "Right for a truth of 1. Where the truth is 0, the unit is the more wrong the larger p is: there it must pull most."
)(lambda z, y: np.where(y == 1, sigmoid(z) - 1, 1 - sigmoid(z)))
pull.mistake("The truths are exchanged: what belongs to 0 is used for 1.")(
    lambda z, y: sigmoid(z) - (1 - y)
)
pull.mistake(
    "A softmax makes the units share one probability. Each of these has its own: sigmoid."
)(lambda z, y: softmax(z) - y)
pull.mistake("It is divided by m. No mean is asked: each unit has its own slope.")(
    lambda z, y: (sigmoid(z) - y) / len(z)
)
pull.mistake(
    "This is the mean of all slopes. Each unit has its own, so the shape stays that of z."
)(lambda z, y: (sigmoid(z) - y).mean())
pull.mistake("This is the loss itself. Asked is its slope.")(
    lambda z, y: -np.log(np.where(y == 1, sigmoid(z), 1 - sigmoid(z)))
)
pull.mistake("All slopes are added up. Each unit has its own, so the shape stays that of z.")(
    lambda z, y: (sigmoid(z) - y).sum()
)
pull.mistake(
    "`if` wants one yes or no, and y has many. Is there one formula that fits both truths?"
)(lambda z, y: 1 if y == 1 else 0)
pull.symptom(
    "At 800 something is too large for a float, or log meets 0. Use the sigmoid of the course and the formula in which "
    "the logarithm has cancelled."
)(lambda came, z, y: not np.isfinite(came).all())
pull.symptom("The answer to the first example is written in. It is to follow from z and y.")(
    lambda came, z, y: z[0] != 6 and np.allclose(came, [0.9975, -0.9975, 0.0025], atol=1e-4)
)

outlier = Prediction(
    "outlier",
    question="the best constant for 2, 4, 6, 8, 100: with squared errors, with distances",
    like=(0.0, 0.0),
    read="notebook 04, “A small real regression”",
    answer=lambda: (24.0, 6.0),
    because="Squares follow the mean, which one wild value drags along. Distances follow the middle one, the median.",
)
outlier.symptom("A pair of numbers is asked: one constant for each of the two losses.")(
    lambda came: len(came) != 2 or not all(is_one_number(part) for part in came)
)
outlier.mistake("These are the right two, in the wrong order: squared errors come first.")(
    lambda: (6, 24)
)
outlier.mistake(
    "The first is right. The second: a little above 24, four of the five values lie below. Would a lower constant not "
    "be nearer to them?"
)(lambda: (24, 24))
outlier.mistake("That was so with the 10. One of the two losses feels the 100.")(lambda: (6, 6))
outlier.mistake("51 is halfway between the ends. All five have a say.")(lambda: (51, 51))
outlier.symptom(
    "The first is right. Now move the second by a little: how many distances grow, how many shrink?"
)(lambda came: came[0] == 24)
outlier.symptom(
    "The second is right. With squared errors the slope is 0 where the differences above and below add up to 0."
)(lambda came: came[1] == 6)
outlier.symptom(
    "Neither is right. Move each a little: which terms of its loss grow, which shrink?"
)(lambda came: True)


@cache
def test_part():
    _, X_test, _, y_test = digits()
    return X_test, one_hot(y_test)


def shape_hint(P, m):
    if P is None:
        return "Is a return missing?"
    if np.shape(P) == (m,):
        return "A guess is one number. Ten probabilities are asked for each picture."
    if np.shape(P) == (10, m):
        return "It lies on its side: a picture is a row."
    return "It is called with any number of pictures, and gives a row for each."


def cost_of(forecast, X, Y):
    """The cross-entropy of its probabilities. Raises Refuse where they are none."""
    for some in (X[:3], X):
        P = forecast(some)
        if np.shape(P) != (len(some), 10):
            raise Refuse(
                f"{show(P)} for {len(some)} pictures; ({len(some)}, 10) was expected. {shape_hint(P, len(some))}"
            )
    P = np.asarray(P, dtype=float)
    if not np.isfinite(P).all() or P.min() < 0:
        raise Refuse("some of it is no probability: below 0, nan or inf")
    sums = P.sum(axis=1)
    if not np.allclose(sums, 1, atol=1e-6):
        row = np.argmax(abs(sums - 1))
        raise Refuse(
            f"row {row} adds up to {sums[row]:.4g}, and probabilities add up to 1. Divide each row by its own sum."
        )
    return round(cross_entropy(P, Y), 4)


forecast = Exercise(
    "forecast",
    read="notebook 04, “What it should be at the start: ln 10”",
    answer=lambda X, Y: 2.2,
    ask=cost_of,
    same=lambda came, mark: came < mark,
    cases=lambda rng: {"the 1,000 test digits (cost, below 2.2)": test_part()},
    report=lambda cost: f"It costs {cost:.4f} nats; a blind guess costs {np.log(10):.4f}.",
)
forecast.symptom(
    "That is ln 10: it says a tenth for everything. Something in the picture must count."
)(lambda came, X, Y: abs(came - np.log(10)) < 1e-3)
forecast.symptom(
    "It costs more than a blind guess. Opinions without knowledge cost more than none: does the rule follow from the "
    "training digits?"
)(lambda came, X, Y: np.log(10) < came < 3)
forecast.mistake(
    "Each picture has to meet each of ten images. Take the pictures one at a time, or give X an axis for the ten: "
    "X[:, None, :] is (m, 1, 784)."
)(lambda X: X - np.zeros((10, 784)))
forecast.mistake(
    "There is one sum for each row. To divide the rows by them, let them stand in a column: sum(axis=1, keepdims=True)."
)(lambda X: np.ones((len(X), 10)) / np.ones(len(X)))
forecast.symptom(
    "It costs more than a blind guess: sure and wrong. A truth that was called impossible costs 27.6 nats, more than "
    "ten blind guesses, so leave every digit a little.",
    read="notebook 04, “When the truth was called impossible”",
)(lambda came, X, Y: came > np.log(10))
forecast.symptom(
    "Better than blind, though not by enough. Which digits does your rule confuse? Let it look at one thing more."
)(lambda came, X, Y: came < np.log(10))
