"""Your own data: a ticker or a file, looked at first, then put through the experiments."""

from __future__ import annotations

import streamlit as st

from finlit.experiments.own.known_series import known_series
from finlit.market import built_in
from finlit.web.own_data import own_data_guard
from finlit.web.visit import own_data_shelf

_WAYS = {"ticker": "A ticker", "file": "A file", "built-in": "Built in"}


def draw() -> None:
    st.title("Your own data")
    st.markdown(
        "A stock you have heard of, a fund, a coin, a table from class: bring its prices and try "
        "the experiments on them. **Look first, then use.** The lessons stay on the built-in data."
    )
    with st.container(border=True, key="own-source"):
        way = st.segmented_control(
            "Where do the prices come from?",
            list(_WAYS),
            default="ticker",
            required=True,
            format_func=_WAYS.__getitem__,
            key="own.way",
        )
        with own_data_guard.guarded(str(way)):
            _source(str(way))
    series = own_data_shelf.picked()
    if series is None:
        return
    st.header(series.name)
    _about()
    own_data_shelf.choose()
    from finlit.web.own_data import own_data_panel

    own_data_panel.draw(series)
    st.button(
        f"Let go of {series.name}",
        key="own-let-go",
        on_click=own_data_shelf.remove,
        args=(series.name,),
    )
    if series.name not in known_series(built_in()):
        st.markdown(
            "**What this cannot tell.** One stock is one story, and you picked it because you have "
            "heard of it. Those that failed are heard of less. The lesson on diversification "
            "shows them all."
        )


def _source(way: str) -> None:
    """Each way is imported when it is first taken, so that the app's start does not pay for it."""
    match way:
        case "file":
            from finlit.web.own_data import own_data_file

            own_data_file.draw()
        case "built-in":
            _built_in()
        case _:
            from finlit.web.own_data import own_data_ticker

            own_data_ticker.draw()


def _built_in() -> None:
    from finlit.web.everybody import methods_page

    st.caption(methods_page.in_use())
    name = st.selectbox("A built-in history", list(known_series(built_in())), key="own.built-in")
    st.button(
        "Use these prices",
        type="primary",
        key="own-use-built-in",
        on_click=lambda: own_data_shelf.put(known_series(built_in())[name]),
    )


def _about() -> None:
    series = own_data_shelf.picked()
    assert series is not None
    money = f", in {series.currency}" if series.currency else ""
    kinds = " and ".join(
        {"price": "price alone", "total_return": "with dividends"}[kind] for kind in series.kinds
    )
    st.caption(
        f"{series.first:%Y-%m-%d} to {series.last:%Y-%m-%d}, {series.frequency}{money}, {kinds}. "
        f"Source: {series.source}."
    )
