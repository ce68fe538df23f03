"""What make quiz writes: each platform's reader finds every question, its answer, and what to say to each option."""

import csv
import io
import json
import re
import zipfile
from xml.etree import ElementTree

import nbformat
import pytest

from grading.question_bank import (
    LETTERS,
    Option,
    Question,
    QuestionError,
    read_bank,
    read_lesson,
)
from tools.publish import make_quiz
from tools.publish.quiz.gift import escaped, gift
from tools.publish.quiz.html import html, inline
from tools.publish.quiz.notebook import notebook
from tools.publish.quiz.qti import package

BANK = read_bank()
QUIZZES = make_quiz.quizzes(BANK)
KNOWN = {question.name: question for lesson in BANK for question in lesson.questions}
HARD = Question(
    "99-hard",
    "Nowhere",
    "Say `a = {b: 1}`, ~ and $\\neg\\sqrt{x_1} \\neq #$.\n\n```python\nx = 1\n\ny = '<b>'\n```",
    (
        Option("`{}`", True, "Yes: $\\frac12$\n\n*Two* paragraphs & more"),
        Option("`a ~ b`", False, "# no"),
        Option("100 %", False, "= no"),
        Option("a -> b", False, "\\no"),
    ),
    "",
    1,
)


def quiz_of(*questions):
    return make_quiz.Quiz("quiz_99", "Quiz: {hard} = 100 %", "About it.", questions)


def read_gift(text):
    """What Moodle's importer makes of a GIFT file: (name, text, [(right, option, feedback)]).

    In its order: blank lines end a question, escaped characters are put aside, the first { and } hold the answers,
    these are split at ~ and =, and each at its first #.
    """
    aside = {rf"\{c}": f"&&{ord(c):03};" for c in ":#={}~"} | {r"\n": "&&010;"}
    back = {place: "\n" if mark == r"\n" else mark[1] for mark, place in aside.items()}

    def replaced(text, pairs):
        for old, new in pairs.items():
            text = text.replace(old, new)
        return text

    for block in re.split(r"\n\s*\n", text.strip()):
        block = replaced(block.replace("\\\\", "&&092;"), aside).replace("&&092;", "\\")
        if block.startswith("$CATEGORY:"):
            continue
        name, body = re.fullmatch(r"::(.*?)::\[html\](.*)", block, re.S).groups()
        start, end = body.find("{"), body.find("}")
        assert not body[end + 1 :].strip()
        options = []
        for part in body[start + 1 : end].replace("=", "~=").split("~")[1:]:
            option, feedback = part.removeprefix("=").split("#", 1)
            texts = [replaced(text.strip(), back) for text in (option, feedback)]
            options.append((part.startswith("="), *texts))
        yield replaced(name, back), replaced(body[:start], back).strip(), options


def asked(question):
    """A question as a platform should have it."""
    options = [(o.right, inline(o.text), html(o.reason)) for o in question.shown]
    return question.name, html(question.text), options


@pytest.mark.parametrize("quiz", [*QUIZZES, quiz_of(HARD)], ids=lambda quiz: quiz.name)
def test_moodle_reads_every_question_as_it_was_written(quiz):
    assert list(read_gift(gift(quiz))) == [asked(question) for question in quiz.questions]


def test_what_gift_reserves_is_escaped():
    assert escaped("~ = # { } : \\n\n") == r"\~ \= \# \{ \} \: \\n\n"
    assert html("$a < b$, `a < b` and\n\n$$x$$") == (
        "<p>\\(a &lt; b\\), <code>a &lt; b</code> and</p>\n<p>\\[x\\]</p>"
    )


def local(element):
    return element.tag.rpartition("}")[2]


def found(element, tag):
    return [each for each in element.iter() if local(each) == tag]


def read_qti(content):
    """(name, text, [(right, option, feedback)]) of a package, by the ids that its parts give each other."""
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        manifest = ElementTree.fromstring(archive.read("imsmanifest.xml"))
        named = [file.get("href") for file in found(manifest, "file")]
        assert sorted([*named, "imsmanifest.xml"]) == sorted(archive.namelist())
        trees = [ElementTree.fromstring(archive.read(name)) for name in named]
    idents = [each.get("ident") for each in trees[0].iter() if each.get("ident") != "response1"]
    idents = [ident for ident in idents if ident]
    assert len(set(idents)) == len(idents)
    assert trees[1].get("identifier") == found(trees[0], "assessment")[0].get("ident")
    for item in found(trees[0], "item"):
        feedback = {each.get("ident"): each for each in found(item, "itemfeedback")}
        shown, right = {}, []
        for case in found(item, "respcondition"):
            [chosen] = [each.text for each in found(case, "varequal")]
            for each in found(case, "displayfeedback"):
                shown[chosen] = each.get("linkrefid")
            right += [chosen for each in found(case, "setvar") if each.text == "100"]
        options = []
        for label in found(item, "response_label"):
            ident = label.get("ident")
            texts = [found(part, "mattext")[0].text for part in (label, feedback[shown[ident]])]
            options.append((right == [ident], *texts))
        yield item.get("title"), found(item, "mattext")[0].text, options


