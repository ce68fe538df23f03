"""Full MNIST by every way and every failure, against a real server on localhost, with 60 digits in its place."""

import gzip
import hashlib
import io
import os
import re
import signal
import socket
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from urllib.error import HTTPError, URLError

import numpy as np
import pytest
from sklearn.datasets import _openml

from helpers.data import Digits, load_mnist, load_sample
from helpers.plumbing import mnist, mnist_idx
from support.mnist_server import MnistServer, idx_files, openml_files

N_TRAIN = 45
CACHE = mnist.CACHE  # the real one

pytestmark = [
    pytest.mark.slow,
    pytest.mark.filterwarnings("ignore:.*(Retrying|redownloading)"),  # scikit-learn's words
]


@pytest.fixture(scope="module")
def digits():
    """60 real digits: images (60, 784) uint8, labels (60,) int64."""
    images, labels = load_sample()
    return Digits(images[:60], labels[:60])


@pytest.fixture(scope="module")
def sha256(digits):
    parts = {"images": digits.images, "labels": digits.labels.astype(np.uint8)}
    return {name: hashlib.sha256(array).hexdigest() for name, array in parts.items()}


@pytest.fixture
def data(tmp_path):
    (tmp_path / "data").mkdir()
    return tmp_path / "data"


@pytest.fixture
def cache(data, monkeypatch):
    monkeypatch.setattr(mnist, "CACHE", data / "mnist_784.npz")
    return mnist.CACHE


@pytest.fixture
def server(digits, sha256, cache, tmp_path, monkeypatch):
    """The one mirror, and OpenML where a test adds its files; load_mnist() asks nobody else."""
    monkeypatch.setenv("no_proxy", "*")
    monkeypatch.setenv("SCIKIT_LEARN_DATA", str(tmp_path / "scikit_learn_data"))
    server = MnistServer()
    server.serve_idx(*digits, N_TRAIN)
    monkeypatch.setattr(mnist, "SHA256", sha256)
    monkeypatch.setattr(mnist_idx, "MIRRORS", (server.mirror,))
    if hasattr(_openml, "_OPENML_PREFIX"):  # an older scikit-learn: one address before all paths
        monkeypatch.setattr(_openml, "_OPENML_PREFIX", f"{server.address}/")
    else:
        for name in "_SEARCH_NAME", "_DATA_INFO", "_DATA_FEATURES", "_DATA_QUALITIES":
            path = getattr(_openml, name).split("/", 3)[3]
            monkeypatch.setattr(_openml, name, f"{server.address}/{path}")
    yield server
    server.close()


@pytest.fixture
def assert_digits(digits):
    def assert_digits(found):
        assert isinstance(found, Digits)
        for array, wanted in zip(found, digits, strict=True):
            assert array.dtype == wanted.dtype and array.flags.c_contiguous
            np.testing.assert_array_equal(array, wanted)

    return assert_digits


def names_in(folder):
    return sorted(path.name for path in folder.iterdir())


def ways_tried(output):
    return [line[5:-1] for line in output.splitlines() if line.startswith("From ")]


def wrong_pixel(digits):
    images = digits.images.copy()
    images[7, 300] ^= 1
    return digits._replace(images=images)


def wrong_label(digits):
    labels = digits.labels.copy()
    i = np.flatnonzero(labels != labels[0])[0]
    labels[[0, i]] = labels[[i, 0]]
    return digits._replace(labels=labels)


# --- the mirrors ---


def test_from_a_mirror_and_then_from_the_cache(server, cache, data, assert_digits, capsys):
    assert_digits(load_mnist())
    output = capsys.readouterr().out
    first, *_, last = output.splitlines()
    assert first.startswith(
        f"Downloading the full MNIST set, 70,000 digits, about 12 MB, to {cache}."
    )
    assert first.endswith("interrupt, and copy that file from a machine that has it.")
    assert ways_tried(output) == [server.mirror] and last == f"Saved as {cache}."
    assert re.search(r"\r  train-images-idx3-ubyte.gz: (\d+) of \1 kB\n", output)
    assert names_in(data) == ["mnist_784.npz"] and len(server.asked) == 4

    assert_digits(load_mnist())
    assert len(server.asked) == 4
    assert capsys.readouterr() == ("", "")


