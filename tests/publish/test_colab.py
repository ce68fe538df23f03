"""The single-file notebooks. (All of them, with Colab's own packages: nox -s colab.)"""

import gzip
import os
import re
import subprocess
import sys
from pathlib import Path

import nbformat
import pytest

from tools.publish import make_colab

pytestmark = pytest.mark.slow  # packs the whole course

ROOT = Path(__file__).resolve().parents[2]
NAME = "02_one_hot_encoding.ipynb"
OFFLINE = {f"{scheme}_proxy": "http://127.0.0.1:9" for scheme in ("http", "https")}


@pytest.fixture(scope="module")
def cell():
    return make_colab.unpacking_cell()


@pytest.fixture
def run(cell, tmp_path):
    """Runs the unpacking cell in an empty folder, and returns what it printed."""

    def run(**how):
        done = subprocess.run(
            [sys.executable, "-"],
            input=cell.source,
            cwd=tmp_path,
            capture_output=True,
            encoding="utf-8",
            **how,
        )
        assert done.returncode == 0 and done.stderr == ""
        return done.stdout

    return run


@pytest.mark.parametrize("path", [NAME, "solutions/02_solutions.ipynb"])
def test_a_single_file_gives_the_saved_outputs_where_nothing_else_is(cell, tmp_path, path):
    notebook = nbformat.read(ROOT / "notebooks" / path, as_version=4)
    nbformat.write(make_colab.single_file(notebook, cell, None), tmp_path / NAME)
    variables = {name: value for name, value in os.environ.items() if name != "PYTHONPATH"}
    nbval = ["--nbval", "--nbval-current-env", "-c", os.devnull, "-p", "no:cacheprovider"]
    nbval += ["--nbval-sanitize-with", str(ROOT / "nbval.cfg")]
    done = subprocess.run(
        [sys.executable, "-m", "pytest", *nbval, NAME],
        cwd=tmp_path,
        env={**variables, **OFFLINE},
        capture_output=True,
        text=True,
    )
    n_cells = sum(cell.cell_type == "code" for cell in notebook.cells)
    assert f"{n_cells} passed" in done.stdout, done.stdout[-2000:]
    assert done.returncode == 0


def test_what_is_unpacked_is_what_the_notebooks_need(run, tmp_path):
    assert run() == ""
    helpers = [*ROOT.glob("helpers/**/*.py"), *ROOT.glob("helpers/**/*.js")]
    for path in [*helpers, ROOT / "requirements.txt"]:
        assert (tmp_path / path.relative_to(ROOT)).read_bytes() == path.read_bytes()
    from helpers.plumbing.digits_csv import read_file

    sample = Path("data", "mnist_5k.csv.gz")
    assert read_file(tmp_path / sample).content == read_file(ROOT / sample).content
    assert not list(tmp_path.glob("*/tmp*")), "an unfinished file was left"


@pytest.mark.parametrize(
    ("number", "wanted"),
    [("02", []), ("07", ["data/handwriting"]), ("13", ["data/handwriting", "data/networks"])],
)
def test_pictures_and_networks_go_with_what_reads_them(number, wanted):
    path = next(ROOT.glob(f"notebooks/{number}_*.ipynb"))
    assert make_colab.extras(nbformat.read(path, as_version=4)) == wanted


def test_what_is_there_stays_and_is_named_where_it_differs(run, tmp_path):
    run()
    changed, own = tmp_path / "helpers" / "losses.py", tmp_path / "requirements.txt"
    for path in changed, own:
        path.write_text("# mine\n")
    missing, empty = tmp_path / "helpers" / "network.py", tmp_path / "helpers" / "data.py"
    missing.unlink()
    empty.write_bytes(b"")
    kept, replaced = sorted(run().splitlines()[:-1])
    assert changed.read_text() == own.read_text() == "# mine\n"
    assert kept.endswith(": helpers/losses.py, requirements.txt") and "data.py" in replaced
    assert missing.exists() and empty.read_bytes() == (ROOT / "helpers" / "data.py").read_bytes()


