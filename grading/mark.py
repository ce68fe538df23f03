"""Mark what all students handed in for the problem set, with nbgrader, and write the marks as a CSV.

    python grading/mark.py [STUDENT ...] [--force] [--course FOLDER] [--tasks 1-7]        (or make marks)

Their work lies in grading/submitted/STUDENT/problem_set/problem_set.ipynb, or in another course folder, one that holds
source/ and submitted/. Each is marked by itself, so none can stop the others, and none of it is changed: nbgrader marks
a copy, in autograded/, and writes feedback for each student into feedback/. Their code runs in a place of its own
(apart.py). What was marked before is left as it is, but for --force and students who are named.

Then it writes marks.csv: the columns of `nbgrader export`, the points of each task, and a remark. What nbgrader can't
mark (no notebook of the right name, or a file that is none) has a score of 0 there, and the remark says why; put it
right and run this again. With --tasks only those count, and max_score is their total. Runs in the environment that has
nbgrader (requirements-grading.txt).
"""

import argparse
import csv
import os
import re
import subprocess
import sys
import time
from pathlib import Path

import apart
import look
import nbformat
import roster
from handout import released
from nbgrader.api import Gradebook, MissingEntry
from points import cells_of_tasks, numbers

GRADING = Path(__file__).resolve().parent
ASSIGNMENT = "problem_set"
NOTEBOOK = Path(ASSIGNMENT, f"{ASSIGNMENT}.ipynb")
LONGEST = 3600  # seconds for one student; with 10 for each cell, nbgrader ends long before
FAILED = "\nFAILED\n"  # at the end of a log
NO_MARKS = "no marks"
RAN_APART = "Students' code and tests run apart"  # marking.py logs it
MOST = 3  # cells that a remark names
# What nbgrader, and the steps in grading/marking.py, say in their log; and what that means.
REMARKS = {
    r"CellTimeoutError in the cell: (.*)": "took too long: {}",
    r"TimeIsOver before the cell: (.*)": "took half an hour, so not run: {}",
    r"DeadKernelError in the cell: (.*)": "ended the kernel: {}",
    r"Cell (\w+) was deleted": "deleted, and restored: {}",
    r"Cell (\w+) was changed": "changed, and restored: {}",
    r"Forged: (.*)": "forged, so no points: {}",
    r"^Look at (.*)": "look at {}",
    r"^(Not NumPy alone: .*)": "{}",
    r"(No cell of this notebook belongs to the problem set)": "{}",
    r"(NotJSONError|UnicodeDecodeError)\b": f"{NO_MARKS}, for the file is no notebook ({{}})",
    r"(No notebooks (?:found|were matched))\b": f"{NO_MARKS}, for there is no {ASSIGNMENT}.ipynb",
}


def nbgrader(course, *arguments):
    """Run nbgrader for the course's folder. Returns whether it went well, and what it said."""
    scripts = str(Path(sys.executable).parent)  # nbgrader calls alembic, which lies there
    path = os.pathsep.join([scripts, os.environ.get("PATH", "")])
    try:
        done = subprocess.run(
            [sys.executable, "-m", "nbgrader", *arguments, f"--CourseDirectory.root={course}"],
            cwd=GRADING,  # where nbgrader_config.py lies
            env={**os.environ, "PATH": path},
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            encoding="utf-8",
            errors="replace",
            timeout=LONGEST,
        )
    except subprocess.TimeoutExpired:
        return False, f"it was not finished after {LONGEST} seconds"
    return done.returncode == 0, done.stdout


def mark(course, student, force):
    """Mark one student's notebook, unless that was done, and keep what nbgrader says."""
    if force or not (course / "autograded" / student / ASSIGNMENT).exists():
        flags = ["--force"] if force else []
        well, said = nbgrader(course, "autograde", ASSIGNMENT, f"--student={student}", *flags)
        if well and RAN_APART not in said:
            well, said = False, f"{said}\nSettingsError: nbgrader did not read nbgrader_config.py"
        said = "\n".join([said, *look_at(course, student)])
        log_of(course, student).write_text(said if well else said + FAILED, encoding="utf-8")


def look_at(course, student):
    """What stands out in the text of the cells."""
    try:
        handed_in = nbformat.read(course / "submitted" / student / NOTEBOOK, as_version=4)
    except Exception:  # nbgrader has said what is wrong with it
        return []
    source = nbformat.read(course / "source" / NOTEBOOK, as_version=4)
    return look.remarks(handed_in, source, released(source))


def log_of(course, student):
    return course / "logs" / f"{student}.txt"


def read_log(course, student):
    log = log_of(course, student)
    return log.read_text(encoding="utf-8") if log.exists() else f"not marked yet{FAILED}"


def remark(said):
    """In one line, what a teacher should know of the marking of one notebook."""
    found, failed = [], said.endswith(FAILED)
    for pattern, meaning in REMARKS.items():
        if meaning.startswith(NO_MARKS) and not failed:
            continue  # it is a student's text that says so
        places = list(dict.fromkeys(re.findall(pattern, said, re.MULTILINE)))
        if len(places) > MOST:
            places[MOST:] = [f"and {len(places) - MOST} more"]
        if places:
            found.append(meaning.format(", ".join(places)))
    if failed and NO_MARKS not in "".join(found):
        errors = re.findall(r"^ *(\S*(?:Error|Exception)\b.*|not marked yet)$", said, re.MULTILINE)
        found.append(f"{NO_MARKS}: {errors[0] if errors else 'see the log'}")
    return "; ".join(found)


