"""What notebook 12 shows of trainings with several seeds is what tools/measure/seeds.py has measured."""

import ast
import csv
from collections import defaultdict
from pathlib import Path

from support.notebook_rules import read, syntax
from tools.measure import seeds

ROOT = Path(__file__).resolve().parents[2]
SHOWN = {"recorded", "one_change"}


def test_the_notebook_shows_what_was_measured():
    measured = defaultdict(dict)
    with seeds.RESULTS.open(newline="") as file:
        for row in csv.DictReader(file):
            if int(row["digits"]) == seeds.ALL:
                measured[row["training"]][int(row["seed"])] = float(row["right_test"])
    shown = {}
    for cell in read(ROOT / "notebooks" / "12_full_mnist.ipynb").code:
        for node in ast.walk(syntax(cell)):
            if isinstance(node, ast.Assign) and getattr(node.targets[0], "id", "") in SHOWN:
                shown |= ast.literal_eval(node.value)
    assert list(shown) and set(shown) == set(seeds.RECIPES)
    for name, right in shown.items():
        assert right == [measured[name][seed] for seed in seeds.SEEDS], name
