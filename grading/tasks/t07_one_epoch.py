"""Task 7: one epoch of gradient descent. The penalty on large weights, the layout and the cost returned differ."""

from grading.family import Task, answer, fill, tests, text

TEXT = """
## 7. One epoch, all at once

The smallest network that can read digits has no hidden layer: $P = \\mathrm{softmax}(«product» + b)$. Write one
epoch of gradient descent on all examples at once, without a loop: the forward pass, the mean cross-entropy, the
gradients with respect to weights and biases, one step. Return the new weights, the new biases, and the cost
*«when»* the step. Leave the arguments unchanged.«penalty»«layout»

Here you may use what the course has built: the set-up has imported `softmax` and `cross_entropy`.
"""
SQUARES = """
The cost has a penalty on large weights: $\\frac{\\lambda}{2} \\sum_{ij} W_{ij}^2$ with $\\lambda = «strength»$ is
added to the mean cross-entropy, and the gradient with respect to the weights changes accordingly. Biases have no
penalty."""
ABSOLUTE = """
The cost has a penalty on large weights: $\\lambda \\sum_{ij} |W_{ij}|$ with $\\lambda = «strength»$ is added to the
mean cross-entropy, and the gradient with respect to the weights changes accordingly; the derivative of $|w|$ at 0
counts as 0. Biases have no penalty."""
COLUMNS = """

Examples are the columns here, as in some books: softmax runs down a column, and the bias belongs to the rows of
$WX$."""

ANSWER_BEFORE = '''
def one_epoch(W, b, X, Y, learning_rate):
    """W «shape_W», b (n_1,), X «shape_X», Y one-hot «shape_Y» -> new W, new b, cost."""
    ### BEGIN SOLUTION
    P = «forward»  # «shapes»
    dZ = (P - Y) / «m»
    cost = cross_entropy(P«T», Y«T»)«added»
    dW = «dW»
    return W - learning_rate * dW, b - learning_rate * dZ.sum(axis=«axis»), cost
    ### END SOLUTION
'''
ANSWER_AFTER = '''
def one_epoch(W, b, X, Y, learning_rate):
    """W «shape_W», b (n_1,), X «shape_X», Y one-hot «shape_Y» -> new W, new b, cost."""
    ### BEGIN SOLUTION
    P = «forward»  # «shapes»
    dZ = (P - Y) / «m»
    dW = «dW»
    W, b = W - learning_rate * dW, b - learning_rate * dZ.sum(axis=«axis»)
    P = «forward»
    return W, b, cross_entropy(P«T», Y«T»)«added»
    ### END SOLUTION
'''

VISIBLE = """
# 3 points: on real digits the cost «begins» ln 10, that of ten equal probabilities«falls»
from helpers.data import load_sample, prepare
from helpers.encoding import one_hot

X_train, X_test, y_train, y_test = prepare(load_sample())
W, b, costs = np.zeros(«zeros»), np.zeros(10), []
for _ in range(20):
    W, b, cost = one_epoch(W, b, X_train«T», one_hot(y_train)«T», learning_rate=0.5)
    costs.append(cost)
assert W.shape == «zeros» and b.shape == (10,)
assert «first» and costs[-1] < «low»
"""

HIDDEN = """
# 5 points: the same numbers as the loop over the examples of notebook 06
### BEGIN HIDDEN TESTS
from helpers.encoding import one_hot
from helpers.training import train_per_example

rng = np.random.default_rng(«seed»)
for m, n_0, n_1 in («sizes»):
    X, Y = rng.uniform(size=(m, n_0)), one_hot(rng.integers(0, n_1, m), n_1)
    W, b = rng.normal(size=(n_0, n_1)), rng.normal(size=n_1)
    [(right_W, right_b)], [right_cost] = train_per_example([(W, b)], X, Y, 1, «rate»)
«loop_penalty»    new_W, new_b, cost = one_epoch(W«T», b, X«T», Y«T», «rate»)
    assert np.shape(new_W) == W«T».shape and np.allclose(new_W«T», right_W), "the weights"
    assert np.shape(new_b) == b.shape and np.allclose(new_b, right_b), "the biases"
    assert np.isclose(cost, right_cost), "the cost «when» the step"
### END HIDDEN TESTS
"""
LOOP_AFTER = "    _, [right_cost] = train_per_example([(right_W, right_b)], X, Y, 1, «rate»)\n"

BETWEEN = "Over many epochs, and with the arguments left unchanged:"

