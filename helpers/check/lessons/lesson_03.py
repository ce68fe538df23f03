"""The exercises of notebook 03: forward propagation."""

import numpy as np

from helpers.activations import sigmoid, softmax
from helpers.check.attempt import Refuse
from helpers.check.cases import random_arrays
from helpers.check.compare import as_array, is_number, show
from helpers.check.exercise import AnyOf, Exercise
from helpers.check.prediction import Prediction
from helpers.network import forward

parameters = Prediction(
    "parameters",
    question="how many weights and biases 784-32-16-10 has",
    like=1000,
    read="notebook 03, “How many numbers is it made of?”",
    answer=lambda: 784 * 32 + 32 + 32 * 16 + 16 + 16 * 10 + 10,
    because="Each layer has n_in · n_out weights and n_out biases, and nearly all of them are in the first.",
    mistakes={
        "These are the weights alone. Each unit has a bias too.": 784 * 32 + 32 * 16 + 16 * 10,
        "These are the units. Each has a weight for every unit before it.": 784 + 32 + 16 + 10,
        "The input has biases here. Only units that compute have one.": 784 + 785 * 32 + 33 * 16 + 17 * 10,
        "A layer has a bias for each unit, not for each input.": 784 * 33 + 32 * 17 + 16 * 11,
        "The second layer has 32 units here. It has 16.": 785 * 32 + 33 * 32 + 33 * 10,
        "That is 784-16-16-10. Here the first layer has 32 units.": 785 * 16 + 17 * 16 + 17 * 10,
        "The second matrix is still 16 × 16, but 32 units lead into it now.": 785 * 32 + 17 * 16 + 17 * 10,
        "The widths are all multiplied. Each layer has a matrix of its own: add up their sizes.": 784 * 32 * 16 * 10,
        "That is the first layer. Two more follow.": 785 * 32,
        "The last layer is missing, the one with 10 units.": 785 * 32 + 33 * 16,
        "The last biases are missing. The ten units of the last layer have one each, too.": 785 * 32 + 33 * 16 + 160,
        "That is one bias for each layer. Each unit has one.": 784 * 32 + 1 + 32 * 16 + 1 + 16 * 10 + 1,
        "The layer with 16 units is missing: it comes between the 32 and the 10.": 785 * 32 + 33 * 10,
        "32 and 16 are exchanged: the first hidden layer has 32 units.": 785 * 16 + 17 * 32 + 33 * 10,
    },
    symptoms={
        "Count the network of the lesson in your way: 784-16-16-10 has 13,002. What goes wrong?": lambda came: True,
    },
)


def and_is_right(unit, x):
    numbers = as_array(unit)
    if numbers is None or numbers.shape != (3,) or not is_number(numbers) or not np.isfinite(numbers).all():
        raise Refuse(f"{show(unit)} came, and three numbers are asked for: w1, w2 and b")
    *w, b = numbers.astype(float)
    return bool(sigmoid(np.dot(x, w) + b) > 0.5)


and_unit = Exercise(
    "and_unit",
    like=(0.0, 0.0, 0.0),
    read="notebook 03, “One unit, by hand”",
    answer=lambda x: bool(x.all()),
    ask=and_is_right,
    cases=lambda rng: {f"({i}, {j})": (np.array([i, j]),) for i in (0, 1) for j in (0, 1)},
    mistakes={
        "Each input alone is enough: this is OR. The bias has to hold back one of them.": (1, 1, -0.5),
        "It says yes to everything: the bias alone is above 0 already.": (1, 1, 1),
        "It says no even to (1, 1). Work out z = w1 + w2 + b there: is it above 0?": (1, 1, -3),
        "It looks at the first input alone.": (1, 0, -0.5),
        "It looks at the second input alone.": (0, 1, -0.5),
        "It says the opposite in every case: all three signs are reversed.": (-1, -1, 1.5),
        "It says yes only to (0, 0). A positive weight makes its input count in favour.": (-1, -1, 0.5),
        "An input counts against it: its weight is negative. In AND both count in favour.": AnyOf(
            [(1, -1, -0.5), (-1, 1, -0.5), (1, -1, 0.5), (-1, 1, 0.5), (-1, 0, 0.5), (0, -1, 0.5)]
        ),
    },
)

