"""What is told of a call-out that is under way: merged, moved, called off, without a calendar or a ground any more."""

from __future__ import annotations

from collections.abc import Sequence

from microsoft_teams.cards import CardElement

from bot.cards import kit
from bot.cards.actions import Ink
from bot.cards.hastemote import marked, when_and_where
from bot.cards.hastemote_levende import also_wanted, ends
from bot.domain.hastemote import OVER, Hastemote, HastemoteStatus
from bot.ports import Message
from bot.texts import Texts


def ground_gone(mote: Hastemote, outside: tuple[str, ...], t: Texts, ink: Ink) -> Message:
    """To those who follow it, and to nobody else: the ground for sharing does not hold any more, for these agencies or,
    where none is named, for the whole of it."""
    title = t("Grunnlaget for hastemøtet {when} er endret", when=t.moment(mote.starts_at))
    if outside:
        text = t(
            "Disse er ikke lenger innenfor grunnlaget: {names}. De spørres ikke videre, får ikke lenken og tas ut av "
            "kalenderinvitasjonen. Si fra til dem som kommer, at de ikke trengs.",
            names=", ".join(outside),
        )
    else:
        text = t(
            "Det er ikke lenger grunnlag for å dele. Ingen flere spørres, og de innkalte tas ut av "
            "kalenderinvitasjonen. Avlys møtet. Vil dere møtes om det som er anonymt, kall inn på nytt uten sak."
        )
    quiet = t("Ingen av de innkalte har fått vite hvorfor. Ikke si det.")
    body = [kit.heading(title, "Medium"), kit.words(text), kit.notice(quiet)]
    return Message(
        t("Et hastemøte trenger deg nå"), card=kit.card(body, ends(mote, t, ink, movable=bool(outside)), t.language)
    )


def merged(mote: Hastemote, wishes: Sequence[tuple[str, Hastemote]], t: Texts) -> Message:
    """To those who follow it: somebody else has called about the same."""
    title = marked(mote, t("Flere har kalt inn til det samme hastemøtet"), t)
    when = t.moment(mote.starts_at)
    text = t("Jeg har slått det sammen med møtet {when}. Er det en annen sak, kan du kalle inn på nytt.", when=when)
    body = [kit.heading(title, "Medium"), kit.words(text), *also_wanted(wishes, t)]
    return Message(title, card=kit.card(body, (), t.language))


def moved(mote: Hastemote, t: Texts) -> Message:
    """To somebody who had been asked as a stand-in for the earlier time."""
    title = marked(mote, t("Hastemøtet er flyttet"), t)
    text = t("Du trenger ikke å gjøre noe nå. Trengs du likevel, spør jeg igjen.")
    body = [kit.heading(title, "Medium"), *when_and_where(mote, t), kit.words(text)]
    return Message(title, card=kit.card(body, (), t.language))


def moved_by(mote: Hastemote, name: str, t: Texts) -> Message:
    """To those who lead it or wanted it: somebody else has moved it."""
    said = kit.words(t("{name} har flyttet hastemøtet.", name=name))
    return _notice(mote, t("Hastemøtet er flyttet"), [said, *when_and_where(mote, t)], t)


def called_off_by(mote: Hastemote, name: str, t: Texts) -> Message:
    """To those who lead it or wanted it: somebody else has called it off."""
    said = kit.words(t("{name} har avlyst hastemøtet.", name=name))
    return _notice(mote, t("Hastemøtet er avlyst"), [said, kit.labelled(t("Tid"), t.moment(mote.starts_at))], t)


def _notice(mote: Hastemote, title: str, lines: list[CardElement], t: Texts) -> Message:
    title = marked(mote, title, t)
    return Message(title, card=kit.card([kit.heading(title, "Medium"), *lines], (), t.language))


def outdated(mote: Hastemote, t: Texts, *, over: bool = False) -> Message:
    """In the place of a question that can no longer be answered. It names no time: there may be newer ones still."""
    if over or mote.status in OVER:
        title = t("Hastemøtet er avlyst") if mote.status is HastemoteStatus.AVLYST else t("Hastemøtet er avsluttet")
        text = t("Du trenger ikke å gjøre noe.")
    else:
        title = t("Hastemøtet er flyttet")
        text = t("Dette kortet gjelder et tidligere tidspunkt. Har du fått et nytt kort, svarer du på det.")
    title = marked(mote, title, t)
    return Message(title, card=kit.card([kit.heading(title, "Medium"), kit.words(text)], (), t.language))


def called_off(mote: Hastemote, t: Texts) -> Message:
    """To everybody who was asked."""
    title = marked(mote, t("Hastemøtet er avlyst"), t)
    body = [kit.heading(title, "Medium"), kit.labelled(t("Tid"), t.moment(mote.starts_at))]
    return Message(title, card=kit.card(body, (), t.language))


def calendar_failed(mote: Hastemote, t: Texts) -> Message:
    """To those who follow it: the card went out, the calendar did not."""
    title = marked(mote, t("Kalenderinvitasjonen ble ikke sendt"), t)
    text = t(
        "De som nås i Teams, har fått eller får kortet der. Trenger dere nettmøte, må du lage det og sende "
        "invitasjonen selv."
    )
    body = [kit.heading(title, "Medium"), *when_and_where(mote, t), kit.words(text)]
    return Message(title, card=kit.card(body, (), t.language))
