"""The cloud of all mixes: risk and growth of each, and where one's own mix lies."""

from __future__ import annotations

import numpy as np
import pandas as pd

from finlit.experiments.diversification.charts.mixes import YOURS, cloud_chart
from finlit.experiments.diversification.mixes import (
    LEAVES_OUT,
    NAMES,
    PART_LABELS,
    PARTS,
    PEG,
    WHEN,
    in_words,
    source_line,
    weights,
)
from finlit.experiments.kit import Choice, Outcome, Picture, experiment
from finlit.market import Market
from finlit.market.cache import cached
from finlit.market.views import ASSETS, annual_returns
from finlit.numbers.portfolio import measures, mix_grid, mix_returns
from finlit.numbers.returns import Floats
from finlit.words.wording import percent, share

STEPS = 10
RISKS = {
    "volatility": ("Swings", "Swings from year to year"),
    "worst": ("Worst year", "Worst year"),
    "deepest_fall": ("Deepest fall", "Deepest fall"),
}


@cached(8)
def _cloud(market: Market, since: int, real: bool) -> tuple[Floats, dict[str, Floats]]:
    """Every mix in steps of a tenth, and its measures."""
    grid = mix_grid(len(ASSETS), STEPS)
    return grid, measures(mix_returns(annual_returns(market, since, real)[1], grid))


def _cloud_rows(
    grid: Floats, found: dict[str, Floats], risk: str, mix: Floats, own: dict[str, Floats]
) -> pd.DataFrame:
    """A row a mix, the single assets named, and the learner's mix last."""
    rows = pd.DataFrame({"risk": found[risk], "cagr": found["cagr"]})
    stocks = np.append(grid[:, 0], mix[0])
    rows.loc[len(rows)] = [float(own[risk]), float(own["cagr"])]
    rows["group"] = np.where(stocks == 0, 0, np.where(stocks <= 0.5, 1, 2))
    for asset, parts in enumerate(np.vstack([grid, mix]).T):
        rows[f"part_{asset}"] = np.rint(parts * 100).astype(int)
    rows["yours"] = np.where(np.arange(len(rows)) == len(grid), 1.0, np.nan)
    rows["name"] = None
    for asset, name in enumerate(NAMES):
        rows.loc[int(np.flatnonzero(grid[:, asset] == 1)[0]), "name"] = name
    rows.loc[len(grid), "name"] = YOURS
    middle = (rows["risk"].min() + rows["risk"].max()) / 2
    rows["side"] = np.where(rows["risk"] > middle, "left", "right")
    rows.loc[rows["name"].isna(), "side"] = None
    return rows


@experiment(
    "mix-cloud",
    title="The cloud of all mixes",
    question="Where does your mix lie among all the others?",
    risk=Choice("Risk, measured as", "volatility", {k: v[0] for k, v in RISKS.items()}),
    **PARTS,
    **WHEN,
    figures={
        "mixes": "number of mixes",
        "better": "mixes that grew more without more of that risk",
        "cagr": "growth of the learner's mix a year",
        "risk": "the chosen risk of the learner's mix",
        "calmest_risk": "the chosen risk of the calmest mix",
        "stocks_risk": "the chosen risk of stocks alone",
        "calmer_than_stocks": "share of mixes with less of that risk than stocks alone",
    },
)
def mix_cloud(
    market: Market,
    *,
    risk: str,
    stocks: float,
    bonds: float,
    bills: float,
    gold: float,
    since: str,
    real: bool,
) -> Outcome:
    mix = weights(stocks, bonds, bills, gold)
    years, returns = annual_returns(market, int(since), real)
    grid, found = _cloud(market, int(since), real)
    own = measures(mix_returns(returns, mix))
    figures = _figures(grid, found[risk], found["cagr"], float(own[risk]), float(own["cagr"]))
    often = share(figures["calmer_than_stocks"])
    answer = (
        f"Your mix grew {percent(figures['cagr'], 1)} a year. Of {len(grid)} mixes, "
        f"**{figures['better']:.0f}** grew more without {_more(risk)} than yours. "
        f"{often[0].upper()}{often[1:]} had {_less(risk)} than stocks alone."
    )
    rows = _cloud_rows(grid, found, risk, mix, own)
    picture = Picture(
        cloud_chart(rows, RISKS[risk][1], list(PART_LABELS)),
        _table(rows, grid, mix, risk),
        source_line(market, years, real),
        LEAVES_OUT + (PEG if since == "1928" else "") + " The best mix of the past is known only "
        "afterwards.",
        {"Growth a year": "fine_percent", RISKS[risk][0]: "fine_percent"},
    )
    return Outcome(answer, figures, (picture,))


def _figures(
    grid: Floats, risks: Floats, growth: Floats, own_risk: float, own_growth: float
) -> dict[str, float]:
    """The learner's mix among all mixes, and stocks alone among them."""
    # A fall is negative: the calmer mixes are those with the smaller size.
    size, stocks = np.abs(risks), int(np.argmax(grid[:, 0]))
    better = (size <= abs(own_risk) + 1e-12) & (growth > own_growth + 1e-12)
    return {
        "mixes": float(len(grid)),
        "better": float(better.sum()),
        "cagr": own_growth,
        "risk": own_risk,
        "calmest_risk": float(risks[int(np.argmin(size))]),
        "stocks_risk": float(risks[stocks]),
        "calmer_than_stocks": float((size < size[stocks] - 1e-12).mean()),
    }


def _table(rows: pd.DataFrame, grid: Floats, mix: Floats, risk: str) -> pd.DataFrame:
    """Every mix in words, the calmest first."""
    title = RISKS[risk][0]
    table = pd.DataFrame(
        {
            "Mix": [in_words(one) for one in (*grid, mix)],
            "Growth a year": rows["cagr"],
            title: rows["risk"],
        }
    )
    return table.sort_values(title, ascending=risk == "volatility", kind="stable")


def _more(risk: str) -> str:
    return {
        "volatility": "swinging more",
        "worst": "a worse year",
        "deepest_fall": "a deeper fall",
    }[risk]


def _less(risk: str) -> str:
    return {
        "volatility": "smaller swings",
        "worst": "a milder worst year",
        "deepest_fall": "a smaller deepest fall",
    }[risk]
