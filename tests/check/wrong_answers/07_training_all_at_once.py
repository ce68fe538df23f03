# Wrong answers to the exercises of notebook 07. Heading of a cell: the check, and a part of the hint it should give.

# %%
from helpers.activations import softmax
from helpers.losses import cross_entropy
from helpers.network import backward, forward

# %% doubled: the mean of two numbers
my_doubled = 1.41

# %% doubled: It asks for one number, such as
my_doubled = "the same"

# %% epoch_at_once: this exercise does without one
def my_epoch_at_once(W, b, X, Y, learning_rate):
    dW, db, total = 0, 0, 0
    for x, y in zip(X, Y):
        p = softmax(x @ W + b)
        total += cross_entropy(p, y)
        dW = dW + np.outer(x, p - y) / len(X)
        db = db + (p - y) / len(X)
    return W - learning_rate * dW, b - learning_rate * db, total / len(X)

# %% epoch_at_once: this exercise does without one
def my_epoch_at_once(W, b, X, Y, learning_rate):
    P = softmax(X @ W + b)
    dW = np.zeros(W.shape)
    for i in range(X.shape[0]):
        dW += np.outer(X[i], P[i] - Y[i]) / X.shape[0]
    return W - learning_rate * dW, b - learning_rate * (P - Y).mean(axis=0), cross_entropy(P, Y)

# %% epoch_at_once: writes into its input
def my_epoch_at_once(W, b, X, Y, learning_rate):
    P = softmax(X @ W + b)
    error = (P - Y) / len(Y)
    W -= learning_rate * X.T @ error
    b -= learning_rate * error.sum(axis=0)
    return W, b, cross_entropy(P, Y)

# %% epoch_at_once: line 9: error = (P - y) / len(Y)
def my_epoch_at_once(W, b, X, Y, learning_rate):
    P = softmax(X @ W + b)
    error = (P - y) / len(Y)
    return W - learning_rate * X.T @ error, b - learning_rate * error.sum(axis=0), cross_entropy(P, Y)

# %% epoch_at_once: the same for every input
def my_epoch_at_once(W, b, X, Y, learning_rate):
    new_W = np.array([[-0.1, 0.35, -0.25], [0.2, -0.1, -0.1]])
    return new_W, np.array([0.05, 0.05, -0.1]), np.log(3)

# %% in_batches: counts full ones
def my_in_batches(params, X, Y, size):
    total = [[np.zeros_like(W), np.zeros_like(b)] for W, b in params]
    for k in range(len(X) // size):
        x, y = X[k * size : (k + 1) * size], Y[k * size : (k + 1) * size]
        for t, (dW, db) in zip(total, backward(params, forward(params, x), y)):
            t[0] += dW * size / len(X)
            t[1] += db * size / len(X)
    return total

# %% in_batches: endless loop
def my_in_batches(params, X, Y, size):
    total = [[np.zeros_like(W), np.zeros_like(b)] for W, b in params]
    i = 0
    while i < len(X):
        n = len(X[i : i + size])
        gradients = backward(params, forward(params, X[i : i + size]), Y[i : i + size])
        for t, (dW, db) in zip(total, gradients):
            t[0] += dW * n / len(X)
            t[1] += db * n / len(X)
    return total

# %%
from helpers.handwriting import read_picture

# %% reading: gives 0 to 255
def my_reading(paths, params):
    X = np.array([read_picture(path) for path in paths])
    P = forward(params, X)[-1]
    return np.argmax(P, axis=1), np.max(P, axis=1)

# %% reading: One digit came for all the pictures
def my_reading(paths, params):
    X = np.array([read_picture(path) for path in paths]) / 255
    P = forward(params, X)[-1]
    return P.argmax(), P.max()

# %% reading: The probabilities are the last
def my_reading(paths, params):
    X = np.array([read_picture(path) for path in paths]) / 255
    P = forward(params, X)
    return np.argmax(P, axis=1), np.max(P, axis=1)

# %% reading: indented into the loop
def my_reading(paths, params):
    for path in paths:
        p = forward(params, read_picture(path).reshape(1, 784) / 255)[-1]
        return p.argmax(axis=1), p.max(axis=1)

# %% reading: not all ten
def my_reading(paths, params):
    P = forward(params, np.array([read_picture(path) / 255 for path in paths]))[-1]
    return P.argmax(axis=1), P

# %% reading: prints its result
def my_reading(paths, params):
    P = forward(params, np.array([read_picture(path) / 255 for path in paths]))[-1]
    print(P.argmax(axis=1), P.max(axis=1))

# %% design: training cost is still high
my_design = ((784, 16, 16, 10), "sigmoid", 0.8)

# %% design: learned little so far
my_design = ((784, 8, 10), "sigmoid", 0.01)

# %% design: the generalization gap is large
my_design = ((784, 56, 10), "relu", 1.0)

# %% design: 60,000 is the most
my_design = ((784, 100, 10), "relu", 0.3)

# %% design: end with 10 digits
my_design = ((784, 32, 9), "relu", 0.3)

# %% design: hidden='tanh' is not known
my_design = ((784, 32, 10), "tanh", 0.3)

# %% design: as the learning rate
my_design = ((784, 32, 10), "relu", "0.3")

# %% design: as the sizes
my_design = (784, 32, 10)

# %% design: It asks for something like
my_design = 0.3

# %%
from helpers.training import gradient_step

# %% epoch_at_once: pairs each row with every row
def my_epoch_at_once(W, b, X, Y, learning_rate):
    P = softmax(X @ W + b)
    cost = -np.log(P @ Y.T).mean()
    dZ = (P - Y) / len(X)
    return W - learning_rate * X.T @ dZ, b - learning_rate * dZ.sum(axis=0), cost

# %% in_batches: Make no step
def my_in_batches(params, X, Y, size):
    for k in range(0, len(X), size):
        g = backward(params, forward(params, X[k:k+size]), Y[k:k+size])
        params = gradient_step(params, g, 0.1)
    return params

# %% in_batches: make a list longer
def my_in_batches(params, X, Y, size):
    total = []
    for k in range(0, len(X), size):
        total += backward(params, forward(params, X[k:k+size]), Y[k:k+size])
    return total

# %% in_batches: Y is not
def my_in_batches(params, X, Y, size):
    sums = [(np.zeros_like(W), np.zeros_like(b)) for W, b in params]
    for k in range(0, len(X), size):
        g = backward(params, forward(params, X[k:k+size]), Y)
        sums = [(sW + dW * size, sb + db * size) for (sW, sb), (dW, db) in zip(sums, g)]
    return [(sW / len(X), sb / len(X)) for sW, sb in sums]

# %% design: still on its way down
my_design = ((784, 10), "relu", 0.5)

# %% design: above 0 is needed
my_design = ((784, 32, 10), "relu", -0.5)
