import importlib
import sys
from importlib import metadata
from pathlib import Path

import pytest

from helpers.setup_check import check_setup

GOOD = """\
Python                 >=3.10         ok
numpy                  >=2.0,<3       ok
scikit-learn           >=1.5,<2       ok
data/mnist_5k.csv.gz                  ok
helpers                               ok

Everything is here.
"""


@pytest.fixture
def versions(monkeypatch):
    """The packages that this machine seems to have; a test changes them."""
    versions = {"numpy": "2.1.3", "scikit-learn": "1.5"}

    def version(name):
        if name not in versions:
            raise metadata.PackageNotFoundError(name)
        return versions[name]

    monkeypatch.setattr(metadata, "version", version)
    return versions


@pytest.fixture
def course(tmp_path, versions, monkeypatch):
    """A folder that looks like the course, with two requirements, on a machine that has them."""
    (tmp_path / "requirements.txt").write_text(
        "# what it needs\nnumpy>=2.0,<3\nscikit-learn>=1.5,<2\n"
    )
    for file in ("data/mnist_5k.csv.gz", "helpers/setup_check.py"):
        (tmp_path / file).parent.mkdir()
        (tmp_path / file).touch()
    (tmp_path / "notebooks").mkdir()
    monkeypatch.chdir(tmp_path / "notebooks")
    return tmp_path


def test_a_good_machine_prints_no_version_of_its_own(course, versions, capsys):
    assert check_setup(course) is None
    assert capsys.readouterr().out == GOOD
    versions["numpy"] = "2.9.0rc1"
    check_setup(course)
    assert capsys.readouterr().out == GOOD


@pytest.mark.parametrize(
    "found, state", [("1.26.4", "found 1.26.4"), ("3.0.0", "found 3.0.0"), (None, "missing")]
)
def test_a_package_that_is_old_or_new_or_missing(course, versions, capsys, found, state):
    del versions["numpy"]
    if found:
        versions["numpy"] = found
    check_setup(course)
    out = capsys.readouterr().out
    assert f"numpy                  >=2.0,<3       {state}\n" in out
    assert "scikit-learn           >=1.5,<2       ok\n" in out
    assert out.count(f'%pip install -r "{course / "requirements.txt"}"') == 1
    assert "Everything is here" not in out


def test_what_only_opens_and_checks_notebooks_is_not_asked_for(course, capsys):
    requirements = course / "requirements.txt"
    requirements.write_text(f"jupyter>=1.1,<2\n{requirements.read_text()}nbval>=0.11,<0.12\n")
    check_setup(course)
    assert capsys.readouterr().out == GOOD


def test_an_old_python(course, monkeypatch, capsys):
    monkeypatch.setattr(sys, "version_info", (3, 8, 18, "final", 0))
    check_setup(course)
    out = capsys.readouterr().out
    assert "Python                 >=3.10         found 3.8.18\n" in out
    assert "Start Jupyter with Python 3.10 or newer" in out


def test_each_remedy_is_a_paragraph(course, versions, monkeypatch, capsys):
    monkeypatch.setattr(sys, "version_info", (3, 8, 18, "final", 0))
    versions.clear()
    check_setup(course)
    *_, python, packages = capsys.readouterr().out.split("\n\n")
    assert python.startswith("Start Jupyter") and python.endswith(".")
    assert packages.startswith("Install the packages")


def test_without_packaging(course, monkeypatch, capsys):
    monkeypatch.setitem(sys.modules, "packaging.requirements", None)
    check_setup(course)
    out = capsys.readouterr().out
    assert "packaging                             missing\n" in out
    assert "%pip install" in out


@pytest.mark.parametrize(
    ("file", "name"),
    [
        ("data/mnist_5k.csv.gz", "data/mnist_5k.csv.gz"),
        ("helpers/setup_check.py", "helpers"),
        ("requirements.txt", "requirements.txt"),
    ],
)
def test_a_notebook_that_was_downloaded_alone(course, capsys, file, name):
    (course / file).unlink()
    check_setup(course)
    out = capsys.readouterr().out
    assert f"{name:<37} missing\n" in out
    assert "whole repository" in out
    assert "%pip install" not in out


def test_a_helper_that_cannot_be_imported(course, monkeypatch, capsys):
    def broken(name):
        raise ImportError("numpy.core.multiarray failed to import")

    monkeypatch.setattr(importlib, "import_module", broken)
    check_setup(course)
    out = capsys.readouterr().out
    assert "setup_check cannot be imported: numpy.core.multiarray failed to import\n" in out
    assert "%pip install" in out


@pytest.mark.parametrize("folder", ["notebooks", "."])
@pytest.mark.parametrize(
    "file", ["numpy.py", "matplotlib.py", "sklearn.py", "random.py", "secrets.py", "pandas/__init__.py"]
)  # fmt: skip
def test_a_file_that_hides_a_package(course, capsys, folder, file):
    own = course / folder / file
    own.parent.mkdir(exist_ok=True)
    own.write_text("raise SystemExit('it was run')")
    check_setup(course)
    out = capsys.readouterr().out
    name = file.split("/")[0]
    module = name.split(".")[0]
    assert f"\n{name:<37} hides {module}: {(course / folder).resolve() / name}\n" in out
    assert out.count("Give it another name, restart the kernel") == 1
    assert "\nhelpers" not in out  # they would import that file
    assert "Install" not in out and "Everything is here" not in out


def test_several_files_that_hide_packages(course, capsys):
    for file in ("numpy.py", "random.py"):
        Path(file).touch()
    check_setup(course)
    out = capsys.readouterr().out
    assert " hides numpy: " in out and " hides random: " in out
    assert out.count("Give it another name") == 1


@pytest.mark.parametrize(
    "file",
    [
        "my_functions.py",
        "Numpy_notes.py",
        "numpy.ipynb",
        "numpy/notes.txt",
        "test.py",
        "conftest.py",
        "sys.py",  # built in: nothing can be imported in its place
        "__pycache__/numpy.cpython-312.pyc",
    ],
)
def test_a_file_that_hides_nothing(course, capsys, file):
    Path(file).parent.mkdir(exist_ok=True)
    Path(file).touch()
    check_setup(course)
    assert capsys.readouterr().out == GOOD


def test_the_course_itself_and_a_folder_without_code_are_not_in_the_way(
    course, capsys, monkeypatch, tmp_path
):
    elsewhere = tmp_path / "elsewhere"
    for folder in ("helpers", "pictures"):
        (elsewhere / folder).mkdir(parents=True)
    for file in (elsewhere / "helpers/__init__.py", course / "helpers/__init__.py", "pictures.py"):
        Path(file).touch()
    monkeypatch.syspath_prepend(elsewhere)
    check_setup(course)
    assert capsys.readouterr().out == GOOD


def test_this_machine(capsys):
    """The packages that run the tests are in the ranges that requirements.txt names."""
    check_setup(Path(__file__).parents[2])
    assert " found " not in capsys.readouterr().out
