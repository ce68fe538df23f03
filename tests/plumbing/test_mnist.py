"""Full MNIST by every way and every failure, against a real server on localhost, with 60 digits in its place."""

import gzip
import hashlib
import io
import json
import os
import re
import signal
import socket
import subprocess
import sys
import tempfile
import time
import warnings
from pathlib import Path
from urllib.error import HTTPError, URLError

import numpy as np
import pytest

from helpers.data import Digits, load_csv, load_mnist, load_sample
from helpers.plumbing import mnist, mnist_cache, mnist_idx, mnist_openml
from support.mnist_server import MnistServer, redirect_openml

N_TRAIN = 45
SEARCH, DESCRIPTION = "/data/list/", "/json/data/554"
FEATURES, ARFF = "/features/554", "/download/52667"
OPENML_STEPS = [SEARCH, DESCRIPTION, FEATURES, ARFF]


@pytest.fixture(scope="module")
def digits():
    """images (60, 784) and labels (60,), both uint8: real digits."""
    images, labels = load_sample()
    return images[:60], labels[:60].astype(np.uint8)


@pytest.fixture(scope="module")
def sha256(digits):
    return {
        name: hashlib.sha256(array.tobytes()).hexdigest()
        for name, array in zip(["images", "labels"], digits, strict=True)
    }


@pytest.fixture
def server(digits, monkeypatch):
    monkeypatch.setenv("no_proxy", "*")
    server = MnistServer()
    server.serve(*digits, N_TRAIN)
    redirect_openml(server.address, monkeypatch.setattr)
    yield server
    server.close()


@pytest.fixture
def load(tmp_path, server, sha256):
    def load(cache=tmp_path / "mnist_784.npz", mirrors=("/mnist/",), read_csv=load_csv):
        mirrors = [server.address + mirror for mirror in mirrors]
        timeout = 0.5 if {"stall", "silence"} & set(server.how.values()) else 20
        return mnist.load(read_csv, cache, sha256, mirrors, timeout)

    return load


@pytest.fixture
def assert_digits(digits):
    def assert_digits(found):
        for array, wanted in zip(found, digits, strict=True):
            assert array.dtype == np.uint8 and array.flags.c_contiguous
            np.testing.assert_array_equal(array, wanted)

    return assert_digits


def names_in(folder):
    return sorted(path.name for path in folder.iterdir())


def ways_tried(output):
    return [line[5:-1] for line in output.splitlines() if line.startswith("From ")]


# --- when all is well ---


@pytest.mark.parametrize("packs", [True, False], ids=["packed", "unpacked"])
def test_from_openml_and_then_from_the_cache(load, server, tmp_path, assert_digits, capsys, packs):
    server.packs = packs
    assert_digits(load())
    output = capsys.readouterr().out
    first, *rest = output.splitlines()
    for part in "70,000 digits", "about 15 MB", str(tmp_path / "mnist_784.npz"), "To do without":
        assert part in first
    assert first.endswith(
        ". To do without: interrupt, and copy that file from a machine that has it."
    )
    assert ways_tried(output) == ["OpenML"] and "MB of about 15 MB" in output
    assert rest[-1] == f"Saved as {tmp_path / 'mnist_784.npz'}."
    assert names_in(tmp_path) == ["mnist_784.npz"]
    assert not any("/mnist/" in path for path in server.asked)

    server.asked.clear()
    assert_digits(load())
    assert not server.asked
    assert capsys.readouterr() == ("", "")


def test_the_cache_holds_two_arrays_of_bytes(load, tmp_path, digits):
    load()
    with np.load(tmp_path / "mnist_784.npz") as arrays:
        assert sorted(arrays) == ["images", "labels"]
        assert arrays["images"].dtype == arrays["labels"].dtype == np.uint8
    assert (tmp_path / "mnist_784.npz").stat().st_size < digits[0].nbytes / 2


