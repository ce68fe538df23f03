"""Settings of nbgrader for the problem set; nbgrader reads them when it runs in this folder."""

import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent))

import marking

c = get_config()  # noqa: F821, nbgrader puts it there

# What a student finds in place of a solution.
c.ClearSolutions.code_stub = {"python": "raise NotImplementedError"}
c.ClearSolutions.text_stub = "Your answer here."

# A cell may run so many seconds; then it is interrupted, has an error, and the next one runs. Once a test took so long,
# each of the later tests has `after` seconds; honest ones take milliseconds.
c.Execute.timeout = 10
c.ExecuteApart.after = 2
# What was printed may come late; that is no reason to give up.
c.Execute.iopub_timeout = 10
c.Execute.raise_on_iopub_timeout = False
# exit() and quit() do nothing. They would end the kernel and take the marks of all later cells.
c.Execute.extra_arguments = ["--IPKernelApp.exec_lines=get_ipython().ask_exit = lambda: None"]
c.LimitOutput.max_lines = 200

# What students wrote is shown to you and to them without scripts, which could give marks in your name.
c.HTMLExporter.sanitize_html = True
tags = """
    a b blockquote br code dd div dl dt em h1 h2 h3 h4 h5 h6 hr i li ol p pre s span strong sub sup
    table tbody td tfoot th thead tr u ul
"""
c.SanitizeHTML.tags = tags.split()

# nbgrader's own steps, with three of marking.py among them. That module says why.
c.Autograde.sanitize_preprocessors = [
    "nbgrader.preprocessors.ClearOutput",
    marking.ForgetStrangers,
    "nbgrader.preprocessors.OverwriteKernelspec",
    marking.RestoreCells,
    "nbgrader.preprocessors.CheckCellMetadata",
]
c.Autograde.autograde_preprocessors = [
    marking.ExecuteApart,
    "nbconvert.preprocessors.ClearMetadataPreprocessor",
    "nbgrader.preprocessors.LimitOutput",
    "nbgrader.preprocessors.SaveAutoGrades",
    "nbgrader.preprocessors.AssignLatePenalties",
    "nbgrader.preprocessors.CheckCellMetadata",
]
