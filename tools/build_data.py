"""Build finlit/data from a folder of source tables: `python -m tools.build_data SOURCE_FOLDER`.

Makes each table of tools/catalogue.toml in the columns and units the lessons use, checks it, and
describes all of them in finlit/data/datapackage.json (a Frictionless Data Package). The same
source files and the same pyarrow give the same bytes. Tables that are not in TABLES are kept by
hand beside the others; they are checked and described, not made.

A price that moves more than 20 of its own usual moves stops the build, unless tools/events.toml
says what it was: a pay-out and a split are taken out of the prices, news stays.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import tomllib
from collections.abc import Callable
from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd
import pyarrow as pa
import pyarrow.parquet as pq

from tools.capital_events import events, mended, mendings, unexplained

ROOT = Path(__file__).resolve().parent.parent
DATA = ROOT / "finlit" / "data"
CATALOGUE = ROOT / "tools" / "catalogue.toml"
LARGEST_PACKAGE = 10_000_000

# The members' last row stands under a Friday, and holds closes of the Tuesday before: 150.65 of
# Apple and 95.20 of Meta are those of that day.
MEMBERS_LAST, MEMBERS_LAST_DAY = "2022-11-04", "2022-11-01"
# A second column of the same company: Fiserv changed its letters back from FI to FISV in 2025.
TWICE = "FI"

# Jiji Press, 2024-02-22: "the previous closing high of 38,915.87 set on Dec. 29, 1989",
# https://japannews.yomiuri.co.jp/?p=170340
NIKKEI_PEAK_DAY, NIKKEI_PEAK = "1989-12-29", 38915.87


def dated(path: Path) -> pd.DataFrame:
    """A source CSV by its first column."""
    return pd.read_csv(path, index_col=0, encoding="utf-8")


def us_market(source: Path) -> pd.DataFrame:
    frame = dated(source / "us_market_monthly.csv")
    frame["long_rate"] = (frame["long_rate"] / 100).round(9)
    return frame[["price", "dividend", "cpi", "long_rate"]]


def nikkei(source: Path) -> pd.DataFrame:
    """The Nikkei with the second decimal of its peak, which the source table rounds away."""
    frame = dated(source / "nikkei225_daily.csv")
    if abs(frame.at[NIKKEI_PEAK_DAY, "close"] - NIKKEI_PEAK) > 0.05:
        raise SystemExit("nikkei_daily: the peak is not the one that was published")
    frame.at[NIKKEI_PEAK_DAY, "close"] = NIKKEI_PEAK
    return frame


def gold(source: Path) -> pd.DataFrame:
    # The price was fixed by governments before 1971: a return across that border means nothing.
    return dated(source / "gold_monthly.csv").loc["1971-01":]


def members(source: Path) -> pd.DataFrame:
    """The S&P 500 members without empty columns, pay-outs and splits put right."""
    frame = pd.read_parquet(source / "sp500_members_price_weekly.parquet").dropna(
        axis="columns", how="all"
    )
    return mended(frame, events("members"), {}).rename(
        index={pd.Timestamp(MEMBERS_LAST): pd.Timestamp(MEMBERS_LAST_DAY)}
    )


def stocks(source: Path) -> pd.DataFrame:
    """Companies of today, each once, with spin-offs as in the table of members."""
    frame = pd.read_parquet(source / "stocks_total_return_weekly.parquet").drop(columns=TWICE)
    others = pd.read_parquet(source / "sp500_members_price_weekly.parquet")
    return mended(frame, events("stocks"), {"members": others})


def moved_prices(source: Path) -> pd.DataFrame:
    """What was done to members and stocks, so that it can be read and taken back."""
    return mendings(
        {
            "members": pd.read_parquet(source / "sp500_members_price_weekly.parquet"),
            "stocks": pd.read_parquet(source / "stocks_total_return_weekly.parquet"),
        }
    )


def missing_sessions(source: Path) -> pd.DataFrame:
    """Days on which New York traded and the daily S&P table has no row, by the exchange's calendar.

    `told_on` is the next row, whose change holds that session too.
    """
    import pandas_market_calendars

    rows = pd.DatetimeIndex(pd.to_datetime(dated(source / "sp500_price_daily.csv").index))
    open_days = pandas_market_calendars.get_calendar("NYSE").valid_days(rows[0], rows[-1])
    missing = pd.DatetimeIndex(open_days.tz_localize(None)).difference(rows)
    told_on = rows[rows.searchsorted(missing)]
    return pd.DataFrame(
        {"told_on": told_on.strftime("%Y-%m-%d")}, index=missing.strftime("%Y-%m-%d")
    )


def copied(name: str) -> Callable[[Path], pd.DataFrame]:
    return lambda source: dated(source / name)


TABLES: dict[str, Callable[[Path], pd.DataFrame]] = {
    "us_market": us_market,
    "sp500_daily": copied("sp500_price_daily.csv"),
    "spy_daily": copied("spy_total_return_daily.csv"),
    "nasdaq_daily": copied("nasdaq_price_daily.csv"),
    "nikkei_daily": nikkei,
    "ftse_daily": copied("ftse100_daily.csv"),
    "dax_daily": copied("dax_total_return_daily.csv"),
    "hang_seng_daily": copied("hang_seng_daily.csv"),
    "bitcoin_daily": copied("bitcoin_daily.csv"),
    "stocks_and_bills": copied("us_stocks_and_bills_monthly.csv"),
    "asset_classes": copied("us_asset_classes_annual.csv"),
    "gold": gold,
    "bed_bath": copied("bed_bath_and_beyond_daily.csv"),
    "members": members,
    "stocks": stocks,
    "moved_prices": moved_prices,
    "missing_sessions": missing_sessions,
    "funds": copied("etf_total_return_monthly.csv"),
}

# (table, row, column, value): figures that stand in the sources themselves.
SPOT_VALUES: list[tuple[str, str | int, str, float]] = [
    ("us_market", "1929-09", "price", 31.30),
    ("us_market", "1932-06", "price", 4.77),
    ("us_market", "2026-05", "cpi", 335.123),
    ("sp500_daily", "1932-06-01", "close", 4.40),
    ("asset_classes", 2008, "sp500_return", -0.366),
    ("asset_classes", 2022, "treasury_10y_return", -0.178),
    ("asset_classes", 2025, "sp500_return", 0.177),
    ("gold", "1980-01", "usd_per_ounce", 675.31),
    ("bitcoin_daily", "2017-12-16", "close", 19640),
    ("bitcoin_daily", "2022-11-21", "close", 15778),
    ("nasdaq_daily", "2000-03-10", "close", 5048.62),
    ("nikkei_daily", "1989-12-29", "close", 38915.87),
    ("nikkei_daily", "2009-03-10", "close", 7054.98),
    ("bed_bath", "2014-01-03", "close", 80.48),
    ("bed_bath", "2021-01-27", "close", 52.89),
    ("bed_bath", "2022-08-17", "close", 23.08),
    ("bed_bath", "2023-03-13", "close", 1.24),
    ("bed_bath", "2023-09-29", "close", 0.0),
    ("members", "2002-01-04", "ENRNQ", 0.60),
    ("members", "2008-09-12", "LEHMQ", 3.65),
    ("members", "2018-07-13", "KDP", 24.25),
]
# Tables whose large moves are looked up, and whether the market's own move is taken out first.
LOOKED_UP = {
    **dict.fromkeys(("members", "stocks"), True),
    **dict.fromkeys(
        (
            *("sp500_daily", "spy_daily", "nasdaq_daily", "nikkei_daily", "ftse_daily"),
            *("dax_daily", "hang_seng_daily", "bitcoin_daily", "gold", "funds", "exchange_rates"),
            "bed_bath",
        ),
        False,
    ),
}
# Spot values given with fewer digits than the table holds.
SPOT_TOLERANCE = {"asset_classes": 0.0005, "bitcoin_daily": 0.5, "members": 1e-6}


def check(name: str, frame: pd.DataFrame, kind: str) -> None:
    """Stop with a sentence when a table breaks a rule of the package."""
    index = frame.index
    if not index.is_unique or not index.is_monotonic_increasing:
        raise SystemExit(f"{name}: rows must ascend and be unique")
    numbers = frame.select_dtypes("number")
    if np.isinf(numbers.to_numpy()).any():
        raise SystemExit(f"{name}: infinite value")
    if kind != "returns":
        zeros = (numbers == 0).any(axis=1)
        allowed = frame["kind"].eq("shares cancelled") if "kind" in frame else zeros & False
        if (zeros & ~allowed).any() or (numbers < 0).any().any():
            raise SystemExit(f"{name}: a price of zero or less stands where a blank should")
    for table, row, column, value in SPOT_VALUES:
        if table != name:
            continue
        key = pd.Timestamp(row) if isinstance(index, pd.DatetimeIndex) else row
        ours = float(frame.at[key, column])
        if abs(ours - value) > SPOT_TOLERANCE.get(name, 1e-9):
            raise SystemExit(f"{name}: {column} of {row} is {ours}, not {value}")
    if name in LOOKED_UP:
        told = unexplained(name, numbers, events(name), less_market=LOOKED_UP[name])
        if told:
            raise SystemExit("\n".join(told))


def write(frame: pd.DataFrame, path: Path, key: str) -> None:
    """Write a table; what is read back must equal what was written."""
    frame = frame.rename_axis(key)
    if path.suffix == ".parquet":
        table = pa.Table.from_pandas(frame.reset_index(), preserve_index=False)
        table = table.cast(pa.schema([(key, pa.date32())] + [(c, pa.float32()) for c in frame]))
        pq.write_table(
            table.replace_schema_metadata(None),
            path,
            compression="zstd",
            compression_level=19,
            use_dictionary=False,
            column_encoding=dict.fromkeys(frame, "BYTE_STREAM_SPLIT"),
            write_statistics=False,
        )
        return
    path.write_text(
        frame.to_csv(float_format="%.10g", lineterminator="\n"), encoding="utf-8", newline="\n"
    )
    pd.testing.assert_frame_equal(dated(path), frame, check_exact=True, check_index_type=False)


def fields(spec: dict[str, Any], frame: pd.DataFrame) -> list[dict[str, Any]]:
    """Frictionless fields, the index first, each column with its own first and last row."""
    described: list[dict[str, Any]] = []
    texts: dict[str, dict[str, str]] = spec.get("fields", {})
    for name in [str(frame.index.name), *map(str, frame.columns)]:
        text = texts.get(name, {})
        field: dict[str, Any] = {"name": name, "type": text.get("type", "number")}
        described.append(field)
        if not text and "column_description" in spec:
            continue  # one of many like columns: the resource describes them together
        if "description" not in text:
            raise SystemExit(f"{spec['name']}: describe the column {name} in catalogue.toml")
        field |= text
        if field["type"] == "number":
            field["unit"] = text.get("unit", spec["unit"])
        if name in frame and spec["frequency"] != "lookup":
            known = frame[name].dropna().index
            field |= {"first": stamp(known[0]), "last": stamp(known[-1])}
    return described


def stamp(row: Any) -> str:
    return row.strftime("%Y-%m-%d") if isinstance(row, pd.Timestamp) else str(row)


def resource(spec: dict[str, Any], frame: pd.DataFrame) -> dict[str, Any]:
    """The Frictionless description of one built table."""
    content = (DATA / spec["file"]).read_bytes()
    entry: dict[str, Any] = {
        "name": spec["name"],
        "path": spec["file"],
        "profile": "tabular-data-resource",
        "title": spec["title"],
        "description": spec["description"],
        "format": spec["file"].rsplit(".", 1)[1],
        "encoding": "utf-8",
        "bytes": len(content),
        "hash": f"sha256:{hashlib.sha256(content).hexdigest()}",
        "sources": [{"title": spec["publisher"], "path": spec["url"]}],
    }
    entry |= {key: spec[key] for key in ("from", "terms", "unit", "kind", "frequency", "traps")}
    if spec["frequency"] != "lookup":
        entry |= {"first": stamp(frame.index[0]), "last": stamp(frame.index[-1])}
    if "column_description" in spec:
        entry["columns"] = {"description": spec["column_description"], "unit": spec["unit"]}
    entry["schema"] = {"fields": fields(spec, frame), "primaryKey": str(frame.index.name)}
    return entry


def build(source: Path) -> None:
    """Make, check and describe every table."""
    catalogue = tomllib.loads(CATALOGUE.read_text(encoding="utf-8"))
    resources = []
    for spec in catalogue["table"]:
        name, path, key = spec["name"], DATA / spec["file"], next(iter(spec["fields"]))
        if name in TABLES:
            frame = TABLES[name](source).rename_axis(key)
            check(name, frame, spec["kind"])
            write(frame, path, key)
        else:
            lookup = spec["frequency"] == "lookup"
            frame = pd.read_csv(path, index_col=0, keep_default_na=not lookup, encoding="utf-8")
            # In a lookup a final value of 0 is a fact.
            check(name, frame, "returns" if lookup else spec["kind"])
        resources.append(resource(spec, frame))
        print(f"{name:18} {len(frame):6} rows {path.stat().st_size:9,} bytes")
    package = {**catalogue["package"], "profile": "tabular-data-package", "resources": resources}
    text = json.dumps(package, indent=1, ensure_ascii=False) + "\n"
    (DATA / "datapackage.json").write_text(text, encoding="utf-8", newline="\n")
    total = sum(file.stat().st_size for file in DATA.iterdir() if file.is_file())
    if total >= LARGEST_PACKAGE:
        raise SystemExit(f"the tables take {total:,} bytes; the limit is {LARGEST_PACKAGE:,}")
    print(f"{'all':18} {total:21,} bytes")


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description="Build the tables of finlit/data.")
    parser.add_argument("source", type=Path, help="folder of the source tables")
    build(parser.parse_args().source)