def test_the_socket_timeout_and_the_warnings_are_as_before(load, server, tmp_path):
    before = socket.getdefaulttimeout()
    filters = list(warnings.filters)
    socket.setdefaulttimeout(77)
    try:
        load()
        assert socket.getdefaulttimeout() == 77 and warnings.filters == filters
        server.how = {"": 500}
        with pytest.raises(OSError):
            load(tmp_path / "another.npz")
        assert socket.getdefaulttimeout() == 77 and warnings.filters == filters
    finally:
        socket.setdefaulttimeout(before)


# --- OpenML fails: the mirror is next ---


@pytest.mark.filterwarnings("error")
@pytest.mark.parametrize(
    ("step", "how", "words"),
    [
        (SEARCH, "silence", "no answer for too long"),
        (DESCRIPTION, "stall", "no answer for too long"),
        (ARFF, "stall", "no answer for too long"),
        (SEARCH, "cut", "cut short or damaged"),
        (ARFF, "cut", "cut short or damaged"),
        *[
            (step, "html", "not JSON, perhaps a web page")
            for step in (SEARCH, DESCRIPTION, FEATURES)
        ],
        (ARFF, "html", "not the one announced, its md5 is another"),
        *[(step, 500, "server answered 500 Internal Server Error") for step in OPENML_STEPS],
        (ARFF, 404, "server answered 404 Not Found"),
        (SEARCH, 412, "OpenMLError: Dataset mnist_784 with version 1 not found"),
    ],
)
def test_openml_fails_and_the_mirror_works(
    load, server, tmp_path, assert_digits, capsys, step, how, words
):
    server.how = {step: how}
    start = time.monotonic()
    assert_digits(load())
    assert time.monotonic() - start < 5  # silence lasts 0.5 s here
    output = capsys.readouterr().out
    assert ways_tried(output) == ["OpenML", f"{server.address}/mnist/"]
    [line] = [line for line in output.splitlines() if line.startswith("  failed: ")]
    assert words in line
    asked = [path for path in server.asked if step in path]
    assert len(asked) == (2 if how == 412 else 1)  # else nothing is tried again
    assert names_in(tmp_path) == ["mnist_784.npz"]


def wrong_pixel(digits):
    images = digits[0].copy()
    images[7, 300] ^= 1
    return images, digits[1]


def wrong_label(digits):
    labels = digits[1].copy()
    i = np.flatnonzero(labels != labels[0])[0]
    labels[[0, i]] = labels[[i, 0]]
    return digits[0], labels


@pytest.mark.parametrize("change", [wrong_pixel, wrong_label])
def test_openml_serves_other_digits_in_good_form(
    load, server, digits, assert_digits, capsys, change
):
    good = server.files
    server.serve(*change(digits), N_TRAIN)
    server.files |= {path: body for path, body in good.items() if path.startswith("/mnist/")}
    assert_digits(load())
    output = capsys.readouterr().out
    assert ways_tried(output) == ["OpenML", f"{server.address}/mnist/"]
    what = "images" if change is wrong_pixel else "labels"
    assert f"failed: the {what} are not those of MNIST" in output


def test_openml_serves_another_file_than_it_announces(load, server, digits, assert_digits, capsys):
    for path, body in server.files.items():
        if ARFF in path:
            server.files[path] = body[:-3] + b"7\n"
    assert_digits(load())
    assert (
        "failed: the file is not the one announced, its md5 is another" in capsys.readouterr().out
    )


def test_nobody_listens(load, server, tmp_path):
    server.close()
    with pytest.raises(OSError) as raised:
        load()
    assert len(re.findall("(?i)refused", str(raised.value))) == 2  # OpenML and the mirror
    assert names_in(tmp_path) == []


# --- the mirror ---


