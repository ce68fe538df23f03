"""Arrays in .npz files that are whole or not there. Plumbing: NumPy reads and writes them."""

import io
import os
import tempfile
from pathlib import Path
from zipfile import ZipFile

import numpy as np


def write_npz(path, **arrays):
    """Write the arrays into path, by way of a temporary file beside it: an older one stays until the new is complete.

    Raises OSError where that fails; nothing half-written is left behind.
    """
    path = Path(path)
    with tempfile.TemporaryDirectory(prefix=f".{path.name}-", dir=path.parent) as folder:
        unfinished = Path(folder) / "unfinished.npz"
        np.savez_compressed(unfinished, **arrays)
        os.replace(unfinished, path)


def read_npz(path, names):
    """Return the arrays of these names, in their order.

    Raises FileNotFoundError where there is no file, and ValueError where it is damaged or lacks one of them.
    """
    try:
        # not np.load: it would leave a checksum unread where a damaged header says that the array ends early
        with ZipFile(path) as file:
            members = [io.BytesIO(file.read(f"{name}.npy")) for name in names]
        return [np.lib.format.read_array(member, allow_pickle=False) for member in members]
    except FileNotFoundError:
        raise
    except KeyError as error:
        raise ValueError(f"{path} lacks an array: {error.args[0]}") from error
    except Exception as error:  # a damaged zip can raise nearly anything
        raise ValueError(f"{path} is damaged, or is no .npz file: {error}") from error
