"""Who may do what, written by hand from the use cases. What does not stand here may nobody, and fails the test.

A row is a command (its class, and what it is about), a conversation, a word or a button. A column is a person of
`people.py`. «ja» is let through; «-» is refused, in a friendly sentence, with a row in the audit log.

A new command needs an example in `commands.py` and a row here; a new conversation, word or button a row here.
"""

from __future__ import annotations

from tests.tilgang.people import COLUMNS

HEAD = "koor sted lede sekr medl poli ansa tidl gjes elev sper"

COMMANDS = """
SendVarsling                          ja   ja   ja   ja   ja   ja   ja   ja   -    -    -
TriageVarsling                        ja   ja   -    -    -    -    -    -    -    -    -
OpenVarsling                          ja   ja   -    -    -    -    -    -    -    -    -
AskMore                               ja   ja   -    -    -    -    -    -    -    -    -
ReferVarsling                         ja   ja   -    -    -    -    -    -    -    -    -
MergeVarsling                         ja   ja   -    -    -    -    -    -    -    -    -
CloseVarsling                         ja   ja   -    -    -    -    -    -    -    -    -
AnswerErasure                         ja   ja   -    -    -    -    -    -    -    -    -
AddToVarsling                         -    -    -    -    -    -    ja   -    -    -    -
SetAbsence                            ja   ja   ja   ja   ja   ja   -    -    -    -    -
FlyttMote fagteam                     ja   ja   -    -    -    -    -    -    -    -    -
FlyttMote koordineringsgruppe         ja   ja   -    -    -    -    -    -    -    -    -
FlyttMote politirad                   -    -    -    -    -    -    -    -    -    -    -
AvlysMote fagteam                     ja   ja   -    -    -    -    -    -    -    -    -
AvlysMote koordineringsgruppe         ja   ja   -    -    -    -    -    -    -    -    -
AvlysMote politirad                   -    -    -    -    -    -    -    -    -    -    -
ApproveAgenda fagteam                 ja   ja   -    -    -    -    -    -    -    -    -
ApproveAgenda koordineringsgruppe     ja   ja   -    -    -    -    -    -    -    -    -
ApproveAgenda politirad               -    -    -    -    -    -    -    -    -    -    -
SendReferat fagteam                   -    -    -    ja   -    -    -    -    -    -    -
SendReferat koordineringsgruppe       ja   ja   -    -    -    -    -    -    -    -    -
SendReferat ukjent                    -    -    -    -    -    -    -    -    -    -    -
ApproveReferat fagteam                ja   ja   -    -    -    -    -    -    -    -    -
ApproveReferat koordineringsgruppe    -    -    ja   -    -    -    -    -    -    -    -
ApproveReferat ukjent                 -    -    -    -    -    -    -    -    -    -    -
ReturnReferat fagteam                 ja   ja   -    -    -    -    -    -    -    -    -
ReturnReferat koordineringsgruppe     -    -    ja   -    -    -    -    -    -    -    -
CompleteOppgave medlemmets            ja   ja   -    -    ja   -    -    -    -    -    -
CompleteOppgave ukjent                ja   ja   -    -    -    -    -    -    -    -    -
RequestHastemote                      ja   ja   ja   ja   ja   ja   ja   -    -    -    -
DecideHastemote                       ja   ja   -    -    -    -    -    -    -    -    -
CallHastemote                         ja   ja   -    -    -    -    -    -    -    -    -
AnswerHastemote medlemmets            -    -    -    -    ja   -    -    -    -    -    -
AnswerHastemote en som har sluttet    -    -    -    -    -    -    -    ja   -    -    -
AnswerHastemote ukjent                -    -    -    -    -    -    -    -    -    -    -
SjekkBeredskap                        ja   ja   -    -    -    -    -    -    -    -    -
SkrivHasteReferat                     ja   ja   -    -    -    -    -    -    -    -    -
MoveHastemote                         ja   ja   -    -    -    -    -    -    -    -    -
NoteByPhone                           ja   ja   -    -    -    -    -    -    -    -    -
CloseHastemote                        ja   ja   -    -    -    -    -    -    -    -    -
LagArshjul                            ja   ja   -    -    -    -    -    -    -    -    -
SvarTiltak koordinatorens             ja   ja   -    -    -    -    -    -    -    -    -
SvarTiltak skoleleders                ja   ja   -    -    ja   -    -    -    -    -    -
SvarTiltak ukjent                     ja   ja   -    -    -    -    -    -    -    -    -
UtsettTiltak skoleleders              ja   ja   -    -    ja   -    -    -    -    -    -
OpprettSak                            ja   ja   -    -    -    -    -    -    -    -    -
ApneSak medlemmets                    ja   ja   -    -    ja   -    -    -    -    -    -
ApneSak ukjent                        -    -    -    -    -    -    -    -    -    -    -
RegistrerGrunn                        ja   ja   -    -    -    -    -    -    -    -    -
StottGrunn koordinatorens valg        -    ja   -    ja   -    -    -    -    -    -    -
TaOppSak                              ja   ja   -    -    -    -    -    -    -    -    -
AvsluttSak                            ja   ja   -    -    -    -    -    -    -    -    -
BekreftSak fagteam                    ja   ja   -    -    -    -    -    -    -    -    -
StoppSak fagteam                      ja   ja   -    -    -    -    -    -    -    -    -
BekreftHastemote                      ja   ja   -    -    -    -    -    -    -    -    -
StoppHastemoteSak                     ja   ja   -    -    -    -    -    -    -    -    -
RegistrerSamtykke                     ja   ja   -    -    ja   -    -    -    -    -    -
VergeSamtykker                        ja   ja   -    -    ja   -    -    -    -    -    -
SamtykkeSkriftlig                     ja   ja   -    -    ja   -    -    -    -    -    -
AvklarSamtykke                        ja   ja   -    -    -    -    -    -    -    -    -
FornySamtykke                         ja   ja   -    -    ja   -    -    -    -    -    -
ApneSamtykke                          ja   ja   -    -    ja   -    -    -    -    -    -
ApneSamtykke ukjent                   -    -    -    -    -    -    -    -    -    -    -
UgyldigSamtykke                       ja   ja   -    -    ja   -    -    -    -    -    -
TrekkSamtykke                         ja   ja   ja   ja   ja   ja   ja   ja   -    -    -
HentSkjema                            ja   ja   ja   ja   ja   ja   ja   ja   -    -    -
LeverSkjema                           ja   ja   ja   ja   ja   ja   ja   ja   -    -    -
KnyttSkjema medlemmets                -    -    -    -    ja   -    -    -    -    -    -
KnyttSkjema ukjent                    ja   ja   ja   ja   ja   ja   ja   ja   -    -    -
"""
# An answer to a hastemøte is taken from whoever was asked, also from one who has left since (reliability, T10).

