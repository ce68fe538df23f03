# Wrong answers to the exercises of notebook 05. Heading of a cell: the check, and a part of the hint it should give.

# %%
from helpers.activations import sigmoid, softmax
from helpers.gradcheck import numerical_gradient

# %% slope_in_w: That is dw for the truth 1
my_slope_in_w = (0.5 - 1) * 2

# %% slope_in_w: One link is left
my_slope_in_w = 0.5

# %% slope_in_w: That is dz for the truth 1
my_slope_in_w = -0.5

# %% slope_in_w: Two links are left, to z and to w
my_slope_in_w = 1 / (1 - 0.5)

# %% slope_in_w: The slope of the sigmoid
my_slope_in_w = 2 * 2

# %% slope_in_w: That is J itself
my_slope_in_w = 0.69

# %% slope_in_w: It asks for one number, such as
my_slope_in_w = "1"

# %% layer_back: The transpose of A is missing
def my_layer_back(A, W, dZ):
    return A @ dZ, dZ.sum(axis=0), dZ @ W.T

# %% layer_back: line 9: dW += np.outer(A[k], dZ)[:, k]
def my_layer_back(A, W, dZ):
    dW = np.zeros(W.shape)
    for k in range(len(A)):
        dW += np.outer(A[k], dZ)[:, k]
    return dW, dZ.sum(axis=0), dZ @ W.T

# %% layer_back: The transpose of W is missing
def my_layer_back(A, W, dZ):
    dW, db = A.T @ dZ, np.sum(dZ, axis=0)
    return dW, db, np.matmul(dZ, W)

# %% layer_back: it has a row for each input
def my_layer_back(A, W, dZ):
    dW = np.array([[sum(A[:, i] * dZ[:, j]) for i in range(A.shape[1])] for j in range(dZ.shape[1])])
    return dW, sum(dZ), dZ @ W.T

# %% layer_back: db adds up each row
def my_layer_back(A, W, dZ):
    db = np.array([row.sum() for row in dZ])
    return A.T @ dZ, db, dZ @ W.T

# %% layer_back: db = dz is for one example
def my_layer_back(A, W, dZ):
    dW = sum(np.outer(a, dz) for a, dz in zip(A, dZ))
    return dW, dZ, dZ @ W.T

# %% layer_back: Each unit has a bias of its own
def my_layer_back(A, W, dZ):
    return A.T @ dZ, dZ.sum(), dZ @ W.T

# %% layer_back: np.outer is for one example
def my_layer_back(A, W, dZ):
    return np.outer(A, dZ), dZ.sum(0), np.dot(dZ, W.T)

# %% layer_back: Divided by m twice
def my_layer_back(A, W, dZ):
    m = len(A)
    return (1 / m) * np.dot(A.T, dZ), (1 / m) * np.sum(dZ, axis=0), np.dot(dZ, W.T)

# %% layer_back: That is the next link
def my_layer_back(A, W, dZ):
    slope = A * (1 - A)
    return A.T @ dZ, dZ.sum(axis=0), np.dot(dZ, W.T) * slope

# %% layer_back: examples are its rows
def my_layer_back(A, W, dZ):
    return A.T @ dZ, dZ.sum(axis=0), np.array([[w @ dz for dz in dZ] for w in W])

# %% layer_back: in that order
def my_layer_back(A, W, dZ):
    return dZ @ W.T, A.T @ dZ, dZ.sum(axis=0)

# %% layer_back: A tuple of 3 was expected, and one ndarray came
def my_layer_back(A, W, dZ):
    return A.T @ dZ

# %% layer_back: The same numbers come for every input
def my_layer_back(A, W, dZ):
    dW = np.array([[4, 8], [1, -1], [6, 30]])
    return dW, np.array([3, 9]), np.array([[10.4, -1, -9.8], [-0.8, -0.5, 1.1]])

# %% layer_back: It writes into its input
def my_layer_back(A, W, dZ):
    dW, dA = A.T @ dZ, dZ @ W.T
    for k in range(1, len(dZ)):
        dZ[0] += dZ[k]
    return dW, dZ[0], dA

# %% layer_back: Right but for the sign
def my_layer_back(A, W, dZ):
    return -(A.T @ dZ), -dZ.sum(axis=0), -(dZ @ W.T)

# %% along: It asks above only
def my_along(f, W, V, eps):
    here = f(W)
    there = f(W + V * eps)
    return (there - here) / eps

# %% along: It asks below only
def my_along(f, W, V, eps):
    step = eps * V
    return (f(W) - f(W - step)) / eps

# %% along: How far apart are the two places
def my_along(f, W, V, eps):
    above, below = f(W + eps * V), f(W - eps * V)
    return (above - below) / eps

# %% along: goes from left to right
def my_along(f, W, V, eps):
    above, below = f(W + eps * V), f(W - eps * V)
    return (above - below) / 2 * eps

# %% along: V has no effect
def my_along(f, W, V, eps):
    up, down = W + eps, W - eps
    return (f(up) - f(down)) / (2 * eps)

