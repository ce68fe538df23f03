"""The pad in JupyterLab, where Python computes. One server and one page for all of it."""

import pytest

from tools.measure.strokes import draw

pytestmark = pytest.mark.slow

FAILS = "Paper(lambda x: forward(params, x.reshape(28, 28), hidden))"
SLOW = """\
import os
import time


def slow(x):
    while not os.path.exists("go"):
        time.sleep(0.05)
    return forward(params, x, hidden)


Paper(slow)"""


@pytest.fixture(scope="module")
def page(browser, tmp_path_factory):
    from tools.measure import pad  # needs playwright

    folder = tmp_path_factory.mktemp("lab")
    with pad.serve(folder, [pad.LAB, FAILS, SLOW]) as address:
        context = browser.new_context(viewport={"width": 1280, "height": 1000})
        page, asked = context.new_page(), []
        page.on("request", lambda request: asked.append(request.url))
        pad.run_all(page, address)
        page.locator("canvas.paper").nth(2).wait_for()
        page.pad, page.asked, page.folder = pad, asked, folder
        yield page
        context.close()


def draw_on(page, number, digit):
    pad = page.locator(".draw").nth(number)
    pad.locator("canvas.paper").scroll_into_view_if_needed()
    page.wait_for_timeout(300)
    draw(page, pad.locator("canvas.paper"), digit, steps=3)
    return pad


def test_ten_of_ten_strokes(page):
    read, _ = page.pad.ten(page, steps=2)
    assert read == "0123456789"
    elsewhere = [
        url for url in page.asked if not url.startswith(("http://127.0.0.1:", "data:", "blob:"))
    ]
    assert elsewhere == []


def test_d_d_deletes_no_cell(page):
    cells = page.locator(".jp-Notebook .jp-Cell").count()
    pad = draw_on(page, 0, 1)
    focused = "document.activeElement.closest('.draw') !== null"
    for item in pad.locator("canvas.paper"), pad.get_by_role("button", name="Undo"):
        item.focus()
        for key in "ddxab":
            page.keyboard.press(key)
        assert page.evaluate(focused)
    assert page.locator(".jp-Notebook .jp-Cell").count() == cells == 3


def test_an_error_in_forward_is_shown_in_the_pad(page):
    pad = draw_on(page, 1, 1)
    pad.get_by_text("ValueError: matmul").first.wait_for()
    assert pad.get_attribute("data-reads") == ""


def test_a_busy_kernel_gives_no_answer_yet_and_then_one(page):
    pad = draw_on(page, 2, 7)
    pad.get_by_text("No answer yet.").first.wait_for()
    (page.folder / "go").touch()
    pad.get_by_text("It reads a 7").first.wait_for()


def test_it_turns_dark_with_jupyterlab(page):
    assert page.locator(".draw.dark").count() == 0
    page.pad.command(page, "apputils:change-theme", theme="JupyterLab Dark")
    page.wait_for_function("document.querySelectorAll('.draw.dark').length === 3")


def test_after_a_restart_it_says_so(page):
    """The last: its pads are dead then."""
    page.evaluate("jupyterapp.shell.currentWidget.sessionContext.restartKernel()")
    pad = draw_on(page, 0, 3)
    pad.get_by_text("No answer: the kernel ended or was restarted.").first.wait_for()
    assert pad.get_attribute("data-reads") == ""


def test_make_lab_answers_as_soon_as_the_pad_that_is_measured(page):
    makefile = (page.pad.ROOT / "Makefile").read_text(encoding="utf-8")
    assert page.pad.AT_ONCE in makefile
