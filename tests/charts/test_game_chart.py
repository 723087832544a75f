"""The money of a game: one compiled specification, every player told, coins as ticks."""

from __future__ import annotations

import numpy as np

from finlit.charts.game import COIN, COLOURS, DIP, INDEX, TICKS, money_chart

COINS = np.linspace(9_000, 15_000, 1000).tolist()


def test_players_stand_in_the_order_given_above_the_coins() -> None:
    chart = money_chart({"You": 11_000.0, INDEX: 12_000.0, DIP: 9_500.0}, COINS)
    players = chart.rows.dropna(subset="dollars")
    assert players["who"].tolist() == ["You", INDEX, DIP]
    assert players["place"].tolist() == [0, 1, 2]
    coins = chart.rows.dropna(subset="coin")
    assert len(coins) == TICKS and set(coins["who"]) == {COIN} and set(coins["place"]) == {3}
    assert coins["coin"].is_monotonic_increasing
    assert chart.rows["who"].isin(COLOURS).all()


def test_a_screen_reader_hears_every_end_and_the_spread() -> None:
    told = money_chart({"Player 1": 11_000.0, "Player 2": 12_345.6}, COINS).description
    assert "Player 1 $11,000, Player 2 $12,346" in told
    assert "between $9,300 and $14,700" in told


def test_the_specification_does_not_depend_on_the_numbers() -> None:
    one, other = money_chart({"You": 1.0}, COINS), money_chart({"You": 2.0}, COINS[:10])
    assert one.spec is other.spec
