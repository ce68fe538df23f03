"""helpers/handwriting.py against Pillow, SciPy, numbers by hand, and MNIST's own digits."""

import re
from pathlib import Path

import numpy as np
import pytest
from PIL import Image, ImageDraw

from helpers import handwriting
from helpers.data import load_mnist, load_sample
from helpers.handwriting import (
    box_of,
    centre,
    grey_of,
    ink_of,
    overlaps,
    prepare_picture,
    read_picture,
    shrink,
)
from helpers.network import predict
from helpers.plumbing.networks import load_network

DIGITS = load_sample().images[:40].reshape(-1, 28, 28)


def placed(digit, top, left, times=8, side=300):
    """The digit enlarged by a whole number of times, light on dark, on a sheet."""
    sheet = np.zeros((side, side), np.uint8)
    large = np.kron(box_of(digit.astype(float)), np.ones((times, times)))
    sheet[top : top + len(large), left : left + large.shape[1]] = large
    return sheet


def stroke(mode="L", paper=255, ink=0, size=(200, 300)):
    """An upright stroke with a foot to the right, so that turning it shows."""
    image = Image.new(mode, size, paper)
    ImageDraw.Draw(image).line([(80, 60), (80, 240), (150, 240)], fill=ink, width=22)
    return image


def test_shares_of_pixels_by_hand():
    np.testing.assert_allclose(overlaps(3, 2), [[2 / 3, 1 / 3, 0], [0, 1 / 3, 2 / 3]])
    np.testing.assert_allclose(overlaps(2, 4), [[1, 0], [1, 0], [0, 1], [0, 1]])


@pytest.mark.parametrize("size", [(40, 20), (20, 20), (300, 225), (60, 80)])
def test_shrink_is_pillows_box(size):
    image = np.random.default_rng(0).uniform(0, 255, size).astype(np.float32)
    small = shrink(image.astype(float), 20)
    assert max(small.shape) == 20
    wanted = Image.fromarray(image).resize(small.shape[::-1], Image.BOX)
    np.testing.assert_allclose(small, np.asarray(wanted), atol=0.01)


@pytest.mark.parametrize("size", [(33, 71), (9, 13), (21, 20)])
def test_shrink_by_no_whole_number_is_the_mean_of_smaller_squares(size):
    image = np.random.default_rng(0).uniform(0, 255, size)
    small = shrink(image, 20)
    h, w = small.shape
    squares = np.kron(image, np.ones((h, w)))  # of which a whole number fits into each pixel
    wanted = squares.reshape(h, size[0], w, size[1]).mean(axis=(1, 3))
    np.testing.assert_allclose(small, wanted, atol=1e-6)


def test_a_line_keeps_one_pixel():
    assert shrink(np.ones((300, 2)), 20).shape == (20, 1)


def test_the_centre_of_mass_goes_to_14_14():
    ndimage = pytest.importorskip("scipy.ndimage")
    for digit in DIGITS:
        small = shrink(box_of(digit.astype(float)), 20)
        middle = ndimage.center_of_mass(centre(small))
        assert all(abs(m - 14) <= 0.5 + 1e-9 for m in middle)


def test_a_dot_by_hand_and_what_would_leave_the_sheet():
    assert np.argwhere(centre(np.ones((1, 1)))).tolist() == [[14, 14]]
    lopsided = np.zeros((20, 20))
    lopsided[-1, 0], lopsided[0, 0] = 100, 1
    assert centre(lopsided).sum() == 101 and np.argwhere(centre(lopsided))[0].tolist() == [0, 8]


def centres_of_mass(images):
    """(2, m): the rows and the columns of the centres of mass of images (m, 784)."""
    weights = np.vstack([np.ones(784), *np.indices((28, 28)).reshape(2, 784)]).astype(np.float32)
    total, *sums = weights @ images.T.astype(np.float32)  # whole numbers below 2**24: exact
    return np.array(sums) / total


def test_centres_of_mass_as_scipy_has_them():
    ndimage = pytest.importorskip("scipy.ndimage")
    wanted = [ndimage.center_of_mass(d) for d in DIGITS]
    np.testing.assert_allclose(centres_of_mass(DIGITS.reshape(-1, 784)).T, wanted, rtol=1e-6)


def test_the_samples_digits_are_centred_like_this():
    middles = centres_of_mass(load_sample().images)
    assert middles.min() > 13.495 and middles.max() < 14.505


@pytest.mark.full_mnist
def test_mnists_training_digits_are_centred_like_this():
    middles = centres_of_mass(load_mnist().images[:60_000])
    assert (round(middles.min(), 2), round(middles.max(), 2)) == (13.48, 14.50)


@pytest.mark.parametrize("top, left", [(0, 0), (70, 130), (139, 20)])
def test_a_digit_enlarged_and_placed_anywhere_returns(top, left):
    whole = [d for d in DIGITS if d.max() == 255 and max(box_of(d.astype(float)).shape) == 20]
    same = [
        np.abs(prepare_picture(placed(d, top, left)).astype(int) - d.ravel()).max() < 32
        for d in whole
    ]
    assert len(whole) > 20 and np.mean(same) > 0.9


def test_dark_on_light_light_on_dark_and_transparent_are_the_same():
    wanted = prepare_picture(np.asarray(stroke()))
    assert wanted.shape == (784,) and wanted.dtype == np.uint8 and wanted.max() == 255
    for image in (
        stroke("L", 0, 255),
        stroke("RGB", (255, 255, 255), (0, 0, 0)),
        stroke("RGBA", (0, 0, 0, 0), (0, 0, 0, 255)),
        stroke("RGBA", (0, 0, 0, 0), (255, 255, 255, 255)),
        stroke("RGBA", (255, 255, 255, 255), (0, 0, 0, 255)),
        stroke("L", 200, 60),
    ):
        np.testing.assert_array_equal(prepare_picture(np.asarray(image)), wanted)


