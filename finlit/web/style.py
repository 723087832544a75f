"""The few looks that the theme settings cannot give."""

from __future__ import annotations

import streamlit as st

_CSS = """
<style>
[class*="st-key-answer-"] p { font-size: 1.3rem; line-height: 1.45; }
[class*="st-key-beside-"] p { font-size: 1.05rem; line-height: 1.5; }
[class*="st-key-beside-"] strong { font-size: 1.6rem; }
/* Small print: the page's ink, a little lighter, instead of a gray too pale to read. */
div[data-testid="stCaptionContainer"] { color: inherit; opacity: 0.8; }
/* The accent colour suits buttons; as small text on the dark page it is too dark. */
div[data-testid="stSliderThumbValue"] { color: inherit; }
.st-key-browser_log_room { position: absolute; height: 0; overflow: hidden; }
@media (max-width: 640px) {
  [class*="st-key-answer-"] p { font-size: 1.15rem; }
  [class*="st-key-beside-"] strong { font-size: 1.35rem; }
}
</style>
"""


def apply() -> None:
    st.html(_CSS)
