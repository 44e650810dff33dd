"""Turns through botbuilder: its adapter, its turn context, its middleware pipeline.

The way in and the way out are ours (performance.md, the last two steps): activities arrive compiled by `wire`,
replies are addressed in place instead of copied deeply, and go out through the shared session of the messenger.
"""

from __future__ import annotations

import asyncio
import logging
import random
from collections.abc import Awaitable, Callable, Coroutine, Sequence
from functools import partial
from typing import Any

from botbuilder.core import BotAdapter, TurnContext
from botbuilder.schema import Activity, ConversationReference, ResourceResponse

from bot.dialogs.turn import Answer, Turn, TurnHandler, TurnKind
from bot.errors import OutsideError, TryLater
from bot.ports import Message
from bot.teams.counts import Counts
from bot.teams.messenger import TeamsMessenger
from bot.teams.notices import Notice, Say, in_their_language
from bot.teams.outgoing import activity_of, invoke_body
from bot.teams.wire import dump

TRIES = 3
LONGEST_WAIT = 5.0
SPOKEN = frozenset({TurnKind.TEXT, TurnKind.CARD, TurnKind.FILE})
"""Kinds of turn in which a person waits for words when there is no invoke to answer."""

log = logging.getLogger(__name__)


class LeanContext(TurnContext):  # type: ignore[misc]
    """botbuilder's context with our turn in it. What is sent must be a fresh activity: it is addressed in place."""

    def __init__(self, adapter: TeamsAdapter, activity: Activity, turn: Turn) -> None:
        super().__init__(adapter, activity)
        self.turn = turn
        self.answer: Answer | None = None

    async def send_activities(self, activities: list[Activity]) -> list[ResourceResponse]:
        for activity in activities:
            self._address(activity)
        sending = self.adapter.send_activities(self, activities)
        if self._on_send_activities:  # the SDK's `_emit` leaves a cycle that holds the whole turn until a collection
            sending = self._emit(self._on_send_activities, activities, sending)
        sent: list[ResourceResponse] = await sending
        self.responded = True
        return sent

    def _address(self, activity: Activity) -> None:
        """What `apply_conversation_reference` sets, without its three copies."""
        incoming = self.activity
        activity.channel_id, activity.service_url = incoming.channel_id, incoming.service_url
        activity.conversation, activity.locale = incoming.conversation, incoming.locale
        activity.from_property, activity.recipient = incoming.recipient, incoming.from_property
        activity.reply_to_id = incoming.id


class TeamsAdapter(BotAdapter):  # type: ignore[misc]
    """Runs one turn and delivers its answer."""

    def __init__(
        self,
        messenger: TeamsMessenger,
        handler: TurnHandler,
        say: Say = in_their_language,
        counts: Counts | None = None,
    ) -> None:
        super().__init__(on_turn_error=self._failed)
        self._messenger, self._handler, self._say = messenger, handler, say
        self.counts = counts if counts is not None else Counts()

    # --- botbuilder's seams ---

    async def send_activities(self, context: LeanContext, activities: list[Activity]) -> list[ResourceResponse]:
        place = context.turn.conversation
        return [ResourceResponse(id=await self._messenger.post(place, activity)) for activity in activities]

    async def update_activity(self, context: LeanContext, activity: Activity) -> ResourceResponse:
        await self._messenger.put(context.turn.conversation, activity)
        return ResourceResponse(id=activity.id)

    async def delete_activity(self, context: LeanContext, reference: ConversationReference) -> None:
        raise NotImplementedError("deleting a message is not erasure: compliance copies stay")

    # --- a turn ---

    async def run(self, context: LeanContext) -> None:
        """Handle the turn; its answer is left in the context. Never raises: see `_failed`."""
        await self.run_pipeline(context, self._handle)

    async def _handle(self, context: LeanContext) -> None:
        self.counts.add("turns", "kind", context.turn.kind.value)
        context.answer = await self._handler(context.turn)
        if not context.turn.answerable:
            await self._deliver(context, context.answer)

    async def _failed(self, context: LeanContext, error: Exception) -> None:
        """The handler raised: log what kind, never what it was about (T16), and say so plainly."""
        self.counts.add("turns_failed", "kind", context.turn.kind.value)
        log.error("turn failed", extra={"code": type(error).__name__, "kind": context.turn.kind.value})
        context.answer = Answer(toast=self._say(Notice.FAILED, context.turn.locale))
        if not context.turn.answerable and context.turn.kind in SPOKEN:
            await self._deliver(context, context.answer)

    # --- its answer ---

    def body(self, context: LeanContext) -> bytes:
        """What an invoke is answered with: the answer, or that we are at it."""
        answer = context.answer or Answer(toast=self._say(Notice.RECEIVED, context.turn.locale))
        return dump(invoke_body(context.turn, answer, self._say(Notice.DONE, context.turn.locale)))

    async def promise(self, context: LeanContext) -> None:
        """The budget is spent and nobody waits for an HTTP answer: say that we are at it."""
        waits = context.turn.kind in SPOKEN and not context.turn.answerable
        if waits and context.answer is None:
            await self._deliver(context, Answer(toast=self._say(Notice.RECEIVED, context.turn.locale)))

    def land(self, context: LeanContext, answered: bool) -> Coroutine[Any, Any, None] | None:
        """After an invoke: its messages; and what its answer would have shown, when that came too late."""
        answer = context.answer
        if answer is None or not context.turn.answerable or (answered and not answer.messages):
            return None
        return self._deliver(context, Answer(messages=answer.messages) if answered else answer)

    async def _deliver(self, context: LeanContext, answer: Answer) -> None:
        """Everything of an answer as messages. What cannot be sent is logged: it was only a reply."""
        try:
            if answer.card is not None:
                await self._show(context, Message(summary=self._summary(context), card=dict(answer.card)))
            for message in self._messages(context, answer):
                await _patiently(partial(self._reply, context, message))
        except OutsideError as error:
            log.warning("reply not sent", extra={"code": type(error).__name__, "kind": context.turn.kind.value})

    async def _reply(self, context: LeanContext, message: Message) -> None:
        await context.send_activities([activity_of(message)])

    def _messages(self, context: LeanContext, answer: Answer) -> Sequence[Message]:
        if not answer.toast:
            return answer.messages
        return (*answer.messages, Message(summary=self._summary(context), text=answer.toast))

    async def _show(self, context: LeanContext, message: Message) -> None:
        """A card takes the place of the card that was pressed, or comes as a message."""
        activity = activity_of(message)
        if context.turn.kind is TurnKind.CARD and context.turn.reply_to:
            activity.id = context.turn.reply_to
            await _patiently(lambda: context.update_activity(activity))
        else:
            await _patiently(lambda: context.send_activities([activity]))

    def _summary(self, context: LeanContext) -> str:
        return self._say(Notice.SUMMARY, context.turn.locale)


async def _patiently(send: Callable[[], Awaitable[object]]) -> None:
    """Send; what was surely not done is tried again, never before the other side said."""
    for attempt in range(1, TRIES + 1):
        try:
            await send()
            return
        except TryLater as error:
            wait = max(error.after or 0.0, 0.25 * 2**attempt)
            if attempt == TRIES or wait > LONGEST_WAIT:
                raise
            await asyncio.sleep(wait * random.uniform(1.0, 1.3))
