"""The notebooks as documents. Whether their outputs still hold is nbval's part; it collects the .ipynb files itself."""

import re
from pathlib import Path

import pytest

from support import course_rules, notebook_rules, prose_figures

ROOT = Path(__file__).resolve().parents[2]
NOTEBOOKS = [*notebook_rules.lessons().values()]
SOLUTIONS = [*notebook_rules.solutions().values()]


def test_there_are_notebooks():
    assert NOTEBOOKS, "no notebook in notebooks/, so nothing below was checked"
    solutions = {f"{notebook.name[:2]}_solutions" for notebook in NOTEBOOKS}
    assert solutions == {notebook.name for notebook in SOLUTIONS}


@pytest.mark.parametrize("rule", notebook_rules.RULES, ids=lambda rule: rule.__name__)
@pytest.mark.parametrize("notebook", NOTEBOOKS + SOLUTIONS, ids=lambda notebook: notebook.name)
def test_each_notebook(notebook, rule):
    refuse(f"{notebook.name}: {complaint}" for complaint in rule(notebook))


@pytest.mark.parametrize("notebook", NOTEBOOKS, ids=lambda notebook: notebook.name)
def test_each_lesson_has_the_anatomy(notebook):
    refuse(f"{notebook.name}: {fault}" for fault in notebook_rules.has_the_anatomy(notebook))


@pytest.mark.parametrize("notebook", NOTEBOOKS + SOLUTIONS, ids=lambda notebook: notebook.name)
def test_links_between_files_lead_somewhere(notebook):
    folder = ROOT / "notebooks" / ("solutions" if notebook in SOLUTIONS else "")
    text = "\n".join(cell.source for cell in notebook.cells if cell.cell_type == "markdown")
    for target in re.findall(r"\]\((?!https?:|#)([^)#\s]+)\)", text):
        assert (folder / target).exists(), target


def test_nearly_all_outputs_are_compared():
    assert notebook_rules.share_compared(NOTEBOOKS) >= 0.95


@pytest.mark.parametrize(
    "rule", [course_rules.builds_what_the_helpers_have, course_rules.imports_what_is_built]
)
def test_you_never_import_what_you_have_not_built(rule):
    refuse(rule(NOTEBOOKS, course_rules.lessons_in(ROOT / "helpers")))


def test_every_notebook_begins_with_the_same_set_up():
    refuse(course_rules.begin_with_one_set_up(NOTEBOOKS + SOLUTIONS))


def test_result_figures_in_prose_are_shown():
    refuse(prose_figures.stand_in_outputs(NOTEBOOKS + SOLUTIONS))


def test_imports_between_the_helpers_point_one_way():
    refuse(course_rules.imports_point_one_way(ROOT / "helpers"))


def refuse(complaints):
    __tracebackhide__ = True
    complaints = list(complaints)
    if complaints:
        pytest.fail("\n".join(complaints), pytrace=False)
