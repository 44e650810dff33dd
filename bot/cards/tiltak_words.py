"""How a tiltak's dates, rhythm and status are said: always whose word it is, never by colour alone."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import Any

from bot.domain.arshjul import Basis, Occurrence
from bot.domain.plan import Plan, SourceRef
from bot.domain.plan.rhythm import WEEKDAYS, Recurrence
from bot.domain.plan.tiltak import Tiltak
from bot.domain.tiltak import Line, TiltakState, owner_labels
from bot.texts import N_, Texts

SILENT = N_("ikke fastsatt i planen")
STATES = {
    TiltakState.IKKE_STARTET: N_("ikke meldt"),
    TiltakState.PAGAR: N_("pågår"),
    TiltakState.UTFORT: N_("utført"),
    TiltakState.UTSATT: N_("utsatt"),
    TiltakState.IKKE_MIN: N_("ansvaret er uavklart"),
}
SIGNS = {
    TiltakState.IKKE_STARTET: "○",
    TiltakState.PAGAR: "◐",
    TiltakState.UTFORT: "✓",
    TiltakState.UTSATT: "↷",
    TiltakState.IKKE_MIN: "?",
}
LATE = "⚠"
ORDINALS = {
    1: N_("første"),
    2: N_("andre"),
    3: N_("tredje"),
    4: N_("fjerde"),
    5: N_("femte"),
    -1: N_("siste"),
}


def sign(line: Line) -> str:
    """A sign for how far it has come."""
    return LATE if line.late else SIGNS[line.status.state]


def state(line: Line, t: Texts) -> str:
    """How far it has come, in words; the grades that are done, where it has grades."""
    words = t(STATES[line.status.state])
    if line.status.state is TiltakState.PAGAR and line.status.done_grades:
        words += " " + t("({grades} er gjennomført)", grades=grades(line.status.done_grades, t))
    return t("{state}, over fristen", state=words) if line.late else words


def title(occurrence: Occurrence, t: Texts) -> str:
    """The plan's title; which of several it is, where there are several in the year."""
    if occurrence.of == 1:
        return occurrence.title
    return t("{title} ({number} av {of})", title=occurrence.title, number=occurrence.number, of=occurrence.of)


def when(line: Line, t: Texts, *, year: bool = True) -> str:
    """«21. november 2025», «innen utgangen av 2026», «innen 19. juni 2026 (forslag)», «10. mai 2026 (ny frist)»."""
    occurrence = line.occurrence
    if line.status.due:
        return t("{day} (ny frist)", day=t.day(line.status.due, weekday=False, year=year))
    if not occurrence.placed:
        said = t("innen utgangen av {year}", year=occurrence.due.year)
    elif occurrence.basis is Basis.PLAN and occurrence.first == occurrence.due:
        said = t.day(occurrence.due, weekday=False, year=year)
    else:
        said = t("innen {day}", day=t.day(occurrence.due, weekday=False, year=year))
    return t("{when} (forslag)", when=said) if occurrence.basis is Basis.FORSLAG else said


def basis(line: Line, t: Texts) -> str:
    """Whose word the date is, as a sentence; empty where it is the plan's own."""
    if line.status.due:
        return t("Datoen er satt av den ansvarlige, ikke av planen.")
    if line.occurrence.basis is Basis.PLAN:
        return ""
    if line.occurrence.basis is Basis.BEREGNET:
        return t("Datoen er regnet ut fra planen, som ikke nevner en bestemt dag.")
    return t("Planen sier ikke når. Datoen er mitt forslag.")


def owners(plan: Plan, ids: Iterable[str], t: Texts) -> str:
    """The owners as the plan writes them, or that it names none."""
    return owner_labels(plan, ids) or t(SILENT)


def listing(words: Iterable[str], t: Texts) -> str:
    """«a, b og c»."""
    items = list(words)
    if len(items) < 2:
        return "".join(items)
    return t("{first} og {last}", first=", ".join(items[:-1]), last=items[-1])


def grades(numbers: Iterable[int], t: Texts) -> str:
    """«8., 9. og 10. trinn»."""
    return t("{grades} trinn", grades=listing([f"{n}." for n in numbers], t))


