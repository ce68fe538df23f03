import copy
import pickle
import warnings

import numpy as np
import pandas as pd
import pytest
from sklearn import metrics
from sklearn.linear_model import LinearRegression

from helpers import network as part_one
from helpers.gradcheck import numerical_gradient, relative_error
from helpers.layers import Dense, Layer, MeanSquaredError, ReLU, Sigmoid, SoftmaxCrossEntropy, mlp
from helpers.losses import cross_entropy
from helpers.model import Model, Network, batches
from helpers.optimizers import SGD, Adam, Momentum
from helpers.plumbing.input_checks import check_input
from helpers.training import gradient_step, train_per_example, train_vectorized

both_hidden = pytest.mark.parametrize(("hidden", "name"), [(Sigmoid, "sigmoid"), (ReLU, "relu")])


def labels_model(sizes=(4, 5, 3), dtype=np.float64, hidden=ReLU, seed=0):
    return Model(
        mlp(sizes, np.random.default_rng(seed), hidden), SoftmaxCrossEntropy(), dtype=dtype
    )


def numbers_model(n_out=1, dtype=np.float64):
    return Model(mlp((4, 5, n_out), np.random.default_rng(0)), MeanSquaredError(), dtype=dtype)


def examples(m=23, n_classes=3):
    rng = np.random.default_rng(2)
    return rng.normal(size=(m, 4)), np.arange(m) % n_classes


def model_of(params, hidden):
    """The network of part one as an object."""
    sizes = [params[0][0].shape[0], *(b.size for _, b in params)]
    model = labels_model(sizes, hidden=hidden)
    for layer, (W, b) in zip(model.layers[::2], params, strict=True):
        layer.W[...], layer.b[...] = W, b
    return model


def vector(pairs):
    return np.concatenate([block.ravel() for pair in pairs for block in pair])


@both_hidden
@pytest.mark.parametrize("loss", [SoftmaxCrossEntropy, MeanSquaredError])
@pytest.mark.parametrize("sizes", [(4, 5, 3), (4, 6, 5, 3)])
def test_every_block_of_the_gradient_agrees_with_central_differences(sizes, loss, hidden, name):
    rng, loss = np.random.default_rng(3), loss()
    X, Y = rng.normal(size=(8, 4)), np.eye(3)[np.arange(8) % 3]
    network = Network(mlp(sizes, rng, hidden))
    network.theta += 0.1 * rng.normal(size=network.theta.size)  # biases too
    start = network.theta.copy()

    def cost(theta):
        network.theta[...] = theta
        return loss.forward(network.forward(X), Y)

    cost(start)
    network.backward(loss.backward())
    slopes = numerical_gradient(cost, start, eps=1e-5)
    first = 0
    for layer in network.layers[::2]:
        for block in (layer.dW, layer.db):
            theirs = slopes[first : first + block.size].reshape(block.shape)
            assert relative_error(block, theirs) < 1e-7
            first += block.size
    assert first == network.theta.size


@both_hidden
def test_forward_and_gradient_are_those_of_part_one(params, batch, hidden, name):
    X, Y = batch
    model = model_of(params, hidden)
    activations = part_one.forward(params, X, name)
    assert model.predict_proba(X) == pytest.approx(activations[-1], rel=1e-12)
    assert np.array_equal(model.predict(X), part_one.predict(params, X, name))
    assert model.loss.forward(model.forward(X), Y) == pytest.approx(
        cross_entropy(activations[-1], Y), rel=1e-12
    )
    model.backward(model.loss.backward())
    gradients = part_one.backward(params, activations, Y, name)
    assert np.abs(model.dtheta - vector(gradients)).max() < 1e-12


