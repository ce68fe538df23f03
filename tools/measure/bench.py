"""Measure the speed of the course's network beside that of others, in one run on this machine.

    python -m tools.measure.bench            (or make bench; some minutes, on a machine with nothing else to do)

Writes a table into README.md and the picture docs/speed.png. What counts are the ratios: a time in seconds is only
true for one machine on one day. PyTorch and JAX take part where they are installed (make beyond). JAX takes all
processors, the others as many threads as NumPy's products, so don't set OPENBLAS_NUM_THREADS.
"""

import time
import warnings
from importlib.metadata import version
from pathlib import Path

import numpy as np
import psutil
from sklearn.exceptions import ConvergenceWarning
from sklearn.neural_network import MLPClassifier

from helpers.data import load_mnist, scale_pixels
from helpers.encoding import one_hot
from helpers.layers import SoftmaxCrossEntropy, mlp
from helpers.model import Model
from helpers.network import init_params
from helpers.optimizers import Adam
from helpers.timing import shortest_time
from helpers.training import train_per_example, train_vectorized
from tools.measure import bench_report, record, second_write_up
from tools.publish.run_notebooks import PeakMemory

try:
    import torch
except ImportError:
    torch = None
try:
    from tools.measure import bench_jax
except ImportError:
    bench_jax = None

ROOT = Path(__file__).resolve().parents[2]
SIZES = (784, 128, 64, 10)
RUNS, ROUNDS = 5, 5
OURS, OWN = "this course", "its own products"


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


def jaxs(X, y, batch_size):
    """The same with JAX, one jitted update for each mini-batch: a function that trains for one epoch."""
    rng = np.random.default_rng(0)
    return bench_jax.trained_on(X, y, batch_size, init_params(SIZES, rng), rng)


def contestants(X, y, batch_size):
    """name -> a function that does an epoch's work, each with a new network. OWN: only the products of ours."""
    tasks = {
        OURS: ours(X, y, batch_size),
        "scikit-learn": scikit_learns(X, y, batch_size),
    }
    if torch is not None:
        tasks["PyTorch"] = pytorchs(X, y, batch_size)
        tasks["PyTorch, fused Adam"] = pytorchs(X, y, batch_size, fused=True)
    if bench_jax is not None:
        tasks["JAX, jit"] = jaxs(X, y, batch_size)
    return tasks | {OWN: own_products(batch_size, len(X))}


def epochs_side_by_side(X, y, batch_size, runs=RUNS, rounds=ROUNDS):
    """Seconds of an epoch of mini-batch Adam, all in turns: name -> (runs, rounds). Each run has new networks."""
    seconds = []
    for _ in range(runs):
        tasks = contestants(X, y, batch_size)
        for warm_up in tasks.values():
            warm_up()
        seconds.append(
            [[shortest_time(task, tries=1) for task in tasks.values()] for _ in range(rounds)]
        )
    return dict(zip(tasks, np.moveaxis(seconds, -1, 0), strict=True))


def median_and_spread(ratios):
    """The median of the runs' medians, and from where to where these go. ratios: (runs, rounds)."""
    of_runs = np.median(ratios, axis=1)
    return np.median(of_runs), of_runs.min(), of_runs.max()


def operations(m, sizes=SIZES):
    """Additions and multiplications in an epoch's matrix products: A W, AᵀdZ, and, but for the first layer, dZ Wᵀ."""
    weights = [a * b for a, b in zip(sizes[:-1], sizes[1:], strict=True)]
    return 2 * m * (3 * sum(weights) - weights[0])


def speed_of_machine(n=2048):
    """Operations per second in a large float32 matrix product."""
    A = np.random.default_rng(0).random((n, n), dtype=np.float32)
    return 2 * n**3 / shortest_time(lambda: A @ A, tries=11)


def own_products(batch_size, m):
    """A function that does the products of an epoch's full batches and nothing else, always in the same memory."""
    rng, tasks = np.random.default_rng(0), []
    for k, (n_in, n_out) in enumerate(zip(SIZES[:-1], SIZES[1:], strict=True)):
        shapes = (batch_size, n_in), (n_in, n_out), (batch_size, n_out)
        A, W, dZ = (rng.random(shape, dtype=np.float32) for shape in shapes)
        tasks += [lambda A=A, W=W: A @ W, lambda A=A, dZ=dZ: A.T @ dZ]
        tasks += [lambda dZ=dZ, W=W: dZ @ W.T] if k else []

    def products():
        for _ in range(m // batch_size):
            for task in tasks:
                task()

    return products


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


def setting():
    """Processor, threads, versions and network, in words."""
    packages = {
        "scikit-learn": "scikit-learn",
        "PyTorch": torch and "torch",
        "JAX": bench_jax and "jax",
    }
    versions = [
        f"{name} {version(package)}" if package else f"{name} left out, it is not installed"
        for name, package in packages.items()
    ]
    sizes = "-".join(str(n) for n in SIZES)
    return (
        f"{record.processor()}, {', '.join(versions)}{' (on all processors)' if bench_jax else ''}. "
        f"The network {sizes} with ReLU, in float32. "
        f"Epochs: by turns, the median of {RUNS} runs, and from the lowest to the highest of them. "
        "Times of one machine on one day; what counts are the ratios."
    )


def main():
    warnings.simplefilter("ignore", ConvergenceWarning)
    if torch is not None:
        torch.set_num_threads(record.threads())

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

    lines = [setting(), ""]
    print(lines[0])
    show("the same work", "this course", "beside it", "ours is")
    lines.append("| --- | --- | --- | --- |")
    for batch_size in (128, 512):
        seconds = epochs_side_by_side(X, y, batch_size)
        own = seconds.pop(OWN)
        if batch_size == 128:
            shown = seconds
        mine = np.median(seconds[OURS])
        for name in list(seconds)[1:]:
            ratio, low, high = median_and_spread(seconds[OURS] / seconds[name])
            show(
                f"an epoch of Adam, batches of {batch_size}",
                f"{mine:.2f} s",
                f"{name} {np.median(seconds[name]):.2f} s",
                f"{ratio:.2f} of its time ({low:.2f} to {high:.2f})",
            )
        share, low, high = median_and_spread(own / seconds[OURS])
        speed = operations(len(X)) / mine
        show(
            f"operations per second, batches of {batch_size}",
            f"{speed / 1e9:.0f} G",
            f"its own products alone {operations(len(X)) / np.median(own) / 1e9:.0f} G",
            f"{share:.0%} of it ({low:.0%} to {high:.0%})",
        )
    machine = speed_of_machine()
    show(
        "operations per second, batches of 512",
        f"{speed / 1e9:.0f} G",
        f"a large matrix product {machine / 1e9:.0f} G",
        f"{speed / machine:.0%} of it",
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
