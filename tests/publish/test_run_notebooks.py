import base64
import io
import json
import os
import sys

import matplotlib.pyplot as plt
import nbformat
import numpy as np
import pytest
from nbformat.v4 import new_code_cell, new_notebook, new_output
from PIL import Image

from helpers import plots
from helpers.data import load_sample
from tools.publish import run_notebooks

pytestmark = pytest.mark.slow


@pytest.fixture
def save(tmp_path):
    def save(*sources, **metadata):
        path = tmp_path / "a.ipynb"
        node = new_notebook(cells=[new_code_cell(source) for source in sources])
        node.cells[0].metadata.update(metadata)
        nbformat.write(node, path)
        return path

    return save


def test_a_saved_notebook_holds_its_outputs_and_nothing_of_the_machine(save, monkeypatch):
    # Another environment has registered itself as python3, as "ipykernel install --user" does.
    other = save("").parent / "kernels" / "python3"
    other.mkdir(parents=True)
    (other / "kernel.json").write_text(
        json.dumps({"argv": ["nowhere"], "display_name": "", "language": "python"})
    )
    monkeypatch.setenv("JUPYTER_PATH", str(other.parents[1]))
    path = save(
        "import os, sys\n(sys.executable, os.getcwd())",
        "from IPython.display import display\n"
        "display({'image/png': 'iVBORw0KGgo=', 'text/plain': 'a crane'}, raw=True)",
        execution={"iopub.status.busy": "2026-01-01"},
    )
    seconds, memory = run_notebooks.run(path)
    assert 0 < seconds < 60 and memory > 10e6
    saved = nbformat.read(path, as_version=4)
    first, picture = (cell.outputs[0] for cell in saved.cells)
    assert eval(first.data["text/plain"]) == (sys.executable, str(path.resolve().parent))
    assert picture.metadata == {"image/png": {"alt": "a crane"}}
    assert [cell.execution_count for cell in saved.cells] == [1, 2]
    assert saved.cells[0].metadata == {}
    assert saved.metadata.kernelspec.name == "python3"
    assert "version" not in saved.metadata.language_info


def png(pixels, mode=None):
    file = io.BytesIO()
    Image.fromarray(np.asarray(pixels, np.uint8), mode).save(file, "PNG", dpi=(100, 100))
    return file.getvalue()


def test_pictures_are_saved_in_few_bytes_and_look_the_same():
    W = np.cumsum(np.random.default_rng(0).normal(size=(784, 8)), axis=0)  # thousands of colours
    plots.weights(W, "A title in ink, on white")
    file = io.BytesIO()
    plt.savefig(file)
    plt.close()
    before = file.getvalue()
    after = run_notebooks.small(before)
    assert len(after) < len(before) / 2 and run_notebooks.small(after) == after
    assert run_notebooks.small(before) == after  # the same bytes each time
    new, old = (Image.open(io.BytesIO(file)) for file in (after, before))
    assert (new.size, new.mode) == (old.size, "P") and new.info["dpi"] == old.info["dpi"]
    one, two = (np.asarray(image.convert("RGB")).astype(int) for image in (old, new))
    error = np.abs(one - two).max(axis=-1)
    assert len(np.unique(one.reshape(-1, 3), axis=0)) > 256
    assert error.max() <= 12 and error.mean() < 2 and (two[one.min(axis=-1) == 255] == 255).all()


def test_a_pale_ground_stays_apart_from_the_page():
    values = load_sample().images[0].reshape(28, 28)
    plots.table(values, "Zeros are pale blue", size=5.5, cell=0.27)
    file = io.BytesIO()
    plt.savefig(file)
    plt.close()
    old, new = (
        Image.open(io.BytesIO(png)).convert("RGB")
        for png in (file.getvalue(), run_notebooks.small(file.getvalue()))
    )
    two_most = sorted(old.getcolors(1 << 24))[-2:]
    assert {color for _, color in two_most} == {(255, 255, 255), (247, 251, 255)}
    colours = {color: count for count, color in new.getcolors()}
    for count, color in two_most:
        assert colours[color] == pytest.approx(count, rel=0.05)


@pytest.mark.parametrize(
    "file",
    [
        png(np.full((4, 4, 4), 9)),
        png(np.zeros((1, 1))),
        png(np.ones((9, 9, 3)))[:60],
        b"no picture",
    ],
    ids=["transparent", "already smaller", "damaged", "none"],
)
def test_other_pictures_stay_as_they_are(file):
    assert run_notebooks.small(file) == file


def test_what_a_picture_says_leaves_out_the_marks():
    words = "Figure\n  T\n    line in #00ff00: 1 values; first, last, smallest, largest 1 1 1 1 #12ab34cd"
    data = {"image/png": base64.b64encode(png([[0]])).decode(), "text/plain": words}
    cell = new_code_cell(outputs=[new_output("display_data", data=data)])
    run_notebooks.normalise(new_notebook(cells=[cell]))
    heard = "Figure\n  T\n    line: 1 values; first, last, smallest, largest 1 1 1 1"
    [output] = cell.outputs
    assert output.metadata["image/png"]["alt"] == heard and output.data["text/plain"] == words


def test_a_failing_cell_leaves_the_file_as_it_was(save):
    path = save("1", "def f():\n    raise ValueError('no paper')\nf()")
    before = path.read_bytes()
    with pytest.raises(SystemExit, match=r"(?s)code cell 2 failed.*ValueError: no paper") as stop:
        run_notebooks.main([str(path)])
    assert "\x1b" not in str(stop.value)
    assert path.read_bytes() == before
    assert [file.name for file in path.parent.iterdir()] == ["a.ipynb"]


def test_pieces_of_what_was_printed_are_joined_up_to_the_next_thing():
    pieces = [("stdout", "a"), ("stdout", "b"), ("stderr", "c"), ("stdout", "d")]
    merged = run_notebooks.merge_streams(
        [new_output("stream", name=name, text=text) for name, text in pieces]
    )
    assert [(output.name, output.text) for output in merged] == [
        ("stdout", "ab"),
        ("stderr", "c"),
        ("stdout", "d"),
    ]


def test_a_traceback_names_the_helpers_as_a_notebook_sees_them():
    folder = f"{run_notebooks.ROOT}{os.sep}"
    assert (
        run_notebooks.without_folder(f"File {folder}notebooks/../helpers/losses.py:16")
        == "File ../helpers/losses.py:16"
    )


def test_a_notebook_stays_as_it_is_where_a_package_is_missing(save, capsys):
    path = save("1 + 1")
    notebook = nbformat.read(path, as_version=4)
    notebook.metadata["needs"] = ["no_such_package"]
    nbformat.write(notebook, path)
    before = path.read_bytes()
    run_notebooks.main([str(path)])
    assert path.read_bytes() == before
    assert "left as it is: needs no_such_package" in capsys.readouterr().out