DIALOGS = """
meld        ja   ja   ja   ja   ja   ja   ja   ja   -    -    -
mer         ja   ja   -    -    -    -    -    -    -    -    -
henvis      ja   ja   -    -    -    -    -    -    -    -    -
sla_sammen  ja   ja   -    -    -    -    -    -    -    -    -
avslutt     ja   ja   -    -    -    -    -    -    -    -    -
tillegg     ja   ja   ja   ja   ja   ja   ja   ja   -    -    -
borte       ja   ja   ja   ja   ja   ja   -    -    -    -    -
agenda      ja   ja   ja   ja   ja   ja   ja   -    -    -    -
flytt       ja   ja   -    -    -    -    -    -    -    -    -
referat     ja   ja   -    ja   -    -    -    -    -    -    -
hastereferat    ja   ja   -    -    -    -    -    -    -    -    -
ovelse      ja   ja   -    -    -    -    -    -    -    -    -
flytt_hastemote    ja   ja   -    -    -    -    -    -    -    -    -
kall        ja   ja   ja   ja   ja   ja   ja   -    -    -    -
utsett      ja   ja   ja   ja   ja   ja   ja   -    -    -    -
registrer   ja   ja   ja   ja   ja   ja   ja   ja   -    -    -
trukket     ja   ja   ja   ja   ja   ja   ja   ja   -    -    -
nysak       ja   ja   -    -    -    -    -    -    -    -    -
grunnlag    ja   ja   -    -    -    -    -    -    -    -    -
bekreft     ja   ja   ja   -    -    -    -    -    -    -    -
"""

