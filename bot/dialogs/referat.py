"""`referat`: the secretary goes through the agenda, item by item, and sends it to the chair (UC-14, UC-15).

What has been written is kept in the draft at every step: `referat` goes on where it was left.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping

from bot.cards import referat as cards
from bot.dialogs import fields
from bot.dialogs.flow import AT, Answers, Dialog, Finish, Go, Here, Next, Step, View, again, at
from bot.dialogs.guarded import look, look_for_one
from bot.dialogs.rows import Word
from bot.domain.mote import ItemKind, Mote
from bot.domain.moteplan import clash
from bot.domain.plan.organ import Organ
from bot.domain.referat import (
    LONGEST,
    TASKS_PER_ITEM,
    HandledItem,
    Referat,
    ReferatStatus,
    TaskLine,
    referat_id,
)
from bot.domain.room import Draft
from bot.errors import NotFound
from bot.ports import Json, UnitOfWork
from bot.texts import N_
from bot.usecases.agenda import items_of, role_label
from bot.usecases.command import Context, Outcome
from bot.usecases.moter import meets_here, next_mote, sits
from bot.usecases.porten import organs_of, outcomes_in
from bot.usecases.referater import SendReferat, Written, awaiting, next_moment
from bot.usecases.samtale_kort import over

Inputs = Mapping[str, str]


def _writes_any(work: UnitOfWork, command: object, context: Context) -> bool:
    return any(meets_here(o) and sits(work, context, o.id, "secretary") for o in context.room.plan.organs)


def _start(work: UnitOfWork, here: Here, argument: str) -> Answers:
    """Where it was left; else what was sent and came back; else the only meeting that waits."""
    waiting = awaiting(work, here.context())
    ids = {mote.id for mote in waiting}
    for draft in work.find(Draft, person=here.actor.id, dialog="referat"):
        kept: dict[str, str] = json.loads(draft.answers)
        work.remove(Draft, draft.id)
        over(work, here.context(), draft.id, here.card)
        if draft.expires_at > here.now and kept.get("mote") in ids:
            return {**kept, AT: "sak"} if kept.get(AT) == "pause" else kept
    return _opened(work, waiting[0].id) if len(waiting) == 1 else {AT: "mote"}


def _opened(work: UnitOfWork, mote: str) -> Answers:
    before = work.get(Referat, referat_id(mote))
    return {AT: "oppmote", "mote": mote, **(_as_answers(before) if before else {})}


def _as_answers(referat: Referat) -> dict[str, str]:
    """What was sent before, as it was filled in."""
    found = {"present": ",".join(referat.present)}
    for n, item in enumerate(referat.items):
        found |= {f"s{n}_summary": item.summary, f"s{n}_decision": item.decision}
        for k, task in enumerate(item.tasks):
            due = task.deadline.isoformat() if task.deadline else ""
            found |= {f"s{n}_what{k}": task.what, f"s{n}_owner{k}": task.owner, f"s{n}_due{k}": due}
    return found


def _load(work: UnitOfWork, here: Here, answers: Answers) -> cards.ReferatStep:
    plan = here.room.plan
    waiting = tuple((mote, plan.organ(mote.organ)) for mote in awaiting(work, here.context()))
    mote, organ = next(((m, o) for m, o in waiting if m.id == answers.get("mote")), (None, None))
    if mote is None or organ is None:
        return cards.ReferatStep(waiting)
    ahead = next_mote(work, here.room, organ.id, max(here.now, mote.ends_at))
    chair = plan.seat(organ.id, "chair") or plan.coordinator.role
    return cards.ReferatStep(
        waiting=waiting,
        mote=mote,
        organ=organ,
        items=items_of(work, here.room, mote),
        planned_next=ahead,
        clash=clash(ahead.day, plan.choices.closed_days) if ahead else None,
        referat=work.get(Referat, referat_id(mote.id)),
        chair=role_label(here.room, chair),
        labels={role: role_label(here.room, role) for role in (*organ.members, *plan.roles)},
        outcomes=outcomes_in(work, mote.id),
    )


def _choose(view: View, answers: Answers, pressed: str, inputs: Inputs) -> Next:
    chosen = next((m.id for m, _ in view.data.waiting if m.id == inputs.get("mote")), None)
    if chosen is None:
        return again(answers, inputs, mote=view.t("Velg et møte."))
    return at("oppmote", answers, mote=chosen)


def _attendance(view: View, answers: Answers, pressed: str, inputs: Inputs) -> Next:
    organ: Organ | None = view.data.organ
    if organ is None:
        return at("mote", answers)
    came_back = view.data.referat if view.data.referat else None
    before = _as_answers(came_back) if came_back else {}
    there = [role for role in inputs.get("present", "").split(",") if role in organ.members]
    return at("sak", {**before, **answers}, i="0", present=",".join(there))


def _item(view: View, answers: Answers, pressed: str, inputs: Inputs) -> Next:
    """The texts are looked through before anything is kept (G11)."""
    n = int(answers["i"])
    if view.data.items[n].kind is ItemKind.ENKELTSAK:
        return _turned(view, answers, n, pressed)
    given = {name: inputs.get(name, "") for name in _names()}
    texts = {k: v for k, v in given.items() if _is_text(k)}
    looked = look(view, answers, inputs, texts, prefix=f"s{n}_")
    one, said = look_for_one(view, inputs, texts, organs_of(view.plan, view.data.mote), prefix=f"s{n}_")
    problems = {**_problems(view, given), **looked.problems, **one}
    filled = {f"s{n}_{name}": value for name, value in given.items()}
    if problems:
        return again({**answers, **looked.kept}, {**filled, **looked.shown}, **problems)
    return _turned(view, {**answers, **filled, **looked.kept, **said}, n, pressed)


def _turned(view: View, answers: Answers, n: int, pressed: str) -> Go:
    """To the item after or before, and past the last one; a pause stays where it is."""
    if pressed == "pause":
        return at("pause", answers)
    if pressed == "forrige":
        return at("sak", answers, i=str(n - 1)) if n else at("oppmote", answers)
    return at("sak", answers, i=str(n + 1)) if n + 1 < len(view.data.items) else at("neste", answers)


def _names() -> Iterator[str]:
    yield from ("summary", "decision")
    for k in range(TASKS_PER_ITEM):
        yield from (f"what{k}", f"owner{k}", f"due{k}")


def _is_text(name: str) -> bool:
    return name in ("summary", "decision") or name.startswith("what")


def _problems(view: View, given: Inputs) -> dict[str, str]:
    t, problems = view.t, {}
    for name, text in given.items():
        limit = LONGEST.get("what" if name.startswith("what") else name)
        if limit and len(text) > limit:
            problems[name] = cards.too_long("what" if name.startswith("what") else name, t)
    for k in range(TASKS_PER_ITEM):
        what, owner, due = given[f"what{k}"], given[f"owner{k}"], given[f"due{k}"]
        if what and owner not in view.plan.roles:
            problems[f"owner{k}"] = t("Velg hvem som er ansvarlig.")
        if what and fields.day(due) is None:
            problems[f"due{k}"] = t("Velg en frist.")
        if not what and owner and due:
            problems[f"what{k}"] = t("Skriv kort hva som skal gjøres.")
    return problems


def _next(view: View, answers: Answers, pressed: str, inputs: Inputs) -> Next:
    given = {"day": inputs.get("day", ""), "start": inputs.get("start", "")}
    if pressed == "forrige":
        return at("sak", answers, i=str(len(view.data.items) - 1))
    after = max(view.here.now, view.data.mote.ends_at)
    problems = fields.when_problems(view, given["day"], given["start"], after=after) if given["day"] else {}
    return again(answers, given, **problems) if problems else at("forhandsvis", answers, **given)


def _resume(view: View, answers: Answers, pressed: str, inputs: Inputs) -> Next:
    return at("sak", answers)


def _show_pause(view: View, answers: Answers) -> Json:
    return cards.paused(view)


def _command(answers: Answers, data: cards.ReferatStep) -> SendReferat:
    return SendReferat(
        mote=answers["mote"],
        present=tuple(answers.get("present", "").split(",")),
        written=tuple(_written(answers, n, item.kind) for n, item in enumerate(data.items)),
        next_day=fields.day(answers.get("day", "")),
        next_start=fields.clock(answers.get("start", "")),
        not_names=tuple(answers.get("not_names", "").splitlines()),
    )


def _written(answers: Answers, n: int, kind: ItemKind) -> Written:
    if kind is ItemKind.ENKELTSAK:
        return Written()
    tasks = [
        TaskLine(what, answers.get(f"s{n}_owner{k}", ""), fields.day(answers.get(f"s{n}_due{k}", "")))
        for k in range(TASKS_PER_ITEM)
        if (what := answers.get(f"s{n}_what{k}", ""))
    ]
    said = answers.get(f"s{n}_one_person", "")
    return Written(answers.get(f"s{n}_summary", ""), answers.get(f"s{n}_decision", ""), tuple(tasks), bool(said))


def _preview(view: View, answers: Answers) -> Json:
    data, here = view.data, view.here
    if data.mote is None:
        return cards.choose_mote(view, answers)
    command = _command(answers, data)
    members = data.organ.members
    both = zip(data.items, command.written, strict=True)
    shown = Referat(
        id="",
        room=here.room.id,
        mote=data.mote.id,
        organ=data.organ.id,
        secretary=here.actor.id,
        status=ReferatStatus.TIL_GODKJENNING,
        turn=0,
        sent_at=here.now,
        present=tuple(role for role in members if role in command.present),
        absent=tuple(role for role in members if role not in command.present),
        items=tuple(
            HandledItem(i.kind, i.title, w.summary, w.decision, w.tasks, i.about, data.outcomes.get(i.about, ""))
            for i, w in both
        ),
        next_at=next_moment(command, data.mote),
    )
    return cards.preview(view, shown)


def _decide(view: View, answers: Answers, pressed: str, inputs: Inputs) -> Next:
    if pressed == "send":
        return Finish(_command(answers, view.data))
    return at("sak", answers, i="0")


def _done(work: UnitOfWork, here: Here, outcome: Outcome) -> Json:
    referat = work.get(Referat, outcome.subject)
    mote = work.get(Mote, referat.mote) if referat else None
    if mote is None:
        raise NotFound("referat_gone")
    plan = here.room.plan
    chair = role_label(here.room, plan.seat(mote.organ, "chair") or plan.coordinator.role)
    return cards.sent(mote, plan.organ(mote.organ).name, chair, here.t)


REFERAT = Dialog(
    name="referat",
    title=N_("Referat"),
    first="mote",
    rule=_writes_any,
    start=_start,
    load=_load,
    done=_done,
    steps={
        "mote": Step(cards.choose_mote, _choose),
        "oppmote": Step(cards.attendance, _attendance, back="mote"),
        "sak": Step(cards.item, _item),
        "pause": Step(_show_pause, _resume),
        "neste": Step(cards.next_meeting, _next),
        "forhandsvis": Step(_preview, _decide),
    },
)

DIALOGS: dict[str, Dialog] = {"referat": REFERAT}
WORDS: dict[str, Word] = {
    "referat": Word(
        N_("referat"),
        ("referatet", "referata", "referater", "skriv referat", "møtereferat"),
        N_("skriv referat fra et møte"),
        dialog="referat",
    ),
}
