"""Training on many machines: each adds up the gradients of its own digits. Built in notebook 17.

The digits lie in shards, files that the workers read. A client of dask.distributed sends the weights out and says which
rows of which shard to use; gradients come back, added up on the way.
"""

from concurrent.futures import CancelledError
from pathlib import Path

import numpy as np

from helpers.data import scale_pixels
from helpers.layers import SoftmaxCrossEntropy, mlp
from helpers.model import Model
from helpers.plumbing.npz_files import read_npz, write_npz


def save_shards(folder, parts):
    """Write each part, images (m, 784) uint8 and labels (m,), into two .npy files; return the lengths m, a list.

    parts: pairs, such as those of a generator, which need never be in memory together.
    """
    lengths = []
    for k, (images, labels) in enumerate(parts):
        np.save(Path(folder) / f"images{k}.npy", images)
        np.save(Path(folder) / f"labels{k}.npy", labels)
        lengths.append(len(labels))
    return lengths


def open_shard(folder, k):
    """Images and labels of shard k as memory maps: what is used of them is read from the disk, and nothing else."""
    names = [Path(folder) / f"{name}{k}.npy" for name in ("images", "labels")]
    return [np.load(name, mmap_mode="r") for name in names]


def model_of(sizes, theta):
    """A multilayer perceptron with these weights. theta: a vector, float32 or float64."""
    # theta overwrites what the layers begin with
    layers = mlp(sizes, None, init=lambda n_in, n_out, rng: 0)
    model = Model(layers, SoftmaxCrossEntropy(), theta.dtype.type)
    model.theta = theta
    return model


def gradient_sum(sizes, theta, folder, k, rows):
    """The sum of the gradients of these rows of shard k, and behind it the sum of their losses: (len(theta) + 1,)."""
    images, labels = open_shard(folder, k)
    X, y = scale_pixels(images[rows], theta.dtype), labels[rows]
    if len(y) == 0:
        return np.zeros(len(theta) + 1, theta.dtype)
    model = model_of(sizes, theta)
    mean_loss = model.loss.forward(model.forward(X), model.loss.targets(y, sizes[-1]))
    model.backward(model.loss.backward())
    return len(y) * np.append(model.dtheta, theta.dtype.type(mean_loss))


def tree_sum(add, parts):
    """Add neighbours, then their sums, and so on, always in this order: (a + b) + (c + d). add: a function of two."""
    while len(parts) > 1:
        pairs = [parts[k : k + 2] for k in range(0, len(parts), 2)]
        parts = [add(*pair) if len(pair) == 2 else pair[0] for pair in pairs]
    return parts[0]


def sum_here(sizes, theta, folder, rows):
    """The sum over all shards, computed in this process. rows: for each shard, which of its rows."""
    return tree_sum(
        np.add, [gradient_sum(sizes, theta, folder, k, some) for k, some in enumerate(rows)]
    )


def sum_on(client, sizes, theta, folder, rows):
    """The same sum in the same order, computed by the client's workers; neighbours among the shards share a worker.

    A worker that dies is replaced by the others; where none is left, it waits for one. Raises ConnectionError where the
    scheduler is gone.
    """
    try:
        workers, parts = sorted(client.nthreads()), []
        # theta is a task, too, so that it can be had again
        everywhere = client.submit(np.asarray, theta, pure=False)
        for k, some in enumerate(rows):
            at = k * len(workers) // len(rows)
            where = {"workers": workers[at : at + 1], "allow_other_workers": True, "pure": False}
            parts.append(client.submit(gradient_sum, sizes, everywhere, folder, k, some, **where))
        return tree_sum(lambda a, b: client.submit(np.add, a, b, pure=False), parts).result()
    except (FileNotFoundError, PermissionError):
        raise  # a worker cannot read its shard
    except (OSError, CancelledError) as error:
        raise ConnectionError(
            "the scheduler does not answer. Start it and the workers again, and train once more "
            "with the same path: it goes on after the last epoch that was written"
        ) from error


def train_on_shards(total, theta, lengths, epochs, learning_rate, batch_size, path):
    """Gradient descent on all shards, written to path after each epoch; it goes on from what path holds.

    total: a function of theta and the rows of each shard, such as sum_on with its other arguments filled in. lengths:
    of the shards. batch_size: rows of each shard in one step. Returns theta and the mean cost during each epoch.
    """
    costs = []
    if Path(path).exists():
        theta, costs = read_npz(path, ["theta", "costs"])
        costs = costs.tolist()
    for epoch in range(len(costs), epochs):
        orders = [np.random.default_rng([epoch, k]).permutation(m) for k, m in enumerate(lengths)]
        cost = 0.0
        for start in range(0, max(lengths), batch_size):
            rows = [order[start : start + batch_size] for order in orders]
            sums = total(theta, rows)
            theta = theta - learning_rate * sums[:-1] / sum(map(len, rows))
            cost += sums[-1]
        costs.append(cost / sum(lengths))
        write_npz(path, theta=theta, costs=np.array(costs))
    return theta, costs
