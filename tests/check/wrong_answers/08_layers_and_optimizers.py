# Wrong answers to the exercises of notebook 08. Heading of a cell: the check, and a part of the hint it should give.

# %%
from helpers.layers import Dense, ReLU, Sigmoid, mlp, uniform
from helpers.optimizers import SGD, Adam, Momentum

# %% growth: The variance is a quarter: and the spread?
my_growth = 4.08 / 4

# %% growth: It asks for one number, such as
my_growth = "2.04"

# %% adam: t is counted once per layer
def my_adam(parts, slopes, memory, learning_rate):
    out = []
    for i in range(len(parts)):
        memory["t"] = memory.get("t", 0) + 1
        t = memory["t"]
        memory[f"m{i}"] = 0.9 * memory.get(f"m{i}", 0) + 0.1 * slopes[i]
        memory[f"v{i}"] = 0.999 * memory.get(f"v{i}", 0) + 0.001 * slopes[i] ** 2
        mh = memory[f"m{i}"] / (1 - 0.9**t)
        vh = memory[f"v{i}"] / (1 - 0.999**t)
        out.append(parts[i] - learning_rate * mh / (np.sqrt(vh) + 1e-8))
    return out

# %% adam: The bias correction is missing
def my_adam(parts, slopes, memory, learning_rate):
    if not memory:
        memory["m"] = [np.zeros(len(p)) for p in parts]
        memory["v"] = [np.zeros(len(p)) for p in parts]
    for i, g in enumerate(slopes):
        memory["m"][i] = 0.9 * memory["m"][i] + (1 - 0.9) * g
        memory["v"][i] = 0.999 * memory["v"][i] + (1 - 0.999) * g * g
    return [p - learning_rate * m / (np.sqrt(v) + 1e-8) for p, m, v in zip(parts, memory["m"], memory["v"])]

# %% adam: Something is 0/0
def my_adam(parts, slopes, memory, learning_rate):
    t = memory.get("t", 0)
    new = []
    for i, (p, g) in enumerate(zip(parts, slopes)):
        m, v = memory.get(i, (0, 0))
        m, v = 0.9 * m + 0.1 * g, 0.999 * v + 0.001 * g**2
        memory[i] = m, v
        new.append(p - learning_rate * (m / (1 - 0.9**t)) / (np.sqrt(v / (1 - 0.999**t)) + 1e-8))
    memory["t"] = t + 1
    return new

# %% adam: It writes into the vectors handed over
def my_adam(parts, slopes, memory, learning_rate):
    memory["t"] = memory.get("t", 0) + 1
    t = memory["t"]
    for i in range(len(parts)):
        m, v = memory.get(i, (0, 0))
        m, v = 0.9 * m + 0.1 * slopes[i], 0.999 * v + 0.001 * slopes[i] ** 2
        memory[i] = m, v
        parts[i] -= learning_rate * (m / (1 - 0.9**t)) / (np.sqrt(v / (1 - 0.999**t)) + 1e-8)
    return parts

# %% adam: line 7: memory["t"] += 1
def my_adam(parts, slopes, memory, learning_rate):
    memory["t"] += 1
    return parts

# %% adam: It returns None
def my_adam(parts, slopes, memory, learning_rate):
    memory["t"] = memory.get("t", 0) + 1
    new = [p - learning_rate * np.sign(g) for p, g in zip(parts, slopes)]

# %% adam: 2 numbers came, and 4 were expected
def my_adam(parts, slopes, memory, learning_rate):
    return [np.array([0.9, 2.1])]

# %% Tanh: made of what went in
class my_Tanh:
    def forward(self, Z):
        self.Z = Z
        return np.tanh(Z)

    def backward(self, dA):
        return dA * (1 - self.Z * self.Z)

# %% Tanh: Two layers share one memory
class my_Tanh:
    def forward(self, Z):
        global A
        A = np.tanh(Z)
        return A

    def backward(self, dA):
        return dA * (1 - A**2)

