"""Automatic differentiation, against finite differences, arithmetic by hand, the course's own gradients, PyTorch's."""

import ast
from pathlib import Path

import numpy as np
import pytest

from helpers import autodiff
from helpers.autodiff import Tensor, fit, topological
from helpers.gradcheck import numerical_gradient, relative_error
from helpers.layers import SoftmaxCrossEntropy, mlp
from helpers.model import Model
from helpers.network import backward, forward, init_params

rng = np.random.default_rng(0)
A = rng.uniform(0.5, 2, (3, 4))
SHAPES = [(3, 4), (4,), (1, 4), (3, 1), (1, 1), ()]

OPERATIONS = {
    "+": lambda a, b: a + b,
    "-": lambda a, b: a - b,
    "*": lambda a, b: a * b,
    "/": lambda a, b: a / b,
    "+ swapped": lambda a, b: b + a,
    "- swapped": lambda a, b: b - a,
    "/ swapped": lambda a, b: b / a,
    "a reused": lambda a, b: a * b + a / b - a,
}
OF_ONE = {
    "neg": lambda a: -a,
    "** 2": lambda a: a**2,
    "** -1": lambda a: a**-1,
    "** 0.5": lambda a: a**0.5,
    "exp": lambda a: a.exp(),
    "log": lambda a: a.log(),
    "relu": lambda a: (a - 1).relu(),
    "sum": lambda a: a.sum(),
    "sum 0": lambda a: a.sum(axis=0),
    "sum 1, kept": lambda a: a.sum(axis=1, keepdims=True) * a,
    "sum -1": lambda a: a.sum(axis=-1),
    "mean": lambda a: a.mean(),
    "mean 1": lambda a: a.mean(axis=1),
    "max": lambda a: a.max(),
    "max 0": lambda a: a.max(axis=0),
    "max 1, kept": lambda a: a - a.max(axis=1, keepdims=True),
    "reshape": lambda a: a.reshape(2, 6)[1] ** 2,
    "reshape to a vector": lambda a: a.reshape(-1)[3:] ** 2,
    "transpose": lambda a: a.transpose()[1:] ** 2,
    "entry": lambda a: a[1, 2],
    "row": lambda a: a[1] * a[2],
    "columns": lambda a: a[:, 1:3],
    "rows, one twice": lambda a: a[[0, 0, 2]] ** 2,
    "mask": lambda a: a[A > 1] ** 2,
}
PRODUCTS = {
    "(3, 4) @ (4, 2)": ((3, 4), (4, 2)),
    "(1, 4) @ (4, 1)": ((1, 4), (4, 1)),
}


def total(out, value=False):
    """Out times fixed numbers, added up: a Tensor, or its value."""
    factors = np.random.default_rng(1).normal(size=out.value.shape)
    return (out.value * factors).sum() if value else (out * factors).sum()


def agree(f, *arrays):
    """The gradient of f with respect to each array, against nudging."""
    tensors = [Tensor(array) for array in arrays]
    total(f(*tensors)).backward()
    for n, (t, array) in enumerate(zip(tensors, arrays, strict=True)):
        others = list(map(Tensor, arrays))

        def at(x, n=n, others=others):
            return total(f(*others[:n], Tensor(x), *others[n + 1 :]), value=True)

        assert t.grad.shape == array.shape
        assert relative_error(t.grad, numerical_gradient(at, array)) < 1e-7


@pytest.mark.parametrize("shape", SHAPES, ids=str)
@pytest.mark.parametrize("name", OPERATIONS)
def test_operations_of_two_with_broadcasting_both_ways(name, shape):
    b = np.random.default_rng(2).uniform(0.5, 2, shape)
    agree(OPERATIONS[name], A, b)
    agree(OPERATIONS[name], b, A)


@pytest.mark.parametrize("name", OF_ONE)
def test_operations_of_one(name):
    agree(OF_ONE[name], A)


@pytest.mark.parametrize("shapes", PRODUCTS.values(), ids=PRODUCTS)
def test_matrix_products(shapes):
    agree(lambda a, b: a @ b, *(np.random.default_rng(3).normal(size=shape) for shape in shapes))


def test_plain_arrays_and_numbers_on_either_side():
    t = Tensor(A)
    for out, value in (
        (A + t, 2 * A),
        (2 - t, 2 - A),
        (A / t, np.ones((3, 4))),
        (A.T @ t, A.T @ A),
        (t @ A.T, A @ A.T),
        (3 * t, 3 * A),
        ((t - 1).relu(), np.maximum(A - 1, 0)),
    ):
        assert isinstance(out, Tensor) and np.allclose(out.value, value, rtol=1e-15)


def test_step_1_of_notebook_05_by_hand():
    w, b = Tensor(0.5), Tensor(-1.0)
    (-(1 / (1 + (-(2.0 * w + b)).exp())).log()).backward()
    assert (w.grad, b.grad) == (-1, -0.5)


def test_paths_add_up_and_each_number_is_visited_once():
    first = last = Tensor(1.0)
    for _ in range(2000):  # a chain longer than Python's own stack
        last = last * 0.5 + last * 0.5
    last.backward()
    assert first.grad == 1 and len(topological(last)) == 1 + 2000 * 5


def test_the_order_has_each_after_all_that_were_computed_from_it():
    made = [Tensor(1.0)]
    random = np.random.default_rng(4)
    for _ in range(200):
        one, other = random.integers(0, len(made), 2)
        made.append(made[one] * 0.5 + made[other])
    end = sum(made, Tensor(0.0))
    order = topological(end)
    place = {node: n for n, node in enumerate(order)}
    assert order[0] is end and len(place) == len(order)
    assert all(place[node] < place[parent] for node in order for parent, _ in node.parents)


