"""A person is answered in their own language, however they spell what they want (UC-100, UC-102, G12)."""

from __future__ import annotations

from bot.domain.room import RosterEntry
from tests.scenarios.house import House
from tests.scenarios.test_varsling import described


async def test_the_language_somebody_chose_holds_for_what_is_sent_to_them_later(house: House) -> None:
    coordinator, teacher = house.seat("slt_koordinator"), house.seat("laerer")
    await coordinator.install()
    assert "Greitt, då skriv eg nynorsk." in await coordinator.say("nynorsk")
    await house.bot.roster.read(house.room)
    await described(teacher)
    await teacher.press("Send")
    assert "Kva er sett" in await coordinator.newest("Varsling V-")


async def test_the_choice_is_shown_as_three_buttons(house: House) -> None:
    teacher = house.seat("laerer")
    assert "Hvilket språk vil du ha?" in await teacher.say("sprak")
    assert "All right, I will write English." in await teacher.press("Engelsk")
    assert "This is what I can help with" in await teacher.say("help")


async def test_teams_in_nynorsk_gives_nynorsk_until_somebody_chooses(house: House) -> None:
    teacher = house.seat("laerer", locale="nn-NO")
    assert "Dette kan eg hjelpe med" in await teacher.say("hjelp")
    entry = await house.read(lambda work: work.get(RosterEntry, teacher.client.actor.object_id))
    assert entry.language == "nn"
    await teacher.say("bokmål")
    assert "Dette kan jeg hjelpe med" in await teacher.say("hjelp")


async def test_a_refusal_is_in_the_language_somebody_chose(house: House) -> None:
    teacher = house.seat("laerer")
    await teacher.say("nynorsk")
    assert "Dette kan eg berre gjere for dei som har rolla" in await teacher.say("saker")


async def test_unknown_words_are_not_repeated_and_get_the_nearest_word(house: House) -> None:
    teacher = house.seat("laerer")
    said = await teacher.say("er bekymret for stasjonen")
    assert "Mente du «meld»?" in said
    assert "stasjonen" not in said
    assert "fare" in await teacher.press("Meld")


async def test_a_misspelt_hastemote_opens_a_preview_and_sends_nothing(house: House) -> None:
    coordinator = house.seat("slt_koordinator")
    assert "Kall inn til hastemøte" in await coordinator.say("kan du lage hastmøte")
    assert "Kall inn til hastemøte" in await coordinator.say("hastmote")
    await house.settled()
    assert not [text for text in house.texts() if "Du kalles inn" in text]


async def test_the_plan_is_asked_and_answers_with_its_line(house: House) -> None:
    said = await house.seat("laerer").say("Hvem er sekretær i fagteamet?")
    assert "Helsesykepleier JUS" in said
    assert "Tiltaksplan 2025–2029" in said


async def test_the_next_meeting_comes_from_the_schedule(house: House) -> None:
    assert "Møteplan" in await house.seat("slt_koordinator").say("Når er neste møte?")


async def test_a_question_about_somebody_is_refused_whoever_asks(house: House) -> None:
    said = await house.seat("slt_koordinator").say("Hvem meldte bekymring om eleven i 9B?")
    assert "Jeg gir ingen opplysninger om enkeltpersoner" in said
    assert "9B" not in said


async def test_a_pupil_gets_nothing_from_the_plan(house: House) -> None:
    assert "Helsesykepleier" not in await house.seat("elev").say("Hvem er sekretær i fagteamet?")


async def test_help_lists_what_one_may_begin(house: House) -> None:
    everybody = await house.seat("laerer").say("hjelp")
    assert "meld en bekymring" in everybody
    assert "flytt eller avlys et møte" not in everybody
    assert "flytt eller avlys et møte" in await house.seat("slt_koordinator").say("hjelp")
