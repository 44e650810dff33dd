"""An example of every command, under the name it has in the tables: its class, and what it is about."""

from __future__ import annotations

from datetime import date, time, timedelta
from typing import Any

from bot.domain.gate import Grunnlag
from bot.domain.hastemote import HastemoteStatus
from bot.domain.innkalling import Svar
from bot.domain.mote import mote_id
from bot.domain.referat import referat_id
from bot.domain.samtykke import Alder, Avklaring, EgetSvar, Form
from bot.domain.tiltak import TiltakState
from bot.domain.varsling import About, Urgency
from bot.usecases.absence import SetAbsence
from bot.usecases.agenda_approval import ApproveAgenda
from bot.usecases.arshjul import LagArshjul
from bot.usecases.beredskap import SjekkBeredskap
from bot.usecases.enkeltsak_mote import BekreftSak, StoppSak
from bot.usecases.enkeltsaker import ApneSak, AvsluttSak, OpprettSak, RegistrerGrunn, StottGrunn, TaOppSak
from bot.usecases.hastemote_bekreft import BekreftHastemote, StoppHastemoteSak
from bot.usecases.hastemote_foresporsel import DecideHastemote, RequestHastemote
from bot.usecases.hastemote_ledelse import CloseHastemote, MoveHastemote
from bot.usecases.hastemote_ringt import NoteByPhone
from bot.usecases.hastemoter import AnswerHastemote, CallHastemote
from bot.usecases.hastereferater import SkrivHasteReferat
from bot.usecases.innlevering import KnyttSkjema, LeverSkjema
from bot.usecases.moter import AvlysMote, FlyttMote
from bot.usecases.oppgaver import CompleteOppgave
from bot.usecases.referater import SendReferat, Written
from bot.usecases.referater_approval import ApproveReferat, ReturnReferat
from bot.usecases.samtykke_slutt import TrekkSamtykke, UgyldigSamtykke
from bot.usecases.samtykker import (
    ApneSamtykke,
    AvklarSamtykke,
    FornySamtykke,
    RegistrerSamtykke,
    SamtykkeSkriftlig,
    VergeSamtykker,
)
from bot.usecases.samtykkeskjema import HentSkjema
from bot.usecases.sletting import AnswerErasure
from bot.usecases.tiltak import SvarTiltak, UtsettTiltak
from bot.usecases.varsling_triage import (
    AddToVarsling,
    AskMore,
    CloseVarsling,
    MergeVarsling,
    OpenVarsling,
    Reason,
    ReferVarsling,
    Triage,
    TriageVarsling,
)
from bot.usecases.varslinger import SendVarsling
from tests.tilgang.things import BOTH, COMING, HELD, TRYGG
from tests.tilgang.world import later

ELEVEN = time(11, 0)
RUN_BY_OTHERS = "politirad"


def _before(organ: str) -> str:
    """The referat that is decided on: the meeting before the last."""
    return referat_id(mote_id(organ, HELD - timedelta(weeks=4)))


