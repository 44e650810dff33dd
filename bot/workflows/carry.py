"""Carries effects out: mark, do it outside, settle what came of it.

An effect is claimed with others in one transaction (`claim`); each is then carried on its own. A crash between «do»
and «settle» leaves a mark on the row, so that the next try knows it is in doubt and the effect's own rule decides
(`domain.effects`). Waiting is never done here, but for a place in the tenant's pace: it is a due time on the row.
"""

from __future__ import annotations

import asyncio
from collections import Counter
from collections.abc import Callable, Iterable, Mapping
from dataclasses import replace
from datetime import timedelta
from weakref import WeakValueDictionary

import structlog

from bot.domain.effects import (
    MAX_ATTEMPTS,
    Effect,
    EffectKind,
    EffectState,
    GiveUp,
    TryAgain,
    after_breakage,
    after_doubt,
    after_not_done,
)
from bot.domain.room import Room
from bot.errors import Conflict, Doubtful, NameTaken, NoPlace, NotReachable, OutsideError, Refused, StoreDown, TryLater
from bot.ports import Clock, Store, UnitOfWork
from bot.usecases.deliveries import Delivery, Late
from bot.workflows.claim import SHARE, Hand, card_of, claim, line_of
from bot.workflows.outside import SENDING, NotYet, Outside
from bot.workflows.settle import settle, settle_done

log = structlog.get_logger(__name__)
WAITS = (0.0, 0.05, 0.2, 0.5, 1.0, 2.0, 4.0, 8.0)
CALM = 2.0
"""Seconds between two updates of one card: a conversation bears 60 in 30 s, and messages go before updates."""