# %% Tanh: too large for a computer
class my_Tanh:
    def forward(self, Z):
        up, down = np.exp(Z), np.exp(-Z)
        self.A = (up - down) / (up + down)
        return self.A

    def backward(self, dA):
        return dA * (1 - self.A**2)

# %% Tanh: It prints its result
class my_Tanh:
    def forward(self, Z):
        self.A = np.tanh(Z)
        print(self.A)

    def backward(self, dA):
        return dA * (1 - self.A**2)

# %% Tanh: It writes into its input
class my_Tanh:
    def forward(self, Z):
        self.A = np.tanh(Z)
        return self.A

    def backward(self, dA):
        dA *= 1 - self.A**2
        return dA

# %% Tanh: line 12: return dA * (1 - A**2)
class my_Tanh:
    def forward(self, Z):
        A = np.tanh(Z)
        return A

    def backward(self, dA):
        return dA * (1 - A**2)

# %% Tanh: without ( ) behind its name
class Tanh:
    def forward(self, Z):
        return np.tanh(Z)


my_Tanh = Tanh()

# %% Dropout: The others are not doubled
class my_Dropout:
    def __init__(self, rng):
        self.rng, self.training = rng, True

    def forward(self, A):
        if not self.training:
            self.mask = np.ones(A.shape)
            return A
        self.mask = self.rng.random(A.shape) > 0.5
        return A * self.mask

    def backward(self, dA):
        return dA * self.mask

# %% Dropout: It goes on dropping after training
class my_Dropout:
    def __init__(self, rng):
        self.rng, self.training = rng, True

    def forward(self, A):
        self.mask = 2.0 * self.rng.integers(0, 2, A.shape)
        return A * self.mask

    def backward(self, dA):
        return dA * self.mask

# %% Dropout: backward draws anew
class my_Dropout:
    def __init__(self, rng):
        self.rng, self.training = rng, True

    def forward(self, A):
        return 2 * A * (self.rng.random(A.shape) < 0.5) if self.training else A

    def backward(self, dA):
        return 2 * dA * (self.rng.random(dA.shape) < 0.5) if self.training else dA

# %% Dropout: still has the zeros of an earlier forward
class my_Dropout:
    def __init__(self, rng):
        self.rng, self.training = rng, True

    def forward(self, A):
        if self.training:
            self.keep = self.rng.random(A.shape) < 0.5
            return A * self.keep * 2
        return A

    def backward(self, dA):
        return dA * self.keep * 2

# %% Dropout: draw for each entry of A, not for each column
class my_Dropout:
    def __init__(self, rng):
        self.rng, self.training = rng, True

    def forward(self, A):
        self.scale = 2 * (self.rng.random(A.shape[1]) < 0.5) if self.training else 1
        return A * self.scale

    def backward(self, dA):
        return dA * self.scale

# %% Dropout: The same numbers become 0 each time
class my_Dropout:
    def __init__(self, rng):
        self.rng, self.training = rng, True
        self.mask = None

    def forward(self, A):
        if not self.training:
            self.used = np.ones(A.shape)
            return A
        if self.mask is None:
            self.mask = self.rng.random(A.shape) < 0.5
        self.used = self.mask * 2.0
        return A * self.used

    def backward(self, dA):
        return dA * self.used

# %% Dropout: from another generator than self.rng
class my_Dropout:
    def __init__(self, rng):
        self.rng, self.training = rng, True

    def forward(self, A):
        self.f = np.random.choice([0, 2], A.shape) if self.training else np.ones(A.shape)
        return A * self.f

    def backward(self, dA):
        return dA * self.f

# %% Dropout: here the others are doubled
class my_Dropout:
    def __init__(self, rng):
        self.rng, self.training = rng, True

    def forward(self, A):
        self.f = 2 * (self.rng.random(A.shape) < 0.5) if self.training else 0.5
        return A * self.f

    def backward(self, dA):
        return dA * self.f

