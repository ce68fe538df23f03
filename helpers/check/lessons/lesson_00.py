"""The exercises of notebook 00: the tour."""

import numpy as np

from helpers.check.attempt import Refuse
from helpers.check.cases import digits
from helpers.check.compare import as_kind_of, is_one_number, show
from helpers.check.exercise import AnyOf, Exercise, at_least
from helpers.check.prediction import Prediction
from helpers.encoding import one_hot
from helpers.network import init_params, predict
from helpers.training import train_vectorized

THE_END = "notebook 00, “What you will have built”"
LONGEST = 60  # epochs that a training may take
MARK = 650  # digits of 1,000 that it has to read

one_letter = Prediction(
    "one_letter",
    question="how many of 1,300 letters, 50 of each, are right where all get the same answer",
    like=100,
    read=THE_END,
    answer=lambda: 1300 // 26,
    because="It is right for that one letter, and wrong for all the others: one time in 26.",
    mistakes={
        "One in ten is for ten possible answers. Here there are 26.": 1300 // 10,
        "That fits the digits of this page: 100 of each. Of each letter there are 50.": 100,
        "That is how many letters the alphabet has. How often does each come in the test?": 26,
        "These are the ones it gets wrong.": 1300 - 50,
        "That is the share. The question is how many of the 1,300.": AnyOf([1 / 26, 0.038, 0.04]),
        "Not even one? The letter that it always says is among the 1,300.": 0,
        "That is all of them: as many as if every guess were right.": 1300,
        "That is one in 26 of the 1,000 digits of this page. There are 1,300 letters.": AnyOf([1000 / 26, 38]),
        "That is the share in percent. The question is how many of the 1,300.": AnyOf([100 / 26, 3.85, 3.8]),
    },
)


def share_cases(rng):
    labels = rng.integers(0, 10, 200)
    guesses = np.where(rng.random(200) < 0.7, labels, rng.integers(0, 10, 200))
    return {
        "five digits": (np.array([3, 3, 8, 3, 3]), np.array([3, 3, 3, 7, 7]), 3),
        "six digits": (np.array([3, 8, 3, 3, 3, 3]), np.array([3, 3, 3, 3, 7, 8]), 3),
        "a digit that is always missed": (np.array([1, 1, 2, 4]), np.array([9, 1, 9, 4]), 9),
        "a digit that is always read": (np.array([0, 0, 6, 6, 1]), np.array([0, 0, 6, 5, 6]), 0),
        "200 random digits, the eights": (guesses, labels, 8),
        "200 random digits, the zeros": (guesses, labels, 0),
    }


def of_all(end):
    """end(where the digit was said, where it is), each True or False for every row."""
    return lambda guesses, labels, digit: end(guesses == digit, labels == digit)


def from_read(end):
    """A wrong end after a right beginning: end(True or False for each row of the digit, whether it is read)."""
    return of_all(lambda said, true: end(said[true]))


share_right = Exercise(
    "share_right",
    read=THE_END,
    answer=lambda guesses, labels, digit: np.mean(guesses[labels == digit] == digit),
    cases=share_cases,
    mistakes={
        "It is divided by the number of all digits. The share of those whose label is `digit` is wanted.": (
            of_all(lambda said, true: np.mean(said & true))
        ),
        "It looks at where the network said `digit`, and how often that was true. The question is the other way round: "
        "of those that are a `digit`, how many does it read?": of_all(lambda said, true: np.mean(true[said])),
        "That is the share of all: `digit` has no effect.": lambda guesses, labels, _: np.mean(guesses == labels),
        "That is how many it reads, and not yet the share, which is between 0 and 1.": from_read(np.sum),
        "That is the share it gets wrong.": from_read(lambda read: np.mean(~read)),
        "That is how often it says `digit`, right or wrong.": of_all(lambda said, true: np.mean(said)),
        "That is the share of `digit` in all. The guesses have no effect.": of_all(lambda said, true: np.mean(true)),
        "That is in percent. A share between 0 and 1 is wanted.": from_read(lambda read: 100 * np.mean(read)),
        "Guesses and labels are each compared with `digit`, and then counted separately. A guess counts only where its "
        "own label is `digit`.": of_all(lambda said, true: np.sum(said) / np.sum(true)),
        "It counts where both are `digit` or neither is, among all digits. Only rows whose label is `digit` count.": (
            of_all(lambda said, true: np.mean(said == true))
        ),
        "That is the mean of the guesses themselves. Which of them are right?": (
            lambda guesses, labels, digit: np.mean(guesses[labels == digit])
        ),
        "These are the rows, right or wrong. One number is wanted: the share that is right.": from_read(np.array),
        "guesses[digit] is the guess in row number `digit`. The labels say which rows are meant.": (
            lambda guesses, labels, digit: np.mean(guesses[digit] == labels[digit])
        ),
        "It stops at the first row that counts: a return in a loop ends the function.": from_read(lambda read: read[0]),
        "It is rounded. Round what you print, not what you return.": from_read(lambda read: np.round(np.mean(read), 2)),
        "Only one of the two is cut down to the rows of `digit`. Compare row with row.": AnyOf(
            [of_all(lambda said, true: said == true[true]), of_all(lambda said, true: said[true] == true)]
        ),
    },
    symptoms={
        "It answers for all ten digits. Only `digit` is wanted.": lambda came, *_: np.shape(came) == (10,),
        "That is the share of no rows at all, 0 / 0. Are the rows chosen by `digit`, or by a 3 that is written in?": (
            lambda came, guesses, labels, digit: np.isnan(came) and 3 not in labels
        ),
    },
    stumbles={
        "Lists have a method count, arrays do not. Compare first: the sum counts each True as 1.": (
            "'numpy.ndarray' object has no attribute 'count'"
        ),
    },
)


