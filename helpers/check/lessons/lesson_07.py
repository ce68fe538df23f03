"""The exercises of notebook 07: training, all examples at once."""

import numpy as np

from helpers.activations import softmax
from helpers.check.attempt import Refuse
from helpers.check.cases import (
    digits,
    epoch,
    epoch_cases,
    other_costs,
    other_steps,
    with_cost,
)
from helpers.check.compare import is_one_number
from helpers.check.exercise import Exercise
from helpers.check.prediction import Prediction
from helpers.encoding import one_hot
from helpers.losses import cross_entropy
from helpers.network import backward, forward, init_params, predict
from helpers.training import train_vectorized

LINES = "notebook 07, “Line by line”"
BATCHES = "notebook 07, “How many times faster?”"
STEP_7 = "notebook 05, “Step 7: a batch, and where `A.T @ dZ` comes from”"

doubled = Prediction(
    "doubled",
    question="how many times as long the first step becomes when each digit stands in the data twice",
    like=1.0,
    read=LINES,
    answer=lambda: 1,
    because="Twice as many gradients are added up, and the sum is divided by twice as many digits: "
    "a mean does not notice copies.",
)

factors = {
    "The sum over the digits is twice as large. And what is it divided by?": 2.0,
    "It is divided by twice as many digits. And how many gradients are added up?": 0.5,
    "Each digit stands there twice, no more, and the division by m has its effect too.": 4.0,
    "Nothing cancels: the copies pull in the same direction as the digits themselves.": 0.0,
}
doubled.mistakes(factors, LINES)


@doubled.symptom(
    "Try it with the mean of two numbers: 3 and 5. Then take the mean of 3, 5, 3 and 5."
)
def something_else(guess):
    return guess not in factors.values()


class Whole(np.ndarray):
    """An array that does not give its rows out one at a time."""

    def __iter__(self):
        raise Refuse("a loop over the examples: it takes them out one at a time.")

    def __getitem__(self, index):
        if isinstance(index, int | np.integer):
            iter(self)
        return super().__getitem__(index)


def at_once(thing, W, b, X, Y, learning_rate):
    came = thing(W, b, X.view(Whole), Y.view(Whole), learning_rate)
    return tuple(map(np.asarray, came)) if isinstance(came, tuple | list) else came


epoch_at_once = Exercise(
    "epoch_at_once",
    read=LINES,
    answer=epoch,
    ask=at_once,
    cases=epoch_cases,
)


def slopes(of_W, of_b):
    """An epoch that is right but for the slopes of W and b, which it makes of X and dZ in these ways."""

    def wrong(W, b, X, Y, rate):
        P = softmax(X @ W + b)
        dZ = (P - Y) / len(X)
        return W - rate * of_W(X, dZ), b - rate * of_b(dZ), cross_entropy(P, Y)

    return wrong


def product(X, dZ):
    return X.T @ dZ


def sums(dZ):
    return dZ.sum(axis=0)


products = {
    "dZ.T @ X is the gradient lying on its side. W has a row for each input, so X comes first.": slopes(
        lambda X, dZ: dZ.T @ X, sums
    ),
    "X is not transposed. The sum runs over the examples: they lie along the inside of the product.": slopes(
        lambda X, dZ: X @ dZ, sums
    ),
    "The slope of b is summed over the classes (axis 1). The sum runs over the examples.": slopes(
        product, lambda dZ: dZ.sum(axis=1)
    ),
    "All of dZ is summed into one number, and that is 0, as each row of P - Y is. Each class has its own sum.": slopes(
        product, lambda dZ: dZ.sum()
    ),
    "The slope of b is divided by m twice: once in dZ, and once more by mean().": slopes(
        product, lambda dZ: dZ.mean(axis=0)
    ),
    "The slope of b is dZ itself, with a row for each example. They are to be added up.": slopes(
        product, lambda dZ: dZ
    ),
    "np.outer is for one example. The sum of outer products over a batch is a matrix product.": slopes(
        np.outer, sums
    ),
    "The slope of W is not divided by m.": slopes(lambda X, dZ: X.T @ dZ * len(X), sums),
    "The slope of W is divided by m twice.": slopes(lambda X, dZ: X.T @ dZ / len(X), sums),
}
lines = {
    "The division by m is missing: matrix products add up, they do not take the mean.": (
        lambda W, b, X, Y, rate: with_cost(epoch(W, b, X, Y, rate * len(X)), W, b, X, Y)
    ),
    "It is divided by the number of inputs. m is the number of examples, the rows of X.": (
        lambda W, b, X, Y, rate: with_cost(
            epoch(W, b, X, Y, rate * len(X) / X.shape[1]), W, b, X, Y
        )
    ),
    "It steps uphill, and the cost would grow: look at the sign of the step, and at that of dZ.": (
        lambda W, b, X, Y, rate: epoch(W, b, X, Y, -rate)
    ),
    "The numbers may be right, but this is the loop that is to go. X and Y are matrices: use them whole.": (
        lambda W, b, X, Y, rate: list(X)
    ),
}
epoch_at_once.mistakes(products, STEP_7)
epoch_at_once.mistake(
    "P @ Y.T pairs each row of P with every row of Y. For the cost a row meets its own row: *."
)(
    lambda W, b, X, Y, rate: (
        *epoch(W, b, X, Y, rate)[:2],
        -np.log(softmax(X @ W + b) @ Y.T).mean(),
    )
)
epoch_at_once.mistakes(lines | other_costs | other_steps, LINES)


