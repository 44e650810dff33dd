"""How effects about varslinger look when they are carried out."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime

from bot.cards import varsling as cards
from bot.domain.effects import EffectKind
from bot.domain.moteplan import local
from bot.domain.room import Room, RosterEntry, thing_of
from bot.domain.varsling import OPEN, Varsling
from bot.ports import Among, Message, UnitOfWork
from bot.texts import Texts
from bot.usecases import access
from bot.usecases.deliveries import Delivery, Late, Show
from bot.usecases.moter import next_mote
from bot.usecases.varsling_kort import OPENED, QUESTION, SENT, WRITTEN, question
from bot.usecases.varsling_triage import destinations, found, stamp
from bot.usecases.varslinger import receives


def around(work: UnitOfWork, room: Room, varsling: Varsling, t: Texts, now: datetime) -> cards.Around:
    """What stands around a varsling on the receiver's card."""
    main = work.get(Varsling, varsling.merged_into) if varsling.merged_into else None
    organ = room.plan.intake_organ
    mote = next_mote(work, room, organ.id, now) if organ and organ.meets else None
    others = [v for v in work.find(Varsling, status=Among(OPEN), about=varsling.about, limit=2) if v.id != varsling.id]
    return cards.Around(
        reporter=name_of(work, varsling.reporter),
        handler=name_of(work, varsling.handled_by),
        stamp=stamp(varsling),
        parts=tuple(part.number for part in work.find(Varsling, merged_into=varsling.id)),
        main=main.number if main else "",
        others=bool(others),
        may_call=room.plan.hastemote is not None,
        destination=_destination(room, varsling, t),
        next_meeting=local(mote.starts_at).date() if mote else None,
    )


def _destination(room: Room, varsling: Varsling, t: Texts) -> str:
    if not varsling.referred_to:
        return ""
    title = destinations(room).get(varsling.referred_to, varsling.referred_to)
    return title or t("Egen tjeneste hos den som meldte")


def _to_receiver(work: UnitOfWork, late: Late) -> Message | None:
    """The card, to whoever receives varslinger at this moment. A card that is there already is emptied otherwise."""
    varsling = work.get(Varsling, late.effect.subject)
    if varsling is None:
        return None
    t = late.t(work)
    if not _receives(work, late):
        return cards.handed_over(varsling, t) if late.effect.kind is EffectKind.REFRESH else None
    return cards.to_receiver(varsling, late.room.plan, around(work, late.room, varsling, t, late.now), t, late.ink())


def _receives(work: UnitOfWork, late: Late) -> bool:
    """Whether they receive varslinger at this moment."""
    reader = late.reader(work)
    return reader is not None and receives(work, None, reader)


def _reports(work: UnitOfWork, late: Late) -> bool:
    """Whether they may report at this moment. Whoever has left hears nothing of what they once sent."""
    reader = late.reader(work)
    return reader is not None and access.may_report(work, None, reader)


def _status(work: UnitOfWork, late: Late) -> Message | None:
    varsling = work.get(Varsling, late.effect.subject)
    if varsling is None or not _reports(work, late):
        return None
    main = work.get(Varsling, varsling.merged_into) if varsling.merged_into else None
    return cards.status_changed(varsling, main.status if main else None, late.t(work))


def _channel(work: UnitOfWork, late: Late) -> Message | None:
    return cards.in_channel(late.t(work))


def _arrived(work: UnitOfWork, late: Late) -> Message:
    varsling = found(work, thing_of(late.effect.subject))
    return cards.arrived(varsling, late.t(work), late.ink())


def _a_question(work: UnitOfWork, late: Late) -> Message:
    varsling = found(work, thing_of(late.effect.subject))
    return cards.a_question(varsling, late.t(work), late.ink())


def _opened(work: UnitOfWork, late: Late) -> Message | None:
    """A card that somebody opened: left as it is, but where its text is erased or they receive varslinger no more. Sent
    where the message that was pressed is not known."""
    varsling = work.get(Varsling, thing_of(late.effect.subject))
    if varsling is None:
        return None
    t, mine, again = late.t(work), _receives(work, late), late.effect.kind is EffectKind.REFRESH
    if not mine:
        return cards.handed_over(varsling, t) if again else None
    if again and varsling.erased_at is None:
        return None
    return cards.to_receiver(varsling, late.room.plan, around(work, late.room, varsling, t, late.now), t, late.ink())


def _written(work: UnitOfWork, late: Late) -> Message | None:
    """The message where it was sent from: the receipt, or if that never came there, all that was written."""
    varsling = work.get(Varsling, thing_of(late.effect.subject))
    if varsling is None or varsling.erased_at is None:
        return None
    return cards.sent_and_erased(varsling, varsling.erased_at, late.t(work))


def _more(work: UnitOfWork, late: Late) -> Message | None:
    """The question while it is to be answered; after that what stood there is taken out, and nothing is sent anew."""
    varsling = work.get(Varsling, thing_of(late.effect.subject))
    if varsling is None:
        return None
    asks = bool(varsling.question) and varsling.status in OPEN and late.effect.subject == question(varsling)
    if asks and _reports(work, late):
        return cards.asked_for_more(varsling, late.t(work), late.ink())
    return cards.asked_before(varsling, late.t(work)) if late.effect.kind is EffectKind.REFRESH else None


def _answered(work: UnitOfWork, late: Late) -> Message | None:
    varsling = work.get(Varsling, late.effect.subject)
    return cards.answered(varsling, late.t(work), late.ink()) if varsling and _receives(work, late) else None


def _unopened(passed_on: str) -> Callable[[UnitOfWork, Late], Message | None]:
    def render(work: UnitOfWork, late: Late) -> Message | None:
        varsling, t = work.get(Varsling, late.effect.subject), late.t(work)
        if varsling is None or varsling.opened_at is not None or varsling.status not in OPEN:
            return None
        if not _receives(work, late):
            return None
        return cards.unopened(varsling, t(passed_on) if passed_on else "", t, late.ink())

    return render


def name_of(work: UnitOfWork, person: str) -> str:
    """A colleague's name, as the roster has it."""
    entry = work.get(RosterEntry, person) if person else None
    return entry.name if entry else ""


VIEWS: dict[str, Delivery] = {
    SENT: Show(_to_receiver, keep=True, first=_arrived),
    OPENED: Show(_opened, keep=True, first=_arrived),
    WRITTEN: Show(_written),
    QUESTION: Show(_more, keep=True, first=_a_question),
    "varsling_status": Show(_status),
    "varsling_i_kanal": Show(_channel),
    "varsling_svar": Show(_answered),
    "varsling_uapnet": Show(_unopened("")),
    "varsling_til_stedfortreder": Show(_unopened(cards.PASSED_ON)),
    "varsling_uten_stedfortreder": Show(_unopened(cards.NO_DEPUTY)),
}
