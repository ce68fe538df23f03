"""The web site: complete, without a dead link, without a request to the outside, and to be read by who can't see it.

It is built once, as for a repository someone/fork, where the environment for it is; make site makes that.
"""

import html
import os
import re
import shutil
import subprocess
import sys
from html.parser import HTMLParser
from importlib.util import find_spec
from pathlib import Path
from urllib.parse import unquote, urlsplit

import nbformat
import pytest

from helpers.network import forward, init_params
from tools.publish import api_pages, make_site

ROOT = Path(__file__).resolve().parents[2]
LESSONS = sorted(ROOT.glob("notebooks/*.ipynb"))
SOLUTIONS = sorted(ROOT.glob("notebooks/solutions/*.ipynb"))
REPOSITORY = "someone/fork"
BROWSER = next(
    filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome"))), None
)
slow = pytest.mark.slow


def python_with_sphinx():
    """The Python of the site's environment, or this one if it has what the site needs."""
    folder = ROOT / os.environ.get("VENV_SITE", ".venv-site")
    places = [folder / "bin" / "python", folder / "Scripts" / "python.exe"]
    found = [str(place) for place in places if place.exists()]
    if all(find_spec(name) for name in ("myst_nb", "sphinx_book_theme", "latex2mathml")):
        found.append(sys.executable)
    return found[0] if found else None


class Page(HTMLParser):
    """What a page links to, loads, and shows."""

    def __init__(self, path):
        super().__init__()
        self.path, self.text = path, path.read_text(encoding="utf-8")
        self.links, self.loads, self.anchors, self.images, self.tags = [], [], set(), [], []
        self.feed(self.text)

    def handle_starttag(self, tag, attributes):
        attributes = dict(attributes)
        self.tags.append((tag, attributes))
        self.anchors |= {attributes[key] for key in ("id", "name") if attributes.get(key)}
        if tag == "a" and "href" in attributes:
            self.links.append(attributes["href"])
        if tag == "link" and attributes.get("rel") not in ("next", "prev", "index", "search"):
            self.loads.append(attributes["href"])
        self.loads += [attributes[key] for key in ("src", "poster", "data") if attributes.get(key)]
        if tag == "img":
            self.images.append(attributes.get("alt"))


@pytest.fixture(scope="module")
def site(tmp_path_factory):
    python = python_with_sphinx()
    if python is None:
        pytest.skip("needs the environment of the site; make site makes it")
    folder = tmp_path_factory.mktemp("site") / "site"
    env = os.environ | {"GITHUB_REPOSITORY": REPOSITORY}
    command = [python, "-m", "tools.publish.make_site", "--target", str(folder)]
    done = subprocess.run(command, cwd=ROOT, env=env, capture_output=True, text=True)
    assert done.returncode == 0, done.stdout + done.stderr
    assert "WARNING" not in done.stderr
    return folder


@pytest.fixture(scope="module")
def pages(site):
    return {path.relative_to(site).as_posix(): Page(path) for path in site.rglob("*.html")}


def page_of(pages, path):
    return pages[path.relative_to(ROOT).with_suffix(".html").as_posix()]


@slow
def test_every_page_is_there(pages):
    names = {"index.html", "search.html", "solutions.html", "TEACHING.html", "api/index.html"}
    names |= {"notebooks/glossary.html", "api/plots.html"}
    names |= {p.relative_to(ROOT).with_suffix(".html").as_posix() for p in [*LESSONS, *SOLUTIONS]}
    taught = {p.stem for p in ROOT.glob("helpers/*.py")} - {"__init__", "setup_check"}
    names |= {f"api/{name}.html" for name in taught}
    assert names <= set(pages)


@slow
def test_no_link_inside_is_dead(site, pages):
    dead = []
    for name, page in pages.items():
        for target in page.links + page.loads:
            parts = urlsplit(target)
            if parts.scheme or parts.netloc or not target.strip("#"):
                continue
            assert not parts.path.startswith("/"), f"{name}: {target} leaves the site's folder"
            path = (page.path.parent / unquote(parts.path)).resolve() if parts.path else page.path
            assert path.is_relative_to(site), f"{name}: {target}"
            other = pages.get(path.relative_to(site).as_posix())
            anchor = unquote(parts.fragment)
            if not path.is_file() or (anchor and other and anchor not in other.anchors):
                dead.append((name, target))
    assert dead == []


