"""What tools/events.toml says of large moves, put into the tables, and what it does not say."""

from __future__ import annotations

import tomllib
from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd

from tools.outliers import large_moves

EVENTS = Path(__file__).with_name("events.toml")


def events(table: str, path: Path = EVENTS) -> list[dict[str, Any]]:
    """The entries of a table, in the order of the file."""
    listed = tomllib.loads(path.read_text(encoding="utf-8"))["event"]
    return [event for event in listed if event["table"] == table]


def mended(
    frame: pd.DataFrame, found: list[dict[str, Any]], others: dict[str, pd.DataFrame]
) -> pd.DataFrame:
    """A copy with each entry's pay-out, split or wrong cell put right.

    `frame`: prices by row and code, as the source has them. `others`: tables that `as_in` names.
    """
    frame = frame.copy()
    market = np.log(frame).diff().median(axis=1)
    for event in found:
        code, row = event["code"], pd.Timestamp(event["row"])
        if event.get("blank"):
            frame.loc[row, code] = np.nan
        factor = _factor(frame[code], row, event, market, others)
        if factor is not None:
            frame.loc[frame.index < row, code] *= factor
    return frame


def _factor(
    prices: pd.Series,
    row: pd.Timestamp,
    event: dict[str, Any],
    market: pd.Series,
    others: dict[str, pd.DataFrame],
) -> float | None:
    """What to scale the prices before the row by; None for news and for a blank."""
    if "factor" in event:
        return float(event["factor"])
    if "paid" in event:
        return float(prices[row] / (prices[row] + event["paid"]))
    growth = prices[row] / prices.loc[prices.index < row].iloc[-1]
    if "as_in" in event:
        known = others[event["as_in"]][event["code"]]
        return float(growth / (known[row] / known.loc[known.index < row].iloc[-1]))
    return float(growth / np.exp(market[row])) if event.get("doubtful") else None


def unexplained(
    name: str, frame: pd.DataFrame, found: list[dict[str, Any]], *, less_market: bool
) -> list[str]:
    """A sentence for each large move that no entry explains, and for each that is not mended."""
    news = {(event["code"], event["row"]) for event in found if not _mends(event)}
    sentences = []
    for code, row, ratio in large_moves(frame, less_market=less_market):
        day = f"{row:%Y-%m-%d}" if isinstance(row, pd.Timestamp) else str(row)
        if (code, day) not in news:
            sentences.append(
                f"{name}: {code} moved {ratio:.0f} times as far as usual in {day}; look it up, "
                f"and say in tools/events.toml what it was"
            )
    return sentences


def _mends(event: dict[str, Any]) -> bool:
    return any(key in event for key in ("paid", "factor", "as_in", "doubtful", "blank"))


def mendings(tables: dict[str, pd.DataFrame], path: Path = EVENTS) -> pd.DataFrame:
    """What `mended` does to the tables, by "table code row".

    `factor`: what earlier prices are scaled by; `left_out`: the price of a cell that is left out.
    """
    found = []
    for table, frame in tables.items():
        market = np.log(frame).diff().median(axis=1)
        for event in filter(_mends, events(table, path)):
            code, row = event["code"], pd.Timestamp(event["row"])
            factor = _factor(frame[code], row, event, market, tables)
            found.append(
                {
                    "id": f"{table} {code} {event['row']}",
                    "table": table,
                    "code": code,
                    "row": event["row"],
                    "factor": None if factor is None else round(factor, 9),
                    "left_out": float(frame.at[row, code]) if event.get("blank") else None,
                    "what": event["what"],
                    "doubtful": "yes" if event.get("doubtful") else "no",
                    "source": event["source"],
                }
            )
    return pd.DataFrame(found).set_index("id").sort_index()
