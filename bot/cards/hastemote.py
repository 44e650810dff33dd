"""The cards of a call-out: the form, the question, and who has answered."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from microsoft_teams.cards import Action, CardElement

from bot.cards import kit
from bot.cards.actions import Ink
from bot.cards.guarded import ask_guard
from bot.cards.step import Answers, StepView, mend
from bot.domain.hastemote import OVER, Hastemote, HastemoteStatus, Innkalling, Rung, Svar
from bot.domain.plan import Plan
from bot.ports import Json, Message
from bot.texts import N_, Texts

ANSWERS = {
    Svar.KOMMER: N_("Kommer"),
    Svar.FORSINKET: N_("Kommer, men blir forsinket"),
    Svar.STEDFORTREDER: N_("Stedfortreder kommer"),
    Svar.KAN_IKKE: N_("Kan ikke"),
}
NEXT = {
    Rung.PURRING: N_("spørres igjen"),
    Rung.VARA: N_("stedfortreder spørres"),
    Rung.LEDER: N_("leder får beskjed"),
    Rung.TELEFON: N_("ring selv"),
}
STATUS = {
    HastemoteStatus.INNKALT: N_("Innkalt, venter på svar"),
    HastemoteStatus.DEKKET: N_("Alle er dekket"),
    HastemoteStatus.AVSLUTTET: N_("Avsluttet"),
    HastemoteStatus.AVLYST: N_("Avlyst"),
}
SITUATION = N_("Alvorlig situasjon. Behov for et felles bilde.")


@dataclass(frozen=True, slots=True)
class CallStep:
    """What the steps show: the roles one may call with their labels, those preselected, and when it would be."""

    roles: tuple[tuple[str, str], ...] = ()
    chosen: tuple[str, ...] = ()
    vacant: tuple[str, ...] = ()
    day: str = ""
    start: str = ""
    people: int = 0


def form(view: StepView, answers: Answers) -> Json:
    """Everything is filled in: two taps are enough on the worst day of the year."""
    t, data = view.t, _data(view)
    number = view.plan.choices.emergency_number
    body: list[CardElement] = [
        kit.heading(t("Kall inn til hastemøte")),
        kit.words(t("Dette erstatter ikke {number} eller kommunens kriseledelse.", number=number), bold=True),
        *mend(view, "situation"),
        kit.ask_text(
            "situation", t("Hva gjelder det? Nøytrale ord."), answers.get("situation", t(SITUATION)), long=False
        ),
        *mend(view, "roles"),
        kit.ask_choice(
            "roles", t("Hvem trengs?"), data.roles, answers.get("roles", ",".join(data.chosen)), many=True, open=True
        ),
        *mend(view, "day"),
        kit.ask_date("day", t("Dato"), answers.get("day", data.day)),
        *mend(view, "start"),
        kit.ask_time("start", t("Klokka"), answers.get("start", data.start)),
        *mend(view, "place"),
        kit.ask_text("place", t("Sted"), answers.get("place", t("Teams")), long=False),
        *ask_guard(view, answers),
    ]
    return view.card(body, view.button(t("Se over"), "neste", style="positive"), view.drop())


def not_in_plan(view: StepView, answers: Answers) -> Json:
    """The plan has no hastemøte: what it has instead (scenario H-3)."""
    t, plan = view.t, view.plan
    lines = [kit.words(t("Hastemøte er ikke fastsatt i planen.")), kit.labelled(t("Kontakt"), plan.coordinator.title)]
    forums = plan.bti.forums if plan.bti else ()
    lines += [kit.labelled(f.name, t("{convener} kaller inn", convener=f.convener)) for f in forums if f.convener]
    return view.card([kit.heading(t("Hastemøte")), *lines], view.drop())


def preview(view: StepView, when: datetime, answers: Answers) -> Json:
    """How many are asked and who cannot be, before anything is sent."""
    t, data, labels = view.t, _data(view), dict(_data(view).roles)
    chosen = [r for r in answers["roles"].split(",") if r in labels]
    missing = [labels[r] for r in chosen if r in data.vacant]
    body: list[CardElement] = [
        kit.heading(t("Slik blir innkallingen")),
        kit.labelled(t("Gjelder"), answers["situation"]),
        kit.labelled(t("Tid"), t.moment(when)),
        kit.labelled(t("Sted"), answers.get("place", "")),
        *kit.bullets([labels[r] for r in chosen]),
        kit.words(
            t.n(
                "{count} rolle spørres 1:1. Ingenting legges i kanalen.",
                "{count} roller spørres 1:1. Ingenting legges i kanalen.",
                len(chosen),
            ),
            subtle=True,
        ),
    ]
    if missing:
        body.append(kit.notice(t("Ingen har disse rollene nå: {roles}. Ring dem.", roles=", ".join(missing))))
    body.append(
        kit.words(
            t("Del bare det som er anonymt, eller det noen er til stede for eller har samtykket til."), subtle=True
        )
    )
    send = view.button(t("Kall inn nå"), "send", style="positive")
    return view.card(body, send, view.button(t("Endre"), "endre"), view.drop())


def question(row: Innkalling, mote: Hastemote, t: Texts, ink: Ink) -> Message:
    """To one person: time, place, and their own answer. Nothing that can be recognised."""
    title = t("Du kalles inn til hastemøte")
    body: list[CardElement] = [
        kit.heading(title),
        kit.labelled(t("Tid"), t.moment(mote.starts_at)),
        kit.labelled(t("Sted"), mote.place),
        kit.labelled(t("Gjelder"), mote.situation),
    ]
    if row.answer:
        body.append(kit.notice(t("Svaret ditt: {answer}", answer=t(ANSWERS[Svar(row.answer)])), "good"))
    buttons = [kit.button(ink, t(text), f"hastemote.{svar}", row.id) for svar, text in ANSWERS.items()]
    return Message(title, card=kit.card(body, buttons, t.language))


def overview(mote: Hastemote, rows: Sequence[tuple[Innkalling, str]], plan: Plan, t: Texts, ink: Ink) -> Message:
    """The coordinator's live card: each role, whether it is covered, and what happens next and when."""
    title = t("Hastemøte {when}", when=t.moment(mote.starts_at))
    body = [kit.heading(title, "Medium"), kit.labelled(t("Status"), t(STATUS[mote.status]))]
    body += [kit.labelled(plan.role(row.role).label, _state(row, who, t)) for row, who in rows]
    return Message(title, card=kit.card(body, _ends(mote, t, ink), t.language))


