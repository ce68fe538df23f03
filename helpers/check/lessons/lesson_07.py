"""The exercises of notebook 07: training, all examples at once."""

import functools

import numpy as np

from helpers.check.attempt import Refuse
from helpers.check.cases import digits, epoch, epoch_cases, epoch_with, wrong_epochs
from helpers.check.compare import as_array, as_kind_of, is_number, is_one_number, show
from helpers.check.exercise import AnyOf, Exercise
from helpers.check.prediction import Prediction
from helpers.encoding import one_hot
from helpers.handwriting import read_picture
from helpers.network import backward, forward, init_params, predict
from helpers.plumbing.digits import SAMPLE
from helpers.training import train_vectorized

LINES = "notebook 07, “Line by line”"
BATCHES = "notebook 07, “How many times faster?”"
PICTURES = SAMPLE.parent / "handwriting"
STEP_7 = "notebook 05, “Step 7: a batch, and where `A.T @ dZ` comes from”"

doubled = Prediction(
    "doubled",
    question="how many times as long the first step becomes when each digit stands in the data twice",
    like=1.0,
    read=LINES,
    answer=lambda: 1,
    because="Twice as many gradients are added up, and the sum is divided by twice as many digits: "
    "a mean does not notice copies.",
    mistakes={
        "The sum over the digits is twice as large. But what is it divided by?": 2.0,
        "It is divided by twice as many digits. But how many gradients are added up?": 0.5,
        "Each digit is there twice, not four times, and the division by m matters too.": 4.0,
        "Nothing cancels: the copies pull in the same direction as the digits themselves.": 0.0,
    },
    symptoms={"Try it with the mean of two numbers: 3 and 5. Then take the mean of 3, 5, 3 and 5.": lambda guess: True},
)


def at_once(thing, W, b, X, Y, learning_rate):
    """Gives the student an X and a Y from which no single row can be taken, nor from what is computed with them."""

    class Whole(np.ndarray):
        locked = True

        def __iter__(self):
            return map(self.__getitem__, range(len(self)))

        def __getitem__(self, index):
            first = index[0] if isinstance(index, tuple) and index else index
            if self.locked and self.shape[:1] == (len(X),) and isinstance(first, int | np.integer):
                raise Refuse("an example is taken out of the batch, as a loop over the examples does.")
            return super().__getitem__(index)

    try:
        came = thing(W, b, X.view(Whole), Y.view(Whole), learning_rate)
    finally:
        Whole.locked = False  # what came is compared and shown entry by entry
    return np.asarray(came) if isinstance(came, Whole) else came


epoch_at_once = Exercise(
    "epoch_at_once",
    read=LINES,
    answer=epoch,
    ask=at_once,
    cases=epoch_cases,
    mistakes={
        STEP_7: {
            "dZ.T @ X is the transpose. W has a row per input: X comes first.": epoch_with(dW=lambda X, dZ: dZ.T @ X),
            "X is not transposed. The product is to sum over the examples.": epoch_with(dW=lambda X, dZ: X @ dZ),
            "The gradient of b is summed over classes. Sum over examples.": epoch_with(db=lambda dZ: dZ.sum(axis=1)),
            "All of dZ is summed into one number, and that is 0, as the sum of each row of P - Y is. Each class has "
            "its own sum.": epoch_with(db=lambda dZ: dZ.sum()),
            "The gradient of b is divided by m twice: in dZ, and by mean().": epoch_with(db=lambda dZ: dZ.mean(axis=0)),
            "The gradient of b is dZ itself, with a row for each example. Add them up.": epoch_with(db=lambda dZ: dZ),
            "np.outer is for one example. Summed over a batch, it is a matrix product.": epoch_with(dW=np.outer),
            "The gradient of W is not divided by m.": epoch_with(dW=lambda X, dZ: X.T @ dZ * len(X)),
            "The gradient of W is divided by m twice.": epoch_with(dW=lambda X, dZ: X.T @ dZ / len(X)),
        },
        "P @ Y.T pairs each row with every row. Take P * Y.": epoch_with(cost=lambda P, Y: -np.log(P @ Y.T).mean()),
        "The division by m is missing: a matrix product adds up, and takes no mean.": epoch_with(lambda X, P, Y: P - Y),
        "It is divided by the number of inputs. m counts examples.": epoch_with(lambda X, P, Y: (P - Y) / X.shape[1]),
        "It steps uphill: look at the signs of the step and of dZ.": epoch_with(lambda X, P, Y: (Y - P) / len(X)),
        "Is it a loop over the examples? Its numbers may be right, but this exercise does without one. X and Y are "
        "matrices: use them whole.": lambda W, b, X, Y, rate: list(X),
        **wrong_epochs,
    },
)


