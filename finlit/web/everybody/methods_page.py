"""Data and methods: where every number comes from, and how ours meet the published ones."""

from __future__ import annotations

from dataclasses import asdict
from datetime import date
from functools import cache
from itertools import groupby

import pandas as pd
import streamlit as st

from finlit import verify
from finlit.live.refresh import SOURCES
from finlit.market import Entry, built_in
from finlit.market.freshness import freshness
from finlit.web.shared.content import markdown

_KINDS = {
    "price": "price only, without dividends",
    "total_return": "with dividends put back in",
    "returns": "returns of each period, dividends counted",
    "mixed": "several kinds, named in its columns",
}


@cache
def _checks() -> tuple[verify.Row, ...]:
    return tuple(verify.rows(built_in()))


def draw() -> None:
    st.title("Data and methods")
    st.markdown(
        "Every figure in finlit is worked out from the tables below, which come with it. "
        "Nothing is fetched while you learn, but for a ticker that you look up yourself under "
        "“Your own data”. Here is what each table holds, where it comes from, "
        "what can go wrong with it, and how our figures compare with published ones."
    )
    st.header("Our figures beside published ones")
    _draw_checks()
    st.header("The tables")
    st.markdown(in_use())
    for entry in built_in().entries():
        _draw_entry(entry)
    st.header("How we count")
    st.markdown(
        "- **Price** leaves dividends out; **total return** puts them back in. "
        "The two never stand side by side without saying so.\n"
        "- **Real** means after inflation, in money of one buying power. Otherwise dollars are "
        "the dollars of their day.\n"
        "- **A fall** is measured from the highest point so far. Half lost is a fall of 50%, "
        "and it takes a gain of 100% to get back.\n"
        "- Spans of history overlap. A thousand of them are far fewer than a thousand "
        "separate tries, so read shares of history as what happened, not as odds.\n"
        "- Fees and taxes are left out unless a picture says otherwise."
    )


def in_use() -> str:
    """Which tables this server works on."""
    refreshed = built_in().refreshed
    if refreshed is None:
        return "In use: the tables that came with finlit, just as they came."
    names = ", ".join(built_in().entry(name).title for name in refreshed.tables)
    return (
        f"**In use: tables brought up to date on {refreshed.on}** from Yahoo Finance, on this "
        f"computer. That holds for: {markdown(names)}. The others are as they came. Figures may "
        "differ a little from those on another computer."
    )


def _draw_checks() -> None:
    checks = _checks()
    compared = [row for row in checks if row.within is not None]
    met = sum(bool(row.within) for row in compared)
    st.markdown(
        f"**{met} of {len(compared)}** figures meet the published or derived figure within its "
        f"tolerance. {len(checks) - len(compared)} more are only quoted, for the data behind them "
        "is not free. The same list comes from `python -m finlit verify`."
    )
    st.dataframe(
        pd.DataFrame(
            {
                "Figure": [f"{row.statement}: {row.label}" for row in checks],
                "Ours": [verify.shown(row.ours) for row in checks],
                "Published": [verify.shown(row.published) for row in checks],
                "Difference": [verify.shown(row.difference) for row in checks],
                "Data": [row.data for row in checks],
                "Definition": [row.definition for row in checks],
            }
        ),
        hide_index=True,
        height=320,
        # Narrow, so that ours and the published figure stand beside it on a phone.
        column_config={"Figure": st.column_config.TextColumn(width=150)},
    )
    st.download_button(
        "Download all figures as CSV",
        lambda: pd.DataFrame(map(asdict, checks)).to_csv(index=False, lineterminator="\n"),
        file_name="finlit-figures.csv",
        mime="text/csv",
        on_click="ignore",
    )
    for name, group in groupby(checks, key=lambda row: row.id):
        rows = list(group)
        off = any(row.within is False for row in rows)
        quoted = all(row.within is None for row in rows)
        verdict = "quoted only" if quoted else "does not meet" if off else "meets"
        with st.expander(
            f"{markdown(rows[0].statement)} · {verdict}", key=f"check-{name}", on_change="rerun"
        ) as check:
            if check.open:
                _draw_check(rows)


def _draw_check(rows: list[verify.Row]) -> None:
    st.table(
        pd.DataFrame(
            {
                "Figure": [row.label for row in rows],
                "Ours": [verify.shown(row.ours) for row in rows],
                "Published": [verify.shown(row.published) for row in rows],
                "Difference": [verify.shown(row.difference) for row in rows],
            }
        ),
        hide_index=True,
        border="horizontal",
    )
    first = rows[0]
    st.markdown(f"**How it is worked out.** {markdown(first.definition)}")
    data = f" Data: {first.data}." if first.data else ""
    st.caption(f"Compared with: {markdown(first.source)}.{data}")


def _draw_entry(entry: Entry) -> None:
    dates = f" · {entry.first} to {entry.last}" if entry.first else ""
    with st.expander(
        f"{markdown(entry.title)}{dates}", key=f"table-{entry.name}", on_change="rerun"
    ) as table:
        if not table.open:
            return
        st.markdown(markdown(entry.description))
        kind = _KINDS.get(entry.kind, entry.kind)
        st.markdown(
            f"- **Publisher:** [{entry.publisher}]({entry.url}), by way of {entry.origin}\n"
            f"- **Unit:** {markdown(entry.unit)}; {kind}\n"
            f"- **How new:** {freshness(entry, entry.name in SOURCES, date.today())}\n"
            f"- **Terms of use:** {markdown(entry.terms)}"
        )
        if entry.traps:
            st.markdown("**Traps**")
            st.markdown("\n".join(f"- {markdown(trap)}" for trap in entry.traps))
