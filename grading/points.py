"""Which cells of a problem set belong to which task, and what each is worth."""

import argparse
import re


def cells_of_tasks(source):
    """{number: {name of a graded cell: points}}, from the headings "## 3. Two layers" of the master notebook."""
    tasks, number = {}, None
    for cell in source.cells:
        heading = re.match(r"#+ (\d+)\. ", cell.source) if cell.cell_type == "markdown" else None
        number = int(heading[1]) if heading else number
        data = cell.metadata.get("nbgrader", {})
        if data.get("grade"):
            if number is None:
                raise ValueError(f"{data['grade_id']} has points, and stands before the first task")
            tasks.setdefault(number, {})[data["grade_id"]] = data["points"]
    return tasks


def numbers(text):
    """1-7, or 1,2,5 -> a set of integers."""
    found = set()
    for part in text.split(","):
        span = re.fullmatch(r"\s*(\d+)(?:\s*-\s*(\d+))?\s*", part)
        if not span:
            raise argparse.ArgumentTypeError(f"{text!r}: write it like 1-7, or like 1,2,5")
        found |= set(range(int(span[1]), int(span[2] or span[1]) + 1))
    return found
