"""A film plays without a kernel and without a network, is small, and says in words what all its frames show."""

import base64
import functools
import io
import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import matplotlib.pyplot as plt
import nbformat
import numpy as np
import pytest
from IPython.core.formatters import DisplayFormatter
from nbformat.v4 import new_code_cell, new_notebook
from PIL import Image

from helpers import plots
from helpers.plots.figure_text import alternative
from tools.publish import run_notebooks

ROOT = Path(__file__).resolve().parents[2]
RNG = np.random.default_rng(0)
START = RNG.normal(size=(784, 4))
Z = np.array([2.0, 1.0, 0.0])
SMALL = (2, 1.5)  # inches, for a film of which only the words are read


def curve(figure, values):
    figure.subplots().plot(values)


def bowl(w):
    return w**2


def softmax(z):
    return np.exp(z) / np.exp(z).sum()


FILMS = {
    "any": lambda: plots.film(curve, [[0, 1], [1, 1], [2, 1]]),
    "weights": lambda: plots.weights_film([START, 2 * START, 3 * START], [0, 10, 20], "T"),
    "softmax": lambda: plots.softmax_film([softmax(Z / t) for t in (0.5, 1, 2)], (0.5, 1, 2), "T"),
    "backward": lambda: plots.backward_film(
        {"w": 1, "b": 0, "z": 2, "a": 0.88, "L": 0.13},
        {"z": 2, "a": 0.1, "L": -1.1},
        {"dL": {"L": 1}, "da": {"L": 1, "a": -1.1}, "dz": {"L": 1, "a": -1.1, "z": -0.1}},
        "T",
    ),
    "descent": lambda: plots.descent_film(
        bowl, {"slow": [3.0, 2.0, 1.0], "fast": [3.0, -1.0]}, "T", "w", "J"
    ),
}


@functools.cache
def film_of(name):
    return FILMS[name]()


@pytest.fixture(params=FILMS)
def made(request):
    return film_of(request.param)


def frames(film):
    coded = re.search('data-frames="([^"]*)"', film.html).group(1).split(" ")
    return [base64.b64decode(frame) for frame in coded]


def test_the_player_has_a_slider_and_a_frame_for_each_step(made):
    assert '<input type="range" min="0" max="2"' in made.html and "<button" in made.html
    assert len(frames(made)) == 3
    for frame in frames(made):
        picture = Image.open(io.BytesIO(frame))
        picture.load()
        assert picture.mode == "P" and picture.width >= 600


def test_it_needs_no_network_and_no_library(made):
    assert not re.search(
        r"https?:|//|<link|<script|\bimport\b|\brequire\b",
        re.sub('data-frames="[^"]*"|base64,[^"]*', "", made.html),
    )


def test_where_scripts_do_not_run_the_still_is_there(made):
    data, _ = DisplayFormatter().format(made)
    assert set(data) >= {"text/html", "image/png", "text/plain"}
    still = base64.b64decode(data["image/png"])
    assert still == made.still and still in frames(made)
    assert f'<img src="data:image/png;base64,{data["image/png"]}"' in made.html
    shown = int(re.search(r'max="2" value="(\d)"', made.html).group(1))
    assert frames(made)[shown] == still


@pytest.mark.parametrize("name", FILMS)
def test_it_is_the_same_each_time_and_leaves_nothing_open(name):
    first, again = film_of(name), FILMS[name]()
    assert first.html == again.html and first.words == again.words
    assert plt.get_fignums() == []


def test_its_words_change_with_any_frame():
    values = [[k, 1.0] for k in range(5)]
    words = [plots.film(curve, values, size=SMALL).words]
    for k in range(5):
        changed = [value if n != k else [value[0] + 0.5, 1.0] for n, value in enumerate(values)]
        words.append(plots.film(curve, changed, size=SMALL).words)
    assert len(set(words)) == 6


def test_its_words_are_of_the_first_the_middle_and_the_last_frame():
    words = plots.film(curve, [[k, 7.0] for k in range(5)], list("abcde"), size=SMALL).words
    described = [line for line in words.splitlines() if re.match(r"[a-e]\. Figure", line)]
    assert [line[0] for line in described] == ["a", "c", "e"]
    assert words.startswith("Film: a to e\n    5 frames in all #")
    heard = alternative(words)
    assert "5 frames in all\n" in heard and "#" not in heard


