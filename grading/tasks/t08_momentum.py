"""Task 8: momentum in one of four forms, and early stopping by costs or accuracies, counted from 1 or 0."""

from grading.family import Task, answer, fill, tests, text

TEXT = """
## 8. Momentum, and when to stop

First one step with momentum, «as_in»: «rule» Return the new parameters and the new velocity. Leave the arguments
unchanged.
"""

ANSWER = '''
def momentum_step(theta, velocity, gradient, learning_rate, momentum):
    """theta, velocity, gradient: arrays of one shape -> new theta, new velocity."""
    ### BEGIN SOLUTION
    velocity = «velocity»
    return «theta», velocity
    ### END SOLUTION
'''

VISIBLE = """
# 2 points: two steps by hand, with the gradient «g» both times
theta, velocity = momentum_step(np.array([1.0]), np.array([0.0]), np.array([«g».0]), 0.1, 0.5)
assert np.allclose(theta, «theta_1») and np.allclose(velocity, «velocity_1»)
theta, velocity = momentum_step(theta, velocity, np.array([«g».0]), 0.1, 0.5)
assert np.allclose(theta, «theta_2») and np.allclose(velocity, «velocity_2»)
"""

HIDDEN = """
# 3 points: many parameters, many steps
### BEGIN HIDDEN TESTS
from helpers.optimizers import Momentum

rng = np.random.default_rng(«seed»)
initial, gradients = rng.normal(size=«n»), rng.normal(size=(«steps», «n»))
right, optimizer = initial.copy(), Momentum(«rate_of_optimizer», «momentum»)
theta, velocity = initial, np.zeros(«n»)
for gradient in gradients:
    optimizer.update(right, gradient.copy())
    given = [array.copy() for array in (theta, velocity, gradient)]
    new = momentum_step(theta, velocity, gradient, «rate», «momentum»)
    assert all(map(np.array_equal, given, (theta, velocity, gradient))), (
        "what is handed in is changed"
    )
    theta, velocity = new
assert np.allclose(theta, right«ahead»), "the parameters"
assert np.allclose(velocity, «factor»optimizer.velocity), "the velocity"
### END HIDDEN TESTS
"""

TEXT_STOP = """
Then early stopping. `«stop»` gets the «measures» on the validation digits, epoch by epoch, beginning with
epoch «one». It stops as soon as the «best» «measure» so far is `patience` epochs old, or when there are no more
«measures», and returns the epoch «returned». «A_measure» that only equals the «best» so far is not «better».
«Measures» after the stop play no part.
"""

ANSWER_STOP = '''
def «stop»(«measures», patience):
    """«measures»: a list of floats, one for each epoch -> the epoch «in_short», counted from «one»."""
    ### BEGIN SOLUTION
    «best», best = «worst», 0
    for epoch, «measure» in enumerate(«measures», «one»):
        if «measure» «sign» «best»:
            «best», best = «measure», epoch
        elif epoch - best == patience:
            break
    return «result»
    ### END SOLUTION
'''

VISIBLE_STOP = """
# 2 points: with a patience of 2 it stops before the «end»
assert «stop»(«curve», patience=2) == «at_2»
assert «stop»(«curve», patience=3) == «at_3»
"""

HIDDEN_STOP = """
# 3 points: longer curves, equal «measures», and curves that never turn
### BEGIN HIDDEN TESTS
rng = np.random.default_rng(«seed_stop»)
for patience in («patiences»):
    for _ in range(20):
        «measures» = [float(«measure») for «measure» in rng.integers(0, 40, 60) / 40]
        best = [«measures»[:t].index(«extreme»(«measures»[:t])) for t in range(1, 61)]
        stops = [t for t in range(60) if t - best[t] == patience]
        end = stops[0] if stops else 59
        assert «stop»(«measures», patience) == «expected»
assert «stop»(«never», 5) == «at_never», "a curve that never turns"
### END HIDDEN TESTS
"""

