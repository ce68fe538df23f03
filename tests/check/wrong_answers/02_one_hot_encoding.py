# Wrong answers to the exercises of notebook 02. Heading of a cell: the check, and a part of the hint it should give.

# %% columns: how many labels are there
my_columns = (7, 7)

# %% columns: Which column does the label 6 need
my_columns = (3, 9)

# %% columns: asks for something like (5, 10)
my_columns = 7

# %% columns: The shape of a table is two numbers
my_columns = (7,)

# %% columns: The shape of a table is two numbers
my_columns = ("3", "7")

# %% columns: The shape of a table is two numbers
my_columns = (np.array([3, 0, 6]), 7)

# %% encode: taken from the labels (max + 1)
def my_encode(y, n_classes):
    Y = np.zeros((y.size, y.max() + 1))
    Y[np.arange(y.size), y] = 1
    return Y

# %% encode: a colon takes all rows
def my_encode(labels, n_classes):
    Y = np.zeros((labels.size, n_classes))
    for label in labels:
        Y[:, label] = 1
    return Y

# %% encode: 3 rows or 10 columns, whatever comes in
def my_encode(labels, n_classes):
    return np.eye(10)[labels]

# %% encode: 3 rows or 10 columns, whatever comes in
def my_encode(labels, n_classes):
    Y = np.zeros((3, 10))
    Y[0, 3] = Y[1, 0] = Y[2, 4] = 1
    return Y

# %% encode: Is it an endless loop?
def my_encode(labels, n_classes):
    Y = np.zeros((len(labels), n_classes))
    i = 0
    while i < len(labels):
        Y[i, labels[i]] = 1
    return Y

# %% encode: line 6: Y[i, labels[i]] = 1
def my_encode(labels, n_classes):
    Y = np.zeros(len(labels), n_classes) if n_classes < 0 else np.zeros(len(labels))
    for i in range(len(labels)):
        Y[i, labels[i]] = 1
    return Y

# %% encode: returns nothing
def my_encode(labels, n_classes):
    Y = np.zeros((len(labels), n_classes))
    Y[np.arange(len(labels)), labels] = 1
    print(Y)

# %% encode: writes into its input
def my_encode(labels, n_classes):
    Y = np.zeros((len(labels), n_classes))
    for i in range(len(labels)):
        Y[i, labels[i]] = 1
        labels[i] = -1
    return Y

# %% encode: sparse_output=False
def my_encode(labels, n_classes):
    from sklearn.preprocessing import OneHotEncoder

    return OneHotEncoder(categories=[range(n_classes)]).fit_transform(labels[:, None])

# %% encode: All rows are the same list
def my_encode(labels, n_classes):
    Y = [[0] * n_classes] * len(labels)
    for i, label in enumerate(labels):
        Y[i][label] = 1
    return Y

# %% encode: A row has no 1 in it
def my_encode(labels, n_classes):
    Y = np.zeros((len(labels), n_classes))
    for i in range(len(labels)):
        Y[i, labels[i]] = 1
        return Y

# %% encode: A row has no 1 in it
def my_encode(labels, n_classes):
    Y = np.zeros((len(labels), n_classes))
    for i in range(1, len(labels)):
        Y[i, labels[i]] = 1
    return Y

# %% encode: A row has no 1 in it
def my_encode(labels, n_classes):
    Y = [[0] * n_classes for label in labels]
    for i in range(len(labels) - 1):
        Y[i][labels[i]] = 1
    return Y

# %% bad_labels: asks an array for one yes or no
def my_bad_labels(labels, n_classes):
    if labels < 0 or labels >= n_classes:
        return np.arange(len(labels))

# %% bad_labels: It stops at the first one
def my_bad_labels(labels, n_classes):
    for i, label in enumerate(labels):
        if label < 0 or label >= n_classes:
            return [i]
    return []

# %% bad_labels: the same for every input
def my_bad_labels(labels, n_classes):
    return np.array([1, 3])

# %% bad_labels: Is it an endless loop?
def my_bad_labels(labels, n_classes):
    found, i = [], 0
    while i < len(labels):
        if labels[i] < 0 or labels[i] >= n_classes:
            found.append(i)
            i += 1
    return found

# %% bad_labels: the second place is lost
def my_bad_labels(labels, n_classes):
    labels = list(labels)
    return [labels.index(label) for label in labels if label < 0 or label >= n_classes]

# %% bad_labels: A set has no order
def my_bad_labels(labels, n_classes):
    return {i for i, label in enumerate(labels) if label < 0 or label >= n_classes}

# %% bad_labels: not in rising order
def my_bad_labels(labels, n_classes):
    return list(np.where(labels < 0)[0]) + list(np.where(labels >= n_classes)[0])

# %% bad_labels: a chain such as 0 < x < 1
def my_bad_labels(labels, n_classes):
    return np.flatnonzero(not 0 <= labels < n_classes)

# %% picked: the same for every input
def my_picked(P, Y):
    return np.array([0.7, 0.3])

# %% picked: writes into its input
def my_picked(P, Y):
    P *= Y
    return P.sum(axis=1)

# %% picked: line 4: p = P[i] @ Y[:, i]
def my_picked(P, Y):
    p = P[i] @ Y[:, i]
    return p

# %% codeword: Rows that lie close are mistaken
def my_codeword(digit):
    return [digit // 2, digit % 2]

# %% codeword: the row of 0 has 10 numbers
def my_codeword(digit):
    return np.eye(10)[digit]

# %% codeword: 1 and 4 have the same row
def my_codeword(digit):
    loop = digit in (0, 6, 8, 9)
    straight = digit in (1, 4, 7)
    top = digit in (2, 3, 5, 7)
    round_below = digit in (0, 3, 5, 6, 8)
    round_above = digit in (0, 2, 3, 8, 9)
    foot = digit == 2
    return [loop, straight, top, round_below, round_above, foot]

# %% codeword: should be finite numbers
def my_codeword(digit):
    return ["loop"] if digit in (0, 6, 8, 9) else ["none"]

# %% codeword: returned None
def my_codeword(digit):
    row = [digit % 2, digit // 2]

# %% codeword: two different rows
def my_codeword(digit):
    return np.random.normal(size=6)

# %% codeword: the row of 1 has 2 numbers
def my_codeword(digit, row=[]):
    row.append(digit)
    return list(row)

# %% codeword: the row of 0 is [[1, 2], [3]], and it should be finite numbers
def my_codeword(digit):
    return [[digit + 1, 2], [3]]
