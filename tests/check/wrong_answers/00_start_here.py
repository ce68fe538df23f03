# Wrong answers to the exercises of notebook 00. Heading of a cell: the check, and a part of the hint it should give.

# %% one_letter: One in ten is for ten possible answers
my_one_letter = 0.1 * 1300

# %% one_letter: the digits of this page
my_one_letter = 100

# %% one_letter: how many letters the alphabet has
my_one_letter = 26

# %% one_letter: the ones it gets wrong
my_one_letter = 1300 / 26 * 25

# %% one_letter: That is the share
my_one_letter = 1 / 26

# %% one_letter: Not even one?
my_one_letter = 0

# %% share_right: divided by the number of all digits
def my_share_right(guesses, labels, digit):
    read = 0
    for guess, label in zip(guesses, labels):
        if guess == label == digit:
            read += 1
    return read / len(labels)

# %% share_right: Asked is the other way round
def my_share_right(guesses, labels, digit):
    said = guesses == digit
    return np.sum(said & (labels == digit)) / max(1, np.sum(said))

# %% share_right: `digit` has no effect
def my_share_right(guesses, labels, digit):
    return np.mean(guesses == labels)

# %% share_right: not yet the share
def my_share_right(guesses, labels, digit):
    count = 0
    for k in range(len(labels)):
        if labels[k] == digit and guesses[k] == digit:
            count = count + 1
    return count

# %% share_right: the share it gets wrong
def my_share_right(guesses, labels, digit):
    mine = labels == digit
    return np.sum(guesses[mine] != labels[mine]) / np.sum(mine)

# %% share_right: how often the network says
def my_share_right(guesses, labels, digit):
    return len(guesses[guesses == digit]) / len(guesses)

# %% share_right: The guesses have no effect
def my_share_right(guesses, labels, digit):
    return np.bincount(labels, minlength=10)[digit] / len(labels)

# %% share_right: in percent
def my_share_right(guesses, labels, digit):
    mine = guesses[labels == digit]
    return 100 * len(mine[mine == digit]) / len(mine)

# %% share_right: divided with //
def my_share_right(guesses, labels, digit):
    rows = np.flatnonzero(labels == digit)
    return (guesses[rows] == digit).sum() // len(rows)

# %% share_right: It prints its result
def my_share_right(guesses, labels, digit):
    mine = labels == digit
    print(np.mean(guesses[mine] == digit))

# %% share_right: line 4: return np.mean(right[digit] for right in guesses)
def my_share_right(guesses, labels, digit):
    return np.mean(right[digit] for right in guesses)

# %% share_right: Is it an endless loop?
def my_share_right(guesses, labels, digit):
    k, read, there = 0, 0, 0
    while k < len(labels):
        if labels[k] == digit:
            there += 1
            read += guesses[k] == digit
            k += 1
    return read / there

# %% share_right: six digits: guesses
def my_share_right(guesses, labels, digit):
    return 2 / 3  # as in the task

# %% share_right: It writes into its input
def my_share_right(guesses, labels, digit):
    guesses -= digit
    return np.mean(guesses[labels == digit] == 0)

# %% share_right: It returns None
def my_share_right(guesses, labels, digit):
    there = read = 0
    for guess, label in zip(guesses, labels):
        if label == digit:
            there += 1
            read += guess == digit
    share = read / there

# %% sixty_epochs: so few epochs
my_sixty_epochs = (20, 0.8, 0)

# %% sixty_epochs: so slowly that the epochs run out
my_sixty_epochs = (60, 0.8, 1)

# %% sixty_epochs: so slowly
my_sixty_epochs = (60, 0.01, 0)

# %% sixty_epochs: they overshoot
my_sixty_epochs = (60, 20.0, 0)

# %% sixty_epochs: every nudge goes the wrong way
my_sixty_epochs = (60, -0.8, 0)

# %% sixty_epochs: a learning rate of 0 nudges nothing
my_sixty_epochs = (60, 0, 0)

# %% sixty_epochs: A whole number from 1 to 60
my_sixty_epochs = (500, 0.8, 0)

# %% sixty_epochs: they overshoot
my_sixty_epochs = (60, 1e9, 0)

# %% sixty_epochs: Three numbers are asked for
my_sixty_epochs = (60, 2)

# %% sixty_epochs: something like
my_sixty_epochs = 2.0

# %% one_letter: as if every guess were right
my_one_letter = 26 * 50

# %% one_letter: The letters are 1,300
my_one_letter = 1000 / 26

# %% one_letter: the share in percent
my_one_letter = 3.85

# %% share_right: and then counted apart
def my_share_right(guesses, labels, digit):
    said = there = 0
    for guess in guesses:
        said += guess == digit
    for label in labels:
        there += label == digit
    return said / there

# %% share_right: where both are `digit` or neither is
def my_share_right(guesses, labels, digit):
    return np.mean((guesses == digit) == (labels == digit))

# %% share_right: the mean of the guesses themselves
def my_share_right(guesses, labels, digit):
    return guesses[labels == digit].mean()

# %% share_right: These are the rows, right or wrong
def my_share_right(guesses, labels, digit):
    return np.array([guess == label for guess, label in zip(guesses, labels) if label == digit])

# %% share_right: It answers for all ten digits
def my_share_right(guesses, labels, digit):
    return [np.mean(guesses[labels == d] == d) for d in range(10)]

# %% share_right: or by a 3 that is written in
def my_share_right(guesses, labels, digit):
    threes = labels == 3
    return np.sum(guesses[threes] == 3) / np.sum(threes)

# %% share_right: the guess in that row, whatever stands there
def my_share_right(guesses, labels, digit):
    return float(guesses[digit] == labels[digit])

# %% share_right: a return within a loop ends the whole function
def my_share_right(guesses, labels, digit):
    there = read = 0
    for guess, label in zip(guesses, labels):
        if label == digit:
            there += 1
            read += guess == label
            return read / there

# %% share_right: hand on the number as it is
def my_share_right(guesses, labels, digit):
    return np.round(np.mean(guesses[labels == digit] == digit), 2)

# %% share_right: mind the brackets
def my_share_right(guesses, labels, digit):
    return np.sum(guesses == digit & labels == digit) / np.sum(labels == digit)

# %% share_right: Lists have a count
def my_share_right(guesses, labels, digit):
    return guesses.count(digit) / labels.count(digit)

# %% share_right: Compare row with row
def my_share_right(guesses, labels, digit):
    mine = labels[labels == digit]
    return np.mean(guesses == mine)

# %% share_right: Compare row with row
def my_share_right(guesses, labels, digit):
    mine = guesses[labels == digit]
    return np.mean(mine == labels)

# %% sixty_epochs: The order is (epochs, learning rate, seed)
my_sixty_epochs = (0.8, 60, 0)
