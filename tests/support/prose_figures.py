"""Every result figure in prose stands in an output of its notebook, in an assert of it, or in the list CITED below.

A result figure is, in markdown outside of code and formulas,

    a percentage     87.22 %, 97.78 and 96.91 %, ninety percent, half a percent
    a share          43 of fifty, four pixels out of five, one guess in ten
    a comparison     ten times faster, up to ten times, twice as many, a factor of 10
    a duration       3 seconds, two minutes (but for what **You need**)
    a decimal        a cost of 0.41

The notebook shows it if an assert compares with that number, or if a compared output has a number of the same kind that
is less than half a unit of its last digit away: 87.22 % shows 87 %, and neither 88 % nor 87.3 %; 80.74 % shows four of
five. 0.8722 shows them too where its line speaks of a share, an accuracy or the like (SAYS_SHARE).

A decimal may also be something put in, not a result: a number in the code or in a formula, or one that an exercise asks
to try. But not in a sentence that speaks of a cost, an accuracy or the like (JUDGEMENT).

Signs are not compared. Not looked at are whole numbers without a unit, and fractions in words (half, a third).
"""

import ast
import math
import re
from decimal import Decimal
from typing import NamedTuple

from support import notebook_rules
from support.notebook_rules import EXEMPT, section, syntax, tags, texts, where, without_code


class Cited(NamedTuple):
    notebook: str  # its number
    words: str  # the words with the figure, as they stand in the markdown
    source: str | float  # who published it; or, of a figure that is worked out on paper, its value


