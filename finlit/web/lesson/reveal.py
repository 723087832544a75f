"""A guess and what came out, drawn on one scale: two bars, how far apart, and who was closer."""

from __future__ import annotations

from html import escape

import streamlit as st

from finlit.learning import closeness
from finlit.lessons import Content, Predict
from finlit.web.shared import content
from finlit.web.visit import at_home
from finlit.words.formats import as_said, write

Said = float | str


def draw(lesson: Content, block: Predict, said: tuple[Said, ...], tally: tuple[int, int]) -> None:
    """The bars of one guess or of two players' guesses, and the words that fit."""
    with st.container(key=f"beside-{block.id}"):
        st.html(picture(lesson, block, said))
        if len(said) == 2:
            st.markdown(closer(lesson, block, said, tally))
    fitting = block.fitting.get(how(lesson, block, said[0]), "") if len(said) == 1 else ""
    for text in (fitting, block.reveal):
        if text:
            st.markdown(content.filled(lesson.slug, text))


def picture(lesson: Content, block: Predict, said: tuple[Said, ...]) -> str:
    """What was said and what came out, as HTML."""
    return (_choices if block.kind == "choice" else _bars)(lesson, block, said)


def how(lesson: Content, block: Predict, said: Said) -> str:
    """How a guess was: "too_low", "close", "too_high", or "right" and "wrong" for a choice."""
    if block.kind == "choice":
        return "right" if said == block.answer else "wrong"
    return closeness.verdict(float(said), came(lesson, block), block.low, block.high)


def came(lesson: Content, block: Predict) -> float:
    """What came out, as a number."""
    return float(content.Facts(lesson.slug)[block.answer])


def is_near(lesson: Content, block: Predict, said: Said) -> bool:
    """Whether a guess may be called right."""
    return how(lesson, block, said) in ("right", "close")


def distance(lesson: Content, block: Predict, said: Said) -> str:
    """How far a number was off, in words."""
    return closeness.said(float(said), came(lesson, block), block.low, block.high, block.unit)


def _names(said: tuple[Said, ...]) -> tuple[str, ...]:
    return ("You said",) if len(said) == 1 else at_home.PLAYERS


def _bars(lesson: Content, block: Predict, said: tuple[Said, ...]) -> str:
    out = came(lesson, block)
    form = lesson.facts[block.answer].format
    texts = [as_said(float(each), block.unit) for each in said]
    rows = [*zip(_names(said), texts, strict=True), ("What came out", write(out, form))]
    lengths = closeness.shares([*(float(each) for each in said), out])
    bars = "".join(
        f'<div class="bar{" out" if place == len(said) else ""}">'
        f"<span>{escape(name)}</span> <b>{escape(text)}</b>"
        f'<i style="width: {max(length, 0.004):.2%}" aria-hidden="true"></i></div>'
        for place, ((name, text), length) in enumerate(zip(rows, lengths, strict=True))
    )
    far = ""
    if len(said) == 1:
        near = " near" if is_near(lesson, block, said[0]) else ""
        far = f'<p class="far{near}">{escape(distance(lesson, block, said[0]))}</p>'
    return f'<div class="finlit-reveal">{far}{bars}</div>'


def _choices(lesson: Content, block: Predict, said: tuple[Said, ...]) -> str:
    right = block.options[block.answer]
    rows = "".join(
        f'<div class="pick{" right" if each == block.answer else ""}"><span>{escape(name)}</span> '
        f"<b>{_plain(lesson, block.options[str(each)])}</b></div>"
        for name, each in zip(_names(said), said, strict=True)
    )
    out = f'<div class="pick out"><span>What came out</span> <b>{_plain(lesson, right)}</b></div>'
    far = ""
    if len(said) == 1:
        hit = said[0] == block.answer
        text = "You had it" if hit else "It came out otherwise"
        far = f'<p class="far{" near" if hit else ""}">{text}</p>'
    return f'<div class="finlit-reveal">{far}{rows}{out}</div>'


def _plain(lesson: Content, markdown: str) -> str:
    return escape(content.filled(lesson.slug, markdown).replace("\\$", "$").replace("**", ""))


def winner(lesson: Content, block: Predict, said: tuple[Said, ...]) -> int:
    """Which of two players was closer: 0 or 1, or -1 for neither."""
    if block.kind == "choice":
        first, second = (each == block.answer for each in said)
        return -1 if first == second else (0 if first else 1)
    first_number, second_number = (float(each) for each in said)
    return closeness.nearer(first_number, second_number, came(lesson, block))


def closer(lesson: Content, block: Predict, said: tuple[Said, ...], tally: tuple[int, int]) -> str:
    """Who was closer, and how often each was so far."""
    won = winner(lesson, block, said)
    line = "A tie." if won < 0 else f"**{at_home.PLAYERS[won]} was closer.**"
    return f"{line} In this lesson so far: {tally[0]} to {tally[1]}."
