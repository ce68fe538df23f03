"""The pieces of a network as objects: layers, losses, and ways to start. Built in notebook 08.

A layer has forward (numbers in, numbers out) and backward (from the slope of the cost in what came out, the slope in
what came in). Each keeps from forward what its backward needs. Shapes are those of a batch: rows are examples.
"""

import numpy as np
from sklearn.metrics import accuracy_score, r2_score

from helpers.activations import relu, sigmoid, sigmoid_derivative, softmax
from helpers.encoding import one_hot
from helpers.losses import cross_entropy, mean_squared_error


def uniform(n_in, n_out, rng):
    """Weights uniform in [-0.5, 0.5), as part one starts.

    rng: a numpy.random.Generator. Returns (n_in, n_out) float64, as do the others.
    """
    return rng.uniform(-0.5, 0.5, (n_in, n_out))


def normal(n_in, n_out, rng):
    """Weights normal with standard deviation 0.1, as the second write-up starts."""
    return 0.1 * rng.normal(size=(n_in, n_out))


def glorot(n_in, n_out, rng):
    """Weights uniform with variance 2 / (n_in + n_out) (Glorot and Bengio, 2010, formula 16)."""
    reach = np.sqrt(6 / (n_in + n_out))
    return rng.uniform(-reach, reach, (n_in, n_out))


def he(n_in, n_out, rng):
    """Weights normal with variance 2 / n_in, for ReLU (He and others, 2015, formula 10)."""
    return rng.normal(0, np.sqrt(2 / n_in), (n_in, n_out))


class Dense:
    """Z = A W + b: every unit sees every input.

    n_in, n_out: numbers in and out for each example. rng: a numpy.random.Generator. start: draws the weights, called
    as start(n_in, n_out, rng); the biases start at 0. W is (n_in, n_out), b (n_out,), both float64 until a Network
    takes them.
    """

    def __init__(self, n_in, n_out, rng, start=he):
        self.n_in, self.n_out = n_in, n_out
        self.size = n_in * n_out + n_out
        self.place(np.zeros(self.size), np.zeros(self.size))
        self.W[...] = start(n_in, n_out, rng)

    def place(self, theta, dtheta):
        """Keep weights and biases in the vector theta, their slopes in dtheta.

        Both are (size,); W, b, dW and db are views of them.
        """
        end = self.n_in * self.n_out
        self.W, self.b = theta[:end].reshape(self.n_in, self.n_out), theta[end:]
        self.dW, self.db = dtheta[:end].reshape(self.n_in, self.n_out), dtheta[end:]

    def forward(self, A):
        """(m, n_in) -> (m, n_out)."""
        self.A = A
        Z = A @ self.W
        Z += self.b
        return Z

    def gradients(self, dZ):
        """Write the slopes in W and b into dW and db. dZ: (m, n_out)."""
        np.matmul(self.A.T, dZ, out=self.dW)
        np.sum(dZ, axis=0, out=self.db)

    def backward(self, dZ):
        """The slopes in W and b, and that in A: (m, n_out) -> (m, n_in)."""
        self.gradients(dZ)
        return dZ @ self.W.T


class Sigmoid:
    """A = sigmoid(Z), each number by itself."""

    def forward(self, Z):
        """(m, n) -> (m, n)."""
        self.A = sigmoid(Z)
        return self.A

    def backward(self, dA):
        """(m, n) -> (m, n)."""
        return dA * sigmoid_derivative(self.A)


class ReLU:
    """A = max(0, Z), each number by itself."""

    def forward(self, Z):
        """(m, n) -> (m, n)."""
        self.A = relu(Z)
        return self.A

    def backward(self, dA):
        """(m, n) -> (m, n): dA where the unit was on, else 0."""
        return dA * (self.A > 0)


class SoftmaxCrossEntropy:
    """Softmax and cross-entropy in one: the slope of both together is P - Y. For labels."""

    def targets(self, y, n_out):
        """Labels (m,) -> one-hot (m, n_out)."""
        return one_hot(y, n_out)

    def forward(self, Z, Y):
        """Scores (m, n) and one-hot (m, n) -> the cost, a float in nats."""
        self.P, self.Y = softmax(Z), Y
        return cross_entropy(self.P, Y)

    def backward(self):
        """The slope of the cost in the scores, (m, n)."""
        return (self.P - self.Y) / len(self.Y)

    def probabilities(self, Z):
        """Scores (m, n) -> probabilities (m, n)."""
        return softmax(Z)

    def predict(self, Z):
        """Scores (m, n) -> the most probable labels, (m,)."""
        return np.argmax(Z, axis=1)

    def score(self, y, guesses):
        """The share of right labels, 0 to 1."""
        return accuracy_score(y, guesses)


class MeanSquaredError:
    """The mean of the squared differences. For numbers."""

    def targets(self, y, n_out):
        """Numbers (m,) or (m, n_out) -> (m, n_out)."""
        return np.reshape(y, (-1, n_out))

    def forward(self, Z, Y):
        """Predictions (m, n) and targets (m, n) -> the cost, a float in the square of the targets' unit."""
        self.Z, self.Y = Z, Y
        return mean_squared_error(Z, Y)

    def backward(self):
        """The slope of the cost in the predictions, (m, n)."""
        return 2 * (self.Z - self.Y) / self.Y.size

    def predict(self, Z):
        """(m, n) as it is; (m, 1) as (m,)."""
        return Z[:, 0] if Z.shape[1] == 1 else Z

    def score(self, y, predictions):
        """R², the share of the variance that is explained; 1 is perfect, 0 is as good as the mean."""
        return r2_score(y, predictions)


def mlp(sizes, rng, hidden=ReLU, start=he):
    """The layers of a multi-layer perceptron: Dense, hidden, Dense, hidden, ..., Dense.

    sizes: units per layer from input to output, such as (784, 128, 64, 10). hidden: the class between them.
    """
    layers = []
    for n_in, n_out in zip(sizes[:-1], sizes[1:], strict=True):
        layers += [Dense(n_in, n_out, rng, start), hidden()]
    return layers[:-1]
