"""Pupils' names, on the teacher's own device alone: its browser puts them into tables and files.

The server hands over aliases and gets nothing back: names are typed, kept, shown and written into
downloads by names.js in the browser. A test watches the page's connection for it.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

import streamlit as st

from finlit.classroom.model import Class, Member


def _read(end: str) -> str:
    return Path(__file__).with_name(f"names.{end}").read_text(encoding="utf-8")


_component = st.components.v2.component(
    "finlit_names", html=_read("html"), css=_read("css"), js=_read("js")
)


@dataclass(frozen=True)
class File:
    """A file to save with names: in a CSV the name of the alias in column `alias` goes into column
    `into`; in a page it goes wherever `data-alias` names one."""

    label: str
    name: str
    mime: str
    text: str
    alias: int = 0
    into: int = 0


def edit(class_: Class, members: Iterable[Member]) -> None:
    """A box for each pupil's name, and the list as a file, to open and to save."""
    _component(
        key=f"names-list-{class_.id}",
        data={
            "kind": "list",
            "list": class_.id,
            "rows": [[member.alias] for member in members],
            "file": f"names-{class_.code}.csv",
        },
    )


def table(
    class_: Class,
    key: str,
    head: Sequence[str],
    rows: Iterable[Sequence[str | int]],
    *,
    sort: bool = True,
) -> None:
    """A table whose first column is an alias, with the name before it where there is one."""
    _component(
        key=f"names-table-{key}",
        data={
            "kind": "table",
            "list": class_.id,
            "head": list(head),
            "rows": [list(row) for row in rows],
            "sort": sort,
        },
    )


def files(class_: Class, key: str, made: Iterable[File]) -> None:
    """Buttons that save files with names in place of aliases."""
    _component(
        key=f"names-files-{key}",
        data={"kind": "files", "list": class_.id, "files": [vars(each) for each in made]},
    )
