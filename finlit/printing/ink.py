"""Makes the series of a drawn chart differ without colour, for a copier knows only gray.

The palette's colours are about equally dark, so that one drawing serves light and dark pages. On
paper each series of the legend also gets a texture: a hatching for areas and bars, a dash for
lines, hollow or full for points.
"""

from __future__ import annotations

from collections.abc import Iterator
from xml.etree import ElementTree
from xml.etree.ElementTree import Element

from finlit.charts.base import COLOURS

SVG = "http://www.w3.org/2000/svg"
ElementTree.register_namespace("", SVG)

DASHES = ("", "9,4", "2,3", "10,3,2,3", "5,2", "1,2")
# White lines over the series' own colour, by place in the legend; the first is left full.
HATCHES = (
    "",
    "M-1,1l2,-2M0,6l6,-6M5,7l2,-2",
    "M0,3h6",
    "M3,0v6",
    "M-1,5l2,2M0,0l6,6M5,-1l2,2",
    "M0,3h6M3,0v6",
)


def told_apart(drawing: str, name: str, label: str) -> str:
    """The SVG text of a chart with textures added and a label for screen readers.

    `name` begins the ids of its patterns, which must be unique on a page.
    """
    root = ElementTree.fromstring(drawing)
    order = _with_the_learners_own(list(dict.fromkeys(_legend_colours(root))))
    lines: set[str] = set()
    areas: set[str] = set()
    for group in _groups(root, "mark-line", "mark-rule", "mark-trail"):
        lines |= {place.get("stroke", "") for place in group}
    for group in _groups(root, "mark-area", "mark-rect"):
        areas |= {place.get("fill", "") for place in group}
    _texture_areas(root, order, name)
    _texture_lines(root, order)
    _texture_points(root, order)
    _redraw_legend(root, order, lines, areas, name)
    root.set("role", "img")
    root.set("aria-label", label)
    root.attrib.pop("width", None)
    root.attrib.pop("height", None)
    return ElementTree.tostring(root, encoding="unicode")


def _with_the_learners_own(order: list[str]) -> list[str]:
    """The colour of what the learner chose gets a texture where no legend names it, too: an odd
    place, for those points are hollow."""
    own = COLOURS["you"]
    if own in order:
        return order
    return [*order, *([""] if len(order) % 2 == 0 else []), own]


def _groups(root: Element, *classes: str) -> Iterator[Element]:
    """The groups of marks of a kind, without those of axes and legends."""
    for group in root.iter(f"{{{SVG}}}g"):
        words = (group.get("class") or "").split()
        if words and words[0] in classes and "role-mark" in words:
            yield group


def _legend_symbols(root: Element) -> Iterator[Element]:
    for group in root.iter(f"{{{SVG}}}g"):
        if "role-legend-symbol" in (group.get("class") or ""):
            yield from group


def _legend_colours(root: Element) -> list[str]:
    return [_colour(symbol) for symbol in _legend_symbols(root)]


def _colour(symbol: Element) -> str:
    fill = symbol.get("fill", "")
    return fill if fill not in ("", "none", "transparent") else symbol.get("stroke", "")


def _texture(name: str, place: int) -> str:
    return f"{name}-hatch-{place}"


def _texture_areas(root: Element, order: list[str], name: str) -> None:
    """Areas and bars of the second series and on are hatched in white over their own colour."""
    for group in _groups(root, "mark-area", "mark-rect"):
        for shape in group:
            fill = shape.get("fill", "")
            place = order.index(fill) if fill in order else 0
            if place and place < len(HATCHES):
                shape.set("fill", f"url(#{_texture(name, place)})")
    defs = Element(f"{{{SVG}}}defs")
    for place in range(1, min(len(order), len(HATCHES))):
        if order[place]:
            defs.append(_pattern(_texture(name, place), order[place], HATCHES[place]))
    root.insert(0, defs)


def _pattern(id_: str, colour: str, hatch: str) -> Element:
    pattern = Element(
        f"{{{SVG}}}pattern",
        {"id": id_, "width": "6", "height": "6", "patternUnits": "userSpaceOnUse"},
    )
    pattern.append(Element(f"{{{SVG}}}rect", {"width": "6", "height": "6", "fill": colour}))
    pattern.append(
        Element(
            f"{{{SVG}}}path", {"d": hatch, "stroke": "#fff", "stroke-width": "1.6", "fill": "none"}
        )
    )
    return pattern


def _texture_lines(root: Element, order: list[str]) -> None:
    for group in _groups(root, "mark-line"):
        for line in group:
            stroke = line.get("stroke", "")
            if stroke in order and not line.get("stroke-dasharray"):
                dash = DASHES[order.index(stroke) % len(DASHES)]
                if dash:
                    line.set("stroke-dasharray", dash)


def _texture_points(root: Element, order: list[str]) -> None:
    """Points of every second series are hollow."""
    for group in _groups(root, "mark-symbol"):
        for point in group:
            colour = _colour(point)
            if colour in order and order.index(colour) % 2:
                point.set("fill", "#fff")
                point.set("stroke", colour)
                point.set("stroke-width", "1.3")


def _redraw_legend(
    root: Element, order: list[str], lines: set[str], areas: set[str], name: str
) -> None:
    """Each symbol shows the texture of its series, as a line, a box or a point."""
    dashed = {
        line.get("stroke"): line.get("stroke-dasharray")
        for group in _groups(root, "mark-line")
        for line in group
        if line.get("stroke-dasharray")
    }
    for symbol in _legend_symbols(root):
        colour = _colour(symbol)
        place = order.index(colour)
        if colour in areas:
            symbol.set("d", "M-7,-5h14v10h-14Z")
            if 0 < place < len(HATCHES):
                symbol.set("fill", f"url(#{_texture(name, place)})")
        elif colour in lines:
            symbol.set("d", "M-8,0h16")
            symbol.set("stroke", colour)
            symbol.set("stroke-width", "3")
            symbol.set("fill", "none")
            symbol.set("stroke-dasharray", dashed.get(colour) or "none")
        elif place % 2:
            symbol.set("fill", "#fff")
            symbol.set("stroke", colour)
