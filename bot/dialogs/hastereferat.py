"""`hastereferat`: whoever called writes a short referat of the hastemøte (UC-62)."""

from __future__ import annotations

from collections.abc import Mapping

from bot.cards import hastereferat as cards
from bot.cards import hastereferat_sak as about_one
from bot.dialogs import fields
from bot.dialogs.flow import AT, Answers, Dialog, Finish, Here, Next, Step, View, again, at
from bot.dialogs.guarded import look, look_for_one
from bot.dialogs.rows import Word
from bot.domain.hastemote import Hastemote
from bot.domain.hastereferat import DECISIONS, LONGEST_DECISION, TASKS, HasteReferat
from bot.domain.referat import LONGEST, TaskLine
from bot.ports import Json, UnitOfWork
from bot.texts import N_
from bot.usecases.agenda import role_label
from bot.usecases.command import Outcome
from bot.usecases.hastemote_bekreft import outcome_of
from bot.usecases.hastemote_omfang import scope_now
from bot.usecases.hastemoter import may_call
from bot.usecases.hastereferat_hvem import present_roles
from bot.usecases.hastereferat_sak import may_be_filed, sak_number
from bot.usecases.hastereferater import SkrivHasteReferat, awaiting

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
    came = present_roles(work, here.room, mote, here.now)
    roles = dict.fromkeys((*came, *mote.roles, *(r for r, about in here.room.plan.roles.items() if not about.per_case)))
    labelled = tuple((role, role_label(here.room, role)) for role in roles)
    within = _within(work, here, mote, labelled) if mote.sak else ()
    said = outcome_of(work, mote) or ""
    return cards.HasteReferatStep(mote, labelled, came, sak_number(work, mote), within, said)


def _within(
    work: UnitOfWork, here: Here, mote: Hastemote, labelled: tuple[tuple[str, str], ...]
) -> tuple[tuple[str, str], ...]:
    """The roles that the ground of the case names now."""
    scope = scope_now(work, here.room, mote, here.now)
    return tuple((role, label) for role, label in labelled if scope.allows(role))


def _one_person(view: View) -> bool:
    return view.data.mote is not None and bool(view.data.mote.sak)


def _form(view: View, answers: Answers) -> Json:
    return about_one.form(view, answers) if _one_person(view) else cards.form(view, answers)


def _fill(view: View, answers: Answers, pressed: str, inputs: Inputs) -> Next:
    if _one_person(view):
        return _fill_about_one(view, answers, inputs)
    given = {name: inputs.get(name, "") for name in FIELDS}
    if given["theme"] not in {category.id for category in view.plan.varsling.categories}:
        given["theme"] = ""
    texts = {name: given[name] for name in TEXTS}
    looked, (one, said) = look(view, answers, inputs, texts), look_for_one(view, inputs, texts, ())
    problems = {**_problems(view, given), **looked.problems, **one}
    if problems:
        return again({**answers, **looked.kept}, {**given, **looked.shown}, **problems)
    return at("forhandsvis", answers, **given, **looked.kept, **said)


def _fill_about_one(view: View, answers: Answers, inputs: Inputs) -> Next:
    """Nothing that is written is read at all."""
    given = {name: inputs.get(name, "") for name in ("present", "follow", "due0")}
    if given["due0"] and fields.day(given["due0"]) is None:
        return again(answers, given, due0=view.t("Velg en dato."))
    return at("forhandsvis", answers, **given)


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


def _follow_ups(answers: Answers) -> tuple[TaskLine, ...]:
    """Who follows the case up, by when, and nothing else."""
    day = fields.day(answers.get("due0", ""))
    return tuple(TaskLine("", role, day) for role in answers.get("follow", "").split(",") if role)


def _preview(view: View, answers: Answers) -> Json:
    if _one_person(view):
        return about_one.preview(view, answers, _follow_ups(answers))
    return cards.preview(view, answers, _decisions(answers), _tasks(answers))


def _decide(view: View, answers: Answers, pressed: str, inputs: Inputs) -> Next:
    if pressed != "lagre" or view.data.mote is None:
        return at("skjema", answers)
    present = tuple(role for role in answers.get("present", "").split(",") if role)
    if _one_person(view):
        return Finish(SkrivHasteReferat(answers["mote"], present, (), _follow_ups(answers)))
    not_names = tuple(answers.get("not_names", "").splitlines())
    return Finish(
        SkrivHasteReferat(
            answers["mote"],
            present,
            _decisions(answers),
            _tasks(answers),
            answers.get("theme", ""),
            not_names,
            not_one=bool(answers.get("one_person")),
        )
    )


def _nowhere(view: View, answers: Answers, pressed: str, inputs: Inputs) -> Next:
    return at("ingen", answers)


def _done(work: UnitOfWork, here: Here, outcome: Outcome) -> Json:
    referat = work.get(HasteReferat, outcome.subject)
    mote = work.get(Hastemote, referat.hastemote) if referat else None
    if mote is not None and mote.sak:
        return about_one.saved(may_be_filed(work, here.room, mote, here.now), here.t)
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
            "skjema": Step(_form, _fill),
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
