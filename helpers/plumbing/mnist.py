"""Full MNIST: from its cache, else from the first way that works, and then into the cache."""

import gzip
import hashlib
import socket
import zlib
from functools import partial
from pathlib import Path
from urllib.error import HTTPError, URLError

import numpy as np
from sklearn.datasets import fetch_openml

from helpers.plumbing import mnist_idx
from helpers.plumbing.digits import Digits, load_csv
from helpers.plumbing.npz_files import read_npz, write_npz

CACHE = Path(__file__).resolve().parents[2] / "data" / "mnist_784.npz"  # both arrays uint8
SHA256 = {  # of the bytes of each array of the cache, in C order
    "images": "5b92582eb909c82a9bfefcd44acbe9233be3eb5b419a44cf211022ad2bf4bf96",
    "labels": "671ff9d70b4811116d55c3dd479efa7a981e2e62753ef7a6d5c15fea81e63d27",
}
REMEDY = """\
Do one of these and call again:
  - connect to the internet, or wait until one of the servers is back;
  - copy {cache.name} from a machine that has it into {cache.parent};
  - put there what you have of MNIST: its four original files (train-images-idx3-ubyte.gz and so on),
    Keras' mnist.npz, OpenML's mnist_784.csv, or mnist_train.csv and mnist_test.csv (Kaggle's "MNIST in CSV").
More in data/README.md."""


def load_mnist() -> Digits:
    """Return all 70,000 digits of MNIST: the training set, 60,000 rows, then the test set.

    The first call downloads them (about 12 MB) and keeps them in data/mnist_784.npz; after that, no network is needed.
    Nor is it where data/ holds MNIST in another form: data/README.md says in which.

    Raises OSError where they cannot be had: the message says why, and what to do.
    """
    try:
        return read_cache()
    except FileNotFoundError:
        pass
    except (OSError, ValueError) as error:
        _say(f"{CACHE} is not used: {in_words(error)}. It is made anew.")

    digits = _first_that_works()
    try:
        write_npz(CACHE, images=digits.images, labels=digits.labels.astype(np.uint8))
        _say(f"Saved as {CACHE}.")
    except Exception as error:  # a full disk, for one; the digits are here all the same
        _say(f"Not saved, so the next time takes as long: {in_words(error)}.")
    return digits


def read_cache() -> Digits:
    """Return the digits in the cache. Raises OSError where it cannot be read, ValueError where it is not right."""
    return check(*read_npz(CACHE, ["images", "labels"]))


def check(images, labels) -> Digits:
    """Return these digits: images (m, 784) uint8 and labels (m,) of any integers.

    Raises ValueError where they are not exactly those of MNIST.
    """
    if images.dtype != np.uint8 or images.shape != (len(images), 784):
        raise ValueError(f"the images are {images.dtype} {images.shape}, not uint8 (70000, 784)")
    if labels.dtype.kind not in "iu" or labels.shape != (len(images),):
        raise ValueError(
            f"the labels are {labels.dtype} {labels.shape}, not integers {(len(images),)}"
        )
    digits = Digits(np.ascontiguousarray(images), np.ascontiguousarray(labels, np.int64))
    for name, array in zip(SHA256, digits, strict=True):
        as_bytes = array.reshape(-1).astype(np.uint8, copy=False)
        same = np.array_equal(as_bytes, array.reshape(-1))  # 261 would become 5
        if not same or hashlib.sha256(as_bytes).hexdigest() != SHA256[name]:
            raise ValueError(f"the {name} are not those of MNIST, their sha256 is another")
    return digits


def _first_that_works():
    failures = []
    for name, get in _ways():
        _say(f"From {name}:")
        try:
            return check(*get())
        except Exception as error:  # whatever it is, the next way may work
            failures.append(f"  {name}: {in_words(error)}")
            _say(f"  failed: {in_words(error)}")
    what = "The full MNIST set is not there, and could not be had."
    raise OSError("\n".join([what, *failures, REMEDY.format(cache=CACHE)]))


def _ways():
    """Yield (name, function that returns images and labels) for each way, in the order in which to try them."""
    for name, (read, files) in OWN.items():
        places = [[CACHE.parent / name for name in names] for names in files]
        if any(path.is_file() for paths in places for path in paths):
            yield f"{name} in {CACHE.parent}", partial(_from_files, read, places)
    _say(
        f"Downloading the full MNIST set, 70,000 digits, about 12 MB, to {CACHE}. "
        "To do without: interrupt, and copy that file from a machine that has it."
    )
    for mirror in mnist_idx.MIRRORS:
        yield mirror, partial(mnist_idx.fetch, mirror)
    yield "OpenML", _from_openml


def _from_files(read, places):
    """Return what read gives for the files. places: for each of them, the paths at which it may be."""
    found = []
    for paths in places:
        there = [path for path in paths if path.is_file()]
        if not there:
            raise FileNotFoundError(f"there is no {paths[0].name}")
        found.append(there[0])
    return read(*found)


def _from_keras(path):
    train, y_train, test, y_test = read_npz(path, ["x_train", "y_train", "x_test", "y_test"])
    return np.concatenate([train, test]).reshape(-1, 784), np.concatenate([y_train, y_test])


def _from_csv(*paths):
    parts = [load_csv(path) for path in paths]
    return tuple(np.concatenate(arrays) for arrays in zip(*parts, strict=True))


OWN = {  # what the reader may have in data/: how it is read, and for each of its files the names it may have
    "the four original files": (mnist_idx.read, mnist_idx.NAMES),
    "mnist.npz": (_from_keras, [["mnist.npz"]]),
    "mnist_784.csv": (_from_csv, [["mnist_784.csv", "mnist_784.csv.gz"]]),
    "mnist_train.csv and mnist_test.csv": (
        _from_csv,
        [["mnist_train.csv", "mnist_train.csv.gz"], ["mnist_test.csv", "mnist_test.csv.gz"]],
    ),
}


def _from_openml():
    before = socket.getdefaulttimeout()
    # scikit-learn sets no timeout, and would wait for a silent server for ever
    socket.setdefaulttimeout(mnist_idx.TIMEOUT)
    try:
        return fetch_openml(
            "mnist_784",
            version=1,
            return_X_y=True,
            as_frame=False,
            n_retries=1,
            parser="pandas",
            # Else the pixels take 8 bytes each, twice; and what the labels are depends on the version of pandas.
            read_csv_kwargs={"dtype": np.uint8},
        )
    finally:
        socket.setdefaulttimeout(before)


def in_words(error):
    """Return in one short line what went wrong."""
    if isinstance(error, URLError) and isinstance(getattr(error, "reason", None), Exception):
        error = error.reason  # a HTTPError's reason is a text
    if isinstance(error, HTTPError):
        text = f"the server answered {error.code} {error.reason}"
    elif isinstance(error, socket.gaierror):
        text = "its name is not known here, perhaps there is no network"
    elif isinstance(error, TimeoutError):
        text = "no answer for too long"
    elif isinstance(error, EOFError | zlib.error | gzip.BadGzipFile):
        text = f"cut short or damaged, {error}"
    elif isinstance(error, OSError):
        text = error.strerror or str(error)
    elif type(error) is ValueError:
        text = str(error)
    else:
        text = f"{type(error).__name__}: {error}"
    return " ".join(text.split())[:300].rstrip(".")


def _say(text):
    print(text, flush=True)