def test_the_cache_holds_two_arrays_of_bytes(server, cache, digits):
    load_mnist()
    with np.load(cache) as arrays:
        assert sorted(arrays) == ["images", "labels"]
        assert arrays["images"].dtype == arrays["labels"].dtype == np.uint8
    assert cache.stat().st_size < digits.images.nbytes / 2


@pytest.mark.parametrize(
    ("name", "how", "words"),
    [
        ("train-images", "silence", "no answer for too long"),
        ("train-labels", "stall", "no answer for too long"),
        ("train-images", "cut", "train-images-idx3-ubyte.gz ended after"),
        ("t10k-labels", "cut", "t10k-labels-idx1-ubyte.gz ended after"),
        ("t10k-images", "html", "t10k-images-idx3-ubyte.gz is a web page"),
        ("train-images", 404, "server answered 404 Not Found"),
        ("t10k-labels", 500, "server answered 500 Internal Server Error"),
    ],
)
def test_a_mirror_fails_and_the_next_one_works(
    server, data, assert_digits, capsys, monkeypatch, name, how, words
):
    server.files |= {"/second" + path: body for path, body in server.files.items()}
    mirrors = [server.mirror, f"{server.address}/second/mnist/"]
    monkeypatch.setattr(mnist_idx, "MIRRORS", mirrors)
    monkeypatch.setattr(mnist_idx, "TIMEOUT", 0.5 if how in ("silence", "stall") else 20)
    server.how = {"/second": "fine", f"/mnist/{name}": how}
    start = time.monotonic()
    assert_digits(load_mnist())
    assert time.monotonic() - start < 5
    output = capsys.readouterr().out
    assert ways_tried(output) == mirrors and words in output
    assert len([path for path in server.asked if path.startswith(f"/mnist/{name}")]) == 1
    assert names_in(data) == ["mnist_784.npz"]


@pytest.mark.parametrize("change", [wrong_pixel, wrong_label])
def test_a_mirror_serves_other_digits_in_good_form(server, digits, data, change):
    server.serve_idx(*change(digits), N_TRAIN)
    with pytest.raises(OSError, match=r"/mnist/: the (images|labels) are not those of MNIST"):
        load_mnist()
    assert names_in(data) == []


@pytest.mark.parametrize(
    ("headers", "total"), [({"Content-Length": "3000000"}, " of 3,000"), ({}, "")]
)
def test_a_large_file_comes_in_pieces(monkeypatch, capsys, headers, total):
    content = np.random.default_rng(0).bytes(3_000_000)
    response = io.BytesIO(content)
    response.headers = headers
    monkeypatch.setattr(mnist_idx, "urlopen", lambda address, timeout: response)
    assert mnist_idx.download("http://some.where/large.gz") == content
    lines = capsys.readouterr().out.split("\r")
    assert lines[0] == "" and lines[1] == f"  large.gz: 131{total} kB" and len(lines) == 1 + 23
    assert lines[-1] == f"  large.gz: 3,000{total} kB\n"


@pytest.mark.parametrize("pack", [gzip.compress, bytes], ids=["gzipped", "not"])
@pytest.mark.parametrize(
    ("content", "words"),
    [
        (b"", "no IDX file"),
        (bytes([0, 0, 8, 1, 0, 0, 0, 1, 5]), "no IDX file of bytes (m, 28, 28)"),
        (bytes([0, 0, 8, 3, 0, 0, 0, 1, 0, 0, 0, 28, 0, 0, 0, 27]), "no IDX file"),
        (bytes([0, 0, 13, 3, 0, 0, 0, 0, 0, 0, 0, 28, 0, 0, 0, 28]), "no IDX file"),
        (bytes([0, 0, 8, 3, 0, 0, 0, 2, 0, 0, 0, 28, 0, 0, 0, 28, 9]), "2 digits, and does not"),
    ],
    ids=["empty", "labels", "28x27", "floats", "cut"],
)
def test_a_file_that_is_no_idx_file(content, words, pack):
    with pytest.raises(ValueError) as raised:
        mnist_idx.read_idx(pack(content), "train-images", (28, 28))
    assert "train-images" in str(raised.value) and words in str(raised.value)


