"""The exercises of notebook 15: scikit-learn and PyTorch."""

import numpy as np

from helpers.check.exercise import Exercise
from helpers.check.prediction import Prediction

NAMES = "notebook 15, “From ours to PyTorch, and back”"

rate_of_sum = Prediction(
    "rate_of_sum",
    question="the rate for the sum over 128 losses that makes the same steps as 0.1 for their mean",
    like=0.5,
    read="notebook 06, “The gradient of 4,000 digits, one after another”",
    answer=lambda: 0.1 / 128,
    within=1e-6,
    because="The gradient of the sum is 128 times that of the mean, so a rate 128 times smaller makes the same step.",
    mistakes={
        "That is 128 times too large, twice: the sum's gradient is larger already. Divide.": 12.8,
        "That rate belongs to the mean. The gradient of the sum is 128 times as large.": 0.1,
        "The number of batches does not matter. How many losses are in one sum?": 0.1 / 32,
        "The steps of one batch do not know how many digits there are in all.": 0.1 / 4000,
        "That is 1/128. And the rate was 0.1.": 1 / 128,
    },
    symptoms={"How many times as large as the mean's is the gradient of a sum of 128 losses?": lambda came: True},
)


def pairs(state, transposed=True, order=int):
    numbers = sorted({name.partition(".")[0] for name in state}, key=order)
    weights = [state[f"{n}.weight"] for n in numbers]
    return [(W.T if transposed else W, state[f"{n}.bias"]) for W, n in zip(weights, numbers, strict=True)]


def state(rng, *sizes, mixed=False):
    """A state dict of such a network, in order or not."""
    layers = zip(sizes[:-1], sizes[1:], strict=True)
    arrays = {}
    for n, (n_in, n_out) in enumerate(layers):
        arrays[f"{2 * n}.weight"], arrays[f"{2 * n}.bias"] = rng.normal(size=(n_out, n_in)), rng.normal(size=n_out)
    names = rng.permutation(list(arrays)) if mixed else arrays
    return {str(name): arrays[name] for name in names}


from_state_dict = Exercise(
    "from_state_dict",
    read=NAMES,
    answer=lambda state: pairs(state),
    cases=lambda rng: {
        "two layers, 4-3-2": (state(rng, 4, 3, 2),),
        "the names in any order": (state(rng, 5, 4, 3, 2, mixed=True),),
        "eight layers": (state(rng, *range(10, 1, -1)),),
    },
    mistakes={
        "The weights are transposed: PyTorch has (units out, units in).": lambda state: pairs(state, transposed=False),
        "10 comes before 2 where names are sorted as text. Sort by the number.": lambda state: pairs(state, order=str),
        "The layers come in the order of the dictionary. Sort by the number in the name.": lambda state: pairs(
            state, order=[name.partition(".")[0] for name in state].index
        ),
        "W and b are exchanged in each pair.": lambda state: [(b, W) for W, b in pairs(state)],
        "The layers come from the last to the first.": lambda state: pairs(state)[::-1],
    },
    symptoms={
        "These are names, or a dictionary. Pairs of arrays are wanted.": lambda came, state: (
            isinstance(came, dict) or any(isinstance(part, str) for part in np.ravel(np.array(came, dtype=object)))
        ),
        "There are too many pairs: one for each layer, and each layer has two names.": lambda came, state: (
            len(came) == len(state)
        ),
    },
    stumbles={"The layers are numbered 0, 2, 4: the ReLUs have numbers too.": ("1.weight", lambda state: True)},
)

batches_of = Exercise(
    "batches_of",
    read="notebook 09, “Mini-batches”",
    answer=lambda n, size, drop_last: n // size if drop_last else -(-n // size),
    cases=lambda rng: {
        "4,000 digits, 128 each, all of them": (4000, 128, False),
        "the last one dropped": (4000, 128, True),
        "a number that divides": (4096, 128, False),
        "fewer than one batch": (100, 128, True),
        "the same, kept": (100, 128, False),
    },
    mistakes={
        "The last, smaller batch is missing where it is not dropped.": lambda n, size, drop_last: n // size,
        "The last, smaller batch is counted where it is dropped.": lambda n, size, drop_last: -(-n // size),
        "drop_last is the wrong way round.": lambda n, size, drop_last: -(-n // size) if drop_last else n // size,
        "One batch too many where the size divides n.": lambda n, size, drop_last: n // size + (not drop_last),
        "A whole number of batches is wanted. Which way is it rounded?": lambda n, size, drop_last: n / size,
        "Rounding to the nearest loses a small last batch.": lambda n, size, drop_last: (
            n // size if drop_last else round(n / size)
        ),
    },
)
