"""`trukket`, and the buttons of a consent: more guardians, in writing, settled, renewed, not valid (UC-52 to UC-56)."""

from __future__ import annotations

from collections.abc import Mapping

from bot.cards import samtykke as cards
from bot.cards import samtykke_beskjeder as messages
from bot.cards import samtykke_steg as steps
from bot.cards.actions import Do
from bot.cards.enkeltsak import OPEN_CONSENT
from bot.dialogs import fields
from bot.dialogs.flow import Answers, Dialog, Finish, Here, Next, Step, View, again
from bot.dialogs.rows import Button, Word
from bot.dialogs.samtykke import consent_card
from bot.dialogs.words import plain
from bot.domain.moteplan import local
from bot.domain.samtykke import WITHDRAWABLE, Avklaring, Samtykke, Tilstand, tilstand
from bot.errors import UserError
from bot.ports import Json, UnitOfWork
from bot.texts import N_
from bot.usecases import access
from bot.usecases.command import Outcome
from bot.usecases.samtykke_slutt import NUMBER, TrekkSamtykke, UgyldigSamtykke, numbered
from bot.usecases.samtykker import (
    ApneSamtykke,
    AvklarSamtykke,
    FornySamtykke,
    SamtykkeSkriftlig,
    VergeSamtykker,
    sees_consent,
)

Inputs = Mapping[str, str]


def _start_withdrawal(work: UnitOfWork, here: Here, argument: str) -> Answers:
    """At the consent, or the case's newest, whose button was pressed; or the number that was written."""
    named = plain(argument).upper()
    mine = [consent for consent, _ in _followed(work, here)]
    found = next((c.number for c in mine if argument in (c.id, c.sak) or named == c.number), "")
    return {"number": found} if found else {"typed": named} if NUMBER.fullmatch(named) else {}


def _followed(work: UnitOfWork, here: Here) -> list[tuple[Samtykke, Tilstand]]:
    context, today = here.context(), local(here.now).date()
    found = [c for ended in WITHDRAWABLE for c in work.find(Samtykke, ended=ended) if sees_consent(work, context, c)]
    newest = sorted(found, key=lambda consent: consent.given_at, reverse=True)
    return [(consent, tilstand(consent, today)) for consent in newest]


def _load_withdrawal(work: UnitOfWork, here: Here, answers: Answers) -> steps.WithdrawStep:
    return steps.WithdrawStep(tuple(_followed(work, here)))


def _withdraw(view: View, answers: Answers, pressed: str, inputs: Inputs) -> Next:
    number = inputs.get("typed") or inputs.get("number", "")
    if not number:
        return again(answers, inputs, number=view.t("Velg eller skriv hvilket samtykke det gjelder."))
    return Finish(TrekkSamtykke(number, inputs.get("how", "")))


def _withdrawn(work: UnitOfWork, here: Here, outcome: Outcome) -> Json:
    found = numbered(work, outcome.subject)
    if found is None or not sees_consent(work, here.context(), found):
        return messages.receipt_told(outcome.subject, here.t)
    return messages.receipt_withdrawn(found, here.t)


WITHDRAW = Dialog(
    name="trukket",
    title=N_("Samtykket er trukket"),
    first="hvilket",
    rule=access.staff,
    start=_start_withdrawal,
    load=_load_withdrawal,
    done=_withdrawn,
    steps={"hvilket": Step(steps.withdraw, _withdraw)},
)


# --- the buttons of a consent --------------------------------------------------------------------------------------


def _renew(do: Do, inputs: Inputs) -> FornySamtykke:
    day = fields.day(inputs.get("valid_to", ""))
    if day is None:
        raise UserError("new_date_needed")
    return FornySamtykke(do.on, day)


DIALOGS: dict[str, Dialog] = {"trukket": WITHDRAW}
WORDS: dict[str, Word] = {
    "trukket": Word(
        N_("trukket"),
        (
            "samtykke trukket",
            "samtykket er trukket",
            "trekk samtykke",
            "trekk samtykket",
            "trekt",
            "samtykket er trekt",
            "trekk tilbake",
        ),
        N_("si fra at et samtykke er trukket"),
        dialog="trukket",
        careful=True,
    ),
}
BUTTONS: dict[str, Button] = {
    OPEN_CONSENT: Button(OPEN_CONSENT, consent_card, lambda do, _: ApneSamtykke(do.on)),
    cards.VERGE: Button(cards.VERGE, consent_card, lambda do, _: VergeSamtykker(do.on)),
    cards.SKRIFTLIG: Button(cards.SKRIFTLIG, consent_card, lambda do, _: SamtykkeSkriftlig(do.on)),
    cards.ALENE: Button(cards.ALENE, consent_card, lambda do, _: AvklarSamtykke(do.on, Avklaring.ALENE)),
    cards.VERGE_MA: Button(cards.VERGE_MA, consent_card, lambda do, _: AvklarSamtykke(do.on, Avklaring.VERGE_MA)),
    cards.UGYLDIG: Button(cards.UGYLDIG, consent_card, lambda do, _: UgyldigSamtykke(do.on)),
    cards.FORNY: Button(cards.FORNY, consent_card, _renew),
}
