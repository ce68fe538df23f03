"""The exercises of notebook 06: training, one example at a time."""

import numpy as np

from helpers.check.attempt import Refuse
from helpers.check.cases import costs_of, digits, epoch, epoch_cases, epoch_with, wrong_epochs
from helpers.check.compare import as_kind_of, is_one_number, show
from helpers.check.exercise import AnyOf, Exercise
from helpers.check.prediction import Prediction
from helpers.encoding import one_hot
from helpers.losses import cross_entropy
from helpers.network import backward, forward, init_params
from helpers.training import gradient_step

BY_HAND = "notebook 06, “Downhill, by hand”"
SUM = "notebook 06, “The gradient of 4,000 digits, one after another”"
LOOP = "notebook 06, “The training loop”"
UPDATE = "notebook 06, “The other choice: a step after each example”"
RATES = "notebook 06, “Learning rates, on digits”"

two_steps = Prediction(
    "two_steps",
    question="where two steps with a learning rate of 0.9 end, from w = 0 on (w - 3)²",
    like=1.0,
    within=0.005,
    read=BY_HAND,
    answer=lambda: 3 + (1 - 2 * 0.9) ** 2 * (0 - 3),
    because="Each step multiplies the distance to 3 by 1 - 2 · 0.9 = -0.8: it leaps to the other side, "
    "and comes a little nearer each time.",
    mistakes={
        "That is the place after one step. From there take one more.": 5.4,
        "The slope at the start is used for both steps. It is a different one where the first step ends.": 10.8,
        "That is the walk with 0.3, the one in the text. Here the learning rate is 0.9.": 2.52,
        "Both steps go with the slope, so uphill, away from 3. Go against the slope.": 3 - 3 * 2.8**2,
        "The factor 2 of the slope 2(w - 3) is missing.": 3 - 3 * 0.1**2,
        "That is one step too many.": 3 + 3 * 0.8**3,
        "The first step went with the slope, so uphill, away from 3. Go against it.": -5.4,
        "The second step goes the wrong way: at 5.4 the slope is above 0, so w has to fall.": 9.72,
        "That is the distance from 3. Where is it?": 1.92,
        "That is the cost at that place. The question is where it is: w.": 1.92**2,
        "Close, but rounded too far: worked out on paper, it has two decimals.": 1.1,
        "That is the lowest point. Both of these steps are long, and leap over it.": 3.0,
    },
)


def walk_down(slope, w, learning_rate, steps):
    visited = [w]
    for _ in range(steps):
        visited.append(visited[-1] - learning_rate * slope(visited[-1]))
    return np.array(visited)


def parabola(w):
    return 2 * (w - 3)


def two_valleys(w):
    return 4 * w * (w**2 - 1) + 0.3


def bowl(w):
    return np.arange(1, len(w) + 1) * w


