"""The blind dip: start a game, play its rounds, see how it went. The address holds the game."""

from __future__ import annotations

import secrets

import streamlit as st

from finlit.game.codes import GAMES, BadCodeError, Code
from finlit.game.draw import ROUNDS
from finlit.game.modes import MODES
from finlit.game.play import MOST_PLAYERS, Game
from finlit.web.game import game_end, game_log, game_round
from finlit.web.game.game_address import go
from finlit.web.visit import active_assignment, pupil_strip

_MODES = {mode.id: mode for mode in MODES}
_TYPED, _PROBLEM, _PLAYERS, _MODE = "dip.typed", "dip.problem", "dip.players", "dip.mode"


def draw(lesson_pages: dict[str, st.Page]) -> None:
    typed = st.query_params.get("code", "")
    if not typed:
        _start()
        return
    try:
        code = Code.parse(typed)
    except BadCodeError as bad:
        _start(str(bad))
        return
    players = 2 if st.query_params.get("players") == "2" else 1
    game = game_log.kept().game(code, players)
    content = f"game/{code}"
    pupil_strip.assignment(active_assignment.of(content))
    part = st.query_params.get("part", "")
    asked = int(part[1:]) if part in {f"r{number}" for number in range(1, ROUNDS + 1)} else 0
    if game.over and not asked:
        game_end.draw(game, lesson_pages)
    else:
        number = min(asked or game.next_round, game.next_round)
        game_round.draw(game, number, active_assignment.mark(content))


def _start(problem: str = "") -> None:
    st.title("The blind dip")
    st.markdown(
        "Ten real companies. Each has just lost a good part of its price, and you do not see its "
        "name or the year. **Say how likely it is that the price is higher three years later. Then "
        "choose where this round's \\$1,000 goes**, and watch what really happened. Companies that "
        "went bankrupt can be among them."
    )
    st.caption("10 to 25 minutes. Alone, in pairs or as a class. Nobody wins by being lucky.")
    with st.container(border=True, key="new-game"):
        st.segmented_control(
            "How many play at this screen?",
            list(range(1, MOST_PLAYERS + 1)),
            format_func=lambda players: "One" if players == 1 else "Two, side by side",
            default=1,
            required=True,
            key=_PLAYERS,
            on_change="ignore",
        )
        st.button("Deal ten rounds", type="primary", key="deal", on_click=_deal)
        with st.expander("Choose what you meet: falls by half, smaller ones, survivors only"):
            st.radio(
                "What will you meet?",
                list(_MODES),
                format_func=lambda mode: _MODES[mode].title,
                captions=[mode.about for mode in MODES],
                key=_MODE,
                on_change="ignore",
            )
    with st.container(border=True, key="known-game"):
        st.markdown("**Did someone give you a code?** The same code brings the same ten rounds.")
        with st.container(horizontal=True, vertical_alignment="bottom"):
            st.text_input(
                "Code of the game",
                key=_TYPED,
                placeholder="Six letters",
                autocomplete="off",
                on_change="ignore",
                width=220,
            )
            st.button("Play this code", key="join", on_click=_join)
        problem = st.session_state.get(_PROBLEM) or problem
        if problem:
            st.warning(problem)
    _games()


def _players() -> int:
    return int(st.session_state.get(_PLAYERS) or 1)


def _deal() -> None:
    st.session_state.pop(_PROBLEM, None)
    mode = _MODES[st.session_state.get(_MODE, MODES[0].id)]
    go(Code(mode, secrets.randbelow(GAMES)), _players(), "r1")


def _join() -> None:
    try:
        code = Code.parse(st.session_state.get(_TYPED) or "")
    except BadCodeError as bad:
        st.session_state[_PROBLEM] = str(bad)
        return
    st.session_state.pop(_PROBLEM, None)
    game = game_log.kept().game(code, _players())
    go(code, game.players, "end" if game.over else f"r{game.next_round}")


def _games() -> None:
    games = game_log.kept().games()
    if not games:
        return
    st.subheader("Your games", anchor=False)
    for game in games:
        name = f"{game.code}{' for two' if game.players > 1 else ''}"
        label = (
            f"See how {name} went" if game.over else f"Go on with {name}, round {game.next_round}"
        )
        st.button(label, key=f"open-{game.code}-{game.players}", on_click=_open, args=(game,))


def _open(game: Game) -> None:
    st.session_state.pop(_PROBLEM, None)
    go(game.code, game.players, "end" if game.over else f"r{game.next_round}")