def test_a_file_of_no_digits_is_one_too():
    content = bytes([0, 0, 8, 3, 0, 0, 0, 0, 0, 0, 0, 28, 0, 0, 0, 28])
    assert mnist_idx.read_idx(content, "train-images", (28, 28)).shape == (0, 28, 28)


# --- OpenML ---


@pytest.fixture
def openml(server, digits):
    """The server without its mirror."""
    server.files = openml_files(*digits, server.address)
    return server


def test_from_openml_where_the_mirrors_fail(openml, data, assert_digits, capsys):
    before = socket.getdefaulttimeout()
    socket.setdefaulttimeout(77)
    try:
        assert_digits(load_mnist())
        assert socket.getdefaulttimeout() == 77
    finally:
        socket.setdefaulttimeout(before)
    assert ways_tried(capsys.readouterr().out) == [openml.mirror, "OpenML"]
    assert names_in(data) == ["mnist_784.npz"]


@pytest.mark.parametrize("change", [wrong_pixel, wrong_label])
def test_openml_serves_other_digits_in_good_form(openml, digits, data, change):
    openml.files = openml_files(*change(digits), openml.address)
    with pytest.raises(OSError, match=r"OpenML: the (images|labels) are not those of MNIST"):
        load_mnist()
    assert names_in(data) == []


@pytest.mark.parametrize("how", ["silence", "cut", 404])
def test_openml_fails_too(openml, data, monkeypatch, how):
    monkeypatch.setattr(mnist_idx, "TIMEOUT", 0.5)
    openml.how = {"/download/": how}
    with pytest.raises(OSError, match="OpenML: "):
        load_mnist()
    assert names_in(data) == []


# --- what the reader has ---


@pytest.fixture
def offline(server):
    server.how = {"": 500}
    yield
    assert not server.asked


def put_idx(data, digits, dot="-", gz=True):
    for name, content in idx_files(*digits, N_TRAIN).items():
        content, name = (content, name) if gz else (gzip.decompress(content), name[:-3])
        (data / name.replace("-idx", f"{dot}idx")).write_bytes(content)


def put_keras(data, digits, dtype=np.uint8):
    images, labels = digits.images.reshape(-1, 28, 28), digits.labels.astype(dtype)
    np.savez(
        data / "mnist.npz",
        x_test=images[N_TRAIN:],
        x_train=images[:N_TRAIN],
        y_train=labels[:N_TRAIN],
        y_test=labels[N_TRAIN:],
    )


def put_csv(path, digits, label="label", first=0, last=False):
    header = [label, *(f"pixel{i}" for i in range(first, first + 784))]
    rows = [header, *np.column_stack([digits.labels, digits.images]).tolist()]
    if last:
        rows = [[*row[1:], row[0]] for row in rows]
    text = "".join(",".join(map(str, row)) + "\n" for row in rows).encode()
    path.write_bytes(gzip.compress(text) if path.suffix == ".gz" else text)


def put_openml_csv(data, digits, name="mnist_784.csv"):
    put_csv(data / name, digits, "class", 1, last=True)


def put_kaggle_csv(data, digits, end=""):
    for name, part in ("train", slice(N_TRAIN)), ("test", slice(N_TRAIN, None)):
        path = data / f"mnist_{name}.csv{end if name == 'train' else ''}"
        put_csv(path, Digits(digits.images[part], digits.labels[part]))


IDX, KERAS, OPENML = "the four original files", "mnist.npz", "mnist_784.csv"
KAGGLE = "mnist_train.csv and mnist_test.csv"


