"""The exercises of notebook 00: the tour."""

import numpy as np

from helpers.check.attempt import Refuse
from helpers.check.cases import digits
from helpers.check.compare import is_one_number
from helpers.check.exercise import Exercise, at_least
from helpers.check.prediction import Prediction
from helpers.encoding import one_hot
from helpers.network import init_params, predict
from helpers.training import train_vectorized

LONGEST = 60  # epochs that a training may take
MARK = 650  # digits of 1,000 that it has to read

one_letter = Prediction(
    "one_letter",
    question="how many of 1,300 letters, 50 of each, are right where all get the same answer",
    like=100,
    read="notebook 00, “What will stand at the end”",
    answer=lambda: 1300 // 26,
    because="It is right wherever that one letter stands, and wrong everywhere else: one time in 26.",
)


@one_letter.mistake("One in ten is for ten possible answers. Here there are 26.")
def one_in_ten():
    return 1300 // 10


@one_letter.mistake("That is the digits of this page: 100 of each. Of each letter there are 50.")
def as_many_as_of_a_digit():
    return 100


@one_letter.mistake(
    "That is how many letters the alphabet has. How often does each come in the test?"
)
def letters():
    return 26


@one_letter.mistake("These are the ones it gets wrong.")
def the_wrong_ones():
    return 1300 - 50


@one_letter.mistake("That is the share. Asked is how many of the 1,300.")
def the_share():
    return 1 / 26


@one_letter.mistake("Not even one? Among the 1,300 stands the letter that it always says.")
def none_at_all():
    return 0


@one_letter.mistake("That is all of them: as many as if every guess were right.")
def all_of_them():
    return 1300


@one_letter.mistake("That is one in 26 of the 1,000 digits of this page. The letters are 1,300.")
def one_in_26_of_the_digits():
    return 1000 / 26


@one_letter.mistake("That is the share in percent. Asked is how many of the 1,300.")
def the_percentage():
    return round(100 / 26, 2)


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


share_right = Exercise(
    "share_right",
    read="notebook 00, “What will stand at the end”",
    answer=lambda guesses, labels, digit: np.mean(guesses[labels == digit] == digit),
    cases=share_cases,
)


@share_right.mistake(
    "It is divided by the number of all digits. Asked is the share of those whose label is `digit`."
)
def of_all(guesses, labels, digit):
    return np.mean((guesses == digit) & (labels == digit))


@share_right.mistake(
    "It looks at where the network said `digit`, and how often that was true. "
    "Asked is the other way round: of those that are a `digit`, how many does it read?"
)
def of_what_it_said(guesses, labels, digit):
    return np.mean(labels[guesses == digit] == digit)


@share_right.mistake("That is the share of all digits, whichever they are: `digit` has no effect.")
def all_digits(guesses, labels, digit):
    return np.mean(guesses == labels)


@share_right.mistake("That is how many it reads, and not yet the share, which is between 0 and 1.")
def how_many(guesses, labels, digit):
    return np.sum(guesses[labels == digit] == digit)


@share_right.mistake("That is the share it gets wrong.")
def share_wrong(guesses, labels, digit):
    return np.mean(guesses[labels == digit] != digit)


@share_right.mistake("That is how often the network says `digit`, right or wrong.")
def how_often_it_says_so(guesses, labels, digit):
    return np.mean(guesses == digit)


@share_right.mistake("That is what share of all digits are a `digit`. The guesses have no effect.")
def how_often_it_is_so(guesses, labels, digit):
    return np.mean(labels == digit)


@share_right.mistake("That is in percent. Asked is a share between 0 and 1.")
def percent(guesses, labels, digit):
    return 100 * np.mean(guesses[labels == digit] == digit)


@share_right.mistake(
    "It is divided with //, which cuts the fraction off: any share below 1 becomes 0."
)
def whole_division(guesses, labels, digit):
    return np.sum(guesses[labels == digit] == digit) // np.sum(labels == digit)


@share_right.mistake(
    "Guesses and labels are each compared with `digit`, and then counted apart. "
    "A guess counts only where its own label is `digit`."
)
def counted_apart(guesses, labels, digit):
    return np.sum(guesses == digit) / np.sum(labels == digit)


@share_right.mistake(
    "It counts where both are `digit` or neither is, among all digits. Asked is about the rows whose label is `digit`."
)
def both_or_neither(guesses, labels, digit):
    return np.mean((guesses == digit) == (labels == digit))


@share_right.mistake("That is the mean of the guesses themselves. Which of them are right?")
def mean_guess(guesses, labels, digit):
    return np.mean(guesses[labels == digit])


