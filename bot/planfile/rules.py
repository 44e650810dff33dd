"""What a plan must hold to be usable, and what to tell where the plan itself is unfinished (UC-01)."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Literal

from bot.domain.plan import Level, OnceInPeriod, Organ, Part, Plan, Recurrence, Tiltak
from bot.domain.plan.rhythm import FixedDate, FixedDates, NoneStated
from bot.planfile.document import Document
from bot.planfile.findings import Finding, error, warning
from bot.planfile.phrases import quoted

LEVELS = {Level.STYRENDE: "styrende", Level.KOORDINERENDE: "koordinerende", Level.UTOVENDE: "utøvende"}
SEATS: tuple[tuple[Literal["chair", "secretary", "convener"], str], ...] = (
    ("chair", "møteleder"),
    ("secretary", "sekretær"),
    ("convener", "møteinnkaller"),
)
RESIDUE = re.compile(r"\?\?+|\bTODO\b|\bXX+\b|\bTBD\b|fyll inn|\blorem ipsum\b", re.IGNORECASE)


def rule_findings(plan: Plan, document: Document) -> Iterator[Finding]:
    """Errors first: levels, periods, steering level; then where the plan is unfinished."""
    yield from _levels(plan, document)
    yield from _spans(plan, document)
    for index, organ in enumerate(plan.organs):
        yield from _organ_errors(organ, index, document)
        yield from _organ_warnings(plan, organ, index, document)
    for index, tiltak in enumerate(plan.tiltak):
        yield from _tiltak_warnings(plan, tiltak, index, document)
    for index, obligation in enumerate(plan.obligations):
        if not (obligation.responsible or obligation.responsible_per_organ or obligation.coordinated_by):
            text = f"Forpliktelsen {quoted(obligation.title)} har ingen ansvarlig i planen."
            yield warning(document.line(("obligations", index)), text, "Koordinatoren får påminnelsene.")
        yield from _outside(plan, obligation.recurrence, ("obligations", index), document)
    yield from _residue(plan, document)


def _levels(plan: Plan, document: Document) -> Iterator[Finding]:
    for level, word in LEVELS.items():
        if not plan.organs_at(level):
            text = f"Planen mangler {word} nivå."
            yield error(document.line(("organs",)), text, f"Legg til et organ med «nivå: {word}».")


def _spans(plan: Plan, document: Document) -> Iterator[Finding]:
    """Everything that runs from one thing to another must not end before it begins."""
    for path, part in _parts(plan, ()):
        for start, end in (("first_year", "last_year"), ("age_from", "age_to"), ("first_line", "last_line")):
            first, last = getattr(part, start, None), getattr(part, end, None)
            if first is not None and last is not None and first > last:
                yield error(document.line((*path, start)), f"{last} kommer før {first}.", "Bytt om tallene.")
        for start in ("first_date", "date"):
            first, last = getattr(part, start, None), getattr(part, "last_date", None)
            if first is not None and last is not None and first > last:
                yield error(document.line((*path, start)), f"{last} kommer før {first}.", "Bytt om datoene.")


def _parts(part: object, path: tuple[str | int, ...]) -> Iterator[tuple[tuple[str | int, ...], Part]]:
    if isinstance(part, Part):
        yield path, part
        for name in type(part).model_fields:
            yield from _parts(getattr(part, name), (*path, name))
    elif isinstance(part, tuple):
        for index, item in enumerate(part):
            yield from _parts(item, (*path, index))


def _organ_errors(organ: Organ, index: int, document: Document) -> Iterator[Finding]:
    if organ.level is Level.STYRENDE and organ.individual_cases == "with_ground":
        text = f"«{organ.name}» er styrende nivå og kan ikke behandle enkeltsaker."
        yield error(document.line(("organs", index, "individual_cases")), text, "Skriv «enkeltsaker: aldri».")
    if organ.cadence and not organ.meets:
        text = f"«{organ.name}» har en møterytme, men «har_møter» er nei."
        yield error(document.line(("organs", index, "cadence")), text, "Ta bort den ene av de to.")
    for number, joint in enumerate(organ.joint_meetings):
        if joint.with_organ == organ.id:
            place = ("organs", index, "joint_meetings", number)
            yield error(
                document.line(place), f"«{organ.name}» har fellesmøte med seg selv.", "Skriv det andre organet."
            )


def _organ_warnings(plan: Plan, organ: Organ, index: int, document: Document) -> Iterator[Finding]:
    if not organ.meets:
        return
    line = document.line(("organs", index))
    empty = [word for seat, word in SEATS if not plan.seat(organ.id, seat)]
    if empty:
        who = " eller ".join([", ".join(empty[:-1]), empty[-1]] if empty[1:] else empty)
        text = f"«{organ.name}»: planen sier ikke hvem som er {who}."
        yield warning(line, text, f"Bestem det selv under «valg», «plasser», «{organ.id}».")
    if organ.cadence is None or isinstance(organ.cadence, NoneStated):
        text = f"«{organ.name}»: planen sier ikke hvor ofte det er møte."
        yield warning(line, text, "Roboten foreslår ingen datoer før det er bestemt.")


def _tiltak_warnings(plan: Plan, tiltak: Tiltak, index: int, document: Document) -> Iterator[Finding]:
    line = document.line(("tiltak", index))
    if not tiltak.owners:
        text = f"Tiltaket {quoted(tiltak.title)} ({tiltak.id}) har ingen ansvarlig i planen."
        yield warning(line, text, "Koordinatoren får påminnelsene.")
    if tiltak.title_residue:
        text = f"Tiltaket {quoted(tiltak.title)} har en rest av utkast i tittelen: «{tiltak.title_residue}»."
        yield warning(document.line(("tiltak", index, "title_residue")), text, "Den vises bare med forbehold.")
    for number in tiltak.external_numbers:
        if not any(letter.isdigit() for letter in number):
            text = f"Tiltaket {quoted(tiltak.title)} ({tiltak.id}) viser til nummer «{number}» i en annen plan."
            yield warning(document.line(("tiltak", index, "external_numbers")), text, "Det ser ut som en skrivefeil.")
    yield from _outside(plan, tiltak.recurrence, ("tiltak", index), document)


def _outside(plan: Plan, rhythm: Recurrence, path: tuple[str | int, ...], document: Document) -> Iterator[Finding]:
    years = _years(rhythm)
    if any(not plan.period.first_year <= year <= plan.period.last_year for year in years):
        period = f"{plan.period.first_year}–{plan.period.last_year}"
        text = f"Datoen ligger utenfor planperioden {period}."
        yield warning(document.line((*path, "recurrence")), text, "Kontroller året.")


def _years(rhythm: Recurrence) -> tuple[int, ...]:
    if isinstance(rhythm, FixedDate):
        return (rhythm.date.year,)
    if isinstance(rhythm, FixedDates):
        return tuple(day.year for day in rhythm.dates)
    if isinstance(rhythm, OnceInPeriod):
        return tuple(year for year in (rhythm.first_year, rhythm.last_year) if year is not None)
    return ()


def _residue(plan: Plan, document: Document) -> Iterator[Finding]:
    """Draft marks in what the plan itself says; the title cell's rest has its own field and warning."""
    for path, part in _parts(plan, ()):
        for name in ("title", "summary", "label", "name", "owners_label", "heading"):
            text = getattr(part, name, None)
            if isinstance(text, str) and RESIDUE.search(text):
                sentence = f"Teksten «{text}» ser ut som et utkast som ikke er gjort ferdig."
                yield warning(
                    document.line((*path, name)), sentence, "Skriv den ferdig, eller la stå om planen er slik."
                )
