"""The exercises of notebook 05: backpropagation."""

from itertools import permutations

import numpy as np

from helpers.activations import sigmoid, softmax
from helpers.check.attempt import Refuse, attempt
from helpers.check.cases import random_arrays
from helpers.check.compare import as_array, is_number
from helpers.check.exercise import AnyOf, Exercise
from helpers.check.prediction import Prediction
from helpers.gradcheck import numerical_gradient

STEP_4 = "notebook 05, “Step 4: through the activation”"
TRANSPOSE = "notebook 05, “Where does the transpose come from?”"

slope_in_w = Prediction(
    "slope_in_w",
    question="dw where the label is 0 and L = -log(1 - a)",
    like=0.5,
    read="notebook 05, “Step 1: one number after another”",
    answer=lambda: 1.0,
    within=1e-6,
    because="da = 1/(1 - a) = 2, dz = 2 · 0.25 = 0.5, dw = 0.5 · 2. And dz is again what it said minus what was right.",
    mistakes={
        "That is dw for the label 1. Raising w raises a: is that good for L if the label is 0?": -1.0,
        "That is dz. One link is left: how far does z move with w?": 0.5,
        "That is dz for the label 1, and the link from w to z is left.": -0.5,
        "That is da. Two links are left, to z and to w.": 2.0,
        "1 - a falls when a rises: that changes the sign. And two links are left.": -2.0,
        "The slope of the sigmoid, a(1 - a), is missing.": 4.0,
        "That is the slope of the sigmoid alone, one link of three.": 0.25,
        "The three local gradients are added. Along a chain they multiply.": 4.25,
    },
    symptoms={
        "That is L itself. How far does it move when w is nudged?": lambda came: abs(came - np.log(2)) < 0.005,
        "There are three links: from L to a, from a to z, from z to w. What is the slope of each?": lambda came: True,
    },
)


def but(dW=lambda A, dZ: A.T @ dZ, db=lambda dZ: dZ.sum(axis=0), dA=lambda dZ, W: dZ @ W.T, order=(0, 1, 2)):
    """The right answer, but for the part that is given."""
    return lambda A, W, dZ: tuple((dW(A, dZ), db(dZ), dA(dZ, W))[k] for k in order)


STEP_7 = (
    np.array([[1.0, 0.0, 3.0], [2.0, 1.0, 0.0]]),
    np.array([[0.2, 1.0], [-0.5, 0.0], [0.1, -1.0]]),
    np.array([[2.0, 10.0], [1.0, -1.0]]),
)

wrong_layer_back = {
    "The transpose of A is missing: the sum is to run over the m examples.": but(np.matmul),
    "dW is transposed: it has a row for each input.": but(lambda A, dZ: dZ.T @ A),
    "np.outer is for one example. A batch sums outer products.": AnyOf([but(np.outer), but(np.outer, lambda dZ: dZ)]),
    "dA is transposed: examples are its rows.": but(dA=lambda dZ, W: W @ dZ.T),
    "db adds up each row. A bias belongs to a unit.": but(db=lambda dZ: dZ.sum(axis=1)),
    "db = dz is for one example. In a batch the effects add up.": but(db=lambda dZ: dZ),
    "All of dZ is added up for db. Each unit has a bias of its own.": but(db=np.sum),
    "db is a mean here. The 1/m is in dZ already.": but(db=lambda dZ: dZ.mean(axis=0)),
    "dW is divided by m. The 1/m is in dZ already.": but(lambda A, dZ: A.T @ dZ / len(A)),
    "Divided by m twice: 1/m is in dZ already.": but(lambda A, dZ: A.T @ dZ / len(A), lambda dZ: dZ.mean(axis=0)),
    "dW, db, dA are asked for, in that order.": AnyOf(but(order=order) for order in [*permutations(range(3))][1:]),
    "That is W - dW, W after a step. The gradient is asked for.": lambda A, W, dZ: (W - A.T @ dZ, *but()(A, W, dZ)[1:]),
    "Only the last example is in dW: each one replaces the one before.": but(lambda A, dZ: np.outer(A[-1], dZ[-1])),
    "* multiplies entry by entry. Which index is summed over? Take @.": AnyOf([but(np.multiply), but(dA=np.multiply)]),
    TRANSPOSE: {
        "W.T @ dZ is the wrong way round: the rows of dZ and of dA are examples.": but(dA=lambda dZ, W: W.T @ dZ),
        "The transpose of W is missing: backward, the sum is over the units.": but(dA=lambda dZ, W: dZ @ W),
    },
    STEP_4: {
        "A derivative, a(1 - a), is in dA. That is the next link, from dA to the dZ of the layer before.": (
            lambda A, W, dZ: (*but()(A, W, dZ)[:2], dZ @ W.T * A * (1 - A))
        ),
    },
}

