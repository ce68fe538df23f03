"""Full MNIST: from the cache, else from the first way that works, and then into the cache."""

import gzip
import json
import socket
import zlib
from functools import partial
from pathlib import Path
from urllib.error import HTTPError, URLError

import numpy as np

from helpers.plumbing import mnist_cache, mnist_idx, mnist_openml

SILENCE = 15  # seconds after which a server is given up


def load(
    read_csv,
    cache=mnist_cache.CACHE,
    sha256=mnist_cache.SHA256,
    mirrors=mnist_idx.MIRRORS,
    timeout=SILENCE,
):
    """Return the images (70000, 784) uint8 and labels (70000,) uint8 of MNIST: training set first, then test set.

    read_csv(path) -> images, labels: reads the reader's own CSV, beside the cache. sha256: of the two arrays.
    Prints what it does, and nothing where the cache is right.

    Raises OSError where no way works: the message says of each why, and what to do.
    """
    cache = Path(cache)
    mnist_cache.remove_leftovers(cache)
    try:
        return mnist_cache.read(cache, sha256)
    except FileNotFoundError:
        pass
    except Exception as error:
        state = "cannot be read" if isinstance(error, OSError) else "is damaged"
        _say(f"{cache} {state} ({in_words(error)}). It is made anew.")

    with mnist_cache.temporary_folder(cache) as (folder, no_place):
        ways = _ways(read_csv, cache.parent, folder, mirrors, timeout)
        images, labels = _first_that_works(ways, cache, sha256)
        try:
            if no_place:
                raise no_place
            mnist_cache.save(cache, images, labels, folder)
            _say(f"Saved as {cache}.")
        except Exception as error:  # a full disk, for one; the digits are here all the same
            _say(
                f"Could not be saved as {cache}, so the next time takes as long: {in_words(error)}."
            )
    return images, labels


def _first_that_works(ways, cache, sha256):
    _say(
        f"Downloading the full MNIST set, 70,000 digits, {mnist_openml.SIZE}, to {cache}. "
        "To do without: interrupt, and copy that file from a machine that has it."
    )
    failures = []
    for name, get in ways:
        _say(f"From {name}:")
        try:
            return mnist_cache.check(*get(), sha256)
        except Exception as error:  # whatever it is, the next way may work
            failures.append(f"  {name}: {in_words(error)}")
            _say(f"  failed: {in_words(error)}")
    raise OSError(
        "\n".join(
            ["The full MNIST set is not there, and could not be had.", *failures, _remedy(cache)]
        )
    )


def _ways(read_csv, home, folder, mirrors, timeout):
    """Return (name, function that returns images and labels) for each way, in the order in which to try them."""
    ways = [("OpenML", partial(mnist_openml.fetch, folder, timeout))]
    ways += [(mirror, partial(mnist_idx.fetch, mirror, timeout)) for mirror in mirrors]
    for names in ["mnist_784.csv"], ["mnist_train.csv", "mnist_test.csv"]:
        ways.append((" and ".join(names), partial(_from_csv, read_csv, home, names)))
    return ways


def _from_csv(read_csv, home, names):
    paths = []
    for name in names:
        found = [path for path in (home / name, home / f"{name}.gz") if path.exists()]
        if not found:
            raise OSError(f"there is no {name} in {home}")
        paths.append(found[0])
    parts = [read_csv(path) for path in paths]
    images, labels = (np.concatenate(arrays) for arrays in zip(*parts, strict=True))
    return images, labels.astype(np.uint8)


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
    elif isinstance(error, json.JSONDecodeError):
        text = "the answer is not JSON, perhaps a web page"
    elif isinstance(error, EOFError | zlib.error | gzip.BadGzipFile):
        text = f"cut short or damaged, {error}"
    elif isinstance(error, OSError) and error.strerror:
        text = error.strerror
    elif "md5" in str(error):
        text = "the file is not the one announced, its md5 is another"
    elif type(error) in (OSError, ValueError):
        text = str(error)
    else:
        text = f"{type(error).__name__}: {error}"
    return " ".join(text.split())[:300].rstrip(".")


def _remedy(cache):
    return f"""\
Do one of these and call again:
  - connect to the internet, or wait until one of the servers is back;
  - copy {cache.name} from a machine that has it into {cache.parent};
  - put mnist_784.csv there (all 70,000 digits in OpenML's order), or mnist_train.csv and mnist_test.csv
    (Kaggle's "MNIST in CSV"). More in data/README.md."""


def _say(text):
    print(text, flush=True)
