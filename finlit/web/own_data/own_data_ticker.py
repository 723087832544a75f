"""A ticker typed by the learner: asked for in the background, shown before it is used."""

from __future__ import annotations

from typing import Any

import pandas as pd
import streamlit as st

from finlit.experiments.own.known_series import SP500, Former, former_series, formers, known_series
from finlit.live import Answer, Job, Listing, Match, Trouble, desk, is_on
from finlit.live.desk import Patience
from finlit.market import built_in
from finlit.numbers.series import OwnSeries
from finlit.web.own_data import own_data_picture
from finlit.web.own_data.own_data_picture import figure
from finlit.web.shared.escaping import shown
from finlit.web.visit import own_data_shelf

_TYPED, _JOB, _FOR, _OLDER = "own.typed", "own.job", "own.asked-for", "own.older"
# Seconds between two looks at a job that is under way.
_LOOK = 0.5
_PRIVACY = (
    "What you type here goes to Yahoo Finance, sent by the computer that runs finlit, not by your "
    "browser. Nothing else is sent: no name, no answers."
)


def draw() -> None:
    if not is_on():
        st.info(str(Trouble("off")))
        _instead()
        return
    with st.form("own-ticker", border=False):
        st.text_input(
            "Ticker or company name",
            key=_TYPED,
            placeholder="AAPL, or Apple",
            max_chars=60,
            autocomplete="off",
        )
        with st.container(horizontal=True):
            st.form_submit_button("Load the ticker", type="primary", on_click=_ask)
            st.form_submit_button("Search by name", on_click=_search)
    st.caption(_PRIVACY)
    job: Job[Any] | None = st.session_state.get(_JOB)
    if job is None:
        return
    for former in formers(built_in(), st.session_state[_FOR]):
        _former(former)
    if not job.is_done:
        _waiting()
    else:
        _finished(job)


def _ask(symbol: str = "") -> None:
    text = (symbol or st.session_state[_TYPED]).strip()
    if text:
        st.session_state.pop(_OLDER, None)
        _put(text, desk().ask(text))


def _put(text: str, job: Job[Any]) -> None:
    """Wait for this question, and for no other one any more."""
    before: Job[Any] | None = st.session_state.get(_JOB)
    if before is not None and not before.is_done:
        desk().leave(before)
    st.session_state[_FOR], st.session_state[_JOB] = text, job


def _use(series: OwnSeries) -> None:
    """Take a series, and clear the counter for the next one."""
    own_data_shelf.put(series)
    st.session_state.pop(_JOB, None)
    st.session_state[_TYPED] = ""


def _search(words: str = "") -> None:
    text = (words or st.session_state[_TYPED]).strip()
    if text:
        _put(text, desk().search(text))


@st.fragment(run_every=_LOOK)
def _waiting() -> None:
    """Looks at the job again and again; the rest of the page stays usable meanwhile."""
    job: Job[Any] | None = st.session_state.get(_JOB)
    if job is None or job.is_done:
        st.rerun()
    most = int(Patience().job)
    seconds = min(job.seconds(), most)
    with st.container(key="own-progress"):
        st.markdown(shown(f"⏳ {job.line()} … {seconds} of at most {most} seconds."))


def _finished(job: Job[Any]) -> None:
    try:
        result = job.answer()
    except Trouble as trouble:
        st.warning(shown(str(trouble)))
        if trouble.kind in {"not_found", "invalid"}:
            _search_instead(st.session_state[_FOR])
        _instead()
        return
    if isinstance(result, Answer):
        _check(result)
    else:
        _matches(result)


def _check(answer: Answer) -> None:
    """Who this is, to look at before it is used."""
    listing = answer.listing
    with st.container(border=True, key="own-check"):
        st.markdown(f"#### {shown(listing.name or listing.symbol)}\n{_facts(listing)}")
        checked = listing.checked(older=bool(st.session_state.get(_OLDER)))
        own_data_picture.draw(
            checked.price, [day for finding in checked.findings for day in finding.days]
        )
        if listing.checked().is_cut:
            st.toggle("Use the older prices too, as they are", key=_OLDER)
        if len(listing.dividends) or len(listing.splits):
            events = st.expander("Each dividend and split", key="own-events", on_change="rerun")
            if events.open:
                with events:
                    st.dataframe(_events(listing), hide_index=True, height=280)
        if answer.trouble is not None:
            st.warning(
                shown(
                    f"{answer.trouble} This is our copy of {_day(listing.fetched)}, "
                    "and it still works."
                )
            )
        st.markdown(
            "**Is this the one you mean?** A ticker can pass on to another company, and one "
            "company can have several."
        )
        st.button(
            "Use these prices",
            type="primary",
            key="own-use-ticker",
            on_click=_use,
            args=(listing.series(older=bool(st.session_state.get(_OLDER))),),
        )


