"""Rules of prose: headings, images, reading grade, typed figures, and what is never shown."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from finlit.check.structure import Schema
from finlit.check.words import Number, bare_numbers, grade, numbers
from finlit.lessons import (
    Content,
    ExperimentBlock,
    Forecast,
    Lesson,
    Part,
    Predict,
    Problem,
    Question,
    Questions,
    Talk,
    Text,
    Transfer,
)
from finlit.lessons.links import shown_texts
from finlit.lessons.markdown import placeholders, tokens
from finlit.lessons.questions import sentences_of

HARDEST_LESSON, HARDEST_PART = 8.0, 9.0
# With fewer questions, chance alone may make most right answers the longest.
FEWEST_TO_JUDGE = 8


def headings(lesson: Content) -> Iterator[Problem]:
    """Headings go down one level at a time, images say what they show, nothing is raw HTML."""
    for part in lesson.screens:
        level = 2
        for block in part.blocks:
            if not isinstance(block, Text):
                continue
            for token in tokens(block.markdown):
                line = block.line + (token.map[0] if token.map else 0)
                if token.type == "heading_open":
                    here = int(token.tag[1])
                    if not 2 < here <= level + 1:
                        marks = "#" * (level + 1 if here > level else 3)
                        sentence = f"A heading of level {here} after level {level}: use {marks}."
                        yield Problem(lesson.file, line, "heading", sentence)
                    level = here
                inside = token.children or ()
                if any(child.type == "image" and not child.content.strip() for child in inside):
                    yield Problem(lesson.file, line, "image", "An image needs words in ![...].")
                if token.type == "html_block" or any(c.type == "html_inline" for c in inside):
                    yield Problem(lesson.file, line, "html", "HTML is not shown; write Markdown.")


def part_texts(lesson: Content, part: Part) -> list[str]:
    """The sentences that a learner reads in one part; labels to pick from are left out."""
    texts = []
    for block in part.blocks:
        match block:
            case Text():
                texts.append(block.markdown)
            case Predict():
                texts += [block.prompt, block.reveal, *block.fitting.values()]
            case ExperimentBlock() | Forecast():
                texts.append(block.ask)
            case Questions():
                asked = (lesson.quiz[id_] for id_ in block.ask if id_ in lesson.quiz)
                texts += [text for question in asked for text in sentences_of(question)]
            case Talk():
                texts += lesson.talk
            case Transfer():
                texts += [block.task, block.model, *(level.text for level in block.rubric)]
    return texts


def reading_grade(lesson: Content) -> float:
    """The school grade that reads the whole lesson or claim with ease."""
    front = () if isinstance(lesson, Lesson) else lesson.front_texts
    bodies = (text for part in lesson.screens for text in part_texts(lesson, part))
    return grade([*front, *bodies])


def reading(lesson: Content) -> Iterator[Problem]:
    """Short words and short sentences: grade 8 at most, no part above 9."""
    whole = reading_grade(lesson)
    if whole > HARDEST_LESSON:
        kind = "lesson" if isinstance(lesson, Lesson) else "claim"
        sentence = f"The {kind} reads at grade {whole:.1f}; {HARDEST_LESSON:g} at most."
        yield Problem(lesson.file, 1, "reading", sentence)
    for part in lesson.screens:
        hard = grade(part_texts(lesson, part))
        if hard > HARDEST_PART:
            sentence = f"The part {part.title!r} reads at grade {hard:.1f}."
            yield Problem(lesson.file, part.line, "reading", sentence, hint=True)


def longest_right(questions: Iterable[Question]) -> tuple[int, int]:
    """In how many questions with choices the right one is the longest, and how many there are."""
    found = []
    for question in questions:
        sizes = [
            (len(re.sub(r"\{[^}]*\}", "$1,000", choice.text)), choice.right)
            for choice in question.choices
        ]
        if sizes:
            longest_wrong = max((length for length, right in sizes if not right), default=0)
            found.append(any(right and length > longest_wrong for length, right in sizes))
    return sum(found), len(found)


def lengths(lesson: Lesson) -> Iterator[Problem]:
    """The right answer is not mostly the longest, or its length gives it away."""
    longest, asked = longest_right(lesson.quiz.values())
    if asked >= FEWEST_TO_JUDGE and 3 * longest > 2 * asked:
        sentence = f"In {longest} of {asked} questions the right choice is the longest."
        yield Problem(lesson.quiz_file, 1, "length", sentence, hint=True)


def example_numbers(lesson: Content, schema: Schema) -> list[Number]:
    """The numbers that are an example's own: declared, or values of experiments and questions."""
    found = [number for text in lesson.examples for number in numbers(text)]
    given: list[object] = []
    for block in lesson.of_kind(ExperimentBlock):
        given += {
            **(schema[block.use].defaults() if block.use in schema else {}),
            **block.values,
        }.values()
    for fact in lesson.facts.values():
        given += fact.values.values()
    for predict in lesson.of_kind(Predict):
        given += (predict.low, predict.high)
    for question in lesson.quiz.values():
        given += (question.answer, *(trap.value for trap in question.traps))
    for value in given:
        if isinstance(value, int | float) and not isinstance(value, bool):
            found += [Number(float(value), "", ""), Number(round(value * 100, 6), "%", "")]
    return found


def typed_figures(lesson: Content, schema: Schema) -> Iterator[Problem]:
    """No number in the text that could be worked out or comes from nowhere."""
    examples = example_numbers(lesson, schema)
    phrases = [text for text in lesson.examples if any(letter.isalpha() for letter in text)]
    for file, text, line in shown_texts(lesson):
        for number in bare_numbers(text, examples, phrases):
            sentence = (
                f"{number.written!r} is typed. Make it a {{fact:...}} or a {{quoted:...}}, "
                "or list it in 'examples' when it is the example's own figure."
            )
            yield Problem(file, line + number.line, "bare number", sentence)


def unused(lesson: Content) -> Iterator[Problem]:
    """What is declared and never shown: often a slip."""
    shown = {
        (kind, id_) for _, text, _ in shown_texts(lesson) for kind, id_, _ in placeholders(text)
    }
    shown |= {("fact", block.answer) for block in lesson.of_kind(Predict)}
    answers = [question.answer for question in lesson.quiz.values()]
    shown |= {("fact", each.removeprefix("fact:")) for each in answers if isinstance(each, str)}
    asked = {id_ for block in lesson.of_kind(Questions) for id_ in block.ask}
    for kind, items in (("fact", lesson.facts), ("quoted", lesson.quoted)):
        for item in items.values():
            if (kind, item.id) not in shown:
                yield Problem(
                    lesson.file,
                    item.line,
                    "unused",
                    f"The {kind} {item.id!r} is never shown.",
                    True,
                )
    for question in lesson.quiz.values():
        if question.id not in asked:
            sentence = f"The question {question.id!r} is never asked."
            yield Problem(lesson.quiz_file, question.line, "unused", sentence, True)
    if not isinstance(lesson, Lesson):
        return
    named = {choice.misconception for q in lesson.quiz.values() for choice in q.choices}
    named |= {trap.misconception for q in lesson.quiz.values() for trap in q.traps}
    for id_ in lesson.misconceptions.keys() - named:
        sentence = f"No wrong choice shows the misconception {id_!r}."
        yield Problem(lesson.file, 1, "unused", sentence, True)
