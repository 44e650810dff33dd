"""`bekreft`: the chair says what they see in the room; only green lets a case be spoken of (UC-33, UC-36, UC-54)."""

from __future__ import annotations

from collections.abc import Mapping

from bot.cards import enkeltsak_steg as steps
from bot.cards import gate as words
from bot.dialogs.flow import AT, Answers, Dialog, Finish, Here, Next, Step, View, again, at
from bot.dialogs.rows import Word
from bot.domain.enkeltsak import Enkeltsak, Ledd
from bot.domain.gate import NOTHING_YET, Bekreftet, Sporsmal, ask
from bot.domain.hastemote import Hastemote
from bot.domain.mote import Mote
from bot.errors import NotFound
from bot.ports import Json, UnitOfWork
from bot.texts import N_
from bot.usecases.agenda import role_label
from bot.usecases.command import Context, Outcome
from bot.usecases.enkeltsak_mote import BekreftSak, StoppSak, asked_now, waiting
from bot.usecases.hastemote_bekreft import BekreftHastemote, StoppHastemoteSak, outcome_of, waiting_calls
from bot.usecases.hastemote_bekreft import asked_now as call_asked_now
from bot.usecases.hastemoter import may_call
from bot.usecases.moter import meets_here, sits
from bot.usecases.porten import outcomes_in

Inputs = Mapping[str, str]


def _leads_any(work: UnitOfWork, command: object, context: Context) -> bool:
    chairs = any(meets_here(o) and sits(work, context, o.id, "chair") for o in context.room.plan.organs)
    return chairs or may_call(work, command, context)


def _waiting(work: UnitOfWork, here: Here) -> tuple[tuple[Enkeltsak, Mote | Hastemote], ...]:
    return (*waiting(work, here.context()), *waiting_calls(work, here.context()))


def _start(work: UnitOfWork, here: Here, argument: str) -> Answers:
    """At the only case there is, or that of the hastemøte whose button was pressed."""
    found = _waiting(work, here)
    chosen = [(sak, mote) for sak, mote in found if mote.id == argument] or found
    return {AT: "bekreft", "hva": f"{chosen[0][0].id}|{chosen[0][1].id}"} if len(chosen) == 1 else {}


def _load(work: UnitOfWork, here: Here, answers: Answers) -> steps.ConfirmStep:
    """The gate's question with everything in it but what the chair is about to say."""
    found = _waiting(work, here)
    chosen = next(((s, m) for s, m in found if f"{s.id}|{m.id}" == answers.get("hva")), None)
    if chosen is None:
        return steps.ConfirmStep(found)
    sak, mote = chosen
    question = _question(work, here, sak, mote)
    roles = tuple((role, role_label(here.room, role)) for role in sorted(question.attending - question.leading))
    return steps.ConfirmStep(
        waiting=found,
        sak=sak,
        mote=mote,
        question=question,
        answer=ask(question),
        heard=_said(work, sak.id, mote) is Ledd.MOTE,
        roles=roles,
    )


def _question(work: UnitOfWork, here: Here, sak: Enkeltsak, mote: Mote | Hastemote) -> Sporsmal:
    if isinstance(mote, Hastemote):
        return call_asked_now(work, here.context(), sak, mote, NOTHING_YET)
    return asked_now(work, here.context(), sak, mote, NOTHING_YET)


def _which(view: View, answers: Answers, pressed: str, inputs: Inputs) -> Next:
    if inputs.get("hva") not in {f"{s.id}|{m.id}" for s, m in view.data.waiting}:
        return again(answers, inputs, hva=view.t("Velg en sak."))
    return at("bekreft", answers, hva=inputs["hva"])


def _confirm(view: View, answers: Answers, pressed: str, inputs: Inputs) -> Next:
    data: steps.ConfirmStep = view.data
    if data.sak is None or data.mote is None or data.question is None:
        return at("hva", answers)
    call = isinstance(data.mote, Hastemote)
    if pressed == "stopp":
        return Finish((StoppHastemoteSak if call else StoppSak)(data.sak.id, data.mote.id))
    there = inputs.get("there", "").split(",")
    left = frozenset(role for role in inputs.get("left", "").split(",") if role)
    seen = Bekreftet(True, left, "ung" in there, "verge" in there, inputs.get("anonymous") == "ja")
    answer = ask(data.question.with_confirmed(seen))
    if not answer.may_be_discussed:
        why = " ".join(words.reasons(answer, view.plan, view.t))
        return again(answers, inputs, port=view.t("Saken kan ikke drøftes ennå. {why}", why=why))
    return Finish((BekreftHastemote if call else BekreftSak)(data.sak.id, data.mote.id, seen))


def _done(work: UnitOfWork, here: Here, outcome: Outcome) -> Json:
    sak_id, _, mote_id = outcome.subject.partition("|")
    sak = work.get(Enkeltsak, sak_id)
    if sak is None:
        raise NotFound("sak_gone")
    mote = work.get(Hastemote, mote_id) or work.get(Mote, mote_id)
    return steps.done(sak, mote is not None and _said(work, sak_id, mote) is Ledd.MOTE, here.t)


def _said(work: UnitOfWork, sak: str, mote: Mote | Hastemote) -> Ledd | None:
    return outcome_of(work, mote) if isinstance(mote, Hastemote) else outcomes_in(work, mote.id).get(sak)


CONFIRM = Dialog(
    name="bekreft",
    title=N_("Bekreft i møtet"),
    first="hva",
    rule=_leads_any,
    start=_start,
    load=_load,
    done=_done,
    steps={"hva": Step(steps.which, _which), "bekreft": Step(steps.confirm, _confirm)},
)

DIALOGS: dict[str, Dialog] = {"bekreft": CONFIRM}
WORDS: dict[str, Word] = {
    "bekreft": Word(
        N_("bekreft"),
        ("bekreft sak", "bekreft enkeltsak", "bekreft grunnlag", "stadfest sak", "stadfest grunnlag"),
        N_("bekreft i møtet at en enkeltsak kan drøftes"),
        dialog="bekreft",
    ),
}
