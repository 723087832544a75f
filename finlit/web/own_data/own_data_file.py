"""A file of prices: read, its doubts asked about, its defects named, shown before it is used."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from functools import partial
from typing import Any

import pandas as pd
import streamlit as st

from finlit.uploads import MOST_BYTES, Defect, Question, Reading
from finlit.uploads.told import KINDS
from finlit.web.own_data import own_data_line, own_data_picture
from finlit.web.shared.escaping import shown
from finlit.web.visit import own_data_shelf

_TYPES = ["csv", "txt", "tsv", "xlsx", "xlsm", "xls", "ods"]
_SHOWN = 6
_FEW = 12  # options to show at once; of more, one is picked from a list


def draw() -> None:
    file = st.file_uploader(
        "A CSV or Excel file with a date and a price on each line",
        type=_TYPES,
        max_upload_size=MOST_BYTES // 1_000_000,
        key="own-file",
    )
    st.caption(
        "The file is read here and now. It is not stored: leave or reload this page and it is gone."
    )
    if file is None:
        own_data_line.leave()
        return
    answers = _answers(file.file_id)
    reading = _reading(file, answers)
    if reading is None:
        return
    if reading.problem:
        st.warning(shown(f"{reading.problem}."))
        return
    if reading.questions:
        _ask(file.file_id, reading.questions, answers)
        return
    _check(file.file_id, reading, answers)


def _answers(file_id: str) -> dict[str, str]:
    """What the learner has answered about this file."""
    kept: dict[str, Any] = st.session_state.setdefault("own.answers", {})
    if kept.get("file") != file_id:
        kept.clear()
        kept.update(file=file_id, answers={})
    answers: dict[str, str] = kept["answers"]
    return answers


def _reading(file: Any, answers: dict[str, str]) -> Reading | None:
    """The file as read with these answers; read again only when they change. None where it is not
    read yet, which the page has told."""
    today = date.today()
    mark = (file.file_id, today, tuple(sorted(answers.items())))
    kept = st.session_state.get("own.reading")
    if kept is None or kept[0] != mark:
        read = own_data_line.read(mark, file.getvalue(), file.name, today=today, answers=answers)
        if read is None:
            return None
        kept = st.session_state["own.reading"] = (mark, read)
    reading: Reading = kept[1]
    return reading


def _ask(file_id: str, questions: tuple[Question, ...], answers: dict[str, str]) -> None:
    st.markdown("**The file can be read in more than one way.** You know better than we do:")
    for question in questions:
        if question.example:
            st.markdown(shown(question.example))
        _options(file_id, question)
        picked = st.session_state.get(f"own-{file_id}-{question.id}")
        if picked is not None:
            answers[question.id] = picked
    if all(question.id in answers for question in questions):
        st.rerun()


def _options(file_id: str, question: Question) -> None:
    """What to choose from: all at once, or a list where there are many."""
    text, options = shown(question.text), list(question.options)
    label, key = partial(_label, question), f"own-{file_id}-{question.id}"
    if len(options) <= _FEW:
        st.radio(text, options, index=None, format_func=label, key=key)
    else:
        st.selectbox(text, options, index=None, format_func=label, key=key)


def _label(question: Question, option: str) -> str:
    return shown(question.options[option])


def _check(file_id: str, reading: Reading, answers: dict[str, str]) -> None:
    """What was understood and what is wrong, to look at before it is used."""
    series = reading.series
    assert series is not None
    with st.container(border=True, key="own-check"):
        st.markdown("#### What we understood")
        levels = series.levels(series.kinds[-1])
        own_data_picture.draw(levels, [day for each in reading.defects for day in each.days])
        figure = own_data_picture.figure
        ends = {
            label: f"{figure(levels.iloc[place])} on {levels.index[place]:%Y-%m-%d}"
            for label, place in (("First price", 0), ("Last price", -1))
        }
        told = {**reading.understood, **ends}
        rows = [f"| **{label}** | {shown(text)} |" for label, text in told.items()]
        st.markdown("| | |\n|---|---|\n" + "\n".join(rows))
        _defects(reading.defects)
        if reading.possible_splits:
            st.toggle(
                "Yes, those are splits: take them out",
                key=f"own-{file_id}-splits",
                value=answers.get("splits") == "adjust",
                on_change=_take_splits,
                args=(file_id, answers),
            )
        name, currency = _settle(file_id, reading, answers)
        st.button(
            "Use these prices",
            type="primary",
            key="own-use-file",
            on_click=own_data_shelf.put,
            args=(replace(series, name=name, currency=currency),),
        )


def _take_splits(file_id: str, answers: dict[str, str]) -> None:
    if st.session_state[f"own-{file_id}-splits"]:
        answers["splits"] = "adjust"
    else:
        answers.pop("splits", None)


def _settle(file_id: str, reading: Reading, answers: dict[str, str]) -> tuple[str, str]:
    """Name and currency as the learner has them, and the kind where the file holds only one."""
    series = reading.series
    assert series is not None
    with st.grid(2, min_column_width=240, gap=("small", "medium"), vertical_alignment="bottom"):
        name = st.text_input("Call it", series.name, max_chars=60, key=f"own-{file_id}-name")
        currency = st.text_input(
            "Currency (three letters, or nothing)",
            series.currency,
            max_chars=3,
            key=f"own-{file_id}-currency",
        )
        if len(series.kinds) == 1:
            st.selectbox(
                "These prices are",
                list(KINDS),
                index=list(KINDS).index(series.kinds[0]),
                format_func=KINDS.__getitem__,
                key=f"own-{file_id}-kind",
                on_change=lambda: answers.update(kind=st.session_state[f"own-{file_id}-kind"]),
            )
    letters = currency.strip()
    return name.strip() or series.name, letters if letters.isalpha() else ""


def _defects(defects: tuple[Defect, ...]) -> None:
    if not defects:
        st.markdown("✓ Nothing wrong was found.")
        return
    count = len(defects)
    st.markdown(f"**{count} {'thing' if count == 1 else 'things'} to know:**")
    st.markdown("\n".join(f"- {shown(f'{each.what} {each.done}')}" for each in defects[:_SHOWN]))
    if count > _SHOWN or any(len(each.lines) > _SHOWN for each in defects):
        more = st.expander("All of it, line by line", key="own-defects", on_change="rerun")
        if more.open:
            with more:
                _all_lines(defects)


def _all_lines(defects: tuple[Defect, ...]) -> None:
    rows = [(line, each.what, each.done) for each in defects for line in each.lines]
    table = pd.DataFrame(rows, columns=["Line", "What", "What was done"]).sort_values("Line")
    st.dataframe(table.head(5000), hide_index=True, height=320)
