# Wrong answers to the exercises of notebook 06. Heading of a cell: the check, and a part of the hint it should give.

# %%
from helpers.activations import softmax
from helpers.losses import cross_entropy

# %% two_steps: after one step
my_two_steps = 5.4

# %% two_steps: used twice
my_two_steps = 0 + 0.9 * 6 + 0.9 * 6

# %% two_steps: the walk with 0.3
my_two_steps = 2.52

# %% two_steps: uphill
my_two_steps = -5.4 + 0.9 * 2 * (-5.4 - 3)

# %% two_steps: factor 2 of the slope
my_two_steps = 2.97

# %% two_steps: leap over it
my_two_steps = 3

# %% two_steps: one step too many
w = 0
for k in range(3):
    w = w - 0.9 * 2 * (w - 3)
my_two_steps = w

# %% two_steps: It asks for one number, such as
my_two_steps = "1.08"

# %% descend: it points to where J rises
def my_descend(slope, w, learning_rate, steps):
    ws = [w]
    for i in range(steps):
        ws.append(ws[i] + learning_rate * slope(ws[i]))
    return np.array(ws)

# %% descend: The start is missing
def my_descend(slope, w, learning_rate, steps):
    visited = []
    for i in range(steps):
        w = w - learning_rate * slope(w)
        visited.append(w)
    return np.array(visited)

# %% descend: The last place is missing
def my_descend(slope, w, learning_rate, steps):
    visited = []
    for i in range(steps):
        visited.append(w)
        w = w - learning_rate * slope(w)
    return np.array(visited)

# %% descend: Ask slope anew
def my_descend(slope, w, learning_rate, steps):
    dw = slope(w)
    return np.array([w - i * learning_rate * dw for i in range(steps + 1)])

# %% descend: the last place alone
def my_descend(slope, w, learning_rate, steps):
    for i in range(steps):
        w = w - learning_rate * slope(w)
    return w

# %% descend: whatever slope it was handed
def my_descend(slope, w, learning_rate, steps):
    visited = [w]
    for _ in range(steps):
        w = w - learning_rate * 2 * (w - 3)
        visited.append(w)
    return np.array(visited)

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

# %% descend: line 9: w = w - learning_rate * slope[w]
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

# %% descend: numbers of one example
def my_descend(slope, w, learning_rate, steps):
    return np.array([0, 1.8, 2.52, 2.808])

# %% one_epoch: the longer the step
def my_one_epoch(W, b, X, Y, learning_rate):
    dW, db, total = 0, 0, 0
    for i in range(len(X)):
        p = softmax(X[i] @ W + b)
        total += cross_entropy(p, Y[i])
        dW = dW + np.outer(X[i], p - Y[i])
        db = db + (p - Y[i])
    return W - learning_rate * dW, b - learning_rate * db, total / len(X)

# %% one_epoch: steps uphill
def my_one_epoch(W, b, X, Y, learning_rate):
    dW, db, total = 0, 0, 0
    for i in range(len(X)):
        p = softmax(X[i] @ W + b)
        total += cross_entropy(p, Y[i])
        dW = dW + np.outer(X[i], Y[i] - p) / len(X)
        db = db + (Y[i] - p) / len(X)
    return W - learning_rate * dW, b - learning_rate * db, total / len(X)

# %% one_epoch: It updates after each example
def my_one_epoch(W, b, X, Y, learning_rate):
    total = 0
    for x, y in zip(X, Y):
        p = softmax(x @ W + b)
        total += cross_entropy(p, y)
        W = W - learning_rate * np.outer(x, p - y)
        b = b - learning_rate * (p - y)
    return W, b, total / len(X)

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

# %% one_epoch: return indented into the loop
def my_one_epoch(W, b, X, Y, learning_rate):
    for x, y in zip(X, Y):
        p = softmax(x @ W + b)
        dz = p - y
        return W - learning_rate * np.outer(x, dz), b - learning_rate * dz, cross_entropy(p, y)

# %% one_epoch: The cost is that after the step
def my_one_epoch(W, b, X, Y, learning_rate):
    dZ = (softmax(X @ W + b) - Y) / len(X)
    W = W - learning_rate * X.T @ dZ
    b = b - learning_rate * dZ.sum(axis=0)
    return W, b, cross_entropy(softmax(X @ W + b), Y)

