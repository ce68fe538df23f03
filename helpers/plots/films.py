"""Films with a slider: frames that Matplotlib draws, in a player that needs no kernel, no network and no library."""

import base64
import io
import zlib
from html import escape

import matplotlib.pyplot as plt
import numpy as np
from matplotlib.figure import Figure
from PIL import Image

from helpers.plots.figure_text import alternative, describe
from helpers.plots.graph import paint, room, unit_parts
from helpers.plots.inputs import listed, named, numbers, whole
from helpers.plots.palette import INK, OTHERS, STYLE

LARGEST = 300_000  # bytes of a film's HTML; each one is saved in a notebook
DPI = 90
COLOURS = 48

# The frames stand in an attribute and the picture shows the still, so that a page which takes the scripts out
# shows the still alone. No id: whatever two films are on a page, a handle finds its own.
PLAYER = """\
<div class="film" data-frames="{frames}" data-names="{names}">
<img src="{still}" alt="{alt}" style="max-width: 100%; display: block">
<button type="button" style="min-width: 6em" onclick="
const film = this.parentElement, slider = film.querySelector('input');
const stop = () => {{ clearInterval(film.timer); film.timer = 0; this.textContent = '▶ Play'; }};
if (film.timer) {{ stop(); return; }}
if (slider.value === slider.max) slider.value = 0; else slider.stepUp();
slider.oninput();
this.textContent = '❚❚ Pause';
film.timer = setInterval(() => {{
if (slider.value === slider.max || !film.isConnected) {{ stop(); return; }}
slider.stepUp();
slider.oninput();
}}, {pause});">▶ Play</button>
<input type="range" min="0" max="{last}" value="{shown}" aria-label="frame" aria-valuetext="{name}"
style="width: 55%; vertical-align: middle" oninput="
const film = this.parentElement, name = film.dataset.names.split('|')[this.value];
film.querySelector('img').src = 'data:image/png;base64,' + film.dataset.frames.split(' ')[this.value];
film.querySelector('output').textContent = name;
this.setAttribute('aria-valuetext', name);">
<output>{name}</output>
</div>"""


class Film:
    """What film() returns. Jupyter shows its player; a page without HTML or scripts its still; a text its words."""

    def __init__(self, html, still, words):
        self.html, self.still, self.words = html, still, words

    def __repr__(self):
        return self.words

    def _repr_mimebundle_(self, include=None, exclude=None):
        return {
            "text/html": self.html,
            "image/png": base64.b64encode(self.still).decode(),
            "text/plain": self.words,
        }


def film(draw, frames, names=None, fps=4, still=-1, size=(7, 3.6)):
    """A film that a slider moves. draw(figure, frame): draws one frame on an empty figure. frames: a list.

    names: what to write beside the slider for each frame; by default its number. fps: frames per second.
    still: the index of the frame that is shown first, and alone where scripts don't run. size: in inches.
    ValueError without frames, for an fps that is not above 0, and where the HTML would have more than 300,000 bytes.
    """
    frames = listed(frames, "frames")
    if not frames:
        raise ValueError("frames: empty, so there is nothing to show.")
    names = (
        [f"frame {k + 1} of {len(frames)}" for k in range(len(frames))] if names is None else names
    )
    names = [str(name).replace("|", "/") for name in listed(names, "names", len(frames))]
    if not (np.isfinite(fps) and fps > 0):
        raise ValueError(f"fps: this must be above 0, and it is {fps!r}.")
    if not -len(frames) <= still < len(frames):
        raise ValueError(f"still: there are {len(frames)} frames, and none has the index {still}.")
    pictures, words = [], []
    for frame in frames:
        picture, said = _frame(draw, frame, size)
        pictures.append(picture)
        words.append(said)
        # The still stands in it twice; base64 writes three bytes in four letters, and the player takes some.
        if (sum(sizes := [len(p) for p in pictures]) + max(sizes)) * 4 / 3 + 4000 > LARGEST:
            raise ValueError(
                f"frames: {LARGEST:,} is the most bytes that a film may have, and {len(pictures)} of these "
                f"{len(frames)} frames fill them. Show fewer, or draw less in each."
            )
    said = _words(names, words)
    shown = range(len(frames))[still]
    coded = [base64.b64encode(picture).decode() for picture in pictures]
    html = PLAYER.format(
        frames=" ".join(coded),
        names=escape("|".join(names)),
        still=f"data:image/png;base64,{coded[shown]}",
        alt=escape(alternative(words[shown])),
        pause=round(1000 / fps),
        last=len(frames) - 1,
        shown=shown,
        name=escape(names[shown]),
    )
    return Film(html, pictures[shown], said)


def _frame(draw, frame, size):
    """One frame as a PNG with few colours, and in words."""
    with plt.style.context(["default", STYLE]):
        figure = Figure(figsize=size, dpi=DPI)
        draw(figure, frame)
        sheet = io.BytesIO()
        figure.savefig(sheet, format="png")
        words = describe(figure)
    few = (
        Image.open(sheet)
        .convert("RGB")
        .quantize(COLOURS, Image.Quantize.MAXCOVERAGE, kmeans=1, dither=Image.Dither.NONE)
    )
    picture = io.BytesIO()
    few.save(picture, "PNG", optimize=True)
    return picture.getvalue(), words


