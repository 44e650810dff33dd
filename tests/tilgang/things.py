"""One of everything that can be acted on. Each has a text of its own that shows where it is seen."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date, datetime, time, timedelta
from typing import Any

from bot.domain.enkeltsak import Enkeltsak
from bot.domain.gate import Grunnlag, Hjemmel
from bot.domain.hastemote import Hastemote, HastemoteStatus
from bot.domain.innkalling import Innkalling
from bot.domain.mote import Agenda, AgendaItem, ItemKind, Mote, MoteStatus, agenda_id, mote_id
from bot.domain.moteplan import moment
from bot.domain.oppgave import Oppgave
from bot.domain.referat import HandledItem, Referat, ReferatStatus, referat_id
from bot.domain.room import Room
from bot.domain.samtykke import Alder, Form
from bot.domain.sealed import Sealed
from bot.domain.skjema import Innlevering
from bot.domain.tiltak import TiltakState, TiltakStatus
from bot.domain.varsling import About, Status, Urgency, Varsling
from bot.ports import UnitOfWork
from tests.samtykke.examples import ACTIVE
from tests.tilgang.people import COLUMNS

MARKERS = {
    "varslingens tekst": "Ungdommer samles bak svømmehallen",
    "agendaen til koordineringsgruppa": "Budsjett for utekontakten",
    "agendaen til fagteamet": "Rutine for natteravner",
    "referatet til koordineringsgruppa": "Drøftet bemanning i vinterferien",
    "referatet til fagteamet": "Drøftet miljøet ved kiosken",
    "medlemmets oppgave": "Lag plakat til foreldremøtet",
    "hastemøtets situasjon": "Uro ved bussholdeplassen",
    "en saks nummer": "E-2026-71",
    "et samtykkes nummer": "S-2026-71",
    "grunnen til et rettsgrunnlag": "Nødvendig for skolens oppfølging",
    "grunnen til en utsettelse": "Venter på belysning i parken",
}
"""What is written in each thing, by what it is."""

TRYGG = "j25-3-08:2025-2028"
HELD = date(2026, 2, 26)
PROPOSED = "2026-03-02"
"""The day a varsling was proposed erased."""
BOTH = ("fagteam", "koordineringsgruppe")
COMING = {"fagteam": date(2026, 3, 19), "koordineringsgruppe": date(2026, 4, 9)}


def fill(work: UnitOfWork, room: Room, now: datetime) -> None:
    """Put one of everything into the room."""
    for thing in (*_varslinger(room, now), *_moter(room, now), *_work_to_do(room, now), *_saker(room, now)):
        work.add(thing)


def _varslinger(room: Room, now: datetime) -> Iterator[Any]:
    reporter = COLUMNS["ansatt"].id
    seen = Sealed(MARKERS["varslingens tekst"])
    yield Varsling(
        "v1", room.id, "V-2026-1", About.MILJO, "rusbruk", Urgency.NORMAL, reporter, Status.MOTTATT, now, seen=seen
    )
    yield Varsling("v2", room.id, "V-2026-2", About.ENKELTSAK, "rusbruk", Urgency.SNART, reporter, Status.MOTTATT, now)
    over = Varsling("v3", room.id, "V-2026-3", About.MILJO, "rusbruk", Urgency.NORMAL, reporter, Status.AVSLUTTET, now)
    yield replace(over, expires_at=now + timedelta(days=30), proposed_at=now - timedelta(days=2))


def _moter(room: Room, now: datetime) -> Iterator[Any]:
    for organ in BOTH:
        yield _mote(room, organ, HELD, MoteStatus.AVHOLDT)
        yield _mote(room, organ, HELD - timedelta(weeks=4), MoteStatus.AVHOLDT)
        yield _mote(room, organ, COMING[organ], MoteStatus.AGENDA_LAGT_UT)
        yield _agenda(room, organ, now)
        yield _referat(room, organ, now)


def _mote(room: Room, organ: str, day: date, status: MoteStatus) -> Mote:
    starts_at = moment(day, time(8, 30))
    ends_at = starts_at + timedelta(minutes=90)
    return Mote(mote_id(organ, day), room.id, organ, day, starts_at, ends_at, Sealed("Rådhuset"), status)


def _agenda(room: Room, organ: str, now: datetime) -> Agenda:
    mote = mote_id(organ, COMING[organ])
    marker = MARKERS[f"agendaen til {'fagteamet' if organ == 'fagteam' else 'koordineringsgruppa'}"]
    items = (AgendaItem(ItemKind.EGEN, marker, "0"),)
    return Agenda(agenda_id(mote, 1), room.id, mote, organ, 1, COLUMNS["koordinator"].id, now, items)


def _referat(room: Room, organ: str, now: datetime) -> Referat:
    """The referat of the meeting before the last, which its chair has not decided."""
    mote = mote_id(organ, HELD - timedelta(weeks=4))
    marker = MARKERS[f"referatet til {'fagteamet' if organ == 'fagteam' else 'koordineringsgruppa'}"]
    items = (HandledItem(ItemKind.EGEN, "Sak", summary=marker),)
    secretary = COLUMNS["sekretær"].id
    return Referat(
        referat_id(mote), room.id, mote, organ, secretary, ReferatStatus.TIL_GODKJENNING, 1, now, items=items
    )


def _work_to_do(room: Room, now: datetime) -> Iterator[Any]:
    what = Sealed(MARKERS["medlemmets oppgave"])
    yield Oppgave("o1", room.id, "", "fagteam", "sosiallaerer_jus", what, now, date(2026, 3, 20))
    reason = Sealed(MARKERS["grunnen til en utsettelse"])
    yield TiltakStatus(TRYGG, room.id, "j25-3-08", TiltakState.UTSATT, due=date(2026, 9, 1), reason=reason, answers=1)
    situation = Sealed(MARKERS["hastemøtets situasjon"])
    caller = COLUMNS["koordinator"].id
    yield Hastemote("h1", room.id, caller, situation, now + timedelta(hours=1), Sealed("Rådhuset"), now)
    asker = COLUMNS["medlem"].id
    asked = Hastemote("h2", room.id, asker, situation, now + timedelta(hours=1), Sealed("Rådhuset"), now)
    yield replace(asked, status=HastemoteStatus.FORESPURT, roles=("sosiallaerer_jus",))
    held = Hastemote("h3", room.id, caller, situation, now - timedelta(hours=3), Sealed("Rådhuset"), now)
    yield replace(held, status=HastemoteStatus.AVSLUTTET, roles=("sosiallaerer_jus",))
    for id, role, column in (("h1-a", "sosiallaerer_jus", "medlem"), ("h1-b", "politikontakt", "tidligere")):
        yield Innkalling(id, room.id, "h1", role, (role,), (), now, asked=(COLUMNS[column].id,), phoned=1)
    yield Innkalling("h1-c", room.id, "h1", "barnevern_leder", ("barnevern_leder",), (), now, by_phone=caller)


def _saker(room: Room, now: datetime) -> Iterator[Any]:
    """A member's case by consent, and one by another legal basis that the coordinator has chosen."""
    by_consent = Enkeltsak(
        id="e1",
        room=room.id,
        number=MARKERS["en saks nummer"],
        organ="fagteam",
        theme="skolefravaer",
        asked_by=COLUMNS["medlem"].id,
        created_by=COLUMNS["koordinator"].id,
        created_at=now,
        ground=Grunnlag.SAMTYKKE,
    )
    yield by_consent
    yield replace(
        by_consent,
        id="e2",
        number="E-2026-72",
        asked_by=COLUMNS["koordinator"].id,
        ground=Grunnlag.HJEMMEL,
        basis=Hjemmel.FVL_13B_5,
        basis_recipients=("barnevern_leder",),
        reason=Sealed(MARKERS["grunnen til et rettsgrunnlag"]),
        decided_by=COLUMNS["koordinator"].id,
    )
    consent = replace(ACTIVE[Alder.UNDER_16], room=room.id, sak="e1", registered_by=COLUMNS["medlem"].id, given_at=now)
    yield Innlevering("f1", room.id, COLUMNS["medlem"].id, now, now + timedelta(hours=1), Sealed("https://x.example"))
    yield replace(consent, id="s1", number=MARKERS["et samtykkes nummer"])
    yield replace(consent, id="s2", number="S-2026-72", signed=1, form=Form.MUNTLIG)
    yield replace(consent, id="s3", number="S-2026-73", age=Alder.FRA_16_TIL_17, signed=0)


def subjects(room: Room) -> list[str]:
    """The ids of everything here, and the organs: whatever a card can be about."""
    motes = [mote_id(organ, day) for organ in BOTH for day in (HELD, HELD - timedelta(weeks=4), COMING[organ])]
    referater = [referat_id(mote) for mote in motes]
    agendas = [agenda_id(mote, 1) for mote in motes]
    tiltak = [TRYGG, "j25-3-01:2026", "2026"]
    return [
        "v1",
        "v2",
        PROPOSED,
        "o1",
        *("h1", "h2", "h3"),
        "h1-a",
        "h1-b",
        "h1-a:0:spor",
        *("e1", "e2", "e2|", "s1", "s2", "s3"),
        "h1-a:0:spor",
        *motes,
        *referater,
        *agendas,
        *tiltak,
        *(o.id for o in room.plan.organs),
    ]