WORDS = """
hjelp                         ja   ja   ja   ja   ja   ja   ja   ja   ja   ja   ja
bokmål                        ja   ja   ja   ja   ja   ja   ja   ja   ja   ja   ja
nynorsk                       ja   ja   ja   ja   ja   ja   ja   ja   ja   ja   ja
engelsk                       ja   ja   ja   ja   ja   ja   ja   ja   ja   ja   ja
språk                         ja   ja   ja   ja   ja   ja   ja   ja   ja   ja   ja
takk                          ja   ja   ja   ja   ja   ja   ja   ja   ja   ja   ja
status                        ja   ja   ja   ja   ja   ja   ja   ja   ja   ja   ja
meld                          ja   ja   ja   ja   ja   ja   ja   ja   -    -    -
plan                          ja   ja   ja   ja   ja   ja   ja   ja   -    -    -
kanalkort                     ja   ja   -    -    -    -    -    -    -    -    -
saker                         ja   ja   -    -    -    -    -    -    -    -    -
innsyn                        ja   ja   ja   ja   ja   ja   ja   ja   ja   ja   ja
borte                         ja   ja   ja   ja   ja   ja   -    -    -    -    -
agenda                        ja   ja   ja   ja   ja   ja   ja   -    -    -    -
agenda fagteam                ja   ja   ja   ja   ja   ja   ja   -    -    -    -
agenda koordineringsgruppe    ja   ja   ja   -    -    -    -    -    -    -    -
referat                       ja   ja   -    ja   -    -    -    -    -    -    -
møteplan                      ja   ja   ja   ja   ja   ja   ja   -    -    -    -
flytt                         ja   ja   -    -    -    -    -    -    -    -    -
oppgaver                      ja   ja   ja   ja   ja   ja   ja   -    -    -    -
beredskap                     ja   ja   -    -    -    -    -    -    -    -    -
hastereferat                  ja   ja   -    -    -    -    -    -    -    -    -
hastemøter                    ja   ja   ja   ja   ja   ja   ja   -    -    -    -
hasteavlys                    ja   ja   ja   ja   ja   ja   ja   -    -    -    -
hasteslutt                    ja   ja   ja   ja   ja   ja   ja   -    -    -    -
hasteflytt                    ja   ja   -    -    -    -    -    -    -    -    -
ovelse                        ja   ja   -    -    -    -    -    -    -    -    -
hastemøte                     ja   ja   ja   ja   ja   ja   ja   -    -    -    -
status natteravner            ja   ja   ja   ja   ja   ja   ja   ja   ja   ja   ja
årshjul                       ja   ja   ja   ja   ja   ja   ja   -    -    -    -
tiltak                        ja   ja   ja   ja   ja   ja   ja   -    -    -    -
tiltak trygghetsvandring      ja   ja   ja   ja   ja   ja   ja   -    -    -    -
utsett                        ja   ja   ja   ja   ja   ja   ja   -    -    -    -
samtykke                      ja   ja   ja   ja   ja   ja   ja   ja   -    -    -
samtykke nynorsk              ja   ja   ja   ja   ja   ja   ja   ja   -    -    -
registrer                     ja   ja   ja   ja   ja   ja   ja   ja   -    -    -
trukket                       ja   ja   ja   ja   ja   ja   ja   ja   -    -    -
enkeltsaker                   ja   ja   ja   ja   ja   ja   ja   ja   -    -    -
nysak                         ja   ja   -    -    -    -    -    -    -    -    -
grunnlag                      ja   ja   -    -    -    -    -    -    -    -    -
bekreft                       ja   ja   ja   -    -    -    -    -    -    -    -
"""
# The words about a hastemøte show whoever was asked their own card, and others that none is under way.
# `status` shows one's own varslinger and no text: it is empty for whoever has sent none. With a tiltak's words it
# shows that to the team; for others it is `status` as before.

