"""The cards of a request for a hastemøte: to those who may call, and to whoever asks (UC-60)."""

from __future__ import annotations

from dataclasses import dataclass

from microsoft_teams.cards import Action, CardElement

from bot.cards import kit
from bot.cards.actions import Ink
from bot.cards.hastemote import NO_NUMBER, place_of, situation_of, when_and_where, wish_of
from bot.domain.hastemote import Hastemote, HastemoteStatus
from bot.domain.plan import Plan
from bot.ports import Json, Message
from bot.texts import Texts


@dataclass(frozen=True, slots=True)
class Contact:
    """A role to call: the plan's label, who holds it with the directory's number, and the number that the municipality
    has written for the role. Numbers may be ""."""

    label: str
    people: tuple[tuple[str, str], ...] = ()
    phone: str = ""


@dataclass(frozen=True, slots=True)
class Asked:
    """A request as those who decide see it: who asks, what others ask for along with it, and the call-out under way
    that it could be added to, with what a button says of that."""

    mote: Hastemote
    by: str
    also: tuple[tuple[str, Hastemote], ...] = ()
    running: Hastemote | None = None
    stamp: int = 0


def request(asked: Asked, plan: Plan, t: Texts, ink: Ink) -> Message:
    """To those who may call: somebody asks for a hastemøte. Nobody has been asked to come yet."""
    mote = asked.mote
    roles = dict.fromkeys((*mote.roles, *(role for _, wish in asked.also for role in wish.roles)))
    body = [
        kit.heading(t("{name} ber om hastemøte", name=asked.by)),
        *_what_now(asked, t),
        *when_and_where(mote, t),
        kit.labelled(t("Gjelder"), situation_of(mote, t)),
        *(kit.labelled(t("{name} ber også om det", name=name), wish_of(wish, t)) for name, wish in asked.also),
        *kit.bullets([plan.role(role).label for role in roles]),
    ]
    if asked.also:
        text = t("Kaller du inn, gjelder tiden, stedet og ordene fra {name}. Alle rollene spørres.", name=asked.by)
        body.append(kit.words(text, subtle=True))
    return Message(t("Noen ber om hastemøte"), card=kit.card(body, _decisions(asked, t, ink), t.language))


def _what_now(asked: Asked, t: Texts) -> list[CardElement]:
    running = asked.running
    if running is None:
        return [kit.words(t("Ingen er kalt inn ennå. Du avgjør."))]
    text = t(
        "Et hastemøte er i gang: {when}, {place}. Legger du forespørselen til det, spørres de som ikke alt er spurt, "
        "og tiden, stedet og ordene der gjelder.",
        when=t.moment(running.starts_at),
        place=place_of(running, t),
    )
    return [kit.notice(text, "accent")]


def _decisions(asked: Asked, t: Texts, ink: Ink) -> list[Action]:
    on, no = asked.mote.id, kit.button(ink, t("Ikke kall inn"), "hastemote.avvis", asked.mote.id)
    if asked.running is None:
        return [kit.button(ink, t("Kall inn nå"), "hastemote.bekreft", on, style="positive"), no]
    return [
        kit.button(ink, t("Legg til møtet som er i gang"), "hastemote.legg_til", on, asked.stamp, style="positive"),
        kit.button(ink, t("Kall inn til et eget møte"), "hastemote.eget", on),
        no,
    ]


def request_decided(mote: Hastemote, whole: Hastemote, by: str, t: Texts) -> Message:
    """In the place of a request that somebody else has decided. `by` is "" where nobody did in time."""
    when = t.moment(whole.starts_at)
    if mote.status is HastemoteStatus.SLATT_SAMMEN:
        text = t("{name} har lagt den til hastemøtet {when}.", name=by, when=when)
    elif mote.status is not HastemoteStatus.AVVIST:
        text = t("{name} har kalt inn til hastemøtet {when}.", name=by, when=when)
    elif by:
        text = t("{name} kaller ikke inn nå. Ingen er kalt inn.", name=by)
    else:
        text = t("Ingen svarte før tiden var ute. Ingen er kalt inn.")
    title = t("Forespørselen om hastemøte er besvart") if by else t("Forespørselen om hastemøte er gått ut")
    return Message(title, card=kit.card([kit.heading(title, "Medium"), kit.words(text)], (), t.language))


