"""What the board can show of an assignment: places, guesses, votes, answers, rounds of a game.

What the class thinks stays hidden until its teacher shows it, so that nobody follows the herd; and
choices stand in an order of the class's own, so that no place gives the right one away.
"""

from __future__ import annotations

import random
from collections.abc import Callable, Iterable, Mapping
from functools import partial

import numpy as np
import pandas as pd
import streamlit as st

from finlit.charts.base import ROWS
from finlit.charts.guesses import guesses_chart
from finlit.classroom.model import Assignment
from finlit.classroom.reports.answered import Answered
from finlit.classroom.reports.board import Board, Guesses, Votes
from finlit.learning.quiz import right_value
from finlit.lessons import Claim, Content
from finlit.numbers.bins import bins
from finlit.web.lesson.vote_panel import VOTES
from finlit.web.pupil import assigned
from finlit.web.shared import content
from finlit.web.shared.figures import arrow_bytes
from finlit.words.formats import as_said

Views = dict[str, Callable[[], None]]


def of(given: Assignment, shown: Board) -> Views:
    """Names of views -> what draws them, those that this assignment has."""
    found = assigned.content_of(given)
    if found is None:
        return {"Rounds": partial(_rounds, shown)}
    views: Views = {}
    if shown.votes:  # a claim is one page, so all are in the same place
        views["Votes"] = partial(_votes, found, shown.votes, shown.joined)
    else:
        views["Where they are"] = partial(_places, shown)
    if shown.guesses:
        views["Predictions"] = partial(_guesses, found, shown, given.class_id)
    if shown.answered:
        views["Questions"] = partial(_questions, found, shown, given.class_id)
    return views


def _bar(count: int, of_all: int, text: str) -> None:
    st.progress(count / of_all if of_all else 0.0, text=text)


def in_class_order(ids: Iterable[str], class_id: str, place: str) -> list[str]:
    """Choices in an order of their own for a class and a question, the same at every look. Files
    have the right one first."""
    mixed = sorted(ids)
    random.Random(f"{class_id}:{place}").shuffle(mixed)
    return mixed


def _is_open(place: str, what: str = "Show what the class says") -> bool:
    """Whether the teacher has uncovered what the class thinks; with the switch for it."""
    return st.toggle(what, key=f"board.open.{place}")


def _begun(shown: Board) -> None:
    handed = "has" if shown.working == 1 else "have"
    st.markdown(
        f"**{shown.working}** of {shown.joined} {handed} handed something in, "
        f"**{shown.finished}** {'has' if shown.finished == 1 else 'have'} finished."
    )


def _places(shown: Board) -> None:
    _begun(shown)
    for number, part in enumerate(shown.parts, 1):
        _bar(
            part.here,
            shown.joined,
            f"{number}. {part.title} · **{part.here}** here, {part.done} done",
        )


def _guesses(found: Content, shown: Board, class_id: str) -> None:
    """The prediction made last when the view was opened, or the one picked below it."""
    by_id = {each.block.id: each for each in shown.guesses}
    newest = next((each for each in reversed(shown.guesses) if each.count), shown.guesses[0])
    key = f"board.guess.{found.slug}"
    opened = st.session_state.setdefault(f"{key}.opened", newest.block.id)
    picked = st.session_state.get(key, opened)
    guesses = by_id.get(picked, newest)
    place = f"{found.slug}.{guesses.block.id}"
    st.subheader(content.filled(found.slug, guesses.block.prompt), anchor=False)
    predicted = f"**{guesses.count}** of {shown.joined} have predicted."
    with st.container(horizontal=True, key="board-switches"):
        is_open = _is_open(place, "Show what the class predicts")
        came_out = st.toggle("Show what came out", key=f"board.came.{place}")
    if guesses.block.kind == "choice":
        st.markdown(predicted)
        _options(found, guesses, class_id, is_open, came_out)
    elif is_open and guesses.count:
        _histogram(found, guesses, predicted, came_out)
    else:
        st.markdown(predicted)
        if came_out:
            came = content.filled(found.slug, f"{{fact:{guesses.block.answer}}}")
            st.markdown(f"What came out: **{came}**.")
    if len(by_id) > 1:
        _pick("Prediction", {id_: each.count for id_, each in by_id.items()}, key, opened)


def _options(
    found: Content, guesses: Guesses, class_id: str, is_open: bool, came_out: bool
) -> None:
    for id_ in in_class_order(guesses.options, class_id, guesses.block.id):
        mark = "✓ " if came_out and id_ == guesses.block.answer else ""
        text = content.filled(found.slug, guesses.block.options[id_])
        if is_open:
            _bar(guesses.options[id_], guesses.count, f"{mark}**{guesses.options[id_]}** {text}")
        else:
            st.markdown(f"- {mark}{text}")