@pytest.mark.parametrize(
    ("put", "how", "name"),
    [
        *[(put_idx, {"dot": dot, "gz": gz}, IDX) for dot in "-." for gz in (True, False)],
        (put_keras, {}, KERAS),
        (put_keras, {"dtype": np.int64}, KERAS),
        (put_openml_csv, {}, OPENML),
        (put_openml_csv, {"name": "mnist_784.csv.gz"}, OPENML),
        (put_kaggle_csv, {}, KAGGLE),
        (put_kaggle_csv, {"end": ".gz"}, KAGGLE),
    ],
)
def test_from_what_lies_in_data(
    offline, cache, data, digits, assert_digits, capsys, put, how, name
):
    put(data, digits, **how)
    before = {path: path.read_bytes() for path in data.iterdir()}
    assert_digits(load_mnist())
    assert capsys.readouterr().out == f"From {name} in {data}:\nSaved as {cache}.\n"
    assert {path: path.read_bytes() for path in before} == before
    for path in before:
        path.unlink()
    assert_digits(load_mnist())


@pytest.mark.parametrize("change", [wrong_pixel, wrong_label])
def test_what_lies_in_data_holds_other_digits(server, data, digits, assert_digits, capsys, change):
    for put in put_idx, put_keras, put_openml_csv, put_kaggle_csv:
        put(data, change(digits))
    assert_digits(load_mnist())
    output = capsys.readouterr().out
    places = [f"{name} in {data}" for name in (IDX, KERAS, OPENML, KAGGLE)]
    assert ways_tried(output) == [*places, server.mirror]
    assert len(re.findall(r"  failed: the \w+ are not those of MNIST", output)) == 4


