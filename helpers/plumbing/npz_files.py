"""Arrays in .npz files that are whole or not there. Plumbing: NumPy reads and writes them."""

import io
import math
import os
import tempfile
import textwrap
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
        return read_arrays(path, names)
    except FileNotFoundError:
        raise
    except KeyError as error:
        raise ValueError(f"{path} lacks an array: {error.args[0]}") from error
    except Exception as error:  # a damaged zip can raise nearly anything
        words = textwrap.shorten(str(error), 200)
        raise ValueError(f"{path} is damaged, or is no .npz file: {words}") from error


def read_arrays(path, names):
    """Like read_npz, but where the file is damaged, this raises nearly anything."""
    # All of it first: from a file, ZipFile would reserve memory for whatever a damaged size says.
    with ZipFile(io.BytesIO(Path(path).read_bytes())) as file:
        return [_array(file.read(f"{name}.npy")) for name in names]


def _array(content):
    """Return the array in the bytes of an .npy file. Their number must be right: NumPy would reserve memory for any."""
    member = io.BytesIO(content)
    np.lib.format.read_magic(member)
    shape, _, dtype = np.lib.format.read_array_header_1_0(
        member
    )  # the version that np.savez writes
    if member.tell() + math.prod(shape) * dtype.itemsize != len(content):
        raise ValueError("an array is not as long as its header says")
    member.seek(0)
    return np.lib.format.read_array(member, allow_pickle=False)
