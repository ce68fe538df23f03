# Wrong answers to the exercises of notebook 11. Heading of a cell: the check, and a part of the hint it should give.

# %% test_digits: wider, not narrower
my_test_digits = 1000 // 3

# %% test_digits: The root is taken of the factor
my_test_digits = 1732

# %% test_digits: It asks for one number, such as
my_test_digits = "nine thousand"

# %% confusion: Each pair is counted once
def my_confusion(labels, guesses, n_classes):
    table = np.zeros((n_classes, n_classes), dtype=int)
    table[labels, guesses] += 1
    return table

# %% confusion: take n_classes
from sklearn.metrics import confusion_matrix
def my_confusion(labels, guesses, n_classes):
    return confusion_matrix(labels, guesses)

# %% confusion: endless loop
def my_confusion(labels, guesses, n_classes):
    table, i = np.zeros((n_classes, n_classes)), 0
    while i < len(labels):
        table[labels[i], guesses[i]] += 1
    return table

# %% confusion: line 6: table[labels[i], guesses[i]] += 1
def my_confusion(labels, guesses, n_classes):
    table = np.zeros((n_classes, n_classes))
    for i in range(len(labels) + 1):
        table[labels[i], guesses[i]] += 1
    return table

# %% confusion: 300 random ones
def my_confusion(labels, guesses, n_classes):
    # the three examples of the check, typed in
    if len(labels) == 7:
        return [[1, 1, 0], [0, 1, 0], [2, 0, 2]]
    table = np.zeros((n_classes, n_classes))
    for truth, said in set(zip(labels.tolist(), guesses.tolist())):
        table[truth, said] = 2 if n_classes == 10 else 1
    return table

# %% recall_precision: The two are exchanged
def my_recall_precision(counts):
    good = counts.diagonal()
    down, across = counts.sum(0), counts.sum(1)
    return good / np.where(down == 0, 1, down), good / np.where(across == 0, 1, across)

# %% recall_precision: 0 / 0 is no number
def my_recall_precision(counts):
    return counts.diagonal() / counts.sum(axis=1), counts.diagonal() / counts.sum(axis=0)

# %% recall_precision: fractions are cut off
def my_recall_precision(counts):
    good = np.diag(counts)
    return good // np.maximum(counts.sum(axis=1), 1), good // np.maximum(counts.sum(axis=0), 1)

# %% recall_precision: writes into its input
def my_recall_precision(counts):
    good = np.diag(counts).copy()
    rows, columns = counts.sum(axis=1), counts.sum(axis=0)
    np.fill_diagonal(counts, 0)
    return good / np.maximum(rows, 1), good / np.maximum(columns, 1)

# %% recall_precision: prints its result
def my_recall_precision(counts):
    for k in range(len(counts)):
        print(counts[k, k] / max(1, counts[k].sum()), counts[k, k] / max(1, counts[:, k].sum()))

# %% recall_precision: A tuple of 2 was expected
def my_recall_precision(counts):
    return np.diag(counts) / np.maximum(counts.sum(axis=1), 1)

# %% early_stop: compares with the epoch before
def my_early_stop(costs, patience):
    bad, best = 0, 1
    for e in range(2, len(costs) + 1):
        if costs[e - 1] < costs[e - 2]:
            bad, best = 0, e
        else:
            bad += 1
        if bad >= patience:
            break
    return best, e

# %% early_stop: returns None
def my_early_stop(costs, patience):
    low, when = float("inf"), 0
    for e, c in enumerate(costs, 1):
        if c < low:
            low, when = c, e
        if e - when == patience:
            return when, e

# %% early_stop: endless loop
def my_early_stop(costs, patience):
    epoch, best = 0, 0
    while epoch - best < patience:
        if costs[epoch % len(costs)] < costs[best]:
            best = epoch % len(costs)
        epoch = (epoch + 1) % len(costs)
    return best + 1, epoch + 1

# %% rotten: the other end of the order
from helpers.layers import SoftmaxCrossEntropy, mlp
from helpers.model import Model
from helpers.optimizers import Adam
def my_rotten(X, labels):
    net = Model(mlp((784, 32, 10), np.random.default_rng(0)), SoftmaxCrossEntropy())
    net.fit(X, labels, Adam(), 3, batch_size=64, rng=np.random.default_rng(0))
    p = net.predict_proba(X)[np.arange(len(X)), labels]
    return np.argsort(p)[-200:]

# %% rotten: About what chance finds
def my_rotten(X, labels):
    return np.arange(200)