@both_hidden
@pytest.mark.parametrize("train", [train_vectorized, train_per_example])
def test_five_epochs_are_those_of_part_one(params, batch, train, hidden, name):
    X, Y = batch[0][:12], batch[1][:12]
    trained, costs = train(params, X, Y, 5, 0.5, name)
    model = model_of(params, hidden).fit(X, Y.argmax(axis=1), SGD(0.5), epochs=5)
    assert np.abs(model.theta - vector(trained)).max() < 1e-12
    assert np.allclose(model.history, costs, rtol=1e-12, atol=0)


def test_mini_batches_are_steps_of_part_one():
    X, y = examples(23)
    params, costs = part_one.init_params((4, 5, 3), np.random.default_rng(1)), []
    model = model_of(params, Sigmoid)
    model.fit(X, y, SGD(0.5), epochs=2, batch_size=10, rng=np.random.default_rng(6))
    rng = np.random.default_rng(6)
    for _ in range(2):
        order, cost = rng.permutation(23), 0
        for rows in (order[:10], order[10:20], order[20:]):
            activations = part_one.forward(params, X[rows])
            cost += len(rows) * cross_entropy(activations[-1], np.eye(3)[y[rows]])
            slopes = part_one.backward(params, activations, np.eye(3)[y[rows]])
            params = gradient_step(params, slopes, 0.5)
        costs.append(cost / 23)
    assert np.abs(model.theta - vector(params)).max() < 1e-12
    assert model.history == pytest.approx(costs, rel=1e-12)


def test_all_weights_are_views_of_one_vector():
    network = Network(mlp((2, 3, 1), np.random.default_rng(0)))
    first, _, last = network.layers
    network.theta[...], network.dtheta[...] = np.arange(13), -np.arange(13)
    assert first.W.tolist() == [[0, 1, 2], [3, 4, 5]]
    assert first.b.tolist() == [6, 7, 8]
    assert last.W.tolist() == [[9], [10], [11]]
    assert last.b.tolist() == [12]
    for layer in (first, last):
        assert np.array_equal(layer.dW, -layer.W) and np.array_equal(layer.db, -layer.b)
    assert network.sizes == (2, 3, 1)


def test_a_network_starts_with_the_weights_of_its_layers():
    layers = mlp((2, 3, 1), np.random.default_rng(0))
    layers[0].b[...] = 7
    before = vector([(layer.W, layer.b) for layer in layers[::2]])
    assert np.array_equal(Network(layers).theta, before)
    assert np.array_equal(vector([(layer.W, layer.b) for layer in layers[::2]]), before)


@pytest.mark.parametrize(
    ("batch_size", "sizes"), [(5, [5, 5, 1]), (11, [11]), (20, [11]), (1, 11 * [1])]
)
def test_batches_hold_each_example_once_with_its_answer(batch_size, sizes):
    X = np.arange(22.0).reshape(11, 2)
    Y, kept = -X, X.copy()
    drawn = [(a.copy(), b) for a, b in batches(X, Y, batch_size, np.random.default_rng(0))]
    assert [len(a) for a, _ in drawn] == [len(b) for _, b in drawn] == sizes
    together, answers = (np.concatenate(parts) for parts in zip(*drawn, strict=True))
    assert np.array_equal(together, -answers)
    assert sorted(together[:, 0]) == kept[:, 0].tolist()
    assert np.array_equal(X, kept) and np.array_equal(Y, -kept)


def test_the_order_is_new_each_epoch_and_the_same_for_the_same_seed():
    X = np.arange(20.0).reshape(20, 1)
    (one, _), (two, _), (again, _) = (
        next(batches(X, X, 20, rng))
        for rng in (*[np.random.default_rng(0)] * 2, np.random.default_rng(0))
    )
    assert not np.array_equal(one, X) and not np.array_equal(one, two)
    assert np.array_equal(one, again)


def test_without_a_batch_size_the_batch_is_everything():
    X, y = examples()
    ((one, two),) = batches(X, y, None, None)
    assert one is X and two is y


