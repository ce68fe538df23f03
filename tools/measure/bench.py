"""Measure the speed of the course's network beside that of others, in one run on this machine.

    python -m tools.measure.bench            (or make bench; some minutes; PyTorch takes part where it is installed)

Writes a table into README.md and the picture docs/speed.png. What counts are the ratios: a time in seconds is only
true for one machine on one day.
"""

import time
import warnings
from pathlib import Path

import numpy as np
import psutil
from sklearn.exceptions import ConvergenceWarning
from sklearn.neural_network import MLPClassifier
from threadpoolctl import threadpool_info

from helpers.data import load_mnist, scale_pixels
from helpers.encoding import one_hot
from helpers.layers import SoftmaxCrossEntropy, mlp
from helpers.model import Model
from helpers.network import init_params
from helpers.optimizers import Adam
from helpers.timing import shortest_time
from helpers.training import train_per_example, train_vectorized
from tools.measure import bench_report, second_write_up
from tools.publish.run_notebooks import PeakMemory

try:
    import torch
except ImportError:
    torch = None

ROOT = Path(__file__).resolve().parents[2]
SIZES = (784, 128, 64, 10)
ROUNDS = 11


def ours(X, y, batch_size, sizes=SIZES):
    """A function that trains our network for one epoch."""
    model = Model(mlp(sizes, np.random.default_rng(0)), SoftmaxCrossEntropy(), np.float32)
    optimizer, rng = Adam(), np.random.default_rng(0)
    return lambda: model.fit(X, y, optimizer, 1, batch_size, rng)


def scikit_learns(X, y, batch_size):
    """The same with scikit-learn's MLPClassifier: a function that trains for one epoch."""
    model = MLPClassifier(SIZES[1:-1], batch_size=batch_size, alpha=0, random_state=0)
    model.partial_fit(X[:batch_size], y[:batch_size], classes=np.arange(10))
    return lambda: model.partial_fit(X, y)


def pytorchs(X, y, batch_size, fused=False):
    """The same with PyTorch. fused: its Adam in one compiled piece, which is not what it does by default."""
    torch.manual_seed(0)
    X, y = torch.from_numpy(X), torch.from_numpy(y)
    layers = []
    for n_in, n_out in zip(SIZES[:-1], SIZES[1:], strict=True):
        layers += [torch.nn.Linear(n_in, n_out), torch.nn.ReLU()]
    model, loss = torch.nn.Sequential(*layers[:-1]), torch.nn.CrossEntropyLoss()
    optimizer = torch.optim.Adam(model.parameters(), 0.001, fused=fused)

    def epoch():
        order = torch.randperm(len(X))
        for start in range(0, len(X), batch_size):
            rows = order[start : start + batch_size]
            optimizer.zero_grad()
            loss(model(X[rows]), y[rows]).backward()
            optimizer.step()

    return epoch


def epochs_side_by_side(X, y, batch_size):
    """Seconds of an epoch of mini-batch Adam, ours and the others' in turns: name -> (ROUNDS,)."""
    tasks = {
        "this course": ours(X, y, batch_size),
        "scikit-learn": scikit_learns(X, y, batch_size),
    }
    if torch is not None:
        tasks["PyTorch"] = pytorchs(X, y, batch_size)
        tasks["PyTorch, fused Adam"] = pytorchs(X, y, batch_size, fused=True)
    for warm_up in tasks.values():
        warm_up()
    rounds = [[shortest_time(task, tries=1) for task in tasks.values()] for _ in range(ROUNDS)]
    return dict(zip(tasks, np.transpose(rounds), strict=True))


def operations(m, sizes=SIZES):
    """Additions and multiplications in an epoch's matrix products: A W, AᵀdZ, and, but for the first layer, dZ Wᵀ."""
    weights = [a * b for a, b in zip(sizes[:-1], sizes[1:], strict=True)]
    return 2 * m * (3 * sum(weights) - weights[0])


def speed_of_machine(n=2048):
    """Operations per second in a large float32 matrix product."""
    A = np.random.default_rng(0).random((n, n), dtype=np.float32)
    return 2 * n**3 / shortest_time(lambda: A @ A, tries=ROUNDS)


def speed_of_own_products(batch_size):
    """Operations per second in the network's own products and nothing else, over and over in the same memory."""
    rng, tasks = np.random.default_rng(0), []
    for k, (n_in, n_out) in enumerate(zip(SIZES[:-1], SIZES[1:], strict=True)):
        shapes = (batch_size, n_in), (n_in, n_out), (batch_size, n_out)
        A, W, dZ = (rng.random(shape, dtype=np.float32) for shape in shapes)
        tasks += [lambda A=A, W=W: A @ W, lambda A=A, dZ=dZ: A.T @ dZ]
        tasks += [lambda dZ=dZ, W=W: dZ @ W.T] if k else []
    seconds = shortest_time(lambda: [task() for task in tasks * 100], tries=ROUNDS)
    return 100 * operations(batch_size) / seconds


def seconds_until(goal, X, y, X_test, y_test):
    """Seconds of training until this share of the test digits is right, and the number of epochs."""
    model = Model(mlp(SIZES, np.random.default_rng(0)), SoftmaxCrossEntropy(), np.float32)
    optimizer, rng, seconds = Adam(), np.random.default_rng(0), 0.0
    for n_epochs in range(1, 31):
        optimizer.learning_rate = 0.004 if n_epochs == 1 else 0.001
        start = time.perf_counter()
        model.fit(X, y, optimizer, 1, 256, rng)
        seconds += time.perf_counter() - start
        if model.score(X_test, y_test) >= goal:
            return seconds, n_epochs
    raise RuntimeError(f"{goal:.2%} was not reached in 30 epochs")


