import numpy as np
import pytest
from scipy import stats
from sklearn import metrics

from helpers.gradcheck import numerical_gradient, relative_error
from helpers.layers import (
    Dense,
    MeanSquaredError,
    ReLU,
    Sigmoid,
    SoftmaxCrossEntropy,
    glorot,
    he,
    mlp,
    normal,
    uniform,
)
from helpers.model import Network


def numbers(*shape, seed=0):
    """Random numbers, none of them near 0, where ReLU has its kink."""
    N = np.random.default_rng(seed).normal(size=shape)
    return N + 0.1 * np.sign(N)


def dense(n_in, n_out):
    layer = Dense(n_in, n_out, np.random.default_rng(5))
    layer.b[...] = numbers(n_out)
    return layer


def one_hot_rows(m, n):
    return np.eye(n)[np.arange(m) % n]


every_layer = pytest.mark.parametrize("make", [lambda: dense(4, 3), Sigmoid, ReLU])
every_loss = pytest.mark.parametrize(
    ("loss", "Z", "Y"),
    [
        (SoftmaxCrossEntropy(), numbers(7, 3), one_hot_rows(7, 3)),
        (MeanSquaredError(), numbers(7, 1), numbers(7, 1, seed=1)),
        (MeanSquaredError(), numbers(7, 3), numbers(7, 3, seed=1)),
    ],
    ids=["cross-entropy", "one number", "three numbers"],
)
starts = pytest.mark.parametrize(
    ("start", "distribution"),
    [
        (uniform, stats.uniform(-0.5, 1)),
        (normal, stats.norm(0, 0.1)),
        (glorot, stats.uniform(-((6 / 500) ** 0.5), 2 * (6 / 500) ** 0.5)),
        (he, stats.norm(0, (2 / 300) ** 0.5)),
    ],
)


def test_dense_by_hand():
    layer = Dense(2, 3, np.random.default_rng(0))
    layer.W[...], layer.b[...] = [[1, 2, 3], [4, 5, 6]], [10, 20, 30]
    assert layer.forward(np.array([[1.0, 2.0], [0.0, -1.0]])).tolist() == [
        [19, 32, 45],
        [6, 15, 24],
    ]
    dA = layer.backward(np.array([[1.0, 0.0, -1.0], [2.0, 1.0, 0.0]]))
    assert dA.tolist() == [[-2, -2], [4, 13]]
    assert layer.dW.tolist() == [[1, 0, -1], [0, -1, -2]]
    assert layer.db.tolist() == [3, 1, -1]


def test_sigmoid_and_relu_by_hand():
    Z, dA = np.array([[0.0, np.log(3), -2.0]]), np.array([[8.0, 16.0, 4.0]])
    layer = Sigmoid()
    assert layer.forward(Z) == pytest.approx(np.array([[0.5, 0.75, 1 / (1 + np.e**2)]]))
    assert layer.backward(dA)[:, :2] == pytest.approx(np.array([[2.0, 3.0]]))
    layer = ReLU()
    assert layer.forward(Z).tolist() == [[0, np.log(3), 0]]
    assert layer.backward(dA).tolist() == [[0, 16, 0]]  # 0 at the kink, as in part one


@every_layer
def test_slope_in_the_input_agrees_with_central_differences(make):
    layer, A = make(), numbers(5, 4)
    weights = numbers(*layer.forward(A).shape, seed=1)
    slope = numerical_gradient(lambda A: (make().forward(A) * weights).sum(), A, eps=1e-5)
    assert relative_error(layer.backward(weights), slope) < 1e-7


@pytest.mark.parametrize("block", ["W", "b"])
def test_slopes_in_weights_and_biases_agree_with_central_differences(block):
    layer, A, weights = dense(4, 3), numbers(5, 4), numbers(5, 3, seed=1)

    def cost(values):
        nudged = dense(4, 3)
        getattr(nudged, block)[...] = values
        return (nudged.forward(A) * weights).sum()

    for _ in range(2):  # the second time shows that nothing adds up
        layer.forward(A)
        layer.backward(weights)
    slope = numerical_gradient(cost, getattr(layer, block), eps=1e-5)
    assert relative_error(getattr(layer, "d" + block), slope) < 1e-7


@every_loss
def test_slope_of_the_loss_agrees_with_central_differences(loss, Z, Y):
    loss.forward(Z, Y)
    slope = loss.backward()
    assert relative_error(slope, numerical_gradient(lambda Z: loss.forward(Z, Y), Z, 1e-5)) < 1e-7


@every_loss
def test_the_loss_is_that_of_scikit_learn(loss, Z, Y):
    if isinstance(loss, MeanSquaredError):
        theirs = metrics.mean_squared_error(Y, Z)
    else:
        theirs = metrics.log_loss(Y, np.exp(Z) / np.exp(Z).sum(axis=1, keepdims=True))
    cost = loss.forward(Z, Y)
    assert isinstance(cost, float)
    assert cost == pytest.approx(theirs, rel=1e-12)


