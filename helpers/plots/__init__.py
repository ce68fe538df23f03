"""Drawing, and nothing a lesson teaches. Importing it makes each figure in a notebook say in words what it shows."""

import matplotlib.pyplot as plt
from IPython import get_ipython
from matplotlib.figure import Figure

from helpers.plots.charts import bars as bars
from helpers.plots.charts import digits as digits
from helpers.plots.charts import guess as guess
from helpers.plots.charts import histogram as histogram
from helpers.plots.charts import lines as lines
from helpers.plots.charts import points as points
from helpers.plots.charts import table as table
from helpers.plots.charts import weights as weights
from helpers.plots.diagrams import flow as flow
from helpers.plots.diagrams import network as network
from helpers.plots.figure_text import describe
from helpers.plots.walks import descent as descent
from helpers.plots.walks import valley as valley


def register():
    """Let Jupyter show `describe(figure)` beside the picture of a figure. Outside Jupyter, nothing happens."""
    shell = get_ipython()
    if shell is not None:
        # load the backend now: on loading, it clears what is registered for Figure
        plt.switch_backend(plt.get_backend())
        formatter = shell.display_formatter.formatters["text/plain"]
        formatter.for_type(Figure, lambda figure, page, cycle: page.text(describe(figure)))


register()
