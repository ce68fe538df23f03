"""The pad on a page that was opened from a file, in a real browser."""

import numpy as np
import pytest

from tools.measure.strokes import DIGITS, draw, points, reads, settle

pytestmark = pytest.mark.slow  # a real browser

# The pad of a notebook, with a model that notes the questions and answers when it is told to.
IN_A_NOTEBOOK = """
window.questions = []; window.listeners = [];
window.model = {
  get: () => data.examples,
  send(question) { window.questions.push(question); },
  on(event, hear) { if (event === "msg:custom") window.listeners.push(hear); },
  off(event, hear) { window.listeners = window.listeners.filter((other) => other !== hear); },
};
window.answer = ({ from, number }, given) => window.listeners.forEach((hear) => hear({ from, number, ...given }));
window.leave = render({ model: window.model, el: document.getElementById("pad") });"""
SURE_OF_3 = "{ activations: [[0.2, 0.9], [0, 0, 0, 1, 0, 0, 0, 0, 0, 0]] }"
CONTRAST = """() => {
  const light = (color) => {
    const [r, g, b] = color.match(/[0-9.]+/g).map((v) => {
      const c = Number(v) / 255;
      return c <= 0.04045 ? c / 12.92 : ((c + 0.055) / 1.055) ** 2.4;
    });
    return 0.2126 * r + 0.7152 * g + 0.0722 * b;
  };
  const ground = (element) => {
    const color = getComputedStyle(element).backgroundColor;
    return color.endsWith(", 0)") ? ground(element.parentElement) : color;
  };
  const ratio = (one, other) => {
    const [a, b] = [light(one), light(other)].sort();
    return (b + 0.05) / (a + 0.05);
  };
  const words = [...document.querySelectorAll(".draw *")].filter((e) => e.childElementCount === 0 && e.textContent);
  const bars = [...document.querySelectorAll(".draw li i")];
  return {
    words: Math.min(...words.map((e) => ratio(getComputedStyle(e).color, ground(e)))),
    bars: Math.min(...bars.map((e) => ratio(getComputedStyle(e).backgroundColor, ground(e.parentElement)))),
    paper: Math.max(...["backgroundColor", "borderTopColor"].map((name) => {
      const paper = document.querySelector("canvas.paper");
      return ratio(getComputedStyle(paper)[name], ground(paper.parentElement));
    })),
  };
}"""


def says(page):
    return page.locator(".says").inner_text()


def press(page, key, times=1):
    for _ in range(times):
        page.keyboard.press(key)


def click(page, name):
    page.get_by_role("button", name=name).click()


def test_ten_of_ten_by_mouse_and_nothing_asked_of_the_network(opened):
    page = opened()
    paper, read = page.locator("canvas.paper"), []
    for digit in range(10):
        click(page, "Clear")
        draw(page, paper, digit, steps=3)
        settle(page)
        read.append(reads(page))
    assert read == list("0123456789")
    assert page.asked == [page.url] and page.url.startswith("file:")
    assert page.errors == []


def test_by_keyboard_alone(opened):
    page = opened()
    press(page, "Tab")
    assert page.evaluate("document.activeElement.className") == "paper"
    assert page.evaluate("getComputedStyle(document.activeElement).outlineStyle") == "solid"
    press(page, "Space")
    press(page, "ArrowDown", 16)
    settle(page)
    assert reads(page) == "1" and "Pen down, 50 % from the left" in page.inner_text(".draw")
    press(page, "Space")
    press(page, "Backspace")  # takes the stroke back
    settle(page)
    assert reads(page) == "" and says(page) == "Draw a digit, 0 to 9."
    press(page, "ArrowLeft", 9)
    press(page, "ArrowUp", 16)
    press(page, "Space")
    press(page, "ArrowRight", 14)
    for _ in range(16):  # down, and slowly to the left
        press(page, "ArrowDown")
        press(page, "Shift+ArrowLeft", 2)
    settle(page)
    assert reads(page) == "7"
    press(page, "Delete")
    settle(page)
    assert reads(page) == ""
    press(page, "Tab", 3)
    press(page, "Enter")  # Show me one
    settle(page)
    assert reads(page) == "0"
    press(page, "Tab")
    press(page, "ArrowDown")  # the other network
    settle(page)
    assert page.locator("select").input_value() == "1" and reads(page) == "0"
    page.wait_for_timeout(800)
    assert page.locator("[role=status]").inner_text() == says(page)  # said once it has settled


