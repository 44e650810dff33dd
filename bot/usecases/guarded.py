"""The last look at free text before it is stored: whatever the conversation let through, this does not (G11)."""

from __future__ import annotations

from collections.abc import Iterable

from bot.domain import personvern
from bot.domain.room import Room
from bot.errors import UserError
from bot.usecases.varslinger import allowed_words


def stop_identifiers(room: Room, texts: Iterable[str], not_names: tuple[str, ...] = ()) -> None:
    """Raises UserError when one of the texts points at a person. Nothing of the text is in the error."""
    allowed = allowed_words(room, not_names)
    if any(finding.blocks for text in texts if text for finding in personvern.check(text, allowed=allowed)):
        raise UserError("identifiers_found")
