"""Mark what all students handed in for the problem set, with nbgrader, and write the marks as a CSV.

    python grading/mark.py [STUDENT ...] [--force]        (or make marks)

Their work lies in grading/submitted/STUDENT/problem_set/problem_set.ipynb. Each is marked by itself, so none can stop
the others, and none of it is changed: nbgrader marks a copy, in grading/autograded/, and writes feedback for each
student into grading/feedback/. What was marked before is left as it is, but for --force and students who are named.

Then it writes grading/marks.csv: the columns of `nbgrader export`, and a remark. What nbgrader can't mark (no notebook
of the right name, or a file that is none) has a score of 0 there, and the remark says why; put it right and run this
again. Runs in the environment that has nbgrader (requirements-grading.txt).
"""

import argparse
import csv
import os
import re
import subprocess
import sys
from pathlib import Path

from nbgrader.api import Gradebook, MissingEntry

GRADING = Path(__file__).resolve().parent
ASSIGNMENT = "problem_set"
LONGEST = 3600  # seconds for one student; with 30 for each cell, nbgrader ends long before
FAILED = "\nFAILED\n"  # at the end of a log
NO_MARKS = "no marks"
MOST = 3  # cells that a remark names
# What nbgrader, and the steps in grading/marking.py, say in their log; and what that means.
REMARKS = {
    r"CellTimeoutError in the cell: (.*)": "took too long: {}",
    r"DeadKernelError in the cell: (.*)": "ended the kernel: {}",
    r"Cell (\w+) was deleted": "deleted, and restored: {}",
    r"Cell (\w+) was changed": "changed, and restored: {}",
    r"(No cell of this notebook belongs to the problem set)": "{}",
    r"(NotJSONError|UnicodeDecodeError)\b": f"{NO_MARKS}, for the file is no notebook ({{}})",
    r"(No notebooks (?:found|were matched))\b": f"{NO_MARKS}, for there is no {ASSIGNMENT}.ipynb",
}


def nbgrader(course, *arguments):
    """Run nbgrader in the course's folder. Returns whether it went well, and what it said."""
    scripts = str(Path(sys.executable).parent)  # nbgrader calls alembic, which lies there
    path = os.pathsep.join([scripts, os.environ.get("PATH", "")])
    try:
        done = subprocess.run(
            [sys.executable, "-m", "nbgrader", *arguments],
            cwd=course,
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
        log_of(course, student).write_text(said if well else said + FAILED, encoding="utf-8")


def log_of(course, student):
    return course / "logs" / f"{student}.txt"


def read_log(course, student):
    log = log_of(course, student)
    return log.read_text(encoding="utf-8") if log.exists() else f"not marked yet{FAILED}"


def remark(said):
    """In one line, what a teacher should know of the marking of one notebook."""
    found = []
    for pattern, meaning in REMARKS.items():
        places = list(dict.fromkeys(re.findall(pattern, said)))
        if len(places) > MOST:
            places[MOST:] = [f"and {len(places) - MOST} more"]
        if places:
            found.append(meaning.format(", ".join(places)))
    if said.endswith(FAILED) and NO_MARKS not in "".join(found):
        errors = re.findall(r"^ *(\S*(?:Error|Exception)\b.*|not marked yet)$", said, re.MULTILINE)
        found.append(f"{NO_MARKS}: {errors[0] if errors else 'see the log'}")
    return "; ".join(found)


def write_marks(course, remarks):
    """marks.csv: what nbgrader exports, with the remarks. Returns its rows."""
    export = course / "logs" / "export.csv"
    well, said = nbgrader(course, "export", f"--to={export}")
    if not well:
        sys.exit(said)
    with export.open(encoding="utf-8", newline="") as file:
        rows = [row for row in csv.DictReader(file) if row["assignment"] == ASSIGNMENT]
    with Gradebook(f"sqlite:///{course / 'gradebook.db'}") as gradebook:
        for row in rows:
            row["remark"] = remarks.get(row["student_id"], "nothing was handed in")
            if NO_MARKS in row["remark"]:
                row["raw_score"] = row["score"] = "0.0"
            elif waits(gradebook, row["student_id"]):
                row["remark"] = "; ".join(filter(None, [row["remark"], "words wait to be marked"]))
    target = course / "marks.csv"
    with target.open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, [*rows[0]])
        writer.writeheader()
        writer.writerows(rows)
    return rows


def waits(gradebook, student):
    """Whether something of this student's has to be read by a person."""
    try:
        return gradebook.find_submission(ASSIGNMENT, student).needs_manual_grade
    except MissingEntry:
        return False


def main(arguments=None):
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("students", nargs="*", help="default: all in grading/submitted/")
    parser.add_argument("--force", action="store_true", help="mark again what was marked")
    parser.add_argument("--course", type=Path, default=GRADING, help="default: grading/")
    options = parser.parse_args(arguments)
    course = options.course.resolve()
    notebook = Path(ASSIGNMENT, f"{ASSIGNMENT}.ipynb")
    master, released = course / "source" / notebook, course / "release" / notebook
    if not released.exists() or released.stat().st_mtime < master.stat().st_mtime:
        well, said = nbgrader(course, "generate_assignment", ASSIGNMENT, "--force")
        if not well:
            sys.exit(said)
    everybody = sorted(f.name for f in course.glob("submitted/[!.]*") if f.is_dir())
    if not everybody:
        sys.exit(f"Nobody's work is in {course / 'submitted'}.")
    (course / "logs").mkdir(exist_ok=True)
    with Gradebook(f"sqlite:///{course / 'gradebook.db'}") as gradebook:
        for student in everybody:  # nbgrader would leave out whoever's folder holds no notebook
            gradebook.update_or_create_student(student)
    for student in options.students or everybody:
        mark(course, student, force=options.force or bool(options.students))
        print(f"{student:<24} {remark(read_log(course, student))}", flush=True)
    nbgrader(course, "generate_feedback", ASSIGNMENT, "--force")
    remarks = {student: remark(read_log(course, student)) for student in everybody}
    rows = write_marks(course, remarks)
    print(f"{len(rows)} students in {course / 'marks.csv'}")


if __name__ == "__main__":
    main()
