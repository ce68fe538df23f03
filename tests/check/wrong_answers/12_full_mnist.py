# Wrong answers to the exercises of notebook 12. Heading of a cell: the check, and a part of the hint it should give.

# %% shift: np.roll wraps round
def my_shift(X, down, right):
    images = X.reshape(-1, 28, 28)
    images = np.roll(np.roll(images, down, 1), right, 2)
    return images.reshape(len(X), 784)

# %% shift: in another shape
def my_shift(X, down, right):
    big = np.zeros((len(X), 40, 40))
    big[:, 6 + down : 34 + down, 6 + right : 34 + right] = X.reshape(-1, 28, 28)
    return big[:, 6:34, 6:34]

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

# %% shuffled: This is the way back
def my_shuffled(W, order):
    new = np.zeros_like(W)
    for k, place in enumerate(order):
        new[place] = W[k]
    return new

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

# %% shuffled: endless loop
def my_shuffled(W, order):
    rows, k = [], 0
    while len(order) > k:
        rows.append(W[order[k]])
        rows = rows[-len(order):]
    return np.array(rows)

# %% schedule: has not come down to the last rate
def my_schedule(epochs, first, last):
    factor = (last / first) ** (1 / epochs)
    rates = [first]
    for _ in range(epochs - 1):
        rates.append(rates[-1] * factor)
    return rates

# %% schedule: A single epoch has no step in it
def my_schedule(epochs, first, last):
    return first * (last / first) ** (np.arange(epochs) / np.float64(epochs - 1))

# %% schedule: endless loop
def my_schedule(epochs, first, last):
    rates, rate = [], first
    while rate >= last:
        rates.append(rate)
        rate = max(rate * (last / first) ** (1 / max(epochs - 1, 1)), last)
    return rates

# %% schedule: prints its result
def my_schedule(epochs, first, last):
    for k in range(epochs):
        print(first * (last / first) ** (k / max(1, epochs - 1)))

# %% schedule: The rate stays the same
def my_schedule(epochs, first, last):
    return np.where(np.arange(epochs) < 2 * epochs / 3, first, first / 5)

# %%
from helpers.layers import SoftmaxCrossEntropy, mlp
from helpers.model import Model
from helpers.optimizers import SGD, Adam

# %% recipe: little more than guessing
def my_recipe(X, y):
    return Model(mlp((784, 16, 10), np.random.default_rng(0)), SoftmaxCrossEntropy())

# %% recipe: have its own label
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

# %% updates: a few digits are left over
my_updates = 60_000 / 256

# %% shift: A slice like
def my_shift(X, down, right):
    A = X.reshape(-1, 28, 28); B = np.zeros_like(A)
    B[:, down:, right:] = A[:, :28 - down, :28 - right]
    return B.reshape(-1, 784)

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

# %% schedule: one rate for each epoch, first and last
def my_schedule(epochs, first, last):
    rates = [first * (last / first) ** (k / max(epochs - 1, 1)) for k in range(epochs)]
    return np.array(rates[1:])

# %% recipe: trained on standardized pixels
from helpers.layers import SoftmaxCrossEntropy, mlp
from helpers.model import Model
from helpers.optimizers import Adam
def my_recipe(X, y):
    m = Model(mlp((784, 128, 64, 10), np.random.default_rng(0)), SoftmaxCrossEntropy())
    return m.fit((X - X.mean()) / X.std(), y, Adam(), 10, batch_size=128, rng=np.random.default_rng(1))

# %% shift: Which values of down and right is your slice made for?
def my_shift(X, down, right):
    old, new = X.reshape(-1, 28, 28), np.zeros((len(X), 28, 28))
    new[:, down:] = old[:, :-down]
    return np.roll(new, right, axis=2).reshape(-1, 784)

# %% recipe: the trained model itself
def my_recipe(X, y):
    Model(mlp((784, 16, 10), np.random.default_rng(0)), SoftmaxCrossEntropy()).fit(X, y, Adam(), epochs=1)
    return Model
