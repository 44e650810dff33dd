"""Everybody who can come to the bot, one column of the tables each: as the room knows them at this moment."""

from __future__ import annotations

from dataclasses import dataclass

from bot.domain.people import Standing
from bot.standins.cast import JEVNAKER


@dataclass(frozen=True, slots=True)
class Column:
    """A person as the roster has them. `deputy` are roles held as a deputy."""

    id: str
    standing: Standing = Standing.STAFF
    in_team: bool = True
    roles: tuple[str, ...] = ()
    deputy: tuple[str, ...] = ()


def _cast(key: str, standing: Standing = Standing.STAFF, *more: str) -> Column:
    person = JEVNAKER.person(key)
    return Column(person.object_id, standing, person.in_team, (*person.roles, *more), person.deputy_for)


def _made(number: int, standing: Standing, *roles: str, in_team: bool) -> Column:
    return Column(f"5a1e0000-0000-4000-8000-{0xE000 + number:012x}", standing, in_team, roles)


COLUMNS: dict[str, Column] = {
    "koordinator": _cast("slt_koordinator"),
    "stedfortreder": _cast("stedfortreder"),
    "leder": _cast("politikontakt", Standing.GUEST),  # chairs the koordineringsgruppe
    "sekretær": _cast("helsesykepleier_jus"),  # writes the Fagteam's referater
    "medlem": _cast("sosiallaerer_jus", Standing.STAFF, "skoleleder"),  # owns a task and a tiltak
    "politi": _cast("politi_forebyggende_gruppe", Standing.GUEST),  # a guest from another organisation
    "ansatt": _cast("laerer"),
    # Nobody of these may have a role that counts, so each is given the coordinator's: only standing and team refuse.
    "tidligere": _made(1, Standing.STAFF, "slt_koordinator", in_team=False),
    "gjest ute": _made(2, Standing.GUEST, "slt_koordinator", in_team=False),
    "elev": _made(3, Standing.PUPIL, "slt_koordinator", in_team=True),
    "sperret": _made(4, Standing.STRANGER, "slt_koordinator", in_team=True),
}
"""The order of the tables' columns. Two more can come: an account that nobody knows, and another tenant's."""
