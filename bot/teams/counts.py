"""What the edge counts, for the people who run it: numbers by kind and code, and nothing about anybody (threat T30)."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

Series = tuple[str, str]
"""A label and its value: `("kind", "card")`."""


class Counts:
    """Grows for as long as the process lives. Values of labels are codes of ours, of which there are few."""

    def __init__(self) -> None:
        self._found: Counter[tuple[str, Series]] = Counter()

    def add(self, name: str, label: str, value: str) -> None:
        """One more."""
        self._found[name, (label, value)] += 1

    def __iter__(self) -> Iterator[tuple[str, Series, int]]:
        """Name, series and number, in order."""
        return iter(sorted((name, series, number) for (name, series), number in self._found.items()))
