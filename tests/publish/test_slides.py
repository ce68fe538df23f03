"""The decks of slides: complete, independent of the network, and, measured in a browser, nothing is cut off."""

import base64
import html
import io
import json
import re
import shutil
import subprocess
from collections import Counter
from html.parser import HTMLParser
from pathlib import Path

import nbformat
import pytest
from nbformat.v4 import new_code_cell, new_markdown_cell, new_notebook, new_output
from PIL import Image

pytest.importorskip("latex2mathml", reason="needs latex2mathml, which requirements-dev.txt lists")

from tools.publish import make_slides

ROOT = Path(__file__).resolve().parents[2]
NOTEBOOKS = sorted(ROOT.glob("notebooks/*.ipynb"))
pytestmark = pytest.mark.slow  # makes every deck
WITH_SLIDES = [path for path in NOTEBOOKS if '"slide":' in path.read_text(encoding="utf-8")]
KINDS = {"title", "idea", "picture", "question", "result", "exercise", "home"}
REMOTE = re.compile(
    r"""(?:\b(?:src|srcset|href|data|poster)\s*=|\burl\(|\bimport\b|\bfrom\b)\s*["'(]*\s*(?:https?:)?//[^"')\s]*"""
)
LOCAL = re.compile(r"""(?:(?:src|href)="|url\()(?!data:|#)([^")]+)""")

BROWSER = next(
    filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome"))), None
)
SWITCHES = [
    "--headless=new",
    "--no-sandbox",
    "--disable-gpu",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--hide-scrollbars",
    "--allow-file-access-from-files",
    "--window-size=1280,720",
    "--virtual-time-budget=60000",
    "--dump-dom",
]
NO_NETWORK = "--host-resolver-rules=MAP * ~NOTFOUND"

# A page that opens one deck after another, turns to each slide, and writes down what is wrong with it.
MEASURE = """<!DOCTYPE html><meta charset="utf-8"><body><script>
function complaints(slide, view) {
  const found = [], inside = slide.getBoundingClientRect();
  if (inside.width != 1280 || inside.height != 720) found.push(`it is ${inside.width} × ${inside.height}`);
  for (const element of slide.querySelectorAll("*")) {
    const box = element.getBoundingClientRect(), name = element.localName;
    if (box.width == 0 && box.height == 0) continue;
    if (box.left < 0 || box.top < 0 || box.right > 1280 || box.bottom > 670)
      found.push(`overflow: ${name} to ${Math.round(box.right)}, ${Math.round(box.bottom)}`);
    if (!element.closest("math") && element.scrollWidth > element.clientWidth + 1 && element.clientWidth)
      found.push(`overflow: ${name} is ${element.scrollWidth} wide`);
    if (name == "pre" && parseFloat(view.getComputedStyle(element).fontSize) < 18) found.push("letters too small");
    if (name == "img" && !element.naturalWidth) found.push("picture not loaded");
    if (name == "img" && !element.alt) found.push("picture without words");
    if (name == "img" && box.height < 250) found.push("picture too small");
    // Nine points at a film's 90 pixels per inch are 11.25. A tall film has slide_code, which --saved leaves out.
    if (element.matches(".film img") && element.naturalHeight < 400) {
      const scale = Math.min(box.width / element.naturalWidth, box.height / element.naturalHeight);
      if (11.25 * scale < 18) found.push("a film's letters too small");
    }
    if (name == "math" && box.height < 10) found.push("formula not drawn");
    if (name == "msub") {
      const [base, below] = [...element.children];
      const lower = below.getBoundingClientRect().bottom - base.getBoundingClientRect().bottom;
      const size = (part) => parseFloat(view.getComputedStyle(part).fontSize);
      if (lower < 1 || size(below) >= size(base)) found.push("subscript like its base");
    }
  }
  const prose = slide.cloneNode(true);
  prose.querySelectorAll("pre, code, annotation").forEach((element) => element.remove());
  const raw = prose.textContent.match(/[$]|\\\\[a-zA-Z]+/);
  if (raw) found.push(`formula not typeset: ${raw[0]}`);
  if (!slide.textContent.trim()) found.push("empty");
  return [...new Set(found)];
}
async function measure(name) {
  const frame = document.createElement("iframe");
  frame.width = 1280; frame.height = 720; frame.style.border = 0; frame.src = name;
  document.body.append(frame);
  await new Promise((done) => { frame.onload = done; });
  const view = frame.contentWindow, slides = [...frame.contentDocument.querySelectorAll(".slides > section")];
  // Asked for one by one: the font of code would else be loaded only when its slide is shown, and measured too early.
  await Promise.all([...view.document.fonts].map((font) => font.load().catch(() => {})));
  const found = slides.map((slide, k) => { view.Reveal.slide(k); return complaints(slide, view); });
  const fonts = [...view.document.fonts].filter((font) => font.status == "error").map((font) => font.family);
  frame.remove();
  return {slides: found, fonts};
}
(async () => {
  const all = {};
  for (const name of NAMES) {
    try { all[name] = await measure(name); } catch (error) { all[name] = {error: String(error)}; }
  }
  const pre = document.createElement("pre");
  pre.id = "measured"; pre.textContent = JSON.stringify(all);
  document.body.append(pre);
})();
</script>"""


