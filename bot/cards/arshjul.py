"""The year on a card: what is late first, then month by month, then what has no month (UC-10, UC-70, UC-72)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from itertools import groupby

from microsoft_teams.cards import Action, CardElement

from bot.cards import kit
from bot.cards import tiltak_words as say
from bot.cards.actions import Ink
from bot.domain.arshjul import Basis
from bot.domain.plan import Plan
from bot.domain.plan.tiltak import Tiltak
from bot.domain.tiltak import Line
from bot.ports import Json, Message
from bot.texts import Texts

PAGE = 20
SHOW, DRAW = "arshjul.vis", "arshjul.bilde"


class Part(StrEnum):
    """What a page shows: what has a month, what has a year only, what has no time at all in the plan."""

    MANEDER = "maneder"
    UTEN_MANED = "uten"
    UTEN_TID = "utid"


@dataclass(frozen=True, slots=True)
class Year:
    """A year, as a reader sees it. `may_draw`: the coordinator's button for the picture."""

    year: int
    plan: Plan
    lines: tuple[Line, ...]
    undated: tuple[Tiltak, ...]
    part: Part = Part.MANEDER
    first: int = 0
    may_draw: bool = False

    def on(self, part: Part, first: int = 0, year: int | None = None) -> str:
        """What a button to another page carries."""
        return f"{year or self.year}:{part}:{first}"


def card(year: Year, t: Texts, ink: Ink) -> Json:
    """One page of the year, with the way to the others."""
    body: list[CardElement] = [kit.heading(t("Årshjul {year}", year=year.year))]
    if year.part is Part.UTEN_TID:
        shown, rest = _undated(year, t)
    else:
        shown, rest = _lines(year, t)
    return kit.card([*body, *shown], _ways(year, rest, t, ink), t.language)


def message(year: Year, t: Texts, ink: Ink) -> Message:
    """The same as an answer in the chat."""
    return Message(t("Årshjul {year}", year=year.year), card=card(year, t, ink))


def _lines(year: Year, t: Texts) -> tuple[list[CardElement], bool]:
    rest = [line for line in year.lines if not line.counts]
    if year.part is Part.UTEN_MANED:
        listed = [line for line in rest if not _has_month(line, year.year)]
    else:
        listed = [*_due(year, late=True), *_due(year, late=False), *(li for li in rest if _has_month(li, year.year))]
    page = listed[year.first : year.first + PAGE]
    body = _loose(page, year, t) if year.part is Part.UTEN_MANED else _dated(page, year, t)
    if not page:
        body.append(kit.words(t("Ingenting står her for {year}.", year=year.year)))
    if any(line.occurrence.basis is Basis.FORSLAG and not line.status.due for line in page):
        note = t("Datoer merket (forslag) er mine forslag. Planen sier ikke når, så ingen er forsinket med dem.")
        body.append(kit.words(note, subtle=True))
    return body, len(listed) > year.first + PAGE


def _due(year: Year, *, late: bool) -> list[Line]:
    return [line for line in year.lines if line.counts and line.late is late]


def _loose(page: Sequence[Line], year: Year, t: Texts) -> list[CardElement]:
    return [kit.heading(t("Uten måned i planen"), "Medium"), *_bullets(page, year, t)]


def _dated(page: Sequence[Line], year: Year, t: Texts) -> list[CardElement]:
    """What is late, what is due soon, and the rest month by month."""
    late, soon = ([line for line in page if line in _due(year, late=which)] for which in (True, False))
    body: list[CardElement] = []
    if late:
        body.append(kit.box(kit.notice(t("Over fristen")), *_bullets(late, year, t)))
    if soon:
        body.append(kit.box(kit.notice(t("Frist snart"), "accent"), *_bullets(soon, year, t)))
    for month, lines in groupby((line for line in page if not line.counts), key=lambda line: line.due.month):
        body += [kit.words(say.month(month, t).capitalize(), bold=True), *_bullets(list(lines), year, t)]
    return body


def _has_month(line: Line, year: int) -> bool:
    """A new date that its owner has set has a month, whatever the plan says."""
    return line.due.year == year and (line.occurrence.placed or line.status.due is not None)


