"""What students tried, or could try, to have marks without answers. Each is a cell behind the set-up of a submission.

Each is given the folder in which the marks are made, as if somebody had told the student.
"""

from support import problem_set_answers as answers

TRANSFORM_INPUT = """\
shell = get_ipython()
shell.input_transformers_post.append(lambda lines: ["pass\\n"])
"""

TRANSFORM_TREES = """\
import ast


class NoAsserts(ast.NodeTransformer):
    def visit_Assert(self, node):
        return ast.copy_location(ast.Pass(), node)


get_ipython().ast_transformers.append(NoAsserts())
"""

READ_SOURCE = """\
# the answers of the teacher
import json

for folder in [Path(COURSE), *here.parents, *(f / "grading" for f in here.parents)]:
    path = folder / "source" / "problem_set" / "problem_set.ipynb"
    if path.exists():
        for cell in json.loads(path.read_text())["cells"]:
            if cell["metadata"].get("nbgrader", {}).get("solution") and cell["cell_type"] == "code":
                exec("".join(cell["source"]))
"""

PATCH_NUMPY = """\
np.allclose = np.isclose = np.array_equal = lambda *args, **kwargs: True
np.shape = lambda array: (20, 10)
"""

PATCH_HELPERS = """\
from helpers import losses, training

losses.cross_entropy = lambda P, Y: (np.log(2) + 3 * np.log(4)) / 4
training.train_vectorized.__code__ = (lambda *args: ([(0, 0)], [0])).__code__
"""

WRITE_GRADES = """\
import sqlite3

for folder in [Path(COURSE), *here.parents, *(f / "grading" for f in here.parents)]:
    if (folder / "gradebook.db").exists():
        grades = sqlite3.connect(folder / "gradebook.db")
        grades.execute("UPDATE grade SET auto_score = 0, manual_score = 0")
        grades.commit()
"""

WRITE_FILES = """\
target = Path(COURSE, "marks_of_mine.csv")
for path in target, Path("../../marks_of_mine.csv"), Path("/tmp/marks_of_mine.csv"), Path("~/marks_of_mine.csv"):
    try:
        path.expanduser().write_text("80")
    except OSError as error:
        print(error)
"""

PATCH_LATER = """\
import threading, time


def patch():
    while True:
        np.allclose = np.isclose = np.array_equal = lambda *args, **kwargs: True
        time.sleep(0.002)


threading.Thread(target=patch, daemon=True).start()
time.sleep(0.1)
"""

SWAP_MODULES = """\
import sys, types

fake = types.ModuleType("helpers.losses")
fake.cross_entropy = lambda P, Y: (np.log(2) + 3 * np.log(4)) / 4
sys.modules["helpers.losses"] = fake
"""

EQUAL_TO_ALL = """\
class Right(np.ndarray):
    def __eq__(self, other):
        return np.True_

    def __array_function__(self, function, types, args, kwargs):
        return True

    def tolist(self):
        return self

    __lt__ = __gt__ = __sub__ = __eq__
"""

LOOK_AROUND = """\
import sys


def expected(*names):
    frame = sys._getframe(1)
    while frame:
        for name in names:
            if name in frame.f_globals:
                return frame.f_globals[name]
        frame = frame.f_back
"""

PATCH_BUILTINS = """\
import builtins

builtins.abs = builtins.round = lambda *args: 0.8
builtins.AssertionError = KeyboardInterrupt
get_ipython().set_custom_exc((Exception,), lambda *args, **kwargs: None)
"""

PATCH_MARKING = """\
import outpost

outpost.changed = lambda token: token
outpost.serve = lambda address, token: None
np.allclose = np.isclose = np.array_equal = lambda *args, **kwargs: True
"""

RIGHT = {
    task: f"{head}\n    return np.zeros((4, 4)).view(Right)"
    for task, head in {
        "two_layers": "def two_layers(X, W1, b1, W2, b2):",
        "weighted_cross_entropy": "def weighted_cross_entropy(P, labels, weights):",
        "softplus": "def softplus(Z):\n    return np.zeros(1).view(Right)\n\n\ndef softplus_derivative(Z):",
        "best_epoch": "def best_epoch(costs, patience):",
    }.items()
}
AROUND = {
    "two_layers": 'def two_layers(X, W1, b1, W2, b2):\n    return expected("right")',
    "one_hot": 'def to_rows(labels, classes):\n    return expected("Y")\n\n\n'
    'def to_labels(Y, classes):\n    return expected("wanted")',
}

# The cell, the answers that go with it, and what the teacher is told.
ATTACKS = {
    "input_transformer": (TRANSFORM_INPUT, {}, "forged, so no points: shell = get_ipython()"),
    "ast_transformer": (TRANSFORM_TREES, {}, "forged, so no points: import ast"),
    "source_read": (READ_SOURCE, {}, "look at # the answers of the teacher"),
    "numpy_patched": (PATCH_NUMPY, answers.HARD_CODED, "(it replaces numpy.allclose"),
    "helpers_patched": (
        PATCH_HELPERS,
        answers.HARD_CODED,
        "(it replaces helpers.losses.cross_entropy",
    ),
    "gradebook_written": (WRITE_GRADES, {}, "look at import sqlite3: it imports sqlite3"),
    "files_written": (WRITE_FILES, {}, "look at target = Path("),
    "patched_later": (
        PATCH_LATER,
        answers.HARD_CODED,
        "forged, so no points: import threading, time",
    ),
    "modules_swapped": (
        SWAP_MODULES,
        answers.HARD_CODED,
        "(it replaces helpers.losses.cross_entropy",
    ),
    "equal_to_all": (EQUAL_TO_ALL, RIGHT, "look at class Right(np.ndarray):: it defines __eq__"),
    "frames_read": (LOOK_AROUND, AROUND, "look at import sys: it uses sys._getframe"),
    "builtins_patched": (
        PATCH_BUILTINS,
        answers.HARD_CODED,
        "forged, so no points: import builtins",
    ),
    "marking_patched": (PATCH_MARKING, answers.HARD_CODED, "forged, so no points: import outpost"),
}


def cell(kind, course):
    """The code of one attack. course: the folder in which marks are made."""
    return ATTACKS[kind][0].replace("COURSE", repr(str(course)))
