"""The exercises of notebook 08: layers and optimizers."""

import functools

import numpy as np

from helpers.check.attempt import Refuse
from helpers.check.cases import digits
from helpers.check.compare import show
from helpers.check.exercise import Exercise, at_least
from helpers.check.prediction import Prediction
from helpers.layers import Dense, SoftmaxCrossEntropy
from helpers.model import Model

LAYER = "notebook 08, “What does a layer have to know?”"
BIAS = "notebook 08, “In the paper it looks different”"


growth = Prediction(
    "growth",
    question="by what factor the spread grows from layer to layer, with 100 ReLU units in each",
    like=1.0,
    within=0.045,
    read="notebook 08, “How should weights start?”",
    answer=lambda: (100 * (1 / 12) / 2) ** 0.5,
    because="A quarter of the units gives a quarter of the variance, and the spread is its root: half of what it was.",
)
# fmt: off
growth.symptom("1 is what He's start does: the spread stays. Here the start is still ±0.5.")(lambda came: came == 1)
growth.symptom("That is how the factor changes. Asked for is the factor itself.")(lambda came: came == 0.5)
growth.symptom("Is that in percent? Asked for is a factor.")(lambda came: abs(came - 204) < 1)
growth.symptom("That is for several layers together. Asked for is the factor from one layer to the next.")(
    lambda came: any(abs(came / (100 / 24) ** (layers / 2) - 1) < 0.05 for layers in (5, 6)))
for wrong, hint in {
    (400 / 24) ** 0.5: "That is the factor of the text, for 400 units in each layer.",
    100 / 24: "That is the factor of the variance. The spread is its root.",
    (100 / 12) ** 0.5: "ReLU's half is missing: it keeps z² on one side of 0, and puts 0 on the other.",
    100 / 12: "That is n · v. ReLU's half is missing, and the root too.",
    (400 / 24) ** 0.5 / 4: "A quarter of the factor for 400 units. The variance is a quarter: and the spread?",
    (100 * (1 / 12) ** 0.5 / 2) ** 0.5: "1/√12 is the spread of the weights. The formula wants their variance.",
    (784 / 24) ** 0.5: "That is with 784 inputs. From layer to layer a unit has as many as a layer has units.",
    (100 / 8) ** 0.5: "Is 0.5² taken for the variance? That of uniform numbers from -r to r is smaller.",
}.items():
    growth.symptom(hint)(lambda came, wrong=wrong: abs(came - wrong) < 0.04)
# fmt: on


def adam_with(
    means=lambda m, v, g, t: (0.9 * m + 0.1 * g, 0.999 * v + 0.001 * g**2),
    ratio=lambda m, v, t: m / (1 - 0.9**t) / (np.sqrt(v / (1 - 0.999**t)) + 1e-8),
    clock=lambda update, layer, layers: update,
    place=lambda layer: layer,
    sign=-1,
):
    """One update of all layers; every part of it can be done wrongly. update and layer count from 1."""

    def step(parts, slopes, memory, learning_rate):
        memory["t"] = memory.get("t", 0) + 1
        new = []
        for k, (part, g) in enumerate(zip(parts, slopes, strict=True), 1):
            t = clock(memory["t"], k, len(parts))
            m, v = memory[place(k)] = means(*memory.get(place(k), (0.0, 0.0)), g, t)
            new.append(part + sign * learning_rate * ratio(m, v, t))
        return new

    return step


def updates_of(step, parts, updates, learning_rate):
    """[update][layer]: the parameters after each update."""
    memory, after = {}, []
    for slopes in updates:
        for vector in (*parts, *slopes):
            vector.setflags(write=False)  # so that who writes into it is told in which line
        came = step(parts, slopes, memory, learning_rate)
        if not isinstance(came, list | tuple) or len(came) != len(parts):
            return after + [came] * (len(updates) - len(after))
        parts = [np.array(part) for part in came]
        after.append(parts)
    return after


