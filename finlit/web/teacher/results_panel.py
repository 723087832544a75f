"""The results of one assignment, for a teacher whose class is open: tables, downloads, print.

`draw(class_, assignment)` is the whole panel; the Results room chooses the assignment.
"""

from __future__ import annotations

from collections.abc import Sequence

import streamlit as st

from finlit.classroom import assignments, events, members
from finlit.classroom.model import Assignment, Class
from finlit.classroom.reports import exports
from finlit.classroom.reports.report import PupilResult, Report, report
from finlit.classroom.store.store import Store
from finlit.game.codes import Code
from finlit.game.deck import rounds
from finlit.game.rounds import Aftermath
from finlit.market import built_in
from finlit.printing import results
from finlit.web.lesson import vote_panel
from finlit.web.pupil import assigned
from finlit.web.shared import content, moments, words
from finlit.web.teacher.device import names
from finlit.web.visit import class_cache

_PUTS = {"company": "Company", "split": "Half", "index": "Index", "bills": "Bills"}


def draw(class_: Class, assignment: Assignment) -> None:
    """What the class did, by question and by alias, and all that can be taken away."""
    found = _report(class_cache.store(), class_, assignment)
    board = found.board
    st.markdown(
        f"{words.count(board.joined, 'pupil')} joined, {board.working} began, "
        f"{board.finished} finished."
    )
    if not board.working:
        st.info("Nobody has done anything in it yet.")
        return
    _growth(found)
    _predictions(found)
    _questions(found)
    _rounds(found, _came(assignment))
    _pupils(found, class_)
    _take_away(found, class_)


def _report(store: Store, class_: Class, assignment: Assignment) -> Report:
    return report(
        assigned.content_of(assignment),
        assignment,
        members.of_class(store, class_.id),
        events.of_class(store, class_.id),
        content.course().checks,
        assignments.own_dues(store, assignment.id),
        _came(assignment),
    )


def _came(assignment: Assignment) -> tuple[Aftermath, ...]:
    """How the ten rounds of an assigned game ended; () for anything else."""
    code = assigned.game_code(assignment)
    if not code:
        return ()
    return tuple(each.came for each in rounds(built_in(), Code.parse(code)))


def _growth(found: Report) -> None:
    for heading, growth, hint in (
        ("From the check before to the check after", found.check, ""),
        (
            "From first tries to last ones",
            found.tries,
            "Last tries come after the reason was read, so they show patience more than memory.",
        ),
    ):
        if growth.pupils:
            st.subheader(heading, anchor=False)
            st.markdown(growth.sentence)
            if hint:
                st.caption(hint)


def _predictions(found: Report) -> None:
    if found.board.votes is not None:
        st.subheader("Votes", anchor=False)
        for when, counts in (
            ("Before the evidence", found.board.votes.before),
            ("After it", found.board.votes.after),
        ):
            said = ", ".join(f"{vote_panel.VOTES[vote].lower()} {n}" for vote, n in counts.items())
            st.markdown(f"{when}: {said}.")
    told = results.guesses(found)
    if told:
        st.subheader("Predictions", anchor=False)
        for guess, block in zip(told, found.predictions, strict=True):
            st.markdown(
                f"{_text(found, block.prompt)}  \nThe class said: "
                f"{content.markdown(guess.said)}. What came out: "
                f"**{content.markdown(guess.came_out.striptags())}**."
            )


def _questions(found: Report) -> None:
    if not found.questions:
        return
    st.subheader("By question", anchor=False)
    rows = results.question_rows(found)
    for number, (each, row) in enumerate(zip(found.questions, rows, strict=True), 1):
        told = f"**{number}.** {_text(found, each.question.prompt)}  \n"
        told += (
            f"{each.right} of {each.count} right at the first try, {each.right_last} by now."
            if each.count
            else "No answers yet."
        )
        if each.mistake is not None:
            told += f"  \nCommonest mistake: {content.markdown(row.mistake.striptags())}"
        st.markdown(told)


def _rounds(found: Report, came: Sequence[Aftermath]) -> None:
    """What the class said in each round of a game, beside what came."""
    if not found.rounds:
        return
    st.subheader("By round", anchor=False)
    head = "| Round | Decided | Odds, mean | " + " | ".join(_PUTS.values()) + " | What came |"
    rows = [head, "|---" * (4 + len(_PUTS)) + "|"]
    for each in found.rounds:
        cells = [each.number, each.count, f"{100 * each.odds:.0f}%", *map(each.puts.get, _PUTS)]
        end = came[each.number - 1]
        ended = f"\\$100 became \\${100 * end.growth:,.0f}" + (", it left" if end.left else "")
        rows.append("| " + " | ".join(map(str, [*cells, ended])) + " |")
    st.markdown("\n".join(rows))


