"""The build script stops at a broken table, and writes what reads back equal."""

from __future__ import annotations

from pathlib import Path
from types import ModuleType

import pandas as pd
import pytest

from tools import build_data


@pytest.fixture(scope="module")
def build() -> ModuleType:
    return build_data


def prices(*closes: float, days: list[str] | None = None) -> pd.DataFrame:
    index = pd.Index(days or [f"2020-01-{day:02d}" for day in range(1, len(closes) + 1)])
    return pd.DataFrame({"close": closes}, index=index.rename("date"))


@pytest.mark.parametrize(
    ("frame", "sentence"),
    [
        (prices(1, 2, days=["2020-01-02", "2020-01-01"]), "ascend"),
        (prices(1, 2, days=["2020-01-01", "2020-01-01"]), "unique"),
        (prices(1, 0, 2), "zero or less"),
        (prices(1, -3, 2), "zero or less"),
        (prices(1, float("inf")), "infinite"),
    ],
)
def test_a_broken_table_stops_the_build(
    build: ModuleType, frame: pd.DataFrame, sentence: str
) -> None:
    with pytest.raises(SystemExit, match=sentence):
        build.check("tiny", frame, "price")


def test_a_wrong_spot_value_stops_the_build(build: ModuleType) -> None:
    build.check("sp500_daily", prices(4.40, days=["1932-06-01"]), "price")
    with pytest.raises(SystemExit, match=r"close of 1932-06-01 is 4.5, not 4.4"):
        build.check("sp500_daily", prices(4.50, days=["1932-06-01"]), "price")


def test_a_blank_is_no_fault_and_a_return_may_be_zero(build: ModuleType) -> None:
    build.check("tiny", prices(1, float("nan"), 2), "price")
    build.check("tiny", prices(0.0, -0.2), "returns")


def test_csv_is_written_with_line_feeds_and_reads_back_equal(
    build: ModuleType, tmp_path: Path
) -> None:
    path = tmp_path / "tiny.csv"
    build.write(prices(38915.87, float("nan"), 0.000968992), path, "date")
    assert path.read_bytes() == (
        b"date,close\n2020-01-01,38915.87\n2020-01-02,\n2020-01-03,0.000968992\n"
    )


def test_a_number_that_would_lose_digits_stops_the_build(build: ModuleType, tmp_path: Path) -> None:
    with pytest.raises(AssertionError):
        build.write(prices(1.23456789012345), tmp_path / "tiny.csv", "date")


def test_the_same_panel_gives_the_same_bytes(build: ModuleType, tmp_path: Path) -> None:
    weeks = pd.DatetimeIndex(["2020-01-03", "2020-01-10"], name="date")
    panel = pd.DataFrame({"A": [1.5, float("nan")], "B": [2.0, 3.0]}, index=weeks)
    for name in ("one.parquet", "two.parquet"):
        build.write(panel, tmp_path / name, "date")
    assert (tmp_path / "one.parquet").read_bytes() == (tmp_path / "two.parquet").read_bytes()
    back = pd.read_parquet(tmp_path / "one.parquet")
    assert back["A"].isna().tolist() == [False, True]


def test_the_peak_of_the_nikkei_is_restored_only_where_it_fits(
    build: ModuleType, tmp_path: Path
) -> None:
    source = tmp_path / "nikkei225_daily.csv"
    source.write_text("date,close\n1989-12-29,38915.9\n", encoding="utf-8")
    assert build.nikkei(tmp_path).at["1989-12-29", "close"] == 38915.87
    source.write_text("date,close\n1989-12-29,38900\n", encoding="utf-8")
    with pytest.raises(SystemExit, match="not the one that was published"):
        build.nikkei(tmp_path)