HIDDEN_EPOCHS = """
# 4 points: «epochs» epochs in a row, each from what the one before it returned
### BEGIN HIDDEN TESTS
from helpers.encoding import one_hot
from helpers.training import train_vectorized

rng = np.random.default_rng(«seed_epochs»)
X, Y = rng.uniform(size=(«rows», 9)), one_hot(rng.integers(0, 4, «rows»), 4)
W, b = rng.normal(size=(9, 4)), rng.normal(size=4)
given = [array.copy() for array in (W, b, X, Y)]
right, right_costs = [(W, b)], []
for _ in range(«epochs_1»):
    W_now = right[-1][0]
    [(W_next, b_next)], [cost] = train_vectorized(right[-1:], X, Y, 1, «rate_epochs»)
    right_costs.append(cost«added_now»)
    right.append((W_next«decay_now», b_next))
new_W, new_b, costs = W«T», b, []
for _ in range(«epochs»):
    new_W, new_b, cost = one_epoch(new_W, new_b, X«T», Y«T», «rate_epochs»)
    costs.append(cost)
assert np.shape(new_b) == (4,), "the shape of the biases"
assert np.allclose(new_W«T», right[«epochs»][0]), "the weights after «epochs» epochs"
assert np.allclose(new_b, right[«epochs»][1]), "the biases after «epochs» epochs"
assert np.allclose(costs, right_costs[«which»]), "the costs"
assert all(map(np.array_equal, given, (W, b, X, Y))), "something that was handed in is changed"
### END HIDDEN TESTS
"""

# A penalty's text, value and derivative; and for each of its strengths, what the cost on real digits falls below.
PENALTIES = {
    None: ("", "", "", {0: 0.8}),
    "squares": (
        SQUARES,
        " + «half» * («W»**2).sum()",
        "«strength» * «W»",
        {0.01: 0.8, 0.02: 0.9, 0.05: 1.1, 0.1: 1.3},
    ),
    "absolute": (
        ABSOLUTE,
        " + «strength» * np.abs(«W»).sum()",
        "«strength» * np.sign(«W»)",
        {0.001: 0.9, 0.002: 1.1, 0.005: 1.5},
    ),
}
CHOICES = [(kind, strength) for kind, form in PENALTIES.items() for strength in form[-1]]


def task(draw):
    kind, strength = draw.one_of(*CHOICES)
    rows = draw.one_of(True, False)
    before = draw.one_of(True, False)
    in_words, value, derivative, low = PENALTIES[kind]
    rate, rate_epochs = draw.one_of(0.3, 0.2, 0.4, 0.6), draw.one_of(0.8, 0.5, 0.7, 0.9)
    epochs = draw.integer(50, 35, 60)

    def penalty(form, W, factor=""):
        return factor + fill(form, W=W, strength=strength, half=strength / 2) if kind else ""

    loop = ["" if before else fill(LOOP_AFTER, rate=rate) + "\n"]
    if kind:
        loop.insert(0, f"    right_W = right_W - {rate} * {penalty(derivative, 'W')}\n")
        loop.append(f"    right_cost = right_cost{penalty(value, 'W' if before else 'right_W')}\n")
    values = {
        "product": "XW" if rows else "WX",
        "when": "before" if before else "after",
        "penalty": penalty(in_words, "W", "\n\n"),
        "layout": "" if rows else COLUMNS,
        "shape_W": "(n_0, n_1)" if rows else "(n_1, n_0)",
        "shape_X": "(m, n_0)" if rows else "(n_0, m)",
        "shape_Y": "(m, n_1)" if rows else "(n_1, m)",
        "forward": "softmax(X @ W + b)" if rows else "softmax((W @ X).T + b).T",
        "shapes": "(m, n_0) @ (n_0, n_1) -> (m, n_1)"
        if rows
        else "(n_1, n_0) @ (n_0, m) -> (n_1, m)",
        "m": "len(X)" if rows else "X.shape[1]",
        "T": "" if rows else ".T",
        "added": penalty(value, "W"),
        "dW": ("X.T @ dZ" if rows else "dZ @ X.T") + penalty(derivative, "W", " + "),
        "axis": 0 if rows else 1,
        "begins": "begins at" if before else "falls from",
        "falls": ", and then falls" if before else "",
        "zeros": (784, 10) if rows else (10, 784),
        "first": "np.isclose(costs[0], np.log(10))" if before else "costs[0] < np.log(10)",
        "low": low[strength],
        "seed": draw.seed(109),
        "sizes": draw.one_of(
            "(1, 3, 2), (7, 7, 7), (40, 12, 5)",
            "(1, 4, 3), (6, 6, 6), (35, 10, 7)",
            "(2, 5, 3), (8, 8, 8), (30, 14, 4)",
        ),
        "rate": rate,
        "loop_penalty": "".join(loop),
        "seed_epochs": draw.seed(110),
        "rows": draw.integer(60, 45, 70),
        "rate_epochs": rate_epochs,
        "epochs": epochs,
        "epochs_1": epochs + 1,
        "added_now": penalty(value, "W_now"),
        "decay_now": penalty(derivative, "W_now", f" - {rate_epochs} * "),
        "which": f":{epochs}" if before else "1:",
    }
    return Task(
        "One epoch, all at once",
        "07",
        {"penalty": kind, "strength": strength, "rows": rows, "before": before},
        [
            text(fill(TEXT, **values)),
            answer("one_epoch", fill(ANSWER_BEFORE if before else ANSWER_AFTER, **values)),
            tests("one_epoch_1", 3, fill(VISIBLE, **values)),
            tests("one_epoch_2", 5, fill(HIDDEN, **values)),
            text(BETWEEN),
            tests("one_epoch_3", 4, fill(HIDDEN_EPOCHS, **values)),
        ],
    )
