"""The pad in JupyterLab, where Python computes. One server and one page for all of it."""

import pytest

from tools.measure.strokes import draw, settle

pytestmark = pytest.mark.slow

FAILS = "Paper(lambda x: forward(params, x.reshape(28, 28), hidden))"
BUSY = "import time\n\ntime.sleep(4.5)"


@pytest.fixture(scope="module")
def page(browser, tmp_path_factory):
    from tools.measure import pad  # needs playwright

    with pad.lab(tmp_path_factory.mktemp("lab"), [pad.LAB, FAILS]) as address:
        context = browser.new_context(viewport={"width": 1280, "height": 1000})
        page, asked = context.new_page(), []
        page.on("request", lambda request: asked.append(request.url))
        pad.run_all(page, address)
        page.locator("canvas.paper").nth(1).wait_for()
        page.pad, page.asked = pad, asked
        yield page
        context.close()


def test_ten_of_ten_strokes(page):
    read, _ = page.pad.ten(page)
    assert read == "0123456789"
    elsewhere = [
        url for url in page.asked if not url.startswith(("http://127.0.0.1:", "data:", "blob:"))
    ]
    assert elsewhere == []


def test_d_d_deletes_no_cell_and_a_bar_stays_readable_in_the_dark(page):
    pad = page.locator(".draw").first
    cells = page.locator(".jp-Notebook .jp-Cell").count()
    draw(page, pad.locator("canvas.paper"), 1)
    focused = "document.activeElement.closest('.draw') !== null"
    for item in pad.locator("canvas.paper"), pad.get_by_role("button", name="Undo"):
        item.focus()
        for key in "ddxab":
            page.keyboard.press(key)
        assert page.evaluate(focused)
    assert page.locator(".jp-Notebook .jp-Cell").count() == cells == 2
    page.pad.command(page, "apputils:change-theme", theme="JupyterLab Dark")
    page.wait_for_function("document.querySelectorAll('.draw.dark').length === 2")


def test_an_error_in_forward_is_shown_in_the_pad(page):
    pad = page.locator(".draw").nth(1)
    pad.locator("canvas.paper").scroll_into_view_if_needed()
    draw(page, pad.locator("canvas.paper"), 1)
    pad.get_by_text("ValueError: matmul").first.wait_for()
    assert pad.get_attribute("data-reads") == ""


def test_a_busy_kernel_gives_no_answer_yet_and_then_one(page):
    page.pad.command(page, "notebook:insert-cell-below")
    page.pad.command(page, "notebook:enter-edit-mode")
    page.locator(".jp-Notebook .jp-Cell.jp-mod-active .cm-content").fill(BUSY)
    page.pad.command(page, "notebook:run-cell")
    page.get_by_text("| Busy").first.wait_for()
    pad = page.locator(".draw").first
    pad.locator("canvas.paper").scroll_into_view_if_needed()
    pad.get_by_role("button", name="Clear").click()
    draw(page, pad.locator("canvas.paper"), 7)
    pad.get_by_text("No answer yet.").first.wait_for()
    pad.get_by_text("It reads a 7").first.wait_for()
    settle(page)
