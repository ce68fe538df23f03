"""How long two workers take beside one, on real processes: lesson 17's figures by the clock.

    python -m tools.measure.many [--tries 5]

Prints the time of a step on one worker and on two, for a network and batch where computing prevails and for a small
one, each the shortest of several. Needs requirements-beyond.txt and two idle cores; it says how busy the machine was.
"""

import argparse
import os
import tempfile

import numpy as np

from helpers.data import load_sample
from helpers.layers import SoftmaxCrossEntropy, mlp
from helpers.many import save_shards, sum_here, sum_on
from helpers.model import Model
from helpers.plumbing.cluster import Cluster
from helpers.timing import shortest_time

SETTINGS = {
    "large": ((784, 800, 10), 1000),
    "small": ((784, 16, 10), 32),
}  # sizes, digits of each of four shards
MOST = 0.65  # of one worker's time, where computing prevails


def step_times(sizes, digits, folder, tries):
    """Seconds of a step in this process, on one worker and on two."""
    theta = Model(mlp(sizes, np.random.default_rng(0)), SoftmaxCrossEntropy()).theta.copy()
    rows = [np.arange(digits)] * 4
    times = [shortest_time(lambda: sum_here(sizes, theta, folder, rows), tries)]
    with Cluster(1) as cluster:
        client = cluster.client()
        for workers in (1, 2):
            client.wait_for_workers(workers, timeout=60)
            sum_on(client, sizes, theta, folder, rows)  # workers import at their first task
            times.append(shortest_time(lambda: sum_on(client, sizes, theta, folder, rows), tries))
            cluster.add()
    return times


def main(arguments=None):
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("--tries", type=int, default=5, help="steps of which the shortest counts")
    tries = parser.parse_args(arguments).tries
    sample = load_sample()
    with tempfile.TemporaryDirectory() as folder:
        images, labels = (np.array_split(array[:4000], 4) for array in sample)
        save_shards(folder, zip(images, labels, strict=True))
        for name, (sizes, digits) in SETTINGS.items():
            here, one, two = step_times(sizes, digits, folder, tries)
            print(
                f"{name}: {'-'.join(map(str, sizes))}, {4 * digits} digits a step: "
                f"without messages {1000 * here:.1f} ms, one worker {1000 * one:.1f} ms, "
                f"two {1000 * two:.1f} ms, {two / one:.2f} of it"
            )
            if name == "large" and two > MOST * one:
                print(f"more than {MOST} of one worker's time; were both cores idle?")
    if hasattr(os, "getloadavg"):
        print(f"load of the machine at the end: {os.getloadavg()[0]:.1f} on {os.cpu_count()} cores")


if __name__ == "__main__":
    main()
