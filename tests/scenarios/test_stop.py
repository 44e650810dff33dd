"""A stop of the bot (failure F31): nothing is begun after it, and nothing is lost by it."""

from __future__ import annotations

from pathlib import Path

from bot.domain.effects import Effect, EffectState
from tests.scenarios.house import open_house
from tests.scenarios.test_saker import sent

TOLD = "Varsling V-"


async def test_what_is_claimed_after_the_stop_is_carried_by_whoever_comes_next(
    tmp_path: Path, database_url: str
) -> None:
    async with open_house(tmp_path, database_url) as house:
        assert house.bot._carrier is not None
        await house.bot._carrier.stop(5)
        await sent(house)
        await house.until(lambda effects: any(e.state is EffectState.UNDER_WAY for e in effects))
        chat = house.seat("slt_koordinator").client.actor.chat_id
        assert not house.texts(chat)
    async with open_house(tmp_path, database_url) as next_:
        assert TOLD in await next_.seat("slt_koordinator").newest(TOLD)
        await next_.settled()
        assert {e.state for e in await next_.read(lambda work: work.find(Effect))} == {EffectState.DONE}
        assert len([text for text in next_.texts(chat) if TOLD in text]) == 1