def slide(kind, text="", **more):
    return new_markdown_cell("# A lesson", metadata={"slide": kind, "slide_text": text}, **more)


def faulty():
    """A notebook whose slides have one fault each, but for the first."""
    picture = new_output(
        "display_data",
        data={"image/png": "bm90IGEgcGljdHVyZQ=="},
        metadata={"image/png": {"alt": "x"}},
    )
    printed = new_output("stream", name="stdout", text="x" * 150)
    return new_notebook(
        cells=[
            slide("title", "# A lesson\n\nWith $\\frac12 x_1$ in it."),
            new_code_cell(
                "\n".join(f"line_{k} = {k}" for k in range(40)), metadata={"slide": "idea"}
            ),
            slide("idea", "\n\n".join(["A paragraph."] * 12)),
            new_code_cell("1", outputs=[printed], metadata={"slide": "result"}),
            new_code_cell("1", outputs=[picture], metadata={"slide": "picture"}),
            slide("idea", "The price is 5 $ at most."),
            slide("idea", "x" * 80),
        ]
    )


@pytest.fixture(scope="module")
def decks(tmp_path_factory):
    """The folder with a deck for each lesson, and a faulty one."""
    folder = tmp_path_factory.mktemp("slides")
    broken = folder / "faulty.ipynb"
    nbformat.write(faulty(), broken)
    make_slides.main([*NOTEBOOKS, broken, "--saved"], folder / "decks")
    return folder / "decks"


@pytest.fixture(scope="module")
def measured(decks):
    """For each deck what the browser found wrong, slide by slide. One start of the browser, without network."""
    if BROWSER is None:
        pytest.skip("needs Chromium or Chrome")
    names = sorted(path.name for path in decks.glob("*.html"))
    page = decks / "measure.html"
    page.write_text(MEASURE.replace("NAMES", json.dumps(names)), encoding="utf-8")
    profile = f"--user-data-dir={decks / 'profile'}"
    command = [BROWSER, *SWITCHES, NO_NETWORK, profile, page.as_uri()]
    dom = subprocess.run(
        command, capture_output=True, text=True, encoding="utf-8", timeout=120
    ).stdout
    page.unlink()
    found = re.search(r'<pre id="measured">(.*?)</pre>', dom, re.S)
    assert found, "the browser measured nothing"
    return json.loads(html.unescape(found[1]))


@pytest.mark.parametrize("path", WITH_SLIDES, ids=lambda path: path.stem)
def test_a_deck_has_slides_of_each_kind(decks, path):
    deck = (decks / path.name).with_suffix(".html").read_text(encoding="utf-8")
    kinds = re.findall(r'<section class="(\w+)"', deck)
    draws = "image/png" in path.read_text(encoding="utf-8")
    assert set(kinds) == (KINDS if draws else KINDS - {"picture"})
    assert kinds[0] == "title" and kinds[-1] == "home"
    count = Counter(kinds)
    assert count["title"] == count["home"] == 1
    assert 8 <= len(kinds) - count["exercise"] <= 18
    assert re.search(r"<title>\d\d · .+</title>", deck)


@pytest.mark.parametrize("path", WITH_SLIDES, ids=lambda path: path.stem)
def test_each_exercise_has_a_slide_and_each_slide_its_notes(decks, path):
    cells = nbformat.read(path, as_version=4).cells
    titles = [m for cell in cells for m in re.findall(r"^### (\d)\. (.+)", cell.source)]
    deck = (decks / path.name).with_suffix(".html").read_text(encoding="utf-8")
    for number, _ in titles:
        assert f"Now exercise {number}: " in deck
    notes = re.findall(r'<aside class="notes">(.*?)</aside>', deck, re.S)
    assert len(notes) == deck.count("<section class=")
    assert sum(len(note.strip()) > 20 for note in notes) > 0.7 * len(notes)
    assert '<p class="keys">' in deck.partition("</section>")[0]


def test_the_notes_are_the_lessons_text_since_the_slide_before():
    told = new_markdown_cell("## Two\n\nTold before.")
    plot = new_code_cell(
        "1",
        metadata={"slide": "picture"},
        outputs=[new_output("display_data", data={"image/png": "x"})],
    )
    after = new_markdown_cell("Said of it.\n\nNot this.")
    notebook = new_notebook(cells=[slide("title", "# A lesson"), told, plot, after])
    cells = make_slides.deck(notebook).cells
    assert cells[1].metadata.notes == "Told before.\n\nSaid of it."
    assert cells[-1].metadata.slide == "home"


