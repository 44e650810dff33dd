"""The answer to somebody who wrote a worry straight into the chat: nothing is stored, and where to go."""

from __future__ import annotations

from collections.abc import Sequence

from microsoft_teams.cards import CardElement

from bot.cards import kit
from bot.cards.actions import Ink
from bot.cards.meld import contact
from bot.cards.personvern import explain
from bot.domain.personvern import Finding
from bot.domain.plan import Plan
from bot.ports import Message
from bot.texts import Texts


def not_stored(
    plan: Plan, blocked: Sequence[Finding], duty: bool, advice: Sequence[CardElement], t: Texts, ink: Ink | None
) -> Message:
    """What was seen by its type, the duty where it may apply, `advice` on what it is about (UC-43, UC-45), and a
    button to `meld` where `ink` is given."""
    title = t("Jeg har ikke lagret det du skrev")
    body: list[CardElement] = [kit.heading(title, "Medium")]
    if duty:
        body.append(kit.notice(t("Meldeplikten til barneverntjenesten kan gjelde. Meld fra selv, straks.")))
        body += contact(t("Barneverntjenesten"), plan.choices.barnevern, t)
        body.append(kit.words(t("Plikten er personlig. Den kan ikke overlates til en leder eller til meg.")))
    body += advice
    if blocked:
        body.append(kit.notice(explain(blocked, t)))
        body.append(
            kit.words(t("Meldingen ligger fortsatt i chatten. Slett den, og skriv uten det som peker ut noen."))
        )
    body.append(kit.words(t("Gjelder det en gruppe, et miljø eller en trend, kan du melde det her:")))
    body.append(kit.words(t("Er noen i fare nå? Ring {number}.", number=plan.choices.emergency_number), bold=True))
    buttons = [kit.button(ink, t("Meld bekymring"), "start.meld", style="positive")] if ink else []
    return Message(title, card=kit.card(body, buttons, t.language))
