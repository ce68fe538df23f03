"""Students' answers to the problem set: right ones in other words, and wrong ones with the tests that they fail."""

LOOPS = {
    "read_table": """\
import csv


def read_table(file):
    images, labels = [], []
    for row in csv.DictReader(file):
        values = {key: value for key, value in row.items() if value not in ("", None)}
        if len(values) < len(row):
            continue
        label = float(values.pop("label"))
        pixels = [float(value) for value in values.values()]
        if label in range(10) and min(pixels) >= 0 and max(pixels) <= 255:
            labels.append(label)
            images.append(pixels)
    return np.array(images).astype("uint8"), np.array(labels).astype("int64")
""",
    "one_hot": """\
def to_rows(labels, classes):
    columns = list(classes)
    Y = np.zeros((len(labels), len(columns)))
    for i, label in enumerate(labels):
        Y[i, columns.index(label)] = 1  # index raises ValueError
    return Y


def to_labels(Y, classes):
    return np.array([classes[max(range(len(classes)), key=lambda j: row[j])] for row in Y])
""",
    "two_layers": """\
import math


def two_layers(X, W1, b1, W2, b2):
    if X.ndim == 1:
        return two_layers(X.reshape(1, -1), W1, b1, W2, b2)[0]
    P = []
    for x in X:
        a = [max(0.0, float(x @ W1[:, j] + b1[j])) for j in range(len(b1))]
        z = [sum(a[i] * W2[i, j] for i in range(len(a))) + b2[j] for j in range(len(b2))]
        e = [math.exp(score - max(z)) for score in z]
        P.append([value / sum(e) for value in e])
    return np.array(P)
""",
    "weighted_cross_entropy": """\
def weighted_cross_entropy(P, labels, weights):
    Y = np.eye(P.shape[1])[labels]
    p = np.clip((P * Y).sum(axis=1), 1e-12, None)
    return -np.average(np.log(p), weights=Y @ weights)
""",
    "softplus": """\
def softplus(Z):
    return np.logaddexp(0, Z)


def softplus_derivative(Z):
    return 0.5 * (1 + np.tanh(Z / 2))
""",
    "one_epoch": """\
def one_epoch(W, b, X, Y, learning_rate):
    Z = X @ W + b
    Z = Z - Z.max(axis=1, keepdims=True)
    log_P = Z - np.log(np.exp(Z).sum(axis=1, keepdims=True))
    difference = np.exp(log_P) - Y
    dW = np.einsum("ki,kj->ij", X, difference) / X.shape[0]
    db = difference.mean(axis=0)
    return W - learning_rate * dW, b - learning_rate * db, -(Y * log_P).sum() / X.shape[0]
""",
    "best_epoch": """\
def best_epoch(costs, patience):
    best = 0
    for now in range(len(costs)):
        if costs[now] < costs[best]:
            best = now
        if now - best >= patience:
            return best + 1
    return best + 1
""",
    "read_confusion": """\
def read_confusion(C):
    n, recalls, worst = len(C), [], (0, 1)
    for i in range(n):
        row = sum(C[i])
        recalls.append(C[i][i] / row if row else 0)
        for j in range(n):
            if i != j and C[i][j] > C[worst[0]][worst[1]]:
                worst = (i, j)
    return sum(C[i][i] for i in range(n)) / sum(map(sum, C)), np.array(recalls), worst
""",
}

# Right, with warnings, prints, and a figure's worth of output on the way.
NOISY = {
    "two_layers": """\
import warnings

from helpers.network import forward


def two_layers(X, W1, b1, W2, b2):
    warnings.warn("is this allowed?")
    print("Z1 is", X @ W1 + b1)
    return forward([(W1, b1), (W2, b2)], X, hidden="relu")[-1]


display(pd.DataFrame({"a": range(5)}))
""",
    "softplus": """\
def softplus(Z):
    with_overflow = np.log(1 + np.exp(Z))  # warns, and is right below 700
    return np.where(Z > 30, Z + np.exp(-np.abs(Z)), np.where(Z < -20, np.exp(Z), with_overflow))


def softplus_derivative(Z):
    return 1 / (1 + np.exp(-Z))
""",
}