def write_marks(course, logs, tasks, counted):
    """marks.csv: what nbgrader exports, with the points of each task and the remarks. Returns its rows.

    logs: {student: what was said while it was marked}; tasks: {number: {cell: points}}; counted: those that count.
    """
    total = sum(sum(tasks[number].values()) for number in counted)
    export = course / "logs" / "export.csv"
    well, said = nbgrader(course, "export", f"--to={export}")
    if not well:
        sys.exit(said)
    with export.open(encoding="utf-8", newline="") as file:
        rows = [row for row in csv.DictReader(file) if row["assignment"] == ASSIGNMENT]
    with Gradebook(f"sqlite:///{course / 'gradebook.db'}") as gradebook:
        for row in rows:
            student = row["student_id"]
            said = remark(logs[student]) if student in logs else "nothing was handed in"
            failed = logs.get(student, "").endswith(FAILED)
            grades = {} if failed else grades_of(gradebook, student)
            points = {n: sum(grades.get(c, (0, 0))[0] for c in cells) for n, cells in tasks.items()}
            row["raw_score"] = float(sum(points[number] for number in counted))
            late = float(row.get("late_submission_penalty") or 0)
            row["score"], row["max_score"] = max(0.0, row["raw_score"] - late), float(total)
            row.update({f"task_{number}": float(points[number]) for number in tasks})
            if any(grades.get(cell, (0, False))[1] for n in counted for cell in tasks[n]):
                said = "; ".join(filter(None, [said, "words wait to be marked"]))
            row["remark"] = said
    target = course / "marks.csv"
    with target.with_suffix(".part").open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, [*rows[0]])
        writer.writeheader()
        writer.writerows(rows)
    os.replace(target.with_suffix(".part"), target)
    return rows


def names_of(course):
    """{student: what nbgrader wants to know of them}, where collect.py has left a roster.csv."""
    path = course / "roster.csv"
    try:
        people = roster.read(path) if path.exists() else []
    except roster.Problem as problem:
        sys.exit(str(problem))
    names = {}
    for person in people:
        first, _, last = person.name.rpartition(" ")
        names[person.student] = {
            "first_name": first,
            "last_name": last,
            "email": person.email or None,
        }
    return names


def grades_of(gradebook, student):
    """{cell: (points, whether a person still has to read it)}."""
    try:
        notebook = gradebook.find_submission_notebook(ASSIGNMENT, ASSIGNMENT, student)
    except MissingEntry:
        return {}
    return {grade.name: (grade.score or 0, grade.needs_manual_grade) for grade in notebook.grades}


def main(arguments=None):
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("students", nargs="*", help="default: all in grading/submitted/")
    parser.add_argument("--force", action="store_true", help="mark again what was marked")
    parser.add_argument("--course", type=Path, default=GRADING, help="default: grading/")
    parser.add_argument(
        "--tasks", type=numbers, help="those that count: 1-7, or 1,2,5; default: all"
    )
    options = parser.parse_args(arguments)
    course = options.course.resolve()
    master, handed_out = course / "source" / NOTEBOOK, course / "release" / NOTEBOOK
    if not master.exists():
        sys.exit(
            f"There is no {master}. A course folder has the problem set there, with its solutions."
        )
    tasks = cells_of_tasks(nbformat.read(master, as_version=4))
    counted = options.tasks or set(tasks)
    if not counted <= set(tasks):
        sys.exit(f"--tasks: this problem set has the tasks {min(tasks)} to {max(tasks)}.")
    if not handed_out.exists() or handed_out.stat().st_mtime < master.stat().st_mtime:
        well, said = nbgrader(course, "generate_assignment", ASSIGNMENT, "--force")
        if not well:
            sys.exit(said)
    everybody = sorted(f.name for f in course.glob("submitted/[!.]*") if f.is_dir())
    if not everybody:
        sys.exit(f"Nobody's work is in {course / 'submitted'}.")
    unknown = sorted(set(options.students) - set(everybody))
    if unknown:
        sys.exit(f"There is no {', no '.join(unknown)} in {course / 'submitted'}.")
    (course / "logs").mkdir(exist_ok=True)
    with Gradebook(f"sqlite:///{course / 'gradebook.db'}") as gradebook:
        for student in everybody:  # nbgrader would leave out whoever's folder holds no notebook
            gradebook.update_or_create_student(student, **names_of(course).get(student, {}))
    print(f"Students' code is kept apart by: {apart.way()}. {apart.MEANS[apart.way()]}", flush=True)
    students = options.students or everybody
    for number, student in enumerate(students, 1):
        begin = time.monotonic()
        print(f"{number:>3} of {len(students)}  {student:<24} ", end="", flush=True)
        mark(course, student, force=options.force or bool(options.students))
        took = time.monotonic() - begin
        print(f"{took:4.0f} s  {remark(read_log(course, student))}", flush=True)
    print("Writing feedback and marks.", flush=True)
    nbgrader(course, "generate_feedback", ASSIGNMENT, "--force")
    logs = {student: read_log(course, student) for student in everybody}
    rows = write_marks(course, logs, tasks, counted)
    print(f"{len(rows)} students in {course / 'marks.csv'}")


if __name__ == "__main__":
    main()
