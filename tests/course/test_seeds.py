"""What notebook 12 shows of trainings with several seeds is what tools/measure/seeds.py has measured."""

import ast
import csv
from collections import defaultdict
from pathlib import Path

from support.notebook_rules import read, syntax
from tools.measure import seeds

ROOT = Path(__file__).resolve().parents[2]
SHOWN = {"recorded_first", "after_50", "recorded", "one_change", "recorded_sizes"}


def test_the_notebook_shows_what_was_measured():
    measured = defaultdict(dict)  # by the training's name, and by its name and digits
    with seeds.RESULTS.open(newline="") as file:
        for row in csv.DictReader(file):
            name, digits = row["training"], int(row["digits"])
            key = (name, digits) if name.startswith("784") else name
            measured[key][int(row["seed"])] = float(row["right_test"])
    shown = {}
    for cell in read(ROOT / "notebooks" / "12_full_mnist.ipynb").code:
        for node in ast.walk(syntax(cell)):
            if isinstance(node, ast.Assign) and getattr(node.targets[0], "id", "") in SHOWN:
                shown |= ast.literal_eval(node.value)
    assert set(shown) == set(measured)
    for name, right in shown.items():
        assert right == [measured[name][seed] for seed in seeds.SEEDS], name
