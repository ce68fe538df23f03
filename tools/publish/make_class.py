"""Write what a class needs: a set of files for the students, one for the teacher, and the slides.

    python -m tools.publish.make_class [--problem-set FOLDER]        (or make class [PROBLEM_SET=FOLDER])

build/class/students/   the notebooks, without what the exercises show, helpers/, data/, the problem set; no solutions
build/class/students.zip   the same, to hand out
build/class/teacher/    the students' set, the solutions, TEACHING.md, and what marks the problem set
build/class/slides/     the slides of every notebook

The problem set in it is the public example, or what is handed out of the set in FOLDER (see grading/problem_set.py).
"""

import argparse
import shutil
import sys
from pathlib import Path

import nbformat

from grading.handout import released

ROOT = Path(__file__).resolve().parents[2]

TARGET = ROOT / "build" / "class"
README = ROOT / "tools" / "publish" / "students_readme.md"
PROBLEM_SET = Path("problem_set", "problem_set.ipynb")
EXERCISES = "## Try it"
OURS = "nbval-ignore-output"  # a check of the outputs leaves these cells out

FOR_STUDENTS = [
    "LICENSE",
    "requirements.txt",
    "helpers/**/*.py",
    "helpers/**/*.js",
    "notebooks/glossary.md",
    "data/README.md",
    "data/mnist_5k.csv.gz",
    "data/networks/*.npz",
    "data/handwriting/*",
]
FOR_TEACHERS = [
    "TEACHING.md",
    "notebooks/solutions/*.ipynb",
    "requirements-grading.txt",
    "grading/README.md",
    "grading/*.py",
    "grading/tasks/*.py",
    "grading/source/**/*.ipynb",
    "tools/publish/make_colab.py",
    "tools/publish/unpack.py",
]


def copy(patterns, target):
    """Files of the course, into the same places below the target. What is not there is left out."""
    for pattern in patterns:
        for path in sorted(ROOT.glob(pattern)):
            place = target / path.relative_to(ROOT)
            place.parent.mkdir(parents=True, exist_ok=True)
            shutil.copyfile(path, place)


def without_answers(notebook):
    """Forget what the cells of the exercises have shown."""
    inside = False
    for cell in notebook.cells:
        if cell.cell_type == "markdown" and cell.source.startswith("## "):
            inside = cell.source.partition("\n")[0].strip() == EXERCISES
        elif inside and cell.cell_type == "code":
            if cell.outputs:
                cell.metadata["tags"] = sorted({*cell.metadata.get("tags", []), OURS})
            cell.outputs, cell.execution_count = [], None
    return notebook


def write_notebook(notebook, path):
    path.parent.mkdir(parents=True, exist_ok=True)
    nbformat.write(notebook, path)


def write_problem_set(course, target):
    """What is handed out: of the course folder that grading/problem_set.py wrote, or else of the public example."""
    if course is None:
        master = nbformat.read(ROOT / "grading" / "source" / PROBLEM_SET, as_version=4)
        write_notebook(released(master), target / PROBLEM_SET)
    else:
        shutil.copytree(course / "handout", target / PROBLEM_SET.parent)


def write_students(target, course=None):
    copy(FOR_STUDENTS, target)
    shutil.copyfile(README, target / "README.md")
    for path in sorted(ROOT.glob("notebooks/*.ipynb")):
        notebook = nbformat.read(path, as_version=4)
        write_notebook(without_answers(notebook), target / "notebooks" / path.name)
    write_problem_set(course, target)


def write_teacher(target, course=None):
    write_students(target, course)
    copy(FOR_TEACHERS, target)


def write_slides(target):
    try:
        from tools.publish import make_slides
    except ModuleNotFoundError as error:
        sys.exit(f"Everything but the slides is there; those need the package {error.name}.")
    make_slides.main([], target)


def main(target=TARGET, course=None):
    if course is not None and not (course / "handout" / PROBLEM_SET.name).is_file():
        sys.exit(
            f"{course} has no handout/{PROBLEM_SET.name}; make problem-set writes such a folder."
        )
    shutil.rmtree(target, ignore_errors=True)
    write_students(target / "students", course)
    shutil.make_archive(str(target / "students"), "zip", target, "students")
    write_teacher(target / "teacher", course)
    tell(target)
    write_slides(target / "slides")


def tell(target):
    """What was written, and how large it is."""
    for path in sorted(target.iterdir()):
        files = [path] if path.is_file() else [file for file in path.rglob("*") if file.is_file()]
        size = sum(file.stat().st_size for file in files)
        print(f"{path.name:<14} {len(files):4d} files {size / 1e6:6.1f} MB")


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument(
        "--problem-set", type=Path, metavar="FOLDER", help="this term's course folder"
    )
    main(course=parser.parse_args().problem_set)
