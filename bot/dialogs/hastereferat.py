"""`hastereferat`: whoever called writes a short referat of the hastemøte (UC-62)."""

from __future__ import annotations

from collections.abc import Mapping

from bot.cards import hastereferat as cards
from bot.dialogs import fields
from bot.dialogs.flow import AT, Answers, Dialog, Finish, Here, Next, Step, View, again, at
from bot.dialogs.guarded import look
from bot.dialogs.rows import Word
from bot.domain.hastemote import Hastemote
from bot.domain.hastereferat import DECISIONS, LONGEST_DECISION, TASKS
from bot.domain.referat import LONGEST, TaskLine
from bot.ports import Json, UnitOfWork
from bot.texts import N_
from bot.usecases.agenda import role_label
from bot.usecases.command import Outcome
from bot.usecases.hastemoter import may_call
from bot.usecases.hastereferater import SkrivHasteReferat, awaiting, present_roles

Inputs = Mapping[str, str]
TEXTS = (*(f"decision{n}" for n in range(DECISIONS)), *(f"what{n}" for n in range(TASKS)))
FIELDS = (*TEXTS, *(f"{name}{n}" for n in range(TASKS) for name in ("owner", "due")), "present", "theme")


def _start(work: UnitOfWork, here: Here, argument: str) -> Answers:
    """The one whose button was pressed, else the newest that waits for a referat."""
    waiting = awaiting(work, here.context())
    found = next((m for m in waiting if m.id == argument), next(iter(waiting), None))
    return {"mote": found.id} if found else {AT: "ingen"}


def _load(work: UnitOfWork, here: Here, answers: Answers) -> cards.HasteReferatStep:
    mote = work.get(Hastemote, answers.get("mote", ""))
    if mote is None or mote.id not in {m.id for m in awaiting(work, here.context())}:
        return cards.HasteReferatStep()
    came = present_roles(work, here.room, mote)
    roles = dict.fromkeys((*came, *mote.roles, *(r for r, about in here.room.plan.roles.items() if not about.per_case)))
    return cards.HasteReferatStep(mote, tuple((role, role_label(here.room, role)) for role in roles), came)


def _fill(view: View, answers: Answers, pressed: str, inputs: Inputs) -> Next:
    given = {name: inputs.get(name, "") for name in FIELDS}
    if given["theme"] not in {category.id for category in view.plan.varsling.categories}:
        given["theme"] = ""
    looked = look(view, answers, inputs, {name: given[name] for name in TEXTS})
    problems = {**_problems(view, given), **looked.problems}
    if problems:
        return again({**answers, **looked.kept}, {**given, **looked.shown}, **problems)
    return at("forhandsvis", answers, **given, **looked.kept)


def _problems(view: View, given: Answers) -> dict[str, str]:
    t, found = view.t, {}
    for n in range(TASKS):
        if given[f"what{n}"] and given[f"owner{n}"] not in view.plan.roles:
            found[f"owner{n}"] = t("Velg hvem som har ansvaret.")
        if given[f"due{n}"] and fields.day(given[f"due{n}"]) is None:
            found[f"due{n}"] = t("Velg en dato.")
        if len(given[f"what{n}"]) > LONGEST["what"]:
            found[f"what{n}"] = t("Teksten er for lang. Bruk høyst {n} tegn.", n=LONGEST["what"])
    for n in range(DECISIONS):
        if len(given[f"decision{n}"]) > LONGEST_DECISION:
            found[f"decision{n}"] = t("Teksten er for lang. Bruk høyst {n} tegn.", n=LONGEST_DECISION)
    return found


def _decisions(answers: Answers) -> tuple[str, ...]:
    return tuple(text for n in range(DECISIONS) if (text := answers.get(f"decision{n}", "")))


def _tasks(answers: Answers) -> tuple[TaskLine, ...]:
    return tuple(
        TaskLine(answers[f"what{n}"], answers.get(f"owner{n}", ""), fields.day(answers.get(f"due{n}", "")))
        for n in range(TASKS)
        if answers.get(f"what{n}")
    )


def _preview(view: View, answers: Answers) -> Json:
    return cards.preview(view, answers, _decisions(answers), _tasks(answers))


def _decide(view: View, answers: Answers, pressed: str, inputs: Inputs) -> Next:
    if pressed != "lagre" or view.data.mote is None:
        return at("skjema", answers)
    present = tuple(role for role in answers.get("present", "").split(",") if role)
    not_names = tuple(answers.get("not_names", "").splitlines())
    theme = answers.get("theme", "")
    return Finish(SkrivHasteReferat(answers["mote"], present, _decisions(answers), _tasks(answers), theme, not_names))


def _nowhere(view: View, answers: Answers, pressed: str, inputs: Inputs) -> Next:
    return at("ingen", answers)


def _done(work: UnitOfWork, here: Here, outcome: Outcome) -> Json:
    return cards.saved(here.t)


DIALOGS: dict[str, Dialog] = {
    "hastereferat": Dialog(
        name="hastereferat",
        title=N_("Referat fra hastemøte"),
        first="skjema",
        rule=may_call,
        start=_start,
        load=_load,
        done=_done,
        steps={
            "skjema": Step(cards.form, _fill),
            "forhandsvis": Step(_preview, _decide, back="skjema"),
            "ingen": Step(cards.form, _nowhere),
        },
    )
}
WORDS: dict[str, Word] = {
    "hastereferat": Word(
        N_("hastereferat"),
        ("referat hastemøte", "referat fra hastemøte", "referat frå hastemøte"),
        N_("skriv referat fra et hastemøte"),
        dialog="hastereferat",
    )
}
