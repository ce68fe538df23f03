"""The exercises of notebook 04: loss."""

import numpy as np

from helpers.activations import sigmoid, softmax
from helpers.check.attempt import Refuse
from helpers.check.cases import digits, random_batch
from helpers.check.compare import as_array, is_number, is_one_number, show
from helpers.check.exercise import AnyOf, Exercise
from helpers.check.prediction import Prediction
from helpers.encoding import one_hot
from helpers.losses import cross_entropy

FROM_P = "notebook 04, “From a probability to a loss”"
ONE_EXAMPLE = "notebook 04, “Cross-entropy: one example”"
IMPOSSIBLE = "notebook 04, “When the right class got probability 0”"
AT_THE_START = "notebook 04, “The cost before training: ln 10”"

blind = Prediction(
    "blind",
    question="the cost, in nats, of knowing nothing among 26 letters",
    like=1.0,
    read=AT_THE_START,
    answer=lambda: np.log(26),
    within=0.01,
    because="Each letter is given 1/26, so the loss is ln 26, whichever letter is right.",
    mistakes={
        "That is ln 10, for ten digits. Here there are 26 letters.": np.log(10),
        "The size is right. But a loss is minus a logarithm, and is never negative.": -np.log(26),
        "That is in bits, a logarithm to base 2. Nats come from the natural logarithm.": np.log2(26),
        "That is a logarithm to base 10. On these pages log is the natural one.": np.log10(26),
        "That is the probability of each letter. The cost is minus its logarithm.": 1 / 26,
        "That grows with the number of classes: 26 times 2.3 / 10. The cost grows with its log.": 2.6 * np.log(10),
        "That is how much more it is than ln 10. The whole cost is asked for.": np.log(2.6),
        "The losses of 26 letters are added up. The cost is their mean.": 26 * np.log(26),
        "That is ln 10 in bits. Here there are 26 letters, and nats are asked for.": np.log2(10),
    },
    symptoms={
        "Close, but rounded too far. Two decimals, or a formula in NumPy.": lambda came: abs(came - np.log(26)) < 0.045,
        "What probability does each letter get? The cost is minus its logarithm.": lambda came: True,
    },
)


def ln(p):
    """The logarithm with the floor: an answer that lacks only the floor makes none of the mistakes."""
    return np.log(np.maximum(p, 1e-12))


def of_s(wrong):
    """A mistake that is made with the right losses, (m,)."""
    return lambda P, Y: wrong(-ln((P * Y).sum(axis=1)))


