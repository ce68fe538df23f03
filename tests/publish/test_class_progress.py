"""The view of a class: counted by hand."""

import pytest

from tools.publish import class_progress as progress

HEAD = "time,exercise,outcome,hint\n"


def line(minute, exercise, outcome="right", hint=""):
    return f"2026-11-26T10:{minute:02}:00+00:00,{exercise},{outcome},{hint}\n"


@pytest.fixture
def folder(tmp_path):
    wrong = "not right yet"
    written = {
        "ada/progress.csv": line(1, "slope_in_w", wrong, "dz") + line(2, "slope_in_w"),
        "ben/progress.csv": line(1, "layer_back", wrong, "no transpose")
        + line(3, "slope_in_w", wrong, "dz"),
        "cleo.csv": line(5, "layer_back", wrong, "no transpose")
        + line(4, "layer_back", wrong, "first"),
        "dan/progress.csv": line(1, "layer_back") + line(2, "layer_back", wrong, "tried on"),
    }
    for name, text in written.items():
        path = tmp_path / name
        path.parent.mkdir(exist_ok=True)
        path.write_text(HEAD + text, encoding="utf-8")
    return tmp_path


def test_who_is_stuck_and_at_which_hint(folder):
    students = progress.by_student(progress.collected(folder))
    found = {
        (row.student, row.exercise): (row.tries, row.right, row.hint)
        for row in students.itertuples()
    }
    assert found == {
        ("ada", "slope_in_w"): (2, True, ""),
        ("ben", "layer_back"): (1, False, "no transpose"),
        ("ben", "slope_in_w"): (1, False, "dz"),
        ("cleo", "layer_back"): (2, False, "no transpose"),  # the latest, not the last line
        ("dan", "layer_back"): (2, True, "tried on"),  # right once is right
    }
    table = progress.by_exercise(students).set_index("exercise")
    assert list(table.index) == ["slope_in_w", "layer_back"]  # the order of the course
    assert table.loc["layer_back", ["tried", "right", "stuck"]].tolist() == [3, 1, 2]
    assert table.loc["layer_back", "their most frequent hint"] == "2 × no transpose"
    assert table.loc["slope_in_w", "tries until right"] == 2


def test_files_without_a_line_are_not_a_class_yet(tmp_path):
    (tmp_path / "ada.csv").write_text(HEAD, encoding="utf-8")
    with pytest.raises(SystemExit, match="No check has been run yet"):
        progress.main([str(tmp_path)])


def test_a_student_who_has_run_no_check_stops_nobody(folder):
    (folder / "eve.csv").write_text(HEAD, encoding="utf-8")
    assert "eve" not in set(progress.collected(folder)["student"])


def test_it_is_printed_and_written(folder, tmp_path, capsys):
    progress.main([str(folder), "--csv", str(tmp_path / "class.txt")])
    said = capsys.readouterr().out
    assert "2 × no transpose" in said and "Not right yet:" in said and "cleo" in said
    assert "dan,layer_back,2,True" in (tmp_path / "class.txt").read_text(encoding="utf-8")


@pytest.mark.parametrize(
    ("text", "why"),
    [
        ("a,b\n1,2\n", "its columns are not time, exercise, outcome, hint"),
        (HEAD + line(1, "no_such"), "no exercise is named 'no_such'"),
        (HEAD + "yesterday,layer_back,right,\n", "left out: eve.csv"),
        ("", "left out: eve.csv"),
    ],
)
def test_other_files_are_named_and_left_out(folder, text, why, capsys):
    (folder / "eve.csv").write_text(text, encoding="utf-8")
    assert set(progress.collected(folder)["student"]) == {"ada", "ben", "cleo", "dan"}
    assert why in capsys.readouterr().out


def test_nothing_there_is_said(tmp_path):
    with pytest.raises(SystemExit, match=r"no progress\.csv below .*keep_progress"):
        progress.main([str(tmp_path)])
    with pytest.raises(SystemExit, match="no folder"):
        progress.main([str(tmp_path / "missing")])
