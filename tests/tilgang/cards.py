"""Every card that people can have in front of them, with whom it was made for."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import product
from typing import Any

from bot import registry
from bot.cards import kit
from bot.cards.actions import Ink
from bot.cards.hastemote_foresporsel import Asked, request
from bot.cards.hastemote_levende import ends
from bot.dialogs.innlevering import FILE_INFO
from bot.dialogs.turn import TurnKind
from bot.domain.effects import Effect, EffectKind, Repeat
from bot.domain.hastemote import Hastemote
from bot.errors import SltError
from bot.ports import UnitOfWork
from bot.texts import texts
from bot.usecases.deliveries import Late, Show
from tests.tilgang import tables
from tests.tilgang.commands import BUTTON_SUBJECTS
from tests.tilgang.people import COLUMNS
from tests.tilgang.states import State
from tests.tilgang.tables import rows
from tests.tilgang.things import subjects
from tests.tilgang.world import NOW, World

Json = dict[str, Any]


async def every_card(world: World, states: list[State]) -> list[tuple[str, Json]]:
    """(column, card): of every step, of every word's answer, and of every message the bot sends by itself."""
    steps = [(state.column, state.card) for state in states]
    said = [*await _of_words(world), *await _of_buttons(world), *await _of_files(world)]
    return [*steps, *said, *_of_views(world), _of_a_first_request(world), _of_a_minuted_meeting(world)]


async def _of_words(world: World) -> list[tuple[str, Json]]:
    found = []
    for column, person in COLUMNS.items():
        for word in rows(tables.WORDS):
            _, answer = await world.tried(world.turn(person, TurnKind.TEXT, text=word))
            found += [(column, dict(m.card)) for m in answer.messages if m.card]
    _, welcome = await world.tried(world.turn(COLUMNS["ansatt"], TurnKind.INSTALLED))
    return [*found, *(("ansatt", dict(m.card)) for m in welcome.messages if m.card)]


async def _of_buttons(world: World) -> list[tuple[str, Json]]:
    """What takes the place of a pressed card."""
    key, found = world.bot.parts.settings.card_key, []
    for button, cells in rows(tables.BUTTONS).items():
        verb, _, about = button.partition(" ")
        column = next(name for name, cell in cells.items() if cell == "ja")
        payload = Ink(key, COLUMNS[column].id, NOW).data(verb, BUTTON_SUBJECTS.get(about, about), 1)
        _, answer = await world.tried(world.turn(COLUMNS[column], TurnKind.CARD, payload=payload))
        found += [(column, dict(answer.card))] if answer.card else []
    return found


async def _of_files(world: World) -> list[tuple[str, Json]]:
    """What a file is answered with where more than one consent waits for its form."""
    sent = {"content_type": FILE_INFO, "content": {"downloadUrl": "https://jevnaker-my.sharepoint.com/x"}}
    turn = world.turn(COLUMNS["medlem"], TurnKind.FILE, payload={"files": [sent]})
    _, answer = await world.tried(turn)
    return [("medlem", dict(m.card)) for m in answer.messages if m.card]


def _of_a_first_request(world: World) -> tuple[str, Json]:
    """Somebody asks for a hastemøte while none is under way; in this world one is."""
    mote, ink = _hastemote(world, "h2")
    message = request(Asked(mote, "Navn Navnesen"), world.room.plan, texts("nb"), ink)
    return "koordinator", dict(message.card or {})


def _of_a_minuted_meeting(world: World) -> tuple[str, Json]:
    """The referat of a hastemøte is written before its time is out; in this world none is."""
    mote, ink = _hastemote(world, "h1")
    t = texts("nb")
    return "koordinator", kit.card([kit.heading(t("Hastemøte"))], ends(mote, t, ink, minuted=True), t.language)


def _hastemote(world: World, id: str) -> tuple[Hastemote, Ink]:
    mote = world.store.now(world.room.id, lambda work: work.get(Hastemote, id))
    assert mote is not None
    return mote, Ink(world.bot.parts.settings.card_key, COLUMNS["koordinator"].id, NOW)


def _of_views(world: World) -> Iterator[tuple[str, Json]]:
    for column in ("koordinator", "medlem"):
        for name, view in registry.VIEWS.items():
            if isinstance(view, Show):
                yield from ((column, card) for card in _rendered(world, column, name, view))


def _rendered(world: World, column: str, name: str, view: Show) -> Iterator[Json]:
    """The view of each thing that it can show."""
    room, key = world.room, world.bot.parts.settings.card_key
    person = COLUMNS[column].id
    for kind, subject in product((EffectKind.TELL, EffectKind.REFRESH), subjects(room)):
        effect = Effect("e", room.id, kind, name, subject, Repeat.FREELY, NOW, NOW, person=person)

        def render(work: UnitOfWork, effect: Effect = effect) -> Json | None:
            try:
                message = view.render(work, Late(room, effect, NOW, key))
            except (SltError, LookupError, ValueError):
                return None  # a view of another kind of thing
            return dict(message.card) if message and message.card else None

        card = world.store.now(room.id, render)
        if card:
            yield card
