# Wrong answers to the exercises of notebook 04. Heading of a cell: the check, and a part of the hint it should give.

# %%
from helpers.activations import sigmoid, softmax
from helpers.data import load_sample, prepare

# %% blind: That is ln 10
my_blind = 2.30

# %% blind: never negative
my_blind = np.log(1 / 26)

# %% blind: That is in bits
my_blind = 4.70

# %% blind: a logarithm to base 10
my_blind = np.log10(26)

# %% blind: the probability of each letter
my_blind = 1 / 26

# %% blind: It grows with their log
my_blind = 2.30259 / 10 * 26

# %% blind: What probability does each letter get
my_blind = 26

# %% blind: It asks for one number, such as
my_blind = "ln 26"

# %% mean_surprise: This is the sum
def my_mean_surprise(P, Y):
    J = 0
    for p, y in zip(P, Y):
        J -= np.log(max(p @ y, 1e-12))
    return J

# %% mean_surprise: divided by all entries of the table
def my_mean_surprise(P, Y):
    return np.mean(-Y * np.log(np.maximum(P, 1e-12)))

# %% mean_surprise: one for each example
def my_mean_surprise(P, Y):
    return -np.log(np.maximum(np.sum(P * Y, axis=-1), 1e-12))

# %% mean_surprise: a cost cannot be negative
def my_mean_surprise(P, Y):
    p = np.maximum((P * Y).sum(axis=1), 1e-12)
    return np.log(p).sum() / len(p)

# %% mean_surprise: the logarithm of the mean probability
def my_mean_surprise(P, Y):
    mean = np.sum(P * Y) / len(P)
    return -np.log(max(mean, 1e-12))

# %% mean_surprise: runs over the examples (axis 0)
def my_mean_surprise(P, Y):
    picked = sum(P * Y)
    return np.mean(-np.log(np.maximum(picked, 1e-12)))

# %% mean_surprise: Only the one of the truth counts
def my_mean_surprise(P, Y):
    surprises = -np.log(np.maximum(P, 1e-12))
    return surprises.sum() / len(Y)

# %% mean_surprise: with 1 - Y and 1 - P
def my_mean_surprise(P, Y):
    J = 0
    for i in range(len(P)):
        for j in range(P.shape[1]):
            if Y[i, j] == 1:
                J -= np.log(P[i, j])
            else:
                J -= np.log(1 - P[i, j])
    return J / len(P)

# %% mean_surprise: This is in bits
def my_mean_surprise(P, Y):
    p = np.clip((P * Y).sum(axis=1), 1e-12, 1)
    return -np.log2(p).mean()

# %% mean_surprise: to base 10
def my_mean_surprise(P, Y):
    p = np.clip((P * Y).sum(axis=1), 1e-12, 1)
    return np.log10(1 / p).mean()

# %% mean_surprise: divided with //
def my_mean_surprise(P, Y):
    total = sum(-np.log(max(p @ y, 1e-12)) for p, y in zip(P, Y))
    return total // len(P)

# %% mean_surprise: To pick, entry must meet entry
def my_mean_surprise(P, Y):
    p = P @ Y
    return -np.log(np.maximum(p, 1e-12)).mean()

# %% mean_surprise: times the logarithm of 0 is nan
def my_mean_surprise(P, Y):
    return -(Y * np.log(P)).sum() / len(P)

# %% mean_surprise: The logarithm of 0 is minus infinity
def my_mean_surprise(P, Y):
    return -np.log(P[np.arange(len(P)), Y.argmax(axis=1)]).mean()

# %% mean_surprise: There is a floor, and not at 1e-12
def my_mean_surprise(P, Y):
    return -np.log(np.maximum((P * Y).sum(axis=1), 1e-6)).mean()

# %% mean_surprise: the cost of the four examples, and the input is another
def my_mean_surprise(P, Y):
    return 0.8644419332876375

# %% mean_surprise: writes into its input
def my_mean_surprise(P, Y):
    P *= Y
    return -np.log(np.maximum(P.sum(axis=1), 1e-12)).mean()

# %% mean_surprise: line 10: return -math.log(p).mean()
import math

def my_mean_surprise(P, Y):
    p = (P * Y).sum(axis=1)
    return -math.log(p).mean()

# %% mean_surprise: returns nothing
def my_mean_surprise(P, Y):
    p = (P * Y).sum(axis=1)
    print(-np.log(np.maximum(p, 1e-12)).mean())

# %% pull: The sign is turned round
def my_pull(z, y):
    p = 1 / (1 + np.exp(-z))
    return np.where(y == 1, 1 - p, -p)

