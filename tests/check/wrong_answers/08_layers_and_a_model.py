# Wrong answers to the exercises of notebook 08. Heading of a cell: the check, and a part of its hint.

# %%
from helpers.layers import Dense, ReLU, Sigmoid, mlp, uniform
from helpers.optimizers import SGD, Adam, Momentum

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

# %% Tanh: Tanh has no method backward. It has forward and gradient.
class my_Tanh:
    def forward(self, Z):
        self.A = np.tanh(Z)
        return self.A
    def gradient(self, dA):
        return dA * (1 - self.A**2)
