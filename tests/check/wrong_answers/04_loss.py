# Wrong answers to the exercises of notebook 04. Heading of a cell: the check, and a part of the hint it should give.

# %%
from helpers.activations import sigmoid, softmax
from helpers.check.cases import digits
from helpers.encoding import one_hot

X_train, X_test, y_train, y_test = digits()  # of the lesson's set-up, and loaded only once

# %% blind: never negative
my_blind = np.log(1 / 26)

# %% blind: That is in bits
my_blind = 4.70

# %% blind: What probability does each letter get
my_blind = 26

# %% blind: rounded too far
my_blind = 3.3

# %% blind: It asks for one number, such as
my_blind = "ln 26"

# %% mean_loss: This is the sum
def my_mean_loss(P, Y):
    J = 0
    for p, y in zip(P, Y):
        J -= np.log(max(p @ y, 1e-12))
    return J

# %% mean_loss: with 1 - Y and 1 - P
def my_mean_loss(P, Y):
    J = 0
    for i in range(len(P)):
        for j in range(P.shape[1]):
            if Y[i, j] == 1:
                J -= np.log(P[i, j])
            else:
                J -= np.log(1 - P[i, j])
    return J / len(P)

# %% mean_loss: return indented into the loop
def my_mean_loss(P, Y):
    total = 0
    for p, y in zip(P, Y):
        total += -np.log(max((p * y).sum(), 1e-12))
        return total / len(P)

# %% mean_loss: sets a ceiling
def my_mean_loss(P, Y):
    return -np.log(np.minimum((P * Y).sum(axis=1), 1e-12)).mean()

# %% mean_loss: times the logarithm of 0 is nan
def my_mean_loss(P, Y):
    return -(Y * np.log(P)).sum() / len(P)

# %% mean_loss: The logarithm of 0 is minus infinity
def my_mean_loss(P, Y):
    return -np.log(P[np.arange(len(P)), Y.argmax(axis=1)]).mean()

# %% mean_loss: There is a floor, but not at 1e-12
def my_mean_loss(P, Y):
    return -np.log(np.maximum((P * Y).sum(axis=1), 1e-6)).mean()

# %% mean_loss: writes into its input
def my_mean_loss(P, Y):
    P[P < 1e-12] = 1e-12
    return -np.log((P * Y).sum(axis=1)).mean()

# %% mean_loss: math take one number
import math

def my_mean_loss(P, Y):
    p = (P * Y).sum(axis=1)
    return -math.log(p).mean()

# %% unit_slope: The sign is wrong
def my_unit_slope(z, y):
    p = 1 / (1 + np.exp(-z))
    return np.where(y == 1, 1 - p, -p)

# %% unit_slope: the slope of the squared error
def my_unit_slope(z, y):
    p = sigmoid(z)
    p_slope = p * (1 - p)
    return np.array([2 * (a - b) * c for a, b, c in zip(p, y, p_slope)])

# %% unit_slope: wants one yes or no
def my_unit_slope(z, y):
    if y == 1:
        return sigmoid(z) - 1
    else:
        return sigmoid(z)

# %% unit_slope: wants one yes or no
def my_unit_slope(z, y):
    return 1 / (1 + np.exp(-max(z, -700))) - y

# %% unit_slope: At 800 something is too large
def my_unit_slope(z, y):
    return np.exp(z) / (1 + np.exp(z)) - y

# %% unit_slope: writes into its input
def my_unit_slope(z, y):
    for k in range(len(z)):
        z[k] = sigmoid(z[k]) - y[k]
    return z

# %% unit_slope: line 11: p = sigmoid(x)
def my_unit_slope(z, y):
    # p - y
    p = sigmoid(x)
    return p - y

# %% outlier: Four of the five values lie below
my_outlier = (np.mean([2, 4, 6, 8, 100]), np.mean([2, 4, 6, 8, 100]))

# %% outlier: Move the second a little
my_outlier = (24, 8)

# %% outlier: The second is right
my_outlier = (120, 6)

# %% outlier: Neither is right
my_outlier = (20, 8)

# %% outlier: A pair of numbers is asked for
my_outlier = (24, 6, 6)

# %% outlier: A pair of numbers is asked for
my_outlier = ("24", "6")

# %% outlier: asks for something like (0.0, 0.0)
my_outlier = 24

# %% forecast: That is ln 10
def my_forecast(X):
    return np.full((len(X), 10), 1 / 10)

# %% forecast: Does the rule follow from the training
def my_forecast(X):
    P = np.random.default_rng(0).random((len(X), 10))
    return P / P.sum(axis=1, keepdims=True)

# %% forecast: sure and wrong
def my_forecast(X):
    ink = X.sum(axis=1)
    P = np.zeros((len(X), 10))
    P[ink < 60, 1] = 1
    P[ink >= 60, 0] = 1
    return P

# %% forecast: Better than blind, but not by enough
def my_forecast(X):
    P = np.ones((len(X), 10))
    P[X.mean(axis=1) < 0.08, 1] = 3
    return P / P.sum(axis=1, keepdims=True)

# %% forecast: row 0 adds up to
def my_forecast(X):
    P = np.ones((len(X), 10))
    P[X.mean(axis=1) < 0.08, 1] = 3
    return P

# %% forecast: not probabilities: below 0, nan
def my_forecast(X):
    ink = X.mean(axis=1, keepdims=True)
    return np.hstack([ink, 10 * ink, (1 - 11 * ink) / 8 * np.ones((1, 8))])

# %% forecast: not even numbers
def my_forecast(X):
    return [["10 %"] * 10 for picture in X]

# %% forecast: the rows have different lengths
def my_forecast(X):
    return [[0.1] * 10 if picture.mean() < 0.12 else [0.2] * 5 for picture in X]

# %% forecast: Is a return missing?
def my_forecast(X):
    np.full((len(X), 10), 0.1)

# %% forecast: is not defined
def my_forecast(X):
    return softmax(X @ W)

# %% forecast: gives a row for each
def my_forecast(X):
    return 0.9 * one_hot(y_test, 10) + 0.01

# %%
means = np.array([X_train[y_train == d].mean(axis=0) for d in range(10)])

# %% forecast: one guess for each image
def my_forecast(X):
    return np.argmax(X @ means.T, axis=1)

# %% forecast: It is transposed
def my_forecast(X):
    d = ((X[:, None, :] - means) ** 2).sum(axis=2)
    return softmax(-d / 10).T

# %% forecast: X[:, None, :]
def my_forecast(X):
    d = ((X - means) ** 2).sum(axis=1)
    return softmax(-d)

# %% forecast: keepdims=True
def my_forecast(X):
    d = ((X[:, None, :] - means) ** 2).sum(axis=2)
    e = np.exp(-d / 10)
    return e / e.sum(axis=1)

# %% forecast: Divide each row by its own sum
def my_forecast(X):
    e = np.exp(X @ means.T / 10)
    return e / e.sum(axis=0)
