"""The trained networks that come with the course are there, and read as well as data/README.md says."""

import re
from pathlib import Path

import numpy as np
import pytest

from helpers.data import load_mnist, load_sample, scale_pixels
from helpers.network import predict
from helpers.plumbing import networks
from helpers.plumbing.networks import load_network

ROOT = Path(__file__).resolve().parents[2]
SIZES = {"16-16": [784, 16, 16, 10], "128-64": [784, 128, 64, 10]}


@pytest.mark.parametrize("name", SIZES)
def test_a_network_has_the_layers_of_its_name(name):
    params, hidden = load_network(name)
    assert [W.shape for W, _ in params] == list(zip(SIZES[name], SIZES[name][1:], strict=False))
    assert [b.shape for _, b in params] == [(n,) for n in SIZES[name][1:]]
    assert all(
        array.dtype == np.float32 and np.isfinite(array).all() for pair in params for array in pair
    )
    images, labels = load_sample()
    assert np.mean(predict(params, scale_pixels(images[:500]), hidden) == labels[:500]) > 0.9


@pytest.mark.full_mnist
def test_they_read_what_the_readme_says():
    said = re.search(
        r"They read ([\d.]+) % and ([\d.]+) %", (ROOT / "data" / "README.md").read_text("utf-8")
    )
    images, labels = load_mnist()
    for name, share in zip(SIZES, said.groups(), strict=True):
        params, hidden = load_network(name)
        right = 100 * np.mean(
            predict(params, scale_pixels(images[60_000:]), hidden) == labels[60_000:]
        )
        assert abs(right - float(share)) < 0.06


def test_another_name_is_refused():
    with pytest.raises(ValueError, match="no network '32'.*128-64, 16-16"):
        load_network("32")


def test_a_missing_file_says_what_to_do(tmp_path, monkeypatch):
    monkeypatch.setattr(networks, "FOLDER", tmp_path)
    with pytest.raises(FileNotFoundError, match="make_networks.py"):
        load_network("16-16")
