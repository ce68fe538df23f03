"""Notebook 16's long training: how many of MNIST's test digits a plain network reads after ten minutes.

    make record                                    five seeds, some ten minutes each, on two cores with nothing beside
    make record ARGS=ablation                      what each part brings, on digits held out from training: an hour
    python -m tools.measure.record record 7        seed 7 alone

Adds a row to docs/record.csv for each seed that is not in it, and likewise to docs/ablation.csv, so it goes on where it
was interrupted. The test digits are read once for each seed, after the training. docs/record_curve.csv gets the cost of
each epoch, and docs/record_curve.png draws it. Seed 0 writes docs/record.npz: load_weights of helpers.saving gives
them to a network of the same layers.
"""

import csv
import platform
import sys
import time
from pathlib import Path

import matplotlib.pyplot as plt
import numpy as np
from sklearn.model_selection import train_test_split
from threadpoolctl import threadpool_info

from helpers.data import load_mnist, scale_pixels
from helpers.distortions import distort, nine_shifts
from helpers.layers import SoftmaxCrossEntropy, mlp
from helpers.model import Model
from helpers.optimizers import Adam, Averaged, Scheduled, cosine_decay
from helpers.plumbing.npz_files import write_npz
from helpers.saving import architecture

ROOT = Path(__file__).resolve().parents[2]
RECORD, ABLATION = ROOT / "docs" / "record.csv", ROOT / "docs" / "ablation.csv"
BEFORE = ROOT / "docs" / "record_before.csv"  # five seeds with distortions that stay as strong
WEIGHTS, CURVE = ROOT / "docs" / "record.npz", ROOT / "docs" / "record_curve.csv"
RECORD_COLUMNS = ["seed", "seconds", "epochs", "test_percent", "test_percent_shifts", "processor"]
ABLATION_COLUMNS = ["recipe", "seed", "epochs", "wrong", "wrong_shifts", "seconds"]
SIZES, EPOCHS, BATCH, RATE = (784, 1280, 640, 10), 140, 256, 0.001
SMALL, SMALL_EPOCHS, HELD_OUT = (784, 512, 256, 10), 15, 5_000
LARGEST = {"warp": 2.0, "turn": 15.0, "stretch": 0.15, "slant": 0.15, "shift": 1.5}  # of distort
SHRINK = 1.2, 0.6  # the distortions' strength in the first epoch of the record and in the last
NOTHING = {"warp": 0, "turn": 0, "stretch": 0, "slant": 0, "shift": 0}
STRAIGHT = {"turn": 0, "stretch": 0, "slant": 0}

# name: what is done otherwise than in the whole recipe, which distorts in all ways while the rate falls to 0
RECIPES = {
    "the whole recipe": {},
    "no distortions": NOTHING,
    "shifts alone": NOTHING | {"shift": 1.5},
    "turned, stretched, slanted alone": {"warp": 0, "shift": 0},
    "warped alone": STRAIGHT | {"shift": 0},
    "all but warped": {"warp": 0},
    "warped half as much": {"warp": 1.0},
    "warped 1.5 times as much": {"warp": 3.0},
    "the rate stays": {"falls": False},
    "the rate stays, weights averaged": {"falls": False, "averaged": True},
    "the rate falls, weights averaged": {"averaged": True},
}
LENGTHS = (5, 30)  # epochs of the whole recipe, beside SMALL_EPOCHS
WIDE = {
    "wide, distortions stay": {"sizes": SIZES},
    "wide, distortions shrink": {"sizes": SIZES, "strength": SHRINK},
}
WIDE_EPOCHS = 60


