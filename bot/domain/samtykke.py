"""A consent to share information in one case: who said yes, to what, to whom, for how long (use cases UC-51 to UC-56).

It holds no identity and no free text: numbers, ages in groups, counts, and ids of the plan (handbook H-121, H-130 to
H-136). Its state is derived; what happened to it is its history.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date, datetime
from enum import StrEnum

from bot.errors import Conflict


class Alder(StrEnum):
    """The age group. 16 and 17 stand apart because a human must settle what no source of ours does (UC-55)."""

    UNDER_16 = "under_16"
    FRA_16_TIL_17 = "16_17"
    OVER_18 = "over_18"


class EgetSvar(StrEnum):
    """The young person's own answer. Silence is no consent (H-132)."""

    JA = "ja"
    NEI = "nei"
    IKKE_SPURT = "ikke_spurt"


class Form(StrEnum):
    """How it was given: both bind, in writing is recommended (H-133, H-134)."""

    SKRIFTLIG = "skriftlig"
    MUNTLIG = "muntlig"


class Avklaring(StrEnum):
    """What a human decided about a young person of 16 or 17 who has consented without a guardian."""

    IKKE = "ikke"
    ALENE = "alene"
    VERGE_MA = "verge_ma"


class Tilstand(StrEnum):
    """What a consent is worth now. Only AKTIV opens anything."""

    AKTIV = "aktiv"
    MANGLER_UNG = "mangler_ung"
    MANGLER_VERGE = "mangler_verge"
    MANGLER_BEKREFTELSE = "mangler_bekreftelse"
    TIL_AVKLARING = "til_avklaring"
    NEKTET = "nektet"
    TRUKKET = "trukket"
    UGYLDIG = "ugyldig"
    UTLOPT = "utlopt"


class Slag(StrEnum):
    """What can happen to a consent."""

    GITT = "gitt"
    UNDERSKREVET = "underskrevet"  # one more guardian
    SKRIFTLIG = "skriftlig"  # an oral one now also in writing
    AVKLART = "avklart"  # a human settled the 16–17 question
    ARKIVERT = "arkivert"  # the signed form lies in the restricted library
    FORNYET = "fornyet"
    NEKTET = "nektet"
    TRUKKET = "trukket"
    UGYLDIG = "ugyldig"
    UTLOPT = "utlopt"


ENDS = {
    Slag.NEKTET: Tilstand.NEKTET,
    Slag.TRUKKET: Tilstand.TRUKKET,
    Slag.UGYLDIG: Tilstand.UGYLDIG,
    Slag.UTLOPT: Tilstand.UTLOPT,
}
HASTEMOTE = "hastemote"
"""The purpose that is no organ of the plan."""


@dataclass(frozen=True, slots=True)
class Samtykke:
    """A consent. `number` is neutral («S-2026-3»), `sak` the case's id.

    `verger` is how many have parental responsibility, `signed` how many of them have said yes. `themes` are the
    kinds of information covered, `recipients` roles of the plan, `purposes` the organs (or HASTEMOTE) it was given
    for. `ended` is what ended it. `form_url` is where the signed form lies. `due_at` (UTC) and `due_for` are when it
    is next looked at, and why.
    """

    id: str
    room: str
    number: str
    sak: str
    age: Alder
    ung: EgetSvar
    form: Form
    themes: tuple[str, ...]
    recipients: tuple[str, ...]
    purposes: tuple[str, ...]
    registered_by: str
    given_at: datetime
    verger: int = 0
    signed: int = 0
    frivillig: bool = False
    uttrykkelig: bool = False
    informert: bool = False
    valid_to: date | None = None
    clarified: Avklaring = Avklaring.IKKE
    ended: Slag | None = None
    ended_at: datetime | None = None
    form_url: str = ""
    due_at: datetime | None = None
    due_for: str = ""
    version: int = 0

    @property
    def minor(self) -> bool:
        """Under 18: a guardian must consent as well (H-136)."""
        return self.age is not Alder.OVER_18


@dataclass(frozen=True, slots=True)
class Hendelse:
    """One line of a consent's history: what, when, by whom, and how it was told («skriftlig», «muntlig», «system»)."""

    id: str
    room: str
    samtykke: str
    slag: Slag
    at: datetime
    by: str
    how: str = ""
    version: int = 0


def tilstand(samtykke: Samtykke, today: date) -> Tilstand:
    """What the consent is worth today, whatever has been swept or not."""
    if samtykke.ended:
        return ENDS[samtykke.ended]
    if samtykke.ung is EgetSvar.NEI:
        return Tilstand.NEKTET
    if samtykke.valid_to and samtykke.valid_to < today:
        return Tilstand.UTLOPT
    if not (samtykke.frivillig and samtykke.uttrykkelig and samtykke.informert):
        return Tilstand.MANGLER_BEKREFTELSE
    if samtykke.ung is not EgetSvar.JA:
        return Tilstand.MANGLER_UNG
    return _guardians(samtykke)


def _guardians(samtykke: Samtykke) -> Tilstand:
    """Everybody with parental responsibility, at least one; 16 and 17 alone is for a human (UC-55)."""
    if not samtykke.minor or samtykke.signed >= max(samtykke.verger, 1):
        return Tilstand.AKTIV
    if samtykke.age is Alder.FRA_16_TIL_17 and samtykke.clarified is Avklaring.ALENE:
        return Tilstand.AKTIV
    if samtykke.age is Alder.FRA_16_TIL_17 and samtykke.clarified is Avklaring.IKKE:
        return Tilstand.TIL_AVKLARING
    return Tilstand.MANGLER_VERGE


def ended(samtykke: Samtykke, slag: Slag, at: datetime) -> Samtykke:
    """Refused, withdrawn, invalidated or expired. Raises Conflict when it has ended already."""
    return replace(_live(samtykke), ended=slag, ended_at=at)


WITHDRAWABLE = (None, Slag.UTLOPT)
"""What a withdrawal still ends: what lives, and what has only run out and could be renewed."""


def withdrawn(samtykke: Samtykke, at: datetime) -> Samtykke:
    """Taken back for good, also where it had run out. Raises Conflict for the other ends."""
    if samtykke.ended not in WITHDRAWABLE:
        raise Conflict("samtykke_over")
    return replace(samtykke, ended=Slag.TRUKKET, ended_at=at)


def countersigned(samtykke: Samtykke) -> Samtykke:
    """One more guardian has said yes. Raises Conflict when it has ended or all have."""
    if samtykke.signed >= max(samtykke.verger, 1):
        raise Conflict("samtykke_alle_har_signert")
    return replace(_live(samtykke), signed=samtykke.signed + 1)


def in_writing(samtykke: Samtykke) -> Samtykke:
    """An oral consent that is now in writing too."""
    return replace(_live(samtykke), form=Form.SKRIFTLIG)


def clarified(samtykke: Samtykke, answer: Avklaring) -> Samtykke:
    """A human has settled whether the young person may consent alone."""
    return replace(_live(samtykke), clarified=answer)


def renewed(samtykke: Samtykke, valid_to: date | None) -> Samtykke:
    """Said yes to again, for a new time; one that has run out lives again. Raises Conflict for the other ends."""
    if samtykke.ended not in (None, Slag.UTLOPT):
        raise Conflict("samtykke_over")
    return replace(samtykke, valid_to=valid_to, ended=None, ended_at=None)


def _live(samtykke: Samtykke) -> Samtykke:
    if samtykke.ended:
        raise Conflict("samtykke_over")
    return samtykke
