"""The product, seen from the edge: a turn comes in, an answer goes out.

Every turn is one transaction. Whatever a person did gets a friendly sentence; nothing a person wrote is logged.
"""

from __future__ import annotations

import re
from collections.abc import Awaitable, Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import structlog

from bot.cards import actions, hjelp, kit
from bot.cards.errors import explain, say
from bot.dialogs.engine import Engine, key_of
from bot.dialogs.flow import Here
from bot.dialogs.rows import Ask, Button, Groups, Look, Received, Word
from bot.dialogs.turn import Answer, Turn, TurnKind
from bot.dialogs.words import Vocabulary
from bot.domain import personvern
from bot.domain.beredskap import ReachCheck
from bot.domain.inbox import Handled
from bot.domain.people import Where
from bot.domain.room import Draft, Reach, Room, RosterEntry
from bot.errors import Conflict, NotAllowed, StoreDown, UserError
from bot.ports import Clock, Json, Message, Store, UnitOfWork
from bot.texts import Texts, texts
from bot.usecases.command import Outcome
from bot.usecases.dispatch import Door
from bot.usecases.hastemote_igjen import seen_again
from bot.usecases.roles import actor, language_of, take_hint
from bot.usecases.varslinger import allowed_words

log = structlog.get_logger(__name__)

TRIES = 4
PASSING = ("changed_meanwhile", "already_there")


@dataclass(frozen=True, slots=True)
class Tables:
    """Everything people can write and press. `before_word` looks at what begins with a word of ours, and may answer in
    the word's place. `otherwise` answers what is no word of ours; None from it means help. `groups` is how help lists
    the words."""

    words: Mapping[str, Word]
    buttons: Mapping[str, Button]
    before_word: Look
    otherwise: Ask
    groups: Groups
    received: Received | None = None


def vocabulary(tables: Tables) -> Vocabulary:
    """Every spelling of every word people can write."""
    spellings = {name: word.spellings for name, word in tables.words.items()}
    return Vocabulary(spellings, {name for name, word in tables.words.items() if word.careful})


@dataclass(frozen=True, slots=True)
class Outside:
    """What the router asks of the rest of the process: learn who somebody is, read the roster again, and look
    for new effects."""

    learn: Callable[[Room, Turn], Awaitable[None]]
    roster_changed: Callable[[Room, Turn], None]
    committed: Callable[[str], None]


