"""The Pythons that are found here, and virtual environments with the packages that the course promises to run on."""

import os
import re
import shutil
import subprocess
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
HOME = ROOT / "build" / "environments"
COLAB_PYTHON = (3, 12)
COLAB = (  # its published list of August 2026
    "numpy==2.1.3",
    "pandas==2.2.3",
    "matplotlib==3.10.0",
    "scikit-learn==1.6.1",
    "scipy==1.16.3",
    "ipython==7.34.0",
    "ipykernel==6.17.1",
    "ipywidgets==7.7.1",
    "notebook==6.5.7",
)


def pythons():
    """Every Python from 3.10 on the PATH or with pyenv, the oldest first: (3, 12) -> its program."""
    names = [f"python3.{minor}" for minor in range(10, 20)]
    found = [Path(path) for path in map(shutil.which, names) if path]
    found += sorted(Path.home().glob(".pyenv/versions/3.*/bin/python"))
    versions = {}
    for path in found:
        ask = [path, "-c", "import sys; print(sys.version_info[0], sys.version_info[1])"]
        asked = subprocess.run(ask, capture_output=True, text=True)
        version = tuple(map(int, asked.stdout.split()))
        if asked.returncode == 0 and version >= (3, 10):
            versions.setdefault(version, path)
    return dict(sorted(versions.items()))


def environment(name, python, packages):
    """Make or renew a virtual environment with these packages, and return its Python."""
    inside = HOME / name / ("Scripts/python.exe" if os.name == "nt" else "bin/python")
    if not inside.exists():
        subprocess.run([python, "-m", "venv", "--clear", HOME / name], check=True)
    pip = [inside, "-m", "pip", "install", "-qq", "--disable-pip-version-check"]
    subprocess.run([*pip, "--upgrade", "--upgrade-strategy", "eager", *packages], check=True)
    return inside


def newest_packages():
    return [*requirements(), "pytest-xdist"]


def oldest_packages():
    """Each package at its lower bound: numpy>=2.0,<3 becomes numpy==2.0.*"""
    oldest = [re.sub(r">=([^,]*),.*", r"==\1.*", line) for line in requirements()]
    return [*oldest, "pytest-xdist"]


def colabs_packages():
    """Colab's own, and what runs the checks there."""
    nbval = [line for line in requirements() if line.startswith("nbval")]
    return [*COLAB, *nbval, "pytest", "pytest-xdist"]


def requirements():
    return (ROOT / "requirements.txt").read_text(encoding="utf-8").split()
