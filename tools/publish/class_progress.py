"""A view of the class: which exercises are right, who is stuck, and at which hint.

    python -m tools.publish.class_progress FOLDER [--csv FILE]        (or make progress ARGS=FOLDER)

FOLDER holds what students gave their teacher: STUDENT/progress.csv, or STUDENT.csv. The files begin when a student runs
check.keep_progress(); helpers/check/progress.py says what is in them. Nothing else is read, and nothing is sent.
"""

import argparse
import sys
from pathlib import Path

import pandas as pd

from helpers import check
from helpers.check.exercise import Exercise
from helpers.check.progress import COLUMNS, RIGHT

ORDER = {name: n for n, (name, it) in enumerate(vars(check).items()) if isinstance(it, Exercise)}
WIDTH = 90  # of a hint, in characters


def collected(folder):
    """A row for each run of a check: student, time, exercise, outcome, hint. Says which files are left out."""
    rows = []
    for path in sorted(folder.rglob("*.csv")):
        name = (
            path.parent.name if path.name == "progress.csv" and path.parent != folder else path.stem
        )
        try:
            frame = pd.read_csv(path, dtype=str, keep_default_na=False)
            if tuple(frame.columns) != COLUMNS:
                raise ValueError(f"its columns are not {', '.join(COLUMNS)}")
            if unknown := sorted({*frame["exercise"]} - {*ORDER}):
                raise ValueError(f"no exercise is named {unknown[0]!r}")
            frame["time"] = pd.to_datetime(frame["time"], utc=True)
        except (ValueError, UnicodeDecodeError) as error:
            print(f"left out: {path.relative_to(folder)}: {error}")
            continue
        rows.append(frame.assign(student=name))
    if not rows:
        sys.exit(
            f"There is no progress.csv below {folder}. Students begin one with check.keep_progress()."
        )
    together = pd.concat(rows, ignore_index=True)
    if together.empty:
        sys.exit(f"No check has been run yet: the {len(rows)} files have no lines.")
    return together


def by_student(rows):
    """A row for each student and exercise: tries, whether it is right by now, the last hint, and when."""
    rows = rows.assign(right=rows["outcome"] == RIGHT).sort_values("time", kind="stable")
    groups = rows.groupby(["student", "exercise"], sort=False)
    table = groups.agg(
        tries=("right", "size"),
        right=("right", "any"),
        hint=("hint", "last"),
        last=("time", "last"),
    )
    return table.reset_index()


def by_exercise(students):
    """A row for each exercise, in the order of the course."""
    rows = []
    for name, group in students.groupby("exercise"):
        stuck = group[~group["right"]]
        hints = stuck["hint"].value_counts()
        rows.append(
            {
                "exercise": name,
                "tried": len(group),
                "right": int(group["right"].sum()),
                "tries until right": group.loc[group["right"], "tries"].median(),
                "stuck": len(stuck),
                "their most frequent hint": f"{hints.iloc[0]} × {hints.index[0]}"[:WIDTH]
                if len(hints)
                else "",
            }
        )
    return pd.DataFrame(rows).sort_values("exercise", key=lambda names: names.map(ORDER))


def main(arguments=None):
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("folder", type=Path, help="what the students gave you")
    parser.add_argument("--csv", type=Path, help="write the second table there as well")
    options = parser.parse_args(arguments)
    if not options.folder.is_dir():
        sys.exit(f"There is no folder {options.folder}.")
    students = by_student(collected(options.folder))
    print(by_exercise(students).to_string(index=False, na_rep="", float_format="{:g}".format))
    stuck = students[~students["right"]].sort_values(["student", "last"]).drop(columns="right")
    print("\nNot right yet:" if len(stuck) else "\nEverything that was tried is right.")
    if len(stuck):
        stuck = stuck.assign(
            hint=stuck["hint"].str[:WIDTH], last=stuck["last"].dt.strftime("%d %b %H:%M")
        )
        print(stuck.to_string(index=False))
    if options.csv:
        students.to_csv(options.csv, index=False)


if __name__ == "__main__":
    main()
