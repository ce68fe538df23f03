# Wrong answers to the exercises of notebook 06. Heading of a cell: the check, and a part of the hint it should give.

# %%
from helpers.activations import softmax
from helpers.losses import cross_entropy

# %% two_steps: one step too many
w = 0
for k in range(3):
    w = w - 0.9 * 2 * (w - 3)
my_two_steps = w

# %% two_steps: It asks for one number, such as
my_two_steps = "1.08"

# %% descend: changed with -=
def my_descend(slope, w, learning_rate, steps):
    visited = [w]
    for _ in range(steps):
        w -= learning_rate * slope(w)
        visited.append(w)
    return np.array(visited)

# %% descend: endless loop
def my_descend(slope, w, learning_rate, steps):
    visited = [w]
    while slope(w) != 0 or len(visited) <= steps:
        w = w - learning_rate * slope(w)
    return np.array(visited)

# %% descend: call it with the place, slope(w)
def my_descend(slope, w, learning_rate, steps):
    visited = [w]
    for _ in range(steps):
        w = w - learning_rate * slope[w]
        visited.append(w)
    return np.array(visited)

# %% descend: prints its result
def my_descend(slope, w, learning_rate, steps):
    visited = [w]
    for _ in range(steps):
        w = w - learning_rate * slope(w)
        visited.append(w)
    print(np.array(visited))

# %% one_epoch: takes the place of the one before
def my_one_epoch(W, b, X, Y, learning_rate):
    total = 0
    for x, y in zip(X, Y):
        p = softmax(x @ W + b)
        total += cross_entropy(p, y)
        dW = np.outer(x, p - y)
        db = p - y
    m = len(X)
    return W - learning_rate * dW / m, b - learning_rate * db / m, total / m

# %% one_epoch: writes into its input
def my_one_epoch(W, b, X, Y, learning_rate):
    P = softmax(X @ W + b)
    dZ = (P - Y) / len(X)
    W -= learning_rate * X.T @ dZ
    b -= learning_rate * dZ.sum(axis=0)
    return W, b, cross_entropy(P, Y)

# %% one_epoch: line 9: scores = X * W + b
def my_one_epoch(W, b, X, Y, learning_rate):
    """One epoch."""
    m = len(X)
    scores = X * W + b
    dZ = (softmax(scores) - Y) / m
    return W - learning_rate * X.T @ dZ, b - learning_rate * dZ.sum(axis=0), 0.0

# %% one_epoch: A tuple of 3 was expected, and one of 2 came
def my_one_epoch(W, b, X, Y, learning_rate):
    dZ = (softmax(X @ W + b) - Y) / len(X)
    return W - learning_rate * X.T @ dZ, b - learning_rate * dZ.sum(axis=0)

# %% all_zeros: sure and right
my_all_zeros = 0

# %% all_zeros: it would have to learn
my_all_zeros = 2.1

# %% all_zeros: prefers no digit
my_all_zeros = 2.5

# %% rate: leaps away
def my_rate(epoch):
    return 20

# %% rate: leaps away
def my_rate(epoch):
    return 1 + epoch

# %% rate: hardly moves
def my_rate(epoch):
    return 2 / (1 + epoch)

# %% rate: hardly moves
my_rate = lambda epoch: 0.02

# %% rate: too slowly
def my_rate(epoch):
    return 2.0

# %% rate: walks uphill
def my_rate(epoch):
    return -0.8

# %% rate: is a return missing
def my_rate(epoch):
    print(3)

# %% rate: line 7: return [0.5, 1, 2, 4][epoch]
def my_rate(epoch):
    return [0.5, 1, 2, 4][epoch]

# %% rate: endless loop
def my_rate(epoch):
    alpha = 4
    while alpha > 2:
        alpha = alpha + epoch
    return alpha

# %% descend: call it with the place
def my_descend(slope, w, learning_rate, steps):
    visited = [w]
    for _ in range(steps):
        w = w - learning_rate * slope
        visited.append(w)
    return np.array(visited)

# %% descend: room for one number
def my_descend(slope, w, learning_rate, steps):
    visited = np.zeros(steps + 1)
    visited[0] = w
    for k in range(steps):
        visited[k + 1] = visited[k] - learning_rate * slope(visited[k])
    return visited

# %% one_epoch: x.T is x again
def my_one_epoch(W, b, X, Y, learning_rate):
    dW, db, cost = np.zeros_like(W), np.zeros_like(b), 0
    for x, y in zip(X, Y):
        p = softmax(x @ W + b)
        cost += -np.log(p @ y)
        dW += x.T @ (p - y)
        db += p - y
    m = len(X)
    return W - learning_rate * dW / m, b - learning_rate * db / m, cost / m

# %% one_epoch: counts twice
def my_one_epoch(W, b, X, Y, learning_rate):
    cost = 0
    dW = db = None
    for x, y in zip(X, Y):
        p = softmax(x @ W + b)
        cost += -np.log(p @ y)
        dz = p - y
        if dW is None:
            dW, db = np.outer(x, dz), dz
        dW += np.outer(x, dz)
        db += dz
    m = len(X)
    return W - learning_rate * dW / m, b - learning_rate * db / m, cost / m

# %% all_zeros: zeros make no nan
my_all_zeros = np.nan

# %% rate: The first one is epoch 0
def my_rate(epoch):
    return 4 / epoch

# %% rate: for this epoch alone
def my_rate(epoch):
    return [4] * 20 + [2] * 20

# %% rate: The first one is epoch 0
def my_rate(epoch):
    return 4 * epoch**-0.5
