"""What whoever opens a text message's link sees, as a value: light to import, for the edge opens before the rest."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Protocol


@dataclass(frozen=True, slots=True)
class Page:
    """A page. `facts` are labels and texts, `choices` the answers that can be given, as value and title."""

    status: int
    language: str
    title: str
    said: str = ""
    facts: tuple[tuple[str, str], ...] = ()
    choices: tuple[tuple[str, str], ...] = ()


class Links(Protocol):
    """Opens and answers links. Raises StoreDown."""

    async def look(self, code: str) -> Page:
        """What a link shows. Nothing is used up by looking."""

    async def answer(self, code: str, said: str) -> Page:
        """Answer, once."""
