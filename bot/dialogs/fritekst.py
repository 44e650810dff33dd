"""What somebody writes to me. It may be a worry, so it is looked through before it is answered, also where it begins
with a word of mine («meld …»).

Nothing of it is stored. Danger is answered first (UC-35); what identifies is named by its type (UC-32); anything long
is offered the way to `meld` (UC-31: «or the bot detects it»). A question about the plan is answered (UC-100).
"""

from __future__ import annotations

from collections.abc import Sequence

from bot.cards import fritekst as cards
from bot.cards import meld
from bot.cards.temaer import theme_guidance
from bot.dialogs import plan_svar
from bot.dialogs.flow import Here
from bot.domain import personvern
from bot.domain.people import Where
from bot.domain.personvern import Outcome, Why
from bot.ports import Message, UnitOfWork
from bot.usecases import access
from bot.usecases.varslinger import allowed_words

A_WORRY = 8  # words; a shorter message is answered with help


def before_word(here: Here, text: str, argument: str) -> Sequence[Message] | None:
    """What is answered in a word's place: danger anywhere in the text (UC-35), and in a channel what stands behind the
    word and points at somebody (UC-104). None where the word may be answered."""
    whole = _judged(here, text)
    if here.where is Where.PERSONAL:
        return _danger(here, whole)
    in_danger = whole.outcome is Outcome.STOP_EMERGENCY
    return _in_channel(here, whole if in_danger else _judged(here, argument))


def answer(work: UnitOfWork, here: Here, text: str) -> Sequence[Message] | None:
    """An answer to free text, or None where help is the better one."""
    judged = _judged(here, text)
    if here.where is not Where.PERSONAL:
        return _in_channel(here, judged) or plan_svar.ask(work, here, text)
    if in_danger := _danger(here, judged):
        return in_danger
    blocked = [finding for finding in judged.findings if finding.blocks]
    duty, pictures = judged.outcome is Outcome.STOP_MELDEPLIKT, judged.why is Why.BILDER
    answered = None if duty or blocked or pictures else plan_svar.ask(work, here, text)
    if answered or not (duty or blocked or pictures or len(text.split()) >= A_WORRY):
        return answered
    way_in = here.ink() if access.may_report(work, None, here.context()) else None
    advice = theme_guidance(text, here.room.plan, here.t)
    return [cards.not_stored(here.room.plan, blocked, duty, advice, here.t, way_in)]


def _judged(here: Here, text: str) -> personvern.Decision:
    allowed = allowed_words(here.room, plan_svar.own_words(here.room.plan))
    return personvern.decide(text, "gruppe_miljo", allowed=allowed)


def _danger(here: Here, judged: personvern.Decision) -> Sequence[Message] | None:
    if judged.outcome is not Outcome.STOP_EMERGENCY:
        return None
    return [Message(here.t("Ring nå hvis noen er i fare"), card=meld.stop(here.room.plan, here.t))]


def _in_channel(here: Here, judged: personvern.Decision) -> Sequence[Message] | None:
    """Where others read along: that it does not belong here, and nothing of what it was (UC-104)."""
    number = here.room.plan.choices.emergency_number
    if judged.outcome is Outcome.STOP_EMERGENCY:
        text = here.t("Er noen i fare nå? Ring {number}. Slett meldingen her, og ta det 1:1 med meg.", number=number)
        return [Message(text, text=text)]
    if judged.outcome in (Outcome.BLOCK_PII, Outcome.STOP_MELDEPLIKT, Outcome.WARN_IDENTIFIABLE):
        text = here.t("Skriv ikke om enkeltpersoner i kanalen. Slett meldingen, og ta det 1:1 med meg.")
        return [Message(text, text=text)]
    return None
