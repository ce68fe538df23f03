"""The cache of full MNIST, one .npz file: it holds exactly those digits, or it is not used."""

import contextlib
import hashlib
import os
import shutil
import tempfile
import time
from pathlib import Path

import numpy as np

from helpers.plumbing.npz_files import read_arrays

CACHE = Path(__file__).resolve().parents[2] / "data" / "mnist_784.npz"
SHA256 = {  # of the bytes of each array, in C order
    "images": "5b92582eb909c82a9bfefcd44acbe9233be3eb5b419a44cf211022ad2bf4bf96",
    "labels": "671ff9d70b4811116d55c3dd479efa7a981e2e62753ef7a6d5c15fea81e63d27",
}
ONE_DAY = 24 * 60 * 60  # seconds


def read(path, sha256=SHA256):
    """Return the images (m, 784) and labels (m,), both uint8, in the file at `path`.

    Raises FileNotFoundError where there is none; where it is not right, nearly anything: a damaged zip can.
    """
    return check(*read_arrays(path, ["images", "labels"]), sha256)


def check(images, labels, sha256=SHA256):
    """Return images and labels in C order. Raises ValueError where they are not exactly the expected digits."""
    arrays = {"images": images, "labels": labels}
    for name, shape in ("images", (len(labels), 784)), ("labels", (len(labels),)):
        array = arrays[name] = np.ascontiguousarray(arrays[name])
        if array.dtype != np.uint8 or array.shape != shape:
            raise ValueError(f"the {name} are {array.dtype} {array.shape}, expected uint8 {shape}")
        if hashlib.sha256(array.reshape(-1)).hexdigest() != sha256[name]:
            raise ValueError(f"the {name} are not those of MNIST, their sha256 is another")
    return arrays["images"], arrays["labels"]


def save(path, images, labels, folder):
    """Write the cache, complete or not at all. folder: one on the same disk, for the unfinished file."""
    unfinished = folder / path.name
    np.savez_compressed(unfinished, images=images, labels=labels)
    os.replace(unfinished, path)


@contextlib.contextmanager
def temporary_folder(path):
    """Give a temporary folder beside the file `path`, and None; where that cannot be, one elsewhere, and the error."""
    error = None
    try:
        folder = _new_folder(prefix=f"{path.stem}.", dir=path.parent)
    except OSError as no_folder:  # say, one may only read here
        folder, error = _new_folder(), no_folder
    with folder as name:
        yield Path(name), error


def remove_leftovers(path):
    """Remove the temporary folders of programs that were killed. One that is less than a day old may be in use."""
    for folder in path.parent.glob(f"{path.stem}.*.part"):
        with contextlib.suppress(OSError):
            if time.time() - folder.stat().st_mtime > ONE_DAY:
                shutil.rmtree(folder)


def _new_folder(**place):
    return tempfile.TemporaryDirectory(suffix=".part", ignore_cleanup_errors=True, **place)
