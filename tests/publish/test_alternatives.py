"""A picture's words as sentences: what it shows comes first, then the numbers, and nothing of the form they came in."""

import re

import pytest

from support.notebook_rules import lessons, solutions
from tools.publish.alternatives import MOST, sentences

SAVED = [
    (notebook.name, output.metadata["image/png"]["alt"])
    for notebook in [*lessons().values(), *solutions().values()]
    for cell in notebook.cells
    for output in cell.get("outputs", [])
    if "alt" in output.get("metadata", {}).get("image/png", {})
]

CURVES = """\
Figure
  The cost is still falling
    x: epoch
    y: cost, from 0 to 3
    line "training": 51 values, x 0 500; first, last, smallest, largest 2.433 0.287 0.287 2.433
    line "test": 51 values, x 0 500; first, last, smallest, largest 2.435 0.418 0.4 2.435
    texts: training | test"""


def panel(name, low, high):
    ends = f"first, last, smallest, largest 0 0 {low} {high}"
    return f"  {name}\n    image: 28 × 28 values; {ends}\n"


def test_the_title_comes_first_and_then_the_numbers():
    assert sentences(CURVES) == (
        "The cost is still falling. From left to right, epoch; upwards, cost. "
        "Line “training” from 2.433 at 0 to 0.287 at 500; "
        "line “test” from 2.435 at 0 to 0.418 at 500, lowest 0.4."
    )


def test_many_panels_of_one_kind_are_one_sentence():
    words = "Figure: Sixteen units\n" + "".join(panel(f"unit {k}", -k, 2 * k) for k in range(16))
    assert sentences(words) == (
        "Sixteen units. 16 panels, from “unit 0” to “unit 15”: in each an image of 28 × 28 pixels, "
        "with values from −15 to 30."
    )


def test_a_film_says_what_its_last_frame_shows():
    frames = "".join(f"step {k}. {CURVES}\n" for k in (0, 4, 8))
    heard = sentences(f"Film: step 0 to step 8\n    9 frames in all\n{frames}".rstrip())
    assert heard.startswith(
        "The cost is still falling. A film of 9 frames, step 0 to step 8. The last, step 8:"
    )
    assert heard.count("training") == 1


def test_a_diagram_is_what_is_written_in_it():
    words = "Figure: A flow\n  (no title)\n    x: from -1 to 1\n    3 shapes\n    texts: a | b"
    assert sentences(words) == "A flow. Written in it: a, b."
    many = words.replace("a | b", " | ".join(map(str, range(30))))
    assert sentences(many).endswith(f"{MOST - 1}, and 10 more.")


@pytest.mark.parametrize(
    ("kind", "said"),
    [
        (
            'bars "label": 9 values, x -0.38 7; first, last, smallest, largest 1 2 -0.632 0.006',
            "9 bars “label”, from −0.632 to 0.006",
        ),
        (
            'line "start": 1 values, x -1 -1; first, last, smallest, largest -4 -4 -4 -4',
            "Point “start” at −1, height −4",
        ),
        (
            'line "ln 10": 9 values, x 0 9; first, last, smallest, largest 2.3 2.3 2.3 2.3',
            "Line “ln 10” level at 2.3",
        ),
        (
            'points "data": 40 values, x 0 1; first, last, smallest, largest 1 1 1.5e-05 2.828e+05',
            "40 points “data”, heights from 0.000015 to 282,800",
        ),
        (
            'line "a": b": 2 values, x 0 1; first, last, smallest, largest 0 nan 0 1',
            'Line “a": b” from 0 at 0 to nan at 1, highest 1',
        ),
    ],
)
def test_each_kind_of_artist_has_its_phrase(kind, said):
    assert sentences(f"Figure\n  T\n    {kind}") == f"T. {said}."


def test_lines_without_a_name_are_counted():
    ends = "2 values, x 0 1; first, last, smallest, largest 0 1 0 1"
    words = "Figure\n  T\n" + f"    line: {ends}\n" * 5 + f'    line "path": {ends}'
    assert sentences(words) == "T. Line “path” from 0 at 0 to 1 at 1; 5 lines without a name."


@pytest.mark.parametrize("words", ["Figure", "Figure: Only a title", "Figure\n  (no title)"])
def test_where_there_is_little_to_say_something_is_said(words):
    assert re.fullmatch(r"[A-Z].*\.", sentences(words))


def test_every_saved_picture_is_heard_in_sentences():
    assert len(SAVED) > 80
    for name, words in SAVED:
        heard = sentences(words)
        if not words.startswith(("Figure", "Film: ")):
            assert heard == " ".join(words.split()), name
            continue
        title = re.search(r"Figure(?::|\n ) (.*)", words)[1].replace("$", "")
        start = title[:20].replace("-", "−")
        assert heard.replace("-", "−").startswith(start), (name, heard)
        assert not re.search(r"first, last|\(no title\)| \| |\n|\be[+-]\d|\.\.|: \.", heard), heard
        assert heard.endswith((".", "?", "…")) and len(heard) < 1000, (name, heard)
