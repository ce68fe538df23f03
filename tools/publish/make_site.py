"""Write build/site/: the course as a web site, from the notebooks as they are saved. Nothing is executed.

    python -m tools.publish.make_site [--target FOLDER]        (or make site, which installs Sphinx first)

The pages need no network and no server: open build/site/index.html, or put the folder anywhere. Where the environment
variable GITHUB_REPOSITORY is set to OWNER/NAME, each lesson also links to Colab, Binder and its source there.
"""

import argparse
import html
import json
import os
import re
import shutil
from pathlib import Path

import nbformat
import numpy as np

from helpers.data import load_sample
from helpers.network import forward
from helpers.plumbing.networks import load_network
from tools.publish import api_pages, make_colab
from tools.publish.alternatives import sentences

ROOT = Path(__file__).resolve().parents[2]
LOOK = ROOT / "tools" / "publish" / "site"
TARGET = ROOT / "build" / "site"
NETWORKS = ("16-16", "128-64")
PAGES = ("TEACHING.md", "notebooks/glossary.md")  # beside the notebooks
LAST_OF_PART_ONE = "07"
ORDER = (3, 7, 5, 0, 8, 1, 9, 2, 6, 4)  # of the real digits on the first page
RIGHT = 0.9  # both networks read them, with at least this probability
INSTEAD_OF_A_PAD = """\
<p class="no-pad"><em>In a notebook this is paper to draw a digit on. On these pages the pad is on
<a href="../index.html#draw-a-digit">the first page</a>, with two networks that are trained already.</em></p>
"""

MENDED = [
    # a table's empty corner is no header; every table scrolls sideways in a box of its own
    (r'<th(?: class="[^"]*")?>\s*(?:<p>\s*</p>)?\s*</th>', "<td></td>"),
    (r"<table\b", r'<div class="wide"><table'),
    (r"</table>", "</table></div>"),
    # no line begins with the comma after a formula
    (r"(<math\b(?:(?!<math\b)[^$])*?</math>)([.,;:?!)’”]+)", r'<span class="together">\1\2</span>'),
    # what is read out for a control is what stands on it
    (r'(<button class="btn search-button-field[^>]*?) aria-label="Search"', r"\1"),
    (r'<summary aria-label="Toggle hidden content">', "<summary>"),
    (r"(>([^<>]+)</a><details[^>]*>)<summary>", r'\1<summary aria-label="The pages of: \2">'),
    # the name of the course stands outside every landmark
    (r'(<div id="pst-primary-sidebar")', r'\1 role="region" aria-label="The course"'),
]


def main(arguments=None):
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("--target", type=Path, default=TARGET)
    target = parser.parse_args(arguments).target.resolve()
    source = target.with_name(f"{target.name}-source")
    if target.exists() and not (target / "searchindex.js").exists() and any(target.iterdir()):
        raise SystemExit(f"{target} holds something else than the site; name an empty folder.")
    for folder in source, target:
        shutil.rmtree(folder, ignore_errors=True)
    prepare(source, os.environ.get("GITHUB_REPOSITORY", ""))
    from sphinx.cmd.build import main as sphinx  # the rest of this module works without it

    # -W: a warning, such as a link that leads nowhere, is an error
    how = ["-q", "-W", "--keep-going", "-j", "2", "-d", f"{source}/.doctrees"]
    failed = sphinx([*how, str(source), str(target)])
    if failed:
        raise SystemExit(f"The site is not complete: {source} has what it was made from.")
    (target / ".nojekyll").touch()  # else GitHub Pages leaves out the folders that begin with _
    (target / ".buildinfo").unlink(missing_ok=True)
    for template in target.glob("_static/*webpack-macros.html"):
        template.unlink()
    shutil.rmtree(target / "_sources", ignore_errors=True)
    pages = list(target.rglob("*.html"))
    for page in pages:
        page.write_text(mend(page.read_text(encoding="utf-8")), encoding="utf-8")
    print(f"{target / 'index.html'}   {len(pages)} pages")


def mend(page):
    """A page as the theme makes it, with what was amiss for who hears it or has a narrow screen."""
    for pattern, new in MENDED:
        page = re.sub(pattern, new, page)
    return page