@pytest.mark.parametrize("make", [lambda: SGD(0.1), lambda: Momentum(0.1), Adam])
def test_fit_returns_the_model_and_goes_on_where_it_stopped(make):
    X, y = examples()
    at_once, in_two, optimizer = labels_model(), labels_model(), make()
    assert at_once.fit(X, y, make(), 5) is at_once
    in_two.fit(X, y, optimizer, 2).fit(X, y, optimizer, 3)
    assert np.array_equal(at_once.theta, in_two.theta)
    assert at_once.history == in_two.history and len(in_two.history) == 5


@pytest.mark.parametrize("batch_size", [None, 1, 10, np.int64(7), 50])
def test_the_cost_of_an_epoch_counts_every_example_once(batch_size):
    X, y = examples(23)
    model = labels_model()
    model.fit(X, y, SGD(0.0), epochs=2, batch_size=batch_size, rng=np.random.default_rng(0))
    truth = metrics.log_loss(y, model.predict_proba(X))
    assert model.history == pytest.approx([truth, truth], rel=1e-12)


def test_training_leaves_the_data_as_they_are():
    X, y = examples()
    X.flags.writeable = y.flags.writeable = False
    labels_model().fit(X, y, Adam(), 2).fit(X, y, Adam(), 2, 5, np.random.default_rng(0))
    numbers_model().fit(X, y * 1.0, Adam(), 2)


def test_labels_are_predicted_and_scored_as_scikit_learn_does():
    X, y = examples()
    model = labels_model().fit(X, y, Adam(0.01), 30)
    P = model.predict_proba(X)
    assert P.sum(axis=1) == pytest.approx(np.ones(23), rel=1e-14)
    assert np.array_equal(model.predict(X), P.argmax(axis=1))
    assert model.score(X, y) == metrics.accuracy_score(y, P.argmax(axis=1)) > 1 / 3


def test_tables_and_lists_are_data_too():
    X, y = examples()
    P = labels_model().fit(X, y, SGD(0.1), 3).predict_proba(X)
    for rows, labels in ((X.tolist(), y.tolist()), (pd.DataFrame(X), pd.Series(y))):
        model = labels_model().fit(rows, labels, SGD(0.1), 3)
        assert np.array_equal(model.predict_proba(rows), P)


@pytest.mark.parametrize(("n_out", "shape"), [(1, (23,)), (1, (23, 1)), (2, (23, 2))])
def test_numbers_are_predicted_and_scored_as_scikit_learn_does(n_out, shape):
    X, _ = examples()
    y = np.random.default_rng(0).normal(size=shape)
    model = numbers_model(n_out).fit(X, y, Adam(0.01), 30)
    guesses = model.predict(X)
    assert guesses.shape == ((23,) if n_out == 1 else (23, n_out))
    assert model.score(X, y) == pytest.approx(metrics.r2_score(y, guesses), rel=1e-12)
    last = metrics.mean_squared_error(y.reshape(23, n_out), guesses.reshape(23, n_out))
    assert model.fit(X, y, SGD(0.0), 1).history[-1] == pytest.approx(last, rel=1e-12)


@both_hidden
@pytest.mark.parametrize("make", [lambda: SGD(0.1), lambda: Momentum(0.03), lambda: Adam(0.01)])
def test_single_precision_follows_double(make, hidden, name):
    X, y = examples()
    double, single = (labels_model(dtype=d, hidden=hidden) for d in (np.float64, np.float32))
    for model in (double, single):
        model.fit(X, y, make(), 20, batch_size=10, rng=np.random.default_rng(0))
    assert single.predict_proba(X).dtype == single.theta.dtype == single.dtheta.dtype == np.float32
    assert single.loss.backward().dtype == np.float32
    assert single.layers[0].W.base is single.theta
    assert np.abs(single.theta - double.theta).max() < 1e-5
    assert np.allclose(single.history, double.history, rtol=1e-5)


