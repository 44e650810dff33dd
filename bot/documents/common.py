"""What more than one document says in the same way."""

from __future__ import annotations

from datetime import datetime

from bot.texts import OSLO, Texts


def not_set(t: Texts) -> str:
    """What the plan does not say is shown as such, never filled in."""
    return t("ikke fastsatt i planen")


def span(start: datetime, end: datetime | None, t: Texts) -> str:
    """«torsdag 9. oktober 2025 kl. 08.30–10.00»."""
    if end is None:
        return t.moment(start)
    same_day = start.astimezone(OSLO).date() == end.astimezone(OSLO).date()
    return f"{t.moment(start)}–{t.clock(end)}" if same_day else f"{t.moment(start)} – {t.moment(end)}"


def page_words(t: Texts) -> dict[str, str]:
    """The words around «Side 1 av 2»: Word itself puts in the numbers."""
    before, between, _ = t("Side {page} av {pages}", page="|", pages="|").split("|")
    return {"side": before.strip(), "av": between.strip()}
