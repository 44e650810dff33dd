"""The conversation of a text message's link: a page, and an answer (UC-61)."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from bot.cards.hastemote import ANSWERS, EXERCISE, place_of, who_is_told
from bot.dialogs.link_page import Page
from bot.domain.innkalling import Svar
from bot.domain.room import Room
from bot.errors import Conflict
from bot.ports import Clock, Store
from bot.texts import N_
from bot.usecases import hastemote_telefon as usecase
from bot.usecases.dispatch import Door
from bot.usecases.hastemote_telefon import LinkPage, LinkState

TRIES = 4
SAYS = {
    LinkState.UNKNOWN: N_("Denne lenken er ikke gyldig."),
    LinkState.SPENT: N_("Denne lenken er brukt eller for gammel. Har du fått en nyere melding, bruk lenken i den."),
    LinkState.OVER: N_("Hastemøtet er avsluttet eller avlyst. Du trenger ikke å gjøre noe."),
}

STATUS = {LinkState.UNKNOWN: 404, LinkState.SPENT: 410, LinkState.OVER: 410}


class AnswerLinks:
    """Opens and answers links, for every room."""

    def __init__(
        self,
        rooms: Mapping[str, Room],
        store: Store,
        door: Door,
        clock: Clock,
        key: bytes,
        committed: Callable[[str], None],
    ) -> None:
        self._rooms, self._store, self._door = rooms, store, door
        self._clock, self._key, self._committed = clock, key, committed

    async def look(self, code: str) -> Page:
        """What a link shows. Raises StoreDown."""
        return page(await self._found(code))

    async def answer(self, code: str, said: str) -> Page:
        """Answer, once. Raises StoreDown."""
        return page(await self._answered(code, said))

    async def _found(self, code: str) -> LinkPage:
        pages = [await self._look(room, code) for room in self._rooms.values()]
        return next((one for one in pages if one.state is not LinkState.UNKNOWN), pages[0])

    async def _answered(self, code: str, said: str) -> LinkPage:
        if said not in set(Svar):
            return await self._found(code)
        for room in self._rooms.values():
            found = await self._answer(room, code, Svar(said))
            if found.state is not LinkState.UNKNOWN:
                self._committed(room.id)
                return found
        return await self._found(code)

    async def _look(self, room: Room, code: str) -> LinkPage:
        now = self._clock.now()
        return await self._store.read(room.id, lambda work: usecase.look(work, room, self._key, code, now))

    async def _answer(self, room: Room, code: str, svar: Svar) -> LinkPage:
        """Where somebody else wrote the same rows in that moment it is tried anew."""
        now = self._clock.now()
        for _ in range(TRIES):
            try:
                return await self._store.write(
                    room.id, lambda work: usecase.answer(work, room, self._door, self._key, code, svar, now)
                )
            except Conflict:
                continue
        return await self._look(room, code)


def page(found: LinkPage) -> Page:
    """What is shown: time and place while it can be answered, and nothing else."""
    t = found.t
    return Page(
        status=STATUS.get(found.state, 200),
        language=t.language,
        title=t("ØVELSE: Hastemøte") if found.exercise else t("Hastemøte"),
        said=f"{t(EXERCISE)} {_said(found)}".strip() if found.exercise else _said(found),
        facts=_facts(found),
        choices=tuple((svar.value, t(text)) for svar, text in ANSWERS.items() if svar in found.can),
    )


def _said(found: LinkPage) -> str:
    if found.answer is not None and found.state is LinkState.SPENT:
        return found.t("Lenken er brukt. Svaret ditt: {answer}", answer=found.t(ANSWERS[found.answer]))
    if found.answer is Svar.STEDFORTREDER and found.row and found.mote:
        thanks = found.t("Takk. Svaret ditt: {answer}", answer=found.t(ANSWERS[found.answer]))
        return f"{thanks}. {who_is_told(found.row, found.mote, found.person, found.t)}"
    if found.answer is not None:
        return found.t("Takk. Svaret ditt: {answer}", answer=found.t(ANSWERS[found.answer]))
    return found.t(SAYS[found.state]) if found.state in SAYS else ""


def _facts(found: LinkPage) -> tuple[tuple[str, str], ...]:
    if found.mote is None:
        return ()
    t = found.t
    return ((t("Tid"), t.moment(found.mote.starts_at)), (t("Sted"), place_of(found.mote, t)))