FIRST = "Coding a Neural Network from scratch (2024), its results"
SECOND = "How and why I built a Neural Network from scratch (2024), its last two outputs"
THIRD = "Neural Network From Scratch With NumPy, its train_test_split"
MEASURED = "tools/measure/handwriting.csv"
CITED = [
    Cited("07", "reports 87.22 % on its training and 85.65 % on its test digits", FIRST),
    Cited("12", "got 87.22 % on training and 85.65 % on test digits", FIRST),
    Cited("12", "reports 96.91 % on the test digits", SECOND),
    Cited("12", "contain its 97.78 and 96.91 %", SECOND),
    Cited("12", "80 % for training and 20 % for the test, divided at random", THIRD),
    Cited("12", "misread fewer than 1 % of the test digits", "LeCun et al., 1998: 0.95 %, LeNet-5"),
    Cited("12", "about 0.2 % today", "Wan et al., 2013: 0.21 %; Mazzia et al., 2021: 0.16 %"),
    Cited("12", "twice as many numbers", "a vector register holds 64 bits or two times 32"),
    Cited("12", "an accuracy of 97 % on 10,000 digits", "a round number near ours"),
    Cited("12", "is 0.17 percentage points", 100 * math.sqrt(0.97 * 0.03 / 10_000)),
    Cited("12", "the 95 % confidence interval of notebook 11", "its definition"),
    Cited("12", "23 times as long", 4690 / 201),
    Cited(
        "16",
        "ten times as many digits leave less than half of the mistakes",
        "notebook 12: 0.45 of them",
    ),
    Cited(
        "16",
        "promised about as much from ten times the digits",
        "notebook 12: 0.45 of the mistakes",
    ),
    Cited(
        "16",
        "read 98 % of the test digits after ten epochs",
        "notebook 12, the network with mini-batches",
    ),
    Cited("12", "five times as many digits", 300_000 / 60_000),
    Cited("13", "reads 97.90 % of the originals, 97.96 % prepared, 88.18 % centred", MEASURED),
    Cited("13", "they go from 13.48 to 14.50", "tests/taught/test_handwriting.py"),
    Cited("13", "28.78 % of the sheets that are only shrunk", MEASURED),
    Cited("03", "together 11.11", math.exp(2) + math.exp(1) + math.exp(0)),
    Cited("04", "halfway would be 0.3466", math.log(2) / 2),
    Cited("04", "saves only 0.41", math.log(0.15 / 0.10)),
    Cited("04", "does best to answer 4.5", (0 + 9) / 2),
    Cited("05", "a nudge of 0.001", "chosen"),
    Cited("05", "An error of 0.001 is nothing", "chosen"),
    Cited("05", "everything for one of 0.001", "chosen"),
    Cited("05", "Nudge it by 0.001", "chosen"),
    Cited("05", "$z_2$ rises by 0.001", 1.0 * 0.001),
    Cited("05", "becomes 0.002 at $z$", 2 * 0.001),
    Cited("05", "and 0.0005 at $a$", 2 * 0.001 * 0.25),
    Cited("05", "rises by 0.0002", 0.2 * 0.001),
    Cited("05", "moves $L$ by 0.0004", 2 * 0.2 * 0.001),
    Cited("05", "Together 0.0104", 2 * 0.2 * 0.001 + 10 * 1.0 * 0.001),
    Cited("05", "five times too long here", "a sum is m times the mean; m is five in that cell"),
    Cited("05", "4,000 times too long for 4,000 digits", "a sum is m times the mean"),
    Cited("07", "one image is one percentage point", 100 / 100),
    Cited("07", "by about one percentage point (one standard", 100 * math.sqrt(0.88 * 0.12 / 1000)),
    Cited("07", "may differ by almost 3 percentage", 196 * math.sqrt(2 * 0.88 * 0.12 / 1000)),
    Cited("07", "tables that are 49 times smaller", 784 / 16),
    Cited("07", "with four times as many digits", 4000 / 1000),
    Cited(
        "11",
        "94.5 % can't be told from one of 95 %",
        "by luck up to 1.96 √(2 · 0.95 · 0.05 / 1000): 1.9 %",
    ),
    Cited("11", "of ten digits read with 80 %, eight", 100 * 8 / 10),
    Cited("15", "since PyTorch 2.6; the versions", "PyTorch 2.6, its release notes"),
    Cited("11", "99 % for half of the digits and 81 % for the others", "their mean is 90 %"),
    Cited("11", "would get twice as much as in training", 1 / 0.5),
    Cited("10", "they were 25 times apart", "the formula of the valley"),
    Cited("10", "both become 1,000 times as large", "the formulas of the moments"),
    Cited("10", "the step is 3.2 times too", math.sqrt(1 / (1 - 0.999)) * (1 - 0.9)),
    Cited("10", r"up to $\sqrt 3 = 1.73$ times as large", math.sqrt(3)),
    Cited(
        "17", "two workers took 0.61 to 0.65 of one worker's time", "python -m tools.measure.many"
    ),
    Cited("17", "in one hour that way", "Goyal et al., 2017: their title"),
    Cited(
        "17",
        "and, after five minutes, a worker that is silent",
        "Dask's setting scheduler.worker-ttl",
    ),
    Cited("17", "is below 0.4?", "chosen"),
    Cited("17", "256 digits in place of 16 are 16 times the work", 256 / 16),
    Cited("17", "25 local steps are 25 times as many steps", 25 / 1),
    Cited("09", "16 times the work for a quarter of the noise", 4**2),
    Cited("09", "512 digits are 16 times the work of 32", 512 / 32),
]


class Figure(NamedTuple):
    words: str
    kind: str  # percent, times, seconds or decimal
    value: Decimal
    unit: Decimal  # of its last digit; of a share, one of the whole

    def rounds(self, value):
        return abs(value - self.value) < self.unit / 2


SMALL = """zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen
seventeen eighteen nineteen"""
TENS = "twenty thirty forty fifty sixty seventy eighty ninety hundred"
NAMES = {name: str(value) for value, name in enumerate(SMALL.split())} | {"thousand": "1000"}
NAMES |= {name: str(10 * value) for value, name in enumerate(TENS.split(), 2)}
DIGITS = r"(?<![\w.#])(?:\d{1,3}(?:,\d{3})+|\d+)(?:\.\d+)?(?!\w|\.\d)"
NUMBER = rf"(?:{DIGITS}|\b(?!one\s+of\b)(?:{'|'.join(NAMES)})\b)"  # one of them is no number
NAMES |= {"twice": "2", "half": "0.5", "a": "1", "an": "1"}
ANY_NUMBER = re.compile(
    rf"{NUMBER}|\btwice(?=\s+(?:as|the)\b)|\b(?:half\s+)?an?(?=\s+per\s?cent\b)", re.IGNORECASE
)

