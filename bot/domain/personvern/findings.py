"""What the guard says: kinds, findings and what a municipality allows.

A finding holds positions only, never the value (use-cases G11: "do not echo the value back").
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from functools import cached_property


class Kind(StrEnum):
    """What a finding looks like. The user is told the kind and never the value (UC-32)."""

    FODSELSNUMMER = "fodselsnummer"
    DNUMMER = "dnummer"
    SYNTETISK_NUMMER = "syntetisk_nummer"
    DUFNUMMER = "dufnummer"
    TELEFON = "telefon"
    EPOST = "epost"
    ADRESSE = "adresse"
    GNR_BNR = "gnr_bnr"
    NAVN = "navn"
    INITIALER = "initialer"
    KLASSE = "klasse"
    FODSELSDATO = "fodselsdato"
    BRUKERNAVN = "brukernavn"
    KJENNEMERKE = "kjennemerke"
    INDIREKTE_IDENTIFIKASJON = "indirekte_identifikasjon"
    ETNISK_OPPRINNELSE = "etnisk_opprinnelse"
    ALDER_OG_HELSE = "alder_og_helse"


WARNS = frozenset({Kind.KLASSE, Kind.INDIREKTE_IDENTIFIKASJON, Kind.ETNISK_OPPRINNELSE, Kind.ALDER_OG_HELSE})
"""Kinds that point at a person together with other things: a human judges them (H-141, H-142)."""

OVERRIDABLE = WARNS | {Kind.NAVN, Kind.INITIALER, Kind.ADRESSE, Kind.BRUKERNAVN}
"""Kinds a user may answer with «dette er ikke et navn». Never numbers (UC-32)."""


@dataclass(frozen=True, slots=True, order=True)
class Finding:
    """One place in the text, as positions in the text that was given to `check`."""

    start: int
    end: int
    kind: Kind

    @property
    def overridable(self) -> bool:
        """Whether the user may say that it is something else."""
        return self.kind in OVERRIDABLE

    @property
    def blocks(self) -> bool:
        """Whether the text must be changed; the other findings warn."""
        return self.kind not in WARNS


@dataclass(frozen=True)
class Allowed:
    """What may stand in a text: from the plan, and what the user has said is not a name.

    `places` are names of places, schools and organisations, `staff` full names of staff, `numbers` switchboard
    numbers, `emails` shared mailboxes, `not_names` words the user has answered «dette er ikke et navn» about.
    """

    places: frozenset[str] = frozenset()
    staff: frozenset[str] = frozenset()
    numbers: frozenset[str] = frozenset()
    emails: frozenset[str] = frozenset()
    not_names: frozenset[str] = frozenset()

    @cached_property
    def words(self) -> frozenset[str]:
        """Every word of an allowed place or of what the user has answered, folded."""
        return frozenset(w for text in self.places | self.not_names for w in text.casefold().split())

    @cached_property
    def staff_names(self) -> frozenset[str]:
        """Full names of staff, folded."""
        return frozenset(" ".join(name.casefold().split()) for name in self.staff)

    @cached_property
    def phones(self) -> frozenset[str]:
        """The digits of allowed numbers, without the country code."""
        return frozenset(national(number) for number in self.numbers)

    @cached_property
    def mailboxes(self) -> frozenset[str]:
        """Allowed mailboxes, folded."""
        return frozenset(address.casefold() for address in self.emails)


def national(number: str) -> str:
    """The digits of a telephone number without +47 or 0047."""
    digits = "".join(c for c in number if c.isdecimal())
    return digits[-8:] if len(digits) > 8 and digits.removeprefix("00").startswith("47") else digits
