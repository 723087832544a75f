"""The browser's half: files sent once, under an address that names their content."""

from __future__ import annotations

import gzip
import hashlib
from functools import cache
from pathlib import Path

import streamlit as st

STATIC = Path(__file__).with_name("static")
SENT = ("element.js", "controls.js", "frames.js", "picture.js", "reading.js", "vega.min.js")
CODE, FRAMES = "live/code/", "live/frames/"


def read(name: str) -> str:
    """A file of the element, as text."""
    return (STATIC / name).read_text(encoding="utf-8")


@cache
def files() -> dict[str, bytes]:
    """The scripts that are sent, compressed."""
    return {name: gzip.compress((STATIC / name).read_bytes(), 9, mtime=0) for name in SENT}


@cache
def address() -> str:
    """The folder of the scripts, below the app's root: its name changes with their content."""
    digest = hashlib.blake2b(digest_size=9)
    for name in SENT:
        digest.update((STATIC / name).read_bytes())
    return f"{CODE}{digest.hexdigest()}/"


def root() -> str:
    """Where the app stands on its host: "/" or such as "/finlit/"."""
    base = str(st.get_option("server.baseUrlPath") or "").strip("/")
    return f"/{base}/" if base else "/"
