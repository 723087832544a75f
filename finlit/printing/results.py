"""A class's results on paper."""

from __future__ import annotations

import statistics
from dataclasses import dataclass
from datetime import date

from markupsafe import Markup

from finlit.classroom.reports.answered import Answered
from finlit.classroom.reports.board import Guesses
from finlit.classroom.reports.growth import Growth
from finlit.classroom.reports.report import Report
from finlit.printing.prose import Prose, figure
from finlit.words.formats import as_said, write

VOTES = {"agree": "Agree", "disagree": "Disagree", "depends": "It depends"}
BY_TRIES = "From first tries to last ones"
BY_CHECK = "From the check before to the check after"


@dataclass(frozen=True)
class Guess:
    """A prediction of the class."""

    prompt: Markup
    said: str
    came_out: Markup


@dataclass(frozen=True)
class QuestionRow:
    """First answers to a question."""

    prompt: Markup
    count: int
    right: int
    right_last: int
    mistake: Markup


def growths(report: Report) -> tuple[tuple[str, Growth], ...]:
    """The comparisons of before and after that there is anything to say about, with headings."""
    both = ((BY_CHECK, report.check), (BY_TRIES, report.tries))
    return tuple((heading, growth) for heading, growth in both if growth.pupils)


def guesses(report: Report) -> tuple[Guess, ...]:
    """Each prediction: the middle and the range of what was said, or the count of each option."""
    if report.content is None:
        return ()
    prose = Prose(report.content)
    return tuple(
        Guess(
            prose.line(each.block.prompt),
            _said(each),
            prose.line(each.block.options[each.block.answer])
            if each.block.kind == "choice"
            else Markup.escape(figure(report.content, each.block.answer)),
        )
        for each in report.board.guesses
    )


def _said(guessed: Guesses) -> str:
    if not guessed.count:
        return "nothing yet"
    block = guessed.block
    if block.kind == "choice":
        return "; ".join(f"{block.options[id_]}: {n}" for id_, n in guessed.options.items())
    low, high = (as_said(guessed.numbers[place], block.unit) for place in (0, -1))
    middle = write(statistics.median(guessed.numbers), block.unit)
    return f"middle {middle}, from {low} to {high} ({guessed.count} said)"


def question_rows(report: Report) -> tuple[QuestionRow, ...]:
    """Each question with how many were right, and the commonest mistake with what is behind it."""
    if report.content is None:
        return ()
    prose = Prose(report.content)
    return tuple(
        QuestionRow(
            prose.line(each.question.prompt),
            each.count,
            each.right,
            each.right_last,
            _mistake(prose, each),
        )
        for each in report.questions
    )


def _mistake(prose: Prose, answered: Answered) -> Markup:
    """The commonest wrong first answer, how many gave it, and the belief behind it."""
    mistake, question = answered.mistake, answered.question
    if mistake is None:
        return Markup()
    if question.kind == "choice":
        text = next(each.text for each in question.choices if each.id == mistake.answer)
        said = prose.line(text)
    else:
        said = Markup.escape(as_said(float(mistake.answer), question.unit))
    by = f" ({mistake.count} pupil{'' if mistake.count == 1 else 's'})."
    behind = Markup(" Behind it: <i>{}</i>").format(prose.line(mistake.misconception))
    return said + by + (behind if mistake.misconception else "")


def page(report: Report, class_name: str, today: date) -> str:
    """The report as HTML, to print or to save as PDF."""
    from finlit.printing import environment

    return (
        environment()
        .get_template("results.html")
        .render(
            report=report,
            class_name=class_name,
            day=write(today.isoformat(), "date"),
            growths=growths(report),
            votes=VOTES,
            guesses=guesses(report),
            questions=question_rows(report),
        )
    )
