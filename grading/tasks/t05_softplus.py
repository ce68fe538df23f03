"""Task 5: an activation function that overflows as it is written, its derivative on paper, and a check of derivatives.

The function, its steepness and the kind of error differ from set to set; the names of the cells are the example's.
"""

from grading.family import Task, answer, fill, tests, text

TEXT = """
## 5. A smooth activation function, and its derivative

«story»:

$$g(z) = «formula».$$

Write it so that it is right for every finite float: typed as it stands, $e^{«overflows»}$ overflows, while $g(«at»)$
is «value».«accurate» Then find its derivative on paper, and write that as `«name»_derivative`.
"""

ANSWER = '''
def «name»(Z):
    """Z: any shape -> «docstring» of each number, the same shape."""
    ### BEGIN SOLUTION
«code»
    ### END SOLUTION


def «name»_derivative(Z):
    """Z: any shape (not «name»(Z)) -> the derivative of «name» at each number, the same shape."""
    ### BEGIN SOLUTION
«derivative»
    ### END SOLUTION
'''

VISIBLE = """
# 2 points: at 0 the value is «at_0», and the derivative «slope_at_0»
assert np.isclose(«name»(np.zeros(1))[0], «at_0_code»)
assert np.isclose(«name»_derivative(np.zeros(1))[0], «slope_at_0_code»)
"""

HIDDEN = """
# 5 points: both, for small numbers and for large ones
### BEGIN HIDDEN TESTS
def as_written(z):
    return «as_written»


Z = np.random.default_rng(«seed»).normal(0, «spread», («m», «n»))
assert np.shape(«name»(Z)) == Z.shape and np.allclose(«name»(Z), as_written(Z))
ends = «name»(np.array([-800.0, -«far».0, «far».0, 800.0]))
assert np.allclose(ends, «ends», atol=0, rtol=1e-9), "large numbers"
slopes = (as_written(Z + 1e-5) - as_written(Z - 1e-5)) / 2e-5
assert np.shape(«name»_derivative(Z)) == Z.shape, "the shape of the derivative"
assert np.allclose(«name»_derivative(Z), slopes, atol=1e-7), "the derivative"
ends = «name»_derivative(np.array([-800.0, 800.0]))
assert np.allclose(ends, «slopes_at_ends»), "the derivative at large numbers"
### END HIDDEN TESTS
"""

TEXT_CHECK = """
Is that derivative right? Write a check as well. As in notebook 05, `«measure»` nudges each number up and down by
`eps`. It returns «distance» between the claimed derivative and the central difference, a float.
"""

ANSWER_CHECK = '''
def «measure»(f, derivative, Z, eps=1e-5):
    """f, derivative: functions that work on each number of an array by itself; Z: any shape -> float."""
    ### BEGIN SOLUTION
    measured = (f(Z + eps) - f(Z - eps)) / (2 * eps)
    return float(«result»)
    ### END SOLUTION
'''

TESTS_CHECK = """
# 3 points: a right derivative and a wrong one that you see, and more of both that are not shown
Z = np.linspace(-2, 2, 9)
assert «measure»(np.sin, np.cos, Z) < 1e-6
assert np.isclose(«measure»(np.square, lambda z: 2 * z + «off», Z), «off»)
### BEGIN HIDDEN TESTS
rng = np.random.default_rng(«seed_check»)
Z = rng.normal(size=(4, 3))
kept = Z.copy()
wrong = «measure»(np.sin, lambda z: -np.cos(z), Z)
assert np.isclose(wrong, «twice_cos»), "a derivative of the wrong sign"


def off(z):  # farthest off at 0, on the negative side
    return np.exp(z) + np.select([z < -0.5, z < 0.5], [0.0, -«most»], «less»)


steps = np.tile([-1.0, 0.0, 1.0], (4, 1))
assert np.isclose(«measure»(np.exp, off, steps), «of_off»)
coarse = «measure»(lambda z: z**3, lambda z: 3 * z**2, Z, eps=«eps»)
assert np.isclose(coarse, «eps_squared»), "eps is used"
assert np.array_equal(Z, kept), "Z is changed"
### END HIDDEN TESTS
"""

ACCURATE = (
    " (`np.log1p(x)` is $\\ln(1 + x)$, accurate for tiny $x$ too.)"  # at -30 the sum with 1 is not
)

