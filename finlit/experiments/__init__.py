"""All experiments by name. A lesson places one by name; it never holds code."""

from __future__ import annotations

from finlit.experiments.bubbles import (
    after_the_peak,
    bubble_calls,
    bubble_entry,
    fast_rises,
    herd,
    hot_markets,
)
from finlit.experiments.compounding import growth_and_fees
from finlit.experiments.dips import stock_dips
from finlit.experiments.diversification import (
    crash_correlation,
    floor_by_year,
    mix_cloud,
    mixes,
    random_stocks,
    stock_count,
    survivors,
)
from finlit.experiments.forecasts import honest_ranges, one_range
from finlit.experiments.freedom import freedom, lasting
from finlit.experiments.gold import (
    decade_winners,
    gold_or_index,
    lending_ladder,
    picked_winners,
    risky_share,
)
from finlit.experiments.kit.base import Experiment
from finlit.experiments.saving import (
    cash_or_card,
    household_budgets,
    money_needed,
    next_hundred,
    now_or_later,
    plan_sensitivity,
    raises,
    small_savings,
    surprise_bills,
)
from finlit.experiments.timing import (
    leave_and_return,
    same_years,
    time_by_market,
    timing_skill,
    yearly_high,
)
from finlit.experiments.who_says_so import boss_said, checked_answer, own_company, stale_figure
from finlit.experiments.work import (
    business_survival,
    job_pay,
    pioneer_stocks,
    pioneers,
    trade_or_college,
    who_finishes,
)

SUBJECTS = (
    growth_and_fees,
    stock_dips,
    stock_count,
    floor_by_year,
    random_stocks,
    survivors,
    mixes,
    mix_cloud,
    crash_correlation,
    gold_or_index,
    yearly_high,
    time_by_market,
    risky_share,
    hot_markets,
    fast_rises,
    after_the_peak,
    freedom,
    plan_sensitivity,
    now_or_later,
    pioneers,
    pioneer_stocks,
    bubble_calls,
    bubble_entry,
    herd,
    lasting,
    honest_ranges,
    one_range,
    checked_answer,
    stale_figure,
    boss_said,
    own_company,
    household_budgets,
    raises,
    surprise_bills,
    cash_or_card,
    small_savings,
    trade_or_college,
    business_survival,
    job_pay,
    who_finishes,
    picked_winners,
    lending_ladder,
    next_hundred,
    money_needed,
    decade_winners,
    timing_skill,
    leave_and_return,
    same_years,
)
EXPERIMENTS: dict[str, Experiment] = {
    experiment.name: experiment for subject in SUBJECTS for experiment in subject.EXPERIMENTS
}