class Router:
    """The `TurnHandler` of the product."""

    def __init__(
        self,
        rooms: Mapping[str, Room],
        store: Store,
        engine: Engine,
        door: Door,
        tables: Tables,
        clock: Clock,
        signing_key: bytes,
        outside: Outside,
    ) -> None:
        self._rooms = rooms
        self._store = store
        self._engine = engine
        self._door = door
        self._tables = tables
        self._vocabulary = vocabulary(tables)
        self._clock = clock
        self._key = signing_key
        self._outside = outside
        self._known_reach: dict[str, tuple[str, str]] = {}
        self._kinds: Mapping[TurnKind, Callable[[UnitOfWork, Here, Turn], Answer]] = {
            TurnKind.TEXT: self._text,
            TurnKind.CARD: self._card,
            TurnKind.DIALOG_OPEN: self._open,
            TurnKind.DIALOG_SUBMIT: self._card,
            TurnKind.INSTALLED: self._installed,
            TurnKind.FILE: self._file,
        }

    async def __call__(self, turn: Turn) -> Answer:
        """Handle one turn."""
        room = self._rooms.get(turn.person.tenant)
        if room is None:
            return Answer()
        try:
            return await self._handled(room, turn)
        except UserError as error:
            return _said(turn, explain(error, await self._texts(room, turn)))
        except StoreDown:
            log.warning("store_down", kind=turn.kind.value)
            hinted = _hinted(room, turn)
            return _kept(turn, say("store_down", hinted), hinted)

    async def _texts(self, room: Room, turn: Turn) -> Texts:
        """The sender's language, for saying why something was not done."""
        try:
            spoken = await self._store.read(room.id, lambda work: language_of(work, room, turn.person.id, turn.locale))
        except StoreDown:
            return _hinted(room, turn)
        return texts(spoken)

    async def _handled(self, room: Room, turn: Turn) -> Answer:
        if turn.kind in (TurnKind.MEMBERS_ADDED, TurnKind.MEMBERS_REMOVED, TurnKind.UNINSTALLED):
            self._outside.roster_changed(room, turn)
        handle = self._kinds.get(turn.kind)
        if handle is None:
            return Answer()
        try:
            return await self._by_anybody(room, turn)
        except NotAllowed as error:
            await self._refused(room, turn, error.text)
            raise

    async def _by_anybody(self, room: Room, turn: Turn) -> Answer:
        """Whom the room does not know is asked for outside, once."""
        try:
            return await self._in_transaction(room, turn)
        except NotAllowed as error:
            if error.text != "unknown_person":
                raise
            await self._outside.learn(room, turn)
        except Conflict as error:
            if error.text != "changed_meanwhile":
                raise
            # Another replica committed in between: what is true now can say who and when.
        return await self._in_transaction(room, turn)

    async def _in_transaction(self, room: Room, turn: Turn) -> Answer:
        answer = await self._tried(room, turn)
        self._known_reach[_reach_id(turn)] = _address(turn)
        self._outside.committed(room.id)
        return answer

    async def _tried(self, room: Room, turn: Turn) -> Answer:
        """The turn in one transaction. Where somebody else wrote the same rows in that moment it is decided anew on
        what is true then, so that nobody's answer is lost to a sweep (failure F19)."""
        ahead = _asks_for(turn)
        for _ in range(TRIES - 1):
            try:
                return await self._store.write(room.id, lambda work: self._handle(work, room, turn), ahead)
            except Conflict as clash:
                if clash.text not in PASSING:
                    raise
        return await self._store.write(room.id, lambda work: self._handle(work, room, turn))

    def _handle(self, work: UnitOfWork, room: Room, turn: Turn) -> Answer:
        now = self._clock.now()
        self._remember(work, room, turn)
        take_hint(work, turn.person.id, turn.locale)
        who = actor(work, room, turn.person.id)
        if who is None:
            raise NotAllowed("unknown_person")
        here = Here(
            room=room,
            actor=who,
            now=now,
            key=turn.key,
            t=texts(who.language),
            where=turn.conversation.where,
            signing_key=self._key,
            submit=turn.kind in DIALOG_TURNS,
            card=_pressed_message(turn),
        )
        answer = self._kinds[turn.kind](work, here, turn)
        if here.where is Where.PERSONAL:
            seen_again(work, room, who.id, now)
        return answer

    def _remember(self, work: UnitOfWork, room: Room, turn: Turn) -> None:
        """Where this person or channel is reached. Written only when it has changed.

        A dialog may be opened from any chat, also one between two people where the bot is not: never written to.
        """
        if turn.kind in DIALOG_TURNS:
            return
        id = _reach_id(turn)
        if self._known_reach.get(id) == _address(turn):
            return
        place = turn.conversation
        personal = place.where is Where.PERSONAL
        work.put(
            Reach(
                id=id,
                room=room.id,
                tenant=place.tenant,
                service_url=place.service_url,
                conversation=place.id if personal else turn.channel_id or place.id,
                where=place.where,
                person=turn.person.id if personal else "",
                teams_user_id=turn.teams_user_id if personal else "",
                seen_at=self._clock.now(),
            )
        )

    def _text(self, work: UnitOfWork, here: Here, turn: Turn) -> Answer:
        found = self._vocabulary.find(turn.text)
        if found is not None:
            if first := self._tables.before_word(here, turn.text, found.argument):
                return Answer(first)
            return self._word(work, here, self._tables.words[found.command], _harmless(here, found.argument))
        answered = self._tables.otherwise(work, here, turn.text)
        return Answer(answered) if answered else self._unknown(work, here, turn.text)

    def _word(self, work: UnitOfWork, here: Here, word: Word, argument: str) -> Answer:
        if here.where is not Where.PERSONAL and not word.anywhere:
            return Answer([Message(say("personal_only", here.t), text=say("personal_only", here.t))])
        if word.rule and not word.rule(work, None, here.context()):
            raise NotAllowed("not_allowed")
        if word.dialog:
            card = self._engine.begin(work, here, word.dialog, argument)
            title = here.t(self._engine.dialogs[word.dialog].title)
            return Answer([Message(title, card=card)] if card else [])
        if word.command:
            self._door.handle(work, word.command(here, argument), here.context())
        return Answer(word.say(work, here, argument)) if word.say else self._help(work, here)

    def _help(self, work: UnitOfWork, here: Here) -> Answer:
        groups = [
            (here.t(title), [(here.t(word.name), here.t(word.what)) for word in self._answered(work, here, names)])
            for title, names in self._tables.groups
        ]
        return Answer([hjelp.help_card([group for group in groups if group[1]], here.t, here.room.plan)])

    def _answered(self, work: UnitOfWork, here: Here, names: Sequence[str]) -> list[Word]:
        return [word for word in (self._tables.words[name] for name in names) if self._may(work, here, word)]

    def _may(self, work: UnitOfWork, here: Here, word: Word) -> bool:
        """Would this person be answered? A word is listed and suggested to nobody else."""
        context = here.context()
        if word.dialog:
            return self._engine.dialogs[word.dialog].rule(work, None, context)
        if word.command:
            return self._door.may(work, word.command(here, ""), context)
        return word.rule is None or word.rule(work, None, context)

    def _unknown(self, work: UnitOfWork, here: Here, text: str) -> Answer:
        like = self._tables.words.get(self._vocabulary.like(text) or "")
        if like is not None and not (self._may(work, here, like) and (here.where is Where.PERSONAL or like.anywhere)):
            like = None
        near = (like.name, here.t(like.name), here.t(like.what)) if like else None
        return Answer([hjelp.unknown(near, here.t, here.room.plan, here.ink())])

    def _card(self, work: UnitOfWork, here: Here, turn: Turn) -> Answer:
        do, inputs = actions.read(self._key, turn.payload, here.actor.id, here.now)
        if turn.kind is TurnKind.CARD and do.to != actions.ANYBODY and here.where is not Where.PERSONAL:
            raise NotAllowed("personal_only")  # a card of one's own, shared in a channel: its answer is seen by all
        name, _, rest = do.do.partition(".")
        if name == "start":
            return self._started(work, here, rest, do.on)
        if name == kit.CLOSE:
            return Answer()
        if name == kit.BEGIN:
            card: Json | None = self._begun(work, here, rest, do.on)
        elif name in self._engine.dialogs:
            card = self._engine.press(work, here, do, inputs)
        else:
            card = self._pressed(work, here, do, inputs)
        return _shown(turn, card, here)

    def _started(self, work: UnitOfWork, here: Here, name: str, argument: str) -> Answer:
        word = self._tables.words.get(name)
        if word is None:
            raise NotAllowed("card_not_valid")
        return self._word(work, here, word, argument)

    def _pressed(self, work: UnitOfWork, here: Here, do: actions.Do, inputs: Mapping[str, str]) -> Json | None:
        button = self._tables.buttons.get(do.do)
        if button is None:
            raise NotAllowed("card_not_valid")
        outcome = Outcome(do.on)
        if button.command is not None:
            outcome = self._door.handle(work, button.command(do, inputs), here.context())
        return button.card(work, here, outcome)

    def _open(self, work: UnitOfWork, here: Here, turn: Turn) -> Answer:
        """A message extension's command, or a button that opens a dialog: its verb is «begin.NAME»."""
        name, argument = DIALOG_COMMANDS.get(turn.command, ""), ""
        if not turn.command:
            do, _ = actions.read(self._key, turn.payload, here.actor.id, here.now)
            verb, _, rest = do.do.partition(".")
            name, argument = (rest if verb == kit.BEGIN else ""), do.on
        dialog = self._engine.dialogs.get(name)
        if dialog is None:
            raise NotAllowed("card_not_valid")
        card = self._engine.begin(work, here, dialog.name, argument)
        return Answer(dialog=card, dialog_title=here.t(dialog.title))

    def _begun(self, work: UnitOfWork, here: Here, name: str, argument: str) -> Json | None:
        """A button that begins a conversation in the place of its card; never in a channel."""
        if here.where is not Where.PERSONAL and not here.submit:
            raise UserError("personal_only")
        return self._engine.begin(work, here, name, argument)

    def _installed(self, work: UnitOfWork, here: Here, turn: Turn) -> Answer:
        welcomed = "welcome:" + _reach_id(turn)
        if work.get(Handled, welcomed):
            return Answer()
        work.add(Handled(welcomed, here.room.id, "welcome", "", here.now))
        if here.where is Where.PERSONAL:
            return Answer([hjelp.welcome(here.room.plan, here.t, here.ink())])
        return Answer([hjelp.channel_welcome(here.room, here.t, here.ink(actions.ANYBODY))])

    def _file(self, work: UnitOfWork, here: Here, turn: Turn) -> Answer:
        received = self._tables.received
        if received is None or here.where is not Where.PERSONAL:
            raise UserError("file_refused")
        outcome = self._door.handle(work, received.command(turn.payload), here.context())
        return Answer(received.say(work, here, outcome))

    async def _refused(self, room: Room, turn: Turn, code: str) -> None:
        now, kind = self._clock.now(), turn.kind.value
        await self._store.write(room.id, lambda work: work.audit(now, turn.person.id, kind, "", code))


