"""Experiments on a learner's own series: one at a time, and several series side by side."""

from __future__ import annotations

import streamlit as st

from finlit.experiments.own import own_compare, own_series
from finlit.experiments.own.charts.own_series import MOST
from finlit.experiments.own.known_series import FUND, SP500, known_series
from finlit.market import built_in
from finlit.numbers.series import OwnSeries
from finlit.web.lesson import experiment_panel, own_data_hook
from finlit.web.own_data.own_data_guard import guarded
from finlit.web.visit import own_data_shelf

_SIDE_BY_SIDE = "own-compare"


@st.fragment
def draw(series: OwnSeries) -> None:
    """Choose an experiment and run it on this series."""
    found = {each.name: each for each in own_series.experiments(series)}
    titles = {name: each.title for name, each in found.items()} | {_SIDE_BY_SIDE: "Side by side"}
    picked = st.pills(
        "What do you want to try?",
        list(titles),
        default=next(iter(titles)),
        required=True,
        format_func=titles.__getitem__,
        key="own.try",
    )
    with st.container(border=True, key="experiment-own"), guarded("try"):
        if picked == _SIDE_BY_SIDE:
            _side_by_side(series)
        else:
            experiment_panel.draw_alone(
                found[picked], f"own-{own_data_hook.mark(series.name)}-{picked}"
            )


def _side_by_side(series: OwnSeries) -> None:
    others = {name: one for name, one in own_data_shelf.all_series().items() if one is not series}
    others |= {n: one for n, one in known_series(built_in()).items() if n not in others}
    others.pop(series.name, None)
    beside = FUND if "total_return" in series.kinds else SP500
    names = st.multiselect(
        f"Beside {series.name}",
        list(others),
        default=[beside] if beside in others else None,
        max_selections=MOST - 1,
        key=f"own.beside.{own_data_hook.mark(series.name)}",
    )
    if not names:
        st.markdown("Choose at least one to set beside it.")
        return
    try:
        experiment = own_compare.own_compare([series, *(others[name] for name in names)])
    except ValueError as problem:
        st.warning(f"{problem}.")
        return
    experiment_panel.draw_alone(
        experiment, f"own-{own_data_hook.mark('/'.join([series.name, *names]))}-{_SIDE_BY_SIDE}"
    )