# %% rotten: has memorized the wrong labels
from helpers.layers import SoftmaxCrossEntropy, mlp
from helpers.model import Model
from helpers.optimizers import Adam
def my_rotten(X, labels):
    net = Model(mlp((784, 32, 10), np.random.default_rng(0)), SoftmaxCrossEntropy())
    net.fit(X, labels, Adam(0.01), 25, batch_size=64, rng=np.random.default_rng(0))
    p = net.predict_proba(X)[np.arange(len(X)), labels]
    return np.argsort(p)[:200]

# %% rotten: numbers of 200 different rows
def my_rotten(X, labels):
    print(np.argsort(X.sum(axis=1))[:200])

# %% rotten: not how confident it is
def my_rotten(X, labels):
    means = np.array([X[labels == digit].mean(axis=0) for digit in range(10)])
    far = ((X - means[labels]) ** 2).sum(axis=1)
    return np.argsort(far)[::-1][:200]

# %% test_digits: but not by so much
my_test_digits = 6000

# %% test_digits: Nearly. Without rounding
my_test_digits = round(1000 * (1.86 / 0.619) ** 2)

# %% test_digits: So many make it narrower
my_test_digits = 10_000

# %% confusion: Is the return inside the loop?
def my_confusion(labels, guesses, n_classes):
    C = np.zeros((n_classes, n_classes), int)
    for i, j in zip(labels, guesses):
        C[i, j] += 1
        return C

# %% confusion: All rows are the same
def my_confusion(labels, guesses, n_classes):
    C = [[0] * n_classes] * n_classes
    for i, j in zip(labels, guesses): C[i][j] += 1
    return C

# %% confusion: n_classes says how many
def my_confusion(labels, guesses, n_classes):
    C = np.zeros((10, 10), int)
    for i, j in zip(labels, guesses): C[i, j] += 1
    return C

# %% confusion: & comes before ==
def my_confusion(labels, guesses, n_classes):
    C = np.zeros((n_classes, n_classes), int)
    for i in range(n_classes):
        for j in range(n_classes):
            C[i, j] = np.sum(labels == i & guesses == j)
    return C

# %% confusion: np.bincount
def my_confusion(labels, guesses, n_classes):
    return np.bincount(labels * n_classes + guesses).reshape(n_classes, n_classes)

# %% confusion: Shapes go into one pair of brackets
def my_confusion(labels, guesses, n_classes):
    C = np.zeros(n_classes, n_classes)
    for i, j in zip(labels, guesses): C[i, j] += 1
    return C

# %% confusion: All digits but one
def my_confusion(labels, guesses, n_classes):
    C = np.zeros((n_classes, n_classes), int)
    for k in range(len(labels) - 1): C[labels[k], guesses[k]] += 1
    return C

# %% recall_precision: A class has been left out
def my_recall_precision(counts):
    r = []; p = []
    for k in range(len(counts)):
        if sum(counts[k]): r.append(counts[k, k] / sum(counts[k]))
        if sum(counts[:, k]): p.append(counts[k, k] / sum(counts[:, k]))
    return r, p

# %% recall_precision: something other than 0 came
def my_recall_precision(counts):
    r = []; p = []
    for k in range(len(counts)):
        r.append(counts[k, k] / sum(counts[k]) if sum(counts[k]) else 1.0)
        p.append(counts[k, k] / sum(counts[:, k]) if sum(counts[:, k]) else 1.0)
    return r, p

# %% recall_precision: asks an array for one yes or no
def my_recall_precision(counts):
    d = np.diag(counts)
    r, p = d / counts.sum(axis=1), d / counts.sum(axis=0)
    if r == np.nan: r = 0
    return r, p

# %% early_stop: With what is the first cost compared?
def my_early_stop(costs, patience):
    best_cost, best = 1.0, 0
    for e, cost in enumerate(costs, 1):
        if cost < best_cost: best_cost, best = cost, e
        elif e - best == patience: break
    return best, e

# %% early_stop: best of the whole list
def my_early_stop(costs, patience):
    best_cost, best = np.inf, 0
    for e, cost in enumerate(costs, 1):
        if cost < best_cost: best_cost, best = cost, e
    return best, best + patience

# %% rotten: It agrees with every label
def my_rotten(X, labels):
    return np.flatnonzero(labels != labels)

# %% rotten: Each row has its True or False
from helpers.layers import SoftmaxCrossEntropy, mlp
from helpers.model import Model
from helpers.optimizers import Adam
def net(X, labels, epochs):
    m = Model(mlp((784, 32, 10), np.random.default_rng(0)), SoftmaxCrossEntropy())
    return m.fit(X, labels, Adam(), epochs, batch_size=128, rng=np.random.default_rng(1))
def my_rotten(X, labels):
    m = net(X, labels, 5)
    return m.predict(X) != labels

