"""`meld`: a concern, from «is there danger now?» to a receipt (UC-30, UC-31, UC-34, UC-35).

One definition serves the chat, the message extension and Teams dialogs.
"""

from __future__ import annotations

from collections.abc import Mapping

from bot.cards import kit, meld
from bot.cards import varsling as cards
from bot.cards.personvern import explain
from bot.dialogs.flow import Abort, Answers, Dialog, Finish, Go, Here, Next, Step, View, again, at
from bot.domain import personvern
from bot.domain.varsling import About, Urgency, Varsling
from bot.errors import NotFound
from bot.ports import Json, UnitOfWork
from bot.texts import N_
from bot.usecases import access
from bot.usecases.command import Outcome
from bot.usecases.varslinger import TEXTS, SendVarsling, allowed_words

Inputs = Mapping[str, str]


def _danger(view: View, answers: Answers, pressed: str, inputs: Inputs) -> Next:
    if pressed == "fare":
        return Abort(meld.stop(view.plan, view.t))
    return at("meldeplikt", answers)


def _duty(view: View, answers: Answers, pressed: str, inputs: Inputs) -> Next:
    return at("hva" if pressed == "nei" else "meldeplikt_vist", answers)


def _shown(view: View, answers: Answers, pressed: str, inputs: Inputs) -> Next:
    return at("hva", answers)


def _about(view: View, answers: Answers, pressed: str, inputs: Inputs) -> Next:
    chosen = inputs.get("about", "")
    if chosen not in set(About):
        return again(answers, inputs, about=view.t("Velg hva det gjelder."))
    return at("ruter" if chosen == About.ENKELTSAK else "beskriv", answers, about=chosen)


def _describe(view: View, answers: Answers, pressed: str, inputs: Inputs) -> Next:
    """The texts are looked through before anything is kept (G11)."""
    given = {name: inputs.get(name, "") for name in ("category", "urgency", "on_behalf", *TEXTS)}
    not_names = _not_names(answers, inputs)
    problems = {**_lacking(view, given), **_identifying(view, given, not_names, inputs.get("considered", ""))}
    if problems:
        return again({**answers, "not_names": "\n".join(not_names)}, _blanked(view, given, not_names), **problems)
    signs = personvern.danger_signs(given["seen"])
    if personvern.Sign.FARE_POLITI in signs or personvern.Sign.FARE_HELSE in signs:
        return at("fare_i_tekst", answers, **given)
    if personvern.Sign.MELDEPLIKT in signs and not answers.get("duty_shown"):
        return at("meldeplikt_i_tekst", answers, **given, duty_shown="ja")
    return at("forhandsvis", answers, **given)


def _lacking(view: View, given: Answers) -> dict[str, str]:
    t, plan = view.t, view.plan
    lacking = {}
    if given["category"] not in {c.id for c in plan.varsling.categories} and plan.varsling.categories:
        lacking["category"] = t("Velg et tema.")
    if given["urgency"] not in set(Urgency):
        lacking["urgency"] = t("Velg hvor mye det haster.")
    if not given["seen"]:
        lacking["seen"] = t("Skriv kort hva dere har sett.")
    if any(len(given[name]) > kit.MAX_TEXT for name in TEXTS):
        lacking["seen"] = t("Teksten er for lang. Bruk høyst {n} tegn.", n=kit.MAX_TEXT)
    return lacking


def _identifying(view: View, given: Answers, not_names: tuple[str, ...], considered: str) -> dict[str, str]:
    """What must be changed, at its field; what points at somebody only together is for the writer to consider."""
    allowed = allowed_words(view.here.room, not_names)
    found = {name: personvern.check(given[name], allowed=allowed) for name in TEXTS}
    blocked = {name: [f for f in findings if f.blocks] for name, findings in found.items()}
    problems = {name: explain(findings, view.t) for name, findings in blocked.items() if findings}
    doubtful = [f for findings in found.values() for f in findings if not f.blocks]
    if doubtful and considered != "ja":
        problems["considered"] = explain(doubtful, view.t)
    return problems