@slow
def test_nothing_is_loaded_from_outside(site, pages):
    for name, page in pages.items():
        loaded = [urlsplit(target).scheme or urlsplit(target).netloc for target in page.loads]
        assert set(loaded) <= {"", "data"}, name
    for css in site.rglob("*.css"):
        assert not re.search(r"(url\(|@import)\s*[\"']?(https?:)?//", css.read_text("utf-8")), css


@slow
def test_every_picture_has_a_sentence(pages):
    for path in [*LESSONS, *SOLUTIONS]:
        outputs = [o for c in nbformat.read(path, 4).cells for o in c.get("outputs", [])]
        drawn = [
            o
            for o in outputs
            if "image/png" in o.get("data", {})
            and not o.data.get("text/plain", "").startswith("Paper")
        ]
        heard = page_of(pages, path).images
        assert len(heard) >= len(drawn), path.name
        for words in heard:
            assert words and words[-1] in ".?…" and not words.startswith(("Figure", "Film")), words
            assert "first, last, smallest" not in words and " | " not in words, words
    assert all(page.images.count(None) == page.images.count("") == 0 for page in pages.values())


@slow
def test_formulas_are_mathml(pages):
    for path in LESSONS:
        text = page_of(pages, path).text
        cells = nbformat.read(path, 4).cells
        formulas = sum(
            len(re.findall(r"\$", c.source)) // 2 for c in cells if c.cell_type != "code"
        )
        assert text.count("<math ") >= formulas / 2, path.name
        prose = re.sub(r"(?s)<(script|pre|code|annotation)\b.*?</\1>|<[^>]*>", "", text)
        assert not re.search(r"\\(?:frac|partial|sum|cdot|alpha)\b", prose), path.name


@slow
def test_a_table_has_headers_and_no_empty_one(pages):
    for name, page in pages.items():
        assert page.text.count('<div class="wide"><table') == page.text.count("<table"), name
        for table in re.findall(r"(?s)<table\b.*?</table>", page.text):
            assert "<th" in table, name
        assert not re.search(r"<th[^>]*>\s*(<p>\s*</p>)?\s*</th>", page.text), name


@slow
def test_each_lesson_leads_on_to_colab_binder_download_and_source(site, pages):
    for path in LESSONS:
        page, place = page_of(pages, path), f"notebooks/{path.name}"
        colab = f"https://colab.research.google.com/github/{REPOSITORY}/blob/colab/{path.name}"
        assert {colab, f"https://github.com/{REPOSITORY}/blob/HEAD/{place}"} <= set(page.links)
        assert (
            f"https://mybinder.org/v2/gh/{REPOSITORY}/HEAD?urlpath=lab/tree/{place}" in page.links
        )
        assert f"../downloads/{path.name}" in page.links
        alone = nbformat.read(site / "downloads" / path.name, 4)
        assert "unpack" in alone.cells[1].metadata.get("tags", []) or "unpack" in [
            c.id for c in alone.cells
        ]
        assert 'class="left-prev"' in page.text and 'class="right-next"' in page.text, path.name
        assert re.search(r"<summary[^>]*>\s*<p[^>]*>Show the code", page.text), path.name


@slow
def test_the_first_page_opens_lesson_00_in_colab(pages):
    colab = f"https://colab.research.google.com/github/{REPOSITORY}/blob/colab/{LESSONS[0].name}"
    assert {colab, f"https://github.com/{REPOSITORY}"} <= set(pages["index.html"].links)
    assert make_site.elsewhere(LESSONS[0], "") == ""


@slow
def test_no_page_names_this_machine_or_what_made_it(pages):
    for name, page in pages.items():
        assert str(ROOT) not in page.text and "site-source" not in page.text, name


@slow
def test_the_api_has_every_function_with_its_words(pages):
    text = html.unescape(re.sub("<[^>]*>", "", pages["api/network.html"].text))
    assert "init_params(sizes, rng)" in text and "W of shape (n_in, n_out)" in text
    assert (
        '<span class="pre">sizes</span></code>: units per layer' in pages["api/network.html"].text
    )
    drawn = pages["api/plots.html"].anchors
    assert {"helpers.plots.film", "helpers.plots.curves"} <= drawn