descend = Exercise(
    "descend",
    read=BY_HAND,
    answer=walk_down,
    cases=lambda rng: {
        "the slope 2(w - 3)": (parabola, 0.0, 0.3, 3),
        "two valleys, from 2": (two_valleys, 2.0, 0.02, 200),
        "two valleys, from -2": (two_valleys, -2.0, 0.02, 200),
        "no step at all": (parabola, 5.0, 0.3, 0),
        "two weights at once": (bowl, np.array([4.0, -2.0]), 0.1, 3),
        "a random start of five weights": (bowl, rng.normal(size=5), 0.05, 6),
    },
    mistakes={
        "It walks uphill. Subtract the slope: it points uphill.": lambda f, w, rate, n: walk_down(f, w, -rate, n),
        "The same slope is used for every step. Ask slope anew at each place.": (
            lambda f, w, *rest: walk_down(lambda _: f(w), w, *rest)
        ),
        "It walks down (w - 3)², whatever slope it is given.": lambda slope, *walk: walk_down(parabola, *walk),
        "The start is missing: steps + 1 places are visited, the start among them.": lambda *walk: walk_down(*walk)[1:],
        "The last place is missing: there are steps + 1, with the start.": lambda *walk: walk_down(*walk)[:-1],
        "One step too many: there are steps + 1 places in all.": lambda f, w, rate, n: walk_down(f, w, rate, n + 1),
        "It ends after one step: is the return indented into the loop?": lambda f, w, rate, n: walk_down(f, w, rate, 1),
        "Only the start is there. np.append leaves its array as it was and gives a new one; a list's append changes "
        "the list.": lambda slope, w, rate, steps: np.array([w]),
        "It starts at 0, not at the w it is given.": lambda slope, w, *walk: walk_down(slope, 0.0 * w, *walk),
        "The learning rate has no effect. It multiplies the slope.": lambda f, w, rate, n: walk_down(f, w, 1, n),
        "Each place has room for one number, and w may be several.": lambda *walk: np.fromiter(walk_down(*walk), float),
        "A list grows with append. += wants another list on its right, and not a number.": (
            lambda *walk: [part for place in walk_down(*walk)[1:].tolist() for part in place]
        ),
        "It returns the last place alone. All the places on the way are wanted.": lambda *walk: walk_down(*walk)[-1],
        "Every place is the same one, the last. An array changed with -= stays one array, and the list holds it many "
        "times over. Make a new one at each step.": (
            lambda *walk: np.array([(places := walk_down(*walk))[-1]] * len(places))
        ),
    },
    stumbles={"slope is a function: call it with the place, slope(w).": "'function'"},
)


def after_each(W, b, X, Y, rate):
    costs = []
    for k in range(len(X)):
        W, b, cost = epoch(W, b, X[k : k + 1], Y[k : k + 1], rate)
        costs.append(cost)
    return W, b, np.mean(costs)


def counted(times):
    """dZ of which each example counts so many times; times: of its number, (m,) -> (m,)."""
    return lambda X, P, Y: (P - Y) * times(np.arange(len(X)))[:, None] / len(X)


last_only = counted(lambda k: k == k[-1])


def sum_of_turned(X, dZ):
    total = np.zeros((X.shape[1], dZ.shape[1]))
    total += dZ.T @ X
    return total


one_epoch = Exercise(
    "one_epoch",
    read=LOOP,
    answer=epoch,
    cases=epoch_cases,
    mistakes={
        SUM: {
            "The gradients are added up, and the sum is not divided by the number of examples: the more examples, the "
            "longer the step.": epoch_with(lambda X, P, Y: P - Y),
            "Only the last example counts: inside the loop each gradient takes the place of the one before. Add them "
            "up.": epoch_with(last_only),
            "The bias stays as it was. It has a gradient too: the mean of the dz.": epoch_with(db=lambda dZ: 0),
            "The bias moves by the sum of the dz. Take their mean.": epoch_with(db=lambda dZ: len(dZ) * dZ.sum(axis=0)),
            "The first example counts twice: the sum began with it.": epoch_with(counted(lambda k: 1 + (k == 0))),
            "Only the last example is left. Set the sums to 0 before the loop, not in it.": epoch_with(
                last_only, cost=lambda P, Y: costs_of(P, Y)[-1] / len(Y)
            ),
            "Is there an x.T @ dz? For one example x.T is x again. The table of all products is the outer product.": (
                lambda W, b, X, Y, rate: X[0].T @ Y[0]
            ),
            "The outer product is the wrong way round: rows of W belong to the inputs, so x comes first.": AnyOf(
                [epoch_with(dW=lambda X, dZ: dZ.T @ X), epoch_with(dW=sum_of_turned)]
            ),
        },
        **wrong_epochs,
        "It ends after one example: is the return in the loop?": lambda W, b, X, Y, a: epoch(W, b, X[:1], Y[:1], a),
        "This is the last example's cost alone. Take the mean.": epoch_with(cost=lambda P, Y: costs_of(P, Y)[-1]),
        UPDATE: {
            "It updates after each example. Here all examples go through with the same W and b, and one step follows "
            "at the end.": after_each
        },
        BY_HAND: {
            "It steps uphill. Subtract the gradient, and let dz be p - y.": epoch_with(lambda X, P, Y: (Y - P) / len(X))
        },
    },
)