# %% one_epoch: The cost is added up
def my_one_epoch(W, b, X, Y, learning_rate):
    dW, db, total = 0, 0, 0
    for x, y in zip(X, Y):
        p = softmax(x @ W + b)
        total += -np.log(p[y.argmax()])
        dW = dW + np.outer(x, p - y) / len(X)
        db = db + (p - y) / len(X)
    return W - learning_rate * dW, b - learning_rate * db, total

# %% one_epoch: The bias stays as it was
def my_one_epoch(W, b, X, Y, learning_rate):
    P = softmax(X @ W + b)
    dW = X.T @ (P - Y) / len(X)
    return W - learning_rate * dW, b, cross_entropy(P, Y)

# %% one_epoch: outer product is the wrong way round
def my_one_epoch(W, b, X, Y, learning_rate):
    sum_dW = np.zeros_like(W)
    sum_db = np.zeros_like(b)
    cost = 0
    for x, y in zip(X, Y):
        p = softmax(x @ W + b)
        cost += cross_entropy(p, y)
        sum_dW += np.outer(p - y, x)
        sum_db += p - y
    m = len(X)
    return W - learning_rate * sum_dW / m, b - learning_rate * sum_db / m, cost / m

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

# %% all_zeros: another logarithm
my_all_zeros = np.log2(10)

# %% all_zeros: another logarithm
my_all_zeros = 1

# %% all_zeros: sure and right
my_all_zeros = 0

# %% all_zeros: it would have to learn
my_all_zeros = 2.1

# %% all_zeros: false opinions
my_all_zeros = 2.5

# %% rate: leaps away
def my_rate(epoch):
    return 20

# %% rate: leaps away
def my_rate(epoch):
    return 1 + epoch

# %% rate: creeps
def my_rate(epoch):
    return 2 / (1 + epoch)

# %% rate: creeps
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

# %% two_steps: The first step went with the slope
my_two_steps = -5.4

# %% two_steps: The second step goes the wrong way
my_two_steps = 5.4 + 4.32

# %% two_steps: how far it is from 3
my_two_steps = 1.92

# %% two_steps: the cost at that place
my_two_steps = (1.08 - 3) ** 2

# %% two_steps: rounded too far
my_two_steps = 1.1

# %% descend: call it with the place
def my_descend(slope, w, learning_rate, steps):
    visited = [w]
    for _ in range(steps):
        w = w - learning_rate * slope
        visited.append(w)
    return np.array(visited)

# %% descend: The learning rate has no effect
def my_descend(slope, w, learning_rate, steps):
    visited = [w]
    for _ in range(steps):
        w = w - slope(w)
        visited.append(w)
    return np.array(visited)

# %% descend: One step too many
def my_descend(slope, w, learning_rate, steps):
    visited = [w]
    for _ in range(steps + 1):
        w = w - learning_rate * slope(w)
        visited.append(w)
    return np.array(visited)

# %% descend: return indented into the loop
def my_descend(slope, w, learning_rate, steps):
    visited = [w]
    for _ in range(steps):
        w = w - learning_rate * slope(w)
        visited.append(w)
        return np.array(visited)

# %% descend: but at 0
def my_descend(slope, w, learning_rate, steps):
    w = 0.0
    visited = [w]
    for _ in range(steps):
        w = w - learning_rate * slope(w)
        visited.append(w)
    return np.array(visited)

# %% descend: np.append leaves its array
def my_descend(slope, w, learning_rate, steps):
    visited = np.array([w])
    for _ in range(steps):
        w = w - learning_rate * slope(w)
        np.append(visited, w)
    return visited

# %% descend: room for one number
def my_descend(slope, w, learning_rate, steps):
    visited = np.zeros(steps + 1)
    visited[0] = w
    for k in range(steps):
        visited[k + 1] = visited[k] - learning_rate * slope(visited[k])
    return visited

# %% descend: float() takes one number
def my_descend(slope, w, learning_rate, steps):
    visited = [float(w)]
    for _ in range(steps):
        w = w - learning_rate * slope(w)
        visited.append(float(w))
    return np.array(visited)

# %% descend: A list grows with append
def my_descend(slope, w, learning_rate, steps):
    visited = [w]
    for _ in range(steps):
        w = w - learning_rate * slope(w)
        visited += w
    return visited

