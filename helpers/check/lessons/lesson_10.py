"""The exercises of notebook 10: optimizers."""

import functools

import numpy as np

from helpers.check.attempt import Refuse
from helpers.check.cases import digits
from helpers.check.compare import as_array, as_kind_of, is_number, show
from helpers.check.exercise import Exercise, at_least
from helpers.layers import Dense, SoftmaxCrossEntropy
from helpers.model import Model

BIAS = "notebook 10, “Bias correction”"
INITIALIZATION = "notebook 09, “How large should the initial weights be?”"


def adam_with(
    m=(0.9, 0.1),
    v=(0.999, 0.001),
    corrected=(0.9, 0.999),
    ratio=lambda m, v: m / (np.sqrt(v) + 1e-8),
    clock=lambda update, layer, layers: update,
    place=lambda layer: layer,
    keep_corrected=False,
    move=lambda param, step: param - step,
):
    """One update of all layers; each thing in it can be done wrongly.

    m, v: (factor of the old moment, factor of the new value); corrected: β of each bias correction, 0 for none;
    clock: t, where update and layer count from 1; place: the key in memory; move: what is returned of a vector.
    """
    b1, b2 = corrected

    def step(params, gradients, memory, learning_rate):
        memory["t"] = memory.get("t", 0) + 1
        new = []
        for k, (param, g) in enumerate(zip(params, gradients, strict=True), 1):
            old_m, old_v = memory.get(place(k), (0.0, 0.0))
            moments, t = (m[0] * old_m + m[1] * g, v[0] * old_v + v[1] * g**2), clock(memory["t"], k, len(params))
            corrected = moments[0] / (1 - b1**t), moments[1] / (1 - b2**t)
            memory[place(k)] = corrected if keep_corrected else moments
            new.append(move(param, learning_rate * ratio(*corrected)))
        return new

    return step


class Memory(dict):
    """Says what is missing in words that a stumble can be told by."""

    def __missing__(self, key):
        raise KeyError(f"{key!r} is not in memory")


def updates_of(step, params, updates, learning_rate):
    """[update][layer]: the parameters after each update."""
    memory, after = Memory(), []
    for gradients in updates:
        for vector in (*params, *gradients):
            vector.setflags(write=False)  # so that whoever writes into it is told in which line
        came = step(params, gradients, memory, learning_rate)
        new = came.tolist() if isinstance(came, np.ndarray) else came
        if not isinstance(new, list | tuple) or len(new) != len(params):
            return after + [came] * (len(updates) - len(after))
        params = [np.array(as_array(param)) for param in new]
        after.append(params)
    return after


def adam_cases(rng):
    def draw(*sizes, updates, scale=1.0):
        params = [rng.normal(size=n) for n in sizes]
        return params, [[rng.normal(scale=scale, size=n) for n in sizes] for _ in range(updates)]

    return {
        "one layer, [1, 2] with the gradient [0.5, -3]": ([np.array([1.0, 2.0])], [[np.array([0.5, -3.0])]], 0.1),
        "gradients of about 1e-8": (*draw(4, updates=1, scale=1e-8), 0.1),
        "one layer, three updates": (*draw(3, updates=3), 0.1),
        "three layers, one update": (*draw(2, 2, 2, updates=1), 0.1),
        "three layers, forty updates": (*draw(6, 4, 3, updates=40), 0.001),
        "a gradient that is always 0": ([np.ones(2)], [[np.array([0.0, 1.0])]] * 3, 0.01),
    }


