"""lesson.md and quiz.toml as records: each test's docstring is the Markdown it reads."""

from __future__ import annotations

import inspect
import shutil
from collections.abc import Callable
from dataclasses import FrozenInstanceError
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from finlit.lessons import (
    ContentError,
    ExperimentBlock,
    Lesson,
    Predict,
    Questions,
    Talk,
    Text,
    Transfer,
    load_course,
    load_lesson,
)
from finlit.lessons.markdown import (
    Break,
    Fence,
    Heading,
    Prose,
    escape_dollars,
    fill,
    parser,
    pieces,
)
from tests.lessons.conftest import every_problem

Change = Callable[[str, str, str], Path]


def docstring_of(test: Callable[..., object]) -> str:
    return inspect.cleandoc(test.__doc__ or "")


def test_a_body_is_cut_at_headings_and_named_fences() -> None:
    """
    Before.

    ## First {#one}
    {core 5 min}
    Words.

    ```
    ## not a heading
    ```

    ### Below
    - a list

    ```predict
    id = "x"
    ```
    After.

    ---
    """
    cut = pieces(docstring_of(test_a_body_is_cut_at_headings_and_named_fences), 10)
    assert cut == [
        Prose("Before.", 10),
        Heading(2, "First", "one", 12),
        Prose("{core 5 min}\nWords.\n\n```\n## not a heading\n```", 13),
        Prose("### Below\n- a list", 20),
        Fence("predict", 'id = "x"\n', True, 23),
        Prose("After.", 26),
        Break(28),
    ]


@given(st.text(alphabet="#`~ ab\n{}\x0c\u2028+>-", max_size=80))
def test_prose_is_kept_line_by_line_as_it_stands(text: str) -> None:
    lines = text.split("\n")
    for piece in pieces(text):
        if isinstance(piece, Prose):
            own = piece.markdown.split("\n")
            there = lines[piece.line - 1 : piece.line - 1 + len(own)]
            assert [line.rstrip() for line in own] == [line.rstrip() for line in there]


def test_dollars_are_escaped_outside_code() -> None:
    r"""
    $400 and -$5.50, \$3 stays, Jump$tart and `$7` too.

    ```
    $8
    ```

    The end costs $9.
    """
    text = docstring_of(test_dollars_are_escaped_outside_code)
    expected = text.replace("$400", "\\$400").replace("-$5", "-\\$5").replace("p$t", "p\\$t")
    expected = expected.replace("costs $9", "costs \\$9")
    assert escape_dollars(text) == expected


@given(st.text(alphabet="$\\`ab1 .\n~", max_size=40))
def test_escaping_twice_changes_nothing_more(text: str) -> None:
    once = escape_dollars(text)
    assert escape_dollars(once) == once
    assert parser().render(once) == parser().render(text)


def test_figures_quotes_and_links_are_put_in() -> None:
    """{fact:end} after {quoted:long}: see [growth](glossary:growth) and {fact:lost}."""
    shown = fill(
        docstring_of(test_figures_quotes_and_links_are_put_in),
        {"end": "$2,529"},
        {"long": "40 years"},
        {"growth": 'Getting "more", by $1.'},
        "glossary",
    )
    link = "[growth](glossary?term=growth \"Getting 'more', by \\$1.\")"
    assert shown == f"\\$2,529 after 40 years: see {link} and unknown."


def test_the_sound_lesson_is_read_whole(sound: Lesson) -> None:
    assert (sound.slug, sound.title, sound.core_minutes, sound.all_minutes) == (
        "sound",
        "A sound lesson",
        20,
        35,
    )
    assert [(part.id, part.core, part.minutes) for part in sound.parts] == [
        ("claim", True, 5),
        ("predict-part", True, 5),
        ("try", True, 10),
        ("talk-part", False, 15),
    ]
    kinds = [type(block) for _, block in sound.blocks()]
    assert kinds == [
        Text,
        Text,
        Predict,
        Predict,
        ExperimentBlock,
        ExperimentBlock,
        ExperimentBlock,
        Questions,
        Transfer,
        Talk,
        ExperimentBlock,
        Questions,
        Predict,
        Questions,
    ]
    assert [(part.id, part.back, part.core, part.minutes) for part in sound.returns] == [
        ("back-week", "week", False, 4),
        ("back-month", "month", False, 3),
    ]
    guess, way, _ = sound.of_kind(Predict)
    assert (guess.unit, guess.low, guess.high, guess.step, guess.answer) == (
        "money",
        0,
        500,
        10,
        "height",
    )
    assert dict(way.options) == {"up": "Up", "down": "Down"}
    third = sound.of_kind(ExperimentBlock)[2]
    assert dict(third.values) == {"start": "1929-09", "side": "left", "firm": True}
    assert sound.quiz["q-8"].answer == "fact:height"
    assert [choice.right for choice in sound.quiz["q-1"].choices] == [True, False]
    assert sound.sources[sound.quoted["half"].source].publisher == "A press"
    assert sound.terms["seesaw"].meaning == "A board that tips, for \\$5."
    assert sound.fill(sound.key_points[0], {"height": "$100"}) == "It goes up by \\$100."


