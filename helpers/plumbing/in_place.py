"""Arrays that are parts of one vector: to assign to such an array writes into it. Plumbing of layers and model."""

import numpy as np


class InPlace:
    """obj.name = values writes into the array of that name where it lies in obj.theta; elsewhere it is as usual.

    Otherwise a network would go on computing with the old array, and the new one would never learn.
    Raises ValueError where the values have another shape, or are not all finite numbers.
    """

    def __setattr__(self, name, value):
        old = self.__dict__.get(name)
        if isinstance(old, np.ndarray) and self.keeps(name, old):
            write(old, value, f"{type(self).__name__}.{name}")
        else:
            super().__setattr__(name, value)

    def keeps(self, name, array):
        """Whether this array stays the same one for good. A layer's own theta is replaced when a network takes it."""
        theta = self.__dict__.get("theta")
        return theta is not None and array is not theta and np.may_share_memory(array, theta)


class OwnsTheta(InPlace):
    """Of which theta itself stays the same vector for good: layers look into it."""

    def keeps(self, name, array):
        return name == "theta"


def that_learn(layers):
    """Those of the layers that have a size."""
    return [layer for layer in layers if getattr(layer, "size", 0)]


def write(array, values, name):
    """Write values into array. name: what to call it in an error."""
    values = np.asarray(values)
    if values.shape != array.shape:
        raise ValueError(f"{name} has the shape {array.shape}, and the new values {values.shape}")
    if values.dtype.kind not in "buif" or not np.isfinite(values).all():
        raise ValueError(f"{name} can only take finite numbers")
    array[...] = values


class Chain(tuple):
    """The layers of a network. An item can't be replaced: the new layer would not be part of theta."""

    def __setitem__(self, index, layer):
        raise TypeError(
            "a layer of a network can't be replaced; make a new Network or Model from a list of new layers"
        )