# How the velocity and the parameters change. by_hand: how far the parameters have moved down, and the velocity, after
# one step and after two with the gradient 1. The rest is what makes helpers.optimizers.Momentum give the same.
FORMS = {
    "classical": {
        "as_in": "as in notebook 10",
        "rule": "the velocity $v$ is multiplied by the momentum, the new gradient is\n"
        "added, and the parameters move by $-\\alpha v$.",
        "velocity": "momentum * velocity + gradient",
        "theta": "theta - learning_rate * velocity",
        "by_hand": (0.1, 1, 0.25, 1.5),
        "rate_of_optimizer": "«rate»",
        "ahead": "",
        "factor": "",
    },
    "rate inside": {
        "as_in": "as Keras writes it",
        "rule": "the velocity $v$ is multiplied by the momentum, $\\alpha$ times the new gradient is\n"
        "subtracted, and the parameters move by $+v$.",
        "velocity": "momentum * velocity - learning_rate * gradient",
        "theta": "theta + velocity",
        "by_hand": (0.1, -0.1, 0.25, -0.15),
        "rate_of_optimizer": "«rate»",
        "ahead": "",
        "factor": "-«rate» * ",
    },
    "mean": {
        "as_in": "as a moving average of the gradients",
        "rule": "the velocity $v$ is multiplied by the momentum $\\mu$, $1 - \\mu$ times the new gradient\n"
        "is added, and the parameters move by $-\\alpha v$.",
        "velocity": "momentum * velocity + (1 - momentum) * gradient",
        "theta": "theta - learning_rate * velocity",
        "by_hand": (0.05, 0.5, 0.125, 0.75),
        "rate_of_optimizer": "«rate» * (1 - «momentum»)",
        "ahead": "",
        "factor": "(1 - «momentum») * ",
    },
    "ahead": {
        "as_in": "in the form of Nesterov (1983), as PyTorch writes it",
        "rule": "the velocity $v$ is multiplied by the momentum $\\mu$, the new\n"
        "gradient $g$ is added, and the parameters move by $-\\alpha (g + \\mu v)$ with the new $v$.",
        "velocity": "momentum * velocity + gradient",
        "theta": "theta - learning_rate * (gradient + momentum * velocity)",
        "by_hand": (0.15, 1, 0.325, 1.5),
        "rate_of_optimizer": "«rate»",
        "ahead": " - «rate» * «momentum» * optimizer.velocity",
        "factor": "",
    },
}
COSTS = {
    "measure": "cost",
    "measures": "costs",
    "A_measure": "A cost",
    "Measures": "Costs",
    "best": "lowest",
    "better": "lower",
    "extreme": "min",
    "worst": "np.inf",
    "sign": "<",
    "never": "[3.0, 2.0, 1.0]",
}
ACCURACIES = {
    "measure": "accuracy",
    "measures": "accuracies",
    "A_measure": "An accuracy",
    "Measures": "Accuracies",
    "best": "highest",
    "better": "higher",
    "extreme": "max",
    "worst": "-np.inf",
    "sign": ">",
    "never": "[0.1, 0.2, 0.3]",
}


def task(draw):
    form = draw.one_of(*FORMS)
    by_costs = draw.one_of(True, False)
    one = draw.one_of(1, 0)
    returns_best = draw.one_of(True, False)
    g = draw.integer(2, 2, 6)
    moved_1, velocity_1, moved_2, velocity_2 = FORMS[form]["by_hand"]
    falling = draw.one_of([0.9, 0.5], [0.9, 0.8, 0.4], [0.8, 0.3], [0.9, 0.7, 0.6, 0.2])
    curve = [*falling, falling[-1] + 0.1, falling[-1] + 0.2, 0.1]
    best, end = len(falling) - 1, len(curve) - 1
    from_1 = "1 + " if one else ""
    values = {
        "rate": draw.one_of(0.05, 0.1, 0.02, 0.2),
        "momentum": draw.one_of(0.8, 0.9, 0.7, 0.6),
        "g": g,
        "theta_1": round(1 - moved_1 * g, 6),
        "theta_2": round(1 - moved_2 * g, 6),
        "velocity_1": round(velocity_1 * g, 6),
        "velocity_2": round(velocity_2 * g, 6),
        "seed": draw.seed(111),
        "n": draw.integer(30, 20, 40),
        "steps": draw.integer(12, 9, 15),
        **(COSTS if by_costs else ACCURACIES),
        "stop": "best_epoch" if returns_best else "last_epoch",
        "one": one,
        "in_short": "to go back to" if returns_best else "after which it stops",
        "result": "best" if returns_best else "epoch",
        "curve": [round(value if by_costs else 1 - value, 2) for value in curve],
        "end": curve[-1] if by_costs else 1 - curve[-1],
        "at_2": (best if returns_best else end - 1) + one,
        "at_3": end + one,
        "seed_stop": draw.seed(112),
        "patiences": draw.one_of("1, 3, 10", "1, 4, 9", "2, 3, 11", "2, 5, 12"),
        "expected": from_1 + ("best[end]" if returns_best else "end"),
        "at_never": 2 + one,
    }
    values["returned"] = (
        f"of that {values['best']} {values['measure']}"
        if returns_best
        else f"at which it stops, which is the last one where there are no more {values['measures']}"
    )
    for key in "as_in", "rule", "velocity", "theta", "rate_of_optimizer", "ahead", "factor":
        values[key] = fill(FORMS[form][key], **values)
    return Task(
        "Momentum, and when to stop",
        "10, 11",
        {"form": form, "by_costs": by_costs, "one": one, "returns_best": returns_best},
        [
            text(fill(TEXT, **values)),
            answer("momentum_step", fill(ANSWER, **values)),
            tests("momentum_1", 2, fill(VISIBLE, **values)),
            tests("momentum_2", 3, fill(HIDDEN, **values)),
            text(fill(TEXT_STOP, **values)),
            answer("best_epoch", fill(ANSWER_STOP, **values)),
            tests("best_epoch_1", 2, fill(VISIBLE_STOP, **values)),
            tests("best_epoch_2", 3, fill(HIDDEN_STOP, **values)),
        ],
    )
