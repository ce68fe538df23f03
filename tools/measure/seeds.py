"""Notebook 12's networks on full MNIST with five seeds: how far does the seed move the accuracy?

    python -m tools.measure.seeds          # an hour or less; it goes on where it was interrupted

It adds rows to seeds.csv, beside this file: which training, on how many digits, with which seed, and how many percent
of the training and of the test digits the network then reads right. The seed draws the weights, and the digits where
they are fewer than 60,000; seed + 1 shuffles the mini-batches. Notebook 12 shows these figures, and
tests/course/test_seeds.py compares the two.
"""

import csv
import warnings
from functools import partial
from itertools import product
from pathlib import Path

import numpy as np
from sklearn.model_selection import train_test_split

from helpers.data import load_mnist, scale_pixels
from helpers.layers import Sigmoid, SoftmaxCrossEntropy, glorot, he, mlp, uniform
from helpers.model import Model
from helpers.optimizers import SGD, Adam

RESULTS = Path(__file__).with_suffix(".csv")
COLUMNS = ["training", "digits", "seed", "right_training", "right_test"]
SEEDS = range(5)
SECOND = (784, 128, 64, 10)
ALL = 60_000
FULL_BATCHES, MINI_BATCHES = [(201, 0.001)], [(10, 0.001)]
FIRST_UPDATES = [(50, 0.001)]
TWO_RATES = [(6, 0.001), (4, 0.0002)]

# name: sizes, initialization, standardized pixels, phases of (epochs, learning rate), batch_size
RECIPES = {
    "mini-batches": (SECOND, glorot, True, MINI_BATCHES, 128),
    "mini-batches, two rates": (SECOND, glorot, True, TWO_RATES, 128),
    "mini-batches, two rates, He, pixels in [0, 1]": (SECOND, he, False, TWO_RATES, 128),
    "full batch, Glorot": (SECOND, glorot, True, FULL_BATCHES, None),
    "full batch, He": (SECOND, he, True, FULL_BATCHES, None),
    "full batch, Glorot, 50 updates": (SECOND, glorot, True, FIRST_UPDATES, None),
}
HIDDEN, COUNTS, UPDATES = (8, 128), (1000, 4000, 16_000, 60_000), 2350


def trained(X, y, seed, sizes, init, phases, batch_size):
    model = Model(
        mlp(sizes, np.random.default_rng(seed), init=init), SoftmaxCrossEntropy(), np.float32
    )
    adam, rng = Adam(), np.random.default_rng(seed + 1)
    for epochs, adam.learning_rate in phases:
        model.fit(X, y, adam, epochs, batch_size=batch_size, rng=rng)
    return model


def first(scale, digits, seed):
    """The first write-up's network, on pixels from 0 to scale. digits: X_train, X_test, y_train, y_test."""
    X, X_test, y, y_test = digits
    layers = mlp((784, 16, 16, 10), np.random.default_rng(seed), hidden=Sigmoid, init=uniform)
    model = Model(layers, SoftmaxCrossEntropy(), np.float32)
    model.fit(scale * X, y, SGD(0.8), 500)
    return model.score(scale * X, y), model.score(scale * X_test, y_test)


def trainings(X_all, y_all):
    """Each training: its name, digits and seed, and a function that gives the two shares read right."""
    halves = train_test_split(
        X_all, y_all, train_size=30_000, test_size=12_000, stratify=y_all, random_state=0
    )
    X, y, X_test, y_test = X_all[:ALL], y_all[:ALL], X_all[ALL:], y_all[ALL:]
    S, S_test = (X - X.mean()) / X.std(), (X_test - X.mean()) / X.std()

    def recipe(seed, sizes, init, standard, phases, batch_size):
        learned, tested = (S, S_test) if standard else (X, X_test)
        model = trained(learned, y, seed, sizes, init, phases, batch_size)
        return model.score(learned, y), model.score(tested, y_test)

    def size(seed, hidden, count):
        rows = np.random.default_rng(seed).permutation(ALL)[:count]
        epochs = round(UPDATES / -(-count // 128))
        phases = [(epochs - epochs // 3, 0.001), (epochs // 3, 0.0002)]
        model = trained(X[rows], y[rows], seed, (784, hidden, 10), he, phases, 128)
        return model.score(X[rows], y[rows]), model.score(X_test, y_test)

    for (name, settings), seed in product(RECIPES.items(), SEEDS):
        yield name, ALL, seed, partial(recipe, seed, *settings)
    for scale, seed in product((1, 255), SEEDS):
        yield f"first, pixels 0 to {scale}", 30_000, seed, partial(first, scale, halves, seed)
    for hidden, count, seed in product(HIDDEN, COUNTS, SEEDS):
        yield f"784-{hidden}-10", count, seed, partial(size, seed, hidden, count)


def main():
    digits = load_mnist()
    X, y = scale_pixels(digits.images, dtype=np.float32), digits.labels
    warnings.filterwarnings("ignore", "X seems to hold pixels")  # here they are meant to
    done = set()
    if RESULTS.exists():
        with RESULTS.open(newline="") as file:
            done = {
                (row["training"], int(row["digits"]), int(row["seed"]))
                for row in csv.DictReader(file)
            }
    else:
        RESULTS.write_text(",".join(COLUMNS) + "\n")
    for name, count, seed, run in trainings(X, y):
        if (name, count, seed) in done:
            continue
        right = [f"{100 * share:.2f}" for share in run()]
        with RESULTS.open("a", newline="") as file:
            csv.writer(file, lineterminator="\n").writerow([name, count, seed, *right])
        print(name, count, seed, *right, flush=True)


if __name__ == "__main__":
    main()