def whole(params, X, Y, size):
    return backward(params, forward(params, X), Y)


def in_parts(thing, params, X, Y, size):
    """Hands over an X that can't be multiplied as a whole, only a batch of at most that size at a time."""

    class Limited(np.ndarray):
        def __matmul__(self, other):
            rows = len(self) if self.shape[1:] == X.shape[1:] else 0
            if rows > size:
                every = "all " if rows == len(X) else ""
                raise Refuse(f"{every}{rows} examples in one product, and {size} is the most.")
            return np.asarray(self) @ other

    return thing(params, X.view(Limited), Y, size)


def batch_case(rng, m, size, *sizes):
    labels = rng.integers(sizes[-1], size=m)
    X = rng.uniform(size=(m, sizes[0]))
    return init_params(sizes, rng), X, one_hot(labels, sizes[-1]), size


in_batches = Exercise(
    "in_batches",
    read=BATCHES,
    answer=whole,
    ask=in_parts,
    cases=lambda rng: {
        "8 examples, 4 at a time": batch_case(rng, 8, 4, 2, 3),
        "10 examples, 4 at a time": batch_case(rng, 10, 4, 6, 5, 3),
        "3 examples, 5 at a time": batch_case(rng, 3, 5, 6, 2),
        "100 examples, 32 at a time": batch_case(rng, 100, 32, 784, 16, 16, 10),
        "10 examples, 3 at a time": batch_case(rng, 10, 3, 6, 5, 3),
    },
)


def weighted(weight, chosen=slice(None)):
    """The gradients of the batches, added up; weight: a function of a batch's size, of m and of the full size."""

    def wrong(params, X, Y, size):
        sums = [(np.zeros_like(W), np.zeros_like(b)) for W, b in params]
        for start in range(0, len(X), size)[chosen]:
            x, y = X[start : start + size], Y[start : start + size]
            factor = weight(len(x), len(X), size)
            gradients = backward(params, forward(params, x), y)
            pairs = zip(sums, gradients, strict=True)
            sums = [(W + factor * dW, b + factor * db) for (W, b), (dW, db) in pairs]
        return sums

    return wrong


