"""Every word the product says, in bokmål, nynorsk and English.

The source language is bokmål: the bokmål text is the key. In code a text is written
`t("Hei, {name}", name=...)` or `t.n("{count} sak", "{count} saker", count)`, with `t: Texts`; a text that is
translated later is marked with `N_("...")`. `make texts` gathers them into `bot/locale/`; a text that has no
translation yet is shown in bokmål.
What a plan says (titles, names, roles) never goes through here: it is shown as the plan writes it.
"""

from __future__ import annotations

from datetime import date, datetime, time
from functools import cache
from pathlib import Path
from zoneinfo import ZoneInfo

from babel.dates import format_date, format_time
from babel.messages.pofile import read_po

from bot.marks import N_ as N_

LOCALE_DIR = Path(__file__).parent / "locale"
LANGUAGES = ("nb", "nn", "en")
OSLO = ZoneInfo("Europe/Oslo")


class Texts:
    """The product's voice in one language. Called with a bokmål text and its values."""

    def __init__(self, language: str) -> None:
        self.language = language
        self._catalogue = _catalogue(language)

    def __call__(self, text: str, /, **values: object) -> str:
        found = self._catalogue.get(text, text)
        return found.format(**values) if values else found

    def n(self, one: str, many: str, count: int, /, **values: object) -> str:
        """The text for one or for many; `{count}` is filled in."""
        return self(one if count == 1 else many, count=count, **values)

    def day(self, value: date, *, weekday: bool = True, year: bool = True) -> str:
        """«torsdag 9. oktober 2025»."""
        pattern = ("EEEE " if weekday else "") + ("d. MMMM" if self.language != "en" else "d MMMM")
        return format_date(value, pattern + (" y" if year else ""), locale=self._babel)

    def clock(self, value: time | datetime) -> str:
        """«08.30», in Norway's time for a moment."""
        local = value.astimezone(OSLO) if isinstance(value, datetime) else value
        return format_time(local, "HH:mm" if self.language == "en" else "HH.mm", locale=self._babel)

    def moment(self, value: datetime) -> str:
        """«torsdag 9. oktober 2025 kl. 08.30»."""
        local = value.astimezone(OSLO)
        return self(N_("{day} kl. {clock}"), day=self.day(local.date()), clock=self.clock(value))

    @property
    def _babel(self) -> str:
        return {"nb": "nb_NO", "nn": "nn_NO", "en": "en_GB"}[self.language]


@cache
def texts(language: str) -> Texts:
    """The texts of a language; anything unknown gives bokmål. Accepts «nn-NO» and the like."""
    short = language.replace("_", "-").split("-")[0].lower()
    return Texts({"no": "nb"}.get(short, short) if short in (*LANGUAGES, "no") else "nb")


@cache
def _catalogue(language: str) -> dict[str, str]:
    if language == "nb":
        return {}
    path = LOCALE_DIR / language / "LC_MESSAGES" / "slt.po"
    if not path.exists():
        return {}
    with path.open("rb") as file:
        catalogue = read_po(file, locale=language)
    return {
        text: shown
        for message in catalogue
        if not message.fuzzy
        for text, shown in zip(_each(message.id), _each(message.string), strict=False)
        if text and shown
    }


def _each(value: str | list[str] | tuple[str, ...] | None) -> tuple[str, ...]:
    """A text as it is for one, and where it has another form for many, that too."""
    return (value or "",) if not isinstance(value, list | tuple) else tuple(value)