def _blanked(view: View, given: Answers, not_names: tuple[str, ...]) -> dict[str, str]:
    """What was written, with what identifies taken out: nothing else is lost, and the value is never echoed."""
    allowed = allowed_words(view.here.room, not_names)
    return {
        name: meld.blank(text, _blocking(text, allowed), view.t) if name in TEXTS else text
        for name, text in given.items()
    }


def _blocking(text: str, allowed: personvern.Allowed) -> list[personvern.Finding]:
    return [f for f in personvern.check(text, allowed=allowed) if f.blocks]


def _not_names(answers: Answers, inputs: Inputs) -> tuple[str, ...]:
    said = [*answers.get("not_names", "").splitlines(), *inputs.get("not_names", "").replace(",", "\n").splitlines()]
    return tuple(dict.fromkeys(word.strip() for word in said if word.strip()))


def _preview(view: View, answers: Answers, pressed: str, inputs: Inputs) -> Next:
    if pressed == "send":
        return Finish(_command(answers))
    return at("ruter" if answers["about"] == About.ENKELTSAK else "beskriv", answers)


def _routes(view: View, answers: Answers, pressed: str, inputs: Inputs) -> Next:
    if pressed == "be":
        return at("be_om", answers)
    return Abort(meld.own_service(view.plan, view.t))


def _request(view: View, answers: Answers, pressed: str, inputs: Inputs) -> Next:
    given = {name: inputs.get(name, "") for name in ("category", "urgency")}
    lacking = {k: v for k, v in _lacking(view, {**given, **dict.fromkeys(TEXTS, "-")}).items() if k in given}
    return again(answers, given, **lacking) if lacking else at("forhandsvis", answers, **given)


def _stop_or_on(view: View, answers: Answers, pressed: str, inputs: Inputs) -> Next:
    if pressed == "fare":
        return Abort(meld.stop(view.plan, view.t))
    return at("forhandsvis", answers)


def _command(answers: Answers) -> SendVarsling:
    texts = {name: answers.get(name, "") for name in TEXTS}
    one_person = answers["about"] == About.ENKELTSAK
    return SendVarsling(
        about=About(answers["about"]),
        category=answers["category"],
        urgency=Urgency(answers["urgency"]),
        on_behalf=answers.get("on_behalf", ""),
        not_names=tuple(answers.get("not_names", "").splitlines()),
        **({} if one_person else texts),
    )


def _receipt(work: UnitOfWork, here: Here, outcome: Outcome) -> Json:
    varsling = work.get(Varsling, outcome.subject)
    if varsling is None:
        raise NotFound("varsling_gone")
    return cards.receipt(varsling, here.t)


def _show_preview(view: View, answers: Answers) -> Json:
    return meld.preview(view, _command(answers))


def _keep_texts(view: View, answers: Answers, pressed: str, inputs: Inputs) -> Go:
    return at("forhandsvis", answers)


MELD = Dialog(
    name="meld",
    title=N_("Meld bekymring"),
    first="fare",
    rule=access.may_report,
    done=_receipt,
    steps={
        "fare": Step(meld.danger, _danger),
        "meldeplikt": Step(meld.duty, _duty, back="fare"),
        "meldeplikt_vist": Step(meld.duty_guide, _shown, back="meldeplikt"),
        "hva": Step(meld.what, _about, back="meldeplikt"),
        "beskriv": Step(meld.describe, _describe, back="hva"),
        "fare_i_tekst": Step(meld.danger_in_text, _stop_or_on, back="beskriv"),
        "meldeplikt_i_tekst": Step(meld.duty_guide, _keep_texts, back="beskriv"),
        "ruter": Step(meld.routes, _routes, back="hva"),
        "be_om": Step(meld.request, _request, back="ruter"),
        "forhandsvis": Step(_show_preview, _preview),
    },
)

DIALOGS: dict[str, Dialog] = {"meld": MELD}
