"""The exercises of notebook 06: training, one example at a time."""

import numpy as np

from helpers.activations import softmax
from helpers.check.attempt import Refuse
from helpers.check.digits import digits
from helpers.check.exercise import NUMBER, Exercise, Prediction
from helpers.encoding import one_hot
from helpers.losses import cross_entropy
from helpers.network import backward, forward, init_params
from helpers.training import gradient_step

BY_HAND = "notebook 06, “Downhill, by hand”"
SUM = "notebook 06, “The gradient of 4,000 digits, one after another”"
LOOP = "notebook 06, “The training loop”"
UPDATE = "notebook 06, “The other choice: update after each example”"
RATES = "notebook 06, “Learning rates, on digits”"


def mistakes(exercise, read, table):
    """Tell the exercise of several mistakes of one section. table: hint -> the wrong function, or the wrong value."""
    for hint, wrong in table.items():
        exercise.mistake(hint, read)(wrong if callable(wrong) else lambda wrong=wrong: wrong)


two_steps = Prediction(
    "two_steps",
    question="where two steps with a learning rate of 0.9 end, from w = 0 on (w - 3)²",
    like=1.0,
    within=0.005,
    read=BY_HAND,
    answer=lambda: 3 + (1 - 2 * 0.9) ** 2 * (0 - 3),
    because="Each step turns the distance to 3 into 1 - 2 · 0.9 = -0.8 times itself: it leaps to the "
    "other side, and a little nearer each time.",
)

guesses = {
    "That is the place after one step. From there take one more.": 5.4,
    "The slope of the start is used twice. It is another one at the place reached.": 10.8,
    "That is the walk with 0.3, the one in the text. Here the learning rate is 0.9.": 2.52,
    "It goes with the slope, so uphill, away from 3. Go against the slope.": 3 - 3 * 2.8**2,
    "The factor 2 of the slope 2(w - 3) is missing.": 3 - 3 * 0.1**2,
    "That is one step too many.": 3 + 3 * 0.8**3,
    "That is the lowest point. Both of these steps are long ones, and leap over it.": 3.0,
}
mistakes(two_steps, BY_HAND, guesses)


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
)


walks = {
    "It walks uphill. The slope is to be subtracted: it points to where J rises.": (
        lambda slope, w, rate, steps: walk_down(slope, w, -rate, steps)
    ),
    "One and the same slope is used for every step. Ask slope anew at each place.": (
        lambda slope, w, rate, steps: walk_down(lambda _: slope(w), w, rate, steps)
    ),
    "It walks down (w - 3)², whatever slope it was handed.": (
        lambda slope, *walk: walk_down(parabola, *walk)
    ),
    "The start is missing: steps + 1 places are visited, the start among them.": (
        lambda *walk: walk_down(*walk)[1:]
    ),
    "The last place is missing. After that many steps, steps + 1 places were visited.": (
        lambda *walk: walk_down(*walk)[:-1]
    ),
    "These are the numbers of one example, whatever comes in. Compute them from what is handed over.": (
        lambda *walk: walk_down(parabola, 0.0, 0.3, 3)
    ),
    "It gives the last place alone. All the places on the way are wanted.": (
        lambda *walk: walk_down(*walk)[-1]
    ),
    "Every place is the same one, the last. An array changed with -= stays one array, and the list holds it many "
    "times over. Make a new one at each step.": (
        lambda *walk: np.array([(places := walk_down(*walk))[-1]] * len(places))
    ),
}
mistakes(descend, BY_HAND, walks)


def epoch(W, b, X, Y, learning_rate):
    """One epoch of batch gradient descent for a softmax layer: the new W and b, and the cost before."""
    P = softmax(X @ W + b)
    dZ = (P - Y) / len(X)
    return W - learning_rate * X.T @ dZ, b - learning_rate * dZ.sum(axis=0), cross_entropy(P, Y)


def epoch_cases(rng):
    """{what it is: (W, b, X, Y, learning_rate)}"""

    def case(m, n_in, n_out, learning_rate):
        Y = one_hot(np.arange(m) % n_out, n_out)
        W, b = rng.normal(size=(n_in, n_out)), rng.normal(size=n_out)
        return W, b, rng.uniform(size=(m, n_in)), Y, learning_rate

    zeros = np.zeros((2, 3)), np.zeros(3)
    return {
        "two examples, W and b all 0": (*zeros, np.array([[1.0, 2.0], [4, 0]]), np.eye(3)[:2], 0.3),
        "seven random examples": case(7, 4, 3, 0.5),
        "as many inputs as classes": case(5, 3, 3, 1.0),
        "a batch of 20, 784 inputs, 10 classes": case(20, 784, 10, 0.1),
    }


one_epoch = Exercise("one_epoch", read=LOOP, answer=epoch, cases=epoch_cases)


def after_each(W, b, X, Y, rate):
    costs = []
    for k in range(len(X)):
        W, b, cost = epoch(W, b, X[k : k + 1], Y[k : k + 1], rate)
        costs.append(cost)
    return W, b, np.mean(costs)


def with_cost(step, W, b, X, Y):
    """The W and b of a wrong step, with the right cost."""
    return *step[:2], cross_entropy(softmax(X @ W + b), Y)


def outer_turned(W, b, X, Y, rate):
    sums = np.zeros_like(W)
    sums += (W - epoch(W, b, X, Y, rate)[0]).T
    return W - sums, *epoch(W, b, X, Y, rate)[1:]


