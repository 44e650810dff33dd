"""The signed form: sent to the bot 1:1, straight into the restricted library, and refused otherwise (UC-51, N-16)."""

from __future__ import annotations

import io
import zipfile
from pathlib import Path

from bot.domain.samtykke import Hendelse, Samtykke, Slag
from bot.domain.sealed import Sealed
from bot.domain.skjema import Innlevering
from bot.ports import UnitOfWork
from bot.standins.graph.app import ONEDRIVE
from bot.usecases.command import Context
from bot.usecases.innlevering import LeverSkjema
from bot.usecases.roles import actor
from bot.usecases.samtykke_slutt import TrekkSamtykke
from tests.scenarios.house import House, Seat
from tests.scenarios.test_samtykke import files, opened, registered

PDF = b"%PDF-1.7 signert av Jonas Testesen"


async def sent(seat: Seat, name: str = "Jonas Testesen samtykke.pdf", content: bytes = PDF) -> str:
    """Attach a file in one's own chat with the bot."""
    return seat._look(await seat.client.send_file(name, content))


async def waiting(house: House) -> Seat:
    """The member of staff who has registered a consent in writing."""
    await opened(house)
    seat = house.seat("sosiallaerer_jus")
    assert "Send meg det signerte skjemaet" in await registered(seat)
    return seat


async def test_a_signed_form_goes_straight_to_the_restricted_library(november: House) -> None:
    seat = await waiting(november)
    assert "Jeg henter skjemaet" in await sent(seat)
    told = await seat.newest("ligger i den lukkede mappen")
    assert "Originalen ligger fortsatt i din egen OneDrive" in told
    (name,) = files(november, "samtykker")
    assert name.startswith("2025-11-10-s-2025-1-samtykke-")
    assert name.endswith(".pdf")
    folder = Path(str(november.bot.parts.settings.state_dir)) / "office" / "sharepoint" / "samtykker" / "2025"
    assert (folder / name).read_bytes() == PDF


async def test_the_address_is_sealed_and_erased_and_the_history_says_it_came(november: House) -> None:
    seat = await waiting(november)
    await sent(seat)
    await seat.newest("ligger i den lukkede mappen")
    assert not await november.read(lambda work: work.find(Innlevering))
    events = await november.read(lambda work: work.find(Hendelse, slag=Slag.ARKIVERT))
    assert len(events) == 1
    assert (await november.read(lambda work: work.find(Samtykke)))[0].form_url


async def test_a_file_that_nobody_waits_for_is_refused_and_never_fetched(november: House) -> None:
    refused = await sent(november.seat("laerer"), "bilde.png", b"\x89PNG\r\n\x1a\n")
    assert "Jeg tar ikke imot filer eller bilder her" in refused
    assert "Del ikke bilder av unge videre" in refused
    assert not november.office.app[ONEDRIVE].fetched
    assert not files(november, "samtykker")


async def test_a_second_file_is_refused_when_the_form_has_come(november: House) -> None:
    seat = await waiting(november)
    await sent(seat)
    await seat.newest("ligger i den lukkede mappen")
    assert "tar ikke imot filer" in await sent(seat)


async def test_an_oral_consent_waits_for_no_file(november: House) -> None:
    await opened(november)
    seat = november.seat("sosiallaerer_jus")
    await registered(seat, form="muntlig")
    assert "tar ikke imot filer" in await sent(seat)


async def test_of_two_that_wait_the_sender_says_which(november: House) -> None:
    seat = await waiting(november)
    await registered(seat)
    assert "Hvilket samtykke er det skjemaet til?" in await sent(seat)
    consents = await november.read(lambda work: work.find(Samtykke, order="number"))
    await seat.press("Legg i den lukkede mappen", samtykke=consents[1].id)
    await seat.newest("samtykke S-2025-2 ligger i den lukkede mappen")
    assert "s-2025-2" in files(november, "samtykker")[0]


