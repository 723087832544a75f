"""Bring built-in tables that have a live source up to date: `python -m finlit refresh`.

The tables that ship are read and never written. A whole copy goes into a folder of the user's own,
with newer rows added to the tables that were asked for. A table is left as it is when Yahoo's
figures of the last year do not agree with ours, or when one of its tickers gives none.
"""

from __future__ import annotations

import json
import shutil
import tempfile
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any, TextIO

import numpy as np
import pandas as pd
import pyarrow as pa
import pyarrow.parquet as pq

from finlit.live import Desk, Listing, Trouble
from finlit.market import Market
from finlit.market.freshness import freshness
from finlit.numbers.series import at_frequency

ROWS_COMPARED = {"daily": 250, "weekly": 52, "monthly": 12}


@dataclass(frozen=True)
class Source:
    """Where a table's newer rows come from. `symbols`: column -> ticker; None: columns are tickers.

    `tolerance`: largest difference of the last year's figures, as a share. `many`: so many tickers
    that the table is refreshed only when it is named.
    """

    symbols: Mapping[str, str] | None
    tolerance: float = 0.01
    many: bool = False


SOURCES = {
    "sp500_daily": Source({"close": "^GSPC"}),
    "spy_daily": Source({"close": "SPY"}),
    "nasdaq_daily": Source({"close": "^IXIC"}),
    "nikkei_daily": Source({"close": "^N225"}),
    "ftse_daily": Source({"close": "^FTSE"}),
    "dax_daily": Source({"close": "^GDAXI"}),
    "hang_seng_daily": Source({"close": "^HSI"}),
    # Our bitcoin closes are Coin Metrics', taken at another hour than Yahoo's.
    "bitcoin_daily": Source({"close": "BTC-USD"}, tolerance=0.1),
    "funds": Source(None),
    "stocks": Source(None, many=True),
}


class NotRefreshedError(Exception):
    """A table that is not refreshed; the message says why."""


def user_folder() -> Path:
    """Where refreshed tables of this user go."""
    from platformdirs import user_data_path

    return user_data_path("finlit", appauthor=False) / "tables"


def run(
    out: TextIO,
    market: Market,
    desk: Desk,
    folder: Path,
    names: Sequence[str] = (),
    today: Callable[[], date] = date.today,
) -> int:
    """Refresh the named tables (by default all but the one of many tickers) into `folder`.

    Prints a line a table; 0 when at least one got newer rows, else 1.
    """
    unknown = [name for name in names if name not in SOURCES]
    if unknown:
        print(f"No live source for {', '.join(unknown)}. Known: {', '.join(SOURCES)}.", file=out)
        return 1
    wanted = list(names) or [name for name, source in SOURCES.items() if not source.many]
    fresh: dict[str, pd.DataFrame] = {}
    for name in wanted:
        try:
            table, added = refreshed(market, name, desk, today())
        except NotRefreshedError as reason:
            print(f"{name}: left as it is. {reason}", file=out, flush=True)
            continue
        fresh[name] = table
        last = _last(table, name, market)
        print(f"{name}: {added:,} new rows, now to {last}", file=out, flush=True)
    if not names:
        print("stocks: left as it is. It needs some 320 tickers; name it to refresh it.", file=out)
        for entry in market.entries():
            if entry.name not in SOURCES:
                print(f"{entry.name}: {freshness(entry, False, today())}", file=out)
    if not fresh:
        print("Nothing was written.", file=out)
        return 1
    write(market, fresh, folder, today())
    print(f"Written to {folder}", file=out)
    choice = "refreshed" if folder == user_folder() else folder
    print(f"Use it with: python -m finlit serve --data {choice}", file=out)
    return 0


def refreshed(market: Market, name: str, desk: Desk, today: date) -> tuple[pd.DataFrame, int]:
    """The table with newer rows, and how many are new. Raises LeftAsItIs."""
    source, entry = SOURCES[name], market.entry(name)
    shipped = market.table(name)
    symbols = source.symbols or {str(column): str(column) for column in shipped.columns}
    jobs = {column: desk.ask(symbol) for column, symbol in symbols.items()}
    columns: dict[str, pd.Series] = {}
    for column, job in jobs.items():
        try:
            answer = job.answer()
        except Trouble as trouble:
            raise NotRefreshedError(f"{symbols[column]}: {trouble}") from None
        if answer.trouble is not None:
            raise NotRefreshedError(f"{symbols[column]}: {answer.trouble}")
        found = _levels(answer.listing, entry.kind, entry.frequency, today)
        columns[column] = _continued(shipped[column], found, entry.frequency, source, entry.kind)
    table = pd.DataFrame(columns, columns=shipped.columns).rename_axis(shipped.index.name)
    return table, len(table) - len(shipped)


