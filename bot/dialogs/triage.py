"""The coordinator's steps with a varsling that ask for something: more, where, which other, why; and the reporter's
answer. Each begins from a button on the varsling's card (UC-38)."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from bot.cards import triage as cards
from bot.cards.meld import danger_in_text, stop
from bot.cards.varsling import category_label
from bot.dialogs.flow import Abort, Answers, Dialog, Finish, Here, Move, Next, Render, Step, View, again, at
from bot.dialogs.guarded import look, look_for_one
from bot.dialogs.varsling import receivers_card
from bot.domain import personvern
from bot.domain.personvern import Sign
from bot.domain.varsling import OPEN, Varsling
from bot.errors import NotAllowed
from bot.ports import Among, Json, UnitOfWork
from bot.texts import N_
from bot.usecases import access
from bot.usecases.command import Outcome
from bot.usecases.varsling_kort import WRITTEN
from bot.usecases.varsling_triage import (
    AddToVarsling,
    AskMore,
    CloseVarsling,
    MergeVarsling,
    Reason,
    ReferVarsling,
    destinations,
    found,
    stamp,
)
from bot.usecases.varslinger import receives

Inputs = Mapping[str, str]


def _start(work: UnitOfWork, here: Here, argument: str) -> Answers:
    """Remember which varsling, and when it was last handled."""
    varsling = found(work, argument)
    return {"varsling": varsling.id, "stamp": str(stamp(varsling))}


def _start_answer(work: UnitOfWork, here: Here, argument: str) -> Answers:
    varsling = found(work, argument)
    if varsling.reporter != here.actor.id:
        raise NotAllowed("card_for_another")
    return {"varsling": varsling.id}


def _load(choices: Callable[[UnitOfWork, Here, Varsling], list[tuple[str, str]]] | None = None) -> Callable[..., Any]:
    def load(work: UnitOfWork, here: Here, answers: Answers) -> cards.Chosen:
        varsling = found(work, answers["varsling"])
        return cards.Chosen(varsling, choices(work, here, varsling) if choices else ())

    return load


def _places(work: UnitOfWork, here: Here, varsling: Varsling) -> list[tuple[str, str]]:
    own = here.t("Egen tjeneste hos den som meldte")
    return [(value, title or own) for value, title in destinations(here.room).items()]


def _others(work: UnitOfWork, here: Here, varsling: Varsling) -> list[tuple[str, str]]:
    """The open ones it can become a part of, those with the same theme first."""
    found_open = work.find(Varsling, order="created_at", status=Among(OPEN), about=varsling.about)
    rest = sorted((v for v in found_open if v.id != varsling.id), key=lambda v: v.category != varsling.category)
    return [(v.id, _other(v, here)) for v in rest[:20]]


def _other(v: Varsling, here: Here) -> str:
    theme, where = category_label(here.room.plan, v.category), v.place
    return " · ".join(part for part in (v.number, theme, where, here.t.day(v.created_at.date())) if part)


def _more(view: View, answers: Answers, pressed: str, inputs: Inputs) -> Next:
    looked = look(view, answers, inputs, {"question": inputs.get("question", "")})
    chosen = [view.t(cards.POINTS[int(n)]) for n in inputs.get("points", "").split(",") if n.isdecimal() and int(n) < 5]
    one, said = look_for_one(view, inputs, {"question": inputs.get("question", "")}, ())
    problems = {**looked.problems, **one}
    if not chosen and not inputs.get("question", ""):
        problems["points"] = view.t("Velg minst ett spørsmål, eller skriv ditt eget.")
    if problems:
        return again({**answers, **looked.kept}, {**inputs, **looked.shown}, **problems)
    text = inputs.get("question", "")
    seen, not_one = int(answers["stamp"]), bool(said["one_person"])
    return Finish(AskMore(answers["varsling"], seen, tuple(chosen), text, looked.not_names, not_one=not_one))


def _refer(view: View, answers: Answers, pressed: str, inputs: Inputs) -> Next:
    if inputs.get("to", "") not in destinations(view.here.room):
        return again(answers, inputs, to=view.t("Velg hvor den går videre."))
    return Finish(ReferVarsling(answers["varsling"], int(answers["stamp"]), inputs["to"]))


def _merge(view: View, answers: Answers, pressed: str, inputs: Inputs) -> Next:
    if inputs.get("into", "") not in dict(view.data.choices):
        return again(answers, inputs, into=view.t("Velg hvilken den skal bli en del av."))
    return Finish(MergeVarsling(answers["varsling"], int(answers["stamp"]), inputs["into"]))


def _close(view: View, answers: Answers, pressed: str, inputs: Inputs) -> Next:
    text = "" if cards.about_one(view) else inputs.get("text", "")
    looked, (one, said) = look(view, answers, inputs, {"text": text}), look_for_one(view, inputs, {"text": text}, ())
    problems = {**looked.problems, **one}
    if inputs.get("reason", "") not in set(Reason):
        problems["reason"] = view.t("Velg hvorfor.")
    if problems:
        return again({**answers, **looked.kept}, {**inputs, **looked.shown}, **problems)
    reason = Reason(inputs["reason"])
    seen, not_one = int(answers["stamp"]), bool(said["one_person"])
    return Finish(CloseVarsling(answers["varsling"], seen, reason, text, looked.not_names, not_one=not_one))


def _write(view: View, answers: Answers, pressed: str, inputs: Inputs) -> Next:
    text = inputs.get("text", "")
    looked, (one, said) = look(view, answers, inputs, {"text": text}), look_for_one(view, inputs, {"text": text}, ())
    problems = {**looked.problems, **one}
    kept = {**answers, **looked.kept, **said}
    signs = personvern.danger_signs(text)
    if (Sign.FARE_POLITI in signs or Sign.FARE_HELSE in signs) and answers.get("calm") != text:
        return at("fare", kept, **looked.shown, unclean="ja" if problems else "")
    if not text:
        problems["text"] = view.t("Skriv kort hva dere vet mer.")
    return again(kept, {**inputs, **looked.shown}, **problems) if problems else at("forhandsvis", kept, text=text)


def _danger(view: View, answers: Answers, pressed: str, inputs: Inputs) -> Next:
    if pressed == "fare":
        return Abort(stop(view.plan, view.t))
    return at("skriv" if answers.get("unclean") else "forhandsvis", answers, calm=answers["text"])


def _send(view: View, answers: Answers, pressed: str, inputs: Inputs) -> Next:
    not_names = tuple(answers.get("not_names", "").splitlines())
    not_one = bool(answers.get("one_person"))
    return Finish(AddToVarsling(answers["varsling"], answers["text"], not_names, not_one=not_one))


def _done(work: UnitOfWork, here: Here, outcome: Outcome) -> Json:
    return receivers_card(work, here, outcome)


def _dropped(work: UnitOfWork, here: Here, answers: Answers) -> Json:
    return receivers_card(work, here, Outcome(answers["varsling"]))


def _added(work: UnitOfWork, here: Here, outcome: Outcome) -> Json:
    return cards.added(here.t, found(work, outcome.subject).number)


def _asked(name: str, title: str, render: Render, move: Move, load: Callable[..., Any]) -> Dialog:
    step = {"skjema": Step(render, move)}
    return Dialog(name, "skjema", step, receives, _done, load, _start, title, dropped=_dropped)


ANSWER = Dialog(
    name="tillegg",
    title=N_("Svar på spørsmål"),
    first="skriv",
    rule=access.may_report,
    start=_start_answer,
    load=_load(),
    done=_added,
    known_as=WRITTEN,
    steps={
        "skriv": Step(cards.add, _write),
        "fare": Step(danger_in_text, _danger, back="skriv"),
        "forhandsvis": Step(cards.add_preview, _send, back="skriv"),
    },
)

DIALOGS: dict[str, Dialog] = {
    "mer": _asked("mer", N_("Be om mer"), cards.ask_more, _more, _load()),
    "henvis": _asked("henvis", N_("Henvis videre"), cards.refer, _refer, _load(_places)),
    "sla_sammen": _asked("sla_sammen", N_("Slå sammen"), cards.merge, _merge, _load(_others)),
    "avslutt": _asked("avslutt", N_("Avslutt"), cards.close, _close, _load()),
    "tillegg": ANSWER,
}
