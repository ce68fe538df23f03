"""The students of a course: from a CSV of names and e-mail addresses, as an LMS writes it, or as a teacher does."""

import csv
import difflib
import io
import os
import re
import unicodedata
from pathlib import Path
from typing import NamedTuple

# The headings of Moodle, of Canvas, and of what is typed by hand; in lower case.
HEADINGS = {
    "student": ("student_id",),
    "name": ("name", "full name", "student", "student name"),
    "first": ("first name", "given name"),
    "last": ("last name", "surname", "family name"),
    "email": ("email", "email address", "e-mail", "e-mail address"),
    "login": ("sis login id", "login", "username"),
    "id": ("id", "identifier", "user id", "participant id"),
}
WRITTEN = ["student_id", "name", "email", "id"]  # the columns of roster.csv
NO_STUDENT = {"points possible", "student, test", "test student"}  # rows that Canvas adds


class Problem(Exception):
    """Something a teacher has to put right; the text says what."""


class Person(NamedTuple):
    student: str  # the name of the folder in submitted/
    name: str
    email: str
    id: str  # the number that the LMS has for them
    row: dict  # the row of the CSV


def read_table(path):
    """-> the headings and the rows of a CSV, with commas, semicolons or tabs."""
    try:
        text = Path(path).read_text(encoding="utf-8-sig")
    except UnicodeDecodeError:
        raise Problem(f"{path} is not in UTF-8. Save it as “CSV UTF-8” and try again.") from None
    except OSError as error:
        raise Problem(f"{path} can't be read: {error.strerror}.") from None
    first = text.partition("\n")[0]
    delimiter = max(",;\t", key=first.count)
    reader = csv.DictReader(io.StringIO(text, newline=""), delimiter=delimiter)
    rows = [{k: v or "" for k, v in row.items() if k is not None} for row in reader]
    return list(reader.fieldnames or []), rows


def read(path):
    """The people in a CSV, in its order. Raises Problem."""
    return people_in(path, *read_table(path))


def people_in(path, headings, rows):
    """The people in such a table; path: for the text of a Problem."""
    lower = {heading.strip().lower(): heading for heading in headings}
    column = {
        kind: next((lower[n] for n in names if n in lower), None)
        for kind, names in HEADINGS.items()
    }
    if not column["name"] and not (column["first"] and column["last"]):
        raise Problem(
            f"{path} has no column for names. It has: {', '.join(headings) or 'nothing'}. "
            "Call the columns name, email and id, and try again."
        )
    people = []
    for row in rows:
        found = {kind: row.get(heading, "").strip() for kind, heading in column.items() if heading}
        name = found.get("name") or f"{found.get('first', '')} {found.get('last', '')}".strip()
        if not name or name.lower() in NO_STUDENT:
            continue
        email = found.get("email") or (
            found.get("login", "") if "@" in found.get("login", "") else ""
        )
        number = re.search(r"(\d+)\s*$", found.get("id", ""))
        person = Person(found.get("student", ""), name, email, number[1] if number else "", row)
        people.append(person._replace(student=person.student or folder(person)))
    twice = {p.student for p in people if sum(p.student == q.student for q in people) > 1}
    people = [
        p._replace(student=f"{p.student}-{p.id}") if p.student in twice and p.id else p
        for p in people
    ]
    students = [p.student for p in people]
    same = sorted({s for s in students if students.count(s) > 1})
    if same:
        raise Problem(
            f"{path} has these more than once: {', '.join(same)}. Add a column id or email that differs."
        )
    if not people:
        raise Problem(f"{path} names nobody.")
    return people


def folder(person):
    """The part of the e-mail address before the @, or the name."""
    return "-".join(words(person.email.partition("@")[0], "._")) or "-".join(words(person.name))


def words(text, also=""):
    """The words of a name, without accents and capitals; a comma turns the parts around."""
    last, comma, first = text.partition(",")
    plain = unicodedata.normalize("NFKD", f"{first} {last}" if comma else text).casefold()
    plain = "".join(c for c in plain if not unicodedata.combining(c))
    return re.findall(
        rf"[\w{re.escape(also)}]+", plain.replace("_", " ") if "_" not in also else plain
    )


def joined(name):
    """How a name may look in one word: doejane, janedoe."""
    parts = words(name)
    return {"".join(parts[k:] + parts[:k]) for k in range(max(1, len(parts)))}


def find(people, name="", number="", student="", email=""):
    """The person with that folder, number or e-mail address, or else with that name. None where nobody is.

    Raises Problem where several are.
    """
    for key, wanted in (("student", student), ("id", number), ("email", email)):
        found = [p for p in people if wanted and getattr(p, key).casefold() == wanted.casefold()]
        if len(found) == 1:
            return found[0]
    found = [p for p in people if name and joined(name) & joined(p.name)]
    if len(found) > 1:
        raise Problem(
            f"{name!r} may be any of {len(found)} people in the list, and there is no number to tell by."
        )
    return found[0] if found else None


def nearest(people, name):
    """“, the nearest is …”, or nothing."""
    close = difflib.get_close_matches(name, [p.name for p in people], 1)
    return f"; the nearest name is {close[0]!r}" if close else ""


def write(path, people):
    """roster.csv: which folder is whose."""
    rows = [[p.student, p.name, p.email, p.id] for p in people]
    write_table(path, WRITTEN, rows)


def write_table(path, headings, rows):
    """Written whole, or not at all."""
    part = Path(path).with_suffix(".part")
    with part.open("w", encoding="utf-8", newline="") as file:
        csv.writer(file).writerows([headings, *rows])
    os.replace(part, path)