def _words(names, words):
    """The first, the middle and the last frame in words, and a mark made from what all of them show."""
    mark = zlib.crc32("\n".join([*names, *words]).encode())
    lines = [f"Film: {names[0]} to {names[-1]}", f"    {len(names)} frames in all #{mark:08x}"]
    for k in sorted({0, len(names) // 2, len(names) - 1}):
        lines += [f"{names[k]}. {words[k]}"]
    return "\n".join(lines)


def weights_film(W, epochs, title, columns=4, label="weight", fps=4):
    """How the weights into each unit change: a picture of 28 × 28 pixels for each unit, on one scale in all frames.

    W: (frames, 784, units), such as a list of copies. epochs: the epoch of each frame. label: what they are.
    ValueError where shapes differ, and where a number in W is missing or infinite.
    """
    W = numbers(W, "W", (None, 784, None))
    epochs, columns = listed(epochs, "epochs", len(W)), whole(columns, "columns")
    rows = -(-W.shape[2] // columns)
    reach = np.abs(W).max() or 1

    def draw(figure, frame):
        grid = figure.subplots(rows, columns, squeeze=False)
        for axes in grid.ravel():
            axes.axis("off")
        for k, axes in enumerate(grid.ravel()[: W.shape[2]]):
            picture = frame[:, k].reshape(28, 28)
            shown = axes.imshow(picture, cmap="PuOr", vmin=-reach, vmax=reach)
            axes.set_title(f"unit {k}", fontsize=9, fontweight="normal", loc="center")
        figure.colorbar(shown, ax=grid, shrink=0.8, label=label)
        _headline(figure, title)

    names = [f"epoch {epoch}" for epoch in epochs]
    return film(draw, list(W), names, fps, size=(7, 6.4 / columns * rows + 0.5))


def softmax_film(probabilities, temperatures, title, fps=4):
    """The probabilities of the classes at each temperature. probabilities: (frames, classes), each from 0 to 1.

    temperatures: one for each frame; the still is the one nearest to 1. ValueError where the numbers differ, or a
    probability is not from 0 to 1.
    """
    P = numbers(probabilities, "probabilities", (None, None))
    if P.min() < -1e-9 or P.max() > 1 + 1e-9:
        raise ValueError(
            f"probabilities: these run from {P.min():g} to {P.max():g}, and must be from 0 to 1. "
            "Did they go through softmax?"
        )
    temperatures = numbers(temperatures, "temperatures", (len(P),))

    def draw(figure, p):
        axes = figure.subplots()
        drawn = axes.bar(range(len(p)), p, color=OTHERS[0])
        axes.bar_label(drawn, labels=[f"{value:.2f}" for value in p], fontsize=9, padding=1)
        axes.axhline(1 / len(p), color=OTHERS[1], linestyle="--")
        axes.set(xlabel="class", ylabel="probability", ylim=(0, 1.08), xticks=range(len(p)))
        _headline(figure, title)

    still = int(np.abs(temperatures - 1).argmin())
    return film(draw, list(P), [f"T = {t:.3g}" for t in temperatures], fps, still)


def descent_film(cost, walks, title, xlabel, ylabel, fps=2):
    """Steps on a curve of one variable, a panel for each walk, one step in each frame. cost: a function.

    walks: name -> the places visited; a walk that has ended stays where it is. ValueError where one is empty, or has
    left for infinity.
    """
    walks = {
        name: numbers(places, f'the walk "{name}"', (None,))
        for name, places in named(walks, "walks", at_most=4).items()
    }
    everywhere = np.concatenate(list(walks.values()))
    margin = 0.1 * np.ptp(everywhere) or 1
    curve = np.linspace(everywhere.min() - margin, everywhere.max() + margin, 200)
    highest = cost(curve).max()

    def draw(figure, step):
        panels = figure.subplots(1, len(walks), sharex=True, sharey=True, squeeze=False)[0]
        for panel, (name, places) in zip(panels, walks.items(), strict=True):
            trail = places[: step + 1]
            panel.plot(curve, cost(curve), color="#9DB4C8")
            panel.plot(trail, cost(trail), color=OTHERS[1], marker="o", markersize=4)
            ball = {"marker": "o", "markersize": 9, "markevery": [-1], "linestyle": "none"}
            panel.plot(trail, cost(trail), color=INK, **ball)
            panel.set(xlabel=xlabel, ylim=(-0.08 * highest, 1.05 * highest))
            panel.set_title(name, fontweight="normal", fontsize=10)
        panels[0].set_ylabel(ylabel)
        _headline(figure, title)

    steps = range(max(map(len, walks.values())))
    return film(draw, steps, [f"step {step}" for step in steps], fps, size=(8, 2.8))


def backward_film(values, slopes, panels, title, fps=0.5):
    """The backward pass through one unit and its loss, node by node. Arguments as in unit_graph; a panel is a frame."""
    boxes, edges, panels = unit_parts(values, slopes, panels)
    size, *heights = room(boxes, 1)

    def draw(figure, heading):
        paint(figure, boxes, edges, {heading: panels[heading]}, title, heights)

    return film(draw, list(panels), list(panels), fps, size=size)


def _headline(figure, title):
    figure.suptitle(title, fontsize=12, fontweight="bold", x=0.01, ha="left")
