"""Full MNIST from OpenML, through scikit-learn, with what its fetcher lacks: a timeout and progress."""

import contextlib
import socket
import threading
import warnings

import numpy as np
from sklearn.datasets import fetch_openml

SIZE = "about 15 MB"


def fetch(folder, timeout):
    """Return the images (m, 784) uint8 and labels (m,) uint8 of OpenML's mnist_784, version 1.

    folder: a folder of its own, for what scikit-learn downloads; the caller removes it. timeout: the seconds of
    silence after which to give up. Raises whatever scikit-learn does, at the first thing that goes wrong.
    """
    with _socket_timeout(timeout), _first_failure_counts(), _shown_size(folder):
        digits = fetch_openml(
            "mnist_784",
            version=1,
            as_frame=False,
            data_home=folder,
            n_retries=1,  # as few as it allows; see below
            parser="pandas",
            # Without it, 8 bytes a pixel and two copies: 1.4 GB at most instead of 0.3. And pandas 3 takes the labels
            # for numbers, which scikit-learn up to 1.9 at least does not expect.
            read_csv_kwargs={"dtype": np.uint8},
        )
    return digits.data, digits.target


@contextlib.contextmanager
def _socket_timeout(seconds):
    before = socket.getdefaulttimeout()
    socket.setdefaulttimeout(seconds)
    try:
        yield
    finally:
        socket.setdefaulttimeout(before)


@contextlib.contextmanager
def _first_failure_counts():
    """scikit-learn tries most things again, up to seven times whatever n_retries says. It warns before: raise there."""
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            warnings.filterwarnings("error", ".*(Retrying|redownloading)")
            yield
    except Warning as error:
        while isinstance(error, Warning) and error.__context__:
            error = error.__context__
        raise error from None


@contextlib.contextmanager
def _shown_size(folder):
    """Print, in one line that is written over, how many MB the folder holds by now."""
    done = threading.Event()

    def show():
        while not done.wait(0.5):
            _print_size(folder)

    thread = threading.Thread(target=show, daemon=True)
    thread.start()
    try:
        yield
    finally:
        done.set()
        thread.join()
        _print_size(folder, end="\n")


def _print_size(folder, end=""):
    with contextlib.suppress(OSError):  # a file was renamed meanwhile
        size = sum(path.stat().st_size for path in folder.rglob("*") if path.is_file())
        print(f"\r  {size / 1e6:.1f} MB of {SIZE}", end=end, flush=True)
