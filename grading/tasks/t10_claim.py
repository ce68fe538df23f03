"""Task 10, in words: what an accuracy on so many digits allows to claim; all its numbers differ from set to set."""

from math import sqrt

from grading.family import Task, fill, text, words

TEXT = """
## 10. What may be claimed

A team trains with «count» «candidates», measures each of the «count» networks on the same «m» test digits, and takes
the best one. It reads «right» of them. The report says: *Our network reads «p» % of all digits, better than last year's
«last» %* (which was measured once, on «m» other digits).

1. How precise is «p» % from «m» digits? Give the standard error $\\sqrt{p(1-p)/m}$ as a number, and a 95 % confidence
   interval. (3 points)
2. Is it better than last year's? Say why, or why not. (2 points)
3. What did choosing on the test digits do to the accuracy, and in which direction? (2 points)
4. How should the team have done it? And write the sentence that it may put into its report. (3 points)
"""

WORDS = """
**A model answer**

1. $\\sqrt{«p_4» \\cdot «q_4» / «m_plain»} \\approx «error_4»$, so about «error» percentage points. Twice that to
   either side: from about «low» % to «high» %.
2. These numbers cannot tell. The difference is «difference» points; the two accuracies have standard errors of
   about «error» and «error_of_last», their difference one of about «error_of_difference». A
   difference of «difference» is what chance alone often gives.
3. The best of «count» is partly the luckiest of «count». The accuracy is too high as an estimate for new digits. It
   doesn't say by how much.
4. Choose the «candidate» on validation digits that belong neither to the training nor to the test set; measure the
   one chosen network on the test digits, once. Then for instance: *Of «m» digits that had no part in
   training or in any choice, the network reads «honest» % (95 % confidence interval: «honest_low» to «honest_high» %).
   It has not been compared with last year's yet.* For that, both would have to be tested on the same digits.

**Rubric**

| points | for |
| --- | --- |
| 2 | the standard error, «error_down» to «error_up» percentage points (1 with a slip in the arithmetic) |
| 1 | an interval of about two of them to either side |
| 1 | no, or: it cannot be told |
| 1 | because the difference is smaller than its standard error |
| 2 | too high, because the best of several is chosen by its luck as well (1 for the direction alone) |
| 1 | validation digits for the choice |
| 1 | the test digits once, at the end |
| 1 | a sentence with the number of digits or an interval, and no claim that the data do not carry |
"""


def task(draw):
    m = draw.one_of(1000, 500, 800, 1250, 1500, 2000, 2500)
    p = draw.one_of(0.954, 0.912, 0.924, 0.932, 0.936, 0.944, 0.948, 0.956, 0.964)
    share = draw.one_of(
        0.5, 0.4, 0.6, 0.7
    )  # how much of its standard error the difference is, nearly
    count = draw.one_of("eight", "five", "six", "seven", "nine", "ten", "twelve")
    candidate, candidates = draw.one_of(
        ("learning rate", "learning rates"),
        ("number of hidden units", "numbers of hidden units"),
        ("batch size", "batch sizes"),
        ("initialization", "initializations"),
    )
    right = round(p * m)
    p = right / m
    error = standard_error(p, m)
    difference = max(round(100 * share * sqrt(2) * error, 1), 0.1)
    last = round(p, 3) - difference / 100
    honest = p - 0.004
    honest_error = standard_error(honest, m)

    def percent(value, digits=1):
        return f"{100 * value:.{digits}f}"

    values = {
        "count": count,
        "candidate": candidate,
        "candidates": candidates,
        "m": f"{m:,}",
        "m_plain": m,
        "right": f"{right:,}",
        "p": percent(p),
        "last": percent(last),
        "p_4": f"{p:.4g}",
        "q_4": f"{1 - p:.4g}",
        "error_4": f"{error:.2g}",
        "error": percent(error, 2),
        "low": percent(p - 2 * error),
        "high": percent(p + 2 * error),
        "difference": f"{difference:.1f}",
        "error_of_difference": percent(sqrt(error**2 + standard_error(last, m) ** 2), 2),
        "error_of_last": percent(standard_error(last, m), 2),
        "honest": percent(honest),
        "honest_low": percent(honest - 2 * honest_error),
        "honest_high": percent(honest + 2 * honest_error),
        "error_down": f"{int(1000 * error) / 10:.1f}",
        "error_up": f"{int(1000 * error) / 10 + 0.1:.1f}",
    }
    return Task(
        "What may be claimed (in words)",
        "11",
        {"m": m, "right": right, "last": values["last"]},
        [text(fill(TEXT, **values)), words("claim", 10, fill(WORDS, **values))],
    )


def standard_error(p, m):
    """Of an accuracy p, measured on m digits."""
    return sqrt(p * (1 - p) / m)