def _facts(listing: Listing) -> str:
    dates = listing.prices.index
    last = listing.prices["close"].iloc[-1]
    events = (
        f"{_count(len(listing.dividends), 'dividend')} and {_count(len(listing.splits), 'split')}"
    )
    symbol, exchange = shown(listing.symbol), shown(listing.exchange or "not named")
    money = shown(listing.currency_words)
    lines = [
        f"Ticker **{symbol}**: {shown(listing.kind_words)}, exchange {exchange}",
        f"Prices in {money}; the last one {figure(last)} on {_day(dates[-1])}",
        f"{_count(len(dates), 'day')} from {_day(dates[0])} to {_day(dates[-1])}",
        f"{events}. {_counted(listing)}",
    ]
    if listing.first_trade is not None:
        lines.insert(2, f"First traded on {_day(listing.first_trade)}")
    if listing.missing:
        lines.append(f"{_count(listing.missing, 'day')} came without a price and were left out")
    if listing.below_zero:
        days = _count(listing.below_zero, "day")
        lines.append(
            f"{days} had a price of 0 or below and were left out: nothing can grow from it"
        )
    lines += [f"**To know:** {shown(sentence)}" for sentence in listing.checked().told]
    return "\n".join(f"- {line}" for line in lines)


def _counted(listing: Listing) -> str:
    """What is true of splits and dividends in the prices to be used."""
    if listing.checked().total_return is None:
        return "Splits are taken out; dividends are not counted"
    return "Splits are taken out; dividends can be counted or left out"


def _events(listing: Listing) -> pd.DataFrame:
    """Dividends and splits as text, the newest first."""
    paid = [(day, f"dividend of {money:,.4g} a share") for day, money in listing.dividends.items()]
    split = [(day, f"split, {ratio:g} new for 1 old") for day, ratio in listing.splits.items()]
    table = pd.DataFrame(sorted(paid + split, reverse=True), columns=["Day", "What"])
    return table.assign(Day=table["Day"].dt.strftime("%Y-%m-%d"))


def _count(number: int, what: str) -> str:
    return f"{number:,} {what}{'' if number == 1 else 's'}"


def _day(day: Any) -> str:
    return f"{day:%B} {day.day}, {day.year}"


def _matches(found: tuple[Match, ...]) -> None:
    if not found:
        st.warning("Yahoo found nothing by that name. Try a shorter piece of it.")
        _instead()
        return
    st.markdown("**Which one?** The same company can trade at several exchanges.")
    for match in found:
        label = (
            f"{match.symbol}: {match.name or 'no name'} ({match.exchange or 'exchange unknown'})"
        )
        st.button(
            shown(label), key=f"own-match-{match.symbol}", on_click=_ask, args=(match.symbol,)
        )


def _former(former: Former) -> None:
    """A company of our tables that had this ticker and is gone."""
    ticker = st.session_state[_FOR].upper()
    with st.container(border=True, key=f"own-former-{former.code}"):
        st.markdown(
            f"**{shown(ticker)} once belonged to {shown(former.name)}.** {shown(former.story)} "
            "If the ticker trades today, it belongs to another company or to new shares. We have "
            "the old prices."
        )
        st.button(
            shown(f"Use {former.name} (built in)"),
            key=f"own-use-{former.code}",
            on_click=lambda: _use(former_series(built_in(), former.code)),
        )


def _search_instead(words: str) -> None:
    """Who types a name and loads it means a search."""
    st.button(
        shown(f"Search for companies called “{words}”"),
        type="primary",
        key="own-search-instead",
        on_click=_search,
        args=(words,),
    )


def _instead() -> None:
    """What works without the network."""
    st.button(
        "Use the S&P 500 instead (built in)",
        key="own-instead",
        on_click=lambda: _use(known_series(built_in())[SP500]),
    )
