"""Several municipalities in one bot: each a tenant with a coordinator, three agencies, their deputies and leaders."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime

from bot.demo.room import demo_plan
from bot.domain.innkalling import Rung
from bot.domain.people import Where
from bot.domain.plan import Plan
from bot.domain.room import Reach, RoleHolder, Room
from bot.ports import UnitOfWork
from bot.standins.cast import JEVNAKER, Actor, Cast
from bot.standins.graph.seed import Seed, Team, User

ORGANISER = "slt@jevnaker.example"
COORDINATOR = "slt_koordinator"
LEADER = "skoleleder"
AGENCIES = ("sosiallaerer_jus", "helsesykepleier_jus", "barnevern_leder")


@dataclass(frozen=True)
class Town:
    """One of them."""

    number: int
    plan: Plan

    @property
    def room(self) -> Room:
        """As the bot has it."""
        return Room(f"kommune{self.number}", self.tenant, self.team, self.plan)

    @property
    def tenant(self) -> str:
        """Its tenant."""
        return f"5a1e0000-0000-4000-9000-{self.number:012x}"

    @property
    def team(self) -> str:
        """Its team's group."""
        return f"5a1e0000-0000-4000-a000-{self.number:012x}"

    @property
    def people(self) -> tuple[Actor, ...]:
        """The coordinator, a leader, and two of each agency: the holder and a deputy."""
        return tuple(self._actor(n, role, rank) for n, (role, rank) in enumerate(_seats()))

    @property
    def coordinator(self) -> Actor:
        """Who calls."""
        return self.people[0]

    def chain(self, roles: tuple[str, ...]) -> dict[Rung, tuple[str, ...]]:
        """Who is asked for a role's agency, as the roles were given."""
        (role,) = roles
        held = {seat: (actor.object_id,) for actor, seat in zip(self.people, _seats(), strict=True)}
        leader = {Rung.LEDER: held[LEADER, 0]} if role in AGENCIES[:2] else {}
        first = held[role, 0]
        return {Rung.SPOR: first, Rung.PURRING: first, Rung.VARA: held[role, 1], **leader}

    def deputies_leave(self, work: UnitOfWork) -> None:
        """Nobody is anybody's deputy any more."""
        for holder in work.find(RoleHolder):
            if holder.rank:
                work.remove(RoleHolder, holder.id)

    def _actor(self, n: int, role: str, rank: int) -> Actor:
        key = f"k{self.number}_{role}_{rank}"
        id = f"5a1e0000-0000-4000-b{self.number:03x}-{n:012x}"
        return Actor(key, f"Person {self.number}-{n}", id, role, f"{key}@kommune.example", (role,), tenant=self.tenant)

    def settle(self, work: UnitOfWork, service_url: str, now: datetime) -> None:
        """Give everybody their role; in every other town only half of them have met the bot."""
        for actor, (role, rank) in zip(self.people, _seats(), strict=True):
            work.put(RoleHolder(f"{role}:{actor.object_id}", self.room.id, role, actor.object_id, rank))
        for actor in self.people[:: 1 if self.number % 2 else 2]:
            id, place = f"person:{actor.object_id}", (self.tenant, service_url, actor.chat_id, Where.PERSONAL)
            work.put(Reach(id, self.room.id, *place, actor.object_id, actor.teams_id, now))


def _seats() -> Iterator[tuple[str, int]]:
    yield COORDINATOR, 0
    yield LEADER, 0
    yield from ((role, rank) for role in AGENCIES for rank in (0, 1))


def towns(count: int, now: datetime, *, deputy: int = 1, leader: int = 2, again: int = 5) -> tuple[Town, ...]:
    """So many, on one plan; the waits are in minutes of the run's time."""
    plan = demo_plan(now.date())
    waits = {"hastemote_deputy_minutes": deputy, "hastemote_leader_minutes": leader, "hastemote_again_minutes": again}
    chosen = {**waits, "leaders": dict.fromkeys(AGENCIES[:2], LEADER), "deputies": {}}
    plan = plan.model_copy(update={"choices": plan.choices.model_copy(update=chosen)})
    return tuple(Town(number, plan) for number in range(1, count + 1))


def cast_of(all_: tuple[Town, ...]) -> Cast:
    """Everybody, as the connector knows them."""
    return Cast(JEVNAKER.team, tuple(actor for town in all_ for actor in town.people), JEVNAKER.tenant)


def seed_of(all_: tuple[Town, ...]) -> Seed:
    """Everybody, as Graph knows them."""
    organiser = User("5a1e0000-0000-4000-a000-ffffffffffff", "SLT", ORGANISER)
    users = (organiser, *(User(a.object_id, a.name, a.mail) for town in all_ for a in town.people))
    teams = tuple(
        Team(t.team, f"SLT {t.number}", tuple(a.object_id for a in t.people), (t.people[0].object_id,)) for t in all_
    )
    ids = tuple(user.id for user in users)
    return Seed(JEVNAKER.tenant, users, teams, app_id=JEVNAKER.bot_id, app_name=JEVNAKER.bot_name, installed=ids)
