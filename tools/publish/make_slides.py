"""Turn each notebook into a deck of slides that needs no network.

    python -m tools.publish.make_slides [NOTEBOOK ...]       (or make slides; default: every notebook in notebooks/)

Writes build/slides/NN_….html, to open in any browser, and build/slides/assets, which they share. The arrow keys turn
the slides, and Esc shows them all.

A cell becomes a slide when its metadata has the key "slide". Its heading is the last one above it in the notebook,
unless its text begins with another. Its text is "slide_text", Markdown with $formulas$. What else it shows is up to
its kind:

    title, question     nothing; without a text of its own a title shows that of the cell, down to "You will"
    idea                the code, if it is a code cell
    picture             the saved figure
    result              what the cell has saved, and above it the code if that is short
"""

import re
import shutil
import sys
from pathlib import Path

import jinja2
import matplotlib
import nbformat
from latex2mathml.converter import convert
from nbconvert import SlidesExporter
from nbconvert.filters.markdown_mistune import IPythonRenderer, MarkdownWithMath
from nbformat.v4 import new_code_cell, new_markdown_cell, new_notebook

ROOT = Path(__file__).resolve().parents[2]
TARGET = ROOT / "build" / "slides"
LOOK = ROOT / "tools" / "publish" / "slides"
FONTS = ["Sans", "Sans-Bold", "Sans-Oblique", "SansMono", "Serif"]
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
    cells, heading = [], ""
    for cell in notebook.cells:
        if cell.cell_type == "markdown":
            heading = [heading, *re.findall(r"^#+ (.*)", cell.source, re.M)][-1]
        if "slide" in cell.metadata:
            first = {"slideshow": {"slide_type": "slide"}, "slide": cell.metadata.slide}
            cells.append(new_markdown_cell(text(cell, heading), metadata=first))
            if cell.cell_type == "code":
                cells.append(shown(cell))
    for number, cell in enumerate(cells):
        cell.id = f"cell-{number}"  # the same every time
    title = cells[0].source.partition("\n")[0].lstrip("# ")
    return new_notebook(cells=cells, metadata={"title": title})


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
    return "image/png" in output.get("data", {})


def printed(outputs):
    """The lines of text that a cell has saved."""
    texts = [
        o.get("text") or o.get("data", {}).get("text/plain", "")
        for o in outputs
        if not is_figure(o)
    ]
    return [line for text in texts for line in text.splitlines()]


def main(arguments, target=TARGET):
    paths = [Path(a) for a in arguments] or sorted(ROOT.glob("notebooks/*.ipynb"))
    shutil.rmtree(target, ignore_errors=True)
    (target / "assets").mkdir(parents=True)
    fonts = [Path(matplotlib.get_data_path(), f"fonts/ttf/DejaVu{name}.ttf") for name in FONTS]
    for asset in [*fonts, *LOOK.glob("*.css"), *LOOK.glob("reveal/*")]:
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
        html, _ = exporter.from_notebook_node(deck(notebook))
        (target / path.name).with_suffix(".html").write_text(html, encoding="utf-8")
        print(f"{path.stem + '.html':<40} {html.count('<section'):3d} slides")


if __name__ == "__main__":
    main(sys.argv[1:])
