"""Whether everything a plan names is there: roles, organs, tiltak, focus areas, documents (UC-01)."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Collection, Iterator, Mapping
from dataclasses import dataclass

from bot.domain.plan import Organ, Part, Plan, SourceRef, Tiltak
from bot.planfile.document import Document, Path
from bot.planfile.findings import Finding, error
from bot.planfile.nearest import did_you_mean

Name = tuple[tuple[str | int, ...], str]


@dataclass(frozen=True)
class Kind:
    """A kind of thing that is named: how it is called, and where it is listed."""

    noun: str
    listed: str


ROLE = Kind("Rollen", "roller")
ORGAN = Kind("Organet", "organer")
AREA = Kind("Innsatsområdet", "innsatsområder")
TILTAK = Kind("Tiltaket", "tiltak")
DOCUMENT = Kind("Kildedokumentet", "kildedokumenter")
RESPONSIBLE = Kind("Rollen eller organet", "roller eller organer")


def reference_findings(plan: Plan, document: Document) -> Iterator[Finding]:
    """Everything that is named but not there, and every id that is used twice."""
    for kind, names, known in _tables(plan):
        for path, name in names(plan):
            if name not in known:
                yield _unknown(document, kind, path, name, known)
    yield from _doubled_ids(plan, document)


def _tables(plan: Plan) -> tuple[tuple[Kind, Callable[[Plan], Iterator[Name]], Collection[str]], ...]:
    organs = [organ.id for organ in plan.organs]
    return (
        (ROLE, _roles, plan.roles),
        (ORGAN, _organs, organs),
        (RESPONSIBLE, _responsible, [*plan.roles, *organs]),
        (AREA, _areas, [area.id for area in plan.areas]),
        (TILTAK, _tiltak, [tiltak.id for tiltak in plan.tiltak]),
        (DOCUMENT, _documents, plan.documents),
    )


def _unknown(document: Document, kind: Kind, path: Path, name: str, known: Collection[str]) -> Finding:
    text = f"{kind.noun} «{name}» finnes ikke i planen."
    hint = did_you_mean(name, known) or f"Legg «{name}» til under «{kind.listed}», eller rett skrivemåten."
    return error(document.line(path), text, hint)


def _roles(plan: Plan) -> Iterator[Name]:
    yield ("coordinator", "role"), plan.coordinator.role
    for index, organ in enumerate(plan.organs):
        yield from _prefixed(("organs", index), _organ_roles(organ))
    for index, tiltak in enumerate(plan.tiltak):
        yield from _prefixed(("tiltak", index), _tiltak_roles(tiltak))
    yield from _optional(("varsling",), plan.varsling, "intake_role")
    for index, guidance in enumerate(plan.varsling.guidance):
        yield from _listed(("varsling", "guidance", index), guidance, "roles")
    if plan.hastemote:
        yield from _listed(("hastemote",), plan.hastemote, "who_may_call")
    for index, forum in enumerate(plan.bti.forums if plan.bti else ()):
        yield from _optional(("bti", "forums", index), forum, "chair")
    for index, obligation in enumerate(plan.obligations):
        yield from _optional(("obligations", index), obligation, "coordinated_by")
    yield from _chosen_roles(plan)


def _organ_roles(organ: Organ) -> Iterator[Name]:
    yield from _listed((), organ, "members")
    for seat in ("chair", "secretary", "convener", "coordinated_by"):
        yield from _optional((), organ, seat)


def _tiltak_roles(tiltak: Tiltak) -> Iterator[Name]:
    yield from _listed((), tiltak, "owners")
    yield from _optional((), tiltak, "led_by")
    for index, part in enumerate(tiltak.parts):
        yield from _listed(("parts", index), part, "owners")


def _chosen_roles(plan: Plan) -> Iterator[Name]:
    choices = plan.choices
    yield from _optional(("choices",), choices, "intake_role")
    yield from _listed(("choices",), choices, "hastemote_callers")
    for field, pairs in (("deputies", choices.deputies), ("leaders", choices.leaders)):
        yield from _pairs(("choices", field), pairs)
    for name, roles in choices.virksomheter.items():
        for index, role in enumerate(roles):
            yield ("choices", "virksomheter", name, index), role
    for role in choices.phones:
        yield ("choices", "phones", role), role
    for organ, seats in choices.seats.items():
        for seat in ("chair", "secretary", "convener"):
            yield from _optional(("choices", "seats", organ), seats, seat)


def _organs(plan: Plan) -> Iterator[Name]:
    for index, organ in enumerate(plan.organs):
        for number, joint in enumerate(organ.joint_meetings):
            yield ("organs", index, "joint_meetings", number, "with_organ"), joint.with_organ
    yield from _optional(("varsling",), plan.varsling, "intake_organ")
    yield from _optional(("choices",), plan.choices, "intake_organ")
    for field in ("first_meetings", "standing_items", "seats"):
        for organ_id in getattr(plan.choices, field):
            yield ("choices", field, organ_id), organ_id
    for field, items in (("obligations", plan.obligations), ("rules", plan.rules)):
        for index, item in enumerate(items):
            yield from _listed((field, index), item, "organs")


def _responsible(plan: Plan) -> Iterator[Name]:
    for index, obligation in enumerate(plan.obligations):
        yield from _listed(("obligations", index), obligation, "responsible")
        yield from _pairs(("obligations", index, "responsible_per_organ"), obligation.responsible_per_organ)


def _areas(plan: Plan) -> Iterator[Name]:
    for index, tiltak in enumerate(plan.tiltak):
        yield ("tiltak", index, "area"), tiltak.area


def _tiltak(plan: Plan) -> Iterator[Name]:
    for index, tiltak in enumerate(plan.tiltak):
        yield from _optional(("tiltak", index, "recurrence"), tiltak.recurrence, "linked_to")
    for index, obligation in enumerate(plan.obligations):
        yield from _optional(("obligations", index), obligation, "tiltak")
        yield from _optional(("obligations", index, "recurrence"), obligation.recurrence, "linked_to")
    for index, forum in enumerate(plan.bti.forums if plan.bti else ()):
        yield from _optional(("bti", "forums", index), forum, "tiltak")
    for index, guidance in enumerate(plan.varsling.guidance):
        yield from _listed(("varsling", "guidance", index), guidance, "tiltak")


def _documents(plan: Plan) -> Iterator[Name]:
    for path, source in sources(plan):
        yield (*path, "document"), source.document


def sources(part: object, path: tuple[str | int, ...] = ()) -> Iterator[tuple[tuple[str | int, ...], SourceRef]]:
    """Every reference to a source document, with its place in the plan."""
    if isinstance(part, SourceRef):
        yield path, part
    elif isinstance(part, Part):
        for name in type(part).model_fields:
            yield from sources(getattr(part, name), (*path, name))
    elif isinstance(part, tuple):
        for index, item in enumerate(part):
            yield from sources(item, (*path, index))


def _optional(path: tuple[str | int, ...], part: Part, field: str) -> Iterator[Name]:
    name = getattr(part, field, None)
    if name:
        yield (*path, field), name


def _listed(path: tuple[str | int, ...], part: Part, field: str) -> Iterator[Name]:
    for index, name in enumerate(getattr(part, field)):
        yield (*path, field, index), name


def _pairs(path: tuple[str | int, ...], pairs: Mapping[str, str]) -> Iterator[Name]:
    for key, name in pairs.items():
        yield (*path, key), key
        yield (*path, key), name


def _prefixed(path: tuple[str | int, ...], names: Iterator[Name]) -> Iterator[Name]:
    for inner, name in names:
        yield (*path, *inner), name


def _doubled_ids(plan: Plan, document: Document) -> Iterator[Finding]:
    for field in ("organs", "areas", "tiltak", "obligations", "goals", "rules", "derived_deadlines"):
        yield from _doubled(document, (field,), [item.id for item in getattr(plan, field)], "id")
    numbers = [str(tiltak.number) if tiltak.number else f"-{index}" for index, tiltak in enumerate(plan.tiltak)]
    yield from _doubled(document, ("tiltak",), numbers, "number")
    categories = [category.id for category in plan.varsling.categories]
    yield from _doubled(document, ("varsling", "categories"), categories, "id")
    for index, organ in enumerate(plan.organs):
        yield from _doubled(document, ("organs", index, "members"), list(organ.members), None)
    yield from _in_two_virksomheter(plan, document)


def _in_two_virksomheter(plan: Plan, document: Document) -> Iterator[Finding]:
    """A role belongs to one agency: a call-out would otherwise not know which of them it covers."""
    seen: dict[str, str] = {}
    for name, roles in plan.choices.virksomheter.items():
        for index, role in enumerate(roles):
            if seen.setdefault(role, name) != name:
                line = document.line(("choices", "virksomheter", name, index))
                yield error(line, f"«{role}» står under både «{seen[role]}» og «{name}».", "La den stå ett sted.")


def _doubled(document: Document, path: tuple[str | int, ...], ids: list[str], key: str | None) -> Iterator[Finding]:
    counts: Counter[str] = Counter()
    for index, name in enumerate(ids):
        counts[name] += 1
        if counts[name] > 1:
            first = document.line((*path, ids.index(name), *([key] if key else [])))
            line = document.line((*path, index, *([key] if key else [])))
            yield error(
                line, f"«{name}» er brukt før, på linje {first}.", "Gi den ene et annet navn, eller ta den bort."
            )
