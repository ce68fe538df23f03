"""Pictures: opened and turned by Pillow, and checked before anything is made of them. Plumbing."""

from pathlib import Path

import numpy as np
from PIL import Image, ImageOps, UnidentifiedImageError


def open_picture(path):
    """Return the picture in a file as red, green, blue and opacity, (h, w, 4) uint8, turned as its EXIF says.

    Raises FileNotFoundError, IsADirectoryError, and ValueError where it is no picture or is damaged.
    """
    path = Path(path)
    if not path.exists():
        raise FileNotFoundError(f"{path} is not there: is the name right, with its ending?")
    if path.is_dir():
        raise IsADirectoryError(f"{path} is a folder: name one picture in it")
    try:
        with Image.open(path) as file:
            file = ImageOps.exif_transpose(file)
            if file.mode.startswith("I"):  # 16 bits of grey
                file = Image.fromarray((np.asarray(file) / 257).astype(np.uint8))
            return np.asarray(file.convert("RGBA"))
    except UnidentifiedImageError:
        raise ValueError(
            f"{path} is no picture that Pillow can read: save it as PNG or JPEG"
        ) from None
    except (OSError, SyntaxError, Image.DecompressionBombError) as error:
        raise ValueError(f"{path} cannot be read, is it damaged? {error}") from error


def check_picture(picture):
    """Return picture as an array, if it is one: TypeError and ValueError say what else it is."""
    picture = np.asarray(picture)
    if picture.dtype.kind not in "uif":
        raise TypeError(
            f"a picture is numbers from 0 to 255, and this is {picture.dtype}: "
            "np.where(picture, 255, 0) makes numbers of True and False"
            if picture.dtype == bool
            else f"a picture is numbers from 0 to 255, and this is {picture.dtype}"
        )
    grey, colour = picture.ndim == 2, picture.ndim == 3 and picture.shape[2] in (3, 4)
    if not (grey or colour) or picture.size == 0:
        raise ValueError(
            f"a picture is grey (h, w) or colour (h, w, 3 or 4), and this has the shape {picture.shape}"
        )
    if not np.isfinite(picture).all():
        raise ValueError("some numbers of this picture are NaN or infinite")
    if picture.min() < 0 or picture.max() > 255:
        raise ValueError(
            f"a picture is numbers from 0 to 255, and these go from {picture.min():g} to {picture.max():g}"
        )
    if picture.dtype.kind == "f" and 0 < picture.max() <= 1:
        raise ValueError("these numbers go from 0 to 1: multiply them by 255")
    return picture
