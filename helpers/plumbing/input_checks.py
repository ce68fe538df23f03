"""Refuse what cannot be split or trained on, in words that say what to do. Plumbing of data.py and model.py."""

import math
import warnings
from numbers import Real

import numpy as np


def check_split(labels, test_size):
    """Raise ValueError where digits with these labels (m,) are too few for a stratified split.

    test_size: how many are for the test, or which share of them, as train_test_split takes it.
    """
    m = len(labels)
    classes, counts = np.unique(labels, return_counts=True)
    k = len(classes)
    if k == 0:
        raise ValueError("there are no digits to split")
    if counts.min() < 2:
        raise ValueError(
            f"the digit {classes[counts.argmin()]} comes only once among these {m}; to be split, each has to come "
            "at least twice: take more digits"
        )
    if not isinstance(test_size, Real):
        return  # None is a quarter, and of all else train_test_split says what it takes
    n_test = math.ceil(test_size * m) if 0 < test_size < 1 else test_size
    if not k <= n_test <= m - k:
        raise ValueError(
            f"test_size={test_size} does not suit {m} digits: each part needs room for all {k} classes; choose "
            f"test_size from {k} to {m - k}, such as test_size={max(k, m // 5)}"
        )


def check_pixels(images):
    """Return images, whole numbers from 0 to 255 in an array, list or DataFrame, as an array of the same shape.

    Raises ValueError where they are something else, and says what.
    """
    try:
        images = np.asarray(images)
    except ValueError:
        raise ValueError("the images have not all the same number of pixels") from None
    if images.size == 0:
        return images
    if images.dtype.kind not in "biuf":
        raise ValueError(f"pixels must be whole numbers from 0 to 255, not {images.dtype}")
    if images.shape[-1:] == (785,):
        raise ValueError("785 numbers in a row are a label and 784 pixels: take the label out")
    smallest, largest = images.min(), images.max()  # NaN where there is one
    if not (np.isfinite(smallest) and np.isfinite(largest)):
        raise ValueError("some pixels are NaN or infinite: are values missing in the file?")
    if smallest < 0:
        raise ValueError(
            f"the smallest pixel is {smallest:g}, and none may be below 0: "
            + (
                "these are bytes read with a sign; images.view(np.uint8) reads them without"
                if images.dtype == np.int8
                else "scale them as they are in the file, before their mean is subtracted"
            )
        )
    if largest > 255:
        raise ValueError(
            f"the largest pixel is {largest:g}, and 255 is the limit: divide by the largest value that their format "
            "allows (65535 for 16 bits) instead of calling scale_pixels"
        )
    if images.dtype.kind == "f" and largest <= 1:
        raise ValueError(f"the pixels are {images.dtype}, none above 1: are they scaled already?")
    if images.dtype.kind == "f":
        raise ValueError(
            f"the pixels are {images.dtype}, up to {largest:g}: if they run from 0 to 255, turn them into bytes first, "
            "np.rint(images).astype(np.uint8)"
        )
    if largest == 1 or images.dtype == bool:
        raise ValueError(
            "the largest pixel is 1: black and white as 0 and 1 needs no scaling, only images.astype(float)"
        )
    return images


def check_chain(layers, Dense):
    """Raise ValueError where the list of layers is no network. Dense: the class of layers whose sizes have to fit."""
    if not isinstance(layers, list | tuple):
        raise ValueError(f"layers must be a list, such as mlp(sizes, rng) makes, not {layers!r}")
    for layer in layers:
        if isinstance(layer, type):
            raise ValueError(f"{layer.__name__} is a class; write {layer.__name__}(…) to make one")
        if not (hasattr(layer, "forward") and hasattr(layer, "backward")):
            raise ValueError(f"{layer!r} is no layer: it has no forward and backward")
        if getattr(layer, "size", 0) and not hasattr(layer, "theta"):
            raise ValueError(
                f"{type(layer).__name__} has a size, so it learns: derive it from Layer, and call "
                "self.attach(np.zeros(self.size), np.zeros(self.size)) in its __init__"
            )
    dense = [layer for layer in layers if isinstance(layer, Dense)]
    if not dense:
        raise ValueError("there is no Dense layer among the layers")
    if len({id(layer) for layer in layers}) < len(layers):
        raise ValueError("a layer comes twice in the list; make a new object for each place")
    if any(getattr(layer, "in_network", False) for layer in layers):
        raise ValueError(
            "these layers belong to another network, which would go on with old weights; "
            "make new ones for each network, such as with mlp(sizes, rng)"
        )
    for before, after in zip(dense[:-1], dense[1:], strict=True):
        if before.n_out != after.n_in:
            raise ValueError(
                f"a Dense layer gives {before.n_out} numbers, but the next takes {after.n_in}"
            )


def check_loss(loss):
    """Return loss. Raises ValueError where it is not an object such as SoftmaxCrossEntropy()."""
    if isinstance(loss, type):
        raise ValueError(f"the loss is the class {loss.__name__}; write {loss.__name__}()")
    if not hasattr(loss, "targets"):
        raise ValueError(f"the loss must be an object such as SoftmaxCrossEntropy(), not {loss!r}")
    return loss


