# Wrong answers to the exercises of notebook 08. Heading of a cell: the check, and a part of its hint.

# %%
from helpers.layers import MeanSquaredError

# %% Tanh: taken from the input
class my_Tanh:
    def forward(self, Z):
        self.Z = Z
        return np.tanh(Z)

    def backward(self, dA):
        return dA * (1 - self.Z * self.Z)

# %% Tanh: Two layers share one variable
class my_Tanh:
    def forward(self, Z):
        global A
        A = np.tanh(Z)
        return A

    def backward(self, dA):
        return dA * (1 - A**2)

# %% Tanh: too large for a float
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

# %% Tanh: line 11: return dA * (1 - A**2)
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

# %% Tanh: self has no attribute
class my_Tanh:
    def forward(self, Z):
        return np.tanh(Z)
    def backward(self, dA):
        return dA * (1 - self.A**2)

# %% Tanh: passes the object itself first
class my_Tanh:
    def forward(Z):
        return np.tanh(Z)
    def backward(dA):
        return dA * (1 - A**2)

# %% Tanh: calls my_Tanh() without arguments
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

# %% AbsoluteError: divided by N, too
class my_AbsoluteError(MeanSquaredError):
    def forward(self, Z, Y):
        self.Z, self.Y = Z, Y
        return np.mean(np.abs(Z - Y))

    def backward(self):
        return np.sign(self.Z - self.Y)

# %% AbsoluteError: gradient of the squared error
class my_AbsoluteError(MeanSquaredError):
    def forward(self, Z, Y):
        super().forward(Z, Y)
        return np.abs(Z - Y).mean()

    def backward(self):
        return super().backward()

# %% AbsoluteError: take 0, as np.sign does
class my_AbsoluteError(MeanSquaredError):
    def forward(self, Z, Y):
        self.Z, self.Y = Z, Y
        return np.abs(Z - Y).mean()

    def backward(self):
        return (self.Z - self.Y > 0) * 2 / self.Y.size - 1 / self.Y.size

# %% AbsoluteError: self has no attribute
class my_AbsoluteError(MeanSquaredError):
    def forward(self, Z, Y):
        return np.abs(Z - Y).mean()

    def backward(self):
        return np.sign(self.Z - self.Y) / self.Y.size

# %% AbsoluteError: known in forward only
class my_AbsoluteError(MeanSquaredError):
    def forward(self, Z, Y):
        return np.abs(Z - Y).mean()

    def backward(self):
        return np.sign(Z - Y) / Y.size

# %% AbsoluteError: no arguments but self
class my_AbsoluteError(MeanSquaredError):
    def forward(self, Z, Y):
        return np.abs(Z - Y).mean()

    def backward(self, Z, Y):
        return np.sign(Z - Y) / Y.size
