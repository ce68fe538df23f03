"""Task 9: a confusion matrix. What its rows are, what is measured of a class, and which confusion is wanted differ."""

from fractions import Fraction

from grading.family import Task, answer, fill, tests, text

TEXT = """
## 9. Read a confusion matrix

«layout» Write `read_confusion`, which returns

- the «share_in_words», a float;
- the «measure» of each class, where a class that «is_missing» has the «measure» «nothing»;
- «wanted». There is never a tie for it.«defined»
"""

ANSWER = '''
def read_confusion(C):
    """C (n, n) counts -> «share», «measures» (n,), «pair»."""
    ### BEGIN SOLUTION
    right, in_all = np.diag(C), «in_all»
    «measures» = np.where(in_all > 0, «twice»right / np.maximum(in_all, 1), «nothing»)
    mistakes = C * (1 - np.eye(len(C), dtype=int))
«find»
    return float(«of_all»right.sum() / C.sum()), «measures», («returned»)
    ### END SOLUTION
'''
DIRECTED = "    «rows», «columns» = np.unravel_index(mistakes.argmax(), C.shape)"
UNDIRECTED = """\
    both = np.triu(mistakes + mistakes.T)  # above the diagonal: the smaller class comes first
    smaller, larger = np.unravel_index(both.argmax(), C.shape)"""

VISIBLE = """
# 2 points: three classes, «digits» digits
«share», «measures», worst = read_confusion(np.array(«C»))
assert np.isclose(«share», «shown_share») and np.allclose(«measures», «shown_measures»)
assert tuple(worst) == «shown_pair»
"""

HIDDEN = """
# 6 points: larger matrices, and a class that «is_missing»
### BEGIN HIDDEN TESTS
rng = np.random.default_rng(«seed»)
for n in («sizes»):
    M = rng.integers(0, 20, (n, n)) + 30 * np.eye(n, dtype=int)  # M[true class, predicted class]
    «emptied» = 0
    true, predicted = «worst»
    M[true, predicted] = «most»
    C = M«T».copy()
    «share», «measures», worst = read_confusion(C)
    assert np.isclose(«share», «of_all»sum(M[k, k] for k in range(n)) / M.sum()), "the «share_in_words»"
    in_all = [«in_all_tested» for k in range(n)]
    right = [«twice»M[k, k] / in_all[k] if in_all[k] else «nothing» for k in range(n)]
    assert np.shape(«measures») == (n,) and np.allclose(«measures», right), "the «measure»s"
    assert tuple(worst) == («pair_tested»), "the most frequent confusion"
    assert np.array_equal(C, M«T»), "C is changed"
### END HIDDEN TESTS
"""

# The class that is missing, how many there are in all (of C, and in a test of M), and where the worst confusion can be.
MEASURES = {
    "recall": {
        "measures": "recalls",
        "is_missing": "does not occur",
        "emptied": "M[n - 1]",
        "in_all_tested": "M[k].sum()",
        "worst": "(n - 2, 0) if n > 2 else (0, 1)",
    },
    "precision": {
        "measures": "precisions",
        "is_missing": "is never predicted",
        "emptied": "M[:, n - 1]",
        "in_all_tested": "M[:, k].sum()",
        "worst": "(n - 1, 0)",
    },
    "F1 score": {
        "measures": "f1_scores",
        "is_missing": "neither occurs nor is predicted",
        "emptied": "M[n - 1] = M[:, n - 1]",
        "in_all_tested": "M[k].sum() + M[:, k].sum()",
        "worst": "(n - 2, 0)",
    },
}
SMALL = (  # [true class, predicted class]
    [[3, 1, 0], [0, 2, 0], [0, 2, 2]],
    [[2, 0, 1], [0, 4, 0], [3, 0, 2]],
    [[4, 0, 0], [3, 1, 0], [1, 0, 1]],
    [[1, 0, 2], [1, 5, 0], [0, 0, 3]],
)
DEFINED = """

The F1 score is the harmonic mean of precision and recall, which comes to
twice the right ones of a class over the sum of its row and its column."""


