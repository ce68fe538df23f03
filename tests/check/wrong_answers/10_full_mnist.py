# Wrong answers to the exercises of notebook 10. Heading of a cell: the check, and a part of the hint it should give.

# %% updates: A few digits are left over
my_updates = 60_000 // 256 * 10

# %% updates: no fraction of an update
my_updates = 10 * 60_000 / 256

# %% updates: no fraction of an update
my_updates = round(10 * 60_000 / 256)

# %% updates: That is one epoch
my_updates = 235

# %% updates: Half of 4,690 is nearly it
my_updates = 4690 // 2

# %% updates: are fewer, not more
my_updates = 2 * 4690

# %% shift: np.roll wraps round
def my_shift(X, down, right):
    images = X.reshape(-1, 28, 28)
    images = np.roll(np.roll(images, down, 1), right, 2)
    return images.reshape(len(X), 784)

# %% shift: what leaves one line of the picture enters the next
def my_shift(X, down, right):
    return np.array([np.roll(row, 28 * down + right) for row in X])

# %% shift: as one long row
def my_shift(X, down, right):
    return np.roll(X, right + down * 28)

# %% shift: It moves the other way
def my_shift(X, down, right):
    padded = np.pad(X.reshape(-1, 28, 28), ((0, 0), (5, 5), (5, 5)))
    return padded[:, 5 + down : 33 + down, 5 + right : 33 + right].reshape(-1, 784)

# %% shift: Down and right are exchanged
def my_shift(X, down, right):
    big = np.zeros((len(X), 40, 40))
    big[:, 6 + right : 34 + right, 6 + down : 34 + down] = X.reshape(-1, 28, 28)
    return big[:, 6:34, 6:34].reshape(-1, 784)

# %% shift: in another shape
def my_shift(X, down, right):
    big = np.zeros((len(X), 40, 40))
    big[:, 6 + down : 34 + down, 6 + right : 34 + right] = X.reshape(-1, 28, 28)
    return big[:, 6:34, 6:34]

# %% shift: A slice like
def my_shift(X, down, right):
    old, new = X.reshape(-1, 28, 28), np.zeros((len(X), 28, 28))
    new[:, down:, right:] = old[:, :-down, :-right] if down and right else 0
    return new.reshape(-1, 784)

# %% shift: line 5: new[:, down:, right:] = old[:, :-down, :-right]
def my_shift(X, down, right):
    old, new = X.reshape(-1, 28, 28), np.zeros((len(X), 28, 28))
    new[:, down:, right:] = old[:, :-down, :-right]
    return new.reshape(-1, 784)

# %% shift: writes into its input
def my_shift(X, down, right):
    images = X.reshape(-1, 28, 28)
    moved = np.roll(images, (down, right), axis=(1, 2))
    if down > 0: moved[:, :down] = 0
    if down < 0: moved[:, down:] = 0
    if right > 0: moved[:, :, :right] = 0
    if right < 0: moved[:, :, right:] = 0
    images[...] = moved
    return images.reshape(-1, 784)

# %% shift: [:-n] is empty
def my_shift(X, down, right):
    old, new = X.reshape(-1, 28, 28), np.zeros((len(X), 28, 28))
    new[:, down:, right:] = old[:, :-down, :-right]
    return new.reshape(-1, 784)

# %% shift: np.roll wraps round
def my_shift(X, down, right):
    images = np.roll(X.reshape(-1, 28, 28), down, axis=1)
    return np.roll(images, right, axis=2).reshape(X.shape)

# %% shift: It goes up where it should go down
def my_shift(X, down, right):
    big = np.zeros((len(X), 40, 40))
    big[:, 6 - down : 34 - down, 6 + right : 34 + right] = X.reshape(-1, 28, 28)
    return big[:, 6:34, 6:34].reshape(-1, 784)

# %% shuffled: This is the way back
def my_shuffled(W, order):
    new = np.zeros_like(W)
    for k, place in enumerate(order):
        new[place] = W[k]
    return new

# %% shuffled: The units are put into another order
def my_shuffled(W, order):
    return W.T[order].T

# %% shuffled: the weights as they were
def my_shuffled(W, order):
    return W

# %% shuffled: an order of your own
def my_shuffled(W, order):
    return np.random.default_rng(0).permutation(W)

# %% shuffled: The numbers are right and lie on their side
def my_shuffled(W, order):
    return W[order].T

# %% shuffled: writes into its input
def my_shuffled(W, order):
    W[:] = W[order]
    return W

# %% shuffled: Input     as many units as pixels
def my_shuffled(W, order):
    if len(W) == 3:
        return np.array([[8.0, 9, 10, 11], [0, 1, 2, 3], [4, 5, 6, 7]])
    return W

# %% shuffled: endless loop
def my_shuffled(W, order):
    rows, k = [], 0
    while len(order) > k:
        rows.append(W[order[k]])
        rows = rows[-len(order):]
    return np.array(rows)