@slow
def test_the_search_knows_the_lessons(site):
    index = (site / "searchindex.js").read_text(encoding="utf-8")
    assert "backpropag" in index and "05_backpropagation" in index


# ---- in a browser ---------------------------------------------------------------------------------------------------


@pytest.fixture(scope="module")
def browser(site):
    sync_api = pytest.importorskip(
        "playwright.sync_api", reason="needs playwright, which requirements-dev.txt lists"
    )
    if BROWSER is None:
        pytest.skip("needs Chromium or Chrome")
    with sync_api.sync_playwright() as playwright:
        chromium = playwright.chromium.launch(executable_path=BROWSER, args=["--no-sandbox"])
        yield chromium
        chromium.close()


@pytest.fixture
def opened(browser, site):
    """open(name, width) -> a page from file://; at the end no page may have asked for anything outside, or failed."""
    asked, failed = [], []
    contexts = []

    def go(name, **how):
        contexts.append(browser.new_context(**how))
        page = contexts[-1].new_page()
        page.on("request", lambda request: asked.append(request.url))
        page.on("pageerror", lambda error: failed.append(str(error)))
        page.goto(f"{site.as_uri()}/{name}")
        return page

    yield go
    for context in contexts:
        context.close()
    assert [url for url in asked if not url.startswith(("file:", "data:", "blob:"))] == []
    assert failed == []


@slow
def test_the_first_page_reads_a_digit_from_a_file(opened):
    page = opened("index.html")
    pad = page.locator("#pad")
    for network in 0, 1:
        pad.locator("select").select_option(index=network)
        for digit in make_site.ORDER:
            pad.get_by_role("button", name="Show me one").click()
            pad.get_by_text(re.compile(rf"It reads an? {digit},")).first.wait_for(timeout=3000)
    pad.get_by_role("button", name="Clear").click()
    pad.locator("canvas").first.focus()
    for key in ["ArrowUp", "ArrowUp", "Space", *["ArrowDown"] * 16, "Space"]:
        page.keyboard.press(key)
    pad.get_by_text("It reads a 1,").first.wait_for(timeout=3000)


@slow
def test_the_search_works_from_a_file(opened):
    page = opened("search.html?q=backpropagation")
    page.locator("#search-results li a").first.wait_for(timeout=5000)
    found = page.locator("#search-results li a").all_inner_texts()
    assert any("05" in title for title in found)


@slow
def test_a_film_plays_by_keyboard(opened):
    page = opened("notebooks/05_backpropagation.html")
    film = page.locator(".film").first
    film.locator("input").focus()
    page.keyboard.press("Home")
    first = film.locator("output").inner_text()
    page.keyboard.press("ArrowRight")
    assert film.locator("output").inner_text() != first
    page.keyboard.press("Shift+Tab")
    assert page.evaluate("document.activeElement.textContent").endswith("Play")


@slow
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_a_phone_never_scrolls_sideways(opened, pages, scheme):
    page = opened("index.html", viewport={"width": 360, "height": 740}, color_scheme=scheme)
    base = page.url.removesuffix("index.html")
    names = sorted(pages)
    for name in names if scheme == "light" else names[:4]:
        page.goto(base + name)
        wide = page.evaluate("document.documentElement.scrollWidth - window.innerWidth")
        assert wide <= 0, f"{name} is {wide} pixels too wide"
        assert page.evaluate("document.documentElement.dataset.theme") == scheme
        # what scrolls in itself can be reached with Tab
        missed = page.evaluate(
            "[...document.querySelectorAll('.formula, .wide, pre')].filter((box) => "
            "box.scrollWidth > box.clientWidth + 1 && box.tabIndex < 0 && box.clientWidth).length"
        )
        assert missed == 0, name


# ---- its parts, without Sphinx --------------------------------------------------------------------------------------


def test_without_a_repository_a_lesson_has_its_download_alone():
    assert re.findall(">([^<]+)</a>", make_site.links(LESSONS[0], "")) == ["Download"]
    here = make_site.links(LESSONS[0], "o/n")
    assert re.findall(">([^<]+)</a>", here) == [
        "Open in Colab",
        "Open on Binder",
        "Download",
        "Source",
    ]
    assert "Colab" not in make_site.links(SOLUTIONS[0], "o/n")


