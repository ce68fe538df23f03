"""The benchmark is a program, not a test; here is only that it compares with the same arithmetic, and reports whole."""

import numpy as np
import pytest
from threadpoolctl import threadpool_limits

from helpers.encoding import one_hot
from helpers.layers import SoftmaxCrossEntropy, mlp
from helpers.model import Model
from helpers.optimizers import Adam
from tools.measure import bench, bench_report, record, second_write_up


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


@pytest.mark.slow  # compiles
def test_jax_makes_the_updates_of_this_course(digits):
    pytest.importorskip("jax", reason="JAX is not installed (requirements-beyond.txt)")
    X, y = digits[0][:120].astype(np.float32), digits[2][:120]
    model = Model(
        mlp((784, 16, 8, 10), np.random.default_rng(0)), SoftmaxCrossEntropy(), np.float32
    )
    initial = [(layer.W.copy(), layer.b.copy()) for layer in model.dense]
    epoch = bench.bench_jax.trained_on(X, y, 50, initial, np.random.default_rng(1))
    epoch()
    params, *_, n_updates = epoch()
    model.fit(X, y, Adam(), 2, 50, np.random.default_rng(1))
    assert n_updates == 6
    for layer, (W_before, _), (W, b) in zip(model.dense, initial, params, strict=True):
        assert W.dtype == b.dtype == np.float32
        assert abs(layer.W - W_before).max() > 4e-3  # six steps of nearly 0.001
        assert np.allclose(layer.W, W, rtol=0, atol=1e-4)
        assert np.allclose(layer.b, b, rtol=0, atol=1e-4)


@pytest.mark.slow  # trains all of them, and compiles
def test_all_train_by_turns_and_are_drawn(digits, tmp_path):
    X, y = digits[0][:40].astype(np.float32), digits[2][:40]
    seconds = bench.epochs_side_by_side(X, y, 16, runs=2, rounds=3)
    assert list(seconds)[:2] == ["this course", "scikit-learn"]
    assert ("JAX, jit" in seconds) == (bench.bench_jax is not None)
    assert ("PyTorch" in seconds) == (bench.torch is not None)
    assert all(each.shape == (2, 3) and (each > 0).all() for each in seconds.values())
    curves = {"examples": ((10, 20), [1.0, 2.0], 1.0)}
    bench_report.draw(tmp_path / "speed.png", seconds, curves)
    assert (tmp_path / "speed.png").stat().st_size > 0


def test_who_is_not_installed_is_left_out_with_a_word(digits, monkeypatch):
    monkeypatch.setattr(bench, "torch", None)
    monkeypatch.setattr(bench, "bench_jax", None)
    X, y = digits[0][:40].astype(np.float32), digits[2][:40]
    assert list(bench.contestants(X, y, 16)) == [bench.OURS, "scikit-learn", bench.OWN]
    words = bench.setting()
    assert "PyTorch left out" in words and "JAX left out" in words
    assert "784-128-64-10" in words and f"NumPy {np.__version__}" in words
    assert f"{record.threads()} threads" in words


def test_the_spread_is_that_of_the_runs():
    ratios = [[1, 2, 9], [3, 3, 3], [4, 5, 5]]  # the medians 2, 3, 5
    assert bench.median_and_spread(ratios) == (3, 2, 5)


def test_the_products_alone_are_counted_right():
    # A W three times, A.T dZ three times, and dZ W.T but for the first layer
    forward = 784 * 128 + 128 * 64 + 64 * 10
    assert bench.operations(7) == 2 * 7 * (2 * forward + 128 * 64 + 64 * 10)


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


def test_the_threads_are_those_of_the_products():
    with threadpool_limits(1, "blas"):
        assert record.threads() == 1
