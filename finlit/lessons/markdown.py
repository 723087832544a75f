"""Markdown of lessons: cutting a body at its headings and fences, escapes, filled-in figures.

The Markdown library finds structure and gives line numbers; the prose itself stays as written.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache

from markdown_it import MarkdownIt
from markdown_it.token import Token

PLACEHOLDER = re.compile(r"\{(fact|quoted):([a-z0-9-]+)\}")
GLOSSARY_LINK = re.compile(r"\]\(glossary:([a-z0-9-]+)\)")
# A code span within its paragraph, or a run of backticks that opens none.
CODE = r"(?P<ticks>`+)(?!`)(?:(?!\n[ \t]*\n)[\s\S])*?(?<!`)(?P=ticks)(?!`)|`+"
# Code, an escaped character, or a dollar sign: two of them make Streamlit see a formula.
_DOLLAR = re.compile(rf"{CODE}|\\[\s\S]|(?P<dollar>\$)")


@dataclass(frozen=True)
class Heading:
    """A heading: its level (1 to 6), its text without `{#id}`, that id ("" when there is none)."""

    level: int
    title: str
    id: str
    line: int


@dataclass(frozen=True)
class Fence:
    """A fenced block: the word after the fence, its content, whether a closing fence ends it."""

    name: str
    content: str
    closed: bool
    line: int


@dataclass(frozen=True)
class Prose:
    """Lines of Markdown between headings of levels 2 and 3, lines `---` and fences."""

    markdown: str
    line: int


@dataclass(frozen=True)
class Break:
    """A line `---`: what follows begins a new screen."""

    line: int


@cache
def parser() -> MarkdownIt:
    """CommonMark with tables, as Streamlit shows it."""
    return MarkdownIt("commonmark").enable("table")


def tokens(markdown: str) -> list[Token]:
    """The block tokens of a text; `token.map` gives lines counted from 0."""
    return parser().parse(markdown)


def pieces(markdown: str, first_line: int = 1) -> list[Heading | Fence | Prose | Break]:
    """A body cut at its headings of level 2, its lines `---` and its top-level fences that carry a
    name, in order. At a heading of level 3 new prose begins."""
    lines = markdown.split("\n")
    found: list[Heading | Fence | Prose | Break] = []
    done = 0

    def prose_up_to(end: int) -> None:
        start = done
        while start < end and not lines[start].strip():
            start += 1
        text = "\n".join(lines[start:end]).rstrip()
        if text:
            found.append(Prose(escape_dollars(text), first_line + start))

    parsed = tokens(markdown)
    for index, token in enumerate(parsed):
        if token.level or token.map is None:
            continue
        start, end = token.map
        if token.type == "heading_open" and token.tag == "h2":
            prose_up_to(start)
            title, id_ = heading_text(parsed[index + 1].content)
            found.append(Heading(2, title, id_, first_line + start))
            done = end
        elif token.type == "heading_open" and token.tag == "h3":
            prose_up_to(start)
            done = start
        elif token.type == "hr":
            prose_up_to(start)
            found.append(Break(first_line + start))
            done = end
        elif token.type == "fence" and token.info.strip():
            prose_up_to(start)
            closed = end > start + 1 and set(lines[end - 1].strip()) == {token.markup[0]}
            found.append(Fence(token.info.strip(), token.content, closed, first_line + start))
            done = end
    prose_up_to(len(lines))
    return found


def heading_text(content: str) -> tuple[str, str]:
    """A heading's text and its id: "What grows {#grows}" -> ("What grows", "grows")."""
    match = re.fullmatch(r"(.*?)\s*\{#([^}]*)\}\s*", content)
    return (match[1], match[2]) if match else (content, "")


def escape_dollars(markdown: str) -> str:
    r"""`$400` becomes `\$400` outside code, for Streamlit reads `$...$` as a formula.

    What is already escaped stays as it is, so escaping twice changes nothing.
    """
    if "$" not in markdown:
        return markdown
    lines = markdown.split("\n")
    spans = {tuple(token.map) for token in tokens(markdown) if token.type == "inline" and token.map}
    for start, end in spans:  # one paragraph, heading, list item or table row each: never code
        text = "\n".join(lines[start:end])
        escaped = _DOLLAR.sub(lambda match: r"\$" if match["dollar"] else match[0], text)
        lines[start:end] = escaped.split("\n")
    return "\n".join(lines)


def placeholders(markdown: str) -> list[tuple[str, str, int]]:
    """Each `{fact:id}` and `{quoted:id}` as (kind, id, lines down from the start)."""
    return [
        (match[1], match[2], markdown.count("\n", 0, match.start()))
        for match in PLACEHOLDER.finditer(markdown)
    ]


def glossary_links(markdown: str) -> list[tuple[str, int]]:
    """Each `[word](glossary:id)` as (id, lines down from the start)."""
    return [
        (match[1], markdown.count("\n", 0, match.start()))
        for match in GLOSSARY_LINK.finditer(markdown)
    ]


def fill(
    markdown: str,
    figures: Mapping[str, str],
    quotes: Mapping[str, str],
    meanings: Mapping[str, str],
    glossary: str,
) -> str:
    """Text with figures, quotes and glossary links put in; a missing figure reads "unknown"."""

    def figure(match: re.Match[str]) -> str:
        known = figures if match[1] == "fact" else quotes
        return escape_dollars(known.get(match[2], "unknown"))

    def link(match: re.Match[str]) -> str:
        meaning = meanings.get(match[1], "").replace("\\$", "$").replace('"', "'")
        title = f' "{escape_dollars(meaning)}"' if meaning else ""
        return f"]({glossary}?term={match[1]}{title})"

    return GLOSSARY_LINK.sub(link, PLACEHOLDER.sub(figure, markdown))
