"""One person's case, as far as this product knows it: a neutral number, a theme, an organ, a ground and dates.

Who it is about is never here (use cases G1; handbook H-121). The gate's log tells on what ground something moved, who
confirmed it and when.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime
from enum import StrEnum

from bot.domain.gate import Bekreftet, Delingsgrunn, Grunnlag, Hjemmel, Portsvar
from bot.domain.sealed import NO_TEXT, Sealed
from bot.errors import Conflict

LONGEST_REASON = 300


class SakStatus(StrEnum):
    """Open or closed."""

    APEN = "apen"
    AVSLUTTET = "avsluttet"


@dataclass(frozen=True, slots=True)
class Enkeltsak:
    """A case. `number` is neutral («E-2026-3»), `theme` a category of the plan, `organ` where it is to be taken up.

    `asked_by` is the member of staff who asked, and who may register its consents. `wanted`: it is to be taken up in
    the organ's next meeting. `minor` counts where nobody's consent says the age. For another legal basis: `basis`,
    `basis_recipients`, `reason`, who decided, and who else stands behind it. When the case is over, `expires_at` is
    when erasing that reason is proposed.
    """

    id: str
    room: str
    number: str
    organ: str
    theme: str
    asked_by: str
    created_by: str
    created_at: datetime
    varsling: str = ""
    status: SakStatus = SakStatus.APEN
    wanted: bool = False
    ground: Grunnlag | None = None
    minor: bool = True
    basis: Hjemmel | None = None
    basis_recipients: tuple[str, ...] = ()
    reason: Sealed = NO_TEXT
    decided_by: str = ""
    decided_at: datetime | None = None
    seconded_by: str = ""
    anonymity_by: str = ""
    expires_at: datetime | None = None
    proposed_at: datetime | None = None
    erased_at: datetime | None = None
    version: int = 0

    @property
    def choice(self) -> int:
        """Which choice of a ground it stands on: when it was made, in milliseconds, as a button carries it. 0 where
        there is none."""
        return int(self.decided_at.timestamp() * 1000) if self.decided_at else 0

    def delingsgrunn(self) -> Delingsgrunn | None:
        """The ground as the gate reads it."""
        if self.ground is None:
            return None
        return Delingsgrunn(
            kind=self.ground,
            minor=self.minor,
            anonymity_by=self.anonymity_by,
            basis=self.basis,
            recipients=self.basis_recipients,
            reasoned=bool(self.reason),
            decided_by=self.decided_by,
            seconded_by=self.seconded_by,
        )


class Ledd(StrEnum):
    """Where the gate was asked and a human went on, or stopped."""

    GRUNN = "grunn"  # a ground was recorded
    AGENDA = "agenda"  # the case stands on an approved agenda
    HASTEMOTE = "hastemote"  # those within the ground were invited to a hastemøte
    MOTE = "mote"  # the chair confirmed, and it was discussed
    STOPPET = "stoppet"  # the chair stopped it at the meeting
    REFERAT = "referat"  # the referat of a hastemøte says who was there


@dataclass(frozen=True, slots=True)
class Portlogg:
    """A line of the gate's log, never changed. `codes` are the gate's reasons; `heard` the roles that were in the room
    when it was discussed, `left` those that went out."""

    id: str
    room: str
    sak: str
    ledd: Ledd
    ground: str
    light: str
    codes: tuple[str, ...]
    by: str
    at: datetime
    mote: str = ""
    heard: tuple[str, ...] = ()
    left: tuple[str, ...] = ()
    young_person: bool = False
    guardian: bool = False
    anonymous: bool = False
    version: int = 0


def on_ground(sak: Enkeltsak, ground: Grunnlag, by: str, at: datetime) -> Enkeltsak:
    """The case with another ground: what belonged to the one before is gone. Raises Conflict when it is closed."""
    if sak.status is SakStatus.AVSLUTTET:
        raise Conflict("sak_over")
    bare = replace(sak, basis=None, basis_recipients=(), reason=NO_TEXT, seconded_by="", anonymity_by="")
    return replace(bare, ground=ground, decided_by=by, decided_at=at)


def closed(sak: Enkeltsak, expires_at: datetime) -> Enkeltsak:
    """The case, over; a reason that was given expires. Raises Conflict when it is over already."""
    if sak.status is SakStatus.AVSLUTTET:
        raise Conflict("already_handled")
    return replace(sak, status=SakStatus.AVSLUTTET, wanted=False, expires_at=expires_at if sak.reason else None)


def without_reason(sak: Enkeltsak, at: datetime) -> Enkeltsak:
    """The case without what was written about its legal basis: which basis, who decided and when are left."""
    return replace(sak, reason=NO_TEXT, erased_at=at, expires_at=None, proposed_at=None)


def logged(sak: Enkeltsak, ledd: Ledd, answer: Portsvar, confirmed: Bekreftet) -> Portlogg:
    """A line of the log but for its id, by whom and when."""
    return Portlogg(
        id="",
        room=sak.room,
        sak=sak.id,
        ledd=ledd,
        ground=sak.ground or "",
        light=answer.light.name.lower(),
        codes=tuple(reason.code.value for reason in answer.reasons),
        by="",
        at=sak.created_at,
        left=tuple(sorted(confirmed.left)),
        young_person=confirmed.young_person,
        guardian=confirmed.guardian,
        anonymous=confirmed.anonymous,
    )
