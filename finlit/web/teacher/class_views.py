"""What the board can show of an assignment: places, guesses, votes, answers, rounds of a game."""

from __future__ import annotations

from collections.abc import Callable, Mapping
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
from finlit.lessons import Content
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
        views["Votes"] = partial(_votes, shown.votes, shown.joined)
    else:
        views["Where they are"] = partial(_places, shown)
    if shown.guesses:
        views["Predictions"] = partial(_guesses, found, shown)
    if shown.answered:
        views["Questions"] = partial(_questions, found, shown)
    return views


def _bar(count: int, of_all: int, text: str) -> None:
    st.progress(count / of_all if of_all else 0.0, text=text)


def _begun(shown: Board) -> None:
    st.markdown(
        f"**{shown.working}** of {shown.joined} have handed something in, "
        f"**{shown.finished}** have finished."
    )


def _places(shown: Board) -> None:
    _begun(shown)
    for number, part in enumerate(shown.parts, 1):
        _bar(
            part.here,
            shown.joined,
            f"{number}. {part.title} · **{part.here}** here, {part.done} done",
        )


def _guesses(found: Content, shown: Board) -> None:
    """The prediction made last when the view was opened, or the one picked below it."""
    by_id = {each.block.id: each for each in shown.guesses}
    newest = next((each for each in reversed(shown.guesses) if each.count), shown.guesses[0])
    key = f"board.guess.{found.slug}"
    opened = st.session_state.setdefault(f"{key}.opened", newest.block.id)
    picked = st.session_state.get(key, opened)
    guesses = by_id.get(picked, newest)
    reveal = f"board.came.{found.slug}.{guesses.block.id}"
    came_out = bool(st.session_state.get(reveal))
    st.subheader(content.filled(found.slug, guesses.block.prompt), anchor=False)
    predicted = f"**{guesses.count}** of {shown.joined} have predicted."
    if guesses.block.kind == "choice" or not guesses.count:
        st.markdown(predicted)
        for id_, count in guesses.options.items():
            mark = "✓ " if came_out and id_ == guesses.block.answer else ""
            text = content.filled(found.slug, guesses.block.options[id_])
            _bar(count, guesses.count, f"{mark}**{count}** {text}")
    else:
        _histogram(found, guesses, predicted, came_out)
    st.toggle("Show what came out", key=reveal)
    if len(by_id) > 1:
        _pick("Prediction", {id_: each.count for id_, each in by_id.items()}, key, opened)


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


def _votes(votes: Votes, joined: int) -> None:
    before, after = sum(votes.before.values()), sum(votes.after.values())
    st.markdown(f"**{before}** of {joined} have voted, **{after}** of them again.")
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


def _questions(found: Content, shown: Board) -> None:
    """The first question, or the one picked below it."""
    asked = {each.question.id: each for each in shown.answered}
    key = f"board.question.{found.slug}"
    opened = next(iter(asked))
    picked = st.session_state.get(key, opened)
    answered = asked.get(picked) or next(iter(asked.values()))
    reveal = f"board.right.{found.slug}.{answered.question.id}"
    show = bool(st.session_state.get(reveal))
    st.subheader(content.filled(found.slug, answered.question.prompt), anchor=False)
    st.markdown(f"**{answered.count}** of {shown.joined} have answered. Their first answers:")
    if answered.count:
        if answered.question.kind == "choice":
            _choices(found, answered, show)
        else:
            _numbers(found, answered, show)
        if show:
            _mistake(found, answered)
    st.toggle("Show which is right", key=reveal)
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


def _choices(found: Content, answered: Answered, show: bool) -> None:
    for choice in answered.question.choices:
        mark = "✓ " if show and choice.right else ""
        text = content.filled(found.slug, choice.text)
        share = f"**{answered.share(choice.id):.0%}**"
        _bar(answered.choices[choice.id], answered.count, f"{mark}{share} {text}")


def _numbers(found: Content, answered: Answered, show: bool) -> None:
    unit = answered.question.unit
    said = pd.Series(answered.numbers).value_counts().head(6)
    right = right_value(answered.question, content.Facts(found.slug))
    near = answered.question.tolerance * 1.0001
    for value, count in said.items():
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
