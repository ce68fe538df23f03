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

    Raises OSError where that fails: the message names path, and says what to do. Nothing half-written is left behind.
    """
    path = Path(path)
    folder = path.parent
    if path.is_dir():
        raise IsADirectoryError(f"{path} is a folder: name a file in it, as {path / 'my.npz'}")
    if not folder.is_dir():
        kind = NotADirectoryError if folder.exists() else FileNotFoundError
        raise kind(f"{path} cannot be written: there is no folder {folder}. Make it first.")
    try:
        with tempfile.TemporaryDirectory(
            prefix=".unfinished-", dir=folder, ignore_cleanup_errors=True
        ) as beside:
            unfinished = Path(beside) / "unfinished.npz"
            np.savez_compressed(unfinished, **arrays)
            os.replace(unfinished, path)
    except OSError as error:  # its own words name the temporary file
        raise type(error)(
            f"{path} cannot be written: {error.strerror or error}. Is there room on the disk, may you write into "
            "that folder, and has no other program the file open? If not, mend that, or name another place."
        ) from error


def read_npz(path, names):
    """Return the arrays of these names, in their order.

    Raises OSError where there is no file or it cannot be read, and ValueError where it is damaged or lacks one of them.
    """
    content = Path(path).read_bytes()
    try:
        # All of it first: from a file, ZipFile would reserve memory for whatever a damaged size says.
        with ZipFile(io.BytesIO(content)) as file:
            return [_array(file.read(f"{name}.npy")) for name in names]
    except KeyError as error:
        raise ValueError(f"{path} lacks an array: {error.args[0]}") from error
    except Exception as error:  # a damaged zip can raise nearly anything
        words = textwrap.shorten(str(error), 200)
        raise ValueError(f"{path} is damaged, or is no .npz file: {words}") from error


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
