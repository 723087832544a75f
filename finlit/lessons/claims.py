"""Claims of the argument: a folder `claims/<id>` with one claim.md, read as lessons are."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from pathlib import Path

from finlit.lessons.blocks import read_parts
from finlit.lessons.files import read_file, read_top, split, version
from finlit.lessons.front import read_claim_front
from finlit.lessons.links import check_links
from finlit.lessons.model import Claim, Term
from finlit.lessons.problem import ContentError, Problem
from finlit.lessons.table import ID, Notes

FOLDER = "claims"


def load_claims(
    folder: Path, glossary: Mapping[str, Term], order: Iterable[str] = ()
) -> tuple[tuple[Claim, ...], tuple[ContentError, ...]]:
    """The claims of a folder of lessons, drafts too: those named in `order`, then the rest by name;
    and those that cannot be read, with the reasons."""
    claims, broken = [], []
    for id_ in dict.fromkeys([*order, *claim_folders(folder)]):
        claim, problems = read_claim(folder / FOLDER / id_, glossary)
        if claim is None or problems:
            broken.append(ContentError(f"{FOLDER}/{id_}", tuple(problems)))
        else:
            claims.append(claim)
    return tuple(claims), tuple(broken)


def read_claim(folder: Path, glossary: Mapping[str, Term]) -> tuple[Claim | None, list[Problem]]:
    """A claim as far as it can be read, and every problem found on the way."""
    slug = f"{FOLDER}/{folder.name}"
    notes = Notes(f"{slug}/claim.md")
    if not ID.fullmatch(folder.name):
        notes.add(1, "id", f"The folder {folder.name!r} must be small letters, digits and hyphens.")
    text = read_file(folder / "claim.md", notes)
    if text is None:
        return None, notes.problems
    top, body = split(text, notes)
    front, terms = read_top(top, glossary, read_claim_front)
    claim = Claim(
        **front,
        slug=slug,
        terms=terms,
        parts=read_parts(body, timed=False),
        version=version(text),
        file=notes.file,
        lines=notes.lines,
    )
    check_links(claim, glossary, notes)
    return claim, sorted(notes.problems, key=lambda problem: problem.line)


def claim_folders(folder: Path) -> list[str]:
    """The names of the folders under `claims` that hold a claim.md."""
    return sorted(path.parent.name for path in folder.glob(f"{FOLDER}/*/claim.md"))
