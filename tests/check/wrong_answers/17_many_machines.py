# Wrong answers to the exercises of notebook 17. Heading of a cell: the check, and a part of its hint.

# %% step_from_parts: mean of the means
def my_step_from_parts(theta, parts, rate):
    means = [total / count for total, count in parts]
    return theta - rate * sum(means) / len(means)

# %% step_from_parts: never divided
def my_step_from_parts(theta, parts, rate):
    for total, count in parts:
        theta = theta - rate * total
    return theta

# %% step_from_parts: One number came
def my_step_from_parts(theta, parts, rate):
    return np.sum(theta - rate * np.mean([total for total, _ in parts]))

# %% rounds: how many additions
def my_rounds(n):
    additions = 0
    while n > 1:
        n = n - 1
        additions = additions + 1
    return additions

# %% rounds: no power of two
def my_rounds(n):
    count = 0
    while n > 1:
        n = n // 2
        count += 1
    return count

# %% rounds: One too many
def my_rounds(n):
    return max(1, int(np.ceil(np.log2(n))))

# %% best_ring: sends no message
def my_best_ring(compute, size, latency, bandwidth, largest):
    times = {n: compute / n + 2 * (n - 1) * (latency + size / n / bandwidth) for n in range(2, largest + 1)}
    return min(times, key=times.get)

# %% best_ring: one piece, size / n
def my_best_ring(compute, size, latency, bandwidth, largest):
    times = [compute / n + 2 * (n - 1) * (latency + size / bandwidth) for n in range(1, largest + 1)]
    return 1 + int(np.argmin(times))

# %% local_step: other is at 1.2
my_local_step = 0.6

# %% local_step: gradients were added
my_local_step = 0.8
