"""Train the networks that come with the course on MNIST's 60,000 training digits, and write data/networks/.

    python -m tools.publish.make_networks

About a minute. It needs full MNIST (data/README.md says how it is loaded). The recipe of "128-64" is lesson 12's, which
says how it was chosen.
"""

import numpy as np

from helpers.data import load_mnist, scale_pixels
from helpers.layers import ReLU, Sigmoid, SoftmaxCrossEntropy, he, mlp, normal
from helpers.model import Model
from helpers.optimizers import Adam
from helpers.plumbing.networks import FOLDER
from helpers.plumbing.npz_files import write_npz

# name: sizes, activation function of the hidden layers, initialization, phases of (epochs, learning rate)
NETWORKS = {
    "16-16": ((784, 16, 16, 10), Sigmoid, normal, [(20, 0.003), (10, 0.0006)]),
    "128-64": ((784, 128, 64, 10), ReLU, he, [(6, 0.001), (4, 0.0002)]),
}


def main():
    digits = load_mnist()
    X, y = scale_pixels(digits.images, dtype=np.float32), digits.labels
    FOLDER.mkdir(exist_ok=True)
    for name, (sizes, hidden, init, phases) in NETWORKS.items():
        layers = mlp(sizes, np.random.default_rng(0), hidden, init)
        model, adam, rng = (
            Model(layers, SoftmaxCrossEntropy(), np.float32),
            Adam(),
            np.random.default_rng(1),
        )
        for epochs, adam.learning_rate in phases:
            model.fit(X[:60_000], y[:60_000], adam, epochs, batch_size=128, rng=rng)
        arrays = {"hidden": np.array(hidden.__name__.lower())}
        for number, layer in enumerate(model.dense, 1):
            arrays[f"W{number}"], arrays[f"b{number}"] = (
                layer.W.astype(np.float16),
                layer.b.astype(np.float16),
            )
            layer.W[...], layer.b[...] = (
                arrays[f"W{number}"],
                arrays[f"b{number}"],
            )  # as it is stored
        write_npz(FOLDER / f"{name}.npz", layers=np.array(len(model.dense)), **arrays)
        right = 100 * model.score(X[60_000:], y[60_000:])
        print(f"{name}: reads {right:.2f} % of the 10,000 test digits")


if __name__ == "__main__":
    main()
