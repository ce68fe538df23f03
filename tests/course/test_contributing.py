"""CONTRIBUTING.md, CHANGELOG.md and CITATION.cff speak of what is there."""

import re
from pathlib import Path

import numpy as np
import pytest
import yaml

from helpers.check.exercise import Exercise

ROOT = Path(__file__).resolve().parents[2]
TEXT = (ROOT / "CONTRIBUTING.md").read_text(encoding="utf-8")
NEW = ["14_pooling", "14_solutions", "helpers/pooling.py", "test_pooling.py", "lesson_14.py"]


def test_every_path_on_the_map_is_there():
    block = TEXT.partition("```\n")[2].partition("```")[0]
    folder = ""
    for line in block.splitlines():
        name = line.split()[0]
        if not line.startswith("  "):
            folder = name if name.endswith("/") else ""
            assert (ROOT / name).exists(), name
        else:
            assert (ROOT / folder / name).exists(), folder + name


def test_every_path_in_the_text_is_there():
    for path in re.findall(r"`((?:tests|tools|helpers|notebooks|grading|data)/[^`*…]+)`", TEXT):
        if not any(part in path for part in NEW):
            assert (ROOT / path).exists(), path


def test_every_command_is_in_the_makefile():
    targets = re.findall(r"^([a-z-]+):", (ROOT / "Makefile").read_text(encoding="utf-8"), re.M)
    named = set(re.findall(r"`make ([a-z-]+)", TEXT))
    assert named <= {*targets} and {"quick", "test", "matrix", "mutants", "fuzz"} <= named


def test_the_minimal_example_works():
    code = next(
        block for block in re.findall("```python\n(.*?)```", TEXT, re.S) if "Exercise(" in block
    )
    space = {"Exercise": Exercise, "np": np}
    exec(code, space)
    halve = space["halve"]
    assert halve.judge(lambda X: 0.5 * X).right
    for known in halve.known:
        if known.wrong:
            assert known.hint in halve.judge(known.wrong).text
    assert "negative here" in halve.judge(lambda X: -abs(X)).text
    assert "/ divides" in halve.judge(lambda X: np.halve(X)).text


@pytest.mark.parametrize("name", ["CONTRIBUTING.md", "README.md", "CHANGELOG.md"])
def test_links_lead_somewhere(name):
    text = (ROOT / name).read_text(encoding="utf-8")
    for target in re.findall(r"\]\((?!http|\.\./)([^)#]+)\)", text):
        assert (ROOT / target).exists(), target
    anchors = {
        re.sub(r"[^\w -]", "", t.lower()).replace(" ", "-")
        for t in re.findall("^#+ (.+)", text, re.M)
    }
    assert set(re.findall(r"\]\(#([^)]+)\)", text)) <= anchors


def test_the_version_is_that_of_the_newest_release():
    cited = yaml.safe_load((ROOT / "CITATION.cff").read_text(encoding="utf-8"))
    changes = (ROOT / "CHANGELOG.md").read_text(encoding="utf-8")
    version, date = re.search(
        r"^## \[(\d+\.\d+\.\d+)\] - (\d{4}-\d\d-\d\d)$", changes, re.M
    ).groups()
    assert (cited["version"], str(cited["date-released"])) == (version, date)
