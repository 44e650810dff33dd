"""What a call-out promises: questions to people, and to those who follow it a card and the phone list (UC-61).

The live card is brought up to date at most every other second in one chat, however many answer at once: a promise for
the same two seconds is made once, and what it shows is read when it is shown (platform, "Limits").
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace
from datetime import UTC, datetime

from bot.domain.effects import Effect, Repeat
from bot.domain.enkeltsak import Enkeltsak
from bot.domain.hastemote import Hastemote, HastemoteStatus, settled
from bot.domain.innkalling import (
    Innkalling,
    Rung,
    Step,
    Svar,
    answered,
    climbed,
    due,
    ended,
    handed_on,
    has_stand_in,
    unsent,
    widened,
)
from bot.domain.moteplan import local
from bot.domain.plan import Plan
from bot.domain.room import Room
from bot.ports import UnitOfWork
from bot.usecases.absence import away
from bot.usecases.command import Context, nobodys
from bot.usecases.hastemote_omfang import scope_now
from bot.usecases.kort import with_card
from bot.usecases.porten import taken
from bot.usecases.roles import actor, counts, deputies, first_holders
from bot.usecases.virksomheter import Virksomhet, chain_of

OVERVIEW = "hastemote_oversikt"
QUESTION = "hastemote_sporsmal"
OWN = "hastemote_eget"
PHONE_LIST = "hastemote_ring"
CALENDAR = "hastemote_kalender"
TEXT_MESSAGE = "hastemote_sms"
CALLED_OFF_BY_TEXT = "hastemote_sms_avlyst"
MOVED_BY_TEXT = "hastemote_sms_flyttet"
PACE = 2  # seconds


def named(mote: Hastemote, what: str) -> str:
    """The subject of what is promised about a call-out: the case that it concerns comes first, if it concerns one, so
    that a withdrawal finds it (`porten.DISCLOSING`)."""
    return f"{mote.sak}|{what}" if mote.sak else what


def about(effect: Effect) -> str:
    """What an effect of a call-out is about, without its case."""
    return effect.subject.rpartition("|")[2]


def anybody(role: str) -> bool:
    """Nobody is outside."""
    return True


def rows_of(work: UnitOfWork, hastemote: str) -> list[Innkalling]:
    """The agencies of a call-out, in the order they were called."""
    return sorted(work.find(Innkalling, hastemote=hastemote), key=lambda row: (row.called_at, len(row.id), row.id))


def coordinators(work: UnitOfWork, room: Room) -> list[str]:
    """The coordinator and everybody who steps in for them."""
    role = room.plan.coordinator.role
    instead = first_holders(work, room.plan.choices.deputies.get(role))
    return list(dict.fromkeys((*first_holders(work, role), *deputies(work, role), *instead)))


def leads(work: UnitOfWork, mote: Hastemote, room: Room) -> list[str]:
    """Who follows it: whoever called, while they are in the team, the coordinator, and the coordinator's deputies."""
    caller = (mote.caller,) if counts(work, mote.caller) else ()
    return list(dict.fromkeys((*caller, *coordinators(work, room))))


def followers(work: UnitOfWork, mote: Hastemote, room: Room) -> list[str]:
    """Who sees how it goes: those who lead it, and whoever called about the same and may call still. What ends or moves
    it is for those who lead it."""
    also = (wish.caller for wish in work.find(Hastemote, joins=mote.id))
    return list(dict.fromkeys((*leads(work, mote, room), *(p for p in also if _calls(work, room, p)))))


def _calls(work: UnitOfWork, room: Room, person: str) -> bool:
    who = actor(work, room, person)
    return who is not None and who.in_team and who.has(*callers(room.plan))


def callers(plan: Plan) -> tuple[str, ...]:
    """The roles that may call: those that the plan names, and those that the municipality has chosen."""
    return (*(plan.hastemote.who_may_call if plan.hastemote else ()), *plan.choices.hastemote_callers)


def ask(
    work: UnitOfWork,
    mote: Hastemote,
    agencies: tuple[Virksomhet, ...],
    context: Context,
    allows: Callable[[str], bool] = anybody,
) -> None:
    """Call these agencies, each along its own chain, frozen now. Whoever calls is taken to come. Further roles of an
    agency that is called already join its row: one who comes covers it."""
    there, today = rows_of(work, mote.id), local(context.now).date()
    called = {row.name: row for row in there}
    for n, agency in enumerate(agencies, len(there)):
        chain = chain_of(work, context.room, agency, allows)
        people = dict.fromkeys(person for link in chain for person in link.people)
        if agency.name in called:
            gone = tuple(person for person in people if away(work, person, today) is not None)
            wider = widened(called[agency.name], agency.roles, chain, gone, context.now)
            climb_row(work, mote, wider, context.room, context.now)
            continue
        row = Innkalling(
            id=f"{mote.id}-{n}",
            room=mote.room,
            hastemote=mote.id,
            name=agency.name,
            roles=agency.roles,
            chain=chain,
            called_at=context.now,
            next_at=context.now,
            away=tuple(person for person in people if away(work, person, today) is not None),
        )
        work.add(row)
        climb_row(work, mote, row, context.room, context.now)


def climb_row(work: UnitOfWork, mote: Hastemote, row: Innkalling, room: Room, now: datetime) -> Innkalling:
    """Take every link of an agency that is due, promise what it says, and keep the row. What is late is promised for
    when it was due: it goes out at once, in its order, and before what came due since. Outside the ground that a call
    about one person stands on, nobody more is asked."""
    if due(row, now) and not _within(work, mote, row, room, now):
        row = ended(row)
    while due(row, now):
        since, step = row.next_at or now, climbed(row, now)
        row = _with_caller(step.row, mote, step, now)
        _promise(work, mote, replace(step, row=row), room, now, since)
    work.save(row)
    return work.get(Innkalling, row.id) or row


