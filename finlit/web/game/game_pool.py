"""Calibration over many games: this browser's, and those that others hand over as a line."""

from __future__ import annotations

import pandas as pd
import streamlit as st

from finlit.game import pooling
from finlit.game.play import Game
from finlit.game.scoring import ENOUGH_FORECASTS, Group, brier, calibration
from finlit.market import built_in
from finlit.web.game import game_log
from finlit.words.formats import write

# Games of this browser that are pooled, the newest first: each is dealt anew to see what came.
_MOST_GAMES = 60


def draw(game: Game) -> None:
    """What was said beside what happened, once there is enough of it; and a line to share."""
    st.header("When you say 80%, does it happen 8 times in 10?", anchor=False)
    st.markdown(
        "Ten rounds cannot tell: with so few, luck is louder than skill. Many games can, or a "
        "whole class together."
    )
    mine = [
        (each.code, [decision.chance for decision in each.of(player)])
        for each in game_log.kept().games()[:_MOST_GAMES]
        for player in range(each.players)
    ]
    added, unread = pooling.read_lines(st.session_state.get("dip.lines") or "")
    chances, came = pooling.pooled(built_in(), [*mine, *added])
    if len(chances) < ENOUGH_FORECASTS:
        st.markdown(
            f"So far there are **{len(chances)}** forecasts here. From {ENOUGH_FORECASTS} on, this "
            "place shows what was said beside what happened."
        )
    else:
        _groups(calibration(chances, came), len(chances), brier(chances, came))
    with st.expander("Put the games of a class together", key="pool"):
        st.markdown("This game as a line, to read out, copy or send:")
        for player in range(game.players):
            said = (decision.chance for decision in game.of(player))
            st.code(pooling.line(game.code, said), language=None, wrap_lines=True)
        st.text_area(
            "Lines of others, one a row (yours are in already)",
            key="dip.lines",
            height=120,
            max_chars=pooling.MOST_TEXT,
            placeholder="HKFMRP 70 55 …",
        )
        if len(added) >= pooling.MOST_LINES:
            st.info(f"{pooling.MOST_LINES} games are read at most, those on top.")
        twice = pooling.repeats(mine, added)
        if twice:
            st.info(
                f"In there more than once, and counted each time: {twice[0]}. Take it out if it "
                "was pasted twice."
            )
        if unread:
            st.warning("Not a line of a game:")
            st.code(unread[0][:60], language=None, wrap_lines=True)


def _groups(groups: tuple[Group, ...], forecasts: int, score: float) -> None:
    with st.container(key="answer-pool"):
        widest = max(groups, key=lambda group: group.forecasts)
        st.markdown(
            f"When {write(widest.said, 'percent')} was said (on average in its group), it happened "
            f"**{widest.happened} times of {widest.forecasts}**."
        )
    st.table(
        pd.DataFrame(
            {
                "Said": [group.label for group in groups],
                "Average said": [write(group.said, "percent") for group in groups],
                "Happened": [f"{group.happened} of {group.forecasts}" for group in groups],
                "That is": [write(group.happened / group.forecasts, "percent") for group in groups],
            }
        ),
        hide_index=True,
        border="horizontal",
    )
    st.markdown(
        f"{forecasts} forecasts, all those played or pasted here. Their score is {score:.2f}. "
        "Groups with few forecasts still swing a lot."
    )
