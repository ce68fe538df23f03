"""A record of what the checks said, for a teacher to read: the student's own file, begun only where they ask for it.

Each run of a check appends a line: when, which exercise, right or not, and the hint. Nothing of what the student wrote
is in it, and nothing leaves the machine. `make progress` reads the files that a teacher has collected.
"""

import csv
import re
from datetime import datetime, timezone
from pathlib import Path

FILE = Path(__file__).resolve().parents[2] / "progress.csv"  # its existence is the consent
COLUMNS = ("time", "exercise", "outcome", "hint")
RIGHT, WRONG = "right", "not right yet"


def keep_progress():
    """Begin such a file in the folder of the course, and say what it holds. One that is there goes on."""
    if not FILE.exists():
        with FILE.open("x", encoding="utf-8", newline="") as file:
            csv.writer(file).writerow(COLUMNS)
    print(f"From now on each check appends a line to {FILE}:")
    print(
        "the time, the name of the exercise, whether it is right, and the hint. Not what you wrote."
    )
    print(
        "Open the file to see what it says, give it to your teacher if you like, delete it to stop."
    )


def note(exercise, verdict):
    """Append the outcome of a check, where the file is there. Never raises: a check must answer on a full disk too."""
    if verdict.right is None or not FILE.exists():
        return
    now = datetime.now(timezone.utc).isoformat(timespec="seconds")
    outcome = RIGHT if verdict.right else WRONG
    try:
        with FILE.open("a", encoding="utf-8", newline="") as file:
            csv.writer(file).writerow([now, exercise, outcome, hint_of(verdict.text)])
    except OSError as error:
        print(f"(This was not added to {FILE}: {error})")


def hint_of(text):
    """The hint in what a check says; where it has none, its error, or ''."""
    for name in ("Hint", "Error"):
        if found := re.search(rf"^  {name} +(.*)$", text, re.M):
            return found[1]
    return ""