adam = Exercise(
    "adam",
    read="notebook 10, “Adam”",
    answer=functools.partial(updates_of, adam_with()),
    ask=updates_of,
    cases=adam_cases,
    mistakes={
        BIAS: {
            "t is always 1, or 1 - β is used in place of 1 - β^t. What makes t last?": adam_with(clock=lambda t, *_: 1),
            "The bias correction is missing. Both moments start at 0 and are at first too small, "
            "but not equally so.": adam_with(corrected=(0, 0)),
            "The second moment is corrected, the first is not.": adam_with(corrected=(0, 0.999)),
            "The first moment is corrected, the second is not.": adam_with(corrected=(0.9, 0)),
            "The corrected moments are kept, and corrected again at the next update. "
            "Keep m and v as they were.": adam_with(keep_corrected=True),
            "The gradient goes into m without its factor 1 - β1, so m is ten times too large.": adam_with(m=(0.9, 1)),
            "The gradients are summed without the factors 1 - β, as in the fast form, but corrected by 1 - β^t, which "
            "belongs to moments with these factors.": adam_with(m=(0.9, 1), v=(0.999, 1)),
        },
        "The root is missing: divided by the second moment itself, "
        "the step is shorter where gradients are larger.": adam_with(ratio=lambda m, v: m / (v + 1e-8)),
        "ε is under the root. There 1e-8 counts like 1e-4, and drowns small gradients.": adam_with(
            ratio=lambda m, v: m / np.sqrt(v + 1e-8)
        ),
        "ε is missing. It counts where gradients are as small as it is, and prevents 0/0 where they "
        "have always been 0.": adam_with(ratio=lambda m, v: m / np.sqrt(v)),
        "The second moment uses β1 too. It has its own β.": adam_with(v=(0.9, 0.1), corrected=(0.9, 0.9)),
        "The first moment uses β2 too. It has its own β.": adam_with(m=(0.999, 0.001), corrected=(0.999, 0.999)),
        "β and 1 - β are exchanged. Most of the old moment stays, "
        "and a little of the new gradient comes in.": adam_with(m=(0.1, 0.9), v=(0.001, 0.999)),
        "m lasts, but v starts at 0 at every update. It has to be in memory too.": adam_with(v=(0, 0.001)),
        "v lasts, but m starts at 0 at every update. It has to be in memory too.": adam_with(m=(0, 0.1)),
        "Its steps have a rate of 0.001. Use the argument learning_rate.": lambda *its: adam_with()(*its[:3], 0.001),
        "These are the steps. Return the vectors after them.": adam_with(move=lambda param, step: step),
        "That is gradient descent: rate times gradient. Adam's step is rate times m over the root of v.": adam_with(
            (0, 1), corrected=(0, 0), ratio=lambda m, v: m
        ),
        "That is momentum. Adam also divides, by the root of the second moment.": adam_with(
            (0.9, 1), corrected=(0, 0), ratio=lambda m, v: m
        ),
        "It goes uphill: the step is added.": adam_with(move=lambda param, step: param + step),
        "β1 and β2 are swapped. The first moment forgets sooner.": adam_with((0.999, 0.001), (0.9, 0.1), (0.999, 0.9)),
        "m and v start at 0 at every update. What is to last has to be in memory.": adam_with(m=(0, 0.1), v=(0, 0.001)),
        "The past is forgotten: each update is the first. What is to last has to be in memory.": adam_with(
            (0, 0.1), (0, 0.001), clock=lambda t, *_: 1
        ),
        "Layers share one memory: the second goes on with the first's moments.": adam_with(place=lambda layer: "all"),
        "notebook 10, “Count updates, not layers”": {
            "t is counted once per layer: after one update of three layers it is 3. "
            "It should count updates.": adam_with(clock=lambda update, layer, layers: (update - 1) * layers + layer),
        },
    },
    symptoms={
        "Where a gradient is negative, nan came. Is v made of the gradients, and not of their squares?": (
            lambda came, params, updates, rate: (
                np.isnan(came[0][0]).any() and np.array_equal(np.isnan(came[0][0]), updates[0][0] < 0)
            )
        ),
        BIAS: {
            "The first update is a number, the second is not. Is β multiplied by t, "
            "not taken to its power?": lambda came, *_: np.isfinite(came[0][0]).all() and np.isnan(came[1][0]).all(),
            "Something is 0/0, which is nan. Is t still 0 at the first update? Where is ε added?": lambda came, *_: (
                not np.isfinite(came[0][0]).all()
            ),
        },
        "Not every layer comes back. Is the return inside the loop?": lambda came, params, *_: (
            isinstance(came[0], list | tuple) and len(came[0]) < len(params)
        ),
    },
    stumbles={
        "memory is empty at the first update. memory.get(key, 0) is 0 where nothing has been put.": "not in memory",
        "It writes into the vectors that it was given. param = param - step makes a new one, "
        "param -= step does not.": "read-only",
        "A list can't be multiplied by a number. Take one layer after the other.": "can't multiply sequence",
        "An Adam of the course belongs to one vector, which it changes in place. Here a new vector comes each time, so "
        "write the formulas yourself.": "steps of another network",
    },
)


