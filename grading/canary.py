"""A canary is an assert that must fail. Where it doesn't, a student's cell has changed how Python works.

The marks don't rest on it, for the tests run in another process; it finds who tried, and the cell.
"""

import ast
import random

PASSES = "after it, a false assert passes"
ENDS = "after it, a false assert ends in"
REPLACES = "it replaces"
EXHAUSTED = "nothing can run any more"  # which is nobody's forgery

# What any test may rely on. What one set's own tests use is added to it.
RELIED_ON = {
    "builtins": "abs all any bool dict float int isinstance len list map max min range round set sorted str sum tuple "
    "zip getattr hasattr AssertionError Exception ValueError",
    "numpy": "abs all allclose any argmax array array_equal asarray equal isclose isfinite isin isnan max ndarray "
    "shape sum",
    "numpy.random": "default_rng",
    "numpy.testing": "assert_allclose assert_array_equal",
}


def watched(sources):
    """The names that these cells rely on: ["numpy.allclose", "helpers.losses.*", …]."""
    names = [f"{module}.{name}" for module, them in RELIED_ON.items() for name in them.split()]
    for source in sources:
        tree = ast.parse(source)
        modules = {}
        for node in ast.walk(tree):
            if (
                isinstance(node, ast.ImportFrom)
                and node.module
                and node.module.startswith("helpers")
            ):
                names += [f"{node.module}.*", *(f"{node.module}.{a.name}.*" for a in node.names)]
            elif isinstance(node, ast.Import):
                modules.update({a.asname or a.name: a.name for a in node.names})
        modules.update(np="numpy", pd="pandas")  # mostly imported in another cell
        for node in ast.walk(tree):
            if isinstance(node, ast.Attribute) and isinstance(node.value, ast.Name):
                module = modules.get(node.value.id)
                if module:
                    names.append(f"{module}.{node.attr}")
    return list(dict.fromkeys(names))


def source(token, tests, plain=False):
    """The code of a canary. It begins like one of the tests, and its numbers are others each time.

    plain: it asks nothing but what was replaced.
    """
    rng = random.SystemRandom()
    lines = [line for test in tests for line in test.splitlines()[:1] if line.startswith("#")]
    a, b = sorted(rng.uniform(1, 9) for _ in range(2))
    numbers, n = f"[{a:.4f}, {b:.4f}]", rng.randint(3, 90)
    np, py = (f"_{rng.getrandbits(40):x}" for _ in range(2))
    claims = [
        f"{np}.allclose({numbers}, [{a:.4f}, {b + 1:.4f}])",
        f"{np}.array_equal({np}.array({numbers}), {np}.array([{b + 1:.4f}, {a:.4f}]))",
        f"{np}.isclose({a:.4f}, {b + 1:.4f})",
        f"({np}.array({numbers}) == {np}.array([{a:.4f}, {b + 2:.4f}])).all()",
        f"{np}.shape({np}.zeros(({n}, 2))) == (2, {n})",
        f"not {np}.isfinite({a:.4f})",
        f"{py}.isinstance({n}, {py}.str)",
        f"{py}.all([{n}, 0])",
        f"{py}.any([0, ''])",
        f"{py}.abs(-{n}) == -{n}",
        f"{py}.len([{a:.4f}]) == {n}",
        f"{n} == {n + 1}",
        "False",
    ]
    rng.shuffle(claims)
    claims = ["False"] if plain else claims
    return "\n".join(
        [
            *([rng.choice(lines)] if lines else []),
            f"import builtins as {py}",
            f"import numpy as {np}",
            f"assert ({' or '.join(claims)}), {py}.__import__('outpost').changed({token!r})",
        ]
    )


def verdict(outputs, token):
    """What is wrong, by the outputs of a canary; "" where it failed as it should."""
    error = next((output for output in outputs if output.output_type == "error"), None)
    if error is None:
        return PASSES
    if error.ename == "AssertionError" and error.evalue == token:
        return ""
    if error.evalue.startswith(f"{token}: "):
        replaced = error.evalue.removeprefix(f"{token}: ").split(", ")
        more = f" and {len(replaced) - 3} more" if len(replaced) > 3 else ""
        return f"{REPLACES} {', '.join(replaced[:3])}{more}"[:300]
    if error.ename in ("MemoryError", "RecursionError", "KeyboardInterrupt"):
        return EXHAUSTED
    return f"{ENDS} {error.ename}"[:300]


def defined(sources):
    """The names that these cells define at their top."""
    names = []
    for source in sources:
        for node in ast.parse(source).body:
            if isinstance(node, (ast.FunctionDef, ast.ClassDef)):
                names.append(node.name)
            elif isinstance(node, (ast.Assign, ast.AnnAssign)):
                targets = node.targets if isinstance(node, ast.Assign) else [node.target]
                names += [n.id for t in targets for n in ast.walk(t) if isinstance(n, ast.Name)]
    return names


def does_something(source):
    """Whether a cell is more than comments."""
    return bool(ast.parse(source).body)