wrong_mean_loss = {
    "This is the sum. The mean divides it by the number of examples.": of_s(lambda s: s.sum()),
    "It is divided by all entries. Each example has one loss: divide by m alone.": lambda P, Y: -(Y * ln(P)).mean(),
    "These are the losses, one for each example. The cost is their mean.": of_s(lambda s: s),
    FROM_P: {
        "The sign is wrong: no cost is negative. A probability's log is, hence the minus.": of_s(lambda s: -s.mean()),
    },
    "This is the log of the mean probability. The mean of the logs is asked for: first log, then the mean.": (
        lambda P, Y: -ln((P * Y).sum(axis=1).mean())
    ),
    "The sum is over examples. Each row has its own right class: axis=1.": lambda P, Y: -ln((P * Y).sum(axis=0)).mean(),
    ONE_EXAMPLE: {
        "Wrong classes are in it too. Only the right class counts: Y picks it.": lambda P, Y: -ln(P).sum(axis=1).mean(),
        "The wrong classes are in it too, with 1 - Y and 1 - P. That belongs to separate yes-or-no questions; here the "
        "rows add up to 1, and the term of the right class is enough.": (
            lambda P, Y: -(Y * ln(P) + (1 - Y) * ln(1 - P)).sum(axis=1).mean()
        ),
        "This is the loss at each row's highest p. Y tells the right class.": lambda P, Y: -ln(P.max(axis=1)).mean(),
    },
    "This is in bits (log2). Nats come from the natural logarithm, np.log.": of_s(lambda s: s.mean() / np.log(2)),
    "This is a logarithm to base 10. np.log is the natural one.": of_s(lambda s: s.mean() / np.log(10)),
    "It is divided with //, which cuts the fractions off.": of_s(lambda s: s.sum() // len(s)),
    "@ multiplies rows by columns. To pick, multiply entry by entry: *.": lambda P, Y: -ln(P @ Y).mean(),
    "P @ Y.T pairs each row of P with all rows of Y. Each belongs with its own: *.": lambda P, Y: -ln(P @ Y.T).mean(),
    IMPOSSIBLE: {
        "The zeros in P * Y are not probabilities of a right class, and here their logarithms count. "
        "Add up each row first, then take the logarithm.": lambda P, Y: -ln(P * Y).sum() / len(P),
        "np.minimum sets a ceiling. With a floor the larger of the two counts.": lambda P, Y: -ln(0),
    },
    "It stops after the first example: is the return indented into the loop?": AnyOf(
        [of_s(lambda s: s[0]), of_s(lambda s: s[0] / len(s))]
    ),
    "It is divided by a fixed number. m is the number of rows that come in.": AnyOf(
        [of_s(lambda s: s.sum() / 4), of_s(lambda s: s.sum() / 4000)]
    ),
}

mean_loss = Exercise(
    "mean_loss",
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
    mistakes=wrong_mean_loss,
    symptoms={
        IMPOSSIBLE: {
            "0 times the logarithm of 0 is nan. Pick the probability of the right class first, then its log.": (
                lambda came, P, Y: np.isnan(came).any()
            ),
            "The logarithm of 0 is minus infinity. Put a floor of 1e-12 under the probability of the right class.": (
                lambda came, P, Y: np.isinf(came).any()
            ),
            "There is a floor, but not at 1e-12: a hopeless answer costs 27.6 nats, no less and no more.": (
                lambda came, P, Y: ((P * Y).sum(axis=1) == 0).any() and 0 < came < np.inf
            ),
        },
    },
)


def of_p(wrong):
    """A mistake that is made with the right p = sigmoid(z)."""
    return lambda z, y: wrong(sigmoid(z), y)


wrong_unit_slope = {
    "The sign is wrong. Where the label is 0, a higher z raises the loss: a slope above 0.": of_p(lambda p, y: y - p),
    "This is the slope of the squared error. It fades where the unit is sure and wrong; that of -log is asked for.": (
        of_p(lambda p, y: 2 * (p - y) * p * (1 - p))
    ),
    "The slope for the label 1 is used for the label 0 as well.": of_p(lambda p, y: p - 1),
    "The slope for the label 0 is used for the label 1 as well.": of_p(lambda p, y: p),
    "The label is subtracted from z itself. z must become a probability first.": lambda z, y: z - y,
    "p(1 - p) is in it once too often: it cancels against the log's slope.": of_p(lambda p, y: (p - y) * p * (1 - p)),
    "This is the sigmoid's slope. The chain rule has one more factor, the logarithm's.": of_p(lambda p, y: p * (1 - p)),
    "This is the slope in p. The one in z has one more factor.": of_p(lambda p, y: (p - y) / (p * (1 - p))),
    "Right for the label 1. For 0 a sign is lost: 1 - p falls when z rises, and there is the minus of the log too.": (
        of_p(lambda p, y: np.where(y == 1, p - 1, -p))
    ),
    "Right for the label 1. For 0, the larger p is, the more wrong the unit is: there it must be steepest.": (
        of_p(lambda p, y: np.where(y == 1, p - 1, 1 - p))
    ),
    "The labels are swapped: what belongs to 0 is used for 1.": of_p(lambda p, y: p - (1 - y)),
    "A softmax makes the units share one probability. Each has its own: sigmoid.": lambda z, y: softmax(z) - y,
    "It is divided by m. No mean is asked for: each unit has its own slope.": of_p(lambda p, y: (p - y) / len(p)),
    "This is the mean of the slopes. Each unit has its own: the shape is z's.": of_p(lambda p, y: (p - y).mean()),
    "All slopes are added up. Each unit has its own: the shape is z's.": of_p(lambda p, y: (p - y).sum()),
    "This is the loss itself. Its slope is asked for.": of_p(lambda p, y: -np.log(abs(1 - y - p))),
    "An `if` (or max) wants one yes or no, and an array has many. Is there one formula for both labels?": (
        lambda z, y: 1 if y == 1 else 0
    ),
}

unit_slope = Exercise(
    "unit_slope",
    read="notebook 04, “Why not squared errors for digits?”",
    answer=lambda z, y: sigmoid(z) - y,
    cases=lambda rng: {
        "three sure units": (np.array([6.0, -6.0, -6.0]), np.array([0, 1, 0])),
        "ten random units": (rng.normal(scale=3, size=10), rng.integers(0, 2, 10)),
        "z of 800 and -800": (np.array([800.0, -800.0]), np.array([0, 1])),
    },
    mistakes=wrong_unit_slope,
    symptoms={
        "At 800 something is too large for a float, or log meets 0. Use the sigmoid of the course and the formula in "
        "which the logarithm has cancelled.": lambda came, z, y: not np.isfinite(came).all(),
    },
)

outlier = Prediction(
    "outlier",
    question="the best constant for 2, 4, 6, 8, 100: with squared errors, with distances",
    like=(0.0, 0.0),
    read="notebook 04, “A line through real data”",
    answer=lambda: (24.0, 6.0),
    because="Squares follow the mean, which one wild value drags along. Distances follow the middle one, the median.",
    mistakes={
        "These are the right two, in the wrong order: squared errors come first.": (6, 24),
        "The first is right. Four of the five values lie below the second: wouldn't a lower one be nearer?": (24, 24),
        "That was so with the 10. One of the two losses feels the 100.": (6, 6),
        "51 is halfway between the ends. All five values count.": (51, 51),
    },
    symptoms={
        "A pair of numbers is asked for: one constant for each of the two losses.": (
            lambda came: len(came) != 2 or not all(is_one_number(part) for part in came)
        ),
        "The first is right. Move the second a little: do more distances grow or shrink?": lambda came: came[0] == 24,
        "The second is right. With squared errors the slope is 0 where the differences above and below add up to 0.": (
            lambda came: came[1] == 6
        ),
        "Neither is right. Move each a little: which terms of its loss grow, which shrink?": lambda came: True,
    },
)


def shape_hint(came, m):
    if came is None:
        return "Is a return missing?"
    if np.shape(came) == (m,):
        return "That is one guess for each image. Ten probabilities are asked for."
    if np.shape(came) == (10, m):
        return "It is transposed: an image is a row."
    return "It is called with any number of images, and gives a row for each."


def cost_of(forecast, X, Y):
    """The cross-entropy of its probabilities. Raises Refuse where they are none."""
    for some in (X[:3], X):
        came, m = forecast(some), len(some)
        P = as_array(came)
        if P is None:
            raise Refuse("the rows have different lengths; ten probabilities are asked for each image")
        if P.shape != (m, 10):
            raise Refuse(f"{show(came)} for {m} images; ({m}, 10) was expected. {shape_hint(came, m)}")
    if not is_number(P) or not np.isfinite(P).all() or P.min() < 0:
        raise Refuse("some entries are not probabilities: below 0, nan, inf or not even numbers")
    sums = P.sum(axis=1)
    if not np.allclose(sums, 1, atol=1e-6):
        row = np.argmax(abs(sums - 1))
        raise Refuse(
            f"row {row} adds up to {sums[row]:.4g}, and probabilities add up to 1. Divide each row by its own sum."
        )
    return round(cross_entropy(P, Y), 4)


forecast = Exercise(
    "forecast",
    read=AT_THE_START,
    answer=lambda X, Y: 2.2,
    ask=cost_of,
    same=lambda came, mark: came < mark,
    cases=lambda rng: {"the 1,000 test digits (cost, below 2.2)": (digits()[1], one_hot(digits()[3]))},
    report=lambda cost: f"It costs {cost:.4f} nats; a blind guess costs {np.log(10):.4f}.",
    mistakes={
        "Each image has to be compared with each of ten images. Take the rows of X one at a time, or give X an axis "
        "for the ten: X[:, None, :] is (m, 1, 784).": lambda X: X - np.zeros((10, 784)),
        "Each row has its own sum. To divide by it, keep the sums in a column: sum(axis=1, keepdims=True).": (
            lambda X: np.ones((len(X), 10)) / np.ones(len(X))
        ),
    },
    symptoms={
        "That is ln 10, a tenth for each. The image must count.": lambda came, X, Y: abs(came - np.log(10)) < 1e-3,
        "It costs more than a blind guess. Does the rule follow from the training digits?": lambda came, X, Y: (
            np.log(10) < came < 3
        ),
        IMPOSSIBLE: {
            "It costs more than a blind guess: sure and wrong. A right class that got probability 0 costs 27.6 nats, "
            "more than ten blind guesses, so leave every digit a little.": lambda came, X, Y: came > np.log(10),
        },
        "Better than blind, but not by enough. Which digits does your rule confuse? Let it look at one thing more.": (
            lambda came, X, Y: came < np.log(10)
        ),
    },
)