@pytest.mark.parametrize("quiz", [*QUIZZES, quiz_of(HARD)], ids=lambda quiz: quiz.name)
def test_a_qti_package_holds_every_question_as_it_was_written(quiz):
    content = package(quiz)
    assert list(read_qti(content)) == [asked(question) for question in quiz.questions]
    assert content == package(quiz)


def played(quiz):
    """The notebook's answer function, and what it has shown so far."""
    shown = []
    setup = notebook(quiz).cells[1].source.replace("from IPython.display import", "# ")
    space = {
        "Markdown": str,
        "display": shown.append,
        "print": lambda *words: shown.append(" ".join(words)),
    }
    exec(setup, space)
    return space["answer"], shown


@pytest.mark.parametrize("quiz", QUIZZES, ids=lambda quiz: quiz.name)
def test_a_notebook_says_what_the_bank_says_to_each_letter(quiz):
    answer, shown = played(quiz)
    for number, question in enumerate(quiz.questions, 1):
        for letter, option in zip(LETTERS, question.shown, strict=True):
            answer(number, letter)
            said = "is right" if option.right else "is not right"
            assert shown[-1].startswith(f"**{letter} {said}.** {option.reason}")
    first = sum(question.letter == "A" for question in quiz.questions)
    assert f"{first} of {len(quiz.questions)} right at the first try" in shown[-1]


def test_a_notebook_takes_what_students_write_and_says_what_it_can_not_take():
    answer, shown = played(QUIZZES[3])
    right = QUIZZES[3].questions[0].letter
    for given in right, right.lower(), f" {right}) ":
        answer(1, given)
        assert "is right" in shown[-1]
    answer(1, ...)
    assert shown[-1].startswith("No answer yet")
    for given in "E", "AB", "", 2, ["A"], None:
        answer(1, given)
        assert 'Write "A", "B", "C" or "D"' in shown[-1]


@pytest.mark.parametrize("quiz", QUIZZES, ids=lambda quiz: quiz.name)
def test_a_notebook_gives_no_answer_in_plain_sight(quiz):
    made = notebook(quiz)
    nbformat.validate(made)
    text = nbformat.writes(made)
    for question in quiz.questions:
        assert question.name not in text
        for option in question.options:
            assert json.dumps(option.reason, ensure_ascii=False)[1:-1] not in text
    assert not any(cell.get("outputs") for cell in made.cells)


def test_everything_is_written_and_the_table_holds_all(tmp_path):
    make_quiz.main(tmp_path / "a folder" / "quiz")
    files = {path.name for path in (tmp_path / "a folder" / "quiz").iterdir()}
    for quiz in QUIZZES:
        assert {f"{quiz.name}.gift", f"{quiz.name}_qti.zip", f"{quiz.name}.ipynb"} <= files
    assert {"part_one.md", "part_two.md", "part_three.md", "questions.csv"} <= files
    assert [path.name for path in (tmp_path / "a folder").iterdir()] == ["quiz"]
    with open(tmp_path / "a folder/quiz/questions.csv", encoding="utf-8-sig", newline="") as file:
        rows = list(csv.DictReader(file))
    assert [row["question"] for row in rows] == list(KNOWN)
    for row in rows:
        [right] = [option for option in KNOWN[row["question"]].options if option.right]
        assert row[row["right"]] == right.text
        assert row[f"{row['right']}: what to say"] == right.reason


def test_a_wrap_up_asks_two_questions_of_each_lesson_and_has_each_term_once():
    parts = QUIZZES[-3:]
    for part, lessons in zip(parts, (range(8), range(8, 14), range(14, len(BANK))), strict=True):
        assert [q.name[:2] for q in part.questions] == [
            f"{n:02}" for n in lessons for _ in range(2)
        ]
    after = "\n".join(part.after for part in parts)
    page = make_quiz.GLOSSARY.read_text(encoding="utf-8").partition("\n## ")[0]
    rows = re.findall(r"^\| (.+?) \|.*\.ipynb\) \|$", page, re.M)
    assert rows == re.findall(r"^\| (.+?) \| .+ \| \d\d \|$", after, re.M)
    for lesson in BANK:
        assert f"- **{lesson.number}** {lesson.take_away}" in after
        assert re.fullmatch(r"[A-Z][^.]*(\.\d[^.]*)*\.", lesson.take_away), lesson.take_away


