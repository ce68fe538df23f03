"""Reverse-mode automatic differentiation on NumPy arrays (Linnainmaa, 1970). Built in notebook 14."""

import numpy as np


class Tensor:
    """An array of float64 that remembers what it was computed from.

    parents: pairs of a Tensor that went into it, and a function from the gradient with respect to
    this value to what that parent gets of it. After backward, grad has the gradient; before, None.
    """

    __array_ufunc__ = None  # so that array + tensor asks the tensor

    def __init__(self, value, parents=()):
        self.value, self.parents, self.grad = np.asarray(value, dtype=np.float64), parents, None

    def __neg__(self):
        return self * -1

    def __sub__(self, other):
        return self + -tensor(other)

    def __rsub__(self, other):
        return -self + other

    def __truediv__(self, other):
        return self * tensor(other) ** -1

    def __rtruediv__(self, other):
        return self**-1 * other

    def __rmatmul__(self, other):
        return tensor(other) @ self


def tensor(thing):
    """A Tensor as it is; a number or an array as a Tensor without parents."""
    return thing if isinstance(thing, Tensor) else Tensor(thing)


def method(*names):
    """Make the function below a method of Tensor, too: named "__add__", it is what a + b calls."""

    def attach(function):
        for name in names:
            setattr(Tensor, name, function)
        return function

    return attach


@method("__add__", "__radd__")
def add(a, b):
    a, b = tensor(a), tensor(b)
    return Tensor(a.value + b.value, [(a, lambda g: g), (b, lambda g: g)])


@method("__mul__", "__rmul__")
def multiply(a, b):
    a, b = tensor(a), tensor(b)
    return Tensor(a.value * b.value, [(a, lambda g: g * b.value), (b, lambda g: g * a.value)])


@method("__pow__")
def power(a, n):
    return Tensor(a.value**n, [(a, lambda g: g * n * a.value ** (n - 1))])


@method("exp")
def exponential(a):
    e = np.exp(a.value)
    return Tensor(e, [(a, lambda g: g * e)])


@method("log")
def logarithm(a):
    return Tensor(np.log(a.value), [(a, lambda g: g / a.value)])


@method("relu")
def rectified(a):
    return Tensor(np.maximum(a.value, 0), [(a, lambda g: g * (a.value > 0))])


@method("__matmul__")
def product(a, b):
    a, b = tensor(a), tensor(b)
    if a.value.ndim != 2 or b.value.ndim != 2:
        raise ValueError(f"@ takes two tables, not the shapes {a.value.shape} and {b.value.shape}")
    return Tensor(a.value @ b.value, [(a, lambda g: g @ b.value.T), (b, lambda g: a.value.T @ g)])


@method("sum")
def summed(a, axis=None, keepdims=False):
    shape = a.value.sum(axis=axis, keepdims=True).shape
    value = a.value.sum(axis=axis, keepdims=keepdims)
    return Tensor(value, [(a, lambda g: g.reshape(shape))])


@method("mean")
def averaged(a, axis=None, keepdims=False):
    total = a.sum(axis, keepdims)
    return total * (total.value.size / a.value.size)


@method("max")
def largest(a, axis=None, keepdims=False):
    top = a.value.max(axis=axis, keepdims=True)
    share = (a.value == top) / (a.value == top).sum(axis=axis, keepdims=True)
    value = a.value.max(axis=axis, keepdims=keepdims)
    return Tensor(value, [(a, lambda g: g.reshape(top.shape) * share)])


@method("reshape")
def reshaped(a, *shape):
    return Tensor(a.value.reshape(shape), [(a, lambda g: g.reshape(a.value.shape))])


@method("transpose")
def transposed(a):
    return Tensor(a.value.T, [(a, lambda g: g.T)])


@method("__getitem__")
def indexed(a, index):
    def spread(g):
        whole = np.zeros_like(a.value)
        np.add.at(whole, index, g)
        return whole

    return Tensor(a.value[index], [(a, spread)])


@method("detach")
def detached(a):
    return Tensor(a.value)


def fit(g, shape):
    """g in this shape: summed where broadcasting repeated, repeated where entries were summed."""
    if g.shape == shape:
        return g
    g = g.sum(axis=tuple(range(g.ndim - len(shape))))
    repeated = tuple(i for i, n in enumerate(shape) if n == 1 and g.shape[i] > 1)
    return np.broadcast_to(g.sum(axis=repeated, keepdims=True), shape)


def topological(end):
    """Every Tensor that end was computed from, in reversed topological order: each before its parents."""
    order, seen, stack = [], set(), [(end, False)]
    while stack:
        node, done = stack.pop()
        if done:
            order.append(node)
        elif node not in seen:
            seen.add(node)
            stack.append((node, True))
            stack += [(parent, False) for parent, _ in node.parents]
    return order[::-1]


@method("backward")
def differentiate(end):
    """Add the gradient of end, one number, to the grad of every Tensor that it was computed from."""
    if end.value.size != 1:
        raise ValueError(f"backward starts from one number, not from the shape {end.value.shape}")
    arrived = {end: np.ones_like(end.value)}
    for node in topological(end):
        g = arrived.pop(node)
        node.grad = g.copy() if node.grad is None else node.grad + g
        for parent, pass_back in node.parents:
            part = fit(pass_back(g), parent.value.shape)
            arrived[parent] = arrived[parent] + part if parent in arrived else part