LN_10 = "notebook 04, “The cost before training: ln 10”"

all_zeros = Prediction(
    "all_zeros",
    question="the cost that epoch 9 starts with, when all weights and biases are 0 at first",
    like=1.0,
    within=0.005,
    read=LOOP,
    answer=lambda: np.log(10),
    because="Zeros give each class the probability 0.1. There are 400 of each digit, so the mean of p - y is 0, and "
    "weights of 0 pass no error signal back: apart from rounding, nothing moves.",
    mistakes={
        LN_10: {
            "That is another logarithm of 10. This course counts in nats: the natural one.": AnyOf([np.log2(10), 1.0])
        }
    },
    symptoms={
        LN_10: {
            "A cost is never negative, and zeros make no nan. What is their softmax?": lambda guess: not guess >= 0,
            "A cost near 0 belongs to a network that is sure and right. One of zeros gives all ten digits the same "
            "probability.": lambda guess: guess < 0.2,
            "To get there it would have to learn. Work out p for zeros, then the mean of p - y over 400 of each "
            "digit.": lambda guess: 0.2 <= guess < 2.29,
            "That is worse than a blind guess. A network of zeros prefers no digit.": lambda guess: guess > 2.31,
        }
    },
)


EPOCHS, MARK = 40, 1.1


def costs_with(rate, seed):
    """What the student's rates do to the notebook's network, on 500 digits."""
    mine = slice(500 * seed, 500 * seed + 500)
    X, _, y, _ = digits()  # without the test digits: choosing must not see them
    X, Y = X[mine], one_hot(y[mine])
    params = init_params((784, 16, 16, 10), np.random.default_rng(seed))
    costs = []
    for number in range(EPOCHS):
        activations = forward(params, X)
        costs.append(cross_entropy(activations[-1], Y))
        gradients = backward(params, activations, Y)
        params = gradient_step(params, gradients, checked(rate(number), number))
    return {"cost at the end": cross_entropy(forward(params, X)[-1], Y), "highest cost": max(costs)}


def checked(rate, epoch):
    rate = as_kind_of(1.0, rate)
    if not is_one_number(rate):
        missing = "; is a return missing?" if rate is None else ", for this epoch alone."
        raise Refuse(f"{show(rate)} for epoch {epoch}. One number is needed{missing}")
    if not 0 <= rate < np.inf:
        raise Refuse(f"{rate:g} for epoch {epoch}. A finite number is needed, not below 0: that walks uphill.")
    return rate


rate = Exercise(
    "rate",
    read=RATES,
    answer=lambda seed: {"cost at the end": MARK, "highest cost": np.inf},
    ask=costs_with,
    same=lambda came, mark: came["cost at the end"] <= mark["cost at the end"],
    cases=lambda rng: {f"random initial weights {k}, 500 digits of their own": (k,) for k in range(3)},
    seconds=60,  # it trains, and the computer may be busy
    report=lambda came: "The last of them: " + ", ".join(f"{k} {v:.3f}" for k, v in came.items()),
    symptoms={
        "It leaps away: on the way the cost was far higher than at the start. Somewhere the rate is too large.": (
            lambda came, _: not came["highest cost"] <= 3.3
        ),
        "It hardly moves: the cost is hardly lower than that of a blind guess. The rates are too small, or become so "
        "too early.": lambda came, _: came["highest cost"] <= 3.3 and came["cost at the end"] > 2.2,
        "It learns, but too slowly to get there in time. Try larger rates, as long as the highest cost stays low; they "
        "need not be the same in every epoch.": lambda came, _: came["highest cost"] <= 3.3,
    },
    stumbles={
        "Is it divided by the epoch? The first one is epoch 0, and nothing can be divided by 0.": (
            AnyOf(["by zero", "negative power"])  # what Python says of 1 / 0, 1 % 0 and 0 ** -1
        )
    },
)
