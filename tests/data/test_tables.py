"""The built-in tables: what stands in them, and what they are said to be."""

from __future__ import annotations

import hashlib
import json
from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd
import pytest

from finlit.market import Entry, Market, built_in

MARKET = built_in()
NAMES = [entry.name for entry in MARKET.entries()]
PACKAGE = json.loads((MARKET.folder / "datapackage.json").read_text(encoding="utf-8"))
RESOURCES = {resource["name"]: resource for resource in PACKAGE["resources"]}
DATED = [name for name in NAMES if MARKET.entry(name).first]

# Figures that stand in the sources: (table, row, column, value, tolerance).
SPOTS = [
    ("us_market", "1929-09", "price", 31.30, 0),
    ("us_market", "1932-06", "price", 4.77, 0),
    ("us_market", "1871-01", "dividend", 0.26, 0),
    ("sp500_daily", "1932-06-01", "close", 4.40, 0),
    ("sp500_daily", "1927-12-30", "close", 17.66, 0),
    ("asset_classes", 2008, "sp500_return", -0.366, 0.0005),
    ("asset_classes", 2022, "treasury_10y_return", -0.178, 0.0005),
    ("asset_classes", 2025, "sp500_return", 0.177, 0.0005),
    ("gold", "1980-01", "usd_per_ounce", 675.31, 0.005),
    ("bitcoin_daily", "2017-12-16", "close", 19640, 0.5),
    ("bitcoin_daily", "2022-11-21", "close", 15778, 0.5),
    ("nasdaq_daily", "2000-03-10", "close", 5048.62, 0.01),
    ("nikkei_daily", "1989-12-29", "close", 38915.87, 0.005),
    ("nikkei_daily", "2009-03-10", "close", 7054.98, 0.005),
    ("bed_bath", "2022-08-17", "close", 23.08, 0.0005),
    ("bed_bath", "2023-03-13", "close", 1.24, 0.0005),
    ("bed_bath", "2023-09-29", "close", 0, 0),
    ("members", "2002-01-04", "ENRNQ", 0.60, 1e-6),
    ("members", "2008-09-12", "LEHMQ", 3.65, 1e-6),
    ("funds", "1995-01", "SPY", 27.2019, 0),
]


@pytest.mark.parametrize(("table", "row", "column", "value", "tolerance"), SPOTS)
def test_a_cell_holds_what_its_source_says(
    table: str, row: str | int, column: str, value: float, tolerance: float
) -> None:
    key = pd.Timestamp(row) if isinstance(row, str) else row
    assert MARKET.table(table).at[key, column] == pytest.approx(value, rel=0, abs=tolerance)


def growth_in(table: str, column: str, year: int) -> float:
    levels = MARKET.table(table)[column].dropna()
    return float(levels.loc[: str(year)].iloc[-1] / levels.loc[: str(year - 1)].iloc[-1] - 1)


@pytest.mark.parametrize(
    ("table", "column", "year", "growth"),
    [
        ("spy_daily", "close", 2008, -0.368),
        ("spy_daily", "close", 2024, 0.249),
        ("funds", "SPY", 2008, -0.368),
    ],
)
def test_a_year_grew_as_its_source_says(table: str, column: str, year: int, growth: float) -> None:
    assert growth_in(table, column, year) == pytest.approx(growth, abs=0.0006)


@pytest.mark.parametrize(("year", "growth"), [(1931, -0.438), (2008, -0.367)])
def test_all_us_stocks_fell_as_their_source_says(year: int, growth: float) -> None:
    months = MARKET.table("stocks_and_bills")["us_stocks_return"].loc[str(year)]
    assert (1 + months).prod() - 1 == pytest.approx(growth, abs=0.0006)


def test_black_monday_fell_by_a_fifth() -> None:
    change = MARKET.table("sp500_daily")["close"].pct_change()
    assert change[pd.Timestamp("1987-10-19")] == pytest.approx(-0.2047, abs=0.00005)


@pytest.mark.parametrize(
    ("ticker", "times", "tolerance"),
    [("AAPL", 363, 0.5), ("AIG", 0.10, 0.005), ("C", 0.57, 0.01), ("INTC", 1.6, 0.1)],
)
def test_a_stock_of_today_grew_as_its_source_says(
    ticker: str, times: float, tolerance: float
) -> None:
    levels = MARKET.table("stocks")[ticker]
    assert levels.iloc[-1] / levels.iloc[0] == pytest.approx(times, abs=tolerance)


@pytest.mark.parametrize("name", NAMES)
def test_the_description_agrees_with_the_table(name: str) -> None:
    entry, table = MARKET.entry(name), MARKET.table(name)
    content = (MARKET.folder / entry.path).read_bytes()
    assert RESOURCES[name]["hash"] == f"sha256:{hashlib.sha256(content).hexdigest()}"
    assert RESOURCES[name]["bytes"] == len(content)
    assert [field.name for field in entry.fields] == [table.index.name, *table.columns]
    if name in DATED:
        shown = {"monthly": 7, "annual": 4}.get(entry.frequency, 10)
        assert entry.first == str(table.index[0])[:shown]
        assert entry.last == str(table.index[-1])[:shown]