def test_scores_become_probabilities_labels_and_a_share():
    loss, Z = SoftmaxCrossEntropy(), np.log([[1.0, 2.0, 5.0], [7.0, 2.0, 1.0]])
    assert loss.targets([2, 0], 3).tolist() == [[0, 0, 1], [1, 0, 0]]
    assert loss.probabilities(Z) == pytest.approx(np.array([[0.125, 0.25, 0.625], [0.7, 0.2, 0.1]]))
    assert loss.predict(Z).tolist() == [2, 0]
    assert loss.score([2, 0, 1, 1], [2, 0, 1, 0]) == 0.75


def test_numbers_stay_numbers_one_column_or_several():
    loss = MeanSquaredError()
    assert loss.targets([1.0, 2.0], 1).tolist() == [[1], [2]]
    assert loss.targets([[1.0, 2.0], [3.0, 4.0]], 2).tolist() == [[1, 2], [3, 4]]
    assert loss.predict(np.array([[1.0], [2.0]])).tolist() == [1, 2]
    assert loss.predict(np.array([[1.0, 2.0]])).tolist() == [[1, 2]]
    # the mean of the truth is 2, its squares sum to 2, the errors' to 0.5
    assert loss.score([1.0, 2.0, 3.0], [1.5, 2.0, 2.5]) == pytest.approx(0.75)


@starts
def test_weights_start_with_the_distribution_of_their_formula(start, distribution):
    W = start(300, 200, np.random.default_rng(0))
    assert W.shape == (300, 200)
    assert W.dtype == np.float64
    assert W.var() == pytest.approx(distribution.var(), rel=0.02)
    assert stats.kstest(W.ravel(), distribution.cdf).pvalue > 0.01
    low, high = distribution.support()
    assert low <= W.min() and W.max() <= high


@starts
def test_dense_draws_its_weights_with_the_start_and_has_no_biases_yet(start, distribution):
    layer = Dense(7, 5, np.random.default_rng(3), start)
    assert np.array_equal(layer.W, start(7, 5, np.random.default_rng(3)))
    assert layer.b.tolist() == [0] * 5
    assert layer.size == 40


def test_mlp_is_dense_and_hidden_in_turn():
    layers = mlp((6, 5, 4, 3), np.random.default_rng(0), hidden=Sigmoid, init=glorot)
    assert [type(layer) for layer in layers] == [Dense, Sigmoid, Dense, Sigmoid, Dense]
    assert [layer.W.shape for layer in layers[::2]] == [(6, 5), (5, 4), (4, 3)]
    rng = np.random.default_rng(0)
    assert all(np.array_equal(layer.W, glorot(*layer.W.shape, rng)) for layer in layers[::2])
    first, hidden, _ = mlp((6, 5, 4), np.random.default_rng(0))
    assert isinstance(hidden, ReLU)
    alone = Dense(6, 5, np.random.default_rng(0))
    assert np.array_equal(first.W, he(6, 5, np.random.default_rng(0)))
    assert np.array_equal(first.W, alone.W)


@every_layer
def test_layers_keep_single_precision(make):
    network = Network([Dense(4, 4, np.random.default_rng(0)), make()], dtype=np.float32)
    for layer in network.layers:
        A = layer.forward(numbers(5, 4).astype(np.float32))
        assert A.dtype == np.float32
        assert layer.backward(A).dtype == np.float32
    assert network.dtheta.dtype == network.layers[0].dW.dtype == np.float32


@every_loss
@pytest.mark.parametrize("dtype", [np.float32, np.float64])
def test_losses_keep_the_precision_of_the_scores(loss, Z, Y, dtype):
    cost = loss.forward(Z, Y)
    exact = loss.backward()
    assert loss.forward(Z.astype(np.float32), Y.astype(dtype)) == pytest.approx(cost, rel=1e-6)
    assert loss.backward().dtype == np.float32
    assert np.allclose(loss.backward(), exact, rtol=0, atol=1e-6)
    loss.forward(Z, Y.astype(np.float32))
    assert loss.backward().dtype == np.float64


def test_a_loop_by_hand_with_one_hot_targets_keeps_single_precision():
    network, loss = (
        Network(mlp((4, 6, 5, 3), np.random.default_rng(0)), np.float32),
        SoftmaxCrossEntropy(),
    )
    loss.forward(network.forward(numbers(5, 4).astype(np.float32)), one_hot_rows(5, 3))
    dZ = loss.backward()
    for layer in reversed(network.layers):
        assert dZ.dtype == np.float32
        dZ = layer.backward(dZ)


def test_predictions_in_whole_numbers_have_a_gradient_with_a_fraction():
    loss = MeanSquaredError()
    for Z in (np.array([[3], [5], [1]]), [[3], [5], [1]]):
        assert loss.forward(Z, [[2.5], [5], [4]]) == pytest.approx(9.25 / 3)
        assert loss.backward().ravel() == pytest.approx([1 / 3, 0, -2])
