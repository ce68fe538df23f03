"""The questions “Before you run it”: found with their reasons, and nothing beside them tells the answer."""

import pytest
from nbformat.v4 import new_code_cell, new_markdown_cell, new_notebook, new_output

from tools.publish.predictions import key, questions_of, without_answers

ASK = "Ten digits.\n\nThree rows. **Before you run it:** which shape?\n\n$x$"


def notebook(*sources, **metadata):
    cells = [new_markdown_cell(ASK)]
    for source in sources:
        shown = [new_output("stream", text="(3, 10)")]
        cells.append(new_code_cell(source, outputs=shown, execution_count=1, metadata=metadata))
    return new_notebook(cells=[*cells, new_markdown_cell("Three rows of ten.\n\nAnd so on.")])


def code(notebook):
    return [cell for cell in notebook.cells if cell.cell_type == "code"]


def test_a_question_has_its_paragraph_its_cells_and_the_reason_below():
    (question,) = questions_of(notebook("a = 1", "print(a)"))
    assert question.text == "Three rows. **Before you run it:** which shape?"
    assert question.cells == [1, 2] and question.why == "Three rows of ten."
    (question,) = questions_of(notebook("a = 1", why="Because."))
    assert question.why == "Because."


def test_the_reason_ends_where_the_next_question_begins():
    one = notebook("a = 1")
    one.cells[-1].source = "Three. **Before you run it:** and now?"
    one.cells += [new_code_cell("b = 1"), new_markdown_cell("Four.")]
    assert [question.why for question in questions_of(one)] == ["Three.", "Four."]


@pytest.mark.parametrize("below", ["## Next", "**Before you run it:** more?"])
def test_a_question_without_a_reason_is_an_error(below):
    one = notebook("a = 1")
    one.cells[-1].source = below
    one.cells += [new_code_cell("b = 1"), new_markdown_cell("Four.")]
    with pytest.raises(ValueError, match="Nothing explains the answer to “Three rows.*why"):
        questions_of(one)


def test_what_tells_the_answer_is_folded_and_below():
    source = "Y = f()\nprint(Y)\n\nassert Y == 3  # three\nZ = 1"
    shown, folded = code(without_answers(notebook(source)))
    assert shown.source == "Y = f()\nprint(Y)" and not shown.metadata
    assert folded.source.endswith("\nassert Y == 3  # three\nZ = 1")
    assert folded.metadata["jupyter"] == {"source_hidden": True} and folded.id != shown.id
    assert not shown.outputs and folded.execution_count is None


@pytest.mark.parametrize(
    "source",
    [
        'plots.curve(x, "It falls")',
        'title = "The cost falls from day to day"',
        'title = f"The cost falls to {cost} within a day"',
        'draw(x, "The cost falls from day to day")',
    ],
)
def test_a_figure_and_its_title_are_folded(source):
    shown, folded = code(without_answers(notebook(f"x = 1\n{source}")))
    assert shown.source == "x = 1" and source in folded.source
    (folded,) = code(without_answers(notebook(source)))
    assert source in folded.source and folded.metadata["jupyter"]


@pytest.mark.parametrize(
    "source",
    [
        'print("The cost falls from day to day")',
        'wrong = {"Y - P instead of P - Y": 1}',
        'def f():\n    """The cost of a day and a night."""',
        'raise ValueError("The cost of a day and a night")',
    ],
)
def test_other_texts_are_not(source):
    (shown,) = code(without_answers(notebook(source)))
    assert shown.source == source


def test_asserts_inside_go():
    source = "for k in range(3):\n    print(k)\n    assert (\n        k < 3\n    )\nprint(4)"
    (shown,) = code(without_answers(notebook(source)))
    assert shown.source == "for k in range(3):\n    print(k)\nprint(4)"


def test_a_cell_can_say_that_it_tells():
    (folded,) = code(without_answers(notebook("print('to 1e-12')", tells=True)))
    assert folded.metadata["jupyter"] and "1e-12" in folded.source
    (shown,) = code(without_answers(notebook("a = 1  # (16,)\nb = '#'", tells="comments")))
    assert shown.source == "a = 1\nb = '#'"


def test_cells_of_no_question_stay_as_they_are_but_for_their_outputs():
    one = notebook("a = 1")
    one.cells.append(new_code_cell("assert a == 1", outputs=[new_output("stream", text="x")]))
    last = code(without_answers(one))[-1]
    assert last.source == "assert a == 1" and not last.outputs
    assert code(one)[-1].outputs, "the notebook that was given is unchanged"


def test_the_key_shows_question_output_and_reason():
    cells = key({"03 · Forward": notebook("a = 1", "print(a)")}).cells
    assert [cell.source for cell in cells[1:]] == [
        "## 03 · Forward",
        "**1.** Three rows. **Before you run it:** which shape?",
        "a = 1",
        "print(a)",
        "**Why.** Three rows of ten.",
    ]
    assert cells[3].outputs[0].text == "(3, 10)"
