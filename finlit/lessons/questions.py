"""quiz.toml: the questions of a lesson."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable

from finlit.lessons.model import Choice, Question, Trap
from finlit.lessons.table import Notes, Source, Table

UNITS = ("money", "percent", "years", "months", "count", "times")


def read_questions(text: str, notes: Notes) -> tuple[dict[str, Question], tuple[str, ...]]:
    """The questions by id, and the `examples` declared on top of the file."""
    source = Source(text, 1, notes)
    top = Table(source.parse(), source, 1, "quiz.toml")
    questions: dict[str, Question] = {}
    if source.broken:
        return questions, ()
    for table in top.tables("question"):
        question = read_question(table)
        if question.id in questions:
            table.wrong("id", f"The question id {question.id!r} is used twice.", "duplicate id")
        questions[question.id] = question
    examples = top.texts("examples", needed=False)
    top.finish()
    return questions, examples


def read_question(table: Table) -> Question:
    """One [[question]]."""
    id_ = table.id()
    kind = table.one_of("kind", ("choice", "number"))
    prompt = table.text("prompt")
    if kind == "choice":
        choices = tuple(read_choice(each) for each in table.tables("choice"))
        check_choices(table, choices)
        table.finish()
        return Question(id_, kind, prompt, choices=choices, line=table.line)
    question = Question(
        id_,
        kind,
        prompt,
        answer=read_answer(table),
        tolerance=abs(table.number("tolerance")),
        unit=table.one_of("unit", UNITS, "count"),
        why_right=table.text("why_right"),
        why_wrong=table.text("why_wrong"),
        traps=tuple(read_trap(each) for each in table.tables("trap", needed=False)),
        line=table.line,
    )
    check_traps(table, question)
    table.finish()
    return question


def read_answer(table: Table) -> float | str:
    """A number, or "fact:id"."""
    if isinstance(table.values.get("answer"), str):
        text = table.plain("answer")
        if not text.startswith("fact:"):
            table.wrong("answer", f"'answer' is {text!r}; it must be a number or \"fact:id\".")
        return text
    return table.number("answer")


def read_choice(table: Table) -> Choice:
    """One [[question.choice]]."""
    choice = Choice(
        id=table.id(),
        text=table.text("text"),
        right=table.flag("right"),
        why=table.text("why"),
        misconception=table.plain("misconception", ""),
    )
    if not choice.right and not choice.misconception:
        table.wrong(
            "id", f"The wrong choice {choice.id!r} names no misconception.", "misconception"
        )
    if choice.right and choice.misconception:
        table.wrong("misconception", "The right choice names a misconception.", "misconception")
    table.finish()
    return choice


def read_trap(table: Table) -> Trap:
    """One [[question.trap]]."""
    trap = Trap(
        value=table.number("value"),
        tolerance=abs(table.number("tolerance", 0.0)),
        why=table.text("why"),
        misconception=table.plain("misconception", ""),
    )
    table.finish()
    return trap


def check_choices(table: Table, choices: tuple[Choice, ...]) -> None:
    """Exactly one right choice among two or more, ids and texts all different."""
    right = sum(choice.right for choice in choices)
    if right != 1:
        table.wrong(
            "id", f"A question has exactly one right choice; this has {right}.", "one right"
        )
    if len(choices) < 2:
        table.wrong("id", "A question needs two or more choices.", "choices")
    for name in ("id", "text"):
        for twice in repeated(getattr(choice, name) for choice in choices):
            table.wrong("id", f"Two choices have the same {name}: {twice!r}.", "duplicate id")


def check_traps(table: Table, question: Question) -> None:
    """No trap may overlap the right answer: the answer would win and the trap never show."""
    if isinstance(question.answer, str):
        return
    for trap in question.traps:
        if abs(trap.value - question.answer) <= trap.tolerance + question.tolerance:
            table.wrong("trap", f"The trap {trap.value:g} overlaps the right answer.", "trap")


def repeated(names: Iterable[str]) -> list[str]:
    """The names that occur more than once."""
    return [name for name, times in Counter(names).items() if times > 1]


def texts_of(question: Question) -> list[str]:
    """Everything of a question that is shown."""
    return sentences_of(question) + [choice.text for choice in question.choices]


def sentences_of(question: Question) -> list[str]:
    """What a question says in whole sentences: the prompt and every reason."""
    texts = [question.prompt, question.why_right, question.why_wrong]
    texts += [choice.why for choice in question.choices]
    texts += [trap.why for trap in question.traps]
    return [text for text in texts if text]