wrong_layer = {
    "* multiplies entry by entry. The sum over the inputs is @.": lambda X, W, b: X * W + b,
    "The bias is missing.": lambda X, W, b: X @ W,
    "The bias is subtracted.": lambda X, W, b: X @ W - b,
    "A sigmoid is in it already. Z comes before it.": lambda X, W, b: sigmoid(X @ W + b),
    "A softmax is in it already. Z comes before it.": lambda X, W, b: softmax(X @ W + b),
    "A ReLU is in it already: nothing is below 0. Z comes before it.": lambda X, W, b: np.maximum(0, X @ W + b),
    "The bias is added to the input, and goes through the weights.": lambda X, W, b: (X + b) @ W,
    "The bias is added to every weight, so it counts once for each input. Add it once.": lambda X, W, b: X @ (W + b),
    "All biases are added up first. Each unit has its own.": lambda X, W, b: X @ W + b.sum(),
    "The bias of the first unit goes to all. Each unit has its own.": lambda X, W, b: X @ W + b[0],
    "Only the first example comes back. Is the return in the loop?": lambda X, W, b: X[0] @ W + b,
    "notebook 03, “Rows or columns?”": {
        "Here W is transposed. With examples in rows it has a column per unit as it is.": lambda X, W, b: X @ W.T + b,
        "W comes first here, as it does where examples are columns. Ours are rows.": lambda X, W, b: W @ X + b,
    },
    "notebook 03, “The whole network, 4,000 digits”": {
        "Here each row has a bias. Each unit has one, and a unit is a column of Z.": lambda X, W, b: X @ W + b[:, None],
    },
}
layer = Exercise(
    "layer",
    read="notebook 03, “A layer is a matrix”",
    answer=lambda X, W, b: X @ W + b,
    cases=lambda rng: {
        "two examples, two units": (
            np.array([[1.0, 2.0], [0.0, 3.0]]),
            np.array([[1.0, 10.0], [2.0, 20.0]]),
            np.array([0.5, 100.0]),
        ),
        "five examples, four inputs, three units": random_arrays(rng, (5, 4), (4, 3), (3,)),
        "one example, 784 pixels": random_arrays(rng, (1, 784), (784, 16), (16,)),
        "three of everything": random_arrays(rng, (3, 3), (3, 3), (3,)),
    },
    mistakes=wrong_layer,
)


def powers(Z, T):
    return np.exp(Z / T - (Z / T).max(axis=-1, keepdims=True))


def row_for_a_logit(Z, T):
    p = np.zeros(len(Z))
    p[0] = np.exp(Z[0])


