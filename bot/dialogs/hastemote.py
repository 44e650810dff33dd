"""`hastemøte`: two taps from the word to the call (UC-60), and the answers."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime, timedelta

from bot.cards import hastemote as cards
from bot.cards.actions import Do
from bot.dialogs import fields
from bot.dialogs.flow import AT, Answers, Dialog, Finish, Here, Next, Step, View, again, at
from bot.dialogs.guarded import look
from bot.dialogs.rows import Button, Word
from bot.domain.hastemote import Hastemote, HastemoteStatus, Innkalling, Svar
from bot.domain.moteplan import local, moment
from bot.errors import NotFound
from bot.ports import Json, UnitOfWork
from bot.texts import N_
from bot.usecases.command import Outcome
from bot.usecases.hastemoter import AnswerHastemote, CallHastemote, CloseHastemote, may_call, rows_of
from bot.usecases.roles import first_holders
from bot.usecases.varsling_views import name_of

Inputs = Mapping[str, str]
LEAD = timedelta(minutes=60)


def _start(work: UnitOfWork, here: Here, argument: str) -> Answers:
    return {} if here.room.plan.hastemote else {AT: "ikke_i_planen"}


def _load(work: UnitOfWork, here: Here, answers: Answers) -> cards.CallStep:
    """The plan's roles that sit in an organ, police first; those of the organ that takes the varslinger chosen."""
    plan = here.room.plan
    organ = plan.intake_organ
    chosen = tuple(r for r in (organ.members if organ else ()) if r != plan.coordinator.role)
    seated = dict.fromkeys((*chosen, *(r for o in plan.organs for r in o.members)))
    roles = sorted((r for r in seated if r != plan.coordinator.role), key=lambda r: not plan.role(r).external)
    when = _soon(here.now)
    return cards.CallStep(
        roles=tuple((r, plan.role(r).label) for r in roles),
        chosen=chosen,
        vacant=tuple(r for r in roles if not first_holders(work, r)),
        day=when.date().isoformat(),
        start=f"{when:%H:%M}",
    )


def _soon(now: datetime) -> datetime:
    there = local(now + LEAD).replace(second=0, microsecond=0)
    return there + timedelta(minutes=-there.minute % 15)


def _fill(view: View, answers: Answers, pressed: str, inputs: Inputs) -> Next:
    given = {name: inputs.get(name, "") for name in ("situation", "roles", "day", "start", "place")}
    looked = look(view, answers, inputs, {name: given[name] for name in ("situation", "place")})
    problems = {**looked.problems, **_when_problems(view, given)}
    if not [r for r in given["roles"].split(",") if r]:
        problems["roles"] = view.t("Velg minst én rolle.")
    if not given["situation"]:
        problems["situation"] = view.t("Skriv kort hva det gjelder, med nøytrale ord.")
    if problems:
        return again({**answers, **looked.kept}, {**given, **looked.shown}, **problems)
    return at("forhandsvis", answers, **given, **looked.kept)


def _when_problems(view: View, given: Answers) -> dict[str, str]:
    """A hastemøte may be held on any day: only the past is refused."""
    day, clock = fields.day(given["day"]), fields.clock(given["start"])
    if day is None:
        return {"day": view.t("Velg en dato.")}
    if clock is None:
        return {"start": view.t("Skriv klokkeslettet som 08.30.")}
    return {"start": view.t("Tidspunktet må være fram i tid.")} if moment(day, clock) <= view.here.now else {}


def _when(answers: Answers) -> datetime:
    day, clock = fields.day(answers["day"]), fields.clock(answers["start"])
    if day is None or clock is None:
        raise NotFound("draft_gone")
    return moment(day, clock)


def _preview(view: View, answers: Answers) -> Json:
    return cards.preview(view, _when(answers), answers)


def _decide(view: View, answers: Answers, pressed: str, inputs: Inputs) -> Next:
    if pressed != "send":
        return at("skjema", answers)
    roles = tuple(r for r in answers["roles"].split(",") if r)
    not_names = tuple(answers.get("not_names", "").splitlines())
    return Finish(CallHastemote(answers["situation"], roles, _when(answers), answers.get("place", ""), not_names))


def _nowhere(view: View, answers: Answers, pressed: str, inputs: Inputs) -> Next:
    return at("ikke_i_planen", answers)


def _done(work: UnitOfWork, here: Here, outcome: Outcome) -> Json:
    return cards.called(here.t)


def _answered(work: UnitOfWork, here: Here, outcome: Outcome) -> Json | None:
    row = work.get(Innkalling, outcome.subject)
    mote = work.get(Hastemote, row.hastemote) if row else None
    if row is None or mote is None:
        raise NotFound("hastemote_gone")
    return cards.question(row, mote, here.t, here.ink()).card


def _live(work: UnitOfWork, here: Here, outcome: Outcome) -> Json | None:
    mote = work.get(Hastemote, outcome.subject)
    if mote is None:
        raise NotFound("hastemote_gone")
    rows = [(row, name_of(work, row.answered_by)) for row in rows_of(work, mote.id)]
    return cards.overview(mote, rows, here.room.plan, here.t, here.ink()).card


def _answer(svar: Svar) -> Button:
    def command(do: Do, inputs: Inputs) -> AnswerHastemote:
        return AnswerHastemote(do.on, svar)

    return Button(f"hastemote.{svar}", _answered, command)


def _close(verb: str, status: HastemoteStatus) -> Button:
    def command(do: Do, inputs: Inputs) -> CloseHastemote:
        return CloseHastemote(do.on, status)

    return Button(f"hastemote.{verb}", _live, command)


HASTEMOTE = Dialog(
    name="kall",
    title=N_("Hastemøte"),
    first="skjema",
    rule=may_call,
    start=_start,
    load=_load,
    done=_done,
    steps={
        "skjema": Step(cards.form, _fill),
        "forhandsvis": Step(_preview, _decide, back="skjema"),
        "ikke_i_planen": Step(cards.not_in_plan, _nowhere),
    },
)

DIALOGS: dict[str, Dialog] = {"kall": HASTEMOTE}
WORDS: dict[str, Word] = {
    "hastemøte": Word(
        "hastemøte",
        ("hastemøte", "hastemøtet", "kall inn hastemøte", "hastemøde", "urgent"),
        N_("kall inn til hastemøte (koordinatoren)"),
        dialog="kall",
    ),
}
BUTTONS: dict[str, Button] = {
    **{f"hastemote.{svar}": _answer(svar) for svar in Svar},
    "hastemote.avslutt": _close("avslutt", HastemoteStatus.AVSLUTTET),
    "hastemote.avlys": _close("avlys", HastemoteStatus.AVLYST),
}
