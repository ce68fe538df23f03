# Wrong answers to the exercises of notebook 01. Heading of a cell: the check, and a part of the hint it should give.

# %% pixel_place: something like (0, 0)
my_pixel_place = 500 / 28

# %% pixel_place: two whole numbers
my_pixel_place = (500 / 28, 500 % 28)

# %% pixel_place: The row is right
my_pixel_place = (17, 25)

# %% pixel_place: The column is right
my_pixel_place = (16, 24)

# %% pixel_place: A row holds 28 pixels
my_pixel_place = divmod(500, 27)

# %% mean_digit: divided by the number of all rows
def my_mean_digit(X, y, digit):
    return np.where(y[:, None] == digit, X, 0).mean(axis=0)

# %% mean_digit: Or does a loop go too far?
def my_mean_digit(X, y, digit):
    total, there = 0, 0
    for k in range(len(X) + 1):
        if y[k] == digit:
            total, there = total + X[k], there + 1
    return total / there

# %% mean_digit: It writes into its input
def my_mean_digit(X, y, digit):
    X[y != digit] = 0
    return X.sum(axis=0) / np.sum(y == digit)

# %% mean_digit: It prints its result
def my_mean_digit(X, y, digit):
    print(X[y == digit].mean(axis=0))

# %% mean_digit: twelve random digits
def my_mean_digit(X, y, digit):
    return np.array([0.3, 0.5])  # as in the task

# %% mean_digit: Is it an endless loop?
def my_mean_digit(X, y, digit):
    total, there, k = 0, 0, 0
    while k != len(X):
        if y[k] != digit:
            continue
        total = total + X[k]
        there += 1
        k += 1
    return total / there

# %% mean_digit: or by a 3 that is written in
def my_mean_digit(X, y, digit):
    return X[y == 3].mean(axis=0)

# %% mean_digit: can choose rows
def my_mean_digit(X, y, digit):
    return (X * (y == digit)).sum(axis=0) / np.sum(y == digit)

# %% mean_digit: 784 (or 28 × 28) is written in
def my_mean_digit(X, y, digit):
    total, there = np.zeros(784), 0
    for x, label in zip(X, y):
        if label == digit:
            total += x
            there += 1
    return total / there

# %% mean_digit: 784 (or 28 × 28) is written in
def my_mean_digit(X, y, digit):
    return X[y == digit].mean(axis=0).reshape(28, 28)

# %% centre: the quiet leak
def my_centre(X_train, X_test):
    total = X_train.sum(axis=0) + X_test.sum(axis=0)
    mu = total / (len(X_train) + len(X_test))
    return X_train - mu, X_test - mu

# %% centre: subtracted the wrong way round
def my_centre(X_train, X_test):
    mu = X_train.mean(0)
    return mu - X_train, mu - X_test

# %% centre: Some of it is no number
def my_centre(X_train, X_test):
    mu, sd = X_train.mean(axis=0), (X_train * 0).std(axis=0)
    return (X_train - mu) / sd, (X_test - mu) / sd

# %% centre: A tuple of 2 was expected
def my_centre(X_train, X_test):
    return X_train - X_train.mean(axis=0)

# %% centre: was the mean taken again
def my_centre(X_train, X_test):
    X_train = X_train - X_train.mean(axis=0)
    X_test = X_test - X_train.mean(axis=0)
    return X_train, X_test

# %% stratify: not equally many of each digit
def my_stratify(labels, of_each, rng):
    order = rng.permutation(len(labels))
    return order[: 10 * of_each]

# %% stratify: not equally many of each digit
def my_stratify(labels, of_each, rng):
    return np.arange(len(labels))[-10 * of_each :]

# %% stratify: The test is the same whatever `rng` is
def my_stratify(labels, of_each, rng):
    test = []
    for digit in range(10):
        test.extend(np.where(labels == digit)[0][:of_each])
    return test

# %% stratify: The test is the same whatever `rng` is
def my_stratify(labels, of_each, rng):
    mine = np.random.default_rng(0)
    return np.concatenate([mine.permutation(np.flatnonzero(labels == d))[:of_each] for d in range(10)])

# %% stratify: it draws from another source
def my_stratify(labels, of_each, rng):
    test = []
    for digit in range(10):
        rows = np.flatnonzero(labels == digit)
        np.random.shuffle(rows)
        test += list(rows[:of_each])
    return np.array(test)

# %% stratify: Some rows come twice
def my_stratify(labels, of_each, rng):
    parts = [rng.choice(np.flatnonzero(labels == d), of_each) for d in range(10)]
    return np.concatenate(parts)

# %% stratify: Some rows come twice
def my_stratify(labels, of_each, rng):
    test = []
    for d in range(10):
        test.extend(rng.permutation(np.sum(labels == d))[:of_each])
    return test

