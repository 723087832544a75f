"""How a game went: the money and the stories, then the odds, then what usually happens."""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np
import pandas as pd
import streamlit as st

from finlit.charts import game as game_chart
from finlit.charts.base import ROWS
from finlit.game import scoring
from finlit.game.deck import BaseRates, Round, deck, rounds
from finlit.game.modes import MODES
from finlit.game.play import Game
from finlit.market import built_in
from finlit.numbers.returns import Floats
from finlit.web.game import game_pool, game_score
from finlit.web.game.game_address import go, leave
from finlit.web.game.game_round import PUTS
from finlit.web.shared import content
from finlit.web.shared.figures import arrow_bytes
from finlit.words.formats import write
from finlit.words.wording import money, share

LESSON = "buying-the-dip"
QUESTIONS = (
    "Which fall looked worst to you, and what came of it? What had you seen in the picture?",
    "Those that failed looked like those that came back. What would have told you, and when?",
    "A friend shows you ten stocks that fell by half and came back. What do you ask first?",
)


def draw(game: Game, lesson_pages: dict[str, st.Page]) -> None:
    """The end of a finished game."""
    dealt = rounds(built_in(), game.code)
    rates = deck(built_in(), game.code.mode.edition).base_rates(game.code.mode)
    st.title("How it went")
    st.caption(f"Game {game.code}: {game.code.mode.title.lower()}. Anyone can play it by its code.")
    _money(game, dealt)
    _challenge(game)
    _stories(game, dealt)
    _odds(game, dealt, rates)
    _usual(game, rates)
    game_pool.draw(game)
    _onward(game, lesson_pages)


def names(players: int) -> tuple[str, ...]:
    """How players are called."""
    return game_chart.YOU[:1] if players == 1 else game_chart.YOU[1:]


def _odds(game: Game, dealt: tuple[Round, ...], rates: BaseRates) -> None:
    came = [one.came.rose for one in dealt]
    scores = {
        name: scoring.brier([decision.chance for decision in game.of(player)], came)
        for player, name in enumerate(names(game.players))
    }
    base = scoring.brier([rates.rose] * len(came), came)
    st.header("How good were your odds?", anchor=False)
    always = f"Always {write(rates.rose, 'percent')}, as often as it happens"
    st.html(game_score.bars({**scores, always: base, "Always 50%": 0.25}))
    with st.container(key="answer-odds"):
        for name, score in scores.items():
            whose = "Your odds score" if name == "You" else f"{name}'s odds score"
            st.markdown(f"{whose} **{score:.2f}**.")
        st.markdown(
            f"Saying {write(rates.rose, 'percent')} each time, which is how often it really "
            f"happens, would have scored **{base:.2f}** on these rounds."
        )
    st.markdown(
        "Lower is better: 0 is perfect, and always saying 50% scores 0.25. "
        + " ".join(_spoken(game, player, came) for player in range(game.players))
        + f" The price ended higher in **{sum(came)} of {len(came)}** rounds."
    )
    with st.expander("How the score works"):
        st.markdown(
            "Take what you said, 70% say, as 0.7. Take what happened as 1 or 0. Square the "
            "difference: 0.09 if it happened, 0.49 if not. The score is the average of the ten. "
            "It was made for weather forecasts and is called the Brier score. You cannot trick "
            "it: on average you do best by saying what you truly think."
        )


def _spoken(game: Game, player: int, came: list[bool]) -> str:
    said = [decision.chance for decision in game.of(player)]
    who = "You" if game.players == 1 else f"Player {player + 1}"
    return f"{who} said {write(sum(said) / len(said), 'percent')} on average."


def _usual(game: Game, rates: BaseRates) -> None:
    st.header("What usually happens", anchor=False)
    with st.container(key="answer-usual"):
        st.markdown(
            f"Of all {rates.falls} such falls, **{share(rates.rose)}** stood higher three years "
            f"later. **{share(rates.halved)}** had lost half again or more. "
            f"**{share(rates.left)}** had left the index."
        )
    st.markdown(
        f"**{share(rates.beat_index)}** did better than the index over the same weeks. A dollar in "
        f"each became {money(rates.growth, cents=True)} on average, in the index "
        f"{money(rates.index_growth, cents=True)}: a few that rose a lot lift the average. Those "
        "that left are counted at their last price, for good ends and bad ones. These are large US "
        "companies from 2000 to 2019, and most of their falls came in two crashes."
    )
    if game.code.mode.survivors:
        every = deck(built_in()).base_rates(MODES[0])
        st.markdown(
            "**But you met survivors only.** With all companies in, it is "
            f"{share(every.rose)} that rose and {share(every.halved)} that lost half again. The "
            "past looks better without those that are gone."
        )
    st.markdown(
        "Your ten rounds were drawn to hold about these shares. Only companies whose name has a "
        "source could be drawn; the shares count all of them."
    )


