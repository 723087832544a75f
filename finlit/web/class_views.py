"""What the board can show of an assignment: places, guesses, votes, answers, rounds of a game."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

import numpy as np
import pandas as pd
import streamlit as st

from finlit.bins import bins
from finlit.charts.base import ROWS
from finlit.charts.guesses import guesses_chart
from finlit.classroom.answered import Answered
from finlit.classroom.board import Board, Guesses, Votes
from finlit.classroom.model import Assignment
from finlit.formats import as_said
from finlit.lessons import Claim, Content, Lesson
from finlit.quiz import right_value
from finlit.web import assigned, content
from finlit.web.figures import arrow_bytes
from finlit.web.vote_panel import VOTES

Views = dict[str, Callable[[], None]]


def of(given: Assignment, shown: Board) -> Views:
    """Names of views -> what draws them, those that this assignment has."""
    found = assigned.content_of(given)
    if found is None:
        return {"Rounds": partial(_rounds, shown)}
    views: Views = {"Where they are": partial(_places, found, shown)}
    if shown.guesses:
        views["Predictions"] = partial(_guesses, found, shown)
    if shown.votes:
        views["Votes"] = partial(_votes, shown.votes)
    if shown.answered:
        views["Questions"] = partial(_questions, found, shown)
    return views


def _bar(count: int, of_all: int, text: str) -> None:
    st.progress(count / of_all if of_all else 0.0, text=text)


def _places(found: Content, shown: Board) -> None:
    st.markdown(
        f"**{shown.working}** of {shown.joined} have begun"
        + (f", **{shown.finished}** have finished." if isinstance(found, Lesson) else ".")
    )
    if isinstance(found, Claim):
        return
    for number, part in enumerate(shown.parts, 1):
        _bar(
            part.here,
            shown.joined,
            f"{number}. {part.title} · **{part.here}** here, {part.done} done",
        )


def _guesses(found: Content, shown: Board) -> None:
    by_id = {each.block.id: each for each in shown.guesses}
    newest = next((each for each in reversed(shown.guesses) if each.count), shown.guesses[0])
    picked = newest.block.id
    if len(by_id) > 1:
        titles = {part.id: part.title for part in shown.parts}
        picked = st.selectbox(
            "Prediction",
            list(by_id),
            index=list(by_id).index(newest.block.id),
            format_func=lambda id_: titles.get(by_id[id_].part_id, id_),
            key=f"board.guess.{found.slug}",
        )
    guesses = by_id[picked]
    st.markdown(f"### {content.filled(found.slug, guesses.block.prompt)}")
    st.markdown(f"**{guesses.count}** of {shown.joined} have predicted.")
    came_out = st.toggle("Show what came out", key=f"board.came.{found.slug}.{picked}")
    if not guesses.count:
        return
    if guesses.block.kind == "choice":
        for id_, count in guesses.options.items():
            mark = "✓ " if came_out and id_ == guesses.block.answer else ""
            text = content.filled(found.slug, guesses.block.options[id_])
            _bar(count, guesses.count, f"{mark}**{count}** {text}")
        return
    _histogram(found, guesses, came_out)


def _histogram(found: Content, guesses: Guesses, came_out: bool) -> None:
    unit = guesses.block.unit
    counted = bins(guesses.numbers)
    rows = pd.DataFrame(
        {"low": counted.edges[:-1], "high": counted.edges[1:], "count": counted.counts}
    ).astype(float)
    came = ""
    rows["answer"] = np.nan
    if came_out:
        answer = float(content.Facts(found.slug)[guesses.block.answer])
        came = content.filled(found.slug, f"{{fact:{guesses.block.answer}}}")
        if not counted.by_ratio or answer > 0:
            rows.loc[len(rows), "answer"] = answer
    chart = guesses_chart(rows, unit, by_ratio=counted.by_ratio, came=came.replace("\\", ""))
    middle = content.markdown(as_said(float(np.median(guesses.numbers)), unit))
    st.markdown(
        f"The middle guess is **{middle}**." + (f" What came out: **{came}**." if came else "")
    )
    st.vega_lite_chart(
        spec={**chart.spec, "datasets": {ROWS: arrow_bytes(chart.rows)}},
        width="stretch",
        key=f"chart-board-{found.slug}-{guesses.block.id}",
        alt="Bars of what the class predicted",
    )
    st.html(f'<p class="finlit-read">{chart.description}</p>')


def _votes(votes: Votes) -> None:
    before, after = sum(votes.before.values()), sum(votes.after.values())
    with st.grid(2, min_column_width=280, gap="large"):
        for name, counts, total in (
            ("Before the evidence", votes.before, before),
            ("After it", votes.after, after),
        ):
            with st.container():
                st.markdown(f"### {name}")
                for vote, label in VOTES.items():
                    _bar(counts[vote], total, f"**{counts[vote]}** {label.lower()}")
    changed = sum(count for (first, last), count in votes.moves.items() if first != last)
    both = sum(votes.moves.values())
    if both:
        st.markdown(f"**{changed}** of {both} who voted twice changed their vote.")


def _questions(found: Content, shown: Board) -> None:
    asked = {each.question.id: each for each in shown.answered}
    numbers = {id_: number for number, id_ in enumerate(asked, 1)}
    picked = st.segmented_control(
        "Question",
        list(asked),
        format_func=lambda id_: f"{numbers[id_]} ({asked[id_].count})",
        default=next(iter(asked)),
        required=True,
        key=f"board.question.{found.slug}",
        help="In brackets: how many have answered.",
    )
    answered = asked[picked if picked in asked else next(iter(asked))]
    st.markdown(f"### {content.filled(found.slug, answered.question.prompt)}")
    st.markdown(f"**{answered.count}** of {shown.joined} have answered. Their first answers:")
    show = st.toggle("Show which is right", key=f"board.right.{found.slug}.{picked}")
    if not answered.count:
        return
    if answered.question.kind == "choice":
        for choice in answered.question.choices:
            mark = "✓ " if show and choice.right else ""
            text = content.filled(found.slug, choice.text)
            share = f"**{answered.share(choice.id):.0%}**"
            _bar(answered.choices[choice.id], answered.count, f"{mark}{share} {text}")
    else:
        _numbers(found, answered, show)
    if show:
        _mistake(found, answered)


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
    st.markdown(
        f"**{shown.working}** of {shown.joined} have begun, **{shown.finished}** have finished."
    )
    for number, count in shown.rounds.items():
        _bar(count, shown.joined, f"Round {number} · **{count}** have decided")