# %% pull: the slope of the squared error
def my_pull(z, y):
    p = sigmoid(z)
    p_slope = p * (1 - p)
    return np.array([2 * (a - b) * c for a, b, c in zip(p, y, p_slope)])

# %% pull: a truth of 1 is used for a truth of 0
def my_pull(z, y):
    return -(1 - sigmoid(z))

# %% pull: a truth of 0 is used for a truth of 1
def my_pull(z, y):
    p = sigmoid(z)
    return 1 / (1 - p) * p * (1 - p) if (p < 1).all() else p

# %% pull: subtracted from z itself
def my_pull(z, y):
    return -(y - z)

# %% pull: once too often
def my_pull(z, y):
    p = sigmoid(z)
    dp = p * (1 - p)
    return dp * p - dp * y

# %% pull: the slope of the sigmoid
def my_pull(z, y):
    s = sigmoid(z)
    return s - s**2

# %% pull: This is the slope in p
def my_pull(z, y):
    p = sigmoid(z)
    return np.where(y == 1, -1 / p, 1 / (1 - p))

# %% pull: This is the loss itself
def my_pull(z, y):
    p = sigmoid(z)
    return -y * np.log(p) - (1 - y) * np.log(1 - p)

# %% pull: All slopes are added up
def my_pull(z, y):
    total = 0
    for k in range(len(z)):
        total += sigmoid(z[k]) - y[k]
    return total

# %% pull: At 800 something is too large
def my_pull(z, y):
    return np.exp(z) / (1 + np.exp(z)) - y

# %% pull: The answer to the first example is written in
def my_pull(z, y):
    return np.array([0.99752738, -0.99752738, 0.00247262])

# %% pull: writes into its input
def my_pull(z, y):
    for k in range(len(z)):
        z[k] = sigmoid(z[k]) - y[k]
    return z

# %% pull: Is it an endless loop?
def my_pull(z, y):
    slopes = []
    while len(slopes) <= len(z):
        slopes = [sigmoid(s) - t for s, t in zip(z, y)]
    return np.array(slopes)

# %% pull: wants one yes or no, and y has many
def my_pull(z, y):
    if y == 1:
        return sigmoid(z) - 1
    else:
        return sigmoid(z)

# %% pull: line 8: p = sigmoid(x)
def my_pull(z, y):
    # p - y
    p = sigmoid(x)
    return p - y

# %% outlier: in the wrong order
my_outlier = (6, 24)

# %% outlier: four of the five values lie below
my_outlier = (np.mean([2, 4, 6, 8, 100]), np.mean([2, 4, 6, 8, 100]))

# %% outlier: One of the two losses feels the 100
my_outlier = (6.0, 6.0)

# %% outlier: halfway between the ends
my_outlier = (51, 51)

# %% outlier: move the second by a little
my_outlier = (24, 8)

# %% outlier: The second is right
my_outlier = (120, 6)

# %% outlier: Neither is right
my_outlier = (20, 8)

# %% outlier: asks for something like (0.0, 0.0)
my_outlier = 24

# %% forecast: That is ln 10
def my_forecast(X):
    return np.full((len(X), 10), 1 / 10)

# %% forecast: sure and wrong
def my_forecast(X):
    ink = X.sum(axis=1)
    P = np.zeros((len(X), 10))
    P[ink < 60, 1] = 1
    P[ink >= 60, 0] = 1
    return P

# %% forecast: Better than blind, though not by enough
def my_forecast(X):
    P = np.ones((len(X), 10))
    P[X.mean(axis=1) < 0.08, 1] = 3
    return P / P.sum(axis=1, keepdims=True)

# %% forecast: row 0 adds up to
def my_forecast(X):
    P = np.ones((len(X), 10))
    P[X.mean(axis=1) < 0.08, 1] = 3
    return P

# %% forecast: (3, 10) was expected
def my_forecast(X):
    X_train, _, y_train, _ = prepare(load_sample())
    mean = np.array([X_train[y_train == k].mean(axis=0) for k in range(10)])
    return np.argmax(X @ mean.T, axis=1)

# %% forecast: (3, 10) was expected
def my_forecast(X):
    return np.full((1000, 10), 0.1)

# %% forecast: no probability: below 0, nan or inf
def my_forecast(X):
    ink = X.mean(axis=1, keepdims=True)
    return np.hstack([ink, 10 * ink, (1 - 11 * ink) / 8 * np.ones((1, 8))])

# %% forecast: is not defined
def my_forecast(X):
    return softmax(X @ W)