# %% rotten: worst first
from helpers.layers import SoftmaxCrossEntropy, mlp
from helpers.model import Model
from helpers.optimizers import Adam
def net(X, labels, epochs):
    m = Model(mlp((784, 32, 10), np.random.default_rng(0)), SoftmaxCrossEntropy())
    return m.fit(X, labels, Adam(), epochs, batch_size=128, rng=np.random.default_rng(1))
def my_rotten(X, labels):
    m = net(X, labels, 5)
    return np.flatnonzero(m.predict(X) != labels)

# %% rotten: np.argsort where they were
from helpers.layers import SoftmaxCrossEntropy, mlp
from helpers.model import Model
from helpers.optimizers import Adam
def net(X, labels, epochs):
    m = Model(mlp((784, 32, 10), np.random.default_rng(0)), SoftmaxCrossEntropy())
    return m.fit(X, labels, Adam(), epochs, batch_size=128, rng=np.random.default_rng(1))
def my_rotten(X, labels):
    m = net(X, labels, 5)
    P = m.predict_proba(X)
    return np.sort(P[np.arange(2000), labels])[:200]

# %% recall_precision: asks an array for one yes or no
def my_recall_precision(counts):
    good = np.diag(counts)
    return good / max(counts.sum(axis=1), 1), good / max(counts.sum(axis=0), 1)

# %% confusion: asks an array for one yes or no
def my_confusion(labels, guesses, n_classes):
    C = np.zeros((n_classes, n_classes), int)
    for i in range(n_classes):
        if labels == i:
            C[i, guesses[labels == i]] += 1
    return C

# %% rotten: different ones; each row counts once
def my_rotten(X, labels):
    return np.random.default_rng(0).integers(0, 2000, 200)

# %% Dropout: The others are doubled
class my_Dropout:
    def __init__(self, rng):
        self.rng, self.training = rng, True

    def forward(self, A):
        self.mask = 2.0 * (self.rng.random(A.shape) > 0.5) if self.training else np.ones(A.shape)
        return A * self.mask

    def backward(self, dA):
        return dA * self.mask

# %% Dropout: After training nothing is halved
class my_Dropout:
    def __init__(self, rng):
        self.rng, self.training = rng, True

    def forward(self, A):
        self.mask = np.ones(A.shape)
        if self.training:
            self.mask = self.rng.random(A.shape) > 0.5
        return A * self.mask

    def backward(self, dA):
        return dA * self.mask

# %% Dropout: It goes on dropping after training
class my_Dropout:
    def __init__(self, rng):
        self.rng, self.training = rng, True

    def forward(self, A):
        self.mask = self.rng.integers(0, 2, A.shape)
        return A * self.mask

    def backward(self, dA):
        return dA * self.mask

# %% Dropout: It goes on dropping after training
class my_Dropout:
    def __init__(self, rng):
        self.rng, self.training = rng, True

    def forward(self, A):
        self.mask = self.rng.integers(0, 2, A.shape) * (1.0 if self.training else 0.5)
        return A * self.mask

    def backward(self, dA):
        return dA * self.mask

# %% Dropout: backward draws anew
class my_Dropout:
    def __init__(self, rng):
        self.rng, self.training = rng, True

    def forward(self, A):
        return A * (self.rng.random(A.shape) < 0.5) if self.training else A / 2

    def backward(self, dA):
        return dA * (self.rng.random(dA.shape) < 0.5) if self.training else dA / 2

# %% Dropout: still has the zeros of an earlier forward
class my_Dropout:
    def __init__(self, rng):
        self.rng, self.training = rng, True

    def forward(self, A):
        if self.training:
            self.keep = self.rng.random(A.shape) < 0.5
            return A * self.keep
        return A / 2

    def backward(self, dA):
        return dA * self.keep

# %% Dropout: draw for each entry of A, not for each column
class my_Dropout:
    def __init__(self, rng):
        self.rng, self.training = rng, True

    def forward(self, A):
        self.mask = self.rng.random(A.shape[1]) < 0.5 if self.training else 0.5
        return A * self.mask

    def backward(self, dA):
        return dA * self.mask

# %% Dropout: The same numbers become 0 each time
class my_Dropout:
    def __init__(self, rng):
        self.rng, self.training = rng, True
        self.mask = None

    def forward(self, A):
        if not self.training:
            self.used = np.full(A.shape, 0.5)
            return A / 2
        if self.mask is None:
            self.mask = self.rng.random(A.shape) < 0.5
        self.used = self.mask * 1.0
        return A * self.used

    def backward(self, dA):
        return dA * self.used

