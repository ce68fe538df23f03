import json
import os
import sys

import nbformat
import pytest
from nbformat.v4 import new_code_cell, new_notebook, new_output

from tools.publish import run_notebooks


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