def prepare(source, repository):
    """What Sphinx reads: the notebooks with what only the site needs, the other pages, and the files beside them."""
    shutil.copytree(LOOK, source)
    (source / "extra" / "docs").mkdir(parents=True)
    shutil.copy(ROOT / "docs" / "fifty_digits.png", source / "extra" / "docs")
    readme = (ROOT / "README.md").read_text(encoding="utf-8")
    teaching = (ROOT / "TEACHING.md").read_text(encoding="utf-8")
    glossary = (ROOT / "notebooks" / "glossary.md").read_text(encoding="utf-8")
    lessons = sorted(ROOT.glob("notebooks/*.ipynb"))
    solutions = sorted(ROOT.glob("notebooks/solutions/*.ipynb"))
    cell = make_colab.unpacking_cell()
    for path in [*lessons, *solutions]:
        write_page(path, source, repository)
        download = source / "extra" / "downloads" / path.name
        download.parent.mkdir(parents=True, exist_ok=True)
        alone = make_colab.single_file(nbformat.read(path, as_version=4), cell, repository)
        nbformat.write(alone, download)
    (source / "notebooks" / "glossary.md").write_text(glossary, encoding="utf-8")
    (source / "TEACHING.md").write_text(outside(teaching, repository), encoding="utf-8")
    taught, beside = api_pages.write(ROOT / "helpers", source / "api")
    parts = {
        "ABILITIES": section(readme, "After the eight", "You need some Python"),
        "MAP": section(readme, "| notebook |", "\n\n"),
        "PAD": pad(),
        "ELSEWHERE": elsewhere(lessons[0], repository),
        "PART_ONE": entries(p for p in lessons if p.name[:2] <= LAST_OF_PART_ONE),
        "PART_TWO": entries(p for p in lessons if p.name[:2] > LAST_OF_PART_ONE),
        "SOLUTIONS": entries(solutions),
        "TAUGHT": "\n".join(taught),
        "BESIDE": "\n".join(beside),
    }
    for page in "index.md", "solutions.md", "api/index.md":
        text = (LOOK / page).read_text(encoding="utf-8")
        for name, part in parts.items():
            text = text.replace(f"@{name}@", part)
        (source / page).write_text(text, encoding="utf-8")


def elsewhere(first, repository):
    """Where the whole course is to be had and run, in a sentence; none where the repository is not known."""
    if not repository:
        return ""
    return (
        f"[The repository](https://github.com/{repository}) has the whole course, and "
        f"[lesson 00 opens in Colab]({make_colab.colab(repository)}{first.name}), without installing anything."
    )


def section(text, start, end):
    """The part of a document from one phrase to before another; ValueError where either is not there."""
    begin = text.index(start)
    return text[begin : text.index(end, begin)].rstrip()


def entries(paths):
    return "\n".join(path.relative_to(ROOT).with_suffix("").as_posix() for path in paths)


def outside(markdown, repository, folder=ROOT):
    """Markdown of a file in this folder; links to files that the site has not lead to the repository, or are words."""

    def link(found):
        text, target = found.groups()
        path = (folder / target.partition("#")[0]).resolve()
        if re.match(r"[a-z]+:|#", target) or not path.is_relative_to(ROOT):
            return found[0]
        place = path.relative_to(ROOT).as_posix()
        if path.suffix == ".ipynb" or place in PAGES or not path.exists():
            return found[0]
        address = f"https://github.com/{repository}/blob/HEAD/{place}"
        return f"[{text}]({address})" if repository else text

    return re.sub(r"(?<!!)\[([^\]]+)\]\(([^)\s]+)\)", link, markdown)


def copy_pictures(markdown, folder, target):
    """The files that Markdown in this folder shows, into the same place beside target."""
    for name in re.findall(r"!\[[^\]]*\]\(([^)\s]+)\)", markdown):
        path = (folder / name).resolve()
        if path.is_file():
            new = target / path.relative_to(ROOT)
            new.parent.mkdir(parents=True, exist_ok=True)
            shutil.copy(path, new)


