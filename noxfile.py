"""Where the course must work: the same saved outputs with other packages, Pythons, processors and in odd places.

    make matrix                       everything that is found here, an hour or two on two cores
    make matrix ARGS="-l"             the names
    make matrix ARGS="-s oldest"      one of them; what follows -- goes to pytest

A Python that is not found here is left out, and nox says so.
"""

import os
from pathlib import Path

import nox

nox.options.default_venv_backend = "uv"
nox.options.error_on_missing_interpreters = False

PYTHONS = ["3.10", "3.11", "3.12", "3.13", "3.14"]
XDIST = "pytest-xdist>=3.8"
# Two at a time, each with one thread (conftest.py).
TWO = ("-n", "2", "--dist", "loadfile", "--no-loadscope-reorder", "-p", "no:cacheprovider")
ALONE = (
    "--nbval",
    "--nbval-current-env",
    "--nbval-cell-timeout=900",
    "-c",
    os.devnull,
    "--nbval-sanitize-with",
    os.path.abspath("nbval.cfg"),
)
NO_NETWORK = {f"{scheme}_proxy": "http://127.0.0.1:9" for scheme in ("http", "https")}
COLAB = [  # its published list of August 2026
    "numpy==2.1.3",
    "pandas==2.2.3",
    "matplotlib==3.10.0",
    "scikit-learn==1.6.1",
    "scipy==1.16.3",
    "ipython==7.34.0",
    "ipykernel==6.17.1",
    "ipywidgets==7.7.1",
    "notebook==6.5.7",
    "anywidget==0.9.21",
]
CORES = ["Haswell", "Nehalem", "SkylakeX", "Zen"]


@nox.session(python=PYTHONS)
def newest(session):
    """The newest packages that requirements.txt allows."""
    session.install("--upgrade", "-r", "requirements.txt", XDIST)
    session.run("pytest", *TWO, *session.posargs)


@nox.session(python=PYTHONS[0])
def oldest(session):
    """The oldest packages that requirements.txt allows."""
    session.install("--resolution", "lowest-direct", "-r", "requirements.txt", XDIST)
    session.run("pytest", *TWO, *session.posargs)


@nox.session(python="3.12")
def colab(session):
    """Colab's packages; the single-file notebooks, each alone in an empty folder, without network."""
    session.install(*COLAB, "nbval", XDIST)
    session.run("python", "-m", "tools.measure.odd_places", "single files")
    with session.chdir(Path("build", "places", "single files")):
        alone = NO_NETWORK | {"OPENBLAS_NUM_THREADS": "1"}
        session.run("pytest", *ALONE, *TWO, ".", *session.posargs, env=alone)


@nox.session(python="3.12")
@nox.parametrize("where", ["classic", "lab"])
def pads(session, where):
    """Ten strokes on the drawing pad, in the classic notebook as Colab has it and in JupyterLab 4.0. Needs Chromium."""
    old = ["-r", "requirements.txt", "jupyterlab==4.0.*"]
    session.install(*(COLAB if where == "classic" else old), "playwright>=1.50,<2")
    session.run("python", "-m", "tools.measure.pad", where)


@nox.session(python="3.12")
@nox.parametrize("threads", ["1", "2"])
@nox.parametrize("core", CORES)
def processor(session, core, threads):
    """OpenBLAS behaves as on another processor, with one thread or with two."""
    session.install("-r", "requirements.txt", XDIST)
    how = TWO if threads == "1" else TWO[-2:]  # two with two threads each would wait for each other
    acts = {"OPENBLAS_CORETYPE": core, "OPENBLAS_NUM_THREADS": threads}
    session.run("pytest", *how, "notebooks", *session.posargs, env=acts)


@nox.session(python="3.12")
def places(session):
    """Odd paths, read-only, a C locale, other working folders, twice in a row with nothing left behind."""
    session.install("-r", "requirements.txt", XDIST)
    session.run("python", "-m", "tools.measure.odd_places", *session.posargs)
