"""Turn each notebook into a deck of slides that needs no network.

    python -m tools.publish.make_slides [NOTEBOOK ...] [--saved] [--pdf]     (or make slides; default: every notebook)

Writes build/slides/NN_….html, to open in any browser, and build/slides/assets, which they share. The arrow keys turn
the slides, Esc shows them all, S opens the speaker's notes, ? lists all keys.

A cell becomes a slide when its metadata has the key "slide". Its heading is the last one above it in the notebook,
unless its text begins with another. Its text is "slide_text", Markdown with $formulas$. What else it shows is up to
its kind:

    title, question     nothing; without a text of its own a title shows that of the cell, down to "You will"
    idea                the code, if it is a code cell
    picture             the saved figure
    result              what the cell has saved, and above it the code if that is short

Then come a slide for each exercise and one to take home. The speaker's notes are the lesson's text since the slide
before, and of a figure or a result the paragraph below it. Each lesson is run first, to draw its figures as SVG with
larger letters, which takes some minutes in all; "slide_code" draws another figure in place of one whose letters would
be too small. --saved takes them as the notebooks have saved them. --pdf prints each deck as well, with Chromium and
playwright.
"""

import argparse
import copy
import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import jinja2
import matplotlib
import nbformat
from latex2mathml.converter import convert
from nbclient import NotebookClient
from nbclient.exceptions import CellExecutionError, CellTimeoutError
from nbconvert import SlidesExporter
from nbconvert.filters.markdown_mistune import IPythonRenderer, MarkdownWithMath
from nbformat.v4 import new_code_cell, new_markdown_cell, new_notebook

from helpers.plots.figure_text import alternative
from tools.publish.run_notebooks import ThisPython

ROOT = Path(__file__).resolve().parents[2]
TARGET = ROOT / "build" / "slides"
LOOK = ROOT / "tools" / "publish" / "slides"
FIGURES = "image/svg+xml", "image/png"
BROWSERS = "chromium", "chromium-browser", "google-chrome", "chrome"
DRAW = """\
%matplotlib inline
%config InlineBackend.figure_formats = ['svg']
import io as _io
import matplotlib.pyplot as _plt
from helpers.plots import films as _films
from matplotlib.figure import Figure as _Figure

_films.DPI, _films.LARGEST = 180, 2_000_000

def _svg(figure):
    width, height = figure.get_size_inches()
    bare = [not axes.axison and not any(t.get_text() for t in axes.texts) for axes in figure.axes]
    smallest = 0.5 if bare == [True] else 0.7
    figure.set_size_inches(*(n * max(smallest, min(1, 8.2 / width, 3.7 / height)) for n in (width, height)))
    file = _io.StringIO()
    figure.savefig(file, format="svg", bbox_inches="tight")
    return file.getvalue()

get_ipython().display_formatter.formatters["image/svg+xml"].for_type(_Figure, _svg)
"""  # a smaller figure with letters as large as before, which on a slide come out larger; an image alone, smaller yet;
# a film with twice the pixels, as a slide shows it nearly twice as large
KEYS = "→ next · Esc all slides · S speaker's notes · F full screen · ? all keys"
FONTS = ["Sans", "Sans-Bold", "Sans-Oblique", "SansMono"]
ROWS, COLUMNS = 11, 84  # code that with its outputs is no larger can be read from the last row


class Renderer(IPythonRenderer):
    """Formulas become MathML, which browsers draw without help."""

    def inline_math(self, body):
        return convert(body)

    def block_math(self, body):
        return convert(body, display="block")


class Deck(SlidesExporter):
    @jinja2.pass_context
    def markdown2html(self, context, source):
        renderer = Renderer(escape=False, exclude_anchor_links=True)
        return MarkdownWithMath(renderer=renderer).render(source)


