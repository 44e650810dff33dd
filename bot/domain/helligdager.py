"""Norway's public holidays. Pure.

Twelve days that the law names (helligdagsfredloven § 2, lov om 1 og 17 mai som høgtidsdagar), half of them counted
from Easter. The tests hold the table against the `holidays` library, year by year; that library itself loads the
calendars of every country, half a second and 4 MB of a server that needs one.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, timedelta
from functools import cache

FIXED = {
    (1, 1): "Første nyttårsdag",
    (5, 1): "Arbeidernes dag",
    (5, 17): "Grunnlovsdag",
    (12, 25): "Første juledag",
    (12, 26): "Andre juledag",
}
FROM_EASTER = {
    -3: "Skjærtorsdag",
    -2: "Langfredag",
    0: "Første påskedag",
    1: "Andre påskedag",
    39: "Kristi himmelfartsdag",
    49: "Første pinsedag",
    50: "Andre pinsedag",
}


@cache
def helligdager(year: int) -> Mapping[date, str]:
    """The public holidays of a year, by their names in bokmål; two on one day are «Andre pinsedag; Grunnlovsdag»."""
    fixed = [(date(year, month, day), name) for (month, day), name in FIXED.items()]
    moving = [(easter(year) + timedelta(days=days), name) for days, name in FROM_EASTER.items()]
    found: dict[date, str] = {}
    for day, name in sorted(fixed + moving):
        found[day] = f"{found[day]}; {name}" if day in found else name
    return found


def easter(year: int) -> date:
    """Easter Sunday (the Gregorian computus)."""
    a, (b, c) = year % 19, divmod(year, 100)
    d, e = divmod(b, 4)
    h = (19 * a + b - d - (b - (b + 8) // 25 + 1) // 3 + 15) % 30
    weekday = (32 + 2 * e + 2 * (c // 4) - h - c % 4) % 7
    m = (a + 11 * h + 22 * weekday) // 451
    month, day = divmod(h + weekday - 7 * m + 114, 31)
    return date(year, month, day + 1)