def adam_cases(rng):
    def draw(*sizes, updates, scale=1.0):
        parts = [rng.normal(size=n) for n in sizes]
        return parts, [[rng.normal(scale=scale, size=n) for n in sizes] for _ in range(updates)]

    return {
        "one layer, [1, 2] with the slopes [0.5, -3]": (
            [np.array([1.0, 2.0])],
            [[np.array([0.5, -3.0])]],
            0.1,
        ),
        "slopes of about 1e-8": (*draw(4, updates=1, scale=1e-8), 0.1),
        "one layer, three updates": (*draw(3, updates=3), 0.1),
        "three layers, one update": (*draw(2, 2, 2, updates=1), 0.1),
        "three layers, forty updates": (*draw(6, 4, 3, updates=40), 0.001),
        "a slope that is always 0": ([np.ones(2)], [[np.array([0.0, 1.0])]] * 3, 0.01),
    }


adam = Exercise(
    "adam",
    read="notebook 08, “Adam”",
    answer=functools.partial(updates_of, adam_with()),
    ask=updates_of,
    cases=adam_cases,
)
# fmt: off
for wrong, hint in {
    adam_with(clock=lambda update, layer, layers: 1):
        "t is 1 at every update, or 1 - β stands where 1 - β^t belongs. What makes t last?",
    adam_with(ratio=lambda m, v, t: m / (np.sqrt(v) + 1e-8)):
        "The bias correction is missing. Both means start at 0 and are at first too small, but not equally so.",
    adam_with(ratio=lambda m, v, t: m / (np.sqrt(v / (1 - 0.999**t)) + 1e-8)):
        "The mean of the squares has its bias correction, the mean of the slopes has none.",
    adam_with(ratio=lambda m, v, t: m / (1 - 0.9**t) / (np.sqrt(v) + 1e-8)):
        "The mean of the slopes has its bias correction, the mean of the squares has none.",
    adam_with(lambda m, v, g, t: ((0.9 * m + 0.1 * g) / (1 - 0.9**t), (0.999 * v + 0.001 * g**2) / (1 - 0.999**t)),
              lambda m, v, t: m / (np.sqrt(v) + 1e-8)):
        "The corrected means are kept, and corrected again at the next update. Keep m and v as they were.",
    adam_with(lambda m, v, g, t: (0.9 * m + g, 0.999 * v + 0.001 * g**2)):
        "The slope goes into m without its factor 1 - β1, so that m is ten times too large.",
    adam_with(lambda m, v, g, t: (0.9 * m + g, 0.999 * v + g**2)):
        "The sums of the lesson meet the corrections of the paper, 1 - β^t. They belong to means whose new part "
        "has the factor 1 - β.",
}.items():
    adam.mistake(hint, BIAS)(wrong)
