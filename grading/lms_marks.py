"""Write the marks in marks.csv as a CSV that Moodle or Canvas takes.

    python grading/lms_marks.py LIST.csv [--course FOLDER] [--assignment NAME] [--scale]

The list is what the LMS writes, and it says which LMS it is: Moodle's grading worksheet (*Download grading worksheet*,
in an assignment that has it switched on), Canvas's gradebook (*Export*), or a list with names and e-mail addresses. The
file that is made, lms_marks.csv, goes back the same way; of a mere list, by Moodle's *Grades, Import, CSV file*. A mark
whose student is not in the list is an error, and then nothing is written. This needs no nbgrader.
"""

import argparse
import re
import sys
from pathlib import Path

import roster

GRADING = Path(__file__).resolve().parent
CANVAS = ["Student", "ID", "SIS User ID", "SIS Login ID", "Integration ID", "Section"]


def read_marks(course):
    """{student: its row of marks.csv}."""
    path = course / "marks.csv"
    if not path.exists():
        raise roster.Problem(f"There is no {path}; run make marks first.")
    _, rows = roster.read_table(path)
    return {row["student_id"]: row for row in rows}


def matched(marks, known, people):
    """{row of the list, as a number: mark}. known: the people of roster.csv, or []. Raises roster.Problem."""
    found, lost = {}, []
    for student, mark in marks.items():
        me = next((p for p in known if p.student == student), None)
        if me:
            person = roster.find(people, me.name, me.id, email=me.email)
        else:
            person = roster.find(people, student.replace("-", " "), student=student)
        if person is None:
            lost.append(f"{student}{f' ({me.name})' if me else ''}")
        elif people.index(person) in found:
            lost.append(f"{student} (a second one for {person.name})")
        else:
            found[people.index(person)] = mark
    if lost:
        raise roster.Problem(f"Nobody in the list is: {', '.join(lost)}")
    return found


def points(mark, out_of, scale):
    """The score as the LMS takes it. out_of: its maximum, or None."""
    score, most = float(mark["score"]), float(mark["max_score"])
    if out_of is None or out_of == most:
        return f"{score:g}"
    if not scale:
        raise roster.Problem(
            f"The marks are out of {most:g}, and the LMS has {out_of:g} for this assignment. "
            "Change that there, or use --scale."
        )
    return f"{score / most * out_of:.2f}"


def for_canvas(headings, rows, found, assignment, scale):
    """The columns that Canvas needs, and the one of this assignment."""
    own = [h for h in headings if h in CANVAS]
    others = [h for h in headings if re.search(r"\(\d+\)$", h)]
    likely = [h for h in others if assignment.lower() in h.lower()]
    if len(likely) != 1:
        raise roster.Problem(
            f"Which assignment is it? --assignment names a part of one of: {', '.join(others) or 'none there'}"
        )
    [column] = likely
    most = next((r[column] for r in rows if r["Student"].strip().lower() == "points possible"), "")
    out_of = float(most) if re.fullmatch(r"[\d.]+", most.strip()) else None
    made = (
        [[*(["    Points Possible"] + [""] * (len(own) - 1)), most]] if out_of is not None else []
    )
    for row, mark in found:
        made.append([*(row[h] for h in own), points(mark, out_of, scale)])
    return [*own, column], made


def for_moodle(headings, rows, found, scale):
    """The grading worksheet with its Grade filled in."""
    for row, mark in found:
        most = row.get("Maximum Grade", row.get("Maximum grade", "")).replace(",", ".")
        out_of = float(most) if re.fullmatch(r"[\d.]+", most.strip()) else None
        row["Grade"] = points(mark, out_of, scale)
    return headings, [[row[h] for h in headings] for row in rows]


def converted(course, listed, assignment="problem set", scale=False):
    """-> headings and rows of what the LMS takes, and the names of those without a mark. Raises roster.Problem."""
    headings, rows = roster.read_table(listed)
    people = roster.people_in(listed, headings, rows)
    kept = course / "roster.csv"
    places = matched(read_marks(course), roster.read(kept) if kept.exists() else [], people)
    found = [(people[k].row, mark) for k, mark in sorted(places.items())]
    without = [person.name for k, person in enumerate(people) if k not in places]
    if {"Student", "ID"} <= set(headings):
        made = for_canvas(headings, rows, found, assignment, scale)
    elif {"Identifier", "Grade"} <= set(headings):
        made = for_moodle(headings, rows, found, scale)
    else:
        made = (
            [*headings, "problem_set"],
            [[*row.values(), points(mark, None, scale)] for row, mark in found],
        )
    return *made, without


def main(arguments=None):
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("list", type=Path, help="the CSV from the LMS")
    parser.add_argument("--course", type=Path, default=GRADING, help="default: grading/")
    parser.add_argument(
        "--assignment", default="problem set", help="in Canvas; default: problem set"
    )
    parser.add_argument(
        "--scale", action="store_true", help="turn the marks into the LMS's maximum"
    )
    options = parser.parse_args(arguments)
    target = options.course / "lms_marks.csv"
    try:
        headings, rows, without = converted(
            options.course, options.list, options.assignment, options.scale
        )
        waiting = [s for s, m in read_marks(options.course).items() if "words wait" in m["remark"]]
    except roster.Problem as problem:
        sys.exit(f"Nothing was written.\n{problem}")
    roster.write_table(target, headings, rows)
    print(f"{target} is for the LMS.")
    if without:
        print(f"Without a mark: {', '.join(without)}")
    if waiting:
        print(f"Words wait to be marked, so these may still change: {', '.join(waiting)}")


if __name__ == "__main__":
    main()