def deck(notebook):
    """The marked cells as a notebook of their own: for each slide a text and, below it, what a code cell shows."""
    cells, heading, before = [], "", []
    for n, cell in enumerate(notebook.cells):
        if cell.cell_type == "markdown":
            heading = [heading, *re.findall(r"^#+ (.*)", cell.source, re.M)][-1]
            before.append(re.sub(r"^#+ .*$", "", cell.source, flags=re.M).strip())
        if "slide" in cell.metadata:
            notes = [*before, *below(notebook.cells, n)]
            before = []
            cells.append(slide(cell.metadata.slide, text(cell, heading), "\n\n".join(notes)))
            if cell.cell_type == "code":
                cells.append(shown(cell))
    if cells:
        cells += [*exercises(notebook), take_home(notebook)]
        cells[0].metadata["keys"] = KEYS
    for number, cell in enumerate(cells):
        cell.id = f"cell-{number}"  # the same every time
    title = cells[0].source.partition("\n")[0].lstrip("# ")
    return new_notebook(cells=cells, metadata={"title": title})


def slide(kind, source, notes=""):
    """The first cell of a slide. A deck is by itself, so of a link it has the words alone."""
    source, notes = (re.sub(r"\[([^\]]+)\]\([^)]*\)", r"\1", text) for text in (source, notes))
    metadata = {"slideshow": {"slide_type": "slide"}, "slide": kind, "notes": notes}
    return new_markdown_cell(source, metadata=metadata)


def below(cells, n):
    """Of a figure or a result, what the lesson says of it: the first paragraph of the text below."""
    following = next((cell for cell in cells[n + 1 :] if cell.cell_type == "markdown"), None)
    if cells[n].metadata.slide not in ("picture", "result") or following is None:
        return []
    first = following.source.partition("\n\n")[0]
    return [] if first.startswith("#") else [first]


def exercises(notebook):
    """A slide for each exercise: its title, and the first paragraph of its text."""
    found = []
    for cell in notebook.cells:
        if match := re.match(r"### (\d)\. (.+)\n+((?:.+\n?)+)", cell.source):
            number, title, task = match.groups()
            found.append(
                slide("exercise", f"## Now exercise {number}: {title}\n\n{task}", cell.source)
            )
    return found


def take_home(notebook):
    """The last slide: what the lesson's first cells promise, as what everybody can do now."""
    opening = "\n\n".join(
        cell.source for cell in notebook.cells[:2] if cell.cell_type == "markdown"
    )
    promises = re.search(r"\*\*You will\*\*\n+((?:[-*] .+\n(?:  .+\n)*)+)", opening + "\n")
    built = re.search(
        r"^## What you built\n+(.*)", "\n\n".join(c.source for c in notebook.cells), re.M | re.S
    )
    notes = built[1].partition("\n## ")[0] if built else ""
    return slide(
        "home", f"## To take home\n\nYou can now\n\n{promises[1] if promises else ''}", notes
    )


def text(cell, heading):
    """The Markdown of a slide."""
    own = cell.metadata.get("slide_text", "")
    if cell.metadata.slide == "title" and not own:
        own = cell.source.partition("\n\n**You will**")[0]
    return own if own.startswith("#") else f"## {heading}\n\n{own}"


def shown(cell):
    """A code cell with what its slide shows of it. What it asserts is for the reader, not for the class."""
    kind, source, outputs = cell.metadata.slide, cell.source, cell.outputs
    if kind == "picture":
        source, outputs = "", [output for output in outputs if is_figure(output)]
    elif kind == "idea":
        source, outputs = re.split(r"\n+(?:assert |print\()", source)[0], []
    else:
        source = source.partition("\nassert ")[0].rstrip()
        lines = source.splitlines()
        if len(lines) + len(printed(outputs)) > ROWS or max(map(len, lines)) > COLUMNS:
            source = ""
    rows = len(source.splitlines()) + len(printed(outputs))
    return new_code_cell(source, outputs=outputs, metadata={"rows": rows})


def is_figure(output):
    return any(kind in output.get("data", {}) for kind in FIGURES)


def printed(outputs):
    """The lines of text that a cell has saved."""
    texts = [
        o.get("text") or o.get("data", {}).get("text/plain", "")
        for o in outputs
        if not is_figure(o)
    ]
    return [line for text in texts for line in text.splitlines()]