def _bullets(lines: Sequence[Line], year: Year, t: Texts) -> list[CardElement]:
    return [kit.words(line_words(line, year.plan, t)) for line in lines]


def line_words(line: Line, plan: Plan, t: Texts) -> str:
    """«○ 21. november: Fagdag (SLT-koordinator) – ikke meldt»."""
    return t(
        "{sign} {when}: {title} ({owners}) – {state}",
        sign=say.sign(line),
        when=say.when(line, t, year=False),
        title=say.title(line.occurrence, t),
        owners=say.owners(plan, line.occurrence.owners, t),
        state=say.state(line, t),
    )


def _undated(year: Year, t: Texts) -> tuple[list[CardElement], bool]:
    page = year.undated[year.first : year.first + PAGE]
    rows = [
        t(
            "{title} ({owners}) – {often}",
            title=say.heading_of(tiltak),
            owners=say.owners(year.plan, tiltak.owners, t),
            often=say.rhythm(tiltak.recurrence, t),
        )
        for tiltak in page
    ]
    note = t("Planen sier ikke når dette skal skje, så jeg minner ikke om det.")
    body = [kit.heading(t("Uten tid i planen"), "Medium"), kit.words(note, subtle=True), *kit.bullets(rows)]
    return body, len(year.undated) > year.first + PAGE


def _ways(year: Year, rest: bool, t: Texts, ink: Ink) -> list[Action]:
    loose = sum(not line.counts and not _has_month(line, year.year) for line in year.lines)
    ways = []
    if rest:
        ways.append((t("Neste"), year.on(year.part, year.first + PAGE)))
    if year.part is not Part.MANEDER or year.first:
        ways.append((t("Vis måned for måned"), year.on(Part.MANEDER)))
    if year.part is not Part.UTEN_MANED and loose:
        ways.append((t("Vis tiltak uten måned ({n})", n=loose), year.on(Part.UTEN_MANED)))
    if year.part is not Part.UTEN_TID and year.undated:
        ways.append((t("Vis tiltak uten tid ({n})", n=len(year.undated)), year.on(Part.UTEN_TID)))
    if year.year < year.plan.period.last_year:
        ways.append((str(year.year + 1), year.on(Part.MANEDER, year=year.year + 1)))
    buttons = [kit.button(ink, title, SHOW, on) for title, on in ways]
    if year.may_draw:
        buttons.append(kit.button(ink, t("Lag årshjulet som bilde"), DRAW, str(year.year)))
    return buttons


def being_drawn(year: str, t: Texts) -> Json:
    """What replaces the card when the picture is promised."""
    text = t("Jeg lager bildet av årshjulet for {year} og legger det i biblioteket. Du får lenken her.", year=year)
    return kit.card([kit.notice(text, "accent")], (), t.language)


def filed(year: str, url: str, t: Texts) -> Message:
    """Where the picture lies."""
    title = t("Årshjulet for {year} ligger i biblioteket", year=year)
    return Message(title, card=kit.card([kit.words(title)], [kit.link(t("Åpne bildet"), url)], t.language))


def not_filed(year: str, t: Texts) -> Message:
    """The picture is not in the library."""
    text = t("Jeg fikk ikke lagt årshjulet for {year} i biblioteket. Prøv igjen med «årshjul» om litt.", year=year)
    return Message(text, card=kit.card([kit.notice(text)], (), t.language))


def overview(lines: Sequence[Line], plan: Plan, today: date, t: Texts, ink: Ink) -> Message:
    """To the coordinator: everything that is late now (UC-72)."""
    title = t("Tiltak over fristen")
    body = [kit.heading(title, "Medium"), *(kit.words(line_words(line, plan, t)) for line in lines[:PAGE])]
    if len(lines) > PAGE:
        body.append(kit.words(t("… og {n} til.", n=len(lines) - PAGE), subtle=True))
    button = kit.button(ink, t("Vis årshjulet"), SHOW, f"{today.year}:{Part.MANEDER}:0")
    return Message(title, card=kit.card(body, [button], t.language))
