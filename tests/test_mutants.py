"""The list of harmless mutants is about code that is still there. (Whether they survive, make mutants finds out.)"""

import pytest

from tools.mutants import HARMLESS, ROOT, read_harmless

LISTED = read_harmless(HARMLESS.read_text(encoding="utf-8"))


def without_spaces(text):
    return "".join(text.split())


@pytest.mark.parametrize("mutant", LISTED, ids=lambda mutant: f"{mutant[0]}: {mutant[1][:30]}")
def test_the_line_that_it_changes_is_there(mutant):
    function, before, after = mutant
    module, _, name = function.partition(".")
    if module == "check":  # a folder
        part, _, name = name.partition(".")
        module = f"check/{part}"
    code = (ROOT / "helpers" / f"{module}.py").read_text(encoding="utf-8")
    assert f"def {name.rpartition('.')[2]}(" in code
    assert before != after and without_spaces(before) in without_spaces(code)


def test_each_has_a_reason():
    assert all(LISTED.values())


def test_the_list_is_read_line_by_line():
    text = "# Title\n\n## Why\n\n- `a.f`: `x > 0` → `x >= 0`\n- `a.B.g`: `y,` → nothing\n"
    assert read_harmless(text) == {
        ("a.f", "x > 0", "x >= 0"): "Why",
        ("a.B.g", "y,", ""): "Why",
    }
    with pytest.raises(ValueError, match="no mutant: - a.f"):
        read_harmless(text + "- a.f: x -> y\n")
