"""`meld`: a concern, from «is there danger now?» to a receipt (UC-30, UC-31, UC-34 to UC-37).

One definition serves the chat, the message extension and Teams dialogs.
"""

from __future__ import annotations

from collections.abc import Mapping

from bot.cards import kit, meld, meld_en, temaer
from bot.cards import varsling as cards
from bot.dialogs.flow import Abort, Answers, Dialog, Finish, Go, Here, Next, Step, View, again, at
from bot.dialogs.guarded import look
from bot.domain import personvern
from bot.domain.personvern import Outcome as Judged
from bot.domain.personvern import Sign, Why
from bot.domain.personvern.decision import Past
from bot.domain.plan import Choices
from bot.domain.varsling import TEXTS, About, Ground, Urgency, Varsling
from bot.errors import NotFound
from bot.ports import Json, UnitOfWork
from bot.texts import N_
from bot.usecases import access
from bot.usecases.command import Outcome
from bot.usecases.varsling_kort import WRITTEN
from bot.usecases.varslinger import SendVarsling, allowed_words

Inputs = Mapping[str, str]
DUTY_SHOWN = "meldeplikt_vist"
ASKED = ("category", "urgency", "on_behalf")


def _danger(view: View, answers: Answers, pressed: str, inputs: Inputs) -> Next:
    if pressed == "fare":
        return Abort(meld.stop(view.plan, view.t))
    return at("meldeplikt", answers)


def _duty(view: View, answers: Answers, pressed: str, inputs: Inputs) -> Next:
    if pressed == "nei":
        return at("hva", answers)
    return Go({**answers, "duty_shown": "ja", "at": "meldeplikt_vist"}, note=DUTY_SHOWN)


def _shown(view: View, answers: Answers, pressed: str, inputs: Inputs) -> Next:
    if pressed == "melder":
        return Abort(meld.reporting(view.plan, view.t))
    return at("hva", answers)


def _about(view: View, answers: Answers, pressed: str, inputs: Inputs) -> Next:
    chosen = inputs.get("about", "")
    if chosen not in set(About):
        return again(answers, inputs, about=view.t("Velg hva det gjelder."))
    if chosen == About.ENKELTSAK:
        return at("ruter", _without_text(answers))
    return at("beskriv", answers, about=chosen)


def _describe(view: View, answers: Answers, pressed: str, inputs: Inputs) -> Next:
    """The texts are looked through before anything is kept (G11). Danger comes before all else."""
    given = {name: inputs.get(name, "") for name in (*ASKED, *TEXTS)}
    looked = look(view, answers, inputs, {name: given[name] for name in TEXTS})
    kept = {**answers, **looked.kept}
    judged = _judged(view, given, looked.not_names, inputs.get("considered", "") == "ja")
    if judged.outcome is Judged.STOP_EMERGENCY:
        return at("fare_i_tekst", kept, **{**given, **looked.shown}, unclean="ja" if looked.problems else "")
    if judged.outcome is Judged.STOP_MELDEPLIKT and not answers.get("duty_shown"):
        shown = {**kept, **given, **looked.shown, "duty_shown": "ja", "unclean": "ja" if looked.problems else ""}
        return Go({**shown, "at": "meldeplikt_i_tekst"}, note=DUTY_SHOWN)
    problems = {**_lacking(view, given), **looked.problems}
    if problems:
        return again(kept, {**given, **looked.shown}, **problems, **_asked_again(view, judged, looked.problems))
    return _on(view, {**kept, **given, "unclean": ""}, Judged.STOP_EMERGENCY)


def _judged(
    view: View, given: Answers, not_names: tuple[str, ...], considered: bool, past: Past = frozenset()
) -> personvern.Decision:
    return personvern.decide(
        "\n".join(given[name] for name in TEXTS if given[name]),
        "gruppe_miljo",
        allowed=allowed_words(view.here.room, not_names),
        has_fagteam=meld_en.takes_cases(view.plan),
        considered=considered,
        past=past,
    )