@pytest.mark.filterwarnings("ignore:invalid value:RuntimeWarning")
@pytest.mark.parametrize("method", ["fit", "predict", "predict_proba", "score"])
@pytest.mark.parametrize(
    ("X", "words"),
    [
        (np.ones((5, 3)), r"\(m, 4\).*not \(5, 3\)"),
        (np.ones(4), r"\(m, 4\).*not \(4,\)"),
        (np.ones((5, 2, 2)), r"not \(5, 2, 2\)"),
        (np.ones((0, 4)), "^X has no rows$"),
        (np.ones((5, 4), np.uint8), "X holds uint8.*scale_pixels"),
        (np.array([["1"] * 4]), "X holds <U1"),
        (np.where(np.arange(20) == 13, np.nan, 1.0).reshape(5, 4), "not finite.*row 3"),
        (np.where(np.arange(20) > 13, -np.inf, 1.0).reshape(5, 4), "not finite.*row 3"),
        (np.where(np.arange(20) < 2, np.inf, -np.inf).reshape(5, 4), "not finite.*row 0"),
    ],
)
def test_what_is_wrong_with_x_is_named(method, X, words):
    model = labels_model()
    arguments = {"fit": (np.zeros(5, int), SGD(0.1), 1), "score": (np.zeros(5, int),)}
    with pytest.raises(ValueError, match=words):
        getattr(model, method)(X, *arguments.get(method, ()))


def test_large_numbers_are_finite_where_the_model_can_hold_them():
    X = np.full((2, 4), 1e308)  # their sum is not
    with np.errstate(over="ignore", invalid="ignore"):
        assert labels_model().predict(X).shape == (2,)
        with pytest.raises(ValueError, match="not finite.*row 0"):
            labels_model(dtype=np.float32).predict(X)


@pytest.mark.parametrize(
    "X", [np.full((2, 4), 1e308), np.full((2, 4), np.inf) * [[1, 1, 1, 1], [-1, -1, -1, -1]]]
)
def test_the_check_itself_raises_nothing_else(X):
    with np.errstate(all="raise"), pytest.raises(ValueError, match="not finite as float32.*row 0"):
        check_input(labels_model(dtype=np.float32), X)


@pytest.mark.parametrize("dtype", [np.float64, np.float32])
def test_numbers_that_fit_are_not_copied_and_others_are_turned_into_what_fits(dtype):
    X, _ = examples()
    model = labels_model(dtype=dtype)
    fits = X.astype(dtype)
    assert check_input(model, fits) is fits
    assert check_input(model, X.astype(np.float32)).dtype == dtype


@pytest.mark.parametrize(
    ("model", "y", "words"),
    [
        (labels_model(), [0, 1, 2, 0], "X has 5 rows, but y has 4"),
        (labels_model(), [0, 1, 3, 0, 4], "label 3 at position 2 is not one of 0 to 2"),
        (labels_model(), [0, -1, 2, 0, 1], "label -1 at position 1"),
        (labels_model(), [0.0, 1.0, 2.0, 0.0, 1.0], "labels must be integers"),
        (labels_model(), [0.0, np.nan, 2.0, 0.0, 1.0], "missing or not finite, the first in row 1"),
        (labels_model(), None, "^y is None"),
        (labels_model(), list("abcde"), "^y holds <U1"),
        (labels_model(), 3, "^y is a single value"),
        (labels_model(), np.eye(3)[[0, 1, 2, 0, 1]], r"not float64 of shape \(5, 3\)"),
        (numbers_model(), [1.0] * 6, "X has 5 rows, but y has 6"),
        (numbers_model(), np.ones((5, 2)), r"y has shape \(5, 2\), but the last layer gives 1"),
        (numbers_model(2), np.ones((5, 4)), r"y has shape \(5, 4\), but the last layer gives 2"),
        (numbers_model(2), np.ones(5), "size 5"),
        (
            numbers_model(),
            [1.0, 2.0, np.nan, 4.0, 5.0],
            "^y has numbers that are missing or not finite, the first in row 2$",
        ),
    ],
)
def test_what_is_wrong_with_y_is_named(model, y, words):
    with pytest.raises(ValueError, match=words):
        model.fit(np.ones((5, 4)), y, SGD(0.1), 1)
    assert model.history == []


