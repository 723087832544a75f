"""The page Privacy names all that the code keeps."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from finlit import __version__
from finlit.classroom.store import schema
from finlit.web.everybody.privacy_page import IN_A_CLASS, IN_THE_BROWSER
from tests.conftest import ROOT
from tests.web.pages import open_page, texts

TABLES = schema.metadata.tables
WEB = ROOT / "finlit" / "web"
SCRIPTS = sorted(path for path in WEB.rglob("*") if path.suffix in {".js", ".py"})


def test_every_column_of_the_database_is_named_and_none_that_is_gone() -> None:
    kept = {name: {column.name for column in table.columns} for name, table in TABLES.items()}
    assert {name: set(columns) for name, columns in IN_A_CLASS.items()} == kept


def test_every_key_in_the_browser_is_named() -> None:
    """All keys begin with "finlit.", and nothing but these three touches the storage."""
    using = {
        path.name
        for path in SCRIPTS
        if re.search(r"localStorage\.|sessionStorage\.|indexedDB|document\.cookie", _code(path))
    }
    assert using == {"browser_log.js", "names.js", "open_tonight.js"}
    code = "".join(_code(path) for path in SCRIPTS if path.name in using)
    keys = set(re.findall(r'"(finlit\.[a-z.]+)"', code))
    assert keys == {
        *("finlit.log", "finlit.class", "finlit.log.", "finlit.seen"),
        *("finlit.names.", "finlit.teacher"),
    }
    assert {key.rstrip("…") for key in IN_THE_BROWSER if key.startswith("finlit.")} == keys


def _code(path: Path) -> str:
    return path.read_text(encoding="utf-8")


@pytest.mark.parametrize("column", ["name", "email", "phone", "birthday", "ip", "user_agent"])
def test_a_pupils_row_has_no_such_thing(column: str) -> None:
    assert column not in {each.name for each in TABLES["members"].columns}


def test_the_page_is_there_and_says_who_when_and_how() -> None:
    app = open_page("privacy")
    assert not app.exception
    text = texts(app)
    for words in (
        "Who sees it",
        "How long",
        "How to erase it",
        "12 months",
        "finlit.log",
        __version__,
    ):
        assert words in text
