# Wrong answers to the exercises of notebook 00. Heading of a cell: the check, and a part of the hint it should give.

# %% one_letter: One in ten is for ten possible answers
my_one_letter = 0.1 * 1300

# %% share_right: divided by the number of all digits
def my_share_right(guesses, labels, digit):
    read = 0
    for guess, label in zip(guesses, labels):
        if guess == label == digit:
            read += 1
    return read / len(labels)

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

# %% share_right: It answers for all ten digits
def my_share_right(guesses, labels, digit):
    return [np.mean(guesses[labels == d] == d) for d in range(10)]

# %% share_right: or by a 3 that is written in
def my_share_right(guesses, labels, digit):
    threes = labels == 3
    return np.sum(guesses[threes] == 3) / np.sum(threes)

# %% share_right: the guess in row number
def my_share_right(guesses, labels, digit):
    return float(guesses[digit] == labels[digit])

# %% share_right: a return in a loop ends the function
def my_share_right(guesses, labels, digit):
    there = read = 0
    for guess, label in zip(guesses, labels):
        if label == digit:
            there += 1
            read += guess == label
            return read / there

# %% share_right: with each comparison in brackets
def my_share_right(guesses, labels, digit):
    return np.sum(guesses == digit & labels == digit) / np.sum(labels == digit)

# %% share_right: Lists have a method count
def my_share_right(guesses, labels, digit):
    return guesses.count(digit) / labels.count(digit)

# %% sixty_epochs: too few epochs
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

# %% sixty_epochs: Three numbers are wanted
my_sixty_epochs = (60, 2)

# %% sixty_epochs: something like
my_sixty_epochs = 2.0

# %% sixty_epochs: The order is (epochs, learning rate, seed)
my_sixty_epochs = (0.8, 60, 0)
