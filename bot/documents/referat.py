"""The minutes of a meeting as a Word document: decisions first, and who does what by when."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from bot.documents.common import not_set, page_words, span
from bot.documents.template_files import Template, Templates
from bot.documents.word import Properties, render
from bot.texts import Texts


@dataclass(frozen=True, slots=True)
class Task:
    """An order: what, which role, by when."""

    what: str
    owner: str
    deadline: date | None = None


@dataclass(frozen=True, slots=True)
class ReferatItem:
    """One item as it was handled."""

    number: int
    title: str
    summary: str = ""
    decision: str = ""
    tasks: tuple[Task, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class ReferatView:
    """What the minutes show. People are roles. Without `approved_at` the document is marked as a draft."""

    municipality: str
    organ: str
    meeting_title: str
    when: datetime
    items: tuple[ReferatItem, ...]
    present: tuple[str, ...]
    plan_title: str
    absent: tuple[str, ...] = ()
    end: datetime | None = None
    place: str | None = None
    chair: str | None = None
    secretary: str | None = None
    approved_by: str | None = None
    approved_at: datetime | None = None
    next_meeting: datetime | None = None
    version: int = 1
    change_reason: str | None = None


def referat(view: ReferatView, t: Texts, templates: Templates | None = None) -> bytes:
    """The minutes as docx."""
    title = t("Referat: {meeting}", meeting=view.meeting_title)
    about = Properties(title, view.municipality, view.approved_at or view.when, t.language)
    return render(Template.REFERAT, referat_fields(view, t), about, templates or Templates())


def referat_fields(view: ReferatView, t: Texts) -> dict[str, object]:
    """What the template is filled with."""
    return {
        "ord": _words(t),
        "kommune": view.municipality,
        "organ": view.organ,
        "mote": view.meeting_title,
        "plan": view.plan_title,
        "status": _status(view, t),
        "endring": _change(view, t),
        "tid": span(view.when, view.end, t),
        "sted": view.place or t("ikke fastsatt"),
        "moteleder": view.chair or not_set(t),
        "sekretaer": view.secretary or not_set(t),
        "til_stede": view.present,
        "fravaer": view.absent,
        "saker": [_item(item, t) for item in view.items],
        "oppgaver": [_task(task, item.number, t) for item in view.items for task in item.tasks],
        "neste_mote": t.moment(view.next_meeting) if view.next_meeting else t("ikke fastsatt"),
    }


def _status(view: ReferatView, t: Texts) -> str:
    if view.approved_at is None:
        return t("Utkast – ikke godkjent av møteleder")
    when = t.moment(view.approved_at)
    if view.approved_by is None:
        return t("Godkjent {when}", when=when)
    return t("Godkjent av {who} {when}", who=view.approved_by, when=when)


def _change(view: ReferatView, t: Texts) -> str:
    if view.version == 1:
        return ""
    if not view.change_reason:
        return t("Versjon {version}", version=view.version)
    return t("Versjon {version}. Endret fordi: {reason}", version=view.version, reason=view.change_reason)


def _item(item: ReferatItem, t: Texts) -> dict[str, object]:
    return {
        "overskrift": t("Sak {number}: {title}", number=item.number, title=item.title),
        "omtale": item.summary,
        "beslutning": item.decision,
        "oppgaver": [_task(task, item.number, t) for task in item.tasks],
    }


def _task(task: Task, number: int, t: Texts) -> dict[str, object]:
    deadline = t.day(task.deadline, weekday=False) if task.deadline else t("ikke satt")
    return {"sak": number, "hva": task.what, "ansvarlig": task.owner, "frist": deadline}


def _words(t: Texts) -> dict[str, str]:
    return {
        "referat": t("Referat"),
        "tid": t("Tid"),
        "sted": t("Sted"),
        "moteleder": t("Møteleder"),
        "sekretaer": t("Sekretær"),
        "til_stede": t("Til stede"),
        "fravaer": t("Fravær"),
        "ingen": t("ingen"),
        "saker": t("Saker"),
        "beslutning": t("Beslutning"),
        "oppgaver": t("Oppgaver"),
        "sak": t("Sak"),
        "oppgave": t("Oppgave"),
        "ansvarlig": t("Ansvarlig"),
        "frist": t("Frist"),
        "frist_liten": t("frist"),
        "ingen_oppgaver": t("Møtet ga ingen oppgaver."),
        "neste_mote": t("Neste møte"),
        **page_words(t),
    }
