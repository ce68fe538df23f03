"""The rules for notebooks refuse what they are there to refuse: each meets a small notebook that breaks it once."""

import copy

import pytest
from nbformat.v4 import new_code_cell, new_markdown_cell, new_notebook, new_output

from support import course_rules, notebook_rules
from support.notebook_rules import Notebook
from tools.publish.run_notebooks import code_sha256

PICTURE = {"image/png": "iVBORw0KGgo=", "text/plain": "Figure: the cost falls"}


def markdown(source):
    return new_markdown_cell(source)


def code(source, *outputs, tags=(), folded=False):
    metadata = copy.deepcopy(notebook_rules.FOLDED) if folded else {}
    return new_code_cell(
        source, outputs=list(outputs), metadata=metadata | ({"tags": list(tags)} if tags else {})
    )


def printed(text, name="stdout"):
    return new_output("stream", name=name, text=text)


def picture(alt=PICTURE["text/plain"], **data):
    return new_output("display_data", data=PICTURE | data, metadata={"image/png": {"alt": alt}})


def error(traceback=""):
    return new_output("error", ename="ValueError", evalue="", traceback=[traceback])


BEGINNING = [
    markdown("# Fold the paper\nA crane."),
    markdown("**You will** fold.\n\n**You need** paper."),
]
END = [
    markdown("## What you built"),
    markdown("## Try it\nOn paper first."),
    markdown("### 1. Fold it again"),
    markdown("### 2. Unfold it"),
    markdown("### 3. Fold another"),
    markdown("## Next\nA boat."),
]


def made(*cells, name="03_fold", beginning=BEGINNING, end=END):
    """A notebook, run once and saved, with these cells between a beginning and an end that are as they should be."""
    cells = [copy.deepcopy(cell) for cell in (*beginning, *cells, *end)]
    for number, cell in enumerate(cells):
        cell.id = f"cell-{number}"
    node = new_notebook(cells=cells)
    node.metadata["kernelspec"] = {"name": "python3", "display_name": "Python 3 (ipykernel)"}
    for number, cell in enumerate((cell for cell in node.cells if cell.cell_type == "code"), 1):
        cell.execution_count = number
    node.metadata["code_sha256"] = code_sha256(node)
    return Notebook(name, node)


RULES = [*notebook_rules.RULES, notebook_rules.has_the_anatomy]


def complaints(notebook):
    return "\n".join(complaint for rule in RULES for complaint in rule(notebook))


LONG_DRAWING = "plots.bars(\n" + "    1,\n" * 5 + ")"

GOOD = [
    code("import sys", tags=["setup"], folded=True),
    code(LONG_DRAWING, folded=True),
    markdown("And again, with a name that the lesson uses:"),
    code(f"bars = {LONG_DRAWING}"),
    code("%matplotlib inline\nprint(3)", printed("3\n")),
    markdown(
        "Of $5! = 120$ and `a != b`:\n```python\n# just a comment!\n```\n![a crane](crane.png)\n\nSee."
    ),
    code("draw()", picture()),
    code("fold(-1)", error("ValueError"), tags=["raises-exception"]),
    markdown("What comes from the [course](https://obviously.example/home/!)?"),
    *[code("1")] * 3,
    markdown("Now the time."),
    *[code("1")] * 3,
    markdown("And."),
    code("seconds = measure()\nseconds", printed("1.3\n"), tags=["nbval-ignore-output"]),
    code("assert seconds < 100"),
]


def test_a_good_notebook_passes():
    assert complaints(made(*GOOD)) == ""
    assert complaints(made(*GOOD, name="00_start_here", end=END[1:])) == ""


def test_a_notebook_is_refused_that_was_not_saved_from_one_run():
    notebook = made(code("1"), code("2"))
    notebook.code[1].execution_count = 7
    assert "executed in the order [1, 7]" in complaints(notebook)
    notebook.code[1].execution_count = "two"
    assert "not a valid notebook" in complaints(notebook)
    notebook.node.metadata["kernelspec"]["name"] = "julia"
    assert "its kernel is julia" in complaints(notebook)