@pytest.mark.parametrize("name", NAMES)
def test_every_number_has_a_unit_and_every_column_is_explained(name: str) -> None:
    entry = MARKET.entry(name)
    assert entry.title
    assert entry.description
    assert entry.publisher
    assert entry.terms
    assert entry.origin
    assert entry.url.startswith(("https://", "http://"))
    assert entry.kind in {"price", "total_return", "returns", "mixed"}
    for field in entry.fields:
        assert field.description, field.name
        assert field.unit or field.type != "number", field.name


@pytest.mark.parametrize("name", NAMES)
def test_columns_end_when_the_description_says(name: str) -> None:
    entry, table = MARKET.entry(name), MARKET.table(name)
    for field in entry.fields[1:]:
        known = table[field.name].dropna().index
        if field.last:
            size = len(field.first)
            assert (field.first, field.last) == (str(known[0])[:size], str(known[-1])[:size])


@pytest.mark.parametrize("name", NAMES)
def test_rows_ascend_and_are_unique(name: str) -> None:
    index = MARKET.table(name).index
    assert index.is_monotonic_increasing
    assert index.is_unique


@pytest.mark.parametrize("name", DATED)
def test_a_blank_is_never_a_zero(name: str) -> None:
    table = MARKET.table(name)
    if MARKET.entry(name).kind == "returns":
        assert table.notna().all().all()
        return
    zeros = table[table.select_dtypes("number").eq(0).any(axis=1)]
    assert list(zeros.index.strftime("%Y-%m-%d")) == (["2023-09-29"] if name == "bed_bath" else [])
    assert not (table.select_dtypes("number") < 0).any().any()


@pytest.mark.parametrize("name", NAMES)
def test_what_one_reader_writes_does_not_reach_the_next(name: str) -> None:
    before = MARKET.table(name).copy()
    mine = MARKET.table(name)
    mine[mine.columns[0]] = None
    mine["new"] = 1
    pd.testing.assert_frame_equal(MARKET.table(name), before)
    for _, column in MARKET.table(name).select_dtypes("number").items():
        with pytest.raises(ValueError, match="read-only"):
            column.to_numpy()[0] = 1


def test_the_tables_fit_in_ten_million_bytes() -> None:
    files = [file for file in MARKET.folder.iterdir() if file.is_file()]
    assert {entry.path for entry in MARKET.entries()} <= {file.name for file in files}
    assert sum(file.stat().st_size for file in files) < 10_000_000


def test_built_in_is_read_once() -> None:
    assert built_in() is MARKET
    held = MARKET.table("members").to_numpy()
    assert np.shares_memory(held, built_in().table("members").to_numpy())


def test_an_unknown_table_is_named_with_those_that_exist() -> None:
    with pytest.raises(KeyError, match=r"no table 'silver'.*us_market"):
        MARKET.table("silver")


def test_another_folder_is_another_market(tmp_path: Path) -> None:
    (tmp_path / "tiny.csv").write_text("year,gain\n2000,\n2001,0.5\n", encoding="utf-8")
    fields = [{"name": "year", "type": "year"}, {"name": "gain", "type": "number"}]
    resource = {
        **RESOURCES["asset_classes"],
        "name": "tiny",
        "path": "tiny.csv",
        "schema": {"fields": fields},
    }
    package = json.dumps({"resources": [resource]})
    (tmp_path / "datapackage.json").write_text(package, encoding="utf-8")
    market = Market(tmp_path)
    assert [entry.name for entry in market.entries()] == ["tiny"]
    assert market.table("tiny")["gain"].isna().tolist() == [True, False]
    assert isinstance(market.entry("tiny"), Entry)


@pytest.mark.parametrize(
    ("names", "dates", "line"),
    [
        (["us_market"], {}, "Source: Robert Shiller, Yale, and BLS. 1871-01 to 2026-05."),
        (
            ["us_market"],
            {"last": pd.Timestamp("2026-03-01")},
            "Source: Robert Shiller, Yale, and BLS. 1871-01 to 2026-03.",
        ),
        (
            ["gold", "us_market"],
            {"first": "1971-01", "last": "2026-03"},
            "Source: World Bank; Robert Shiller, Yale, and BLS. 1971-01 to 2026-03.",
        ),
        (["companies"], {}, "Source: As named in each row."),
        (
            ["us_market", "nasdaq_daily"],
            {"over": pd.date_range("1960-01-01", "2026-07-01", freq="MS")},
            (
                "Source: Robert Shiller, Yale, and BLS (1960-01 to 2026-05); Nasdaq, by Yahoo "
                "Finance (1971-02-05 to 2026-07)."
            ),
        ),
        (
            ["asset_classes", "us_market"],
            {"over": pd.Index([1928, 2025])},
            "Source: Aswath Damodaran, NYU Stern; Robert Shiller, Yale, and BLS. 1928 to 2025.",
        ),
        (
            ["members", "companies"],
            {"first": "2005-01-07"},
            (
                "Source: Bloomberg, and S&P Dow Jones Indices (2005-01-07 to 2022-11-01); As named "
                "in each row."
            ),
        ),
    ],
)
def test_the_source_line_names_publisher_and_dates(
    names: list[str], dates: dict[str, Any], line: str
) -> None:
    assert MARKET.source_line(*names, **dates) == line
