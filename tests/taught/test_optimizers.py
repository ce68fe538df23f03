import warnings

import numpy as np
import pandas as pd
import pytest
from sklearn.exceptions import ConvergenceWarning
from sklearn.neural_network import MLPClassifier, MLPRegressor
from sklearn.neural_network._stochastic_optimizers import AdamOptimizer

from helpers.layers import MeanSquaredError, ReLU, Sigmoid, SoftmaxCrossEntropy, mlp
from helpers.model import Model
from helpers.optimizers import SGD, Adam, Averaged, Momentum, Scheduled, cosine_decay, step_decay

makers = {
    "sgd": lambda: SGD(0.1),
    "momentum": lambda: Momentum(0.1),
    "adam": lambda: Adam(0.01),
}
all_three = pytest.mark.parametrize("make", makers.values(), ids=makers)
M = 30


def gradients(steps, n=6, dtype=np.float64):
    scales = 10.0 ** np.arange(-3, n - 3)
    return (np.random.default_rng(4).normal(size=(steps, n)) * scales).astype(dtype)


def textbook_adam(theta, all_gradients, alpha, beta1, beta2, epsilon):
    """Kingma and Ba (2015), algorithm 1, line by line."""
    m = v = np.zeros_like(theta)
    for t, g in enumerate(all_gradients, start=1):
        m = beta1 * m + (1 - beta1) * g
        v = beta2 * v + (1 - beta2) * g**2
        m_hat, v_hat = m / (1 - beta1**t), v / (1 - beta2**t)
        theta = theta - alpha * m_hat / (np.sqrt(v_hat) + epsilon)
    return theta


def steps_of(optimizer, all_gradients):
    theta = np.ones_like(all_gradients[0])
    for g in all_gradients:
        optimizer.update(theta, g.copy())
    return theta


def weights_of_scikit_learn(kind, layers, hidden, X, y, steps, **settings):
    """The weights and biases of scikit-learn's network after some steps on all examples at once, from our start."""
    model = kind(
        hidden_layer_sizes=[layer.n_out for layer in layers[:-1]],
        activation={Sigmoid: "logistic", ReLU: "relu"}[hidden],
        alpha=0.0,
        batch_size=M,
        shuffle=False,
        max_iter=1,
        warm_start=True,
        tol=0.0,
        n_iter_no_change=1000,
        **settings,
    )
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", ConvergenceWarning)
        model.fit(X, y)  # makes the arrays, which are then overwritten
        for layer, W, b in zip(layers, model.coefs_, model.intercepts_, strict=True):
            W[...], b[...] = layer.W, layer.b
        model.set_params(max_iter=steps).fit(X, y)
    return [*model.coefs_, *model.intercepts_]


def settings_of_scikit_learn(optimizer, steps, factor=1):
    """Its solver for our optimizer. factor: of its learning rate, where its loss is another multiple of the same."""
    if isinstance(optimizer, Adam):
        # its epsilon stands elsewhere: ours is its epsilon / sqrt(1 - beta2**t)
        moved = optimizer.epsilon * (1 - optimizer.beta2) ** 0.5 if steps == 1 else 1e-20
        return {
            "solver": "adam",
            "learning_rate_init": optimizer.learning_rate,
            "beta_1": optimizer.beta1,
            "beta_2": optimizer.beta2,
            "epsilon": moved,
        }
    return {
        "solver": "sgd",
        "learning_rate_init": factor * optimizer.learning_rate,
        "momentum": getattr(optimizer, "momentum", 0.0),
        "nesterovs_momentum": False,
    }


def adam_to_compare(steps):
    return Adam(0.02, 0.8, 0.97, epsilon=1e-4 if steps == 1 else 1e-20)


@pytest.mark.parametrize("hidden", [Sigmoid, ReLU])
@pytest.mark.parametrize("steps", [1, 7])
@pytest.mark.parametrize("which", makers)
def test_labels_are_learnt_as_by_scikit_learn(which, steps, hidden):
    rng = np.random.default_rng(0)
    X, y = rng.normal(size=(M, 6)), np.arange(M) % 3
    model = Model(mlp((6, 5, 4, 3), rng, hidden), SoftmaxCrossEntropy())
    optimizer = adam_to_compare(steps) if which == "adam" else makers[which]()
    dense = model.layers[::2]
    settings = settings_of_scikit_learn(optimizer, steps)
    theirs = weights_of_scikit_learn(MLPClassifier, dense, hidden, X, y, steps, **settings)
    start = model.theta.copy()
    model.fit(X, y, optimizer, epochs=steps)
    assert np.abs(model.theta - start).max() > 1e-3  # there was something to compare
    for a, b in zip([*(d.W for d in dense), *(d.b for d in dense)], theirs, strict=True):
        assert np.abs(a - b).max() < 1e-8


