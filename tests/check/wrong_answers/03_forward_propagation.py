# Wrong answers to the exercises of notebook 03. Heading of a cell: the check, and a part of the hint it should give.

# %% parameters: weights alone
my_parameters = 784 * 32 + 32 * 16 + 16 * 10

# %% parameters: The input has biases here
my_parameters = 784 + 32 * (784 + 1) + 16 * (32 + 1) + 10 * (16 + 1)

# %% parameters: The second matrix is as before
my_parameters = 32 * 785 + 16 * 17 + 10 * 17

# %% parameters: The second layer has 32 units here
my_parameters = 32 * 785 + 32 * 33 + 10 * 33

# %% parameters: Here the first layer has 32 units
my_parameters = 13002

# %% parameters: not for each input
my_parameters = sum(a * b + a for a, b in [(784, 32), (32, 16), (16, 10)])

# %% parameters: It asks for one number, such as
my_parameters = "25,818"

# %% and_unit: this is OR
my_and_unit = (20, 20, -10)

# %% and_unit: is it above 0?
my_and_unit = (1, 1, -2)

# %% and_unit: is it above 0?
my_and_unit = (0, 0, 0)

# %% and_unit: its weight is negative
my_and_unit = (1, -1, 0.5)

# %% and_unit: its weight is negative
my_and_unit = (-1.5, 1, 1)

# %% and_unit: three numbers are asked for
my_and_unit = ("1", 1, -1.5)

# %% and_unit: It says yes to everything
my_and_unit = (0.5, 0.5, 0.1)

# %% and_unit: the first input alone
my_and_unit = (3.0, 0.5, -1.0)

# %% and_unit: all three signs
my_and_unit = (-20, -20, 30)

# %% and_unit: yes only to (0, 0)
my_and_unit = (-1, -1, 0.9)

# %% and_unit: three are asked for
my_and_unit = (1, 1)

# %% and_unit: the second input alone
my_and_unit = (0, 3, -1)

# %% layer: multiplies entry by entry
def my_layer(X, W, b):
    Z = X * W
    return Z + b

# %% layer: line 5: return X * W + b.T + np.ones((7, 9))
def my_layer(X, W, b):
    # same thing, so that it fits
    return X * W + b.T + np.ones((7, 9))

# %% layer: It prints its result, and returns nothing
def my_layer(X, W, b):
    print(X @ W + b)

# %% layer: The bias is missing
def my_layer(X, W, b):
    Z = np.zeros((len(X), W.shape[1]))
    for i in range(len(X)):
        for j in range(W.shape[1]):
            for k in range(X.shape[1]):
                Z[i, j] += X[i, k] * W[k, j]
    return Z

# %% layer: Here W is transposed
def my_layer(X, W, b):
    return np.array([[np.dot(x, w) for w in W] for x in X]) + b

# %% layer: W stands first here
def my_layer(X, W, b):
    return np.dot(W, X) + b

# %% layer: The biases go down the rows
def my_layer(X, W, b):
    return np.matmul(X, W) + b[:, np.newaxis]

# %% layer: The same numbers come for every input
def my_layer(X, W, b):
    return np.array([[5.5, 150], [6.5, 160]])

# %% layer: The fractions are cut off
def my_layer(X, W, b):
    Z = np.zeros((X.shape[0], W.shape[1]), dtype=int)
    Z[:] = X @ W + b
    return Z

# %% layer: transpose of what was expected
def my_layer(X, W, b):
    return (X @ W + b).T

# %% layer: Is it an endless loop
def my_layer(X, W, b):
    row, Z = 0, []
    while row < len(X):
        Z.append(X[row] @ W + b)
    return np.array(Z)

# %% layer: It writes into its input
def my_layer(X, W, b):
    W *= 2
    return X @ W / 2 + b

# %% hot: too large for a computer
def my_hot(Z, T):
    e = np.exp(Z / T)
    return e / e.sum(axis=-1, keepdims=True)

# %% hot: Everything together sums to 1
def my_hot(Z, T):
    top = np.exp((Z - np.max(Z)) / T)
    return top / np.sum(top)

# %% hot: The columns sum to 1
def my_hot(Z, T):
    Z = Z / T
    Z = Z - np.max(Z)
    return np.exp(Z) / np.exp(Z).sum(0)

# %% hot: largest score of the whole batch
def my_hot(Z, T):
    top = np.exp((Z - np.max(Z)) / T)
    return top / np.sum(top, axis=-1, keepdims=True)

# %% hot: keepdims=True is missing
def my_hot(Z, T):
    Z = Z / T
    powers = np.exp(Z - np.max(Z, axis=-1, keepdims=True))
    return powers / np.sum(powers, axis=-1)

