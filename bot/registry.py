"""Everything the product can do, as literal tables: what a job adds, it adds here.

A name that stands twice is refused when the process starts.
"""

from __future__ import annotations

from bot.dialogs import agenda, hastemote, hjelp, meld, moter, oppgaver, referat, referat_svar, varsling
from bot.dialogs.flow import Dialog
from bot.dialogs.router import Tables
from bot.dialogs.rows import joined
from bot.usecases import (
    agenda_approval,
    agenda_views,
    hastemote_views,
    hastemoter,
    moter_sweeps,
    moter_views,
    oppgaver_views,
    referater,
    referater_approval,
    referater_views,
    varsling_views,
    varslinger,
)
from bot.usecases import moter as moter_cases
from bot.usecases import oppgaver as oppgaver_cases
from bot.usecases.dispatch import UseCase

CASES: dict[type, UseCase] = joined(
    varslinger.CASES,
    moter_cases.CASES,
    agenda_approval.CASES,
    referater.CASES,
    referater_approval.CASES,
    oppgaver_cases.CASES,
    hastemoter.CASES,
)

VIEWS = joined(
    varsling_views.VIEWS,
    agenda_views.VIEWS,
    moter_views.VIEWS,
    referater_views.VIEWS,
    oppgaver_views.VIEWS,
    hastemote_views.VIEWS,
)

DIALOGS: dict[str, Dialog] = joined(
    meld.DIALOGS,
    agenda.DIALOGS,
    moter.DIALOGS,
    referat.DIALOGS,
    hastemote.DIALOGS,
)

TABLES = Tables(
    words=joined(
        hjelp.WORDS,
        varsling.WORDS,
        agenda.WORDS,
        referat.WORDS,
        moter.WORDS,
        oppgaver.WORDS,
        hastemote.WORDS,
    ),
    buttons=joined(
        varsling.BUTTONS,
        referat_svar.BUTTONS,
        oppgaver.BUTTONS,
        hastemote.BUTTONS,
    ),
)

SWEEPS = (
    *moter_sweeps.SWEEPS,
    *oppgaver_views.SWEEPS,
    *hastemote_views.SWEEPS,
)
