"""draw.js computes what Python computes: prepare against cumulative sums, forward against helpers.network.

node runs it where node is found, else the browser.
"""

import base64
import json
import shutil
import subprocess

import numpy as np
import pytest
from PIL import Image

from helpers.handwriting import prepare_picture
from helpers.network import forward, init_params
from helpers.plumbing.networks import load_network
from tools.measure.strokes import as_json

SIDE = 280
NODE = """
import { readFileSync } from "node:fs";
const data = JSON.parse(readFileSync(0, "utf8"));
console.log(JSON.stringify(work(data)));
"""


@pytest.fixture
def run(draw_js, tmp_path, request):
    """run(work, data): what the JavaScript function work makes of the data, beside draw.js."""
    if shutil.which("node") is None:
        page = request.getfixturevalue("browser").new_page()
        page.add_script_tag(
            type="module", content=f"{draw_js}\nwindow.prepare = prepare; window.forward = forward;"
        )
        page.wait_for_function("window.forward !== undefined")
        return lambda work, data: page.evaluate(f"(data) => {{ {work}\nreturn work(data); }}", data)

    def run(work, data):
        module = tmp_path / "test.mjs"
        module.write_text(f"{draw_js}\n{work}\n{NODE}", encoding="utf-8")
        done = subprocess.run(
            ["node", module], input=json.dumps(data), capture_output=True, text=True
        )
        assert done.returncode == 0, done.stderr
        return json.loads(done.stdout)

    return run


def averages(values, count):
    """Means of count equal parts of an axis, by the cumulative sum: it is linear between whole numbers."""
    total = np.concatenate([[0], np.cumsum(values)])
    cuts = np.linspace(0, len(values), count + 1)
    return np.diff(np.interp(cuts, np.arange(len(values) + 1), total)) / (len(values) / count)


def half_up(x):
    return int(np.floor(x + 0.5 + 1e-9))


def prepared(ink):
    """What prepare should return, (28, 28), before it is rounded; computed another way."""
    rows, columns = (np.flatnonzero((ink >= 32).any(axis=axis)) for axis in (1, 0))
    box = ink[rows[0] : rows[-1] + 1, columns[0] : columns[-1] + 1].astype(float)
    sizes = [max(1, half_up(20 * n / max(box.shape))) for n in box.shape]
    box = np.apply_along_axis(averages, 0, box, sizes[0])
    box = np.apply_along_axis(averages, 1, box, sizes[1])
    places = []
    for axis in (0, 1):
        mass = box.sum(axis=1 - axis)
        middle = np.average(np.arange(len(mass)), weights=mass)
        places.append(min(28 - len(mass), max(0, half_up(14 - middle))))
    sheet = np.zeros((28, 28))
    sheet[places[0] : places[0] + sizes[0], places[1] : places[1] + sizes[1]] = box
    return sheet


PREPARE = """
const work = (sheets) => sheets.map(([width, height, coded]) =>
  Array.from(prepare(Uint8Array.from(atob(coded), (c) => c.charCodeAt(0)), width, height) ?? []));"""


def compare(run, sheets):
    coded = [[*s.shape[::-1], base64.b64encode(s.tobytes()).decode()] for s in sheets]
    for came, sheet in zip(run(PREPARE, coded), sheets, strict=True):
        assert len(came) == 784
        assert np.abs(np.reshape(came, (28, 28)) - prepared(sheet)).max() <= 0.5 + 1e-6, sheet.shape


def test_prepare_on_real_digits_anywhere_on_a_sheet(run, digits):
    rng = np.random.default_rng(0)
    sheets = []
    for x in digits[1][:30]:
        small = Image.fromarray(np.uint8(255 * x.reshape(28, 28)))
        small = small.crop(small.getbbox())
        scale = rng.uniform(0.35, 0.95) * SIDE / max(small.size)
        large = np.asarray(small.resize([half_up(scale * n) for n in small.size]))
        sheet = np.zeros((SIDE, SIDE), np.uint8)
        y, x = (rng.integers(0, SIDE - n, endpoint=True) for n in large.shape)
        sheet[y : y + large.shape[0], x : x + large.shape[1]] = large
        sheets.append(sheet)
    compare(run, sheets)


def test_prepare_gives_what_lesson_13_gives(run, digits):
    """Black ink on a clean sheet: there prepare_picture, too, has nothing to do but box, shrink and centre."""
    rng, sheets = np.random.default_rng(1), []
    for x in digits[1][:20]:
        small = 255 * (x.reshape(28, 28) > 0.5)
        times = rng.integers(3, 10)
        sheet = np.zeros((SIDE, SIDE), np.uint8)
        large = np.kron(small, np.ones((times, times))).astype(np.uint8)
        sheet[: len(large), -len(large) :] = large
        sheets.append(sheet)
    coded = [[SIDE, SIDE, base64.b64encode(s.tobytes()).decode()] for s in sheets]
    for came, sheet in zip(run(PREPARE, coded), sheets, strict=True):
        assert np.abs(np.array(came) - prepare_picture(255 - sheet).astype(int)).max() <= 1


def test_prepare_has_no_gap_where_the_ink_reaches_the_edge(run):
    """By rounding, from + row * step + step may be more than the height: the row after the last is NaN."""
    compare(run, [np.full((n, 7), 255, np.uint8) for n in range(21, 281)])
    compare(run, [np.full((7, n), 255, np.uint8) for n in range(21, 281, 7)])


@pytest.mark.parametrize("size", [(1, 1), (3, 3), (200, 1), (1, 200), (20, 20), (150, 280)])
def test_prepare_on_dots_and_lines(run, size):
    sheet = np.zeros((150, 280) if size[0] <= 150 else (280, 280), np.uint8)
    sheet[: size[0], : size[1]] = 200
    compare(run, [sheet, sheet[::-1, ::-1].copy()])


def test_prepare_finds_no_ink_below_32(run):
    faint, dot = np.full((9, 9), 31, np.uint8), np.full((9, 9), 31, np.uint8)
    dot[4, 4] = 32
    coded = [[9, 9, base64.b64encode(s.tobytes()).decode()] for s in (faint, dot)]
    nothing, something = run(PREPARE, coded)
    assert nothing == [] and sum(something) == 32 * 20 * 20


@pytest.mark.parametrize("name", ["128-64", "16-16", "random"])
def test_forward_gives_the_activations_of_python(run, digits, name):
    X = digits[1][:20]
    if name == "random":
        params, hidden = init_params((784, 5, 10), np.random.default_rng(0)), "sigmoid"
        params[0][0][:] *= 200  # exp overflows where it may
    else:
        params, hidden = load_network(name)
        params = [(W.astype(float), b.astype(float)) for W, b in params]
    work = "const work = ({ network, X }) => X.map((x) => forward(network, x));"
    data = {"network": as_json(params, hidden, name), "X": X.tolist()}
    for came, x in zip(run(work, data), X, strict=True):
        for one, other in zip(came, forward(params, x, hidden), strict=True):
            np.testing.assert_allclose(one, other, rtol=0, atol=1e-9)
