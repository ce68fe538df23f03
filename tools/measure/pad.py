"""Measure the drawing pad in a real browser: ten test strokes, and the time from the pen to the bars.

    python -m tools.measure.pad             on a page of its own, and in JupyterLab
    python -m tools.measure.pad page        on the page alone; lab: in JupyterLab; classic: in the classic notebook

Needs playwright (requirements-dev.txt) and Chromium or Chrome; for the classic notebook, notebook 6: nox -s pads makes
its environment. Ends with exit code 1 where a stroke is not read.
"""

import contextlib
import json
import os
import socket
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from urllib.error import URLError
from urllib.request import urlopen

import nbformat
import numpy as np
from nbformat.v4 import new_code_cell, new_notebook
from playwright.sync_api import sync_playwright

from helpers.data import load_sample, prepare
from helpers.plumbing.networks import load_network
from tools.measure.strokes import BROWSER, WATCH, as_json, draw, page_with, settle
from tools.publish.run_notebooks import KERNEL

ROOT = Path(__file__).resolve().parents[2]
DRAW = ROOT / "helpers" / "pad" / "draw.js"
MOUNT = "\nmount(document.getElementById('pad'), data.networks, data.examples);"
LAB = """\
from helpers.network import forward
from helpers.pad import Paper
from helpers.plumbing.networks import load_network

params, hidden = load_network("128-64")
Paper(lambda x: forward(params, x, hidden))"""

AT_ONCE = "--ServerApp.kernel_websocket_connection_class=helpers.pad.at_once.AtOnce"  # as make lab


@contextlib.contextmanager
def serve(folder, sources, classic=False):
    """JupyterLab or the classic notebook, with a notebook of these cells in the folder. Gives the notebook's address.

    Its settings are its own, in the folder; it asks nobody for news.
    """
    notebook = new_notebook(cells=[new_code_cell(source) for source in sources])
    notebook.metadata["kernelspec"] = KERNEL  # else JupyterLab asks which
    nbformat.write(notebook, folder / "pad.ipynb")
    settings = folder / "settings" / "@jupyterlab" / "apputils-extension"
    settings.mkdir(parents=True)
    quiet = {"fetchNews": "false", "checkForUpdates": False}
    (settings / "notification.jupyterlab-settings").write_text(json.dumps(quiet))
    places = {
        "JUPYTER_CONFIG_DIR": "config",
        "JUPYTER_DATA_DIR": "data",
        "JUPYTER_RUNTIME_DIR": "runtime",
        "JUPYTERLAB_SETTINGS_DIR": "settings",
        "JUPYTERLAB_WORKSPACES_DIR": "workspaces",
        "IPYTHONDIR": "ipython",
    }
    variables = {name: str(folder / place) for name, place in places.items()}
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    command = [sys.executable, "-m", "notebook" if classic else "jupyterlab"]
    command += ["--no-browser", "--allow-root", f"--port={port}", "--ip=127.0.0.1"]
    if classic:
        command += [f"--NotebookApp.notebook_dir={folder}", "--NotebookApp.token="]
    else:
        command += [f"--ServerApp.root_dir={folder}", "--IdentityProvider.token="]
        command += ["--LabApp.expose_app_in_browser=True"]
        command += [AT_ONCE]
    with (folder / "log").open("w") as log:
        server = subprocess.Popen(
            command,
            stdout=log,
            stderr=log,
            cwd=folder,
            env={**os.environ, **variables, "PYTHONPATH": str(ROOT), "OPENBLAS_NUM_THREADS": "1"},
        )
    address = f"http://127.0.0.1:{port}"
    try:
        for _ in range(300):
            if server.poll() is not None:
                raise RuntimeError(f"Jupyter ended: {(folder / 'log').read_text()[-1000:]}")
            with contextlib.suppress(URLError, ConnectionError):
                urlopen(f"{address}/api").close()
                break
            time.sleep(0.2)
        yield f"{address}/notebooks/pad.ipynb" if classic else f"{address}/lab/tree/pad.ipynb?reset"
    finally:
        server.terminate()  # it ends its kernels
        server.wait(30)


