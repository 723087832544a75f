"""All falls of the market's tables, ready to be dealt: by mode, and as the ten rounds of a code."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property, lru_cache

import numpy as np
import pandas as pd

from finlit.game import draw, falls
from finlit.game.codes import Code
from finlit.game.editions import LATEST, first_edition
from finlit.game.modes import Mode
from finlit.game.rounds import Aftermath, Glimpse, aftermath, glimpse
from finlit.game.stories import Story, tell
from finlit.market import Market
from finlit.numbers.returns import Floats


@dataclass(frozen=True)
class Round:
    """One round. Only `seen` may be shown before the decision."""

    seen: Glimpse
    came: Aftermath
    story: Story


@dataclass(frozen=True)
class BaseRates:
    """What became of all falls of a mode, named or not: how many of `falls` in each of ENDS.

    `beat_index`: share that ended above the index over the same weeks. `growth`, `index_growth`:
    mean of what a dollar became. Prices only; a round ends when the company leaves the index.
    """

    falls: int
    ends: Mapping[str, int]
    beat_index: float
    growth: float
    index_growth: float

    @property
    def rose(self) -> float:
        """Share whose price ended above that of the decision."""
        return self._share("rose")

    @property
    def halved(self) -> float:
        """Share that lost half again, or more."""
        return self._share("halved")

    @property
    def left(self) -> float:
        """Share that left the index before three years were over, for whatever reason."""
        return self._share("left")

    def _share(self, word: str) -> float:
        return sum(count for end, count in self.ends.items() if word in end) / self.falls


class Deck:
    """The falls of one market, by the prices of an edition of the game."""

    def __init__(self, market: Market, edition: int = LATEST) -> None:
        members = market.table("members")
        if edition < LATEST:
            members = first_edition(members, market.table("moved_prices"))
        self.members = members
        self.companies = market.table("companies")
        self.weeks = pd.DatetimeIndex(self.members.index)
        self.prices: Floats = self.members.to_numpy(float)
        index = market.table("sp500_daily")["close"]
        self.index: Floats = index.reindex(self.weeks, method="ffill").to_numpy(float)
        bills = market.table("stocks_and_bills")["us_bills_return"]
        self.bills: Floats = weekly_level(bills, self.weeks)
        self._all: dict[str, pd.DataFrame] = {}
        self._pools: dict[str, pd.DataFrame] = {}
        self._rates: dict[str, BaseRates] = {}

    def all_falls(self, mode: Mode) -> pd.DataFrame:
        """Every fall of the mode, named or not; see `falls.find`."""
        if mode.id not in self._all:
            self._all[mode.id] = falls.find(self.members, mode)
        return self._all[mode.id]

    def base_rates(self, mode: Mode) -> BaseRates:
        """What became of all falls of the mode."""
        if mode.id not in self._rates:
            self._rates[mode.id] = self._base_rates(mode)
        return self._rates[mode.id]

    def _base_rates(self, mode: Mode) -> BaseRates:
        every = self.all_falls(mode)
        counts = every["outcome"].value_counts()
        ends = {end: int(counts.get(end, 0)) for end in falls.ENDS}
        index = self.index[every["end"].to_numpy()] / self.index[every["row"].to_numpy()]
        return BaseRates(
            falls=len(every),
            ends=ends,
            beat_index=float((every["growth"].to_numpy() > index).mean()),
            growth=float(every["growth"].mean()),
            index_growth=float(index.mean()),
        )

    @cached_property
    def _named(self) -> pd.Series:
        names = self.companies["name"]
        return names[(names != "") & ~names.index.isin(draw.ANOTHER_NAME_THEN)]

    def pool(self, mode: Mode) -> pd.DataFrame:
        """The falls that can be drawn: those of companies whose name has a source."""
        if mode.id not in self._pools:
            self._pools[mode.id] = self._pool(mode)
        return self._pools[mode.id]

    def _pool(self, mode: Mode) -> pd.DataFrame:
        every = self.all_falls(mode)
        named = every[every["code"].isin(self._named.index)].reset_index(drop=True)
        return named.assign(
            name=self._named.loc[named["code"]].to_numpy(),
            key=[
                f"{code} {self.weeks[row]:%Y-%m-%d}"
                for code, row in zip(named["code"], named["row"], strict=True)
            ],
        )

    def fingerprint(self, mode: Mode) -> str:
        """Tells whether the mode's falls are those of this edition of the game."""
        return draw.fingerprint(list(self.base_rates(mode).ends.values()), self.pool(mode))

    def round(self, fall: Mapping[str, object]) -> Round:
        """The round of one row of `pool`."""
        row, end, column = (int(fall[name]) for name in ("row", "end", "column"))  # type: ignore[call-overload]
        after = slice(row, end + 1)
        came = aftermath(
            self.prices[after, column], self.index[after], self.bills[after], bool(fall["left"])
        )
        seen = glimpse(self.prices[: row + 1, column])
        return Round(seen, came, self._story(fall, came))

    def _story(self, fall: Mapping[str, object], came: Aftermath) -> Story:
        row, end, column = (int(fall[name]) for name in ("row", "end", "column"))  # type: ignore[call-overload]
        known = np.flatnonzero(~np.isnan(self.prices[:, column]))
        last = int(known[-1])
        return tell(
            self.companies.loc[str(fall["code"])],
            came,
            high=self.weeks[int(fall["high"])],  # type: ignore[call-overload]
            met=self.weeks[row],
            end=self.weeks[end],
            last=None if last == len(self.weeks) - 1 else self.weeks[last],
            fall=float(self.prices[row, column] / self.prices[int(fall["high"]), column] - 1),  # type: ignore[call-overload]
        )


@lru_cache(maxsize=4)
def deck(market: Market, edition: int = LATEST) -> Deck:
    """The falls of a market, worked out once."""
    return Deck(market, edition)


@lru_cache(maxsize=256)
def rounds(market: Market, code: Code) -> tuple[Round, ...]:
    """The ten rounds of a code."""
    dealt = deck(market, code.mode.edition)
    pool = dealt.pool(code.mode)
    truth = list(dealt.base_rates(code.mode).ends.values())
    drawn = draw.draw(str(code), truth, pool)
    return tuple(dealt.round(fall) for fall in pool.iloc[drawn].to_dict("records"))


def weekly_level(monthly_return: pd.Series, weeks: pd.DatetimeIndex) -> Floats:
    """Level at each week of money that earns each month's return evenly over its days.

    level(d) = product of (1 + r) of the months before * (1 + r of the month) ** (day / days).
    """
    months = weeks.to_period("M")
    growth = 1 + monthly_return
    before = growth.cumprod().shift(1, fill_value=1.0)
    start = months.to_timestamp()
    part = weeks.day.to_numpy() / weeks.days_in_month.to_numpy()
    return before.reindex(start).to_numpy(float) * growth.reindex(start).to_numpy(float) ** part