@pytest.mark.parametrize("n_out", [1, 3])
@pytest.mark.parametrize("steps", [1, 7])
@pytest.mark.parametrize("which", makers)
def test_numbers_are_learnt_as_by_scikit_learn(which, steps, n_out):
    rng = np.random.default_rng(1)
    X, y = rng.normal(size=(M, 6)), rng.normal(size=(M, n_out) if n_out > 1 else M)
    model = Model(mlp((6, 5, n_out), rng, Sigmoid), MeanSquaredError())
    optimizer = Adam(0.02, epsilon=1e-20) if which == "adam" else makers[which]()
    # it goes down half the squares' sum over the outputs, where ours is their mean
    settings = settings_of_scikit_learn(optimizer, steps, factor=2 / n_out)
    dense = model.layers[::2]
    theirs = weights_of_scikit_learn(MLPRegressor, dense, Sigmoid, X, y, steps, **settings)
    model.fit(X, y, optimizer, epochs=steps)
    for a, b in zip([*(d.W for d in dense), *(d.b for d in dense)], theirs, strict=True):
        assert np.abs(a - b).max() < 1e-8


def test_sgd_by_hand():
    assert steps_of(SGD(0.1), np.array([[10.0, -20.0], [1.0, 0.0]])) == pytest.approx([-0.1, 3.0])


def test_momentum_by_hand():
    # velocities: 10, then 0.5 * 10 + 2 = 7, then 0.5 * 7 = 3.5
    three = np.array([[10.0], [2.0], [0.0]])
    assert steps_of(Momentum(0.1, momentum=0.5), three) == pytest.approx([1 - 1 - 0.7 - 0.35])
    assert steps_of(Momentum(0.1, momentum=0), three) == pytest.approx(steps_of(SGD(0.1), three))


def test_the_usual_constants():
    assert Momentum(0.1).momentum == 0.9
    adam = Adam()
    assert (adam.learning_rate, adam.beta1, adam.beta2) == (0.001, 0.9, 0.999)
    assert adam.epsilon == 1e-8


@pytest.mark.parametrize("steps", [1, 2, 10, 300])
@pytest.mark.parametrize(
    "constants", [(0.001, 0.9, 0.999, 1e-8), (0.05, 0.5, 0.9, 1e-2), (0.1, 0.0, 0.0, 1e-3)]
)
def test_adam_is_algorithm_1(constants, steps):
    all_gradients = gradients(steps)
    expected = textbook_adam(np.ones(6), all_gradients, *constants)
    assert np.abs(steps_of(Adam(*constants), all_gradients) - expected).max() < 1e-12


def test_adam_steps_as_scikit_learns_does_on_its_own():
    """Its optimizer object, without a network. It has epsilon / sqrt(1 - beta2**t) where ours has epsilon."""
    all_gradients = gradients(50)
    theirs = [np.ones(6)]
    optimizer = AdamOptimizer(theirs, 0.02, 0.8, 0.97, epsilon=1e-20)
    for g in all_gradients:
        optimizer.update_params(theirs, [g])
    ours = steps_of(Adam(0.02, 0.8, 0.97, epsilon=1e-20), all_gradients)
    assert np.abs(ours - 1).min() > 1e-3  # there was something to compare
    assert np.abs(ours - theirs[0]).max() < 1e-12


def test_adams_first_step_is_the_learning_rate_whatever_the_gradient():
    g = np.array([[1e-3, -1.0, 1e6]])
    assert steps_of(Adam(0.25), g) == pytest.approx([0.75, 1.25, 0.75], rel=1e-4)


def test_epsilon_shortens_adams_step_where_gradients_are_tiny():
    g = np.array([[1e-8, -3e-8, 0.0]])
    assert steps_of(Adam(0.4), g) == pytest.approx([1 - 0.2, 1 + 0.3, 1], rel=1e-12)


@all_three
def test_single_precision_stays_single(make):
    optimizer, single = make(), gradients(5, dtype=np.float32)
    theta = steps_of(optimizer, single)
    memory = [value for value in vars(optimizer).values() if isinstance(value, np.ndarray)]
    assert {theta.dtype, *(array.dtype for array in memory)} == {np.dtype(np.float32)}
    assert theta == pytest.approx(steps_of(make(), single.astype(np.float64)), abs=1e-4, rel=1e-5)


@all_three
def test_theta_is_changed_in_place(make):
    theta = np.ones(3)
    view = theta[1:]
    assert make().update(theta, np.full(3, 2.0)) is None
    assert (view < 1).all()


