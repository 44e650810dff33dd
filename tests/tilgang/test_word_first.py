"""What is looked at before a word of ours is answered stops no ordinary message (UC-35, UC-104)."""

from __future__ import annotations

import pytest

from bot.cards.actions import ANYBODY
from bot.dialogs.flow import Here
from bot.dialogs.fritekst import before_word
from bot.dialogs.router import vocabulary
from bot.domain.people import Where
from bot.registry import TABLES
from bot.texts import texts
from tests.language.test_words import UNDERSTOOD
from tests.tilgang.explorer import STARTS
from tests.tilgang.world import NOW, World

WORDS = vocabulary(TABLES)
USUAL = (
    "", "fagteam", "Fagteamet", "politirådet", "til 3. desember", "til fredag", "fra 1. til 14. juli", "E-2026-1",
    "S-2026-3", "9. trinn gjennomført 12. februar", "9. og 10. trinn utsatt til 1. mars", "torsdag kl. 12 på rådhuset",
    "rus", "skolefravær", "Ungdata", "vold i nære relasjoner", "selvmordsforebygging", "uro på stasjonen",
    "om slåsskamp ved stasjonen", "hærverk på ungdomsskolen", "våpen på skolen", "for politikontakten", "nå, takk",
)  # fmt: skip


@pytest.mark.parametrize("where", [Where.PERSONAL, Where.CHANNEL])
def test_words_with_what_usually_stands_behind_them_are_answered(world: World, where: Where) -> None:
    plan = world.room.plan
    behind = (
        *USUAL,
        *(t.title for t in plan.tiltak),
        *(o.name for o in plan.organs),
        *(r.label for r in plan.roles.values()),
    )
    begun = [f"{word.name} {text}" for word in TABLES.words.values() for text in behind]
    said = [*begun, *(text for spelt in UNDERSTOOD.values() for text in spelt), *(text for _, text in STARTS)]
    found = [(text, WORDS.find(text)) for text in said]
    assert [text for text, word in found if word and before_word(here(world, where), text, word.argument)] == []


def here(world: World, where: Where) -> Here:
    """The circumstances of a message by the coordinator."""
    who = world.store.now(world.room.id, lambda work: world.context(work, "koordinator").actor)
    return Here(world.room, who, NOW, "k", texts("nb"), where, ANYBODY.encode())
