"""The card of `innsyn`: what is held about the one who asks, and where to turn (UC-95)."""

from __future__ import annotations

from collections.abc import Iterator

from microsoft_teams.cards import CardElement

from bot.cards import kit
from bot.cards.meld import contact
from bot.cards.varsling import STATUS
from bot.domain.innsyn import Held
from bot.domain.people import Standing
from bot.domain.plan import Plan
from bot.ports import Message
from bot.texts import N_, Texts

STANDING = {
    Standing.STAFF: N_("ansatt"),
    Standing.GUEST: N_("gjest"),
    Standing.PUPIL: N_("elev"),
    Standing.STRANGER: N_("ukjent"),
}
LANGUAGES = {"nb": N_("bokmål"), "nn": N_("nynorsk"), "en": N_("engelsk")}
TABLES = {
    "roster": N_("medlemslista"),
    "role_holder": N_("roller"),
    "absence": N_("fravær"),
    "reach": N_("chatten vår"),
    "sent_card": N_("kort jeg har sendt deg"),
    "draft": N_("påbegynte samtaler"),
    "inbox": N_("meldinger jeg har behandlet"),
    "effect": N_("meldinger jeg skal sende eller har sendt deg"),
    "varsling": N_("varslinger"),
    "hastemote": N_("hastemøter du har kalt inn til"),
    "innkalling": N_("innkallinger til hastemøte"),
    "tiltak_status": N_("tiltak"),
    "tiltak_answer": N_("svar om tiltak"),
    "mote": N_("møter"),
    "agenda": N_("agendaer du har godkjent"),
    "referat": N_("referater du har skrevet eller godkjent"),
    "oppgave": N_("oppgaver"),
    "enkeltsak": N_("enkeltsaker du har bedt om, opprettet eller avgjort noe i"),
    "portlogg": N_("loggen over hva som er bekreftet i enkeltsaker"),
    "samtykke": N_("samtykker du har registrert"),
    "samtykke_hendelse": N_("historikken til samtykker"),
    "innlevering": N_("signerte skjemaer du er i ferd med å sende"),
    "samtykkeskjema": N_("samtykkeskjemaer du har bedt om"),
    "hastereferat": N_("referater fra hastemøter"),
    "answer_link": N_("svarlenker til hastemøter"),
    "reach_check": N_("prøver av om du kan nås"),
    "arshjul_bilde": N_("bilder av årshjulet du har laget"),
    "audit": N_("loggen over hvem som gjorde hva"),
}
"""What is kept in a table, for whoever it is about; a table without a name of its own is «annet»."""


def shown(held: Held, plan: Plan, t: Texts) -> Message:
    """Everything in short, from the person to the log."""
    title = t("Dette har jeg lagret om deg")
    body = [
        kit.heading(title),
        *kit.facts(_person(held, plan, t)),
        kit.words(t("Varslinger du har sendt"), bold=True),
        *(kit.bullets(list(_varslinger(held, t))) or [kit.words(t("Ingen."))]),
        *_drafts(held, t),
        kit.words(t("Rader der du står, etter hva de gjelder"), bold=True),
        *kit.bullets(list(_rows(held, t))),
        kit.words(
            t("Det du har skrevet i varslinger er kryptert, og slettes etter lagringstiden. Koordinatoren kan se det.")
        ),
        *contact(t("Personvernombud"), plan.choices.privacy_contact, t),
    ]
    return Message(title, card=kit.card(body, (), t.language))


def _person(held: Held, plan: Plan, t: Texts) -> dict[str, str]:
    entry = held.entry
    if entry is None:
        return {}
    labels = [plan.roles[r.role].label if r.role in plan.roles else r.role for r in held.roles]
    return {
        t("Navn"): entry.name,
        t("E-post"): entry.email,
        t("Konto"): t(STANDING[entry.standing]),
        t("I teamet"): t("ja") if entry.in_team else t("nei"),
        t("Språk"): t(LANGUAGES[entry.language]) if entry.language in LANGUAGES else "",
        t("Roller"): ", ".join(labels),
        t("Borte til og med"): t.day(held.away_until) if held.away_until else "",
        t("Chatten vår"): t("brukt første gang {when}", when=t.moment(held.chat.seen_at)) if held.chat else "",
    }


def _varslinger(held: Held, t: Texts) -> Iterator[str]:
    for one in held.varslinger:
        day = t.day(one.created_at.date())
        yield t("{number} · {day} · {status}", number=one.number, day=day, status=t(STATUS[one.status]))


def _drafts(held: Held, t: Texts) -> list[CardElement]:
    if not held.drafts:
        return []
    lines = [t("En påbegynt samtale, kastes {when}", when=t.moment(draft.expires_at)) for draft in held.drafts]
    return [kit.words(t("Påbegynt"), bold=True), *kit.bullets(lines)]


def _rows(held: Held, t: Texts) -> Iterator[str]:
    """Rows by what they are, those without a name of their own together."""
    other = 0
    for table, count in held.rows.items():
        if table in TABLES:
            yield t("{what}: {count}", what=t(TABLES[table]), count=count)
        else:
            other += count
    if other:
        yield t("{what}: {count}", what=t("annet"), count=other)
