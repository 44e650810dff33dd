"""What a tired coordinator writes and presses on the worst day: other words, the same button twice, an old card (UC-60,
UC-61)."""

from __future__ import annotations

import pytest

from bot.domain.effects import Effect
from bot.domain.hastemote import Hastemote, HastemoteStatus
from tests.scenarios.house import House, Seat, text_of
from tests.scenarios.test_hastemote import called
from tests.scenarios.test_hastemote_grunnlag import again, stand
from tests.scenarios.test_hastemote_reaching import ASKED, changed, events
from tests.scenarios.test_hastemote_slutt import mote

TEACHER, NONE = "sosiallaerer_jus", "Ingen hastemøter er i gang"


async def under_way(house: House) -> Seat:
    coordinator = await called(house, TEACHER)
    await house.seat(TEACHER).newest(ASKED)
    await house.settled()
    return coordinator


MEANT = {
    "avlys hastemøtet": "Vil du avlyse hastemøtet?",
    "avlys hastemøte nå": "Vil du avlyse hastemøtet?",
    "avslutt hastemøtet": "Vil du avslutte innkallingen?",
    "flytt hastemøtet": "Flytt og spør på nytt",
    "hvem har ikke svart?": "Venter på svar fra Sølvi Testesen",
    "kven har svart": "Venter på svar fra Sølvi Testesen",
    "status hastemøte": "Venter på svar fra Sølvi Testesen",
    "innkall til hastemøte nå": "Et hastemøte er nettopp kalt inn",
    "krise": "Et hastemøte er nettopp kalt inn",
}


async def test_other_words_lead_to_the_hastemote_and_not_to_an_ordinary_meeting(house: House) -> None:
    coordinator = await under_way(house)
    for words, meant in MEANT.items():
        assert meant in await coordinator.say(words), words


@pytest.mark.parametrize("words", ["avlys hastemøtet", "avslutt hastemøtet", "flytt hastemøtet"])
async def test_where_none_is_under_way_it_says_so_and_how_to_call(house: House, words: str) -> None:
    assert NONE in await house.seat("slt_koordinator").say(words)


async def test_of_two_under_way_the_live_cards_are_shown_to_choose_from(house: House) -> None:
    coordinator = await under_way(house)
    await coordinator.say("hastemøte")
    await coordinator.press("Se over", roles=["barnevern_leder"], separate="ja")
    await coordinator.press("Kall inn nå")
    await coordinator.say("avlys hastemøtet")
    newest = changed(house, "slt_koordinator")[-2:]
    assert ["virksomheter er dekket" in text_of(one) for one in newest] == [True, True]


async def test_what_the_word_shows_says_when_that_was_and_the_live_card_does_not(house: House) -> None:
    coordinator = await under_way(house)
    assert "Slik er det kl." in await coordinator.say("hastemøter")
    assert "Slik er det" not in await coordinator.press("Avlys")
    assert "Slik er det" not in await coordinator.press("Nei, gå tilbake")


async def test_whoever_was_asked_finds_their_own_card_again_and_nothing_more(house: House) -> None:
    await under_way(house)
    teacher = house.seat(TEACHER)
    shown = await again(teacher, "hastemøter")
    assert (ASKED in shown, "dekket" in shown) == (True, False)
    assert "Svaret ditt: Kommer" in await teacher.press("Kommer")
    assert "Åpne Teams-møtet" in await again(teacher, "hvem kommer")
    assert "Svaret ditt: Kommer" in await again(teacher, "avlys hastemøtet")
    assert NONE in await house.seat("barnevern_leder").say("hastemøter")


async def test_called_off_twice_it_is_called_off_once_and_an_old_card_moves_nothing(house: House) -> None:
    coordinator = await under_way(house)
    await coordinator.newest("Venter på svar")
    old = coordinator.card
    await coordinator.press("Avlys")
    sure = coordinator.card
    await coordinator.press("Ja, avlys")
    await house.settled()
    had = len(await house.read(lambda work: work.find(Effect)))
    coordinator.card = sure
    assert "Status: Avlyst" in await coordinator.press("Ja, avlys")
    assert len(await house.read(lambda work: work.find(Effect))) == had
    coordinator.card = old
    assert "avsluttet eller avlyst" in await coordinator.press("Flytt")


async def test_whoever_granted_a_request_and_presses_again_sees_what_came_of_it(house: House) -> None:
    asker, coordinator = house.seat("laerer"), house.seat("slt_koordinator")
    await asker.say("hastemøte")
    await asker.press("Se over", roles=[TEACHER])
    await asker.press("Send til koordinatoren")
    await coordinator.newest("ber om hastemøte")
    asked = coordinator.card
    await coordinator.press("Kall inn nå")
    for button in ("Kall inn nå", "Ikke kall inn"):
        coordinator.card = asked
        assert "Innkalt, venter på svar" in await coordinator.press(button)
    assert len(await house.read(lambda work: work.find(Hastemote, status=HastemoteStatus.INNKALT))) == 1


async def test_where_nobody_has_the_role_it_says_so_and_the_meeting_is_made_and_moved_all_the_same(
    house: House,
) -> None:
    house.loses(TEACHER, TEACHER)
    coordinator = house.seat("slt_koordinator")
    await coordinator.say("hastemøte")
    await coordinator.press("Se over", roles=[TEACHER])
    assert "Ingen er spurt ennå" in await coordinator.press("Kall inn nå")
    await coordinator.newest("Åpne Teams-møtet")
    await coordinator.press("Flytt")
    await coordinator.press("Flytt og spør på nytt", start="23:59")
    await house.settled()
    (event,) = events(house)
    assert (event["start"]["dateTime"][14:16], (await mote(house)).turn) == ("59", 1)


@pytest.mark.parametrize(
    ("press", "sure", "said"),
    [("Avlys", "Ja, avlys", "Hastemøtet er avlyst"), ("Flytt", "Flytt og spør på nytt", "tidligere tidspunkt")],
)
async def test_called_off_or_moved_no_card_that_a_word_has_shown_keeps_the_link_or_its_buttons(
    house: House, press: str, sure: str, said: str
) -> None:
    coordinator, teacher = await under_way(house), house.seat(TEACHER)
    await again(teacher, "hastemøter")
    await teacher.press("Kommer")
    assert "Åpne Teams-møtet" in await again(teacher, "hastemøter")
    await coordinator.newest("virksomheter er dekket")
    await coordinator.press(press)
    await coordinator.press(sure, **({"start": "23:30"} if press == "Flytt" else {}))
    await house.settled()
    assert not [text for text in stand(house, TEACHER) if "Åpne Teams-møtet" in text]
    assert len([text for text in stand(house, TEACHER) if said in text]) >= 3
