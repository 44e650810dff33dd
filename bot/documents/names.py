"""File names made by the server: neutral, the same every time, and safe in SharePoint, Windows and a zip (T17).

A name is made of a date, an id of the plan, a kind of document and an id of ours, never of what anybody wrote:
so it cannot carry a child's name, a path or an instruction.
"""

from __future__ import annotations

import re
import unicodedata
from datetime import date
from enum import StrEnum

from bot.texts import N_, Texts

MAX_LENGTH = 128
ENDINGS = frozenset({"docx", "pdf", "png", "jpg"})
_PART_LENGTH = 36
_OTHER = re.compile(r"[^0-9a-zæøå]+")


class DocumentKind(StrEnum):
    """The kinds of document; the value is the bokmål word that stands in the name."""

    AGENDA = N_("agenda")
    REFERAT = N_("referat")
    SAMTYKKESKJEMA = N_("samtykkeskjema")
    SAMTYKKE = N_("samtykke")
    ARSHJUL = N_("årshjul")
    RAPPORT = N_("rapport")


def file_name(day: date, organ: str, kind: DocumentKind, t: Texts, short: str = "", ending: str = "docx") -> str:
    """«2025-10-09-fagteam-agenda.docx», with `-{short}` before the ending where one is given.

    `organ` is the organ's id in the plan, or a case's neutral number; `short` an id of ours.
    """
    if ending not in ENDINGS:
        raise ValueError("not an ending a document of ours has")
    parts = (day.isoformat(), slug(organ), slug(t(kind.value)), slug(short))
    return "-".join(part for part in parts if part) + f".{ending}"


def slug(text: str) -> str:
    """Lower-case letters, digits and single hyphens; æ, ø and å are kept, other accents fall away."""
    kept = "".join(map(_bare, unicodedata.normalize("NFC", text.lower())))
    return _OTHER.sub("-", kept).strip("-")[:_PART_LENGTH].rstrip("-")


def _bare(char: str) -> str:
    return char if char in "æøå" else unicodedata.normalize("NFKD", char).encode("ascii", "ignore").decode().lower()
