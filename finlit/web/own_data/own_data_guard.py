"""Whatever fails while a learner's own prices are drawn: a sentence, and the built-in data."""

from __future__ import annotations

import logging
from collections.abc import Iterator
from contextlib import contextmanager

import streamlit as st

from finlit.experiments.own.known_series import SP500, known_series
from finlit.market import built_in
from finlit.web.visit import own_data_shelf

log = logging.getLogger(__name__)
SENTENCE = (
    "Something in these prices could not be drawn, and that is our fault. What you brought is not "
    "changed. Try another file or ticker, or go on with the built-in data."
)


@contextmanager
def guarded(where: str) -> Iterator[None]:
    """Draw inside; an error is written to the log and told in a sentence. `where`: for keys."""
    try:
        yield
    except Exception:
        # Prices from outside can hold what nobody thought of; the page has to stay.
        log.exception("own data: %s", where)
        st.warning(SENTENCE)
        st.button(
            "Use the S&P 500 instead (built in)", key=f"own-guard-{where}", on_click=_built_in
        )


def _built_in() -> None:
    own_data_shelf.put(known_series(built_in())[SP500])