COMMANDS: dict[str, Any] = {
    "SendVarsling": SendVarsling(About.MILJO, "rusbruk", Urgency.NORMAL, seen="Uro"),
    "TriageVarsling": TriageVarsling("v1", Triage.AGENDA),
    "OpenVarsling": OpenVarsling("v1"),
    "AskMore": AskMore("v1", 0, ("Hvor ofte?",)),
    "AddToVarsling": AddToVarsling("v1", "Det skjer hver fredag"),
    "ReferVarsling": ReferVarsling("v1", 0, "egen"),
    "MergeVarsling": MergeVarsling("v1", 0, "v3"),
    "CloseVarsling": CloseVarsling("v1", 0, Reason.HANDTERT),
    "SetAbsence": SetAbsence(None),
    "AnswerErasure": AnswerErasure("2026-03-02", ()),
    "CompleteOppgave medlemmets": CompleteOppgave("o1"),
    "CompleteOppgave ukjent": CompleteOppgave("finnes-ikke"),
    "CallHastemote": CallHastemote("Uro", ("sosiallaerer_jus",), later(hours=2), "Rådhuset"),
    "AnswerHastemote medlemmets": AnswerHastemote("h1-a", Svar.KOMMER),
    "AnswerHastemote en som har sluttet": AnswerHastemote("h1-b", Svar.KOMMER),
    "AnswerHastemote ukjent": AnswerHastemote("finnes-ikke", Svar.KOMMER),
    "RequestHastemote": RequestHastemote(CallHastemote("Uro", ("sosiallaerer_jus",), later(hours=2))),
    "DecideHastemote": DecideHastemote("h2", grant=True),
    "SjekkBeredskap": SjekkBeredskap(),
    "SkrivHasteReferat": SkrivHasteReferat("h1", ("sosiallaerer_jus",)),
    "MoveHastemote": MoveHastemote("h1", later(hours=3)),
    "NoteByPhone": NoteByPhone("h1-b"),
    "CloseHastemote": CloseHastemote("h1", HastemoteStatus.AVLYST),
    "LagArshjul": LagArshjul(2026),
    "SvarTiltak koordinatorens": SvarTiltak(TRYGG, TiltakState.PAGAR, 1),
    "SvarTiltak skoleleders": SvarTiltak("j25-3-01:2026", TiltakState.PAGAR, 0),
    "SvarTiltak ukjent": SvarTiltak("finnes-ikke:2026", TiltakState.PAGAR, 0),
    "UtsettTiltak skoleleders": UtsettTiltak("j25-3-01:2026", date(2026, 12, 1), "Møtet er flyttet"),
    "SendReferat ukjent": SendReferat("finnes-ikke", (), ()),
    "ApproveReferat ukjent": ApproveReferat("finnes-ikke", 1),
    "FlyttMote politirad": FlyttMote(RUN_BY_OTHERS, HELD, HELD, ELEVEN, ""),
    "AvlysMote politirad": AvlysMote(RUN_BY_OTHERS, HELD, "Sykdom"),
    "OpprettSak": OpprettSak("fagteam", "skolefravaer"),
    "ApneSak medlemmets": ApneSak("e1"),
    "ApneSak ukjent": ApneSak("finnes-ikke"),
    "RegistrerGrunn": RegistrerGrunn("e1", Grunnlag.TIL_STEDE),
    "StottGrunn koordinatorens valg": StottGrunn("e2", 0),
    "TaOppSak": TaOppSak("e1"),
    "AvsluttSak": AvsluttSak("e1"),
    "BekreftSak fagteam": BekreftSak("e1", mote_id("fagteam", HELD)),
    "StoppSak fagteam": StoppSak("e1", mote_id("fagteam", HELD)),
    "BekreftHastemote": BekreftHastemote("e1", "h1"),
    "StoppHastemoteSak": StoppHastemoteSak("e1", "h1"),
    "RegistrerSamtykke": RegistrerSamtykke("e1", Alder.OVER_18, EgetSvar.JA, Form.SKRIFTLIG, ("bolig",), (), ()),
    "VergeSamtykker": VergeSamtykker("s2"),
    "SamtykkeSkriftlig": SamtykkeSkriftlig("s2"),
    "AvklarSamtykke": AvklarSamtykke("s3", Avklaring.ALENE),
    "FornySamtykke": FornySamtykke("s1", date(2026, 12, 1)),
    "ApneSamtykke": ApneSamtykke("s1"),
    "ApneSamtykke ukjent": ApneSamtykke("finnes-ikke"),
    "UgyldigSamtykke": UgyldigSamtykke("s1"),
    "TrekkSamtykke": TrekkSamtykke("S-2026-71"),
    "HentSkjema": HentSkjema("nb"),
    "LeverSkjema": LeverSkjema("https://jevnaker-my.sharepoint.com/skjema"),
    "KnyttSkjema medlemmets": KnyttSkjema("f1", "s1"),
    "KnyttSkjema ukjent": KnyttSkjema("finnes-ikke", "s1"),
    "ApproveAgenda politirad": ApproveAgenda(RUN_BY_OTHERS, None, HELD, ELEVEN, "", ("x",)),
}
for _organ in BOTH:
    _planned = COMING[_organ]
    COMMANDS |= {
        f"FlyttMote {_organ}": FlyttMote(_organ, _planned, date(2026, 4, 16), ELEVEN, ""),
        f"AvlysMote {_organ}": AvlysMote(_organ, _planned, "Sykdom"),
        f"ApproveAgenda {_organ}": ApproveAgenda(_organ, _planned, _planned, ELEVEN, "", ("x",)),
        f"SendReferat {_organ}": SendReferat(mote_id(_organ, HELD), (), (Written(),)),
        f"ApproveReferat {_organ}": ApproveReferat(_before(_organ), 1),
        f"ReturnReferat {_organ}": ReturnReferat(_before(_organ), 1, "Rett datoen"),
    }

BUTTON_SUBJECTS = {"fagteam": _before("fagteam"), "koordinering": _before("koordineringsgruppe")}
"""What a button's row is about, where its id is too long for the table."""
