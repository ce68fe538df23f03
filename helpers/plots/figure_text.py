"""A figure in words: what is drawn, read from the artists themselves.

nbval compares this text where it can't compare a picture, and it is the picture's alternative for who can't see it.
"""

import zlib

import numpy as np
from matplotlib.collections import PathCollection
from matplotlib.colors import to_hex, to_rgb
from matplotlib.ticker import FixedLocator


def describe(figure):
    """Say in a few lines what a Matplotlib figure shows: titles, labels, and the numbers of all that is drawn."""
    lines = [f"Figure: {figure.get_suptitle()}".rstrip(": ")]
    for axes in figure.axes:
        lines += _axes(axes)
    return "\n".join(lines)


def _axes(axes):
    title = axes.get_title("left") or axes.get_title("center") or "(no title)"
    lines = [f"  {title}"]
    for name, axis in (("x", axes.xaxis), ("y", axes.yaxis)):
        scale = axis.get_scale()
        words = [axis.get_label_text(), scale if scale != "linear" else "", _own_ticks(axis)]
        if not getattr(axes, f"get_autoscale{name}_on")():
            words.append("from {:.4g} to {:.4g}".format(*axis.get_view_interval()))
        if any(words):
            lines.append(f"    {name}: " + ", ".join(w for w in words if w))
    for image in axes.images:
        way_up = "upside down " if image.origin == "lower" else ""
        look = f"{way_up}image in {image.get_cmap().name}"
        lines.append(_numbers(look, image, None, image.get_array()))
    log = axes.get_yscale() == "log"
    for line in axes.lines:
        lines.append(_numbers("line", line, *line.get_data(orig=False), log, line.get_color()))
    for bars in axes.containers:
        places, heights = zip(*[(bar.get_x(), bar.get_height()) for bar in bars], strict=True)
        lines.append(_numbers("bars", bars, places, heights, log, bars[0].get_facecolor()))
    lines += [_collection(collection, log) for collection in axes.collections]
    in_bars = {bar for bars in axes.containers for bar in bars}
    shapes = [patch for patch in axes.patches if patch not in in_bars]
    if shapes:
        places = [patch.get_bbox().extents for patch in shapes if hasattr(patch, "get_bbox")]
        lines.append(f"    {len(shapes)} shapes #{_digest(places)}")
    arrows = [(*text.xy, *text.get_position()) for text in axes.texts if _is_arrow(text)]
    if arrows:
        lines.append(f"    {len(arrows)} arrows #{_digest(arrows)}")
    written = [text for text in axes.texts if text.get_text().strip()]
    if written:
        places = [(*text.get_position(), *to_rgb(text.get_color())) for text in written]
        lines.append(
            f"    texts: {_words([text.get_text() for text in written])} #{_digest(places)}"
        )
    if axes.get_legend():
        lines.append(
            f"    legend: {_words([text.get_text() for text in axes.get_legend().get_texts()])}"
        )
    return lines


def _collection(collection, log):
    if isinstance(collection, PathCollection):
        return _numbers("points", collection, *np.asarray(collection.get_offsets()).T, log)
    if collection.get_array() is not None:
        return _numbers("colours", collection, None, collection.get_array())
    vertices = [path.vertices for path in collection.get_paths()] or [np.empty((0, 2))]
    return _numbers("strokes", collection, *np.concatenate(vertices).T)


def _is_arrow(text):
    return getattr(text, "arrow_patch", None) is not None


def _own_ticks(axis):
    """The words at the ticks where somebody set them; those that Matplotlib chooses differ by its version."""
    if not isinstance(axis.get_major_locator(), FixedLocator):
        return ""
    return _words([label.get_text() for label in axis.get_ticklabels()])


def _numbers(kind, artist, x, values, log=False, colour=None):
    """One line for one artist. The mark at its end is made from every value, so that no point can change unseen."""
    shape = " × ".join(str(n) for n in np.shape(values))
    label = str(artist.get_label() or "")
    name = f' "{label}"' if label and not label.startswith("_") else ""
    name += f" in {to_hex(colour)}" if colour is not None else ""
    values = _plain(values)
    if values.size == 0:
        return f"    {kind}{name}: empty"
    across = "" if x is None else f", x {_text(_plain(x)[[0, -1]], _plain(x))}"
    some = np.array([values[0], values[-1], np.nanmin(values), np.nanmax(values)])
    ends = " ".join(f"{value:.4g}" for value in some) if log else _text(some, values)
    with np.errstate(divide="ignore"):
        mark = _digest(np.log10(values) if log else values)
    mark += "" if x is None else _digest(x)
    return (
        f"    {kind}{name}: {shape} values{across}; first, last, smallest, largest {ends} #{mark}"
    )


def _plain(values):
    return np.asarray(np.ma.filled(np.ma.asarray(values, dtype=np.float64), np.nan)).ravel()


def _decimals(values):
    """How many decimals give four significant digits to the largest value (a hair more, so that noise can't tip it)."""
    finite = np.abs(values[np.isfinite(values)])
    largest = finite.max(initial=0.0)
    return 3 - int(np.floor(np.log10(largest * (1 + 1e-9)))) if largest > 0 else 0


def _text(some, values):
    rounded = np.round(some, _decimals(values)) + 0.0
    return " ".join(f"{value:.4g}" for value in rounded)


def _digest(values):
    """Four hexadecimal digits that change with any value, but not with the last bits that a processor may change."""
    values = _plain(values)
    whole = (
        np.round(np.nan_to_num(values, nan=0.0, posinf=1e300, neginf=-1e300), _decimals(values))
        + 0.0
    )
    return f"{zlib.crc32(whole.astype('<f8').tobytes()) & 0xFFFF:04x}"


def _words(texts):
    texts = [" ".join(str(text).split()) for text in texts if str(text).strip()]
    if len(texts) <= 60:
        return " | ".join(texts)
    return f"{' | '.join(texts[:5])} | … {len(texts)} in all #{zlib.crc32(' | '.join(texts).encode()) & 0xFFFF:04x}"