def test_digits_that_are_not_right_are_replaced(run, cell, tmp_path, monkeypatch, capsys):
    run()
    monkeypatch.chdir(tmp_path)
    unpack = compile(cell.source, "the unpacking cell", "exec")
    path = tmp_path / "data" / "mnist_5k.csv.gz"
    right = path.read_bytes()
    flipped = right[:5000] + bytes([right[5000] ^ 1]) + right[5001:]
    no_deflate = right[:10] + b"\xff" + right[11:]
    other = gzip.compress(gzip.decompress(right).replace(b"255", b"254", 1))
    cut = [right[:length] for length in (0, 10, 1000, -4)]
    for content in *cut, flipped, no_deflate, right + b"x", other:
        path.write_bytes(content)
        exec(unpack, {"__name__": "__main__"})
        assert "data/mnist_5k.csv.gz" in capsys.readouterr().out
        assert gzip.decompress(path.read_bytes()) == gzip.decompress(right)
    path.write_bytes(gzip.compress(gzip.decompress(right), 9))  # as right, if otherwise packed
    before = path.read_bytes()
    assert run() == "" and path.read_bytes() == before


@pytest.mark.skipif(os.name == "nt", reason="Windows has other permissions")
def test_files_have_the_modes_that_the_umask_gives(run, tmp_path):
    run(umask=0o027)
    paths = list(tmp_path.rglob("*"))
    assert tmp_path / "data" / "mnist_5k.csv.gz" in paths
    for path in paths:
        assert path.stat().st_mode & 0o777 == (0o750 if path.is_dir() else 0o640), path


def test_links_lead_to_the_repository_that_it_is_made_for(cell):
    notebook = nbformat.read(ROOT / "notebooks" / NAME, as_version=4)
    relative = re.compile(r"\]\(\d\d_")
    assert any(relative.search(c.source) for c in notebook.cells)
    made = make_colab.single_file(notebook, cell, "teacher/fork")
    colab = "](https://colab.research.google.com/github/teacher/fork/blob/colab/03_forward_propagation.ipynb)"
    assert any(colab in c.source for c in made.cells)
    assert not any(relative.search(c.source) for c in made.cells)
    assert "](https://github.com/teacher/fork/blob/colab/glossary.md)" in made.cells[0].source
    index = make_colab.index({NAME: notebook, f"solutions/{NAME}": notebook}, "teacher/fork")
    assert f"/teacher/fork/blob/colab/{NAME})" in index.partition("## Solutions")[0]
    assert f"/teacher/fork/blob/colab/solutions/{NAME})" in index.partition("## Solutions")[2]


def test_the_links_of_solutions_lead_there_too():
    text = "[02](../02_one.ipynb), [its solutions](solutions/02_solutions.ipynb), [words](../glossary.md)"
    colab = "https://colab.research.google.com/github/a/b/blob/colab"
    assert make_colab.into_colab(text, "a/b") == (
        f"[02]({colab}/02_one.ipynb), [its solutions]({colab}/solutions/02_solutions.ipynb), "
        "[words](https://github.com/a/b/blob/colab/glossary.md)"
    )


def test_each_is_small_enough_for_a_mail(cell):
    for path in ROOT.glob("notebooks/**/*.ipynb"):
        assert path.stat().st_size + len(cell.source) * 1.01 < make_colab.LARGEST, path.name


def test_a_notebook_that_is_alone_says_in_one_sentence_what_to_do(tmp_path):
    notebook = nbformat.read(ROOT / "notebooks" / NAME, as_version=4)
    setup = next(cell.source for cell in notebook.cells if cell.cell_type == "code")
    done = subprocess.run(
        [sys.executable, "-"], input=setup, cwd=tmp_path, capture_output=True, text=True
    )
    assert done.returncode == 1
    assert len(done.stderr.splitlines()) == 1 and "single-file" in done.stderr
    done = subprocess.run(
        [sys.executable, "-"], input=setup, cwd=ROOT / "docs", capture_output=True, text=True
    )
    assert done.returncode == 0
