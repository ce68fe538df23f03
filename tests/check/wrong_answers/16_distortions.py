# Wrong answers to the exercises of notebook 16. Heading of a cell: the check, and a part of its hint.

import numpy as np

from helpers.layers import SoftmaxCrossEntropy, mlp
from helpers.model import Model
from helpers.optimizers import Adam

# %% grey: there is paper: 0
def my_grey(picture, row, column):
    i, j = int(np.floor(row)), int(np.floor(column))
    d, r = row - i, column - j
    return (picture[i, j] * (1 - r) + picture[i, j + 1] * r) * (1 - d) + (
        picture[i + 1, j] * (1 - r) + picture[i + 1, j + 1] * r
    ) * d

# %% grey: That is the nearest pixel
def my_grey(picture, row, column):
    i, j = round(row), round(column)
    inside = 0 <= i < picture.shape[0] and 0 <= j < picture.shape[1]
    return picture[i, j] if inside else 0.0

# %% averaged: nothing corrects that
def my_averaged(vectors, keep):
    mean = np.zeros_like(vectors[0])
    for v in vectors:
        mean = keep * mean + (1 - keep) * v
    return mean

# %% averaged: That is the last vector
def my_averaged(vectors, keep):
    for v in vectors:
        mean = v
    return mean

# %% nine: comes in again on the other
def my_nine(predict, X):
    total = 0
    for down in (-1, 0, 1):
        for right in (-1, 0, 1):
            moved = np.roll(X.reshape(-1, 28, 28), (down, right), (1, 2))
            total += predict(moved.reshape(-1, 784))
    return total / 9

# %% nine: That is the picture as it is
def my_nine(predict, X):
    return predict(X)

# %% few_digits: little more than guessing
def my_few_digits(X, y):
    return Model(mlp((784, 16, 10), np.random.default_rng(0)), SoftmaxCrossEntropy())

# %% few_digits: drawn anew in each epoch
def my_few_digits(X, y):
    rng = np.random.default_rng(0)
    model = Model(mlp((784, 128, 10), rng), SoftmaxCrossEntropy())
    return model.fit(X, y, Adam(), 20, 64, rng)

# %% few_digits: too few updates
def my_few_digits(X, y):
    rng = np.random.default_rng(0)
    model = Model(mlp((784, 128, 10), rng), SoftmaxCrossEntropy())
    return model.fit(X, y, Adam(), 1, 64, rng)