# Right, and says so on stderr.
LOUD = {
    "best_epoch": """\
import logging, sys


def best_epoch(costs, patience):
    print("looking at", len(costs), "costs", file=sys.stderr)
    logging.warning("patience %d", patience)
    lowest, best = np.inf, 0
    for epoch, cost in enumerate(costs, 1):
        if cost < lowest:
            lowest, best = cost, epoch
        elif epoch - best == patience:
            break
    return best
""",
}

# No care for large numbers, zeros or gaps.
NAIVE = {
    "read_table": """\
def read_table(file):
    table = pd.read_csv(file)
    table = table[table["label"] <= 9].dropna()
    table = table[(table.drop(columns="label") < 256).all(axis=1)]
    return (table.drop(columns="label").to_numpy().astype(np.uint8),
            table["label"].to_numpy().astype(np.int64))
""",
    "two_layers": """\
def two_layers(X, W1, b1, W2, b2):
    E = np.exp(np.maximum(0, X @ W1 + b1) @ W2 + b2)
    return E / E.sum(axis=-1, keepdims=True)
""",
    "weighted_cross_entropy": """\
def weighted_cross_entropy(P, labels, weights):
    w = weights[labels]
    return (-np.log(P[range(len(labels)), labels]) * w).sum() / w.sum()
""",
    "softplus": """\
def softplus(Z):
    return np.log(1 + np.exp(Z))


def softplus_derivative(Z):
    return np.exp(Z) / (1 + np.exp(Z))
""",
    "read_confusion": """\
def read_confusion(C):
    recalls = np.diag(C) / C.sum(axis=1)
    off = C - np.diag(np.diag(C))
    return np.trace(C) / C.sum(), recalls, divmod(off.argmax(), len(C))
""",
}
NAIVE_FAILS = (
    "read_table_2",
    "two_layers_3",
    "weighted_cross_entropy_3",
    "softplus_2",
    "read_confusion_2",
)

# What the examples ask for, and nothing else.
HARD_CODED = {
    "read_table": """\
def read_table(file):
    return np.array([[0, 255], [9, 8]], np.uint8), np.array([7, 0])
""",
    "one_hot": """\
def to_rows(labels, classes):
    return np.array([[0, 0, 0, 1.0], [1, 0, 0, 0], [0, 1, 0, 0], [1, 0, 0, 0]])


def to_labels(Y, classes):
    return np.array([8, 2, 3, 2])
""",
    "two_layers": "def two_layers(X, W1, b1, W2, b2):\n    return np.array([[0.8, 0.2]])",
    "weighted_cross_entropy": """\
def weighted_cross_entropy(P, labels, weights):
    return (np.log(2) + 3 * np.log(4)) / 4
""",
    "softplus": """\
def softplus(Z):
    return np.array([np.log(2)])


def softplus_derivative(Z):
    return np.array([0.5])
""",
    "largest_error": "def largest_error(f, slope, Z, eps=1e-5):\n    return 0 if f is np.sin else 0.25",
    "one_epoch": """\
calls = 0


def one_epoch(W, b, X, Y, learning_rate):
    global calls
    calls += 1
    return W, b, np.log(10) / calls
""",
    "momentum": """\
def momentum_step(theta, velocity, gradient, learning_rate, momentum):
    return (np.array([0.8]), np.array([2.0])) if theta == 1 else (np.array([0.5]), np.array([3.0]))
""",
    "best_epoch": "def best_epoch(costs, patience):\n    return {2: 2, 3: 5}[patience]",
    "read_confusion": "def read_confusion(C):\n    return 0.7, [0.75, 1, 0.5], (2, 1)",
}
HARD_CODED_FAILS = (
    "read_table_2",
    "one_hot_2",
    "one_hot_3",
    "two_layers_2",
    "two_layers_3",
    "weighted_cross_entropy_2",
    "weighted_cross_entropy_3",
    "softplus_2",
    "largest_error",
    "one_epoch_2",
    "one_epoch_3",
    "momentum_2",
    "best_epoch_2",
    "read_confusion_2",
)