# %% Dropout: What forward set to 0 cannot change the cost
class my_Dropout:
    def __init__(self, rng):
        self.rng, self.training = rng, True

    def forward(self, A):
        return A * 2 * (self.rng.random(A.shape) < 0.5) if self.training else A

    def backward(self, dA):
        return dA

# %% Dropout: Is it an endless loop?
class my_Dropout:
    def __init__(self, rng):
        self.rng, self.training = rng, True

    def forward(self, A):
        self.mask = np.ones(A.shape)
        i, j = self.rng.integers(0, A.shape[0]), self.rng.integers(0, A.shape[1])
        while self.training and self.mask.mean() > 0.5:   # until half of them are 0
            self.mask[i, j] = 0
        return A * self.mask * 2

    def backward(self, dA):
        return dA * self.mask * 2

# %% Dropout: It writes into its input
class my_Dropout:
    def __init__(self, rng):
        self.rng, self.training = rng, True

    def forward(self, A):
        self.mask = np.ones(A.shape)
        if self.training:
            self.mask = 2.0 * (self.rng.random(A.shape) < 0.5)
        A *= self.mask
        return A

    def backward(self, dA):
        return dA * self.mask

# %% Dropout: Nothing becomes 0 in training
class my_Dropout:
    def __init__(self, rng):
        self.rng, self.training = rng, True

    def forward(self, A):
        self.mask = np.ones(A.shape)
        if not self.training:
            self.mask = 2.0 * (self.rng.random(A.shape) < 0.5)
        return A * self.mask

    def backward(self, dA):
        return dA * self.mask

# %% three_epochs: not enough in three epochs
def my_three_epochs(rng):
    return mlp((784, 128, 64, 10), rng), SGD(0.1), 128

# %% three_epochs: more than a blind guess
def my_three_epochs(rng):
    return mlp((784, 64, 10), rng), Adam(1.0), 64

# %% three_epochs: or the first weights too large
def my_three_epochs(rng):
    layers = mlp((784, 100, 100, 100, 100, 10), rng, ReLU, uniform)
    return layers, SGD(0.001), 100

# %% three_epochs: only a few steps
def my_three_epochs(rng):
    return mlp((784, 128, 10), rng), Momentum(0.1), None

# %% three_epochs: they fold into one
def my_three_epochs(rng):
    return [Dense(784, 64, rng), Dense(64, 10, rng)], Adam(0.001), 32

# %% three_epochs: an object was expected, such as SGD(0.1)
def my_three_epochs(rng):
    return mlp((784, 32, 10), rng), SGD, 32

# %% three_epochs: 250,000 at most
def my_three_epochs(rng):
    return mlp((784, 1000, 10), rng), Adam(0.003), 32

# %% three_epochs: 2 things; three were expected
def my_three_epochs(rng):
    return mlp((784, 128, 10), rng), Adam(0.003)

# %% three_epochs: remembers the steps of another network
optimizer = Adam(0.003)


def my_three_epochs(rng):
    return mlp((784, 64, 10), rng), optimizer, 32

# %% three_epochs: a Dense layer gives 128 numbers, but the next takes 64
def my_three_epochs(rng):
    return [Dense(784, 128, rng), Sigmoid(), Dense(64, 10, rng)], Momentum(0.1), 32

# %% growth: for several layers together
my_growth = 2.04**6

# %% growth: With He's start the factor is 1
my_growth = 1.0

# %% growth: Is that in percent
my_growth = 204

# %% adam: and not of their squares
B1, B2, E = 0.9, 0.999, 1e-8
def my_adam(parts, slopes, memory, learning_rate):
    # forgot square
    memory["t"] = memory.get("t", 0) + 1; tt = memory["t"]
    out = []
    for k, (p, g) in enumerate(zip(parts, slopes)):
        m = memory[("m", k)] = B1 * memory.get(("m", k), 0) + (1 - B1) * g
        v = memory[("v", k)] = B2 * memory.get(("v", k), 0) + (1 - B2) * g
        out.append(p - learning_rate * (m / (1 - B1**tt)) / (np.sqrt(v / (1 - B2**tt)) + E))
    return out

