"""Paper to draw a digit on, in a notebook: a network reads it while you draw."""

import base64
import io
from html import escape
from pathlib import Path

import anywidget
import numpy as np
import traitlets
from PIL import Image, ImageDraw, ImageOps

WHERE = "It works while the notebook runs, in Jupyter, VS Code or Colab."


class Paper(anywidget.AnyWidget):
    """Draw a digit, and see what a network makes of it: ten probabilities, and the activations of its hidden layers.

    forward: a function, from the pixels of one digit, (784,) float64 in [0, 1], to the activations of every layer, as
    helpers.network.forward returns them: at least the input and ten probabilities. Its errors are shown in the pad.
    examples: digits that "Show me one" puts on the paper, (k, 784): float in [0, 1], or integers from 0 to 255.
    Raises TypeError where forward is no function, ValueError where examples have another shape or range.
    """

    # For text/html, which a page without widgets shows, IPython must not ask ipywidgets 7 to display the pad itself.
    _ipython_display_ = None
    _esm = Path(__file__).with_name("draw.js").read_text(encoding="utf-8")
    examples = traitlets.List().tag(sync=True)

    def __init__(self, forward, examples=()):
        if not callable(forward):
            raise TypeError(
                f"forward must be a function of the pixels, not {type(forward).__name__}: "
                "such as lambda x: forward(params, x)"
            )
        self.forward = forward
        self._drawn = np.zeros(784, np.uint8)
        super().__init__(examples=_as_bytes(examples).tolist())
        self.on_msg(self._reply)

    @property
    def image(self):
        """The digit that was drawn last, as the network gets it: (28, 28) uint8, 0 is paper, 255 is ink."""
        return self._drawn.reshape(28, 28).copy()

    def _reply(self, _, question, __):
        """Answer {from, number, pixels} of a view: with the same from and number, and activations or an error.

        Messages, not traits: of those ipywidgets holds one back until the kernel is idle after the one before.
        """
        if "pixels" not in question:
            return
        answer = {"from": question["from"], "number": question["number"]}
        try:
            self._drawn = np.array(question["pixels"], dtype=np.uint8)
            answer["activations"] = self._activations(self._drawn)[1:]
        except (Exception, KeyboardInterrupt) as error:  # JupyterLab would hide it in its log
            answer["error"] = f"{type(error).__name__}: {error}"
        self.send(answer)

    def _activations(self, pixels):
        """What forward gives for 784 pixels, 0 to 255: a list of floats for each layer, to four decimals."""
        layers = [np.asarray(a, dtype=float) for a in self.forward(pixels / 255)]
        shapes = [a.shape for a in layers]
        if len(layers) < 2 or shapes[-1] != (10,) or any(a.ndim != 1 for a in layers):
            raise ValueError(
                f"forward must return the activations of every layer, the last (10,); it returned {shapes}"
            )
        for number, a in enumerate(layers):
            if not np.isfinite(a).all():
                raise ValueError(f"the activations of layer {number} contain nan or infinity")
        return [a.round(4).tolist() for a in layers]

    def __repr__(self):
        return f"Paper to draw a digit on, and a network that reads it. {WHERE}\n{self._still()[1]}"

    def _repr_mimebundle_(self, **_):
        """Jupyter shows the pad; a page without widgets the picture and a sentence; a text the words."""
        data, metadata = super()._repr_mimebundle_()
        picture, words = self._still()
        png = base64.b64encode(picture).decode()
        data["text/plain"] = repr(self)
        data["text/html"] = (
            f"<p><em>Here is paper to draw a digit on, and a network that reads it. {WHERE}</em></p>\n"
            f'<img src="data:image/png;base64,{png}" alt="{escape(words)}" style="max-width: 100%">'
        )
        data["image/png"] = png
        return data, metadata

    def _still(self):
        """The pad with the first example on it: a PNG, and what it shows in words."""
        words, digit, p = "The paper is empty.", np.zeros(784, np.uint8), np.zeros(10)
        if self.examples:
            digit = np.array(self.examples[0], np.uint8)
            words = "There is a digit on the paper."
            try:
                p = np.array(self._activations(digit)[-1])
                words = f"There is a digit on the paper, and the network reads it as {p.argmax()}."
            except Exception:  # the pad will show it
                pass
        sheet = Image.new("L", (360, 156), 255)
        paper = ImageOps.invert(Image.fromarray(digit.reshape(28, 28))).resize((140, 140))
        sheet.paste(ImageOps.expand(paper, 2, 118), (6, 6))
        draw = ImageDraw.Draw(sheet)
        for k in range(10):
            y = 9 + 14 * k
            draw.text((170, y), str(k), 34)
            grey = 60 if k == p.argmax() else 130
            draw.rectangle((186, y + 1, 187 + 160 * float(np.clip(p[k], 0, 1)), y + 10), grey)
        file = io.BytesIO()
        sheet.quantize(32).save(file, "PNG", optimize=True)
        return file.getvalue(), words


def _as_bytes(examples):
    """Digits as (k, 784) uint8, 0 to 255; they come so, or as floats in [0, 1]."""
    digits = np.asarray(examples)
    if digits.size == 0:
        return np.zeros((0, 784), np.uint8)
    if digits.ndim != 2 or digits.shape[1] != 784:
        raise ValueError(f"examples must be digits, (k, 784), not {digits.shape}")
    whole = np.issubdtype(digits.dtype, np.integer)
    largest = 255 if whole else 1
    if not (digits.min() >= 0 and digits.max() <= largest):
        raise ValueError(
            f"examples must be from 0 to {largest} as {digits.dtype}, not from {digits.min():g} to {digits.max():g}"
        )
    return np.round(digits if whole else 255 * digits).astype(np.uint8)
