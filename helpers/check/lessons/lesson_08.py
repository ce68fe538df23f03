"""The exercises of notebook 08: layers and a model."""

import functools

import numpy as np

from helpers.check.compare import as_array
from helpers.check.exercise import AnyOf, Exercise
from helpers.layers import MeanSquaredError

LAYER = "notebook 08, “What does a layer have to know?”"


def tanh_with(slope=lambda A, Z: 1 - A**2, back=np.multiply, forward=np.tanh):
    """A Tanh layer with that derivative, that function of dA and the derivative in backward, and that forward."""

    class Layer:
        def forward(self, Z):
            self.Z, self.A = Z, forward(Z)
            return self.A

        def backward(self, dA):
            return back(dA, slope(self.A, self.Z))

    return Layer


def there_and_back(kind, Z, dA, layers):
    """(what comes out on the right, what comes out on the left) of so many layers in a chain."""
    chain = [kind() for _ in range(layers)]
    for layer in chain:
        Z = layer.forward(as_array(Z))
    for layer in reversed(chain):
        dA = layer.backward(as_array(dA))
    return Z, dA


Tanh = Exercise(
    "Tanh",
    read=LAYER,
    answer=functools.partial(there_and_back, tanh_with()),
    ask=there_and_back,
    methods=("forward", "backward"),
    cases=lambda rng: {
        "one example": (np.array([[0.0, 1.0, -2.0]]), np.array([[10.0, 10.0, -1.0]]), 1),
        "a random batch": (rng.normal(size=(5, 4)), rng.normal(size=(5, 4)), 1),
        "numbers of 1,000": (np.array([[1000.0, -1000.0, 0.5]]), np.ones((1, 3)), 1),
        "two layers in a chain": (rng.normal(size=(3, 3)), rng.normal(size=(3, 3)), 2),
    },
    mistakes={
        "The derivative is taken from the input. In 1 - a² the a is the output.": tanh_with(lambda A, Z: 1 - Z**2),
        "The arriving gradient dA is unused. The chain rule multiplies by it.": tanh_with(back=lambda dA, slope: slope),
        "a(1 - a) is the derivative of the sigmoid. That of tanh is 1 - a².": tanh_with(lambda A, Z: A * (1 - A)),
        "tanh is taken twice: A is tanh of Z already.": tanh_with(lambda A, Z: 1 - np.tanh(A) ** 2),
        "1 - a² is taken of dA. The a is what forward returned.": tanh_with(back=lambda dA, slope: 1 - dA**2),
        "The square is in the wrong place: 1 - a² is not (1 - a)².": tanh_with(lambda A, Z: (1 - A) ** 2),
        "a * 2 is twice a. The square is a ** 2.": tanh_with(lambda A, Z: 1 - A * 2),
        "The chain rule multiplies by the derivative. Here dA is divided by it.": tanh_with(back=np.divide),
        "The square is missing: the derivative is 1 - a², not 1 - a.": tanh_with(lambda A, Z: 1 - A),
        "tanh is taken of dA. The a is what forward returned.": tanh_with(back=lambda dA, slope: 1 - np.tanh(dA) ** 2),
        "Each number goes through by itself, so it is * here, not @.": tanh_with(back=np.matmul),
        "That is the tangent, np.tan. The function asked for is np.tanh.": tanh_with(forward=np.tan),
        "That is 2 · sigmoid(z) - 1, which is tanh(z / 2).": tanh_with(forward=lambda Z: 2 / (1 + np.exp(-Z)) - 1),
    },
    symptoms={
        "Two layers share one variable, so the second has overwritten what the first kept. "
        "Keep it in self.": lambda came, Z, dA, layers: layers == 2 and np.allclose(came[0], np.tanh(np.tanh(Z))),
        "e to the power of 1,000 is too large for a float. np.tanh avoids it.": lambda came, Z, dA, layers: (
            np.isnan(came[0]).any() and np.abs(Z).max() > 700
        ),
    },
    stumbles={
        "self has no attribute of that name yet. "
        "What backward needs, forward has to keep.": "'my_Tanh' object has no attribute",
        "A name inside one method is unknown in the other. Keep the value in self, which both have.": AnyOf(
            ["name 'A' is not defined", "name 'a' is not defined", "name 'Z' is not defined"]
        ),
        "Python passes the object itself first: def forward(self, Z), def backward(self, dA).": AnyOf(
            [".forward() takes 1 positional", ".backward() takes 1 positional"]
        ),
        "The check calls my_Tanh() without arguments. The numbers come with forward.": "my_Tanh.__init__() missing",
    },
)


def absolute_with(slope=np.sign, over=np.size, cost=lambda errors: np.abs(errors).mean()):
    """An absolute error with that slope, divided by over, and that cost, all of the errors Z - Y."""

    class Loss(MeanSquaredError):
        def forward(self, Z, Y):
            self.errors = Z - Y
            return cost(self.errors)

        def backward(self):
            return slope(self.errors) / over(self.errors)

    return Loss


def cost_and_gradient(kind, Z, Y):
    loss = kind()
    return loss.forward(Z, Y), loss.backward()


AbsoluteError = Exercise(
    "AbsoluteError",
    read="notebook 08, “Numbers instead of labels”",
    answer=functools.partial(cost_and_gradient, absolute_with()),
    ask=cost_and_gradient,
    methods=("forward", "backward"),
    cases=lambda rng: {
        "three numbers": (np.array([[3.0], [5.0], [1.0]]), np.array([[2.0], [5.0], [4.0]])),
        "a random column": (rng.normal(size=(6, 1)), rng.normal(size=(6, 1))),
        "two numbers for each example": (rng.normal(size=(4, 2)), rng.normal(size=(4, 2))),
    },
    mistakes={
        "The cost is a mean, so its gradient is divided by N, too.": absolute_with(over=lambda E: 1),
        "N counts all numbers, Y.size. len(Y) counts the rows.": absolute_with(over=len),
        "Where a prediction is too large, raising it raises the cost: the gradient is above 0 there.": absolute_with(
            lambda E: -np.sign(E)
        ),
        "2(Z - Y)/N is the gradient of the squared error.": absolute_with(lambda E: 2 * E),
        "The derivative of |x| is not |x|: right of 0 it is 1, however large x is.": absolute_with(np.abs),
        "The derivative of |x| is not x: right of 0 it is 1, however large x is.": absolute_with(lambda E: E),
        "Left of 0 the derivative of |x| is -1, not 0.": absolute_with(lambda E: E > 0),
        "Where prediction and truth are equal, take 0, as np.sign does.": AnyOf(
            [absolute_with(lambda E: np.where(E > 0, 1, -1)), absolute_with(lambda E: np.where(E >= 0, 1, -1))]
        ),
        "Without the absolute value, errors above and below 0 cancel.": absolute_with(cost=np.mean),
        "The absolute value belongs in the mean: each error has its own.": absolute_with(cost=lambda E: abs(E.mean())),
        "The cost is the sum here; the mean is asked for.": absolute_with(cost=lambda E: np.abs(E).sum()),
        "The cost is that of the squared error.": absolute_with(cost=lambda E: (E**2).mean()),
    },
    stumbles={
        "self has no attribute of that name yet. What backward needs, forward has to keep.": (
            "'my_AbsoluteError' object has no attribute"
        ),
        "Z and Y are known in forward only. Keep what backward needs in self.": AnyOf(
            ["name 'Z' is not defined", "name 'Y' is not defined"]
        ),
        "backward has no arguments but self: what it needs, forward has to keep.": ".backward() missing",
    },
)
