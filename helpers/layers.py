"""The pieces of a network as objects: layers, losses, and initializers. Built in notebooks 08 and 09.

Shapes are those of a batch: rows are examples.
"""

import numpy as np
from sklearn.metrics import accuracy_score, r2_score

from helpers.activations import relu, sigmoid, sigmoid_derivative, softmax
from helpers.encoding import one_hot
from helpers.losses import cross_entropy, mean_squared_error
from helpers.plumbing.in_place import InPlace


class Layer(InPlace):
    """A layer has forward and backward, and keeps from forward what its backward needs.

    size: how many parameters it has; 0 for an activation function. theta, dtheta: the parameters and their gradient,
    vectors (size,). training: False while a model predicts, for layers that behave differently then, such as dropout.
    Assigning to an array that lies in theta, as in layer.W = values, writes into it.
    """

    size = 0
    training = True

    def attach(self, theta, dtheta):
        """Keep what it learns in theta and its gradient in dtheta, both (size,). A Network calls this."""
        self.theta, self.dtheta = theta, dtheta

    def forward(self, A):
        """(m, n_in) -> (m, n_out)."""
        raise NotImplementedError

    def backward(self, dZ):
        """(m, n_out) -> (m, n_in): from the gradient w.r.t. the output to that w.r.t. the input."""
        raise NotImplementedError


def uniform(n_in, n_out, rng):
    """Weights uniform in [-0.5, 0.5), as in part one.

    rng: a numpy.random.Generator. Returns (n_in, n_out) float64, as do the others.
    """
    return rng.uniform(-0.5, 0.5, (n_in, n_out))


def normal(n_in, n_out, rng):
    """Weights normal with standard deviation 0.1, as in the second write-up."""
    return 0.1 * rng.normal(size=(n_in, n_out))


def glorot(n_in, n_out, rng):
    """Weights uniform with variance 2 / (n_in + n_out) (Glorot and Bengio, 2010, formula 16)."""
    reach = np.sqrt(6 / (n_in + n_out))
    return rng.uniform(-reach, reach, (n_in, n_out))


def he(n_in, n_out, rng):
    """Weights normal with variance 2 / n_in, for ReLU (He and others, 2015, formula 10)."""
    return rng.normal(0, np.sqrt(2 / n_in), (n_in, n_out))


class Dense(Layer):
    """Z = A W + b: every unit sees every input.

    n_in, n_out: numbers in and out for each example. rng: a numpy.random.Generator. init: draws the weights, called
    as init(n_in, n_out, rng); the biases are 0 at first. W is (n_in, n_out), b (n_out,), both float64 until a Network
    takes them.
    """

    def __init__(self, n_in, n_out, rng, init=he):
        self.n_in, self.n_out = n_in, n_out
        self.size = n_in * n_out + n_out
        self.attach(np.zeros(self.size), np.zeros(self.size))
        self.W[...] = init(n_in, n_out, rng)

    def attach(self, theta, dtheta):
        """Keep weights and biases in the vector theta, their gradient in dtheta.

        Both are (size,); W, b, dW and db are views of them.
        """
        super().attach(theta, dtheta)
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
        """Write the gradient with respect to W and b into dW and db. dZ: (m, n_out)."""
        np.matmul(self.A.T, dZ, out=self.dW)
        np.sum(dZ, axis=0, out=self.db)

    def backward(self, dZ):
        """Fill dW and db; return the gradient with respect to A: (m, n_out) -> (m, n_in)."""
        self.gradients(dZ)
        return dZ @ self.W.T


class Sigmoid(Layer):
    """A = sigmoid(Z), each number by itself."""

    def forward(self, Z):
        """(m, n) -> (m, n)."""
        self.A = sigmoid(Z)
        return self.A

    def backward(self, dA):
        """(m, n) -> (m, n)."""
        return dA * sigmoid_derivative(self.A)


class ReLU(Layer):
    """A = max(0, Z), each number by itself."""

    def forward(self, Z):
        """(m, n) -> (m, n)."""
        self.A = relu(Z)
        return self.A

    def backward(self, dA):
        """(m, n) -> (m, n): dA where the output is above 0, else 0."""
        return dA * (self.A > 0)


class SoftmaxCrossEntropy:
    """Softmax and cross-entropy in one: their gradient with respect to the logits is P - Y. For labels."""

    def targets(self, y, n_out):
        """Labels (m,) -> one-hot (m, n_out)."""
        return one_hot(y, n_out)

    def forward(self, Z, Y):
        """Logits (m, n) and one-hot (m, n) -> the cost, a float in nats."""
        self.P = softmax(Z)
        self.Y = np.asarray(Y, self.P.dtype)  # float64 would make every gradient float64
        return cross_entropy(self.P, Y)

    def backward(self):
        """The gradient of the cost with respect to the logits, (m, n), in their dtype."""
        return (self.P - self.Y) / len(self.Y)

    def probabilities(self, Z):
        """Logits (m, n) -> probabilities (m, n)."""
        return softmax(Z)

    def predict(self, Z):
        """Logits (m, n) -> the most probable labels, (m,)."""
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
        self.Z = 1.0 * np.asarray(Z)  # 1.0: whole numbers become floats
        self.Y = np.asarray(Y, self.Z.dtype)
        return mean_squared_error(Z, Y)

    def backward(self):
        """The gradient of the cost with respect to the predictions, (m, n), in their dtype."""
        return 2 * (self.Z - self.Y) / self.Y.size

    def predict(self, Z):
        """(m, n) as it is; (m, 1) as (m,)."""
        return Z[:, 0] if Z.shape[1] == 1 else Z

    def score(self, y, predictions):
        """R², the share of the variance that is explained; 1 is perfect, 0 is as good as the mean."""
        return r2_score(y, predictions)


def mlp(sizes, rng, hidden=ReLU, init=he):
    """The layers of a multilayer perceptron: Dense, hidden, Dense, hidden, ..., Dense.

    sizes: units per layer from input to output, such as (784, 128, 64, 10). hidden: the class between them.
    """
    layers = []
    for n_in, n_out in zip(sizes[:-1], sizes[1:], strict=True):
        layers += [Dense(n_in, n_out, rng, init), hidden()]
    return layers[:-1]
