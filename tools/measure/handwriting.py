"""Whether a digit anywhere on a sheet is read as well as MNIST's own: 5,000 test digits, three networks.

    python -m tools.measure.handwriting        (needs full MNIST in data/, takes two minutes)
    python -m tools.measure.handwriting > tools/measure/handwriting.csv

Each digit is enlarged so that its longer side is a random share, 0.35 to 0.95, of a sheet of 280 x 280 pixels, and put
at a random place. Prints what share each network reads: the originals, prepared as helpers/handwriting.py does, centred
by their box instead of their mass, and the whole sheet shrunk to 28 x 28. Ends with an error if the preparation costs
more than 0.5 points.
"""

import sys

import numpy as np
from PIL import Image

from helpers.data import load_mnist, scale_pixels
from helpers.handwriting import box_of, ink_of, prepare_picture, shrink
from helpers.layers import SoftmaxCrossEntropy, mlp
from helpers.model import Model
from helpers.network import predict
from helpers.optimizers import Adam
from helpers.plumbing.networks import load_network

SIDE, MOST = 280, 0.5


def enlarged(digit, scale):
    """The digit (784,) with its longer side scale * SIDE, smoothly enlarged by Pillow: (h, w) uint8."""
    box = np.pad(box_of(digit.reshape(28, 28)), 2)
    times = scale * SIDE / (max(box.shape) - 4)
    size = [round(n * times) for n in box.shape[::-1]]
    return box_of(np.asarray(Image.fromarray(box).resize(size, Image.BICUBIC)))[:SIDE, :SIDE]


def anywhere(digit, rng):
    """A sheet (SIDE, SIDE) uint8 with the digit somewhere on it."""
    large = enlarged(digit, rng.uniform(0.35, 0.95))
    top, left = (rng.integers(0, SIDE - n + 1) for n in large.shape)
    sheet = np.zeros((SIDE, SIDE), np.uint8)
    sheet[top : top + large.shape[0], left : left + large.shape[1]] = large
    return sheet


def by_its_box(sheet):
    """(784,): as prepare_picture, but with the middle of the box in the middle of the sheet."""
    small = shrink(box_of(ink_of(sheet)), 20)
    above, left = ((28 - n) // 2 for n in small.shape)
    rest = [(above, 28 - small.shape[0] - above), (left, 28 - small.shape[1] - left)]
    return np.pad(small, rest).round().ravel()


def third_network(X, y):
    """784-128-10 with ReLU, trained here for five epochs."""
    model = Model(mlp((784, 128, 10), np.random.default_rng(0)), SoftmaxCrossEntropy(), np.float32)
    model.fit(X, y, Adam(), epochs=5, batch_size=128, rng=np.random.default_rng(1))
    return model.predict


def main(count=5000):
    mnist = load_mnist()
    X = scale_pixels(mnist.images[:60_000], np.float32)
    networks = {"128": third_network(X, mnist.labels[:60_000])}
    for name in ("16-16", "128-64"):
        params, hidden = load_network(name)
        networks[name] = lambda X, params=params, hidden=hidden: predict(params, X, hidden)
    rng = np.random.default_rng(0)
    rows = 60_000 + rng.choice(10_000, count, replace=False)
    originals, labels = mnist.images[rows], mnist.labels[rows]
    sheets = [anywhere(digit, rng) for digit in originals]
    ways = {
        "originals": originals,
        "prepared": np.array([prepare_picture(sheet) for sheet in sheets]),
        "by its box": np.array([by_its_box(sheet) for sheet in sheets]),
        "sheet shrunk": np.array([shrink(sheet, 28).ravel() for sheet in sheets]),
    }
    print("network," + ",".join(ways))
    lost = []
    for name, read in networks.items():
        right = [
            100 * np.mean(read((images / 255).astype(np.float32)) == labels)
            for images in ways.values()
        ]
        print(name + "," + ",".join(f"{share:.2f}" for share in right))
        lost.append(right[0] - right[1])
    if max(lost) > MOST:
        sys.exit(f"The preparation costs {max(lost):.2f} points; {MOST} is the most.")


if __name__ == "__main__":
    main(*map(int, sys.argv[1:]))
