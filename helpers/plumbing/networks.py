"""The trained networks that come with the course. tools/publish/make_networks.py made them. Plumbing."""

from pathlib import Path

import numpy as np

from helpers.plumbing.npz_files import read_npz

FOLDER = Path(__file__).resolve().parents[2] / "data" / "networks"


def load_network(name):
    """A network trained on MNIST's 60,000 training digits: its params, [(W, b), …] float32, and "sigmoid" or "relu".

    "16-16" is 784-16-16-10 with sigmoids, "128-64" is 784-128-64-10 with ReLU. Use: forward(params, X, hidden).
    Raises ValueError for another name and for a damaged file, FileNotFoundError where the file is not there.
    """
    known = sorted(path.stem for path in FOLDER.glob("*.npz"))
    if known and name not in known:
        raise ValueError(f"there is no network {name!r} in {FOLDER}; there are {', '.join(known)}")
    path = FOLDER / f"{name}.npz"
    if not path.exists():
        raise FileNotFoundError(
            f"{path} is not there: get the whole course, or run tools/publish/make_networks.py"
        )
    n_layers, hidden = read_npz(path, ["layers", "hidden"])
    names = [f"{kind}{number}" for number in range(1, int(n_layers) + 1) for kind in "Wb"]
    arrays = [array.astype(np.float32) for array in read_npz(path, names)]
    return list(zip(arrays[::2], arrays[1::2], strict=True)), str(hidden)
