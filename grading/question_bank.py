"""Read the bank of multiple-choice questions: grading/questions/lesson_NN.md, written as its README says.

python grading/question_bank.py        read all files, and say what is wrong where
"""

import random
import re
import sys
from pathlib import Path
from typing import NamedTuple

FOLDER = Path(__file__).resolve().parent / "questions"
LETTERS = "ABCD"
WRAPPED_UP = 2  # questions of each lesson that the quiz on its part asks again

TITLE = re.compile(r"# (\d\d) (\S.*)")
HEADING = re.compile(r"## ([a-z0-9]+(?:-[a-z0-9]+)*)")
OPTION = re.compile(r"- \[([x ])\] (\S.*)")
REASON = re.compile(r"  > ?(.*)")
HEADING_HELP = "write ## and a name in small letters, such as ## shape-of-a-layer"


class QuestionError(ValueError):
    """What is wrong in a file of questions, where, and what to do."""


class Option(NamedTuple):
    text: str  # Markdown, one line
    right: bool
    reason: str  # Markdown: why it is right, or why people choose it and what to say


class Question(NamedTuple):
    name: str  # 03-shape-of-a-layer
    section: str  # the heading of the lesson that it rests on
    text: str  # Markdown
    options: tuple  # of Option, as in the file
    check: str  # Python, "" without; tests/course/test_questions.py runs it
    line: int  # where it begins

    @property
    def shown(self):
        """The options in the order in which a student sees them: always the same, decided by the name."""
        return random.Random(self.name).sample(self.options, len(self.options))

    @property
    def letter(self):
        """The letter of the right option, as shown."""
        return LETTERS[[option.right for option in self.shown].index(True)]


class Lesson(NamedTuple):
    number: str  # 03
    title: str
    take_away: str  # one sentence
    wrap_up: tuple  # names of the questions that the quiz on the part asks again
    questions: tuple  # of Question


class Lines:
    """The lines of a file, one after another."""

    def __init__(self, path):
        self.path, self.at = path, 0
        try:
            text = path.read_text(encoding="utf-8-sig")  # sig: some editors write a mark first
        except UnicodeDecodeError as error:
            raise self.wrong(f"it is not UTF-8 ({error.reason}); save it as UTF-8") from None
        self.lines = text.splitlines()

    def wrong(self, problem, line=None):
        return QuestionError(f"{self.path.name}, line {line or self.at + 1}: {problem}")

    @property
    def next(self):
        """The next line, or None at the end."""
        return self.lines[self.at].rstrip() if self.at < len(self.lines) else None

    def skip_blank(self):
        while self.next == "":
            self.at += 1

    def take(self, pattern, otherwise):
        """The groups of the next line that is not blank. QuestionError where it does not fit."""
        self.skip_blank()
        found = re.fullmatch(pattern, self.next or "")
        if not found:
            here = "the file ends" if self.next is None else f"found {self.next!r}"
            raise self.wrong(f"{here}; {otherwise}")
        self.at += 1
        return found.groups()

    def take_until(self, *starts):
        """Lines up to one that begins with one of these, outside of code between ``` and ```."""
        taken, in_code = [], 0  # the line where code begins
        while self.next is not None and (in_code or not self.next.startswith(starts)):
            if self.next.startswith("```"):
                in_code = 0 if in_code else self.at + 1
            taken.append(self.next)
            self.at += 1
        if in_code:
            raise self.wrong("code begins with ``` and does not end; close it with ```", in_code)
        return "\n".join(taken).strip()


def read_option(lines):
    mark, text = lines.take(OPTION, "an option begins with - [x] (right) or - [ ] (wrong)")
    at, reason = lines.at, []
    while lines.next is not None and (found := REASON.fullmatch(lines.next)):
        reason.append(found[1])
        lines.at += 1
    if not "".join(reason).strip():
        raise lines.wrong("this option has no reason; write it below, after two blanks and >", at)
    return Option(text, mark == "x", "\n".join(reason).strip())


def read_question(lines, number):
    line = lines.at + 1
    [name] = lines.take(HEADING, HEADING_HELP)
    [section] = lines.take("Section: (.+)", "write Section: and a heading of the lesson")
    text = lines.take_until("- [", "## ")
    if not text:
        raise lines.wrong("the question has no text; write it below the line Section:")
    options = []
    while lines.next is not None and lines.next.startswith("- "):
        options.append(read_option(lines))
        lines.skip_blank()
    right = sum(option.right for option in options)
    if len(options) != len(LETTERS) or right != 1:
        raise lines.wrong(
            f"{name} has {len(options)} options, {right} of them right; "
            f"write {len(LETTERS)}, and mark the one that is right with - [x]",
            line,
        )
    if len({option.text for option in options}) < len(options):
        raise lines.wrong(f"{name} has the same option twice; change one", line)
    check = ""
    if lines.next == "```python check":
        lines.at += 1
        check = lines.take_until("```")
        lines.take("```", "a check ends with ```")
    return Question(f"{number}-{name}", section, text, tuple(options), check, line)


def read_lesson(path):
    """A file of questions -> Lesson. QuestionError says what is wrong, where, and what to do."""
    lines = Lines(Path(path))
    number, title = lines.take(TITLE, "a file begins with # and the lesson: # 03 Its title")
    [take_away] = lines.take("Take-away: (.+)", "write Take-away: and one sentence")
    [chosen] = lines.take("Wrap-up: (.+)", "write Wrap-up: and the names of two questions")
    wrap_up = tuple(f"{number}-{name.strip()}" for name in chosen.split(","))
    at, questions = lines.at, []
    lines.skip_blank()
    while lines.next is not None:
        question = read_question(lines, number)
        if question.name in [other.name for other in questions]:
            raise lines.wrong(f"{question.name} is there twice; rename one", question.line)
        questions.append(question)
        lines.skip_blank()
    unknown = set(wrap_up) - {question.name for question in questions}
    if unknown or len(set(wrap_up)) != WRAPPED_UP:
        raise lines.wrong(
            f"Wrap-up: names {', '.join(wrap_up)}; name {WRAPPED_UP} questions of this file", at
        )
    return Lesson(number, title, take_away, wrap_up, tuple(questions))


def read_bank(folder=FOLDER):
    """All lessons of the bank, in order. QuestionError where a file can't be read or has the wrong name."""
    lessons = []
    for path in sorted(Path(folder).glob("lesson_*.md")):
        lesson = read_lesson(path)
        if path.name != f"lesson_{lesson.number}.md":
            raise QuestionError(
                f"{path.name}, line 1: it says lesson {lesson.number}; "
                f"rename the file lesson_{lesson.number}.md, or correct the number"
            )
        lessons.append(lesson)
    if not lessons:
        raise QuestionError(f"{folder} has no lesson_NN.md")
    return lessons


if __name__ == "__main__":
    try:
        bank = read_bank()
    except QuestionError as error:
        sys.exit(str(error))
    for lesson in bank:
        print(f"{lesson.number} {lesson.title}: {len(lesson.questions)} questions")