sums = {
    "The gradients are added up, and the sum is not divided by the number of examples: the more examples, the longer "
    "the step.": lambda W, b, X, Y, rate: with_cost(epoch(W, b, X, Y, rate * len(X)), W, b, X, Y),
    "Only the last example has a say: inside the loop each gradient takes the place of the one before. Add them up.": (
        lambda W, b, X, Y, rate: with_cost(epoch(W, b, X[-1:], Y[-1:], rate / len(X)), W, b, X, Y)
    ),
    "The bias stays as it was. It has a gradient too: the mean of the dz.": (
        lambda W, b, *rest: (epoch(W, b, *rest)[0], b, epoch(W, b, *rest)[2])
    ),
    "The outer product is the wrong way round: rows of W belong to the inputs, so x comes first.": outer_turned,
}
other_costs = {
    "The cost is that after the step. The one that the epoch starts with is wanted.": (
        lambda W, b, X, Y, rate: with_cost(new := epoch(W, b, X, Y, rate), *new[:2], X, Y)
    ),
    "The cost is added up. The mean over the examples is wanted.": (
        lambda W, b, X, Y, rate: (*(new := epoch(W, b, X, Y, rate))[:2], new[2] * len(X))
    ),
}
returned = "It has come to an end after the first example: is the return indented into the loop?"
mistakes(one_epoch, SUM, sums)
mistakes(one_epoch, LOOP, other_costs)
mistakes(one_epoch, LOOP, {returned: lambda W, b, X, Y, *rate: epoch(W, b, X[:1], Y[:1], *rate)})
one_epoch.mistake(
    "It updates after each example. Here all examples are to be asked with the same W and b, and one step follows at "
    "the end.",
    UPDATE,
)(after_each)
one_epoch.mistake(
    "It steps uphill, and the cost would grow. Subtract the gradient; and dz is p - y, not y - p.",
    BY_HAND,
)(lambda W, b, X, Y, rate: epoch(W, b, X, Y, -rate))


all_zeros = Prediction(
    "all_zeros",
    question="the cost that epoch 9 starts with, when all weights and biases start at 0",
    like=1.0,
    within=0.005,
    read=LOOP,
    answer=lambda: np.log(10),
    because="Zeros give each class the probability 0.1. There are 400 of each digit, so the mean of p - y is 0, and "
    "behind weights of 0 nothing else has a slope: rounding apart, nothing moves.",
)

ranges = {
    "That is another logarithm of 10. This course counts in nats: the natural one.": (
        lambda guess: min(abs(guess - np.log2(10)), abs(guess - 1)) < 0.01
    ),
    "A cost near 0 belongs to a network that is sure and right. One of zeros finds all ten digits alike.": (
        lambda guess: guess < 0.2
    ),
    "To get there it would have to learn. Work out p for zeros, then the mean of p - y over 400 of each digit.": (
        lambda guess: 0.2 <= guess < 2.29
    ),
    "That is worse than a blind guess among ten. A network of zeros has no false opinions to unlearn.": (
        lambda guess: guess > 2.31
    ),
}
for _hint, _found in ranges.items():
    all_zeros.symptom(_hint, "notebook 04, “What it should be at the start: ln 10”")(_found)


EPOCHS, MARK = 40, 1.1


def costs_with(rate, start):
    """What the student's rates do to the notebook's network, on 500 digits."""
    mine = slice(500 * start, 500 * start + 500)
    X, _, y, _ = digits()  # without the test digits: choosing must not see them
    X, Y = X[mine], one_hot(y[mine])
    params = init_params((784, 16, 16, 10), np.random.default_rng(start))
    costs = []
    for epoch in range(EPOCHS):
        activations = forward(params, X)
        costs.append(cross_entropy(activations[-1], Y))
        gradients = backward(params, activations, Y)
        params = gradient_step(params, gradients, checked(rate(epoch), epoch))
    return {
        "cost at the end": cross_entropy(forward(params, X)[-1], Y),
        "highest cost": max(costs),
    }


def checked(rate, epoch):
    if not isinstance(rate, NUMBER):
        raise Refuse(f"{rate!r} for epoch {epoch}. One number is needed; is a return missing?")
    if not 0 <= rate < np.inf:
        raise Refuse(f"{rate:g} for epoch {epoch}. Below 0 it walks uphill, and inf leads nowhere.")
    return rate


rate = Exercise(
    "rate",
    read=RATES,
    answer=lambda start: {"cost at the end": MARK, "highest cost": np.inf},
    ask=costs_with,
    same=lambda came, mark: came["cost at the end"] <= mark["cost at the end"],
    cases=lambda rng: {f"random start {k}, 500 digits of its own": (k,) for k in range(3)},
    seconds=60,  # it trains, and the computer may be busy
    report=lambda came: "The last of them: " + ", ".join(f"{k} {v:.3f}" for k, v in came.items()),
)

speeds = {
    "It leaps away: on the way the cost has been far higher than at the start. Somewhere the rate is too large.": (
        lambda came, _: not came["highest cost"] <= 3.3
    ),
    "It creeps: the cost is hardly lower than a blind guess. The rates are too small, or become so too early.": (
        lambda came, _: came["highest cost"] <= 3.3 and came["cost at the end"] > 2.2
    ),
    "It learns, and too slowly to get there in time. Try larger rates, as long as the highest cost stays low; they "
    "need not be the same in every epoch.": lambda came, _: came["highest cost"] <= 3.3,
}
for _hint, _found in speeds.items():
    rate.symptom(_hint)(_found)
