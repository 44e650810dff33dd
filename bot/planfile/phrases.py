"""How the check, the overview and the comparison say things, in plain bokmål."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from typing import Any

from bot.domain.plan import Plan, Rhythm
from bot.domain.plan.rhythm import UNITS, WEEKDAYS
from bot.domain.plan.words import kind_word

SILENT = "ikke fastsatt i planen"
MONTHS = (
    "januar", "februar", "mars", "april", "mai", "juni",
    "juli", "august", "september", "oktober", "november", "desember",
)  # fmt: skip
ORDINALS = {1: "første", 2: "andre", 3: "tredje", 4: "fjerde", 5: "femte", -1: "siste"}


def quoted(text: str) -> str:
    """In guillemets, unless the plan wrote them itself."""
    return text if text.startswith("«") and text.endswith("»") else f"«{text}»"


def listing(words: Iterable[str]) -> str:
    """«a, b og c»; nothing is «ingen»."""
    items = list(words)
    if len(items) < 2:
        return items[0] if items else "ingen"
    return f"{', '.join(items[:-1])} og {items[-1]}"


def rhythm(value: Rhythm | None) -> str:
    """«6 ganger i året (eller oftere ved behov)»."""
    kind = getattr(value, "kind", "none_stated")
    if value is None or kind == "none_stated":
        return SILENT
    said = PHRASES.get(kind, lambda _: kind_word(kind))(value)
    least = f"minst {said}" if value.minimum else said
    often = f"{least} (eller oftere ved behov)" if value.more_when_needed else least
    return often if value.stated else f"{often} – vår lesning, ikke oppgitt i planen"


def role(plan: Plan, role_id: str | None) -> str:
    """The role as the plan writes it."""
    return plan.role(role_id).label if role_id else SILENT


def _months(value: Any) -> str:
    return f" ({listing(MONTHS[month - 1] for month in value.months)})" if value.months else ""


def _unit(value: Any) -> str:
    return next(word for word, unit in UNITS.items() if unit == value.unit)


def _grades(value: Any) -> str:
    return f"{listing(f'{grade}.' for grade in value.grades)} trinn" if value.grades else "elevene"


def _once(value: Any) -> str:
    if value.deadline:
        return f"én gang innen {value.deadline:%d.%m.%Y}"
    years = f" ({value.first_year}–{value.last_year})" if value.first_year else ""
    return f"én gang i perioden{years}"


PHRASES: Mapping[str, Callable[[Any], str]] = {
    "n_per_year": lambda value: f"{value.n} {'gang' if value.n == 1 else 'ganger'} i året{_months(value)}",
    "n_per": lambda value: f"{value.n} {'gang' if value.n == 1 else 'ganger'} hver(t) {_unit(value)}",
    "every_n_weeks": lambda value: "hver uke" if value.n == 1 else f"hver {value.n}. uke",
    "every_n_months": lambda value: "hver måned" if value.n == 1 else f"hver {value.n}. måned",
    "every_n_years": lambda value: f"hvert {value.n}. år",
    "monthly_weekday": lambda value: (
        f"{ORDINALS.get(value.which, '')} {WEEKDAYS[value.weekday][0]} i hver måned{_months(value)}"
    ),
    "annual": lambda value: f"hvert år i {MONTHS[value.month - 1]}" if value.month else "hvert år",
    "fixed_date": lambda value: f"{value.date:%d.%m.%Y}",
    "fixed_dates": lambda value: listing(f"{day:%d.%m.%Y}" for day in value.dates),
    "once_in_period": _once,
    "per_grade": lambda value: f"for {_grades(value)}",
    "school_year_start": lambda value: f"ved skolestart for {_grades(value)}",
    "seasonal": lambda value: f"årstid: {value.season}",
    "annual_before_event": lambda value: f"hvert år før {value.event}",
    "annual_week": lambda value: f"hvert år i uke {value.week}",
    "on_event": lambda value: f"ved {value.event}",
    "described": lambda value: value.text,
}
