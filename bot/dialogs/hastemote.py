"""The words of a call-out, and the buttons of its cards: an answer, an end (UC-60, UC-61)."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

from bot.cards import hastemote as cards
from bot.cards import hastemote_foresporsel as requests
from bot.cards import hastemote_levende as live
from bot.cards.actions import Do
from bot.dialogs.flow import Dialog, Here
from bot.dialogs.hastemote_kall import DIALOGS as CALL_DIALOGS
from bot.dialogs.rows import Button, Say, Word
from bot.domain.effects import Effect
from bot.domain.hastemote import OVER, Hastemote, HastemoteStatus, in_hand, still_on
from bot.domain.innkalling import Innkalling, Svar
from bot.errors import NotAllowed
from bot.ports import Json, Message, UnitOfWork
from bot.texts import N_
from bot.usecases.access import in_team
from bot.usecases.command import Outcome
from bot.usecases.hastemote_foresporsel import ASKS_BACK, DecideHastemote, Way
from bot.usecases.hastemote_foresporsel_views import asked_for
from bot.usecases.hastemote_kort import own
from bot.usecases.hastemote_ledelse import HELD, CloseHastemote, find, follows, under_way
from bot.usecases.hastemote_omfang import may_be_asked
from bot.usecases.hastemote_reaching import followers, rows_of
from bot.usecases.hastemote_ringt import NoteByPhone
from bot.usecases.hastemote_views import list_or_live, overview_of
from bot.usecases.hastemoter import STALE, AnswerHastemote, find_row
from bot.usecases.hastereferat_skrevet import referat_of

Inputs = Mapping[str, str]


def _answered(work: UnitOfWork, here: Here, outcome: Outcome) -> Json | None:
    subject, _, said = outcome.subject.partition(":")
    row, mote = find_row(work, subject)
    within = may_be_asked(work, here.room, mote, row, here.actor.id, here.now)
    return cards.question(row, mote, here.actor.id, here.t, here.ink(), stale=said == STALE, within=within).card


def _live(work: UnitOfWork, here: Here, outcome: Outcome) -> Json | None:
    mote = find(work, outcome.subject.partition(":")[0])
    return live.overview(overview_of(work, mote, here.room, here.now, here.actor.id), here.t, here.ink()).card


def _answer(svar: Svar) -> Button:
    def command(do: Do, inputs: Inputs) -> AnswerHastemote:
        return AnswerHastemote(do.on, svar, do.n)

    return Button(f"hastemote.{svar}", _answered, command)


def _shown(work: UnitOfWork, here: Here, outcome: Outcome) -> Json | None:
    _mine(work, here, outcome)
    return _live(work, here, outcome)


def _sure_to_end(work: UnitOfWork, here: Here, outcome: Outcome) -> Json | None:
    mote = _mine(work, here, outcome)
    if mote.status in OVER:
        return _live(work, here, outcome)
    return live.sure_to_end(mote, mote.starts_at <= here.now, here.t, here.ink())


def _sure_to_call_off(work: UnitOfWork, here: Here, outcome: Outcome) -> Json | None:
    mote = _mine(work, here, outcome)
    if not in_hand(mote, here.now):
        return _live(work, here, outcome)
    if referat_of(work, mote) is not None:
        holds = overview_of(work, mote, here.room, here.now, here.actor.id).ground_holds
        return live.not_held(mote, here.t, here.ink(), movable=holds)
    return live.sure_to_call_off(mote, here.t, here.ink())


def _mine(work: UnitOfWork, here: Here, outcome: Outcome) -> Hastemote:
    """The call-out, for those who follow it. Raises NotAllowed and NotFound."""
    mote = find(work, outcome.subject)
    if not follows(work, CloseHastemote(mote.id, mote.status), here.context()):
        raise NotAllowed("not_allowed")
    return mote


def _close(verb: str, status: HastemoteStatus) -> Button:
    def command(do: Do, inputs: Inputs) -> CloseHastemote:
        return CloseHastemote(do.on, status, minuted=do.n == live.KNOWN)

    return Button(f"hastemote.{verb}", _closed, command)


def _closed(work: UnitOfWork, here: Here, outcome: Outcome) -> Json | None:
    subject, _, said = outcome.subject.partition(":")
    return (_sure_to_call_off if said == HELD else _live)(work, here, Outcome(subject))


def _phoned(work: UnitOfWork, here: Here, outcome: Outcome) -> Json | None:
    subject, _, said = outcome.subject.partition(":")
    shown = overview_of(work, find(work, subject), here.room, here.now, here.actor.id)
    if said == STALE:
        return live.overview(shown, here.t, here.ink(), stale=True).card
    return list_or_live(shown, here.now, here.t, here.ink()).card


def _phone(verb: str, *, comes: bool) -> Button:
    def command(do: Do, inputs: Inputs) -> NoteByPhone:
        return NoteByPhone(do.on, comes, do.n)

    return Button(f"hastemote.{verb}", _phoned if comes else _live, command)


def _decided(work: UnitOfWork, here: Here, outcome: Outcome) -> Json | None:
    subject, _, said = outcome.subject.partition(":")
    mote = find(work, subject)
    if said == ASKS_BACK and mote.status is HastemoteStatus.FORESPURT:
        return requests.request(asked_for(work, mote, here.now), here.room.plan, here.t, here.ink()).card
    if mote.status is HastemoteStatus.AVVIST:
        return requests.declined(here.t)
    return _live(work, here, Outcome(mote.id))


def _decide(verb: str, *, grant: bool, way: Way = Way.PLAIN) -> Button:
    def command(do: Do, inputs: Inputs) -> DecideHastemote:
        return DecideHastemote(do.on, grant, way, do.n)

    return Button(f"hastemote.{verb}", _decided, command)


def _show(work: UnitOfWork, here: Here, argument: str) -> Sequence[Message]:
    """The call-outs that are under way: to those who follow them the live card, to whoever was asked their own. That
    one shows the link, so it is remembered where it stands, like the question itself."""
    running = under_way(work, here.now)
    promised = [own(mote, row, here.context()) for mote in running for row in _asked(work, here, mote)]
    for effect in promised:
        if work.get(Effect, effect.id) is None:
            work.add(effect)
    shown = [_followed(work, here, mote) for mote in running if _follows(work, here, mote)]
    return shown if shown or promised else [live.none_under_way(here.t)]


def _follows(work: UnitOfWork, here: Here, mote: Hastemote) -> bool:
    return here.actor.id in followers(work, mote, here.room)


def _followed(work: UnitOfWork, here: Here, mote: Hastemote) -> Message:
    shown = overview_of(work, mote, here.room, here.now, here.actor.id)
    return live.overview(shown, here.t, here.ink(), seen_at=here.now)


def _asked(work: UnitOfWork, here: Here, mote: Hastemote) -> list[Innkalling]:
    """What they have been asked for and may still be: once, however many of the roles are theirs. Whoever follows it
    too sees it while they have not answered."""
    me = here.actor.id
    rows = [row for row in rows_of(work, mote.id) if me in row.asked] if still_on(mote, here.now) else []
    mine = [row for row in rows if may_be_asked(work, here.room, mote, row, me, here.now)][:1]
    return [row for row in mine if row.answer_of(me) is None or not _follows(work, here, mote)]


def _end_by_word(sure: Callable[[UnitOfWork, Here, Outcome], Json | None]) -> Say:
    """«avlys hastemøtet»: the question before it, where there is one they lead; of several their live cards."""

    def say(work: UnitOfWork, here: Here, argument: str) -> Sequence[Message]:
        mine = [m for m in under_way(work, here.now) if follows(work, CloseHastemote(m.id, m.status), here.context())]
        if len(mine) != 1:
            return _show(work, here, argument)
        card = sure(work, here, Outcome(mine[0].id))
        return [Message(here.t("Hastemøte"), card=card)]

    return say


DIALOGS: dict[str, Dialog] = CALL_DIALOGS
WORDS: dict[str, Word] = {
    "hastemøte": Word(
        N_("hastemøte"),
        (
            *("hastemøtet", "kall inn hastemøte", "kall inn til hastemøte", "innkall hastemøte"),
            *("innkall til hastemøte", "krisemøte", "krise", "urgent"),
        ),
        N_("kall inn til hastemøte, eller be koordinatoren om det"),
        dialog="kall",
    ),
    "ovelse": Word(
        N_("øvelse"),
        ("øvelsen", "øving", "øvinga", "hastemøteøvelse", "exercise", "drill"),
        N_("kall inn til en øvelse, tydelig merket"),
        dialog="ovelse",
    ),
    "hastemøter": Word(
        N_("hastemøter"),
        (
            *("hastemøtene", "hastemøta", "vis hastemøte", "vis hastemøtet", "status hastemøte", "status hastemøtet"),
            *("hvem kommer", "kven kjem", "hvem har svart", "kven har svart", "hvem har ikke svart"),
            *("kven har ikkje svart", "ringeliste", "ringelista"),
        ),
        N_("vis hastemøter som er i gang"),
        say=_show,
        rule=in_team,
    ),
    "hasteavlys": Word(
        N_("hasteavlys"),
        ("avlys hastemøte", "avlys hastemøtet", "avlyse hastemøtet", "avlys krisemøtet"),
        "",
        say=_end_by_word(_sure_to_call_off),
        rule=in_team,
    ),
    "hasteslutt": Word(
        N_("hasteslutt"),
        ("avslutt hastemøte", "avslutt hastemøtet", "avslutte hastemøtet", "avslutt innkallingen"),
        "",
        say=_end_by_word(_sure_to_end),
        rule=in_team,
    ),
    "hasteflytt": Word(
        N_("hasteflytt"), ("flytt hastemøte", "flytt hastemøtet", "flytte hastemøtet"), "", dialog="flytt_hastemote"
    ),
}
BUTTONS: dict[str, Button] = {
    **{f"hastemote.{svar}": _answer(svar) for svar in Svar},
    "hastemote.vis": Button("hastemote.vis", _shown),
    "hastemote.vil_avslutte": Button("hastemote.vil_avslutte", _sure_to_end),
    "hastemote.vil_avlyse": Button("hastemote.vil_avlyse", _sure_to_call_off),
    "hastemote.ikke_holdt": Button("hastemote.ikke_holdt", _sure_to_call_off),
    "hastemote.avslutt": _close("avslutt", HastemoteStatus.AVSLUTTET),
    "hastemote.bekreft": _decide("bekreft", grant=True),
    "hastemote.legg_til": _decide("legg_til", grant=True, way=Way.ADD),
    "hastemote.eget": _decide("eget", grant=True, way=Way.OWN),
    "hastemote.ringt": _phone("ringt", comes=True),
    "hastemote.ikke_ringt": _phone("ikke_ringt", comes=False),
    "hastemote.avvis": _decide("avvis", grant=False),
    "hastemote.avlys": _close("avlys", HastemoteStatus.AVLYST),
}