def _state(row: Innkalling, who: str, t: Texts) -> str:
    if row.covered:
        return "✓ " + t("{answer} ({who})", answer=t(ANSWERS[Svar(row.answer)]), who=who)
    first = t("Kan ikke ({who})", who=who) if row.answer else t("Venter på svar")
    if not row.asked:
        first = t("Ingen har rollen nå")
    elif len(row.missed) == len(row.asked):
        first = t("Ikke nådd i Teams")
    if row.next_at is None:
        return "⚠ " + t("{state}. Ring selv.", state=first)
    return t("{state}. Neste: {what} kl. {clock}", state=first, what=t(NEXT[row.rung]), clock=t.clock(row.next_at))


def _ends(mote: Hastemote, t: Texts, ink: Ink) -> list[Action]:
    if mote.status in OVER:
        return []
    return [
        kit.button(ink, t("Avslutt"), "hastemote.avslutt", mote.id, mote.version),
        kit.button(ink, t("Avlys"), "hastemote.avlys", mote.id, mote.version, style="destructive"),
    ]


def called_off(mote: Hastemote, t: Texts) -> Message:
    """To everybody who was asked."""
    title = t("Hastemøtet er avlyst")
    body = [kit.heading(title, "Medium"), kit.labelled(t("Tid"), t.moment(mote.starts_at))]
    return Message(title, card=kit.card(body, (), t.language))


def called(t: Texts) -> Json:
    """The receipt of whoever called."""
    text = t("Kortet som viser hvem som har svart, kommer nå. Det holdes oppdatert.")
    return kit.card([kit.heading(t("Innkallingen er sendt")), kit.words(text)], (), t.language)


def _data(view: StepView) -> CallStep:
    return view.data if isinstance(view.data, CallStep) else CallStep()
