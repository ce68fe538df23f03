import io
import os
import re
import tempfile
from zipfile import ZipFile

import numpy as np
import pytest

from helpers.layers import ReLU, Sigmoid, SoftmaxCrossEntropy, mlp
from helpers.model import Model
from helpers.optimizers import Adam
from helpers.plumbing.npz_files import read_npz, write_npz
from helpers.saving import architecture, load_weights, save_weights

X = np.random.default_rng(7).normal(size=(20, 4))


def make(seed, sizes=(4, 5, 3), hidden=ReLU, dtype=np.float64):
    layers = mlp(sizes, np.random.default_rng(seed), hidden)
    return Model(layers, SoftmaxCrossEntropy(), dtype=dtype)


@pytest.fixture
def path(tmp_path):
    """The file of a network with seed 0."""
    save_weights(make(0), tmp_path / "weights.npz")
    return tmp_path / "weights.npz"


def refuses(network, path, words):
    before = network.theta.copy()
    with pytest.raises(ValueError, match=words):
        load_weights(network, path)
    return np.array_equal(network.theta, before)


@pytest.mark.parametrize("dtype", [np.float64, np.float32])
@pytest.mark.parametrize("hidden", [ReLU, Sigmoid])
def test_a_saved_network_comes_back_bit_for_bit(tmp_path, dtype, hidden):
    one, two = make(0, hidden=hidden, dtype=dtype), make(1, hidden=hidden, dtype=dtype)
    one.fit(X, np.arange(20) % 3, Adam(), 3)
    save_weights(one, tmp_path / "weights")  # no ending is added
    theta = two.theta
    load_weights(two, str(tmp_path / "weights"))
    assert os.listdir(tmp_path) == ["weights"]
    assert two.theta is theta and two.theta.dtype == dtype
    assert np.array_equal(one.theta, two.theta)
    assert np.array_equal(one.predict_proba(X), two.predict_proba(X))


def test_weights_may_change_their_precision(path):
    single = make(1, dtype=np.float32)
    load_weights(single, path)
    assert np.array_equal(single.theta, make(0).theta.astype(np.float32))
    save_weights(single, path)
    double = make(2)
    load_weights(double, path)
    assert np.array_equal(double.theta, single.theta)


def test_the_file_is_plain_numpy(path):
    with np.load(path, allow_pickle=False) as file:
        assert sorted(file.files) == ["architecture", "theta"]
        assert str(file["architecture"]) == "Dense(4, 5), ReLU, Dense(5, 3)"
        assert np.array_equal(file["theta"], make(0).theta)


@pytest.mark.parametrize(
    "other",
    [{"sizes": (4, 6, 3)}, {"sizes": (3, 5, 3)}, {"sizes": (4, 5, 5, 3)}, {"hidden": Sigmoid}],
)
def test_another_network_is_refused(path, other):
    network = make(1, **other)
    words = "another network: Dense.4, 5., ReLU, Dense.5, 3.; this one is " + architecture(network)
    assert refuses(network, path, words.replace("(", "[(]").replace(")", "[)]"))


def as_npz(**arrays):
    file = io.BytesIO()
    np.savez(file, **arrays)
    return file.getvalue()


def as_npy(array):
    file = io.BytesIO()
    np.save(file, array)
    return file.getvalue()


WORDS, THETA = architecture(make(0)), make(0).theta


