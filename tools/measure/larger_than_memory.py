"""Ten times MNIST, trained on from the disk: does it stay within a gigabyte?

    python -m tools.measure.larger_than_memory [--copies 10] [--epochs 1] [--workers 2]

Writes a shard for each copy of the 60,000 training digits, one after another, all but the first in new shapes. Then it
trains lesson 17's way, and prints the memory that client, scheduler and workers together held at most, and the accuracy
on the 10,000 test digits. Needs full MNIST, requirements-beyond.txt, and half a gigabyte of disk for ten copies.
"""

import argparse
import contextlib
import tempfile
import threading
import time
from pathlib import Path

import numpy as np
import psutil

from helpers.data import load_mnist, scale_pixels
from helpers.distortions import distort
from helpers.layers import SoftmaxCrossEntropy, mlp
from helpers.many import model_of, save_shards, sum_on, train_on_shards
from helpers.model import Model
from helpers.plumbing.cluster import Cluster

SIZES = (784, 128, 64, 10)
ALLOWED = 2**30  # bytes


def another(images, copy):
    """Another copy of these images (m, 784) uint8: the first as they are, others in new shapes as in lesson 16."""
    if copy == 0:
        return images
    rng, made = np.random.default_rng(copy), np.empty_like(images)
    for start in range(0, len(images), 1000):  # a float copy of all would be half a gigabyte
        X = scale_pixels(images[start : start + 1000], np.float32)
        made[start : start + 1000] = np.rint(255 * distort(X, rng))
    return made


def parts(images, labels, copies):
    """The shards, made one at a time."""
    for copy in range(copies):
        yield another(images, copy), labels


class Memory(threading.Thread):
    """Watches processes; peak is the most memory that they held together, in bytes.

    A page that several of them share, such as one of a library, counts once (Linux), or not at all. Pages of a mapped
    file count while the file is open.
    """

    def __init__(self, pids):
        super().__init__(daemon=True)
        self.processes, self.peak = [psutil.Process(pid) for pid in pids], 0

    def run(self):
        while True:
            held = 0
            for process in self.processes:
                with contextlib.suppress(psutil.Error):  # it has ended
                    info = process.memory_full_info()
                    held += getattr(info, "pss", info.uss)
            self.peak = max(self.peak, held)
            time.sleep(0.2)


def main(arguments=None):
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("--copies", type=int, default=10)
    parser.add_argument("--epochs", type=int, default=1)
    parser.add_argument("--workers", type=int, default=2)
    given = parser.parse_args(arguments)
    images, labels = load_mnist()
    X_test, y_test = images[60_000:], labels[60_000:]
    with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as folder:
        lengths = save_shards(folder, parts(images[:60_000], labels[:60_000], given.copies))
        on_disk = sum(path.stat().st_size for path in Path(folder).iterdir())
        X_test, y_test = X_test.copy(), y_test.copy()
        del images, labels
        theta = Model(
            mlp(SIZES, np.random.default_rng(0)), SoftmaxCrossEntropy(), np.float32
        ).theta.copy()
        with Cluster(given.workers) as cluster:
            client = cluster.client()
            processes = [
                psutil.Process().pid,
                cluster.scheduler.pid,
                *(w.pid for w in cluster.workers),
            ]
            memory = Memory(processes)
            memory.start()
            begin = time.perf_counter()
            theta, costs = train_on_shards(
                lambda theta, rows: sum_on(client, SIZES, theta, folder, rows),
                theta,
                lengths,
                given.epochs,
                0.3,
                100,  # of each shard
                Path(folder) / "weights.npz",
            )
            seconds = time.perf_counter() - begin
    accuracy = model_of(SIZES, theta).score(scale_pixels(X_test, np.float32), y_test)
    print(f"{sum(lengths):,} digits in {len(lengths)} shards, {on_disk / 1e6:.0f} MB on the disk")
    print(f"{given.epochs} epochs in {seconds:.0f} s; costs", *(f"{cost:.4f}" for cost in costs))
    print(f"accuracy on 10,000 test digits: {100 * accuracy:.2f} %")
    fits = "within" if memory.peak <= ALLOWED else "MORE THAN"
    print(
        f"client, scheduler and {given.workers} workers: {memory.peak / 2**20:.0f} MB at most, {fits} 1024 MB"
    )


if __name__ == "__main__":
    main()
