"""A plan told on one page: what a coordinator looks through before saying yes."""

from __future__ import annotations

from collections.abc import Iterator

from bot.domain.plan import Organ, Plan
from bot.planfile.phrases import SILENT, listing, quoted, rhythm, role

LEVEL = {"styrende": "styrende nivå", "koordinerende": "koordinerende nivå", "utovende": "utøvende nivå"}


def overview(plan: Plan) -> Iterator[str]:
    """The lines of the overview."""
    yield f"{plan.municipality.name}: {plan.title} ({plan.period.first_year}–{plan.period.last_year})"
    yield f"Vedtatt: {f'{plan.adopted.date:%d.%m.%Y} av {plan.adopted.by}' if plan.adopted else SILENT}"
    yield f"Gjelder fra: {f'{plan.effective_from:%d.%m.%Y}' if plan.effective_from else 'settes når planen tas i bruk'}"
    yield f"Koordinator: {plan.coordinator.title}"
    intake = plan.intake_organ
    yield f"Varsling: {role(plan, plan.intake_role)}{f', behandles i {intake.name}' if intake else ''}"
    yield f"Hastemøte: {'i planen' if plan.hastemote else SILENT}"
    for organ in plan.organs:
        yield from _organ(plan, organ)
    yield from _tiltak(plan)
    yield from _obligations(plan)


def _organ(plan: Plan, organ: Organ) -> Iterator[str]:
    yield ""
    yield f"{organ.name} ({LEVEL[organ.level]}), {len(organ.members)} plasser"
    if not organ.meets:
        yield "  Har ikke egne møter."
        return
    yield f"  Møter: {rhythm(organ.cadence)}"
    seats = (("Møteleder", organ.chair), ("Sekretær", organ.secretary), ("Møteinnkaller", organ.convener))
    for word, holder in seats:
        yield f"  {word}: {role(plan, holder)}"
    for joint in organ.joint_meetings:
        yield f"  Fellesmøte: {joint.n} i året med {plan.organ(joint.with_organ).name}"


def _tiltak(plan: Plan) -> Iterator[str]:
    for area in plan.areas:
        yield ""
        yield area.title
        for tiltak in plan.tiltak_in(area.id):
            owners = listing(role(plan, owner) for owner in tiltak.owners) if tiltak.owners else SILENT
            yield f"  {tiltak.id}  {quoted(tiltak.title)}: {owners}; {rhythm(tiltak.recurrence)}"


def _obligations(plan: Plan) -> Iterator[str]:
    yield ""
    yield "Forpliktelser"
    for obligation in plan.obligations:
        yield f"  {obligation.title}: {rhythm(obligation.recurrence)}"
