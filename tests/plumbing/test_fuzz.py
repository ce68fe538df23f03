"""Damaged files: each loader gives the right arrays or says what is wrong. `make fuzz` tries 10,000 for each."""

import faulthandler
import hashlib
import os
import re
import sys
import tempfile
import time
import tracemalloc
from pathlib import Path
from zipfile import ZipFile

import numpy as np
import pytest

pytest.importorskip("hypothesis", reason="needs hypothesis, which requirements-dev.txt lists")
from hypothesis import HealthCheck, event, example, given, settings

from helpers.data import load_csv
from helpers.layers import SoftmaxCrossEntropy, mlp
from helpers.model import Model
from helpers.plumbing import mnist
from helpers.plumbing.npz_files import write_npz
from helpers.saving import architecture, load_weights, save_weights
from support.fuzz_csv import IMAGES, LABELS, damaged_csvs, good_table, rewritten_csvs, write
from support.fuzz_npz import Npz, as_member, as_zip, damaged_npzs
from support.strict_readers import csv_digits, csv_rows, is_whole, npz_weights, number

pytestmark = pytest.mark.slow
settings.register_profile(
    "few",
    max_examples=60,
    derandomize=True,
    database=None,
    deadline=None,  # limits() counts processor time: a busy computer is no defect
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large],
)
settings.register_profile(
    "many", settings.get_profile("few"), max_examples=10_000, derandomize=False, print_blob=True
)
PROFILE = settings.get_profile(os.environ.get("FUZZ", "few"))


@pytest.fixture(scope="module")
def path(tmp_path_factory):
    return tmp_path_factory.mktemp("fuzz") / "damaged.file"


def attempt(load, *args, megabytes=None):
    """Return what load returns, and what it raises; the one or the other is None.

    Fails where it takes 5 s of work, or asks for more memory, touched or not. Where it never ends, all ends.
    """
    result = error = None
    faulthandler.dump_traceback_later(600, exit=True, file=sys.__stderr__)
    if megabytes:
        tracemalloc.start()
    start = time.process_time()
    try:
        result = load(*args)
    except Exception as raised:
        error = raised
    seconds = time.process_time() - start
    peak = tracemalloc.get_traced_memory()[1]  # 0 where it was not started
    tracemalloc.stop()
    faulthandler.cancel_dump_traceback_later()
    event("refused" if error else "loaded")
    assert seconds < 5 and peak < (megabytes or 1) * 1e6
    return result, error


def assert_clear(error, path):
    """It is a plain ValueError, and its message one line that begins with the file."""
    if type(error) is not ValueError:
        raise error
    text = str(error)
    assert text.startswith(str(path)) and text.isprintable() and len(text) < 1000


# --- load_csv ---

ROWS = good_table()


@PROFILE
@given(content=damaged_csvs())
@example(content=write([*ROWS, ["\v"]]))  # no blank line for pandas, though one for Python
@example(content=write([["5", *["NA"] * 784], *ROWS[1:]]))  # no header
@example(
    content=write([ROWS[0], *(["", *row] for row in ROWS[1:])], end="\r\r")
)  # pandas loses the first cell
def test_a_damaged_csv(content, path):
    path.write_bytes(content)
    digits, error = attempt(load_csv, path)
    if error:
        assert_clear(error, path)
        assert_place_is_right(str(error), csv_rows(content))
    else:
        right = csv_digits(content)
        assert right is not None, "loaded, but there are no digits in it"
        assert digits.images.dtype == np.uint8 and digits.labels.dtype == np.int64
        np.testing.assert_array_equal(digits.images, right[0])
        np.testing.assert_array_equal(digits.labels, right[1])


