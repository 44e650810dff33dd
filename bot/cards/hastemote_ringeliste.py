"""The phone list of a call-out: whom to call, and the button for what was said (UC-61; failure F33)."""

from __future__ import annotations

from collections.abc import Mapping

from microsoft_teams.cards import CardElement

from bot.cards import kit
from bot.cards.actions import Ink
from bot.cards.hastemote import NO_NUMBER, marked, when_and_where
from bot.cards.hastemote_levende import Overview, ends, names_of, note_by_phone
from bot.domain.innkalling import Innkalling, Svar
from bot.ports import Message
from bot.texts import Texts


def phone_list(shown: Overview, t: Texts, ink: Ink) -> Message:
    """To those who follow it: nobody has come for these agencies, so call them (failure F33)."""
    mote = shown.mote
    title = marked(mote, t("Ring selv: noen er ikke nådd"), t)
    again = shown.plan.choices.hastemote_again_minutes
    note = t("Sier noen på telefonen at de kommer, trykk «Noter …» under navnet.") if shown.leading else ""
    text = t("Jeg minner deg på det hvert {minutes}. minutt til noen kommer eller du avslutter.", minutes=again)
    body = [
        kit.heading(title, "Medium"),
        *when_and_where(mote, t),
        *([kit.words(note)] if note else []),
        *(kit.box(*phone_lines(row, shown, t), *note_by_phone(row, shown, t, ink)) for row in shown.rows),
        kit.words(text, subtle=True),
    ]
    return Message(title, card=kit.card(body, ends(mote, t, ink) if shown.leading else [], t.language))


def phone_lines(row: Innkalling, shown: Overview, t: Texts) -> list[CardElement]:
    """Whom to call for an agency: the directory's numbers, and those that the municipality has written for roles."""
    plan = shown.plan
    chain = dict.fromkeys(p for link in row.chain for p in link.people)
    people = [_to_call(person, row, shown, t) for person in chain]
    known = any(person in shown.phones for person in chain)
    phones = [f"{plan.role(r).label}: {plan.choices.phones[r]}" for r in row.roles if r in plan.choices.phones]
    return [
        kit.labelled(row.name, ", ".join(people) or t("ingen har rollen nå")),
        *([] if known and not phones else [kit.labelled(t("Telefon"), ", ".join(phones) or t(NO_NUMBER))]),
        *_refused_since(row, shown.names, t),
    ]


def _to_call(person: str, row: Innkalling, shown: Overview, t: Texts) -> str:
    who = " ".join(part for part in (shown.names.get(person, ""), shown.phones.get(person, "")) if part)
    if row.answer_of(person) is Svar.KAN_IKKE:
        return t("{who} (har svart «Kan ikke»)", who=who)
    return t("{who} (borte)", who=who) if person in row.away else who


def _refused_since(row: Innkalling, names: Mapping[str, str], t: Texts) -> list[CardElement]:
    """Why an agency that was noted as coming is to be called again."""
    if not row.by_phone or row.said_by_phone:
        return []
    who = names_of(row.refused_since, names)
    text = t(
        "{who} har svart «Kan ikke» etter at det ble notert at noen kommer. Kommer en annen, noter det på nytt.",
        who=who,
    )
    return [kit.words(text)]