# %% shuffled: Shuffled twice
def my_shuffled(W, order):
    W = W[order]
    return W[order]

# %% schedule: by the same amount
def my_schedule(epochs, first, last):
    step = (first - last) / max(epochs - 1, 1)
    return np.array([first - k * step for k in range(epochs)])

# %% schedule: has not come down to the last rate
def my_schedule(epochs, first, last):
    factor = (last / first) ** (1 / epochs)
    rates = [first]
    for _ in range(epochs - 1):
        rates.append(rates[-1] * factor)
    return rates

# %% schedule: The first epoch has a smaller rate already
def my_schedule(epochs, first, last):
    return first * (last / first) ** (np.arange(1, epochs + 1) / epochs)

# %% schedule: A single epoch has no step in it
def my_schedule(epochs, first, last):
    factor = (last / first) ** (1 / (epochs - 1))
    return [first * factor**k for k in range(epochs)]

# %% schedule: A single epoch has no step in it
def my_schedule(epochs, first, last):
    return first * (last / first) ** (np.arange(epochs) / np.float64(epochs - 1))

# %% schedule: It rises
def my_schedule(epochs, first, last):
    t = np.linspace(1, 0, epochs)
    return first**(1 - t) * last**t

# %% schedule: endless loop
def my_schedule(epochs, first, last):
    rates, rate = [], first
    while rate >= last:
        rates.append(rate)
        rate = max(rate * (last / first) ** (1 / max(epochs - 1, 1)), last)
    return rates

# %% schedule: one rate for each epoch
def my_schedule(epochs, first, last):
    return first * (last / first) ** ((epochs - 1) / max(epochs - 1, 1))

# %% schedule: prints its result
def my_schedule(epochs, first, last):
    for k in range(epochs):
        print(first * (last / first) ** (k / max(1, epochs - 1)))

# %% schedule: The rate stands still
def my_schedule(epochs, first, last):
    return np.where(np.arange(epochs) < 2 * epochs / 3, first, first / 5)

# %%
from helpers.layers import SoftmaxCrossEntropy, mlp
from helpers.model import Model
from helpers.optimizers import SGD, Adam

# %% recipe: little more than guessing
def my_recipe(X, y):
    return Model(mlp((784, 16, 10), np.random.default_rng(0)), SoftmaxCrossEntropy())

# %% recipe: stand beside its own label
def my_recipe(X, y):
    X = np.random.default_rng(1).permutation(X)
    model = Model(mlp((784, 32, 10), np.random.default_rng(0)), SoftmaxCrossEntropy())
    return model.fit(X, y, Adam(), 5, batch_size=64, rng=np.random.default_rng(1))

# %% recipe: needs more updates
def my_recipe(X, y):
    model = Model(mlp((784, 32, 10), np.random.default_rng(0)), SoftmaxCrossEntropy())
    model.fit(X, y, Adam(), epochs=20)
    return model

# %% recipe: What is scarce is digits
def my_recipe(X, y):
    model = Model(mlp((784, 64, 10), np.random.default_rng(0)), SoftmaxCrossEntropy(), np.float32)
    return model.fit(X.astype(np.float32), y, Adam(), 12, batch_size=64, rng=np.random.default_rng(1))

# %% recipe: the trained model itself
def my_recipe(X, y):
    model = Model(mlp((784, 16, 10), np.random.default_rng(0)), SoftmaxCrossEntropy())
    model.fit(X, y, Adam(), epochs=1)

# %% recipe: : optimizer = Adam(learning_rte=0.001)
def my_recipe(X, y):
    model = Model(mlp((784, 16, 10), np.random.default_rng(0)), SoftmaxCrossEntropy())
    optimizer = Adam(learning_rte=0.001)
    return model.fit(X, y, optimizer, 5)

# %% recipe: stand beside its own label
def my_recipe(X, y):
    model = Model(mlp((784, 16, 10), np.random.default_rng(0)), SoftmaxCrossEntropy())
    return model.fit(X, y, SGD(0.0001), 3, batch_size=128, rng=np.random.default_rng(1))

# %% updates: a few digits are left over in it
my_updates = 60_000 / 256

# %% updates: one epoch, with mini-batches of 128
my_updates = 469

# %% updates: takes in a whole mini-batch
my_updates = 600_000

# %% updates: do not share a mini-batch
my_updates = 2343

