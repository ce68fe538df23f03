"""The exercises of notebook 08: layers and a model."""

import functools

import numpy as np

from helpers.check.compare import as_array
from helpers.check.exercise import AnyOf, Exercise

LAYER = "notebook 08, “What does a layer have to know?”"


def tanh_with(backward=lambda dA, A, Z: dA * (1 - A**2), forward=np.tanh):
    """A Tanh layer with that backward, and that function in its forward."""

    class Layer:
        def forward(self, Z):
            self.Z, self.A = Z, forward(Z)
            return self.A

        def backward(self, dA):
            return backward(dA, self.A, self.Z)

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
        "The slope is made of what went in. In 1 - a² the a is what came out.": tanh_with(
            lambda dA, A, Z: dA * (1 - Z**2)
        ),
        "The slope from the right has no part in it. The chain rule multiplies.": tanh_with(lambda dA, A, Z: 1 - A**2),
        "That is the slope of the sigmoid, a(1 - a).": tanh_with(lambda dA, A, Z: dA * A * (1 - A)),
        "tanh is taken twice: A has been through it already.": tanh_with(lambda dA, A, Z: dA * (1 - np.tanh(A) ** 2)),
        "The slope is made of dA. In 1 - a² the a is what forward gave.": tanh_with(lambda dA, A, Z: 1 - dA**2),
        "The square is in the wrong place: 1 - a² is not (1 - a)².": tanh_with(lambda dA, A, Z: dA * (1 - A) ** 2),
        "a * 2 is twice a. The square is a ** 2.": tanh_with(lambda dA, A, Z: dA * (1 - A * 2)),
        "The chain rule multiplies by the slope. Here dA is divided by it.": tanh_with(
            lambda dA, A, Z: dA / (1 - A**2)
        ),
        "The square of 1 - a² is missing.": tanh_with(lambda dA, A, Z: dA * (1 - A)),
        "tanh is taken of the slope that arrives.": tanh_with(lambda dA, A, Z: 1 - np.tanh(dA) ** 2),
        "Each number goes by itself, so it is * here, not @.": tanh_with(lambda dA, A, Z: dA @ (1 - A**2)),
        "That is the tangent, np.tan. The function asked for is np.tanh.": tanh_with(forward=np.tan),
        "That is 2 · sigmoid(z) - 1, and tanh of half of z.": tanh_with(forward=lambda Z: 2 / (1 + np.exp(-Z)) - 1),
    },
    symptoms={
        "Two layers share one memory: what the first kept is overwritten. "
        "Keep it in self.": lambda came, Z, dA, layers: layers == 2 and np.allclose(came[0], np.tanh(np.tanh(Z))),
        "e to the power of 1,000 is too large for a computer. "
        "NumPy has a tanh of its own.": lambda came, Z, dA, layers: np.isnan(came[0]).any() and np.abs(Z).max() > 700,
    },
    stumbles={
        "self is asked for something that was not put there before. "
        "What backward needs, forward has to keep.": "'my_Tanh' object has no attribute",
        "What one method calls by a name of its own, the other doesn't know. self is what both have.": AnyOf(
            ["name 'A' is not defined", "name 'a' is not defined", "name 'Z' is not defined"]
        ),
        "Python hands over the object itself first: def forward(self, Z), def backward(self, dA).": AnyOf(
            [".forward() takes 1 positional", ".backward() takes 1 positional"]
        ),
        "A layer is made without arguments, my_Tanh(). The numbers come with forward.": "my_Tanh.__init__() missing",
    },
)
