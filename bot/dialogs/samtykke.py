"""`samtykke` and `registrer`: the blank form, and a consent told in numbers and ticks (UC-50, UC-51)."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from bot.cards import samtykke as cards
from bot.cards import samtykke_steg as steps
from bot.dialogs import fields
from bot.dialogs.flow import AT, Answers, Dialog, Finish, Here, Next, Step, View, again, at
from bot.dialogs.rows import Button, Word
from bot.dialogs.words import plain
from bot.domain.moteplan import local
from bot.domain.samtykke import Alder, EgetSvar, Form, Samtykke, tilstand
from bot.domain.skjema import Skjema
from bot.ports import Json, Message, UnitOfWork
from bot.texts import N_
from bot.usecases import access
from bot.usecases.command import Outcome
from bot.usecases.enkeltsaker import visible
from bot.usecases.samtykker import RegistrerSamtykke, as_told, get, history
from bot.usecases.samtykkeskjema import LANGUAGES, HentSkjema, form_id, language_of
from bot.usecases.varsling_views import name_of

Inputs = Mapping[str, str]
CHOSEN = ("age", "ung", "verger", "signed", "form")
COVERED = ("themes", "recipients", "purposes")


# --- the form ------------------------------------------------------------------------------------------------------


def _language(here: Here, argument: str) -> str:
    """What was asked for, else the language of the one who asks."""
    wanted = {"bokmal": "nb", "nynorsk": "nn", "nb": "nb", "nn": "nn"}.get(plain(argument))
    return wanted or language_of(here.t.language)


def _forms(work: UnitOfWork, here: Here, argument: str) -> Sequence[Message]:
    wanted = _language(here, argument)
    found = {language: work.get(Skjema, form_id(here.room, language)) for language in LANGUAGES}
    links = [(cards.LANGUAGES[lang], form.web_url) for lang, form in found.items() if form and form.web_url]
    chosen = found[wanted]
    coming = chosen is None or not chosen.web_url
    registers = access.staff(work, None, here.context())
    return [cards.forms(links, coming, here.t, here.ink(), registers=registers)]


def _form_button(work: UnitOfWork, here: Here, outcome: Outcome) -> Json | None:
    form = work.get(Skjema, outcome.subject)
    return _forms(work, here, form.language if form else "")[0].card


# --- registering ---------------------------------------------------------------------------------------------------


def _start(work: UnitOfWork, here: Here, argument: str) -> Answers:
    """At the case whose button was pressed, or the only one there is."""
    cases = visible(work, here.context())
    chosen = next((case for case in cases if case.id == argument), cases[0] if len(cases) == 1 else None)
    return {AT: "hvem", "sak": chosen.id} if chosen else {AT: "sak"}


def _load(work: UnitOfWork, here: Here, answers: Answers) -> steps.RegisterStep:
    return steps.RegisterStep(visible(work, here.context()), access.coordinator(work, None, here.context()))


def _case(view: View, answers: Answers, pressed: str, inputs: Inputs) -> Next:
    if inputs.get("sak") not in {case.id for case in view.data.cases}:
        return again(answers, inputs, sak=view.t("Velg en sak."))
    return at("hvem", answers, sak=inputs["sak"])


def _who(view: View, answers: Answers, pressed: str, inputs: Inputs) -> Next:
    t, given = view.t, {name: inputs.get(name, "") for name in CHOSEN}
    kinds: dict[str, set[str]] = {"age": set(Alder), "ung": set(EgetSvar), "form": set(Form)}
    problems = {name: t("Velg ett av svarene.") for name, kind in kinds.items() if given[name] not in kind}
    if given["age"] == Alder.OVER_18:
        given |= {"verger": "0", "signed": "0"}
    elif not (given["verger"].isdigit() and given["signed"].isdigit()):
        problems["verger"] = t("Velg hvor mange, også når det er ingen.")
    elif int(given["signed"]) > int(given["verger"]):
        problems["signed"] = t("Det kan ikke være flere som har samtykket enn som har foreldreansvar.")
    return again(answers, given, **problems) if problems else at("hva", answers, **given)


def _what(view: View, answers: Answers, pressed: str, inputs: Inputs) -> Next:
    t, given = view.t, {name: inputs.get(name, "") for name in (*COVERED, "valid_to")}
    problems = {name: t("Velg minst én.") for name in COVERED if not given[name]}
    last = fields.day(given["valid_to"]) if given["valid_to"] else None
    if given["valid_to"] and (last is None or last < local(view.here.now).date()):
        problems["valid_to"] = t("Velg en dato fram i tid, eller la feltet stå tomt.")
    return again(answers, given, **problems) if problems else at("bekreft", answers, **given)


def _confirm(view: View, answers: Answers, pressed: str, inputs: Inputs) -> Next:
    return Finish(_command({**answers, "confirmed": inputs.get("confirmed", "")}))


def _command(answers: Answers) -> RegistrerSamtykke:
    said = answers.get("confirmed", "").split(",")
    return RegistrerSamtykke(
        sak=answers["sak"],
        age=Alder(answers["age"]),
        ung=EgetSvar(answers["ung"]),
        form=Form(answers["form"]),
        themes=tuple(answers["themes"].split(",")),
        recipients=tuple(answers["recipients"].split(",")),
        purposes=tuple(answers["purposes"].split(",")),
        verger=int(answers["verger"]),
        signed=int(answers["signed"]),
        frivillig="frivillig" in said,
        uttrykkelig="uttrykkelig" in said,
        informert="informert" in said,
        valid_to=fields.day(answers.get("valid_to", "")),
    )


def _preview(view: View, answers: Answers) -> Json:
    return steps.confirm(view, answers, as_told(_command(answers), view.here.context()))


def consent_card(work: UnitOfWork, here: Here, outcome: Outcome) -> Json:
    """A consent as it is now, with its history."""
    consent = get(work, outcome.subject)
    lines = [(event, name_of(work, event.by)) for event in history(work, consent.id)]
    return cards.consent(
        consent,
        tilstand(consent, local(here.now).date()),
        lines,
        here.room.plan,
        here.t,
        here.ink(),
        may_settle=access.coordinator(work, None, here.context()),
        waits_for_form=waits_for_form(consent),
    )


def waits_for_form(consent: Samtykke) -> bool:
    """Given in writing, and the signed form has not come."""
    return consent.form is Form.SKRIFTLIG and not consent.form_url and consent.ended is None


REGISTER = Dialog(
    name="registrer",
    title=N_("Registrer samtykke"),
    first="sak",
    rule=access.staff,
    start=_start,
    load=_load,
    done=consent_card,
    steps={
        "sak": Step(steps.which_case, _case),
        "hvem": Step(steps.who, _who, back="sak"),
        "hva": Step(steps.what, _what, back="hvem"),
        "bekreft": Step(_preview, _confirm, back="hva"),
    },
)

DIALOGS: dict[str, Dialog] = {"registrer": REGISTER}
WORDS: dict[str, Word] = {
    "samtykke": Word(
        N_("samtykke"),
        ("samtykket", "samtykkeskjema", "samtykkeskjemaet", "skjema", "skjemaet", "consent form"),
        N_("tomt samtykkeskjema, og hva du gjør når det er fylt ut"),
        _forms,
        command=lambda here, argument: HentSkjema(_language(here, argument)),
    ),
    "registrer": Word(
        N_("registrer"),
        ("registrer samtykke", "registrere samtykke", "nytt samtykke", "registrer samtykket"),
        N_("registrer at noen har sagt ja"),
        dialog="registrer",
    ),
}
BUTTONS: dict[str, Button] = {
    cards.SKJEMA: Button(cards.SKJEMA, _form_button, lambda do, inputs: HentSkjema(do.on)),
}
