"""Everything the product can do, as literal tables: what a job adds, it adds here.

A name that stands twice is refused when the process starts.
"""

from __future__ import annotations

from bot.dialogs import agenda, hjelp, meld, moter, varsling
from bot.dialogs.flow import Dialog
from bot.dialogs.router import Tables
from bot.dialogs.rows import joined
from bot.usecases import agenda_approval, agenda_views, oppgaver, varsling_views, varslinger
from bot.usecases import moter as motebruk
from bot.usecases.dispatch import UseCase

CASES: dict[type, UseCase] = joined(
    varslinger.CASES,
    motebruk.CASES,
    agenda_approval.CASES,
    oppgaver.CASES,
)

VIEWS = joined(
    varsling_views.VIEWS,
    agenda_views.VIEWS,
)

DIALOGS: dict[str, Dialog] = joined(
    meld.DIALOGS,
    agenda.DIALOGS,
    moter.DIALOGS,
)

TABLES = Tables(
    words=joined(
        hjelp.WORDS,
        varsling.WORDS,
        agenda.WORDS,
        moter.WORDS,
    ),
    buttons=joined(
        varsling.BUTTONS,
    ),
)

SWEEPS = ()
