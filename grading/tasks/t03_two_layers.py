"""Task 3: a network of two layers; its hidden activation function, its output and its layout differ from set to set."""

from grading.family import Task, answer, fill, tests, text

TEXT = """
## 3. Two layers

A hidden layer with «hidden», then an output layer with softmax. Write both in one function, `two_layers`«returns».
It takes a batch «batch» and a single example (n_0,) alike, and no logit is too large for it.«layout» (`helpers` has
«much» of this. Here, write it with NumPy alone.)
"""
COLUMNS = """ Examples are the columns here, as in some
books: $Z = WX + b$, and the bias belongs to the rows."""

ANSWER = '''
def two_layers(X, W1, b1, W2, b2):
    """X «batch» or (n_0,) -> «what» «out» or (n_2,)."""
    ### BEGIN SOLUTION
«Z1»    A1 = «activate»
    Z2 = A1 @ W2«T» + b2
«output»
    ### END SOLUTION
'''
PROBABILITIES = """\
    E = np.exp(Z2 - Z2.max(axis=-1, keepdims=True))
    return «open»E / E.sum(axis=-1, keepdims=True)«shut»"""
LOGARITHMS = """\
    Z2 = Z2 - Z2.max(axis=-1, keepdims=True)
    return «open»Z2 - np.log(np.exp(Z2).sum(axis=-1, keepdims=True))«shut»"""

VISIBLE = """
# 3 points: check it on paper. The hidden units give «a1» and «a2», the logits are «logits».
W1, b1 = np.array([[1.0, 0.0], [0.0, 1.0]]), np.array([«bias_1», «bias_2»])
W2, b2 = np.array(«W2»)«T», np.zeros(2)
P = «P_of»two_layers(np.array(«X»), W1, b1, W2, b2)«close»
assert P.shape == «P_shape» and np.allclose(P, «P»)
"""

HIDDEN = """
# 4 points: random networks, on a batch and on one example
### BEGIN HIDDEN TESTS
rng = np.random.default_rng(«seed»)
for n_0, n_1, n_2, m in («sizes»):
    W1, b1 = rng.normal(size=(n_0, n_1)), rng.normal(size=n_1)
    W2, b2 = rng.normal(size=(n_1, n_2)), rng.normal(size=n_2)
    X = rng.uniform(size=(m, n_0))
    hidden = X @ W1 + b1
    logits = «independent» @ W2 + b2
    right = [np.exp(z - z.max()) / np.exp(z - z.max()).sum() for z in logits]
    P = «P_of»two_layers(X«T», W1«T», b1, W2«T», b2)«close»
    assert np.shape(P) == «tested_shape» and np.allclose(P«T», right), "a batch"
    p = «P_of»two_layers(X[0], W1«T», b1, W2«T», b2)«close»
    assert np.shape(p) == (n_2,) and np.allclose(p, right[0]), "one example"
### END HIDDEN TESTS
"""

BETWEEN = "No logit is too large:"

HIDDEN_LARGE = """
# 3 points: large logits
### BEGIN HIDDEN TESTS
W1, b1, b2 = np.eye(2), np.zeros(2), np.array([0.0, -np.log(«odds»)])
for size in (1.0, «large».0, «larger».0):
    P = two_layers(np.array([[«x», «x»], [«x», 0.0]])«T», W1, b1, size * np.eye(2), b2)«T»
    assert np.isfinite(P).all(), f"logits of {size}"
«P_again»    assert np.allclose(P[0], [«odds» / «odds_1», 1 / «odds_1»]), f"logits of {size}"
    assert np.allclose(P.sum(axis=1), 1), "each «line» adds up to 1"
### END HIDDEN TESTS
"""

# In words, as an answer has it, as a test has it, and on a number.
ACTIVATIONS = {
    "relu": (
        "ReLU",
        "np.maximum(0, «Z»)",
        "np.where(hidden > 0, hidden, 0)",
        lambda z: max(z, 0),
    ),
    **{
        f"leaky {slope}": (
            f"leaky ReLU, whose slope for negative $z$ is {slope} in place of 0",
            f"np.maximum({slope} * Z1, Z1)",
            f"np.where(hidden > 0, hidden, {slope} * hidden)",
            lambda z, slope=slope: z if z > 0 else slope * z,
        )
        for slope in (0.1, 0.2, 0.25, 0.5)
    },
    **{
        f"clipped {most}": (
            f"a clipped ReLU, $\\min(\\max(0, z), {most})$",
            f"np.clip(«Z», 0, {most})",
            f"np.where(hidden > {most}, {most}, np.where(hidden > 0, hidden, 0))",
            lambda z, most=most: min(max(z, 0), most),
        )
        for most in (1, 2, 0.5)
    },
    "abs": (
        "the absolute value $|z|$ as its activation function",
        "np.abs(«Z»)",
        "np.where(hidden > 0, hidden, -hidden)",
        abs,
    ),
    "square": (
        "a squared ReLU, $\\max(0, z)^2$",
        "np.maximum(0, «Z») ** 2",
        "np.where(hidden > 0, hidden * hidden, 0)",
        lambda z: max(z, 0) ** 2,
    ),
    "softsign": (
        "softsign, $z / (1 + |z|)$",
        "Z1 / (1 + np.abs(Z1))",
        "np.where(hidden > 0, hidden / (1 + hidden), hidden / (1 - hidden))",
        lambda z: z / (1 + abs(z)),
    ),
}


