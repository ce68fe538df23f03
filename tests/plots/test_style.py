"""The course's drawings look the same in every style that a reader may have set, and a notebook shows them."""

import io

import matplotlib.pyplot as plt
import nbformat
import numpy as np
import pytest
from matplotlib.colors import same_color
from matplotlib.text import Text
from nbclient import NotebookClient
from nbformat.v4 import new_code_cell, new_notebook

from helpers import plots
from helpers.plots import palette
from tools.publish.run_notebooks import ROOT, ThisPython

pytestmark = pytest.mark.slow
DIGITS = np.linspace(0, 1, 3 * 784).reshape(3, 784)
DRAWINGS = {
    "bars": lambda: plots.bars("ab", {"training": [1, 2], "x": [2, 3]}, "T", "y", note="{:.0f}"),
    "bars_and_level": lambda: plots.bars_and_level("ab", [0.1, 0.2], 0.15, "T", "y"),
    "confusion": lambda: plots.confusion([[8, 2], [0, 9]], "T"),
    "curve_panels": lambda: plots.curve_panels(
        [1, 2], {"p": {"a": [2, 1], "b": [1, 3]}}, "T", "x", "y"
    ),
    "curves": lambda: plots.curves([1, 2], {"a": [2, 1]}, "T", "x", "y", {"m": (1, 2)}, ([1], [2])),
    "digits": lambda: plots.digits(DIGITS, ["a", "b", "c"], title="T", right=[True, False, True]),
    "dots": lambda: plots.dots(
        "ab", {"x": [1, 2], "y": [2, 3]}, "T", "y", reach={"x": [1, 1]}, level=(2, "a")
    ),
    "flow": lambda: plots.flow([("A", "a"), ("B", "b")], "T"),
    "graph": lambda: plots.paths_graph(1.0, [0.2, 1.0], [2.0, 10.0], "T"),
    "guess": lambda: plots.guess(DIGITS[0], np.ones(10) / 10, "T", level=0.1),
    "half_planes": lambda: plots.half_planes((1, 2), (-2, 2), "T"),
    "histogram": lambda: plots.histogram({"a": [1, 2], "b": [2, 3]}, "T", "x", log=True),
    "intervals": lambda: plots.intervals({"a": (2, 1, 3)}, "T", "x", ["a"], ("level", 2.5)),
    "journey": lambda: plots.journey(
        DIGITS[0], [DIGITS[0], np.ones(16), np.ones(16), np.ones(10) / 10], "T"
    ),
    "landscape": lambda: plots.landscape(
        lambda w, b: w**2 + b**2, {"a": [[1, 2], [0, 1]], "b": [[1, 2], [1, 0]]}, "T", "w", "b", [1]
    ),
    "lines": lambda: plots.lines([1, 2], {"test": [2, 1], "b": [1, 3]}, "T", "x", "y"),
    "lines, log": lambda: plots.lines([1, 200], {"a": [1e-3, 1e6]}, "T", "x", "y", "log", "log"),
    "magnitudes": lambda: plots.magnitudes({"a": [1, 2, 300]}, 100, "T", "x", "y", "far"),
    "pairs": lambda: plots.pairs({"a": [1, 2], "b": [2, 3]}, "T", "x", "y"),
    "passes": lambda: plots.passes({"A": ("x", "dw")}, ["x", "y"], ["dx", "dy"], "T"),
    "pictures": lambda: plots.pictures({"a": [[0, 255]], "b": [[90]]}, "T"),
    "pixels": lambda: plots.pixels(DIGITS[0], "T", mark=(14, 8)),
    "separated": lambda: plots.separated(
        {"p": ([[0, 0], [1, 1]], [True, False], {"a": (1, 1, -1)}, "xy")}, "T"
    ),
    "sum_of_units": lambda: plots.sum_of_units(
        [0, 1], [[-1, 0], [1, 2]], [[0, 0], [1, 2]], [[0, 0], [2, -2]], [0, 0], "T"
    ),
    "reliability": lambda: plots.reliability({"a": ([0.5, 0.9], [0.4, 0.9])}, "T"),
    "spread": lambda: plots.spread({"a": [1, 2], "b": [3]}, "T", "x"),
    "sweep": lambda: plots.sweep({"a": {1: [1, 2], 2: [2, 3]}, "b": {1: [3]}}, "T", "x", "y"),
    "runs": lambda: plots.runs([1, 2], {"a": [[1, 9]], "b": [[2, 3]]}, "T", "x", "y", 4),
    "table": lambda: plots.table([[1, -2], [3, 4]], "T", rows="ab", columns="cd", frames=np.eye(2)),
    "trends": lambda: plots.trends(
        {"p": {"a": ([1, 2], [1, 9])}, "q": {"b": ([1, 2], [5, 3])}}, "T", "x", "y"
    ),
    "valley": lambda: plots.valley({"a": [[-4, 1], [1, 1]]}, (1, 25), "T"),
    "weights": lambda: plots.weights(DIGITS.T - 0.5, "T"),
    "weights_on_digits": lambda: plots.weights_on_digits(DIGITS[:2], DIGITS[2] - 0.8, [1, -2], "T"),
    "with_derivative": lambda: plots.with_derivative([-1, 0, 1], [0, 0, 1], [0, 0, 1], "T", "f", 0),
}
LOUD = {
    "font.size": 20,
    "font.family": "serif",
    "font.sans-serif": ["DejaVu Serif"],
    "lines.linewidth": 5,
    "axes.grid": True,
    "image.cmap": "viridis",
    "xtick.direction": "in",
    "xtick.labelsize": 25,
    "ytick.color": "red",
    "ytick.major.size": 12,
    "figure.constrained_layout.use": False,
    "axes.titlelocation": "right",
}


