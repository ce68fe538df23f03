# Wrong answers to the exercises of notebook 02. Heading of a cell: the check, and a part of the hint it should give.

# %% columns: Here the labels decide
my_columns = (3, 10)

# %% columns: Columns 0 to 6: how many
my_columns = (3, 6)

# %% columns: a column for each example
my_columns = (7, 3)

# %% columns: counts the labels
my_columns = (3, 3)

# %% columns: That is for 3, 0, 4
my_columns = (3, 5)

# %% columns: how many labels are there
my_columns = (7, 7)

# %% columns: Which column does the label 6 need
my_columns = (3, 9)

# %% columns: asks for something like (5, 10)
my_columns = 7

# %% encode: taken from the labels (max + 1)
def my_encode(y, n_classes):
    Y = np.zeros((y.size, y.max() + 1))
    Y[np.arange(y.size), y] = 1
    return Y

# %% encode: a column for each label that occurs
from sklearn.preprocessing import OneHotEncoder

def my_encode(labels, n_classes):
    encoder = OneHotEncoder(sparse_output=False)
    return encoder.fit_transform(labels.reshape(-1, 1))

# %% encode: a colon takes all rows
def my_encode(labels, n_classes):
    Y = np.zeros((labels.size, n_classes))
    for label in labels:
        Y[:, label] = 1
    return Y

# %% encode: One index takes a row
def my_encode(labels, n_classes):
    Y = np.zeros((labels.shape[0], n_classes))
    for label in labels:
        Y[label] = 1
    return Y

# %% encode: a column too far to the left
def my_encode(labels, n_classes):
    Y = np.zeros((len(labels), n_classes))
    for i, label in enumerate(labels):
        Y[i, label - 1] = 1
    return Y

# %% encode: The label itself is written
def my_encode(labels, n_classes):
    Y = np.zeros((len(labels), n_classes))
    for i in range(len(labels)):
        Y[i, labels[i]] = labels[i]
    return Y

# %% encode: Row and column are exchanged
def my_encode(labels, n_classes):
    Y = np.zeros((len(labels), n_classes))
    for i in range(len(labels)):
        Y[labels[i], i] = 1
    return Y

# %% encode: compared with the classes (n_classes,) entry by entry
def my_encode(labels, n_classes):
    classes = np.arange(n_classes)
    return (labels == classes).astype(float)

# %% encode: this is the transpose
def my_encode(labels, n_classes):
    Y = np.zeros((n_classes, len(labels)))
    for column, label in enumerate(labels):
        Y[label, column] = 1
    return Y

# %% encode: 3 rows or 10 columns whatever comes in
def my_encode(labels, n_classes):
    return np.eye(10)[labels]

# %% encode: 3 rows or 10 columns whatever comes in
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

# %% bad_labels: These are the labels that are bad
def my_bad_labels(labels, n_classes):
    return [k for k in labels if k < 0 or k >= n_classes]

# %% bad_labels: yes or no for each label
def my_bad_labels(labels, n_classes):
    return (labels < 0) | (labels > n_classes - 1)

# %% bad_labels: Negative labels are let through
def my_bad_labels(labels, n_classes):
    return [i for i, label in enumerate(labels) if label >= n_classes]

# %% bad_labels: too large are let through
def my_bad_labels(labels, n_classes):
    return [i for i, label in enumerate(labels) if label < 0]

# %% bad_labels: is 10 among them?
def my_bad_labels(labels, n_classes):
    found = []
    for i in range(len(labels)):
        if not 0 <= labels[i] <= n_classes:
            found.append(i)
    return found

# %% bad_labels: 0 is counted as bad
def my_bad_labels(labels, n_classes):
    found = []
    for i in range(len(labels)):
        if not 0 < labels[i] < n_classes:
            found.append(i)
    return found

# %% bad_labels: asks for both at once
def my_bad_labels(labels, n_classes):
    return [i for i, label in enumerate(labels) if label < 0 and label >= n_classes]

# %% bad_labels: np.where gives a tuple
def my_bad_labels(labels, n_classes):
    bad = np.logical_or(labels < 0, labels >= n_classes)
    return np.nonzero(bad)

# %% bad_labels: want one yes or no
def my_bad_labels(labels, n_classes):
    if labels < 0 or labels >= n_classes:
        return np.arange(len(labels))

# %% bad_labels: It stops at the first one
def my_bad_labels(labels, n_classes):
    for i, label in enumerate(labels):
        if label < 0 or label >= n_classes:
            return [i]
    return []

# %% bad_labels: the answer to the first example, whatever comes in
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

# %% picked: over the examples (axis 0)
def my_picked(P, Y):
    return np.sum(P * Y, 0)

# %% picked: All rows are added up into one number
def my_picked(P, Y):
    total = 0
    for p, y in zip(P, Y):
        total += p @ y
    return total

# %% picked: This is the table before the sum
def my_picked(P, Y):
    return np.where(Y == 1, P, 0)

# %% picked: divides by the number of classes
def my_picked(P, Y):
    return np.mean(P * Y, axis=-1)

# %% picked: the best guess, which need not be the truth
def my_picked(P, Y):
    return np.array([max(row) for row in P])

# %% picked: multiplies whole rows with whole columns
def my_picked(P, Y):
    return (P @ Y).sum(axis=1)

# %% picked: a number for every pair of examples
def my_picked(P, Y):
    return np.array([[p @ y for y in Y] for p in P])

# %% picked: These are the labels
def my_picked(P, Y):
    return np.array([list(y).index(1) for y in Y])

# %% picked: a number for every pair of examples
def my_picked(P, Y):
    labels = np.argmax(Y, axis=1)
    return P[:, labels]

