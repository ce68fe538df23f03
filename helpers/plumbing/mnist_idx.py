"""The four original files of MNIST, in the IDX format of 1998: the reader's own, or from a mirror."""

import gzip
from pathlib import Path
from urllib.request import urlopen

import numpy as np

MIRRORS = (
    "https://ossci-datasets.s3.amazonaws.com/mnist/",
    "https://storage.googleapis.com/cvdf-datasets/mnist/",
)
FILES = {  # the shape of one example in each
    "train-images-idx3-ubyte.gz": (28, 28),
    "train-labels-idx1-ubyte.gz": (),
    "t10k-images-idx3-ubyte.gz": (28, 28),
    "t10k-labels-idx1-ubyte.gz": (),
}
# for each, the names it has on a reader's disk: gzipped or not, with a hyphen or a dot before idx
NAMES = [
    [name, name[:-3], name.replace("-idx", ".idx"), name.replace("-idx", ".idx")[:-3]]
    for name in FILES
]
TIMEOUT = 15  # seconds of silence after which a server is given up
CHUNK = 2**17  # bytes; small enough that the progress moves on a slow line


def fetch(mirror):
    """Return the images (m, 784) and labels (m,), both uint8, at this address: training set first, then test set.

    Raises OSError where the network fails, ValueError or EOFError where what came is not what it should be.
    """
    return _joined(read_idx(download(mirror + name), name, FILES[name]) for name in FILES)


def read(*paths):
    """Return the same from the files at these four paths, in the order of FILES. Raises the same."""
    return _joined(
        read_idx(path.read_bytes(), path.name, shape)
        for path, shape in zip(map(Path, paths), FILES.values(), strict=True)
    )


def download(address):
    """Return the bytes at this address, and print meanwhile, in a line that is written over, how many have come."""
    name = address.rpartition("/")[2]
    content = bytearray()
    with urlopen(address, timeout=TIMEOUT) as response:
        size = response.headers.get("Content-Length", "")
        total = f" of {int(size) / 1000:,.0f}" if size.isdigit() else ""
        while chunk := response.read(CHUNK):
            content += chunk
            print(f"\r  {name}: {len(content) / 1000:,.0f}{total} kB", end="", flush=True)
    print()
    if size.isdigit() and len(content) != int(size):  # urllib says nothing of this
        raise EOFError(f"{name} ended after {len(content):,} of {int(size):,} bytes")
    return bytes(content)


def read_idx(content, name, shape):
    """Return the array in an IDX file of bytes: (m, *shape) uint8, where m stands in the file.

    content: the file, gzipped or not. name: what to call it in the error. Raises ValueError where it is something else.
    """
    if content[:2] == b"\x1f\x8b":
        content = gzip.decompress(content)
    elif content.lstrip()[:1] == b"<":
        raise ValueError(f"{name} is a web page")
    # two zeros, 8 for unsigned bytes, the number of axes; then the length of each axis, 4 bytes, big end first
    n_axes = 1 + len(shape)
    start = 4 + 4 * n_axes
    axes = np.frombuffer(content[4:start], ">u4") if len(content) >= start else []
    if content[:4] != bytes([0, 0, 8, n_axes]) or tuple(axes[1:]) != shape:
        raise ValueError(f"{name} is no IDX file of bytes (m, {', '.join(map(str, shape))})")
    m = int(axes[0])
    if len(content) - start != m * int(np.prod(shape)):
        raise ValueError(f"{name} says that it holds {m:,} digits, and does not")
    return np.frombuffer(content, np.uint8, offset=start).reshape(m, *shape)


def _joined(arrays):
    train, y_train, test, y_test = arrays
    return np.concatenate([train, test]).reshape(-1, 784), np.concatenate([y_train, y_test])
