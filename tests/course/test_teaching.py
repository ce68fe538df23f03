"""TEACHING.md speaks of the lessons as they are: all of them, their minutes, their sections."""

import re
from pathlib import Path

import pytest

from support.notebook_rules import headings, lessons

ROOT = Path(__file__).resolve().parents[2]
TEXT = (ROOT / "TEACHING.md").read_text(encoding="utf-8")
LESSONS = lessons()
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
    assert part.count("*Answers to expect:*") == 1
    assert len(re.findall(r"^- \*\*“", part, re.M)) >= 2, "misconceptions"
    assert part.partition("**Discuss.**")[2].partition("- **When")[0].count("?") >= 2


@pytest.mark.parametrize("number", LESSONS)
def test_the_sections_that_may_be_left_out_are_there(number):
    names = [text.replace("`", "") for _, text in headings(LESSONS[number].cells)]
    rest = PARTS[number].partition("**When time is short:**")[2].replace("`", "")
    for section in re.findall(r"\*([A-Z][^*]+)\*", rest):
        assert any(name.startswith(section) for name in names), section
    for row in re.findall(rf"^\| \d+:\d\d \| \d+ \| {number} \|.*", TEXT.replace("`", ""), re.M):
        for section in re.findall(r"\*([A-Z][^*]+)\*", row):
            assert any(name.startswith(section) for name in names), section


def table(heading):
    """The rows of the first table below such a heading or bold text, as lists of cells."""
    lines = TEXT.partition(heading)[2].split("\n")
    start = next(n for n, line in enumerate(lines) if line.startswith("|"))
    end = next(n for n in range(start, len(lines)) if not lines[n].startswith("|"))
    return [
        [cell.strip() for cell in line.strip("|").split("|")] for line in lines[start + 2 : end]
    ]


def test_the_day_adds_up():
    now = 9 * 60
    for begins, minutes, *_ in table("**One day,**"):
        assert begins == f"{now // 60}:{now % 60:02}"
        now += int(minutes)
    assert f"ends at {now // 60}:{now % 60:02}" in TEXT and now == 17 * 60 + 30


def test_every_session_has_ninety_minutes_and_no_lesson_gets_another_time_than_its_own():
    minutes = {
        number: int(re.search(r"(\d+) minutes to read and run", part)[1])
        for number, part in PARTS.items()
    }
    written = [number for number in minutes if "TODO" not in PARTS[number]]
    for heading, parts, chosen in (
        ("**Four weeks,**", 3, written[:8]),
        ("**A term**", 2, written),
    ):
        given, rows = 0, table(heading)
        for row in rows:
            assert sum(map(int, row[2 : 2 + parts])) == 90, row
            given += int(row[2])
        assert given == sum(minutes[number] for number in chosen)
        named = [number for row in rows for number in re.findall(r"\b\d\d\b", row[1])]
        assert list(dict.fromkeys(named)) == chosen


def test_the_load_is_that_of_the_lessons():
    written = "\n".join(part for part in PARTS.values() if "TODO" not in part)
    found = re.findall(r"(\d+) minutes to read and run, (\d+) for the exercises", written)
    hours = [round(sum(map(int, column)) / 60) for column in zip(*found, strict=True)]
    assert f"about {hours[0]} hours to read and run, and {hours[1]} for all exercises" in TEXT
    weeks = len(table("**A term**"))
    in_class = weeks * 150 // 60
    assert f"The term above is {in_class} hours in class" in TEXT
    assert f"about {round(in_class + 2 * weeks + 6, -1)} hours" in TEXT


def test_links_lead_somewhere():
    for target in re.findall(r"\]\(([^)#]+)\)", TEXT):
        assert (ROOT / target).exists(), target
    anchors = {
        re.sub(r"[^\w -]", "", text.lower()).replace(" ", "-")
        for text in re.findall("^#+ (.+)", TEXT, re.M)
    }
    assert set(re.findall(r"\]\(#([^)]+)\)", TEXT)) <= anchors