async def test_a_kind_of_file_that_is_not_taken_is_told_and_not_kept(november: House) -> None:
    seat = await waiting(november)
    await sent(seat, "skjema.pdf", b"MZ not a pdf at all")
    assert "pdf, docx, png eller jpg" in await seat.newest("Jeg fikk ikke lagt skjemaet")
    assert not files(november, "samtykker")
    assert not await november.read(lambda work: work.find(Innlevering))


async def test_a_word_document_with_macros_is_not_taken(november: House) -> None:
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w") as archive:
        for name in ("[Content_Types].xml", "word/document.xml", "word/vbaProject.bin"):
            archive.writestr(name, "x")
    seat = await waiting(november)
    await sent(seat, "skjema.docx", packed.getvalue())
    await seat.newest("Jeg fikk ikke lagt skjemaet")
    assert not files(november, "samtykker")


async def test_what_nobody_says_the_consent_of_is_forgotten_in_an_hour(november: House) -> None:
    seat = await waiting(november)
    await registered(seat)
    await sent(seat)
    chosen = (await november.read(lambda work: work.find(Samtykke)))[0].id
    november.clock.move(hours=2)
    await november.swept()
    assert not await november.read(lambda work: work.find(Innlevering))
    assert "adressen til den er slettet" in await seat.press("Legg i den lukkede mappen", samtykke=chosen)


async def withdrawn_before_it_is_fetched(house: House, seat: Seat) -> None:
    """The form is sent and the consent withdrawn, and only then is anything carried out."""

    def both(work: UnitOfWork) -> None:
        who = actor(work, house.room, seat.client.actor.object_id)
        assert who is not None
        for command in (LeverSkjema("https://onedrive.example/skjema"), TrekkSamtykke("S-2025-1")):
            context = Context(house.room, who, house.clock.now(), f"prøve:{command}")
            house.bot.door.handle(work, command, context)

    await house.bot.store.write(house.room.id, both)
    await house.swept()


async def test_a_form_whose_consent_ended_first_is_forgotten_and_its_sender_told(november: House) -> None:
    seat = await waiting(november)
    await withdrawn_before_it_is_fetched(november, seat)
    assert "samtykket ikke gjelder lenger" in await seat.newest("Jeg hentet ikke skjemaet til samtykke S-2025-1")
    assert not await november.read(lambda work: work.find(Innlevering))
    assert not november.office.app[ONEDRIVE].fetched
    assert not files(november, "samtykker")


async def test_one_that_was_left_by_an_earlier_version_is_forgotten_too(november: House) -> None:
    seat = await waiting(november)
    at = november.clock.now()
    left = Innlevering("igjen", november.room.id, seat.client.actor.object_id, at, at, Sealed("https://x"), "borte")
    await november.bot.store.write(november.room.id, lambda work: work.add(left))
    november.clock.move(hours=2)
    await november.swept()
    assert not await november.read(lambda work: work.find(Innlevering))


async def test_the_files_own_name_is_nowhere(november: House) -> None:
    seat = await waiting(november)
    await sent(seat)
    await seat.newest("ligger i den lukkede mappen")
    kept = [path.read_bytes() for path in november.bot.parts.settings.state_dir.glob("*.db*")]
    assert not [content for content in kept if b"Jonas" in content]
    assert not [text for text in november.texts() if "Jonas" in text]


async def test_a_form_is_proposed_to_the_archive_a_year_after_its_end_and_never_deleted(november: House) -> None:
    seat, coordinator = await waiting(november), november.seat("slt_koordinator")
    await sent(seat)
    await seat.newest("ligger i den lukkede mappen")
    await seat.say("samtykket er trukket")
    await seat.press("Trekk nå")
    november.clock.move(days=360)
    await november.swept()
    assert not [text for text in november.texts() if "Lagringstiden er ute for samtykke" in text]
    november.clock.move(days=8)
    await november.swept()
    said = await coordinator.newest("Lagringstiden er ute for samtykke S-2025-1 (trukket)")
    assert "Jeg sletter det ikke" in said
    november.clock.move(days=800)
    await november.swept()
    assert len([text for text in november.texts() if "Lagringstiden er ute for samtykke" in text]) == 1
    assert len(files(november, "samtykker")) == 1
