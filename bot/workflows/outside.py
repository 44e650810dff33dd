"""What an effect does outside: one method for each kind, over the ports."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Coroutine
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from typing import Any, ClassVar, TypeVar

from bot.domain.effects import Effect, EffectKind, Repeat
from bot.domain.people import Person, Where
from bot.domain.room import Reach, Room, SentCard, thing_of
from bot.errors import Doubtful, NoPlace, NotReachable, Refused, TryLater
from bot.ports import (
    Calendar,
    Cancellation,
    Conversation,
    Downloads,
    FiledDocument,
    Filing,
    Message,
    Messenger,
    Store,
    Telephone,
    UnitOfWork,
)
from bot.texts import N_
from bot.usecases.deliveries import Alert, Delivery, Invite, Late, Probe, Put, Show, Take
from bot.workflows.claim import OPEN, card_of
from bot.workflows.turnstile import Turnstile

T = TypeVar("T")
PATIENCE = 30.0  # seconds for one outside call
QUEUE = 2.0  # seconds that a message waits in our hand for a place in its conversation
SENDING = "sending"
REPEAT = N_("(Sendes på nytt, se bort fra dette om du har fått det før.)")


class NotYet(Exception):
    """Something else must come first; this was no attempt."""

    WAIT: ClassVar[timedelta] = timedelta(seconds=1)


@dataclass(frozen=True, slots=True)
class Done:
    """An attempt that got through: where the message lies, or the document."""

    reach: str = ""
    activity: str = ""
    filed: FiledDocument | None = None
    event: str = ""
    join_url: str = ""


@dataclass(frozen=True, slots=True)
class _Letter:
    """A message and where it goes; with `activity` it takes the place of one that was sent."""

    to: Conversation
    reach: str
    message: Message
    activity: str = ""


class Outside:
    """The outside worlds."""

    def __init__(
        self,
        store: Store,
        messenger: Messenger,
        filing: Filing,
        calendar: Calendar,
        downloads: Downloads,
        default_service_url: Callable[[Room], str],
        telephone: Telephone | None = None,
    ) -> None:
        self._store = store
        self._messenger = messenger
        self._filing = filing
        self._calendar = calendar
        self._downloads = downloads
        self._default_service_url = default_service_url
        self._telephone = telephone
        self._turnstile = Turnstile(messenger.places)

    async def do(self, effect: Effect, delivery: Delivery, late: Late) -> Done | None:
        """Do it. None when it turned out that nothing is to be done. Raises OutsideError, NotYet, Conflict."""
        if isinstance(delivery, Put):
            return await self._file(effect, delivery, late)
        if isinstance(delivery, Take):
            return await self._take(effect, delivery, late)
        if isinstance(delivery, Invite):
            return await self._invite(effect, delivery, late)
        if isinstance(delivery, Alert):
            return await self._alert(effect, delivery, late)
        if isinstance(delivery, Probe):
            await self._open_anew(effect, late)
            return Done()
        if delivery.first is not None and effect.kind is EffectKind.TELL:
            return await self._fill(effect, delivery, late)
        return await self._send(effect, delivery, late)

    async def _fill(self, effect: Effect, show: Show, late: Late) -> Done | None:
        """A card without its text, and when it is known where it stands, the text (`Show.first`). Only the first of the
        two can be seen twice."""
        if await self._store.read(effect.room, lambda work: _begun(work, effect)) is None:
            done = await self._send(effect, replace(show, render=_without_text(show)), late)
            if done is None:
                return None
            card = sent_card(effect, done.reach, done.activity, late.now)
            effect = await self._store.write(effect.room, lambda work: _placed(work, effect, card))
        try:
            return await self._send(effect, show, late)
        except Doubtful as error:
            raise TryLater(str(error)) from error  # whether or not it was filled: filling it again changes nothing

    async def _send(self, effect: Effect, show: Show, late: Late) -> Done | None:
        await self._a_place_in(late.room.tenant, await self._chat(effect, late))
        async with self._turnstile.through(late.room.tenant) as begun:
            letter = await self._store.write(effect.room, lambda work: self._letter(work, effect, show, late))
            if letter is None:
                return None
            if letter.activity:
                update = self._messenger.update(letter.to, letter.activity, letter.message, begun)
                await _patiently(update)
                return Done(letter.reach, letter.activity)
            return Done(letter.reach, await _patiently(self._messenger.send(letter.to, letter.message, begun)))

    def _letter(self, work: UnitOfWork, effect: Effect, show: Show, late: Late) -> _Letter | None:
        """Rendered, and the effect marked as being sent. One that was changed or cancelled meanwhile is a Conflict."""
        sent = _sent(work, effect, show)
        if effect.kind is EffectKind.REFRESH and sent is None:
            return None
        id = sent.reach if sent else _reach_id(effect, late.room)
        message = show.render(work, late)
        if message is None:
            return None
        work.save(replace(effect, reason=SENDING))
        if effect.doubtful and effect.repeat is Repeat.LABELLED:
            message = _labelled(message, late.t(work)(REPEAT))
        to = self._place(work, id, late.room)
        return _Letter(to, id, message, sent.activity if sent else "")

    def _place(self, work: UnitOfWork, id: str, room: Room) -> Conversation:
        reach = work.get(Reach, id)
        if reach is not None:
            person = Person(reach.tenant, reach.person) if reach.where is Where.PERSONAL else None
            return Conversation(reach.tenant, reach.service_url, reach.conversation, reach.where, person)
        channel = id.removeprefix("channel:")
        return Conversation(room.tenant, self._default_service_url(room), channel, Where.CHANNEL)

    async def _chat(self, effect: Effect, late: Late) -> str:
        """The conversation it goes to. The chat with a person whom the bot has never met is opened for a message."""
        if not effect.person:
            return late.room.channels.get(effect.organ or "", "")
        id = f"person:{effect.person}"
        reach = await self._store.read(effect.room, lambda work: work.get(Reach, id))
        if reach is None and effect.kind is EffectKind.TELL:
            reach = await self._open_anew(effect, late)
        return reach.conversation if reach else ""

    async def _a_place_in(self, tenant: str, chat: str) -> None:
        """Wait until its conversation takes one more, but not for long. Waited for here, before it is marked as being
        sent: a crash leaves nothing in doubt that was never tried. Raises NoPlace."""
        waited = 0.0
        while chat and (wait := self._messenger.wait(tenant, chat)):
            waited += wait
            if waited > QUEUE:
                raise NoPlace("chat", after=wait)
            await asyncio.sleep(wait)

    async def _open_anew(self, effect: Effect, late: Late) -> Reach:
        """The chat with a person, whatever is known of it."""
        id = _reach_id(effect, late.room)
        person = Person(late.room.tenant, effect.person or "")
        place = await _patiently(self._messenger.open_personal(person))
        where = Where.PERSONAL
        reach = Reach(id, effect.room, person.tenant, place.service_url, place.id, where, person.id, "", late.now)
        await self._store.write(effect.room, lambda work: work.put(reach))
        return reach

    async def _file(self, effect: Effect, put: Put, late: Late) -> Done | None:
        make = await self._store.read(effect.room, lambda work: put.read(work, late))
        if make is None:
            return None
        document = await asyncio.to_thread(make)
        return Done(filed=await _patiently(self._filing.file(document)))

    async def _take(self, effect: Effect, take: Take, late: Late) -> Done | None:
        wanted = await self._store.read(effect.room, lambda work: take.read(work, late))
        if wanted is None:
            return None
        document = await asyncio.to_thread(wanted.make, await self._downloads.fetch(wanted.url))
        if document is None:
            raise Refused("wrong_kind")
        return Done(filed=await _patiently(self._filing.file(document)))

    async def _invite(self, effect: Effect, invite: Invite, late: Late) -> Done | None:
        invitation = await self._store.read(effect.room, lambda work: invite.read(work, late))
        if invitation is None:
            return None
        if isinstance(invitation, Cancellation):
            await _patiently(self._calendar.cancel(invitation.event, invitation.comment))
            return Done(event=invitation.event)
        calendar = self._calendar
        event = await _patiently(calendar.change(invitation) if invitation.event else calendar.invite(invitation))
        return Done(event=event.id, join_url=event.join_url or "")

    async def _alert(self, effect: Effect, alert: Alert, late: Late) -> Done | None:
        if self._telephone is None:
            return None
        message = await self._store.write(effect.room, lambda work: alert.read(work, late))
        if message is None:
            return None
        await _patiently(self._telephone.send(message))
        return Done()


async def _patiently(call: Coroutine[Any, Any, T]) -> T:
    """With a limit: nobody knows what came of a call that took longer."""
    try:
        async with asyncio.timeout(PATIENCE):
            return await call
    except TimeoutError:
        raise Doubtful("timeout") from None


def sent_card(effect: Effect, reach: str, activity: str, now: datetime) -> SentCard:
    """Where the card that an effect has sent stands."""
    return SentCard(card_of(effect), effect.room, reach, activity, now, thing_of(effect.subject))


def _begun(work: UnitOfWork, effect: Effect) -> SentCard | None:
    """The card that this effect has sent without its text."""
    sent = work.get(SentCard, card_of(effect))
    return sent if sent is not None and sent.sent_at >= effect.created_at else None


def _placed(work: UnitOfWork, effect: Effect, card: SentCard) -> Effect:
    """The card is remembered, and the effect is as it is saved: no sending is in doubt any more, and from now on it
    changes what stands in one place. One that was changed or cancelled meanwhile is left alone, and sent no further."""
    work.put(card)
    now = work.get(Effect, effect.id)
    if now is None or now.version != effect.version + 1:
        return effect
    free = replace(now, repeat=Repeat.FREELY, reason="", doubtful=0)
    work.save(free)
    return replace(free, version=free.version + 1)


def _without_text(show: Show) -> Callable[[UnitOfWork, Late], Message | None]:
    """What is sent first, while the card itself may be sent."""
    first = show.first
    return lambda work, late: first(work, late) if first and show.render(work, late) else None


def _sent(work: UnitOfWork, effect: Effect, show: Show) -> SentCard | None:
    """The card to fill, or to bring up to date. While its first sending is under way it is too early for that: an
    answer that came meanwhile would be missing on it."""
    if effect.kind is not EffectKind.REFRESH:
        return _begun(work, effect) if show.first and effect.kind is EffectKind.TELL else None
    sent = work.get(SentCard, card_of(effect))
    first = [one for one in work.find(Effect, subject=effect.subject, state=OPEN) if one.kind is not EffectKind.REFRESH]
    if any(card_of(one) == card_of(effect) for one in first):
        raise NotYet
    return sent


def _reach_id(effect: Effect, room: Room) -> str:
    if effect.kind is EffectKind.POST:
        channel = room.channels.get(effect.organ or "")
        if not channel:
            raise NotReachable("no_channel")
        return f"channel:{channel}"
    return f"person:{effect.person or ''}"


def _labelled(message: Message, label: str) -> Message:
    if message.card is None:
        return replace(message, text=f"{label} {message.text or ''}".strip())
    note = {"type": "TextBlock", "text": label, "wrap": True, "isSubtle": True}
    return replace(message, card={**message.card, "body": [note, *message.card["body"]]})
