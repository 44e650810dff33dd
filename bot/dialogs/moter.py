"""`møteplan` shows the coming meetings; `flytt` gives one a new date, or none (UC-10, UC-18)."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import timedelta

from bot.cards import moter as cards
from bot.dialogs import fields
from bot.dialogs.flow import AT, Answers, Dialog, Finish, Here, Next, Step, View, again, at
from bot.dialogs.guarded import look, look_at_place, look_for_one
from bot.dialogs.rows import Word
from bot.domain.mote import Mote
from bot.domain.moteplan import clash, local, settles_dates
from bot.domain.plan.organ import Organ
from bot.errors import NotAllowed, NotFound
from bot.ports import Json, Message, UnitOfWork
from bot.texts import N_
from bot.usecases import access
from bot.usecases.agenda import role_label
from bot.usecases.command import Context, Outcome
from bot.usecases.moter import AvlysMote, FlyttMote, coming, convenes, meets_here
from bot.usecases.porten import organs_of

Inputs = Mapping[str, str]
AHEAD = timedelta(days=200)
SHOWN = 5


def plan_card(work: UnitOfWork, here: Here, argument: str) -> Sequence[Message]:
    if not access.in_team(work, None, here.context()):
        raise NotAllowed("not_allowed")
    series = [_series(work, here, organ) for organ in here.room.plan.organs if organ.meets]
    return [cards.overview(series, here.t, here.ink())]


def _series(work: UnitOfWork, here: Here, organ: Organ) -> cards.Series:
    plan = here.room.plan
    ahead = coming(work, here.room, organ.id, here.now, local(here.now).date() + AHEAD)[:SHOWN]
    exact, closed = settles_dates(organ.cadence), plan.choices.closed_days
    first = plan.choices.first_meetings.get(organ.id)
    rows = [
        cards.Row(
            m,
            clash(m.day, closed),
            not exact and m.version == 0 and m.day == m.planned and not (first and first.date == m.planned),
        )
        for m in ahead
    ]
    convener = plan.seat(organ.id, "convener")
    label = role_label(here.room, convener) if convener else ""
    return cards.Series(organ, tuple(rows), label, convenes(work, here.context(), organ.id))


def _start(work: UnitOfWork, here: Here, argument: str) -> Answers:
    """At the meeting that needs a new date, where there is one."""
    waiting = [m for m, _ in _load(work, here, {}).choices if clash(m.day, here.room.plan.choices.closed_days)]
    return {AT: "mote", "mote": waiting[0].id} if waiting else {}


def _load(work: UnitOfWork, here: Here, answers: Answers) -> cards.MoveStep:
    plan, until = here.room.plan, local(here.now).date() + AHEAD
    mine = [o for o in plan.organs if meets_here(o) and convenes(work, here.context(), o.id)]
    every = [(m, o) for o in mine for m in coming(work, here.room, o.id, here.now, until)[:SHOWN]]
    choices = tuple(sorted(every, key=lambda pair: pair[0].starts_at))
    chosen = next(((m, o) for m, o in choices if m.id == answers.get("mote")), None)
    if chosen is None:
        return cards.MoveStep(choices)
    return cards.MoveStep(choices, *chosen, clash(chosen[0].day, plan.choices.closed_days))


def _choose(view: View, answers: Answers, pressed: str, inputs: Inputs) -> Next:
    found = next((m for m, _ in view.data.choices if m.id == inputs.get("mote")), None)
    if found is None:
        return again(answers, inputs, mote=view.t("Velg et møte."))
    there = local(found.starts_at)
    return at("dato", answers, mote=found.id, start=f"{there:%H:%M}", place=found.place)


def _date(view: View, answers: Answers, pressed: str, inputs: Inputs) -> Next:
    if view.data.chosen is None:
        return at("mote", answers)
    given = {name: inputs.get(name, "") for name in ("day", "start", "place", "reason")}
    looked = look(view, answers, inputs, {name: given[name] for name in ("place", "reason")})
    one, said = _look_for_one(view, inputs, pressed, given)
    problems = {**looked.problems, **one}
    if pressed == "flytt":
        problems |= fields.when_problems(view, given["day"], given["start"])
    elif not given["reason"]:
        problems["reason"] = view.t("Skriv kort hvorfor møtet avlyses.")
    if problems:
        return again({**answers, **looked.kept}, {**given, **looked.shown}, **problems)
    return Finish(_command(view.data.chosen, pressed, {**given, **said}, looked.not_names))


def _look_for_one(view: View, inputs: Inputs, pressed: str, given: Inputs) -> tuple[dict[str, str], dict[str, str]]:
    """What is told to those who come: why the meeting is cancelled, or where it is."""
    if pressed == "avlys":
        return look_for_one(view, inputs, {"reason": given["reason"]}, organs_of(view.plan, view.data.chosen))
    return look_at_place(view, inputs, given["place"])


def _command(mote: Mote, pressed: str, given: Inputs, not_names: tuple[str, ...]) -> FlyttMote | AvlysMote:
    if pressed == "avlys":
        return AvlysMote(mote.organ, mote.planned, given["reason"], not_names, bool(given["one_person"]))
    day, start = fields.day(given["day"]), fields.clock(given["start"])
    if day is None or start is None:
        raise NotFound("draft_gone")
    return FlyttMote(mote.organ, mote.planned, day, start, given["place"], not_names, bool(given["one_person"]))


def _convenes_any(work: UnitOfWork, command: object, context: Context) -> bool:
    return any(convenes(work, context, organ.id) for organ in context.room.plan.organs)


def _done(work: UnitOfWork, here: Here, outcome: Outcome) -> Json:
    mote = work.get(Mote, outcome.subject)
    if mote is None:
        raise NotFound("mote_gone")
    return cards.changed(here.room.plan.organ(mote.organ).name, mote, here.t)


FLYTT = Dialog(
    name="flytt",
    title=N_("Flytt møte"),
    first="mote",
    rule=_convenes_any,
    start=_start,
    load=_load,
    done=_done,
    steps={"mote": Step(cards.choose_mote, _choose), "dato": Step(cards.new_date, _date, back="mote")},
)

DIALOGS: dict[str, Dialog] = {"flytt": FLYTT}
WORDS: dict[str, Word] = {
    "møteplan": Word(
        N_("møteplan"),
        ("møteplanen", "møter", "møte", "møta", "møtene", "neste møte", "meeting", "next meeting"),
        N_("kommende møter"),
        plan_card,
        rule=access.in_team,
    ),
    "flytt": Word(
        N_("flytt"),
        ("flytte", "flytt møte", "flytt møtet", "avlys", "avlyse", "avlys møte", "avlys møtet", "ny dato", "cancel"),
        N_("flytt eller avlys et møte"),
        dialog="flytt",
    ),
}
