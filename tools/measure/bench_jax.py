"""The course's network in JAX, with Adam as in Kingma and Ba's algorithm 1. A peer of the benchmark, on the processor.

One compiled update for each mini-batch, in a loop of Python: that is how JAX's own MNIST example trains.
"""

from functools import partial

import jax
import jax.numpy as jnp

jax.config.update("jax_platforms", "cpu")


def cost(params, X, y):
    """The mean cross-entropy for labels y (m,). params: a list of (W, b)."""
    *hidden, (W, b) = params
    for W_hidden, b_hidden in hidden:
        X = jax.nn.relu(X @ W_hidden + b_hidden)
    log_P = jax.nn.log_softmax(X @ W + b)
    return -jnp.take_along_axis(log_P, y[:, None], axis=1).mean()


@partial(jax.jit, donate_argnums=0)
def update(state, X, y, rows):
    """One step of Adam on these rows. state: (params, both moments, how many updates), not to be used again."""
    params, m, v, t = state
    gradient = jax.grad(cost)(params, X[rows], y[rows])
    t = t + 1
    m = jax.tree.map(lambda m, g: 0.9 * m + 0.1 * g, m, gradient)
    v = jax.tree.map(lambda v, g: 0.999 * v + 0.001 * g**2, v, gradient)

    def step(theta, m, v):
        return theta - 0.001 * (m / (1 - 0.9**t)) / (jnp.sqrt(v / (1 - 0.999**t)) + 1e-8)

    return jax.tree.map(step, params, m, v), m, v, t


def initial(params):
    """The state before the first update, in float32. params: a list of (W, b)."""
    params = [(jnp.array(W, jnp.float32), jnp.array(b, jnp.float32)) for W, b in params]
    m, v = (jax.tree.map(jnp.zeros_like, params) for _ in range(2))
    return params, m, v, jnp.array(0)


def trained_on(X, y, batch_size, params, rng):
    """A function that trains for one epoch, and returns the state."""
    X, y, state = jnp.array(X), jnp.array(y), initial(params)

    def epoch():
        nonlocal state
        order = rng.permutation(len(X))
        for start in range(0, len(X), batch_size):
            state = update(state, X, y, order[start : start + batch_size])
        return jax.block_until_ready(state)

    return epoch
