"""A browser, a page with the pad and two trained networks, and a page whose pad asks a model as in a notebook."""

import json
from pathlib import Path

import pytest

from helpers.plumbing.networks import load_network
from tools.measure.strokes import BROWSER, WATCH, as_json, page_with

ROOT = Path(__file__).resolve().parents[2]
MOUNT = "\nmount(document.getElementById('pad'), data.networks, data.examples);"


@pytest.fixture(scope="session")
def draw_js():
    return (ROOT / "helpers" / "pad" / "draw.js").read_text(encoding="utf-8")


@pytest.fixture(scope="session")
def networks():
    return [as_json(*load_network(name), name) for name in ("128-64", "16-16")]


@pytest.fixture(scope="session")
def examples(digits):
    """Ten test digits, 0 to 9, as lists of 784 numbers from 0 to 255."""
    _, X, _, y = digits
    return [(255 * X[y == k][0]).round().astype(int).tolist() for k in range(10)]


@pytest.fixture(scope="module")
def browser():
    """Closed at the end of a module: while it lives, no other loop of events can run in this process."""
    if BROWSER is None:
        pytest.skip("needs Chromium or Chrome")
    sync_api = pytest.importorskip(
        "playwright.sync_api", reason="needs playwright, which requirements-dev.txt lists"
    )
    with sync_api.sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=BROWSER, args=["--no-sandbox"])
        yield browser
        browser.close()


@pytest.fixture
def opened(browser, draw_js, networks, examples, tmp_path):
    """opened(script, …) is a page with the pad in it, opened from a file; page.asked lists all that it asked for."""
    contexts = []

    def opened(script=MOUNT, js=draw_js, **context):
        contexts.append(browser.new_context(**context))
        page = contexts[-1].new_page()
        page.asked, page.errors = [], []
        page.on("request", lambda request: page.asked.append(request.url))
        page.on("pageerror", lambda error: page.errors.append(str(error)))
        file = tmp_path / "pad.html"
        data = json.dumps({"networks": networks, "examples": examples})
        file.write_text(page_with(js + script, data), encoding="utf-8")
        page.goto(file.as_uri())
        page.locator("canvas.paper").first.wait_for()
        page.locator("canvas.paper").first.evaluate(WATCH)
        return page

    yield opened
    for context in contexts:
        context.close()
