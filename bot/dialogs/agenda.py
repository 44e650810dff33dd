"""`agenda`: from a proposal to an approved agenda that is filed and posted (UC-12)."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from difflib import get_close_matches

from bot.cards import agenda as cards
from bot.cards.gate import reasons
from bot.dialogs import fields
from bot.dialogs.flow import AT, Answers, Dialog, Finish, Here, Next, Step, View, again, at
from bot.dialogs.guarded import both, look, look_at_place, look_for_one
from bot.dialogs.rows import Word
from bot.dialogs.words import CLOSE_ENOUGH, plain
from bot.domain.mote import Agenda, ItemKind, Mote
from bot.domain.moteplan import clash, local, moment, settles_dates
from bot.domain.plan import Plan
from bot.domain.plan.organ import Organ
from bot.domain.sealed import Sealed
from bot.errors import NotAllowed, NotFound
from bot.ports import Json, UnitOfWork
from bot.texts import N_
from bot.usecases import access
from bot.usecases.agenda import latest_agenda, proposal, shown_items
from bot.usecases.agenda_approval import LONGEST_LINE, ApproveAgenda, chosen
from bot.usecases.command import Outcome
from bot.usecases.enkeltsaker import handles
from bot.usecases.moter import DEFAULT_START, convenes, may_see, meets_here, next_mote, undated
from bot.usecases.porten import wanted_in

Inputs = Mapping[str, str]


def _start(work: UnitOfWork, here: Here, argument: str) -> Answers:
    """The organ that was named, else the only one, else a choice with the likeliest first."""
    plan, named, mine = here.room.plan, _named(here, argument), _mine(work, here)
    if named is not None and named.run_by_other:
        return {AT: "andre", "organ": named.id}
    if named is None and len(mine) > 1:
        return {AT: "organ", "organ": _likely(work, here, mine).id}
    organ = named or next(iter(mine), None) or _own_organ(here) or plan.organs[-1]
    if not may_see(work, here.context(), organ):
        raise NotAllowed("not_allowed")
    return {AT: "agenda", "organ": organ.id}


def _named(here: Here, argument: str) -> Organ | None:
    wanted = plain(argument)
    if not wanted:
        return None
    spelt = [(plain(name), o) for o in here.room.plan.organs for name in (o.id, o.name, *o.aliases)]
    begun = next((organ for name, organ in spelt if name.startswith(wanted)), None)
    close = get_close_matches(wanted, [name for name, _ in spelt], 1, CLOSE_ENOUGH)
    return begun or (dict(spelt)[close[0]] if close else None)


def _mine(work: UnitOfWork, here: Here) -> list[Organ]:
    return [o for o in here.room.plan.organs if meets_here(o) and convenes(work, here.context(), o.id)]


def _own_organ(here: Here) -> Organ | None:
    """The organ that somebody sits in, for one who may look but not convene."""
    plan = here.room.plan
    sits_in = [o for o in plan.organs if here.actor.has(*o.members)]
    return plan.intake_organ if plan.intake_organ in sits_in else next(iter(sits_in), None)


def _likely(work: UnitOfWork, here: Here, organs: list[Organ]) -> Organ:
    """The organ that handles the varslinger, else the one that meets first."""
    if here.room.plan.intake_organ in organs:
        return next(o for o in organs if o == here.room.plan.intake_organ)
    first = {o.id: next_mote(work, here.room, o.id, here.now) for o in organs}
    dated = [(m.starts_at, o) for o in organs if (m := first[o.id])]
    return min(dated, key=lambda pair: pair[0])[1] if dated else organs[0]


def _load(work: UnitOfWork, here: Here, answers: Answers) -> cards.AgendaStep:
    plan = here.room.plan
    organs, others = tuple(_mine(work, here)), tuple(o for o in plan.organs if o.meets and o.run_by_other)
    organ = next((o for o in plan.organs if o.id == answers.get("organ")), None)
    if organ is None or not meets_here(organ):
        return cards.AgendaStep(organs, others)
    mote = _together(next_mote(work, here.room, organ.id, here.now), organ, answers)
    agenda = latest_agenda(work, mote.id) if mote else None
    return cards.AgendaStep(
        organs=organs,
        others=others,
        organ=organ,
        mote=mote,
        clash=clash(mote.day, plan.choices.closed_days) if mote else None,
        suggested=mote is not None and mote.day == mote.planned and not settles_dates(organ.cadence),
        proposed=proposal(work, here.room, mote or _some_day(here, organ.id)),
        agenda=agenda,
        items=shown_items(work, here.room, mote, agenda) if mote and agenda else (),
        in_channel=organ.id in here.room.channels,
        may_change=organ in organs,
        kept_off=_kept_off(work, here, mote) if mote else (),
    )


def _kept_off(work: UnitOfWork, here: Here, mote: Mote) -> tuple[tuple[str, tuple[str, ...]], ...]:
    """The cases whose gate is closed for this meeting, and why, for whoever handles them."""
    found = [(sak, answer) for sak, answer in wanted_in(work, here.room, mote) if not answer.may_be_listed]
    mine = [(sak, answer) for sak, answer in found if handles(work, here.context(), sak)]
    return tuple((sak.number, tuple(reasons(answer, here.room.plan, here.t))) for sak, answer in mine)


def _together(mote: Mote | None, organ: Organ, answers: Answers) -> Mote | None:
    """The meeting as the convener says it: alone, or joint with another organ of the plan."""
    if mote is None or "joint" not in answers:
        return mote
    others = {each.with_organ for each in organ.joint_meetings}
    return replace(mote, joint_with=answers["joint"] if answers["joint"] in others else "")


def _some_day(here: Here, organ: str, day: date | None = None) -> Mote:
    return undated(here.room, organ, day or local(here.now).date(), DEFAULT_START, here.now)


def _filled(data: cards.AgendaStep) -> dict[str, str]:
    """The next meeting's date, time and place; a day that cannot be used is left open."""
    if data.mote is None:
        return {"start": f"{DEFAULT_START:%H:%M}"}
    there, usable = local(data.mote.starts_at), data.clash is None or not data.clash.forbids
    day = there.date().isoformat() if usable else ""
    return {"day": day, "start": f"{there:%H:%M}", "place": data.mote.place, "joint": data.mote.joint_with}


