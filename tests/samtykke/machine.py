"""A municipality's cases as a machine that hypothesis drives: anything, in any order, for fifty steps.

Every command goes through the door over a real database. The disclosing effects are carried out as durable work does
it, in three transactions of their own, so that a withdrawal may come between any two of them. Beside it runs a model
that knows nothing of how it is built: which consents are in force, and who may be told.
"""

from __future__ import annotations

import contextlib
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from itertools import count
from typing import Any, TypeVar

from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, precondition, rule

from bot.demo.room import demo_plan, demo_room, seat_roles
from bot.domain.effects import Effect, EffectState
from bot.domain.enkeltsak import Enkeltsak
from bot.domain.gate import Grunnlag, Hjemmel
from bot.domain.mote import ItemKind
from bot.domain.people import Standing
from bot.domain.room import Room, RosterEntry, thing_of
from bot.domain.samtykke import HASTEMOTE, Alder, EgetSvar, Form, Samtykke
from bot.errors import UserError
from bot.ports import Among, UnitOfWork
from bot.standins.cast import JEVNAKER
from bot.store.engine import SqlStore
from bot.usecases.agenda import latest_agenda, proposal, shown_items
from bot.usecases.agenda_approval import ApproveAgenda
from bot.usecases.command import Context
from bot.usecases.deliveries import Delivery, Invite, Late, Show
from bot.usecases.dispatch import Door
from bot.usecases.enkeltsaker import AvsluttSak, OpprettSak, RegistrerGrunn, StottGrunn, TaOppSak
from bot.usecases.hastemote_sweeps import climb
from bot.usecases.hastemoter import CallHastemote
from bot.usecases.moter import next_mote
from bot.usecases.moter_sweeps import sweep_context
from bot.usecases.porten import DISCLOSING
from bot.usecases.roles import actor
from bot.usecases.samtykke_slutt import TrekkSamtykke, UgyldigSamtykke, expire
from bot.usecases.samtykker import FornySamtykke, RegistrerSamtykke
from tests.samtykke.examples import S1

T = TypeVar("T")
START = datetime.fromisoformat("2025-11-10T09:00:00+00:00")
PLAN = demo_plan(START.date())
ROOM = demo_room(PLAN)
KEY = b"k" * 32
COORDINATOR, SECRETARY, TEACHER = "slt_koordinator", "helsesykepleier_jus", "sosiallaerer_jus"
QUEUED = Among((EffectState.PENDING, EffectState.UNDER_WAY, EffectState.HELD))
NUMBERS = count(1)


@dataclass
class Consent:
    """A consent as the model has it."""

    number: str
    lives: bool = True
    withdrawn: bool = False


@dataclass
class Case:
    """A case as the model has it. By another ground than consent its consents decide nothing."""

    id: str
    ground: Grunnlag | None = None
    consents: dict[str, Consent] = field(default_factory=dict)

    @property
    def cut_off(self) -> bool:
        """It stood on consent, and no consent is in force any more."""
        live = any(consent.lives for consent in self.consents.values())
        return self.ground is Grunnlag.SAMTYKKE and bool(self.consents) and not live


