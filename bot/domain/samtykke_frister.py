"""When a consent is next looked at, and why: an oral one to be put in writing, one that runs out (UC-51, UC-56)."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import datetime, time, timedelta
from enum import StrEnum

from bot.domain.moteplan import at_work, local, moment
from bot.domain.plan import Choices
from bot.domain.samtykke import Form, Samtykke


class Frist(StrEnum):
    """What a consent is looked at for, once each."""

    MUNTLIG = "muntlig"
    UTLOPER = "utloper"
    UTLOPT = "utlopt"
    ARKIV = "arkiv"  # the signed form of one that ended long ago: for people to keep or discard


def with_due(samtykke: Samtykke, choices: Choices, after: datetime) -> Samtykke:
    """The consent with the first thing that comes later than a moment. Of one that has ended, only its form is looked
    at again, when the time that texts are kept is out: the archive's rules decide, never this product (UC-92)."""
    due = _form(samtykke, choices) if samtykke.ended else _due(samtykke, choices)
    ahead = sorted((at, frist) for at, frist in due if at > after)
    if not ahead:
        return replace(samtykke, due_at=None, due_for="")
    return replace(samtykke, due_at=ahead[0][0], due_for=ahead[0][1].value)


def _form(samtykke: Samtykke, choices: Choices) -> Iterator[tuple[datetime, Frist]]:
    if samtykke.form_url and samtykke.ended_at:
        kept = timedelta(days=round(choices.retention_months * 365 / 12))
        yield at_work(local(samtykke.ended_at).date() + kept, choices.quiet_hours), Frist.ARKIV


def _due(samtykke: Samtykke, choices: Choices) -> Iterator[tuple[datetime, Frist]]:
    if samtykke.form is Form.MUNTLIG:
        day = local(samtykke.given_at).date() + timedelta(days=choices.consent_written_days)
        yield at_work(day, choices.quiet_hours), Frist.MUNTLIG
    if samtykke.valid_to is not None:
        soon = samtykke.valid_to - timedelta(days=choices.consent_reminder_days)
        yield at_work(soon, choices.quiet_hours), Frist.UTLOPER
        yield moment(samtykke.valid_to + timedelta(days=1), time(0)), Frist.UTLOPT
