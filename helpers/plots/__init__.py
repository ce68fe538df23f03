"""Drawing, and nothing a lesson teaches. Importing it makes each figure in a notebook say in words what it shows."""

import os

import matplotlib.pyplot as plt
from IPython import get_ipython
from matplotlib.backends import BackendFilter, backend_registry
from matplotlib.figure import Figure

from helpers.plots.charts import bars as bars
from helpers.plots.charts import digits as digits
from helpers.plots.charts import guess as guess
from helpers.plots.charts import histogram as histogram
from helpers.plots.charts import lines as lines
from helpers.plots.charts import table as table
from helpers.plots.charts import weights as weights
from helpers.plots.curves import curve_panels as curve_panels
from helpers.plots.curves import curves as curves
from helpers.plots.diagrams import flow as flow
from helpers.plots.evaluation import confusion as confusion
from helpers.plots.evaluation import dots as dots
from helpers.plots.evaluation import reliability as reliability
from helpers.plots.figure_text import describe
from helpers.plots.films import backward_film as backward_film
from helpers.plots.films import descent_film as descent_film
from helpers.plots.films import film as film
from helpers.plots.films import softmax_film as softmax_film
from helpers.plots.films import weights_film as weights_film
from helpers.plots.graph import graph as graph
from helpers.plots.graph import layers_graph as layers_graph
from helpers.plots.graph import paths_graph as paths_graph
from helpers.plots.graph import unit_graph as unit_graph
from helpers.plots.journey import journey as journey
from helpers.plots.landscape import landscape as landscape
from helpers.plots.pairs import pairs as pairs
from helpers.plots.passes import passes as passes
from helpers.plots.pictures import pictures as pictures
from helpers.plots.pixels import magnitudes as magnitudes
from helpers.plots.pixels import pixels as pixels
from helpers.plots.results import intervals as intervals
from helpers.plots.runs import runs as runs
from helpers.plots.sweeps import spread as spread
from helpers.plots.sweeps import sweep as sweep
from helpers.plots.trends import trends as trends
from helpers.plots.units import bars_and_level as bars_and_level
from helpers.plots.units import half_planes as half_planes
from helpers.plots.units import separated as separated
from helpers.plots.units import sum_of_units as sum_of_units
from helpers.plots.units import weights_on_digits as weights_on_digits
from helpers.plots.units import with_derivative as with_derivative
from helpers.plots.walks import valley as valley


def register():
    """Let Jupyter show `describe(figure)` beside the picture of a figure. Outside Jupyter, nothing happens."""
    shell = get_ipython()
    if shell is not None:
        if hasattr(shell, "kernel") and _shows_nothing_in_a_notebook(plt.get_backend()):
            shell.run_line_magic("matplotlib", "inline")
        # load the backend now: on loading, it clears what is registered for Figure
        plt.switch_backend(plt.get_backend())
        formatter = shell.display_formatter.formatters["text/plain"]
        formatter.for_type(Figure, lambda figure, page, cycle: page.text(describe(figure)))


def _shows_nothing_in_a_notebook(backend):
    """Whether it only writes files, or opens windows because MPLBACKEND, set for other programs, says so."""
    into_files = backend_registry.list_builtin(BackendFilter.NON_INTERACTIVE)
    into_windows = backend_registry.list_builtin(BackendFilter.INTERACTIVE)
    named = os.environ.get("MPLBACKEND", "").lower()
    return backend.lower() in into_files or named == backend.lower() in into_windows


register()