# What makes a number a figure of a kind: words after it, or before it.
PERCENT = re.compile(rf"(?:\s*(?:,|and|or|to)\s*{DIGITS})*\s*(?:\\?%|per\s?cent)", re.IGNORECASE)
SHARE = re.compile(
    rf"\s+of\s+({NUMBER})|(?:\s+[a-z]+)?\s+out\s+of\s+({NUMBER})|(?:\s+[a-z]+)?\s+in\s+(ten|10+)\b",
    re.IGNORECASE,
)
TIMES = re.compile(r"[\s-]+times\b")
COMPARED = re.compile(
    r"[\s-]+times\s+(?:as|more|less|fewer|too|the|its|that|what|apart|worse|\w+er)\b"
    r"|(?<=twice)\s+(?:as|the)\b",
    re.IGNORECASE,
)
LIMIT = re.compile(r"\b(?:up to|by|at least|at most|about|nearly|over|than)\s+$", re.IGNORECASE)
FACTOR = re.compile(r"\bfactor\s+of\s+$|[^\d\s]\s*×\s*$", re.IGNORECASE)
DURATION = re.compile(r"\s+(µs|ms|s\b|second(?=s)|minute|hour)s?\b")
SECONDS = {"µs": "1e-6", "ms": "1e-3", "s": "1", "second": "1", "minute": "60", "hour": "3600"}

JUDGEMENT = re.compile(
    r"\b(accurac|costs?\b|loss|precision|recall|scores?\b|surpris)", re.IGNORECASE
)
SAYS_SHARE = re.compile(r"\b(accurac|precision|recall|right\b|scores?\b|share)", re.IGNORECASE)
SENTENCE = re.compile(r"(?<=[.?!])\s+|\n\s*\n|\n(?=[|#>*-])")
FORMULA = re.compile(r"\$\$?([^$]+)\$\$?(?=(\s*(?:times\b|\\?%|per\s?cent))?)")
A_FEW_WORDS = re.compile(r"\S*(?:\s+\S+){0,3}")
CAPTIONS = re.compile(r"^ *texts: .*$", re.MULTILINE)  # 97% sure of one digit is not 97 % of them


def stand_in_outputs(notebooks, cited=CITED):
    """Complain about each result figure that its notebook does not show, and about each citation in vain."""
    for fact in cited:
        yield from in_vain(
            fact, [each for each in notebooks if each.name.startswith(fact.notebook)]
        )
    for notebook in notebooks:
        own = [fact for fact in cited if notebook.name.startswith(fact.notebook)]
        for cell, figure in not_shown(notebook, own):
            yield f"{notebook.name}: {where(cell)} says '{figure.words}', and nothing shows it"


def in_vain(fact, notebooks):
    if not any(quoted(fact).search(cell.source) for each in notebooks for cell in markdown(each)):
        yield f"notebook {fact.notebook} does not say '{fact.words}', which the list cites"
    found = list(figures(prose(fact.words)))
    if not found:
        yield f"there is no figure in '{fact.words}', which the list cites"
    if not isinstance(fact.source, str) and not (
        len(found) == 1 and found[0].rounds(abs(Decimal(fact.source)))
    ):
        yield f"'{fact.words}' is not {fact.source:g}, which the list works out"


def not_shown(notebook, facts):
    """(cell, figure) of what the prose states and neither an output nor an assert nor a fact has."""
    shown, asserted, put_in = shown_by(notebook), asserted_by(notebook), put_into(notebook)
    exercises = section(notebook, "Try it")
    for cell in markdown(notebook):
        text = cell.source
        for fact in facts:
            text = quoted(fact).sub(" ", text)
        for sentence in SENTENCE.split(prose(text)):
            for figure in figures(sentence):
                kind, value = figure.kind, figure.value
                chosen = kind == "decimal" and (value in put_in or cell in exercises)
                if chosen and not JUDGEMENT.search(sentence):
                    continue
                if value in asserted or (kind == "percent" and value / 100 in asserted):
                    continue
                if not any(map(figure.rounds, shown[kind])):
                    yield cell, figure