def redrawn(notebook, path):
    """The notebook run anew up to its last figure on a slide, its figures as SVG, its films with twice the pixels."""
    ours = copy.deepcopy(notebook)
    pictures = [
        n
        for n, cell in enumerate(ours.cells)
        if cell.metadata.get("slide") in ("picture", "result") and any(map(is_figure, cell.outputs))
    ]
    if not pictures:
        return notebook
    part = copy.deepcopy(ours)
    code = next(n for n, cell in enumerate(part.cells) if cell.cell_type == "code")
    part.cells = [
        *part.cells[: code + 1],
        new_code_cell(DRAW),
        *part.cells[code + 1 : pictures[-1] + 1],
    ]
    for cell in part.cells:
        if "slide_code" in cell.metadata:
            cell.source += f"\n_plt.close('all')\n{cell.metadata.slide_code}"
    folder = {"metadata": {"path": str(path.parent)}}
    try:
        client = NotebookClient(
            part, timeout=900, kernel_manager_class=ThisPython, resources=folder
        )
        # stderr: the kernel's own, no cell's. Asserts are for the tests: a busy machine must not cost a figure.
        client.execute(env=os.environ | {"PYTHONOPTIMIZE": "1"}, stderr=subprocess.DEVNULL)
    except (CellExecutionError, CellTimeoutError) as error:
        why = getattr(error, "ename", type(error).__name__)
        print(f"{path.name} did not run ({why}); its figures are as they were saved")
        return notebook
    del part.cells[code + 1]
    for n in pictures:
        ours.cells[n].outputs = part.cells[n].outputs
        for output in ours.cells[n].outputs:
            if "image/svg+xml" in output.get("data", {}):
                output.data.pop("image/png", None)
                output.metadata["image/svg+xml"] = {"alt": alternative(output.data["text/plain"])}
    return ours


def print_pdf(deck, browser):
    """Print a deck beside it, a page for each slide, by reveal.js's print view. Returns the number of pages."""
    from playwright.sync_api import sync_playwright

    target = deck.with_suffix(".pdf")
    with sync_playwright() as driver:
        chromium = driver.chromium.launch(executable_path=browser, args=["--no-sandbox"])
        page = chromium.new_page()
        page.goto(f"{deck.resolve().as_uri()}?print-pdf")
        slides = page.locator(".slides section").count()
        page.wait_for_function(f"document.querySelectorAll('.pdf-page').length >= {slides}")
        page.pdf(path=target, prefer_css_page_size=True, print_background=True)
        chromium.close()
    return len(re.findall(rb"/Type\s*/Page\b", target.read_bytes()))


def main(arguments=None, target=TARGET):
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("notebooks", nargs="*", type=Path, help="default: every notebook")
    parser.add_argument("--saved", action="store_true", help="take the figures as they are saved")
    parser.add_argument("--pdf", action="store_true", help="print each deck as well, with Chromium")
    options = parser.parse_args([str(argument) for argument in arguments or []])
    browser = next(filter(None, map(shutil.which, BROWSERS)), None)
    if options.pdf and not browser:
        sys.exit(
            "To print, install Chromium or Chrome; or open a deck with ?print-pdf at its address and print it."
        )
    paths = options.notebooks or sorted(ROOT.glob("notebooks/*.ipynb"))
    shutil.rmtree(target, ignore_errors=True)
    (target / "assets").mkdir(parents=True)
    fonts = [Path(matplotlib.get_data_path(), f"fonts/ttf/DejaVu{name}.ttf") for name in FONTS]
    for asset in [*fonts, *LOOK.glob("*.css"), *LOOK.glob("reveal/*"), *LOOK.glob("fonts/*.woff")]:
        shutil.copy(asset, target / "assets")
    exporter = Deck(
        template_file=str(LOOK / "deck.html.j2"),
        exclude_input_prompt=True,
        exclude_output_prompt=True,
    )
    for path in paths:
        notebook = nbformat.read(path, as_version=4)
        if not any("slide" in cell.metadata for cell in notebook.cells):
            print(f"no slides: {path.name} marks no cell as a slide")
            continue
        if not options.saved:
            print(f"drawing the figures of {path.name} …", flush=True)
            notebook = redrawn(notebook, path)
        html, _ = exporter.from_notebook_node(deck(notebook))
        file = (target / path.name).with_suffix(".html")
        file.write_text(html, encoding="utf-8")
        pages = f", {print_pdf(file, browser)} pages of PDF" if options.pdf else ""
        print(f"{file.name:<40} {html.count('<section'):3d} slides{pages}", flush=True)


if __name__ == "__main__":
    main(sys.argv[1:])