def in_parts(thing, params, X, Y, size):
    """Gives the student an X of which only a batch of at most that size can be multiplied."""

    class Limited(np.ndarray):
        def __matmul__(self, other):
            rows = len(self) if self.shape[1:] == X.shape[1:] else 0
            if rows > size:
                every = "all " if rows == len(X) else ""
                raise Refuse(f"{every}{rows} examples in one product, and {size} is the most.")
            return np.asarray(self) @ other

    return thing(params, X.view(Limited), Y, size)


def batch_case(rng, m, size, *sizes):
    labels = rng.integers(sizes[-1], size=m)
    X = rng.uniform(size=(m, sizes[0]))
    return init_params(sizes, rng), X, one_hot(labels, sizes[-1]), size


def whole(params, X, Y, size):
    return backward(params, forward(params, X), Y)


def added(params, batches, factor):
    """The gradients of the batches (x, y), each times factor(its number of examples), added up."""
    sums = [(np.zeros_like(W), np.zeros_like(b)) for W, b in params]
    for x, y in batches:
        pairs = zip(sums, backward(params, forward(params, x), y), strict=True)
        sums = [(W + factor(len(x)) * dW, b + factor(len(x)) * db) for (W, b), (dW, db) in pairs]
    return sums


def weighted(weight, chosen=slice(None)):
    """A wrong in_batches; weight: a function of a batch's size, of m and of the full size. chosen: of the batches."""

    def wrong(params, X, Y, size):
        batches = [(X[k : k + size], Y[k : k + size]) for k in range(0, len(X), size)]
        return added(params, batches[chosen], lambda n: weight(n, len(X), size))

    return wrong


def so_many_batches(params, X, Y, size):
    batches = zip(np.array_split(X, size), np.array_split(Y, size), strict=True)
    return added(params, batches, lambda n: n / len(X))


