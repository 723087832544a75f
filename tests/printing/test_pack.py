"""Every lesson on paper: the pupils' sheet asks all and answers nothing, the key gives reasons."""

from __future__ import annotations

import re
from functools import cache
from html import unescape
from io import StringIO
from pathlib import Path

import pytest

from finlit import printing
from finlit.lessons import Lesson, Predict, load_course
from finlit.printing.prose import Prose, figure
from finlit.printing.sheet import asked_in, gives_away, pupil_sheet
from tests.conftest import ROOT

LESSONS = load_course(ROOT / "lessons").lessons
EACH = pytest.mark.parametrize("lesson", LESSONS, ids=lambda lesson: lesson.slug)


@cache
def page(slug: str, *, key: bool) -> str:
    lesson = next(each for each in LESSONS if each.slug == slug)
    return printing.teacher_page(lesson) if key else printing.pupil_page(lesson)


def words(html: str) -> str:
    """The text of a page outside its charts, without marks and with single spaces."""
    html = re.sub(r"<svg.*?</svg>|<style>.*?</style>", " ", html, flags=re.DOTALL)
    return " ".join(unescape(re.sub(r"<[^>]+>", "", html)).split())


def said(lesson: Lesson, text: str) -> str:
    """A text of the lesson as it stands on paper."""
    return words(str(Prose(lesson).line(text)))


def reasons(lesson: Lesson) -> list[str]:
    """Every reason of every question that is asked."""
    found = []
    for question in asked_in(lesson, (*lesson.parts, *lesson.returns)):
        found += [choice.why for choice in question.choices]
        found += [trap.why for trap in question.traps]
        found += [why for why in (question.why_right, question.why_wrong) if why]
    return [said(lesson, why) for why in found]


@EACH
def test_the_pupils_sheet_asks_everything(lesson: Lesson) -> None:
    sheet = words(page(lesson.slug, key=False))
    for question in asked_in(lesson, (*lesson.parts, *lesson.returns)):
        assert said(lesson, question.prompt) in sheet
        assert all(said(lesson, choice.text) in sheet for choice in question.choices)
    for block in lesson.of_kind(Predict):
        assert said(lesson, block.prompt) in sheet
    assert all(said(lesson, question) in sheet for question in lesson.talk)
    assert all(source.url in sheet for source in lesson.sources.values())


@EACH
def test_the_pupils_sheet_answers_nothing(lesson: Lesson) -> None:
    html = page(lesson.slug, key=False)
    sheet = words(html)
    assert not [why for why in reasons(lesson) if why in sheet]
    assert "✓" not in sheet
    assert 'class="right"' not in html
    for block in lesson.of_kind(Predict):
        if block.reveal:
            assert words(str(Prose(lesson).block(block.reveal))) not in sheet


@EACH
def test_what_is_told_before_the_predictions_gives_none_away(lesson: Lesson) -> None:
    html = page(lesson.slug, key=False)
    first = words(html.partition("See what happened")[0])
    asked = " ".join(said(lesson, block.prompt) for block in lesson.of_kind(Predict))
    for block in lesson.of_kind(Predict):
        if block.kind == "number":
            answer = figure(lesson, block.answer)
            # A short one, such as 10%, may stand there for something else.
            assert len(answer) < 5 or answer in asked or answer not in first
    assert "<svg" not in html.partition("See what happened")[0]


@EACH
def test_the_key_gives_every_reason(lesson: Lesson) -> None:
    key = words(page(lesson.slug, key=True))
    assert not [why for why in reasons(lesson) if why not in key]
    for block in lesson.of_kind(Predict):
        if block.kind == "number":
            assert f"What came out: {figure(lesson, block.answer)}" in key
        else:
            assert f"What came out: {said(lesson, block.options[block.answer])}" in key
    for text in (*lesson.standards, *lesson.objectives, *lesson.misconceptions.values()):
        assert said(lesson, text) in key
    for part in lesson.parts:
        assert part.title in key


@EACH
def test_a_page_is_whole_in_itself(lesson: Lesson) -> None:
    html = page(lesson.slug, key=True)
    assert html.count("<svg") >= 2
    assert "currentColor" not in html
    assert "<script" not in html
    assert not re.findall(r'(?:src|href)="(?!https?://)[^"#]', html)
    ids = re.findall(r'<pattern[^>]* id="([^"]+)"', html)
    assert len(ids) == len(set(ids))
    used = set(re.findall(r"url\(#([^)]+)\)", html))
    assert used <= set(ids) | set(re.findall(r'<clipPath id="([^"]+)"', html))


def test_the_right_choice_has_no_place_of_its_own_on_paper() -> None:
    places = set()
    for lesson in LESSONS:
        boxes = [ask.boxes for ask in pupil_sheet(lesson).questions]
        for question, texts in zip(asked_in(lesson, lesson.parts), boxes, strict=True):
            right = [choice.text for choice in question.choices if choice.right]
            places |= {texts.index(said_box(lesson, text)) for text in right}
    assert len(places) > 2


def said_box(lesson: Lesson, text: str) -> str:
    return Prose(lesson).line(text)


def test_a_text_with_an_asked_figure_is_left_out() -> None:
    lesson = next(each for each in LESSONS if each.slug == "compounding")
    assert gives_away(lesson, "It came to {fact:forty-years} in the end.")
    assert not gives_away(lesson, "They paid in {fact:forty-paid-in}.")


def test_text_of_a_lesson_is_escaped() -> None:
    lesson = LESSONS[0]
    assert Prose(lesson).line("<b>2 < 3</b>") == "&lt;b&gt;2 &lt; 3&lt;/b&gt;"
    assert "<a " not in Prose(lesson).line("[a word](glossary:inflation)")


def test_the_command_writes_a_file(tmp_path: Path) -> None:
    out, file = StringIO(), tmp_path / "sheet.html"
    assert printing.run(out, "compounding", file, key=False) == 0
    assert file.read_text(encoding="utf-8").startswith("<!DOCTYPE html>")
    assert "Answer key" not in file.read_text(encoding="utf-8")
    assert printing.run(out, "compounding", file, key=True) == 0
    assert "Answer key" in file.read_text(encoding="utf-8")


def test_the_command_says_what_is_wrong(tmp_path: Path) -> None:
    out = StringIO()
    assert printing.run(out, "no-such-lesson", tmp_path / "sheet.html", key=False) == 1
    assert "compounding" in out.getvalue()
    assert printing.run(out, "compounding", tmp_path / "no" / "sheet.html", key=False) == 1
    assert "cannot be written" in out.getvalue()