def epoch_of_second_write_up(X, y):
    """Seconds of one of its full-batch epochs, in float64."""
    X = X.astype(np.float64)
    return shortest_time(lambda: second_write_up.epochs(X, y, SIZES, 1), tries=3)


def loop_and_matrices(X, y, dtype):
    """Seconds of an epoch of the first write-up's network: the loop over examples, and all at once."""
    X, Y = X.astype(dtype), one_hot(y).astype(dtype)
    params = init_params((784, 16, 16, 10), np.random.default_rng(0))
    params = [(W.astype(dtype), b.astype(dtype)) for W, b in params]
    loop = shortest_time(lambda: train_per_example(params, X, Y, 1, 0.8), tries=3)
    return loop, shortest_time(lambda: train_vectorized(params, X, Y, 3, 0.8), tries=5) / 3


def growth(X, y):
    """How an epoch's time grows: name -> (sizes, seconds, slope on log-log axes)."""
    X_few, y_few = X[:15_000], y[:15_000]
    tasks = {
        "examples": ((7_500, 15_000, 30_000, 60_000), lambda m: ours(X[:m], y[:m], 128)),
        "width": ((64, 128, 256, 512, 1024), lambda n: ours(X_few, y_few, 128, (784, n, n, 10))),
        "batch size": ((16, 32, 64, 128, 256, 512, 1024), lambda size: ours(X_few, y_few, size)),
    }
    curves = {}
    for name, (sizes, make) in tasks.items():
        seconds = [shortest_time(make(size), tries=4) for size in sizes]
        curves[name] = sizes, seconds, np.polyfit(np.log(sizes), np.log(seconds), 1)[0]
    return curves


def main():
    warnings.simplefilter("ignore", ConvergenceWarning)
    threads = max((pool["num_threads"] for pool in threadpool_info()), default=1)
    if torch is not None:
        torch.set_num_threads(threads)

    watch = PeakMemory(psutil.Process().pid)
    at_start = watch.process.memory_info().rss
    watch.start()
    digits = load_mnist()
    X, y = scale_pixels(digits.images, np.float32), digits.labels
    X, y, X_test, y_test = X[:60_000], y[:60_000], X[60_000:], y[60_000:]
    ours(X, y, 128)()
    memory = watch.peak - at_start

    def show(*cells):
        lines.append(f"| {' | '.join(cells)} |")
        print(*cells, sep="   ", flush=True)

    lines = [
        f"{threads} threads, NumPy {np.__version__}. Times of one machine on one day; what counts are the ratios.",
        "",
    ]
    show("the same work", "this course", "beside it", "ours is")
    lines.append("| --- | --- | --- | --- |")
    for batch_size in (128, 512):
        seconds = epochs_side_by_side(X, y, batch_size)
        if batch_size == 128:
            shown = seconds
        mine = np.median(seconds["this course"])
        for name in list(seconds)[1:]:
            ratio = np.median(seconds["this course"] / seconds[name])
            what = f"an epoch of Adam, float32, batches of {batch_size}"
            show(
                what,
                f"{mine:.2f} s",
                f"{name} {np.median(seconds[name]):.2f} s",
                f"{ratio:.2f} of its time",
            )
    speed = operations(60_000) / mine
    machine, own = speed_of_machine(), speed_of_own_products(512)
    what = "operations per second, batches of 512"
    show(
        what,
        f"{speed / 1e9:.0f} G",
        f"a large matrix product {machine / 1e9:.0f} G",
        f"{speed / machine:.0%} of it",
    )
    show(
        what,
        f"{speed / 1e9:.0f} G",
        f"its own products alone {own / 1e9:.0f} G",
        f"{speed / own:.0%} of it",
    )

    until, n_epochs = seconds_until(0.9691, X, y, X_test, y_test)
    their_epoch = epoch_of_second_write_up(X, y)
    show(
        f"until 96.91 % of the test digits are read ({n_epochs} epochs)",
        f"{until:.1f} s",
        f"second write-up's way, 201 epochs of {their_epoch:.2f} s",
        f"{201 * their_epoch / until:.0f} times faster",
    )
    for dtype in (np.float64, np.float32):
        loop, matrices = loop_and_matrices(X[:30_000], y[:30_000], dtype)
        show(
            f"an epoch of the first write-up, 30,000 digits, {dtype.__name__}",
            f"{matrices:.3f} s",
            f"loop over examples {loop:.2f} s",
            f"{loop / matrices:.0f} times faster",
        )
    curves = growth(X, y)
    slopes = ", ".join(f"{name} {slope:.2f}" for name, (_, _, slope) in curves.items())
    show("an epoch's time grows like a power of", slopes, "", "")
    show(
        "peak memory beyond the interpreter",
        f"{memory / 2**20:.0f} MB",
        "all 70,000 digits loaded, one epoch",
        "",
    )

    bench_report.write_table(ROOT / "README.md", "\n".join(lines) + "\n")
    bench_report.draw(ROOT / "docs" / "speed.png", shown, curves)


if __name__ == "__main__":
    main()