@pytest.mark.parametrize(
    ("name", "how", "words"),
    [
        ("train-images", "silence", "no answer for too long"),
        ("train-images", "stall", "no answer for too long"),
        ("train-labels", "silence", "no answer for too long"),
        *[(name, "cut", "ended after") for name in ("train-images", "t10k-labels")],
        (
            "train-labels",
            "html",
            "train-labels-idx1-ubyte.gz is not the gzipped file, but a web page",
        ),
        (
            "t10k-images",
            "html",
            "t10k-images-idx3-ubyte.gz is not the gzipped file, but a web page",
        ),
        ("train-images", 404, "server answered 404"),
        ("t10k-labels", 500, "server answered 500"),
    ],
)
def test_a_mirror_fails_and_the_next_one_works(
    load, server, tmp_path, assert_digits, capsys, name, how, words
):
    server.files |= {"/second" + path: body for path, body in server.files.items()}
    server.how = {"/api/": 500, "/second": "fine", f"/mnist/{name}": how}
    start = time.monotonic()
    assert_digits(load(mirrors=["/mnist/", "/second/mnist/"]))
    assert time.monotonic() - start < 5
    output = capsys.readouterr().out
    assert ways_tried(output)[1:] == [f"{server.address}{path}mnist/" for path in ("/", "/second/")]
    assert words in output
    assert len([path for path in server.asked if path.startswith(f"/mnist/{name}")]) == 1
    assert names_in(tmp_path) == ["mnist_784.npz"]


@pytest.mark.parametrize("change", [wrong_pixel, wrong_label])
def test_a_mirror_serves_other_digits_in_good_form(load, server, digits, tmp_path, change):
    server.serve(*change(digits), N_TRAIN)
    with pytest.raises(OSError, match=r"/mnist/: the (images|labels) are not those of MNIST"):
        load()
    assert names_in(tmp_path) == []


def test_openml_shows_how_much_is_there(tmp_path, capsys):
    (tmp_path / "folder").mkdir()
    (tmp_path / "folder" / "deep").write_bytes(bytes(1_500_000))
    (tmp_path / "part").write_bytes(bytes(200_000))
    mnist_openml._print_size(tmp_path)
    assert capsys.readouterr().out == "\r  1.7 MB of about 15 MB"


def test_the_mirror_shows_its_progress(load, server, capsys):
    server.how = {"/api/": 500}
    load()
    assert re.search(r"\r  train-images-idx3-ubyte.gz: (\d+) of \1 kB\n", capsys.readouterr().out)


@pytest.mark.parametrize(
    ("headers", "total"), [({"Content-Length": "3000000"}, " of 3,000"), ({}, "")]
)
def test_a_large_file_comes_in_pieces(monkeypatch, capsys, headers, total):
    content = np.random.default_rng(0).bytes(3_000_000)
    response = io.BytesIO(content)
    response.headers = headers
    monkeypatch.setattr(mnist_idx, "urlopen", lambda address, timeout: response)
    assert mnist_idx.download("http://some.where/large.gz", 1) == content
    lines = capsys.readouterr().out.split("\r")
    assert lines[0] == "" and lines[1] == f"  large.gz: 131{total} kB" and len(lines) == 1 + 23
    assert lines[-1] == f"  large.gz: 3,000{total} kB\n"


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (b"\n<html>", "but a web page"),
        (b"", "but something else"),
        (gzip.compress(b""), "no IDX file"),
        (gzip.compress(bytes([0, 0, 8, 1, 0, 0, 0, 1, 5])), "no IDX file of bytes (m, 28, 28)"),
        (gzip.compress(bytes([0, 0, 8, 3, 0, 0, 0, 1, 0, 0, 0, 28, 0, 0, 0, 27])), "no IDX file"),
        (gzip.compress(bytes([0, 0, 13, 3, 0, 0, 0, 0, 0, 0, 0, 28, 0, 0, 0, 28])), "no IDX file"),
        (gzip.compress(bytes([0, 0, 8, 3, 0, 0, 0, 2, 0, 0, 0, 28, 0, 0, 0, 28, 9])), "2 digits"),
    ],
    ids=["html", "empty", "empty-gzip", "labels", "28x27", "floats", "cut"],
)
def test_a_file_that_is_no_idx_file(content, words):
    with pytest.raises(ValueError) as raised:
        mnist_idx.read_idx(content, "train-images", (28, 28))
    assert "train-images" in str(raised.value) and words in str(raised.value)


def test_a_file_of_no_digits_is_one_too():
    content = gzip.compress(bytes([0, 0, 8, 3, 0, 0, 0, 0, 0, 0, 0, 28, 0, 0, 0, 28]))
    assert mnist_idx.read_idx(content, "train-images", (28, 28)).shape == (0, 28, 28)


