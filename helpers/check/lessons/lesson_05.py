"""The exercises of notebook 05: backpropagation."""

import numpy as np

from helpers.activations import sigmoid, softmax
from helpers.check.attempt import Refuse, attempt
from helpers.check.cases import random_arrays
from helpers.check.exercise import Exercise
from helpers.check.prediction import Prediction
from helpers.gradcheck import numerical_gradient

STEP_4 = "notebook 05, “Step 4: through the activation”"
TRANSPOSE = "notebook 05, “Where does the transpose come from?”"

slope_in_w = Prediction(
    "slope_in_w",
    question="dw where the truth is 0 and J = -log(1 - a)",
    like=0.5,
    read="notebook 05, “Step 1: one number after another”",
    answer=lambda: 1.0,
    within=1e-6,
    because="da = 1/(1 - a) = 2, dz = 2 · 0.25 = 0.5, dw = 0.5 · 2. And dz is again what it said minus what was right.",
)
slope_in_w.symptom("That is J itself. Its slope was asked: how far it moves when w is nudged.")(
    lambda came: abs(came - np.log(2)) < 0.005
)


wrong_slope_in_w = {
    "That is dw for the truth 1. Raising w raises a: is that good for J if the truth is 0?": -1.0,
    "That is dz. One link is left: how far does z move with w?": 0.5,
    "That is dz for the truth 1, and the link from w to z is left.": -0.5,
    "That is da. Two links are left, to z and to w.": 2.0,
    "1 - a falls when a rises: that turns the sign. And two links are left.": -2.0,
    "The slope of the sigmoid, a(1 - a), is missing.": 4.0,
    "That is the slope of the sigmoid alone, one link of three.": 0.25,
    "The three slopes are added. Along a chain they multiply.": 4.25,
}
slope_in_w.mistakes(wrong_slope_in_w)
slope_in_w.symptom(
    "There are three links: from J to a, from a to z, from z to w. Write down the slope of each."
)(lambda came: True)


layer_back = Exercise(
    "layer_back",
    read="notebook 05, “Step 7: a batch, and where `A.T @ dZ` comes from”",
    answer=lambda A, W, dZ: (A.T @ dZ, dZ.sum(axis=0), dZ @ W.T),
    cases=lambda rng: {
        "the two examples of Step 7": (
            np.array([[1.0, 0.0, 3.0], [2.0, 1.0, 0.0]]),
            np.array([[0.2, 1.0], [-0.5, 0.0], [0.1, -1.0]]),
            np.array([[2.0, 10.0], [1.0, -1.0]]),
        ),
        "five examples, four inputs, three units": random_arrays(rng, (5, 4), (4, 3), (5, 3)),
        "one example": random_arrays(rng, (1, 6), (6, 2), (1, 2)),
        "four of everything": random_arrays(rng, (4, 4), (4, 4), (4, 4)),
    },
)


def but(dW=lambda A, dZ: A.T @ dZ, db=lambda dZ: dZ.sum(axis=0), dA=lambda dZ, W: dZ @ W.T):
    """The right answer, but for the part that is given."""
    return lambda A, W, dZ: (dW(A, dZ), db(dZ), dA(dZ, W))


wrong_layer_back = {
    "The transpose of A is missing: the sum is to run over the m examples.": but(np.matmul),
    "dW lies on its side: it has a row for each input.": but(lambda A, dZ: dZ.T @ A),
    "np.outer is for one example. A batch has a sum of outer products.": but(np.outer),
    "dA lies on its side: examples are its rows.": but(dA=lambda dZ, W: W @ dZ.T),
    "db adds up each row. A bias belongs to a unit.": but(db=lambda dZ: dZ.sum(axis=1)),
    "db = dz is for one example. In a batch the effects add up.": but(db=lambda dZ: dZ),
    "All of dZ is added up for db. Each unit has a bias of its own.": but(db=np.sum),
    "db is a mean here. The 1/m is in dZ already.": but(db=lambda dZ: dZ.mean(axis=0)),
    "dW is divided by m. The 1/m is in dZ already.": but(lambda A, dZ: A.T @ dZ / len(A)),
    "Divided by m twice: it is in dZ already.": but(
        lambda A, dZ: A.T @ dZ / len(A), lambda dZ: dZ.mean(0)
    ),
    "It asks for dW, db, dA, in that order.": lambda A, W, dZ: (dZ @ W.T, A.T @ dZ, dZ.sum(axis=0)),
}
layer_back.mistakes(wrong_layer_back)
for order in ([1, 0, 2], [0, 2, 1], [2, 1, 0], [1, 2, 0]):
    layer_back.mistake("It asks for dW, db, dA, in that order.")(
        lambda A, W, dZ, order=order: tuple(but()(A, W, dZ)[k] for k in order)
    )