parts = {
    "All batches count alike here, but the last one may be smaller. Let each count by its number of examples.": (
        weighted(lambda n, m, size: 1 / -(-m // size))
    ),
    "backward gives the mean of its batch. Added up, the means grow with the number of batches.": (
        weighted(lambda n, m, size: 1)
    ),
    "The sum over all examples is right, and still to be divided by how many there are.": (
        weighted(lambda n, m, size: n)
    ),
    "The last, smaller batch is left out. m // size counts the full ones alone.": (
        weighted(lambda n, m, size: n / m if n == size else 0)
    ),
    "The last batch counts as if it were a full one. Let it count by its own number of examples.": (
        weighted(lambda n, m, size: size / m)
    ),
    "backward has divided by the size of each batch already, and here the sum is divided by all m once more.": (
        weighted(lambda n, m, size: 1 / m)
    ),
    "The last, smaller batch is left out, and the mean is one over the full batches alone.": (
        weighted(lambda n, m, size: 1 / max(1, m // size) if n == size else 0)
    ),
    "Only the last batch has a say: each takes the place of the one before. Add them up.": (
        weighted(lambda n, m, size: 1, slice(-1, None))
    ),
    "Only the first batch has a say: is the return indented into the loop?": (
        weighted(lambda n, m, size: 1, slice(1))
    ),
    "The numbers would be right. But X is taken whole, and it is to fit into memory a batch at a time.": whole,
}
in_batches.mistakes(parts, BATCHES)
in_batches.mistake("Only the first batch has a say: is the return indented into the loop?")(
    weighted(lambda n, m, size: n / m, slice(1))
)
in_batches.mistake(
    "size is the number of examples in a batch, and here it is the number of batches."
)(lambda params, X, Y, size: forward(params, np.array_split(X, size)[0]))
in_batches.mistake("X is cut into batches and Y is not. Cut both at the same places.")(
    lambda params, X, Y, size: backward(params, forward(params, X[:size]), Y)
)
in_batches.symptom(
    "The pairs of the batches stand one behind another: + and += make a list longer. Add array to array."
)(lambda came, params, X, Y, size: len(came) > len(params))
in_batches.symptom(
    "These look like weights: has a step been made? The gradients are wanted, all with the same params."
)(
    lambda came, params, X, Y, size: (
        np.corrcoef(came[0][0].ravel(), params[0][0].ravel())[0, 1] > 0.9
    )
)


def from_photo(grey, paper=np.median, clip=(0, 1)):
    white = paper(grey)
    return np.clip((white - grey) / (white - grey.min()), *clip).reshape(-1)


def photograph(rng, paper, ink):
    """Paper, uneven and with a bright spot, and an upright stroke: (28, 28), uint8."""
    grey = rng.integers(paper - 8, paper + 9, size=(28, 28))
    grey[5:23, 12:15] = rng.integers(ink, ink + 30, size=(18, 3))
    grey[2, 2:5] = paper + 30
    return grey.astype(np.uint8)


photo = Exercise(
    "photo",
    read="notebook 01, “Scale the pixels to 0…1”",
    answer=lambda grey: from_photo(grey),
    cases=lambda rng: {
        "grey paper and a dark stroke": (photograph(rng, 190, 30),),
        "dim light": (photograph(rng, 110, 50),),
        "a pencil, on bright paper": (photograph(rng, 220, 150),),
        "the same kind as float64": (photograph(rng, 200, 20).astype(float),),
    },
)

pictures = {
    "255 is taken for paper. A photograph's paper is darker, and all of it would count as faint ink.": (
        lambda grey: 1 - grey.reshape(-1) / 255
    ),
    "Paper is near 1 here, and ink near 0. The network has learned it the other way round.": (
        lambda grey: grey.reshape(-1) / 255
    ),
    "The scale is right, and turned round: paper is 1 and ink 0. The network has learned the opposite.": (
        lambda grey: 1 - from_photo(grey)
    ),
    "Paper lighter than the median comes out below 0. The network has never seen such a pixel.": (
        lambda grey: from_photo(grey, clip=(-np.inf, np.inf))
    ),
    "The lightest spot is taken for the paper, and most of the paper is darker: it counts as faint ink.": (
        lambda grey: from_photo(grey, np.max)
    ),
    "The mean is taken for the paper. The ink pulls it down; the median does not care.": (
        lambda grey: from_photo(grey, np.mean)
    ),
    "The darkest ink does not become 1. Divide by how far it is from the paper.": (
        lambda grey: np.clip((np.median(grey) - grey) / np.median(grey), 0, 1).reshape(-1)
    ),
    "Some of the paper has become ink. In uint8, 200 - 210 is not -10 but 246: take the pixels as float.": (
        lambda grey: from_photo(grey, lambda grey: int(np.median(grey)))
    ),
}
pictures |= {
    "One median for each column, or for each row. The paper has one for the whole picture.": (
        lambda grey: from_photo(grey, lambda grey: np.median(grey, axis=0))
    ),
    "The picture lies on its side: rows and columns are exchanged.": lambda grey: from_photo(
        grey.T
    ),
    "The fractions are cut off: is a // in it?": lambda grey: np.floor(from_photo(grey)),
    "An array has no method for its median. NumPy has a function.": lambda grey: grey.median(),
}
photo.mistakes(pictures, "notebook 01, “Scale the pixels to 0…1”")
photo.symptom(
    "It is all or nothing: 0 and 1 alone. Between paper and ink a pixel is to lie in proportion."
)(lambda came, grey: bool(np.isin(came, (0, 1)).all()) and 10 < np.sum(came) < came.size - 10)
photo.symptom("The darkest ink does not become 1. Divide by how far it is from the paper.")(
    lambda came, grey: (
        np.min(came) == 0
        and abs(np.max(came) - 1) > 1e-6
        and np.allclose(np.ravel(came) / np.max(came), from_photo(grey.astype(float)))
    )
)
photo.symptom(
    "255 is taken for paper. A photograph's paper is darker, and all of it would count as faint ink."
)(lambda came, grey: np.allclose(came, ((255.0 - grey) / (255.0 - grey).max()).reshape(-1)))


MOST_NUMBERS, EPOCHS, MARK = 60_000, 60, 850


def train(design, start):
    """1,000 training digits to learn from, and 1,000 other ones to read."""
    X, _, y, _ = digits()
    learn, read = slice(0, 1000), slice(2000 + 1000 * start, 3000 + 1000 * start)
    sizes, hidden, rate = checked(design)
    params = init_params(sizes, np.random.default_rng(start))
    params, costs = train_vectorized(params, X[learn], one_hot(y[learn]), EPOCHS, rate, hidden)
    right = np.sum(predict(params, X[read], hidden) == y[read])
    return {"digits read": int(right), "training cost": costs[-1]}


def checked(design):
    if len(design) != 3 or not isinstance(design[0], tuple | list):
        raise Refuse(f"{design}. It needs three parts: the sizes, the hidden layers, the rate.")
    sizes, _, rate = design
    if len(sizes) < 2 or sizes[0] != 784 or sizes[-1] != 10:
        raise Refuse(f"sizes {sizes}. They begin with 784 pixels and end with 10 digits.")
    numbers = sum(n * m + m for n, m in zip(sizes[:-1], sizes[1:], strict=True))
    if numbers > MOST_NUMBERS:
        raise Refuse(f"{numbers:,} weights and biases. {MOST_NUMBERS:,} is the most.")
    if not is_one_number(rate):
        raise Refuse(f"{rate!r} as the learning rate. A number is needed.")
    if not 0 < rate < np.inf:
        raise Refuse(f"{rate:g} as the learning rate. Only above 0 does it go downhill.")
    return design


design = Exercise(
    "design",
    like=((784, 16, 16, 10), "sigmoid", 0.8),
    read="notebook 07, “Honest limits”",
    answer=lambda start: {"digits read": MARK, "training cost": 0.0},
    ask=train,
    same=lambda came, mark: came["digits read"] >= mark["digits read"],
    cases=lambda rng: {f"random start {start}": (start,) for start in range(2)},
    seconds=60,  # it trains, and the computer may be busy
    report=lambda came: "The last of them: " + ", ".join(f"{k} {v:.3g}" for k, v in came.items()),
)

results = {
    "It is about as good as guessing. Is the rate so large that it leaps away, or so small that nothing moves?": (
        lambda came, start: came["digits read"] < 350
    ),
    "The training cost is still high. Too short steps do not get there in time, too long ones leap about; and the "
    "shorter the way back through the layers, the less the gradients shrink.": lambda came, start: (
        came["training cost"] > 0.5
    ),
}
for _hint, _found in results.items():
    design.symptom(_hint)(_found)
design.symptom(
    "Not far off, and the training cost was still on its way down after 60 epochs. Longer steps get farther in that "
    "time, as long as they do not leap about; and the other kind of hidden layer bears other rates.",
    read="notebook 06, “Learning rates, on digits”",
)(lambda came, start: 0.15 < came["training cost"] <= 0.5)
design.symptom(
    "It knows its own 1,000 digits and reads the others less well: that is over-fitting.",
    read="notebook 07, “How long should it go on?”",
)(lambda came, start: came["training cost"] <= 0.15)