def _levels(listing: Listing, kind: str, frequency: str, today: date) -> pd.Series:
    """Levels of the table's kind at its frequency, of periods that are over."""
    column = "adj_close" if kind == "total_return" else "close"
    known = listing.prices[column].loc[: pd.Timestamp(today) - pd.Timedelta(days=1)].dropna()
    levels = at_frequency(known, frequency)
    if frequency == "weekly":
        levels.index = levels.index + pd.Timedelta(days=6)  # a week is told by its Friday
        return levels.loc[: pd.Timestamp(today) - pd.Timedelta(days=1)]
    if frequency == "monthly":
        return levels.loc[: pd.Timestamp(today).replace(day=1) - pd.Timedelta(days=1)]
    return levels


def _continued(
    shipped: pd.Series, found: pd.Series, frequency: str, source: Source, kind: str
) -> pd.Series:
    """Our figures with newer ones added, which are brought to our scale where dividends count."""
    known = shipped.dropna()
    # The last month of a monthly table may have been told before it was over.
    kept = known.iloc[:-1] if frequency == "monthly" else known
    both = kept.index.intersection(found.index)[-ROWS_COMPARED[frequency] :]
    if len(both) < 2:
        raise NotRefreshedError("Yahoo's figures and ours share too few dates.")
    ratio = kept[both].to_numpy() / found[both].to_numpy()
    scale = float(ratio[-1]) if kind == "total_return" else 1.0
    gap = float(np.max(np.abs(ratio / scale - 1)))
    if gap > source.tolerance:
        raise NotRefreshedError(
            f"Yahoo's figures and ours of the same days are up to {gap:.1%} apart."
        )
    newer = (found.loc[found.index > kept.index[-1]] * scale).round(6)
    return pd.concat([shipped.loc[: kept.index[-1]], newer])


def _last(table: pd.DataFrame, name: str, market: Market) -> str:
    form = "%Y-%m" if market.entry(name).frequency == "monthly" else "%Y-%m-%d"
    return f"{table.index[-1]:{form}}"


def write(market: Market, fresh: Mapping[str, pd.DataFrame], folder: Path, today: date) -> None:
    """A whole folder of tables with these in place of ours, moved into place at once."""
    if folder.resolve() == market.folder.resolve():
        raise ValueError("the tables that ship are never written over")
    folder.parent.mkdir(parents=True, exist_ok=True)
    made = Path(tempfile.mkdtemp(dir=folder.parent))
    try:
        shutil.copytree(market.folder, made, dirs_exist_ok=True)
        package = json.loads((made / "datapackage.json").read_text(encoding="utf-8"))
        package["refreshed"] = {"on": today.isoformat(), "tables": sorted(fresh)}
        for resource in package["resources"]:
            if resource["name"] in fresh:
                _write_table(made / resource["path"], fresh[resource["name"]])
                _describe(resource, market, fresh[resource["name"]], today)
        (made / "datapackage.json").write_text(
            json.dumps(package, indent=1, ensure_ascii=False) + "\n", encoding="utf-8", newline="\n"
        )
        shutil.rmtree(folder, ignore_errors=True)
        made.replace(folder)
    except BaseException:
        shutil.rmtree(made, ignore_errors=True)
        raise


def _write_table(path: Path, table: pd.DataFrame) -> None:
    if path.suffix == ".parquet":
        pq.write_table(pa.Table.from_pandas(table.reset_index(), preserve_index=False), path)
        return
    form = "%Y-%m" if table.index.name == "month" else "%Y-%m-%d"
    text = table.to_csv(float_format="%.10g", lineterminator="\n", date_format=form)
    path.write_text(text, encoding="utf-8", newline="\n")


def _describe(resource: dict[str, Any], market: Market, table: pd.DataFrame, today: date) -> None:
    """What the package says of a table, brought up to date."""
    name = resource["name"]
    before = market.entry(name).last
    resource["last"] = _last(table, name, market)
    resource["from"] += f" After {before}: Yahoo Finance, fetched {today}."
    for key in ("bytes", "hash"):
        resource.pop(key, None)
    for field in resource["schema"]["fields"]:
        if field.get("last") == before:
            field["last"] = resource["last"]