@pytest.mark.parametrize("batch_size", [0, -5, True, np.True_, 2.5, 5.0, "all"])
def test_batch_sizes_that_are_none_are_refused(batch_size):
    with pytest.raises(ValueError, match=f"batch_size .* not .*{batch_size}"):
        labels_model().fit(*examples(), SGD(0.1), 1, batch_size, np.random.default_rng(0))


@pytest.mark.parametrize("rng", [None, 0, np.random])
def test_mini_batches_need_a_generator(rng):
    with pytest.raises(ValueError, match="^mini-batches .* rng=np.random.default_rng.some_seed.$"):
        labels_model().fit(*examples(), SGD(0.1), 1, batch_size=5, rng=rng)


@pytest.mark.parametrize(("factor", "epochs"), [(1, 100), (1e200, 1)])  # to nan, to infinity
def test_training_that_blows_up_stops_and_says_so(factor, epochs):
    X, y = examples()
    with np.errstate(all="ignore"), pytest.raises(ValueError, match="smaller learning rate"):
        numbers_model().fit(factor * X, y * 1.0, SGD(1e6), epochs)


def dense(n_in, n_out):
    return Dense(n_in, n_out, np.random.default_rng(0))


shared = dense(3, 3)


@pytest.mark.parametrize(
    ("layers", "words"),
    [
        ([dense(4, 3), ReLU(), dense(2, 5)], "gives 3 numbers, but the next takes 2"),
        ([ReLU()], "^there is no Dense layer among the layers$"),
        ([], "^there is no Dense layer among the layers$"),
        ([shared, ReLU(), shared], "^a layer comes twice in the list; make a new object for each"),
        ([dense(4, 3), ReLU], r"^ReLU is a class; write ReLU\(…\) to make one$"),
        ([dense(4, 3), "relu"], "^'relu' is no layer: it has no forward and backward$"),
        ((4, 3), "^4 is no layer"),
        (dense(4, 3), "^layers must be a list"),
        ([dense(4, 3), *[ReLU()] * 2], "twice"),
    ],
)
def test_layers_that_are_no_network_are_refused(layers, words):
    with pytest.raises(ValueError, match=words):
        Network(layers)


@pytest.mark.parametrize("make", [lambda: Momentum(0.1), Adam])
def test_an_optimizer_serves_one_network(make):
    (X, y), optimizer = examples(), make()
    labels_model().fit(X, y, optimizer, 1)
    other = labels_model()
    before = other.theta.copy()
    with pytest.raises(ValueError, match="another network"):
        other.fit(X, y, optimizer, 1)
    assert np.array_equal(other.theta, before)


def test_progress_is_reported_over_all_fits(capsys):
    X, y = examples()
    model = (
        labels_model().fit(X, y, SGD(0.1), 3, report_every=2).fit(X, y, SGD(0.1), 2, report_every=2)
    )
    lines = capsys.readouterr().out.splitlines()
    assert lines == [f"epoch    {k}   cost {model.history[k]:.4f}" for k in (0, 2, 4)]
    model.fit(X, y, SGD(0.1), 1)
    assert capsys.readouterr().out == ""


@both_hidden
def test_two_layers_learn_xor(hidden, name):
    X, y = np.array([[0.0, 0.0], [0.0, 1.0], [1.0, 0.0], [1.0, 1.0]]), [0, 1, 1, 0]
    model = labels_model((2, 8, 2), hidden=hidden).fit(X, y, Adam(0.05), 500)
    assert model.predict(X).tolist() == y
    assert model.score(X, y) == 1 and model.history[-1] < 0.05


