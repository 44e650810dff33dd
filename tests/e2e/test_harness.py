"""The harness itself, against a bot that echoes: every verb does on the screen what it says.

The tests share one stage: a page takes seconds to load. Each leaves no card unanswered.
"""

from __future__ import annotations

import pytest

from tests.e2e.browser import DriverFailed
from tests.e2e.conftest import Stage

pytestmark = [pytest.mark.e2e, pytest.mark.asyncio(loop_scope="module")]


async def test_a_message_is_answered_on_the_screen(stage: Stage) -> None:
    await stage.kari.say("blåbær")
    await stage.kari.sees("ræbålb")


async def test_a_card_is_filled_in_sent_and_replaced_by_the_answer(stage: Stage) -> None:
    kari = stage.kari
    await kari.say("kort utfylt")
    await kari.sees("Skjema: utfylt")
    await kari.fill("Hva ser du?", "Uro ved stasjonen")
    await kari.choose("Tema", "Skolemiljø")
    await kari.tick("Det haster")
    await kari.pick_date("Dato", "2027-01-15")
    await kari.screenshot("kort-utfylt")
    await kari.press("Send")
    await kari.sees("Du skrev: Uro ved stasjonen")
    await kari.sees("Tema: skole")
    await kari.misses("Hva ser du?")
    data = stage.bot.received[-1]["value"]["action"]["data"]
    assert data == {"v": 1, "hva": "Uro ved stasjonen", "tema": "skole", "haster": "true", "dato": "2027-01-15"}


async def test_a_card_works_at_a_phones_width(stage: Stage) -> None:
    await stage.aase.say("kort mobil")
    await stage.aase.sees("Skjema: mobil")
    await stage.aase.fill("Hva ser du?", "Fra mobilen")
    await stage.aase.screenshot("kort-mobil")
    await stage.aase.press("Send")
    await stage.aase.sees("Du skrev: Fra mobilen")


async def test_a_required_field_left_empty_is_shown_and_nothing_is_sent(stage: Stage) -> None:
    await stage.kari.say("kort tomt")
    await stage.kari.sees("Skjema: tomt")
    before = len(stage.bot.received)
    await stage.kari.press("Send")
    await stage.kari.sees("Skriv hva du ser")
    assert len(stage.bot.received) == before
    await stage.kari.fill("Hva ser du?", "Likevel")
    await stage.kari.press("Send")
    await stage.kari.sees("Du skrev: Likevel")


async def test_what_one_writes_reaches_the_other(stage: Stage) -> None:
    await stage.aase.say("hei")
    await stage.aase.sees("ieh")
    await stage.kari.say("si til Åse Prøvesen: Hastemøte kl. 14")
    await stage.aase.sees("Hastemøte kl. 14")
    await stage.aase.screenshot("melding-fra-en-annen")


async def test_a_changed_card_stands_in_the_same_place(stage: Stage) -> None:
    await stage.kari.say("endre")
    await stage.kari.sees("Avsluttet")
    await stage.kari.misses("Åpen")


async def test_a_message_extension_goes_step_by_step(stage: Stage) -> None:
    await stage.kari.open_message_extension("meldBekymring")
    await stage.kari.fill("Hva ser du?", "I dialogen")
    await stage.kari.press("Neste")
    await stage.kari.sees("Du skrev: I dialogen")
    await stage.kari.screenshot("dialog")
    await stage.kari.press("Send inn")
    await stage.kari.sees("Varslingen er sendt")
    await stage.kari.close_dialog()
    assert stage.bot.received[-1]["value"]["commandId"] == "meldBekymring"


async def test_a_post_in_a_channel_mentions_the_bot_and_is_answered_in_its_thread(stage: Stage) -> None:
    await stage.kari.open_channel("Fagteam")
    await stage.kari.say("meld")
    await stage.kari.sees("dlem")
    await stage.kari.screenshot("kanal")
    sent = stage.bot.received[-1]
    assert sent["text"] == "<at>SLT-bot</at> meld"
    assert ";messageid=" in sent["conversation"]["id"]
    await stage.kari.open_chat()


async def test_what_is_not_on_the_screen_fails_the_test(stage: Stage) -> None:
    with pytest.raises(DriverFailed):
        await stage.browser.do("kari", "sees", "finnes ikke", 300)
