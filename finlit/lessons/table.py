"""Reading TOML written by authors: typed values out, plain sentences with lines for what is wrong.

Nothing here raises on bad content. A wrong value is noted and replaced by a neutral one, so that
one reading finds everything.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Mapping
from typing import Any

from finlit.lessons.markdown import escape_dollars
from finlit.lessons.problem import Problem

ID = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")


class Notes:
    """The problems found in one file so far."""

    def __init__(self, file: str) -> None:
        self.file = file
        self.problems: list[Problem] = []
        self.lines: dict[str, int] = {}  # the line that each text shown begins on

    def add(self, line: int, rule: str, sentence: str, *, hint: bool = False) -> None:
        self.problems.append(Problem(self.file, line, rule, sentence, hint))


class Source:
    """TOML text at a place in a file, to find the line of a key or an id again."""

    def __init__(self, text: str, first_line: int, notes: Notes) -> None:
        self.lines = text.split("\n")
        self.first_line = first_line
        self.notes = notes
        self.broken = False

    def parse(self) -> dict[str, Any]:
        """The tables of the text; what is not TOML is noted and read as empty."""
        try:
            return tomllib.loads("\n".join(self.lines))
        except tomllib.TOMLDecodeError as error:
            at = re.search(r"\(at line (\d+), column \d+\)", str(error))
            line = int(at[1]) if at else len("\n".join(self.lines).rstrip().split("\n"))
            message = re.sub(r" \(at .*\)", "", str(error))
            self.notes.add(self.first_line + line - 1, "toml", f"{message} in this TOML.")
            self.broken = True
            return {}

    def find(self, pattern: str, after: int = 0) -> int:
        """The line of the file where the pattern first stands at or below line `after`, or
        `after` itself (the first line of the text when that is 0)."""
        start = max(after - self.first_line, 0)
        for index in range(start, len(self.lines)):
            if re.match(rf"\s*(?:{pattern})", self.lines[index]):
                return self.first_line + index
        return after or self.first_line

    def find_text(self, text: str, after: int) -> int:
        """The line where a text first stands at or below line `after`, or `after` itself."""
        start = max(after - self.first_line, 0)
        found = (n for n in range(start, len(self.lines)) if text in self.lines[n])
        return self.first_line + next(found, after - self.first_line)


class Table:
    """One TOML table read key by key; `finish` notes the keys that nobody asked for."""

    def __init__(
        self, values: Mapping[str, Any], source: Source, line: int, name: str = "this block"
    ) -> None:
        self.values = values
        self.source = source
        self.line = line
        self.name = name
        self._asked: set[str] = set()

    def line_of(self, key: str) -> int:
        """The line that the key stands on."""
        return self.source.find(
            rf'"?{re.escape(key)}"?\s*=|\[+\s*[\w."-]*\b{re.escape(key)}\s*\]', self.line
        )

    def wrong(self, key: str, sentence: str, rule: str = "value") -> None:
        """Note a problem at the key's line."""
        self.source.notes.add(self.line_of(key), rule, sentence)

    def _value(self, key: str, kinds: tuple[type, ...], what: str, needed: bool) -> Any:
        self._asked.add(key)
        if key not in self.values:
            if needed:
                self.source.notes.add(self.line, "missing", f"{self.name} needs {key!r}: {what}.")
            return None
        value = self.values[key]
        if not isinstance(value, kinds) or (isinstance(value, bool) and bool not in kinds):
            self.wrong(key, f"{key!r} must be {what}.")
            return None
        return value

    def plain(self, key: str, default: str | None = None) -> str:
        """A short text that is no Markdown: a name, an address, a word of the format."""
        value = self._value(key, (str,), "a text in quotes", needed=default is None)
        if value is not None and not value.strip() and default is None:
            self.wrong(key, f"{key!r} is empty.", "missing")
        return (value if value is not None else default or "").strip()

    def text(self, key: str, default: str | None = None) -> str:
        """Markdown to show, dollar signs escaped."""
        return self.keep(self.plain(key, default), key)

    def shown(self, key: str) -> tuple[str, ...]:
        """A list of Markdown texts to show."""
        return tuple(self.keep(text, key) for text in self.texts(key))

    def keep(self, text: str, key: str) -> str:
        """The text ready to show, its line remembered for messages."""
        line = self.line_of(key)
        shown = escape_dollars(text)
        begins = self.source.find_text(text.partition("\n")[0], line)
        self.source.notes.lines.setdefault(shown, begins)
        return shown

    def id(self, key: str = "id") -> str:
        """A permanent id: small letters, digits and hyphens."""
        value = self.plain(key)
        if value and not ID.fullmatch(value):
            self.wrong(key, f"The id {value!r} must be small letters, digits and hyphens.", "id")
        return value

    def one_of(self, key: str, options: tuple[str, ...], default: str | None = None) -> str:
        """One of a few words."""
        value = self.plain(key, default)
        if value not in options:
            if key in self.values:
                self.wrong(key, f"{key!r} is {value!r}; it must be one of {', '.join(options)}.")
            return default or options[0]
        return value

    def number(self, key: str, default: float | None = None) -> float:
        """A whole number or a decimal."""
        value = self._value(key, (int, float), "a number", needed=default is None)
        return value if value is not None else default or 0

    def flag(self, key: str) -> bool:
        """true or false; false when absent."""
        return bool(self._value(key, (bool,), "true or false", needed=False))

    def texts(self, key: str, *, needed: bool = True) -> tuple[str, ...]:
        """A list of texts."""
        values = self._value(key, (list,), "a list of texts", needed)
        if values is None:
            return ()
        if not all(isinstance(value, str) and value.strip() for value in values):
            self.wrong(key, f"{key!r} must be a list of texts, none of them empty.")
        return tuple(value.strip() for value in values if isinstance(value, str))

    def mapping(self, key: str, *, needed: bool = False) -> dict[str, Any]:
        """A table as it stands."""
        return dict(self._value(key, (dict,), "a table", needed) or {})

    def table(self, key: str) -> Table:
        """A table to be read key by key."""
        values = self._value(key, (dict,), "a table", needed=True)
        return Table(values or {}, self.source, self.line_of(key), key)

    def tables(self, key: str, *, needed: bool = True) -> list[Table]:
        """A list of tables `[[key]]`, each with its line."""
        values = self._value(key, (list,), f"tables, each begun by [[{key}]]", needed)
        found: list[Table] = []
        after = self.line
        for value in values or ():
            if not isinstance(value, dict):
                self.wrong(key, f"{key!r} must be tables, each begun by [[{key}]].")
                continue
            after = self.source.find(
                rf"\[\[\s*{re.escape(self._path(key))}\s*\]\]|{re.escape(key)}\s*=", after
            )
            found.append(Table(value, self.source, after, f"[[{self._path(key)}]]"))
            after += 1
        return found

    def _path(self, key: str) -> str:
        """The key as written in a header: choices stand under [[question.choice]]."""
        parent = re.fullmatch(r"\[\[(.+)\]\]", self.name)
        return f"{parent[1]}.{key}" if parent else key

    def finish(self) -> None:
        """Note every key that is not part of the format: most often a slip of the pen."""
        for key in self.values.keys() - self._asked:
            known = ", ".join(sorted(self._asked))
            self.wrong(key, f"{self.name} has no {key!r}; it knows {known}.", "unknown key")