@settings(PROFILE, max_examples=PROFILE.max_examples // 4)
@given(content=rewritten_csvs())
@example(content=write([[f"'{cell}'" for cell in row] for row in ROWS]))
def test_a_good_csv_in_another_form(content, path):
    path.write_bytes(content)
    for images, labels in load_csv(path), csv_digits(content):
        np.testing.assert_array_equal(images, IMAGES)
        np.testing.assert_array_equal(labels, LABELS)


def assert_place_is_right(message, rows):
    """What the message says stands somewhere does stand there, and is wrong."""
    if any("\n" in cell or "\r" in cell for _, cells in rows or [] for cell in cells):
        return  # below a cell of several lines, lines are not counted rightly
    pattern = r"line (\d+), column (\d+).*?: found (.*), expected a (label|pixel)"
    if match := re.search(pattern, message):
        line, column, found, what = match.groups()
        cells = dict(rows)[int(line)]
        cell = cells[int(column) - 1] if int(column) <= len(cells) else ""
        assert found == (repr(cell[:40]) if cell else "nothing")
        if (
            cell.isascii() and cell.isprintable()
        ):  # of other white space it may refuse more than the strict reader
            assert not is_whole(number(cell), 9 if what == "label" else 255)
    if match := re.search(r"line (\d+): found (\d+) cells, expected (\d+)", message):
        line, found, expected = map(int, match.groups())
        assert found == len(dict(rows)[line]) > expected == len(rows[0][1])


# --- load_weights ---


def saved(save):
    """Return the members, name: bytes, of the .npz file that save(path) writes."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "good.npz"
        save(path)
        with ZipFile(path) as file:
            return {name: file.read(name) for name in file.namelist()}


def network(seed):
    return Model(mlp((4, 5, 3), np.random.default_rng(seed)), SoftmaxCrossEntropy())


WEIGHTS = saved(lambda path: save_weights(network(0), path))
LONG = {"descr": "<f8", "fortran_order": False, "shape": (10**12,)}
GOOD_ZIP = as_zip(WEIGHTS)
SIZE = GOOD_ZIP.rfind(b"PK\1\2") + 20  # where it says how many bytes the last member takes


@PROFILE
@pytest.mark.filterwarnings("ignore:Reading .*npy.* created on Python 2:UserWarning")
@given(file=damaged_npzs(WEIGHTS))
@example(file=Npz.of(WEIGHTS))
@example(file=Npz.of({**WEIGHTS, "theta.npy": WEIGHTS["theta.npy"] + b"more"}))
@example(file=Npz.of({**WEIGHTS, "theta.npy": as_member(LONG, network(0).theta.tobytes())}))
@example(file=Npz(WEIGHTS, GOOD_ZIP[:SIZE] + b"\0\0\0\x7f" + GOOD_ZIP[SIZE + 4 :], intact=False))
def test_damaged_weights(file, path):
    path.write_bytes(file.content)
    model = network(1)
    before = model.theta.copy()
    right = npz_weights(file.members, architecture(model), model.theta.size)
    _, error = attempt(load_weights, model, path, megabytes=20)
    if error:
        if "holds another network" not in str(error):  # that quotes what the file holds
            assert_clear(error, path)
        np.testing.assert_array_equal(model.theta, before)
        assert right is None or not file.intact, "not loaded, but these are weights"
    else:
        assert right is not None, "loaded, but these are no weights"
        np.testing.assert_array_equal(model.theta, right)


# --- the cache of full MNIST, here with three digits ---

ARRAYS = {"images": IMAGES, "labels": LABELS.astype(np.uint8)}
SHA256 = {name: hashlib.sha256(array.tobytes()).hexdigest() for name, array in ARRAYS.items()}
CACHE = saved(lambda path: write_npz(path, **ARRAYS))


@PROFILE
@pytest.mark.filterwarnings("ignore:Reading .*npy.* created on Python 2:UserWarning")
@given(file=damaged_npzs(CACHE))
@example(file=Npz.of(CACHE))
def test_a_damaged_cache(file, path):
    """It raises a plain ValueError: load_mnist says in a line what, and makes the file anew."""
    path.write_bytes(file.content)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(mnist, "CACHE", path)
        patch.setattr(mnist, "SHA256", SHA256)
        arrays, error = attempt(mnist.read_cache, megabytes=20)
    if error:
        assert type(error) is ValueError
        words = mnist.in_words(error)
        assert words and words.isprintable()
        assert not file.intact or file.members != CACHE, "not read, but it is whole"
    else:
        assert arrays.images.dtype == np.uint8 and arrays.labels.dtype == np.int64
        for array, right in zip(arrays, ARRAYS.values(), strict=True):
            np.testing.assert_array_equal(array, right)
