"""A record of the checks: off unless asked for, and nothing in it of what the student wrote."""

import csv
from datetime import datetime, timezone

import pytest

from helpers import check
from helpers.check import progress


@pytest.fixture
def file(tmp_path, monkeypatch):
    monkeypatch.setattr(progress, "FILE", tmp_path / "progress.csv")
    return progress.FILE


def rows(file):
    with file.open(encoding="utf-8", newline="") as lines:
        return list(csv.DictReader(lines))


def test_nothing_is_kept_unless_asked_for(file, capsys):
    check.slope_in_w(1.0)
    assert "is right" in capsys.readouterr().out and not file.exists()


def test_each_check_appends_a_line(file, capsys):
    check.keep_progress()
    assert str(file) in capsys.readouterr().out and rows(file) == []
    check.slope_in_w(0.5)
    check.slope_in_w(...)  # not attempted, so there is nothing to say
    check.slope_in_w(1.0)
    check.keep_progress()  # goes on
    wrong, right = rows(file)
    assert (wrong["exercise"], wrong["outcome"]) == ("slope_in_w", "not right yet")
    assert wrong["hint"] == "That is dz. One link is left: how far does z move with w?"
    assert (right["outcome"], right["hint"]) == ("right", "")
    ago = datetime.now(timezone.utc) - datetime.fromisoformat(right["time"])
    assert 0 <= ago.total_seconds() < 60


def test_an_error_stands_for_a_missing_hint_and_the_code_is_not_kept(file):
    check.keep_progress()
    secret_name = {}

    def my_layer_back(A, W, dZ):
        return secret_name["missing"]

    check.layer_back(my_layer_back)
    (row,) = rows(file)
    assert row["outcome"] == "not right yet" and row["hint"]
    assert "secret_name" not in file.read_text(encoding="utf-8")


def test_a_file_that_cannot_be_written_stops_no_check(file, capsys):
    file.mkdir()  # opening it is an OSError
    check.slope_in_w(1.0)
    said = capsys.readouterr().out
    assert "is right" in said and "was not added" in said


def test_what_cannot_be_judged_is_kept_too(file, monkeypatch, capsys):
    check.keep_progress()

    def broken(self, thing):
        raise RuntimeError("a strange object")

    monkeypatch.setattr(type(check.layer_back), "judge", broken)
    check.layer_back(1)
    assert "can't be judged" in capsys.readouterr().out
    assert rows(file)[0]["outcome"] == "not right yet"
