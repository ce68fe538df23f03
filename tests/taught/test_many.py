"""helpers/many.py against the Model on one machine; its workers are real processes, and some of them are killed."""

import os
import signal
import subprocess
import sys
import threading
import time

import numpy as np
import pytest

from helpers.data import load_sample, scale_pixels
from helpers.layers import SoftmaxCrossEntropy, mlp
from helpers.many import (
    gradient_sum,
    open_shard,
    save_shards,
    sum_here,
    sum_on,
    train_on_shards,
    tree_sum,
)
from helpers.model import Model
from helpers.optimizers import SGD
from support.notebook_rules import ROOT

try:
    from helpers.plumbing.cluster import Cluster
except ImportError:
    Cluster = None

SIZES = (784, 16, 10)
DIGITS = load_sample()
EVERY = [slice(None)] * 4


def needs_dask(test):
    without = "needs a package of requirements-beyond.txt, which is not installed"
    return pytest.mark.skipif(Cluster is None, reason=without)(pytest.mark.slow(test))


def new_model():
    return Model(mlp(SIZES, np.random.default_rng(0)), SoftmaxCrossEntropy())


def parts(m, n):
    return zip(
        np.array_split(DIGITS.images[:m], n), np.array_split(DIGITS.labels[:m], n), strict=True
    )


@pytest.fixture(scope="module")
def shards(tmp_path_factory):
    """A folder with four shards of unequal length, and the lengths."""
    folder = tmp_path_factory.mktemp("shards")
    return str(folder), save_shards(folder, parts(1003, 4))


@pytest.fixture
def theta():
    return new_model().theta.copy()


@pytest.fixture(scope="module")
def calm(shards, tmp_path_factory):
    """Weights and costs after three epochs on the workers that nothing happened to."""
    with Cluster(2) as cluster:
        path = tmp_path_factory.mktemp("calm") / "calm.npz"
        yield trained(on(cluster.client(), shards), shards, new_model().theta.copy(), path)


def trained(total, shards, theta, path, epochs=3):
    return train_on_shards(total, theta, shards[1], epochs, 0.5, 100, path)


def here(shards):
    return lambda theta, rows: sum_here(SIZES, theta, shards[0], rows)


def on(client, shards, before_step=lambda step: None):
    steps = iter(range(1000))

    def total(theta, rows):
        before_step(next(steps))
        return sum_on(client, SIZES, theta, shards[0], rows)

    return total


def test_the_shards_are_all_digits_once(shards):
    folder, lengths = shards
    opened = [open_shard(folder, k) for k in range(4)]
    assert lengths == [251, 251, 251, 250] == [len(labels) for _, labels in opened]
    assert all(isinstance(images, np.memmap) for images, _ in opened)
    images, labels = (np.concatenate(some) for some in zip(*opened, strict=True))
    np.testing.assert_array_equal(images, DIGITS.images[:1003])
    np.testing.assert_array_equal(labels, DIGITS.labels[:1003])


def test_shards_are_written_one_after_another(tmp_path):
    """The second part may be made from memory that held the first."""
    images, labels = np.zeros((2, 784), np.uint8), np.zeros(2, np.int64)

    def one_memory():
        for k in range(3):
            images[:], labels[:] = k, k
            yield images, labels

    assert save_shards(tmp_path, one_memory()) == [2, 2, 2]
    assert [open_shard(tmp_path, k)[0].max() for k in range(3)] == [0, 1, 2]


@pytest.mark.parametrize("n", [1, 2, 3, 5, 8, 13])
def test_a_tree_adds_each_part_once_in_few_rounds(n):
    depth = tree_sum(lambda a, b: max(a, b) + 1, [0] * n)
    assert tree_sum(int.__add__, [2**k for k in range(n)]) == 2**n - 1
    assert depth == int(np.ceil(np.log2(n)))


def test_a_tree_adds_neighbours_in_their_order():
    assert tree_sum(lambda a, b: f"({a}{b})", list("abcde")) == "(((ab)(cd))e)"


def test_the_sum_of_the_shards_is_the_models_gradient(shards, theta):
    sums, model = sum_here(SIZES, theta, shards[0], EVERY), new_model()
    X = scale_pixels(DIGITS.images[:1003])
    cost = model.loss.forward(model.forward(X), model.loss.targets(DIGITS.labels[:1003], 10))
    model.backward(model.loss.backward())
    np.testing.assert_allclose(sums / 1003, [*model.dtheta, cost], rtol=0, atol=1e-12)