def test_a_notebook_is_refused_whose_code_was_changed_after_it_was_saved():
    notebook = made(code("1e-6 < 1"), markdown("True."))
    assert complaints(notebook) == ""
    notebook.code[0].source = "1e-5 < 1"
    assert "its code was changed after it was saved" in complaints(notebook)


BAD = {
    "an error": (made(code("1 / 0", error())), "shows an error, or does not"),
    "a tag for an error that is not raised": (
        made(code("1", tags=["raises-exception"])),
        "or does not",
    ),
    "a warning": (made(code("1", printed("careful", "stderr"))), "writes to stderr"),
    "an author's folder in an output": (made(code("1", printed("in /home/ada/x"))), "has /home/"),
    "a temporary file in a traceback": (
        made(code("1", error("File /tmp/x.py"), tags=["raises-exception"])),
        "has /tmp/",
    ),
    "a Windows folder in a source": (made(code(r"open('C:\Users\ada')")), r"has C:\Users"),
    "an address": (
        made(code("f", new_output("execute_result", {"text/plain": "<f at 0x7f00a1b2>"}))),
        "at 0x",
    ),
    "the course's own folder": (made(code("1", printed(f"in {notebook_rules.ROOT}"))), "'1' has "),
    "a cell that is skipped": (made(code("1", tags=["nbval-skip"])), "has the tag nbval-skip"),
    "an exemption in a comment": (
        made(code("# NBVAL_IGNORE_OUTPUT\n1")),
        "speaks to nbval in a comment",
    ),
    "an exempt cell and no assert": (
        made(code("1", tags=["nbval-ignore-output"]), code("assert_it = 1  # assert")),
        "asserts nothing",
    ),
    "an exempt cell and an assert about something else": (
        made(code("print(t)", tags=["nbval-ignore-output"]), code("assert other > 5")),
        "asserts nothing about it",
    ),
    "an exempt cell at the end": (made(code("1", tags=["nbval-ignore-output"])), "asserts nothing"),
    "one exempt cell in nine": (
        made(code("t", tags=["nbval-ignore-output"]), code("assert t"), *[code("1")] * 7),
        "only 89% of its code cells",
    ),
    "a picture without words": (
        made(code("1", picture(**{"text/plain": "<Figure size 640x480>"}))),
        "words",
    ),
    "a picture with other words": (
        made(code("1", picture(alt="a cat"))),
        "whose alt is not alternative(its text)",
    ),
    "no title": (made(beginning=[markdown("Hello"), BEGINNING[1]]), "not a title"),
    "two titles": (made(markdown("# Another")), "not exactly one title"),
    "no promise": (made(beginning=BEGINNING[:1]), "neither of its first two cells says You will"),
    "a promise too late": (
        made(beginning=[BEGINNING[0], code("1"), BEGINNING[1]]),
        "says You need",
    ),
    "no card": (made(end=END[1:]), "its last sections are"),
    "an end in another order": (made(end=[*END[1:5], END[0], END[5]]), "its last sections are"),
    "no exercise": (made(end=[*END[:2], END[5]]), "0 exercises in 0 cells"),
    "seven exercises": (
        made(end=[*END[:2], *[markdown(f"### {n}. A") for n in range(1, 8)], END[5]]),
        "7 exercises",
    ),
    "three exercises in two cells": (
        made(end=[*END[:2], markdown("### 1. A\n### 2. B"), markdown("### 3. C"), END[5]]),
        "3 exercises in 2 cells",
    ),
    "an exercise without its number": (
        made(end=[*END[:3], markdown("### Unfold it"), *END[4:]]),
        "'Unfold it'",
    ),
    "a long cell": (made(code("\n".join("1" * 31))), "has 31 lines"),
    "a wide line": (made(code("x = " + "1" * 110)), "has a line of 114 characters"),
    "four code cells in a row": (
        made(*[code(f"{n}") for n in range(4)]),
        "'3' is the fourth code cell",
    ),
    "an open set-up": (made(code("import sys", tags=["setup"])), "'import sys' is not folded"),
    "a long open drawing": (made(code(LONG_DRAWING)), "is not folded"),
    "a lesson that is folded": (made(code("1", folded=True)), "'1' is folded, and it is neither"),
    "a short drawing that is folded": (made(code("plots.bars(1)", folded=True)), "is folded"),
    "an empty cell": (made(code(" \n")), "an empty cell"),
    "a filler": (made(markdown("It is simply\na fold.")), "says 'simply'"),
    "a filler at the start": (made(markdown("Just fold.")), "says 'Just'"),
    "a cheer": (made(markdown("It **flies!**")), "exclamation mark"),
    "a picture in prose without words": (
        made(markdown("![](crane.png)")),
        "a picture without words",
    ),
}


