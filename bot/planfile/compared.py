"""What is compared between two generations of a plan, and how each thing is said."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from bot.domain.plan import Obligation, Plan
from bot.planfile.phrases import SILENT, listing, quoted, rhythm, role


@dataclass(frozen=True, slots=True)
class Side:
    """One of the two plans, so that a thing is told in its own plan's words."""

    plan: Plan

    def role(self, role_id: str | None) -> str:
        """A role as this plan writes it."""
        return role(self.plan, role_id)

    def who(self, role_id: str) -> str:
        """A role or an organ as this plan writes it."""
        return self.role(role_id) if role_id in self.plan.roles else self.plan.organ(role_id).name

    def everyone(self, role_ids: tuple[str, ...]) -> str:
        """Roles and organs, or that the plan is silent."""
        return listing(self.who(one) for one in role_ids) if role_ids else SILENT


@dataclass(frozen=True, slots=True)
class Field:
    """A field with one value: `value` is compared, `said` is shown."""

    word: str
    value: Callable[[Any], object]
    said: Callable[[Any, Side], str]


@dataclass(frozen=True, slots=True)
class Many:
    """A field with several values, compared one by one: pairs of what is compared and what is shown."""

    word: str
    items: Callable[[Any, Side], Iterator[tuple[object, str]]]


Fields = tuple[Field | Many, ...]


def _seat(word: str, name: str) -> Field:
    return Field(word, lambda organ: getattr(organ, name), lambda organ, side: side.role(getattr(organ, name)))


def _text(word: str, value: Callable[[Any], str | None]) -> Field:
    return Field(word, value, lambda thing, side: value(thing) or SILENT)


def _title(thing: Any) -> str:
    return quoted(thing.title)


def _texts(values: tuple[str, ...]) -> Iterator[tuple[object, str]]:
    return ((value, value) for value in values)


def _rhythm(word: str, name: str) -> Field:
    return Field(word, lambda thing: rhythm(getattr(thing, name)), lambda thing, side: rhythm(getattr(thing, name)))


def _responsible(obligation: Obligation) -> tuple[str, ...]:
    return (*obligation.responsible, *dict.fromkeys(obligation.responsible_per_organ.values()))


CASES: Mapping[str | None, str] = {"with_ground": "med grunnlag", "never": "aldri"}

HEAD: Fields = (
    _text("tittel", _title),
    _text("periode", lambda plan: f"{plan.period.first_year}–{plan.period.last_year}"),
    _text("koordinatorens tittel", lambda plan: plan.coordinator.title),
    Many("koordinatorens rolle", lambda plan, side: _texts(plan.coordinator.also_holds)),
    Field("varsling mottas av", lambda plan: plan.intake_role, lambda plan, side: side.role(plan.intake_role)),
    _text("varsling behandles i", lambda plan: plan.intake_organ.name if plan.intake_organ else None),
    Many("kategori", lambda plan, side: ((one.id, one.label) for one in plan.varsling.categories)),
    _text("hastemøte", lambda plan: "i planen" if plan.hastemote else None),
    Many("mål", lambda plan, side: _texts(tuple(item for goals in plan.goals for item in goals.items))),
    Many("suksessfaktor", lambda plan, side: _texts(plan.success_factors)),
)
ORGAN: Fields = (
    _text("navn", lambda organ: quoted(organ.name)),
    _text("nivå", lambda organ: {"utovende": "utøvende"}.get(organ.level, str(organ.level))),
    Many("deltaker", lambda organ, side: ((member, side.role(member)) for member in organ.members)),
    _seat("møteleder", "chair"),
    _seat("sekretær", "secretary"),
    _seat("møteinnkaller", "convener"),
    _rhythm("møterytme", "cadence"),
    Many(
        "fellesmøte",
        lambda organ, side: (
            (joint, f"{joint.n} i året med {side.plan.organ(joint.with_organ).name}") for joint in organ.joint_meetings
        ),
    ),
    Many("oppgave", lambda organ, side: _texts(organ.duties)),
    _text("enkeltsaker", lambda organ: CASES.get(organ.individual_cases)),
    _text("samtykkeskjemaet ligger i", lambda organ: organ.consent_form_place),
)
TILTAK: Fields = (
    _text("tittel", _title),
    Field("ansvarlig", lambda tiltak: tiltak.owners, lambda tiltak, side: side.everyone(tiltak.owners)),
    _rhythm("gjentakelse", "recurrence"),
    Many("trinn", lambda tiltak, side: ((grade, f"{grade}. trinn") for grade in tiltak.grades)),
)
OBLIGATION: Fields = (
    _text("tittel", _title),
    Field("ansvarlig", _responsible, lambda obligation, side: side.everyone(_responsible(obligation))),
    _rhythm("gjentakelse", "recurrence"),
    _text("mottaker", lambda obligation: obligation.recipient),
)
