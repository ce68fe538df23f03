# Wrong answers to the exercises of notebook 05. Heading of a cell: the check, and a part of the hint it should give.

# %%
from helpers.activations import sigmoid, softmax
from helpers.gradcheck import numerical_gradient

# %% slope_in_w: That is dw for the label 1
my_slope_in_w = (0.5 - 1) * 2

# %% slope_in_w: Along a chain they multiply
my_slope_in_w = 2 + 0.25 + 2

# %% slope_in_w: That is L itself
my_slope_in_w = 0.69

# %% slope_in_w: There are three links
my_slope_in_w = 0

# %% slope_in_w: It asks for one number, such as
my_slope_in_w = "1"

# %% layer_back: db = dz is for one example
def my_layer_back(A, W, dZ):
    dW = sum(np.outer(a, dz) for a, dz in zip(A, dZ))
    return dW, dZ, dZ @ W.T

# %% layer_back: Only the last example is in dW
def my_layer_back(A, W, dZ):
    for a, dz in zip(A, dZ):
        dW = np.outer(a, dz)
    return dW, dZ.sum(axis=0), dZ @ W.T

# %% layer_back: W after a step
def my_layer_back(A, W, dZ):
    dA = dZ @ W.T
    W -= A.T @ dZ
    return W, dZ.sum(axis=0), dA

# %% layer_back: wrong way round
def my_layer_back(A, W, dZ):
    return A.T @ dZ, dZ.sum(axis=0), W.T @ dZ

# %% layer_back: line 9: dW += np.outer(A[k], dZ)[:, k]
def my_layer_back(A, W, dZ):
    dW = np.zeros(W.shape)
    for k in range(len(A)):
        dW += np.outer(A[k], dZ)[:, k]
    return dW, dZ.sum(axis=0), dZ @ W.T

# %% layer_back: A tuple of 3 was expected, and one ndarray came
def my_layer_back(A, W, dZ):
    return A.T @ dZ

# %% layer_back: It writes into its input
def my_layer_back(A, W, dZ):
    dW, dA = A.T @ dZ, dZ @ W.T
    for k in range(1, len(dZ)):
        dZ[0] += dZ[k]
    return dW, dZ[0], dA

# %% along: How far apart are the two places
def my_along(f, W, V, eps):
    above, below = f(W + eps * V), f(W - eps * V)
    return (above - below) / eps

# %% along: All at once
def my_along(f, W, V, eps):
    total = 0
    for i in np.ndindex(W.shape):
        step = np.zeros_like(W)
        step[i] = eps
        total += V[i] * (f(W + step) - f(W - step)) / (2 * eps)
    return total

# %% along: nothing for @
def my_along(f, W, V, eps):
    return (f(W + eps * V) - f(W - eps * V)) @ V / (2 * eps)

# %% along: nothing for @
def my_along(f, W, V, eps):
    return (f(W + eps @ V) - f(W - eps @ V)) / (2 * eps)

# %% along: one per entry came
def my_along(f, W, V, eps):
    return numerical_gradient(f, W, eps) * V

# %% along: The size of the nudge has no effect
def my_along(f, W, V, eps):
    return (numerical_gradient(f, W) * V).sum()

# %% along: It writes into its input
def my_along(f, W, V, eps):
    W += eps * V
    above = f(W)
    W -= 2 * eps * V
    return (above - f(W)) / (2 * eps)

# %% squared_slope: is the return inside the loop
def my_squared_slope(P, Y):
    out = np.zeros(P.shape)
    for k in range(len(P)):
        J = np.diag(P[k]) - np.outer(P[k], P[k])
        out[k] = 2 * (P[k] - Y[k]) @ J / len(P)
        return out

# %% squared_slope: keepdims=True
def my_squared_slope(P, Y):
    dP = 2 * (P - Y) / len(P)
    return P * (dP - (dP * P).sum(axis=1))

# %% squared_slope: A row does not add up to 0
def my_squared_slope(P, Y):
    return 2 * (P - Y) * P * (1 - P)

# %% squared_slope: line 7: jacobian = np.diag(P)
def my_squared_slope(P, Y):
    jacobian = np.diag(P) - np.outer(P, P)
    dP = 2 * (P - Y)
    return (dP @ jacobian) / len(P)

# %% squared_slope: It writes into its input
def my_squared_slope(P, Y):
    Y -= P
    dP = -2 * Y / len(P)
    return P * (dP - (P * dP).sum(axis=1, keepdims=True))

# %% activation: A power of e overflows
def my_activation(Z):
    return np.log(1 + np.exp(Z)), sigmoid(Z)

# %% activation: fold into one
def my_activation(Z):
    return 0.5 * Z + 1, np.full(Z.shape, 0.5)

# %% activation: and z was put in
def my_activation(Z):
    return np.tanh(Z), 1 - Z * Z

# %% activation: and z was put in
def my_activation(Z):
    A = 1 / (1 + np.exp(-Z))
    return A, Z - Z**2

# %% activation: the product rule adds a second term
def my_activation(Z):
    return Z * sigmoid(Z), sigmoid(Z)

# %% activation: your a is not flat there
def my_activation(Z):
    return np.where(Z > 0, Z, 0.1 * Z), np.where(Z > 0, 1, 0)

# %% activation: np.maximum, which choose
def my_activation(Z):
    if Z > 0:
        return Z, 1
    return 0.1 * Z, 0.1

# %% activation: np.maximum, which choose
def my_activation(Z):
    return max(0.1 * Z, Z), np.where(Z > 0, 1, 0.1)

# %% activation: take one number
import math
def my_activation(Z):
    return math.tanh(Z), 1 - math.tanh(Z)**2

# %% activation: Right but for the sign
def my_activation(Z):
    return np.cos(Z), np.sin(Z)

# %% activation: 2 times what it should be
def my_activation(Z):
    return Z**2 / 2, 2 * Z

# %% activation: It writes into its input
def my_activation(Z):
    slope = np.where(Z > 0, 1.0, 0.0)
    Z[Z < 0] = 0
    return Z, slope

# %% activation: A tuple of 2 was expected, and one ndarray came
def my_activation(Z):
    return np.maximum(0.01 * Z, Z)