# %% hot: The temperature has no effect
def my_hot(Z, T):
    powers = np.exp(Z - np.max(Z, axis=-1, keepdims=True)) / T
    return powers / np.sum(powers, axis=-1, keepdims=True)

# %% hot: It multiplies by T
def my_hot(Z, T):
    Z = T * (Z - np.max(Z, axis=-1, keepdims=True))
    return np.exp(Z) / np.sum(np.exp(Z), axis=-1, keepdims=True)

# %% hot: It writes into its input
def my_hot(Z, T):
    Z -= Z.max(axis=-1, keepdims=True)
    return np.exp(Z / T) / np.exp(Z / T).sum(axis=-1, keepdims=True)

# %% hot: Which axis is the last
def my_hot(Z, T):
    scaled = Z / T
    e = np.exp(scaled - np.max(scaled, axis=1, keepdims=True))
    return e / np.sum(e, axis=1, keepdims=True)

# %% hot: still to be divided by its sum
def my_hot(Z, T):
    Z = Z / T
    return np.exp(Z - np.max(Z, axis=-1, keepdims=True))

# %% exactly_one: This is OR
my_exactly_one = [([[10.0], [10.0]], [-5.0]), ([[-10.0, 10.0]], [5.0, -5.0])]

# %% exactly_one: This is AND
my_exactly_one = [(np.array([[-10.0, 10.0], [-10.0, 10.0]]), np.array([15.0, -15.0]))]

# %% exactly_one: Larger weights
my_exactly_one = [(0.1 * np.ones((2, 2)), np.zeros(2)), (0.1 * np.eye(2), np.zeros(2))]

# %% exactly_one: The opposite in all four cases
my_exactly_one = [
    (np.array([[20, 20], [20, 20]]), np.array([-10, -30])),
    (np.array([[20, -20], [-20, 20]]), np.array([-10, 10])),
]

# %% exactly_one: 3 numbers come in
my_exactly_one = [(np.ones((2, 3)), np.zeros(3)), (np.ones((2, 2)), np.zeros(2))]

# %% exactly_one: two are asked for
my_exactly_one = [(20 * np.ones((2, 2)), np.array([-10, -30])), (np.array([[20], [-20]]), np.array([-10]))]

# %% exactly_one: 2 units, and b 1 numbers
my_exactly_one = [(20 * np.ones((2, 2)), np.array([-10])), (np.eye(2), np.zeros(2))]

# %% exactly_one: listens to one input only
my_exactly_one = [([[20, 20], [0, 0]], [-10, -30]), ([[-20, 20], [20, -20]], [10, -10])]

# %% exactly_one: The same to all four
my_exactly_one = [([[20, 20], [20, 20]], [-10, -30]), ([[-20, 20], [20, -20]], [-10, 10])]

# %% exactly_one: Follow an input
my_exactly_one = [([[20], [20]], [-30]), ([[10, -10]], [-5, 5])]

# %% exactly_one: layer 1 is no pair
my_exactly_one = [20, 20, -10]

# %% layer: The bend is in it already
def my_layer(X, W, b):
    Z = X @ W + b
    return 1 / (1 + np.exp(-Z))

# %% hot: below it is not
def my_hot(Z, T):
    return np.exp(Z / T) / np.exp(Z).sum(axis=-1, keepdims=True)

# %% hot: no rows to go through
def my_hot(Z, T):
    rows = []
    for z in Z / T:
        e = np.exp(z - z.max())
        rows.append(e / e.sum())
    return np.array(rows)

# %% hot: The probabilities are divided by T
def my_hot(Z, T):
    e = np.exp(Z - np.max(Z, axis=-1, keepdims=True))
    return e / e.sum(axis=-1, keepdims=True) / T

# %% parameters: Each layer has a matrix of its own
my_parameters = 784 * 32 * 16 * 10

# %% parameters: That is the first layer
my_parameters = 784 * 32 + 32

# %% parameters: the one with 10 units
my_parameters = 784 * 32 + 32 + 32 * 16 + 16

# %% parameters: The last biases are missing
my_parameters = 784 * 32 + 32 + 32 * 16 + 16 + 16 * 10

# %% parameters: Each layer has one bias here
my_parameters = 784 * 32 + 1 + 32 * 16 + 1 + 16 * 10 + 1

# %% parameters: The layer with 16 units is missing
my_parameters = 784 * 32 + 32 + 32 * 10 + 10

# %% parameters: 32 and 16 are exchanged
my_parameters = 784 * 16 + 16 + 16 * 32 + 32 + 32 * 10 + 10

