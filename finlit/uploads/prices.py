"""Which columns the prices stand in: by what the columns mean, asked where that is not enough."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from finlit.uploads import amounts, meanings
from finlit.uploads.columns import Layout, column_cells
from finlit.uploads.doubts import Answers
from finlit.uploads.model import Question, UnreadableError

RETURNS = {
    "percent": "Returns in percent: 0.50 is half a percent. Build levels from them",
    "decimal": "Returns as decimals: 0.50 is 50 percent. Build levels from them",
}
NOT_RETURNS = {
    "rate": "An interest rate or a yield",
    "price": "Prices after all. What is not above 0 is left out",
}
MOST_ASKED = 200
SAMPLE = 1500  # rows that show how numbers move


@dataclass(frozen=True)
class Picked:
    """The columns of a series. `returns`: "percent" or "decimal" where `price` holds returns that
    levels are built from, else "". `real`: the price has inflation taken out."""

    price: int | None
    adjusted: int | None = None
    returns: str = ""
    real: bool = False

    @property
    def columns(self) -> list[int]:
        return [column for column in (self.price, self.adjusted) if column is not None]


def pick(layout: Layout, given: Answers, questions: list[Question]) -> Picked:
    """The columns to read; with a question added where the file leaves it open.

    Raises UnreadableError where there is no price: rates, ratios and volumes alone.
    """
    moves = {column: _movement(layout, column) for column in layout.numeric}
    meant = {c: meanings.settled(layout.meant[c], moves[c]) for c in layout.numeric}
    usable = {column: meaning for column, meaning in meant.items() if meaning not in meanings.NEVER}
    if not usable:
        raise UnreadableError(no_price(layout, meant))
    column = _column(layout, usable, given, questions)
    if column is None:
        return Picked(None)
    meaning = usable[column]
    if meaning == "return":
        return _returns(layout, column, moves[column], given, questions)
    adjusted = _beside(usable, column)
    if meaning in meanings.WITH_DIVIDENDS:
        return Picked(None, column)
    if meaning in meanings.REAL:
        return Picked(column, None, real=True)
    return Picked(column, adjusted)


def _movement(layout: Layout, column: int) -> meanings.Movement:
    """How the numbers of a column move, in whichever style gives more of them."""
    rows = layout.body[:SAMPLE]
    cells = [row.cells[column] for row in rows if column < len(row.cells)]
    found: list[float] = []
    for style in amounts.STYLES:
        read = [amounts.parse_percent(cell, style) for cell in cells]
        known = [value for value in read if value is not None]
        found = max(found, known, key=len)
        if len(found) == len(cells):
            break
    return meanings.movement(found)


def _column(
    layout: Layout, usable: Mapping[int, str], given: Answers, questions: list[Question]
) -> int | None:
    """The column to read first: a plain price where there is one, else asked for."""
    chosen = given.get("column", "")
    if chosen.isdigit() and int(chosen) in usable:
        return int(chosen)
    for wanted in (("close",), ("price",)):
        found = [column for column, meaning in usable.items() if meaning in wanted]
        has_real = any(meaning in meanings.REAL for meaning in usable.values())
        if len(found) == 1 and not has_real:
            return found[0]
        if found:
            return _ask(layout, _with_real(usable, found), questions)
    left = [column for column, meaning in usable.items() if meaning in ("unknown", *meanings.REAL)]
    with_dividends = [c for c, meaning in usable.items() if meaning in meanings.WITH_DIVIDENDS]
    if with_dividends or left:
        options = [*left, *with_dividends]
        is_plain = len(options) == 1 and usable[options[0]] not in meanings.REAL
        return options[0] if is_plain else _ask(layout, _only(usable, options), questions)
    returns = [column for column, meaning in usable.items() if meaning == "return"]
    return returns[0] if len(returns) == 1 else _ask(layout, _only(usable, returns), questions)


def _only(usable: Mapping[int, str], columns: list[int]) -> dict[int, str]:
    return {column: usable[column] for column in sorted(columns)}


def _with_real(usable: Mapping[int, str], found: list[int]) -> dict[int, str]:
    """Columns to choose from where a table holds plain figures and some without inflation."""
    real = [column for column, meaning in usable.items() if meaning in meanings.REAL]
    return _only(usable, found + real)


def _ask(layout: Layout, options: Mapping[int, str], questions: list[Question]) -> int | None:
    if len(options) > MOST_ASKED:
        raise UnreadableError(
            f"This table has {len(options):,} columns that could hold prices, too many to choose "
            "from. Keep the date and the columns you need, and try again"
        )
    labels = meanings.labels(layout.names, options)
    questions.append(Question("column", "Which column holds the price?", labels))
    return None


def _beside(usable: Mapping[int, str], column: int) -> int | None:
    """An adjusted close that belongs to this close; none where several could."""
    if sum(meaning == usable[column] for meaning in usable.values()) > 1:
        return None
    found = [c for c, meaning in usable.items() if meaning in meanings.WITH_DIVIDENDS]
    return found[0] if len(found) == 1 else None


def _returns(
    layout: Layout,
    column: int,
    moves: meanings.Movement,
    given: Answers,
    questions: list[Question],
) -> Picked:
    """What a column of returns is, once a learner has said so."""
    answer = given.get("meaning", "")
    if answer in RETURNS:
        return Picked(column, returns=answer)
    if answer == "price":
        return Picked(column)
    if answer == "rate":
        raise UnreadableError(no_price(layout, {column: "rate"}))
    likely = _unit(layout, column, moves)
    options = {likely: f"{RETURNS[likely]} (likely)"} if likely else {}
    options |= {name: text for name, text in RETURNS.items() if name != likely} | NOT_RETURNS
    text = (
        f"The numbers in “{layout.names[column]}” look like returns, the gain or loss of each "
        "period, and not like prices. What are they?"
    )
    questions.append(Question("meaning", text, options))
    return Picked(column)


def _unit(layout: Layout, column: int, moves: meanings.Movement) -> str:
    """ "percent" or "decimal" where a sign, a word or the size tells, else ""."""
    above = " ".join(
        str(cell) for row in layout.grid.rows[: len(layout.skipped) + 3] for cell in row.cells
    ).lower()
    cells = [str(cell) for cell in column_cells(layout, column)[:50]]
    if "%" in layout.names[column] or any(cell.endswith("%") for cell in cells):
        return "percent"
    if "percent" in above or "per cent" in above:
        return "percent"
    days = [day for row in layout.body[:400] if (day := layout.dates.of(row)) is not None]
    a_year = {"year": 1.0, "year_month": 12.0, "decimal": 12.0}.get(layout.dates.id)
    is_percent = meanings.in_percent(moves, a_year or _periods(len(days), layout))
    return "" if is_percent is None else "percent" if is_percent else "decimal"


def _periods(count: int, layout: Layout) -> float:
    """Lines a year, by the years of the first and the last date."""
    found = [layout.dates.of(row) for row in (layout.body[0], layout.body[-1])]
    years = [one[2] if isinstance(one, tuple) else one.year for one in found if one is not None]
    span = abs(years[-1] - years[0]) + 0.5 if len(years) == 2 else 1.0
    return max(min(len(layout.body) / span, 365.0), 1.0)


def no_price(layout: Layout, meant: Mapping[int, str]) -> str:
    """Why no column gives a price, and what would help."""
    column, meaning = next(iter(meant.items()))
    rates = [c for c, each in meant.items() if each == "rate"]
    if rates:
        name = layout.names[rates[0]]
        return (
            f"“{name}” holds interest rates or yields. A rate is not a price: nobody can buy "
            "it, and it says nothing about gains by itself. Look for a file with prices or with "
            "an index level"
        )
    return (
        f"No column with a price was found. “{layout.names[column]}” holds "
        f"{meanings.WORDS[meaning] or 'something else'}. A price or an index level is needed"
    )