# %% stratify: Row numbers are wanted
def my_stratify(labels, of_each, rng):
    test = np.zeros(len(labels), dtype=bool)
    for d in range(10):
        test[rng.permutation(np.flatnonzero(labels == d))[:of_each]] = True
    return test

# %% stratify: but not `of_each`
def my_stratify(labels, of_each, rng):
    return np.array([rng.permutation(np.flatnonzero(labels == d))[0] for d in range(10)])

# %% stratify: Is it an endless loop?
def my_stratify(labels, of_each, rng):
    test = []
    while len(test) < 10 * of_each:
        k = rng.integers(len(labels))
        if k not in test and np.sum(labels[test] == labels[k]) < of_each - 1:
            test.append(k)
    return test

# %% stratify: the right answer, but what was handed in is changed
def my_stratify(labels, of_each, rng):
    test = []
    for d in range(10):
        for k in rng.permutation(np.flatnonzero(labels == d))[:of_each]:
            test.append(k)
            labels[k] = -1  # taken
    return test

# %% stratify: Some digits have no row at all
def my_stratify(labels, of_each, rng):
    test = []
    for digit in range(9):
        test.extend(rng.permutation(np.flatnonzero(labels == digit))[:of_each])
    return test

# %% stratify: is the return after the loop
def my_stratify(labels, of_each, rng):
    test = []
    for digit in range(10):
        test.extend(rng.permutation(np.flatnonzero(labels == digit))[:of_each])
        return test

# %% stratify: rng.shuffle and append work in place
def my_stratify(labels, of_each, rng):
    test = []
    for digit in range(10):
        rows = rng.shuffle(np.flatnonzero(labels == digit))
        test.extend(rows[:of_each])
    return test

# %% stratify: the result of rng.permutation not used
def my_stratify(labels, of_each, rng):
    test = []
    for digit in range(10):
        rows = np.flatnonzero(labels == digit)
        rng.permutation(rows)
        test.extend(rows[:of_each])
    return test

# %% stratify: np.concatenate joins
def my_stratify(labels, of_each, rng):
    return np.array([rng.permutation(np.where(labels == digit)[0])[:of_each] for digit in range(10)])

# %% stratify: are numbered from 0 to 49
def my_stratify(labels, of_each, rng):
    return np.concatenate([500 * digit + rng.permutation(500)[:of_each] for digit in range(10)])

# %% stratify: parts of different lengths
def my_stratify(labels, of_each, rng):
    return [rng.permutation(np.flatnonzero(labels == digit))[: of_each + digit] for digit in range(10)]

# %% classifier: right by chance
def my_classifier(X, y, X_new):
    return np.full(len(X_new), 7)

# %% classifier: right by chance
def my_classifier(X, y, X_new):
    return np.random.default_rng(3).choice(y, len(X_new))

# %% classifier: is the least similar taken
def my_classifier(X, y, X_new):
    means = np.array([X[y == d].mean(axis=0) for d in range(10)])
    return np.array([np.argmax(((means - x) ** 2).sum(axis=1)) for x in X_new])

# %% classifier: a row number for a label
def my_classifier(X, y, X_new):
    squares = np.sum(X * X, axis=1)
    return np.argmin(squares - 2 * X_new @ X.T, axis=1)

# %% classifier: What else tells digits apart
def my_classifier(X, y, X_new):
    ink = np.array([X[y == d].sum(axis=1).mean() for d in range(10)])
    return np.abs(X_new.sum(axis=1)[:, None] - ink).argmin(axis=1)

# %% classifier: The guesses are not numbers
def my_classifier(X, y, X_new):
    means = [X[y == d].mean(axis=0) for d in range(10)]
    return [str(np.argmin([np.sum((x - m) ** 2) for m in means])) for x in X_new]

# %% classifier: (3500,) came
def my_classifier(X, y, X_new):
    means = np.array([X[y == d].mean(axis=0) for d in range(10)])
    return np.array([((means - x) ** 2).sum(axis=1).argmin() for x in X])

# %% classifier: line 7: return distance.argmin(axis=1)
def my_classifier(X, y, X_new):
    means = [X[y == d].mean(axis=0) for d in range(10)]
    # of each new digit from each mean
    distance = [[np.sum((x - m) ** 2) for m in means] for x in X_new]
    return distance.argmin(axis=1)

# %% classifier: It is slow, or its loop is endless
def my_classifier(X, y, X_new):
    guesses = []
    for new in X_new:
        nearest, smallest = 0, np.inf
        for k in range(len(X)):
            distance = sum((a - b) ** 2 for a, b in zip(X[k], new))
            if distance < smallest:
                nearest, smallest = k, distance
        guesses.append(y[nearest])
    return guesses

# %% classifier: which of the ten it is
def my_classifier(X, y, X_new):
    means = np.array([X[y == digit].mean(axis=0) for digit in range(10)])
    return X_new @ means.T