@share_right.mistake(
    "These are the rows, right or wrong. Asked is one number: the share that is right."
)
def not_yet_a_share(guesses, labels, digit):
    return guesses[labels == digit] == digit


@share_right.symptom("It answers for all ten digits. Asked is the one that is handed in: `digit`.")
def ten_shares(came, guesses, labels, digit):
    return np.shape(came) == (10,)


@share_right.symptom(
    "That is the share of no rows at all, 0 / 0. Are the rows chosen by `digit`, or by a 3 that is written in?"
)
def of_no_rows(came, guesses, labels, digit):
    return np.isnan(came) and 3 not in labels


@share_right.mistake(
    "guesses[digit] is the guess in that row, whatever stands there. The labels say which rows are meant."
)
def row_of_that_number(guesses, labels, digit):
    return np.mean(guesses[digit] == labels[digit])


@share_right.mistake(
    "It stops at the first row that counts: a return within a loop ends the whole function."
)
def stops_at_once(guesses, labels, digit):
    return float(guesses[labels == digit][0] == digit)


@share_right.mistake("It is rounded. Round when you print, and hand on the number as it is.")
def rounded(guesses, labels, digit):
    return round(float(np.mean(guesses[labels == digit] == digit)), 2)


@share_right.mistake(
    "`and` wants one yes or no, and an array has many. & goes entry by entry; mind the brackets."
)
def one_yes_or_no(guesses, labels, digit):
    return np.mean(guesses == digit and labels == digit)


@share_right.mistake(
    "Lists have a count, arrays do not. Compare first: the sum counts each True as 1."
)
def count_of_a_list(guesses, labels, digit):
    return guesses.count(digit)


def cut_and_whole(guesses, labels, digit):
    return guesses == labels[labels == digit]


def whole_and_cut(guesses, labels, digit):
    return guesses[labels == digit] == labels


for one_is_cut in (cut_and_whole, whole_and_cut):
    share_right.mistake(
        "Only one of the two is cut down to the rows of `digit`. Compare row with row."
    )(one_is_cut)


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
    if len(chosen) != 3 or not all(is_one_number(part) for part in chosen):
        raise Refuse("Three numbers are asked for: (epochs, learning rate, seed).")
    epochs, learning_rate, seed = chosen
    if epochs != int(epochs) or not 1 <= epochs <= LONGEST:
        raise Refuse(
            f"{epochs} epochs. A whole number from 1 to {LONGEST} is allowed. "
            "The order is (epochs, learning rate, seed)."
        )
    if seed != int(seed) or seed < 0:
        raise Refuse(f"The seed {seed}. It has to be a whole number, 0 or larger.")
    return int(epochs), learning_rate, int(seed)


def training_cases(rng):
    X, _, y, _ = digits()
    return {
        "1,000 digits to learn from, 1,000 others to read": (
            X[:1000],
            y[:1000],
            X[1000:2000],
            y[1000:2000],
        )
    }


sixty_epochs = Exercise(
    "sixty_epochs",
    like=(20, 0.8, 0),
    read="notebook 00, “What will stand at the end”",
    answer=lambda *X: MARK,
    ask=train_and_read,
    same=at_least,
    cases=training_cases,
    seconds=60,  # it trains, and the computer may be busy
    report=lambda came: f"It reads {int(came)} of 1,000 digits that it did not learn from.",
)


@sixty_epochs.symptom(
    "The cost rises: with a learning rate below 0 every nudge goes the wrong way, and the network unlearns."
)
def climbs(came, X, y, X_new, y_new):
    return came.costs[-1] > came.costs[0] and max(came.costs) == came.costs[-1]


@sixty_epochs.symptom("The cost stays where it was: a learning rate of 0 nudges nothing.")
def stands_still(came, X, y, X_new, y_new):
    return len(came.costs) > 1 and came.costs[-1] == came.costs[0]


@sixty_epochs.symptom(
    "The cost goes up and down instead of falling: the nudges are so large that they overshoot. "
    "Try a smaller learning rate."
)
def overshoots(came, X, y, X_new, y_new):
    rises = np.maximum(np.diff(came.costs), 0).sum()
    return not rises <= 0.2  # or nan


@sixty_epochs.symptom("It stopped long before the cost was low: so few epochs are too few.")
def too_few_epochs(came, X, y, X_new, y_new):
    return len(came.costs) < LONGEST / 2


@sixty_epochs.symptom(
    "The cost falls, and so slowly that the epochs run out: the nudges are small. "
    "A larger learning rate takes it further in as many epochs."
)
def too_slow(came, X, y, X_new, y_new):
    return len(came.costs) >= LONGEST / 2
