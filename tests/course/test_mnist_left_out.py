"""Where full MNIST is not there and cannot be had, pytest leaves out what needs it, and says so."""

import os
import shutil
import subprocess
import sys
from pathlib import Path

import nbformat
import pytest
from nbformat.v4 import new_code_cell, new_notebook

pytestmark = pytest.mark.slow  # each starts pytest anew

ROOT = Path(__file__).resolve().parents[2]
USES_IT = """\
import pytest

@pytest.mark.full_mnist
def test_with():
    pass

def test_without():
    pass
"""


LOADS_IT = """\
import sys
sys.path.insert(0, "..")
from helpers.data import load_mnist
digits = load_mnist()"""


@pytest.fixture
def course(tmp_path):
    """A small course with this one's settings: each notebook, once it runs, puts a file beside it."""
    for name in "conftest.py", "nbval.cfg", "pyproject.toml":
        shutil.copy(ROOT / name, tmp_path)
    for folder in "helpers", "tests", "notebooks", "data":
        (tmp_path / folder).mkdir()
    shutil.copytree(ROOT / "helpers" / "plumbing", tmp_path / "helpers" / "plumbing")
    for name in "__init__.py", "data.py":
        shutil.copy(ROOT / "helpers" / name, tmp_path / "helpers")
    (tmp_path / "tests" / "test_it.py").write_text(USES_IT)
    for name, last in ("09_before", "None"), ("10_full", LOADS_IT):
        cells = [new_code_cell(f"open('{name}.ran', 'w').close()"), new_code_cell(last)]
        path = tmp_path / "notebooks" / f"{name}.ipynb"
        nbformat.write(new_notebook(cells=cells), path)
    return tmp_path


@pytest.fixture
def pytest_in(course, tmp_path_factory):
    def pytest_in(*arguments, code=0):
        """What pytest says in the small course, of which every way into the network ends at a closed port."""
        closed = {f"{scheme}_proxy": "http://127.0.0.1:9" for scheme in ("http", "https")}
        scikit_learn_data = str(tmp_path_factory.mktemp("none"))  # MNIST may be in the real one
        environment = {key: os.environ[key] for key in os.environ if "proxy" not in key.lower()}
        run = subprocess.run(
            [sys.executable, "-m", "pytest", "-p", "no:cacheprovider", *arguments],
            cwd=course,
            env=environment | closed | {"NO_COLOR": "1", "SCIKIT_LEARN_DATA": scikit_learn_data},
            capture_output=True,
            encoding="utf-8",
            timeout=100,
        )
        assert run.returncode == code, run.stdout + run.stderr
        return run.stdout

    return pytest_in


def left_out(output):
    return [line for line in output.splitlines() if line.startswith("Left out")]


def test_what_needs_it_is_left_out_and_the_rest_runs(course, pytest_in):
    output = pytest_in()
    assert "3 passed, 3 skipped" in output
    assert [path.name for path in course.glob("notebooks/*.ran")] == ["09_before.ran"]
    [line] = left_out(output)
    assert line.startswith("Left out: 10_full.ipynb, test_it.py. Needs the full MNIST set")
    assert "(https://" in line and "refused" in line.lower() and "data/README.md" in line
    assert output.index("Downloading") < output.index("From OpenML") < output.index(line)
    assert output.count("Downloading") == 1
    assert list(course.glob("data/*")) == []


def test_with_two_workers_too(course, pytest_in):
    pytest.importorskip("xdist", reason="needs pytest-xdist, which requirements-dev.txt lists")
    output = pytest_in("-n", "2", "--dist", "loadfile")
    assert "3 passed, 3 skipped" in output and output.count("Downloading") == 1
    [line] = left_out(output)
    assert line.startswith("Left out: 10_full.ipynb, test_it.py.") and "(https://" in line


@pytest.mark.parametrize("arguments", [["tests", "-m", "not full_mnist"], ["--collect-only"]])
def test_nothing_is_tried_where_nothing_needs_it(pytest_in, arguments):
    output = pytest_in(*arguments)
    assert "Downloading" not in output and not left_out(output)


FULL = ROOT / "data" / "mnist_784.npz"


@pytest.mark.skipif(not FULL.exists(), reason="data/mnist_784.npz is not there")
def test_with_the_cache_everything_runs(course, pytest_in):
    shutil.copy(FULL, course / "data")
    output = pytest_in("notebooks/10_full.ipynb", "tests")
    assert "4 passed" in output and "Downloading" not in output and not left_out(output)
    assert [path.name for path in course.glob("notebooks/*.ran")] == ["10_full.ran"]


def test_a_notebook_that_needs_a_package_is_left_out_and_named(course, pytest_in):
    notebook = new_notebook(cells=[new_code_cell("import no_such_package")])
    notebook.metadata["needs"] = ["no_such_package"]
    nbformat.write(notebook, course / "notebooks" / "11_needy.ipynb")
    said = pytest_in("--nbval-lax", "notebooks/09_before.ipynb", "notebooks/11_needy.ipynb")
    assert "2 passed, 1 skipped" in said
    assert left_out(said) == [
        "Left out, whole or in part: 11_needy.ipynb. "
        "Needs a package of requirements-beyond.txt: make beyond installs it."
    ]


def test_a_cell_that_needs_a_package_is_left_out_and_its_notebook_named(course, pytest_in):
    notebook = new_notebook(cells=[new_code_cell("1"), new_code_cell("import no_such_package")])
    notebook.cells[1].metadata["needs"] = ["no_such_package"]
    nbformat.write(notebook, course / "notebooks" / "11_partly.ipynb")
    said = pytest_in("--nbval-lax", "notebooks/11_partly.ipynb")
    assert "1 passed, 1 skipped" in said
    assert left_out(said)[0].startswith("Left out, whole or in part: 11_partly.ipynb.")
