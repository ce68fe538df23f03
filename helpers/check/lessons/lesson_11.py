"""The exercises of notebook 11: evaluation."""

import functools

import numpy as np

from helpers.check.attempt import Refuse
from helpers.check.cases import digits
from helpers.check.compare import as_array, is_number, show
from helpers.check.exercise import AnyOf, Exercise, at_least
from helpers.check.prediction import Prediction

WHO_FOR_WHOM = "notebook 11, “Who is taken for whom?”"


test_digits = Prediction(
    "test_digits",
    question="how many test digits make the confidence interval around 95 % a third as wide as 1,000 do",
    like=1000,
    read="notebook 11, “A confidence interval for the accuracy”",
    answer=lambda: 9000,
    because="n is under a root: a third of the width takes nine times the digits.",
    mistakes={
        "Three times the digits do not make it a third as wide: n is under a root.": 3000,
        "That makes it half as wide. A third is asked for.": 4000,
        "The root undoes one square: it takes the factor squared once, not twice.": 81_000,
        "That looks like a factor. The number of digits is asked for.": 9,
    },
    symptoms={
        "The root is taken of the factor. Which n makes its own root three times as large?": lambda came: (
            abs(came - 1000 * 3**0.5) < 5
        ),
        "Nearly. Without rounding on the way it comes out even.": lambda came: 8900 < came < 9100,
        "With fewer digits it is wider, not narrower: n is under the fraction bar.": lambda came: 9 < came < 1000,
        "That makes it narrower than now, but not by so much.": lambda came: 1000 < came <= 8900,
        "So many make it narrower than asked.": lambda came: came >= 9100,
    },
)


def add_up(labels, guesses, n_classes):
    counts = np.zeros((n_classes, n_classes), dtype=int)
    np.add.at(counts, (labels, guesses), 1)
    return counts


confusion = Exercise(
    "confusion",
    read=WHO_FOR_WHOM,
    answer=add_up,
    cases=lambda rng: {
        "seven digits": (np.array([0, 0, 1, 2, 2, 2, 2]), np.array([0, 1, 1, 2, 0, 0, 2]), 3),
        "classes 3 and 4 never turn up": (np.array([0, 1, 2, 2]), np.array([0, 2, 2, 1]), 5),
        "class 4 is said, but never there": (np.array([0, 1, 3]), np.array([4, 1, 3]), 5),
        "300 random ones": (rng.integers(0, 10, 300), rng.integers(0, 10, 300), 10),
    },
    mistakes={
        "Rows and columns are exchanged: "
        "a row is for what it is, a column for what was said.": lambda labels, guesses, n: add_up(guesses, labels, n),
        "Each pair is counted once, however often it comes. Is a place set to 1, or is 1 added to a whole list of "
        "places? NumPy does that at once, "
        "so a place that is in the list twice still gets 1.": lambda *its: add_up(*its).clip(max=1),
        "Only mistakes are counted. What went right belongs to the table too, on its diagonal.": lambda *its: (
            add_up(*its) * (1 - np.eye(its[2], dtype=int))
        ),
        "Only what went right is counted: all off the diagonal is 0.": lambda *its: np.diag(np.diag(add_up(*its))),
        "These are shares of all digits. Counts are asked for.": lambda *its: add_up(*its) / len(its[0]),
        "These are shares of each row. Counts are asked for.": lambda *its: (
            add_up(*its) / add_up(*its).sum(axis=1, keepdims=True)
        ),
        "Every entry is 1 too large. With what does the table begin?": lambda *its: add_up(*its) + 1,
        "Everything lies one row too high and one column too far to the left: "
        "labels begin at 0, as places do.": lambda *its: np.roll(add_up(*its), (-1, -1), axis=(0, 1)),
        "Every label is paired with every guess. They belong together digit by digit: one walk through both, "
        "not two.": lambda labels, guesses, n: np.outer(np.bincount(labels, None, n), np.bincount(guesses, None, n)),
    },
    symptoms={
        "One digit alone is counted. Is the return inside the loop?": lambda came, labels, guesses, n: (
            as_array(came).sum() == 1 < len(labels)
        ),
        "All digits but one are counted. Where does the loop begin, and where does it end?": (
            lambda came, labels, guesses, n: (
                as_array(came).sum() == len(labels) - 1 and np.all(as_array(came) <= add_up(labels, guesses, n))
            )
        ),
        "All rows are the same: [row] * n is one list, n times, and writing into one row writes into all.": (
            lambda came, labels, guesses, n: (
                np.shape(came) == (n, n) and np.any(came) and (as_array(came) == as_array(came)[0]).all()
            )
        ),
        "The table is too large: n_classes says how many rows and columns it has.": lambda came, labels, guesses, n: (
            np.shape(came) == (len(came), len(came)) and len(came) > n
        ),
        "notebook 02, “Bug one: `y.max() + 1` classes”": {
            "The table is too small: it has rows for the classes that turn up. A class that is missing still has a "
            "row and a column: take n_classes.": lambda came, labels, guesses, n: len(came) < n,
        },
    },
    stumbles={
        "There are not as many numbers as the table has places. Is it np.bincount? It ends at the largest number that "
        "turns up, unless it is given a minlength.": "cannot reshape array",
    },
)