layer_back = Exercise(
    "layer_back",
    read="notebook 05, “Step 7: a batch, and where `A.T @ dZ` comes from”",
    answer=lambda A, W, dZ: (A.T @ dZ, dZ.sum(axis=0), dZ @ W.T),
    cases=lambda rng: {
        "the two examples of Step 7": STEP_7,
        "five examples, four inputs, three units": random_arrays(rng, (5, 4), (4, 3), (5, 3)),
        "one example": random_arrays(rng, (1, 6), (6, 2), (1, 2)),
        "four of everything": random_arrays(rng, (4, 4), (4, 4), (4, 4)),
    },
    mistakes=wrong_layer_back,
)


def on_cubes(thing, C, W, V, eps):
    return thing(lambda W: float((C * W**3).sum()), W, V, eps)


def two(f, W, V, e):
    """How far f moves from one side to the other."""
    return f(W + e * V) - f(W - e * V)


def slope(f, W, V, e):
    return two(f, W, V, e) / (2 * e)


wrong_along = {
    "f is asked above W only: most of the error stays.": lambda f, W, V, e: (f(W + e * V) - f(W)) / e,
    "f is asked below W only: most of the error stays.": lambda f, W, V, e: (f(W) - f(W - e * V)) / e,
    "How far apart are the two places where f was asked?": lambda f, W, V, e: two(f, W, V, e) / e,
    "/ 2 * eps goes from left to right: times eps.": lambda f, W, V, e: two(f, W, V, e) / 2 * e,
    "V has no effect: every entry is nudged by eps.": lambda f, W, V, e: slope(f, W, 1, e),
    "W is nudged by the whole of V, not by eps times V.": lambda f, W, V, e: two(f, W, V, 1) / (2 * e),
    "That is how far f moves. A slope is that, divided by the distance.": two,
    "The nudge is eps times V to each side. Here it is half of that.": lambda f, W, V, e: slope(f, W, V, e / 2),
    "V is in the nudge already. Once more, and it counts twice.": lambda f, W, V, e: slope(f, W, V, e) * V.sum(),
    "V's sum is divided out too. V belongs to the slope.": lambda f, W, V, e: slope(f, W, V, e) / V.sum(),
    "V's length is divided out too. V belongs to the slope.": lambda f, W, V, e: slope(f, W, V, e) / np.linalg.norm(V),
    "Only the second f is divided. Are brackets missing?": lambda f, W, V, e: f(W + e * V) - f(W - e * V) / (2 * e),
    "Each entry is nudged alone. All at once, two runs do.": lambda f, W, V, e: (V * numerical_gradient(f, W, e)).sum(),
    "One number has nothing for @ to add up. V belongs in the nudge: eps * V.": lambda f, W, V, e: two(f, W, V, e) @ V,
}

along = Exercise(
    "along",
    read="notebook 05, “The gradient check”",
    answer=lambda C, W, V, eps: on_cubes(slope, C, W, V, eps),
    ask=on_cubes,
    cases=lambda rng: {
        "f(W) = sum of C · W³": (np.ones(2), np.array([1.0, 2.0]), np.array([3.0, -1.0]), 0.1),
        "with another nudge": (np.ones(2), np.array([1.0, 2.0]), np.array([3.0, -1.0]), 0.01),
        "random arrays (4, 3)": (*random_arrays(rng, (4, 3), (4, 3), (4, 3)), 0.001),
    },
    mistakes=wrong_along,
    symptoms={
        "One slope along V is asked for, and one per entry came.": lambda came, C, W, *_: np.shape(came) == W.shape,
        "The size of the nudge has no effect. Use the eps that comes in.": (
            lambda came, C, W, V, eps: np.ndim(came) == 0 and abs(came - (3 * C * W**2 * V).sum()) < 1e-6
        ),
    },
)