def test_a_lesson_may_have_no_slides_yet(tmp_path, capsys):
    bare, marked = tmp_path / "11_bare.ipynb", tmp_path / "12_marked.ipynb"
    nbformat.write(new_notebook(cells=[new_markdown_cell("# A lesson")]), bare)
    nbformat.write(new_notebook(cells=[slide("title", "# A lesson")]), marked)
    make_slides.main([bare, marked, "--saved"], tmp_path / "decks")
    assert "no slides: 11_bare.ipynb" in capsys.readouterr().out
    assert [path.stem for path in (tmp_path / "decks").glob("*.html")] == ["12_marked"]


def test_no_deck_asks_the_network_for_anything(decks):
    for path in [*decks.glob("*.html"), *decks.glob("assets/*.css")]:
        text = path.read_text(encoding="utf-8")
        assert not REMOTE.findall(text), path.name
        for reference in LOCAL.findall(text):
            assert (path.parent / reference).is_file(), f"{path.name} asks for {reference}"


class Alternatives(HTMLParser):
    """What a browser hands to a screen reader for each picture."""

    def __init__(self, page):
        super().__init__()
        self.found = []
        self.feed(page)

    def handle_starttag(self, tag, attributes):
        if tag == "img":
            names = {name for name, _ in attributes}
            assert names - {"style"} == {"src", "alt"}  # nothing spilled out of a quote
            self.found.append(dict(attributes)["alt"])


def alternatives(path):
    """Those that the notebook has for the pictures on its slides."""
    cells = make_slides.deck(nbformat.read(path, as_version=4)).cells
    outputs = [output for cell in cells for output in cell.get("outputs", [])]
    return [o.metadata["image/png"]["alt"] for o in outputs if make_slides.is_figure(o)]


@pytest.mark.parametrize("path", WITH_SLIDES, ids=lambda path: path.stem)
def test_each_picture_keeps_the_whole_of_its_words(decks, path):
    page = (decks / path.name).with_suffix(".html").read_text(encoding="utf-8")
    found, saved = Alternatives(page).found, alternatives(path)
    assert len(found) == len(saved)
    for words, all_words in zip(found, saved, strict=True):
        # a film shows one frame, and what is saved of it speaks of several
        assert words == all_words or (all_words.startswith("Film:") and words in all_words)


@pytest.mark.skipif(BROWSER is None, reason="needs Chromium or Chrome")
def test_a_deck_is_printed_a_page_for_each_slide(tmp_path, capsys):
    pytest.importorskip("playwright", reason="needs playwright, which requirements-dev.txt lists")
    path = tmp_path / "01_short.ipynb"
    cells = [slide("title", "# A lesson"), slide("idea", "One."), slide("idea", "Two.")]
    nbformat.write(new_notebook(cells=cells), path)
    make_slides.main([path, "--pdf"], tmp_path / "decks")
    assert "4 slides, 4 pages of PDF" in capsys.readouterr().out
    assert (tmp_path / "decks" / "01_short.pdf").read_bytes().startswith(b"%PDF")


def test_figures_are_drawn_anew_with_larger_letters(tmp_path):
    """On the deck's 720 pixels nine points are 18 or more, in a figure that is not tall."""
    source = ROOT / "notebooks" / "06_training_one_example_at_a_time.ipynb"
    small = nbformat.read(source, as_version=4)
    setup = next(cell for cell in small.cells if cell.cell_type == "code")
    plot = "plots.curves(range(9), {'a': range(9)}, 'It rises from 0 to 8', 'x', 'y')"
    shown = new_output("display_data", data={"image/png": "x", "text/plain": "old"})
    small.cells = [
        slide("title", "# A lesson"),
        setup,
        new_code_cell("from helpers import plots"),
        new_code_cell(plot, metadata={"slide": "picture"}, outputs=[shown]),
        new_code_cell("raise SystemExit('not reached')"),
    ]
    path = ROOT / "notebooks" / "unsaved.ipynb"  # only its folder is used
    drawn = make_slides.redrawn(small, path).cells[3].outputs
    [figure] = [output for output in drawn if make_slides.is_figure(output)]
    width = float(re.search(r'<svg[^>]* width="([\d.]+)pt"', figure.data["image/svg+xml"])[1])
    assert 9 * 1232 / width >= 18
    assert "It rises from 0 to 8" in figure.metadata["image/svg+xml"]["alt"]