# %% updates: make one mini-batch in each epoch
my_updates = (60_000 // 256 + 2) * 10

# %% updates: That is with mini-batches of 128. Here
my_updates = 469 * 10

# %% shift: A slice like
def my_shift(X, down, right):
    A = X.reshape(-1, 28, 28); B = np.zeros_like(A)
    B[:, down:, right:] = A[:, :28 - down, :28 - right]
    return B.reshape(-1, 784)

# %% shift: And np.roll wraps round
def my_shift(X, down, right):
    A = np.roll(X.reshape(-1, 28, 28), (right, down), axis=(1, 2))
    return A.reshape(-1, 784)

# %% shift: What comes in is not 0
def my_shift(X, down, right):
    P = np.pad(X.reshape(-1, 28, 28), ((0, 0), (3, 3), (3, 3)), mode="edge")
    return P[:, 3 - down:31 - down, 3 - right:31 - right].reshape(-1, 784)

# %% shift: has no place in the new one
def my_shift(X, down, right):
    A = X.reshape(-1, 28, 28); B = np.zeros_like(A)
    for r in range(28):
        for c_ in range(28):
            B[:, r + down, c_ + right] = A[:, r, c_]
    return B.reshape(-1, 784)

# %% shift: A negative index counts from the end
def my_shift(X, down, right):
    A = X.reshape(-1, 28, 28); B = np.zeros_like(A)
    for r in range(28):
        for c_ in range(28):
            if r + down < 28 and c_ + right < 28:
                B[:, r + down, c_ + right] = A[:, r, c_]
    return B.reshape(-1, 784)

# %% shift: still there as it was
def my_shift(X, down, right):
    A = X.reshape(-1, 28, 28); B = A.copy()
    for r in range(28):
        for c_ in range(28):
            if 0 <= r + down < 28 and 0 <= c_ + right < 28:
                B[:, r + down, c_ + right] = A[:, r, c_]
    return B.reshape(-1, 784)

# %% shift: A slice like
def my_shift(X, down, right):
    B = np.roll(X.reshape(-1, 28, 28), (down, right), axis=(1, 2))
    B[:, :down] = 0
    B[:, :, :right] = 0
    return B.reshape(-1, 784)

# %% shift: Does np.pad widen the first axis
def my_shift(X, down, right):
    P = np.pad(X.reshape(-1, 28, 28), 3)
    return P[:, 3 - down:31 - down, 3 - right:31 - right].reshape(-1, 784)

# %% shift: narrower than the move
def my_shift(X, down, right):
    P = np.pad(X.reshape(-1, 28, 28), ((0, 0), (1, 1), (1, 1)))
    return P[:, 1 - down:29 - down, 1 - right:29 - right].reshape(-1, 784)

# %% shift: It goes left
def my_shift(X, down, right):
    P = np.pad(X.reshape(-1, 28, 28), ((0, 0), (3, 3), (3, 3)))
    return P[:, 3 - down:31 - down, 3 + right:31 + right].reshape(-1, 784)

# %% schedule: The first epoch has a smaller rate already
def my_schedule(epochs, first, last):
    f = (last / first) ** (1 / max(epochs - 1, 1))
    return [first * f ** k for k in range(1, epochs + 1)]

# %% schedule: divided by the number of steps
def my_schedule(epochs, first, last):
    f = (last / first) ** 1 / (epochs - 1)
    return [first * f ** k for k in range(epochs)]

# %% schedule: a fifth each time
def my_schedule(epochs, first, last):
    return first / 5 ** np.arange(epochs)

# %% schedule: a tenth each time
def my_schedule(epochs, first, last):
    return first * 0.1 ** np.arange(epochs)

# %% schedule: the factor leads from the last rate
def my_schedule(epochs, first, last):
    f = (first / last) ** (1 / max(epochs - 1, 1))
    return [first * f ** k for k in range(epochs)]

# %% schedule: exponents of 10
def my_schedule(epochs, first, last):
    return np.logspace(first, last, epochs)

# %% schedule: One epoch has an array
def my_schedule(epochs, first, last):
    if epochs == 1: return first
    f = (last / first) ** (1 / (epochs - 1))
    return first * f ** np.arange(epochs)

# %% schedule: are they collected?
def my_schedule(epochs, first, last):
    for e in range(epochs):
        rate = first * (last/first)**(e/max(1, epochs-1))
    return rate

# %% schedule: one rate for each epoch, the first and the last
def my_schedule(epochs, first, last):
    rates = [first * (last / first) ** (k / max(epochs - 1, 1)) for k in range(epochs)]
    return np.array(rates[1:])

# %% recipe: on shifted and stretched pixels
from helpers.layers import SoftmaxCrossEntropy, mlp
from helpers.model import Model
from helpers.optimizers import Adam
def my_recipe(X, y):
    m = Model(mlp((784, 128, 64, 10), np.random.default_rng(0)), SoftmaxCrossEntropy())
    return m.fit((X - X.mean()) / X.std(), y, Adam(), 10, batch_size=128, rng=np.random.default_rng(1))

# %% shift: The row of 784 was moved as it is
def my_shift(X, down, right):
    moved, by = np.zeros_like(X), 28 * down + right
    if by > 0:
        moved[:, by:] = X[:, :-by]
    elif by < 0:
        moved[:, :by] = X[:, -by:]
    else:
        moved[:] = X
    return moved

# %% shift: Nothing has moved
def my_shift(X, down, right):
    moved = X.reshape(-1, 28, 28)
    moved[:, 0:down, 0:0] = 0
    return moved.reshape(-1, 784)