# %% adam: Is the return inside the loop?
B1, B2, E = 0.9, 0.999, 1e-8
def my_adam(parts, slopes, memory, learning_rate):
    # return inside loop
    memory["t"] = memory.get("t", 0) + 1; tt = memory["t"]
    out = []
    for k, (p, g) in enumerate(zip(parts, slopes)):
        m = memory[("m", k)] = B1 * memory.get(("m", k), 0) + (1 - B1) * g
        v = memory[("v", k)] = B2 * memory.get(("v", k), 0) + (1 - B2) * g**2
        out.append(p - learning_rate * (m / (1 - B1**tt)) / (np.sqrt(v / (1 - B2**tt)) + E))
        return out

# %% adam: A list can't be multiplied
B1, B2, E = 0.9, 0.999, 1e-8
def my_adam(parts, slopes, memory, learning_rate):
    memory["t"] = memory.get("t", 0) + 1
    memory["m"] = B1 * memory.get("m", 0) + (1 - B1) * slopes
    return parts

# %% adam: write the formulas yourself
from helpers.optimizers import Adam
def my_adam(parts, slopes, memory, learning_rate):
    # creative: Adam objects stored; theta owner differs
    return_ = []
    for k, (p, g) in enumerate(zip(parts, slopes)):
        a = memory.setdefault(k, Adam(learning_rate)); q = p.copy(); a.update(q, g.copy()); return_.append(q)
    return return_

# %% adam: Is β multiplied by t
B1, B2, E = 0.9, 0.999, 1e-8
def my_adam(parts, slopes, memory, learning_rate):
    # b*t in place of b**t
    memory["t"] = memory.get("t", 0) + 1; tt = memory["t"]
    out = []
    for k, (p, g) in enumerate(zip(parts, slopes)):
        m = memory[("m", k)] = B1 * memory.get(("m", k), 0) + (1 - B1) * g
        v = memory[("v", k)] = B2 * memory.get(("v", k), 0) + (1 - B2) * g**2
        out.append(p - learning_rate * (m / (1 - B1*tt)) / (np.sqrt(v / (1 - B2*tt)) + E))
    return out

# %% Tanh: self is asked for something
class my_Tanh:
    def forward(self, Z):
        return np.tanh(Z)
    def backward(self, dA):
        return dA * (1 - self.A**2)

# %% Tanh: hands over the object itself first
class my_Tanh:
    def forward(Z):
        return np.tanh(Z)
    def backward(dA):
        return dA * (1 - A**2)

# %% Tanh: made without arguments
class my_Tanh:
    def __init__(self, Z):
        self.A = np.tanh(Z)
    def forward(self, Z):
        return self.A
    def backward(self, dA):
        return dA * (1 - self.A**2)

# %% Dropout: The draw should only decide
class my_Dropout:
    def __init__(self, rng):
        self.rng, self.training = rng, True
    def forward(self, A):
        if not self.training: return A
        self.keep = self.rng.random(A.shape)
        return A * self.keep * 2
    def backward(self, dA):
        return dA * self.keep * 2

# %% Dropout: Everything becomes 0 in training
class my_Dropout:
    def __init__(self, rng):
        self.rng, self.training = rng, True
    def forward(self, A):
        if not self.training: return A
        self.keep = 2 * self.rng.integers(0, 1, A.shape)
        return self.keep * A
    def backward(self, dA):
        return dA * self.keep

# %% Dropout: The shape is lost
class my_Dropout:
    def __init__(self, rng):
        self.rng, self.training = rng, True
    def forward(self, A):
        if not self.training: return A
        self.keep = self.rng.random(A.shape) > 0.5
        return 2 * A[self.keep]
    def backward(self, dA):
        return 2 * dA[self.keep]