# %% parameters: 13,002 should come
my_parameters = 786 * 32 + 33 * 16 + 17 * 10

# %% parameters: These are the units
my_parameters = 784 + 32 + 16 + 10

# %% layer: The bias of the first unit goes to all
def my_layer(X, W, b):
    return X @ W + b[0]

# %% layer: The bias is added to every weight
def my_layer(X, W, b):
    return np.array([[sum(x[i] * W[i, j] + x[i] * b[j] for i in range(len(x))) for j in range(len(b))] for x in X])

# %% layer: Only the first example comes back
def my_layer(X, W, b):
    for x in X:
        return x @ W + b

# %% layer: A softmax is in it already
def my_layer(X, W, b):
    Z = X @ W + b
    E = np.exp(Z - Z.max(axis=1, keepdims=True))
    return E / E.sum(axis=1, keepdims=True)

# %% layer: A ReLU is in it already
def my_layer(X, W, b):
    Z = X @ W + b
    Z[Z < 0] = 0
    return Z

# %% layer: The bias is subtracted
def my_layer(X, W, b):
    return np.dot(X, W) - b

# %% layer: added to the input, and goes through
def my_layer(X, W, b):
    return (X + b) @ W

# %% layer: All biases are added up first
def my_layer(X, W, b):
    Z = X @ W
    for unit in b:
        Z = Z + unit
    return Z

# %% hot: a sign is turned round
def my_hot(Z, T):
    E = np.exp((Z.min(axis=-1, keepdims=True) - Z) / T)
    return E / E.sum(axis=-1, keepdims=True)

# %% hot: That is the sigmoid
def my_hot(Z, T):
    return 1 / (1 + np.exp(-Z / T))

# %% hot: First e is raised to each
def my_hot(Z, T):
    Z = Z / T
    return Z / Z.sum(axis=-1, keepdims=True)

# %% hot: Is the smallest taken off?
def my_hot(Z, T):
    Z = Z / T
    E = np.exp(Z - Z.min(axis=-1, keepdims=True))
    return E / E.sum(axis=-1, keepdims=True)

# %% hot: The exponents Z / T reach 2,000
def my_hot(Z, T):
    E = np.exp(Z / T - Z.max(axis=-1, keepdims=True))
    return E / E.sum(axis=-1, keepdims=True)

# %% hot: a limit on the exponent
def my_hot(Z, T):
    E = np.exp(np.clip(Z / T, -500, 500))
    return E / E.sum(axis=-1, keepdims=True)

# %% hot: a nan turned into 0
def my_hot(Z, T):
    E = np.exp(Z / T)
    return np.nan_to_num(E / E.sum(axis=-1, keepdims=True))

# %% hot: one fixed number is taken off
def my_hot(Z, T):
    E = np.exp(Z / T - 1000)
    return E / E.sum(axis=-1, keepdims=True)

# %% hot: go through a batch row by row
def my_hot(Z, T):
    E = np.exp((Z - max(Z)) / T)
    return E / sum(E)

# %% hot: math.exp takes one number
import math

def my_hot(Z, T):
    E = math.exp(Z / T)
    return E / sum(E)

# %% hot: Z[j] is a whole row
def my_hot(Z, T):
    p = np.zeros(len(Z))
    for j in range(len(Z)):
        p[j] = np.exp(Z[j] / T) / np.exp(Z / T).sum()
    return p

# %% hot: divided with //
def my_hot(Z, T):
    scores = Z // T
    E = np.exp(scores - scores.max(axis=-1, keepdims=True))
    return E / E.sum(axis=-1, keepdims=True)

# %% hot: e to the power of -1,000 is too small
def my_hot(Z, T):
    largest = np.maximum(Z.max(axis=-1, keepdims=True), 0)
    E = np.exp((Z - largest) / T)
    return E / E.sum(axis=-1, keepdims=True)

# %% exactly_one: should be a table
my_exactly_one = [([20, 20], [-10]), ([0, 20], [0, -10])]

# %% exactly_one: should have one axis
my_exactly_one = [(np.array([[20, -20], [20, -20]]), np.array([[-10], [30]])), (np.eye(2), np.zeros(2))]

# %% exactly_one: stand close to 0.5
my_exactly_one = [([[20, -20], [20, -20]], [-10, 30]), ([[0, 20], [0, 20]], [0, -20])]

# %% exactly_one: Has each pair brackets of its own
my_exactly_one = [[[20, -20], [20, -20]], [-10, 30], [[0, 20], [0, 20]], [0, -30]]
