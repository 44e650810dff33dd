"""The year wheel: what it shows, in words and as a picture.

The picture is drawn by `wheel`; `alt_text` says the same to whoever cannot see it. A measure the plan gives no
month for is never put in one: it stands beside the wheel.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from itertools import groupby

from bot.documents.clean import one_line
from bot.texts import N_, Texts


class Status(StrEnum):
    """How far a measure has come this year. Shown as a shape and a word, never by colour alone."""

    PLANLAGT = "planlagt"
    PAGAR = "pagar"
    UTFORT = "utfort"
    UTSATT = "utsatt"
    FORSINKET = "forsinket"


STATUS_TEXTS = {
    Status.PLANLAGT: N_("planlagt"),
    Status.PAGAR: N_("pågår"),
    Status.UTFORT: N_("utført"),
    Status.UTSATT: N_("utsatt"),
    Status.FORSINKET: N_("forsinket"),
}


@dataclass(frozen=True, slots=True)
class Entry:
    """One thing of the year. `owner` is a role; without a month it is one the plan sets no month for."""

    title: str
    month: int | None = None
    day: int | None = None
    owner: str = ""
    status: Status = Status.PLANLAGT

    def __post_init__(self) -> None:
        if self.month is not None and not 1 <= self.month <= 12:
            raise ValueError("a month is 1 to 12")
        if self.day is not None and self.month is None:
            raise ValueError("a day needs its month")


@dataclass(frozen=True, slots=True)
class ArshjulView:
    """A municipality's year."""

    year: int
    municipality: str
    entries: tuple[Entry, ...]

    def __post_init__(self) -> None:
        for entry in self.entries:
            date(self.year, entry.month or 1, entry.day or 1)

    @property
    def dated(self) -> list[Entry]:
        """What has a month, through the year; what has no day comes last in its month."""
        return sorted((e for e in self.entries if e.month), key=lambda e: (e.month, e.day or 99, e.title))

    @property
    def undated(self) -> list[Entry]:
        """What the plan sets no month for, in the plan's order."""
        return [entry for entry in self.entries if not entry.month]


def arshjul_png(view: ArshjulView, t: Texts, width: int = 1800) -> bytes:
    """The wheel as PNG, drawn with the shipped font."""
    from bot.documents.fonts import FAMILY, FILES
    from bot.documents.raster import png
    from bot.documents.wheel import svg

    return png(svg(view, t), width, FAMILY, list(FILES.values()))


def heading(view: ArshjulView, t: Texts) -> str:
    """«Årshjul 2026 – Jevnaker kommune»."""
    return t("Årshjul {year} – {municipality}", year=view.year, municipality=one_line(view.municipality))


def alt_text(view: ArshjulView, t: Texts) -> str:
    """The whole wheel in words, month by month."""
    months = [
        f"{month_name(month, t)}: {_listed(list(entries), view, t)}."
        for month, entries in groupby(view.dated, key=lambda entry: entry.month or 0)
    ]
    undated = view.undated
    beside = [t("Uten måned i planen: {entries}.", entries=_listed(undated, view, t))] if undated else []
    return " ".join([f"{heading(view, t)}.", *(months + beside or [t("Ingen tiltak er lagt inn.")])])


def month_name(month: int, t: Texts) -> str:
    """«Januar»."""
    name = t.day(date(2000, month, 1), weekday=False, year=False).split()[-1]
    return name[0].upper() + name[1:]


def when_and_what(entry: Entry, year: int, t: Texts) -> str:
    """«21. november: Fagdag»; without a day only what."""
    title = one_line(entry.title)
    if not (entry.month and entry.day):
        return title
    day = t.day(date(year, entry.month, entry.day), weekday=False, year=False)
    return f"{day}: {title}"


def who_and_status(entry: Entry, t: Texts) -> str:
    """«SLT-koordinator, planlagt»; without an owner it says so."""
    owner = one_line(entry.owner) or t("uten ansvarlig i planen")
    return f"{owner}, {t(STATUS_TEXTS[entry.status])}"


def _listed(entries: list[Entry], view: ArshjulView, t: Texts) -> str:
    return "; ".join(f"{when_and_what(entry, view.year, t)} ({who_and_status(entry, t)})" for entry in entries)
