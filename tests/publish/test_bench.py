"""The benchmark is a program, not a test; here is only that it compares with the same arithmetic, and reports whole."""

import numpy as np
import pytest

from helpers.encoding import one_hot
from helpers.layers import SoftmaxCrossEntropy
from tools.measure import bench_report, second_write_up


def test_the_second_write_ups_way_gives_the_same_gradients():
    rng = np.random.default_rng(0)
    Z, y = rng.normal(size=(7, 10)), rng.integers(0, 10, 7)
    loss = SoftmaxCrossEntropy()
    loss.forward(Z, one_hot(y))
    theirs = second_write_up.through_softmax(second_write_up.softmax_rows(Z), y)
    assert np.allclose(theirs, loss.backward(), rtol=0, atol=1e-12)


def test_the_second_write_ups_way_learns(digits):
    X, _, y, _ = digits
    second_write_up.epochs(X[:50], y[:50], (784, 8, 6, 10), 2)


def test_the_table_replaces_the_one_before_and_nothing_else(tmp_path):
    readme = tmp_path / "README.md"
    readme.write_text(f"before\n{bench_report.BEGIN}old\n{bench_report.END}after\n", "utf-8")
    for text in "| 1 |", "| 2 |":
        bench_report.write_table(readme, text)
    new = readme.read_text("utf-8")
    assert new.startswith("before\n") and new.endswith("after\n")
    assert "| 2 |" in new and "| 1 |" not in new and "old" not in new


def test_a_readme_without_the_place_for_the_table_is_left_alone(tmp_path):
    readme = tmp_path / "README.md"
    readme.write_text("nothing", "utf-8")
    with pytest.raises(ValueError, match="has no place"):
        bench_report.write_table(readme, "table")
    assert readme.read_text("utf-8") == "nothing"