@pytest.mark.parametrize("make", [makers["momentum"], makers["adam"]])
def test_an_optimizer_with_a_past_refuses_another_network(make):
    optimizer, first, other = make(), np.ones(3), np.ones(3)
    optimizer.update(first, np.ones(3))
    with pytest.raises(ValueError, match="^this optimizer .* another network; make a new one$"):
        optimizer.update(other, np.ones(3))
    assert other.tolist() == [1, 1, 1]
    optimizer.update(first, np.ones(3))


def test_sums_that_fade_become_zero_before_they_are_denormal():
    theta, tiny = np.ones(3, np.float32), np.finfo(np.float32).tiny
    adam = Adam()
    for step in range(2000):
        adam.update(theta, np.array([1.0 if step == 0 else 0.0, 1e-3, 0.0], np.float32))
        assert not ((adam.sum != 0) & (np.abs(adam.sum) < tiny)).any()
    assert adam.sum[0] == 0 and np.isclose(adam.sum[1], 1e-2)


def test_a_step_decay_by_hand():
    schedule = step_decay(0.8, every=3)
    assert [schedule(t) for t in range(8)] == pytest.approx([0.8] * 3 + [0.4] * 3 + [0.2] * 2)
    assert step_decay(1.0, every=1, factor=0.1)(3) == pytest.approx(0.001)


def test_a_cosine_decay_by_hand():
    schedule = cosine_decay(2.0, updates=6)
    root = (
        3**0.5
    )  # the cosines of 0, 30, 60, 90, 120 and 150 degrees are 1, √3/2, 1/2, 0, -1/2, -√3/2
    by_hand = [2.0, 1 + root / 2, 1.5, 1.0, 0.5, 1 - root / 2]
    assert [schedule(t) for t in range(6)] == pytest.approx(by_hand)


@pytest.mark.parametrize("t", [6, 7])
def test_a_cosine_decay_says_when_it_is_over(t):
    with pytest.raises(ValueError, match="^this schedule ends after 6 updates; make a longer one$"):
        cosine_decay(2.0, updates=6)(t)


def test_a_scheduled_step_by_hand():
    # gradients of 1 at the rates 0.8, 0.8, 0.4, 0.4, 0.2
    assert steps_of(
        Scheduled(SGD(9.0), step_decay(0.8, every=2)), np.ones((5, 1))
    ) == pytest.approx([1 - 2.6])
    # velocities of 1, 1.5 and 1.75 at the rates 1, 0.75 and 0.25
    momentum = Scheduled(Momentum(9.0, momentum=0.5), cosine_decay(1.0, updates=3))
    assert steps_of(momentum, np.ones((3, 1))) == pytest.approx([1 - 1 - 1.125 - 0.4375])


@all_three
@pytest.mark.parametrize("schedule", [step_decay(0.1, 2), cosine_decay(0.1, 5)])
def test_a_schedule_keeps_single_precision_single(make, schedule):
    optimizer = Scheduled(make(), schedule)
    assert steps_of(optimizer, gradients(5, dtype=np.float32)).dtype == np.float32
    assert (
        type(optimizer.optimizer.learning_rate) is float
    )  # a NumPy scalar would make float64 of float32


def test_a_schedule_without_a_fall_changes_nothing():
    all_gradients = gradients(20)
    constant = Scheduled(Adam(), lambda t: 0.02)
    assert np.array_equal(steps_of(constant, all_gradients), steps_of(Adam(0.02), all_gradients))


def test_a_model_trains_with_a_schedule():
    rng = np.random.default_rng(0)
    X, y = rng.normal(size=(M, 6)), np.arange(M) % 3
    model = Model(mlp((6, 5, 3), rng), SoftmaxCrossEntropy())
    optimizer = Scheduled(Adam(), cosine_decay(0.05, updates=8))
    model.fit(X, y, optimizer, epochs=2, batch_size=8, rng=rng)  # four updates each
    assert optimizer.t == 8
    with pytest.raises(ValueError, match="ends after 8 updates"):
        model.fit(X, y, optimizer, epochs=1)


@pytest.mark.parametrize("keep", [0.5, 0.9, 0.999])
def test_the_average_is_pandas_exponential_mean(keep):
    optimizer, theta, all_theta = Averaged(SGD(0.1), keep), np.ones(6), []
    for g in gradients(50):
        optimizer.update(theta, g.copy())
        all_theta.append(theta.copy())
    wanted = pd.DataFrame(all_theta).ewm(alpha=1 - keep).mean().iloc[-1]
    np.testing.assert_allclose(optimizer.average, wanted, rtol=1e-12)


def test_the_average_does_not_change_the_steps():
    one, other = steps_of(Averaged(Adam(0.01)), gradients(20)), steps_of(Adam(0.01), gradients(20))
    np.testing.assert_array_equal(one, other)
