"""Write the questions of grading/questions/ as quizzes: for Moodle, for Canvas, as notebooks, and as a table.

    python -m tools.publish.make_quiz        (or make quiz)

build/quiz/quiz_NN.gift         for Moodle: Question bank, Import, GIFT format
build/quiz/quiz_NN_qti.zip      for Canvas: Settings, Import Course Content, QTI .zip file
build/quiz/quiz_NN.ipynb        a notebook that checks itself, for practice
build/quiz/quiz_part_one.…      the same for a part: questions of all its lessons, what to remember, the terms
build/quiz/part_one.md          what to remember of a part, and its terms, as a page
build/quiz/questions.csv        all questions in a table
"""

import csv
import os
import re
import shutil
import sys
from pathlib import Path
from typing import NamedTuple

import nbformat

from grading.question_bank import LETTERS, QuestionError, read_bank
from tools.publish.quiz.gift import gift
from tools.publish.quiz.notebook import notebook
from tools.publish.quiz.qti import package

ROOT = Path(__file__).resolve().parents[2]
TARGET = ROOT / "build" / "quiz"
GLOSSARY = ROOT / "notebooks" / "glossary.md"
PARTS = {"one": ("00", "07"), "two": ("08", "13"), "three": ("14", "99")}  # first and last lesson
COLUMNS = ["question", "lesson", "section", "text"]


class Quiz(NamedTuple):
    name: str  # quiz_03
    title: str
    about: str  # Markdown, above the questions
    questions: tuple
    after: str = ""  # Markdown, below them in a notebook


def of_lesson(lesson):
    title = f"Quiz on lesson {lesson.number}: {lesson.title}"
    about = f"{len(lesson.questions)} questions on lesson {lesson.number} of the course."
    return Quiz(f"quiz_{lesson.number}", title, about, lesson.questions)


def of_part(part, lessons):
    """What each lesson's Wrap-up: names, above what to remember."""
    questions = [
        question
        for lesson in lessons
        for question in lesson.questions
        if question.name in lesson.wrap_up
    ]
    title, first, last = f"Wrap-up of part {part}", lessons[0].number, lessons[-1].number
    about = f"{len(questions)} questions on lessons {first} to {last} of the course."
    return Quiz(f"quiz_part_{part}", title, about, tuple(questions), to_remember(lessons))


def to_remember(lessons):
    """The take-aways of these lessons and the glossary's terms, in Markdown."""
    sentences = [f"- **{lesson.number}** {lesson.take_away}" for lesson in lessons]
    return "\n".join(["## To remember", "", *sentences, "", "## The terms", "", terms(lessons)])


def terms(lessons):
    """The rows of the glossary that belong to these lessons, as a table without links."""
    numbers = {lesson.number for lesson in lessons}
    page = GLOSSARY.read_text(encoding="utf-8").partition("\n## ")[0]
    rows = re.findall(r"^\| (.+) \| (.*?) ?\| .*\| \[(\d\d)\]\(\S+\) \|$", page, re.M)
    lines = [
        f"| {term} | {words} | {lesson} |" for term, words, lesson in rows if lesson in numbers
    ]
    return "\n".join(["| term | in one sentence | lesson |", "| --- | --- | --- |", *lines])


def quizzes(bank):
    """A quiz on each lesson, and one on each part."""
    made = [of_lesson(lesson) for lesson in bank]
    for part, (first, last) in PARTS.items():
        lessons = [lesson for lesson in bank if first <= lesson.number <= last]
        if lessons:
            made.append(of_part(part, lessons))
    return made


def write_table(bank, path):
    """All questions as CSV, in Markdown: each option with its reason, and the letter of the right one."""
    with open(
        path, "w", encoding="utf-8-sig", newline=""
    ) as file:  # sig: a spreadsheet reads UTF-8
        writer = csv.writer(file)
        pairs = [f"{letter}{what}" for letter in LETTERS for what in ("", ": what to say")]
        writer.writerow([*COLUMNS, "right", *pairs])
        for lesson in bank:
            for question in lesson.questions:
                said = [text for option in question.shown for text in (option.text, option.reason)]
                fields = [question.name, lesson.number, question.section, question.text]
                writer.writerow([*fields, question.letter, *said])


def main(target=TARGET):
    try:
        bank = read_bank()
    except QuestionError as error:
        sys.exit(str(error))
    unfinished = target.with_name(target.name + ".unfinished")
    shutil.rmtree(unfinished, ignore_errors=True)
    unfinished.mkdir(parents=True)
    for quiz in quizzes(bank):
        place = unfinished / quiz.name
        place.with_suffix(".gift").write_text(gift(quiz), encoding="utf-8", newline="\n")
        place.with_name(f"{quiz.name}_qti.zip").write_bytes(package(quiz))
        nbformat.write(notebook(quiz), place.with_suffix(".ipynb"))
        if quiz.after:
            page = place.with_name(quiz.name.removeprefix("quiz_") + ".md")
            page.write_text(f"# {quiz.title}\n\n{quiz.after}\n", encoding="utf-8", newline="\n")
        print(f"{quiz.name:<14} {len(quiz.questions):2d} questions   {quiz.title}")
    write_table(bank, unfinished / "questions.csv")
    shutil.rmtree(target, ignore_errors=True)
    os.replace(unfinished, target)
    print(f"They are in {target}.")


if __name__ == "__main__":
    main()