# --- the reader's own CSV ---


@pytest.fixture
def write_csv(tmp_path):
    def write_csv(name, images, labels, label="label", first=0, last=False):
        header = [label, *(f"pixel{i}" for i in range(first, first + 784))]
        rows = [header, *np.column_stack([labels, images]).tolist()]
        if last:
            rows = [[*row[1:], row[0]] for row in rows]
        text = "".join(",".join(map(str, row)) + "\n" for row in rows).encode()
        (tmp_path / name).write_bytes(gzip.compress(text) if name.endswith(".gz") else text)

    return write_csv


@pytest.mark.parametrize("name", ["mnist_784.csv", "mnist_784.csv.gz"])
def test_the_csv_of_openml(load, server, digits, write_csv, assert_digits, tmp_path, capsys, name):
    server.how = {"": 500}
    write_csv(name, *digits, "class", 1, last=True)
    assert_digits(load())
    assert len(server.asked) == 2 and ways_tried(capsys.readouterr().out)[-1] == "mnist_784.csv"
    assert names_in(tmp_path) == sorted([name, "mnist_784.npz"])
    (tmp_path / name).unlink()
    assert_digits(load())
    assert len(server.asked) == 2


@pytest.mark.parametrize("end", ["", ".gz"])
def test_the_two_csv_of_kaggle(load, server, digits, write_csv, assert_digits, end):
    server.how = {"": 500}
    images, labels = digits
    write_csv("mnist_train.csv" + end, images[:N_TRAIN], labels[:N_TRAIN])
    write_csv("mnist_test.csv", images[N_TRAIN:], labels[N_TRAIN:])
    write_csv("mnist_784.csv", *wrong_pixel(digits))  # not these, so it goes on
    assert_digits(load())


@pytest.mark.parametrize("change", [wrong_pixel, wrong_label])
def test_a_csv_of_other_digits(load, server, digits, write_csv, tmp_path, change):
    server.how = {"": 500}
    write_csv("mnist_784.csv", *change(digits))
    with pytest.raises(OSError, match="mnist_784.csv: the .* are not those of MNIST"):
        load()
    assert names_in(tmp_path) == ["mnist_784.csv"]


def test_half_of_kaggles_two_files_and_a_bad_csv(load, server, digits, write_csv, tmp_path):
    server.how = {"": 500}
    write_csv("mnist_train.csv", *digits)
    (tmp_path / "mnist_784.csv").write_bytes(b"<html>")
    with pytest.raises(OSError) as raised:
        load()
    assert "is a web page" in str(raised.value)
    assert f"there is no mnist_test.csv in {tmp_path}" in str(raised.value)


# --- nothing works ---


@pytest.mark.parametrize(
    ("error", "words"),
    [
        (
            URLError(socket.gaierror(-2, "Name or service not known")),
            "its name is not known here, perhaps there is no network",
        ),
        (URLError(TimeoutError("timed out")), "no answer for too long"),
        (URLError("unknown url type"), "URLError: <urlopen error unknown url type>"),
        (HTTPError("address", 404, "Not Found", None, None), "the server answered 404 Not Found"),
        (json.JSONDecodeError("Oh", "", 0), "the answer is not JSON, perhaps a web page"),
        (EOFError("it ended."), "cut short or damaged, it ended"),
        (PermissionError(13, "Permission denied"), "Permission denied"),
        (ValueError("another md5"), "the file is not the one announced, its md5 is another"),
        (OSError("in\n two  lines, X.."), "in two lines, X"),
        (ValueError("..." + 400 * "x"), "..." + 297 * "x"),
        (KeyError("label"), "KeyError: 'label'"),
    ],
    ids=lambda value: type(value).__name__,
)
def test_errors_are_put_in_a_line_of_words(error, words):
    assert mnist.in_words(error) == words