def month(number: int, t: Texts) -> str:
    """«januar»."""
    return t.day(date(2000, number, 1), weekday=False, year=False).split()[-1]


def rhythm(value: Recurrence | Any, t: Texts) -> str:
    """How often, in words; what the plan does not say is said to be so."""
    if value is None or value.kind == "none_stated":
        return t("{silent}: «{text}»", silent=t(SILENT), text=value.text) if value and value.text else t(SILENT)
    said = _said(value, t)
    if value.minimum:
        said = t("minst {often}", often=said)
    if value.more_when_needed:
        said = t("{often} (eller oftere ved behov)", often=said)
    return said if value.stated else t("{often} – vår lesning, ikke oppgitt i planen", often=said)


def _said(value: Any, t: Texts) -> str:
    """One sentence per kind of rhythm: a table, so it is long."""
    match value.kind:
        case "annual":
            return t("hvert år i {month}", month=month(value.month, t)) if value.month else t("hvert år")
        case "n_per_year":
            said = t.n("{count} gang i året", "{count} ganger i året", value.n)
            named = listing([month(m, t) for m in value.months], t)
            return t("{often} ({months})", often=said, months=named) if named else said
        case "n_per":
            unit = {
                "half_year": t("halvår"),
                "quarter": t("kvartal"),
                "month": t("måned"),
                "school_year": t("skoleår"),
            }[value.unit]
            return t.n("{count} gang per {unit}", "{count} ganger per {unit}", value.n, unit=unit)
        case "every_n_weeks":
            return _every(value.n, t("hver uke"), t("annenhver uke"), t("hver {n}. uke", n=value.n))
        case "every_n_months":
            return _every(value.n, t("hver måned"), t("annenhver måned"), t("hver {n}. måned", n=value.n))
        case "every_n_years":
            return t("hvert {n}. år", n=value.n)
        case "monthly":
            return t("hver måned")
        case "monthly_weekday":
            weekday = WEEKDAYS[value.weekday][1 if t.language == "nn" and len(WEEKDAYS[value.weekday]) > 1 else 0]
            return t("{which} {weekday} i hver måned", which=t(ORDINALS[value.which]), weekday=weekday)
        case "fixed_date":
            return t.day(value.date, weekday=False)
        case "fixed_dates":
            return listing([t.day(day, weekday=False) for day in value.dates], t)
        case "once_in_period":
            if not value.first_year:
                return t("én gang i planperioden")
            return t("én gang i {first}–{last}", first=value.first_year, last=value.last_year)
        case "per_grade":
            return t("for {grades}", grades=grades(value.grades, t))
        case "school_year_start":
            return t("ved skolestart")
        case "seasonal":
            return t("årstid: {season}", season=value.season)
        case "annual_before_event":
            return t("hvert år før {event}", event=value.event)
        case "annual_week":
            return t("hvert år i uke {week}", week=value.week)
        case "continuous":
            return t("løpende")
        case "when_needed":
            return t("ved behov")
        case "on_event":
            return t("ved {event}", event=value.event)
        case "per_meeting":
            return t("ved hvert møte")
    return str(value.text or t(SILENT))


def _every(n: int, each: str, other: str, nth: str) -> str:
    return each if n == 1 else other if n == 2 else nth


def source(plan: Plan, thing: Any) -> str:
    """The municipality's own document that it stands in. The lines of our source mean nothing to a reader."""
    found = thing.source
    return plan.documents.get(found.document, plan.title) if found else plan.title


def reference(plan: Plan, found: SourceRef | None) -> str:
    """Which of the municipality's documents it stands in; the plan's title where the file says nothing. The lines are
    those of a transcript, which its readers do not have: `slt-bot plan show` tells them."""
    return plan.title if found is None else plan.documents.get(found.document, plan.title)


def heading_of(tiltak: Tiltak) -> str:
    """«12. Transport til ungdomsklubben», without the draft text that may be left in the title."""
    return f"{tiltak.number}. {tiltak.title}" if tiltak.number else tiltak.title