def squared(P, Y, factor=2, axis=1, sign=-1, counts=1):
    """dZ of the squared errors; counts: of each entry in dP."""
    dP = factor * (P - Y) * counts / len(Y)
    return P * (dP + sign * (dP * P).sum(axis=axis, keepdims=True))


wrong_squared_slope = {
    "This is dP. One more link leads back to Z: the softmax.": lambda P, Y: 2 * (P - Y) / len(Y),
    "P - Y belongs to the cross-entropy, not to this cost.": lambda P, Y: (P - Y) / len(Y),
    "The 2 is missing: the derivative of u² is 2u.": lambda P, Y: squared(P, Y, 1),
    "The examples are added up. The cost is their mean.": lambda P, Y: squared(P, Y, 2 * len(Y)),
    "The mean is over the classes too. J adds them.": lambda P, Y: squared(P, Y, 2 / Y.shape[1]),
    "The sum is over the examples. It belongs to a row.": lambda P, Y: squared(P, Y, axis=0),
    "The sum is over the whole batch, not over a row.": lambda P, Y: squared(P, Y, axis=None),
    "P is a softmax already. This adds a second one.": lambda P, Y: squared(softmax(P), Y),
    "That is the squared error itself. Its gradient is asked for.": lambda P, Y: (P - Y) ** 2,
    "Off the diagonal the Jacobian is negative, and here it is not.": lambda P, Y: squared(P, Y, sign=1),
    "Only the first row is there: is the return inside the loop?": lambda P, Y: squared(P, Y) * np.eye(len(P))[:, :1],
    "Only the true class is in dP, as in cross-entropy. Squares count them all.": lambda P, Y: squared(P, Y, counts=Y),
    "Each row has its own sum: keepdims=True keeps the sums in a column.": lambda P, Y: P - P.sum(axis=1),
    "np.diag(p) - np.outer(p, p) is for one example: each row has its own.": lambda P, Y: np.diag(P) - np.outer(P, P),
    "p(1 - p) is only the diagonal of the Jacobian. But all p of a row share the sum S, so a logit moves them all.": (
        lambda P, Y: 2 * (P - Y) / len(Y) * P * (1 - P)
    ),
}

TWO = np.array([[0.5, 0.25, 0.25], [0.2, 0.2, 0.6]])

squared_slope = Exercise(
    "squared_slope",
    read="notebook 05, “Step 5: softmax and cross-entropy”",
    answer=lambda P, Y: squared(P, Y),
    cases=lambda rng: {
        "two examples": (TWO, np.eye(3)[[1, 2]]),
        "one example": (TWO[:1], np.eye(3)[[1]]),
        "five examples": (softmax(rng.normal(size=(5, 4))), np.eye(4)[[2, 0, 3, 1, 1]]),
        "three of each": (softmax(rng.normal(size=(3, 3))), np.eye(3)[[2, 0, 2]]),
        "sure and wrong": (softmax(np.array([[8.0, 0.0, 0.0]])), np.eye(3)[[1]]),
    },
    mistakes=wrong_squared_slope,
    symptoms={
        "A row does not add up to 0. Raising all logits of a row alike changes no p, so it cannot change J.": (
            lambda came, P, Y: np.shape(came) == P.shape and not np.allclose(np.sum(came, axis=1), 0)
        ),
    },
)


class Activation(Exercise):
    """Any is right whose slope is what nudging finds: what is expected comes from the student's own."""

    def exchanges(self, thing):
        for exchange in super().exchanges(thing):
            own = attempt(nudged, thing, exchange.args, self.seconds)
            yield exchange._replace(expected=own.value or exchange.expected)