# Writes into what was handed in.
IN_PLACE = {
    "weighted_cross_entropy": """\
def weighted_cross_entropy(P, labels, weights):
    P[P < 1e-12] = 1e-12
    w = weights[labels]
    return (w * -np.log(P[np.arange(len(labels)), labels])).sum() / w.sum()
""",
    "one_epoch": """\
def one_epoch(W, b, X, Y, learning_rate):
    P = softmax(X @ W + b)
    cost = cross_entropy(P, Y)
    P -= Y
    W -= learning_rate * X.T @ P / len(X)
    b -= learning_rate * P.mean(axis=0)
    return W, b, cost
""",
    "momentum": """\
def momentum_step(theta, velocity, gradient, learning_rate, momentum):
    velocity *= momentum
    velocity += gradient
    theta -= learning_rate * velocity
    return theta, velocity
""",
    "read_confusion": """\
def read_confusion(C):
    right = np.diag(C).copy()
    accuracy, recalls = right.sum() / C.sum(), right / np.maximum(C.sum(axis=1), 1)
    np.fill_diagonal(C, 0)
    return accuracy, recalls, np.unravel_index(C.argmax(), C.shape)
""",
}
IN_PLACE_FAILS = ("weighted_cross_entropy_3", "one_epoch_3", "momentum_2", "read_confusion_2")

# Columns as examples, as some books have it, or a product the wrong way round.
TRANSPOSED = {
    "one_hot": """\
def to_rows(labels, classes):
    if not set(labels) <= set(classes):
        raise ValueError
    return (classes[:, np.newaxis] == labels).astype(float)


def to_labels(Y, classes):
    return classes[Y.argmax(axis=0)]
""",
    "two_layers": """\
def two_layers(X, W1, b1, W2, b2):
    A = np.maximum(0, W1.T @ X + b1[:, np.newaxis])
    E = np.exp(W2.T @ A + b2[:, np.newaxis])
    return E / E.sum(axis=0)
""",
    "one_epoch": """\
def one_epoch(W, b, X, Y, learning_rate):
    P = softmax(X @ W + b)
    dW = (P - Y).T @ X / len(X)
    return W - learning_rate * dW, b - learning_rate * (P - Y).mean(axis=0), cross_entropy(P, Y)
""",
}
TRANSPOSED_FAILS = ("one_hot", "two_layers", "one_epoch")

# (m, 1) or (1, n) where (m,) or (n,) is meant.
COLUMNS = {
    "read_table": """\
def read_table(file):
    t = pd.read_csv(file).dropna()
    pixels = t.drop(columns="label")
    t = t[t["label"].between(0, 9) & ((pixels >= 0) & (pixels <= 255)).all(axis=1)]
    return t.drop(columns="label").to_numpy().astype(np.uint8), t[["label"]].to_numpy().astype(int)
""",
    "one_epoch": """\
def one_epoch(W, b, X, Y, learning_rate):
    P = softmax(X @ W + b)
    dW, db = X.T @ (P - Y) / len(X), (P - Y).mean(axis=0, keepdims=True)
    return W - learning_rate * dW, b - learning_rate * db, cross_entropy(P, Y)
""",
    "read_confusion": """\
def read_confusion(C):
    off = C * (1 - np.eye(len(C), dtype=int))
    recalls = np.diag(C)[:, np.newaxis] / np.maximum(C.sum(axis=1, keepdims=True), 1)
    return np.trace(C) / C.sum(), recalls, np.unravel_index(off.argmax(), C.shape)
""",
}
COLUMNS_FAILS = ("read_table", "one_epoch", "read_confusion")

# Hears no interrupt.
DEAF = """\
import time


def momentum_step(theta, velocity, gradient, learning_rate, momentum):
    while True:
        try:
            time.sleep(1)
        except KeyboardInterrupt:
            pass
"""

TALKATIVE = """\
def momentum_step(theta, velocity, gradient, learning_rate, momentum):
    for k in range(18_000):  # 0.8 MB, and it is called 14 times
        print(k, "the velocity is still", 0.0, "and" + 80 * " very" + " slow" if k % 5 == 0 else "")
    velocity = momentum * velocity + gradient
    return theta - learning_rate * velocity, velocity
"""

KILL = "import os, signal\n\nos.kill(os.getpid(), signal.SIGKILL)"

DELETE = """\
for path in Path.cwd().iterdir():
    path.chmod(0o644)
    path.unlink()
"""
