"""Task 6, in words: every digit is in the file several times; how often, and the share that is split off, differ."""

from grading.family import Task, fill, text, words

TEXT = """
## 6. Every digit «times»

By mistake, every one of the $m$ training digits is in the file «times», so there are $«r»m$ rows. You train with
`train_vectorized`, with the same initial weights and the same learning rate as before. In your own words, with formulas
where they help:

1. What happens to the cost of the first epoch, to `dW1`, and to the weights after it? Show it from
   $dW = A^\\top dZ$ with $dZ = (P - Y)/m$. (5 points)
2. What happens to the time that an epoch takes? (1 point)
3. A colleague's code leaves out the division by $m$. What happens there, and why may the training diverge? (2 points)
4. The file is shuffled and split into training and test digits *after* the «copying»; each row goes into the test set
   with probability «share» %. How likely is it that the digit of a test row is in the training set too, and what is
   wrong with the accuracy on the test digits now? (2 points)
"""

WORDS = """
**A model answer**

1. The cost is a mean over the rows. Each loss is in it «times», and the divisor is $«r»m$: the cost stays the same.
   For the gradient, stack the batch on itself: $A'$ holds $A$ «times», and $dZ'$ holds $\\frac1«r» dZ$ «times»,
   since $dZ$ holds the division by $m$ and $dZ'$ that by $«r»m$. Then $A'^\\top dZ'$ is a sum of «r» equal terms
   $A^\\top \\frac1«r» dZ$, and that is $A^\\top dZ$. The same holds in every layer, as the backward pass treats
   each row by itself. So `dW1` is the same, and so is each weight after the epoch (but for rounding).
2. It is multiplied by about «r», as all products have «times» as many rows.
3. Without the division the gradient is a sum. It is «times» as large now, as if the learning rate were multiplied
   by «r»; steps that are too large overshoot the minimum, and the cost grows from step to step.
4. «likely» The accuracy then also measures what the network
   has memorized, and it is too high. Take the copies out before the split.

**Rubric**

| points | for |
| --- | --- |
| 1 | the cost stays the same, because it is a mean |
| 2 | the sum over examples is «times» as large: «r» equal terms, or the stacked matrices written out |
| 1 | the divisor $«r»m$ makes up for it, so `dW1` stays the same |
| 1 | the weights after the epoch are the same |
| 1 | the time is multiplied by «r», or nearly |
| 1 | without the division the step is «times» as large |
| 1 | as with a learning rate too large: it overshoots |
| 1 | the same digit is in both sets, for «percent» % of the test rows |
| 1 | so the accuracy is too high, or says nothing about new digits |

A right result without a reason earns half of its points.
"""
TIMES = {2: "twice", 3: "three times", 4: "four times", 5: "five times", 6: "six times"}


def task(draw):
    r = draw.one_of(*TIMES)
    share = draw.one_of(20, 10, 25, 30, 40)
    percent = f"{100 * (1 - (share / 100) ** (r - 1)):.6g}"
    if r == 2:
        likely = f"The one copy of a test row is in the training set with probability {percent} %."
    else:
        likely = (
            f"None of the {r - 1} copies of a test row is in the training set with probability "
            f"${share / 100:g}^{r - 1}$, so at least one is with probability {percent} %."
        )
    values = {
        "times": TIMES[r],
        "r": r,
        "copying": "doubling" if r == 2 else "copying",
        "share": share,
        "percent": percent,
        "likely": likely,
    }
    return Task(
        f"Every digit {TIMES[r]} (in words)",
        "01, 05, 06, 07",
        {"times": r, "share": share},
        [text(fill(TEXT, **values)), words("twice", 10, fill(WORDS, **values))],
    )