in_batches = Exercise(
    "in_batches",
    read=BATCHES,
    answer=whole,
    ask=in_parts,
    cases=lambda rng: {
        "8 examples, 4 at a time": batch_case(rng, 8, 4, 2, 3),
        "10 examples, 4 at a time": batch_case(rng, 10, 4, 6, 5, 3),
        "3 examples, 5 at a time": batch_case(rng, 3, 5, 6, 2),
        "100 examples, 32 at a time": batch_case(rng, 100, 32, 784, 16, 16, 10),
        "10 examples, 3 at a time": batch_case(rng, 10, 3, 6, 5, 3),
    },
    mistakes={
        "All batches count alike, but the last one may be smaller. Weight each by its number of examples.": (
            weighted(lambda n, m, size: 1 / -(-m // size))
        ),
        "backward gives the mean of its batch. The sum of means grows with each batch.": weighted(lambda n, m, size: 1),
        "The sum over all examples is right. Divide it by how many there are.": weighted(lambda n, m, size: n),
        "The smaller last batch is left out: m // size counts full ones.": (
            weighted(lambda n, m, size: (n == size) * n / m)
        ),
        "The last batch counts as a full one. Weight it by its own size.": weighted(lambda n, m, size: size / m),
        "backward gives means. Multiply by the batch's size, divide by m.": weighted(lambda n, m, size: 1 / m),
        "The last, smaller batch is left out, and the mean is taken over the full batches alone.": (
            weighted(lambda n, m, size: 1 / max(1, m // size) if n == size else 0)
        ),
        "Only the last batch counts: it replaces the others. Add them up.": weighted(lambda *_: 1, slice(-1, None)),
        "Only the first batch counts: is the return indented into the loop?": AnyOf(
            [weighted(lambda n, m, size: 1, slice(1)), weighted(lambda n, m, size: n / m, slice(1))]
        ),
        "The numbers would be right. But X is used whole, and only a batch at a time is to fit into memory.": whole,
        "size is the number of examples in a batch, and here it is the number of batches.": so_many_batches,
        "X is cut into batches and Y is not. Cut both at the same places.": (
            lambda params, X, Y, size: backward(params, forward(params, X[:size]), Y)
        ),
    },
    symptoms={
        "The pairs of all batches stand one after another: + and += make a list longer. Add array to array.": (
            lambda came, params, X, Y, size: len(came) > len(params)
        ),
        "These look like weights. Make no step: return gradients, all taken with the same params.": (
            lambda came, params, *_: np.corrcoef(np.ravel(came[0][0]), params[0][0].ravel())[0, 1] > 0.9
        ),
    },
)


once = functools.cache(read_picture)  # a picture is read once for all mistakes


def read_files(paths, params, scale=lambda X: X / 255, results=lambda P: (P.argmax(axis=1), P.max(axis=1))):
    return results(forward(params, scale(np.array([once(path) for path in paths])))[-1])


def read_as(**how):
    return lambda paths, params: read_files(paths, params, **how)


@functools.cache
def small_network():
    """784-16-10 after a short training: it reads most digits, which is enough to tell right from wrong here."""
    X, _, y, _ = digits()
    params = init_params((784, 16, 10), np.random.default_rng(0))
    return train_vectorized(params, X[:1000], one_hot(y[:1000]), 60, 2.0)[0]


def pictures(*numbers):
    """The course's pictures of these digits, as files, and a trained network."""
    paths = [str(path) for number in numbers for path in PICTURES.glob(f"{number}_*.*")]
    if not paths:
        raise FileNotFoundError(f"{PICTURES} is not there, or empty: get the whole course")
    return paths, list(small_network())


reading = Exercise(
    "reading",
    read=LINES,
    answer=lambda paths, params: read_files(paths, params),
    cases=lambda rng: {
        "dark on light, and light on dark": pictures(0, 1),
        "a photograph alone": pictures(3),
        "a small digit in a corner, a thin pen, a slanted seven": pictures(5, 6, 7),
        "all ten": pictures(*range(10)),
    },
    mistakes={
        "notebook 01, “Scale the pixels to 0…1”": {
            "The network learned from pixels between 0 and 1. read_picture gives 0 to 255.": read_as(scale=lambda X: X),
            "Each picture is divided by its own darkest pixel. The training digits were all divided by 255.": (
                read_as(scale=lambda X: X / X.max(axis=1, keepdims=True))
            ),
        },
        "Paper is near 1 here, and ink near 0. read_picture has turned them already: 0 is paper.": (
            read_as(scale=lambda X: 1 - X / 255)
        ),
        "The two results are exchanged: first the digits, then their probabilities.": (
            read_as(results=lambda P: (P.max(axis=1), P.argmax(axis=1)))
        ),
        "These are the places of each digit's best picture. A picture is a row: look along axis 1.": (
            read_as(results=lambda P: (P.argmax(axis=0), P.max(axis=0)))
        ),
        "The digits are right. Return only the probability of the digit that is read, not all ten.": (
            read_as(results=lambda P: (P.argmax(axis=1), P))
        ),
        "Only the first picture is read: is the return indented into the loop?": (
            lambda paths, params: read_files(paths[:1], params)
        ),
    },
    symptoms={
        "One digit came for all the pictures. Without an axis, argmax looks through the whole table.": (
            lambda came, paths, params: len(paths) > 1 and np.ndim(came[0]) == 0
        )
    },
    stumbles={"forward returns the activations of all layers. The probabilities are the last ones.": "inhomogeneous"},
)


MOST_NUMBERS, EPOCHS, MARK = 60_000, 60, 850


def train(design, start):
    """1,000 training digits to learn from, and 1,000 other ones to read."""
    X, _, y, _ = digits()
    learn, read = slice(0, 1000), slice(2000 + 1000 * start, 3000 + 1000 * start)
    sizes, hidden, rate = checked(design)
    params = init_params(sizes, np.random.default_rng(start))
    params, costs = train_vectorized(params, X[learn], one_hot(y[learn]), EPOCHS, rate, hidden)
    right = np.sum(predict(params, X[read], hidden) == y[read])
    return {"digits read": int(right), "training cost": costs[-1]}


def checked(design):
    if len(design) != 3:
        raise Refuse(f"{show(design)}. It needs three parts: all the sizes in brackets, the hidden layers, the rate.")
    sizes, hidden, rate = whole_numbers(design[0]), design[1], as_kind_of(1.0, design[2])
    if len(sizes) < 2 or sizes[0] != 784 or sizes[-1] != 10:
        raise Refuse(f"sizes {sizes}. They begin with 784 pixels and end with 10 digits.")
    numbers = sum(n * m + m for n, m in zip(sizes[:-1], sizes[1:], strict=True))
    if numbers > MOST_NUMBERS:
        raise Refuse(f"{numbers:,} weights and biases. {MOST_NUMBERS:,} is the most.")
    if not isinstance(hidden, str):
        raise Refuse(f'{show(hidden)} as the kind of the hidden layers. A name is needed, "sigmoid" or "relu".')
    if not is_one_number(rate):
        raise Refuse(f"{show(rate)} as the learning rate. A number is needed.")
    if not 0 < rate < np.inf:
        raise Refuse(
            f"{rate:g} as the learning rate. A finite number above 0 is needed: only with one does it go downhill."
        )
    return sizes, hidden, rate


def whole_numbers(sizes):
    """The sizes as a tuple of int, whatever held them."""
    array = as_array(sizes)
    if array is None or array.ndim != 1 or not is_number(array) or not ((array >= 1) & (array % 1 == 0)).all():
        raise Refuse(f"{show(sizes)} as the sizes. Whole numbers in brackets of their own are needed: (784, 16, 10).")
    return tuple(map(int, array))


design = Exercise(
    "design",
    like=((784, 16, 16, 10), "sigmoid", 0.8),
    read="notebook 07, “Honest limits”",
    answer=lambda start: {"digits read": MARK, "training cost": 0.0},
    ask=train,
    same=lambda came, mark: came["digits read"] >= mark["digits read"],
    cases=lambda rng: {f"initial weights {seed}": (seed,) for seed in range(2)},
    seconds=60,  # it trains, and the computer may be busy
    report=lambda came: "The last of them: " + ", ".join(f"{k} {v:.3g}" for k, v in came.items()),
    symptoms={
        "It has learned little so far. Is the rate so large that it jumps away, or so small that nothing moves?": (
            lambda came, start: came["digits read"] < 350
        ),
        "The training cost is still high. Steps that are too short do not get there in time, and steps that are too "
        "long leap about; and the shorter the way back through the layers, the less the gradients shrink.": (
            lambda came, start: came["training cost"] > 0.5
        ),
        "notebook 06, “Learning rates, on digits”": {
            "Not far off, and the training cost was still on its way down after 60 epochs. Longer steps get farther in "
            "that time, as long as they do not leap about; and the other kind of hidden layer needs other rates.": (
                lambda came, start: 0.15 < came["training cost"] <= 0.5
            )
        },
        "notebook 07, “All 500 epochs”": {
            "It fits its own 1,000 digits well and reads the others less well: the generalization gap is large.": (
                lambda came, start: came["training cost"] <= 0.15
            )
        },
    },
)