BUTTONS = """
varsling.vurder v1              ja   ja   -    -    -    -    -    -    -    -    -
varsling.agenda v1              ja   ja   -    -    -    -    -    -    -    -    -
varsling.apne v1                ja   ja   -    -    -    -    -    -    -    -    -
varsling.liste 0                ja   ja   -    -    -    -    -    -    -    -    -
sletting.svar 2026-03-02        ja   ja   -    -    -    -    -    -    -    -    -
refsvar.godkjenn fagteam        ja   ja   -    -    -    -    -    -    -    -    -
refsvar.godkjenn koordinering   -    -    ja   -    -    -    -    -    -    -    -
refsvar.tilbake fagteam         ja   ja   -    -    -    -    -    -    -    -    -
refsvar.tilbake koordinering    -    -    ja   -    -    -    -    -    -    -    -
oppgave.utfort o1               ja   ja   -    -    ja   -    -    -    -    -    -
hastemote.kommer h1-a           -    -    -    -    ja   -    -    -    -    -    -
hastemote.forsinket h1-a        -    -    -    -    ja   -    -    -    -    -    -
hastemote.stedfortreder h1-a    -    -    -    -    ja   -    -    -    -    -    -
hastemote.kan_ikke h1-a         -    -    -    -    ja   -    -    -    -    -    -
beredskap.sjekk x               ja   ja   -    -    -    -    -    -    -    -    -
hastemote.bekreft h2            ja   ja   -    -    -    -    -    -    -    -    -
hastemote.avvis h2              ja   ja   -    -    -    -    -    -    -    -    -
hastemote.vis h1                ja   ja   -    -    -    -    -    -    -    -    -
hastemote.vil_avslutte h1       ja   ja   -    -    -    -    -    -    -    -    -
hastemote.vil_avlyse h1         ja   ja   -    -    -    -    -    -    -    -    -
hastemote.ikke_holdt h1         ja   ja   -    -    -    -    -    -    -    -    -
hastemote.legg_til h2           ja   ja   -    -    -    -    -    -    -    -    -
hastemote.eget h2               ja   ja   -    -    -    -    -    -    -    -    -
hastemote.ringt h1-b            ja   ja   -    -    -    -    -    -    -    -    -
hastemote.ikke_ringt h1-c       ja   ja   -    -    -    -    -    -    -    -    -
hastemote.avslutt h1            ja   ja   -    -    -    -    -    -    -    -    -
hastemote.avlys h1              ja   ja   -    -    -    -    -    -    -    -    -
arshjul.vis 2026:maneder:0      ja   ja   ja   ja   ja   ja   ja   -    -    -    -
arshjul.bilde 2026              ja   ja   -    -    -    -    -    -    -    -    -
tiltak.vis j25-1-01             ja   ja   ja   ja   ja   ja   ja   -    -    -    -
tiltak.utfort j25-3-01:2026     ja   ja   -    -    ja   -    -    -    -    -    -
tiltak.pagar j25-3-01:2026      ja   ja   -    -    ja   -    -    -    -    -    -
tiltak.ikke_min j25-3-01:2026   ja   ja   -    -    ja   -    -    -    -    -    -
sak.apne e1                     ja   ja   -    -    ja   -    -    -    -    -    -
sak.ta_opp e1                   ja   ja   -    -    -    -    -    -    -    -    -
sak.stott e2                    -    ja   -    ja   -    -    -    -    -    -    -
sak.avslutt e1                  ja   ja   -    -    -    -    -    -    -    -    -
sak.opprett v2                  ja   ja   -    -    -    -    -    -    -    -    -
samtykke.apne s1                ja   ja   -    -    ja   -    -    -    -    -    -
samtykke.apne s3                ja   ja   -    -    ja   -    -    -    -    -    -
samtykke.verge s2               ja   ja   -    -    ja   -    -    -    -    -    -
samtykke.skriftlig s2           ja   ja   -    -    ja   -    -    -    -    -    -
samtykke.alene s3               ja   ja   -    -    -    -    -    -    -    -    -
samtykke.verge_ma s3            ja   ja   -    -    -    -    -    -    -    -    -
samtykke.ugyldig s1             ja   ja   -    -    ja   -    -    -    -    -    -
samtykke.forny s1               ja   ja   -    -    ja   -    -    -    -    -    -
samtykke.skjema nb              ja   ja   ja   ja   ja   ja   ja   ja   -    -    -
samtykke.skjema_til f1          -    -    -    -    ja   -    -    -    -    -    -
"""

SEES = """
varslingens tekst                    -    -    -    -    -    -    -    -    -    -    -
agendaen til koordineringsgruppa     ja   ja   ja   -    -    -    -    -    -    -    -
agendaen til fagteamet               ja   ja   ja   ja   ja   ja   ja   -    -    -    -
referatet til koordineringsgruppa    -    -    -    -    -    -    -    -    -    -    -
referatet til fagteamet              -    -    -    -    -    -    -    -    -    -    -
medlemmets oppgave                   ja   ja   -    -    ja   -    -    -    -    -    -
hastemøtets situasjon                -    -    -    -    -    -    -    -    -    -    -
grunnen til en utsettelse            ja   ja   ja   ja   ja   ja   ja   -    -    -    -
en saks nummer                       ja   ja   -    -    ja   -    -    -    -    -    -
et samtykkes nummer                  ja   ja   -    -    ja   -    -    -    -    -    -
grunnen til et rettsgrunnlag         -    -    -    -    -    -    -    -    -    -    -
"""
# A withdrawal is taken from any staff who has been told of it, by its number (UC-52).
# What can be read by writing any word. A varsling's text is on its own card, opened from the list. A referat and a
# hastemøte come as cards to those they concern, and are read nowhere else. The Fagteam's agenda is in its channel, the
# koordineringsgruppe has none.

OTHER_CHOICE = """
SendVarsling    ja   ja   ja   ja   ja   ja   ja   -    -    -    -
"""
# The same command where the municipality has not opened for all staff: the team alone.


def rows(table: str) -> dict[str, dict[str, str]]:
    """A table as {row: {column: cell}}."""
    found: dict[str, dict[str, str]] = {}
    for line in table.strip().splitlines():
        words = line.split()
        name, cells = " ".join(words[: -len(COLUMNS)]), words[-len(COLUMNS) :]
        assert name not in found, f"{name} stands twice"
        assert set(cells) <= {"ja", "-"}, line
        found[name] = dict(zip(COLUMNS, cells, strict=True))
    return found


def told_apart(expected: dict[str, dict[str, str]], found: dict[str, dict[str, str]]) -> list[str]:
    """Every cell that is not as it should be, in words."""
    return [
        f"{row}: {column} er {found[row][column]}, skal være {cell}"
        for row, cells in expected.items()
        for column, cell in cells.items()
        if found[row][column] != cell
    ]
