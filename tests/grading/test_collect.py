"""From an LMS's zip to submitted/, and from marks.csv back to the LMS. Needs no nbgrader."""

import csv
import sys
import zipfile
from pathlib import Path

import pytest

sys.path.append(
    str(Path(__file__).resolve().parents[2] / "grading")
)  # its modules import each other so

import collect
import lms_marks
import roster

WORKSHEET = """\
Identifier,Full name,Email address,Status,Grade,Maximum Grade,Grade can be changed,Last modified (submission)
Participant 101,Ada Lovelace,ada@uni.example,Submitted,,100.00,Yes,-
Participant 102,"José Núñez",jose@uni.example,Submitted,,100.00,Yes,-
Participant 103,Ada Lovelace,ada.l@uni.example,Submitted,,100.00,Yes,-
Participant 104,Emmy Noether,emmy@uni.example,No submission,,100.00,Yes,-
"""
GRADEBOOK = """\
Student,ID,SIS User ID,SIS Login ID,Section,Quiz (11),Problem set (12),Current Score
    Points Possible,,,,,10,100,(read only)
"Lovelace, Ada",101,s1,ada,A,9,,90
"van Núñez, José",102,s2,jose,A,8,,80
"Student, Test",999,,,A,,,
"""
MOODLE = {
    "Ada Lovelace_101_assignsubmission_file_/problem_set.ipynb": b"{1}",
    "Ada Lovelace_103_assignsubmission_file_/problem_set (2).ipynb": b"{3}",
    "José Núñez_102_assignsubmission_file_/sub/problem_set.ipynb": b"{2}",
    "José Núñez_102_assignsubmission_onlinetext_/onlinetext.html": b"hello",
    "__MACOSX/._x": b"",
}
MARKS = [("ada", 72.5, 100), ("jose", 80, 100)]


@pytest.fixture
def made(tmp_path):
    """A function that writes a file, text or zip, and returns its path."""

    def make(name, content):
        path = tmp_path / name
        if isinstance(content, dict):
            with zipfile.ZipFile(path, "w") as file:
                for member, data in content.items():
                    file.writestr(member, data)
        else:
            path.write_text(content, encoding="utf-8")
        return path

    return make


@pytest.fixture
def course(tmp_path):
    (tmp_path / "a course").mkdir()
    return tmp_path / "a course"


def collected(course):
    return {
        p.relative_to(course / "submitted").as_posix(): p.read_bytes()
        for p in course.rglob("submitted/*/*/*")
    }


def write_marks(course, marks=MARKS, remark=""):
    rows = [[s, score, most, remark] for s, score, most in marks]
    roster.write_table(course / "marks.csv", ["student_id", "score", "max_score", "remark"], rows)


def run(program, *arguments):
    program.main([str(argument) for argument in arguments])


def refused(program, *arguments):
    with pytest.raises(SystemExit) as caught:
        run(program, *arguments)
    return str(caught.value)


def test_moodles_zip_goes_to_each_student_by_number(made, course, capsys):
    listed = made("list.csv", WORKSHEET)
    run(collect, made("a.zip", MOODLE), "--roster", listed, "--course", course)
    assert collected(course) == {
        "ada/problem_set/problem_set.ipynb": b"{1}",
        "ada.l/problem_set/problem_set.ipynb": b"{3}",
        "jose/problem_set/problem_set.ipynb": b"{2}",
    }
    assert "Nothing from: Emmy Noether" in capsys.readouterr().out
    assert [p.student for p in roster.read(course / "roster.csv")] == [
        "ada",
        "jose",
        "ada.l",
        "emmy",
    ]


def test_moodles_zip_without_folders(made, course):
    files = {name.replace("_/", "_").replace("sub/", ""): data for name, data in MOODLE.items()}
    run(collect, made("a.zip", files), "--roster", made("list.csv", WORKSHEET), "--course", course)
    assert sorted(collected(course).values()) == [b"{1}", b"{2}", b"{3}"]


def test_canvas_zip_by_number_and_by_name(made, course, capsys):
    files = {
        "lovelaceada_101_5001_problem_set-1.ipynb": b"{1}",
        "vannunezjose_LATE_102_5002_problem_set.ipynb": b"{2}",
    }
    run(collect, made("a.zip", files), "--roster", made("list.csv", GRADEBOOK), "--course", course)
    assert set(collected(course)) == {
        "ada-lovelace/problem_set/problem_set.ipynb",
        "jose-van-nunez/problem_set/problem_set.ipynb",
    }
    assert "Late: jose-van-nunez" in capsys.readouterr().out
    by_name = GRADEBOOK.replace(",101,", ",,").replace(",102,", ",,")
    people = roster.people_in("list", *roster.read_table(made("names.csv", by_name)))
    found, late = collect.sorted_out(list(files), people)
    assert set(found) == {"ada-lovelace", "jose-van-nunez"} and late == {"jose-van-nunez"}


def test_a_folder_for_each_and_no_list(made, course):
    run(collect, made("a.zip", {"ada/problem_set/problem_set.ipynb": b"{}"}), "--course", course)
    assert set(collected(course)) == {"ada/problem_set/problem_set.ipynb"}