def test_float32_stays_float32_and_no_rows_add_nothing(shards, theta):
    of_five = gradient_sum(SIZES, theta.astype(np.float32), shards[0], 0, slice(5))
    of_none = gradient_sum(SIZES, theta.astype(np.float32), shards[0], 0, np.arange(0))
    assert of_five.dtype == of_none.dtype == np.float32
    assert of_five.shape == of_none.shape == (len(theta) + 1,) and not of_none.any()


def test_one_shard_trains_as_the_model_does(tmp_path, theta):
    """All rows in one step: then the order of the rows doesn't matter."""
    shards = str(tmp_path), save_shards(tmp_path, parts(200, 1))
    after, costs = train_on_shards(here(shards), theta, shards[1], 5, 0.5, 200, tmp_path / "a.npz")
    model = new_model().fit(scale_pixels(DIGITS.images[:200]), DIGITS.labels[:200], SGD(0.5), 5)
    np.testing.assert_allclose(after, model.theta, rtol=0, atol=1e-12)
    np.testing.assert_allclose(costs, model.history, rtol=0, atol=1e-12)


def test_an_epoch_has_each_row_once_and_the_next_another_order(shards, theta, tmp_path):
    seen = []

    def total(theta, rows):
        seen.append(rows)
        return np.zeros(len(theta) + 1)

    train_on_shards(total, theta, shards[1], 2, 0.5, 125, tmp_path / "a.npz")
    assert len(seen) == 6 and [len(some) for some in seen[2]] == [1, 1, 1, 0]
    first, second = (
        [np.concatenate([rows[k] for rows in seen[start : start + 3]]) for k in range(4)]
        for start in (0, 3)
    )
    assert all(sorted(order) == list(range(m)) for order, m in zip(first, shards[1], strict=True))
    assert not np.array_equal(first[0], second[0]) and not np.array_equal(first[0], first[1])


def test_a_run_that_was_cut_off_ends_the_same(shards, theta, tmp_path):
    whole, costs = trained(here(shards), shards, theta, tmp_path / "whole.npz")
    steps = iter(range(5))

    def until_the_power_fails(theta, rows):
        next(steps)
        return sum_here(SIZES, theta, shards[0], rows)

    with pytest.raises(StopIteration):
        trained(until_the_power_fails, shards, theta, tmp_path / "cut.npz")
    assert sorted(path.name for path in tmp_path.iterdir()) == ["cut.npz", "whole.npz"]
    after, again = trained(here(shards), shards, theta, tmp_path / "cut.npz")
    assert np.array_equal(after, whole) and again == costs and len(costs) == 3


@needs_dask
def test_workers_add_up_to_the_same(calm, shards, theta, tmp_path):
    came, costs = trained(here(shards), shards, theta, tmp_path / "here.npz")
    np.testing.assert_allclose(calm[0], came, rtol=0, atol=1e-12)
    np.testing.assert_allclose(calm[1], costs, rtol=0, atol=1e-12)