DIALOG_COMMANDS = {"meldBekymring": "meld"}
PRESSES = (TurnKind.CARD, TurnKind.DIALOG_SUBMIT)
HINT = re.compile(r"[0-9A-Za-z:._|-]{1,100}")
DIALOG_TURNS = (TurnKind.DIALOG_OPEN, TurnKind.DIALOG_SUBMIT)


def _asks_for(turn: Turn) -> list[tuple[type[Any], str]]:
    """What a turn surely reads, so that those who are committed together read it together. A button says which
    conversation it belongs to: unverified here, and good for no more than looking up what may be asked for."""
    asks: list[tuple[type[Any], str]] = [(RosterEntry, turn.person.id)]
    if turn.conversation.where is Where.PERSONAL:
        asks.append((ReachCheck, turn.person.id))
    signed = turn.payload.get(actions.FIELD) if turn.kind in PRESSES else None
    if isinstance(signed, dict):
        asks.append((Handled, turn.key))
        on = signed.get("on")
        asks += [(Draft, on), (Handled, key_of(on))] if isinstance(on, str) and HINT.fullmatch(on) else []
    return asks


def _harmless(here: Here, argument: str) -> str:
    """What stands behind a word, or nothing where it points at a person: the conversation asks anew (G11)."""
    found = personvern.check(argument, allowed=allowed_words(here.room)) if argument else ()
    return "" if any(finding.blocks for finding in found) else argument