def _organ(view: View, answers: Answers, pressed: str, inputs: Inputs) -> Next:
    organ = inputs.get("organ", "")
    if organ not in {o.id for o in view.data.organs}:
        return again(answers, inputs, organ=view.t("Velg et organ."))
    return at("agenda", answers, organ=organ)


def _show(view: View, answers: Answers) -> Json:
    """The approved agenda, opened; or the proposal."""
    if not view.data.may_change or (view.data.agenda and not answers.get("endre")):
        return cards.existing(view, answers)
    return cards.propose(view, {**_filled(view.data), **answers})


def _move(view: View, answers: Answers, pressed: str, inputs: Inputs) -> Next:
    if pressed != "endre":
        return _propose(view, answers, inputs)
    had = {item.key for item in view.data.items}
    own = [item.title for item in view.data.items if item.kind is ItemKind.EGEN]
    kept = ",".join(item.key for item in view.data.proposed if item.key in had)
    return at("agenda", answers, endre="ja", items=kept, **dict(zip(cards.OWN, own, strict=False)))


def _propose(view: View, answers: Answers, inputs: Inputs) -> Next:
    """The lines are looked through before anything is kept (G11)."""
    t, data = view.t, view.data
    given = {name: inputs.get(name, "") for name in ("day", "start", "items", *cards.OWN, "place", "reason", "joint")}
    texts = {name: given[name] for name in (*cards.OWN, "place", "reason")}
    looked = look(view, answers, inputs, texts)
    lines = {n: given[n] for n in (*cards.OWN, "reason")}
    found = look_for_one(view, inputs, lines, _organs(view.plan, given, data))
    one, said = both(found, look_at_place(view, inputs, given["place"]))
    problems = {**fields.when_problems(view, given["day"], given["start"]), **looked.problems, **one}
    if data.mote and data.mote.starts_at <= view.here.now:
        problems.pop("day", None)
    if not _something(given, data):
        problems["items"] = t("Velg minst én sak.")
    if data.agenda and not given["reason"]:
        problems["reason"] = t("Skriv kort hvorfor agendaen endres.")
    problems |= {n: t("Høyst {n} tegn.", n=LONGEST_LINE) for n, text in texts.items() if len(text) > LONGEST_LINE}
    if problems:
        return again({**answers, **looked.kept}, {**given, **looked.shown}, **problems)
    planned = data.mote.planned.isoformat() if data.mote else ""
    return at("forhandsvis", answers, **given, **looked.kept, **said, planned=planned)