def figures(text):
    for match in ANY_NUMBER.finditer(text):
        start, end = match.span()
        before = text[max(start - 20, 0) : start]
        value, unit = number(match.group())
        if PERCENT.match(text, end):
            kind = "percent"
        elif whole := counted_in(SHARE.match(text, end), value):
            kind, value, unit = "percent", 100 * value / whole, 100 * unit / whole
        elif (
            COMPARED.match(text, end)
            or FACTOR.search(before)
            or (TIMES.match(text, end) and LIMIT.search(before))
        ):
            kind = "times"
        elif duration := DURATION.match(text, end):
            second = Decimal(SECONDS[duration[1]])
            kind, value, unit = "seconds", value * second, unit * second
        elif unit < 1:
            kind = "decimal"
        else:
            continue
        words = text[start : A_FEW_WORDS.match(text, end).end()]
        yield Figure(" ".join(words.split()), kind, value, unit)


def counted_in(share, value):
    """The whole that a share is counted in; None if it is no share."""
    whole = number(share[share.lastindex])[0] if share else 0
    return whole if value == int(value) and value <= whole else None


def number(words):
    """Its value, and the unit of its last digit."""
    value = Decimal(NAMES.get(words.lower().split()[0], words.replace(",", "")))
    return value, Decimal(1).scaleb(value.as_tuple().exponent)


def shown_by(notebook):
    """The values in its compared outputs, by kind. A percentage shows its decimal too, and a share the percentage."""
    shown = {"percent": set(), "times": set(), "seconds": set(), "decimal": set()}
    compared = [cell for cell in notebook.code if EXEMPT not in tags(cell)]
    words = "\n".join(
        text for cell in compared for output in cell.outputs for text in texts(output)
    )
    for line in CAPTIONS.sub("", words).splitlines():
        for figure in figures(line):
            shown[figure.kind].add(figure.value)
            if figure.kind == "percent":
                shown["decimal"].add(figure.value / 100)
            if figure.kind == "decimal" and SAYS_SHARE.search(line):
                shown["percent"].add(100 * figure.value)
    return shown


def asserted_by(notebook):
    """The numbers in its asserts, but for indices and keyword arguments, which are tolerances."""
    found = set()
    nodes = [
        node.test
        for cell in notebook.code
        for node in ast.walk(syntax(cell))
        if isinstance(node, ast.Assert)
    ]
    while nodes:
        node = nodes.pop()
        if isinstance(node, ast.Constant):
            found |= constants(node)
        elif isinstance(node, ast.Subscript):
            nodes.append(node.value)
        elif not isinstance(node, ast.keyword):
            nodes.extend(ast.iter_child_nodes(node))
    return found


def put_into(notebook):
    """The numbers in its code and in its formulas: what was chosen, or is worked out on paper."""
    found = [each for cell in markdown(notebook) for each in FORMULA.finditer(cell.source)]
    formulas = " ".join(each[1] for each in found if said(each) == " ")
    on_paper = {number(digits)[0] for digits in re.findall(DIGITS, formulas)}
    return on_paper.union(*(constants(syntax(cell)) for cell in notebook.code))


def constants(tree):
    values = [node.value for node in ast.walk(tree) if isinstance(node, ast.Constant)]
    return {Decimal(str(value)) for value in values if type(value) in (int, float)}


def markdown(notebook):
    return [cell for cell in notebook.cells if cell.cell_type == "markdown"]


def prose(text):
    """Markdown without code and formulas, and without what **You need**.

    But a formula that is one number is prose, and so is its percentage or its number of times.
    """
    text = re.sub(r"\*\*You need\*\*.*?(\n\s*\n|\Z)", " ", without_code(text), flags=re.DOTALL)
    text = re.sub(r"`[^`]+`", " ", text)
    return notebook_rules.prose(FORMULA.sub(said, text))


def said(formula):
    inside, unit = formula.groups()
    percentages = re.findall(rf"{DIGITS}(?=[\s\\,]*\\%)", inside)
    last = re.search(rf"(^\W*)?({DIGITS})\s*$", inside)
    if percentages:
        return f"{' and '.join(percentages)} %"
    return last[2] if last and (unit or last[1] is not None) else " "


def quoted(fact):
    return re.compile(r"\s+".join(map(re.escape, fact.words.split())))