# Each with its steepness k: «kz» is kz in a formula, «times» and «over» are what is before and after Z in code.
SHAPES = {
    "softplus": {
        "story": "ReLU with its corner rounded off is called *softplus* (Dugas and others, 2001)",
        "formula": r"«fraction»\ln\,(1 + e^{«kz»})",
        "at": ("800", "800"),
        "docstring": "ln(1 + exp(«kz»))«over»",
        "code": "    return np.maximum(Z, 0) + np.log1p(np.exp(-«times»np.abs(Z)))«over»",
        "derivative": """\
    # It is «power» / (1 + «power»), the sigmoid of «kz». With -|z| no power of e overflows.
    E = np.exp(-«times»np.abs(Z))
    return np.where(np.asarray(Z) >= 0, 1, E) / (1 + E)""",
        "at_0": ("ln 2«over»", "np.log(2)«over»"),
        "slope_at_0": ("one half", "0.5"),
        "as_written": "np.log(1 + np.exp(«times»z))«over»",
        "ends": "[0, np.exp(-«far_k»)«over», «far», 800]",
        "slopes_at_ends": "[0, 1]",
    },
    "log_sigmoid": {
        "story": "The logarithm of a sigmoid is called *log-sigmoid*",
        "formula": r"-«fraction»\ln\,(1 + e^{-«kz»})",
        "at": ("-800", "-800"),
        "docstring": "-ln(1 + exp(-«kz»))«over»",
        "code": "    return np.minimum(Z, 0) - np.log1p(np.exp(-«times»np.abs(Z)))«over»",
        "derivative": """\
    # It is 1 / (1 + «power»), the sigmoid of -«kz». With -|z| no power of e overflows.
    E = np.exp(-«times»np.abs(Z))
    return np.where(np.asarray(Z) >= 0, E, 1) / (1 + E)""",
        "at_0": ("-ln 2«over»", "-np.log(2)«over»"),
        "slope_at_0": ("one half", "0.5"),
        "as_written": "-np.log(1 + np.exp(-«times»z))«over»",
        "ends": "[-800, -«far», -np.exp(-«far_k»)«over», 0]",
        "slopes_at_ends": "[1, 0]",
    },
    "log_cosh": {
        "story": "The absolute value with its corner rounded off is the logarithm of a hyperbolic cosine",
        "formula": r"«fraction»\ln \frac{e^{«kz»} + e^{-«kz»}}{2}",
        "at": ("800", "nearly 800"),
        "docstring": "ln(cosh(«kz»))«over»",
        "code": """\
    A = np.abs(Z)
    return A + (np.log1p(np.exp(-2 * «times»A)) - np.log(2))«over»""",
        "derivative": """\
    # It is («power» - 1 / «power») / («power» + 1 / «power»), the hyperbolic tangent of «kz».
    return np.tanh(«times»Z)""",
        "at_0": ("0", "0"),
        "slope_at_0": ("0", "0"),
        "as_written": "np.log((np.exp(«times»z) + np.exp(-«times»z)) / 2)«over»",
        "ends": "np.array([800, «far», «far», 800]) - np.log(2)«over»",
        "slopes_at_ends": "[-1, 1]",
    },
    "swish": {
        "story": "A smooth relative of ReLU, with a dip below 0, is called *swish* (Ramachandran, Zoph and Le, 2017)",
        "formula": r"\frac{z\,e^{«kz»}}{1 + e^{«kz»}}",
        "at": ("800", "800"),
        "docstring": "z exp(«kz») / (1 + exp(«kz»))",
        "code": """\
    E = np.exp(-«times»np.abs(Z))
    return Z * np.where(np.asarray(Z) >= 0, 1, E) / (1 + E)""",
        "derivative": """\
    # z times s, the sigmoid of «kz»: by the product rule s + «kz» s (1 - s).
    E = np.exp(-«times»np.abs(Z))
    S = np.where(np.asarray(Z) >= 0, 1, E) / (1 + E)
    return S + «times»Z * S * (1 - S)""",
        "at_0": ("0", "0"),
        "slope_at_0": ("one half", "0.5"),
        "as_written": "z * np.exp(«times»z) / (1 + np.exp(«times»z))",
        "ends": "[0, -«far» * np.exp(-«far_k»), «far», 800]",
        "slopes_at_ends": "[0, 1]",
    },
    "bipolar": {
        "story": "The sigmoid, stretched so that it lies between -1 and 1, is called the *bipolar sigmoid*",
        "formula": r"\frac{e^{«kz»} - 1}{e^{«kz»} + 1}",
        "at": ("800", "1"),
        "docstring": "(exp(«kz») - 1) / (exp(«kz») + 1)",
        "code": "    return np.tanh(«times»np.asarray(Z) / 2)  # the same, and it never overflows",
        "derivative": """\
    # By the quotient rule «two_k» «power» / («power» + 1)^2, which is the same for z and -z.
    E = np.exp(-«times»np.abs(Z))
    return «two_k» * E / (1 + E) ** 2""",
        "at_0": ("0", "0"),
        "slope_at_0": ("«k» / 2", "«k» / 2"),
        "as_written": "(np.exp(«times»z) - 1) / (np.exp(«times»z) + 1)",
        "ends": "[-1, -1, 1, 1]",
        "slopes_at_ends": "[0, 0]",
    },
}
# What largest_error takes of the distances: in words, on an array, and on the two numbers of off and a 0.
MEASURES = {
    "largest_error": ("the largest distance", "np.max({})", "{most}"),
    "mean_error": ("the mean distance", "np.mean({})", "({most} + {less}) / 3"),
    "rms_error": (
        "the root of the mean squared distance",
        "np.sqrt(np.mean(np.square({})))",
        "np.sqrt(({most}**2 + {less}**2) / 3)",
    ),
}