layer_back.mistake("np.outer is for one example. A batch has a sum of outer products.")(
    but(np.outer, lambda dZ: dZ)
)
layer_back.mistake("A step is made, W - dW. The slope alone is asked.")(
    lambda A, W, dZ: (W - A.T @ dZ, dZ.sum(axis=0), dZ @ W.T)
)
layer_back.mistake(
    "Only the last example is in dW: in the loop each outer product takes the place of the one before."
)(but(lambda A, dZ: np.outer(A[-1], dZ[-1])))
layer_back.mistake("* multiplies entry by entry. Which index is summed over? That takes an @.")(
    but(np.multiply)
)
layer_back.mistake("* multiplies entry by entry. Which index is summed over? That takes an @.")(
    but(dA=np.multiply)
)
layer_back.mistake(
    "W.T @ dZ is the wrong way round: the rows of dZ are examples, and so are those of dA.",
    TRANSPOSE,
)(but(dA=lambda dZ, W: W.T @ dZ))
layer_back.mistake(
    "The transpose of W is missing: backward, the sum is over the units.", TRANSPOSE
)(but(dA=lambda dZ, W: dZ @ W))
layer_back.mistake(
    "The slope of a bend, a(1 - a), is in dA. That is the next link, from dA to the dZ of the layer before.",
    STEP_4,
)(lambda A, W, dZ: (A.T @ dZ, dZ.sum(axis=0), (dZ @ W.T) * A * (1 - A)))
layer_back.symptom("The same numbers come for every input. Compute them from A, W and dZ.")(
    lambda came, A, W, dZ: len(A) != 2 and np.array_equal(came[0], [[4, 8], [1, -1], [6, 30]])
)


def cubes(C):
    return lambda W: float((C * W**3).sum())


def two(f, W, V, e):
    """How far f moves from one side to the other."""
    return f(W + e * V) - f(W - e * V)


along = Exercise(
    "along",
    read="notebook 05, “Ask the cost”",
    answer=lambda C, W, V, eps: two(cubes(C), W, V, eps) / (2 * eps),
    ask=lambda thing, C, W, V, eps: thing(cubes(C), W, V, eps),
    cases=lambda rng: {
        "f(W) = sum of C · W³": (np.ones(2), np.array([1.0, 2.0]), np.array([3.0, -1.0]), 0.1),
        "with another nudge": (np.ones(2), np.array([1.0, 2.0]), np.array([3.0, -1.0]), 0.01),
        "random arrays (4, 3)": (*random_arrays(rng, (4, 3), (4, 3), (4, 3)), 0.001),
    },
)
wrong_along = {
    "It asks above only: most of the error stays.": lambda f, W, V, e: (f(W + e * V) - f(W)) / e,
    "It asks below only: most of the error stays.": lambda f, W, V, e: (f(W) - f(W - e * V)) / e,
    "How far apart are the two places where f was asked?": lambda f, W, V, e: two(f, W, V, e) / e,
    "/ 2 * eps goes from left to right: times eps.": lambda f, W, V, e: two(f, W, V, e) / 2 * e,
    "V has no effect: all are nudged by eps.": lambda f, W, V, e: two(f, W, 1, e) / (2 * e),
    "W is nudged by the whole of V, not by eps times V.": lambda f, W, V, e: (
        two(f, W, V, 1) / (2 * e)
    ),
    "That is how far f moves. A slope is that, divided by the distance.": two,
    "The nudge is eps times V to each side, and half of it is made here.": lambda f, W, V, e: (
        two(f, W, V, e / 2) / e
    ),
    "V is in the nudge already. Multiply by it once more, and it counts twice.": lambda f, W, V, e: (
        (two(f, W, V, e) / (2 * e) * V).sum()
    ),
    "The sum of V is divided out. Only eps is: V belongs to the slope.": lambda f, W, V, e: (
        two(f, W, V, e) / (2 * e * V.sum())
    ),
    "The length of V is divided out. Only eps is: V belongs to the slope.": lambda f, W, V, e: (
        two(f, W, V, e) / (2 * e * np.linalg.norm(V))
    ),
    "Only the second f is divided. Brackets?": lambda f, W, V, e: (
        f(W + e * V) - f(W - e * V) / (2 * e)
    ),
}
along.mistakes(wrong_along)
along.mistake("One entry after another is nudged. All at once, two runs do.")(
    lambda f, W, V, eps: (V * numerical_gradient(f, W, eps)).sum()
)
along.mistake("f gives one number, so there is nothing for @ to add up. V belongs into the nudge.")(
    lambda f, W, V, eps: two(f, W, V, eps) @ V
)
along.symptom("One number was asked, the slope along V, and one for each entry came.")(
    lambda came, C, W, V, eps: np.shape(came) == W.shape
)
along.symptom("The size of the nudge has no effect. Use the eps that is handed in.")(
    lambda came, C, W, V, eps: np.ndim(came) == 0 and abs(came - (3 * C * W**2 * V).sum()) < 1e-6
)


