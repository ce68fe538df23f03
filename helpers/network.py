"""A multilayer perceptron (MLP): dense layers, the hidden ones of one kind, and softmax. Built in notebooks 03 and 05.

Its parameters are a list with one pair (W, b) for each layer.
"""

import numpy as np

from helpers.activations import hidden_activation, softmax


def init_params(sizes, rng):
    """Random weights and biases, uniform in [-0.5, 0.5).

    sizes: units per layer from input to output, such as (784, 16, 16, 10). rng: a numpy.random.Generator.
    Returns a list of pairs: W of shape (n_in, n_out) and b of shape (n_out,), float64.
    """
    return [
        (rng.uniform(-0.5, 0.5, (n_in, n_out)), rng.uniform(-0.5, 0.5, n_out))
        for n_in, n_out in zip(sizes[:-1], sizes[1:], strict=True)
    ]


def forward(params, X, hidden="sigmoid"):
    """Run examples through the network.

    params: list of (W, b). X: pixels in [0, 1], (m, n_0) for a batch or (n_0,) for one example. hidden: "sigmoid" or
    "relu". Returns the activations of every layer, [X, A1, ..., P]; P holds the probabilities, (m, n_L) or (n_L,).
    """
    activate, _ = hidden_activation(hidden)
    activations = [np.asanyarray(X)]
    for W, b in params[:-1]:
        activations.append(activate(activations[-1] @ W + b))
    W, b = params[-1]
    activations.append(softmax(activations[-1] @ W + b))
    return activations


def predict(params, X, hidden="sigmoid"):
    """The most probable label of each example.

    params, X, hidden: as in forward. Returns integers of shape (m,), or one integer for one example.
    Raises ValueError where a probability is nan, which argmax would take for the largest.
    """
    P = forward(params, X, hidden)[-1]
    if np.isnan(P).any():
        raise ValueError("some probabilities are nan: look for nan or infinity in X and params")
    return np.argmax(P, axis=-1)


def backward(params, activations, Y, hidden="sigmoid"):
    """The gradient of the mean cross-entropy, by backpropagation (Rumelhart, Hinton and Williams, 1986).

    params: list of (W, b). activations: what forward returned for a batch. Y: one-hot, (m, n_L). hidden: as in forward.
    Returns a list of (dW, db), one pair for each layer, of the shapes of (W, b).
    Raises ValueError where Y is not of the shape of the probabilities, or is a single example.
    """
    P = activations[-1]
    if np.ndim(Y) != 2 or np.shape(Y) != P.shape:
        raise ValueError(
            f"Y must be one-hot, of the shape {P.shape} of the probabilities, not {np.shape(Y)}"
        )
    _, derivative = hidden_activation(hidden)
    gradients = []
    dZ = (P - Y) / len(Y)
    for layer in reversed(range(len(params))):
        A_in = activations[layer]
        gradients.insert(0, (A_in.T @ dZ, dZ.sum(axis=0)))
        if layer > 0:
            W, _ = params[layer]
            dZ = (dZ @ W.T) * derivative(A_in)
    return gradients
