"""Put what an LMS hands out as a zip into submitted/STUDENT/problem_set/, where grading/mark.py wants it.

    python grading/collect.py DOWNLOAD.zip [--roster LIST.csv] [--course FOLDER] [--replace]

Moodle (with or without folders) and Canvas name the files after the students; other zips may have a folder for each.
The list has names, e-mail addresses, and the LMS's numbers where it gives some: Moodle's grading worksheet or its
participants, or Canvas's gradebook. With it a file that belongs to nobody is an error, and you are told who handed in
nothing; it is kept as roster.csv. Where anything is wrong, nothing is written. What was collected before is left as it
is; with --replace it goes to replaced/. This needs no nbgrader.
"""

import argparse
import os
import re
import shutil
import sys
import tempfile
import time
import zipfile
from pathlib import Path, PurePosixPath

import roster

GRADING = Path(__file__).resolve().parent
ASSIGNMENT = "problem_set"
LARGEST = 50 * 2**20  # bytes of one student's file, unpacked
PATTERNS = [
    # Moodle: Jane Doe_123_assignsubmission_file_/x.ipynb, or without the folder
    r"(?P<name>[^/]+?)_(?P<id>\d+)_assignsubmission_file_?(?:/(?:.*/)?)?(?P<file>[^/]+)",
    # Canvas: doejane_LATE_123_456_x.ipynb
    r"(?P<name>[^/]+?)(?P<late>_LATE)?_(?P<id>\d+)_(?P<upload>\d+)_(?P<file>[^/]+)",
    # a folder for each student
    r"(?P<name>[^/]+)/(?:.*/)?(?P<file>[^/]+)",
]
SKIP = re.compile(
    r"(^|/)(__MACOSX|\.DS_Store|\.ipynb_checkpoints)(/|$)|_assignsubmission_onlinetext"
)


def sorted_out(names, people):
    """{student: {file: name in the zip}}, and the students who were late. people: None where there is no list.

    Raises roster.Problem with all that is wrong.
    """
    found, late, wrong, numbers = {}, set(), [], {}
    for name in names:
        if name.endswith("/") or SKIP.search(name):
            continue
        match = first_match(name)
        if match is None:
            wrong.append(f"{name}: its name doesn't say whose it is")
            continue
        parts = match.groupdict()
        number = parts.get("id", "")
        try:
            student = whose(parts["name"], number, people)
        except roster.Problem as problem:
            wrong.append(f"{name}: {problem}")
            continue
        if numbers.setdefault(student, number) != number:
            wrong.append(
                f"{name}: there are two of the name {parts['name']!r}; use --roster with the numbers"
            )
            continue
        found.setdefault(student, {})[parts["file"]] = name
        if parts.get("late"):
            late.add(student)
    for student, files in found.items():
        try:
            found[student] = with_its_name(files)
        except roster.Problem as problem:
            wrong.append(f"{student}: {problem}")
    if wrong:
        raise roster.Problem("\n".join(wrong))
    return found, late


def first_match(name):
    """By the last part of the path that says whose it is; a zip may have a folder around all."""
    for pattern in PATTERNS[:2]:
        match = re.search(rf"(?:^|/){pattern}$", name)
        if match:
            return match
    return re.fullmatch(PATTERNS[2], name)


def whose(name, number, people):
    """The student's folder."""
    if people is None:
        student = "-".join(roster.words(name)) or number
        if not student:
            raise roster.Problem("its name doesn't say whose it is")
        return student
    person = roster.find(people, name, number, student=name)
    if person is None:
        known = f" ({number})" if number else ""
        raise roster.Problem(f"{name}{known} is nobody in the list{roster.nearest(people, name)}")
    return person.student


def with_its_name(files):
    """An LMS adds numbers to a file's name; the student's one notebook is problem_set.ipynb again."""
    notebooks = [file for file in files if file.endswith(".ipynb")]
    wanted = f"{ASSIGNMENT}.ipynb"
    if wanted in files or not notebooks:
        return files
    likely = [file for file in notebooks if file.startswith(ASSIGNMENT)] or notebooks
    if len(likely) > 1:
        raise roster.Problem(
            f"which of these is it: {', '.join(sorted(likely))}? Name that one {wanted}"
        )
    return {wanted if file == likely[0] else file: name for file, name in files.items()}


def collect(download, people, course, replace=False):
    """Write all, each student's whole. -> (new, replaced, same, late): lists of students. Raises roster.Problem."""
    try:
        archive = zipfile.ZipFile(download)
    except (OSError, zipfile.BadZipFile) as error:
        raise roster.Problem(f"{download} is no zip that can be read: {error}") from None
    with archive:
        found, late = sorted_out(archive.namelist(), people)
        if not found:
            raise roster.Problem(f"There is nothing in {download}.")
        large = [
            n
            for files in found.values()
            for n in files.values()
            if archive.getinfo(n).file_size > LARGEST
        ]
        if large:
            raise roster.Problem(f"Larger than {LARGEST // 2**20} MB: {', '.join(large)}")
        done = {"new": [], "replaced": [], "same": []}
        contents = {s: {f: archive.read(n) for f, n in files.items()} for s, files in found.items()}
    old = {s for s in contents if (course / "submitted" / s / ASSIGNMENT).exists()}
    same = {s for s in old if contents[s] == files_in(course / "submitted" / s / ASSIGNMENT)}
    if old - same and not replace:
        raise roster.Problem(
            f"Collected before, and other now: {', '.join(sorted(old - same))}. "
            "With --replace the new ones count, and the old ones go to replaced/."
        )
    for student, files in sorted(contents.items()):
        kind = "same" if student in same else "replaced" if student in old else "new"
        if kind != "same":
            put(course, student, files)
        done[kind].append(student)
    return done["new"], done["replaced"], done["same"], sorted(late)


def files_in(folder):
    return {
        p.relative_to(folder).as_posix(): p.read_bytes() for p in folder.rglob("*") if p.is_file()
    }


def put(course, student, files):
    target = course / "submitted" / student / ASSIGNMENT
    target.parent.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(dir=course / "submitted", prefix=".") as part:
        for file, content in files.items():
            Path(part, PurePosixPath(file).name).write_bytes(content)
        if target.exists():
            kept = course / "replaced" / f"{student} {time.strftime('%Y-%m-%d %H.%M.%S')}"
            kept.parent.mkdir(exist_ok=True)
            os.replace(target, kept)
        shutil.copytree(part, f"{part}.whole")
        os.replace(f"{part}.whole", target)


def main(arguments=None):
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("download", type=Path, help="the zip from the LMS")
    parser.add_argument("--roster", type=Path, help="a CSV of names, e-mail addresses and numbers")
    parser.add_argument("--course", type=Path, default=GRADING, help="default: grading/")
    parser.add_argument("--replace", action="store_true", help="new work for what was collected")
    options = parser.parse_args(arguments)
    kept = options.course / "roster.csv"
    try:
        listed = options.roster or (kept if kept.exists() else None)
        people = roster.read(listed) if listed else None
        new, replaced, same, late = collect(
            options.download, people, options.course, options.replace
        )
        if options.roster:
            roster.write(kept, people)
    except roster.Problem as problem:
        sys.exit(f"Nothing was collected.\n{problem}")
    print(
        f"{len(new)} new, {len(replaced)} replaced, {len(same)} as before, in {options.course / 'submitted'}"
    )
    if late:
        print(f"Late: {', '.join(late)}")
    absent = sorted(
        p.name for p in people or [] if not (options.course / "submitted" / p.student).exists()
    )
    if absent:
        print(f"Nothing from: {', '.join(absent)}")


if __name__ == "__main__":
    main()
