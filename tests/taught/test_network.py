import numpy as np
import pandas as pd
import pytest
from sklearn.neural_network import MLPClassifier

from helpers.gradcheck import numerical_gradient, relative_error
from helpers.losses import cross_entropy
from helpers.network import backward, forward, init_params, predict


def classifier_with(params, hidden):
    """scikit-learn's network with our weights, ready for one step of plain gradient descent with rate 1."""
    model = MLPClassifier(
        hidden_layer_sizes=[W.shape[1] for W, _ in params[:-1]],
        activation={"sigmoid": "logistic", "relu": "relu"}[hidden],
        solver="sgd",
        learning_rate_init=1.0,
        momentum=0.0,
        nesterovs_momentum=False,
        alpha=0.0,
        batch_size=40,
        shuffle=False,
    )
    n_in, n_out = params[0][0].shape[0], params[-1][1].size
    # a first call makes the arrays, which are then overwritten
    model.partial_fit(np.zeros((40, n_in)), np.arange(40) % n_out, classes=np.arange(n_out))
    for (W, b), theirs_W, theirs_b in zip(params, model.coefs_, model.intercepts_, strict=True):
        theirs_W[...], theirs_b[...] = W, b
    return model


def test_init_params_are_13002_numbers_in_a_half(params):
    assert [(W.shape, b.shape) for W, b in params] == [
        ((784, 16), (16,)),
        ((16, 16), (16,)),
        ((16, 10), (10,)),
    ]
    everything = np.concatenate([np.append(W.ravel(), b) for W, b in params])
    assert everything.size == 13_002
    assert -0.5 <= everything.min() < -0.49 and 0.49 < everything.max() < 0.5
    assert abs(everything.mean()) < 0.01


def test_the_same_seed_gives_the_same_network(params):
    again = init_params((784, 16, 16, 10), np.random.default_rng(0))
    assert all(
        np.array_equal(a, b)
        for one, two in zip(params, again, strict=True)
        for a, b in zip(one, two, strict=True)
    )


def test_forward_by_hand():
    params = [
        (np.array([[1.0], [2.0]]), np.array([-3.0])),
        (np.array([[0.0, np.log(3)]]), np.zeros(2)),
    ]
    _, a, p = forward(params, np.array([[1.0, 2.0]]), hidden="relu")
    # z = 1 + 4 - 3 = 2, so the scores are 0 and 2 ln 3
    assert a.tolist() == [[2.0]]
    assert p == pytest.approx(np.array([[0.1, 0.9]]))


@pytest.mark.parametrize("hidden", ["sigmoid", "relu"])
def test_forward_and_predict_agree_with_scikit_learn(params, batch, hidden):
    X, _ = batch
    theirs = classifier_with(params, hidden)
    assert np.allclose(
        forward(params, X, hidden)[-1], theirs.predict_proba(X), rtol=1e-10, atol=1e-14
    )
    assert np.array_equal(predict(params, X, hidden), theirs.predict(X))


def test_lists_and_tables_give_the_arrays_of_arrays(params, batch):
    X, _ = batch
    for same in X.tolist(), pd.DataFrame(X):
        for came, expected in zip(forward(params, same), forward(params, X), strict=True):
            assert isinstance(came, np.ndarray) and np.allclose(came, expected, rtol=1e-12)


@pytest.mark.filterwarnings("ignore:invalid value")
@pytest.mark.parametrize("bad", [np.nan, np.inf])
def test_predict_gives_no_label_without_a_probability(params, batch, bad):
    X, _ = batch
    broken = [*params[:-1], (params[-1][0] * bad, params[-1][1])]
    with pytest.raises(ValueError, match="nan"):
        predict(broken, X)
    with pytest.raises(ValueError, match="nan"):
        predict(params, np.where(np.arange(784) == 3, np.nan, X))


def test_one_example_is_a_row_of_the_batch(params, batch):
    X, _ = batch
    for one, many in zip(forward(params, X[7]), forward(params, X), strict=True):
        assert np.allclose(one, many[7], rtol=1e-12, atol=0)
    assert predict(params, X[7]) == predict(params, X)[7]


@pytest.mark.parametrize("hidden", ["sigmoid", "relu"])
def test_gradient_is_that_of_one_step_of_scikit_learn(params, batch, hidden):
    X, Y = batch
    theirs = classifier_with(params, hidden)
    theirs.partial_fit(X, Y.argmax(axis=1))
    gradients = backward(params, forward(params, X, hidden), Y, hidden)
    for (W, b), (dW, db), after_W, after_b in zip(
        params, gradients, theirs.coefs_, theirs.intercepts_, strict=True
    ):
        assert np.allclose(dW, W - after_W, rtol=0, atol=1e-10)
        assert np.allclose(db, b - after_b, rtol=0, atol=1e-10)
        assert np.abs(dW).max() > 1e-5  # there was something to compare


@pytest.mark.parametrize("hidden", ["sigmoid", "relu"])
@pytest.mark.parametrize("sizes", [(6, 3), (6, 5, 3), (6, 5, 4, 4, 3)])
def test_gradient_agrees_with_central_differences(sizes, hidden):
    rng = np.random.default_rng(3)
    params, X, Y = (
        init_params(sizes, rng),
        rng.normal(size=(8, 6)),
        np.eye(3)[rng.integers(0, 3, 8)],
    )
    gradients = backward(params, forward(params, X, hidden), Y, hidden)
    for layer, (W, b) in enumerate(params):
        for which, start in enumerate((W, b)):

            def cost(block, layer=layer, which=which, pair=(W, b)):
                changed = (block, pair[1]) if which == 0 else (pair[0], block)
                return cross_entropy(
                    forward([*params[:layer], changed, *params[layer + 1 :]], X, hidden)[-1], Y
                )

            assert (
                relative_error(gradients[layer][which], numerical_gradient(cost, start, eps=1e-5))
                < 1e-7
            )


def test_backward_refuses_labels_and_single_examples(params, batch):
    X, Y = batch
    with pytest.raises(ValueError, match=r"\(10, 10\).*not \(10,\)"):
        backward(params, forward(params, X[:10]), Y[:10].argmax(axis=1))
    with pytest.raises(ValueError, match="one-hot"):
        backward(params, forward(params, X[0]), Y[0])


@pytest.mark.parametrize("function", [forward, predict])
def test_unknown_hidden_activation_is_refused(params, batch, function):
    with pytest.raises(ValueError, match="hidden='tanh'"):
        function(params, batch[0], hidden="tanh")


def test_pictures_of_the_wrong_size_are_refused(params):
    with pytest.raises(ValueError, match="783"):
        forward(params, np.zeros((5, 783)))
