"""The last look at free text before it is stored: whatever the conversation let through, this does not (G11)."""

from __future__ import annotations

from collections.abc import Iterable

from bot.domain import personvern
from bot.domain.plan import Level
from bot.domain.plan.organ import Organ
from bot.domain.room import Room
from bot.errors import UserError
from bot.usecases.varslinger import allowed_words


def stop_identifiers(room: Room, texts: Iterable[str], not_names: tuple[str, ...] = ()) -> None:
    """Raises UserError when one of the texts points at a person. Nothing of the text is in the error."""
    allowed = allowed_words(room, not_names)
    if any(finding.blocks for text in texts if text for finding in personvern.check(text, allowed=allowed)):
        raise UserError("identifiers_found")


def stop_one_person(
    organs: Iterable[Organ], texts: Iterable[str], *, not_one: bool, code: str = "one_person_in_text"
) -> None:
    """Raises UserError when one of the texts, which a group is to see, reads as if it were about one individual.

    `not_one`: the writer says that it is not. In a politiråd nobody can say so: it never has individual cases (G3,
    H-80), and the text is to be written otherwise. `code` is the error's, where it is not about what a group sees.
    """
    never = has_no_cases(organs)
    if (never or not not_one) and any(map(personvern.about_one, texts)):
        raise UserError("one_person_never" if never else code)


def has_no_cases(organs: Iterable[Organ]) -> bool:
    """Whether one of them is of the steering level, as a politiråd is."""
    return any(organ.level is Level.STYRENDE for organ in organs)
