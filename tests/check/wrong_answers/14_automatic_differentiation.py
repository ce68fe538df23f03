# Wrong answers to the exercises of notebook 14. Heading of a cell: the check, and a part of its hint.

from helpers.autodiff import Tensor

# %% tanh_operation: a Tensor was expected
def my_tanh_operation(a):
    return np.tanh(a.value)

# %% tanh_operation: has no parents
def my_tanh_operation(a):
    return Tensor(np.tanh(a.value))

# %% tanh_operation: exp overflows
def my_tanh_operation(a):
    return ((a * 2).exp() - 1) / ((a * 2).exp() + 1)

# %% tanh_operation: No gradient came back to a
def my_tanh_operation(a):
    t = np.tanh(a.value)
    return Tensor(t, [(a.detach(), lambda g: g * (1 - t**2))])

# %% tanh_operation: not that of np.tanh
def my_tanh_operation(a):
    t = np.tanh(a.value)
    return Tensor(1 - t**2, [(a, lambda g: g * (1 - t**2))])

# %% value_and_gradient: grad is None
def my_value_and_gradient(f, x):
    t = Tensor(x)
    return float(f(t).value), t.grad

# %% value_and_gradient: Its numbers are in value
def my_value_and_gradient(f, x):
    t = Tensor(x)
    out = f(t)
    out.backward()
    return out, t.grad

# %% value_and_gradient: Make a Tensor of it
def my_value_and_gradient(f, x):
    out = f(x)
    out.backward()
    return out, x.grad
