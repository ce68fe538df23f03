"""Measure the drawing pad in a real browser: ten test strokes, and the time from the pen to the bars.

    python -m tools.measure.pad             on a page of its own, and in JupyterLab
    python -m tools.measure.pad page        on the page alone

Needs playwright (requirements-dev.txt) and Chromium or Chrome.
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


@contextlib.contextmanager
def lab(folder, sources):
    """JupyterLab, which has a notebook with these cells in the folder. Gives the address of the notebook.

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
    command = [sys.executable, "-m", "jupyterlab", "--no-browser", "--allow-root"]
    command += [f"--port={port}", "--ip=127.0.0.1", f"--ServerApp.root_dir={folder}"]
    command += ["--IdentityProvider.token=", "--LabApp.expose_app_in_browser=True"]
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
                raise RuntimeError(f"JupyterLab ended: {(folder / 'log').read_text()[-1000:]}")
            with contextlib.suppress(URLError, ConnectionError):
                urlopen(f"{address}/api").close()
                break
            time.sleep(0.2)
        yield f"{address}/lab/tree/pad.ipynb?reset"
    finally:
        server.terminate()  # it ends its kernels
        server.wait(30)


def run_all(page, address):
    """Open the notebook in JupyterLab and run it; returns when its first pad is there."""
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
    right = sum(one == other for one, other in zip(read, "0123456789", strict=True))
    print(
        f"{place:<12} {right} of 10 strokes read; from the last move to the bars "
        f"{np.median(latencies):.1f} ms (median), {max(latencies):.1f} ms (largest)"
    )


def main(arguments):
    if BROWSER is None:
        sys.exit("This needs Chromium or Chrome on the PATH.")
    X = prepare(load_sample())[1]
    examples = (255 * X[:10]).round().astype(int).tolist()
    with sync_playwright() as playwright, tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        browser = playwright.chromium.launch(executable_path=BROWSER, args=["--no-sandbox"])
        for network in "128-64", "16-16":
            data = {"networks": [as_json(*load_network(network), network)], "examples": examples}
            file = folder / "pad.html"
            file.write_text(page_with(DRAW.read_text("utf-8") + MOUNT, json.dumps(data)), "utf-8")
            page = browser.new_page()
            page.goto(file.as_uri())
            tell(f"page, {network}", *ten(page))
            page.close()
        if arguments != ["page"]:
            with lab(folder, [LAB]) as address:
                page = browser.new_page(viewport={"width": 1280, "height": 1000})
                run_all(page, address)
                tell("JupyterLab", *ten(page))
                page.close()
        browser.close()


if __name__ == "__main__":
    main(sys.argv[1:])