def test_uneven_light_and_noise_change_little():
    wanted = prepare_picture(np.asarray(stroke())).astype(float)
    light = np.linspace(0.6, 1, 300)[:, None] * np.linspace(0.8, 1, 200)
    noise = np.random.default_rng(0).normal(0, 3, (300, 200))
    photo = np.clip(220 * light * np.where(np.asarray(stroke()) == 0, 0.3, 1) + noise, 0, 255)
    assert np.abs(prepare_picture(photo.astype(np.uint8)) - wanted).mean() < 4


def test_a_clean_drawing_is_its_own_ink():
    drawing = placed(DIGITS[np.flatnonzero(DIGITS.max((1, 2)) == 255)[0]], 30, 40)
    np.testing.assert_array_equal(ink_of(drawing), drawing)
    np.testing.assert_array_equal(ink_of(255 - drawing), drawing)


def test_grey_by_hand():
    pixel = np.array([[[30, 60, 90, 51]] + 2 * [[0, 0, 0, 255]]], np.uint8)
    assert grey_of(pixel[:, :, :3])[0, 0] == 60
    assert np.isclose(grey_of(pixel)[0, 0], 0.2 * 60 + 0.8 * 255)


def test_files_and_a_picture_on_its_side(tmp_path):
    wanted = prepare_picture(np.asarray(stroke()))
    stroke().save(tmp_path / "a.png")
    np.testing.assert_array_equal(read_picture(tmp_path / "a.png"), wanted)
    exif = Image.Exif()
    exif[0x0112] = 6  # to be turned clockwise
    stroke().rotate(90, expand=True).save(tmp_path / "a.jpg", exif=exif, quality=95)
    near = np.abs(read_picture(str(tmp_path / "a.jpg")).astype(int) - wanted)
    assert near.mean() < 3


def test_files_that_are_none(tmp_path):
    with pytest.raises(FileNotFoundError, match=r"a\.png is not there"):
        read_picture(tmp_path / "a.png")
    with pytest.raises(IsADirectoryError, match="is a folder"):
        read_picture(tmp_path)
    (tmp_path / "a.png").write_text("no picture")
    with pytest.raises(ValueError, match=r"a\.png is no picture"):
        read_picture(tmp_path / "a.png")
    stroke().save(tmp_path / "b.png")
    content = (tmp_path / "b.png").read_bytes()
    (tmp_path / "b.png").write_bytes(content[: len(content) // 2])
    with pytest.raises(ValueError, match=r"b\.png cannot be read"):
        read_picture(tmp_path / "b.png")
    Image.new("L", (50, 50), 200).save(tmp_path / "c.png")
    with pytest.raises(ValueError, match=r"c\.png: there is no ink"):
        read_picture(tmp_path / "c.png")


SHEET = np.full((30, 30), 255.0)
NONSENSE = {
    "a row": (SHEET[0], ValueError, "shape (30,)"),
    "five colours": (np.zeros((9, 9, 5)), ValueError, "shape (9, 9, 5)"),
    "nothing": (np.zeros((0, 9)), ValueError, "shape (0, 9)"),
    "NaN": (SHEET * np.nan, ValueError, "NaN or infinite"),
    "too large": (SHEET * 2, ValueError, "go from 510 to 510"),
    "negative": (SHEET - 300, ValueError, "go from -45 to -45"),
    "0 to 1": (SHEET / 255, ValueError, "multiply them by 255"),
    "words": (np.array([["a"]]), TypeError, "this is <U1"),
    "True and False": (SHEET > 0, TypeError, "this is bool"),
    "white": (SHEET, ValueError, "there is no ink"),
    "noise": (
        np.random.default_rng(0).normal(200, 3, (200, 200)),
        ValueError,
        "there is no ink",
    ),
}


@pytest.mark.parametrize("picture, error, words", NONSENSE.values(), ids=NONSENSE)
def test_nonsense_is_refused(picture, error, words):
    with pytest.raises(error, match=re.escape(words)):
        prepare_picture(picture)


def test_nine_of_the_courses_ten_pictures_are_read():
    files = sorted((Path(__file__).parents[2] / "data/handwriting").glob("*.*"))
    X = np.array([read_picture(path) for path in files]) / 255
    params, hidden = load_network("128-64")
    said = [int(label) for label in predict(params, X, hidden)]
    assert said == [0, 1, 2, 3, 4, 5, 6, 7, 9, 9]  # the speck makes the 8 too small


def test_a_digit_that_covers_more_than_half_of_the_sheet_is_ink():
    sheet = np.zeros((280, 280))
    sheet[10:270, 40:110] = sheet[10:270, 170:260] = sheet[200:270, 110:170] = 255
    assert np.mean(sheet > 0) > 0.5
    np.testing.assert_array_equal(ink_of(sheet), sheet)


def test_a_picture_does_not_depend_on_the_order_of_adding(monkeypatch):
    """Means that lie halfway between two greys are rounded the same way, whichever way a processor adds."""
    ink = np.random.default_rng(0).integers(0, 256, (60, 45)).astype(float)
    exact = handwriting.overlaps

    def other(n, count):
        return exact(n, count) * (1 + 1e-15 * np.random.default_rng(n).normal(size=(count, n)))

    before = handwriting.shrink(ink, 20)
    monkeypatch.setattr(handwriting, "overlaps", other)
    assert np.array_equal(handwriting.shrink(ink, 20), before)