def test_names_are_no_html():
    html = plots.film(curve, [[0, 1]], ['<b>"|']).html
    assert "<b>" not in html and "&lt;b&gt;&quot;/" in html


def test_one_that_is_too_large_is_refused():
    def noise(figure, _):
        figure.subplots().imshow(RNG.random((320, 600)), aspect="auto")

    with pytest.raises(
        ValueError, match="300,000 is the most bytes .* of these 30 frames .* Show fewer"
    ):
        plots.film(noise, range(30))


@pytest.mark.parametrize(
    ("call", "message"),
    [
        (lambda: plots.film(curve, []), "frames: empty"),
        (lambda: plots.film(curve, [[0, 1]], ["a", "b"]), "names: there must be 1"),
        (lambda: plots.film(curve, [[0, 1]], fps=0), "fps: this must be above 0"),
        (lambda: plots.film(curve, [[0, 1]], still=1), "none has the index 1"),
        (lambda: plots.weights_film([START], [0, 1], "T"), "epochs: there must be 1"),
        (lambda: plots.weights_film(START, [0], "T"), "W: the shape must be"),
        (lambda: plots.softmax_film([Z], [1], "T"), "from 0 to 1"),
        (lambda: plots.softmax_film([softmax(Z)], [1, 2], "T"), "temperatures"),
        (lambda: plots.descent_film(bowl, {"w": [np.inf, 1]}, "T", "w", "J"), 'the walk "w"'),
    ],
)
def test_what_cannot_be_shown_is_refused(call, message):
    with pytest.raises(ValueError, match=re.escape(message)):
        call()


def test_the_scale_is_the_same_in_all_frames():
    films = [plots.weights_film([START, k * START], [0, 1], "T") for k in (1, 5)]
    assert frames(films[0])[0] != frames(films[1])[0]


@pytest.mark.slow
def test_nbval_compares_what_it_shows_and_not_the_bytes(tmp_path):
    """The first notebook is as with another version of Matplotlib: the same film from other PNGs."""
    code = "from helpers import plots\nplots.film(lambda f, v: f.subplots().plot(v), [[0, 1], [1, 1], [2, 1]])"
    path = tmp_path / "as_saved.ipynb"
    source = f"import sys\nsys.path.insert(0, {str(ROOT)!r})\n{code}"
    nbformat.write(new_notebook(cells=[new_code_cell(source)]), path)
    run_notebooks.run(path)
    saved = nbformat.read(path, as_version=4).cells[0].outputs[0]
    assert saved.metadata["image/png"]["alt"] == alternative(saved.data["text/plain"])
    changes = {
        "bytes": ("text/html", "iVBORw0KGgo", "iVBORw0KGgp"),
        "frame": ("text/plain", "frames in all #", "frames in all #0"),
        "player": ("text/html", 'max="2"', 'max="3"'),
    }
    for name, (kind, old, new) in changes.items():
        notebook = nbformat.read(path, as_version=4)
        data = notebook.cells[0].outputs[0].data
        assert old in data[kind]
        data[kind] = data[kind].replace(old, new)
        nbformat.write(notebook, tmp_path / f"{name}.ipynb")
    path.unlink()
    shutil.copy(ROOT / "conftest.py", tmp_path)
    shutil.copy(ROOT / "nbval.cfg", tmp_path)
    command = [sys.executable, "-m", "pytest", "--nbval", "--nbval-current-env", "-q", "-rA"]
    with_helpers = {**os.environ, "PYTHONPATH": str(ROOT)}  # conftest.py imports them
    done = subprocess.run(command, cwd=tmp_path, capture_output=True, text=True, env=with_helpers)
    outcomes = re.findall(r"^(PASSED|FAILED) .*?(\w+)\.ipynb::Cell 0", done.stdout, re.MULTILINE)
    expected = [("FAILED", "frame"), ("FAILED", "player"), ("PASSED", "bytes")]
    assert sorted(outcomes) == expected, done.stdout