def _text(found: Report, text: str) -> str:
    assert found.content is not None
    return content.filled(found.content.slug, text)


def _pupils(found: Report, class_: Class) -> None:
    st.subheader("By pupil", anchor=False)
    head = ["Pupil", "Done", *_columns(found)]
    rows: list[list[str | int]] = [
        [
            pupil.alias,
            f"{pupil.done} of {pupil.parts}",
            *_cells(found, pupil),
            *((pupil.late,) if found.assignment.due else ()),
        ]
        for pupil in found.pupils
    ]
    late = ["Came in late"] if found.assignment.due else []
    names.table(class_, f"results-{found.assignment.id}", [*head, *late], rows)
    if found.assignment.due:
        st.caption(
            "Came in late: predictions, votes, answers and parts that reached the class after "
            f"{moments.said(found.assignment.due)}, or after a pupil's own day."
        )


def _columns(found: Report) -> list[str]:
    """What is told of each pupil, by what the assignment asks for."""
    if found.content is None:
        return ["Odds score (0 is best)", "Money", "The index alone"]
    if found.board.votes is not None:
        return ["Vote before", "Vote after"]
    return ["Answered", "Right at first", "Right by now", "To look at"]


def _cells(found: Report, pupil: PupilResult) -> list[str | int]:
    if found.content is None:
        told = [
            (
                f"{game.score:.2f}" if game.score is not None else "",
                *(f"${each:,.0f}" if each is not None else "" for each in (game.money, game.index)),
            )
            for game in pupil.games
        ]
        return [" and ".join(cells) for cells in zip(*told, strict=True)] or ["", "", ""]
    if found.board.votes is not None:
        return [vote_panel.VOTES.get(pupil.votes.get(when, ""), "") for when in ("before", "after")]
    answered = f"{pupil.answered} of {pupil.asked}"
    return [answered, pupil.right_first, pupil.right_last, pupil.pace.sentence]


def _take_away(found: Report, class_: Class) -> None:
    st.subheader("Take it away", anchor=False)
    score = st.radio(
        "What a grade counts",
        exports.scores(found),
        format_func=lambda name: exports.SCORES[name][0],
        horizontal=True,
        key=f"score-{found.assignment.id}",
    )
    name = f"finlit-{class_.code}-{found.assignment.code}"
    files = (
        ("All of it as CSV", lambda: exports.plain_csv(found), f"{name}.csv", "text/csv"),
        (
            "Sheet for Google Classroom",
            lambda: exports.classroom_csv(found, score),
            f"{name}-classroom.csv",
            "text/csv",
        ),
        (
            "Canvas gradebook",
            lambda: exports.canvas_csv(found, score),
            f"{name}-canvas.csv",
            "text/csv",
        ),
        (
            "Report to print",
            lambda: results.page(found, class_.name, class_cache.now().date()),
            f"{name}.html",
            "text/html",
        ),
    )
    with st.container(horizontal=True, key=f"take-{found.assignment.id}"):
        for label, data, file_name, kind in files:
            st.download_button(
                label,
                data,
                file_name=file_name,
                mime=kind,
                key=f"{file_name}-{found.assignment.id}",
                on_click="ignore",
            )
    with st.expander(
        "The same files with names", key=f"named-{found.assignment.id}", on_change="rerun"
    ) as named:
        if named.open:
            _named(found, class_, name, score)
    with st.expander("Getting grades into Google Classroom or Canvas"):
        st.markdown(f"**Google Classroom.** {exports.CLASSROOM_HINT}")
        st.markdown(f"**Canvas.** {exports.CANVAS_HINT}")


def _named(found: Report, class_: Class, name: str, score: str) -> None:
    """Files that this browser writes names into."""
    st.markdown(
        "Names come from your list in the room Pupils, and go into the file in your browser."
    )
    paper = results.page(found, class_.name, class_cache.now().date())
    files = (
        ("All of it as CSV", f"{name}.csv", exports.plain_csv(found), 0, 0),
        ("Sheet for Google Classroom", f"{name}-classroom.csv", *_sheet(found, score)),
        ("Canvas gradebook", f"{name}-canvas.csv", exports.canvas_csv(found, score), 0, 0),
    )
    names.files(
        class_,
        f"results-files-{found.assignment.id}",
        [
            *(
                names.File(label, file_name, "text/csv", data.decode("utf-8"), alias, into)
                for label, file_name, data, alias, into in files
            ),
            names.File("Report to print", f"{name}.html", "text/html", paper),
        ],
    )


def _sheet(found: Report, score: str) -> tuple[bytes, int, int]:
    """Google's sheet: the alias stands in the second column, room for the name in the first."""
    return exports.classroom_csv(found, score), 1, 0
