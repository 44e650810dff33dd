"""`meld` in every way in: the same conversation, from danger to receipt (UC-30 to UC-37)."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from bot.domain.room import Draft, Reach
from bot.domain.varsling import About, Ground, Varsling
from bot.standins.card_reading import actions, find_action
from bot.store.tables import metadata
from tests.scenarios.house import House, open_house, text_of
from tests.scenarios.ways import BETWEEN_PEOPLE, WAYS, Way, Window, way_in

SEEN = "Flere ungdommer samles ved stasjonen i helgene, og noen er synlig ruset."
NUMBER = "14831053748"


@pytest.fixture(params=WAYS)
async def way(request: pytest.FixtureRequest, house: House) -> Way:
    """A teacher at the beginning of each way in."""
    return await way_in(house, request.param)


async def described(way: Way, seen: str = SEEN, **more: Any) -> str:
    """From the first card to what follows the description."""
    await way.open()
    await way.press("Nei, gå videre")
    await way.press("Nei, gå videre")
    await way.press("Neste", about="miljo")
    given = {"category": "rusbruk", "urgency": "normal", "place": "stasjonsområdet", **more}
    return await way.press("Se over", seen=seen, **given)


async def one_person(way: Way) -> str:
    """From the first card to the ways for one person."""
    await way.open()
    await way.press("Nei, gå videre")
    await way.press("Nei, gå videre")
    return await way.press("Neste", about="enkeltsak")


async def stored(house: House) -> list[Varsling]:
    found: list[Varsling] = await house.read(lambda work: work.find(Varsling, order="created_at"))
    return found


async def drafts(house: House) -> list[Draft]:
    found: list[Draft] = await house.read(lambda work: work.find(Draft))
    return found


async def test_all_the_way_to_the_receipt(house: House, way: Way) -> None:
    preview = await described(way, on_behalf="forelder", done="Natteravnene er varslet.")
    assert SEEN in preview
    assert "forelder" in preview
    receipt = await way.press("Send")
    (varsling,) = await stored(house)
    assert varsling.number in receipt
    assert "Meldeplikten" in receipt
    assert (varsling.seen, varsling.place, varsling.on_behalf) == (SEEN, "stasjonsområdet", "forelder")


async def test_the_guard_stops_a_number_and_keeps_the_rest(house: House, way: Way) -> None:
    shown = await described(way, f"Elev {NUMBER} samler folk ved stasjonen")
    assert "fødselsnummer" in shown
    assert "sikkerhetsnett" in shown
    assert "samler folk ved stasjonen" in shown
    assert NUMBER not in shown
    preview = await way.press("Se over", seen=SEEN, considered="ja") if "Før du går" in shown else ""
    assert SEEN in (preview or await way.press("Se over", seen=SEEN))


async def test_a_text_is_thrown_away_when_it_turns_out_to_be_about_one_person(house: House, way: Way) -> None:
    """Back from what was written to what it is about: nothing of it is kept with a request about one (UC-31)."""
    await described(way, f"{SEEN} De møtes på Eirik.")
    assert "på Eirik" in await way.press("Se over", seen=f"{SEEN} De møtes på Eirik.", not_names="Eirik")
    assert "Eirik" in str([draft.answers for draft in await drafts(house)])
    await way.press("Endre")
    await way.press("Tilbake")
    await way.press("Neste", about="enkeltsak")
    kept = str([draft.answers for draft in await drafts(house)])
    assert ("synlig ruset" in kept, "stasjonsområdet" in kept, "Eirik" in kept) == (False, False, False)


async def test_danger_now_stops_and_leaves_nothing(house: House, way: Way) -> None:
    await way.open()
    shown = await way.press("Ja, det er fare nå")
    assert "112" in shown
    assert "113" in shown
    assert "§ 196" in shown
    assert (await drafts(house), await stored(house)) == ([], [])


async def test_a_dialog_ends_with_a_button_that_closes_it(house: House) -> None:
    window = await way_in(house, "utvidelse")
    await described(window)
    await window.press("Send")
    assert isinstance(window, Window)
    await window.press("Lukk")
    assert window.closed


async def test_nothing_is_posted_where_a_dialog_was_opened(house: House) -> None:
    window = await way_in(house, "utvidelse mellom to")
    await described(window)
    await window.press("Send")
    await house.settled()
    assert house.texts(BETWEEN_PEOPLE) == []
    assert BETWEEN_PEOPLE not in [r.conversation for r in await house.read(lambda work: work.find(Reach))]


async def test_a_stranger_cannot_open_the_extension(house: House) -> None:
    window = await way_in(house, "utvidelse", "elev")
    assert "har rollen" in await window.open()
    assert isinstance(window, Window)
    assert not window.card


async def test_a_card_of_somebody_else_does_nothing_in_a_dialog(house: House) -> None:
    mine, other = await way_in(house, "utvidelse"), await way_in(house, "utvidelse", "nav_ungdomskontakt")
    await mine.open()
    assert isinstance(mine, Window)
    assert isinstance(other, Window)
    other.card = mine.card
    assert "ikke tilgjengelig for deg" in await other.press("Nei, gå videre")


async def test_the_channels_card_leads_to_the_chat_and_to_a_dialog(house: House) -> None:
    reply = await house.seat("slt_koordinator").client.in_channel("Fagteam").send_text("kanalkort")
    assert reply.card is not None
    urls = [action["url"] for action in actions(reply.card) if action["type"] == "Action.OpenUrl"]
    assert urls == [f"https://teams.microsoft.com/l/chat/0/0?users=28:{house.room.bot}"]
    window = Window(house.seat("laerer").client.in_channel("Fagteam"), reply.card)
    assert "fare akkurat nå" in await window.open()


async def test_only_the_coordinator_posts_the_channels_card(house: House) -> None:
    reply = await house.seat("laerer").client.in_channel("Fagteam").send_text("kanalkort")
    assert "har rollen" in reply.text
    assert reply.card is None


async def test_the_guide_to_barnevernet_is_all_that_is_kept_of_it(house: House) -> None:
    teacher = house.seat("laerer")
    await teacher.say("meld")
    await teacher.press("Nei, gå videre")
    guide = await teacher.press("Vet ikke")
    assert "Barneverntjenesten (demo)" in guide
    assert "Plikten er personlig" in guide
    assert "Jeg har ikke sendt noe" in await teacher.press("Jeg melder fra selv nå")
    assert (await drafts(house), await stored(house)) == ([], [])


async def test_after_the_guide_the_group_may_go_on(house: House) -> None:
    teacher = house.seat("laerer")
    await teacher.say("meld")
    await teacher.press("Nei, gå videre")
    await teacher.press("Ja")
    await teacher.press("Gå videre med gruppe eller miljø")
    await teacher.press("Neste", about="gruppe")
    assert "veiledningen er vist" in await teacher.press("Se over", category="rusbruk", seen=SEEN)
    await teacher.press("Send")
    assert (await stored(house))[0].duty_shown


async def test_one_person_is_asked_for_without_a_word_about_who(house: House) -> None:
    way = await way_in(house, "utvidelse")
    assert "Fagteam" in await one_person(way)
    await way.press("Be om å ta det opp")
    assert "Informert samtykke" in await way.press("Se over", category="rusbruk", ground="samtykke", talked="ja")
    await way.press("Send")
    (varsling,) = await stored(house)
    assert (varsling.about, varsling.ground, varsling.seen) == (About.ENKELTSAK, Ground.SAMTYKKE, "")


async def test_an_anonymous_discussion_needs_the_whole_checklist(house: House) -> None:
    chat = await way_in(house, "chat")
    await one_person(chat)
    await chat.press("Be om å ta det opp")
    await chat.press("Se over", category="rusbruk", ground="anonymt", talked="nei")
    assert "Alle punktene" in await chat.press("Se over", checks=["0", "1"])
    assert "Anonym drøfting" in await chat.press("Se over", checks=[str(n) for n in range(8)])


async def test_a_draft_waits_for_a_day_and_is_offered_again(house: House, way: Way) -> None:
    await described(way)
    house.clock.move(hours=20)
    offered = await way.open()
    assert "påbegynt" in offered
    assert SEEN in await way.press("Fortsett")
    assert "V-" in await way.press("Send")


async def test_a_draft_can_be_thrown_away(house: House) -> None:
    chat = await way_in(house, "chat")
    await described(chat)
    await chat.open()
    assert "fare akkurat nå" in await chat.press("Kast den og begynn på nytt")
    assert SEEN not in str([draft.answers for draft in await drafts(house)])


async def test_a_draft_older_than_a_day_is_gone(house: House) -> None:
    chat = await way_in(house, "chat")
    await described(chat)
    house.clock.move(hours=25)
    assert "avsluttet eller kastet" in await chat.press("Send")
    assert "fare akkurat nå" in await chat.open()


async def test_what_was_typed_beside_a_number_is_not_in_the_draft(house: House) -> None:
    chat = await way_in(house, "chat")
    await described(chat, f"Elev {NUMBER} skal ta med kniv i morgen")
    assert NUMBER not in str([draft.answers for draft in await drafts(house)])
    shown = await chat.press("Nei, det er ikke fare nå")
    assert "tatt bort" in shown
    assert NUMBER not in shown


async def test_a_worry_written_in_the_chat_is_not_stored_and_shown_the_way(house: House) -> None:
    teacher = house.seat("laerer")
    shown = await teacher.say(f"Jeg er bekymret for eleven med nummer {NUMBER} som er mye borte")
    assert "fødselsnummer" in shown
    assert NUMBER not in shown
    assert "Slett den" in shown
    assert "fare akkurat nå" in await teacher.press("Meld bekymring")


async def test_danger_written_in_the_chat_is_answered_with_the_numbers(house: House) -> None:
    shown = await house.seat("laerer").say("En elev sier at han skal ha med kniv på skolen i morgen")
    assert "112" in shown
    assert "Du må ringe selv" in shown


async def test_danger_written_in_the_channel_repeats_nothing(house: House) -> None:
    reply = await house.seat("laerer").client.in_channel("Fagteam").send_text("Jonas Testesen skal ha med kniv i dag")
    said = "\n".join(text_of(entry.activity) for entry in reply.posted)
    assert "112" in said
    assert "Jonas" not in said
    assert "kniv" not in said


ON = {
    "Nakenbilder av eleven spres i Snap-grupper": ("Gå videre uten bilde",),
    "En voksen mann tilbyr eleven rus": ("Nei, det gjelder unge eller et miljø",),
    "Eleven skal ha med kniv i morgen": ("Nei, det er ikke fare nå",),
    "Eleven har blåmerker på armene": ("Gå videre med gruppe eller miljø",),
    "Nakenbilder av eleven spres. En voksen mann selger dem. Eleven vil ta livet av seg. Eleven har blåmerker.": (
        "Nei, det er ikke fare nå",
        "Gå videre med gruppe eller miljø",
        "Gå videre uten bilde",
        "Nei, det gjelder unge eller et miljø",
    ),
}


@pytest.mark.parametrize("seen", ON)
async def test_whatever_is_asked_first_a_text_about_one_person_is_not_sent(house: House, seen: str) -> None:
    chat = await way_in(house, "chat")
    await described(chat, seen)
    for button in ON[seen]:
        shown = await chat.press(button)
    assert "ser ut til å gjelde én person" in shown
    assert "Send" not in [action.get("title") for action in actions(house.seat("laerer").card or {})]


DANGER = (
    "meld han har kniv og truer med å stikke noen nå",
    "tiltak nå: gutten har kniv og skal stikke noen",
    "hastemøte: en gutt skal ha med kniv på skolen i morgen",
    "kan du melde at han har kniv i hånda nå",
)


@pytest.mark.parametrize("text", DANGER)
async def test_danger_behind_a_word_of_ours_is_answered_first(house: House, text: str) -> None:
    teacher = house.seat("laerer")
    assert "112" in await teacher.say(text)
    assert await drafts(house) == []


@pytest.mark.parametrize(
    "text", ["meld Jonas Testesen i 9B selger hasj", f"status {NUMBER}", "hei Jonas Testesen slår"]
)
async def test_a_word_in_the_channel_with_somebody_behind_it_is_asked_to_be_deleted(house: House, text: str) -> None:
    reply = await house.seat("laerer").client.in_channel("Fagteam").send_text(text)
    said = "\n".join(text_of(entry.activity) for entry in reply.posted)
    assert "Slett meldingen, og ta det 1:1 med meg" in said
    assert "skriv det samme" not in said
    assert "Jonas" not in said
    assert NUMBER not in said


async def test_danger_behind_a_word_in_the_channel_comes_before_all_else(house: House) -> None:
    reply = await house.seat("laerer").client.in_channel("Fagteam").send_text(f"{DANGER[0]}, {NUMBER}")
    said = "\n".join(text_of(entry.activity) for entry in reply.posted)
    assert "Ring 112. Slett meldingen her" in said
    assert NUMBER not in said


async def test_the_extension_sends_back_what_was_typed_when_nothing_could_be_stored(tmp_path: Path) -> None:
    async with open_house(tmp_path) as house:
        window = await way_in(house, "utvidelse")
        assert isinstance(window, Window)
        await described(window)
        sent = window.card
        metadata.tables["draft"].drop(house.bot.store.writing)
        assert "får ikke lagret" in await window.press("Send")
        assert find_action(window.card, "Prøv igjen")["data"]["slt"] == find_action(sent, "Send")["data"]["slt"]