def two(thing, *args):
    """The two values that thing returns; two rows of one array are as good."""
    came = thing(*args)
    return tuple(came) if isinstance(came, np.ndarray) and came.shape[:1] == (2,) else came


def shares_of(counts, *axes, over=lambda sums, right: np.maximum(sums, 1)):
    """The diagonal over the sums along each axis, 0 where such a sum is 0; over: (sums, diagonal) -> what divides."""
    right = np.diag(counts)
    return tuple(right / over(counts.sum(axis=axis), right) for axis in axes)


def divided_by(over):
    return lambda counts: shares_of(counts, 1, 0, over=over)


recall_precision = Exercise(
    "recall_precision",
    read=WHO_FOR_WHOM,
    answer=lambda counts: shares_of(counts, 1, 0),
    ask=two,
    cases=lambda rng: {
        "three classes": (np.array([[8, 1, 1], [0, 6, 4], [2, 0, 18]]),),
        "class 1 was never said": (np.array([[5, 0, 1], [2, 0, 2], [0, 0, 4]]),),
        "class 0 was never there": (np.array([[0, 0, 0], [1, 3, 0], [0, 2, 2]]),),
        "ten classes, random": (rng.integers(1, 20, (10, 10)) + 60 * np.eye(10, dtype=int),),
    },
    mistakes={
        "The two are exchanged. Recall asks about the digits that are there (their row), precision about those that "
        "were called so (their column). Mind what axis=0 adds up.": lambda counts: shares_of(counts, 0, 1),
        "Both are taken from the rows. Precision has to do with the columns.": lambda counts: shares_of(counts, 1, 1),
        "Both are taken from the columns. Recall has to do with the rows.": lambda counts: shares_of(counts, 0, 0),
        "Divided by all digits. Each class has its own row and column.": divided_by(lambda sums, right: sums.sum()),
        "Divided by what went wrong. What went right counts there too.": divided_by(lambda sums, right: sums - right),
        "These are percentages. Shares are asked for, from 0 to 1.": divided_by(lambda sums, right: sums.clip(1) / 100),
        "What went right in all classes together is divided. Each class has its own place on "
        "the diagonal.": lambda counts: tuple(counts.trace() / np.maximum(counts.sum(axis=axis), 1) for axis in (1, 0)),
        "1 is added to every sum. That avoids 0 / 0, and changes the others.": divided_by(lambda sums, right: sums + 1),
    },
    symptoms={
        "A class has been left out: each gets its entry, "
        "and where the sum is 0 that entry is 0.": lambda came, counts: min(map(len, came)) < len(counts),
        "Where a sum is 0, something other than 0 came. (np.divide with where= leaves there what was in memory before, "
        "unless it gets an out=.)": lambda came, counts: any(
            np.any((counts.sum(axis=axis) == 0) & (np.nan_to_num(shares) != 0))
            for shares, axis in zip(came, (1, 0), strict=True)
        ),
        "A sum is 0, and 0 / 0 is no number (nan). "
        "A class that was never said, or never there, gets 0.": lambda came, counts: np.isnan(came).any(),
    },
)