wrong_hot = {
    "keepdims=True is missing: one number for each row is taken for one for each column.": (
        lambda Z, T: powers(Z, T) / powers(Z, T).sum(axis=-1)
    ),
    "axis=1 is the second axis, and one example has none. Which is last, with one or two?": lambda Z, T: Z.sum(axis=1),
    "These are the powers of e. Each row is still to be divided by its sum.": powers,
    "The temperature has no effect.": lambda Z, T: softmax(Z),
    "It multiplies by T. A high temperature is to make it less sure.": lambda Z, T: softmax(Z * T),
    "The probabilities are divided by T. Divide the logits by it.": lambda Z, T: softmax(Z) / T,
    "Above the line Z is divided by T, below it is not.": lambda Z, T: np.exp(Z / T) / np.exp(Z).sum(-1, keepdims=True),
    "It is divided with //, which cuts the fractions off.": lambda Z, T: softmax(Z // T),
    "The largest logit gets the smallest probability: a sign is reversed.": lambda Z, T: softmax(-Z / T),
    "That is the sigmoid, each logit by itself. A softmax makes each row add up to 1.": lambda Z, T: sigmoid(Z / T),
    "Logits are divided by their sum as they are. First raise e to each.": lambda Z, T: Z / Z.sum(-1, keepdims=True),
    # Other code ends in the errors of these two too, so their hints are true of any.
    "A whole row is asked for a single yes or no: by an if, or by Python's max, which goes through a batch row by row "
    "(as sum does). np.max and np.sum take an axis.": lambda Z, T: max(Z),
    "Several numbers are put in the place of one. In a batch, Z[j] is a whole row, and len(Z) counts rows. The logits "
    "lie along the last axis.": row_for_a_logit,
}


def shows(is_so, where=lambda Z: True):
    """A symptom that asks for what came as an array of floats, be it a list or a table."""
    return lambda came, Z, T: where(Z) and is_so(np.asarray(came, float), Z)


def shows_for_1000(is_so):
    return shows(is_so, lambda Z: Z.max() > 700)


hot_shows = {
    "Everything together sums to 1. Each row must sum to 1 by itself: along the last axis.": shows(
        lambda P, Z: P.ndim == 2 and np.isclose(P.sum(), 1) and P.sum(axis=1).all()
    ),
    "The columns sum to 1. Each row must sum to 1: along the last axis, not over the examples.": shows(
        lambda P, Z: P.ndim == 2 and np.allclose(P.sum(axis=0), 1)
    ),
    "Each logit is taken for an example of its own. One example has no rows to go through.": shows(
        lambda P, Z: Z.ndim == 1 and np.array_equal(P, [1, 1, 1])
    ),
    "The largest logit of the whole batch is subtracted. A row far below it becomes all zeros, and 0 / 0 is nan. Each "
    "row needs its own largest.": shows_for_1000(lambda P, Z: np.isnan(P[Z == 0]).any()),
    "Where the two logits of a row lie far apart, nan came. Is the smallest subtracted? Then e to the power of the "
    "largest is still too large for a computer.": shows_for_1000(
        lambda P, Z: np.isfinite(P[:2]).all() and not np.isfinite(P[2:]).all()
    ),
    "The exponents Z / T reach 2,000, and e to that power is too large for a computer: infinity comes, and infinity / "
    "infinity is nan. Which number, added to every exponent of a row, cancels in the end and leaves none too large?": (
        shows_for_1000(lambda P, Z: np.isnan(P).any())
    ),
    "1,000 and 1,001 get the same probability: a limit on the exponent makes them equal. Subtracting one number from "
    "both keeps them apart.": shows_for_1000(lambda P, Z: P[0, 0] == P[0, 1] > 0),
    "A row sums to 0 in place of 1: a nan turned into 0 hides that e to the power of 1,000 is too large. Which number "
    "may be added to every logit without changing the result?": shows_for_1000(lambda P, Z: (P.sum(axis=1) == 0).any()),
    "Every power of e became 0 here, and 0 / 0 is nan: one fixed number is subtracted, too much for small logits. Each "
    "row has a number that suits it.": shows(lambda P, Z: np.abs(Z).max() < 100 and np.isnan(P).all()),
    "e to the power of -1,000 becomes 0, and 0 / 0 is nan.": shows(lambda P, Z: Z.max() < -700 and np.isnan(P).any()),
}
hot = Exercise(
    "hot",
    read="notebook 03, “Softmax: from logits to probabilities”",
    answer=lambda Z, T: softmax(Z / T),
    cases=lambda rng: {
        "two examples": (np.array([[2.0, 1.0, 0.0], [0.0, 0.0, 5.0]]), 10),
        "one example": (np.array([2.0, 1.0, 0.0]), 0.5),
        "whole numbers": (np.array([1, 2, 3]), 2),
        "logits of 1,000": (np.array([[1000.0, 1001.0], [0.0, 0.0], [1000.0, 0.0]]), 0.5),
        "logits of -1,000": (np.array([-1000.0, -1001.0, -1002.0]), 1),
        "a random batch (4, 10)": (rng.normal(scale=10, size=(4, 10)), 3),
        "as many examples as classes": (rng.normal(size=(3, 3)), 1),
    },
    mistakes=wrong_hot,
    symptoms=hot_shows,
)


def read_layer(number, pair):
    """(W, b) as arrays of floats."""
    no_pair = Refuse(f"layer {number} is not a pair (W, b) of a table W and a list b of numbers")
    W, b = map(as_array, pair) if isinstance(pair, tuple | list) and len(pair) == 2 else (None, None)
    if W is None or b is None or not (is_number(W) and is_number(b)):
        raise no_pair
    if W.ndim == b.ndim == 2:
        raise Refuse(f"layer {number}: b has the shape {b.shape}, and should have one axis: a number for each unit")
    if W.ndim == b.ndim == 1:
        raise Refuse(
            f"layer {number}: W has the shape {W.shape}, and should be a table: a row for each input, a column for "
            "each unit. Does each pair have its own brackets, [(W1, b1), (W2, b2)]?"
        )
    if W.ndim != 2 or b.ndim != 1:
        raise no_pair
    if not (np.isfinite(W).all() and np.isfinite(b).all()):
        raise Refuse(f"layer {number} has a nan or an infinity in it")
    return W.astype(float), b.astype(float)


def yes(params, X):
    """Column 1 of what the network says, after a look at its shapes."""
    width, layers = X.shape[1], [read_layer(*numbered) for numbered in enumerate(params, start=1)]
    for number, (W, b) in enumerate(layers, start=1):
        if len(W) != width:
            raise Refuse(f"layer {number}: {width} numbers come in, and W {W.shape} takes {len(W)}")
        width = W.shape[1]
        if b.size != width:
            raise Refuse(f"layer {number}: W {W.shape} has {width} units, and b {b.size} numbers")
    if not layers:
        raise Refuse("the list is empty; a pair (W, b) for each layer is asked for")
    if width != 2:
        raise Refuse(f"{width} numbers come out, and two are asked for: no and yes")
    return forward(layers, X)[-1][:, 1]


def how_sure(came):
    least = np.where(came > 0.5, came, 1 - came).min()
    return f"The least sure of its four answers gives {least:.4f} to what is right."


def answers(*patterns):
    return lambda came, X: "".join("ny"[int(p > 0.5)] for p in came) in patterns


exactly_one = Exercise(
    "exactly_one",
    like=[([[1.0], [2.0]], [3.0]), ([[4.0, 5.0]], [6.0, 7.0])],
    read="notebook 03, “What a non-linear function makes possible”",
    answer=lambda X: (X.sum(axis=1) == 1).astype(float),
    ask=yes,
    same=lambda came, expected: np.array_equal(came > 0.5, expected > 0.5),
    report=how_sure,
    cases=lambda rng: {
        "probability of yes for (0, 0), (0, 1), (1, 0), (1, 1)": (
            np.array([[0.0, 0.0], [0.0, 1.0], [1.0, 0.0], [1.0, 1.0]]),
        )
    },
    symptoms={
        "All four answers are nearly the same: the logits hardly depend on the hidden units. Where z stays "
        "near 0, a is near 0.5. Larger weights make a unit more certain.": (
            lambda came, X: np.ptp(came) < 0.05 and 0.01 < came[0] < 0.99
        ),
        "Some answers are close to 0.5: there the logits for no and for yes are nearly equal. Move the last bias.": (
            lambda came, X: np.ptp(came) > 0.3 and (np.abs(came - 0.5) < 0.05).any()
        ),
        "The opposite in all four cases. Column 0 of the result is no, column 1 is yes.": answers("ynny"),
        "This is OR: a second 1 does no harm. A unit must see that both are 1, and count against it.": answers("nyyy"),
        "This is AND, which one unit computes alone. It is half of the work here: it finds where both are 1, and the "
        "answer must be no.": answers("nnny"),
        "It listens to one input only. Does the other one have a weight of 0?": answers("nnyy", "nyny", "yynn", "ynyn"),
        "The same to all four. Compare the two logits by hand: is the last bias so large that the hidden units never "
        "matter?": answers("nnnn", "yyyy"),
        "By hand, follow an input that is answered wrongly: what does each hidden unit say to it, and what does the "
        "last layer make of that?": lambda came, X: True,
    },
)