def run_all(page, address, classic=False):
    """Open the notebook and run it; returns when its first pad is there."""
    if classic:
        # ipywidgets 7 asks a new kernel for widgets, and draws all outputs anew when it knows of none.
        asked = "Failed to fetch ipywidgets"
        with page.expect_console_message(lambda message: message.text.startswith(asked)):
            page.goto(address)
        page.evaluate("Jupyter.notebook.execute_all_cells()")
    else:
        page.goto(address)
        page.get_by_text(
            "| Idle"
        ).first.wait_for()  # the kernel is there; before, JupyterLab asks which
        command(page, "notebook:run-all-cells")
    page.locator("canvas.paper").first.wait_for()


def command(page, name, **arguments):
    """A command of JupyterLab's."""
    page.evaluate(
        "([name, how]) => { jupyterapp.restored.then(() => jupyterapp.commands.execute(name, how)); }",
        [name, arguments],
    )


def ten(page, steps=6):
    """Draw ten digits. Returns what was read, and for each the milliseconds from the last move to the last change.

    steps: as in points; the fewer, the less there is to do.
    """
    page.locator("canvas.paper").first.evaluate(WATCH)
    pad, read, latencies = page.locator(".draw").first, [], []
    paper = pad.locator("canvas.paper")
    paper.scroll_into_view_if_needed()
    for digit in range(10):
        pad.get_by_role("button", name="Clear").click()
        settle(page, 150)
        page.evaluate("moves = []; answers = []")
        draw(page, paper, digit, steps=steps)
        settle(page, 150)
        read.append(pad.get_attribute("data-reads"))
        latencies.append(page.evaluate("answers.at(-1) - moves.at(-1)"))
    return "".join(read), latencies


def tell(place, read, latencies):
    """Print what ten() found. Returns whether all was read."""
    right = sum(one == other for one, other in zip(read, "0123456789", strict=True))
    print(
        f"{place:<12} {right} of 10 strokes read; from the last move to the bars "
        f"{np.median(latencies):.1f} ms (median), {max(latencies):.1f} ms (largest)"
    )
    return right == 10


def on_pages(browser):
    """Measure both networks of the site, each on a page of its own. Returns whether all was read."""
    X = prepare(load_sample())[1]
    examples = (255 * X[:10]).round().astype(int).tolist()
    right = True
    for network in "128-64", "16-16":
        data = {"networks": [as_json(*load_network(network), network)], "examples": examples}
        with tempfile.TemporaryDirectory() as folder:
            file = Path(folder) / "pad.html"
            file.write_text(page_with(DRAW.read_text("utf-8") + MOUNT, json.dumps(data)), "utf-8")
            page = browser.new_page()
            page.goto(file.as_uri())
            right &= tell(f"page, {network}", *ten(page))
            page.close()
    return right


def in_notebook(browser, classic):
    with tempfile.TemporaryDirectory() as folder, serve(Path(folder), [LAB], classic) as address:
        page = browser.new_page(viewport={"width": 1280, "height": 1000})
        run_all(page, address, classic)
        right = tell("classic" if classic else "JupyterLab", *ten(page))
        page.close()
    return right


def main(arguments):
    places = arguments or ["page", "lab"]
    if not {*places} <= {"page", "lab", "classic"}:
        sys.exit(__doc__)
    if BROWSER is None:
        sys.exit("This needs Chromium or Chrome on the PATH.")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=BROWSER, args=["--no-sandbox"])
        right = True
        for place in places:
            right &= (
                on_pages(browser) if place == "page" else in_notebook(browser, place == "classic")
            )
        browser.close()
    sys.exit(not right)


if __name__ == "__main__":
    main(sys.argv[1:])
