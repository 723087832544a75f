"""One round: the picture, the odds, the money; then the clock and what happened."""

from __future__ import annotations

import pandas as pd
import streamlit as st

from finlit.game.deck import Round, rounds
from finlit.game.draw import ROUNDS
from finlit.game.falls import HALF_A_YEAR
from finlit.game.play import Decision, Game
from finlit.game.rounds import length
from finlit.market import built_in
from finlit.web.game import game_clock, game_log, game_score
from finlit.web.game.game_address import go
from finlit.web.shared import content

PUTS = {
    "company": "All into this company",
    "split": "Half company, half index",
    "index": "All into the index",
    "bills": "Keep it in bills",
}
_PLAYING = "dip.playing"


def draw(game: Game, number: int, assignment: str = "") -> None:
    """Round `number` (from 1): still to be decided, for an assignment (its id) or for none, or
    decided and told to its end."""
    dealt = rounds(built_in(), game.code)[number - 1]
    place = f"{game.code}-{game.players}-{number}"
    st.title(f"Round {number} of {ROUNDS}")
    decided = number < game.next_round
    line = game_score.so_far(game, number - 1)
    if line:
        with st.container(key="score-so-far"):
            st.markdown(content.markdown(line))
    if not decided:
        with st.container(key="answer-dip"):
            st.markdown(f"**{dealt.seen.headline}.** What comes next?")
    decisions = game.decided[number - 1] if decided else ()
    game_clock.draw(place, dealt, decisions, play=st.session_state.get(_PLAYING) == place)
    if decided:
        _told(game, number, dealt)
    else:
        st.caption(dealt.seen.description)
        _ask(game, place, assignment)
    st.caption(
        f"Game {game.code}. Whoever enters this code gets the same ten rounds. "
        + built_in().source_line("members")
        + " Prices without dividends. A name is the last one that the company had."
    )


def _ask(game: Game, place: str, assignment: str) -> None:
    made = _made(place)
    player = len(made)
    who = f"Player {player + 1}: " if game.players > 1 else ""
    if made:
        st.markdown(f"**Player {player}** has locked in. Now the other one, without a look.")
    with (
        st.container(border=True, key=f"decide-{player + 1}"),
        st.grid(2, min_column_width=260),
    ):
        _questions(place, player, who)
    last = player + 1 == game.players
    with st.bottom, st.container(horizontal=True, key="onward", horizontal_alignment="right"):
        st.button(
            "Lock in, and let time run" if last else "Lock in, and pass it on",
            type="primary",
            key="lock",
            on_click=_lock,
            args=(game, place, assignment),
        )
    problem = st.session_state.get(f"{place}.problem")
    if problem:
        st.warning(problem)
    with st.expander("What are the index and bills?"):
        st.markdown(
            "**The index** is the S&P 500: about 500 big companies at once. **Bills** are short "
            "loans to the US government: safe, with a little interest. The money stays put for "
            "three years. If the company leaves the index sooner, the round ends there, at the "
            "last price that the data has. A company can leave because it was bought, because it "
            "shrank, or because it failed."
        )


def _questions(place: str, player: int, who: str = "") -> None:
    chance, put = _keys(place, player)
    st.slider(
        f"{who}How likely is it that the price is above 100 in three years, "
        "or when it leaves the index, if that is sooner?",
        0,
        100,
        50,
        step=5,
        format="%d%%",
        key=chance,
        on_change="ignore",
    )
    st.radio(
        f"{who}Where does this round's \\$1,000 go?",
        list(PUTS),
        index=None,
        format_func=PUTS.__getitem__,
        key=put,
        on_change="ignore",
    )


def _made(place: str) -> list[Decision]:
    """What the players before this one have locked in, hidden from the next."""
    made: list[Decision] = st.session_state.get(f"{place}.made", [])
    return made


def _keys(place: str, player: int) -> tuple[str, str]:
    return f"{place}.{player}.chance", f"{place}.{player}.put"


def _lock(game: Game, place: str, assignment: str) -> None:
    state = st.session_state
    made = _made(place)
    chance, put = _keys(place, len(made))
    if state.get(put) not in PUTS:
        state[f"{place}.problem"] = "Choose where the \\$1,000 goes, then lock it in."
        return
    state.pop(f"{place}.problem", None)
    decisions = [*made, Decision(state[chance] / 100, state[put])]
    if len(decisions) < game.players:
        state[f"{place}.made"] = decisions
        return
    state.pop(f"{place}.made", None)
    game_log.record(game, decisions, assignment)
    state[_PLAYING] = place
    go(game.code, game.players, f"r{game.next_round}")


def _told(game: Game, number: int, dealt: Round) -> None:
    last = number == ROUNDS
    with st.bottom, st.container(horizontal=True, key="onward", horizontal_alignment="right"):
        st.button(
            "See how it went" if last else f"Next: round {number + 1}",
            type="primary",
            key="next",
            on_click=go,
            args=(game.code, game.players, "end" if last else f"r{number + 1}"),
        )
    words = st.expander("Read it in words and numbers", key=f"words-{number}", on_change="rerun")
    if words.open:
        with words:
            for sentence in dealt.story.sentences:
                st.markdown(content.markdown(sentence))
            st.table(milestones(dealt), hide_index=True, border="horizontal")


def milestones(dealt: Round) -> pd.DataFrame:
    """What a dollar had become every half year, and at the round's end."""
    came = dealt.came
    last = came.weeks[-1]
    wanted = [*range(0, last, HALF_A_YEAR), last]
    places = [max(n for n, week in enumerate(came.weeks) if week <= at) for at in wanted]
    return pd.DataFrame(
        {
            "After": ["the start" if at == 0 else length(at) for at in wanted],
            **{
                name: [f"{100 * growths[place]:.0f}" for place in places]
                for name, growths in (
                    ("Company", came.company),
                    ("Index", came.index),
                    ("Bills", came.bills),
                )
            },
        }
    )
