"""The exercises of notebook 14: automatic differentiation."""

import numpy as np

from helpers.autodiff import Tensor
from helpers.check.attempt import Refuse
from helpers.check.exercise import Exercise
from helpers.check.prediction import Prediction


def tanh_with(back, value=np.tanh):
    """The operation with another way back, or another value."""
    return lambda a: Tensor(value(a.value), [(a, lambda g: back(g, np.tanh(a.value), a.value))])


def through(operation, values, upstream):
    """The operation's value, and the gradient that comes back to its parent from this upstream gradient."""
    a = Tensor(values)
    out = operation(a)
    if not isinstance(out, Tensor):
        raise Refuse(f"A {type(out).__name__} came, and a Tensor was expected: Tensor(value, [(a, …)]).")
    if not out.parents:
        raise Refuse("The Tensor that came has no parents, so no gradient gets back to a.")
    (out * upstream).sum().backward()
    if a.grad is None:
        raise Refuse("No gradient came back to a. Is a the first of the pair in parents?")
    return out.value, a.grad


tanh_operation = Exercise(
    "tanh_operation",
    read="notebook 14, “An array that remembers”",
    answer=lambda values, upstream: through(tanh_with(lambda g, t, z: g * (1 - t**2)), values, upstream),
    ask=through,
    cases=lambda rng: {
        "one number": (np.array(0.5), np.array(1.0)),
        "a table": (rng.normal(size=(3, 4)), rng.normal(size=(3, 4))),
        "large numbers": (np.array([-400.0, 0.0, 400.0]), np.array([1.0, 2.0, 3.0])),
    },
    mistakes={
        "The upstream gradient is missing: upstream times local.": tanh_with(lambda g, t, z: 1 - t**2),
        "The derivative takes the value, tanh a, not a itself.": tanh_with(lambda g, t, z: g * (1 - z**2)),
        "That is the derivative of the sigmoid. That of tanh is 1 - t².": tanh_with(lambda g, t, z: g * t * (1 - t)),
        "The upstream gradient is added. Along a chain gradients multiply.": tanh_with(lambda g, t, z: g + 1 - t**2),
        "The gradient goes back as it came, as through a sum. Which factor has tanh?": tanh_with(lambda g, t, z: g),
        "The sign is wrong: tanh rises, and its derivative is positive.": tanh_with(lambda g, t, z: g * (t**2 - 1)),
        "The square is missing: the derivative is 1 - tanh² a.": tanh_with(lambda g, t, z: g * (1 - t)),
    },
    symptoms={
        "The gradient is right, the value is not that of np.tanh.": lambda came, values, upstream: np.allclose(
            came[1], upstream * (1 - np.tanh(values) ** 2)
        ),
        "There is a nan: exp overflows for large numbers. np.tanh does not.": lambda came, values, upstream: (
            np.isnan(came[0]).any() or np.isnan(came[1]).any()
        ),
    },
)

cut = Prediction(
    "cut",
    question="the gradient of y = x * x * c + x with c = x.detach(), at x = 2",
    like=0.5,
    read="notebook 14, “What PyTorch calls it”",
    answer=lambda: 9.0,
    within=1e-9,
    because="c counts as the constant 2: y = 2x² + x, and 4x + 1 = 9.",
    mistakes={
        "That is the gradient of x³ + x, without the cut. c is a constant, 2.": 13.0,
        "The path of the last x is missing: it adds 1.": 8.0,
        "x * x has two paths, so its gradient is 2x: 2x times c is 8.": 5.0,
        "That is y, not its gradient.": 10.0,
        "That is what is left without the first term: c is a constant there, but x * x is not.": 1.0,
    },
)


def by_tensor(f, x):
    t = Tensor(np.array(x))
    out = f(t)
    out.backward()
    return float(out.value), t.grad


def asked_twice(function, f, x):
    """Called twice with the same array: what came the second time, for a gradient that adds up."""
    function(f, x)
    return function(f, x)


value_and_gradient = Exercise(
    "value_and_gradient",
    read="notebook 14, “Forward it broadcasts, backward it sums”",
    answer=by_tensor,
    ask=asked_twice,
    cases=lambda rng: {
        "the sum of squares of (1, 2, 3)": (lambda t: (t * t).sum(), np.array([1.0, 2.0, 3.0])),
        "the mean of exp, a table": (lambda t: t.exp().mean(), rng.normal(size=(3, 4))),
        "an entry, used twice": (lambda t: t[0] * t[0] + t[1], np.array([3.0, 1.0])),
    },
    mistakes={
        "The order is value, then gradient.": lambda f, x: by_tensor(f, x)[::-1],
        "One of the two came. Return both: value, gradient.": lambda f, x: by_tensor(f, x)[1],
        "That is the value at x, and x itself. The gradient is in grad of the Tensor.": lambda f, x: (
            by_tensor(f, x)[0],
            x,
        ),
        "The second call gives twice the gradient: the same Tensor is used again, and backward adds. "
        "Make a new one for each call.": lambda f, x: (by_tensor(f, x)[0], 2 * by_tensor(f, x)[1]),
    },
    symptoms={
        "backward was not called, or on another Tensor: grad is None.": lambda came, f, x: (
            isinstance(came, tuple | list) and len(came) == 2 and came[1] is None
        ),
        "A Tensor came. Its numbers are in value.": lambda came, f, x: (
            isinstance(came, tuple | list) and any(isinstance(part, Tensor) for part in came)
        ),
    },
    stumbles={
        "x is an array. Make a Tensor of it, and give that to f.": "has no attribute 'backward'",
    },
)
