# Wrong answers to the exercises of notebook 03. Heading of a cell: the check, and a part of the hint it should give.

# %% parameters: It asks for one number, such as
my_parameters = "25,818"

# %% parameters: That is the first layer
my_parameters = 784 * 32 + 32

# %% parameters: 784-16-16-10 has 13,002
my_parameters = 786 * 32 + 33 * 16 + 17 * 10

# %% and_unit: three numbers are asked for
my_and_unit = ("1", 1, -1.5)

# %% and_unit: three numbers are asked for
my_and_unit = (1, 1)

# %% and_unit: three numbers are asked for
my_and_unit = ([1, 1], -1.5, 0)

# %% and_unit: three numbers are asked for
my_and_unit = (1, 1, float("nan"))

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

# %% layer: the same for every input
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

# %% hot: largest logit of the whole batch is subtracted
def my_hot(Z, T):
    top = np.exp((Z - np.max(Z)) / T)
    return top / np.sum(top, axis=-1, keepdims=True)

# %% hot: It writes into its input
def my_hot(Z, T):
    Z -= Z.max(axis=-1, keepdims=True)
    return np.exp(Z / T) / np.exp(Z / T).sum(axis=-1, keepdims=True)

# %% hot: no rows to go through
def my_hot(Z, T):
    rows = []
    for z in Z / T:
        e = np.exp(z - z.max())
        rows.append(e / e.sum())
    return np.array(rows)

# %% hot: Is the smallest subtracted?
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

# %% hot: one fixed number is subtracted
def my_hot(Z, T):
    E = np.exp(Z / T - 1000)
    return E / E.sum(axis=-1, keepdims=True)

# %% hot: Python's max, which goes through a batch row by row
def my_hot(Z, T):
    E = np.exp((Z - max(Z)) / T)
    return E / sum(E)

# %% hot: Z[j] is a whole row
def my_hot(Z, T):
    p = np.zeros(len(Z))
    for j in range(len(Z)):
        p[j] = np.exp(Z[j] / T) / np.exp(Z / T).sum()
    return p

# %% hot: e to the power of -1,000 becomes 0
def my_hot(Z, T):
    largest = np.maximum(Z.max(axis=-1, keepdims=True), 0)
    E = np.exp((Z - largest) / T)
    return E / E.sum(axis=-1, keepdims=True)

# %% hot: by an if
def my_hot(Z, T):
    if Z.max(axis=-1) > 700:
        Z = Z - 700
    return np.exp(Z / T) / np.exp(Z / T).sum(axis=-1, keepdims=True)

# %% hot: The columns sum to 1
def my_hot(Z, T):
    E = np.exp((Z - np.max(Z)) / T)
    return (E / E.sum(axis=0)).tolist()

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

# %% exactly_one: follow an input
my_exactly_one = [([[20], [20]], [-30]), ([[10, -10]], [-5, 5])]

# %% exactly_one: layer 1 is not a pair
my_exactly_one = [20, 20, -10]

# %% exactly_one: should be a table
my_exactly_one = [([20, 20], [-10]), ([0, 20], [0, -10])]

# %% exactly_one: should have one axis
my_exactly_one = [(np.array([[20, -20], [20, -20]]), np.array([[-10], [30]])), (np.eye(2), np.zeros(2))]

# %% exactly_one: are close to 0.5
my_exactly_one = [([[20, -20], [20, -20]], [-10, 30]), ([[0, 20], [0, 20]], [0, -20])]

# %% exactly_one: Does each pair have its own brackets
my_exactly_one = [[[20, -20], [20, -20]], [-10, 30], [[0, 20], [0, 20]], [0, -30]]

# %% exactly_one: layer 2 has a nan or an infinity in it
my_exactly_one = [(20 * np.ones((2, 2)), [-10, -30]), ([[-np.inf, np.inf], [np.inf, -np.inf]], [10, -10])]

# %% exactly_one: of a table W and a list b of numbers
my_exactly_one = [([[1, 2], [3]], [1, 2])]

# %% exactly_one: of a table W and a list b of numbers
my_exactly_one = [([["1", "2"], ["3", "4"]], [1, 2])]