def test_the_message_says_of_each_way_why_and_what_to_do(load, server, tmp_path, capsys):
    server.how = {"/api/": "html", "/mnist/": 404}
    with pytest.raises(OSError) as raised:
        load(mirrors=["/mnist/", "/other/"])
    text = str(raised.value)
    lines = text.splitlines()
    assert lines[0] == "The full MNIST set is not there, and could not be had."
    assert lines[1].startswith("  OpenML: ") and lines[6] == "Do one of these and call again:"
    places = ["OpenML: the answer is not JSON", "/mnist/: the server answered 404", "/other/: the"]
    places += ["mnist_784.csv: there is no", "mnist_train.csv and mnist_test.csv: there is no"]
    places += ["Do one of these", f"copy mnist_784.npz from a machine that has it into {tmp_path}"]
    places += ["put mnist_784.csv there", "data/README.md"]
    positions = [text.find(place) for place in places]
    assert -1 not in positions and positions == sorted(positions)
    assert type(raised.value) is OSError
    assert names_in(tmp_path) == []
    assert "Saved" not in capsys.readouterr().out


def test_an_error_in_any_way_goes_on_to_the_next(load, server, tmp_path):
    """A bug in what a way calls is one more failure, not the end."""

    def read_csv(path):
        raise KeyError("label")

    server.how = {"": 500}
    (tmp_path / "mnist_784.csv").write_text("label")
    with pytest.raises(OSError, match="mnist_784.csv: KeyError: 'label'"):
        load(read_csv=read_csv)


def test_an_interrupt_goes_up_at_once_and_leaves_nothing(load, server, tmp_path):
    def read_csv(path):
        raise KeyboardInterrupt

    server.how = {"": 500}
    (tmp_path / "mnist_784.csv").write_text("label")
    with pytest.raises(KeyboardInterrupt):
        load(read_csv=read_csv)
    assert names_in(tmp_path) == ["mnist_784.csv"]


# --- the cache ---


def damaged(digits, path, how):
    """Put a cache of these digits at `path`, damaged in one of many ways."""
    images, labels = digits
    np.savez_compressed(path, images=images, labels=labels)
    content = path.read_bytes()
    middle = len(content) // 2
    if isinstance(how, bytes):
        path.write_bytes(how)
    elif how == "cut":
        path.write_bytes(content[:middle])
    elif how == "flipped":
        path.write_bytes(content[:middle] + bytes([content[middle] ^ 255]) + content[middle + 1 :])
    elif how == "no labels":
        np.savez(path, images=images)
    elif how == "pickled":
        np.savez(path, images=images.astype(object), labels=labels)
    elif how == "other dtype":  # the same bytes
        np.savez(path, images=images.view(np.int8), labels=labels)
    elif how == "other shape":
        np.savez(path, images=images.reshape(784, -1), labels=labels)
    elif how == "wrong pixel":
        np.savez(path, images=images ^ 1, labels=labels)
    elif how == "wrong label":
        np.savez(path, images=images, labels=labels[::-1])
    elif how == "one array":
        with open(path, "wb") as file:
            np.save(file, images)


DAMAGES = [b"", b"PK", b"<!DOCTYPE html>", bytes(1000), "cut", "flipped", "no labels", "pickled"]
DAMAGES += ["other dtype", "other shape", "wrong pixel", "wrong label", "one array"]


@pytest.mark.parametrize("how", DAMAGES, ids=lambda how: str(how)[:12].replace("\\", ""))
def test_a_damaged_cache_is_made_anew(
    load, server, digits, sha256, tmp_path, assert_digits, capsys, how
):
    cache = tmp_path / "mnist_784.npz"
    damaged(digits, cache, how)
    assert_digits(load())
    first = capsys.readouterr().out.splitlines()[0]
    assert first.startswith(f"{cache} is damaged (") and first.endswith("It is made anew.")
    assert names_in(tmp_path) == ["mnist_784.npz"]
    assert_digits(mnist_cache.read(cache, sha256))


def test_a_damaged_cache_stays_where_nothing_better_is_to_be_had(load, server, tmp_path, digits):
    damaged(digits, tmp_path / "mnist_784.npz", b"damaged")
    server.how = {"": 500}
    with pytest.raises(OSError):
        load()
    assert [path.read_bytes() for path in tmp_path.iterdir()] == [b"damaged"]