def test_a_finger_draws_and_a_second_one_does_not(opened):
    page = opened(has_touch=True, is_mobile=True, viewport={"width": 390, "height": 700})
    session = page.context.new_cdp_session(page)

    def touch(kind, *places):
        dots = [{"x": x, "y": y, "id": k} for k, (x, y) in enumerate(places)]
        session.send("Input.dispatchTouchEvent", {"type": kind, "touchPoints": dots})

    box = page.locator("canvas.paper").bounding_box()
    palm = box["x"] + 15, box["y"] + 265
    for stroke in DIGITS[2]:
        first, *others = points(stroke, box, steps=3)
        touch("touchStart", first)
        touch("touchStart", first, palm)
        for place in others:
            touch("touchMove", place, palm)
        touch("touchEnd")
    settle(page)
    assert reads(page) == "2"
    assert page.evaluate("scrollY") == 0
    assert page.evaluate("document.documentElement.scrollWidth") <= 390
    data = "document.querySelector('canvas.paper').getContext('2d').getImageData(15, 265, 1, 1).data[3]"
    assert page.evaluate(data) == 0


def test_a_pen_draws(opened):
    page = opened()
    session = page.context.new_cdp_session(page)
    box = page.locator("canvas.paper").bounding_box()
    first, *others = points(DIGITS[3][0], box, steps=3)
    for kind, place in [("mousePressed", first), *(("mouseMoved", place) for place in others)]:
        how = {"type": kind, "x": place[0], "y": place[1], "pointerType": "pen"}
        session.send(
            "Input.dispatchMouseEvent", {**how, "button": "left", "buttons": 1, "clickCount": 1}
        )
    settle(page)
    assert reads(page) == "3"


def test_it_shows_what_the_network_sees_and_its_layers(opened, examples):
    page = opened()
    for _ in range(4):  # the first four examples
        click(page, "Show me one")
    settle(page)
    assert reads(page) == "3"
    seen = page.evaluate(
        "[...document.querySelector('canvas.seen').getContext('2d').getImageData(0, 0, 28, 28).data]"
    )
    # through a sheet ten times as large, smoothed, and back
    assert np.corrcoef(seen[3::4], examples[3])[0, 1] > 0.95
    units = ".hidden-layers > div:nth-child({}) .units div"
    assert [page.locator(units.format(k)).count() for k in (1, 2)] == [128, 64]
    page.locator("select").select_option(label="16-16")
    settle(page)
    assert [page.locator(units.format(k)).count() for k in (1, 2)] == [16, 16]
    assert page.locator(".draw li span").nth(3).inner_text().endswith("%")
    click(page, "Undo")
    settle(page)
    assert reads(page) == "" and page.locator(".units").count() == 0


def test_two_pads_on_a_page_keep_apart(opened):
    more = "\ndocument.body.append(Object.assign(document.createElement('div'), { id: 'other' }));"
    mounts = (
        f"mount(document.getElementById({name!r}), data.networks.slice(1), data.examples);"
        for name in ("pad", "other")
    )
    page = opened(more + "\n".join(mounts))
    page.locator("#other").get_by_role("button", name="Show me one").click()
    settle(page)
    page.wait_for_timeout(100)
    assert reads(page.locator("#pad")) == "" and reads(page.locator("#other")) == "0"
    ids = page.evaluate("[...document.querySelectorAll('[id]')].map((element) => element.id)")
    assert len(set(ids)) == len(ids)
    assert page.locator("select").count() == 0  # of one network there is nothing to choose


@pytest.mark.parametrize(
    "turn_dark",
    [
        "document.body.style.background = '#111'",
        "document.documentElement.style.cssText = 'background: #1e1e1e; color: #ccc'",
        "document.body.style.cssText = 'color: #eee'; document.documentElement.style.background = '#14181e'",
    ],
)
def test_it_can_be_read_in_the_light_and_in_the_dark(opened, turn_dark):
    page = opened()
    page.evaluate("document.documentElement.style.background = 'white'")
    click(page, "Show me one")
    settle(page)
    for dark in False, True:
        if dark:
            page.evaluate(turn_dark.replace("cssText = '", "cssText = 'transition: none; "))
            page.wait_for_function("document.querySelector('.draw.dark')")
        found = page.evaluate(CONTRAST)
        assert found["words"] >= 4.5 and found["bars"] >= 3 and found["paper"] >= 3, found


