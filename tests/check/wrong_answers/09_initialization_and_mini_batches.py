# Wrong answers to the exercises of notebook 09. Heading of a cell: the check, and a part of its hint.

# %% growth: The variance is a quarter: and the standard deviation?
my_growth = 4.08 / 4

# %% growth: It asks for one number, such as
my_growth = "2.04"

# %% growth: for several layers together
my_growth = 2.04**6

# %% growth: With He's initialization the factor is 1
my_growth = 1.0

# %% growth: Is that in percent
my_growth = 204

# %% steps: one step for each epoch
my_steps = 3

# %% steps: make a step too
my_steps = 3 * (1000 // 64)

# %% steps: There is no fraction of a step
my_steps = 3 * 1000 / 64
