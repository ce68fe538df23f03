"""Where full MNIST is not there and cannot be had, leave out what needs it, and say so. (More in tests/conftest.py.)

So too with a package that a notebook or a cell needs and requirements.txt does not list: its metadata name it under
"needs".

`make test` runs two workers (pytest-xdist). Then the main process asks for MNIST once, where its progress is seen.
"""

import functools
import gc
import json
import os
from pathlib import Path

import pytest

from helpers.plumbing.needs import lacking, lacking_in

MISSING = "needs the full MNIST set, which is not there"
BEYOND = "needs a package of requirements-beyond.txt, which is not installed"
REASON = pytest.StashKey[str]()

if "PYTEST_XDIST_WORKER" in os.environ:
    # Two kernels at once on two cores: with a thread for each core they would wait for each other.
    os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")


def pytest_configure(config):
    if (
        getattr(config.option, "nbval_sanitize_with", "") is None
    ):  # the reader's own file goes first
        config.option.nbval_sanitize_with = str(Path(__file__).with_name("nbval.cfg"))
    config.addinivalue_line("markers", "full_mnist: needs all 70,000 digits, see data/README.md")


@pytest.hookimpl(optionalhook=True)
def pytest_configure_node(node):
    """Before a worker starts. Asks only where everything is run; who names some tests waits for the worker."""
    if node.config.args_source is pytest.Config.ArgsSource.TESTPATHS:
        node.workerinput["no_mnist"] = why_not(node.config)


@pytest.hookimpl(hookwrapper=True)
def pytest_collection():
    """Look for no garbage in what is collected: it stays to the end, and looking takes a third of the time."""
    gc.disable()
    yield
    gc.freeze()
    gc.enable()


# Last, so after -k and -m: nothing is downloaded for a test that will not run.
@pytest.hookimpl(trylast=True)
def pytest_collection_modifyitems(config, items):
    for item in items:
        if item.path.suffix == ".ipynb" and (lacking_in(item.path) or lacking(item.cell.metadata)):
            item.add_marker(pytest.mark.skip(reason=BEYOND))
    needing = [item for item in items if needs_full_mnist(item)]
    items.sort(key=lambda item: item not in needing)  # the longest first: two workers end together
    if not needing or config.option.collectonly:
        return
    told = getattr(config, "workerinput", {})
    if told["no_mnist"] if "no_mnist" in told else why_not(config):
        for item in needing:
            item.add_marker(pytest.mark.skip(reason=MISSING))


def why_not(config):
    """Why full MNIST cannot be had, in a line; "" where it is there now. Asks once."""
    if REASON not in config.stash:
        from helpers.data import load_mnist

        try:
            load_mnist()  # may download; here pytest captures nothing, so the progress is seen
            config.stash[REASON] = ""
        except OSError as error:
            # What each way said was printed already; the second line of the message is about the first way.
            lines = str(error).splitlines()
            config.stash[REASON] = lines[min(1, len(lines) - 1)].strip()
    return config.stash[REASON]


def pytest_terminal_summary(terminalreporter, config):
    skipped = terminalreporter.stats.get("skipped", [])
    if names := left_out(skipped, MISSING):
        reason = config.stash.get(REASON, "")
        terminalreporter.write_line(
            f"Left out: {', '.join(names)}. Needs the full MNIST set, which could not be had "
            f'({reason}). How to have it: "Full MNIST" in data/README.md.'
        )
    if names := left_out(skipped, BEYOND):
        terminalreporter.write_line(
            f"Left out, whole or in part: {', '.join(names)}. "
            "Needs a package of requirements-beyond.txt: make beyond installs it."
        )


def left_out(skipped, reason):
    """The files of which something was skipped for this reason."""
    reports = [report for report in skipped if reason in str(report.longrepr)]
    return sorted({os.path.basename(report.nodeid.partition("::")[0]) for report in reports})


def needs_full_mnist(item):
    """A notebook whose code loads it, and the tests that are marked full_mnist."""
    if item.path.suffix == ".ipynb":
        return loads_it(item.path)
    return item.get_closest_marker("full_mnist") is not None


@functools.cache
def loads_it(notebook):
    cells = json.loads(notebook.read_text(encoding="utf-8"))["cells"]
    return any(
        "load_mnist()" in line for c in cells if c["cell_type"] == "code" for line in c["source"]
    )