class Command:
    """Run by whoever unpickles it."""

    def __init__(self, folder):
        self.folder = str(folder)

    def __reduce__(self):
        return os.mkdir, (self.folder,)


def test_nothing_in_the_cache_is_run(load, tmp_path, digits, assert_digits):
    images = np.array([Command(tmp_path / "run")], dtype=object)
    np.savez(tmp_path / "mnist_784.npz", images=images, labels=digits[1])
    assert_digits(load())
    assert names_in(tmp_path) == ["mnist_784.npz"]


def test_a_cache_in_another_memory_order_is_read(load, tmp_path, digits, server, assert_digits):
    images, labels = digits
    np.savez(tmp_path / "mnist_784.npz", images=np.asfortranarray(images), labels=labels)
    assert_digits(load())
    assert not server.asked


def test_what_is_where_the_cache_belongs_may_be_a_folder(load, tmp_path, assert_digits, capsys):
    (tmp_path / "mnist_784.npz").mkdir()
    assert_digits(load())
    output = capsys.readouterr().out
    first, last = output.splitlines()[0], output.splitlines()[-1]
    assert first.startswith(f"{tmp_path / 'mnist_784.npz'} cannot be read (")
    assert "None" not in output and last.startswith("Could not be saved as ")
    assert names_in(tmp_path) == ["mnist_784.npz"] and names_in(tmp_path / "mnist_784.npz") == []


def test_without_the_folder_the_digits_come_all_the_same(load, tmp_path, assert_digits, capsys):
    assert_digits(load(tmp_path / "nowhere" / "mnist_784.npz"))
    assert "Could not be saved as" in capsys.readouterr().out.splitlines()[-1]
    assert names_in(tmp_path) == []


def test_the_leftovers_of_a_program_that_was_killed_go_after_a_day(load, tmp_path):
    old, new = tmp_path / "mnist_784.old.part", tmp_path / "mnist_784.new.part"
    for folder in old, new:
        (folder / "openml").mkdir(parents=True)
    two_days_ago = time.time() - 2 * 24 * 60 * 60
    os.utime(old, (two_days_ago, two_days_ago))
    load()
    assert names_in(tmp_path) == ["mnist_784.new.part", "mnist_784.npz"]


def test_a_leftover_that_cannot_be_removed_stays(load, tmp_path, assert_digits):
    file = tmp_path / "mnist_784.old.part"  # no folder
    file.write_bytes(b"")
    os.utime(file, (0, 0))
    assert_digits(load())
    assert file.exists()


def test_a_cache_of_other_arrays_is_told(digits):
    images, labels = digits
    with pytest.raises(ValueError) as raised:
        mnist_cache.check(images.astype(float), labels)
    assert str(raised.value) == "the images are float64 (60, 784), expected uint8 (60, 784)"
    with pytest.raises(
        ValueError, match=re.escape("the labels are uint8 (60, 1), expected uint8 (60,)")
    ):
        mnist_cache.check(images, labels[:, None], {"images": hashlib.sha256(images).hexdigest()})


# --- in a process of its own ---


@pytest.fixture
def start(tmp_path, server, sha256):
    """Start a Python that loads from the server into tmp_path; `first` is run before."""

    def start(first="", folder=tmp_path):
        program = f"""
import os, signal, sys, tempfile
signal.signal(signal.SIGINT, signal.default_int_handler)  # a shell's background job ignores it
sys.path[:0] = {[str(Path(__file__).parents[1]), str(Path(__file__).parents[2])]!r}
from pathlib import Path
from helpers.plumbing import mnist
from helpers.data import load_csv
from support.mnist_server import redirect_openml

def load(folder):
    cache = Path(folder) / "mnist_784.npz"
    return mnist.load(load_csv, cache, {sha256!r}, [{server.address + "/mnist/"!r}], 20)

redirect_openml({server.address!r})
{first}
images, labels = load({str(folder)!r})
print(images.shape, labels.shape)
"""
        return subprocess.Popen(
            [sys.executable, "-c", program],
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
            encoding="utf-8",
        )

    return start


