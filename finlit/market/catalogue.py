"""What the tables are: the entries of a folder's datapackage.json."""

from __future__ import annotations

import json
from dataclasses import dataclass
from pathlib import Path
from typing import Any


@dataclass(frozen=True)
class Field:
    """One column: its Frictionless type, unit, what it is, and its first and last known row."""

    name: str
    type: str
    unit: str
    description: str
    first: str
    last: str


@dataclass(frozen=True)
class Entry:
    """One table, described in a learner's words. `first` and `last` are "" for a lookup table."""

    name: str
    path: str
    title: str
    description: str
    publisher: str
    url: str
    origin: str
    terms: str
    unit: str
    kind: str
    frequency: str
    first: str
    last: str
    traps: tuple[str, ...]
    fields: tuple[Field, ...]

    @property
    def key(self) -> str:
        """Name of the column that the rows are found by."""
        return self.fields[0].name


@dataclass(frozen=True)
class Refreshed:
    """When the tables named were brought up to date, as an ISO day."""

    on: str
    tables: tuple[str, ...]


def read_refreshed(folder: Path) -> Refreshed | None:
    """What datapackage.json says of a refresh; None where the tables are as shipped."""
    package = json.loads((folder / "datapackage.json").read_text(encoding="utf-8"))
    told = package.get("refreshed")
    return Refreshed(told["on"], tuple(told["tables"])) if told else None


def read_entries(folder: Path) -> dict[str, Entry]:
    """Entries by name, in the order of datapackage.json."""
    package = json.loads((folder / "datapackage.json").read_text(encoding="utf-8"))
    return {resource["name"]: _entry(resource) for resource in package["resources"]}


def _entry(resource: dict[str, Any]) -> Entry:
    publisher = resource["sources"][0]
    like_columns = resource.get("columns", {})
    fields = tuple(
        Field(
            name=field["name"],
            type=field["type"],
            unit=field.get("unit", like_columns.get("unit", "")),
            description=field.get("description", like_columns.get("description", "")),
            first=field.get("first", ""),
            last=field.get("last", ""),
        )
        for field in resource["schema"]["fields"]
    )
    return Entry(
        name=resource["name"],
        path=resource["path"],
        title=resource["title"],
        description=resource["description"],
        publisher=publisher["title"],
        url=publisher["path"],
        origin=resource["from"],
        terms=resource["terms"],
        unit=resource["unit"],
        kind=resource["kind"],
        frequency=resource["frequency"],
        first=_shown(resource.get("first", ""), resource["frequency"]),
        last=_shown(resource.get("last", ""), resource["frequency"]),
        traps=tuple(resource["traps"]),
        fields=fields,
    )


def _shown(date: str, frequency: str) -> str:
    return date[:7] if frequency == "monthly" else date
