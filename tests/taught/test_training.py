import numpy as np
import pandas as pd
import pytest

from helpers.losses import cross_entropy
from helpers.network import forward, init_params
from helpers.training import gradient_step, train_per_example, train_vectorized

both = pytest.mark.parametrize("train", [train_per_example, train_vectorized])


def blocks(params):
    return [block for pair in params for block in pair]


def test_gradient_step_by_hand():
    (W, b), *_ = gradient_step(
        [(np.array([[1.0]]), np.array([2.0]))], [(np.array([[10.0]]), np.array([-20.0]))], 0.1
    )
    assert (W, b) == (0.0, 4.0)


def test_a_step_needs_a_gradient_for_each_layer():
    layer = (np.ones((1, 1)), np.ones(1))
    with pytest.raises(ValueError, match="shorter"):
        gradient_step([layer, layer], [layer], 0.1)


@pytest.mark.parametrize("hidden", ["sigmoid", "relu"])
@pytest.mark.parametrize("sizes", [(784, 10), (784, 16, 16, 10)])
def test_both_loops_give_the_same_numbers(batch, sizes, hidden):
    params = init_params(sizes, np.random.default_rng(1))
    one, costs_one = train_per_example(params, *batch, 5, 0.3, hidden)
    all_, costs_all = train_vectorized(params, *batch, 5, 0.3, hidden)
    assert np.allclose(costs_one, costs_all, rtol=1e-12)
    for a, b in zip(blocks(one), blocks(all_), strict=True):
        assert np.abs(a - b).max() < 1e-12


@both
def test_history_holds_the_cost_before_each_update(params, batch, train):
    X, Y = batch
    trained, costs = train(params, X, Y, 3, 0.5)
    assert len(costs) == 3
    assert costs[0] == pytest.approx(cross_entropy(forward(params, X)[-1], Y), rel=1e-12)
    _, more = train(trained, X, Y, 1, 0.5)
    assert more[0] < costs[2] < costs[1] < costs[0]


@both
def test_given_params_stay_as_they_are(params, batch, train):
    before = [block.copy() for block in blocks(params)]
    train(params, *batch, 2, 0.5)
    assert all(np.array_equal(a, b) for a, b in zip(before, blocks(params), strict=True))


def test_the_loop_takes_lists_and_tables(params, batch):
    X, Y = batch
    _, expected = train_per_example(params, X, Y, 2, 0.5)
    for kind in np.ndarray.tolist, pd.DataFrame:
        assert train_per_example(params, kind(X), kind(Y), 2, 0.5)[1] == expected


@both
def test_ten_epochs_are_five_and_five(params, batch, train):
    at_once, _ = train(params, *batch, 6, 0.5)
    half, _ = train(params, *batch, 3, 0.5)
    in_two, _ = train(half, *batch, 3, 0.5)
    assert all(np.array_equal(a, b) for a, b in zip(blocks(at_once), blocks(in_two), strict=True))


@both
def test_it_can_learn_forty_digits_by_heart(params, batch, train):
    X, Y = batch
    trained, _ = train(params, X, Y, 150 if train is train_per_example else 400, 2.0)
    assert np.mean(forward(trained, X)[-1].argmax(axis=1) == Y.argmax(axis=1)) > 0.9


@both
def test_progress_is_reported(params, batch, train, capsys):
    train(params, *batch, 3, 0.5, report_every=2)
    lines = capsys.readouterr().out.splitlines()
    assert [line.split()[:2] for line in lines] == [["epoch", "0"], ["epoch", "2"]]
    train(params, *batch, 3, 0.5)
    assert capsys.readouterr().out == ""


@both
def test_examples_and_answers_must_match(params, batch, train):
    X, Y = batch
    with pytest.raises(ValueError):
        train(params, X, Y[:-1], 1, 0.5)
    with pytest.raises(ValueError):
        train(params, X[:10], Y[:10].argmax(axis=1), 1, 0.5)
    with pytest.raises(ValueError, match="hidden='tanh'"):
        train(params, X, Y, 1, 0.5, hidden="tanh")


def test_the_matrices_take_lists_and_tables(params, batch):
    X, Y = batch
    _, expected = train_vectorized(params, X, Y, 2, 0.5)
    for kind in np.ndarray.tolist, pd.DataFrame:
        assert train_vectorized(params, kind(X), kind(Y), 2, 0.5)[1] == expected
