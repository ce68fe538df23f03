"""The bank of questions: each rests on a section that is there, and answers that can be computed are."""

import ast
import re
from fractions import Fraction

import numpy as np
import pytest

from grading.question_bank import LETTERS, read_bank
from support.notebook_rules import headings, lessons

BANK = read_bank()
LESSONS = lessons()
QUESTIONS = [question for lesson in BANK for question in lesson.questions]
CHECKED = [question for question in QUESTIONS if question.check]


def plain(option):
    """The text of an option without what marks it as code or a formula."""
    return option.text.strip("`$")


def value(option):
    """The number, or the tuple of numbers, that an option is; None where it is words or code."""
    text = re.sub(r"^About |(?<=\d),(?=\d{3})| (%|MB|points?|steps|digits)$", "", plain(option))
    if re.fullmatch(r"-?\d+/\d+", text):
        return float(Fraction(text))
    try:
        found = ast.literal_eval(text)
    except (SyntaxError, ValueError):
        return None
    return found if isinstance(found, (int, float, tuple)) else None


def agrees(option, answer):
    """Whether an option is this answer, to the digits that it shows."""
    found = value(option)
    if found is None or np.shape(found) != np.shape(answer):
        return False
    shown = 0 if "/" in option.text else len((re.findall(r"\.(\d+)", option.text) or [""])[-1])
    off = 0.51 * 10.0**-shown if shown else 1e-9
    if option.text.startswith("About"):
        off = max(off, 0.05 * abs(found))
    return np.allclose(found, answer, rtol=0, atol=off)


@pytest.mark.parametrize("lesson", BANK, ids=lambda lesson: lesson.number)
def test_a_lesson_has_six_to_eight_questions_on_sections_that_are_there(lesson):
    assert 6 <= len(lesson.questions) <= 8
    notebook = LESSONS[lesson.number]
    there = [text for _, text in headings(notebook.cells)]
    for question in lesson.questions:
        assert question.section in there, question.name
    assert f"# {lesson.number} · {lesson.title}" == notebook.cells[0].source.splitlines()[0]


def test_no_lesson_is_left_out():
    numbers = [lesson.number for lesson in BANK]  # the newest lessons may have none yet
    assert numbers == list(LESSONS)[: len(numbers)]


@pytest.mark.parametrize("question", CHECKED, ids=lambda question: question.name)
def test_the_answer_is_computed(question):
    space = {"np": np}
    exec(compile(question.check, question.name, "exec"), space)
    assert "answer" in space or "right" in space or "assert " in question.check
    for option in question.options:
        if "answer" in space:
            assert agrees(option, space["answer"]) == option.right, (option.text, space["answer"])
        if "right" in space:
            assert bool(space["right"](plain(option))) == option.right, option.text


def test_enough_answers_are_computed_and_every_number_is():
    assert len(CHECKED) >= len(QUESTIONS) / 3
    for question in QUESTIONS:
        if any(option.right and value(option) is not None for option in question.options):
            assert re.search(r"^(answer = |def right)", question.check, re.M), question.name


def test_the_right_option_has_no_place_of_its_own():
    places = [question.letter for question in QUESTIONS]
    for letter in LETTERS:
        assert 0.15 < places.count(letter) / len(places) < 0.35, places.count(letter)
    for lesson in BANK:
        assert len({question.letter for question in lesson.questions}) > 1, lesson.number


def test_the_right_option_is_not_the_longest_as_a_rule():
    lengths = [
        sorted((len(option.text), option.right) for option in question.options)
        for question in QUESTIONS
    ]
    longest = np.mean([row[-1][1] and row[-1][0] > row[-2][0] for row in lengths])
    shortest = np.mean([row[0][1] and row[0][0] < row[1][0] for row in lengths])
    assert longest < 0.35 and shortest < 0.35, (longest, shortest)
