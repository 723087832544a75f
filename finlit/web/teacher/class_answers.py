"""The key to a lesson or claim: each guess, forecast, question and reason, for the teacher."""

from __future__ import annotations

import streamlit as st

from finlit.learning.quiz import right_value
from finlit.lessons import Claim, Forecast, Lesson, Part, Predict, Question, Questions, Transfer
from finlit.web.lesson import forecast_count
from finlit.web.shared import content
from finlit.words.formats import as_said


def draw(found: Lesson | Claim, parts: tuple[str, ...]) -> None:
    """All of it, part by part; of some parts where `parts` names them."""
    shown = [part for part in found.parts if not parts or part.id in parts]
    with_keys = [part for part in shown if any(_has_key(block) for block in part.blocks)]
    for part in with_keys:
        st.markdown(f"#### {part.title}")
        _part(found, part)
    if not with_keys:
        st.markdown("There is nothing to answer in these parts.")


def _has_key(block: object) -> bool:
    return isinstance(block, Predict | Forecast | Questions | Transfer)


def _part(found: Lesson | Claim, part: Part) -> None:
    for block in part.blocks:
        if isinstance(block, Predict):
            _prediction(found, block)
        elif isinstance(block, Forecast):
            st.markdown(f"**Forecast.** {_text(found, block.ask)}\n\n{forecast_count.key(block)}")
        elif isinstance(block, Questions):
            for id_ in block.ask:
                _question(found, found.quiz[id_])
        elif isinstance(block, Transfer):
            st.markdown(f"**Your turn.** {_text(found, block.task)}")
            st.markdown(f"One good answer: {_text(found, block.model)}")


def _text(found: Lesson | Claim, text: str) -> str:
    return content.filled(found.slug, text)


def _prediction(found: Lesson | Claim, block: Predict) -> None:
    history = (
        block.options[block.answer]
        if block.kind == "choice"
        else _text(found, f"{{fact:{block.answer}}}")
    )
    st.markdown(f"**Predict.** {_text(found, block.prompt)}  \nWhat came out: **{history}**")


def _question(found: Lesson | Claim, question: Question) -> None:
    st.markdown(f"**{_text(found, question.prompt)}**")
    if question.kind == "choice":
        lines = []
        for choice in question.choices:
            text = _text(found, choice.text)
            lines.append(f"- ✓ **{text}**" if choice.right else f"- {text}")
            lines[-1] += f"  \n  {_text(found, choice.why)}{_behind(found, choice.misconception)}"
        st.markdown("\n".join(lines))
        return
    value = right_value(question, content.Facts(found.slug))
    lines = [f"- ✓ **{content.markdown(as_said(value, question.unit))}**"]
    lines[0] += f"  \n  {_text(found, question.why_right)}"
    lines += [
        f"- {content.markdown(as_said(float(trap.value), question.unit))}"
        f"  \n  {_text(found, trap.why)}{_behind(found, trap.misconception)}"
        for trap in question.traps
    ]
    lines.append(f"- Anything else  \n  {_text(found, question.why_wrong)}")
    st.markdown("\n".join(lines))


def _behind(found: Lesson | Claim, misconception: str) -> str:
    named = found.misconceptions.get(misconception, "") if isinstance(found, Lesson) else ""
    return f" *Behind it: {content.markdown(named)}*" if named else ""