def task(draw):
    name = draw.one_of(*SHAPES)
    k = draw.one_of(1, 2, 3, 4, 5)
    measure = draw.one_of(*MEASURES)
    far = draw.integer(30, 25, 35)
    most, less = draw.one_of((0.75, 0.5), (0.8, 0.2), (0.9, 0.6), (0.7, 0.3))
    distance, taken, of_off = MEASURES[measure]
    eps = draw.one_of(0.5, 0.25, 0.75)
    values = {
        "name": name,
        "k": k,
        "kz": "z" if k == 1 else f"{k}z",
        "power": "e^z" if k == 1 else f"e^({k}z)",
        "times": "" if k == 1 else f"{k} * ",
        "over": "" if k == 1 else f" / {k}",
        "fraction": "" if k == 1 else rf"\tfrac{{1}}{{{k}}}",
        "two_k": 2 * k,
        "overflows": 800 * k,
        "far": far,
        "far_k": far * k,
        "seed": draw.seed(107),
        "spread": draw.integer(3, 2, 3),
        "m": draw.integer(5, 4, 9),
        "n": draw.integer(8, 5, 9),
        "measure": measure,
        "distance": distance,
        "result": taken.format("np.abs(derivative(Z) - measured)"),
        "off": draw.one_of(0.25, 0.125, 0.375, 0.5),
        "seed_check": draw.seed(108),
        "twice_cos": taken.format("2 * np.abs(np.cos(Z))"),
        "most": most,
        "less": less,
        "of_off": of_off.format(most=most, less=less),
        "accurate": ACCURATE if name in ("softplus", "log_sigmoid") else "",
        "eps": eps,
        "eps_squared": eps**2,
    }
    shape = SHAPES[name]
    for key in (
        "story",
        "formula",
        "docstring",
        "code",
        "derivative",
        "as_written",
        "ends",
        "slopes_at_ends",
    ):
        values[key] = fill(shape[key], **values)
    for key in "at_0", "slope_at_0":
        values[key], values[f"{key}_code"] = (fill(form, **values) for form in shape[key])
    values["at"], values["value"] = shape["at"]
    return Task(
        "A smooth activation function, and its derivative",
        "05",
        {"function": name, "k": k, "measure": measure},
        [
            text(fill(TEXT, **values)),
            answer("softplus", fill(ANSWER, **values)),
            tests("softplus_1", 2, fill(VISIBLE, **values)),
            tests("softplus_2", 5, fill(HIDDEN, **values)),
            text(fill(TEXT_CHECK, **values)),
            answer("largest_error", fill(ANSWER_CHECK, **values)),
            tests("largest_error_1", 3, fill(TESTS_CHECK, **values)),
        ],
    )