@pytest.mark.parametrize("name", BAD)
def test_a_notebook_is_refused_for(name):
    notebook, complaint = BAD[name]
    assert complaint in complaints(notebook)


def test_the_share_of_compared_cells_counts_over_all_notebooks():
    exempt = made(code("1", tags=["nbval-ignore-output"]))
    assert notebook_rules.share_compared([exempt, made(*[code("1")] * 19)]) == 0.95
    assert notebook_rules.share_compared([]) == 0


ONE_HOT = "def one_hot(labels):\n    return np.eye(10)[labels]\n"


@pytest.fixture
def helpers(tmp_path):
    """A folder of helpers in which encoding teaches one_hot, and three folders teach nothing."""
    (tmp_path / "encoding.py").write_text(
        ONE_HOT.replace(":\n", ':\n    """Rows of zeros with a one."""\n')
    )
    (tmp_path / "setup_check.py").write_text("def check_setup(): ...\n")
    (tmp_path / "data.py").write_text("from helpers.plumbing.digits import load_csv\n")
    for folder in "plots", "plumbing", "check":
        (tmp_path / folder).mkdir()
    (tmp_path / "plots" / "charts.py").write_text("from helpers.plots import palette\nINK = 1\n")
    (tmp_path / "plumbing" / "digits.py").write_text("def load_csv(): ...\n")
    return tmp_path


def built(helpers, *notebooks):
    return "\n".join(
        course_rules.builds_what_the_helpers_have(notebooks, course_rules.lessons_in(helpers))
    )


def imported(helpers, *notebooks):
    return "\n".join(
        course_rules.imports_what_is_built(notebooks, course_rules.lessons_in(helpers))
    )


def test_what_is_built_is_what_the_helpers_have(helpers):
    same = ONE_HOT.replace("labels]", "labels]  # (m, 10)")
    assert built(helpers, made(code(f"%matplotlib inline\n{same}\none_hot([3])"))) == ""
    (helpers / "encoding.py").write_text(
        '"""Encoding."""\nN: int = 10\nA, B = 1, 2\nclass Row:\n    "A row."\n'
    )
    assert (
        built(
            helpers, made(code("N: int = 10\nA, B = 1, 2"), code("class Row:\n    'Other words.'"))
        )
        == ""
    )


@pytest.mark.parametrize(
    "source, complaint",
    [
        ("1", "one_hot is built in no notebook"),
        (ONE_HOT + "def (", "one_hot is built in no notebook"),
        ("def f():\n    def one_hot(labels):\n        return 0", "built in no notebook"),
        (ONE_HOT.replace("10", "9"), "one_hot is not that of helpers/encoding.py"),
        (ONE_HOT.replace("(labels)", "(labels, n=10)"), "+ def one_hot(labels, n=10):"),
        (ONE_HOT + "one_hot = None", "one_hot is not that"),
    ],
)
def test_what_is_built_otherwise_is_refused(helpers, source, complaint):
    assert complaint in built(helpers, made(code(source)))


