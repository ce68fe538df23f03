"""TEACHING.md speaks of the lessons as they are: all of them, their minutes, their sections."""

import re
from pathlib import Path

import pytest

from support.notebook_rules import headings, read

ROOT = Path(__file__).resolve().parents[2]
TEXT = (ROOT / "TEACHING.md").read_text(encoding="utf-8")
LESSONS = {path.stem[:2]: read(path) for path in sorted(ROOT.glob("notebooks/*.ipynb"))}
PARTS = {
    part[:2]: part
    for part in re.split("^### ", TEXT.partition("## The lessons")[2], flags=re.M)[1:]
}


def test_every_lesson_has_its_part():
    assert list(PARTS) == list(LESSONS)


@pytest.mark.parametrize("number", LESSONS)
def test_the_minutes_are_those_of_the_lesson_and_of_the_readme(number):
    minutes = re.search(r"(\d+) minutes to read and run, (\d+) for the exercises", PARTS[number])[1]
    opening = " ".join(cell.source for cell in LESSONS[number].cells[:2])
    assert re.search(r"(?:A|a)bout\s+(\d+) minutes", opening)[1] == minutes
    readme = (ROOT / "README.md").read_text(encoding="utf-8")
    assert re.search(rf"^\| \[{number} .*\| (\d+) \|$", readme, re.M)[1] == minutes


@pytest.mark.parametrize("number", LESSONS)
def test_each_part_has_what_a_teacher_looks_for(number):
    part = PARTS[number]
    for heading in ("**Objectives.**", "**Discuss.**", "**When time is short:**"):
        assert part.count(heading) == 1
    assert len(re.findall(r"^- \*\*“", part, re.M)) >= 2, "misconceptions"
    assert part.partition("**Discuss.**")[2].partition("- **When")[0].count("?") >= 2


@pytest.mark.parametrize("number", LESSONS)
def test_the_sections_that_may_be_left_out_are_there(number):
    names = [text.replace("`", "") for _, text in headings(LESSONS[number].cells)]
    rest = PARTS[number].partition("**When time is short:**")[2].replace("`", "")
    for section in re.findall(r"\*([A-Z][^*]+)\*", rest):
        assert any(name.startswith(section) for name in names), section
    for row in re.findall(rf"^\| {number} \|.*", TEXT.replace("`", ""), re.M):
        for section in re.findall(r"\*([A-Z][^*]+)\*", row):
            assert any(name.startswith(section) for name in names), section


def test_links_lead_somewhere():
    for target in re.findall(r"\]\(([^)#]+)\)", TEXT):
        assert (ROOT / target).exists(), target
    anchors = {
        re.sub(r"[^\w -]", "", text.lower()).replace(" ", "-")
        for text in re.findall("^#+ (.+)", TEXT, re.M)
    }
    assert set(re.findall(r"\]\(#([^)]+)\)", TEXT)) <= anchors
