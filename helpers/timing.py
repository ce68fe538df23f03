"""How long does it take? Built in notebook 06."""

import time


def shortest_time(task, tries):
    """The shortest of several runs, in seconds: the longer ones were disturbed by something.

    task: a function without arguments. tries: how often to run it, at least once.
    """
    durations = []
    for _ in range(tries):
        start = time.perf_counter()
        task()
        durations.append(time.perf_counter() - start)
    return min(durations)