def test_a_name_is_taught_by_one_module_alone(helpers):
    (helpers / "losses.py").write_text(ONE_HOT)
    with pytest.raises(ValueError, match="losses and encoding both define one_hot"):
        course_rules.lessons_in(helpers)


IMPORTS = [
    "from helpers.encoding import one_hot",
    "from helpers.encoding import one_hot as encode",
    "from helpers.network import one_hot",
    "from helpers import encoding\nencoding.one_hot([3])",
    "from helpers import encoding as e\ne.one_hot([3])",
    "import helpers.encoding\nhelpers.encoding.one_hot([3])",
    "import helpers.encoding as e\nprint(e.one_hot([3]))",
]


@pytest.mark.parametrize("source", IMPORTS)
def test_an_import_comes_after_the_notebook_that_builds(helpers, source):
    builds, imports = code(ONE_HOT), code(source)
    assert imported(helpers, made(imports, name="03"), made(builds, name="02")) == ""
    for notebooks in (
        [made(imports, name="02")],
        [made(builds, imports, name="02")],
        [made(imports, name="02"), made(builds, name="03")],
    ):
        assert "02: imports one_hot" in imported(helpers, *notebooks)
    assert imported(helpers, made(imports, name="00_tour"), made(builds, name="02")) == ""


def test_plumbing_can_be_imported_at_any_time(helpers):
    source = "from helpers import data, plots\nfrom helpers.data import load_csv\ndata.load_csv()\nplots.one_hot"
    assert imported(helpers, made(code(source), name="00")) == ""
    assert "imports *" in imported(helpers, made(code("from helpers.encoding import *"), name="00"))


def test_imports_between_the_helpers(helpers):
    assert list(course_rules.imports_point_one_way(helpers)) == []


@pytest.mark.parametrize(
    "file, source, complaint",
    [
        ("losses.py", "from helpers.encoding import one_hot", "helpers/losses.py imports encoding"),
        (
            "losses.py",
            "def f():\n    from .encoding import one_hot",
            "helpers/losses.py imports encoding",
        ),
        ("network.py", "import helpers.plots", "helpers/network.py imports plots"),
        ("network.py", "from helpers import check, losses", "helpers/network.py imports check"),
        (
            "check/lessons/lesson_03.py",
            "from helpers import encoding, plots",
            "helpers/check/lessons/lesson_03.py imports plots",
        ),
        (
            "plumbing/mnist.py",
            "from helpers import encoding",
            "helpers/plumbing/mnist.py imports encoding",
        ),
        ("plots/walks.py", "import helpers.losses", "helpers/plots/walks.py imports losses"),
        ("new/part.py", "from helpers import encoding", "helpers/new/part.py imports encoding"),
    ],
)
def test_imports_that_point_the_other_way(helpers, file, source, complaint):
    (helpers / file).parent.mkdir(parents=True, exist_ok=True)
    (helpers / file).write_text(source)
    assert list(course_rules.imports_point_one_way(helpers)) == [complaint]


def test_imports_that_go_in_a_circle(helpers):
    (helpers / "network.py").write_text("from helpers.training import step")
    (helpers / "training.py").write_text("from helpers import model")
    (helpers / "model.py").write_text("import helpers.network")
    [complaint] = course_rules.imports_point_one_way(helpers)
    assert "network imports training imports model" in complaint * 2


@pytest.mark.parametrize(
    "cell", [code("import sys", tags=["setup"]), code("import os"), markdown("Nothing.")]
)
def test_a_set_up_that_is_not_that_of_the_others(cell):
    alike = made(code("import os", tags=["setup"]))
    assert not list(course_rules.begin_with_one_set_up([alike, alike]))
    [complaint] = course_rules.begin_with_one_set_up([alike, made(cell, name="04_cut")])
    assert complaint.startswith("04_cut")