@pytest.mark.parametrize(
    ("files", "said"),
    [
        (
            {"Emmy Nöther_7_assignsubmission_file_/a.ipynb": b""},
            "the nearest name is 'Emmy Noether'",
        ),
        ({"Ada Lovelace_7_assignsubmission_file_/a.ipynb": b""}, "may be any of 2 people"),
        ({"problem_set.ipynb": b""}, "doesn't say whose it is"),
        (
            {"x_101_1_a.ipynb": b"", "x_101_2_b.ipynb": b""},
            "which of these is it: a.ipynb, b.ipynb",
        ),
        ({}, "There is nothing in"),
    ],
)
def test_what_is_wrong_is_said_and_nothing_is_written(made, course, files, said):
    files = {**files, **({"José Núñez_102_assignsubmission_file_/a.ipynb": b""} if files else {})}
    listed = made("list.csv", WORKSHEET)
    assert said in refused(collect, made("a.zip", files), "--roster", listed, "--course", course)
    assert not any(course.iterdir())


def test_new_work_replaces_old_only_when_told_and_the_old_is_kept(made, course):
    old = made("a.zip", {"ada/problem_set.ipynb": b"old"})
    new = made("b.zip", {"ada/problem_set.ipynb": b"new", "bo/problem_set.ipynb": b"bo"})
    run(collect, old, "--course", course)
    run(collect, old, "--course", course)  # the same once more is no harm
    assert "--replace" in refused(collect, new, "--course", course)
    assert set(collected(course).values()) == {b"old"}
    run(collect, new, "--course", course, "--replace")
    assert set(collected(course).values()) == {b"new", b"bo"}
    assert [p.read_bytes() for p in course.rglob("replaced/*/*")] == [b"old"]
    assert {p.name for p in (course / "submitted").iterdir()} == {"ada", "bo"}


def test_no_path_in_a_zip_leads_out_of_the_course(made, course):
    run(collect, made("a.zip", {"ada/../../../x.ipynb": b"{}"}), "--course", course)
    assert set(collected(course)) == {"ada/problem_set/problem_set.ipynb"}


def test_what_is_no_zip_or_no_list_is_said(made, course):
    assert "no zip" in refused(collect, made("a.zip", "text"), "--course", course)
    german = made("list.csv", "Vollständiger Name;E-Mail\nAda;a@b\n")
    zipped = made("b.zip", MOODLE)
    said = refused(collect, zipped, "--roster", german, "--course", course)
    assert "Vollständiger Name, E-Mail" in said and "name, email and id" in said


def test_names_match_in_any_order_and_without_accents():
    assert roster.joined("Lovelace, Ada") & roster.joined("ada lovelace")
    assert "doejane" in roster.joined("Jane Doe") and "vannunezjose" in roster.joined(
        "José van Núñez"
    )
    assert not roster.joined("Ada Lovelace") & roster.joined("Ada Love")


def lms(course, listed, *more):
    run(lms_marks, listed, "--course", course, *more)
    with (course / "lms_marks.csv").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def test_moodles_worksheet_comes_back_with_its_grades(made, course, capsys):
    listed = made("list.csv", WORKSHEET)
    roster.write(course / "roster.csv", roster.read(listed))
    write_marks(course, remark="words wait to be marked")
    rows = lms(course, listed)
    assert [row["Grade"] for row in rows] == ["72.5", "80", "", ""]
    assert [row["Identifier"] for row in rows] == [f"Participant {n}" for n in (101, 102, 103, 104)]
    out = capsys.readouterr().out
    assert (
        "Without a mark: Ada Lovelace, Emmy Noether" in out and "may still change: ada, jose" in out
    )


def test_canvas_gets_its_columns_and_this_assignment(made, course):
    listed = made("list.csv", GRADEBOOK)
    roster.write(course / "roster.csv", roster.read(listed))
    write_marks(course, [("ada-lovelace", 72.5, 100), ("jose-van-nunez", 80, 100)])
    rows = lms(course, listed)
    assert list(rows[0]) == [
        "Student",
        "ID",
        "SIS User ID",
        "SIS Login ID",
        "Section",
        "Problem set (12)",
    ]
    assert [row["Problem set (12)"] for row in rows] == ["100", "72.5", "80"]
    said = refused(lms_marks, listed, "--course", course, "--assignment", "essay")
    assert "Quiz (11), Problem set (12)" in said


def test_a_plain_list_gets_a_column_more(made, course):
    write_marks(course)
    rows = lms(course, made("list.csv", "Name;E-mail\nAda Lovelace;ada@x.y\nJosé Núñez;jose@x.y\n"))
    assert [(row["E-mail"], row["problem_set"]) for row in rows] == [
        ("ada@x.y", "72.5"),
        ("jose@x.y", "80"),
    ]


def test_another_maximum_is_an_error_or_scaled(made, course):
    write_marks(course, [("ada", 36, 72)])
    listed = made("list.csv", WORKSHEET)
    assert "out of 72, and the LMS has 100" in refused(lms_marks, listed, "--course", course)
    assert not (course / "lms_marks.csv").exists()
    assert lms(course, listed, "--scale")[0]["Grade"] == "50.00"


def test_a_mark_that_is_nobodys_is_an_error(made, course):
    write_marks(course, [("ada", 1, 100), ("zoe", 2, 100)])
    listed = made("list.csv", WORKSHEET)
    assert "Nobody in the list is: zoe" in refused(lms_marks, listed, "--course", course)
    assert "run make marks first" in refused(lms_marks, listed, "--course", course.parent)
