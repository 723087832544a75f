"""Tickers through the real yfinance, asked of a local server that speaks Yahoo's format."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from types import SimpleNamespace

import pytest

from finlit.live import Desk, Trouble
from finlit.live.desk import Patience
from finlit.live.store import Store
from tests.live import yahoo as fake
from tests.live.yahoo import Yahoo

TODAY = date(2026, 11, 21)
QUICK = Patience(job=3.0, request=0.4, tries=2, pause=0.01)


@pytest.fixture
def yahoo(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Iterator[Yahoo]:
    with Yahoo() as server:
        monkeypatch.setenv("FINLIT_YAHOO", server.address)
        monkeypatch.setenv("FINLIT_CACHE", str(tmp_path))
        monkeypatch.setenv("NO_PROXY", "127.0.0.1")
        yield server


@pytest.fixture
def store(tmp_path: Path) -> Store:
    return Store(tmp_path / "prices")


@pytest.fixture
def desk(yahoo: Yahoo, store: Store) -> Desk:
    return Desk(store, patience=QUICK, today=lambda: TODAY)


def kind(desk: Desk, symbol: str) -> str:
    with pytest.raises(Trouble) as trouble:
        desk.ask(symbol).answer()
    assert str(trouble.value)
    return trouble.value.kind


def test_a_good_day_gives_both_kinds_and_who_it_is(desk: Desk, yahoo: Yahoo) -> None:
    listing = desk.ask(" ko ").answer().listing
    assert (listing.symbol, listing.name) == ("KO", "The Coca-Cola Company")
    assert (listing.exchange, listing.currency, listing.kind) == ("NYSE", "USD", "EQUITY")
    days = fake.trading_days()
    assert listing.first_trade == days[0].date()
    assert [stamp.date() for stamp in listing.prices.index] == [day.date() for day in days]
    assert listing.prices["close"].tolist() == fake.closes("KO")
    assert listing.prices["adj_close"].iloc[0] == pytest.approx(0.9 * fake.closes("KO")[0])
    assert len(listing.dividends) == len(days[300::250])
    series = listing.series()
    assert series.kinds == ("total_return", "price")
    assert series.name == "The Coca-Cola Company (KO)"
    assert series.source == "Yahoo Finance, KO, fetched 2026-11-21"
    assert yahoo.asked("KO") == 1


def test_an_index_has_a_price_alone(desk: Desk) -> None:
    assert desk.ask("^GSPC").answer().listing.series().kinds == ("price",)


def test_a_split_is_told_and_days_without_a_price_are_counted(desk: Desk) -> None:
    assert desk.ask("SPLIT").answer().listing.splits.tolist() == [4.0]
    patchy = desk.ask("NANS").answer().listing
    assert patchy.missing == 5
    assert len(patchy.prices) == fake.DAYS - 5
    assert patchy.prices["close"].notna().all()


@pytest.mark.parametrize(
    ("symbol", "expected"),
    [
        ("SLOW", "slow"),
        ("CUT", "cut_off"),
        ("TORN", "cut_off"),
        ("GONE", "not_found"),
        ("NODATA", "nothing"),
        ("EMPTY", "nothing"),
        ("LIMIT", "rate_limited"),
        ("HTML", "blocked"),
        ("BLOCK", "blocked"),
        ("BUSY", "down"),
        ("BACK", "down"),
        ("NEW", "nothing"),
        ("ODD", "changed"),
        ("../../etc", "invalid"),
        ("A B", "invalid"),
        ("", "invalid"),
    ],
)
def test_each_bad_day_has_its_own_trouble(desk: Desk, symbol: str, expected: str) -> None:
    assert kind(desk, symbol) == expected


def test_a_filter_in_the_way_is_told_apart(desk: Desk, yahoo: Yahoo) -> None:
    yahoo.is_filtered = True
    assert kind(desk, "AAPL") == "blocked"


def test_a_server_that_is_gone_means_no_network(desk: Desk, yahoo: Yahoo) -> None:
    yahoo.die()
    assert kind(desk, "AAPL") == "no_network"


def test_a_passing_trouble_is_tried_again(desk: Desk, yahoo: Yahoo) -> None:
    job = desk.ask("HICCUP")
    assert job.answer().listing.symbol == "HICCUP"
    assert yahoo.asked("HICCUP") == 2
    assert job.line() == "Asking Yahoo for HICCUP. No luck yet: try 2 of 2"


def test_what_will_not_pass_is_asked_once_a_day(desk: Desk, yahoo: Yahoo) -> None:
    assert kind(desk, "GONE") == kind(desk, "GONE") == "not_found"
    once = yahoo.asked("GONE")
    assert kind(desk, "gone") == "not_found"
    assert yahoo.asked("GONE") == once


def test_after_too_many_requests_nobody_is_asked_for_a_while(store: Store, yahoo: Yahoo) -> None:
    now = [0.0]
    desk = Desk(store, patience=QUICK, today=lambda: TODAY, clock=lambda: now[0])
    assert kind(desk, "LIMIT") == "rate_limited"
    assert kind(desk, "AAPL") == "rate_limited"
    assert yahoo.asked("AAPL") == 0
    now[0] = QUICK.quiet + 1
    assert desk.ask("AAPL").answer().trouble is None


def test_what_is_no_ticker_is_told_so_in_the_quiet_too(desk: Desk, yahoo: Yahoo) -> None:
    assert kind(desk, "LIMIT") == "rate_limited"
    assert kind(desk, "<b>x</b>") == "invalid"
    assert kind(desk, "KO") == "rate_limited"


def test_thirty_who_ask_for_the_same_cost_one_request(desk: Desk, yahoo: Yahoo) -> None:
    together = threading.Barrier(30)
    found: list[float] = []

    def pupil() -> None:
        together.wait()
        found.append(float(desk.ask("AAPL").answer().listing.prices["close"].iloc[-1]))

    pupils = [threading.Thread(target=pupil) for _ in range(30)]
    for each in pupils:
        each.start()
    for each in pupils:
        each.join()
    assert found == [fake.closes("AAPL")[-1]] * 30
    assert yahoo.asked("AAPL") == 1


def test_more_tickers_than_hands_wait_in_line(store: Store, yahoo: Yahoo) -> None:
    desk = Desk(store, patience=QUICK, today=lambda: TODAY, workers=1)
    first, second = desk.ask("SLOW"), desk.ask("KO")
    assert second.line() == "Waiting in line to ask for KO"
    assert second.seconds() == 0
    with pytest.raises(Trouble, match="did not answer in time"):
        first.answer()
    assert second.answer().listing.symbol == "KO"
    assert second.line() == "Asking Yahoo for KO"


def test_the_line_is_only_so_long_and_a_question_that_nobody_waits_for_leaves_it(
    store: Store, yahoo: Yahoo
) -> None:
    desk = Desk(store, patience=QUICK, today=lambda: TODAY, workers=1, longest=2)
    first = desk.ask("SLOW")
    while first.line().startswith("Waiting"):
        threading.Event().wait(0.01)
    one, two, shared = desk.ask("KO"), desk.ask("AAPL"), desk.ask("AAPL")
    assert shared is two
    assert kind(desk, "MSFT") == "busy"
    desk.leave(one)
    desk.leave(shared)
    assert desk.search("coca").line().startswith("Waiting"), "there is a place again"
    assert two.answer().listing.symbol == "AAPL", "someone else still waited for it"
    assert yahoo.asked("KO") == 0
    assert threading.active_count() < 10
    with pytest.raises(Trouble, match="in time"):
        first.answer()


def test_two_processes_that_ask_for_the_same_cost_one_request(
    store: Store, yahoo: Yahoo, tmp_path: Path
) -> None:
    """Two desks share the folder alone, as two processes do."""
    desks = [Desk(Store(store.folder), patience=QUICK, today=lambda: TODAY) for _ in range(2)]
    jobs = [desk.ask("AAPL") for desk in desks]
    assert {job.answer().listing.name for job in jobs} == {"Apple Inc."}
    assert yahoo.asked("AAPL") == 1


def test_the_same_day_is_answered_from_the_disk(desk: Desk, store: Store, yahoo: Yahoo) -> None:
    fresh = desk.ask("AAPL").answer().listing
    yahoo.die()
    again = Desk(store, patience=QUICK, today=lambda: TODAY).ask("AAPL").answer()
    assert again.trouble is None
    assert again.listing.prices.equals(fresh.prices)
    assert again.listing.first_trade == fresh.first_trade


def test_an_old_answer_serves_when_the_network_is_away(
    desk: Desk, store: Store, yahoo: Yahoo
) -> None:
    desk.ask("AAPL").answer()
    yahoo.die()
    later = Desk(store, patience=QUICK, today=lambda: date(2026, 11, 25))
    answer = later.ask("AAPL").answer()
    assert answer.listing.fetched == TODAY
    assert answer.trouble is not None
    assert answer.trouble.kind == "no_network"
    assert kind(later, "KO") == "no_network"


def test_the_next_day_it_is_asked_again(desk: Desk, store: Store, yahoo: Yahoo) -> None:
    desk.ask("AAPL").answer()
    later = Desk(store, patience=QUICK, today=lambda: date(2026, 11, 22))
    assert later.ask("AAPL").answer().listing.fetched == date(2026, 11, 22)
    assert yahoo.asked("AAPL") == 2


def test_a_broken_copy_is_dropped_and_fetched_again(desk: Desk, store: Store, yahoo: Yahoo) -> None:
    desk.ask("AAPL").answer()
    (path,) = store.folder.glob("*.parquet")
    whole = path.read_bytes()
    for broken in (b"", whole[: len(whole) // 2], whole[:-400] + bytes(400)):
        path.write_bytes(broken)
        assert desk.ask("AAPL").answer().listing.name == "Apple Inc."
    assert yahoo.asked("AAPL") == 4


def test_the_oldest_copies_go_when_there_are_too_many(
    desk: Desk, yahoo: Yahoo, tmp_path: Path
) -> None:
    first = desk.ask("AAPL").answer().listing
    size = next((tmp_path / "prices").glob("*.parquet")).stat().st_size
    small = Store(tmp_path / "small", most_bytes=int(2.5 * size))
    for symbol in ("A", "B", "C"):
        small.save(symbol, first)
    assert sorted(path.name for path in small.folder.glob("*")) == ["B.parquet", "C.parquet"]
    assert small.load("A") is None


def test_a_folder_that_cannot_be_written_is_no_reason_to_fail(yahoo: Yahoo, tmp_path: Path) -> None:
    (tmp_path / "file").write_text("not a folder", encoding="utf-8")
    desk = Desk(Store(tmp_path / "file" / "prices"), patience=QUICK, today=lambda: TODAY)
    assert desk.ask("AAPL").answer().listing.name == "Apple Inc."


def test_a_search_finds_tickers_by_name_once_a_day(desk: Desk, yahoo: Yahoo) -> None:
    (match,) = desk.search("  Coca-Cola ").answer()
    assert (match.symbol, match.exchange) == ("KO", "NYSE")
    assert desk.search("coca-cola").answer() == (match,)
    assert yahoo.requests["search"] == 1
    assert desk.search("nothing like it").answer() == ()


def test_a_ticker_found_twice_is_offered_once(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    found = [{"symbol": "KO", "longname": "first"}, {"symbol": "PEP"}, {"symbol": "KO"}]
    monkeypatch.setattr("yfinance.Search", lambda *_, **__: SimpleNamespace(quotes=found))
    matches = desk.search("cola").answer()
    assert [(match.symbol, match.name) for match in matches] == [("KO", "first"), ("PEP", "")]


def test_turned_off_nothing_is_asked(
    desk: Desk, yahoo: Yahoo, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("FINLIT_LIVE", "off")
    assert kind(desk, "AAPL") == "off"
    with pytest.raises(Trouble, match="turned off"):
        desk.search("apple").answer()
    assert not yahoo.requests