for wrong, hint in {
    adam_with(ratio=lambda m, v, t: m / (1 - 0.9**t) / (v / (1 - 0.999**t) + 1e-8)):
        "The root is missing: divided by the mean square itself, the step is shorter where slopes are larger.",
    adam_with(ratio=lambda m, v, t: m / (1 - 0.9**t) / np.sqrt(v / (1 - 0.999**t) + 1e-8)):
        "ε stands under the root. There 1e-8 counts like 1e-4, and drowns small slopes.",
    adam_with(ratio=lambda m, v, t: m / (1 - 0.9**t) / np.sqrt(v / (1 - 0.999**t))):
        "ε is missing. It counts where slopes are as small as it is, and keeps 0/0 away where they have always been 0.",
    adam_with(lambda m, v, g, t: (0.9 * m + 0.1 * g, 0.9 * v + 0.1 * g**2),
              lambda m, v, t: m / (1 - 0.9**t) / (np.sqrt(v / (1 - 0.9**t)) + 1e-8)):
        "The squares are remembered with β1 too. They have a β of their own.",
    adam_with(lambda m, v, g, t: (0.999 * m + 0.001 * g, 0.999 * v + 0.001 * g**2),
              lambda m, v, t: m / (1 - 0.999**t) / (np.sqrt(v / (1 - 0.999**t)) + 1e-8)):
        "The slopes are remembered with β2 too. They have a β of their own.",
    adam_with(lambda m, v, g, t: (0.1 * m + 0.9 * g, 0.001 * v + 0.999 * g**2)):
        "β and 1 - β are exchanged. Most of the old mean is to stay, and a little of the new slope comes in.",
    adam_with(lambda m, v, g, t: (0.9 * m + 0.1 * g, 0.001 * g**2)):
        "m lasts, but v starts at 0 at every update. It has to be in memory too.",
    adam_with(lambda m, v, g, t: (0.1 * g, 0.999 * v + 0.001 * g**2)):
        "v lasts, but m starts at 0 at every update. It has to be in memory too.",
    lambda parts, slopes, memory, learning_rate: adam_with()(parts, slopes, memory, 0.001):
        "Its steps are made for a rate of 0.001. The rate is handed over: learning_rate.",
    lambda parts, slopes, memory, learning_rate: [
        part - new for part, new in zip(parts, adam_with()(parts, slopes, memory, learning_rate), strict=True)]:
        "These are the steps. Asked for are the vectors after them.",
    lambda parts, slopes, memory, learning_rate: [p - learning_rate * g for p, g in zip(parts, slopes, strict=True)]:
        "That is plain descent: rate times slope. Adam's step is the rate times a ratio of two means.",
    adam_with(lambda m, v, g, t: (0.9 * m + g, 0.0), lambda m, v, t: m):
        "That is momentum. Adam also divides, by the root of the mean of the squares.",
    adam_with(sign=1): "It goes uphill: the step is added.",
    adam_with(lambda m, v, g, t: (0.999 * m + 0.001 * g, 0.9 * v + 0.1 * g**2),
              lambda m, v, t: m / (1 - 0.999**t) / (np.sqrt(v / (1 - 0.9**t)) + 1e-8)):
        "β1 and β2 are exchanged. It is the mean of the slopes that forgets sooner.",
    adam_with(lambda m, v, g, t: (0.1 * g, 0.001 * g**2)):
        "The past is forgotten: the means start at 0 at every update. What is to last has to be in memory.",
    adam_with(lambda m, v, g, t: (0.1 * g, 0.001 * g**2), clock=lambda update, layer, layers: 1):
        "The past is forgotten: each update is the first. What is to last has to be in memory.",
    adam_with(place=lambda layer: "all"):
        "All layers share one memory: the second goes on with the means of the first.",
    lambda parts, slopes, memory, learning_rate: parts[0].__isub__(learning_rate):
        "It writes into the vectors handed over. part = part - step makes a new one, part -= step does not.",
}.items():
    adam.mistake(hint)(wrong)
adam.mistake(
    "t is counted once per layer: after one update of three layers it stands at 3. It is to count updates.",
    "notebook 08, “The famous mistake”",
)(adam_with(clock=lambda update, layer, layers: (update - 1) * layers + layer))
adam.symptom("Where a slope is negative, nan came. Is v made of the slopes, and not of their squares?")(
    lambda came, parts, updates, learning_rate: np.array_equal(np.isnan(came[0][0]), updates[0][0] < 0)
)
adam.symptom("The first update is a number, the second is not. Is β multiplied by t, not taken to its power?", BIAS)(
    lambda came, parts, updates, learning_rate: np.isfinite(came[0][0]).all() and np.isnan(came[1][0]).all()
)
adam.symptom("Something is 0/0, which is nan. Is t still 0 at the first update? Where does ε stand?", BIAS)(
    lambda came, parts, updates, learning_rate: not np.isfinite(came[0][0]).all()
)
adam.symptom("Not every layer comes back. Does return stand inside the loop?")(
    lambda came, parts, updates, learning_rate: isinstance(came[0], list | tuple) and len(came[0]) < len(parts)
)
for words, hint in {
    "can't multiply sequence": "A list can't be multiplied by a number. Take one layer after the other.",
    "steps of another network":
        "An Adam of the course belongs to one vector, which it changes in place. Here a new vector comes each time, so "
        "write the formulas yourself.",
}.items():
    adam.stumble(words, hint)