def test_the_time_line_is_not_part_of_the_text(sound: Lesson) -> None:
    text = sound.parts[0].blocks[0]
    assert isinstance(text, Text)
    assert text.markdown.startswith("Some say")
    assert "{core" not in text.markdown


def test_records_cannot_be_changed(sound: Lesson) -> None:
    with pytest.raises(FrozenInstanceError):
        sound.title = "Other"  # type: ignore[misc]


def test_the_version_follows_the_content_and_nothing_else(change: Change, sound: Lesson) -> None:
    same = change("lesson.md", "+++\n", "+++\n")
    lesson = same / "lesson.md"
    lesson.write_bytes(lesson.read_bytes().replace(b"\n", b"\r\n"))
    assert load_lesson(same).version == sound.version
    assert load_lesson(same) == sound
    changed = load_lesson(change("quiz.toml", "It goes up.", "It rises."))
    assert changed.version != sound.version


def test_a_broken_lesson_says_all_that_is_wrong(change: Change) -> None:
    change("lesson.md", 'grades = "7-12"', "grades = 7")
    folder = change("quiz.toml", 'kind = "choice"', 'kind = "maybe"')
    with pytest.raises(ContentError) as raised:
        load_lesson(folder)
    message = str(raised.value)
    assert "sound/lesson.md:5: value: 'grades' must be a text in quotes." in message
    assert (
        "sound/quiz.toml:3: value: 'kind' is 'maybe'; it must be one of choice, number." in message
    )
    assert raised.value.name == "sound"


@pytest.mark.parametrize("name", ["lesson.md", "quiz.toml"])
def test_a_file_cut_anywhere_is_a_problem_and_never_a_crash(course: Path, name: str) -> None:
    path = course / "sound" / name
    text = path.read_text(encoding="utf-8")
    for end in range(0, len(text) - 20, 37):
        path.write_text(text[:end], encoding="utf-8")
        assert every_problem(path.parent)


def test_a_course_keeps_order_and_sets_broken_lessons_and_drafts_apart(
    course: Path, change: Change
) -> None:
    sound = course / "sound"
    for name in ("alpha", "bad", "draft"):
        (course / name).mkdir()
        for file in sound.iterdir():
            text = file.read_text(encoding="utf-8")
            if name == "draft":
                text = text.replace("+++\ntitle", "+++\ndraft = true\ntitle")
            if name == "bad":
                text = text.replace("id =", "id ==")
            (course / name / file.name).write_text(text, encoding="utf-8")
    read = load_course(course)
    assert [lesson.slug for lesson in read.lessons] == ["sound", "alpha"]
    assert [lesson.slug for lesson in read.drafts] == ["draft"]
    assert [error.name for error in read.broken] == ["bad"]
    assert read.problems == ()
    assert read.lesson("alpha") is read.lessons[1]
    assert read.lesson("draft") is None
    assert sorted(read.slugs) == ["alpha", "bad", "draft", "sound"]


@pytest.mark.parametrize(
    ("name", "text", "rule", "line"),
    [
        ("course.toml", "# first\norder = ['sound', 'lost']", "order", 2),
        ("course.toml", "order = ['sound', 'sound']", "order", 1),
        ("course.toml", "order = 'sound'", "value", 1),
        ("course.toml", "order = [", "toml", 1),
        ("course.toml", "order = ['sound']\nlevel = 3", "unknown key", 2),
        ("course.toml", "order = ['sound']\n[[stage]]\nfirst = 'lost'", "order", 3),
        ("course.toml", "order = ['sound']\n[[stage]]\nfirst = 'sound'", "missing", 2),
        ("glossary.toml", "[seesaw]\nterm = 'Seesaw'\n", "missing", 1),
        (
            "glossary.toml",
            "[seesaw]\nterm = 'S'\nmeaning = 'M'\n\n[Big]\nterm = 'B'\nmeaning = 'M'",
            "id",
            5,
        ),
        ("glossary.toml", "seesaw = 'A board'", "value", 1),
    ],
)
def test_what_is_wrong_in_the_course_files_is_told(
    course: Path, name: str, text: str, rule: str, line: int
) -> None:
    (course / name).write_text(text + "\n", encoding="utf-8")
    told = {(problem.file, problem.rule, problem.line) for problem in load_course(course).problems}
    assert (name, rule, line) in told


def test_a_folder_without_course_files_still_gives_its_lessons(course: Path) -> None:
    (course / "course.toml").unlink()
    read = load_course(course)
    assert [lesson.slug for lesson in read.lessons] == ["sound"]
    assert [problem.rule for problem in read.problems] == ["file"]


def test_the_course_falls_into_stages(course: Path) -> None:
    for slug in ("alpha", "beta"):
        shutil.copytree(course / "sound", course / slug)
    stage = '[[stage]]\ntitle = "{}"\ngrades = "7-8"\nabout = "A start."\nfirst = "{}"\n'
    text = (
        'order = ["sound", "alpha"]\n' + stage.format("One", "sound") + stage.format("2", "alpha")
    )
    (course / "course.toml").write_text(text, encoding="utf-8")
    read = load_course(course)
    assert read.problems == ()
    path = [
        (stage and stage.title, [each.slug for each in lessons]) for stage, lessons in read.path
    ]
    assert path == [("One", ["sound"]), ("2", ["alpha"]), (None, ["beta"])]