def turn(costs, patience, first=1, late=0, better=np.less, against=lambda best, epoch: best, anew=True):
    """(best epoch, last epoch), as early stopping finds them; each thing in it can be done wrongly."""
    best, waited = 0, 0
    for epoch in range(1, len(costs)):
        if better(costs[epoch], costs[against(best, epoch)]):
            best, waited = epoch, 0 if anew else waited
        else:
            waited += 1
        if waited >= patience + late:
            break
    return best + first, epoch + first


early_stop = Exercise(
    "early_stop",
    read="notebook 11, “Stop in time”",
    answer=lambda costs, patience: turn(costs, patience),  # its arguments only, which the check shows by name
    ask=two,
    cases=lambda rng: {
        "falls, then rises": ([0.9, 0.5, 0.3, 0.4, 0.45, 0.5, 0.6], 2),
        "better than ever, but too late": ([0.9, 0.4, 0.5, 0.6, 0.7, 0.2, 0.1], 3),
        "wiggles on its way down": ([0.9, 0.7, 0.8, 0.6, 0.7, 0.5, 0.6, 0.55, 0.7, 0.4], 3),
        "falls to the end": ([2.9, 2.2, 1.7, 1.6], 2),
        "stays as it is": ([0.5, 0.3, 0.3, 0.3, 0.3, 0.3, 0.3], 4),
        "a noisy valley": (list(np.linspace(-1, 2, 90) ** 2 + rng.random(90)), 10),
    },
    mistakes={
        "It never stops early: it looks at the whole list. End when the best cost is "
        "`patience` epochs old.": lambda costs, patience: (int(np.argmin(costs)) + 1, len(costs)),
        "Right, but counted from 0. The first epoch is epoch 1.": lambda *its: turn(*its, first=0),
        "It stops an epoch too late: end when the best cost is `patience` epochs old.": lambda *its: turn(*its, late=1),
        "The last epoch is one too early. Does it stop before the best cost is `patience` epochs old, or is the last "
        "epoch counted from 0?": AnyOf(
            [lambda *its: turn(*its, late=-1), lambda *its: (turn(*its)[0], turn(*its, first=0)[1])]
        ),
        "It stops at the first rise. patience says how long to wait.": lambda costs, patience: turn(costs, 1),
        "The first number is the best cost. Its epoch is asked for.": lambda costs, *patience: (
            (costs[turn(costs, *patience)[0] - 1], turn(costs, *patience)[1])
        ),
        "A cost only as good as the best is taken for a better one.": lambda *its: turn(*its, better=np.less_equal),
        "The two are exchanged: the best epoch comes first, then the last one.": lambda *its: turn(*its)[::-1],
        "It stops when the cost has risen several times in a row, or compares with the epoch before. What counts is "
        "the best cost so far, and how old it is.": lambda *its: turn(*its, against=lambda best, epoch: epoch - 1),
        "It counts all epochs that were not better. After a better one the waiting begins anew: "
        "how old is the best cost?": lambda *its: turn(*its, anew=False),
    },
    symptoms={
        "No cost was better than what the best one began as. "
        "With what is the first cost compared?": lambda came, costs, patience: came[0] == 0,
        "The best epoch is the best of the whole list. Early stopping never sees the costs that come later.": (
            lambda came, costs, patience: (
                came[0] == np.argmin(costs) + 1 != turn(costs, patience)[0] and came[1] != len(costs)
            )
        ),
    },
)


