"""How effects about consents look when they are carried out. What is no longer so is not sent."""

from __future__ import annotations

from collections.abc import Callable

from bot.cards import samtykke_beskjeder as cards
from bot.domain.enkeltsak import Enkeltsak
from bot.domain.moteplan import local
from bot.domain.samtykke import Form, Samtykke, Tilstand, tilstand
from bot.ports import Message, UnitOfWork
from bot.usecases.deliveries import Delivery, Late, Show
from bot.usecases.samtykker import sees_consent
from bot.usecases.varsling_views import name_of

Written = Callable[[Samtykke, Enkeltsak, Tilstand, UnitOfWork, Late], Message | None]


def _about(write: Written) -> Show:
    """A row for a message about a consent, to somebody who may see it at this moment."""

    def render(work: UnitOfWork, late: Late) -> Message | None:
        consent = work.get(Samtykke, late.effect.subject)
        sak = work.get(Enkeltsak, consent.sak) if consent else None
        reader = late.reader(work)
        if consent is None or sak is None or reader is None or not sees_consent(work, reader, consent):
            return None
        return write(consent, sak, tilstand(consent, local(late.now).date()), work, late)

    return Show(render)


def _registered(c: Samtykke, sak: Enkeltsak, state: Tilstand, work: UnitOfWork, late: Late) -> Message | None:
    return cards.registered(c, state, sak, late.t(work), late.ink())


def _changed(c: Samtykke, sak: Enkeltsak, state: Tilstand, work: UnitOfWork, late: Late) -> Message | None:
    return cards.changed(c, state, late.t(work), late.ink())


def _withdrawn(c: Samtykke, sak: Enkeltsak, state: Tilstand, work: UnitOfWork, late: Late) -> Message | None:
    return cards.withdrawn(c, sak, late.t(work), late.ink()) if state is Tilstand.TRUKKET else None


def _oral(c: Samtykke, sak: Enkeltsak, state: Tilstand, work: UnitOfWork, late: Late) -> Message | None:
    if c.ended or c.form is not Form.MUNTLIG:
        return None
    return cards.get_it_in_writing(c, late.t(work), late.ink())


def _runs_out(c: Samtykke, sak: Enkeltsak, state: Tilstand, work: UnitOfWork, late: Late) -> Message | None:
    return None if c.ended else cards.runs_out(c, late.t(work), late.ink())


def _archive(c: Samtykke, sak: Enkeltsak, state: Tilstand, work: UnitOfWork, late: Late) -> Message | None:
    return cards.archive(c, state, late.t(work), late.ink()) if c.ended and c.form_url else None


def _unknown(work: UnitOfWork, late: Late) -> Message | None:
    """Somebody has said that a number is withdrawn, and no consent has it."""
    number, _, by = late.effect.subject.partition("|")
    known = bool(work.find(Samtykke, number=number))
    return None if known or not by else cards.withdrawn_unknown(number, name_of(work, by), late.t(work))


VIEWS: dict[str, Delivery] = {
    "samtykke_registrert": _about(_registered),
    "samtykke_endret": _about(_changed),
    "samtykke_trukket": _about(_withdrawn),
    "samtykke_ukjent": Show(_unknown),
    "samtykke_arkiv": _about(_archive),
    "samtykke_muntlig": _about(_oral),
    "samtykke_utloper": _about(_runs_out),
}
