"""Task 4: a weighted cross-entropy. What has a weight, the divisor, the unit and the floor differ."""

from grading.family import Task, answer, fill, tests, text

TEXT = """
## 4. Mistakes that cost more

To a bank, some misread digits matter more than others. It gives each «bearer» a weight $«weight»$. Its cost, over
$m$ digits with the labels $y_k$, is

$$J = «formula».$$

«compared» «floored», a probability below $10^{-«digits»}$ counts as
$10^{-«digits»}$. Note that the labels come as numbers, not as one-hot rows.
"""

ANSWER = '''
def weighted_cross_entropy(P, labels, weights):
    """P (m, n), labels (m,) integers, weights («length»,) positive -> «returned», a float."""
    ### BEGIN SOLUTION
    p_true = P[np.arange(len(labels)), labels]
    losses = -«log»(np.maximum(p_true, 1e-«digits»))
    w = «weights»
    return float(«result»)
    ### END SOLUTION
'''

VISIBLE = """
# 3 points: two digits; the second counts «times» times as much
P = np.array([[0.5, 0.5], [0.75, 0.25]])
J = weighted_cross_entropy(P, np.array([0, 1]), np.array([1.0, «heavy»]))
assert np.isclose(J, «by_hand»)
"""

HIDDEN = """
# 4 points: random batches
### BEGIN HIDDEN TESTS
rng = np.random.default_rng(«seed»)
for m, n in («sizes»):
    P = rng.dirichlet(np.ones(n), m)
    labels, weights = rng.integers(0, n, m), rng.uniform(0.1, 9, «length»)
    right = sum(weights[«index»] * -«log»(max(P[k, c], 1e-«digits»)) for k, c in enumerate(labels))
«divided»    assert np.isclose(weighted_cross_entropy(P, labels, weights), right)
### END HIDDEN TESTS
"""

BETWEEN = "Equal weights, and a prediction that gave a right class a probability below the floor:"

HIDDEN_ZERO = """
# 3 points: the cross-entropy of notebook 04, with a probability below the floor among the others
### BEGIN HIDDEN TESTS
from helpers import losses
from helpers.encoding import one_hot

rng = np.random.default_rng(«seed_zero»)
P, labels = rng.dirichlet(np.ones(10), 30), rng.integers(0, 10, 30)
P[«row», labels[«row»]] = 0.9e-«digits»
kept = P.copy()
J = weighted_cross_entropy(P, labels, np.full(«equal», «same»))
right = losses.cross_entropy(np.maximum(kept, 1e-«digits»), one_hot(labels))«scaled»
assert np.isclose(J, right)
assert np.array_equal(P, kept), "P is changed"
### END HIDDEN TESTS
"""


def task(draw):
    by_class = draw.one_of(True, False)
    divisor = draw.one_of("weights", "m", "sum")
    bits = draw.one_of(False, True)
    digits = draw.one_of(12, 10, 9, 6)
    heavy, times = draw.one_of((3, "three"), (4, "four"), (5, "five"), (6, "six"))
    same = draw.one_of(2.5, 1.5, 0.5, 3.0)
    weight = "w_{y_k}" if by_class else "w_k"
    top = rf"\sum_k {weight} \,\bigl(-\{'log_2' if bits else 'ln'} P_{{k,\,y_k}}\bigr)"
    below = {"weights": rf"\sum_k {weight}", "m": "m", "sum": None}[divisor]
    in_all = {"weights": 1 + heavy, "m": 2, "sum": None}[divisor]
    by_hand = f"1 + {heavy} * 2" if bits else f"np.log(2) + {heavy} * np.log(4)"
    unit = ", in bits in place of nats" if bits else ""
    values = {
        "bearer": "class $c$" if by_class else "digit $k$",
        "weight": "w_c" if by_class else "w_k",
        "formula": rf"\frac{{{top}}}{{{below}}}" if below else top,
        "compared": {
            "weights": "With equal weights that is the cross-entropy of notebook 04",
            "m": "With weights of 1 that is the cross-entropy of notebook 04",
            "sum": "With weights of 1 that is $m$ times the cross-entropy of notebook 04",
        }[divisor]
        + f"{unit}.",
        "floored": "As there" if digits == 12 else "Here",
        "digits": digits,
        "length": "n" if by_class else "m",
        "returned": {
            "weights": "the weighted mean of the losses",
            "m": "the weighted losses, divided by m",
            "sum": "the weighted sum of the losses",
        }[divisor],
        "log": "np.log2" if bits else "np.log",
        "weights": "weights[labels]" if by_class else "weights",
        "result": {
            "weights": "(w * losses).sum() / w.sum()",
            "m": "(w * losses).mean()",
            "sum": "(w * losses).sum()",
        }[divisor],
        "times": times,
        "heavy": float(heavy),
        "by_hand": f"({by_hand}) / {in_all}" if in_all else by_hand,
        "seed": draw.seed(105),
        "sizes": draw.one_of(
            "(1, 4), (6, 6), (50, 10)", "(1, 3), (8, 8), (40, 12)", "(2, 5), (7, 7), (60, 9)"
        ),
        "index": "c" if by_class else "k",
        "divided": {
            "weights": f"    right /= sum({'weights[c] for c in labels' if by_class else 'weights'})\n",
            "m": "    right /= m\n",
            "sum": "",
        }[divisor],
        "seed_zero": draw.seed(106),
        "row": draw.integer(4, 0, 29),
        "equal": 10 if by_class else 30,
        "same": same,
        "scaled": {"weights": "", "m": f" * {same}", "sum": f" * {same} * 30"}[divisor]
        + (" / np.log(2)" if bits else ""),
    }
    return Task(
        "Mistakes that cost more",
        "04",
        {"by_class": by_class, "divisor": divisor, "bits": bits, "floor": digits},
        [
            text(fill(TEXT, **values)),
            answer("weighted_cross_entropy", fill(ANSWER, **values)),
            tests("weighted_cross_entropy_1", 3, fill(VISIBLE, **values)),
            tests("weighted_cross_entropy_2", 4, fill(HIDDEN, **values)),
            text(BETWEEN),
            tests("weighted_cross_entropy_3", 3, fill(HIDDEN_ZERO, **values)),
        ],
    )
