"""The checks of exercises: every answer in wrong_answers/ gets its hint, every solution passes."""

import functools
import linecache
import re
from pathlib import Path

import numpy as np
import pytest

from helpers import check
from helpers.check.exercise import Exercise
from support.notebook_rules import headings, lessons, section, solutions

ROOT = Path(__file__).resolve().parents[2]
LESSONS = lessons()
SOLUTIONS = solutions()
EXERCISES = {name: it for name, it in vars(check).items() if isinstance(it, Exercise)}


def wrong_answers():
    """(file, number of the cell, its check, the hint it should give, source) of each wrong answer.

    A cell's heading is `# %% check: hint`; a cell without one is run before every other of its file.
    """
    for path in sorted(ROOT.glob("tests/check/wrong_answers/*.py")):
        first, *cells = re.split(r"^# %%", path.read_text(encoding="utf-8"), flags=re.MULTILINE)
        common = first
        for number, cell in enumerate(cells):
            heading, _, source = cell.partition("\n")
            name, _, hint = heading.strip().partition(": ")
            if name:
                yield path.stem, number, name, hint, common + source
            else:
                common += source


WRONG = list(wrong_answers())


def run(source, name):
    """Execute a student's cell; return its globals."""
    file = f"<{name}>"
    linecache.cache[file] = (len(source), None, source.splitlines(keepends=True), file)
    cell = {"np": np}
    exec(compile(source, file, "exec"), cell)
    return cell


@functools.cache
def verdict_on(file, number, name, hint, source):
    exercise = EXERCISES[name]
    with pytest.MonkeyPatch.context() as patch:
        if "endless" in hint or "still running" in hint:
            patch.setattr(exercise, "seconds", 0.05)
        return exercise.judge(run(source, f"{file}-{number}")[f"my_{name}"])


@pytest.mark.parametrize("name", EXERCISES)
def test_wrong_answers_get_their_hints(name):
    for file, number, of, hint, source in WRONG:
        if of == name:
            verdict = verdict_on(file, number, of, hint, source)
            assert verdict.right is False, f"{file}, cell {number}: {verdict.text}"
            assert hint and hint in verdict.text, f"{file}, cell {number}: {verdict.text}"


def test_every_wrong_answer_names_an_exercise():
    assert {wrong[2] for wrong in WRONG} <= set(EXERCISES)


@pytest.mark.parametrize("exercise", EXERCISES.values(), ids=EXERCISES)
def test_who_makes_a_mistake_gets_its_hint(exercise):
    for mistake in exercise.known:
        if mistake.wrong is not None:
            text = exercise.judge(mistake.wrong).text
            assert f"  Hint      {mistake.hint}\n" in text, f"{mistake.hint}\n{text}"


@pytest.mark.parametrize("name", EXERCISES)
def test_every_other_hint_is_given_for_a_wrong_answer(name):
    """Of symptoms and stumbles, which keep no wrong function."""
    said = "\n".join(verdict_on(*wrong).text for wrong in WRONG if wrong[2] == name)
    hints = [known.hint for known in EXERCISES[name].known if known.wrong is None]
    assert [hint for hint in hints if hint not in said] == []


@pytest.mark.parametrize("number", LESSONS)
def test_some_wrong_answers_are_written_as_students_write_them(number):
    assert len([file for file, *_ in WRONG if file.startswith(number)]) >= 2


@pytest.mark.parametrize("exercise", EXERCISES.values(), ids=EXERCISES)
def test_an_exercise_not_attempted(exercise, capsys):
    def empty(a, b):
        """Docstring: (m, n) -> (m,)."""
        ...

    for thing in (..., empty):
        exercise(thing)
        printed = capsys.readouterr().out
        assert printed.startswith(f"{exercise.name}: ") and printed.count("\n") == 1
        assert " yet. " in printed


@pytest.mark.parametrize("exercise", EXERCISES.values(), ids=EXERCISES)
def test_an_exercise_is_named_as_it_is_called(exercise):
    assert EXERCISES[exercise.name] is exercise


@pytest.mark.parametrize("exercise", EXERCISES.values(), ids=EXERCISES)
def test_the_sections_to_read_again_are_there(exercise):
    for place in {exercise.read, *(mistake.read for mistake in exercise.known)}:
        number, heading = re.fullmatch(r"notebook (\d\d), “(.+)”", place).groups()
        assert heading in [text for _, text in headings(LESSONS[number].cells)]


@pytest.mark.parametrize("number", LESSONS)
def test_each_lesson_asks_each_of_its_exercises_once(number):
    """Between ### 1. … and the next heading: a cell that defines my_name, and then check.name(my_name)."""
    sources = [cell.source for cell in section(LESSONS[number], "Try it")]
    asked = [m[1] for source in sources if (m := re.fullmatch(r"check\.(\w+)\(my_\1\)", source))]
    module = f"helpers.check.lessons.lesson_{number}"
    assert sorted(asked) == sorted(exercises_of(module))
    assert 1 <= len(asked) <= 6


@pytest.mark.parametrize("number", LESSONS)
def test_each_exercise_is_solved(number):
    """The solutions ask the same checks, and each says that the answer is right. (nbval runs them once more.)"""
    wanted = exercises_of(f"helpers.check.lessons.lesson_{number}")
    solved = []
    for cell in SOLUTIONS[number].code:
        if match := re.fullmatch(r"check\.(\w+)\(my_\1\)", cell.source):
            output = "".join(output.get("text", "") for output in cell.outputs)
            assert re.match(rf"{match[1]}(: .+)? is right\.", output), output
            solved.append(match[1])
    assert sorted(solved) == sorted(wanted)


def exercises_of(module):
    import importlib

    return [
        name
        for name, it in vars(importlib.import_module(module)).items()
        if isinstance(it, Exercise)
    ]