def test_what_lies_in_data_is_not_whole(server, data, digits, assert_digits, capsys):
    put_idx(data, digits)
    (data / "t10k-images-idx3-ubyte.gz").unlink()
    put_keras(data, digits)
    content = (data / "mnist.npz").read_bytes()
    (data / "mnist.npz").write_bytes(content[: len(content) // 2])
    (data / "mnist_784.csv").write_bytes(b"<html>")
    put_csv(data / "mnist_train.csv", digits)
    assert_digits(load_mnist())
    output = capsys.readouterr().out
    failed = [line for line in output.splitlines() if line.startswith("  failed: ")]
    words = ["no t10k-images-idx3-ubyte.gz", "damaged", "is a web page", "no mnist_test.csv"]
    assert len(failed) == 4 and all(map(str.__contains__, failed, words)), failed


def test_labels_beyond_a_byte_are_no_labels_of_mnist(server, digits):
    with pytest.raises(ValueError, match="the labels are not those of MNIST"):
        mnist.check(digits.images, digits.labels + 256)


def test_arrays_of_another_kind_are_told(server, digits):
    images, labels = digits
    with pytest.raises(ValueError, match=r"images are float64 \(60, 784\), not uint8"):
        mnist.check(images.astype(float), labels)
    with pytest.raises(ValueError, match=r"labels are int64 \(60, 1\), not integers \(60,\)"):
        mnist.check(images, labels[:, None])
    with pytest.raises(ValueError, match="labels are float64"):
        mnist.check(images, labels.astype(float))


# --- nothing works ---


@pytest.mark.parametrize(
    ("error", "words"),
    [
        (
            URLError(socket.gaierror(-2, "Name or service not known")),
            "its name is not known here, perhaps there is no network",
        ),
        (URLError(TimeoutError("timed out")), "no answer for too long"),
        (URLError("unknown url type"), "<urlopen error unknown url type>"),
        (HTTPError("address", 404, "Not Found", None, None), "the server answered 404 Not Found"),
        (EOFError("it ended."), "cut short or damaged, it ended"),
        (PermissionError(13, "Permission denied"), "Permission denied"),
        (OSError("in\n two  lines, X.."), "in two lines, X"),
        (ValueError("..." + 400 * "x"), "..." + 297 * "x"),
        (KeyError("label"), "KeyError: 'label'"),
    ],
    ids=lambda value: type(value).__name__,
)
def test_errors_are_put_in_a_line_of_words(error, words):
    assert mnist.in_words(error) == words


def test_the_message_says_of_each_way_why_and_what_to_do(server, data, capsys, monkeypatch):
    server.how = {"/mnist/": 404}
    monkeypatch.setattr(mnist_idx, "MIRRORS", [server.mirror, f"{server.address}/other/"])
    (data / "mnist.npz").write_bytes(b"")
    with pytest.raises(OSError) as raised:
        load_mnist()
    places = [
        "The full MNIST set is not there, and could not be had.\n",
        f"  mnist.npz in {data}: ",
    ]
    places += ["/mnist/: the server answered 404", "/other/: the", "OpenML: ", "Do one of these"]
    places += [f"copy mnist_784.npz from a machine that has it into {data}", "put there what you"]
    positions = [str(raised.value).find(place) for place in [*places, "data/README.md"]]
    assert positions[0] == 0 and -1 not in positions and positions == sorted(positions)
    assert type(raised.value) is OSError
    assert names_in(data) == ["mnist.npz"]
    assert "Saved" not in capsys.readouterr().out


def test_nobody_listens(server, data):
    server.close()
    with pytest.raises(OSError) as raised:
        load_mnist()
    assert len(re.findall("(?i)refused", str(raised.value))) == 2  # the mirror and OpenML
    assert names_in(data) == []


def test_an_error_in_any_way_goes_on_to_the_next(server, data, assert_digits, monkeypatch, capsys):
    """A bug in what a way calls is one more failure, not the end. An interrupt goes up at once."""
    put_openml_csv(data, load_sample())
    errors = iter([KeyError("label"), KeyboardInterrupt()])

    def load_csv(path):
        raise next(errors)

    monkeypatch.setattr(mnist, "load_csv", load_csv)
    assert_digits(load_mnist())
    assert "  failed: KeyError: 'label'\n" in capsys.readouterr().out
    (data / "mnist_784.npz").unlink()
    with pytest.raises(KeyboardInterrupt):
        load_mnist()
    assert names_in(data) == ["mnist_784.csv"]


# --- the cache ---


def damaged(digits, path, how):
    """Put a cache of these digits at `path`, damaged in one of many ways."""
    images, labels = digits.images, digits.labels.astype(np.uint8)
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


DAMAGES = [b"", b"PK", b"<!DOCTYPE html>", bytes(1000), "cut", "flipped", "no labels"]
DAMAGES += ["other dtype", "other shape", "wrong pixel", "wrong label", "one array"]


@pytest.mark.parametrize("how", DAMAGES, ids=lambda how: str(how)[:12].replace("\\", ""))
def test_a_damaged_cache_is_made_anew(server, digits, cache, data, assert_digits, capsys, how):
    damaged(digits, cache, how)
    assert_digits(load_mnist())
    first = capsys.readouterr().out.splitlines()[0]
    assert first.startswith(f"{cache} is not used: ") and first.endswith("It is made anew.")
    assert names_in(data) == ["mnist_784.npz"]
    assert_digits(mnist.read_cache())


def test_a_damaged_cache_stays_where_nothing_better_is_to_be_had(server, data, cache):
    cache.write_bytes(b"damaged")
    server.how = {"": 500}
    with pytest.raises(OSError):
        load_mnist()
    assert [path.read_bytes() for path in data.iterdir()] == [b"damaged"]


class Command:
    """Run by whoever unpickles it."""

    def __init__(self, folder):
        self.folder = str(folder)

    def __reduce__(self):
        return os.mkdir, (self.folder,)


def test_nothing_in_the_cache_is_run(server, cache, data, digits, assert_digits):
    np.savez(cache, images=np.array([Command(data / "run")], dtype=object), labels=digits.labels)
    assert_digits(load_mnist())
    assert names_in(data) == ["mnist_784.npz"]


def test_a_cache_in_another_memory_order_is_read(server, cache, digits, assert_digits):
    np.savez(cache, images=np.asfortranarray(digits.images), labels=digits.labels.astype(np.uint8))
    assert_digits(load_mnist())
    assert not server.asked


def test_what_is_where_the_cache_belongs_may_be_a_folder(
    server, cache, data, assert_digits, capsys
):
    cache.mkdir()
    assert_digits(load_mnist())
    first, *_, last = capsys.readouterr().out.splitlines()
    assert first.startswith(f"{cache} is not used: ")
    assert last.startswith(f"Not saved, so the next time takes as long: {cache} is a folder")
    assert names_in(data) == ["mnist_784.npz"] and names_in(cache) == []


def test_without_the_folder_the_digits_come_all_the_same(
    server, data, cache, assert_digits, capsys
):
    data.rmdir()
    assert_digits(load_mnist())
    last = capsys.readouterr().out.splitlines()[-1]
    assert last.startswith(f"Not saved, so the next time takes as long: {cache} cannot be written")
    assert not data.exists()


# --- in a process of its own ---


@pytest.fixture
def start(data, server, sha256):
    """Start a Python that loads from the server into data; `first` is run before."""

    def start(first="", folder=data):
        program = f"""
import os, signal, sys, tempfile
signal.signal(signal.SIGINT, signal.default_int_handler)  # a shell's background job ignores it
sys.path.insert(0, {str(Path(__file__).parents[2])!r})
from pathlib import Path
from helpers.plumbing import mnist, mnist_idx

mnist.SHA256, mnist_idx.MIRRORS = {sha256!r}, [{server.mirror!r}]

def load(folder):
    mnist.CACHE = Path(folder) / "mnist_784.npz"
    return mnist.load_mnist()

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


@pytest.mark.parametrize("how", ["interrupt", "kill"])
def test_stopped_in_the_middle(start, server, data, assert_digits, how):
    if how == "interrupt" and os.name == "nt":
        pytest.skip("Windows has no SIGINT for another process")
    server.how = {"t10k-images": "stall"}
    process = start()
    assert server.stalling.wait(30)
    time.sleep(0.2)
    if how == "interrupt":
        process.send_signal(signal.SIGINT)
    else:
        process.kill()
    output, errors = process.communicate(timeout=20)
    assert process.returncode != 0 and "(60, 784)" not in output
    assert how == "kill" or errors.rstrip().endswith("KeyboardInterrupt")
    assert names_in(data) == []
    server.how = {}
    assert_digits(load_mnist())


def test_several_at_once(start, server, data, assert_digits):
    processes = [start(), start(), start()]
    for process in processes:
        output, errors = process.communicate(timeout=60)
        assert "(60, 784) (60,)" in output, errors
    assert names_in(data) == ["mnist_784.npz"]
    server.asked.clear()
    assert_digits(load_mnist())
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
def test_no_room_on_the_disk(start, cache, data, assert_digits, size, old):
    if old:
        cache.write_bytes(old)
    output, errors = start(FULL_DISK.format(size=size)).communicate(timeout=30)
    assert "(60, 784) (60,)" in output, errors
    assert f"{cache} cannot be written: File too large" in output
    assert [path.read_bytes() for path in data.iterdir()] == ([old] if old else [])
    assert_digits(load_mnist())


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
    assert f"{folder}/mnist_784.npz cannot be written: Permission denied" in last


# --- all 70,000 ---


@pytest.mark.skipif(not CACHE.exists(), reason="data/mnist_784.npz is not there")
def test_all_70_000(capsys):
    images, labels = digits = load_mnist()
    assert capsys.readouterr() == ("", "")
    assert isinstance(digits, Digits)
    assert images.shape == (70_000, 784) and images.dtype == np.uint8
    assert labels.shape == (70_000,) and labels.dtype == np.int64
    np.testing.assert_array_equal(labels[:10], [5, 0, 4, 1, 9, 2, 1, 3, 1, 4])
    np.testing.assert_array_equal(labels[60_000:60_005], [7, 2, 1, 0, 4])
    np.testing.assert_array_equal(images[:60_000].mean(), pytest.approx(33.318, abs=1e-3))