def check_input(network, X):
    """Return X as (m, n_0) in the network's dtype. Raises ValueError where it is something else."""
    X = np.asarray(X)
    if X.dtype.kind == "O":
        raise ValueError(
            "X is no array of numbers; are its rows of different lengths, or is there text in it?"
        )
    if X.ndim != 2 or X.shape[1] != network.sizes[0]:
        raise ValueError(
            f"X must have shape (m, {network.sizes[0]}), a row for each example, not {X.shape}"
        )
    if len(X) == 0:
        raise ValueError("X has no rows")
    if not np.issubdtype(X.dtype, np.floating):
        raise ValueError(
            f"X holds {X.dtype}: scale pixels with scale_pixels, turn other integers into floats with astype(float)"
        )
    with np.errstate(over="ignore", invalid="ignore"):
        X = X.astype(network.theta.dtype, copy=False)
        sums = X @ np.ones(X.shape[1], X.dtype)  # of each row; a product is faster than X.sum
        doubtful = not np.isfinite(sums).all()  # large numbers too can sum to infinity
    if doubtful and not np.isfinite(X).all():
        row = np.isfinite(X).all(axis=1).argmin()
        raise ValueError(f"X has numbers that are not finite as {X.dtype}, the first in row {row}")
    return X


def check_targets(model, y, m):
    """Return what the loss compares with, (m, n_L) in the model's dtype. Raises ValueError where y does not fit."""
    if y is None:
        raise ValueError("y is None: give the labels, or the numbers to predict")
    y = np.asarray(y)
    if y.dtype == object or y.dtype.kind in "US":
        raise ValueError(f"y holds {y.dtype}; make it numbers, such as with y.astype(int)")
    if y.ndim == 0:
        raise ValueError("y is a single value; give an array with one for each row of X")
    if len(y) != m:
        raise ValueError(f"X has {m} rows, but y has {len(y)}")
    if y.dtype.kind == "f" and not np.isfinite(y).all():
        row = int(np.argwhere(~np.isfinite(y))[0][0])
        raise ValueError(f"y has numbers that are missing or not finite, the first in row {row}")
    Y = model.loss.targets(y, model.sizes[-1])
    if Y.shape != (m, model.sizes[-1]):
        raise ValueError(f"y has shape {np.shape(y)}, but the last layer gives {model.sizes[-1]}")
    return Y.astype(model.theta.dtype)


def check_fit(X, optimizer, epochs, batch_size, rng):
    """Raise ValueError where a model can't be trained with these. Warn where X seems to hold pixels from 0 to 255."""
    X = np.asarray(X)
    whole = X.shape[1:] == (784,) and X.dtype.kind == "f" and (X[:100] == np.rint(X[:100])).all()
    if whole and X.max() > 1 and X.min() >= 0:
        warnings.warn(
            f"X seems to hold pixels from 0 to {X.max():g}. A network learns badly from them: divide by 255, or use "
            "scale_pixels on the integers.",
            stacklevel=3,
        )
    if isinstance(optimizer, type):
        raise ValueError(
            f"optimizer is the class {optimizer.__name__}; write {optimizer.__name__}(…)"
        )
    if not hasattr(optimizer, "update"):
        raise ValueError(f"optimizer must be an object such as Adam(0.001), not {optimizer!r}")
    if not is_whole(epochs) or epochs < 0:
        raise ValueError(f"epochs must be a whole number from 0, not {epochs!r}")
    if batch_size is None:
        return
    if not is_whole(batch_size) or batch_size < 1:
        raise ValueError(f"batch_size must be a whole number from 1, or None, not {batch_size!r}")
    if not isinstance(rng, np.random.Generator):
        raise ValueError(
            "mini-batches are drawn at random: give fit rng=np.random.default_rng(some_seed)"
        )


def is_whole(number):
    return isinstance(number, int | np.integer) and not isinstance(number, bool)


def check_finite(network, cost, before):
    """Raise ValueError where training has blown up. The network then has the weights again from before this epoch."""
    if np.isfinite(cost) and np.isfinite(network.theta).all():
        return
    network.theta = before
    raise ValueError(
        f"the cost is {cost}: the weights have grown beyond all bounds. The network has its weights from before this "
        "epoch again; try a smaller learning rate, with a new optimizer"
    )


def check_savable(network):
    """Raise ValueError where this is no network with finite weights."""
    if not hasattr(network, "theta"):
        raise ValueError(
            f"save_weights takes a Network or Model, and then the path; the first was {type(network).__name__}"
        )
    if not np.isfinite(network.theta).all():
        raise ValueError("the weights are not all finite, so nothing is saved")


def predicting(network, X):
    """Return what forward gives for X, (m, n_L), with all layers out of training: dropout, for one, lets all pass."""
    X = check_input(network, X)
    before = [getattr(layer, "training", True) for layer in network.layers]
    try:
        for layer in network.layers:
            layer.training = False
        return network.forward(X)
    finally:
        for layer, training in zip(network.layers, before, strict=True):
            layer.training = training
