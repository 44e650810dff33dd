"""What a check of a plan file says: findings, each with its line, in plain Norwegian."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from bot.domain.plan import Plan


class Weight(StrEnum):
    """An error stops the plan from being used; a warning tells where the plan itself is unfinished."""

    ERROR = "feil"
    WARNING = "advarsel"


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing to put right, or to know: the line, a sentence, and what to do about it."""

    level: Weight
    line: int
    text: str
    hint: str = ""


@dataclass(frozen=True, slots=True)
class Report:
    """The answer to a check. `plan` is there when nothing was wrong."""

    name: str
    plan: Plan | None
    findings: tuple[Finding, ...]

    @property
    def errors(self) -> tuple[Finding, ...]:
        """What must be put right."""
        return tuple(finding for finding in self.findings if finding.level is Weight.ERROR)

    @property
    def warnings(self) -> tuple[Finding, ...]:
        """Where the plan itself is unfinished."""
        return tuple(finding for finding in self.findings if finding.level is Weight.WARNING)


def error(line: int, text: str, hint: str = "") -> Finding:
    """A finding that stops the plan."""
    return Finding(Weight.ERROR, line, text, hint)


def warning(line: int, text: str, hint: str = "") -> Finding:
    """A finding about the plan itself."""
    return Finding(Weight.WARNING, line, text, hint)