def test_a_lesson_that_does_not_run_keeps_its_figures(tmp_path, capsys):
    shown = new_output("display_data", data={"image/png": "x"})
    cells = [
        new_code_cell("1 / 0"),
        new_code_cell("2", metadata={"slide": "picture"}, outputs=[shown]),
    ]
    notebook = new_notebook(cells=cells)
    assert make_slides.redrawn(notebook, tmp_path / "01_a.ipynb") is notebook
    assert "01_a.ipynb did not run (ZeroDivisionError)" in capsys.readouterr().out


def test_an_assert_that_fails_on_a_busy_machine_costs_no_figure(tmp_path):
    """What lessons assert of durations is for the tests, which run them by themselves."""
    draw = "import matplotlib.pyplot as plt\n_ = plt.plot([1, 2])"
    shown = new_output("display_data", data={"image/png": "x"})
    cells = [
        new_code_cell(f"import sys; sys.path.insert(0, {str(ROOT)!r})"),
        new_code_cell("assert 1 > 2"),
        new_code_cell(draw, metadata={"slide": "picture"}, outputs=[shown]),
    ]
    drawn = make_slides.redrawn(new_notebook(cells=cells), tmp_path / "01_a.ipynb")
    assert any("image/svg+xml" in output.get("data", {}) for output in drawn.cells[2].outputs)


def test_a_slide_may_draw_a_figure_of_its_own(tmp_path):
    """In place of one whose letters would be too small, with the names of its cell."""
    draw = "from helpers import plots\nplots.lines([0, 1], {'a': [0, 1]}, 'For the page', 'x', 'y')"
    own = "plots.lines([0, 1], {'a': [0, 1]}, 'For the slide', 'x', 'y')"
    shown = new_output("display_data", data={"image/png": "x"})
    cells = [
        new_code_cell(f"import sys; sys.path.insert(0, {str(ROOT)!r})"),
        new_code_cell(draw, metadata={"slide": "picture", "slide_code": own}, outputs=[shown]),
    ]
    drawn = make_slides.redrawn(new_notebook(cells=cells), tmp_path / "01_a.ipynb").cells[1]
    [figure] = filter(make_slides.is_figure, drawn.outputs)
    assert "For the slide" in figure.metadata["image/svg+xml"]["alt"] and drawn.source == draw


def test_a_film_on_a_slide_has_twice_the_pixels(tmp_path):
    """It is shown nearly twice as large as in a notebook."""
    source = ROOT / "notebooks" / "06_training_one_example_at_a_time.ipynb"
    saved = nbformat.read(source, as_version=4)
    setup = next(cell for cell in saved.cells if cell.cell_type == "code")
    draw = "from helpers import plots\nplots.softmax_film([[0.5, 0.5]], [1.0], 'Even')"
    shown = new_output("display_data", data={"image/png": "x"})
    saved.cells = [setup, new_code_cell(draw, metadata={"slide": "picture"}, outputs=[shown])]
    [film] = make_slides.redrawn(saved, source).cells[1].outputs
    still = io.BytesIO(base64.b64decode(film.data["image/png"]))
    assert Image.open(still).size == (7 * 180, 3.6 * 180)
    assert film.data["image/png"].strip() in film.data["text/html"]


def test_who_wants_a_pdf_and_has_no_browser_is_told(tmp_path, monkeypatch):
    monkeypatch.setattr(make_slides.shutil, "which", lambda name: None)
    with pytest.raises(SystemExit, match="install Chromium or Chrome"):
        make_slides.main(["--pdf"], tmp_path / "decks")
    assert not (tmp_path / "decks").exists()


def test_words_with_quotes_are_among_them():
    words = [alt for path in NOTEBOOKS for alt in alternatives(path)]
    assert sum('"' in alt for alt in words) >= 20 and len(words) >= 40


@pytest.mark.parametrize(
    "line",
    [
        '<script src="https://cdn.example/reveal.js"></script>',
        "<link rel='stylesheet' href='//cdn.example/reveal.css'>",
        "<style>@import 'http://cdn.example/a.css';</style>",
        "<p style='background: url(https://cdn.example/a.png)'>",
        "<script type='module'>import a from 'https://cdn.example/a.js'</script>",
    ],
)
def test_the_check_sees_an_asset_from_the_network(line):
    assert REMOTE.search(line)


@pytest.mark.parametrize("path", WITH_SLIDES, ids=lambda path: path.stem)
def test_nothing_overflows_and_everything_is_drawn(measured, path):
    deck = measured[f"{path.stem}.html"]
    assert deck["fonts"] == []
    assert {k: found for k, found in enumerate(deck["slides"], start=1) if found} == {}


def test_the_browser_sees_each_fault(measured):
    right, *faults, _ = measured["faulty.html"]["slides"]
    assert right == []
    expected = [
        "overflow",
        "overflow",
        "overflow",
        "picture not loaded",
        "not typeset: $",
        "overflow",
    ]
    for found, fault in zip(faults, expected, strict=True):
        assert fault in " ".join(found)