# %% Dropout: in training and after?
class my_Dropout:
    def __init__(self, rng):
        self.rng, self.training = rng, True
    def forward(self, A):
        if self.training:
            self.keep = 2 * (self.rng.random(A.shape) < 0.5)
            return A * self.keep
    def backward(self, dA):
        return dA * self.keep

# %% Dropout: What forward doubled changes
class my_Dropout:
    def __init__(self, rng):
        self.rng, self.training = rng, True
    def forward(self, A):
        if not self.training: return A
        self.keep = self.rng.random(A.shape) > 0.5
        return A * self.keep * 2
    def backward(self, dA):
        return dA * self.keep

# %% Dropout: It doubles after training too
class my_Dropout:
    def __init__(self, rng):
        self.rng, self.training = rng, True

    def forward(self, A):
        self.factors = 2 * (self.rng.random(A.shape) < 0.5) if self.training else 2 * np.ones(A.shape)
        return A * self.factors

    def backward(self, dA):
        return dA * self.factors

# %% Dropout: self is asked for something
class my_Dropout:
    def __init__(self, rng):
        self.rng, self.training = rng, True

    def forward(self, A):
        self.factors = 2 * (self.rng.random(A.shape) < 0.5) if self.training else np.ones(A.shape)
        return A * self.factors

    def backward(self, dA):
        return dA * self.mask

# %% Dropout: hands over the object itself first
class my_Dropout:
    def __init__(self, rng):
        self.rng, self.training = rng, True

    def forward(A):
        return 2 * A * (self.rng.random(A.shape) < 0.5)

    def backward(dA):
        return 2 * dA

# %% three_epochs: does not give ten numbers
from helpers.layers import mlp
from helpers.optimizers import SGD
def my_three_epochs(rng):
    return mlp((784, 64), rng), SGD(0.001), 128

# %% three_epochs: There is an activation after
from helpers.layers import ReLU, mlp
from helpers.optimizers import SGD
def my_three_epochs(rng):
    return mlp((784, 16, 10), rng) + [ReLU()], SGD(0.001), 128

# %% three_epochs: mlp(sizes, rng) makes one of the sizes
from helpers.optimizers import Adam
def my_three_epochs(rng):
    return (784, 128, 10), Adam(), 64

# %% three_epochs: The check makes the model
from helpers.layers import SoftmaxCrossEntropy, mlp
from helpers.model import Model
from helpers.optimizers import Adam
def my_three_epochs(rng):
    return Model(mlp((784, 32, 10), rng), SoftmaxCrossEntropy()), Adam(), 64

# %% three_epochs: A layer is an object: ReLU()
from helpers.layers import Dense, ReLU
from helpers.optimizers import Adam
def my_three_epochs(rng):
    return [Dense(784, 16, rng), ReLU, Dense(16, 10, rng)], Adam(), 64

# %% three_epochs: The loss is among the layers
from helpers.layers import SoftmaxCrossEntropy, mlp
from helpers.optimizers import Adam
def my_three_epochs(rng):
    return mlp((784, 16, 10), rng) + [SoftmaxCrossEntropy()], Adam(), 64

# %% Dropout: The layer is made with a generator
class my_Dropout:
    training = True
    def forward(self, A):
        self.factors = 2 * (np.random.random(A.shape) < 0.5) if self.training else 1
        return A * self.factors
    def backward(self, dA):
        return dA * self.factors

# %% three_epochs: The check makes the model
def my_three_epochs(rng):
    return Dense(784, 10, rng), Adam(), 64

# %% Tanh: Tanh has no method backward. It has forward and gradient.
class my_Tanh:
    def forward(self, Z):
        self.A = np.tanh(Z)
        return self.A
    def gradient(self, dA):
        return dA * (1 - self.A**2)
