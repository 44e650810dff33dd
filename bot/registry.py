"""Everything the product can do, as literal tables: what a job adds, it adds here.

A name that stands twice is refused when the process starts.
"""

from __future__ import annotations

from bot.dialogs import (
    agenda,
    arshjul,
    bekreft,
    beredskap,
    borte,
    enkeltsak,
    fritekst,
    hastemote,
    hastereferat,
    hjelp,
    innlevering,
    innsyn,
    meld,
    moter,
    oppgaver,
    referat,
    referat_svar,
    samtykke,
    sletting,
    status,
    tiltak,
    triage,
    trukket,
    varsling,
)
from bot.dialogs.flow import Dialog
from bot.dialogs.router import Tables
from bot.dialogs.rows import Groups, joined
from bot.texts import N_
from bot.usecases import (
    absence,
    agenda_approval,
    agenda_views,
    arshjul_sweeps,
    beredskap_views,
    enkeltsak_mote,
    enkeltsak_views,
    enkeltsaker,
    hastemote_bekreft,
    hastemote_foresporsel,
    hastemote_foresporsel_views,
    hastemote_frister,
    hastemote_kalender,
    hastemote_ledelse,
    hastemote_ringt,
    hastemote_sweeps,
    hastemote_telefon,
    hastemote_views,
    hastemoter,
    hastereferat_views,
    hastereferater,
    ikke_utfort,
    moter_sweeps,
    moter_views,
    oppgaver_views,
    referater,
    referater_approval,
    referater_views,
    rydding,
    samtale_kort,
    samtykke_slutt,
    samtykke_views,
    samtykker,
    samtykkeskjema,
    tiltak_views,
    varsling_sweeps,
    varsling_triage,
    varsling_views,
    varslinger,
)
from bot.usecases import arshjul as arshjul_cases
from bot.usecases import beredskap as beredskap_cases
from bot.usecases import innlevering as innlevering_cases
from bot.usecases import moter as moter_cases
from bot.usecases import oppgaver as oppgaver_cases
from bot.usecases import sletting as sletting_cases
from bot.usecases import tiltak as tiltak_cases
from bot.usecases.dispatch import UseCase

CASES: dict[type, UseCase] = joined(
    varslinger.CASES,
    varsling_triage.CASES,
    absence.CASES,
    sletting_cases.CASES,
    moter_cases.CASES,
    agenda_approval.CASES,
    referater.CASES,
    referater_approval.CASES,
    oppgaver_cases.CASES,
    arshjul_cases.CASES,
    tiltak_cases.CASES,
    hastemoter.CASES,
    hastemote_ledelse.CASES,
    hastemote_ringt.CASES,
    enkeltsaker.CASES,
    enkeltsak_mote.CASES,
    samtykker.CASES,
    samtykke_slutt.CASES,
    samtykkeskjema.CASES,
    hastemote_foresporsel.CASES,
    hastemote_bekreft.CASES,
    hastereferater.CASES,
    beredskap_cases.CASES,
    innlevering_cases.CASES,
)

VIEWS = joined(
    varsling_views.VIEWS,
    samtale_kort.VIEWS,
    sletting_cases.VIEWS,
    agenda_views.VIEWS,
    moter_views.VIEWS,
    referater_views.VIEWS,
    oppgaver_views.VIEWS,
    tiltak_views.VIEWS,
    hastemote_views.VIEWS,
    hastemote_foresporsel_views.VIEWS,
    hastemote_bekreft.VIEWS,
    ikke_utfort.VIEWS,
    hastemote_kalender.VIEWS,
    enkeltsak_views.VIEWS,
    samtykke_views.VIEWS,
    samtykkeskjema.VIEWS,
    hastemote_telefon.VIEWS,
    hastereferat_views.VIEWS,
    beredskap_views.VIEWS,
    innlevering_cases.VIEWS,
)

DIALOGS: dict[str, Dialog] = joined(
    meld.DIALOGS,
    triage.DIALOGS,
    borte.DIALOGS,
    agenda.DIALOGS,
    moter.DIALOGS,
    referat.DIALOGS,
    tiltak.DIALOGS,
    hastemote.DIALOGS,
    samtykke.DIALOGS,
    trukket.DIALOGS,
    enkeltsak.DIALOGS,
    bekreft.DIALOGS,
    hastereferat.DIALOGS,
)

GROUPS: Groups = (
    (N_("Bekymring"), ("meld", "status", "saker")),
    (N_("Møter og oppgaver"), ("møteplan", "agenda", "referat", "flytt", "oppgaver")),
    (N_("Plan og tiltak"), ("plan", "årshjul", "tiltak", "utsett")),
    (N_("Samtykke og enkeltsaker"), ("samtykke", "registrer", "trukket", "enkeltsaker", "bekreft")),
    (N_("Hastemøte"), ("hastemøte", "hastemøter", "hastereferat", "beredskap", "ovelse")),
    (N_("Annet"), ("hjelp", "språk", "borte", "innsyn", "kanalkort")),
)
"""How help lists the words."""

TABLES = Tables(
    words=joined(
        hjelp.WORDS,
        varsling.WORDS,
        borte.WORDS,
        innsyn.WORDS,
        status.WORDS,
        agenda.WORDS,
        referat.WORDS,
        moter.WORDS,
        oppgaver.WORDS,
        arshjul.WORDS,
        tiltak.WORDS,
        hastemote.WORDS,
        samtykke.WORDS,
        trukket.WORDS,
        enkeltsak.WORDS,
        bekreft.WORDS,
        hastereferat.WORDS,
        beredskap.WORDS,
    ),
    buttons=joined(
        varsling.BUTTONS,
        sletting.BUTTONS,
        referat_svar.BUTTONS,
        oppgaver.BUTTONS,
        arshjul.BUTTONS,
        tiltak.BUTTONS,
        hastemote.BUTTONS,
        beredskap.BUTTONS,
        samtykke.BUTTONS,
        trukket.BUTTONS,
        enkeltsak.BUTTONS,
        innlevering.BUTTONS,
    ),
    before_word=fritekst.before_word,
    otherwise=fritekst.answer,
    groups=GROUPS,
    received=innlevering.RECEIVED,
)

SWEEPS = (
    *varsling_sweeps.SWEEPS,
    *sletting_cases.SWEEPS,
    *rydding.SWEEPS,
    *moter_sweeps.SWEEPS,
    *enkeltsak_mote.SWEEPS,
    *oppgaver_views.SWEEPS,
    *arshjul_sweeps.SWEEPS,
    *hastemote_sweeps.SWEEPS,
    *samtykke_slutt.SWEEPS,
    *hastemote_frister.SWEEPS,
    *beredskap_cases.SWEEPS,
    *innlevering_cases.SWEEPS,
)