def _organs(plan: Plan, given: Answers, data: cards.AgendaStep) -> list[Organ]:
    """Whose meeting it is: both organs of a joint one."""
    joint = [organ for organ in plan.organs if organ.id == given["joint"]]
    return [data.organ, *joint] if data.organ else joint


def _something(given: Answers, data: cards.AgendaStep) -> bool:
    keys = {item.key for item in data.proposed}
    return bool(keys & set(given["items"].split(","))) or any(given[name] for name in cards.OWN)


def _preview(view: View, answers: Answers) -> Json:
    command = _command(answers, view.data)
    mote = view.data.mote or _some_day(view.here, command.organ, command.day)
    start = moment(command.day, command.start)
    given = replace(mote, starts_at=start, ends_at=start + (mote.ends_at - mote.starts_at), place=Sealed(command.place))
    return cards.preview(view, given, chosen(view.data.proposed, command.keys, command.own))


def _decide(view: View, answers: Answers, pressed: str, inputs: Inputs) -> Next:
    return Finish(_command(answers, view.data)) if pressed == "godkjenn" else at("agenda", answers)


def _command(answers: Answers, data: cards.AgendaStep) -> ApproveAgenda:
    on, start = fields.day(answers["day"]), fields.clock(answers["start"])
    if on is None or start is None:
        raise NotFound("draft_gone")
    return ApproveAgenda(
        organ=answers["organ"],
        planned=fields.day(answers.get("planned", "")),
        day=on,
        start=start,
        place=answers.get("place", ""),
        keys=tuple(answers.get("items", "").split(",")),
        own=tuple(answers[name] for name in cards.OWN if answers.get(name)),
        reason=answers.get("reason", ""),
        seen=data.agenda.revision if data.agenda else 0,
        not_names=tuple(answers.get("not_names", "").splitlines()),
        joint=answers.get("joint", ""),
        not_one=bool(answers.get("one_person")),
    )


def _done(work: UnitOfWork, here: Here, outcome: Outcome) -> Json:
    agenda = work.get(Agenda, outcome.subject)
    mote = work.get(Mote, agenda.mote) if agenda else None
    if mote is None:
        raise NotFound("mote_gone")
    return cards.approved(mote, here.room.plan.organ(mote.organ).name, here.t)


AGENDA = Dialog(
    name="agenda",
    title=N_("Agenda"),
    first="organ",
    rule=access.in_team,
    start=_start,
    load=_load,
    done=_done,
    steps={
        "organ": Step(cards.choose_organ, _organ),
        "andre": Step(cards.not_here, _organ),
        "agenda": Step(_show, _move, back="organ"),
        "forhandsvis": Step(_preview, _decide, back="agenda"),
    },
)

DIALOGS: dict[str, Dialog] = {"agenda": AGENDA}
WORDS: dict[str, Word] = {
    "agenda": Word(
        N_("agenda"),
        ("agendaen", "lag agenda", "saksliste", "sakslista", "sakslisten", "sakliste", "dagsorden", "innkalling"),
        N_("lag eller åpne agendaen til neste møte"),
        dialog="agenda",
    ),
}