def by_hand(M, measure, directed):
    """Of a matrix with true classes in rows: accuracy, the measure of each class, the most frequent confusion."""
    n = len(M)
    row, column = [sum(M[k]) for k in range(n)], [sum(line[k] for line in M) for k in range(n)]
    in_all = {
        "recall": row,
        "precision": column,
        "F1 score": [a + b for a, b in zip(row, column, strict=True)],
    }
    twice = 2 if measure == "F1 score" else 1
    of_class = [Fraction(twice * M[k][k], in_all[measure][k]) for k in range(n)]
    pairs = [(i, j) for i in range(n) for j in range(n) if (i != j if directed else i < j)]
    worst = max(pairs, key=lambda p: M[p[0]][p[1]] + (0 if directed else M[p[1]][p[0]]))
    return Fraction(sum(M[k][k] for k in range(n)), sum(row)), of_class, worst


def task(draw):
    true_in_rows = draw.one_of(True, False)
    measure = draw.one_of(*MEASURES)
    of_right = draw.one_of(True, False)
    directed = draw.one_of(True, False)
    nothing = draw.one_of(0, 1)
    M = draw.one_of(*SMALL)
    accuracy, of_class, worst = by_hand(M, measure, directed)
    axis = 1 if (measure == "recall") == true_in_rows else 0
    values = {
        "layout": "Rows are true classes and columns predicted classes, as in notebook 11."
        if true_in_rows
        else "Here columns are true classes and rows predicted classes, unlike in notebook 11.",
        "share": "accuracy" if of_right else "error_rate",
        "share_in_words": "accuracy" if of_right else "error rate",
        "measure": measure,
        **MEASURES[measure],
        "nothing": nothing,
        "wanted": "the most frequent confusion, as a pair `(true class, predicted class)`"
        if directed
        else "the two classes most often confused, both directions taken together, as a pair `(smaller, larger)`",
        "defined": DEFINED if measure == "F1 score" else "",
        "pair": "(true class, predicted class)" if directed else "(smaller class, larger class)",
        "in_all": "C.sum(axis=0) + C.sum(axis=1)"
        if measure == "F1 score"
        else f"C.sum(axis={axis})",
        "twice": "2 * " if measure == "F1 score" else "",
        "of_all": "" if of_right else "1 - ",
        "rows": "true" if true_in_rows else "predicted",
        "columns": "predicted" if true_in_rows else "true",
        "returned": "int(true), int(predicted)" if directed else "int(smaller), int(larger)",
        "pair_tested": "true, predicted"
        if directed
        else "min(true, predicted), max(true, predicted)",
        "digits": {10: "ten", 12: "twelve"}[sum(map(sum, M))],
        "C": M if true_in_rows else [list(line) for line in zip(*M, strict=True)],
        "shown_share": as_code(accuracy if of_right else 1 - accuracy),
        "shown_measures": f"[{', '.join(map(as_code, of_class))}]",
        "shown_pair": worst,
        "seed": draw.seed(113),
        "sizes": draw.one_of("2, 5, 10", "3, 6, 9", "4, 7, 10")
        if measure != "F1 score"
        else "3, 5, 10",
        "most": draw.integer(25, 25, 29) if directed else draw.integer(45, 45, 49),
        "T": "" if true_in_rows else ".T",
    }
    values["find"] = fill(DIRECTED if directed else UNDIRECTED, **values)
    return Task(
        "Read a confusion matrix",
        "11",
        {
            "true_in_rows": true_in_rows if directed or measure != "F1 score" else "either",
            "measure": measure,
            "of_right": of_right,
            "directed": directed,
            "nothing": nothing,
        },
        [
            text(fill(TEXT, **values)),
            answer("read_confusion", fill(ANSWER, **values)),
            tests("read_confusion_1", 2, fill(VISIBLE, **values)),
            tests("read_confusion_2", 6, fill(HIDDEN, **values)),
        ],
    )


def as_code(fraction):
    return str(fraction).replace("/", " / ")
