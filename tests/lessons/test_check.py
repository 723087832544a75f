"""The command `check`: what it prints and how it ends; and `new`, which it must accept."""

from __future__ import annotations

import io
import re
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from finlit import check, scaffold
from finlit.lessons import load_course
from tests.lessons.conftest import SCHEMA, outcomes

Change = Callable[[str, str, str], Path]


def checked(folder: Path) -> tuple[int, list[str]]:
    out = io.StringIO()
    code = check.run(out, folder, SCHEMA, outcomes)
    return code, out.getvalue().splitlines()


def test_a_sound_course_passes_and_its_facts_are_printed(course: Path) -> None:
    code, lines = checked(course)
    assert code == 0
    assert lines[-1] == "1 lessons checked. Problems: 0."
    assert any("height" in line and "$100" in line and "weight=25" in line for line in lines)


def test_problems_are_printed_with_file_line_and_rule(course: Path, change: Change) -> None:
    change("lesson.md", "for 12 people", "for $12 a head")
    code, lines = checked(course)
    assert code == 1
    assert lines[0].startswith(
        f"{course.as_posix()}/sound/lesson.md:41: bare number: '$12' is typed."
    )
    assert lines[-1] == "1 lessons checked. Problems: 1."


def test_hints_are_printed_and_do_not_fail(course: Path, change: Change) -> None:
    change("lesson.md", " The book says {quoted:half}.", "")
    code, lines = checked(course)
    assert code == 0
    assert lines[0].startswith("hint: ")


def test_a_lesson_that_cannot_be_read_fails(course: Path, change: Change) -> None:
    change("lesson.md", "+++\ntitle", "title")
    code, lines = checked(course)
    assert code == 1
    assert ": front matter: " in lines[0]


def test_a_draft_fails_only_where_it_cannot_be_read(course: Path, change: Change) -> None:
    change("lesson.md", "+++\ntitle", "+++\ndraft = true\ntitle")
    change("lesson.md", "for 12 people", "for $12 a head")
    code, lines = checked(course)
    assert code == 0
    assert lines[0].startswith("draft: ")
    change("lesson.md", '[[source]]\nid = "book"', "[[source]]")
    assert checked(course)[0] == 1


def test_problems_of_the_course_count(course: Path) -> None:
    (course / "course.toml").write_text('order = ["sound", "lost"]\n', encoding="utf-8")
    code, lines = checked(course)
    assert code == 1
    assert "course.toml:1: order: There is no lesson folder 'lost'." in lines[0]


def test_a_new_lesson_is_a_draft_that_works(course: Path) -> None:
    out = io.StringIO()
    assert scaffold.new("a-new-one", course, out) == 0
    assert "python -m finlit check" in out.getvalue()
    read = load_course(course)
    assert read.broken == ()
    assert [lesson.slug for lesson in read.drafts] == ["a-new-one"]
    printed = io.StringIO()
    assert check.run(printed, course) == 1  # the seesaw is not a real experiment, the draft's are
    about_draft = [line for line in printed.getvalue().splitlines() if "/a-new-one/" in line]
    told = {re.sub(r"^(?:draft|hint): .*:\d+: ([a-z ]+): .*", r"\1", line) for line in about_draft}
    assert told == {"questions", "experiments", "returns", "screens"}


def test_a_new_claim_is_a_draft_that_keeps_every_rule(tmp_path: Path) -> None:
    """Beside the lesson that it names, `check` has nothing to say about it."""
    folder = tmp_path / "lessons"
    shutil.copytree(check.LESSONS / "compounding", folder / "compounding")
    shutil.copy(check.LESSONS / "glossary.toml", folder)
    (folder / "course.toml").write_text('order = ["compounding"]\n', encoding="utf-8")
    out = io.StringIO()
    assert scaffold.new("claims/too-little", folder, out) == 0
    assert "its claim.md, then run" in out.getvalue()
    read = load_course(folder)
    assert [claim.slug for claim in read.draft_claims] == ["claims/too-little"]
    assert read.claims == read.broken_claims == () and read.claim_slugs == ["claims/too-little"]
    printed = io.StringIO()
    assert check.run(printed, folder) == 0
    assert not re.search(r"^(?!claims/).*claims/too-little", printed.getvalue(), re.M)
    assert "claims/too-little: (draft) reads at grade" in printed.getvalue()


def test_what_a_draft_claim_lacks_does_not_count(tmp_path: Path) -> None:
    path = scaffold.make("claims/too-little", tmp_path) / "claim.md"
    (tmp_path / "glossary.toml").write_text("", encoding="utf-8")
    (tmp_path / "course.toml").write_text("order = []\n", encoding="utf-8")
    printed = io.StringIO()
    assert check.run(printed, tmp_path) == 0
    assert "draft: " in printed.getvalue() and "no lesson 'compounding'" in printed.getvalue()
    listed = path.read_text(encoding="utf-8").partition("\n")[2].partition("\n")[2]
    path.write_text(f"+++\n{listed}", encoding="utf-8")
    assert check.run(io.StringIO(), tmp_path) == 1


@pytest.mark.parametrize(
    "slug",
    [
        "",
        "Big",
        "two words",
        "../up",
        "a/b",
        "-a",
        "a" * 41,
        "é",
        "claims",
        "claims/",
        "claims/a/b",
    ],
)
def test_a_bad_name_gets_a_sentence_and_no_folder(course: Path, slug: str) -> None:
    before = sorted(course.iterdir())
    out = io.StringIO()
    assert scaffold.new(slug, course, out) == 1
    assert out.getvalue().startswith(f"{slug!r} cannot name a lesson or a claim.")
    assert sorted(course.iterdir()) == before


def test_a_lesson_is_never_written_over(course: Path) -> None:
    before = (course / "sound" / "lesson.md").read_bytes()
    out = io.StringIO()
    assert scaffold.new("sound", course, out) == 1
    assert "already" in out.getvalue()
    assert (course / "sound" / "lesson.md").read_bytes() == before