# %% along: one for each entry came
def my_along(f, W, V, eps):
    return numerical_gradient(f, W, eps) * V

# %% along: The size of the nudge has no effect
def my_along(f, W, V, eps):
    return (numerical_gradient(f, W) * V).sum()

# %% along: Right but for the sign
def my_along(f, W, V, eps):
    return (f(W - eps * V) - f(W + eps * V)) / (2 * eps)

# %% along: It writes into its input
def my_along(f, W, V, eps):
    W += eps * V
    above = f(W)
    W -= 2 * eps * V
    return (above - f(W)) / (2 * eps)

# %% along: Is it an endless loop
def my_along(f, W, V, eps):
    slope, before = 0, None
    while slope != before:
        slope = (f(W + eps * V) - f(W - eps * V)) / (2 * eps)
    return slope

# %% along: It prints its result, and returns nothing
def my_along(f, W, V, eps):
    print((f(W + eps * V) - f(W - eps * V)) / (2 * eps))

# %% squared_slope: This is dP
def my_squared_slope(P, Y):
    m = P.shape[0]
    return (2 / m) * (P - Y)

# %% squared_slope: P - Y belongs to the cross-entropy
def my_squared_slope(P, Y):
    dZ = P - Y
    return dZ / dZ.shape[0]

# %% squared_slope: only the diagonal of the Jacobian
def my_squared_slope(P, Y):
    error = P - Y
    return 2 * error * (P - P**2) / len(P)

# %% squared_slope: The examples are added up
def my_squared_slope(P, Y):
    rows = [2 * (p - y) @ (np.diag(p) - np.outer(p, p)) for p, y in zip(P, Y)]
    return np.array(rows)

# %% squared_slope: The 2 is missing
def my_squared_slope(P, Y):
    rows = [(p - y) @ (np.diag(p) - np.outer(p, p)) for p, y in zip(P, Y)]
    return np.array(rows) / len(P)

# %% squared_slope: The mean is over the classes too
def my_squared_slope(P, Y):
    dP = 2 * (P - Y) / P.size
    return P * (dP - np.sum(P * dP, axis=1).reshape(-1, 1))

# %% squared_slope: Off the diagonal
def my_squared_slope(P, Y):
    rows = [2 * (p - y) @ (np.diag(p) + np.outer(p, p)) for p, y in zip(P, Y)]
    return np.array(rows) / len(P)

# %% squared_slope: It belongs to a row
def my_squared_slope(P, Y):
    dP = 2 * (P - Y) / len(P)
    return P * (dP - np.sum(P * dP, axis=0))

# %% squared_slope: over the whole batch
def my_squared_slope(P, Y):
    dP = 2 * (P - Y) / len(P)
    return P * dP - P * np.sum(P * dP)

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

# %% squared_slope: Right but for the sign
def my_squared_slope(P, Y):
    dP = 2 * (Y - P) / len(P)
    return P * (dP - (P * dP).sum(axis=1, keepdims=True))

# %% bend: and z was put in
def my_bend(Z):
    return np.tanh(Z), 1 - Z * Z

# %% bend: and z was put in
def my_bend(Z):
    A = 1 / (1 + np.exp(-Z))
    return A, Z - Z**2

# %% bend: fold into one
def my_bend(Z):
    return 0.5 * Z + 1, np.full(Z.shape, 0.5)

# %% bend: Where g is flat
def my_bend(Z):
    return np.where(Z > 0, 1.0, 0.0), np.zeros(Z.shape)

# %% bend: A power of e overflows
def my_bend(Z):
    return np.log(1 + np.exp(Z)), sigmoid(Z)

# %% bend: Right but for the sign
def my_bend(Z):
    return np.cos(Z), np.sin(Z)

# %% bend: 2 times what it should be
def my_bend(Z):
    return Z**2 / 2, 2 * Z

# %% bend: It writes into its input
def my_bend(Z):
    slope = np.where(Z > 0, 1.0, 0.0)
    Z[Z < 0] = 0
    return Z, slope

# %% bend: A tuple of 2 was expected, and one ndarray came
def my_bend(Z):
    return np.maximum(0.01 * Z, Z)

# %% bend: works on each unit by itself
def my_bend(Z):
    P = softmax(Z)
    return P, P * (1 - P)

# %% bend: ValueError: The truth value of an array
def my_bend(Z):
    if Z > 0:
        return Z, 1.0
    return 0.1 * Z, 0.1

# %% along: not by eps times V
def my_along(f, W, V, eps):
    return (f(W + V) - f(W - V)) / (2 * eps)

# %% along: Only the second f is divided
def my_along(f, W, V, eps):
    return f(W + V * eps) - f(W - V * eps) / (2 * eps)

# %% along: All at once
def my_along(f, W, V, eps):
    total = 0
    for i in np.ndindex(W.shape):
        step = np.zeros_like(W)
        step[i] = eps
        total += V[i] * (f(W + step) - f(W - step)) / (2 * eps)
    return total

