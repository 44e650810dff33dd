"""One municipality in production: its room, who holds which role, and its database, as the settings say.

Loaded beside the event loop when the ports are open already.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date
from pathlib import Path

import yaml

from bot.bootstrap import Bot, Parts, SystemClock
from bot.domain.room import RoleHolder, Room
from bot.edge import Edge
from bot.errors import SettingError
from bot.planfile import read_plan
from bot.ports import UnitOfWork
from bot.settings import Settings
from bot.store.chain import Audited
from bot.store.engine import SqlStore
from bot.store.keys import KeyRing
from bot.store.schema import is_current
from bot.store.schema import upgrade as upgrade_schema


def put_together(settings: Settings, edge: Edge) -> Bot:
    """The bot behind an edge. Blocks; raises SettingError for whatever is not fit for use."""
    room = room_of(settings)
    bot = Bot(Parts(settings, {room.id: room}, SystemClock(), edge=edge))
    if not is_current(bot.store.writing):
        raise SettingError("SLT_DATABASE_URL: databasen er ikke oppgradert. Kjør «slt-bot db upgrade».")
    holders = role_holders(settings.people_file, room)
    bot.store.write_now(room.id, lambda work: seat(work, holders))
    return bot


def upgrade() -> None:
    """Bring the database's schema up to date."""
    settings = Settings.production()
    store = SqlStore(settings.store_url, KeyRing(settings.master))
    upgrade_schema(store.writing, store.ring)
    store.close()


def audited(anchors: Sequence[str] = ()) -> list[Audited]:
    """Look through the audit log of every room. `anchors` are «room=end», as they were written in the log."""
    settings = Settings.production()
    store = SqlStore(settings.store_url, KeyRing(settings.master))
    try:
        return store.audited(dict(_anchors(anchors)))
    finally:
        store.close()


def _anchors(written: Sequence[str]) -> Iterator[tuple[str, list[str]]]:
    by_room: dict[str, list[str]] = {}
    for text in written:
        room, _, end = text.partition("=")
        if not end.partition(".")[0].isdigit():
            raise SettingError(f"«{text}» er ikke et anker. Skriv det som i loggen: rom=12.abc")
        by_room.setdefault(room, []).append(end)
    yield from by_room.items()


def room_of(settings: Settings) -> Room:
    """The municipality's room, from its plan file."""
    if settings.plan_file is None:
        raise SettingError("SLT_PLAN_FILE mangler")
    plan = read_plan(settings.plan_file).activated(settings.plan_effective_from or date.today())
    channels, bot = settings.channels, settings.app_id
    return Room(
        plan.municipality.id,
        settings.tenant_id,
        settings.team_id,
        plan,
        channels,
        bot,
        templates=settings.templates_dir,
        answer_url=settings.answer_url,
    )


def role_holders(file: Path | None, room: Room) -> list[RoleHolder]:
    """Who holds which role: `rolle: [innehaver, vara, …]` by Entra object id. Raises SettingError."""
    content = yaml.safe_load(file.read_text("utf-8")) if file else {}
    if not isinstance(content, dict):
        raise SettingError("SLT_PEOPLE_FILE skal ha én rolle per linje, med en liste over personer")
    unknown = sorted(set(content) - set(room.plan.roles))
    if unknown:
        raise SettingError(f"SLT_PEOPLE_FILE: planen har ikke rollen «{unknown[0]}»")
    return [
        RoleHolder(f"{role}:{person}", room.id, role, str(person).lower(), rank)
        for role, people in content.items()
        for rank, person in enumerate(people if isinstance(people, list) else [people])
    ]


def seat(work: UnitOfWork, holders: list[RoleHolder]) -> None:
    """Let the file be what is true: new holders in, old ones out."""
    wanted = {holder.id for holder in holders}
    for old in work.find(RoleHolder):
        if old.id not in wanted:
            work.remove(RoleHolder, old.id)
    for holder in holders:
        work.put(holder)
