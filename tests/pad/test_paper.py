"""Paper: what Python answers, and what stands for the pad where it cannot run."""

import base64
import io
import json
import re

import nbformat
import numpy as np
import pytest
from nbconvert import HTMLExporter
from nbformat.v4 import new_code_cell, new_notebook
from PIL import Image

from helpers.network import forward
from helpers.pad import Paper
from tools.publish import run_notebooks

CELL = """\
import numpy as np

from helpers.network import forward, init_params
from helpers.pad import Paper

params = init_params((784, 16, 16, 10), np.random.default_rng(0))
Paper(lambda x: forward(params, x), np.eye(2, 784))"""


def ask(paper, pixels, number=1):
    """Ask as a view does. Returns the one message that Python sends back."""
    sent = []
    paper.send = sent.append
    question = {"from": "a view", "number": number, "pixels": [int(v) for v in pixels]}
    paper._handle_custom_msg(question, [])
    [answer] = sent
    return answer


def test_it_answers_with_what_forward_gives(params, digits):
    X = digits[1]
    answer = ask(Paper(lambda x: forward(params, x)), (255 * X[0]).round(), 7)
    assert (answer["from"], answer["number"]) == ("a view", 7) and "error" not in answer
    for came, expected in zip(answer["activations"], forward(params, X[0])[1:], strict=True):
        np.testing.assert_allclose(came, expected, atol=5.1e-5)
    assert len(json.dumps(answer)) < 1000  # four decimals, and not the pixels again


def test_what_was_drawn_last_is_its_image(params):
    paper = Paper(lambda x: forward(params, x))
    assert (paper.image == 0).all()
    pixels = np.arange(784) % 256
    ask(paper, pixels)
    assert paper.image.dtype == np.uint8
    assert (paper.image == pixels.reshape(28, 28)).all()


def stopped(x):
    raise KeyboardInterrupt


@pytest.mark.parametrize(
    ("wrong", "says"),
    [
        (lambda x: x @ np.ones((3, 3)), "ValueError: matmul"),
        (lambda x: 1 / 0, "ZeroDivisionError: division by zero"),
        (lambda x: [x, np.full(10, np.nan)], "layer 1 contain nan or infinity"),
        (lambda x: [x, np.ones((1, 10))], r"the last \(10,\); it returned \[\(784,\), \(1, 10\)\]"),
        (lambda x: np.full(10, 0.1), r"must return the activations of every layer"),
        (stopped, "KeyboardInterrupt"),
    ],
    ids=["shape", "division", "nan", "batch", "p alone", "interrupt"],
)
def test_an_error_is_the_answer(wrong, says):
    answer = ask(Paper(wrong), np.zeros(784))
    assert re.search(says, answer["error"]) and "activations" not in answer
    assert answer["number"] == 1  # and the pad may ask again


def test_examples_are_floats_to_1_or_integers_to_255(params):
    def held(examples):
        return Paper(lambda x: forward(params, x), examples).examples

    pixels = np.arange(784) % 256
    assert held([pixels / 255]) == held([pixels]) == [pixels.tolist()]
    assert held(()) == []
    for wrong, says in [
        ([pixels.astype(float)], "from 0 to 1 as float64, not from 0 to 255"),
        ([-pixels], "from 0 to 255"),
        ([np.full(784, np.nan)], "not from nan"),
        (pixels, r"\(k, 784\), not \(784,\)"),
        (np.zeros((2, 28, 28)), r"not \(2, 28, 28\)"),
    ]:
        with pytest.raises(ValueError, match=says):
            held(wrong)


def test_forward_must_be_a_function(params):
    with pytest.raises(TypeError, match="not list: such as lambda x: forward"):
        Paper(params)


def bundle(paper):
    data, _ = paper._repr_mimebundle_()
    return data


def test_words_and_a_picture_stand_for_it_and_hold_no_address(params, digits):
    paper = Paper(lambda x: [x, np.eye(10)[8]], digits[1][:1])
    data = bundle(paper)
    said = "There is a digit on the paper, and the network reads it as 8."
    assert data["text/plain"] == repr(paper) and said in repr(paper) and "0x" not in repr(paper)
    assert f'alt="{said}"' in data["text/html"] and "Jupyter" in data["text/html"]
    picture = Image.open(io.BytesIO(base64.b64decode(data["image/png"]))).convert("L")
    ink = np.asarray(picture)
    assert (ink[8:148, 8:148] < 128).mean() > 0.03  # the digit
    bars = (ink[9:149, 190:340] < 128).reshape(10, 14, 150).mean(axis=(1, 2))
    assert bars.argmax() == 8 and np.sort(bars)[-2] == 0
    assert len(base64.b64decode(data["image/png"])) < 5000


def test_a_forward_that_fails_does_not_keep_the_pad_from_being_shown(digits):
    assert (
        "There is a digit on the paper."
        in bundle(Paper(stopped_by_zero, digits[1][:1]))["text/plain"]
    )
    assert "The paper is empty." in repr(Paper(stopped_by_zero))


def stopped_by_zero(x):
    return 1 / 0


def test_ipython_takes_the_bundle_whatever_ipywidgets_is(params):
    """ipywidgets 7 would display itself, without text/html, through a method of this name."""
    assert not callable(Paper(lambda x: forward(params, x))._ipython_display_)


@pytest.mark.slow
def test_what_is_saved_shows_in_nbconvert_and_is_the_same_each_time(tmp_path):
    path = tmp_path / "a.ipynb"
    sources = [f"import sys\nsys.path.insert(0, {str(run_notebooks.ROOT)!r})", CELL]
    nbformat.write(new_notebook(cells=[new_code_cell(source) for source in sources]), path)
    saved = []
    for _ in range(2):
        run_notebooks.run(path)
        notebook = nbformat.read(path, as_version=4)
        assert "widgets" not in notebook.metadata
        saved.append(notebook.cells[1].outputs)
    assert saved[0] == saved[1]
    [output] = saved[0]
    assert set(output.data) == {"text/plain", "text/html", "image/png"}
    page, _ = HTMLExporter().from_notebook_node(notebook)
    shown = page.partition("jp-OutputArea-output")[2]
    assert "Here is paper to draw a digit on" in shown and "data:image/png;base64," in shown


def test_a_widget_that_has_nothing_else_keeps_its_view():
    view = {run_notebooks.WIDGET_VIEW: {"model_id": "a"}}
    outputs = [
        nbformat.v4.new_output("display_data", data=data)
        for data in (dict(view), {**view, "text/plain": "a pad"})
    ]
    notebook = new_notebook(cells=[new_code_cell(outputs=outputs)])
    run_notebooks.normalise(notebook)
    alone, other = notebook.cells[0].outputs
    assert set(alone.data) == set(view) and set(other.data) == {"text/plain"}
