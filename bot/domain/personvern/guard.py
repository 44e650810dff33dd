"""`check`: the identifier guard (use-cases UC-32, handbook H-140 to H-142).

A safety net, never proof of anonymity: «informasjon ikke uten videre kan formidles videre selv om navn og/eller
stedsnavn er utelatt» (H-141). An empty answer means that no rule spoke. A human still judges whether the possibility
to recognise the person «reelt sett er fjernet» (H-142). What is measured stands in `docs/personvern-vakt.md`.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator

from bot.domain.personvern.contact import emails, handles, phones
from bot.domain.personvern.findings import Allowed, Finding, Kind
from bot.domain.personvern.identifiable import identifiable
from bot.domain.personvern.initials import initials
from bot.domain.personvern.letters import letters
from bot.domain.personvern.names import names
from bot.domain.personvern.numbers import national_numbers
from bot.domain.personvern.page import Page
from bot.domain.personvern.places import addresses, births, numbered_homes, registers

Span = tuple[int, int, Kind]
Detector = Callable[[Page, Allowed], Iterator[Span]]

DETECTORS: tuple[Detector, ...] = (
    national_numbers, births, phones, emails, handles, addresses, numbered_homes, registers, letters, names,
    initials,
)  # fmt: skip
"""In order of precedence: where two findings overlap, the earlier one stands."""

_NOTHING = Allowed()


def check(text: str, *, allowed: Allowed = _NOTHING) -> tuple[Finding, ...]:
    """Everything in a text that is, or points at, a person; in order of place. Time is linear in the length."""
    return check_page(Page(text), allowed)


def check_page(page: Page, allowed: Allowed) -> tuple[Finding, ...]:
    """`check` for a text that has been read already."""
    spans = _without_overlap(span for detector in DETECTORS for span in detector(page, allowed))
    spans.extend(identifiable(page, spans))
    return tuple(sorted(Finding(*page.folded.source(start, end), kind) for start, end, kind in spans))


def _without_overlap(spans: Iterable[Span]) -> list[Span]:
    taken = bytearray(0)
    kept: list[Span] = []
    for start, end, kind in spans:
        if end > len(taken):
            taken.extend(bytes(end - len(taken)))
        if not any(taken[start:end]):
            taken[start:end] = b"\x01" * (end - start)
            kept.append((start, end, kind))
    return kept