@pytest.mark.parametrize(
    ("stalled", "how"), [(ARFF, "interrupt"), (ARFF, "kill"), ("t10k-images", "interrupt")]
)
def test_stopped_in_the_middle(load, start, server, tmp_path, assert_digits, stalled, how):
    if how == "interrupt" and os.name == "nt":
        pytest.skip("Windows has no SIGINT for another process")
    server.how = {stalled: "stall", **({} if stalled == ARFF else {"/api/": 500})}
    process = start()
    assert server.stalling.wait(30)
    time.sleep(0.2)
    if how == "interrupt":
        process.send_signal(signal.SIGINT)
    else:
        process.kill()
    output, errors = process.communicate(timeout=20)
    assert process.returncode != 0 and "(60, 784)" not in output
    if how == "interrupt":
        assert errors.rstrip().endswith("KeyboardInterrupt")
        assert names_in(tmp_path) == []
    else:
        assert not (tmp_path / "mnist_784.npz").exists()
    server.how = {}
    assert_digits(load())
    server.asked.clear()
    assert_digits(load())
    assert not server.asked


def test_two_at_once(load, start, server, tmp_path, assert_digits):
    processes = [start(), start()]
    for process in processes:
        output, errors = process.communicate(timeout=60)
        assert "(60, 784) (60,)" in output, errors
    assert names_in(tmp_path) == ["mnist_784.npz"]
    server.asked.clear()
    assert_digits(load())
    assert not server.asked


FULL_DISK = """
import resource, signal
signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
resource.setrlimit(resource.RLIMIT_FSIZE, ({size}, {size}))
"""


@pytest.mark.skipif(os.name == "nt", reason="Windows has no limit for the size of a file")
@pytest.mark.parametrize(
    ("size", "old"),
    [
        pytest.param(0, None, id="for-nothing"),
        pytest.param(5_000, b"damaged", id="for-half-of-it"),
    ],
)
def test_no_room_on_the_disk(load, start, tmp_path, assert_digits, size, old):
    cache = tmp_path / "mnist_784.npz"
    if old:
        cache.write_bytes(old)
    output, errors = start(FULL_DISK.format(size=size)).communicate(timeout=30)
    assert "(60, 784) (60,)" in output, errors
    assert f"Could not be saved as {cache}" in output and "File too large" in output
    assert [path.read_bytes() for path in tmp_path.iterdir()] == ([old] if old else [])
    assert_digits(load())


AS_NOBODY = """
if os.getuid() == 0:  # root may write anywhere, and nobody may not import, so all that is wanted comes first
    with tempfile.TemporaryDirectory() as elsewhere:
        load(elsewhere)
    os.setuid(65534)
"""


@pytest.mark.skipif(os.name == "nt", reason="Windows has other permissions")
def test_a_folder_that_one_may_only_read(start):
    with tempfile.TemporaryDirectory() as folder:
        os.chmod(folder, 0o555)
        output, errors = start(AS_NOBODY, folder).communicate(timeout=30)
        os.chmod(folder, 0o755)
        assert os.listdir(folder) == []
    assert "(60, 784) (60,)" in output, errors
    last = output.splitlines()[-2]
    assert last.startswith(f"Could not be saved as {folder}") and "Permission denied" in last


# --- load_mnist itself ---


@pytest.mark.skipif(not mnist_cache.CACHE.exists(), reason="data/mnist_784.npz is not there")
def test_all_70_000(capsys):
    images, labels = digits = load_mnist()
    assert capsys.readouterr() == ("", "")
    assert isinstance(digits, Digits)
    assert images.shape == (70_000, 784) and images.dtype == np.uint8
    assert labels.shape == (70_000,) and labels.dtype == np.int64
    np.testing.assert_array_equal(labels[:10], [5, 0, 4, 1, 9, 2, 1, 3, 1, 4])
    np.testing.assert_array_equal(labels[60_000:60_005], [7, 2, 1, 0, 4])
    np.testing.assert_array_equal(images[:60_000].mean(), pytest.approx(33.318, abs=1e-3))
