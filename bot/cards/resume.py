"""A conversation that was left unfinished: go on with it, or throw it away."""

from __future__ import annotations

from bot.cards import kit
from bot.cards.actions import Ink
from bot.domain.room import Draft
from bot.ports import Json, Message
from bot.texts import Texts

ANEW = "kast"
GO_ON = "fortsett"
ANY_VERSION = -1  # a press that fits no version of a draft shows the step it is at


def offer(draft: Draft, title: str, ink: Ink, t: Texts) -> Json:
    """The question, with when it was begun and how long it is kept."""
    body = [
        kit.heading(t(title)),
        kit.words(t("Du har en påbegynt her fra {when}.", when=t.moment(draft.started_at))),
        kit.words(t("Den er kryptert, og kastes av seg selv {when}.", when=t.moment(draft.expires_at)), subtle=True),
    ]
    buttons = [
        kit.button(ink, t("Fortsett"), f"{draft.dialog}.{GO_ON}", draft.id, ANY_VERSION, style="positive"),
        kit.button(ink, t("Kast den og begynn på nytt"), f"{draft.dialog}.{ANEW}", draft.id, ANY_VERSION),
    ]
    return kit.card(body, buttons, t.language)


def over(t: Texts) -> Message:
    """What is left of the cards of a conversation that is over, where nothing else took their place."""
    said = t("Denne samtalen er avsluttet. Det som sto her, er tatt bort.")
    return Message(said, card=kit.card([kit.words(said)], (), t.language))