# %% squared_slope: a second one
def my_squared_slope(P, Y):
    A = softmax(P)
    dP = 2 * (A - Y) / len(A)
    return A * (dP - (A * dP).sum(axis=1)[:, None])

# %% squared_slope: squared error itself
def my_squared_slope(P, Y):
    return np.square(P - Y)

# %% squared_slope: A row does not add up to 0
def my_squared_slope(P, Y):
    return 2 * (P - Y) * P * (1 - P)

# %% slope_in_w: Along a chain they multiply
my_slope_in_w = 2 + 0.25 + 2

# %% slope_in_w: There are three links
my_slope_in_w = 0

# %% slope_in_w: 1 - a falls when a rises
my_slope_in_w = -1 / (1 - 0.5)

# %% slope_in_w: one link of three
my_slope_in_w = 0.5 * (1 - 0.5)

# %% layer_back: np.outer is for one example
def my_layer_back(A, W, dZ):
    dW = np.outer(A, dZ)
    db = dZ
    dA = dZ @ W.T
    return dW, db, dA

# %% layer_back: wrong way round
def my_layer_back(A, W, dZ):
    return A.T @ dZ, dZ.sum(axis=0), W.T @ dZ

# %% layer_back: in that order
def my_layer_back(A, W, dZ):
    return dZ.sum(axis=0), A.T @ dZ, dZ @ W.T

# %% layer_back: That takes an @
def my_layer_back(A, W, dZ):
    return A * dZ, dZ, dZ * W

# %% layer_back: Only the last example is in dW
def my_layer_back(A, W, dZ):
    for a, dz in zip(A, dZ):
        dW = np.outer(a, dz)
    return dW, dZ.sum(axis=0), dZ @ W.T

# %% layer_back: dW is divided by m
def my_layer_back(A, W, dZ):
    dW = sum(np.outer(a, dz) for a, dz in zip(A, dZ)) / len(A)
    return dW, dZ.sum(axis=0), dZ @ W.T

# %% layer_back: A step is made
def my_layer_back(A, W, dZ):
    dA = dZ @ W.T
    W -= A.T @ dZ
    return W, dZ.sum(axis=0), dA

# %% layer_back: db is a mean here
def my_layer_back(A, W, dZ):
    return A.T @ dZ, np.mean(dZ, axis=0), dZ @ W.T

# %% along: how far f moves
def my_along(f, W, V, eps):
    return f(W + eps * V) - f(W - eps * V)

# %% along: The sum of V
def my_along(f, W, V, eps):
    return (f(W + eps * V) - f(W - eps * V)) / (2 * eps * np.sum(V))

# %% along: The length of V
def my_along(f, W, V, eps):
    return (f(W + eps * V) - f(W - eps * V)) / (2 * eps * np.linalg.norm(V))

# %% along: counts twice
def my_along(f, W, V, eps):
    return np.sum((f(W + eps * V) - f(W - eps * V)) / (2 * eps) * V)

# %% along: half of it is made here
def my_along(f, W, V, eps):
    return (f(W + eps * V / 2) - f(W - eps * V / 2)) / eps

# %% along: nothing for @
def my_along(f, W, V, eps):
    return (f(W + eps * V) - f(W - eps * V)) @ V / (2 * eps)

# %% squared_slope: keepdims=True
def my_squared_slope(P, Y):
    dP = 2 * (P - Y) / len(P)
    return P * (dP - (dP * P).sum(axis=1))

# %% squared_slope: a Jacobian of its own
def my_squared_slope(P, Y):
    dp = 2 * (P - Y) / len(P)
    jacobian = np.diag(P) - np.outer(P, P)
    return dp @ jacobian

# %% squared_slope: return indented into the loop
def my_squared_slope(P, Y):
    out = np.zeros(P.shape)
    for k in range(len(P)):
        J = np.diag(P[k]) - np.outer(P[k], P[k])
        out[k] = 2 * (P[k] - Y[k]) @ J / len(P)
        return out

# %% squared_slope: only the true class counts
def my_squared_slope(P, Y):
    dP = 2 * (P - Y) * Y / len(P)
    return P * (dP - (dP * P).sum(axis=1, keepdims=True))

# %% bend: np.where chooses
def my_bend(Z):
    if Z > 0:
        return Z, 1
    return 0.1 * Z, 0.1

# %% bend: takes one number
import math
def my_bend(Z):
    return math.tanh(Z), 1 - math.tanh(Z)**2

# %% bend: a value for every z
def my_bend(Z):
    return np.log(Z), 1 / Z

# %% bend: your a is not flat there
def my_bend(Z):
    return np.where(Z > 0, Z, 0.1 * Z), np.where(Z > 0, 1, 0)

# %% bend: The two are exchanged
def my_bend(Z):
    A = np.tanh(Z)
    return 1 - A ** 2, A

# %% bend: the product rule adds a second term
def my_bend(Z):
    return Z * sigmoid(Z), sigmoid(Z)