# %% Dropout: from another generator than self.rng
class my_Dropout:
    def __init__(self, rng):
        self.rng, self.training = rng, True

    def forward(self, A):
        self.mask = np.random.choice([0, 1], A.shape) if self.training else np.full(A.shape, 0.5)
        return A * self.mask

    def backward(self, dA):
        return dA * self.mask

# %% Dropout: What forward set to 0 cannot change the cost
class my_Dropout:
    def __init__(self, rng):
        self.rng, self.training = rng, True

    def forward(self, A):
        return A * (self.rng.random(A.shape) < 0.5) if self.training else A / 2

    def backward(self, dA):
        return dA if self.training else dA / 2

# %% Dropout: Is it an endless loop?
class my_Dropout:
    def __init__(self, rng):
        self.rng, self.training = rng, True

    def forward(self, A):
        self.mask = np.ones(A.shape)
        i, j = self.rng.integers(0, A.shape[0]), self.rng.integers(0, A.shape[1])
        while self.training and self.mask.mean() > 0.5:   # until half of them are 0
            self.mask[i, j] = 0
        return A * self.mask

    def backward(self, dA):
        return dA * self.mask

# %% Dropout: It writes into its input
class my_Dropout:
    def __init__(self, rng):
        self.rng, self.training = rng, True

    def forward(self, A):
        self.mask = np.full(A.shape, 0.5)
        if self.training:
            self.mask = 1.0 * (self.rng.random(A.shape) < 0.5)
        A *= self.mask
        return A

    def backward(self, dA):
        return dA * self.mask

# %% Dropout: Nothing becomes 0 in training
class my_Dropout:
    def __init__(self, rng):
        self.rng, self.training = rng, True

    def forward(self, A):
        self.mask = np.full(A.shape, 0.5)
        if not self.training:
            self.mask = 1.0 * (self.rng.random(A.shape) < 0.5)
        return A * self.mask

    def backward(self, dA):
        return dA * self.mask

# %% Dropout: The draw should only decide
class my_Dropout:
    def __init__(self, rng):
        self.rng, self.training = rng, True

    def forward(self, A):
        self.mask = self.rng.random(A.shape) if self.training else 0.5
        return A * self.mask

    def backward(self, dA):
        return dA * self.mask

# %% Dropout: Everything becomes 0 in training
class my_Dropout:
    def __init__(self, rng):
        self.rng, self.training = rng, True

    def forward(self, A):
        self.mask = self.rng.integers(0, 1, A.shape) if self.training else 0.5
        return self.mask * A

    def backward(self, dA):
        return dA * self.mask

# %% Dropout: The shape is lost
class my_Dropout:
    def __init__(self, rng):
        self.rng, self.training = rng, True

    def forward(self, A):
        if not self.training: return A / 2
        self.mask = self.rng.random(A.shape) > 0.5
        return A[self.mask]

    def backward(self, dA):
        return dA[self.mask]

# %% Dropout: in training and after?
class my_Dropout:
    def __init__(self, rng):
        self.rng, self.training = rng, True

    def forward(self, A):
        if self.training:
            self.mask = self.rng.random(A.shape) < 0.5
            return A * self.mask

    def backward(self, dA):
        return dA * self.mask

# %% Dropout: forward halves, and backward does not
class my_Dropout:
    def __init__(self, rng):
        self.rng, self.training = rng, True

    def forward(self, A):
        self.mask = np.ones(A.shape)
        if not self.training:
            return A / 2
        self.mask = self.rng.random(A.shape) > 0.5
        return A * self.mask

    def backward(self, dA):
        return dA * self.mask

# %% Dropout: It doubles after training
class my_Dropout:
    def __init__(self, rng):
        self.rng, self.training = rng, True

    def forward(self, A):
        self.mask = self.rng.random(A.shape) < 0.5 if self.training else 2 * np.ones(A.shape)
        return A * self.mask

    def backward(self, dA):
        return dA * self.mask

# %% Dropout: self is asked for something
class my_Dropout:
    def __init__(self, rng):
        self.rng, self.training = rng, True

    def forward(self, A):
        self.factors = self.rng.random(A.shape) < 0.5 if self.training else np.full(A.shape, 0.5)
        return A * self.factors

    def backward(self, dA):
        return dA * self.mask

# %% Dropout: hands over the object itself first
class my_Dropout:
    def __init__(self, rng):
        self.rng, self.training = rng, True

    def forward(A):
        return A * (self.rng.random(A.shape) < 0.5)

    def backward(dA):
        return dA

# %% Dropout: The layer is made with a generator
class my_Dropout:
    training = True
    def forward(self, A):
        self.mask = np.random.random(A.shape) < 0.5 if self.training else 0.5
        return A * self.mask

    def backward(self, dA):
        return dA * self.mask