class Cases(RuleBasedStateMachine):
    """The machine. What it runs on is set by `machine`; without `looks` it judges by what was told alone."""

    store: SqlStore
    door_cases: Mapping[type, Any]
    views: Mapping[str, Delivery]
    looks: bool = True

    def __init__(self) -> None:
        super().__init__()
        self.room: Room = replace(ROOM, id=f"room-{next(NUMBERS)}")
        self.door = Door(self.store, dict(self.door_cases))
        self.now = START
        self.count = 0
        self.model: dict[str, Case] = {}
        self.asked = self.called = False
        self.claimed: list[str] = []
        self.marked: list[str] = []
        self.last: tuple[str, Any, str] | None = None
        self.store.write_now(self.room.id, self._people)

    # --- what people do --------------------------------------------------------------------------------------------

    @initialize()
    def a_first_case(self) -> None:
        """One that gets as far as it can: its recipients are about to be told."""
        self.opens()
        self.gets_on_the_agenda(which=0)

    @rule(which=st.integers(0, 2))
    def gets_on_the_agenda(self, which: int) -> None:
        """What people do most: a consent where none lives, the request, and the agenda."""
        if not any(consent.lives for consent in self.case(which).consents.values()):
            self.registers(recipients=S1, which=which)
        self.asks_for_it(which=which)
        if self.asked:
            self.approves_an_agenda()

    @precondition(lambda self: len(self.model) < 3 and self.count % 4 == 0)
    @rule()
    def opens(self) -> None:
        made = self.does(COORDINATOR, OpprettSak("fagteam", "skolefravaer", contact=TEACHER))
        if made:
            self.model[made] = Case(made)

    @rule(recipients=st.sampled_from([S1, S1[:2], (*S1, "kommunepsykolog")]), which=st.integers(0, 2))
    def registers(self, recipients: tuple[str, ...], which: int = 0) -> None:
        case = self.case(which)
        told = RegistrerSamtykke(
            case.id, Alder.UNDER_16, EgetSvar.JA, Form.SKRIFTLIG, ("skolefravaer",), recipients, ("fagteam", HASTEMOTE),
            2, 2, True, True, True,
        )  # fmt: skip
        made = self.does(TEACHER, told)
        if made:
            number = self.reads(lambda work: self.needed(work.get(Samtykke, made)).number)
            case.consents[made] = Consent(number)
            case.ground = case.ground or Grunnlag.SAMTYKKE

    @precondition(lambda self: self.count % 6 == 0)
    @rule(which=st.integers(0, 2), ground=st.sampled_from([Grunnlag.SAMTYKKE, Grunnlag.SAMTYKKE, Grunnlag.HJEMMEL]))
    def chooses_a_ground(self, which: int, ground: Grunnlag) -> None:
        case = self.case(which)
        basis = Hjemmel.FVL_13B_5 if ground is Grunnlag.HJEMMEL else None
        if self.does(COORDINATOR, RegistrerGrunn(case.id, ground, basis=basis, recipients=S1, reason="Nødvendig.")):
            case.ground = ground
            choice = self.reads(lambda work: self.needed(work.get(Enkeltsak, case.id)).choice)
            self.does(SECRETARY, StottGrunn(case.id, choice))

    @rule(which=st.integers(0, 2))
    def asks_for_it(self, which: int) -> None:
        self.asked = bool(self.does(COORDINATOR, TaOppSak(self.case(which).id))) or self.asked

    @precondition(lambda self: self.asked)
    @rule()
    def approves_an_agenda(self) -> None:
        """Everything that is proposed, a new revision each time."""
        self.asked = False
        mote = self.needed(self.reads(lambda work: next_mote(work, self.room, "fagteam", self.now)))
        agenda = self.reads(lambda work: latest_agenda(work, mote.id))
        keys = tuple(item.key for item in self.reads(lambda work: proposal(work, self.room, mote)))
        self.does(
            COORDINATOR,
            ApproveAgenda(
                "fagteam", mote.planned, mote.day, mote.starts_at.time().replace(hour=8), "", keys,
                reason="Ny sak" if agenda else "", seen=agenda.revision if agenda else 0,
            ),
        )  # fmt: skip

    @precondition(lambda self: not self.called and self.count % 3 == 0)
    @rule(which=st.integers(0, 2))
    def calls_in(self, which: int) -> None:
        """A hastemøte about a case: those within its ground are asked, and nobody else."""
        roles, soon = (TEACHER, SECRETARY, "politi_forebyggende_gruppe"), self.now + timedelta(hours=1)
        call = CallHastemote("", roles, soon, sak=self.case(which).id)
        self.called = bool(self.does(COORDINATOR, call))

    @precondition(lambda self: self.called)
    @rule(minutes=st.integers(5, 25))
    def nobody_answers(self, minutes: int) -> None:
        """The chains of every call that is under way are climbed."""
        self.now += timedelta(minutes=minutes)
        self.called = False
        self.writes(lambda work: climb(work, self.room, self.now))

    @rule(which=st.integers(0, 2), nth=st.integers(0, 3), who=st.sampled_from([TEACHER, COORDINATOR, "laerer"]))
    def withdraws(self, which: int, nth: int, who: str) -> None:
        """Every consent of the case ends with it."""
        case = self.case(which)
        if case.consents:
            chosen = list(case.consents.values())[nth % len(case.consents)]
            self.does(who, TrekkSamtykke(chosen.number), must=True)
            for consent in case.consents.values():
                consent.lives, consent.withdrawn = False, True

    @rule(which=st.integers(0, 2), nth=st.integers(0, 3))
    def finds_one_invalid(self, which: int, nth: int) -> None:
        case = self.case(which)
        if case.consents:
            id = list(case.consents)[nth % len(case.consents)]
            if self.does(TEACHER, UgyldigSamtykke(id)):
                case.consents[id].lives = False

    @precondition(lambda self: self.count % 5 == 0)
    @rule(which=st.integers(0, 2), nth=st.integers(0, 3))
    def runs_out(self, which: int, nth: int) -> None:
        """Its last day is over."""
        case = self.case(which)
        living = [id for id, consent in case.consents.items() if consent.lives]
        if living:
            id = living[nth % len(living)]
            self.count += 1
            context = sweep_context(self.room, self.now, f"over-{self.count}")
            self.writes(lambda work: expire(work, self.needed(work.get(Samtykke, id)), context))
            case.consents[id].lives = False

    @precondition(lambda self: self.count % 4 == 0)
    @rule(which=st.integers(0, 2), nth=st.integers(0, 3))
    def renews(self, which: int, nth: int) -> None:
        """They say yes again: never to one that was withdrawn."""
        case = self.case(which)
        if case.consents:
            id = list(case.consents)[nth % len(case.consents)]
            if self.does(TEACHER, FornySamtykke(id, (self.now + timedelta(days=90)).date())):
                assert not case.consents[id].withdrawn, "renewed after the withdrawal"
                case.consents[id].lives = True

    @precondition(lambda self: len(self.model) > 2 and self.count % 5 == 0)
    @rule(which=st.integers(0, 2))
    def closes(self, which: int) -> None:
        self.does(COORDINATOR, AvsluttSak(self.case(which).id))

    @rule()
    def sends_the_same_again(self) -> None:
        """Teams re-sends what it got no answer to."""
        if self.last:
            who, command, key = self.last
            with contextlib.suppress(UserError):
                self.through(who, command, key)

    @rule(hours=st.integers(1, 6))
    def time_passes(self, hours: int) -> None:
        self.now += timedelta(hours=hours)

    # --- what durable work does ------------------------------------------------------------------------------------

    @rule(many=st.integers(1, 3))
    def claims(self, many: int) -> None:
        for chosen in self.queued(EffectState.PENDING)[:many]:
            taken = replace(chosen, state=EffectState.UNDER_WAY, attempts=chosen.attempts + 1)
            self.writes(lambda work, taken=taken: work.save(taken))  # type: ignore[misc]
            self.claimed.append(chosen.id)

    @precondition(lambda self: self.claimed)
    @rule(many=st.integers(1, 3))
    def sends(self, many: int) -> None:
        """Marked and rendered in one transaction; then it is out, and the model says whether it may be."""
        for id in self.claimed[:many]:
            self.claimed.remove(id)
            sent = self.writes(lambda work, id=id: self._marked(work, id))  # type: ignore[misc]
            if sent is not None:
                self.marked.append(id)
                self.told(sent)

    @precondition(lambda self: self.marked)
    @rule(nth=st.integers(0, 9), how=st.sampled_from([EffectState.DONE, EffectState.HELD]))
    def settles(self, nth: int, how: EffectState) -> None:
        """It got through, or nobody knows and it is held for a human."""
        id = self.marked.pop(nth % len(self.marked))
        self.writes(lambda work: self._settled(work, id, how))

    @precondition(lambda self: self.claimed)
    @rule(nth=st.integers(0, 9))
    def did_not_get_through(self, nth: int) -> None:
        """Surely not sent: to be tried again."""
        id = self.claimed.pop(nth % len(self.claimed))
        self.writes(lambda work: self._settled(work, id, EffectState.PENDING))

    # --- what must hold --------------------------------------------------------------------------------------------

    @precondition(lambda self: self.looks)
    @invariant()
    def nothing_is_queued_about_a_case_that_is_cut_off(self) -> None:
        cut_off = {case.id for case in self.model.values() if case.cut_off}
        if cut_off:
            waiting = {thing_of(effect.subject) for effect in self.queued(*QUEUED.values)}
            assert not cut_off & waiting, "a disclosure is queued after the withdrawal"

    @precondition(lambda self: self.looks)
    @invariant()
    def no_agenda_lists_a_case_that_is_cut_off(self) -> None:
        cut_off = {case.id for case in self.model.values() if case.cut_off}
        if cut_off:
            assert not cut_off & self.reads(self._listed), "the case still stands on an agenda"

    def told(self, effect: Effect) -> None:
        """Somebody has been told of a case."""
        case = self.model[thing_of(effect.subject)]
        assert not case.cut_off, "disclosed after the withdrawal"

    # --- hands -----------------------------------------------------------------------------------------------------

    def case(self, which: int) -> Case:
        """One of the cases."""
        cases = list(self.model.values())
        return cases[which % len(cases)]

    def does(self, who: str, command: Any, *, must: bool = False) -> str:
        """Somebody asks for something; refused where it may not be. The id of what came of it."""
        self.count += 1
        self.last = (who, command, f"turn-{self.count}")
        try:
            return self.through(*self.last)
        except UserError:
            assert not must, "a withdrawal was refused"
            return ""

    def through(self, who: str, command: Any, key: str) -> str:
        """Through the door, in one transaction."""
        person = JEVNAKER.person(who).object_id

        def handle(work: UnitOfWork) -> str:
            who_acts = self.needed(actor(work, self.room, person))
            return self.door.handle(work, command, Context(self.room, who_acts, self.now, key)).subject

        return self.writes(handle)

    def queued(self, *states: EffectState) -> list[Effect]:
        """The disclosing effects in these states, in the same order when a run is replayed in another room. What only
        takes people off the calendar names no case."""
        found = self.reads(lambda work: work.find(Effect, view=Among(DISCLOSING), state=Among(states)))
        return sorted((one for one in found if thing_of(one.subject) in self.model), key=self._place)

    def _place(self, effect: Effect) -> tuple[datetime, int, str, str, str, str]:
        """Ids come last: they are others in every room."""
        case, _, rest = effect.subject.partition("|")
        number = list(self.model).index(case)
        return effect.created_at, number, effect.person or "", effect.view, effect.kind.value, rest

    def reads(self, work: Callable[[UnitOfWork], T]) -> T:
        """Look into the store."""
        return self.store.read_now(self.room.id, work)

    def writes(self, work: Callable[[UnitOfWork], T]) -> T:
        """One transaction."""
        return self.store.write_now(self.room.id, work)

    @staticmethod
    def needed(thing: T | None) -> T:
        """What must be there."""
        assert thing is not None
        return thing

    def _marked(self, work: UnitOfWork, id: str) -> Effect | None:
        effect = self.needed(work.get(Effect, id))
        if effect.state is not EffectState.UNDER_WAY:
            return None
        late, delivery = Late(self.room, effect, self.now, KEY), self.views[effect.view]
        assert isinstance(delivery, Show | Invite)
        out = delivery.render(work, late) if isinstance(delivery, Show) else delivery.read(work, late)
        work.save(replace(effect, reason="sending"))
        return effect if out else None

    def _settled(self, work: UnitOfWork, id: str, state: EffectState) -> None:
        effect = self.needed(work.get(Effect, id))
        if effect.state is EffectState.UNDER_WAY:
            work.save(replace(effect, state=state))

    def _listed(self, work: UnitOfWork) -> set[str]:
        mote = next_mote(work, self.room, "fagteam", self.now)
        agenda = latest_agenda(work, mote.id) if mote else None
        items = shown_items(work, self.room, mote, agenda) if mote and agenda else ()
        return {item.about for item in items if item.kind is ItemKind.ENKELTSAK}

    def _people(self, work: UnitOfWork) -> None:
        seat_roles(work, self.room)
        for person in JEVNAKER.people:
            standing = Standing.GUEST if person.user_type == "Guest" else Standing.STAFF
            work.add(RosterEntry(person.object_id, self.room.id, person.name, standing, person.in_team, START))


def machine(
    store: SqlStore, cases: Mapping[type, Any], views: Mapping[str, Delivery], *, looks: bool = True
) -> type[Cases]:
    """The machine over a store, with these use cases and these views."""
    return type("Cases", (Cases,), {"store": store, "door_cases": cases, "views": views, "looks": looks})