def requested(mote: Hastemote, contacts: tuple[Contact, ...], under_way: bool, plan: Plan, t: Texts) -> Json:
    """The receipt of whoever asked."""
    who = ", ".join(name for name, _ in contacts[0].people)
    if mote.status is HastemoteStatus.SLATT_SAMMEN:
        title = t("Forespørselen er lagt til en som venter")
        text = t("Noen andre har alt bedt om hastemøte. De som avgjør, ser hva du skrev. Du får beskjed når de svarer.")
    elif under_way:
        title = t("Forespørselen er sendt")
        text = t("Et hastemøte er alt i gang. {names} ser hva du skrev, og avgjør om det legges til det.", names=who)
    else:
        title = t("Forespørselen er sendt")
        text = t("Forespørselen er sendt til {names}. Ingen er kalt inn før de bekrefter.", names=who)
    body = [kit.heading(title), kit.words(text)] if who else []
    return kit.card([*body, *_contacts(contacts, plan, t)], (), t.language)


def declined(t: Texts) -> Json:
    """The receipt of whoever turned a request down."""
    text = t("Ingen er kalt inn. Den som spurte, får beskjed.")
    return kit.card([kit.heading(t("Du kaller ikke inn nå")), kit.words(text)], (), t.language)


def call_yourself(contacts: tuple[Contact, ...], plan: Plan, t: Texts) -> Message:
    """To whoever asked: nobody has said yes or no, so call."""
    title = t("Ingen har svart på forespørselen om hastemøte")
    body = [kit.heading(title, "Medium"), kit.words(t("Ring. Ingen er kalt inn.")), *_contacts(contacts, plan, t)]
    return Message(title, card=kit.card(body, (), t.language))


def _contacts(contacts: tuple[Contact, ...], plan: Plan, t: Texts) -> list[CardElement]:
    """The phone list of those who can call a hastemøte, and what it never replaces."""
    lines = [kit.labelled(contact.label, _in_a_line(contact, t)) for contact in contacts]
    number = plan.choices.emergency_number
    return [*lines, kit.words(t("Er det fare nå, ring {number}.", number=number), bold=True)]


def _in_a_line(contact: Contact, t: Texts) -> str:
    who = [" ".join(part for part in person if part) for person in contact.people] or [t("ingen har rollen nå")]
    has_number = contact.phone or any(phone for _, phone in contact.people)
    return ", ".join([*who, *([] if has_number and not contact.phone else [contact.phone or t(NO_NUMBER)])])


def request_answer(mote: Hastemote, whole: Hastemote, t: Texts, *, several: bool = False) -> Message:
    """To whoever asked: what became of it. `whole` is the call-out that it is, or was added to."""
    if mote.status is HastemoteStatus.AVVIST:
        title = t("Koordinatoren kaller ikke inn til hastemøte nå")
        text = t("Ta kontakt med koordinatoren om du er uenig eller vet mer.")
        return Message(title, card=kit.card([kit.heading(title, "Medium"), kit.words(text)], (), t.language))
    if mote.status is HastemoteStatus.SLATT_SAMMEN:
        title = t("Det du ba om, er lagt til et hastemøte som er i gang")
        text = t("De du ønsket, spørres om de ikke alt er spurt. Tiden og stedet er som i det møtet.")
    else:
        title = t("Hastemøtet du ba om, er kalt inn")
        text = t("Flere ba om det. Dette er tiden og stedet som gjelder.") if several else ""
    not_called = t("Du er ikke kalt inn selv, med mindre du får en egen innkalling.")
    body = [kit.heading(title, "Medium"), *when_and_where(whole, t), *([kit.words(text)] if text else [])]
    body.append(kit.words(not_called))
    return Message(title, card=kit.card(body, (), t.language))
