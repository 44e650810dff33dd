"""Whoever is asked to stand behind the ground of a case, and what becomes of the cards that ask (UC-36, H-142, H-150).

Another legal basis is chosen by one and stood behind by another (`Gate.basis_needs_second`). The other is who leads the
organ or keeps its minutes, whether or not they are among those it is necessary to tell: were only recipients asked,
nobody could be where no recipient has a seat there, and the four eyes would end with the proposer's own two. So both
are always asked, and the reason, which comes nearest to the person, is shown only to whoever is a recipient. The others
stand behind what they see: that this provision is used, towards these recipients.

A card asks about one choice of a ground, and carries which: pressed after another was chosen, it counts for nothing and
shows the new one. When somebody stands behind it, when another ground is chosen, when the case
is closed and when the reason is erased, what the card showed is taken out of every chat that has it.
"""

from __future__ import annotations

from bot.domain.effects import Effect
from bot.domain.enkeltsak import Enkeltsak, SakStatus
from bot.domain.gate import Grunnlag
from bot.ports import UnitOfWork
from bot.usecases.command import Context
from bot.usecases.kort import IN_PLACE, cards_about, emptied, refreshed
from bot.usecases.moter import people

VIEW, OPENED = "enkeltsak_stott", f"enkeltsak_stott{IN_PLACE}"
STALE, OLD = "endret", "eldre"


def subject(sak: Enkeltsak) -> str:
    """What a card that asks is about: the case, and which choice of a ground it is."""
    return of_choice(sak.id, sak.choice)


def of_choice(sak: str, choice: int) -> str:
    """The same of a choice that may be another by now."""
    return f"{sak}|{choice or ''}"


def choice_of(about: str) -> str:
    """The subject that asks, of a card that was sent or opened."""
    return "|".join(about.split("|")[:2])


def asked(work: UnitOfWork, sak: Enkeltsak, context: Context) -> tuple[Effect, ...]:
    """The chair is asked about anonymity, and somebody else than the one who chose about another legal basis."""
    needs_chair = sak.ground is Grunnlag.ANONYMISERT and not sak.anonymity_by
    needs_other = sak.ground is Grunnlag.HJEMMEL and context.room.plan.choices.gate.basis_needs_second
    if not (needs_chair or needs_other):
        return ()
    chairs = people(work, context.room, sak.organ, "chair")
    others = chairs if needs_chair else [*chairs, *people(work, context.room, sak.organ, "secretary")]
    wanted = [person for person in dict.fromkeys(others) if person != context.actor.id]
    return tuple(context.tell(person, VIEW, subject(sak)) for person in wanted)


def answered(work: UnitOfWork, sak: Enkeltsak, context: Context) -> tuple[Effect, ...]:
    """The cards that ask about this choice ask no more. To be promised with what ends the asking."""
    opened = [card for card in cards_about(work, sak.id, OPENED) if choice_of(card.subject) == subject(sak)]
    return (*refreshed(work, context, VIEW, subject(sak)), *emptied(context, opened))


def still_asks(sak: Enkeltsak, about: str) -> bool:
    """Whether a card about this subject is still to be answered."""
    return sak.status is SakStatus.APEN and lacks_second(sak) and choice_of(about) == subject(sak)


def lacks_second(sak: Enkeltsak) -> bool:
    """Must somebody else stand behind the ground?"""
    anonymous = sak.ground is Grunnlag.ANONYMISERT and not sak.anonymity_by
    return anonymous or (sak.ground is Grunnlag.HJEMMEL and not sak.seconded_by)
