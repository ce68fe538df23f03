# Wrong answers to the exercises of notebook 15. Heading of a cell: the check, and a part of its hint.

# %% from_state_dict: names, or a dictionary
def my_from_state_dict(state):
    return {name: array.T for name, array in state.items()}

# %% from_state_dict: too many pairs
def my_from_state_dict(state):
    return [(array.T, array) for array in state.values()]

# %% from_state_dict: the ReLUs have numbers
def my_from_state_dict(state):
    return [(state[f"{n}.weight"].T, state[f"{n}.bias"]) for n in range(len(state) // 2)]

# %% from_state_dict: PyTorch has
def my_from_state_dict(state):
    params = []
    for n in range(0, len(state), 2):
        params.append((state[f"{n}.weight"], state[f"{n}.bias"]))
    return params

# %% batches_of: One batch too many
def my_batches_of(n, size, drop_last):
    count = n // size
    if not drop_last:
        count += 1
    return count

# %% batches_of: missing where it is not dropped
def my_batches_of(n, size, drop_last):
    return int(n / size)

# %% rate_of_sum: How many times as large
my_rate_of_sum = 0.5

# %% rate_of_sum: belongs to the mean
my_rate_of_sum = 0.1