ROTTEN, MARK = 200, 155
SPOILT_BY = 2021  # not 0: who draws 200 rows with the usual seed would draw these


@functools.cache
def spoilt():
    """2,000 digits, their labels, 200 of them wrong, and the rows of those."""
    X, _, y, _ = digits()
    rng, X, labels = np.random.default_rng(SPOILT_BY), X[:2000], y[:2000].copy()
    rows = rng.permutation(2000)[:ROTTEN]
    labels[rows] = (labels[rows] + rng.integers(1, 10, ROTTEN)) % 10
    return X, labels, rows


def found(thing, X, labels):
    """How many of the wrong labels are among the rows that it names."""
    came = thing(X, labels)
    rows = as_array(came)
    whole = rows is not None and is_number(rows) and rows.dtype != bool and np.array_equal(rows, np.trunc(rows))
    if not whole or rows.shape != (ROTTEN,):
        came = came if rows is None else np.asarray(came)
        raise Refuse(f"{show(came)}. The numbers of {ROTTEN} different rows are asked for, ({ROTTEN},)")
    if len(np.unique(rows)) < ROTTEN:
        raise Refuse(f"{ROTTEN} numbers, and only {len(np.unique(rows))} different ones; each row counts once")
    return int(np.isin(rows, spoilt()[2]).sum())


rotten = Exercise(
    "rotten",
    read="notebook 11, “Overfitting, in two curves”",
    answer=lambda X, labels: MARK,
    ask=found,
    same=at_least,
    cases=lambda rng: {f"2,000 digits, at least {MARK} wrong labels to find": spoilt()[:2]},
    report=lambda came: f"It finds {came} of the {ROTTEN} wrong labels; the mark is {MARK}.",
    symptoms={
        "By chance it would find about 20, and it avoids them: these are the labels it believes most. "
        "Look at the other end of the order.": lambda came, *_: came < 5,
        "About what chance finds. Does the order of rows depend on the labels at all?": lambda came, *_: 5 <= came < 50,
        "Better than chance, but not enough. A network that was trained for long has memorized the wrong labels, one "
        "that was hardly trained knows nothing. And ask how probable it finds the label, not how confident it is "
        "of its prediction.": lambda came, *_: 50 <= came < MARK,
    },
    stumbles={
        "It agrees with every label. Which labels does a network not memorize in so long a time? And a wrong "
        "label need not change the guess: order the rows by how probable each label is.": "[]. The numbers",
        "Each row has its True or False. Numbers of rows are asked for, the 200 that are most suspect.": ") of bool",
        "These are no numbers of rows. np.sort gives the sorted values, np.argsort where they were.": ") of float",
        "Rows where guess and label differ are as many as they are. "
        "Put all rows in an order, worst first, and take 200.": ",) of int",
    },
)


class HalfDropped:
    """Dropout as in the paper of 2014, with a probability of 1/2."""

    def __init__(self, rng):
        self.rng, self.training = rng, True

    def forward(self, A):
        self.factors = (self.rng.random(A.shape) < 0.5) if self.training else np.full(A.shape, 0.5)
        return A * self.factors

    def backward(self, dA):
        return dA * self.factors


FORWARD = "forward multiplies by"
ZEROS = "share of zeros"
LIKE_FIRST = "examples with the zeros of the first"
OTHERS = "the next forward has other zeros"
REPEATS = "the same seed gives the same zeros"
AT_ZEROS = "where forward gave 0, backward multiplies by"
ELSEWHERE = "elsewhere, backward multiplies by"