def stroke(page, digit=1):
    draw(page, page.locator("canvas.paper"), digit, steps=3)
    page.wait_for_timeout(60)


def test_one_question_is_in_flight(opened):
    page = opened(IN_A_NOTEBOOK)
    stroke(page)
    stroke(page, 3)
    assert page.evaluate("questions.length") == 1  # though the digit went on
    page.evaluate(f"answer(questions[0], {SURE_OF_3})")
    assert says(page) == "It reads a 3, 100 % sure."
    page.wait_for_function("questions.length === 2")
    first, last = page.evaluate("questions")
    assert first["number"] < last["number"] and first["from"] == last["from"]
    assert len(last["pixels"]) == 784 and last["pixels"] != first["pixels"]
    page.evaluate(f"answer(questions[1], {SURE_OF_3})")
    page.wait_for_timeout(60)
    assert page.evaluate("questions.length") == 2  # nothing new, nothing asked
    page.evaluate("leave()")
    assert page.evaluate("listeners.length") == 0


def test_an_error_of_python_is_shown(opened):
    page = opened(IN_A_NOTEBOOK)
    stroke(page)
    page.evaluate("answer(questions[0], { error: 'ValueError: matmul' })")
    assert says(page) == "ValueError: matmul" and reads(page) == ""
    stroke(page)  # and it asks again
    assert page.evaluate("questions.length") == 2


def test_a_kernel_that_does_not_answer_is_named(opened, draw_js):
    impatient = draw_js.replace("PATIENCE = 3000", "PATIENCE = 80")
    assert impatient != draw_js
    page = opened(IN_A_NOTEBOOK, impatient)
    stroke(page)
    page.wait_for_timeout(100)
    assert says(page).startswith("No answer yet. If the kernel is busy, wait; if it ended")
    click(page, "Clear")  # withdraws the question: another may be asked
    stroke(page)
    assert page.evaluate("questions.length") == 2
    page.evaluate(f"answer(questions[0], {SURE_OF_3})")  # too late
    assert reads(page) == ""
    page.evaluate(f"answer(questions[1], {SURE_OF_3})")
    assert reads(page) == "3"


def test_a_kernel_that_cannot_be_asked_is_named_at_once(opened, draw_js):
    """JupyterLab throws when the kernel that made the pad is no more, also after a restart."""
    page = opened(IN_A_NOTEBOOK, draw_js.replace("PATIENCE = 3000", "PATIENCE = 80"))
    stroke(page)
    for _ in range(3):  # a move while one is in flight asks once more
        page.evaluate(f"answer(questions[questions.length - 1], {SURE_OF_3})")
        page.wait_for_timeout(20)
    page.evaluate("() => { model.send = () => { throw new Error('Cannot send'); }; }")
    stroke(page, 3)
    page.wait_for_timeout(100)  # the other word does not come over it
    assert says(page).startswith("No answer: the kernel ended or was restarted. Run the notebook")
    assert reads(page) == ""  # nor stays what was read before


def test_an_answer_to_another_view_is_not_mine(opened):
    page = opened(IN_A_NOTEBOOK)
    stroke(page)
    page.evaluate(f"answer({{ from: 'another', number: 1 }}, {SURE_OF_3})")
    assert reads(page) == ""


def test_keys_over_the_pad_are_its_own_but_for_ctrl(opened):
    page = opened()
    page.evaluate(
        "() => { window.heard = []; document.body.onkeydown = (e) => { heard.push(e.key); }; }"
    )
    draw(page, page.locator("canvas.paper"), 1)  # who has drawn has the focus on the paper
    press(page, "d", 2)
    kept = "document.activeElement.hasAttribute('data-lm-suppress-shortcuts')"
    assert page.evaluate(kept) and page.evaluate("heard") == []
    page.keyboard.down("Control")
    assert not page.evaluate(kept)
    press(page, "s")
    page.keyboard.up("Control")
    assert page.evaluate(kept) and page.evaluate("heard") == ["Control", "s"]
    everything = ".draw :is(canvas.paper, button, select)"
    assert page.locator(everything).count() == 5
    assert page.locator(f"{everything}[data-lm-suppress-shortcuts]").count() == 5
