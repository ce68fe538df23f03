"""The exercises of notebook 17: many machines."""

import numpy as np

from helpers.check.exercise import Exercise
from helpers.check.prediction import Prediction

SUM = "notebook 17, “A gradient is a sum”"
PAY = "notebook 17, “How many machines pay?”"


def step_with(gradient):
    """theta minus the rate times a gradient of this list of sums and of counts."""
    return lambda theta, parts, rate: theta - rate * gradient([s for s, _ in parts], [m for _, m in parts])


step_from_parts = Exercise(
    "step_from_parts",
    read=SUM,
    answer=step_with(lambda sums, counts: sum(sums) / sum(counts)),
    cases=lambda rng: {
        "one digit here, three there": (
            np.array([1.0, 2.0]),
            [(np.array([1.0, 0.0]), 1), (np.array([15.0, 6.0]), 3)],
            0.5,
        ),
        "four shards": (rng.normal(size=5), [(m * rng.normal(size=5), m) for m in (8, 8, 7, 2)], 0.1),
    },
    mistakes={
        "That is the mean of the means: a digit of a small shard counts too much.": step_with(
            lambda sums, counts: np.mean([s / m for s, m in zip(sums, counts, strict=True)], axis=0)
        ),
        "The sums were added and never divided: the step is as many times too long as there are digits.": step_with(
            lambda sums, counts: sum(sums)
        ),
        "Divided by the number of parts. The cost is a mean over digits.": step_with(
            lambda sums, counts: sum(sums) / len(sums)
        ),
        "The step goes uphill: the gradient is subtracted.": step_with(lambda sums, counts: -sum(sums) / sum(counts)),
        "That is the gradient. The weights after the step are asked for.": lambda theta, parts, rate: (
            sum(s for s, _ in parts) / sum(m for _, m in parts)
        ),
        "The rate is missing.": lambda theta, parts, rate: theta - sum(s for s, _ in parts) / sum(m for _, m in parts),
    },
    symptoms={
        "One number came. There is one for each weight.": lambda came, *_: np.ndim(came) == 0,
    },
)

rounds = Exercise(
    "rounds",
    read="notebook 17, “In which order?”",
    answer=lambda n: (n - 1).bit_length(),
    cases=lambda rng: {
        "four parts": (4,),
        "five parts": (5,),
        "one part": (1,),
        "a thousand parts": (1000,),
        "2 to the 20th, and one more": (2**20 + 1,),
    },
    mistakes={
        "That is how many additions there are. Those of one round are made at the same time.": lambda n: n - 1,
        "Those are the sums of the first round alone.": lambda n: n // 2,
        "A round is missing where n is no power of two: the part without a neighbour has to be added, too.": (
            lambda n: n.bit_length() - 1
        ),
        "That is up and down again. Only the adding is asked for.": lambda n: 2 * (n - 1).bit_length(),
        "One too many: four parts need two rounds.": lambda n: (n - 1).bit_length() + 1,
    },
)

local_step = Prediction(
    "local_step",
    question="the mean of two weights that began at 1.0 and made a step of rate 0.1 along gradients of 4 and -2",
    like=0.5,
    read="notebook 17, “Local steps”",
    answer=lambda: 0.9,
    within=1e-9,
    because="The weights are 0.6 and 1.2, and their mean is one step along the mean gradient, 1.",
    mistakes={
        "That is where the first machine is. The other is at 1.2.": 0.6,
        "That is where the second machine is. The first is at 0.6.": 1.2,
        "The gradients were added. The mean of the weights goes along their mean.": 0.8,
        "The wrong way: a positive gradient makes the weight smaller.": 1.1,
        "The sign of -2 was lost: that machine's weight grows.": 0.7,
    },
)


def best_of(seconds, first=1, more=1):
    """The n with the fewest seconds(n, compute, size, latency, bandwidth), from first to largest (more = 1)."""

    def best(compute, size, latency, bandwidth, largest):
        numbers = list(range(first, max(largest + more, first + 1)))
        return numbers[int(np.argmin([seconds(n, compute, size, latency, bandwidth) for n in numbers]))]

    return best


def ring(n, compute, size, latency, bandwidth):
    return compute / n + 2 * (n - 1) * (latency + size / n / bandwidth)


best_ring = Exercise(
    "best_ring",
    read=PAY,
    answer=best_of(ring),
    cases=lambda rng: {
        "the numbers of the page": (5.0, 14e6, 1e-4, 125e6, 1000),
        "ten machines at most": (5.0, 14e6, 1e-4, 125e6, 10),
        "a small network": (0.002, 100e3, 1e-4, 125e6, 100),
        "a slow connection": (1.0, 1e6, 0.01, 125e6, 100),
    },
    mistakes={
        "In a ring each message has only one piece, size / n bytes.": best_of(
            lambda n, c, s, a, b: c / n + 2 * (n - 1) * (a + s / b)
        ),
        "That is half of the messages: n - 1 rounds add up, n - 1 more hand out.": best_of(
            lambda n, c, s, a, b: c / n + (n - 1) * (a + s / n / b)
        ),
        "Each machine computes its share of the batch: compute / n.": best_of(
            lambda n, c, s, a, b: c + 2 * (n - 1) * (a + s / n / b)
        ),
        "The latency is missing: without it a ring of any size pays.": best_of(
            lambda n, c, s, a, b: c / n + 2 * (n - 1) * s / n / b
        ),
        "largest itself is allowed; range ends before its second number.": best_of(ring, more=0),
        "Those are the seconds. The number of machines is asked for.": lambda c, s, a, b, largest: min(
            ring(n, c, s, a, b) for n in range(1, largest + 1)
        ),
        "That is a place in the list, which begins at 0. Machines begin at 1.": lambda c, s, a, b, largest: (
            best_of(ring)(c, s, a, b, largest) - 1
        ),
    },
    symptoms={
        "One machine may be best, and it sends no message.": lambda came, c, s, a, b, largest: (
            best_of(ring)(c, s, a, b, largest) == 1
        ),
    },
)
