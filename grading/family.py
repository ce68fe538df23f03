"""The problem set as a family: what the templates of its tasks (grading/tasks/) are written with.

A template is a module with one function, task(draw) -> Task. Where sets differ it asks draw, and its texts have «name»
in that place. One seed is one set. Each task draws for itself, so a change in one leaves the others as they are.
"""

import hashlib
import re
from typing import NamedTuple

import numpy as np
from nbformat.v4 import new_code_cell, new_markdown_cell

EXAMPLE = "example"  # the seed of the public set; there every draw gives what stands first


class Task(NamedTuple):
    title: str
    notebooks: str  # that it is about, such as "05, 06"
    answer: dict  # what the right answer depends on: where two sets agree in it, one answer is right in both
    cells: list


class Draw:
    """The parameters of one task in the set of one seed."""

    def __init__(self, seed, task):
        self.example = seed == EXAMPLE
        digest = hashlib.sha256(f"{seed}/{task}".encode()).digest()
        self.rng = np.random.default_rng(int.from_bytes(digest, "big"))

    def one_of(self, *options):
        """One of these; the first in the example."""
        return options[0 if self.example else self.rng.integers(len(options))]

    def integer(self, example, low, high):
        """From low to high, both included; this one in the example."""
        return example if self.example else int(self.rng.integers(low, high + 1))

    def integers(self, example, low, high):
        """As many different ones as the example has, in no order."""
        count = len(example)
        return (
            example
            if self.example
            else self.rng.permutation(np.arange(low, high + 1))[:count].tolist()
        )

    def seed(self, example):
        """For the random numbers of a hidden test."""
        return self.integer(example, 1_000_000, 999_999_999)


def fill(template, **values):
    """The text with each «name» replaced by its value. KeyError where there is none."""
    return re.sub(r"«(\w+)»", lambda name: str(values[name[1]]), template).strip("\n")


def text(source):
    return new_markdown_cell(source)


def answer(grade_id, source):
    """A cell for the student's code: the reference answer between ### BEGIN SOLUTION and ### END SOLUTION."""
    return new_code_cell(source, metadata=nbgrader(grade_id, solution=True))


def tests(grade_id, points, source):
    """A locked cell of tests; what is between ### BEGIN HIDDEN TESTS and ### END HIDDEN TESTS is not handed out."""
    return new_code_cell(source, metadata=nbgrader(grade_id, grade=True, points=points))


def words(grade_id, points, source):
    """A cell for an answer in words, marked by a person: a model answer and a rubric."""
    source = f"### BEGIN SOLUTION\n{source}\n### END SOLUTION"
    metadata = nbgrader(grade_id, grade=True, solution=True, points=points)
    return new_markdown_cell(source, metadata=metadata)


def nbgrader(grade_id, *, grade=False, solution=False, points=None):
    """What nbgrader wants to know of a cell."""
    data = {
        "grade": grade,
        "grade_id": grade_id,
        "locked": not solution,
        "schema_version": 3,
        "solution": solution,
        "task": False,
    }
    return {"nbgrader": data if points is None else {**data, "points": points}}
