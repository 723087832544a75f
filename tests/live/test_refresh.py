"""Tables brought up to date in a folder of one's own, from a local Yahoo."""

from __future__ import annotations

import hashlib
import io
import os
import subprocess
import sys
from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pandas as pd
import pytest

from finlit import verify
from finlit.live import Desk, refresh
from finlit.live.desk import Patience
from finlit.live.store import Store
from finlit.market import Market, shipped
from tests.live.yahoo import History, Yahoo
from tests.server import ROOT

TODAY = date(2026, 11, 21)
PATIENCE = Patience(job=5.0, request=1.0, tries=2, pause=0.01)


@pytest.fixture
def yahoo(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Iterator[Yahoo]:
    with Yahoo() as server:
        monkeypatch.setenv("FINLIT_YAHOO", server.address)
        monkeypatch.setenv("FINLIT_CACHE", str(tmp_path / "cache"))
        yield server


@pytest.fixture
def ours() -> Market:
    return Market(shipped())


def longer(levels: pd.Series, days: int = 40, growth: float = 1.001) -> History:
    """The last two years of a table as Yahoo would tell them, and weekdays after its end."""
    known = levels.dropna().iloc[-500:]
    stamps = [stamp.replace(hour=15, tzinfo=UTC) for stamp in known.index.to_pydatetime()]
    values = known.tolist()
    day: datetime = stamps[-1]
    while len(values) < len(known) + days:
        day += timedelta(days=1)
        if day.weekday() < 5:
            stamps.append(day)
            values.append(values[-1] * growth)
    return stamps, values


def ran(ours: Market, folder: Path, tmp_path: Path, *names: str) -> tuple[int, str]:
    out = io.StringIO()
    desk = Desk(Store(tmp_path / "cache"), patience=PATIENCE, today=lambda: TODAY)
    code = refresh.run(out, ours, desk, folder, names, today=lambda: TODAY)
    return code, out.getvalue()


def marks(folder: Path) -> dict[str, str]:
    return {
        path.name: hashlib.sha256(path.read_bytes()).hexdigest()
        for path in folder.iterdir()
        if path.is_file()
    }


def test_newer_rows_go_into_a_copy_and_ours_stay(
    yahoo: Yahoo, ours: Market, tmp_path: Path
) -> None:
    before = marks(ours.folder)
    close = ours.table("sp500_daily")["close"]
    yahoo.histories["^GSPC"] = longer(close)
    folder = tmp_path / "mine" / "tables"
    code, said = ran(ours, folder, tmp_path, "sp500_daily")
    assert code == 0, said
    assert "sp500_daily: 40 new rows" in said
    assert marks(ours.folder) == before
    mine = Market(folder)
    table = mine.table("sp500_daily")["close"]
    assert len(table) == len(close) + 40
    assert table.iloc[: len(close)].equals(close)
    assert table.iloc[-1] == pytest.approx(close.iloc[-1] * 1.001**40, rel=1e-6)
    assert mine.entry("sp500_daily").last == f"{table.index[-1]:%Y-%m-%d}"
    assert (
        "After 2026-08-21: Yahoo Finance, fetched 2026-11-21." in mine.entry("sp500_daily").origin
    )
    assert mine.refreshed is not None
    assert (mine.refreshed.on, mine.refreshed.tables) == ("2026-11-21", ("sp500_daily",))
    assert ours.refreshed is None
    assert mine.table("gold").equals(ours.table("gold"))


def test_a_table_with_dividends_is_brought_to_our_scale(
    yahoo: Yahoo, ours: Market, tmp_path: Path
) -> None:
    """Yahoo scales all old figures down with each dividend; the local one by a tenth."""
    close = ours.table("spy_daily")["close"]
    yahoo.histories["SPY"] = longer(close)
    code, said = ran(ours, tmp_path / "tables", tmp_path, "spy_daily")
    assert code == 0, said
    table = Market(tmp_path / "tables").table("spy_daily")["close"]
    assert table.iloc[-1] == pytest.approx(close.iloc[-1] * 1.001**40, rel=1e-4)


def test_a_monthly_table_of_many_funds(yahoo: Yahoo, ours: Market, tmp_path: Path) -> None:
    funds = ours.table("funds")
    for name in funds.columns:
        monthly = funds[name].dropna()
        days = [
            stamp.replace(day=15, hour=15, tzinfo=UTC) for stamp in monthly.index.to_pydatetime()
        ]
        more = [days[-1] + timedelta(days=30 * step) for step in (1, 2, 3)]
        yahoo.histories[name] = (days + more, [*monthly, *[monthly.iloc[-1] * 1.5] * 3])
    code, said = ran(ours, tmp_path / "tables", tmp_path, "funds")
    assert code == 0, said
    table = Market(tmp_path / "tables").table("funds")
    assert table.index[-1] == pd.Timestamp("2026-10-01"), "November is not over"
    assert table["GLD"].iloc[-1] == pytest.approx(funds["GLD"].iloc[-1] * 1.5, rel=1e-4)


def test_a_table_that_does_not_agree_is_left(yahoo: Yahoo, ours: Market, tmp_path: Path) -> None:
    stamps, values = longer(ours.table("nikkei_daily")["close"])
    values[-60] *= 1.2
    yahoo.histories["^N225"] = (stamps, values)
    yahoo.histories["^IXIC"] = longer(ours.table("nasdaq_daily")["close"])
    code, said = ran(ours, tmp_path / "tables", tmp_path, "nikkei_daily", "nasdaq_daily")
    assert code == 0
    assert (
        "nikkei_daily: left as it is. Yahoo's figures and ours of the same days are up to" in said
    )
    mine = Market(tmp_path / "tables")
    assert mine.table("nikkei_daily").equals(ours.table("nikkei_daily"))
    assert mine.refreshed is not None
    assert mine.refreshed.tables == ("nasdaq_daily",)


def test_without_a_network_nothing_is_written(yahoo: Yahoo, ours: Market, tmp_path: Path) -> None:
    yahoo.die()
    code, said = ran(ours, tmp_path / "tables", tmp_path, "sp500_daily", "spy_daily")
    assert code == 1
    assert said.count("cannot reach Yahoo") == 2
    assert "Nothing was written." in said
    assert not (tmp_path / "tables").exists()


def test_an_unknown_table_is_named(ours: Market, tmp_path: Path) -> None:
    code, said = ran(ours, tmp_path / "tables", tmp_path, "gold")
    assert code == 1
    assert said.startswith("No live source for gold.")


def test_our_own_folder_is_refused(ours: Market) -> None:
    with pytest.raises(ValueError, match="never written over"):
        refresh.write(ours, {}, ours.folder, TODAY)


def test_verify_runs_against_either(yahoo: Yahoo, ours: Market, tmp_path: Path) -> None:
    yahoo.histories["^GSPC"] = longer(ours.table("sp500_daily")["close"])
    ran(ours, tmp_path / "tables", tmp_path, "sp500_daily")
    for market in (ours, Market(tmp_path / "tables")):
        out = io.StringIO()
        assert verify.run(out, market=market) == 0, out.getvalue()[-600:]


def test_the_commands_know_the_folder(yahoo: Yahoo, ours: Market, tmp_path: Path) -> None:
    """`refresh --to` writes it, `verify --data` reads it, and a missing one is told."""
    yahoo.histories["^GSPC"] = longer(ours.table("sp500_daily")["close"])
    folder = tmp_path / "tables"

    def command(*arguments: str) -> subprocess.CompletedProcess[str]:
        return subprocess.run(
            [sys.executable, "-m", "finlit", *arguments],
            cwd=tmp_path,
            env={**os.environ, "PYTHONPATH": str(ROOT), "PYTHONUTF8": "1"},
            capture_output=True,
            encoding="utf-8",
            check=False,
        )

    done = command("refresh", "sp500_daily", "--to", str(folder))
    assert done.returncode == 0, done.stdout + done.stderr
    assert f"Use it with: python -m finlit serve --data {folder}" in done.stdout
    checked = command("verify", "--data", str(folder))
    assert checked.returncode == 0, checked.stdout[-500:] + checked.stderr
    missing = command("verify", "--data", str(tmp_path / "nothing"))
    assert missing.returncode == 1
    assert "There are no tables in" in missing.stdout