for key in ("t", "m", "v"):
    adam.mistake("memory is empty at the first update. memory.get(key, 0) is 0 where nothing has been put.")(
        lambda parts, slopes, memory, learning_rate, key=key: memory[key])
# fmt: on


def tanh_with(backward=lambda dA, A, Z: dA * (1 - A**2), forward=np.tanh):
    """A Tanh layer with that backward, and that function in its forward."""

    class Layer:
        def forward(self, Z):
            self.Z, self.A = Z, forward(Z)
            return self.A

        def backward(self, dA):
            return backward(dA, self.A, self.Z)

    return Layer


def there_and_back(kind, Z, dA, layers):
    """(what comes out on the right, what comes out on the left) of so many layers in a chain."""
    chain = [kind() for _ in range(layers)]
    for layer in chain:
        Z = layer.forward(Z)
    for layer in reversed(chain):
        dA = layer.backward(dA)
    return Z, dA


Tanh = Exercise(
    "Tanh",
    read=LAYER,
    answer=functools.partial(there_and_back, tanh_with()),
    ask=there_and_back,
    cases=lambda rng: {
        "one example": (np.array([[0.0, 1.0, -2.0]]), np.array([[10.0, 10.0, -1.0]]), 1),
        "a random batch": (rng.normal(size=(5, 4)), rng.normal(size=(5, 4)), 1),
        "numbers of 1,000": (np.array([[1000.0, -1000.0, 0.5]]), np.ones((1, 3)), 1),
        "two layers in a chain": (rng.normal(size=(3, 3)), rng.normal(size=(3, 3)), 2),
    },
)
# fmt: off
for backward, hint in {
    lambda dA, A, Z: dA * (1 - Z**2): "The slope is made of what went in. In 1 - a² the a is what came out.",
    lambda dA, A, Z: 1 - A**2: "The slope from the right has no part in it. The chain rule multiplies.",
    lambda dA, A, Z: dA * A * (1 - A): "That is the slope of the sigmoid, a(1 - a).",
    lambda dA, A, Z: dA * (1 - np.tanh(A) ** 2): "tanh is taken twice: A has been through it already.",
    lambda dA, A, Z: 1 - dA**2: "The slope is made of dA. In 1 - a² the a is what forward gave.",
    lambda dA, A, Z: dA * (1 - A) ** 2: "The square is in the wrong place: 1 - a² is not (1 - a)².",
    lambda dA, A, Z: dA * (1 - A * 2): "a * 2 is twice a. The square is a ** 2.",
    lambda dA, A, Z: dA / (1 - A**2): "The chain rule multiplies by the slope. Here it is divided.",
    lambda dA, A, Z: dA * (1 - A): "The square of 1 - a² is missing.",
    lambda dA, A, Z: 1 - np.tanh(dA) ** 2: "tanh is taken of the slope that arrives.",
    lambda dA, A, Z: dA @ (1 - A**2): "Each number goes by itself, so it is * here, not @.",
}.items():
    Tanh.mistake(hint)(tanh_with(backward))
for forward, hint in {
    np.tan: "That is the tangent, np.tan. The function asked for is np.tanh.",
    lambda Z: 2 / (1 + np.exp(-Z)) - 1: "That is 2 · sigmoid(z) - 1, and tanh of half of z.",
}.items():
    Tanh.mistake(hint)(tanh_with(forward=forward))
for words, hint in {
    "object has no attribute": "backward asks self for something that forward has not put there.",
    "is not defined": "What one method calls by a name of its own, the other doesn't know. self is what both have.",
    "but 2 were given": "Python hands the object over first. Is self missing among the parameters?",
    "__init__() missing": "A layer is made without arguments, my_Tanh(). The numbers come with forward.",
}.items():
    Tanh.stumble(words, hint)
