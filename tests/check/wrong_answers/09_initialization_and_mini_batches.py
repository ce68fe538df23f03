# Wrong answers to the exercises of notebook 09. Heading of a cell: the check, and a part of its hint.

# %%
from helpers.layers import Dense, ReLU, Sigmoid, mlp, uniform
from helpers.optimizers import SGD, Adam, Momentum

# %% growth: The variance is a quarter: and the spread?
my_growth = 4.08 / 4

# %% growth: It asks for one number, such as
my_growth = "2.04"

# %% growth: for several layers together
my_growth = 2.04**6

# %% growth: With He's start the factor is 1
my_growth = 1.0

# %% growth: Is that in percent
my_growth = 204