def train(
    X, y, seed, epochs, sizes=SIZES, falls=True, averaged=False, strength=(1, 1), name="", **how
):
    """Train on X (m, 784) float32 and y (m,), each epoch on all digits in new shapes: the model, and how many seconds.

    how: as in distort. strength: what all of how is multiplied by, in the first epoch and in the last.
    """
    rng = np.random.default_rng(seed)
    model = Model(mlp(sizes, rng), SoftmaxCrossEntropy(), np.float32)
    optimizer = Adam(RATE)
    if falls:
        optimizer = Scheduled(optimizer, cosine_decay(RATE, epochs * -(-len(X) // BATCH)))
    if averaged:
        optimizer = Averaged(optimizer)
    start = time.perf_counter()
    for epoch, factor in enumerate(np.linspace(*strength, epochs), 1):
        now = {kind: factor * largest for kind, largest in (LARGEST | how).items()}
        model.fit(distort(X, rng, **now), y, optimizer, 1, BATCH, rng)
        seconds = time.perf_counter() - start
        left = seconds / epoch * (epochs - epoch)
        print(
            f"\r{name}: epoch {epoch} of {epochs}, cost {model.history[-1]:.4f}, {left:4.0f} s to go  ",
            end="",
        )
        sys.stdout.flush()
    print()
    if averaged:
        model.theta = optimizer.average
    return model, seconds


def wrong(model, X, y):
    """How many digits it misreads: as they are, and by the mean of nine shifts."""
    shifted = nine_shifts(model.predict_proba, X).argmax(axis=1)
    return int(np.sum(model.predict(X) != y)), int(np.sum(shifted != y))


def rows(path):
    """The rows of a CSV file, as dictionaries; none where there is no file."""
    if not path.exists():
        return []
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def add(path, columns, *new):
    """Add rows, by way of a file beside it, so that the table is never half-written."""
    beside = path.with_suffix(".part")
    with beside.open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, columns, lineterminator="\n")
        writer.writeheader()
        writer.writerows([*rows(path), *new])
    beside.replace(path)


def threads():
    """How many the matrix products use. Other libraries' pools don't count."""
    pools = [pool for pool in threadpool_info() if pool["user_api"] == "blas"]
    return max((pool["num_threads"] for pool in pools), default=1)


def draw_curve(path):
    """Draw the costs of all seeds into a picture beside the table: their median, and from the lowest to the highest."""
    costs = {}
    for row in rows(path):
        costs.setdefault(int(row["epoch"]), []).append(float(row["cost"]))
    low, middle, high = np.percentile(list(costs.values()), [0, 50, 100], axis=1)
    figure, axes = plt.subplots(figsize=(9, 3.6), layout="constrained")
    axes.fill_between(
        list(costs), low, high, color="#9db4c8", label="from the lowest to the highest"
    )
    axes.semilogy(list(costs), middle, color="#444444", label="median of the seeds")
    axes.set(
        xlabel="epoch", ylabel="cost on digits in new shapes", ylim=(low.min() / 2, high.max())
    )
    axes.set_title("The record's training: the cost falls while the shapes get tamer", loc="left")
    axes.legend(frameon=False)
    figure.savefig(path.with_suffix(".png"), dpi=110)
    plt.close(figure)


def processor():
    """Its name, how many threads the matrix products use, and NumPy's version."""
    name = platform.processor() or platform.machine()
    cpuinfo = Path("/proc/cpuinfo")
    if cpuinfo.exists():
        lines = cpuinfo.read_text(encoding="utf-8").splitlines()
        name = next(
            (line.split(": ", 1)[1] for line in lines if line.startswith("model name")), name
        )
    return f"{name.strip()}, {threads()} threads, NumPy {np.__version__}"


def record(seeds):
    """The long training, on all 60,000 training digits."""
    digits = load_mnist()
    X, y = scale_pixels(digits.images, np.float32), digits.labels
    for seed in seeds:
        if any(int(row["seed"]) == seed for row in rows(RECORD)):
            print(f"seed {seed}: in {RECORD.name} already")
            continue
        model, seconds = train(
            X[:60_000], y[:60_000], seed, EPOCHS, strength=SHRINK, name=f"seed {seed}"
        )
        once, nine = wrong(model, X[60_000:], y[60_000:])
        values = (
            seed,
            round(seconds),
            EPOCHS,
            f"{100 - once / 100:.2f}",
            f"{100 - nine / 100:.2f}",
            processor(),
        )
        add(RECORD, RECORD_COLUMNS, dict(zip(RECORD_COLUMNS, values, strict=True)))
        print(
            f"seed {seed}: {values[3]} % of the test digits, {values[4]} % with nine shifts, {seconds:.0f} s"
        )
        costs = [
            {"seed": seed, "epoch": epoch, "cost": f"{cost:.5f}"}
            for epoch, cost in enumerate(model.history, 1)
        ]
        add(CURVE, list(costs[0]), *costs)
        draw_curve(CURVE)
        if seed == 0:
            write_npz(
                WEIGHTS, architecture=architecture(model), theta=model.theta.astype(np.float16)
            )


def ablation(seeds):
    """Each recipe on 55,000 training digits, judged by the 5,000 others. The test digits take no part."""
    digits = load_mnist()
    X, y = scale_pixels(digits.images[:60_000], np.float32), digits.labels[:60_000]
    X, X_held, y, y_held = train_test_split(X, y, test_size=HELD_OUT, stratify=y, random_state=0)
    tasks = [(recipe, SMALL_EPOCHS) for recipe in RECIPES]
    tasks += [("the whole recipe", epochs) for epochs in LENGTHS]
    tasks += [(recipe, WIDE_EPOCHS) for recipe in WIDE]
    for seed in seeds:
        for recipe, epochs in tasks:
            if any(
                (it["recipe"], it["epochs"], it["seed"]) == (recipe, str(epochs), str(seed))
                for it in rows(ABLATION)
            ):
                continue
            name = f"{recipe}, seed {seed}"
            how = {"sizes": SMALL, "name": name} | (RECIPES | WIDE)[recipe]
            model, seconds = train(X, y, seed, epochs, **how)
            values = recipe, seed, epochs, *wrong(model, X_held, y_held), round(seconds)
            add(ABLATION, ABLATION_COLUMNS, dict(zip(ABLATION_COLUMNS, values, strict=True)))
            print(f"{name}: {values[3]} of {HELD_OUT:,} wrong, {values[4]} with nine shifts")


def main(what="record", *seeds):
    task = {"record": record, "ablation": ablation}.get(what)
    if task is None or not all(seed.isdigit() for seed in seeds):
        sys.exit(
            f"record or ablation, then maybe seeds such as 0 1 2; not {' '.join([what, *seeds])}."
        )
    task([int(seed) for seed in seeds] or range(5 if what == "record" else 3))


if __name__ == "__main__":
    main(*sys.argv[1:])