def squared(P, Y, factor=2, axis=1, sign=-1):
    dP = factor * (P - Y) / len(Y)
    return P * (dP + sign * (dP * P).sum(axis=axis, keepdims=True))


def squared_cases(rng):
    P = np.array([[0.5, 0.25, 0.25], [0.2, 0.2, 0.6]])
    return {
        "two examples": (P, np.eye(3)[[1, 2]]),
        "one example": (P[:1], np.eye(3)[[1]]),
        "five examples": (softmax(rng.normal(size=(5, 4))), np.eye(4)[[2, 0, 3, 1, 1]]),
        "three of each": (softmax(rng.normal(size=(3, 3))), np.eye(3)[[2, 0, 2]]),
        "sure and wrong": (softmax(np.array([[8.0, 0.0, 0.0]])), np.eye(3)[[1]]),
    }


squared_slope = Exercise(
    "squared_slope",
    read="notebook 05, “Step 5: softmax and cross-entropy”",
    answer=lambda P, Y: squared(P, Y),
    cases=squared_cases,
)
wrong_squared_slope = {
    "This is dP. One more link leads back to Z: the softmax.": lambda P, Y: 2 * (P - Y) / len(Y),
    "P - Y belongs to the cross-entropy, not to this cost.": lambda P, Y: (P - Y) / len(Y),
    "The 2 is missing: the slope of u² is 2u.": lambda P, Y: squared(P, Y, 1),
    "The examples are added up. The cost is their mean.": lambda P, Y: squared(P, Y, 2 * len(Y)),
    "The mean is over the classes too. J adds them.": lambda P, Y: squared(P, Y, 2 / Y.shape[1]),
    "The sum is over the examples. It belongs to a row.": lambda P, Y: squared(P, Y, axis=0),
    "The sum is over the whole batch, not over a row.": lambda P, Y: squared(P, Y, axis=None),
    "P is a softmax already. This adds a second one.": lambda P, Y: squared(softmax(P), Y),
    "That is the squared error itself. Its slope is asked.": lambda P, Y: (P - Y) ** 2,
    "Off the diagonal the Jacobian is negative. Not here.": lambda P, Y: squared(P, Y, sign=1),
}
squared_slope.mistakes(wrong_squared_slope)
squared_slope.mistake("Only the first row is filled: is the return indented into the loop?")(
    lambda P, Y: np.vstack([squared(P, Y)[:1], 0 * P[1:]])
)
squared_slope.mistake(
    "In dP only the true class counts here. So it is for the cross-entropy; squares count them all."
)(
    lambda P, Y: (
        P * (2 * (P - Y) * Y / len(Y) - (2 * (P - Y) * Y / len(Y) * P).sum(1, keepdims=True))
    )
)
squared_slope.mistake(
    "The sum of a row is to be subtracted from that row: keepdims=True leaves it standing as a column."
)(lambda P, Y: P - P.sum(axis=1))
squared_slope.mistake(
    "np.diag(p) - np.outer(p, p) is for one example. Each row of P has a Jacobian of its own."
)(lambda P, Y: (P - Y) @ (np.diag(P) - np.outer(P, P)))
squared_slope.mistake(
    "p(1 - p) is only the diagonal of the Jacobian. But all p of a row share the sum S, so a score moves them all."
)(lambda P, Y: 2 * (P - Y) / len(Y) * P * (1 - P))
squared_slope.symptom(
    "A row does not add up to 0. Raising all scores of a row alike changes no p, so it cannot change J."
)(lambda came, P, Y: np.shape(came) == P.shape and not np.allclose(came.sum(axis=1), 0))