Tanh.symptom("Two layers share one memory: what the first kept is overwritten. Keep it in self.")(
    lambda came, Z, dA, layers: layers == 2 and np.allclose(came[0], np.tanh(np.tanh(Z)))
)
Tanh.symptom("e to the power of 1,000 is too large for a computer. NumPy has a tanh of its own.")(
    lambda came, Z, dA, layers: np.isnan(came[0]).any() and np.abs(Z).max() > 700
)
# fmt: on


class HalfDropped:
    """Dropout, done right."""

    def __init__(self, rng):
        self.rng, self.training = rng, True

    def forward(self, A):
        self.factors = 2 * (self.rng.random(A.shape) < 0.5) if self.training else np.ones(A.shape)
        return A * self.factors

    def backward(self, dA):
        return dA * self.factors


def facts(kind, A, dA, training):
    """What there is to say of a random layer."""
    layer, twin = kind(np.random.default_rng(1)), kind(np.random.default_rng(1))
    given, arrived = A.copy(), dA.copy()
    before, by_twin = layer.forward(A.copy()), twin.forward(A.copy())
    layer.training = training
    out = layer.forward(A)
    back = layer.backward(dA)
    for name, came in (("forward", out), ("backward", back)):
        if np.shape(came) != A.shape:
            raise Refuse(f"{name} returned {show(came)}, where shape {A.shape} was expected")
    gone = out == 0
    return {
        "forward multiplies by": factors(out, given),
        "share of zeros": 0.5 if 0.45 < gone.mean() < 0.55 else float(gone.mean()),
        "examples with the zeros of the first": int((gone == gone[0]).all(axis=1).sum()),
        "the next forward has other zeros": not np.array_equal(before == 0, gone),
        "the same seed gives the same zeros": np.array_equal(before, by_twin),
        "where forward gave 0, backward multiplies by": factors(back[gone], arrived[gone]),
        "elsewhere, backward multiplies by": factors(back[~gone], arrived[~gone]),
    }


def factors(after, before):
    return tuple(np.unique((after / before).round(3) + 0.0).tolist())  # + 0.0: no -0


Dropout = Exercise(
    "Dropout",
    read=LAYER,
    answer=functools.partial(facts, HalfDropped),
    ask=facts,
    cases=lambda rng: {
        name: (rng.uniform(1, 2, (40, 50)), rng.uniform(1, 2, (40, 50)), training)
        for name, training in (("in training", True), ("after training", False))
    },
)
FACTS = list(facts(HalfDropped, np.ones((1, 9)), np.ones((1, 9)), True))
# fmt: off
Dropout.symptom("Each number is multiplied by what was drawn. The draw is to decide only: becomes 0, or is doubled.")(
    lambda came, A, dA, on: on and len(came[FACTS[0]]) > 3)
Dropout.symptom("Everything becomes 0 in training. Which numbers can your draw give?")(
    lambda came, A, dA, on: on and came[FACTS[0]] == (0,))
for (training, fact, wrong), hint in {
    (True, 0, (0, 1)): "The others are not doubled: the next layer gets half as much as after training.",
    (True, 1, 0): "Nothing becomes 0 in training. Is self.training read the wrong way round?",
    (True, 2, 40): "Every example loses the same numbers: draw for each entry of A, not for each column.",
    (True, 3, False): "The same numbers become 0 each time. Draw in each forward, and start no generator anew.",
    (True, 4, False): "It is drawn from another generator than self.rng, so that nobody can repeat a run.",
    (True, 5, (1,)): "What forward set to 0 cannot change the cost, but its slope is not 0 here.",
    (True, 6, (0, 2)): "backward draws anew. What of forward's draw has to be kept?",
    (True, 6, (1,)): "What forward doubled changes the cost twice as much. backward does not know it.",
    (False, 0, (0.5,)): "It halves after training. In the first paper too, but here the others were doubled.",
    (False, 0, (2,)): "It doubles after training too, although nothing is dropped.",
    (False, 0, (0, 2)): "It goes on dropping after training. Which attribute says that training is over?",
    (False, 6, (0, 2)): "After training, backward still has the zeros of an earlier forward.",
}.items():
    Dropout.symptom(hint)(lambda came, A, dA, on, training=training, fact=FACTS[fact], wrong=wrong:
                          on == training and came[fact] == wrong)