class Carrier:
    """Carries effects out, for all rooms, on the event loop."""

    def __init__(
        self,
        rooms: Mapping[str, Room],
        store: Store,
        outside: Outside,
        deliveries: Mapping[str, Delivery],
        clock: Clock,
        signing_key: bytes,
    ) -> None:
        self._rooms = rooms
        self._store = store
        self._outside = outside
        self._deliveries = deliveries
        self._clock = clock
        self._key = signing_key
        self._hand: dict[str, Effect] = {}
        self._waiting: dict[str, Effect] = {}
        self._tasks: set[asyncio.Task[None]] = set()
        self._stopped = False
        self._cards: dict[str, float] = {}
        self._lines: WeakValueDictionary[str, asyncio.Lock] = WeakValueDictionary()
        self.freed: Callable[[str, bool], None] = lambda room, full: None

    @property
    def carrying(self) -> int:
        """How many effects are in our hand."""
        return len(self._hand)

    def in_hand(self, room: str) -> int:
        """How many of them are one room's."""
        return sum(effect.room == room for effect in self._hand.values())

    async def claim(self, room: Room, limit: int, allowed: Callable[[UnitOfWork], bool]) -> list[Effect]:
        """Take what is due, if this process may."""
        now, hand = self._clock.now(), self._in_hand(room)
        taken = await self._store.write(room.id, lambda work: claim(work, now, hand, limit) if allowed(work) else [])
        for effect in taken:
            self._hand[effect.id] = self._waiting[_attempt(effect)] = effect
        return taken

    async def carry(self, attempts: Iterable[str]) -> None:
        """Carry these attempts, if we have them; what a process that died had in its hand is claimed anew instead.
        After a stop nothing is begun."""
        if self._stopped:
            return
        effects = [self._waiting.pop(id) for id in attempts if id in self._waiting]
        tasks = [asyncio.create_task(self._one(effect)) for effect in effects]
        for task in tasks:
            self._tasks.add(task)
            task.add_done_callback(self._tasks.discard)
        await asyncio.gather(*tasks, return_exceptions=True)

    async def stop(self, seconds: float) -> None:
        """Let what is under way finish; what does not is broken off, which leaves it in doubt."""
        self._stopped = True
        if self._tasks:
            _, left = await asyncio.wait(self._tasks, timeout=seconds)
            for task in left:
                task.cancel()
            await asyncio.gather(*left, return_exceptions=True)

    def drop(self, effects: Iterable[Effect]) -> None:
        """Nobody carries these after all: they are claimed again when their lease has run out."""
        for effect in effects:
            if self._waiting.pop(_attempt(effect), None):
                self._hand.pop(effect.id, None)

    async def _one(self, effect: Effect) -> None:
        try:
            async with self._line(effect):
                await self._carry(effect)
        except Conflict:
            log.info("effect_elsewhere", effect=effect.id)
        except StoreDown as error:
            log.warning("effect_waits", effect=effect.id, code=str(error))
        except Exception as error:
            log.error("effect_broken", effect=effect.id, view=effect.view, code=type(error).__name__)
        finally:
            self._release(effect)

    def _in_hand(self, room: Room) -> Hand:
        mine = [effect for effect in self._hand.values() if effect.room == room.id]
        return Hand(frozenset(e.id for e in mine), self._busy_cards(), Counter(line_of(e) for e in mine))

    def _release(self, effect: Effect) -> None:
        line, others = line_of(effect), (one for one in self._hand.values() if one.room == effect.room)
        full = bool(line) and sum(line_of(one) == line for one in others) >= SHARE
        del self._hand[effect.id]
        if effect.kind is EffectKind.REFRESH:
            self._cards[card_of(effect)] = asyncio.get_running_loop().time() + CALM
        self.freed(effect.room, full)

    def _busy_cards(self) -> frozenset[str]:
        now = asyncio.get_running_loop().time()
        self._cards = {card: until for card, until in self._cards.items() if until > now}
        under_way = (card_of(effect) for effect in self._hand.values() if effect.kind is EffectKind.REFRESH)
        return frozenset((*self._cards, *under_way))

    def _line(self, effect: Effect) -> asyncio.Lock:
        """One conversation gets its messages one at a time, in the order they were promised, and one event in the
        calendar its changes: what is read while another change is on its way would not be what is true."""
        line = line_of(effect) or (event_of(effect) if effect.kind is EffectKind.INVITE else "")
        if not line:
            return asyncio.Lock()
        return self._lines.setdefault(f"{effect.room}:{line}", asyncio.Lock())

    async def _carry(self, effect: Effect) -> None:
        now = self._clock.now()
        if effect.attempts > MAX_ATTEMPTS:
            return await self._settle(effect, GiveUp(EffectState.FAILED, "too_many_attempts"))
        if effect.reason == SENDING:
            decision = after_doubt(effect, now)
            if isinstance(decision, GiveUp):
                return await self._settle(effect, decision)
            effect = replace(effect, doubtful=effect.doubtful + 1)
        return await self._try(effect)

    async def _try(self, effect: Effect) -> None:
        now = self._clock.now()
        try:
            late = Late(self._rooms[effect.room], effect, now, self._key)
            delivery = self._deliveries[effect.view]
            done = await self._outside.do(effect, delivery, late)
        except (Conflict, StoreDown):
            raise
        except NotYet:
            await self._settle(effect, TryAgain(now + NotYet.WAIT, counted=False), "not_yet")
        except NoPlace as error:
            await self._settle(effect, TryAgain(now + timedelta(seconds=error.after or 0), counted=False), "no_place")
        except TryLater as error:
            await self._settle(effect, after_not_done(effect, now, error.after), type(error).__name__)
        except Doubtful as error:
            doubted = replace(effect, doubtful=effect.doubtful + 1)
            await self._settle(doubted, after_doubt(effect, now), type(error).__name__)
        except (NotReachable, Refused, NameTaken) as error:
            await self._settle(effect, GiveUp(EffectState.FAILED, type(error).__name__))
        except OutsideError as error:
            await self._settle(effect, after_not_done(effect, now, None), type(error).__name__)
        except Exception as error:
            log.error("effect_broken", effect=effect.id, view=effect.view, code=type(error).__name__)
            await self._settle(effect, after_breakage(effect, now), type(error).__name__)
        else:
            await self._written(effect, lambda work, hooks: settle_done(work, delivery if hooks else None, late, done))

    async def _settle(self, effect: Effect, next: TryAgain | GiveUp, reason: str = "") -> None:
        late = Late(self._rooms[effect.room], effect, self._clock.now(), self._key)
        delivery = self._deliveries.get(effect.view)
        log.info("effect_not_done", effect=effect.id, view=effect.view, reason=reason)
        await self._written(effect, lambda work, hooks: settle(work, delivery if hooks else None, late, next, reason))

    async def _written(self, effect: Effect, write: Callable[[UnitOfWork, bool], None]) -> None:
        """Write down what came of it, patiently: what is not written down is done again. When what follows from it
        fails, the outcome itself is written all the same."""
        hooks = True
        for wait in (*WAITS, None):
            try:
                return await self._store.write(effect.room, lambda work, hooks=hooks: write(work, hooks))  # type: ignore[misc]
            except (Conflict, StoreDown):
                if wait is None:
                    raise
                await asyncio.sleep(wait)
            except Exception as error:
                if not hooks:
                    raise
                log.error("effect_follow_up_broken", effect=effect.id, view=effect.view, code=type(error).__name__)
                hooks = False
        return None


def event_of(effect: Effect) -> str:
    """The thing whose event it is, whatever is named before it in the subject."""
    return f"{effect.view}:{effect.subject.rpartition('|')[2]}"


def ids(effects: Iterable[Effect]) -> list[str]:
    """What `carry` is given: no attempt has the id of another."""
    return [_attempt(effect) for effect in effects]


def _attempt(effect: Effect) -> str:
    return f"{effect.id}.{effect.version}"