def task(draw):
    name = draw.one_of(*ACTIVATIONS)
    rows = draw.one_of(True, False)
    what = draw.one_of("probabilities", "log-probabilities")
    logs = what != "probabilities"
    in_words, activate, independent, g = ACTIVATIONS[name]
    product = "X @ W1 + b1" if rows else "(W1 @ X).T + b1"
    Z1 = f"    Z1 = {product}\n" if "Z1" in activate else ""
    x = draw.integers([1, 3], 1, 4)
    bias = (1, -4) if draw.example else (draw.integer(1, 0, 2), -x[1] - draw.integer(1, 1, 2))
    k = draw.integer(4, 2, 6)
    a = [g(x + b) for x, b in zip(x, bias, strict=True)]
    below = [5.0, 7.0] if a[1] == 0 else [2.0, 2.0]
    over = "" if a[0] == 1 else f" / {a[0]:.6g}"
    W2 = f"[[np.log({k}){over}, 0.0], {below}]"
    odds = draw.integer(3, 2, 9)
    values = {
        "hidden": in_words,
        "returns": ", which returns the natural logarithms of the probabilities" if logs else "",
        "batch": "(m, n_0)" if rows else "(n_0, m)",
        "out": "(m, n_2)" if rows else "(n_2, m)",
        "what": what,
        "layout": "" if rows else COLUMNS,
        "much": "all" if (name, rows, logs) == ("relu", True, False) else "much",
        "activate": fill(activate, Z=product),
        "Z1": Z1,
        "a1": f"{a[0]:.3g}",
        "a2": f"{a[1]:.3g}",
        "logits": f"ln {k} and 0" if a[1] == 0 else f"ln {k} apart",
        "bias_1": float(bias[0]),
        "bias_2": float(bias[1]),
        "W2": W2,
        "X": [[float(x[0]), float(x[1])]] if rows else [[float(x[0])], [float(x[1])]],
        "P_of": "np.exp(" if logs else "",
        "close": ")" if logs else "",
        "P_shape": "(1, 2)" if rows else "(2, 1)",
        "P": f"[[{k} / {k + 1}{', ' if rows else '], ['}1 / {k + 1}]]",
        "seed": draw.seed(104),
        "sizes": draw.one_of(
            "(5, 4, 3, 6), (3, 8, 8, 8), (784, 16, 10, 20)",
            "(6, 3, 4, 5), (7, 7, 2, 7), (784, 12, 10, 15)",
            "(4, 6, 5, 3), (9, 9, 9, 9), (784, 20, 10, 10)",
        ),
        "independent": independent,
        "T": "" if rows else ".T",
        "tested_shape": "(m, n_2)" if rows else "(n_2, m)",
        "odds": odds,
        "odds_1": odds + 1,
        "large": draw.integer(800, 750, 999),
        "larger": draw.integer(50_000, 10_000, 99_999),
        "x": draw.one_of("1.0", "2.0", "0.5"),
        "P_again": "    P = np.exp(P)\n" if logs else "",
        "line": "row" if rows else "column",
    }
    values["output"] = fill(
        LOGARITHMS if logs else PROBABILITIES, open="" if rows else "(", shut="" if rows else ").T"
    )
    return Task(
        "Two layers",
        "03",
        {"hidden": name, "rows": rows, "what": what},
        [
            text(fill(TEXT, **values)),
            answer("two_layers", fill(ANSWER, **values)),
            tests("two_layers_1", 3, fill(VISIBLE, **values)),
            tests("two_layers_2", 4, fill(HIDDEN, **values)),
            text(BETWEEN),
            tests("two_layers_3", 3, fill(HIDDEN_LARGE, **values)),
        ],
    )