def _histogram(found: Content, guesses: Guesses, predicted: str, came_out: bool) -> None:
    unit = guesses.block.unit
    answer = float(content.Facts(found.slug)[guesses.block.answer])
    counted = bins(guesses.numbers, answer)
    rows = pd.DataFrame(
        {"low": counted.edges[:-1], "high": counted.edges[1:], "count": counted.counts}
    ).astype(float)
    rows["answer"] = np.nan
    came = ""
    if came_out:
        came = content.filled(found.slug, f"{{fact:{guesses.block.answer}}}")
        rows.loc[len(rows), "answer"] = answer
    chart = guesses_chart(rows, unit, by_ratio=counted.by_ratio, came=came.replace("\\", ""))
    middle = content.markdown(as_said(float(np.median(guesses.numbers)), unit))
    told = f" What came out: **{came}**." if came else ""
    st.markdown(f"{predicted} The middle guess is **{middle}**.{told}")
    st.vega_lite_chart(
        spec={**chart.spec, "datasets": {ROWS: arrow_bytes(chart.rows)}},
        width="stretch",
        key=f"chart-board-{found.slug}-{guesses.block.id}-{counted.by_ratio}",
        alt="Bars of what the class predicted",
    )
    st.html(f'<p class="finlit-read">{chart.description}</p>')


def _votes(found: Content, votes: Votes, joined: int) -> None:
    """The claim as a headline; the votes once they are shown."""
    before, after = sum(votes.before.values()), sum(votes.after.values())
    if isinstance(found, Claim):
        st.header(content.filled(found.slug, found.statement), anchor=False)
    st.markdown(f"**{before}** of {joined} have voted, **{after}** of them again.")
    if not _is_open(f"{found.slug}.votes", "Show the votes"):
        st.markdown("\n".join(f"- {label}" for label in VOTES.values()))
        return
    with st.grid(2, min_column_width=280, gap="large"):
        for name, counts, total in (
            ("Before the evidence", votes.before, before),
            ("After it", votes.after, after),
        ):
            with st.container():
                st.subheader(name, anchor=False)
                for vote, label in VOTES.items():
                    _bar(counts[vote], total, f"**{counts[vote]}** {label.lower()}")
    changed = sum(count for (first, last), count in votes.moves.items() if first != last)
    both = sum(votes.moves.values())
    if both:
        st.markdown(f"**{changed}** of {both} who voted twice changed their vote.")


def _questions(found: Content, shown: Board, class_id: str) -> None:
    """The first question, or the one picked below it."""
    asked = {each.question.id: each for each in shown.answered}
    key = f"board.question.{found.slug}"
    opened = next(iter(asked))
    picked = st.session_state.get(key, opened)
    answered = asked.get(picked) or next(iter(asked.values()))
    place = f"{found.slug}.{answered.question.id}"
    st.subheader(content.filled(found.slug, answered.question.prompt), anchor=False)
    st.markdown(f"**{answered.count}** of {shown.joined} have answered.")
    with st.container(horizontal=True, key="board-switches"):
        is_open = _is_open(place, "Show their first answers")
        show = st.toggle("Show which is right", key=f"board.right.{place}")
    if answered.question.kind == "choice":
        _choices(found, answered, class_id, is_open, show)
    else:
        _numbers(found, answered, is_open, show)
    if show and answered.count:
        _mistake(found, answered)
    _pick("Question", {id_: each.count for id_, each in asked.items()}, key, opened)


def _pick(what: str, counts: Mapping[str, int], key: str, opened: str) -> None:
    """Buttons with the numbers of predictions or questions, and how many have answered each."""
    numbers = {id_: number for number, id_ in enumerate(counts, 1)}
    st.segmented_control(
        what,
        list(counts),
        format_func=lambda id_: f"{numbers[id_]} ({counts[id_]})",
        default=opened if opened in counts else None,
        required=True,
        key=key,
        help="In brackets: how many have answered.",
    )


def _choices(found: Content, answered: Answered, class_id: str, is_open: bool, show: bool) -> None:
    by_id = {choice.id: choice for choice in answered.question.choices}
    for id_ in in_class_order(by_id, class_id, answered.question.id):
        mark = "✓ " if show and by_id[id_].right else ""
        text = content.filled(found.slug, by_id[id_].text)
        if is_open and answered.count:
            share = f"**{answered.share(id_):.0%}**"
            _bar(answered.choices[id_], answered.count, f"{mark}{share} {text}")
        else:
            st.markdown(f"- {mark}{text}")


def _numbers(found: Content, answered: Answered, is_open: bool, show: bool) -> None:
    unit = answered.question.unit
    said = pd.Series(answered.numbers, dtype=float).value_counts().head(6)
    right = right_value(answered.question, content.Facts(found.slug))
    near = answered.question.tolerance * 1.0001
    for value, count in said.items() if is_open else ():
        mark = "✓ " if show and abs(float(value) - right) <= near else ""
        text = content.markdown(as_said(float(value), unit))
        _bar(int(count), answered.count, f"{mark}**{count / answered.count:.0%}** {text}")
    if show:
        st.markdown(f"Right: **{content.markdown(as_said(right, unit))}**")


def _mistake(found: Content, answered: Answered) -> None:
    st.markdown(
        f"Right at first: **{answered.right}**. Right by now: **{answered.right_last}** of "
        f"{answered.count}."
    )
    mistake = answered.mistake
    if mistake is None or not mistake.misconception:
        return
    st.info(
        f"**Behind the commonest wrong answer** ({mistake.count}): “"
        f"{content.filled(found.slug, mistake.misconception)}”"
    )


def _rounds(shown: Board) -> None:
    _begun(shown)
    for number, count in shown.rounds.items():
        _bar(count, shown.joined, f"Round {number} · **{count}** have decided")