@pytest.mark.parametrize("n_out", [1, 2])
def test_one_dense_layer_is_linear_regression(n_out):
    rng = np.random.default_rng(0)
    X, y = rng.normal(size=(50, 3)), rng.normal(size=(50, n_out))
    layer = Dense(3, n_out, rng)
    Model([layer], MeanSquaredError()).fit(X, y, SGD(0.3), 500)
    theirs = LinearRegression().fit(X, y)
    assert np.abs(layer.W - theirs.coef_.T).max() < 1e-8
    assert np.abs(layer.b - theirs.intercept_).max() < 1e-8


@pytest.mark.parametrize("copied", [copy.deepcopy, lambda model: pickle.loads(pickle.dumps(model))])
def test_a_copy_learns_by_itself(copied):
    X, y = examples()
    model = labels_model()
    twin, before = copied(model), model.theta.copy()
    twin.fit(X, y, SGD(0.1), 3)
    assert np.array_equal(model.theta, before)
    assert np.array_equal(twin.theta, model.fit(X, y, SGD(0.1), 3).theta)


def test_a_batch_size_beyond_the_data_needs_no_memory():
    X, Y = np.zeros((3, 2)), np.zeros((3, 1))
    ((X_batch, _),) = batches(X, Y, 10**12, np.random.default_rng(0))
    assert X_batch.shape == (3, 2)


class ScaleShift(Layer):
    """A layer as a reader writes it: each number times its own factor, plus its own shift."""

    def __init__(self, n):
        self.size = 2 * n
        self.attach(np.zeros(self.size), np.zeros(self.size))
        self.factor[...] = 1

    def attach(self, theta, dtheta):
        super().attach(theta, dtheta)
        self.factor, self.shift = np.split(theta, 2)
        self.dfactor, self.dshift = np.split(dtheta, 2)

    def forward(self, A):
        self.A = A
        return self.factor * A + self.shift

    def backward(self, dZ):
        self.dfactor[...] = (dZ * self.A).sum(axis=0)
        self.dshift[...] = dZ.sum(axis=0)
        return dZ * self.factor


class HalfOff:
    """Dropout as a reader writes it, without a base class."""

    training = True

    def forward(self, A):
        return A * 0 if self.training else A

    def backward(self, dA):
        return dA * 0


@pytest.mark.parametrize("place", [0, 1, 2])
def test_a_readers_own_layer_learns(place):
    X, y = examples()
    layers = mlp((4, 4, 3), np.random.default_rng(0))
    layers.insert(place, ScaleShift(4))
    model = Model(layers, SoftmaxCrossEntropy())
    Y = model.loss.targets(y, 3)

    def cost(theta):
        model.theta = theta
        return model.loss.forward(model.forward(X), Y)

    kept = model.theta.copy()
    numerical = numerical_gradient(cost, kept)
    cost(kept)
    model.backward(model.loss.backward())
    assert relative_error(model.dtheta, numerical) < 1e-7
    before = layers[place].factor.copy()
    model.fit(X, y, SGD(0.1), 3)
    assert not np.array_equal(layers[place].factor, before)


def test_a_layer_that_learns_needs_its_vector():
    class Bare:
        size, forward, backward = 3, None, None

    with pytest.raises(ValueError, match="Bare has a size, so it learns: derive it from Layer"):
        Network([Dense(4, 3, np.random.default_rng(0)), Bare()])


def test_dropout_stops_in_predict_and_goes_on_in_fit():
    X, y = examples()
    layers = mlp((4, 5, 3), np.random.default_rng(0))
    usual = Model(copy.deepcopy(layers), SoftmaxCrossEntropy())
    dropping = Model([*layers[:2], off := HalfOff(), layers[2]], SoftmaxCrossEntropy())
    np.testing.assert_array_equal(dropping.predict_proba(X), usual.predict_proba(X))
    assert dropping.score(X, y) == usual.score(X, y) and off.training is True
    with pytest.raises(ValueError):
        dropping.predict(X * np.nan)
    assert off.training is True


