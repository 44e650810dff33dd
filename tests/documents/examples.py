"""Views from the meeting scenarios (M-1: Jevnaker 2025, fagteam 9 October 2025)."""

from __future__ import annotations

from datetime import date, datetime

from bot.documents.agenda import AgendaItem, AgendaView
from bot.documents.referat import ReferatItem, ReferatView, Task
from bot.documents.samtykkeskjema import SamtykkeskjemaView
from bot.texts import OSLO


def oslo(*when: int) -> datetime:
    """A moment in Norway's time."""
    return datetime(*when, tzinfo=OSLO)  # type: ignore[misc,arg-type]


M1_AGENDA = AgendaView(
    municipality="Jevnaker kommune",
    organ="Fagteam",
    meeting_title="Fagteam 9. oktober 2025",
    when=oslo(2025, 10, 9, 8, 30),
    end=oslo(2025, 10, 9, 10, 0),
    place="Rådhuset, møterom 2",
    chair="SLT-koordinator",
    secretary="Helsesykepleier JUS",
    convened_by="SLT-koordinator",
    plan_title="Tiltaksplan 2025-2029",
    items=(
        AgendaItem(1, "Godkjenning av referat 28.08", "Orientering"),
        AgendaItem(2, "Runden rundt bordet: trender og miljøer", "Trend"),
        AgendaItem(3, "Varsling: stasjonsområdet", "Gruppe/miljø", "Ønsket utfall: avklare tiltak. 20 minutter."),
        AgendaItem(4, "Rutine ved rusbekymring – utkast", "Tiltak"),
        AgendaItem(5, "Enkeltsak – se møteleder", "Enkeltsak"),
        AgendaItem(6, "Fagdag 21. november – påmelding", "Orientering"),
        AgendaItem(7, "Neste møte"),
    ),
)

M1_REFERAT = ReferatView(
    municipality="Jevnaker kommune",
    organ="Fagteam",
    meeting_title="Fagteam 9. oktober 2025",
    when=oslo(2025, 10, 9, 8, 30),
    end=oslo(2025, 10, 9, 10, 0),
    place="Rådhuset, møterom 2",
    chair="SLT-koordinator",
    secretary="Helsesykepleier JUS",
    plan_title="Tiltaksplan 2025-2029",
    present=("Politiet (forebyggende gruppe)", "Sosiallærer JUS", "Helsesykepleier JUS", "SLT-koordinator"),
    absent=("Representant fra rus og psykiatri",),
    items=(
        ReferatItem(1, "Godkjenning av referat 28.08", "", "Godkjent."),
        ReferatItem(
            3,
            "Varsling: stasjonsområdet",
            "Miljø ved stasjonsområdet fredag og lørdag.\nPolitiet og natteravnene observerer det samme.",
            "Styrket voksennærvær i oktober.",
            (
                Task("Natteravner kontaktes", "SLT-koordinator", date(2025, 10, 17)),
                Task("Politipatrulje fredager", "Politiet (forebyggende gruppe)", date(2025, 10, 10)),
            ),
        ),
        ReferatItem(
            4,
            "Rutine ved rusbekymring – utkast",
            "Utkast gjennomgått.",
            "",
            (Task("Ferdig utkast", "SLT-koordinator"),),
        ),
        ReferatItem(5, "Enkeltsak – se møteleder", "Behandlet etter møteleders gjennomgang. Grunnlag registrert."),
    ),
    approved_by="møteleder (SLT-koordinator)",
    approved_at=oslo(2025, 10, 10, 9, 5),
    next_meeting=oslo(2025, 11, 20, 8, 30),
)

FORM = SamtykkeskjemaView(
    municipality="Jevnaker kommune",
    plan_title="Tiltaksplan 2025-2029",
    services=(
        "Politiet (forebyggende gruppe)",
        "Ungdomskonsulent/ utenforskapsprosjektet/ bindeledd til UK",
        "Sosiallærer JUS",
        "Helsesykepleier JUS",
        "SLT-koordinator",
        "Leder barnevern",
        "Kommunepsykolog – representant også for psykisk helse",
        "Nav (ungdomskontakten)",
        "Representant fra rus og psykiatri",
    ),
    issued=date(2025, 9, 1),
    contact="SLT-koordinator",
)
