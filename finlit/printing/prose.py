"""Text of a lesson as HTML for paper: figures in place, and no links into the app."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import cache, lru_cache
from typing import Any

from markdown_it import MarkdownIt
from markdown_it.renderer import RendererHTML
from markdown_it.token import Token
from markupsafe import Markup

from finlit.experiments import EXPERIMENTS
from finlit.experiments.kit import Outcome, Value
from finlit.learning.facts import value_of
from finlit.lessons import Content
from finlit.lessons.markdown import placeholders
from finlit.market import built_in
from finlit.words.formats import write


@lru_cache(maxsize=512)
def _outcome(name: str, values: tuple[tuple[str, Value], ...]) -> Outcome:
    return EXPERIMENTS[name].outcome(built_in(), dict(values))


def outcome(name: str, values: Mapping[str, Value]) -> Outcome:
    """What an experiment finds at these values on the built-in data; kept when asked for again.

    Raises KeyError for an unknown experiment and ControlValueError for a value that it refuses.
    """
    return _outcome(name, tuple(sorted(values.items())))


def figure(lesson: Content, id_: str) -> str:
    """The fact of that id as it is written. Raises FactError where it cannot be worked out."""
    fact = lesson.facts[id_]
    value = value_of(fact, lambda name, values: outcome(name, values).figures)
    return write(value, fact.format)


class Prose:
    """The texts of one lesson as HTML."""

    def __init__(self, lesson: Content) -> None:
        self._lesson = lesson

    def filled(self, text: str) -> str:
        """Markdown with figures and quotes put in."""
        asked = [id_ for kind, id_, _ in placeholders(text) if kind == "fact"]
        return self._lesson.fill(text, {id_: figure(self._lesson, id_) for id_ in asked})

    def block(self, text: str) -> Markup:
        """Paragraphs, lists and tables."""
        return Markup(_parser().render(self.filled(text)))

    def line(self, text: str) -> Markup:
        """One run of text, without a paragraph around it."""
        return Markup(_parser().renderInline(self.filled(text).strip()))


def plain(markdown: str) -> Markup:
    """Markdown that names no figures, such as a chart's heading, as one run of text."""
    return Markup(_parser().renderInline(markdown.strip()))


class _Paper(RendererHTML):
    """A link that leads into the app is its words alone; one that leads outside stays."""

    def link_open(self, tokens: Sequence[Token], index: int, options: Any, env: Any) -> str:
        href = str(tokens[index].attrGet("href") or "")
        kept = href.startswith(("https://", "http://"))
        return self.renderToken(tokens, index, options, env) if kept else "<i>"

    def link_close(self, tokens: Sequence[Token], index: int, options: Any, env: Any) -> str:
        opening = next(
            token
            for token in reversed(tokens[:index])
            if token.type == "link_open" and token.level == tokens[index].level
        )
        href = str(opening.attrGet("href") or "")
        return "</a>" if href.startswith(("https://", "http://")) else "</i>"


@cache
def _parser() -> MarkdownIt:
    return MarkdownIt("commonmark", {"html": False}, renderer_cls=_Paper).enable("table")
