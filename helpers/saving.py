"""A network's weights in a file. Built in notebook 08."""

import numpy as np

from helpers.layers import Dense
from helpers.plumbing.input_checks import check_savable
from helpers.plumbing.npz_files import read_npz, write_npz


def architecture(network):
    """The layers in words, such as "Dense(784, 128), ReLU, Dense(128, 10)"."""
    return ", ".join(
        f"Dense({layer.n_in}, {layer.n_out})" if isinstance(layer, Dense) else type(layer).__name__
        for layer in network.layers
    )


def save_weights(network, path):
    """Write the weights and biases of a Network or Model, and its architecture, into an .npz file.

    A file that is there already is replaced, but only when the new one is complete.
    Raises ValueError where this is no network with finite weights, and OSError where it cannot write.
    """
    check_savable(network)
    write_npz(path, architecture=architecture(network), theta=network.theta)


def load_weights(network, path):
    """Give a network the weights and biases that save_weights wrote; it must have the same layers.

    Raises FileNotFoundError where there is no such file, and ValueError where it is damaged or holds another network;
    the network then stays as it was.
    """
    words, theta = read_npz(path, ["architecture", "theta"])
    if str(words) != architecture(network):
        raise ValueError(
            f"{path} holds another network: {words}; this one is {architecture(network)}"
        )
    if (
        theta.shape != network.theta.shape
        or theta.dtype.kind != "f"
        or not np.isfinite(theta).all()
    ):
        raise ValueError(f"{path} is damaged: its weights are not {network.theta.size} numbers")
    network.theta[...] = theta
