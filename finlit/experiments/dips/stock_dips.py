"""The list of all experiments about buying the dip."""

from __future__ import annotations

from finlit.experiments.dips import (
    dip_path,
    dip_race,
    dip_waiting,
    index_falls,
    lump_sum,
    one_stock,
    stock_falls,
)
from finlit.experiments.timing import best_days

EXPERIMENTS = (
    dip_path.EXPERIMENT,
    dip_race.EXPERIMENT,
    dip_waiting.EXPERIMENT,
    lump_sum.EXPERIMENT,
    lump_sum.TIME,
    one_stock.EXPERIMENT,
    stock_falls.EXPERIMENT,
    index_falls.EXPERIMENT,
    best_days.EXPERIMENT,
)