_NEXT: dict[tuple[Judged, Why | None], str] = {
    (Judged.REDIRECT, Why.BILDER): "bilder",
    (Judged.REDIRECT, Why.VOKSEN): "voksen",
    (Judged.REDIRECT, Why.UTEN_FAGTEAM): "ser_ut_som_en",
    (Judged.GATE, Why.ENKELTSAK): "ser_ut_som_en",
    (Judged.GATE, Why.POLITIRAD): "ser_ut_som_en",
}


def _asked_again(view: View, judged: personvern.Decision, blocked: Mapping[str, str]) -> dict[str, str]:
    """A weak sign beside something identifying: the question about the duty once more (N-06, N-07)."""
    if not blocked or Sign.MELDEPLIKT not in (*judged.ask, *judged.signs):
        return {}
    return {"meldeplikt": view.t("Kan meldeplikten til barnevernet gjelde? Da må du melde selv, med en gang.")}


def _lacking(view: View, given: Answers) -> dict[str, str]:
    t = view.t
    lacking = _lacking_choices(view, given)
    if not given["seen"]:
        lacking["seen"] = t("Skriv kort hva dere har sett.")
    if any(len(given[name]) > kit.MAX_TEXT for name in TEXTS):
        lacking["seen"] = t("Teksten er for lang. Bruk høyst {n} tegn.", n=kit.MAX_TEXT)
    return lacking


def _lacking_choices(view: View, given: Answers) -> dict[str, str]:
    t, categories = view.t, view.plan.varsling.categories
    lacking = {}
    if categories and given["category"] not in {c.id for c in categories}:
        lacking["category"] = t("Velg et tema.")
    if given["urgency"] not in set(Urgency):
        lacking["urgency"] = t("Velg hvor mye det haster.")
    return lacking


def _stop_or_on(view: View, answers: Answers, pressed: str, inputs: Inputs) -> Next:
    """After «can anybody be in danger now?»: nothing identifying comes further than this."""
    if pressed == "fare":
        return Abort(meld.stop(view.plan, view.t))
    return _on(view, answers, Judged.STOP_EMERGENCY)


def _after_duty(view: View, answers: Answers, pressed: str, inputs: Inputs) -> Next:
    if pressed == "melder":
        return Abort(meld.reporting(view.plan, view.t))
    return _on(view, answers, Judged.STOP_EMERGENCY)


def _pictures(view: View, answers: Answers, pressed: str, inputs: Inputs) -> Next:
    return _on(view, answers, Judged.STOP_EMERGENCY, Why.BILDER)


def _adult(view: View, answers: Answers, pressed: str, inputs: Inputs) -> Next:
    if pressed == "voksen":
        return Abort(temaer.adult_end(view.plan, view.t))
    return _on(view, answers, Judged.STOP_EMERGENCY, Why.BILDER, Why.VOKSEN)


def _on(view: View, answers: Answers, *past: Judged | Why) -> Go:
    """Back to the text where something was taken out of it or is missing, else on to what else it may be: every
    question is asked, whichever of them came before it (UC-31)."""
    given = {name: answers.get(name, "") for name in (*ASKED, *TEXTS)}
    if answers.get("unclean") or _lacking(view, given):
        return at("beskriv", answers)
    shown = (Judged.STOP_MELDEPLIKT,) if answers.get("duty_shown") else ()
    not_names = tuple(answers.get("not_names", "").splitlines())
    judged = _judged(view, given, not_names, considered=True, past=frozenset((*past, *shown)))
    if judged.outcome is Judged.STOP_MELDEPLIKT:
        return Go({**answers, "duty_shown": "ja", "at": "meldeplikt_i_tekst"}, note=DUTY_SHOWN)
    return at(_NEXT.get((judged.outcome, judged.why), "forhandsvis"), answers)


def _one_person(view: View, answers: Answers, pressed: str, inputs: Inputs) -> Next:
    """The text read as if it were about one person. Where it is, the text is thrown away (UC-31)."""
    if pressed == "gruppe":
        return at("forhandsvis", answers)
    if pressed == "endre":
        return at("beskriv", answers)
    return _routes(view, _without_text(answers), pressed, inputs)


def _without_text(answers: Answers) -> dict[str, str]:
    """About one person: nothing that was written is kept, nor the words of it that were said to be no names."""
    written = (*TEXTS, "not_names")
    return {**{k: v for k, v in answers.items() if k not in written}, "about": About.ENKELTSAK.value}