@pytest.fixture(autouse=True)
def reset():
    yield
    plt.close("all")
    plt.style.use("default")


def pixels():
    """The current figure as a notebook shows it, drawn after the drawing function has returned."""
    figure, png = plt.gcf(), io.BytesIO()
    figure.canvas.print_figure(png, facecolor=figure.get_facecolor(), bbox_inches="tight")
    png.seek(0)
    return plt.imread(png)


def test_every_drawing_function_is_tried_here():
    public = {name for name, value in vars(plots).items() if hasattr(value, "__wrapped__")}
    assert public == {name.partition(",")[0] for name in DRAWINGS}


USUAL = {}  # of each drawing, the ways it was seen in the usual style


@pytest.mark.parametrize("style", ["dark_background", ["ggplot", LOUD]], ids=["dark", "loud"])
@pytest.mark.parametrize("name", DRAWINGS)
def test_a_drawing_is_the_same_in_every_style(name, style):
    def seen(style):
        with plt.style.context(style):
            DRAWINGS[name]()
            shown = pixels()
        plt.close("all")
        return shown

    # Matplotlib 3.9 lays panels out a pixel apart once in a while, so what differs by chance may try again.
    for _ in range(4):
        styled = seen(style)
        if not any(np.array_equal(styled, usual) for usual in USUAL.setdefault(name, [])):
            USUAL[name].append(seen("default"))
        if any(np.array_equal(styled, usual) for usual in USUAL[name]):
            break
    else:
        pytest.fail("it never looked as in the usual style")
    assert (styled[0] == 1).all()  # a white page


def test_a_style_that_is_set_after_drawing_changes_nothing_either():
    DRAWINGS["lines"]()
    usual = pixels()
    plt.close("all")
    DRAWINGS["lines"]()
    plt.style.use(["dark_background", LOUD])
    assert np.array_equal(pixels(), usual)


@pytest.mark.parametrize("name", DRAWINGS)
def test_nothing_is_written_too_small_to_read(name):
    DRAWINGS[name]()
    plt.gcf().canvas.draw()
    written = [text for text in plt.gcf().findobj(Text) if text.get_text()]
    assert min(text.get_fontsize() for text in written) >= 9


FILLS = ["bars", "curves", "digits", "guess", "histogram", "lines", "weights"]


@pytest.mark.parametrize("name", FILLS)
def test_a_chart_fills_the_page(name):
    DRAWINGS[name]()
    assert plt.gcf().get_size_inches()[0] == pytest.approx(palette.PAGE)


def test_the_reader_keeps_the_style_that_was_set():
    plt.style.use("dark_background")
    before = dict(plt.rcParams)
    DRAWINGS["lines"]()
    with pytest.raises(ValueError):
        plots.digits(np.zeros((0, 784)))
    assert dict(plt.rcParams) == before
    figure, _ = plt.subplots()
    assert same_color(figure.get_facecolor(), "black")


def test_the_resolution_is_the_readers():
    plt.rcParams["figure.dpi"] = 50
    DRAWINGS["lines"]()
    assert plt.gcf().dpi == 50


@pytest.mark.parametrize(
    ("backend", "environment", "nothing"),
    [
        ("agg", "", True),  # after matplotlib.use("Agg")
        ("svg", "svg", True),
        ("tkagg", "TkAgg", True),
        ("tkagg", "module://matplotlib_inline.backend_inline", False),  # after %matplotlib tk
        ("inline", "Agg", False),
        ("module://matplotlib_inline.backend_inline", "", False),
        ("module://ipympl.backend_nbagg", "module://ipympl.backend_nbagg", False),
    ],
)
def test_backends_that_show_nothing_in_a_notebook(backend, environment, nothing, monkeypatch):
    monkeypatch.setenv("MPLBACKEND", environment)
    assert plots._shows_nothing_in_a_notebook(backend) is nothing


@pytest.mark.parametrize("backend", ["Agg", "svg", "TkAgg", ""])
def test_a_notebook_shows_figures_whatever_backend_the_environment_names(backend, monkeypatch):
    monkeypatch.setenv("MPLBACKEND", backend)
    cells = [
        f"import sys; sys.path.insert(0, {str(ROOT)!r})\nfrom helpers import plots",
        "plots.table([[1]], 'T')",
        "import matplotlib.pyplot as plt\nplt.stem([1, 2]);",
    ]
    notebook = new_notebook(cells=[new_code_cell(source) for source in cells])
    NotebookClient(notebook, kernel_manager_class=ThisPython, timeout=120).execute()
    nothing, own, readers = [cell.outputs for cell in notebook.cells]
    assert nothing == []
    for outputs, words in (own, "image in Blues"), (readers, "stem"):
        assert [output.output_type for output in outputs] == ["display_data"]
        assert outputs[0].data["image/png"] and words in outputs[0].data["text/plain"]
    assert nbformat.validate(notebook) is None
