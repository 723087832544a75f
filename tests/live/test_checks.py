"""Tickers with something wrong, sent by a local Yahoo to the real client: told, used with care."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from finlit.live import Listing
from finlit.live.desk import Desk, Patience
from finlit.live.store import Store
from tests.live import yahoo as fake

TODAY = date(2026, 11, 24)
START = datetime(2023, 1, 2, 14, 30, tzinfo=UTC)
Ask = Callable[..., Listing]


def weekdays(count: int, start: datetime = START) -> list[datetime]:
    days = [start + timedelta(days=n) for n in range(2 * count + 10)]
    return [day for day in days if day.weekday() < 5][:count]


@pytest.fixture
def ask(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Ask]:
    """ask(days, closes, adjusted, events, **meta): the listing that comes of such an answer."""
    plain = fake.chart

    def listing(
        days: list[datetime],
        closes: list[float],
        adjusted: list[float] | None = None,
        events: dict[str, Any] | None = None,
        **meta: str,
    ) -> Listing:
        answer = plain("ODD-ONE", (days, closes))
        answer["meta"].update(meta)
        for name in ("open", "high", "low", "close"):
            answer["indicators"]["quote"][0][name] = list(closes)
        answer["indicators"]["adjclose"][0]["adjclose"] = list(adjusted or closes)
        answer["events"] = events or {}
        monkeypatch.setattr(fake, "chart", lambda symbol, history=None: answer)
        desk = Desk(Store(tmp_path), patience=Patience(15, 5, 2, 0.05, 0.1), today=lambda: TODAY)
        return desk.ask("ODD-ONE").future.result(30).listing

    with fake.Yahoo() as yahoo:
        monkeypatch.setenv("FINLIT_YAHOO", yahoo.address)
        monkeypatch.setenv("FINLIT_CACHE", str(tmp_path))
        yield listing


def split(day: datetime, new: int, old: int = 1) -> dict[str, Any]:
    stamp = int(day.timestamp())
    event = {"date": stamp, "numerator": new, "denominator": old, "splitRatio": f"{new}:{old}"}
    return {"splits": {str(stamp): event}}


def dividends(paid: dict[datetime, float]) -> dict[str, Any]:
    stamps = {int(day.timestamp()): amount for day, amount in paid.items()}
    found = {str(stamp): {"amount": amount, "date": stamp} for stamp, amount in stamps.items()}
    return {"dividends": found}


def largest_step(listing: Listing) -> float:
    """The largest step up or down of any kind offered, as a multiple."""
    steps = [
        np.abs(np.diff(np.log(listing.series().levels(kind).to_numpy(float)))).max()
        for kind in listing.series().kinds
    ]
    return float(np.exp(max(steps)))


def test_pence_that_become_pounds_are_named_and_not_used(ask: Ask) -> None:
    days = weekdays(40)
    listing = ask(days, [612.0] * 20 + [5.85] * 20, currency="GBp")
    (told,) = listing.checked().told
    assert "change of the unit, such as pence and pounds" in told
    assert largest_step(listing) == 1
    assert listing.series().first.date() == days[20].date()
    assert len(listing.series(older=True).levels("price")) == 40, "all of it when asked for"


def test_a_split_left_in_the_prices_is_compared_and_told(ask: Ask) -> None:
    days = weekdays(40)
    listing = ask(days, [100.0] * 20 + [10.0] * 20, events=split(days[20], 10))
    (told,) = listing.checked().told
    assert "it was not taken out. Here the earlier prices are divided by 10." in told
    assert largest_step(listing) == 1
    assert listing.series().levels("price").tolist() == [10.0] * 40


def test_a_split_taken_out_twice_is_compared_and_told(ask: Ask) -> None:
    days = weekdays(40)
    listing = ask(days, [2.5] * 20 + [10.0] * 20, events=split(days[20], 4))
    assert (
        "taken out twice. Here the earlier prices are multiplied by 4."
        in (listing.checked().told[0])
    )
    assert listing.series().levels("price").tolist() == [10.0] * 40


@pytest.mark.parametrize("bad", [float("inf"), -3.0])
def test_an_adjusted_close_that_cannot_be_leaves_the_price_alone(ask: Ask, bad: float) -> None:
    listing = ask(weekdays(40), [8.0] * 40, [bad] * 20 + [8.0] * 20)
    assert listing.series().kinds == ("price",)
    assert "20 figures that cannot be" in listing.series().notes[0]


def test_a_dividend_above_the_price_leaves_the_price_alone(ask: Ask) -> None:
    days = weekdays(40)
    events = dividends({days[20]: 226.0})
    listing = ask(days, [8.0] * 40, [0.3] * 20 + [8.0] * 20, events)
    assert listing.series().kinds == ("price",)
    assert "A dividend of 226 a share" in listing.series().notes[0]


def test_dividends_in_pounds_beside_pence_leave_the_price_alone(ask: Ask) -> None:
    days = weekdays(400)
    events = dividends({days[place]: 0.05 for place in range(60, 400, 60)})
    listing = ask(days, [800.0] * 400, [-1.0] + [800.0] * 399, events, currency="GBp")
    assert listing.series().kinds == ("price",)
    assert any("whole pounds" in note for note in listing.series().notes)


def test_dividends_that_are_listed_and_not_counted_leave_the_price_alone(ask: Ask) -> None:
    days = weekdays(400)
    events = dividends({days[place]: 8.0 for place in range(60, 400, 60)})
    listing = ask(days, [800.0] * 400, [800.0] * 400, events)
    assert listing.series().kinds == ("price",)
    assert "do not hold them" in listing.series().notes[0]


def test_a_ticker_that_was_given_away_shows_the_newer_company(ask: Ask) -> None:
    old, new = weekdays(60, START.replace(year=2001)), weekdays(60, START.replace(year=2015))
    listing = ask(old + new, [40.0] * 60 + [8.0] * 60)
    assert "it may be another company" in listing.checked().told[0]
    assert listing.series().first.date() == new[0].date()
    whole = listing.series(older=True)
    assert whole.first.date() == old[0].date()
    assert any("carried on" in note for note in whole.notes)


def test_a_price_below_zero_is_counted_apart(ask: Ask) -> None:
    closes = [20.0] * 40
    closes[20] = -37.63
    listing = ask(weekdays(40), closes, instrumentType="FUTURE")
    assert (listing.missing, listing.below_zero) == (0, 1)
