"""How to step downhill: SGD, momentum, Adam, and schedules for their learning rate. Built in notebooks 10 and 16.

Each has update(theta, dtheta), which changes the parameters theta in place. It may use the memory of the gradient
dtheta for its own arithmetic. Both are vectors of the same length: theta holds all parameters of a network.
"""

import math

import numpy as np


class Optimizer:
    """What remembers past gradients belongs to one network, and refuses another."""

    owner = None

    def is_new(self, theta):
        """Whether theta comes for the first time. Raises ValueError if another vector came before."""
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
        """One step."""
        theta -= self.learning_rate * dtheta


class Momentum(Optimizer):
    """Steps along the velocity (Polyak, 1964).

    Each step multiplies the velocity by momentum, then adds the new gradient.
    """

    def __init__(self, learning_rate, momentum=0.9):
        self.learning_rate, self.momentum = learning_rate, momentum

    def update(self, theta, dtheta):
        """One step."""
        if self.is_new(theta):
            self.velocity = np.zeros_like(theta)
        self.velocity *= self.momentum
        self.velocity += dtheta
        theta -= self.learning_rate * self.velocity


class Adam(Optimizer):
    """A step for each parameter: its first moment over the root of the second (Kingma and Ba, 2015).

    Their algorithm 1 with their default values, in another order to be fast: the sums that it keeps are the moments
    m and v without their factors 1 - beta1 and 1 - beta2. t counts updates.
    """

    def __init__(self, learning_rate=0.001, beta1=0.9, beta2=0.999, epsilon=1e-8):
        self.learning_rate, self.beta1, self.beta2 = learning_rate, beta1, beta2
        self.epsilon, self.t = epsilon, 0

    def update(self, theta, dtheta):
        """One step; dtheta is overwritten."""
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
            self.sum[np.abs(self.sum) < 1e-30] = 0  # too small to change a step, and maybe slow


def step_decay(rate, every, factor=0.5):
    """A schedule: the learning rate is multiplied by factor every so many updates."""

    def schedule(t):
        return rate * factor ** (t // every)

    return schedule


def cosine_decay(rate, updates):
    """A schedule: the learning rate falls from rate to 0 in so many updates, along half a cosine.

    Loshchilov and Hutter (2017), without their restarts.
    ValueError for an update after the last: its rate would be 0, and nothing would be learned.
    """

    def schedule(t):
        if t >= updates:
            raise ValueError(f"this schedule ends after {updates} updates; make a longer one")
        return rate * (1 + math.cos(math.pi * t / updates)) / 2

    return schedule


class Scheduled:
    """An optimizer whose learning rate follows a schedule: a function of t, the updates before this one."""

    def __init__(self, optimizer, schedule):
        self.optimizer, self.schedule, self.t = optimizer, schedule, 0

    def update(self, theta, dtheta):
        """One step at the rate of the schedule; dtheta is overwritten if the optimizer does that."""
        self.optimizer.learning_rate = self.schedule(self.t)
        self.optimizer.update(theta, dtheta)
        self.t += 1


class Averaged:
    """An optimizer beside which the exponential moving average of the parameters is kept, in average.

    The theta of k updates ago counts in it in proportion to keep**k; the shares add up to 1, as in Adam's moments.
    """

    def __init__(self, optimizer, keep=0.999):
        self.optimizer, self.keep, self.t = optimizer, keep, 0

    def update(self, theta, dtheta):
        """One step of the optimizer, and the average after it."""
        self.optimizer.update(theta, dtheta)
        if self.t == 0:
            self.average = np.zeros_like(theta)
        self.t += 1
        share = (1 - self.keep) / (1 - self.keep**self.t)
        self.average += share * (theta - self.average)