def test_the_largest_share_a_tie():
    t = Tensor([[1.0, 3.0, 3.0], [2.0, 0.0, 1.0]])
    t.max(axis=1).sum().backward()
    assert t.grad.tolist() == [[0, 0.5, 0.5], [1, 0, 0]]


def test_backward_adds_and_detach_cuts():
    w = Tensor(3.0)
    for expected in (6, 12):
        (w * w).backward()
        assert w.grad == expected
    x = Tensor(3.0)
    (x * x.detach()).backward()
    assert x.grad == 3


def test_a_gradient_is_nobody_elses_array():
    a, b = Tensor([1.0, 2.0]), Tensor([3.0, 4.0])
    (a + b).sum().backward()
    a.grad *= 10
    assert a.grad.tolist() == [10, 10] and b.grad.tolist() == [1, 1]


def test_backward_from_several_numbers_is_an_error():
    with pytest.raises(ValueError, match=r"one number, not from the shape \(3, 4\)"):
        (Tensor(A) * 2).backward()


@pytest.mark.parametrize(
    ("g", "shape", "expected"),
    [
        (np.ones((2, 3)), (3,), [2, 2, 2]),
        (np.ones((2, 3)), (2, 1), [[3], [3]]),
        (np.ones((2, 3)), (), 6),
        (np.full((1, 1), 7.0), (2, 2), [[7, 7], [7, 7]]),
    ],
)
def test_fit(g, shape, expected):
    assert fit(g, shape).tolist() == expected


def cost(params, X, Y, hidden):
    A = Tensor(X)
    for n, (W, b) in enumerate(params, 1):
        A = A @ W + b
        if n < len(params):
            A = A.relu() if hidden == "relu" else 1 / (1 + (-A).exp())
    A = A - A.max(axis=1, keepdims=True)
    log_P = A - A.exp().sum(axis=1, keepdims=True).log()
    return -(log_P * Y).sum() / len(Y)


@pytest.mark.parametrize("hidden", ["sigmoid", "relu"])
def test_the_gradients_of_part_one(hidden):
    params = init_params((20, 16, 12, 5), np.random.default_rng(5))
    X, Y = np.random.default_rng(6).normal(size=(30, 20)), np.eye(5)[np.arange(30) % 5]
    tensors = [(Tensor(W), Tensor(b)) for W, b in params]
    cost(tensors, X, Y, hidden).backward()
    by_hand = backward(params, forward(params, X, hidden), Y, hidden)
    for pair, gradients in zip(tensors, by_hand, strict=True):
        for t, gradient in zip(pair, gradients, strict=True):
            assert relative_error(t.grad, gradient) < 1e-12


def test_the_gradient_of_the_model():
    random = np.random.default_rng(7)
    X, y = random.normal(size=(30, 20)), np.arange(30) % 10
    model = Model(mlp((20, 16, 10), random), SoftmaxCrossEntropy())
    model.loss.forward(model.forward(X), np.eye(10)[y])
    model.backward(model.loss.backward())
    tensors = [(Tensor(layer.W), Tensor(layer.b)) for layer in model.dense]
    cost(tensors, X, np.eye(10)[y], "relu").backward()
    found = np.concatenate([t.grad.ravel() for pair in tensors for t in pair])
    assert relative_error(found, model.dtheta) < 1e-12


@pytest.mark.parametrize(
    "shapes", [((2,), (2, 2)), ((2, 2), (2,)), ((2,), (2,)), ((2, 2, 2), (2, 2))]
)
def test_a_product_with_other_than_two_axes_is_refused(shapes):
    """Its gradient would be another one."""
    with pytest.raises(ValueError, match="two tables"):
        Tensor(np.ones(shapes[0])) @ np.ones(shapes[1])


@pytest.mark.parametrize("name", [*OF_ONE, *OPERATIONS, "@"])
def test_pytorch_says_the_same(name):
    torch = pytest.importorskip(
        "torch", reason="PyTorch is not installed (requirements-beyond.txt)"
    )

    class Alike(torch.Tensor):
        """PyTorch's own, but for two names: its amax is our max, and its T our transpose()."""

        def max(self, axis=None, keepdims=False):
            return self.amax(
                dim=tuple(range(self.dim())) if axis is None else axis, keepdim=keepdims
            )

        def transpose(self):
            return self.T

    f = (OPERATIONS | OF_ONE | {"@": lambda a, b: a.transpose() @ b @ b.transpose() @ a})[name]
    arrays = [A, np.random.default_rng(2).uniform(0.5, 2, (3, 1))][: 1 + (name not in OF_ONE)]
    ours = [Tensor(array) for array in arrays]
    total(f(*ours)).backward()
    theirs = [torch.tensor(array, requires_grad=True) for array in arrays]
    out = f(*(one.as_subclass(Alike) for one in theirs))
    factors = np.random.default_rng(1).normal(size=tuple(out.shape))
    (out * torch.tensor(factors)).sum().backward()
    for t, same in zip(ours, theirs, strict=True):
        assert relative_error(t.grad, same.grad.numpy()) < 1e-12


def test_notebook_14_says_how_long_the_module_is():
    """Fewer than 120 lines, not counting blank lines and docstrings."""
    source = Path(autodiff.__file__).read_text(encoding="utf-8")
    tree = ast.parse(source)
    documented = [
        node
        for node in ast.walk(tree)
        if isinstance(node, ast.Module | ast.ClassDef | ast.FunctionDef)
    ]
    docs = [node.body[0] for node in documented if ast.get_docstring(node)]
    of_docs = {n for doc in docs for n in range(doc.lineno, doc.end_lineno + 1)}
    lines = enumerate(source.splitlines(), start=1)
    assert sum(bool(line.strip()) for n, line in lines if n not in of_docs) < 120
