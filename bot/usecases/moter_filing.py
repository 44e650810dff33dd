"""Where a meeting's documents go in the library, and what their columns say."""

from __future__ import annotations

import re
from datetime import date

from bot.documents.names import DocumentKind, file_name
from bot.domain.mote import Mote
from bot.domain.plan.organ import Organ
from bot.domain.room import Room
from bot.ports import Document
from bot.texts import N_, Texts

LIBRARY = "felles"
FINISHED = N_("Ferdig arbeid")
_NOT_IN_NAMES = re.compile(r'["*:<>?/\\|#%\x00-\x1f]+')


def document(
    room: Room, mote: Mote, kind: DocumentKind, revision: int, status: str, content: bytes, t: Texts
) -> Document:
    """A finished document of a meeting, under a name that is the same each time (handbook H-71: ferdig arbeid)."""
    organ = room.plan.organ(mote.organ)
    short = f"rev{revision}" if revision > 1 else ""
    return Document(
        library=LIBRARY,
        folder=folder(room, organ, mote.day, kind, t),
        name=file_name(mote.day, organ.id, kind, t, short),
        content=content,
        columns={
            "Organ": organ.name,
            "Motedato": mote.day.isoformat(),
            "Dokumenttype": t(kind.value).capitalize(),
            "Status": status,
            "Dokumentklasse": t(FINISHED),
        },
    )


def folder(room: Room, organ: Organ, day: date, kind: DocumentKind, t: Texts) -> str:
    """The municipality's own folder for the kind of document, else the product's suggestion."""
    own = room.plan.choices.folders.get(kind.name.lower()) or room.plan.choices.folders.get("moter")
    return own or f"{t('Møter')}/{_NOT_IN_NAMES.sub('-', organ.name).strip('. ')}/{day.year}"
