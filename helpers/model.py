"""Layers in a chain, and what scikit-learn's users expect of a model. Built in notebooks 08 and 09."""

import numpy as np

from helpers.layers import Dense
from helpers.plumbing.in_place import Chain, OwnsTheta, that_learn
from helpers.plumbing.input_checks import (
    check_chain,
    check_finite,
    check_fit,
    check_input,
    check_loss,
    check_targets,
    predicting,
)
from helpers.plumbing.progress import report


class Network(OwnsTheta):
    """Layers one after another, with all that they learn in one vector, theta.

    layers: a list in which each Dense takes as many numbers as the one before it gives. dtype: float64, or float32,
    which is half as large and faster. The layers belong to this network from now on. network.theta = values writes
    into theta, so best = network.theta.copy() and later network.theta = best restores what was best.
    Raises ValueError where the layers do not fit together.
    """

    def __init__(self, layers, dtype=np.float64):
        check_chain(layers, Dense)
        self.layers, self.dense = Chain(layers), [it for it in layers if isinstance(it, Dense)]
        self.sizes = (self.dense[0].n_in, *(layer.n_out for layer in self.dense))
        self.theta = np.concatenate([it.theta for it in that_learn(layers)]).astype(dtype)
        self.dtheta = np.zeros_like(self.theta)
        self.attach_layers()

    def attach_layers(self):
        """Let each layer that learns keep its numbers in theta, and their gradient in dtheta."""
        end = 0
        for layer in that_learn(self.layers):
            part = slice(end, end := end + layer.size)
            layer.attach(self.theta[part], self.dtheta[part])
            layer.in_network = True

    def __setstate__(self, state):
        """A copy (copy.deepcopy) gets its own theta, and its layers must look there too."""
        self.__dict__.update(state)
        self.attach_layers()

    def forward(self, X):
        """(m, n_0) -> (m, n_L), the logits of the last layer."""
        for layer in self.layers:
            X = layer.forward(X)
        return X

    def backward(self, dZ):
        """Fill dtheta with the gradient of the cost. dZ: (m, n_L), that of the logits.

        It uses what the last forward left in the layers.
        """
        for layer in reversed(self.layers[1:]):
            dZ = layer.backward(dZ)
        getattr(self.layers[0], "gradients", self.layers[0].backward)(dZ)  # nobody needs dX


def batches(X, Y, batch_size, rng):
    """The examples in a new random order, batch_size at a time.

    X: (m, n). Y: (m, k). rng: a numpy.random.Generator. Yields pairs of (batch_size, n) and (batch_size, k), the last
    one maybe smaller; each example comes exactly once. The rows of X lie in memory that the next batch uses again.
    With batch_size None it yields X and Y as they are, once.
    """
    if batch_size is None:
        yield X, Y
        return
    order = rng.permutation(len(X))
    memory = np.empty((min(batch_size, len(X)), X.shape[1]), X.dtype)
    for start in range(0, len(X), batch_size):
        rows = order[start : start + batch_size]
        X_batch = np.take(X, rows, axis=0, out=memory[: len(rows)], mode="clip")
        yield X_batch, np.take(Y, rows, axis=0)


class Model(Network):
    """A network with a loss, used like a model of scikit-learn.

    layers, dtype: as in Network. loss: SoftmaxCrossEntropy() for labels 0, 1, 2, ... or MeanSquaredError() for numbers.
    history: the mean cost during each epoch, a list of floats.
    """

    def __init__(self, layers, loss, dtype=np.float64):
        super().__init__(layers, dtype)
        self.loss, self.history = check_loss(loss), []

    def fit(self, X, y, optimizer, epochs, batch_size=None, rng=None, report_every=0):
        """Train on X (m, n_0) and y (m,), and return self. Another fit goes on from there.

        optimizer: SGD, Momentum or Adam; the same object goes on with the same memory. batch_size: examples per update,
        in random order from rng; None: all at once. report_every: print the cost every so many epochs.
        Raises ValueError where an argument does not fit, or the cost or a weight is no longer a finite number: the
        model then has the weights from before that epoch.
        """
        check_fit(X, optimizer, epochs, batch_size, rng)
        X, Y = check_input(self, X), check_targets(self, y, len(X))
        for _ in range(epochs):
            before, cost = self.theta.copy(), 0.0
            for X_batch, Y_batch in batches(X, Y, batch_size, rng):
                cost += len(X_batch) * self.loss.forward(self.forward(X_batch), Y_batch)
                self.backward(self.loss.backward())
                optimizer.update(self.theta, self.dtheta)
            check_finite(self, cost, before)
            self.history.append(cost / len(X))
            report(len(self.history) - 1, self.history[-1], report_every)
        return self

    def predict(self, X):
        """Labels (m,), or numbers, for X (m, n_0)."""
        return self.loss.predict(predicting(self, X))

    def predict_proba(self, X):
        """Probabilities (m, n_L) for X (m, n_0); only with SoftmaxCrossEntropy."""
        return self.loss.probabilities(predicting(self, X))

    def score(self, X, y):
        """The accuracy, 0 to 1, or R² for numbers."""
        return self.loss.score(y, self.predict(X))