# %% one_epoch: The bias is moved by the sum
def my_one_epoch(W, b, X, Y, learning_rate):
    dW, db, cost = np.zeros_like(W), np.zeros_like(b), 0
    for x, y in zip(X, Y):
        p = softmax(x @ W + b)
        cost += -np.log(p @ y)
        dW += np.outer(x, p - y)
        db += p - y
    m = len(X)
    return W - learning_rate * dW / m, b - learning_rate * db, cost / m

# %% one_epoch: These are the gradients
def my_one_epoch(W, b, X, Y, learning_rate):
    dW, db, cost = np.zeros_like(W), np.zeros_like(b), 0
    for x, y in zip(X, Y):
        p = softmax(x @ W + b)
        cost += -np.log(p @ y)
        dW += np.outer(x, p - y)
        db += p - y
    m = len(X)
    return dW / m, db / m, cost / m

# %% one_epoch: before the loop, not in it
def my_one_epoch(W, b, X, Y, learning_rate):
    for x, y in zip(X, Y):
        dW, db, cost = np.zeros_like(W), np.zeros_like(b), 0
        p = softmax(x @ W + b)
        cost += -np.log(p @ y)
        dW += np.outer(x, p - y)
        db += p - y
    m = len(X)
    return W - learning_rate * dW / m, b - learning_rate * db / m, cost / m

# %% one_epoch: the last example alone
def my_one_epoch(W, b, X, Y, learning_rate):
    dW, db, cost = np.zeros_like(W), np.zeros_like(b), 0
    for x, y in zip(X, Y):
        p = softmax(x @ W + b)
        cost = -np.log(p @ y)
        dW += np.outer(x, p - y)
        db += p - y
    m = len(X)
    return W - learning_rate * dW / m, b - learning_rate * db / m, cost

# %% one_epoch: of the single examples
def my_one_epoch(W, b, X, Y, learning_rate):
    dW, db, cost = np.zeros_like(W), np.zeros_like(b), []
    for x, y in zip(X, Y):
        p = softmax(x @ W + b)
        cost.append(-np.log(p @ y))
        dW += np.outer(x, p - y)
        db += p - y
    m = len(X)
    return W - learning_rate * dW / m, b - learning_rate * db / m, cost

# %% one_epoch: p(1 - p) is in it
def my_one_epoch(W, b, X, Y, learning_rate):
    dW, db, cost = np.zeros_like(W), np.zeros_like(b), 0
    for x, y in zip(X, Y):
        p = softmax(x @ W + b)
        cost += -np.log(p @ y)
        dz = (p - y) * p * (1 - p)
        dW += np.outer(x, dz)
        db += dz
    m = len(X)
    return W - learning_rate * dW / m, b - learning_rate * db / m, cost / m

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

# %% one_epoch: number of examples twice
def my_one_epoch(W, b, X, Y, learning_rate):
    dW, db, cost = np.zeros_like(W), np.zeros_like(b), 0
    m = len(X)
    for x, y in zip(X, Y):
        p = softmax(x @ W + b)
        cost += -np.log(p @ y) / m
        dz = (p - y) / m
        dW += np.outer(x, dz)
        db += dz
    return W - learning_rate * dW / m, b - learning_rate * db / m, cost

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

# %% one_epoch: by the number of classes too
def my_one_epoch(W, b, X, Y, learning_rate):
    dW, db, cost = np.zeros(W.shape), np.zeros(b.shape), 0
    for x, y in zip(X, Y):
        p = softmax(x @ W + b)
        cost += np.mean(-y * np.log(p)) / len(X)
        dW += np.outer(x, p - y) / len(X)
        db += (p - y) / len(X)
    return W - learning_rate * dW, b - learning_rate * db, cost

# %% one_epoch: b is missing in the scores
def my_one_epoch(W, b, X, Y, learning_rate):
    dW, db, cost = np.zeros(W.shape), np.zeros(b.shape), 0
    for x, y in zip(X, Y):
        p = softmax(x @ W)
        cost += cross_entropy(p, y) / len(X)
        dW += np.outer(x, p - y) / len(X)
        db += (p - y) / len(X)
    return W - learning_rate * dW, b - learning_rate * db, cost

# %% all_zeros: zeros make no nan
my_all_zeros = np.nan

# %% all_zeros: A cost is never negative
my_all_zeros = -2.3

# %% rate: The first epoch is epoch 0
def my_rate(epoch):
    return 4 / epoch

# %% rate: for this epoch alone
def my_rate(epoch):
    return [4] * 20 + [2] * 20
