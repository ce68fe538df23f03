"""A figure in words: what is drawn, read from the artists themselves.

nbval compares this text where it can't compare a picture. Without what serves the comparison alone, it is the picture's
alternative for who can't see it.
"""

import re
import warnings
import zlib

import numpy as np
from matplotlib.category import StrCategoryLocator
from matplotlib.collections import PathCollection
from matplotlib.colors import to_hex, to_rgb
from matplotlib.container import BarContainer
from matplotlib.contour import ContourSet
from matplotlib.dates import DateLocator, num2date
from matplotlib.patches import FancyArrowPatch, Wedge
from matplotlib.quiver import Barbs, Quiver
from matplotlib.ticker import FixedLocator

MARK = r" #[0-9a-f]{4}(?:[0-9a-f]{4})?"


def describe(figure):
    """Say in a few lines what a Matplotlib figure shows: titles, labels, and the numbers of all that is drawn.

    Never raises and never warns, whatever is drawn: it stands above every picture. What it can't describe it names.
    """
    with warnings.catch_warnings(), np.errstate(all="ignore"):
        warnings.simplefilter("ignore")
        return "\n".join(_said(_figure, figure)).lstrip()


def alternative(text):
    """describe()'s text for who hears it: without the marks and the names of colours, which serve the comparison."""
    lines = text.split("\n")
    for k, line in enumerate(lines):
        if line.startswith("    "):
            line = re.sub(rf"( … \d+ in all){MARK}(?=,|$| #)", r"\1", line)
            if not re.match("    (x|y|z|legend): ", line):
                line = re.sub(f"{MARK}$", "", line)
            line = re.sub(r" in #[0-9a-f]{6}(?=: (?:[\d× ]* values|empty))", "", line)
            line = re.sub(r"^( +(?:upside down )?image) in \w+(?=: )", r"\1", line)
        lines[k] = line
    return "\n".join(lines)


def _said(say, artist, *more):
    """The lines that say() has for this artist; where it fails, one that names the kind of artist."""
    try:
        return say(artist, *more)
    except Exception:  # a reader draws what nobody foresaw, and wants the picture, not a traceback
        return [f"    {_kind(artist)}, not put into words"]


def _kind(artist):
    """The name of an artist's class in words, such as "stem" or "fancy arrow patch"."""
    name = type(artist).__name__.lstrip("_")
    words = re.sub(r"(?<=[a-z])(?=[A-Z])|(?<=[A-Z])(?=[A-Z][a-z])", " ", name).lower()
    return words.removesuffix(" container")


def _figure(figure):
    lines = [f"Figure: {figure.get_suptitle()}".rstrip(": ")]
    parts = [part.get_suptitle() for part in figure.subfigs if part.get_suptitle()]
    written = [text.get_text() for text in figure.texts if text.get_text().strip()]
    if figure.get_suptitle() in written:
        written.remove(figure.get_suptitle())
    if parts:
        lines.append(f"    parts: {_words(parts)}")
    if written:
        lines.append(f"    texts: {_words(written)}")
    for legend in figure.legends:
        lines += _said(_legend, legend)
    others = [*figure.images, *figure.lines, *figure.patches, *figure.artists]
    lines += [f"    {_kind(other)}" for other in others if other.get_visible()]
    for axes in _visible(figure.axes):
        lines += _said(_axes, axes)
    return lines


def _axes(axes):
    lines = [f"  {_title(axes)}"]
    for name in "xyz":
        if hasattr(axes, f"{name}axis"):
            lines += _said(_axis, getattr(axes, f"{name}axis"), name)
    log = axes.get_yscale() == "log"
    for image in _visible(axes.images):
        lines += _said(_image, image)
    for line in _visible(axes.lines):
        lines += _said(_line, line, log)
    for container in axes.containers:
        lines += _said(_container, container, log)
    for collection in _visible(axes.collections):
        lines += _said(_collection, collection, log)
    in_bars = {bar for bars in axes.containers if isinstance(bars, BarContainer) for bar in bars}
    lines += _said(_shapes, [patch for patch in _visible(axes.patches) if patch not in in_bars])
    lines += _said(_texts, _visible(axes.texts))
    for table in axes.tables:
        lines += _said(_table, table)
    lines += [f"    {_kind(artist)}" for artist in _visible(axes.artists)]
    if axes.get_legend():
        lines += _said(_legend, axes.get_legend())
    for child in axes.child_axes:
        lines += _said(_axes, child)
    return lines


def _visible(artists):
    return [artist for artist in artists if artist.get_visible()]


def _title(axes):
    if not hasattr(axes, "get_title"):  # a second scale at the edge
        return f"({_kind(axes)})"
    titles = [axes.get_title(place) for place in ("left", "center", "right")]
    return next(filter(None, titles), "(no title)")


def _axis(axis, name):
    scale = axis.get_scale()
    words = [axis.get_label_text(), scale if scale != "linear" else "", _own_ticks(axis)]
    if isinstance(axis.get_major_locator(), DateLocator):
        first, last = (num2date(day).date() for day in axis.get_data_interval())
        words.append(f"dates from {first} to {last}, counted in days")
    if not getattr(axis.axes, f"get_autoscale{name}_on")():
        words.append("from {:.4g} to {:.4g}".format(*axis.get_view_interval()))
    return [f"    {name}: " + ", ".join(w for w in words if w)] if any(words) else []


