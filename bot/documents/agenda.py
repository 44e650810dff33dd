"""The agenda of a meeting as a Word document."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from bot.documents.common import not_set, page_words, span
from bot.documents.template_files import Template, Templates
from bot.documents.word import Properties, render
from bot.texts import Texts


@dataclass(frozen=True, slots=True)
class AgendaItem:
    """One item. `kind` and `note` are shown as they are; an individual case is a neutral title and nothing else."""

    number: int
    title: str
    kind: str = ""
    note: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class AgendaView:
    """What an agenda shows. People are roles, as the plan writes them; None is what the plan does not say."""

    municipality: str
    organ: str
    meeting_title: str
    when: datetime
    items: tuple[AgendaItem, ...]
    plan_title: str
    end: datetime | None = None
    place: str | None = None
    chair: str | None = None
    secretary: str | None = None
    convened_by: str | None = None
    drafted_by: str | None = None
    drafted_at: datetime | None = None


def agenda(view: AgendaView, t: Texts, templates: Templates | None = None) -> bytes:
    """The agenda as docx."""
    title = t("Agenda: {meeting}", meeting=view.meeting_title)
    about = Properties(title, view.municipality, view.drafted_at or view.when, t.language)
    return render(Template.AGENDA, agenda_fields(view, t), about, templates or Templates())


def agenda_fields(view: AgendaView, t: Texts) -> dict[str, object]:
    """What the template is filled with."""
    return {
        "ord": _words(t),
        "kommune": view.municipality,
        "organ": view.organ,
        "mote": view.meeting_title,
        "plan": view.plan_title,
        "tid": span(view.when, view.end, t),
        "sted": view.place or t("ikke fastsatt"),
        "moteleder": view.chair or not_set(t),
        "sekretaer": view.secretary or not_set(t),
        "innkaller": view.convened_by or "",
        "laget_av": view.drafted_by or "",
        "saker": [_item(item) for item in view.items],
    }


def _item(item: AgendaItem) -> dict[str, object]:
    return {"nr": item.number, "tittel": item.title, "type": item.kind, "merknad": item.note}


def _words(t: Texts) -> dict[str, str]:
    return {
        "agenda": t("Agenda"),
        "tid": t("Tid"),
        "sted": t("Sted"),
        "moteleder": t("Møteleder"),
        "sekretaer": t("Sekretær"),
        "innkaller": t("Kalt inn av"),
        "laget_av": t("Satt opp av"),
        "saker": t("Saker"),
        "nr": t("Nr."),
        "tittel": t("Hva saken gjelder"),
        "type": t("Type"),
        "ingen_saker": t("Ingen saker er meldt inn ennå."),
        "vern": t(
            "Agendaen skal ikke inneholde noe som kan knyttes til barn, unge eller foresatte. "
            "Meld fra til møteleder hvis du ser noe slikt her."
        ),
        **page_words(t),
    }