WRONG_FILES = {
    "empty": (b"", "damaged"),
    "text": (b"no weights\n" * 30, "damaged"),
    "npy": (as_npy(THETA), "damaged"),
    "no arrays": (as_npz(), "(has no|lacks).*architecture"),
    "theta alone": (as_npz(theta=THETA), "(has no|lacks).*architecture"),
    "no theta": (as_npz(architecture=WORDS), "(has no|lacks).*theta"),
    "too few": (as_npz(architecture=WORDS, theta=THETA[:-1]), "not 43 numbers"),
    "a column": (as_npz(architecture=WORDS, theta=THETA[:, np.newaxis]), "not 43 numbers"),
    "integers": (as_npz(architecture=WORDS, theta=np.arange(43)), "not 43 numbers"),
    "words": (as_npz(architecture=WORDS, theta=THETA.astype("U25")), "not 43 numbers"),
    "NaN": (as_npz(architecture=WORDS, theta=np.append(THETA[1:], np.nan)), "not 43 numbers"),
    "infinity": (as_npz(architecture=WORDS, theta=np.append(np.inf, THETA[1:])), "not 43"),
    "pickled numbers": (as_npz(architecture=WORDS, theta=THETA.astype(object)), "damaged"),
    "pickled function": (as_npz(architecture=np.array([print]), theta=THETA), "damaged"),
}


@pytest.mark.parametrize(("content", "words"), WRONG_FILES.values(), ids=WRONG_FILES)
def test_files_with_other_contents_are_refused(tmp_path, content, words):
    (tmp_path / "weights.npz").write_bytes(content)
    assert refuses(make(1), tmp_path / "weights.npz", f"weights.npz.*{words}")


def test_a_truncated_file_is_refused(path):
    content = path.read_bytes()
    for length in range(0, len(content), 7):
        path.write_bytes(content[:length])
        assert refuses(make(1), path, "damaged")


def test_a_flipped_bit_gives_the_right_weights_or_a_refusal(path):
    content, network, right = path.read_bytes(), make(1), make(0).theta
    start, refused = network.theta.copy(), 0
    rng = np.random.default_rng(0)
    marks = [content.rfind(b"PK\1\2") + 8, content.find(b"PK\1\2") + 8]  # "encrypted", says bit 0
    for place in [*marks, *rng.integers(0, len(content), 300)]:
        damaged = bytearray(content)
        damaged[place] ^= 1 if place in marks else 1 << rng.integers(0, 8)
        path.write_bytes(damaged)
        network.theta[...] = start
        try:
            load_weights(network, path)
        except ValueError:
            refused += 1
            assert np.array_equal(network.theta, start), place
        else:
            assert np.array_equal(network.theta, right), place
    assert refused > 150


@pytest.mark.parametrize("damage", [(b"'<f8'", b"'<f4'"), (b"}", b"{"), (b"(1203", b"(1202")])
def test_a_damaged_byte_is_found_in_a_large_file_too(tmp_path, damage):
    """There the start of an array can be read before its checksum is known."""
    network = make(1, sizes=(4, 150, 3))
    halves = np.full(1203, 0.5)
    content = as_npz(architecture=architecture(network), theta=halves)
    place = content.rfind(damage[0], 0, content.rfind(b"}") + 1)
    path = tmp_path / "weights.npz"
    path.write_bytes(content)
    load_weights(network, path)
    path.write_bytes(content[:place] + damage[1] + content[place + len(damage[0]) :])
    assert refuses(network, path, "damaged")


def test_a_missing_file_is_named(tmp_path):
    network = make(1)
    with pytest.raises(FileNotFoundError, match="nowhere.npz"):
        load_weights(network, tmp_path / "nowhere.npz")
    assert os.listdir(tmp_path) == []


def test_where_a_file_cannot_be_written_the_path_is_named(path):
    """The path that the reader gave, not that of the temporary file."""
    folder, before = path.parent, path.read_bytes()
    for place, error, words in [
        (
            folder / "new" / "best.npz",
            FileNotFoundError,
            f"there is no folder {folder / 'new'}. Make",
        ),
        (path / "best.npz", NotADirectoryError, f"there is no folder {path}. Make it"),
        (folder, IsADirectoryError, "is a folder: name a file in it"),
    ]:
        with pytest.raises(error, match=f"^{re.escape(str(place))} .*{re.escape(words)}"):
            save_weights(make(1), str(place))
    assert os.listdir(folder) == [path.name] and path.read_bytes() == before


