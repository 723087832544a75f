"""What is wrong in a content file, said with file, line and rule."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Problem:
    """Something wrong in a content file. A `hint` is worth a look but breaks nothing."""

    file: str
    line: int
    rule: str
    sentence: str
    hint: bool = False

    def __str__(self) -> str:
        return f"{self.file}:{self.line}: {self.rule}: {self.sentence}"


class ContentError(ValueError):
    """A content file that cannot be used; `problems` says each file, line, rule and sentence."""

    def __init__(self, name: str, problems: tuple[Problem, ...]) -> None:
        super().__init__("\n".join(str(problem) for problem in problems))
        self.name = name
        self.problems = problems
