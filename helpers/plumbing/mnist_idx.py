"""Full MNIST from a mirror of its four original files, in the IDX format of 1998."""

import gzip
from urllib.request import urlopen

import numpy as np

MIRRORS = (
    "https://ossci-datasets.s3.amazonaws.com/mnist/",
    "https://storage.googleapis.com/cvdf-datasets/mnist/",
)
FILES = (  # images and labels of the training set, then of the test set
    ("train-images-idx3-ubyte.gz", "train-labels-idx1-ubyte.gz"),
    ("t10k-images-idx3-ubyte.gz", "t10k-labels-idx1-ubyte.gz"),
)
CHUNK = 2**17  # bytes; small enough that the progress moves on a slow line


def fetch(mirror, timeout):
    """Return the images (m, 784) uint8 and labels (m,) uint8 at this address: training set first, then test set.

    timeout: the seconds of silence after which to give up. Raises OSError where the network fails, ValueError or
    EOFError where what came is not what it should be.
    """
    images, labels = [], []
    for images_name, labels_name in FILES:
        images.append(read_idx(download(mirror + images_name, timeout), images_name, (28, 28)))
        labels.append(read_idx(download(mirror + labels_name, timeout), labels_name, ()))
    return np.concatenate(images).reshape(-1, 784), np.concatenate(labels)


def download(address, timeout):
    """Return the bytes at this address, and print meanwhile, in a line that is written over, how many have come."""
    name = address.rpartition("/")[2]
    content = bytearray()
    with urlopen(address, timeout=timeout) as response:
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

    content: the file, gzipped. name: what to call it in the error. Raises ValueError where it is something else.
    """
    if content[:2] != b"\x1f\x8b":
        what = "a web page" if content.lstrip()[:1] == b"<" else "something else"
        raise ValueError(f"{name} is not the gzipped file, but {what}")
    content = gzip.decompress(content)
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