def write_page(path, source, repository):
    """One notebook as the site shows it, at its place in the folder source."""
    notebook = nbformat.read(path, as_version=4)
    title, _, rest = notebook.cells[0].source.partition("\n")
    notebook.cells[0].source = f"{title}\n\n{links(path, repository)}\n\n{rest.lstrip()}"
    for cell in notebook.cells:
        if cell.cell_type == "markdown":
            copy_pictures(cell.source, path.parent, source)
            cell.source = outside(cell.source, repository, path.parent)
        hidden = cell.metadata.get("jupyter", {}).get("source_hidden")
        tags = [*cell.metadata.get("tags", []), *["hide-input"] * bool(hidden)]
        cell.metadata = {"tags": tags}
        for output in cell.get("outputs", []):
            show(output)
    target = source / path.relative_to(ROOT)
    target.parent.mkdir(parents=True, exist_ok=True)
    nbformat.write(notebook, target)


def links(path, repository):
    """A line of HTML: where else the notebook is to be had."""
    place = path.relative_to(ROOT).as_posix()
    up = "../" * (place.count("/"))
    found = []
    if repository:
        if path.parent.name == "notebooks":
            found.append((f"{make_colab.colab(repository)}{path.name}", "Open in Colab"))
        binder = f"https://mybinder.org/v2/gh/{repository}/HEAD?urlpath=lab/tree/{place}"
        found.append((binder, "Open on Binder"))
    found.append((f"{up}downloads/{path.name}", "Download"))
    if repository:
        found.append((f"https://github.com/{repository}/blob/HEAD/{place}", "Source"))
    items = [
        f'<li><a href="{html.escape(address)}"{" download" if text == "Download" else ""}>{text}</a></li>'
        for address, text in found
    ]
    return f'<ul class="elsewhere">{"".join(items)}</ul>'


def show(output):
    """Give a picture, and a film's player, its alternative in sentences."""
    data = output.get("data", {})
    if data.get("text/plain", "").startswith("Paper to draw a digit"):
        still = re.findall(r"<img[^>]*>", data.get("text/html", ""))
        output.data = {"text/html": INSTEAD_OF_A_PAD + "".join(still)}
        return
    words = output.get("metadata", {}).get("image/png", {}).get("alt", "")
    if words:
        alternative = sentences(words)
        output.metadata["image/png"]["alt"] = alternative
        if "text/html" in data:
            alt = f'alt="{html.escape(alternative)}"'
            data["text/html"] = re.sub(r'alt="[^"]*"', lambda _: alt, data["text/html"], count=1)


# ---- the pad on the first page --------------------------------------------------------------------------------------


def pad():
    """HTML: the module, the networks and ten digits, all inline, for from file:// nothing may be fetched."""
    networks = [as_json(name) for name in NETWORKS]
    module = (ROOT / "helpers" / "pad" / "draw.js").read_text(encoding="utf-8")
    page = (LOOK / "pad.html").read_text(encoding="utf-8")
    fill = {"NETWORKS": data(networks), "EXAMPLES": data(examples()), "MODULE": module}
    for name, text in fill.items():
        page = page.replace(f"@{name}@", text)
    return page


def data(value):
    return json.dumps(value, separators=(",", ":")).replace("</", "<\\/")


def as_json(name):
    """A trained network in the form that draw.js reads; four decimals of each weight."""
    params, hidden = load_network(name)
    layers = [{"W": rounded(W), "b": rounded(b)} for W, b in params]
    return {"name": name, "hidden": hidden, "layers": layers}


def rounded(values):
    return np.round(np.asarray(values, dtype=float), 4).tolist()


def examples():
    """One of each digit, 784 whole numbers each: the first that both networks are sure of."""
    images, labels = load_sample()
    sure = np.ones(len(labels), dtype=bool)
    for name in NETWORKS:
        params, hidden = load_network(name)
        P = forward(params, images / 255, hidden)[-1]
        sure &= P[np.arange(len(labels)), labels] >= RIGHT
    return [images[np.flatnonzero(sure & (labels == digit))[0]].tolist() for digit in ORDER]


if __name__ == "__main__":
    main()