GOOD = """# 07 A lesson

Take-away: One sentence.

Wrap-up: first, second

## first

Section: Here

What?

- [x] `1`
  > Yes.
- [ ] 2
  > No.
- [ ] 3
  > No.
- [ ] 4
  > No.

```python check
answer = 1
```

## second

Section: There

```python
- [ ] no option, but code
```

- [ ] 1
  > No.
- [ ] 2
  > No.

- [x] 3
  > Yes,
  >
  > indeed.
- [ ] 4
  > No.
"""


def read(tmp_path, text):
    path = tmp_path / "lesson_07.md"
    path.write_text(text, encoding="utf-8")
    return read_lesson(path)


def test_a_file_is_read_as_its_readme_says(tmp_path):
    lesson = read(tmp_path, GOOD)
    first, second = lesson.questions
    assert (lesson.number, lesson.take_away, first.section) == ("07", "One sentence.", "Here")
    assert (first.name, first.text, first.check) == ("07-first", "What?", "answer = 1")
    assert second.text == "```python\n- [ ] no option, but code\n```" and second.line == 26
    assert second.options[2] == ("3", True, "Yes,\n\nindeed.")


@pytest.mark.parametrize(
    "old, new, said",
    [
        ("# 07 A", "07 A", "line 1: found '07 A lesson'; a file begins with #"),
        ("Take-away: One", "One", "line 3: found 'One sentence.'; write Take-away:"),
        ("Wrap-up: first, second", "", "line 7: found '## first'; write Wrap-up:"),
        ("first, second", "first", "line 5: Wrap-up: names 07-first; name 2 questions"),
        ("first, second", "first, third", "line 5: Wrap-up: names 07-first, 07-third"),
        ("## first", "## First", "line 7: found '## First'; write ## and a name in small"),
        ("## second", "## first", "line 26: 07-first is there twice; rename one"),
        ("Section: Here\n", "", "line 10: found 'What?'; write Section:"),
        ("What?\n", "", "line 12: the question has no text"),
        ("- [x] `1`\n  > Yes.\n", "", "line 7: first has 3 options, 0 of them right; write 4"),
        ("- [ ] 3\n", "- [x] 3\n", "line 7: first has 4 options, 2 of them right"),
        ("- [ ] 3\n", "- [ ] 2\n", "line 7: first has the same option twice"),
        ("- [ ] 3\n", "- [y] 3\n", "line 17: found '- [y] 3'; an option begins with"),
        ("  > Yes.\n", "", "line 13: this option has no reason; write it below"),
        ("  > Yes.\n", "  Yes.\n", "line 13: this option has no reason; write it below"),
        ("answer = 1\n```", "answer = 1", "line 29: found '```python'; a check ends with ```"),
        ("but code\n```", "but code", "line 30: code begins with ``` and does not end"),
        ("## second", "second", "line 26: found 'second'; write ## and a name"),
    ],
)
def test_a_file_that_can_not_be_read_says_where_and_what_to_do(tmp_path, old, new, said):
    with pytest.raises(QuestionError) as error:
        read(tmp_path, GOOD.replace(old, new, 1))
    assert str(error.value).startswith("lesson_07.md, line ") and said in str(error.value)


def test_a_file_may_come_from_any_editor_but_must_be_utf_8(tmp_path):
    path = tmp_path / "lesson_07.md"
    path.write_bytes(GOOD.replace("\n", "\r\n").encode("utf-8-sig"))
    assert read_lesson(path) == read(tmp_path, GOOD)
    path.write_bytes(GOOD.replace("What?", "Größe?").encode("latin-1"))
    with pytest.raises(QuestionError, match=r"lesson_07\.md, line 1: it is not UTF-8 .*save it"):
        read_lesson(path)


def test_a_bank_wants_files_with_the_names_of_their_lessons(tmp_path):
    with pytest.raises(QuestionError, match="has no lesson_NN.md"):
        read_bank(tmp_path)
    (tmp_path / "lesson_08.md").write_text(GOOD, encoding="utf-8")
    with pytest.raises(QuestionError, match="rename the file lesson_07.md"):
        read_bank(tmp_path)