# %% mean_surprise: writes into its input
def my_mean_surprise(P, Y):
    P[P < 1e-12] = 1e-12
    return -np.log((P * Y).sum(axis=1)).mean()

# %% blind: how much more it is than ln 10
my_blind = np.log(26) - np.log(10)

# %% blind: The cost is their mean
my_blind = -26*np.log(1/26)

# %% blind: rounded too far
my_blind = 3.3

# %% blind: ln 10 in bits
my_blind = np.log(10)/np.log(2)

# %% mean_surprise: its own row alone
def my_mean_surprise(P, Y):
    return -np.log(np.maximum(P @ Y.T, 1e-12)).mean()

# %% mean_surprise: puts a ceiling there
def my_mean_surprise(P, Y):
    return -np.log(np.minimum((P * Y).sum(axis=1), 1e-12)).mean()

# %% mean_surprise: take one number
import math
def my_mean_surprise(P, Y):
    return -math.log((P * Y).sum(axis=1)).mean()

# %% mean_surprise: Y tells which
def my_mean_surprise(P, Y):
    return -np.log(np.maximum(P.max(axis=1), 1e-12)).mean()

# %% mean_surprise: a number that is written in
def my_mean_surprise(P, Y):
    return -np.log(np.maximum((P * Y).sum(axis=1), 1e-12)).sum() / 4000

# %% mean_surprise: return indented into the loop
def my_mean_surprise(P, Y):
    total = 0
    for p, y in zip(P, Y):
        total += -np.log(max((p * y).sum(), 1e-12))
        return total / len(P)

# %% mean_surprise: Add up each row first
def my_mean_surprise(P, Y):
    return -np.log(np.maximum(P * Y, 1e-12)).sum() / len(P)

# %% pull: a sign is lost
def my_pull(z, y):
    p = sigmoid(z)
    return np.where(y == 1, p - 1, -p)

# %% pull: there it must pull most
def my_pull(z, y):
    p = sigmoid(z)
    return np.where(y == 1, p - 1, 1 - p)

# %% pull: The truths are exchanged
def my_pull(z, y):
    p = sigmoid(z)
    return np.where(y == 0, p - 1, p)

# %% pull: It is divided by m
def my_pull(z, y):
    return (sigmoid(z) - y) / len(z)

# %% pull: the mean of all slopes
def my_pull(z, y):
    return (sigmoid(z) - y).mean()

# %% pull: share one probability
def my_pull(z, y):
    return softmax(z) - y

# %% outlier: A pair of numbers is asked
my_outlier = (24, 6, 6)

# %% outlier: A pair of numbers is asked
my_outlier = ("24", "6")

# %%
from helpers.encoding import one_hot

X_train, X_test, y_train, y_test = prepare(load_sample())

# %% forecast: Is a return missing?
def my_forecast(X):
    np.full((len(X), 10), 0.1)

# %% forecast: keepdims=True
def my_forecast(X):
    means = np.array([X_train[y_train == d].mean(axis=0) for d in range(10)])
    d = ((X[:, None, :] - means) ** 2).sum(axis=2)
    e = np.exp(-d / 10)
    return e / e.sum(axis=1)

# %% forecast: X[:, None, :]
def my_forecast(X):
    means = np.array([X_train[y_train == d].mean(axis=0) for d in range(10)])
    d = ((X - means) ** 2).sum(axis=1)
    return softmax(-d)

# %% forecast: Opinions without knowledge
def my_forecast(X):
    P = np.random.default_rng(0).random((len(X), 10))
    return P / P.sum(axis=1, keepdims=True)

# %% forecast: A guess is one number
def my_forecast(X):
    means = np.array([X_train[y_train == d].mean(axis=0) for d in range(10)])
    d = ((X[:, None, :] - means) ** 2).sum(axis=2)
    return d.argmin(axis=1)

# %% forecast: It lies on its side
def my_forecast(X):
    means = np.array([X_train[y_train == d].mean(axis=0) for d in range(10)])
    d = ((X[:, None, :] - means) ** 2).sum(axis=2)
    return softmax(-d/10).T

# %% forecast: gives a row for each
def my_forecast(X):
    return 0.9*one_hot(y_test, 10) + 0.01

# %% forecast: Divide each row by its own sum
def my_forecast(X):
    means = np.array([X_train[y_train == d].mean(axis=0) for d in range(10)])
    d = ((X[:, None, :] - means) ** 2).sum(axis=2)
    e = np.exp(-d / 10)
    return e / e.sum(axis=0)
