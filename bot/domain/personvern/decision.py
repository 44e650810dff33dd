"""`decide`: what should happen with a text somebody wants to send, as far as the text and its kind can tell.

Order of urgency: danger now (UC-35), meldeplikt (UC-34), identifiers (UC-32), sexual pictures, whether or not
one is to be sent (UC-45), a description that points at somebody (H-141), another route (UC-44, UC-46), the gate of
individual cases (UC-31, UC-33, G3).
The bot forwards nothing by itself (G4); a person decides after every outcome.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from itertools import pairwise

from bot.domain.personvern.danger import signs_on
from bot.domain.personvern.danger_words import HINTS, STRONG
from bot.domain.personvern.findings import Allowed, Finding
from bot.domain.personvern.guard import check_page
from bot.domain.personvern.identifiable import describes_one
from bot.domain.personvern.page import Page
from bot.domain.personvern.patterns import Sign
from bot.domain.personvern.themes import Theme, themes_on

ENKELTSAK = "enkeltsak"
POLITIRAD = "motesak_politirad"

_ADULT = ("voksen", "vaksen")
_ADULTS = ("nabo", "naboen", "mann", "kvinne", "kvinna", "dame", "person", "kar", "mannsperson")


class Outcome(StrEnum):
    """What the dialog shows next."""

    ACCEPT = "accept"
    BLOCK_PII = "block_pii"
    WARN_IDENTIFIABLE = "warn_identifiable"
    STOP_EMERGENCY = "stop_emergency"
    STOP_MELDEPLIKT = "stop_meldeplikt"
    REDIRECT = "redirect"
    GATE = "gate"


class Why(StrEnum):
    """Which route or gate an outcome means."""

    BILDER = "bilder"
    VOKSEN = "voksen"
    UTEN_FAGTEAM = "uten_fagteam"
    ENKELTSAK = "enkeltsak"
    POLITIRAD = "politirad"


Past = frozenset[Outcome | Why]
"""What has been asked already."""


@dataclass(frozen=True, slots=True)
class Decision:
    """An outcome with its reasons. `ask` are questions to put to the person whatever the outcome."""

    outcome: Outcome
    findings: tuple[Finding, ...] = ()
    signs: tuple[Sign, ...] = ()
    ask: tuple[Sign, ...] = ()
    why: Why | None = None


def decide(
    text: str,
    kind: str,
    *,
    allowed: Allowed | None = None,
    has_fagteam: bool = True,
    considered: bool = False,
    past: Past = frozenset(),
) -> Decision:
    """What should happen with a text of a kind («gruppe_miljo», «trend», «enkeltsak», «motesak_politirad»).

    `considered`: the writer has answered that nobody can be recognised, so what only warns does not stop it. `past`:
    what the writer has been asked about and has gone on from; what comes after it is still asked."""
    page = Page(text)
    findings = check_page(page, allowed or Allowed())
    signs = signs_on(page, STRONG)
    stopping = tuple(finding for finding in findings if finding.blocks or not considered)
    outcome, why = _stopped(stopping, signs, past) or _route(page, kind, stopping, has_fagteam, past)
    ask = tuple(sign for sign in signs_on(page, HINTS) if sign not in signs)
    return Decision(outcome, findings, signs, ask, why)


def _stopped(findings: tuple[Finding, ...], signs: tuple[Sign, ...], past: Past) -> tuple[Outcome, Why | None] | None:
    if Outcome.STOP_EMERGENCY not in past and {Sign.FARE_POLITI, Sign.FARE_HELSE} & set(signs):
        return Outcome.STOP_EMERGENCY, None
    if Outcome.STOP_MELDEPLIKT not in past and Sign.MELDEPLIKT in signs:
        return Outcome.STOP_MELDEPLIKT, None
    if any(finding.blocks for finding in findings):
        return Outcome.BLOCK_PII, None
    return None


def _route(
    page: Page, kind: str, findings: tuple[Finding, ...], has_fagteam: bool, past: Past
) -> tuple[Outcome, Why | None]:
    if Why.BILDER not in past and Theme.BILDER in themes_on(page):
        return Outcome.REDIRECT, Why.BILDER
    if findings:
        return Outcome.WARN_IDENTIFIABLE, None
    if Why.VOKSEN not in past and _about_an_adult(page):
        return Outcome.REDIRECT, Why.VOKSEN
    if kind != ENKELTSAK and not describes_one(page):
        return Outcome.ACCEPT, None
    if kind == POLITIRAD:
        return Outcome.GATE, Why.POLITIRAD
    return (Outcome.GATE, Why.ENKELTSAK) if has_fagteam else (Outcome.REDIRECT, Why.UTEN_FAGTEAM)


def _about_an_adult(page: Page) -> bool:
    words = [word.lower for word in page.words]
    return any(a in _ADULT and b in _ADULTS for a, b in pairwise(words))