def _routes(view: View, answers: Answers, pressed: str, inputs: Inputs) -> Next:
    if pressed == "be" and meld_en.takes_cases(view.plan):
        return at("be_om", answers)
    return Abort(meld_en.own_service(view.plan, view.t))


def _request(view: View, answers: Answers, pressed: str, inputs: Inputs) -> Next:
    given = {name: inputs.get(name, "") for name in (*ASKED, "ground", "talked")}
    lacking = _lacking_choices(view, given)
    if given["ground"] not in set(Ground) - {Ground.INGEN}:
        lacking["ground"] = view.t("Velg hvordan det kan tas opp.")
    if given["talked"] not in cards.TALKED:
        lacking["talked"] = view.t("Svar ja eller nei.")
    if lacking:
        return again(answers, given, **lacking)
    return at("anonymt" if given["ground"] == Ground.ANONYMT else "forhandsvis", answers, **given)


def _anonymity(view: View, answers: Answers, pressed: str, inputs: Inputs) -> Next:
    checked = {mark for mark in inputs.get("checks", "").split(",") if mark}
    if checked != {str(n) for n in range(len(meld_en.CHECKS))}:
        return again(answers, {}, checks=view.t("Alle punktene må være borte eller vurdert før saken er anonym."))
    return at("forhandsvis", answers)


def _preview(view: View, answers: Answers, pressed: str, inputs: Inputs) -> Next:
    if pressed == "send":
        return Finish(_command(answers))
    return at("be_om" if answers["about"] == About.ENKELTSAK else "beskriv", answers)


def _command(answers: Answers) -> SendVarsling:
    one_person = answers["about"] == About.ENKELTSAK
    texts = {} if one_person else {name: answers.get(name, "") for name in TEXTS}
    return SendVarsling(
        about=About(answers["about"]),
        category=answers["category"],
        urgency=Urgency(answers["urgency"]),
        on_behalf=answers.get("on_behalf", ""),
        ground=Ground(answers.get("ground", "")) if one_person else Ground.INGEN,
        talked=answers.get("talked", "") if one_person else "",
        duty_shown=answers.get("duty_shown") == "ja",
        not_names=tuple(answers.get("not_names", "").splitlines()),
        **texts,
    )


def _receipt(work: UnitOfWork, here: Here, outcome: Outcome) -> Json:
    varsling = work.get(Varsling, outcome.subject)
    if varsling is None:
        raise NotFound("varsling_gone")
    return cards.receipt(varsling, here.t)


def _show_preview(view: View, answers: Answers) -> Json:
    return meld.preview(view, _command(answers))


def _hours(choices: Choices) -> int:
    return choices.meld_draft_hours


MELD = Dialog(
    name="meld",
    title=N_("Meld bekymring"),
    first="fare",
    rule=access.may_report,
    done=_receipt,
    hours=_hours,
    resumes=True,
    known_as=WRITTEN,
    steps={
        "fare": Step(meld.danger, _danger),
        "meldeplikt": Step(meld.duty, _duty, back="fare"),
        "meldeplikt_vist": Step(meld.duty_guide, _shown, back="meldeplikt"),
        "hva": Step(meld.what, _about, back="meldeplikt"),
        "beskriv": Step(meld.describe, _describe, back="hva"),
        "fare_i_tekst": Step(meld.danger_in_text, _stop_or_on, back="beskriv"),
        "meldeplikt_i_tekst": Step(meld.duty_guide, _after_duty, back="beskriv"),
        "bilder": Step(temaer.pictures, _pictures, back="beskriv"),
        "voksen": Step(temaer.adults, _adult, back="beskriv"),
        "ser_ut_som_en": Step(meld_en.seems_one, _one_person, back="beskriv"),
        "ruter": Step(meld_en.routes, _routes, back="hva"),
        "be_om": Step(meld_en.request, _request, back="ruter"),
        "anonymt": Step(meld_en.anonymity, _anonymity, back="be_om"),
        "forhandsvis": Step(_show_preview, _preview),
    },
)

DIALOGS: dict[str, Dialog] = {"meld": MELD}
