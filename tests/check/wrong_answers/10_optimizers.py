# Wrong answers to the exercises of notebook 10. Heading of a cell: the check, and a part of its hint.

# %%
from helpers.layers import Dense, ReLU, Sigmoid, mlp, uniform
from helpers.optimizers import SGD, Adam, Momentum

# %% adam: t is counted once per layer
def my_adam(params, gradients, memory, learning_rate):
    out = []
    for i in range(len(params)):
        memory["t"] = memory.get("t", 0) + 1
        t = memory["t"]
        memory[f"m{i}"] = 0.9 * memory.get(f"m{i}", 0) + 0.1 * gradients[i]
        memory[f"v{i}"] = 0.999 * memory.get(f"v{i}", 0) + 0.001 * gradients[i] ** 2
        mh = memory[f"m{i}"] / (1 - 0.9**t)
        vh = memory[f"v{i}"] / (1 - 0.999**t)
        out.append(params[i] - learning_rate * mh / (np.sqrt(vh) + 1e-8))
    return out

# %% adam: The bias correction is missing
def my_adam(params, gradients, memory, learning_rate):
    if not memory:
        memory["m"] = [np.zeros(len(p)) for p in params]
        memory["v"] = [np.zeros(len(p)) for p in params]
    for i, g in enumerate(gradients):
        memory["m"][i] = 0.9 * memory["m"][i] + (1 - 0.9) * g
        memory["v"][i] = 0.999 * memory["v"][i] + (1 - 0.999) * g * g
    return [p - learning_rate * m / (np.sqrt(v) + 1e-8) for p, m, v in zip(params, memory["m"], memory["v"])]

# %% adam: Something is 0/0
def my_adam(params, gradients, memory, learning_rate):
    t = memory.get("t", 0)
    new = []
    for i, (p, g) in enumerate(zip(params, gradients)):
        m, v = memory.get(i, (0, 0))
        m, v = 0.9 * m + 0.1 * g, 0.999 * v + 0.001 * g**2
        memory[i] = m, v
        new.append(p - learning_rate * (m / (1 - 0.9**t)) / (np.sqrt(v / (1 - 0.999**t)) + 1e-8))
    memory["t"] = t + 1
    return new

# %% adam: It writes into the vectors that it was given
def my_adam(params, gradients, memory, learning_rate):
    memory["t"] = memory.get("t", 0) + 1
    t = memory["t"]
    for i in range(len(params)):
        m, v = memory.get(i, (0, 0))
        m, v = 0.9 * m + 0.1 * gradients[i], 0.999 * v + 0.001 * gradients[i] ** 2
        memory[i] = m, v
        params[i] -= learning_rate * (m / (1 - 0.9**t)) / (np.sqrt(v / (1 - 0.999**t)) + 1e-8)
    return params

# %% adam: line 7: memory["t"] += 1
def my_adam(params, gradients, memory, learning_rate):
    memory["t"] += 1
    return params

# %% adam: It returns None
def my_adam(params, gradients, memory, learning_rate):
    memory["t"] = memory.get("t", 0) + 1
    new = [p - learning_rate * np.sign(g) for p, g in zip(params, gradients)]

# %% adam: 2 numbers came, and 4 were expected
def my_adam(params, gradients, memory, learning_rate):
    return [np.array([0.9, 2.1])]

# %% three_epochs: not enough in three epochs
def my_three_epochs(rng):
    return mlp((784, 128, 64, 10), rng), SGD(0.1), 128

# %% three_epochs: more than a blind guess
def my_three_epochs(rng):
    return mlp((784, 64, 10), rng), Adam(1.0), 64

# %% three_epochs: or the initial weights too large
def my_three_epochs(rng):
    layers = mlp((784, 100, 100, 100, 100, 10), rng, ReLU, uniform)
    return layers, SGD(0.001), 100

# %% three_epochs: three epochs are few steps
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

# %% adam: and not of their squares
B1, B2, E = 0.9, 0.999, 1e-8
def my_adam(params, gradients, memory, learning_rate):
    # forgot square
    memory["t"] = memory.get("t", 0) + 1; tt = memory["t"]
    out = []
    for k, (p, g) in enumerate(zip(params, gradients)):
        m = memory[("m", k)] = B1 * memory.get(("m", k), 0) + (1 - B1) * g
        v = memory[("v", k)] = B2 * memory.get(("v", k), 0) + (1 - B2) * g
        out.append(p - learning_rate * (m / (1 - B1**tt)) / (np.sqrt(v / (1 - B2**tt)) + E))
    return out

# %% adam: Is the return inside the loop?
B1, B2, E = 0.9, 0.999, 1e-8
def my_adam(params, gradients, memory, learning_rate):
    # return inside loop
    memory["t"] = memory.get("t", 0) + 1; tt = memory["t"]
    out = []
    for k, (p, g) in enumerate(zip(params, gradients)):
        m = memory[("m", k)] = B1 * memory.get(("m", k), 0) + (1 - B1) * g
        v = memory[("v", k)] = B2 * memory.get(("v", k), 0) + (1 - B2) * g**2
        out.append(p - learning_rate * (m / (1 - B1**tt)) / (np.sqrt(v / (1 - B2**tt)) + E))
        return out

# %% adam: A list can't be multiplied
B1, B2, E = 0.9, 0.999, 1e-8
def my_adam(params, gradients, memory, learning_rate):
    memory["t"] = memory.get("t", 0) + 1
    memory["m"] = B1 * memory.get("m", 0) + (1 - B1) * gradients
    return params

# %% adam: write the formulas yourself
from helpers.optimizers import Adam
def my_adam(params, gradients, memory, learning_rate):
    # creative: Adam objects stored; theta owner differs
    return_ = []
    for k, (p, g) in enumerate(zip(params, gradients)):
        a = memory.setdefault(k, Adam(learning_rate)); q = p.copy(); a.update(q, g.copy()); return_.append(q)
    return return_

# %% adam: Is β multiplied by t
B1, B2, E = 0.9, 0.999, 1e-8
def my_adam(params, gradients, memory, learning_rate):
    # b*t in place of b**t
    memory["t"] = memory.get("t", 0) + 1; tt = memory["t"]
    out = []
    for k, (p, g) in enumerate(zip(params, gradients)):
        m = memory[("m", k)] = B1 * memory.get(("m", k), 0) + (1 - B1) * g
        v = memory[("v", k)] = B2 * memory.get(("v", k), 0) + (1 - B2) * g**2
        out.append(p - learning_rate * (m / (1 - B1*tt)) / (np.sqrt(v / (1 - B2*tt)) + E))
    return out

# %% three_epochs: does not give ten logits
from helpers.layers import mlp
from helpers.optimizers import SGD
def my_three_epochs(rng):
    return mlp((784, 64), rng), SGD(0.001), 128

# %% three_epochs: There is an activation function after
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

# %% three_epochs: The check makes the model
def my_three_epochs(rng):
    return Dense(784, 10, rng), Adam(), 64