# %% picked: The answer for these two examples is written in
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

# %% codeword: a quantity
def my_codeword(digit):
    return digit / 10

# %% codeword: Counting in twos
def my_codeword(digit):
    return [int(bit) for bit in format(digit, "04b")]

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

# %% columns: The shape of a table is two numbers
my_columns = (7,)

# %% encode: It needs one for each class
def my_encode(labels, n_classes):
    return np.eye(len(labels))[labels]

# %% encode: The label is taken for the number of the row too
def my_encode(labels, n_classes):
    Y = np.zeros((len(labels), n_classes))
    for i in labels:
        Y[i, i] = 1
    return Y

# %% encode: np.zeros((rows, columns))
def my_encode(labels, n_classes):
    Y = np.zeros(len(labels), n_classes)
    Y[np.arange(len(labels)), labels] = 1
    return Y

# %% encode: np.zeros_like(labels) has one axis
def my_encode(labels, n_classes):
    Y = np.zeros_like(labels)
    Y[np.arange(len(labels)), labels] = 1
    return Y

# %% encode: All labels are written into one row
def my_encode(labels, n_classes):
    Y = np.zeros(n_classes)
    Y[labels] = 1
    return Y

# %% encode: A column too many
def my_encode(labels, n_classes):
    Y = np.zeros((len(labels), n_classes + 1))
    Y[np.arange(len(labels)), labels] = 1
    return Y

# %% encode: Ones and zeros are exchanged
def my_encode(labels, n_classes):
    return (labels[:, None] != np.arange(n_classes)).astype(int)

# %% encode: The three labels of the lesson are written in
def my_encode(labels, n_classes):
    Y = np.zeros((3, n_classes))
    Y[np.arange(3), labels] = 1
    return Y

# %% encode: sparse_output=False
def my_encode(labels, n_classes):
    from sklearn.preprocessing import OneHotEncoder

    return OneHotEncoder(categories=[range(n_classes)]).fit_transform(labels[:, None])

# %% encode: All rows are one and the same list
def my_encode(labels, n_classes):
    Y = [[0] * n_classes] * len(labels)
    for i, label in enumerate(labels):
        Y[i][label] = 1
    return Y

# %% encode: A row has no one in it
def my_encode(labels, n_classes):
    Y = np.zeros((len(labels), n_classes))
    for i in range(len(labels)):
        Y[i, labels[i]] = 1
        return Y

# %% encode: A row has no one in it
def my_encode(labels, n_classes):
    Y = np.zeros((len(labels), n_classes))
    for i in range(1, len(labels)):
        Y[i, labels[i]] = 1
    return Y

# %% bad_labels: These are the good ones
def my_bad_labels(labels, n_classes):
    return [i for i in range(len(labels)) if labels[i] in range(n_classes)]

# %% bad_labels: Positions are counted from 0
def my_bad_labels(labels, n_classes):
    return [i for i, label in enumerate(labels, start=1) if label < 0 or label >= n_classes]

# %% bad_labels: That is how many they are
def my_bad_labels(labels, n_classes):
    return sum(label < 0 or label >= n_classes for label in labels)

# %% bad_labels: Ten classes are written in
def my_bad_labels(labels, n_classes):
    return [i for i, label in enumerate(labels) if label not in range(10)]

# %% bad_labels: their positions among all labels
def my_bad_labels(labels, n_classes):
    bad = labels[(labels < 0) | (labels >= n_classes)]
    return [i for i, _ in enumerate(bad)]

# %% bad_labels: the return stands in the loop
def my_bad_labels(labels, n_classes):
    found = []
    for i in range(len(labels)):
        if labels[i] < 0 or labels[i] >= n_classes:
            found.append(i)
        return found

# %% bad_labels: the second place is lost
def my_bad_labels(labels, n_classes):
    labels = list(labels)
    return [labels.index(label) for label in labels if label < 0 or label >= n_classes]

# %% bad_labels: takes them for positions
def my_bad_labels(labels, n_classes):
    found = []
    for i in labels:
        if labels[i] < 0 or labels[i] >= n_classes:
            found.append(i)
    return found

# %% bad_labels: append changes the list and returns None
def my_bad_labels(labels, n_classes):
    found = []
    for i in range(len(labels)):
        if not 0 <= labels[i] < n_classes:
            found = found.append(i)
    return found

# %% bad_labels: It does not join them
def my_bad_labels(labels, n_classes):
    return np.where(labels < 0)[0] + np.where(labels >= n_classes)[0]

# %% bad_labels: A set has no order
def my_bad_labels(labels, n_classes):
    return {i for i, label in enumerate(labels) if label < 0 or label >= n_classes}

# %% bad_labels: in another order
def my_bad_labels(labels, n_classes):
    return list(np.where(labels < 0)[0]) + list(np.where(labels >= n_classes)[0])

# %% picked: Here entry is to meet entry
def my_picked(P, Y):
    return P.dot(Y)

# %% picked: These are the best guesses
def my_picked(P, Y):
    return np.argmax(P, axis=1)

# %% picked: Y has no effect
def my_picked(P, Y):
    return np.sum(P, axis=1)

# %% picked: A difference does not pick
def my_picked(P, Y):
    return np.sum(P - Y, axis=1)

# %% picked: all the wrong answers together
def my_picked(P, Y):
    return (P * (1 - Y)).sum(axis=1)

# %% picked: One index takes whole rows
def my_picked(P, Y):
    return P[np.argmax(Y, axis=1)]

# %% picked: the first example alone
def my_picked(P, Y):
    for p, y in zip(P, Y):
        return p @ y

# %% picked: The five rows of the lesson
def my_picked(P, Y):
    return P[np.arange(5), Y.argmax(axis=1)]

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