def _within(work: UnitOfWork, mote: Hastemote, row: Innkalling, room: Room, now: datetime) -> bool:
    """Asked with the case in hand, so that a withdrawal comes before it or after it on every engine (threat T24)."""
    if mote.sak and work.get(Enkeltsak, mote.sak) is not None:
        taken(work, mote.sak)
    return scope_now(work, room, mote, now).holds_for(row)


def _with_caller(row: Innkalling, mote: Hastemote, step: Step, now: datetime) -> Innkalling:
    """Whoever calls comes for their own agency; as a stand-in or leader of another they are asked like everybody."""
    mine = step.rung is Rung.SPOR and mote.caller in step.ask
    return answered(row, mote.caller, Svar.KOMMER, now) if mine else row


def _promise(work: UnitOfWork, mote: Hastemote, step: Step, room: Room, now: datetime, since: datetime) -> None:
    if step.rung is Rung.TELEFON:
        tell_soon(work, mote, PHONE_LIST, room, now)
        return
    invite(work, mote, room, now)
    for effect in _questions(mote, step, room, now, since):
        work.add(effect)


def _questions(mote: Hastemote, step: Step, room: Room, now: datetime, since: datetime) -> Iterator[Effect]:
    context = nobodys(room, now, f"hastemote:{mote.id}:{mote.turn}")
    subject = named(mote, f"{step.row.id}:{mote.turn}:{step.rung}")
    for person in step.ask:
        if step.row.answer_of(person) is None:
            yield replace(context.tell(person, QUESTION, subject, Repeat.LABELLED), due_at=since)
            if room.answer_url and person not in step.row.away:
                yield replace(context.alert(person, TEXT_MESSAGE, subject), due_at=since)


def hand_on(work: UnitOfWork, mote: Hastemote, row: Innkalling, room: Room, now: datetime) -> Innkalling:
    """Somebody sends a stand-in: whoever is set up as that is asked at once, also where the agency is covered by it;
    once, however many send one. Nobody is, outside the ground that a call about one person stands on. Whoever calls
    this keeps the row."""
    others = [one for one in rows_of(work, mote.id) if one.id != row.id]
    step = handed_on(row, {person for one in others for person in one.coming})
    if not step.ask or not _within(work, mote, row, room, now):
        return row
    invite(work, mote, room, now)
    for effect in _questions(mote, step, room, now, now):
        once(work, effect)
    return step.row


def next_stand_in(work: UnitOfWork, mote: Hastemote, row: Innkalling, room: Room, now: datetime) -> Innkalling:
    """The one who was sent could not be reached: the next one is asked. About one person nobody else may come, so that
    the agency is open again where there is none; else whoever sent them says it to somebody."""
    senders = [reply.person for reply in row.answers if reply.answer is Svar.STEDFORTREDER]
    left = any(has_stand_in(row, sender) for sender in senders)
    return hand_on(work, mote, row, room, now) if left or not mote.sak else unsent(row, now)


def refresh(work: UnitOfWork, mote: Hastemote, room: Room, now: datetime) -> None:
    """Bring the live cards, and the phone lists that were sent, up to date within three seconds."""
    people = followers(work, mote, room)
    refresh_soon(work, mote, OVERVIEW, people, room, now)
    refresh_soon(work, mote, PHONE_LIST, with_card(work, PHONE_LIST, mote.id, people), room, now)


def refresh_soon(
    work: UnitOfWork, mote: Hastemote, view: str, people: Iterable[str], room: Room, now: datetime
) -> None:
    """Bring these people's cards of one kind up to date within three seconds: once, however much changes until then."""
    context, due_at = _shortly(mote, room, now)
    for person in people:
        once(work, replace(context.refresh(view, mote.id, person=person), due_at=due_at))


def tell_soon(work: UnitOfWork, mote: Hastemote, view: str, room: Room, now: datetime, but: str = "") -> None:
    """Tell those who follow it, within three seconds: what several agencies lead to at once is one message. Not whoever
    has just been shown it."""
    context, due_at = _shortly(mote, room, now)
    for person in followers(work, mote, room):
        if person == but:
            continue
        once(work, replace(context.tell(person, view, mote.id, Repeat.LABELLED), due_at=due_at))


def _shortly(mote: Hastemote, room: Room, now: datetime) -> tuple[Context, datetime]:
    """The next moment of the pace that is at least a second away, and the circumstances that name it."""
    slot = int(now.timestamp()) // PACE + 1
    moment = datetime.fromtimestamp(slot * PACE + 1, UTC)
    return nobodys(room, now, f"hastemote:{mote.id}:{slot}"), moment


def once(work: UnitOfWork, effect: Effect) -> None:
    """Promise it, where the same is not promised already."""
    if work.get(Effect, effect.id) is None:
        work.put(effect)


def invite(work: UnitOfWork, mote: Hastemote, room: Room, now: datetime, *, discloses: bool = True) -> None:
    """Bring the calendar up to date within three seconds: whoever was asked since is invited. What calls off, or only
    takes people off, discloses nothing: no withdrawal takes it back."""
    context, due_at = _shortly(mote, room, now)
    subject = named(mote, mote.id) if discloses and mote.status is not HastemoteStatus.AVLYST else mote.id
    once(work, replace(context.invite(CALENDAR, subject), due_at=due_at))


def settle(work: UnitOfWork, mote: Hastemote, now: datetime) -> Hastemote:
    """The call-out with the status that its agencies give it."""
    new = settled(mote, rows_of(work, mote.id), now)
    if new == mote:
        return mote
    work.save(new)
    return work.get(Hastemote, mote.id) or new
