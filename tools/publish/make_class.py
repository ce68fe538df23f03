"""Write what a class needs: a set of files for the students, one for the teacher, and the slides.

    python -m tools.publish.make_class [--keep-outputs] [--problem-set FOLDER]
    (or make class [PROBLEM_SET=FOLDER])

build/class/students/   the notebooks without saved outputs, helpers/, data/, the problem set; no solutions, and
                        nothing beside a question "Before you run it" that tells its answer
build/class/students.zip   the same, to hand out
build/class/teacher/    the whole course, and predictions.ipynb, the key to those questions
build/class/slides/     the slides of every notebook

The students' problem set is the public example, or the set in FOLDER, which grading/problem_set.py wrote.
"""

import argparse
import shutil
import sys
from pathlib import Path

import nbformat

from grading.handout import released
from tools.publish.predictions import key, without_answers

ROOT = Path(__file__).resolve().parents[2]

TARGET = ROOT / "build" / "class"
README = ROOT / "tools" / "publish" / "students_readme.md"
PROBLEM_SET = Path("problem_set", "problem_set.ipynb")
PREDICTIONS = "predictions.ipynb"

FOR_STUDENTS = [
    "LICENSE",
    "requirements.txt",
    "requirements-beyond.txt",
    "docs/record.npz",
    "helpers/**/*.py",
    "helpers/**/*.js",
    "notebooks/glossary.md",
    "data/README.md",
    "data/mnist_5k.csv.gz",
    "data/networks/*.npz",
    "data/handwriting/*",
]
FOR_TEACHERS = [  # the course as it is kept, so that each of its commands works
    *(f"*.{ending}" for ending in ("cfg", "cff", "md", "py", "toml", "txt")),
    "Makefile",
    "LICENSE",
    ".gitattributes",
    ".gitignore",
    ".ci/*",
    ".github/**/*",
    "docs/*",
    "helpers/**/*",
    "notebooks/**/*.md",
    "notebooks/**/*.ipynb",
    "data/README.md",
    "data/make_*.py",
    "data/mnist_5k.csv.gz",
    "data/networks/*.npz",
    "data/handwriting/*",
    "grading/*.md",
    "grading/*.py",
    "grading/tasks/*.py",
    "grading/questions/*.md",
    "grading/source/**/*.ipynb",
    "tools/**/*",
    "tests/**/*.py",
]


def copy(patterns, target):
    """Files of the course, into the same places below the target. What is not there is left out."""
    for pattern in patterns:
        for path in sorted(ROOT.glob(pattern)):
            kept = path.relative_to(ROOT)
            if path.is_dir() or any(
                part.startswith((".", "__")) for part in kept.parts[1:-1]
            ):  # caches
                continue
            place = target / kept
            place.parent.mkdir(parents=True, exist_ok=True)
            shutil.copyfile(path, place)


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


def write_students(target, keep_outputs=False, course=None):
    copy(FOR_STUDENTS, target)
    shutil.copyfile(README, target / "README.md")
    for path, notebook in lessons().items():
        if not keep_outputs:
            notebook = without_answers(notebook)
        write_notebook(notebook, target / "notebooks" / path.name)
    write_problem_set(course, target)


def write_teacher(target):
    copy(FOR_TEACHERS, target)
    headed = {heading(notebook): notebook for notebook in lessons().values()}
    write_notebook(key(headed), target / PREDICTIONS)


def lessons():
    """{path: notebook} in reading order."""
    paths = sorted(ROOT.glob("notebooks/*.ipynb"))
    return {path: nbformat.read(path, as_version=4) for path in paths}


def heading(notebook):
    return notebook.cells[0].source.partition("\n")[0].lstrip("# ")


def write_slides(target, saved=False):
    try:
        from tools.publish import make_slides
    except ModuleNotFoundError as error:
        sys.exit(f"Everything but the slides is there; those need the package {error.name}.")
    make_slides.main(["--saved"] if saved else [], target)


def main(arguments=None, target=TARGET):
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument(
        "--keep-outputs",
        action="store_true",
        help="give the students the notebooks as they are published, with what every cell has shown",
    )
    parser.add_argument(
        "--problem-set",
        type=Path,
        metavar="FOLDER",
        help="hand out the set in this folder, which make problem-set wrote, and not the example",
    )
    parser.add_argument(
        "--saved-figures",
        action="store_true",
        help="slides with the figures that the notebooks have saved, at once and not in some minutes",
    )
    options = parser.parse_args(arguments)
    course = options.problem_set
    if course is not None and not (course / "handout" / PROBLEM_SET.name).is_file():
        sys.exit(
            f"{course} has no handout/{PROBLEM_SET.name}; make problem-set writes such a folder."
        )
    shutil.rmtree(target, ignore_errors=True)
    write_students(target / "students", options.keep_outputs, course)
    shutil.make_archive(str(target / "students"), "zip", target, "students")
    write_teacher(target / "teacher")
    tell(target)
    write_slides(target / "slides", options.saved_figures)


def tell(target):
    """What was written, and how large it is."""
    for path in sorted(target.iterdir()):
        files = [path] if path.is_file() else [file for file in path.rglob("*") if file.is_file()]
        size = sum(file.stat().st_size for file in files)
        print(f"{path.name:<14} {len(files):4d} files {size / 1e6:6.1f} MB")


if __name__ == "__main__":
    main()