def _reach_id(turn: Turn) -> str:
    place = turn.conversation
    return f"person:{turn.person.id}" if place.where is Where.PERSONAL else f"channel:{turn.channel_id or place.id}"


def _pressed_message(turn: Turn) -> str:
    """The message that a button was pressed on, where only the one who pressed sees it."""
    mine = turn.kind is TurnKind.CARD and turn.conversation.where is Where.PERSONAL
    return (turn.reply_to or "") if mine else ""


def _hinted(room: Room, turn: Turn) -> Texts:
    return texts("nn" if turn.locale.startswith("nn") else room.plan.municipality.language)


def _address(turn: Turn) -> tuple[str, str]:
    return turn.conversation.service_url, turn.conversation.id


def _shown(turn: Turn, card: Json | None, here: Here) -> Answer:
    if card is None:
        return Answer(toast=here.t("Det er gjort."))
    if turn.kind is TurnKind.DIALOG_SUBMIT:
        return Answer(dialog=kit.closable(card, here.ink(), here.t("Lukk")), dialog_title=here.t("SLT-bot"))
    if turn.answerable or here.card:
        return Answer(card=card)
    return Answer([Message(here.t("Svar fra SLT-boten"), card=card)])


def _said(turn: Turn, text: str) -> Answer:
    """A sentence in the way the sender can be answered."""
    return Answer(toast=text) if turn.answerable else Answer([Message(text, text=text)])


def _kept(turn: Turn, text: str, t: Texts) -> Answer:
    """Nothing could be stored. A dialog would lose what was filled in, so its next card carries it back."""
    if turn.kind is TurnKind.DIALOG_SUBMIT:
        return Answer(dialog=kit.try_again(turn.payload, text, t("Prøv igjen"), t.language), dialog_title=t("SLT-bot"))
    return _said(turn, text)