class Bend(Exercise):
    """Any bend is right whose slope is what nudging finds: what is expected comes from the student's own."""

    def exchanges(self, thing):
        for exchange in super().exchanges(thing):
            own = attempt(nudged, thing, exchange.args, self.seconds)
            yield exchange._replace(expected=own.value or exchange.expected)


def nudged(thing, Z):
    """The bend, entry by entry, and its slope by central differences."""
    alone = [np.asarray(thing(z.copy())[0])[0] for z in Z.reshape(-1, 1)]
    eps = 1e-5
    return np.reshape(alone, Z.shape), (thing(Z + eps)[0] - thing(Z - eps)[0]) / (2 * eps)


def bent(thing, Z):
    before, came = Z.copy(), thing(Z)
    if isinstance(came, tuple | list) and len(came) == 2 and np.shape(came[0]) == Z.shape:
        if not np.isfinite(came[0]).all():
            raise Refuse("a is inf or nan for at least one of these z")
        alone, slope = nudged(thing, before)
        if not np.allclose(alone, came[0]):
            raise Refuse("alone, an entry gives another a than among others")
        if np.ptp(slope) < 1e-6:
            raise Refuse("a is flat" if abs(slope).max() < 1e-6 else "a is a straight line")
    return came


def agree(came, expected):
    return np.shape(came) == np.shape(expected) and np.allclose(came, expected, 1e-4, 1e-6)


def steepest(came):
    top = float(np.abs(came[1]).max())
    return (
        f"Its slope is at most {top:.2f} from z = -6 to 6. Nine in a row multiply the blame by at most {top**9:.2g}, "
        f"nine sigmoids by {0.25**9:.2g}."
    )


bend = Bend(
    "bend",
    read=STEP_4,
    answer=lambda Z: (Z, Z),
    ask=bent,
    same=agree,
    report=steepest,
    cases=lambda rng: {
        "five units": (np.array([-2.3, -0.7, 0.4, 1.9, 3.1]),),
        "a random batch (6, 4)": (rng.normal(scale=2, size=(6, 4)),),
        "very large z": (np.array([-800.0, -30.0, 0.3, 30.0, 800.0]),),
        "z from -6 to 6": (np.linspace(-6, 6, 200),),
    },
)
bend.mistake(
    "Layers with a straight line between them fold into one. The slope has to change somewhere.",
    read="notebook 03, “Two layers that fold into one”",
)(lambda Z: (Z, np.ones_like(Z)))
bend.mistake("Where g is flat, the blame is multiplied by 0: no layer before it can learn.")(
    lambda Z: (np.sign(Z), np.zeros_like(Z))
)
bend.mistake(
    "A power of e overflows. Write it so that no exponent is ever far above 0.",
    read="notebook 03, “Sigmoid”",
)(lambda Z: (np.exp(Z), np.exp(Z)))
bend.mistake("A bend works on each unit by itself. Here the others have a say, as in a softmax.")(
    lambda Z: (softmax(Z), Z)
)
bend.mistake("`if` wants one yes or no, and Z has many. np.where chooses for each entry.")(
    lambda Z: 1 if Z > 0 else 0
)
bend.mistake("A function of math takes one number. Those of NumPy take a whole array.")(
    lambda Z: (float(Z), float(Z))
)
bend.mistake("A bend needs a value for every z: no logarithm or root below 0, no division by 0.")(
    lambda Z: (np.log(Z), 1 / Z)
)
bend.symptom("The slope on the left is 0 here, and your a is not flat there.")(
    lambda came, Z: not np.any(came[1][Z < 0]) and np.ptp(came[0][Z < 0]) > 0
)
bend.symptom("The two are exchanged: first a, then its slope.")(
    lambda came, Z: any(
        np.allclose(came[1], a) and np.allclose(came[0], slope)
        for a, slope in (
            (np.tanh(Z), 1 - np.tanh(Z) ** 2),
            (sigmoid(Z), sigmoid(Z) * (1 - sigmoid(Z))),
        )
    )
)
bend.symptom(
    "Your a is z times something that moves with z too: the product rule adds a second term."
)(lambda came, Z: np.allclose(came[0], Z * came[1]))
bend.symptom(
    "That slope is a formula in a, such as 1 - a² or a(1 - a), and z was put in. Which of the two is your formula in?"
)(lambda came, Z: any(np.allclose(came[1], slope) for slope in (1 - Z**2, Z * (1 - Z))))