for words, hint in {
    "returned None": "Does every way through it end in a return with a value, in training and after?",
    "forward returned array (":
        "The shape is lost. A[keep] picks numbers out, where keep is True and False. A product leaves all in place.",
    "object has no attribute": "Is it asked of self before it was put there? What backward needs, forward has to keep.",
    "but 2 were given": "Python hands the object over first. Is self missing among the parameters?",
}.items():
    Dropout.stumble(words, hint)
# fmt: on


class Score(float):
    """The share of digits read; costs, batch_size, straight, outputs and last say more of the training."""


def three_things(made):
    if isinstance(made, tuple | list) and len(made) == 3:
        return made
    came = f"{len(made)} things" if isinstance(made, tuple | list) else show(made)
    raise Refuse(f"{came}; three were expected: layers, optimizer, batch size")


def trained(choice, epochs):
    """The mean score of two networks on 1,000 digits, after training on 3,000 others."""
    (X, _, y, _), scores = digits(), []
    for seed in (0, 1):
        rng = np.random.default_rng(seed)
        layers, optimizer, batch_size = three_things(choice(rng))
        if isinstance(optimizer, type) or not hasattr(optimizer, "update"):
            raise Refuse(
                f"the optimizer is {optimizer!r}; an object was expected, such as SGD(0.1)"
            )
        model = Model(layers, SoftmaxCrossEntropy(), np.float32)
        if model.theta.size > 250_000:
            raise Refuse(
                f"a network of {model.theta.size:,} parameters; 250,000 at most, for speed"
            )
        model.fit(X[:3000], y[:3000], optimizer, epochs, batch_size, rng)
        scores.append(model.score(X[3000:], y[3000:]))
    score = Score(np.mean(scores))
    score.costs, score.batch_size = model.costs, batch_size or 3000
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
    seconds=60,
    report=lambda score: (
        f"It reads {100 * score:.0f} % of the digits that it has not seen, the mean of two starts."
    ),
)
# fmt: off
for (hint, read), is_so in {
    ("The last layer does not give ten numbers, one score for each digit.", "notebook 08, “Layers in a chain”"):
        lambda score: score.outputs != 10,
    ("An activation stands behind the last dense layer. Softmax takes the scores as they are, negative ones too.",
     "notebook 08, “The loss is the end of the chain”"): lambda score: not isinstance(score.last, Dense),
    ("There are only dense layers, and without a bend between them they fold into one.",
     "notebook 03, “Two layers that fold into one”"): lambda score: score.straight,
    ("With batches as large as these, three epochs are only a few steps.",
     "notebook 08, “Noise against speed”"): lambda score: score.batch_size > 250,
    ("The first epoch cost more than a blind guess, ln 10. Are the steps too long, or the first weights too large?",
     "notebook 08, “How should weights start?”"): lambda score: score.costs[0] > 2.4,
    ("It learns, but not enough in three epochs. Longer steps, more of them, or an optimizer that remembers?",
     None): lambda score: score.costs[0] <= 2.4,
}.items():
    three_epochs.symptom(hint, read)(lambda score, epochs, is_so=is_so: is_so(score))
for words, hint in {
    "must be Dense": "The first thing is a list of layers, and mlp(sizes, rng) makes one of the sizes.",
    "object is not iterable":
        "The first thing is a list of layers, such as mlp(sizes, rng) makes. The check makes the model.",
    "argument: 'Z'": "Without ( ) it is the class. A layer is an object: ReLU().",
    "argument: 'Y'": "The loss stands among the layers. The check puts it at the end of the chain.",
    "steps of another network":
        "The check asks for two networks, each with an optimizer of its own: make it in the function.",
}.items():
    three_epochs.stumble(words, hint)
# fmt: on
