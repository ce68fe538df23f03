"""Re-execute notebooks in order, each in a fresh kernel, and save them with what they show now.

    python -m tools.publish.run_notebooks [NOTEBOOK ...]       (default: all lessons, then all solutions)

What is saved holds nothing of the machine that ran it. At the first cell that fails the run ends, and the notebook on
disk stays as it was.
"""

import base64
import hashlib
import io
import os
import re
import subprocess
import sys
import threading
import time
from pathlib import Path

import nbformat
import psutil
from ipykernel.kernelspec import RESOURCES, get_kernel_dict
from jupyter_client.kernelspec import KernelSpec
from jupyter_client.manager import AsyncKernelManager
from nbclient import NotebookClient
from nbclient.exceptions import CellExecutionError, DeadKernelError
from PIL import Image

from helpers.plots.figure_text import alternative
from helpers.plumbing.needs import lacking_in

ROOT = Path(__file__).resolve().parents[2]
WIDGET_VIEW = "application/vnd.jupyter.widget-view+json"
KERNEL = {"name": "python3", "display_name": "Python 3 (ipykernel)", "language": "python"}
LANGUAGE = {
    "name": "python",
    "codemirror_mode": {"name": "ipython", "version": 3},
    "file_extension": ".py",
    "mimetype": "text/x-python",
    "nbconvert_exporter": "python",
    "pygments_lexer": "ipython3",
}


class ThisPython(AsyncKernelManager):
    """A kernel of the Python that runs this program: the "python3" that is registered may be another one."""

    @property
    def kernel_spec(self):
        return KernelSpec(resource_dir=RESOURCES, **get_kernel_dict())


class PeakMemory(threading.Thread):
    """Watches a process while it lives; peak is the most memory it held, in bytes."""

    def __init__(self, pid):
        super().__init__(daemon=True)
        self.process, self.peak = psutil.Process(pid), 0

    def run(self):
        try:
            while True:
                self.peak = max(self.peak, self.process.memory_info().rss)
                time.sleep(0.05)
        except psutil.Error:
            pass  # the process has ended


def run(path):
    """Execute one notebook and save it. Returns the seconds it took and the bytes its kernel held at most."""
    notebook = nbformat.read(path, as_version=4)
    watches = []

    def watch(notebook):
        watches.append(PeakMemory(client.km.provisioner.pid))
        watches[0].start()

    client = NotebookClient(
        notebook,
        kernel_manager_class=ThisPython,
        resources={"metadata": {"path": str(path.resolve().parent)}},
        timeout=None,
        record_timing=False,
        on_notebook_start=watch,
    )
    start = time.perf_counter()
    try:
        client.execute(
            stderr=subprocess.DEVNULL
        )  # the process's own; a cell's warnings still come as outputs
    except (CellExecutionError, DeadKernelError) as error:
        last = [line for line in without_colours(str(error)).splitlines() if line.strip()][-6:]
        sys.exit("\n  ".join([f"{path}: code cell {client.code_cells_executed} failed", *last]))
    seconds = time.perf_counter() - start
    normalise(notebook)
    new = path.with_suffix(".ipynb.new")
    nbformat.write(notebook, new)
    os.replace(new, path)
    return seconds, watches[0].peak


def normalise(notebook):
    """Take out of an executed notebook what differs from machine to machine. Give pictures words, few bytes."""
    notebook.metadata.update(kernelspec=KERNEL, language_info=LANGUAGE)
    notebook.metadata["code_sha256"] = code_sha256(notebook)
    notebook.metadata.pop("widgets", None)
    for cell in notebook.cells:
        cell.metadata.pop("execution", None)
        if cell.cell_type == "code":
            cell.outputs = merge_streams(cell.outputs)
            for output in cell.outputs:
                data = output.get("data", {})
                if (
                    len(data) > 1
                ):  # without a kernel the view of a widget is a blank: the rest stands for it
                    data.pop(WIDGET_VIEW, None)
                if "image/png" in data:
                    data["image/png"] = base64.b64encode(
                        small(base64.b64decode(data["image/png"]))
                    ).decode()
                    if "text/plain" in data:
                        words = alternative(data["text/plain"])
                        output.metadata.setdefault("image/png", {})["alt"] = words
                if output.output_type == "error":
                    output.traceback = [
                        without_folder(without_colours(t)) for t in output.traceback
                    ]


def small(png):
    """The PNG with a palette of 256 colours, in less than half of the bytes. A transparent or a broken one stays."""
    try:
        picture = Image.open(io.BytesIO(png))
        picture.load()
    except (OSError, SyntaxError):  # Pillow's for what is no picture, and for a damaged one
        return png
    if picture.mode == "P" or picture.convert("RGBA").getextrema()[3][0] < 255:
        return png
    # the method that keeps the colours of few pixels too; one round of k-means then gets the frequent ones exactly
    few = picture.convert("RGB").quantize(
        256, Image.Quantize.MAXCOVERAGE, kmeans=1, dither=Image.Dither.NONE
    )
    new = io.BytesIO()
    few.save(new, "PNG", optimize=True, dpi=picture.info.get("dpi"))
    return min(png, new.getvalue(), key=len)


def code_sha256(notebook):
    """Of all code cells: shows later whether the outputs came from this very code."""
    sources = [cell.source for cell in notebook.cells if cell.cell_type == "code"]
    return hashlib.sha256("\0".join(sources).encode()).hexdigest()


def merge_streams(outputs):
    """Join what was printed with nothing in between; the kernel sends it in pieces, cut by time."""
    merged = []
    for output in outputs:
        if merged and output.output_type == "stream" and merged[-1].get("name") == output.name:
            merged[-1].text += output.text
        else:
            merged.append(output)
    return merged


def without_colours(text):
    return re.sub(r"\x1b\[[0-9;]*m", "", text)


def without_folder(text):
    """Name the course's files as a notebook sees them, not by where this machine keeps them."""
    in_home = str(ROOT).replace(str(Path.home()), "~", 1)  # IPython writes ~ for the home folder
    for folder in str(ROOT), in_home:
        text = text.replace(folder + os.sep, "../").replace("../notebooks/../", "../")
    return text


def main(arguments):
    lessons, solutions = ROOT.glob("notebooks/*.ipynb"), ROOT.glob("notebooks/solutions/*.ipynb")
    paths = [Path(a) for a in arguments] or [*sorted(lessons), *sorted(solutions)]
    for path in paths:
        if missing := lacking_in(path, with_cells=True):
            print(f"{path.name:<40} left as it is: needs {', '.join(missing)} (make beyond)")
            continue
        seconds, memory = run(path)
        print(f"{path.name:<40} {seconds:7.1f} s {memory / 2**20:6.0f} MB", flush=True)


if __name__ == "__main__":
    main(sys.argv[1:])