@needs_dask
def test_a_worker_killed_in_the_middle_changes_no_bit(calm, shards, theta, tmp_path):
    with Cluster(2) as cluster:
        client, worker = cluster.client(), cluster.workers[0]

        def before(step):
            if step in (2, 4):  # once in the middle of a step, once between two
                kill = threading.Timer(0.01, cluster.workers[step // 2 - 1].kill)
                kill.start()
                if step == 4:
                    cluster.add()
                    kill.join()

        came, costs = trained(on(client, shards, before), shards, theta, tmp_path / "a.npz")
        gone = worker.wait(10)
        assert gone == (-signal.SIGKILL if hasattr(signal, "SIGKILL") else 1)
        assert np.array_equal(came, calm[0]) and costs == calm[1]


@needs_dask
@pytest.mark.skipif(not hasattr(signal, "SIGSTOP"), reason="a process can't be stopped here")
def test_a_step_waits_for_a_slow_worker_and_changes_no_bit(calm, shards, theta, tmp_path):
    with Cluster(2) as cluster:
        client, worker = cluster.client(), cluster.workers[0]
        began = []

        def before(step):
            began.append(time.perf_counter())
            if step == 2:
                os.kill(worker.pid, signal.SIGSTOP)
                threading.Timer(1.5, os.kill, (worker.pid, signal.SIGCONT)).start()

        came, costs = trained(on(client, shards, before), shards, theta, tmp_path / "a.npz")
        assert np.array_equal(came, calm[0]) and costs == calm[1]
        assert began[3] - began[2] > 1.4


@needs_dask
def test_a_worker_that_joins_late_is_used_and_changes_no_bit(calm, shards, theta, tmp_path):
    with Cluster(1) as cluster:
        client = cluster.client()

        def before(step):
            if step == 2:
                cluster.add()
                client.wait_for_workers(2, timeout=60)

        came, costs = trained(on(client, shards, before), shards, theta, tmp_path / "a.npz")
        assert np.array_equal(came, calm[0]) and costs == calm[1]
        sent = client.run(lambda dask_worker: dask_worker.transfer_outgoing_bytes_total)
        assert len(sent) == 2 and sum(sent.values()) > 0  # one alone has nobody to send anything to


@needs_dask
def test_without_a_worker_a_step_waits_for_one(shards, theta):
    with Cluster(1) as cluster:
        client = cluster.client()
        wanted = sum_on(client, SIZES, theta, shards[0], EVERY)
        cluster.workers[0].kill()
        threading.Timer(1, cluster.add).start()
        assert np.array_equal(sum_on(client, SIZES, theta, shards[0], EVERY), wanted)


@needs_dask
def test_a_scheduler_that_is_gone_is_said_and_the_run_goes_on(calm, shards, theta, tmp_path):
    with Cluster(1) as cluster:
        client = cluster.client()

        def before(step):
            if step == 4:  # the second of three steps of the second epoch
                cluster.scheduler.kill()

        with pytest.raises(ConnectionError, match="Start it and the workers again.* goes on after"):
            trained(on(client, shards, before), shards, theta, tmp_path / "a.npz")
    with Cluster(2) as cluster:
        steps = []
        total = on(cluster.client(), shards, steps.append)
        came, costs = trained(total, shards, theta, tmp_path / "a.npz")
    assert np.array_equal(came, calm[0]) and costs == calm[1]
    assert len(steps) == 6, "the first epoch is not computed again"


@needs_dask
def test_a_shard_that_a_worker_cannot_read_is_named(shards, theta):
    with Cluster(1) as cluster, pytest.raises(FileNotFoundError, match="images4.npy"):
        sum_on(cluster.client(), SIZES, theta, shards[0], [slice(None)] * 5)


@needs_dask
def test_a_scheduler_lost_in_the_middle_of_a_step_is_said(shards, theta):
    with Cluster(2) as cluster:
        client = cluster.client()
        threading.Timer(0.3, cluster.scheduler.kill).start()
        with pytest.raises(ConnectionError, match="the scheduler does not answer"):
            for _ in range(1000):
                sum_on(client, SIZES, theta, shards[0], EVERY)


@needs_dask
def test_each_shard_stays_with_a_worker(shards, theta):
    """Of a step, the workers send one another the weights and a sum, and no digits."""
    with Cluster(2) as cluster:
        client = cluster.client()
        sum_on(client, SIZES, theta, shards[0], EVERY)

        def sent():
            of_each = client.run(lambda dask_worker: dask_worker.transfer_outgoing_bytes_total)
            return sum(of_each.values())

        before = sent()
        for _ in range(5):
            sum_on(client, SIZES, theta, shards[0], EVERY)
        assert sent() - before < 5 * 4.5 * theta.nbytes
        processes = [
            client.submit(os.getpid, workers=at, pure=False).result() for at in client.nthreads()
        ]
        assert len(set(processes)) == 2


@needs_dask
def test_a_cluster_leaves_nothing():
    with Cluster(1) as cluster:
        cluster.client()
        folder, processes = cluster.folder.name, [*cluster.workers, cluster.scheduler]
    assert all(process.poll() is not None for process in processes) and not os.path.exists(folder)


@needs_dask
def test_a_cluster_ends_with_the_program_that_was_killed():
    program = (
        "import os, signal; from helpers.plumbing.cluster import Cluster; cluster = Cluster(1); cluster.client()\n"
        "print(cluster.scheduler.pid, cluster.workers[0].pid, flush=True); os.kill(os.getpid(), signal.SIGTERM)"
    )
    ran = subprocess.run([sys.executable, "-c", program], cwd=ROOT, capture_output=True, text=True)
    psutil = pytest.importorskip("psutil")
    processes = [int(word) for word in ran.stdout.split()]
    assert len(processes) == 2
    until = time.monotonic() + 10
    while any(map(psutil.pid_exists, processes)) and time.monotonic() < until:
        time.sleep(0.1)
    assert not any(map(psutil.pid_exists, processes))


def test_notebook_17_says_how_long_the_module_is():
    source = (ROOT / "helpers" / "many.py").read_text(encoding="utf-8")
    assert len(source.splitlines()) < 120
