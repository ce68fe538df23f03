"""A lesson that tools/new_lesson.py lays out passes everything that make quick asks."""

import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from tools import new_lesson

ROOT = Path(__file__).resolve().parents[2]
# Of what make quick runs, the parts that a lesson can break; the others would be the same once more.
ABOUT_LESSONS = ["tests/course", "tests/publish", "tests/check/test_lessons.py", "tests/taught"]
ABOUT_IT = "98 or pooling or not (test_lessons or taught)"
PYTEST = [sys.executable, "-m", "pytest", "-p", "no:cacheprovider"]
LEAVE = shutil.ignore_patterns(".*", "build", "mutants", "__pycache__", "mnist_784.npz")


@pytest.fixture
def course(tmp_path):
    return Path(shutil.copytree(ROOT, tmp_path / "course", ignore=LEAVE))


@pytest.mark.slow
def test_a_new_lesson_passes_make_quick(course):
    new_lesson.main(["98", "pooling", "--builds", "pooling"], root=course)
    quick = re.search(r'^quick:.*\n.* -m pytest .* -m "(.+)" tests ', makefile(), re.M)[1]
    done = subprocess.run(
        [*PYTEST, "-m", quick, "-k", ABOUT_IT, *ABOUT_LESSONS],
        cwd=course,
        capture_output=True,
        encoding="utf-8",
    )
    assert done.returncode == 0, done.stdout[-3000:]
    assert "98_pooling" in (course / "README.md").read_text(encoding="utf-8")


def makefile():
    return (ROOT / "Makefile").read_text(encoding="utf-8")


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (["7", "pooling"], "no lesson's number"),
        (["98", "Pooling"], "can't be the name"),
        (["98", "pooling", "--builds", "p q"], "can't be the name"),
        (["03", "pooling"], "Lesson 03 is there already: 03_forward"),
        (["97", "pooling", "--builds", "losses"], "losses.py is there already"),
    ],
)
def test_what_is_there_is_not_written_over(arguments, words):
    with pytest.raises(SystemExit, match=words):
        new_lesson.main(arguments)
