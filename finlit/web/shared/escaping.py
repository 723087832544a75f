"""Text from elsewhere: an address, a learner's file, Yahoo, typed by hand. Shown as it is."""

from __future__ import annotations

import re

_MARKUP = re.compile(r"[\\`*_{}\[\]<>#~|$]")
# ":red[x]", ":smile:" and ":material/home:" mean something to Streamlit, "://" makes a link.
_COLON = re.compile(r":(?=[\w+/-])(?!\d\d)")
# Browsers' Markdown makes links of bare addresses too: www.example.com and a@example.com.
_BARE = re.compile(r"(?<=www)(?=\.)|(?=@)", re.IGNORECASE)
# Marks that turn the direction of what follows, and what cannot be seen at all.
_UNSEEN = re.compile(r"[\x00-\x1f\x7f-\x9f\u200e\u200f\u202a-\u202e\u2066-\u2069]")


def shown(text: str) -> str:
    """Text that looks in Markdown as it was written, whatever it holds: no link, picture or sign.

    A colon before a letter gets a word joiner, which nobody sees, and so does a bare address.
    """
    seen = _BARE.sub("\u2060", _UNSEEN.sub(" ", text))
    return _COLON.sub(":\u2060", _MARKUP.sub(lambda mark: f"\\{mark[0]}", seen))


def as_name(text: str) -> str:
    """Text as a name that can stand anywhere: what means something in Markdown is taken out."""
    plain = _COLON.sub(": ", _MARKUP.sub(" ", _BARE.sub(" ", _UNSEEN.sub(" ", text))))
    return " ".join(plain.split())
