"""A case whose gate has closed leaves every agenda at once: a new revision without it, and the posts brought up to
date (UC-52). What a meeting has already heard stays in its log and its referat."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from bot.domain.effects import Effect
from bot.domain.enkeltsak import Enkeltsak
from bot.domain.mote import AHEAD, Agenda, AgendaItem, ItemKind, Mote, agenda_id
from bot.domain.sealed import NO_TEXT
from bot.ports import Among, UnitOfWork
from bot.usecases.agenda import latest_agenda
from bot.usecases.command import Context
from bot.usecases.moter import members
from bot.usecases.porten import discussed_in


def off_agendas(work: UnitOfWork, sak: Enkeltsak, context: Context) -> tuple[Effect, ...]:
    """Take the case off every agenda of a meeting ahead."""
    return tuple(effect for mote in _meetings(work) for effect in _off(work, sak, mote, context))


def _meetings(work: UnitOfWork) -> list[Mote]:
    return work.find(Mote, order="starts_at", status=Among(AHEAD))


def _off(work: UnitOfWork, sak: Enkeltsak, mote: Mote, context: Context) -> Iterator[Effect]:
    agenda = latest_agenda(work, mote.id)
    if agenda is None or not any(_is(item, sak) for item in agenda.items) or discussed_in(work, sak.id, mote.id):
        return
    revision = agenda.revision + 1
    without = tuple(item for item in agenda.items if not _is(item, sak))
    bare = replace(agenda, id=agenda_id(mote.id, revision), revision=revision, items=without)
    work.add(replace(bare, approved_at=context.now, reason=NO_TEXT, web_url="", version=0))
    yield context.file("agenda_fil", bare.id)
    yield from _refreshed(work, agenda, context)


def _is(item: AgendaItem, sak: Enkeltsak) -> bool:
    return item.kind is ItemKind.ENKELTSAK and item.about == sak.id


def _refreshed(work: UnitOfWork, agenda: Agenda, context: Context) -> Iterator[Effect]:
    """The post that stands there now, wherever it was shown."""
    if agenda.organ in context.room.channels:
        yield context.refresh("agenda_i_kanal", agenda.id, organ=agenda.organ)
        return
    for person in members(work, context.room, agenda.organ):
        yield context.refresh("agenda_i_kanal", agenda.id, person=person)