def test_a_link_that_leaves_the_site_leads_to_the_repository_or_is_words():
    text = "[a](README.md) [b](#c) [d](notebooks/00_start_here.ipynb) [e](https://x.org)"
    kept = "[b](#c) [d](notebooks/00_start_here.ipynb) [e](https://x.org)"
    assert make_site.outside(text, "") == f"a {kept}"
    assert (
        make_site.outside(text, "o/n") == f"[a](https://github.com/o/n/blob/HEAD/README.md) {kept}"
    )


def test_what_a_notebook_shows_and_leads_to_is_brought(tmp_path):
    text = "![x](../docs/speed.png) [a](../data/README.md#m) [b](05_backpropagation.ipynb) [c](glossary.md)"
    folder = ROOT / "notebooks"
    make_site.copy_pictures(text, folder, tmp_path)
    assert (tmp_path / "docs" / "speed.png").exists()
    kept = "[b](05_backpropagation.ipynb) [c](glossary.md)"
    assert make_site.outside(text, "", folder) == f"![x](../docs/speed.png) a {kept}"


def test_in_place_of_a_pad_there_is_its_picture_and_the_way_to_one():
    data = {
        "text/plain": "Paper to draw a digit on, and a network that reads it.",
        "text/html": '<p>It works here.</p><img src="data:," alt="A digit.">',
        "image/png": "",
        "application/vnd.jupyter.widget-view+json": {"model_id": "1"},
    }
    output = nbformat.v4.new_output("display_data", data=data)
    make_site.show(output)
    assert list(output.data) == ["text/html"]
    assert (
        'alt="A digit."' in output.data["text/html"] and "It works" not in output.data["text/html"]
    )
    assert '../index.html#draw-a-digit"' in output.data["text/html"]


def test_what_the_theme_gets_wrong_is_mended():
    corner = '<table class="x"><tr><th class="head"><p></p></th><th></th><th>a</th></tr></table>'
    assert make_site.mend(corner) == (
        '<div class="wide"><table class="x"><tr><td></td><td></td><th>a</th></tr></table></div>'
    )
    formula = "<math><mi>x</mi></math>, <math><mi>y</mi></math> <math><mi>z</mi></math>."
    assert make_site.mend(formula) == (
        '<span class="together"><math><mi>x</mi></math>,</span> <math><mi>y</mi></math> '
        '<span class="together"><math><mi>z</mi></math>.</span>'
    )
    menu = '<a href="s.html">Solutions</a><details><summary><span>'
    assert '<summary aria-label="The pages of: Solutions">' in make_site.mend(menu)


def test_the_part_of_a_document_must_be_there():
    assert make_site.section("a\nb c\n\nd", "b", "\n\n") == "b c"
    with pytest.raises(ValueError, match="substring"):
        make_site.section("a", "b", "c")


def test_a_docstring_is_no_markup():
    lines = ["Run *args through X_.", "", "params: list of (W, b). X: pixels. hidden: which `g`."]
    api_pages.tidy(None, "function", "forward", forward, None, lines)
    assert lines[0] == "Run \\*args through X\\_."
    assert lines[2] == "``params``: list of (W, b). ``X``: pixels. ``hidden``: which \\`g\\`."
    lines = ["rng: a Generator. sizes, rng: both."]
    api_pages.tidy(None, "function", "init_params", init_params, None, lines)
    assert lines == ["``rng``: a Generator. ``sizes``, ``rng``: both."]


def test_the_networks_are_rounded_to_four_decimals():
    network = make_site.as_json("16-16")
    assert network["hidden"] == "sigmoid"
    assert [len(layer["b"]) for layer in network["layers"]] == [16, 16, 10]
    weights = network["layers"][1]["W"][3]
    assert all(round(weight, 4) == weight for weight in weights)


def test_a_folder_with_something_else_is_not_emptied(tmp_path):
    (tmp_path / "thesis.txt").write_text("years of work")
    with pytest.raises(SystemExit, match="something else"):
        make_site.main(["--target", str(tmp_path)])
    assert (tmp_path / "thesis.txt").exists()
