"""What notebook 16 shows of long trainings is what tools/measure/record.py has measured."""

import ast
import inspect
from collections import defaultdict

import numpy as np
import pytest

from helpers.data import load_mnist, scale_pixels
from helpers.distortions import distorted_places, nine_shifts
from helpers.layers import SoftmaxCrossEntropy, mlp
from helpers.model import Model
from helpers.saving import load_weights
from support.notebook_rules import ROOT, read, syntax
from tools.measure import record


def shown(name):
    """The dictionary that a cell of notebook 16 gives this name."""
    for cell in read(ROOT / "notebooks" / "16_distortions.ipynb").code:
        for node in ast.walk(syntax(cell)):
            if isinstance(node, ast.Assign) and getattr(node.targets[0], "id", "") == name:
                return ast.literal_eval(node.value)
    raise AssertionError(f"no cell assigns {name}")


def measured(column):
    """{(recipe, epochs): that column with the seeds 0, 1, 2}"""
    by_seed = defaultdict(dict)
    for row in record.rows(record.ABLATION):
        by_seed[row["recipe"], int(row["epochs"])][int(row["seed"])] = int(row[column])
    return {key: [values[seed] for seed in range(3)] for key, values in by_seed.items()}


def test_the_ablation_is_the_measured_one():
    wrong, shifted = measured("wrong"), measured("wrong_shifts")
    assert shown("ablation") == {name: wrong[name, record.SMALL_EPOCHS] for name in record.RECIPES}
    epochs = sorted([*record.LENGTHS, record.SMALL_EPOCHS])
    assert shown("wide") == {name: wrong[name, record.WIDE_EPOCHS] for name in record.WIDE}
    assert shown("lengths") == {n: wrong["the whole recipe", n] for n in epochs}
    keys = {name: tuple(name.removesuffix(" epochs").rsplit(", ", 1)) for name in shown("looks")}
    assert len(keys) >= 4 and shown("looks") == {
        name: (wrong[recipe, int(epochs)], shifted[recipe, int(epochs)])
        for name, (recipe, epochs) in keys.items()
    }


def test_the_record_before_is_the_measured_one():
    columns = "test_percent", "test_percent_shifts"
    before = {
        int(row["seed"]): [float(row[c]) for c in columns] for row in record.rows(record.BEFORE)
    }
    assert shown("before") == before and len(before) == 5


def test_the_readme_has_the_median_and_range():
    right = sorted(float(row["test_percent"]) for row in record.rows(record.RECORD))
    both = np.median([*right, *(one for one, _ in shown("before").values())])
    row = f"| {right[2]} % test, the median of five seeds ({right[0]} to {right[4]} %); "
    row += f"{both:.2f} %, the median of ten, with the first record's five |"
    assert row in (ROOT / "README.md").read_text(encoding="utf-8")


def test_all_distortions_have_the_strength_that_an_epoch_asks_for(monkeypatch):
    asked = []
    monkeypatch.setattr(record, "distort", lambda X, rng, **how: asked.append(how) or X)
    X, y = np.zeros((20, 784), np.float32), np.arange(20) % 10
    record.train(X, y, 0, 3, (784, 10), strength=(1.2, 0.6), warp=1.0)
    usual = inspect.signature(distorted_places).parameters
    at_first = {name: 1.2 * usual[name].default for name in record.LARGEST} | {"warp": 1.2}
    assert set(record.LARGEST) == set(usual) - {"m", "rng"}
    for how, share in zip(asked, (1, 0.75, 0.5), strict=True):
        assert how == pytest.approx({name: share * most for name, most in at_first.items()})


def test_the_curve_is_that_of_all_seeds(tmp_path):
    costs = defaultdict(list)
    for row in record.rows(record.CURVE):
        costs[int(row["seed"])].append(float(row["cost"]))
    assert {seed: len(of_seed) for seed, of_seed in costs.items()} == dict.fromkeys(
        range(5), record.EPOCHS
    )
    assert all(of_seed[-1] < of_seed[0] / 10 for of_seed in costs.values())
    copy = tmp_path / record.CURVE.name
    copy.write_bytes(record.CURVE.read_bytes())
    record.draw_curve(copy)
    assert copy.with_suffix(".png").stat().st_size > 0
    assert record.CURVE.with_suffix(".png").exists()


def test_the_record_is_the_measured_one():
    rows = {int(row["seed"]): row for row in record.rows(record.RECORD)}
    assert sorted(rows) == list(range(5))
    columns = "test_percent", "test_percent_shifts", "seconds"
    assert shown("record") == {
        seed: [float(row[column]) for column in columns] for seed, row in rows.items()
    }
    assert all(int(row["epochs"]) == record.EPOCHS and row["processor"] for row in rows.values())


@pytest.mark.full_mnist
@pytest.mark.slow  # nine readings of 10,000 digits
def test_the_weights_of_seed_0_read_what_the_record_says():
    assert record.WEIGHTS.stat().st_size < 4e6
    model = Model(mlp(record.SIZES, np.random.default_rng(0)), SoftmaxCrossEntropy(), np.float32)
    load_weights(model, record.WEIGHTS)
    images, labels = load_mnist()
    X, y = scale_pixels(images[60_000:], np.float32), labels[60_000:]
    row = next(row for row in record.rows(record.RECORD) if row["seed"] == "0")
    assert (
        abs(100 * model.score(X, y) - float(row["test_percent"])) <= 0.02
    )  # they are rounded to 16 bits
    nine = nine_shifts(model.predict_proba, X).argmax(axis=1)
    assert abs(100 * np.mean(nine == y) - float(row["test_percent_shifts"])) <= 0.02


def test_it_trains_and_its_tables_are_whole(tmp_path, capsys):
    rng = np.random.default_rng(0)
    X, y = rng.uniform(size=(300, 784)).astype(np.float32), np.arange(300) % 10
    model, seconds = record.train(X, y, 0, 2, (784, 8, 10), averaged=True, name="small")
    assert len(model.history) == 2 and seconds > 0 and "epoch 2 of 2" in capsys.readouterr().out
    assert all(0 <= count <= 300 for count in record.wrong(model, X, y))
    table, columns = tmp_path / "table.csv", ["seed", "epochs"]
    assert record.rows(table) == []
    record.add(table, columns, {"seed": "0", "epochs": "2"})
    record.add(table, columns, {"seed": "1", "epochs": "2"})
    assert record.rows(table) == [{"seed": "0", "epochs": "2"}, {"seed": "1", "epochs": "2"}]
    assert [path.name for path in tmp_path.iterdir()] == ["table.csv"]


def test_what_it_does_not_know_is_said():
    with pytest.raises(SystemExit, match="not recrod"):
        record.main("recrod")