def pair(came):
    """A pair of numbers or arrays, whatever holds them, as arrays of floats; None for what is no such pair."""
    stacked = isinstance(came, np.ndarray) and came.shape[:1] == (2,)
    if stacked or (isinstance(came, tuple | list) and len(came) == 2):
        parts = [as_array(part) for part in came]
        if all(part is not None and is_number(part) for part in parts):
            return tuple(part.astype(float) for part in parts)
    return None


def nudged(thing, Z):
    """The activation function, entry by entry, and its slope by central differences."""
    alone = [pair(thing(z.copy()))[0][0] for z in Z.reshape(-1, 1)]
    eps = 1e-5
    return np.reshape(alone, Z.shape), (pair(thing(Z + eps))[0] - pair(thing(Z - eps))[0]) / (2 * eps)


def activated(thing, Z):
    before, came = Z.copy(), thing(Z)
    numbers = pair(came)
    if numbers is None or numbers[0].shape != Z.shape:
        return came
    if not np.isfinite(numbers[0]).all():
        raise Refuse("a is inf or nan for at least one of these z")
    alone, slope = nudged(thing, before)
    if not np.allclose(alone, numbers[0]):
        raise Refuse("an entry alone gives another a than among others")
    if np.ptp(slope) < 1e-6:
        raise Refuse("a is flat" if abs(slope).max() < 1e-6 else "a is a straight line")
    return numbers


def steepest(came):
    top = float(np.abs(came[1]).max())
    return (
        f"At 200 places from z = -6 to 6 its slope is at most {top:.4f}. Nine such slopes multiply to {top**9:.2g} at "
        f"most, those of nine sigmoids to {0.25**9:.2g}."
    )


wrong_activation = {
    "notebook 03, “Two layers that fold into one”": {
        "Layers with a straight line between them fold into one. The slope must change.": lambda Z: (Z, 0 * Z + 1),
    },
    "Where g is flat, the error signal is multiplied by 0: no layer before can learn.": lambda Z: (np.sign(Z), 0 * Z),
    "notebook 03, “Sigmoid”": {
        "A power of e overflows. Write it so that no exponent is ever far above 0.": lambda Z: (np.exp(Z), np.exp(Z)),
    },
    "It works on each unit by itself. Here the others count too, as in a softmax.": lambda Z: (softmax(Z), Z),
    "It needs a value for every z: no logarithm or root below 0, no division by 0.": lambda Z: (np.log(Z), 1 / Z),
    "The two are exchanged: first a, then its slope.": AnyOf(
        [lambda Z: (1 - np.tanh(Z) ** 2, np.tanh(Z)), lambda Z: (sigmoid(Z) * (1 - sigmoid(Z)), sigmoid(Z))]
    ),
}

activation = Activation(
    "activation",
    read=STEP_4,
    answer=lambda Z: (Z, Z),
    ask=activated,
    same=lambda came, slope: np.shape(came) == np.shape(slope) and np.allclose(came, slope, 1e-4, 1e-6),
    report=steepest,
    cases=lambda rng: {
        "five units": (np.array([-2.3, -0.7, 0.4, 1.9, 3.1]),),
        "a random batch (6, 4)": (rng.normal(scale=2, size=(6, 4)),),
        "very large z": (np.array([-800.0, -30.0, 0.3, 30.0, 800.0]),),
        "z from -6 to 6": (np.linspace(-6, 6, 200),),
    },
    mistakes=wrong_activation,
    symptoms={
        "The slope on the left is 0 here, and your a is not flat there.": (
            lambda came, Z: not np.any(came[1][Z < 0]) and np.ptp(came[0][Z < 0]) > 0
        ),
        "Your a is z times something that moves with z too: the product rule adds a second term.": (
            lambda came, Z: np.allclose(came[0], Z * came[1])
        ),
        "That slope is a formula in a, such as 1 - a² or a(1 - a), and z was put in. Is yours in a or in z?": (
            lambda came, Z: any(np.allclose(came[1], slope) for slope in (1 - Z**2, Z * (1 - Z)))
        ),
    },
)
