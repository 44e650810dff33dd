"""Carries one effect out: claim it, do it outside, settle what came of it.

Each of the three is its own transaction, and the three together one durable workflow. A crash between «do» and
«settle» leaves a mark on the row, so that the next try knows it is in doubt and the effect's own rule decides
(`domain.effects`). Waiting is never done here: it is a due time on the row.
"""

from __future__ import annotations

import asyncio
import contextlib
from collections.abc import Callable, Coroutine
from concurrent.futures import CancelledError, Future
from dataclasses import dataclass, field, replace
from datetime import timedelta
from typing import Any, TypeVar

import structlog

from bot.domain.effects import Effect, EffectKind, EffectState, GiveUp, TryAgain, after_doubt, after_not_done
from bot.domain.people import Person, Where
from bot.domain.room import Reach, Room, SentCard
from bot.errors import Conflict, Doubtful, NameTaken, NotReachable, OutsideError, Refused, TryLater
from bot.ports import (
    Calendar,
    Cancellation,
    Clock,
    Conversation,
    FiledDocument,
    Filing,
    Message,
    Messenger,
    UnitOfWork,
)
from bot.texts import N_
from bot.usecases.deliveries import Delivery, Invite, Late, More, Put, Show
from bot.workflows.work import BlockingStore

log = structlog.get_logger(__name__)
T = TypeVar("T")
LEASE = timedelta(seconds=60)
TRIES = 4  # times to keep what came of an effect
PATIENCE = 30.0  # seconds for one outside call
SENDING = "sending"
REPEAT = N_("(Sendes på nytt, se bort fra dette om du har fått det før.)")


@dataclass(frozen=True)
class Seams:
    """The outside worlds, and the loop they live on. `open` are the calls that are being waited for."""

    messenger: Messenger
    filing: Filing
    calendar: Calendar
    loop: asyncio.AbstractEventLoop
    default_service_url: Callable[[Room], str]
    open: set[Future[Any]] = field(default_factory=set)

    def call(self, coroutine: Coroutine[Any, Any, T]) -> T:
        """Run on the event loop from a workflow's thread, with a limit. What runs past it is stopped, so that it does
        not get through after somebody has decided what to do about it."""
        future = asyncio.run_coroutine_threadsafe(coroutine, self.loop)
        self.open.add(future)
        try:
            return future.result(PATIENCE)
        except TimeoutError:
            future.cancel()
            raise Doubtful("timeout") from None
        except CancelledError:
            raise Doubtful("broken_off") from None
        finally:
            self.open.discard(future)


@dataclass(frozen=True, slots=True)
class Done:
    """An attempt that got through: where the message lies, or the document."""

    reach: str = ""
    activity: str = ""
    filed: FiledDocument | None = None
    event: str = ""
    join_url: str = ""