def test_layers_belong_to_one_network():
    layers = mlp((4, 5, 3), np.random.default_rng(0))
    model = Model(layers, SoftmaxCrossEntropy())
    with pytest.raises(ValueError, match="belong to another network"):
        Model(layers, SoftmaxCrossEntropy())
    assert copy.deepcopy(model).theta is not model.theta


def test_weights_that_are_assigned_are_used():
    X, y = examples()
    model = labels_model()
    best = model.theta.copy()
    wanted = model.predict_proba(X)
    model.fit(X, y, SGD(1.0), 5)
    vector = model.theta
    model.theta = best
    assert model.theta is vector
    np.testing.assert_array_equal(model.predict_proba(X), wanted)
    model.layers[0].W = np.zeros(model.layers[0].W.shape)
    assert not model.theta[: model.layers[0].W.size].any()
    for wrong in (best[:-1], best * np.nan, "best", best.astype(str)):
        with pytest.raises(ValueError, match=r"^Model\.theta "):
            model.theta = wrong
    with pytest.raises(ValueError, match=r"^Dense\.W has the shape"):
        model.layers[0].W = np.zeros(3)
    with pytest.raises(TypeError, match="can't be replaced; make a new Network"):
        model.layers[0] = Dense(4, 5, np.random.default_rng(0))


@pytest.mark.filterwarnings("ignore:overflow", "ignore:invalid")
def test_a_training_that_blows_up_leaves_the_weights_of_the_epoch_before():
    X, y = examples()
    model = labels_model().fit(X, y, SGD(0.1), 3)
    before, history = model.theta.copy(), list(model.history)
    with pytest.raises(ValueError, match="from before this epoch again; try a smaller"):
        model.fit(X, y, SGD(1e300), 5)
    assert np.isfinite(model.theta).all() and len(model.history) >= len(history)
    if len(model.history) == len(history):
        np.testing.assert_array_equal(model.theta, before)


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        ((Adam, 1), r"^optimizer is the class Adam; write Adam\(…\)$"),
        (("adam", 1), "^optimizer must be an object such as Adam"),
        ((SGD(0.1), 2.0), "^epochs must be a whole number from 0, not 2.0$"),
        ((SGD(0.1), -1), "^epochs must be a whole number from 0, not -1$"),
        ((SGD(0.1), 1, 2, 0), "default_rng"),
    ],
)
def test_what_is_wrong_with_an_argument_is_named(arguments, words):
    X, y = examples()
    with pytest.raises(ValueError, match=words):
        labels_model().fit(X, y, *arguments)


@pytest.mark.parametrize(
    ("loss", "words"),
    [
        (SoftmaxCrossEntropy, r"the class SoftmaxCrossEntropy; write SoftmaxCrossEntropy\(\)"),
        ("cross-entropy", "must be an object such as"),
    ],
)
def test_a_loss_that_is_none_is_refused(loss, words):
    with pytest.raises(ValueError, match=words):
        Model(mlp((4, 3), np.random.default_rng(0)), loss)


def test_pixels_from_0_to_255_are_named_in_fit():
    model = Model(mlp((784, 3), np.random.default_rng(0)), SoftmaxCrossEntropy())
    pixels = np.random.default_rng(0).integers(0, 256, (5, 784))
    labels = [0, 1, 2, 0, 1]
    with pytest.warns(UserWarning, match="pixels from 0 to 255. A network learns badly"):
        model.fit(pixels.astype(float), labels, SGD(1e-9), 1)
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        for X in (pixels / 255, np.random.default_rng(0).normal(size=(5, 784)) * 3, pixels > 99):
            model.fit(X.astype(float), labels, SGD(1e-9), 1)