def facts(kind, A, dA, training):
    """What there is to say of a random layer."""
    layer, twin = kind(np.random.default_rng(1)), kind(np.random.default_rng(1))
    given, arrived = A.copy(), dA.copy()
    before, by_twin = layer.forward(A.copy()), twin.forward(A.copy())
    layer.training = training
    before, by_twin, out = (numbers("forward", came, A) for came in (before, by_twin, layer.forward(A)))
    back = numbers("backward", layer.backward(dA), A)
    gone = out == 0
    return {
        FORWARD: factors(out, given),
        ZEROS: 0.5 if 0.45 < gone.mean() < 0.55 else float(gone.mean()),
        LIKE_FIRST: int((gone == gone[0]).all(axis=1).sum()),
        OTHERS: not np.array_equal(before == 0, gone),
        REPEATS: np.array_equal(before, by_twin),
        AT_ZEROS: factors(back[gone], arrived[gone]),
        ELSEWHERE: factors(back[~gone], arrived[~gone]),
    }


def numbers(name, came, A):
    """What the method of this name returned, as an array like A."""
    array = as_array(came)
    if array is None or array.shape != A.shape or not is_number(array):
        raise Refuse(f"{name} returned {show(came)}, where shape {A.shape} was expected")
    return array


def factors(after, before):
    return tuple(np.unique((after / before).round(3) + 0.0).tolist())  # + 0.0: no -0


def has(fact, wrong, training=True):
    """Whether this fact came, in training or after."""
    return lambda came, A, dA, on: on == training and came[fact] == wrong


Dropout = Exercise(
    "Dropout",
    read="notebook 11, “Leave units out at random”",
    answer=functools.partial(facts, HalfDropped),
    ask=facts,
    methods=("forward", "backward"),
    cases=lambda rng: {
        name: (rng.uniform(1, 2, (40, 50)), rng.uniform(1, 2, (40, 50)), training)
        for name, training in (("in training", True), ("after training", False))
    },
    symptoms={
        "Each number is multiplied by what was drawn. The draw should only decide which becomes 0.": (
            lambda came, A, dA, on: on and len(came[FORWARD]) > 3
        ),
        "Everything becomes 0 in training. Which numbers can your draw give?": has(FORWARD, (0,)),
        "The others are doubled. That is inverted dropout; here they stay as they are.": has(FORWARD, (0, 2)),
        "Nothing becomes 0 in training. Is self.training read the wrong way round?": has(ZEROS, 0),
        "Every example loses the same numbers: draw for each entry of A, not for each column.": has(LIKE_FIRST, 40),
        "The same numbers become 0 each time. Draw in each forward, and start no generator anew.": has(OTHERS, False),
        "It is drawn from another generator than self.rng, so that nobody can repeat a run.": has(REPEATS, False),
        "What forward set to 0 cannot change the cost, but its gradient is not 0 here.": has(AT_ZEROS, (1,)),
        "backward draws anew. What of forward's draw has to be kept?": has(ELSEWHERE, (0, 1)),
        "After training nothing is halved: on average the next layer gets twice as much.": has(FORWARD, (1,), False),
        "It doubles after training. The next layer got less in training, not more.": has(FORWARD, (2,), False),
        "It goes on dropping after training. Which attribute says that training is over?": AnyOf(
            [has(FORWARD, (0, 1), False), has(FORWARD, (0, 0.5), False)]
        ),
        "After training forward halves, and backward does not: a change of the input changes the cost half as "
        "much.": has(ELSEWHERE, (1,), False),
        "After training, backward still has the zeros of an earlier forward.": has(ELSEWHERE, (0, 1), False),
    },
    stumbles={
        "Does every way through it end in a return with a value, in training and after?": "returned None, where",
        "The shape is lost. "
        "A[keep] picks numbers out, where keep is True and False. A product leaves all in place.": ",) of float",
        "self is asked for something that was not put there before. "
        "What backward needs, forward has to keep.": "'my_Dropout' object has no attribute",
        "Python hands over the object itself first: def __init__(self, rng), def forward(self, A).": AnyOf(
            [f".{name}() takes 1 positional" for name in ("__init__", "forward", "backward")]
        ),
        "The layer is made with a generator: write def __init__(self, rng).": "my_Dropout() takes no arguments",
    },
)