def _stories(game: Game, dealt: tuple[Round, ...]) -> None:
    st.header("Your ten companies", anchor=False)
    lines = []
    for number, one in enumerate(dealt, 1):
        change = write(abs(one.came.growth - 1), "percent")
        ended = f"{change} {'higher' if one.came.rose else 'lower'}"
        left = ", and had left the index" if one.came.left else ""
        said = " ".join(
            f"{who} {write(decision.chance, 'percent')}."
            for who, decision in zip(
                ("You said",) if game.players == 1 else ("Player 1 said", "Player 2 said"),
                game.decided[number - 1],
                strict=True,
            )
        )
        lines.append(
            f"{number}. **{content.markdown(one.story.name)}**, {write(one.story.met, 'month')}. "
            f"{said} It ended {ended}{left}."
        )
    st.markdown("\n".join(lines))
    stories = st.expander("Read the ten stories", key="stories", on_change="rerun")
    if stories.open:
        with stories:
            for number, one in enumerate(dealt, 1):
                puts = "; ".join(
                    f"{who}{PUTS[decision.put].lower()}"
                    for who, decision in zip(
                        ("",) if game.players == 1 else ("Player 1, ", "Player 2, "),
                        game.decided[number - 1],
                        strict=True,
                    )
                )
                st.markdown(content.markdown(f"**{number}.** {' '.join(one.story.sentences)}"))
                st.caption(content.markdown(f"The money: {puts}. Source: {one.story.source}"))


def _money(game: Game, dealt: tuple[Round, ...]) -> None:
    came = [one.came for one in dealt]
    coins = scoring.coin_tossers(str(game.code), came)
    steady = scoring.steady_players(came)
    ends = {
        name: scoring.fortune(game.of(player), came)
        for player, name in enumerate(names(game.players))
    } | {
        game_chart.INDEX: steady["index"],
        game_chart.DIP: steady["company"],
        game_chart.BILLS: steady["bills"],
    }
    chart = game_chart.money_chart(ends, coins.tolist())
    st.header("What the money did", anchor=False)
    with st.container(key="answer-money"):
        for name in names(game.players):
            whose = "You ended" if name == "You" else f"{name} ended"
            st.markdown(
                content.markdown(
                    f"{whose} with **{write(ends[name], 'money')}**. All in the index: "
                    f"**{write(ends[game_chart.INDEX], 'money')}**."
                )
            )
    st.markdown(
        "Ten times \\$1,000, each put away for one round. Beside you are four who follow a rule. "
        "The coin tosser takes the company on heads and the index on tails: here are a thousand "
        "of them, on your ten rounds. **A spread that wide is luck.** Ten rounds of money tell "
        "little about skill; the odds below tell more."
    )
    st.vega_lite_chart(
        spec={**chart.spec, "datasets": {ROWS: arrow_bytes(chart.rows)}},
        width="stretch",
        key="chart-dip-money",
        alt=chart.description,
    )
    st.caption(
        built_in().source_line(
            "members", "sp500_daily", "stocks_and_bills", first="2000-01-07", last="2022-11-01"
        )
        + " Company and index without dividends, bills with their interest; no fees, no taxes. "
        "Each gray tick stands for ten coin tossers."
    )
    _as_table(ends, coins, str(game.code))


def _as_table(ends: Mapping[str, float], coins: Floats, code: str) -> None:
    table = st.expander("Show as table", key="table-dip-money", on_change="rerun")
    if not table.open:
        return
    low, middle, high = np.quantile(coins, (0.05, 0.5, 0.95))
    spread = {
        "50 of 1,000 coin tossers had less than": float(low),
        "Coin tosser in the middle": float(middle),
        "50 of 1,000 coin tossers had more than": float(high),
    }
    rows = pd.DataFrame(
        {"Player": [*ends, *spread], "Dollars": [*ends.values(), *spread.values()]}
    ).round(2)
    with table:
        st.table(
            rows.assign(Dollars=[write(dollars, "money") for dollars in rows["Dollars"]]),
            hide_index=True,
            border="horizontal",
        )
        st.download_button(
            "Download as CSV",
            lambda: rows.to_csv(index=False, lineterminator="\n"),
            file_name=f"finlit-{code}.csv",
            mime="text/csv",
            key="csv-dip-money",
            on_click="ignore",
        )


def _challenge(game: Game) -> None:
    """The same ten rounds for somebody else."""
    address = (st.context.url or "").split("?")[0]
    with st.popover("Challenge somebody", key="challenge", type="primary"):
        st.markdown("The same ten companies, for whoever opens this link. Who has the better odds?")
        st.code(f"{address}?code={game.code}", language=None, wrap_lines=True)


def _onward(game: Game, lesson_pages: dict[str, st.Page]) -> None:
    st.header("Three questions to think over", anchor=False)
    st.markdown("\n".join(f"- {question}" for question in QUESTIONS))
    if LESSON in lesson_pages:
        st.page_link(lesson_pages[LESSON], label="Go to the lesson: buying the dip")
    with st.container(horizontal=True, key="onward"):
        st.button("Play another game", type="primary", key="again", on_click=leave)
        st.button(
            "Look at the rounds again",
            key="look",
            on_click=go,
            args=(game.code, game.players, "r1"),
        )