class Reading(int):
    """How many digits were read, and the costs of the training that led there."""

    def __new__(cls, right, costs):
        reading = super().__new__(cls, right)
        reading.costs = costs
        return reading

    def __repr__(self):
        return f"{int(self):,} (the cost went from {self.costs[0]:.2f} to {self.costs[-1]:.2f})"


def train_and_read(chosen, X, y, X_new, y_new):
    """Train as the student chose, and count the new digits that it reads."""
    epochs, learning_rate, seed = refuse_odd(chosen)
    params = init_params((784, 16, 16, 10), np.random.default_rng(seed))
    params, costs = train_vectorized(params, X, one_hot(y), epochs, learning_rate)
    return Reading(np.sum(predict(params, X_new) == y_new), costs)


def refuse_odd(chosen):
    parts = [as_kind_of(0, part) for part in chosen]
    if len(parts) != 3 or not all(map(is_one_number, parts)):
        raise Refuse(f"Three numbers are wanted, (epochs, learning rate, seed), and not {show(chosen)}.")
    epochs, learning_rate, seed = parts
    if not float(epochs).is_integer() or not 1 <= epochs <= LONGEST:
        raise Refuse(
            f"{epochs} epochs. A whole number from 1 to {LONGEST} is allowed. "
            "The order is (epochs, learning rate, seed)."
        )
    if not float(seed).is_integer() or seed < 0:
        raise Refuse(f"The seed {seed}. It has to be a whole number, 0 or larger.")
    return int(epochs), learning_rate, int(seed)


def training_cases(rng):
    X, _, y, _ = digits()
    return {"1,000 digits to learn from, 1,000 others to read": (X[:1000], y[:1000], X[1000:2000], y[1000:2000])}


sixty_epochs = Exercise(
    "sixty_epochs",
    like=(20, 0.8, 0),
    read=THE_END,
    answer=lambda *X: MARK,
    ask=train_and_read,
    same=at_least,
    cases=training_cases,
    seconds=60,  # it trains, and the computer may be busy
    report=lambda came: f"It reads {int(came)} of 1,000 digits that it did not learn from.",
    symptoms={
        "The cost rises: with a learning rate below 0 every nudge goes the wrong way, and the network unlearns.": (
            lambda came, *_: came.costs[-1] == max(came.costs) > came.costs[0]
        ),
        "The cost stays where it was: a learning rate of 0 nudges nothing.": (
            lambda came, *_: len(came.costs) > 1 and came.costs[-1] == came.costs[0]
        ),
        "The cost goes up and down instead of falling: the nudges are so large that they overshoot. "
        "Try a smaller learning rate.": (
            lambda came, *_: not np.maximum(np.diff(came.costs), 0).sum() <= 0.2  # or nan
        ),
        "Training stopped before the cost was low: too few epochs.": lambda came, *_: len(came.costs) < LONGEST / 2,
        "The cost falls, but so slowly that the epochs run out: the nudges are small. "
        "A larger learning rate takes it further in as many epochs.": (lambda came, *_: len(came.costs) >= LONGEST / 2),
    },
)