def test_what_cannot_be_read_is_not_called_damaged(tmp_path):
    with pytest.raises(OSError, match=re.escape(str(tmp_path))):  # a folder
        load_weights(make(1), tmp_path)


@pytest.mark.skipif(os.name == "nt", reason="Windows has other modes and limits")
def test_a_file_has_the_mode_of_any_other_and_may_have_a_name_as_long(tmp_path):
    name = 255 * "x"
    save_weights(make(0), tmp_path / name)
    (tmp_path / "other").touch()
    assert (tmp_path / name).stat().st_mode == (tmp_path / "other").stat().st_mode


class Unwritable:
    """NumPy asks for its parts in the middle of writing."""

    def __init__(self, error):
        self.error = error

    def __reduce__(self):
        raise self.error


@pytest.mark.parametrize("error", [OSError("disk full"), KeyboardInterrupt()])
def test_a_failed_save_leaves_the_older_file(path, monkeypatch, error):
    before = path.read_bytes()
    words = f"^{re.escape(str(path))} cannot be written: disk full. " if error.args else None
    with pytest.raises(type(error), match=words):
        write_npz(path, theta=THETA, architecture=np.array([Unwritable(error)]))
    monkeypatch.setattr("os.replace", lambda *_: Unwritable(error).__reduce__())
    with pytest.raises(type(error)):
        save_weights(make(1), path)
    assert path.read_bytes() == before
    assert os.listdir(path.parent) == [path.name]


def test_the_unfinished_file_lies_beside_the_finished_one(path, monkeypatch):
    """So that both are on one disk, where os.replace can't stop half-way."""
    monkeypatch.setattr(tempfile, "tempdir", str(path.parent / "nowhere"))
    save_weights(make(5), path)
    assert os.listdir(path.parent) == [path.name]


def test_a_newer_file_replaces_the_older(path):
    save_weights(make(5), path)
    network = make(1)
    load_weights(network, path)
    assert np.array_equal(network.theta, make(5).theta)
    assert os.listdir(path.parent) == [path.name]


def test_npz_files_give_the_arrays_in_the_order_of_their_names(tmp_path):
    write_npz(tmp_path / "a.npz", one=np.arange(3), two=np.float32([[0.5]]))
    two, one = read_npz(tmp_path / "a.npz", ["two", "one"])
    assert one.tolist() == [0, 1, 2] and two.tolist() == [[0.5]]
    assert (one.dtype, two.dtype) == (np.arange(3).dtype, np.float32)


def test_what_is_damaged_is_said_in_a_line(tmp_path):
    path = tmp_path / "some.npz"
    header = {"descr": "<f8", "fortran_order": False, "shape": (3,)}
    member = io.BytesIO()
    np.lib.format.write_array_header_1_0(member, header)
    with ZipFile(path, "w") as file:
        file.writestr("a.npy", member.getvalue())
    with pytest.raises(
        ValueError, match="is no .npz file: an array is not as long as its header says$"
    ):
        read_npz(path, ["a"])
    np.savez(path, a=np.array([{}]))
    with pytest.raises(ValueError, match="Object arrays cannot be loaded|not as long"):
        read_npz(path, ["a"])


def test_what_is_no_network_is_not_saved(tmp_path):
    path = tmp_path / "w.npz"
    model = Model(mlp((4, 2), np.random.default_rng(0)), SoftmaxCrossEntropy())
    for wrong in (str(path), [(np.ones((2, 2)), np.ones(2))]):
        with pytest.raises(ValueError, match="takes a Network or Model, and then the path"):
            save_weights(wrong, path)
    save_weights(model, path)
    model.theta[0] = np.nan
    with pytest.raises(ValueError, match="not all finite, so nothing is saved"):
        save_weights(model, path)
    load_weights(Model(mlp((4, 2), np.random.default_rng(1)), SoftmaxCrossEntropy()), path)