def _image(image):
    way_up = "upside down " if image.origin == "lower" else ""
    colours = np.ndim(image.get_array()) == 3
    look = f"{way_up}image in {'its own colours' if colours else image.get_cmap().name}"
    return [_numbers(look, image, None, image.get_array())]


def _line(line, log):
    if hasattr(line, "get_data_3d"):
        return _in_space("line", line, line.get_data_3d())
    return [_numbers("line", line, *line.get_data(orig=False), log, line.get_color())]


def _container(container, log):
    if not isinstance(
        container, BarContainer
    ):  # its parts are described with the lines and the strokes
        label = str(container.get_label() or "")
        return [f"    {_kind(container)}" + (f' "{label}"' if label[:1] not in ("", "_") else "")]
    if not len(container):
        return [_numbers("bars", container, None, [])]
    flat = container.orientation == "horizontal"
    boxes = [(b.get_x(), b.get_y(), b.get_width(), b.get_height()) for b in container]
    x, y, widths, heights = zip(*boxes, strict=True)
    places, starts, values = (y, x, widths) if flat else (x, y, heights)
    color = container[0].get_facecolor()
    kind = "bars to the right" if flat else "bars"
    lines = [_numbers(kind, container, places, values, log, color)]
    if any(starts):
        lines.append(_numbers("their starts", container, None, starts, log))
    return lines


def _collection(collection, log):
    values = collection.get_array()
    if isinstance(collection, Quiver | Barbs):
        names = "XYUV" if isinstance(collection, Quiver) else "xyuv"
        x, y, u, v = (getattr(collection, name) for name in names)
        return [
            _numbers("arrows to the right", collection, x, u),
            _numbers("arrows upwards", collection, y, v),
        ]
    if hasattr(collection, "do_3d_projection"):
        if hasattr(collection, "_offsets3d"):
            return _in_space("points", collection, collection._offsets3d)
        return [f"    {_kind(collection)}, not put into words"]
    if isinstance(collection, PathCollection):
        offsets = np.ma.filled(np.ma.asarray(collection.get_offsets(), dtype=float), np.nan)
        lines = [_numbers("points", collection, *offsets.T, log)]
        return (
            lines
            if values is None
            else [*lines, _numbers("their colours", collection, None, values)]
        )
    vertices = [path.vertices for path in collection.get_paths()] or [np.empty((0, 2))]
    x, y = np.concatenate(vertices).T
    if isinstance(collection, ContourSet):
        kind = "filled contours" if collection.filled else "contours"
        levels = _words([f"{level:.4g}" for level in collection.levels])
        return [f"    {kind} at {levels} #{_digest(x)}{_digest(y)}"]
    if values is not None:
        return [_numbers("colours", collection, None, values)]
    return [_numbers("strokes", collection, x, y)]


def _in_space(kind, artist, xyz):
    x, y, z = xyz
    return [_numbers(kind, artist, x, z), _numbers("their y", artist, None, y)]


def _shapes(shapes):
    lines = []
    wedges = [shape for shape in shapes if isinstance(shape, Wedge)]
    if wedges:
        shares = [f"{(wedge.theta2 - wedge.theta1) / 3.6:.4g} %" for wedge in wedges]
        lines.append(f"    {len(wedges)} wedges: {_words(shares)}")
    shapes = [shape for shape in shapes if shape not in wedges]
    if shapes:
        lines.append(
            f"    {len(shapes)} shapes #{_digest(np.concatenate(list(map(_place, shapes))))}"
        )
    return lines


def _place(shape):
    if hasattr(shape, "get_bbox"):
        return np.ravel(shape.get_bbox().extents)
    if isinstance(shape, FancyArrowPatch):  # its path depends on the layout
        return np.empty(0)
    return np.ravel(shape.get_patch_transform().transform_path(shape.get_path()).vertices)


def _texts(texts):
    lines = []
    arrows = [(*text.xy, *text.get_position()) for text in texts if _is_arrow(text)]
    if arrows:
        lines.append(f"    {len(arrows)} arrows #{_digest(arrows)}")
    written = [text for text in texts if text.get_text().strip()]
    if written:
        places = [(*text.get_position(), *to_rgb(text.get_color())) for text in written]
        lines.append(
            f"    texts: {_words([text.get_text() for text in written])} #{_digest(places)}"
        )
    return lines


def _is_arrow(text):
    return getattr(text, "arrow_patch", None) is not None


def _table(table):
    cells = [cell.get_text().get_text() for _, cell in sorted(table.get_celld().items())]
    return [f"    table: {_words(cells)}"]


def _legend(legend):
    return [f"    legend: {_words([text.get_text() for text in legend.get_texts()])}"]


def _own_ticks(axis):
    """The words at the ticks where somebody set them; those that Matplotlib chooses differ by its version."""
    if not isinstance(axis.get_major_locator(), FixedLocator | StrCategoryLocator):
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
