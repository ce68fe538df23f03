"""How to step downhill: SGD, momentum, Adam. Built in notebook 10.

Each has update(theta, dtheta), which changes the parameters theta in place and may use the memory of the gradient
dtheta for its own arithmetic. Both are vectors of one length; all parameters of a network stand in one theta.
"""

import numpy as np


class Optimizer:
    """Remembers the past of one network, and refuses another."""

    owner = None

    def is_new(self, theta):
        """Whether theta comes for the first time. Raises ValueError where another vector came before."""
        if self.owner is not None and self.owner is not theta:
            raise ValueError(
                "this optimizer remembers the steps of another network; make a new one"
            )
        first, self.owner = self.owner is None, theta
        return first


class SGD:
    """Gradient descent: theta <- theta - learning_rate * dtheta."""

    def __init__(self, learning_rate):
        self.learning_rate = learning_rate

    def update(self, theta, dtheta):
        """One step; dtheta is used up."""
        dtheta *= self.learning_rate
        theta -= dtheta


class Momentum(Optimizer):
    """Steps along the discounted sum of all gradients so far (Polyak, 1964).

    Each step multiplies that sum by momentum, then adds the new gradient.
    """

    def __init__(self, learning_rate, momentum=0.9):
        self.learning_rate, self.momentum = learning_rate, momentum

    def update(self, theta, dtheta):
        """One step; dtheta is used up."""
        if self.is_new(theta):
            self.velocity = np.zeros_like(theta)
        self.velocity *= self.momentum
        self.velocity += dtheta
        theta -= np.multiply(self.velocity, self.learning_rate, out=dtheta)


class Adam(Optimizer):
    """For each parameter: the mean of its gradients over the root of the mean of their squares.

    The means are discounted sums divided by the sums of their weights, 1 + beta + ... + beta^(t-1); that is the bias
    correction of Kingma and Ba, Adam (2015), algorithm 1, with their default values. t counts updates.
    """

    def __init__(self, learning_rate=0.001, beta1=0.9, beta2=0.999, epsilon=1e-8):
        self.learning_rate, self.beta1, self.beta2 = learning_rate, beta1, beta2
        self.epsilon, self.t = epsilon, 0

    def update(self, theta, dtheta):
        """One step; dtheta is used up."""
        if self.is_new(theta):
            self.sum, self.sum_of_squares = np.zeros_like(theta), np.zeros_like(theta)
        self.t += 1
        weight1 = (1 - self.beta1**self.t) / (1 - self.beta1)
        weight2 = (1 - self.beta2**self.t) / (1 - self.beta2)
        self.sum *= self.beta1
        self.sum += dtheta
        square = np.multiply(dtheta, dtheta, out=dtheta)
        self.sum_of_squares *= self.beta2
        self.sum_of_squares += square
        root = np.sqrt(self.sum_of_squares, out=dtheta)
        root += self.epsilon * weight2**0.5
        step = np.divide(self.sum, root, out=dtheta)
        step *= self.learning_rate * weight2**0.5 / weight1
        theta -= step
        if self.t % 100 == 0:
            self.sum[np.abs(self.sum) < 1e-30] = 0  # no part of any step, but slow to reckon with
