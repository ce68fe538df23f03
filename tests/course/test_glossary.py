"""The glossary's terms are defined where it says, before they are used; words that are ours stand once, or nowhere."""

import re

import pytest

from support.notebook_rules import ROOT, headings, lessons, prose, solutions

PAGE = (ROOT / "notebooks" / "glossary.md").read_text(encoding="utf-8")
TERMS, OURS = (
    re.findall(r"^\| ([^|]+) \|.*\| (?:\[(\d\d)\]\((\S+)\)|(—)) \|$", part, re.M)
    for part in PAGE.split("\n## ")
)
LESSONS = [*lessons().values()]
SOLUTIONS = [*solutions().values()]


def pattern(term):
    """What finds a term, its plural, and its other name: "unit (neuron)"."""
    names = "|".join(re.escape(name) for name in re.split(r" \(|\)", term) if name)
    return re.compile(rf"\b({names})(s|es)?\b", re.IGNORECASE)


def read_so_far(lesson):
    """What a lesson says, cell by cell: without its title and promises, its headings, and what comes next."""
    for cell in lesson.cells[2:]:
        if (2, "Next") in headings([cell]):
            return
        if cell.cell_type == "markdown":
            yield " ".join(re.sub(r"^#+ .*$", "", cell.source, flags=re.M).split())


@pytest.mark.parametrize("term, number, file", [row[:3] for row in TERMS])
def test_a_term_is_defined_in_its_lesson_before_it_is_used(term, number, file):
    assert file.startswith(number) and (ROOT / "notebooks" / file).exists()
    for lesson in LESSONS[1:]:  # the tour shows the end, and may say it in its words
        for text in read_so_far(lesson):
            bold = any(map(pattern(term).search, re.findall(r"\*\*(.+?)\*\*", text)))
            if bold and lesson.name.startswith(number):
                return
            # a term in italics is one that a later lesson defines
            rest = re.sub(r"(?<!\*)\*(?!\*)[^*]+\*(?!\*)", "", prose(text))
            used = pattern(term).search(rest)
            assert not used, f"{lesson.name} has it already: …{rest[: used.end()][-80:]}"
    raise AssertionError(f"no lesson has **{term}**")


def test_every_lesson_leads_to_the_glossary():
    for lesson in LESSONS:
        assert "[glossary](glossary.md)" in "".join(cell.source for cell in lesson.cells[:2]), (
            lesson.name
        )


@pytest.mark.parametrize("ours, number", [row[:2] for row in OURS])
def test_a_word_of_ours_stands_in_its_lesson_once(ours, number):
    found = [
        f"{notebook.name}: {match.group()}"
        for notebook in [*LESSONS, *SOLUTIONS]
        for cell in notebook.cells
        for match in re.finditer(
            "|".join(rf"\b{word}\b" for word in ours.split(", ")),
            cell.source + cell.metadata.get("slide_text", ""),
            re.IGNORECASE,
        )
    ]
    assert len(found) <= bool(number) and all(place.startswith(number) for place in found), found
