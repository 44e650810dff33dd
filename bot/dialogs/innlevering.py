"""A file that was sent in the 1:1 chat: a signed form where one is waited for, and refused with guidance otherwise."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from bot.cards import samtykke_beskjeder as cards
from bot.cards.actions import Do
from bot.dialogs.flow import Here
from bot.dialogs.rows import Button, Received
from bot.domain.skjema import Innlevering
from bot.ports import Json, Message, UnitOfWork
from bot.usecases.command import Outcome
from bot.usecases.innlevering import KnyttSkjema, LeverSkjema, waiting

FILE_INFO = "application/vnd.microsoft.teams.file.download.info"


def _command(payload: Mapping[str, Any]) -> LeverSkjema:
    """One file from the sender's own storage. A picture in the message itself, or several files, is never a form."""
    files = payload.get("files", [])
    only = files[0] if len(files) == 1 else {}
    content = only.get("content") if only.get("content_type") == FILE_INFO else None
    url = content.get("downloadUrl") if isinstance(content, dict) else None
    return LeverSkjema(url if isinstance(url, str) else "")


def _said(work: UnitOfWork, here: Here, outcome: Outcome) -> Sequence[Message]:
    form = work.get(Innlevering, outcome.subject)
    if form is None or form.samtykke:
        return [cards.form_coming(here.t)]
    mine = waiting(work, here.actor.id)
    return [cards.which_consent(mine, form.id, here.t, here.ink())]


def _belongs(do: Do, inputs: Mapping[str, str]) -> KnyttSkjema:
    return KnyttSkjema(do.on, inputs.get("samtykke", ""))


def _coming(work: UnitOfWork, here: Here, outcome: Outcome) -> Json | None:
    return cards.form_coming(here.t).card


RECEIVED = Received(_command, _said)
BUTTONS: dict[str, Button] = {cards.BELONGS: Button(cards.BELONGS, _coming, _belongs)}
