"""Ten digits as a hand writes them, and what else the tests of the pad and its measuring share."""

import base64
import shutil

import numpy as np

BROWSER = next(
    filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome", "chrome"))),
    None,
)
DIGITS = [  # strokes through points (x, y), from the upper left corner, in a square of side 1
    [
        [(0.5, 0.1), (0.3, 0.15), (0.2, 0.4), (0.22, 0.7), (0.4, 0.9), (0.6, 0.88)]
        + [(0.78, 0.65), (0.78, 0.35), (0.65, 0.13), (0.5, 0.1)]
    ],
    [[(0.5, 0.1), (0.5, 0.9)]],
    [
        [(0.25, 0.3), (0.35, 0.13), (0.55, 0.1), (0.72, 0.22), (0.7, 0.4), (0.5, 0.62)]
        + [(0.25, 0.88)],
        [(0.25, 0.88), (0.78, 0.88)],
    ],
    [
        [(0.27, 0.17), (0.5, 0.1), (0.7, 0.2), (0.68, 0.38), (0.45, 0.48), (0.7, 0.58)]
        + [(0.75, 0.75), (0.55, 0.9), (0.25, 0.85)]
    ],
    [[(0.3, 0.1), (0.25, 0.5), (0.75, 0.5)], [(0.68, 0.1), (0.65, 0.9)]],
    [
        [(0.72, 0.12), (0.32, 0.12), (0.3, 0.45), (0.55, 0.42), (0.74, 0.58), (0.7, 0.8)]
        + [(0.5, 0.9), (0.25, 0.83)]
    ],
    [
        [(0.62, 0.1), (0.4, 0.3), (0.28, 0.6), (0.35, 0.85), (0.55, 0.9), (0.7, 0.75)]
        + [(0.62, 0.58), (0.42, 0.56), (0.29, 0.7)]
    ],
    [[(0.25, 0.13), (0.75, 0.13), (0.45, 0.9)]],
    [
        [(0.65, 0.2), (0.45, 0.1), (0.32, 0.25), (0.5, 0.45), (0.7, 0.65), (0.6, 0.87)]
        + [(0.4, 0.88), (0.3, 0.7), (0.5, 0.47), (0.68, 0.28), (0.62, 0.17)]
    ],
    [
        [(0.7, 0.3), (0.55, 0.12), (0.35, 0.2), (0.33, 0.4), (0.5, 0.5), (0.68, 0.38)]
        + [(0.71, 0.25), (0.68, 0.6), (0.6, 0.9)]
    ],
]
# Notes when the pen moved and when the bars did, in window.moves and window.answers.
WATCH = """(paper) => {
  window.moves = []; window.answers = [];
  paper.addEventListener("pointermove", () => window.moves.push(performance.now()));
  new MutationObserver(() => window.answers.push(performance.now())).observe(
    paper.closest(".draw").querySelector("ol"), { subtree: true, attributes: true, childList: true });
}"""


def points(stroke, box, size=0.75, corner=0.12, steps=6):
    """The stroke on a paper that is there on the screen, (x, y) each; steps from one point to the next."""
    places = np.array(stroke) * size + corner
    places = places * [box["width"], box["height"]] + [box["x"], box["y"]]
    shares = np.arange(steps * (len(places) - 1) + 1) / steps
    return [
        tuple(float(np.interp(share, range(len(places)), places[:, k])) for k in (0, 1))
        for share in shares
    ]


def draw(page, paper, digit, **where):
    """With the mouse."""
    box = paper.bounding_box()
    for stroke in DIGITS[digit]:
        first, *others = points(stroke, box, **where)
        page.mouse.move(*first)
        page.mouse.down()
        for point in others:
            page.mouse.move(*point)
        page.mouse.up()


def settle(page, quiet=60):
    """Wait until the bars stand still."""
    seen = -1
    while (now := page.evaluate("window.answers.length")) != seen:
        seen = now
        page.wait_for_timeout(quiet)


def reads(pad):
    """The digit that the pad says it reads, as text; empty where it reads none."""
    return pad.locator(".draw").get_attribute("data-reads")


def as_json(params, hidden, name):
    """A network as draw.js wants it."""
    layers = [{"W": np.asarray(W).tolist(), "b": np.asarray(b).tolist()} for W, b in params]
    return {"name": name, "hidden": hidden, "layers": layers}


def page_with(script, data):
    """A page that needs no other file. script: a module's code; data: JSON that it finds as text in #data."""
    coded = base64.b64encode(data.encode()).decode()
    return f"""<!doctype html>
<html lang="en"><head><meta charset="utf-8">
<meta name="viewport" content="width=device-width"><title>The pad</title></head>
<body><div id="pad"><p>Here is a pad where scripts run.</p></div>
<script type="module">
const data = JSON.parse(atob("{coded}"));
{script}
</script></body></html>"""