class Carrier:
    """Carries effects out, for all rooms. Every method runs in a thread that may wait."""

    def __init__(
        self,
        rooms: dict[str, Room],
        store: BlockingStore,
        seams: Seams,
        deliveries: dict[str, Delivery],
        clock: Clock,
        signing_key: bytes,
    ) -> None:
        self._rooms = rooms
        self._store = store
        self._seams = seams
        self._deliveries = deliveries
        self._clock = clock
        self._key = signing_key

    def break_off(self) -> None:
        """The process stops: whatever is still waited for is left in doubt."""
        for future in list(self._seams.open):
            future.cancel()

    def claim(self, room: str, effect_id: str) -> int:
        """Take the effect for a minute: which attempt this is, or 0 when somebody else has it or it is over."""

        def take(work: UnitOfWork) -> int:
            effect = work.get(Effect, effect_id)
            now = self._clock.now()
            if (
                effect is None
                or effect.state not in (EffectState.PENDING, EffectState.UNDER_WAY)
                or effect.due_at > now
            ):
                return 0
            taken = replace(effect, state=EffectState.UNDER_WAY, attempts=effect.attempts + 1, due_at=now + LEASE)
            work.save(taken)
            return taken.attempts

        try:
            return self._store.write_now(room, take)
        except Conflict:
            return 0

    def perform(self, room: str, effect_id: str, attempt: int) -> None:
        """Do it, and settle what came of it; nothing when another attempt has begun since."""
        effect = self._store.read_now(room, lambda work: work.get(Effect, effect_id))
        if effect is None or effect.state is not EffectState.UNDER_WAY or effect.attempts != attempt:
            return
        with contextlib.suppress(Conflict):
            self._perform(effect)

    def _perform(self, effect: Effect) -> None:
        if effect.reason != SENDING:
            return self._try(effect)
        decision = after_doubt(effect, self._clock.now())
        if isinstance(decision, GiveUp):
            return self._settle(effect, decision)
        return self._try(replace(effect, doubtful=effect.doubtful + 1))

    def _try(self, effect: Effect) -> None:
        now = self._clock.now()
        try:
            done = self._do(effect)
        except TryLater as error:
            self._settle(effect, after_not_done(effect, now, error.after), type(error).__name__)
        except Doubtful as error:
            self._settle(replace(effect, doubtful=effect.doubtful + 1), after_doubt(effect, now), type(error).__name__)
        except (NotReachable, Refused, NameTaken) as error:
            self._settle(effect, GiveUp(EffectState.FAILED, type(error).__name__))
        except OutsideError as error:
            self._settle(effect, after_not_done(effect, now, None), type(error).__name__)
        else:
            self._settle_done(effect, done)

    def _do(self, effect: Effect) -> Done | None:
        delivery = self._deliveries[effect.view]
        if isinstance(delivery, Put):
            return self._file(effect, delivery)
        if isinstance(delivery, Invite):
            return self._invite(effect, delivery)
        return self._refresh(effect, delivery) if effect.kind is EffectKind.REFRESH else self._send(effect, delivery)

    def _send(self, effect: Effect, show: Show) -> Done | None:
        message = self._rendered(effect, show)
        if message is None:
            return None
        to, reach = self._address(effect)
        activity = self._seams.call(self._seams.messenger.send(to, message))
        return Done(reach, activity)

    def _refresh(self, effect: Effect, show: Show) -> Done | None:
        room = self._rooms[effect.room]
        sent = self._store.read_now(room.id, lambda work: work.get(SentCard, _sent_id(effect)))
        if sent is None:
            return None
        reach = self._store.read_now(room.id, lambda work: work.get(Reach, sent.reach))
        message = self._rendered(effect, show)
        if message is None or reach is None:
            return None
        self._seams.call(self._seams.messenger.update(_conversation(reach), sent.activity, message))
        return Done(sent.reach, sent.activity)

    def _rendered(self, effect: Effect, show: Show) -> Message | None:
        def render(work: UnitOfWork) -> Message | None:
            work.save(replace(effect, reason=SENDING))
            message = show.render(work, self._late(effect))
            if message and effect.doubtful and effect.repeat.value == "labelled":
                return _labelled(message, self._late(effect).t(work)(REPEAT))
            return message

        return self._store.write_now(effect.room, render)

    def _file(self, effect: Effect, put: Put) -> Done | None:
        make = self._store.read_now(effect.room, lambda work: put.read(work, self._late(effect)))
        if make is None:
            return None
        return Done(filed=self._seams.call(self._seams.filing.file(make())))

    def _invite(self, effect: Effect, invite: Invite) -> Done | None:
        invitation = self._store.read_now(effect.room, lambda work: invite.read(work, self._late(effect)))
        if invitation is None:
            return None
        calendar = self._seams.calendar
        if isinstance(invitation, Cancellation):
            self._seams.call(calendar.cancel(invitation.event, invitation.comment))
            return Done(event=invitation.event)
        event = self._seams.call(calendar.change(invitation) if invitation.event else calendar.invite(invitation))
        return Done(event=event.id, join_url=event.join_url or "")

    def _address(self, effect: Effect) -> tuple[Conversation, str]:
        if effect.kind is EffectKind.POST:
            return self._channel(effect)
        id = f"person:{effect.person}"
        reach = self._store.read_now(effect.room, lambda work: work.get(Reach, id))
        if reach is None:
            reach = self._open(effect, id)
        return _conversation(reach), id

    def _open(self, effect: Effect, id: str) -> Reach:
        room = self._rooms[effect.room]
        person = Person(room.tenant, effect.person or "")
        place = self._seams.call(self._seams.messenger.open_personal(person))
        reach = Reach(
            id=id,
            room=room.id,
            tenant=room.tenant,
            service_url=place.service_url,
            conversation=place.id,
            where=Where.PERSONAL,
            person=person.id,
            teams_user_id="",
            seen_at=self._clock.now(),
        )
        self._store.write_now(room.id, lambda work: work.put(reach))
        return reach

    def _channel(self, effect: Effect) -> tuple[Conversation, str]:
        room = self._rooms[effect.room]
        channel = room.channels.get(effect.organ or "")
        if not channel:
            raise NotReachable("no_channel")
        id = f"channel:{channel}"
        reach = self._store.read_now(room.id, lambda work: work.get(Reach, id))
        if reach is None:
            url = self._seams.default_service_url(room)
            return Conversation(room.tenant, url, channel, Where.CHANNEL), id
        return _conversation(reach), id

    def _late(self, effect: Effect) -> Late:
        return Late(self._rooms[effect.room], effect, self._clock.now(), self._key)

    def _settle_done(self, effect: Effect, done: Done | None) -> None:
        def settle(work: UnitOfWork) -> None:
            now = work.get(Effect, effect.id)
            if now is None:
                return
            work.save(replace(now, state=EffectState.DONE, reason="" if done else "not_needed"))
            if done is not None:
                self._remember(work, effect, done)
                _promise(work, self._after(work, effect, done))

        self._settled(effect.room, settle)

    def _after(self, work: UnitOfWork, effect: Effect, done: Done) -> More:
        delivery, late = self._deliveries[effect.view], self._late(effect)
        if isinstance(delivery, Put) and done.filed:
            return delivery.after(work, late, done.filed)
        if isinstance(delivery, Invite) and delivery.after:
            return delivery.after(work, late, done.event, done.join_url)
        return delivery.after(work, late) if isinstance(delivery, Show) else ()

    def _remember(self, work: UnitOfWork, effect: Effect, done: Done) -> None:
        delivery = self._deliveries[effect.view]
        if isinstance(delivery, Show) and delivery.keep and effect.kind is not EffectKind.REFRESH:
            work.put(SentCard(_sent_id(effect), effect.room, done.reach, done.activity, self._clock.now()))

    def _settle(self, effect: Effect, decision: TryAgain | GiveUp, reason: str = "") -> None:
        def settle(work: UnitOfWork) -> None:
            now = work.get(Effect, effect.id)
            if now is None:
                return
            if isinstance(decision, TryAgain):
                kept = replace(now, state=EffectState.PENDING, due_at=decision.at, reason=reason)
                work.save(replace(kept, doubtful=effect.doubtful))
                return
            work.save(replace(now, state=decision.state, reason=decision.reason, doubtful=effect.doubtful))
            work.audit(self._clock.now(), "system", f"effect_{decision.state}", effect.id, decision.reason)
            _promise(work, self._deliveries[effect.view].failed(work, self._late(effect)))

        log.info("effect_not_done", effect=effect.id, view=effect.view, reason=reason)
        self._settled(effect.room, settle)

    def _settled(self, room: str, settle: Callable[[UnitOfWork], None]) -> None:
        """Keep what came of it. Where somebody else wrote the same rows in that moment, it is decided anew on what is
        true then: a person who could not be reached is not forgotten for a minute."""
        for _ in range(TRIES - 1):
            with contextlib.suppress(Conflict):
                return self._store.write_now(room, settle)
        return self._store.write_now(room, settle)


def _promise(work: UnitOfWork, more: More) -> None:
    for effect in more:
        if work.get(Effect, effect.id) is None:
            work.add(effect)


def _sent_id(effect: Effect) -> str:
    return f"{effect.view}:{effect.subject}:{effect.person or effect.organ}"


def _conversation(reach: Reach) -> Conversation:
    person = Person(reach.tenant, reach.person) if reach.where is Where.PERSONAL else None
    return Conversation(reach.tenant, reach.service_url, reach.conversation, reach.where, person)


def _labelled(message: Message, label: str) -> Message:
    if message.card is None:
        return replace(message, text=f"{label} {message.text or ''}".strip())
    note = {"type": "TextBlock", "text": label, "wrap": True, "isSubtle": True}
    return replace(message, card={**message.card, "body": [note, *message.card["body"]]})