class Score(float):
    """The share of digits read; costs, batch_size, straight, outputs and last say more of the training."""


def three_things(made):
    """The layers, the optimizer and the batch size of what was returned. Raises Refuse where it is something else."""
    made = made.tolist() if isinstance(made, np.ndarray) else made
    if not isinstance(made, tuple | list) or len(made) != 3:
        came = f"{len(made)} things" if isinstance(made, tuple | list) else show(made)
        raise Refuse(f"{came}; three were expected: layers, optimizer, batch size")
    layers, optimizer, batch_size = made
    if not isinstance(layers, tuple | list | np.ndarray):
        raise Refuse(f"the first thing is {show(layers)}; a list of layers was expected")
    if as_array(layers) is not None and is_number(as_array(layers)):
        raise Refuse(f"the first thing is {show(layers)}; layers were expected, not numbers")
    if isinstance(optimizer, type) or not hasattr(optimizer, "update"):
        raise Refuse(f"the optimizer is {optimizer!r}; an object was expected, such as SGD(0.1)")
    return layers, optimizer, as_kind_of(0, batch_size)


def trained(choice, epochs):
    """The mean score of two networks on 1,000 digits, after training on 3,000 others."""
    (X, _, y, _), scores = digits(), []
    for seed in (0, 1):
        rng = np.random.default_rng(seed)
        layers, optimizer, batch_size = three_things(choice(rng))
        model = Model(layers, SoftmaxCrossEntropy(), np.float32)
        if model.theta.size > 250_000:
            raise Refuse(f"a network of {model.theta.size:,} parameters; 250,000 at most, for speed")
        model.fit(X[:3000], y[:3000], optimizer, epochs, batch_size, rng)
        scores.append(model.score(X[3000:], y[3000:]))
    score = Score(np.mean(scores))
    score.costs, score.batch_size = model.history, batch_size or 3000
    score.straight = all(isinstance(layer, Dense) for layer in model.layers)
    score.outputs, score.last = model.dense[-1].W.shape[1], model.layers[-1]
    return score


def trainings(rng):
    digits()  # loaded here, where nobody takes the time
    return {"3,000 digits to learn from, 1,000 others to read": (3,)}


three_epochs = Exercise(
    "three_epochs",
    read="notebook 08, “A model, as scikit-learn's users expect it”",
    answer=lambda epochs: 0.91,
    ask=trained,
    cases=trainings,
    same=at_least,
    seconds=30,  # mini-batches of one example are slow, and not wrong
    report=lambda score: f"It reads {100 * score:.0f} % of the digits that it has not seen, the mean of two seeds.",
    symptoms={
        "notebook 08, “Layers in a chain”": {
            "The last layer does not give ten logits, one for each digit.": lambda score, _: score.outputs != 10,
        },
        "notebook 08, “The loss is the end of the chain”": {
            "There is an activation function after the last dense layer. Softmax takes the logits as they are, "
            "negative ones too.": lambda score, _: not isinstance(score.last, Dense),
        },
        "notebook 03, “Two layers that fold into one”": {
            "There are only dense layers, "
            "and without an activation function between them they fold into one.": lambda score, _: score.straight,
        },
        "notebook 09, “Noise against speed”": {
            "With batches as large as these, three epochs are few steps.": lambda score, _: score.batch_size > 250,
        },
        INITIALIZATION: {
            "The first epoch cost more than a blind guess, ln 10. "
            "Are the steps too long, or the initial weights too large?": lambda score, _: score.costs[0] > 2.4,
        },
        "It learns, but not enough in three epochs. "
        "Longer steps, more of them, or an optimizer that remembers?": lambda score, _: score.costs[0] <= 2.4,
    },
    stumbles={
        "The first thing is a list of layers, and mlp(sizes, rng) makes one of the sizes.": "expected, not numbers",
        "The first thing is a list of layers, such as mlp(sizes, rng) makes. "
        "The check makes the model.": "a list of layers was expected",
        "Without ( ) it is the class. A layer is an object: ReLU().": "is a class; write ",
        "The loss is among the layers. "
        "The check puts it at the end of the chain.": ".forward() missing 1 required positional argument: 'Y'",
        "The check asks for two networks, "
        "each with an optimizer of its own: make it in the function.": "steps of another network",
    },
)
