"""Step 5 of the day: the blank form, and an individual case that is refused until a ground is recorded."""

from __future__ import annotations

from typing import Any

from bot.demo.stage import Player, Stage, expect
from bot.domain.enkeltsak import Enkeltsak
from bot.domain.samtykke import Samtykke

CONSENT: dict[str, dict[str, Any]] = {
    "hvem": {"age": "under_16", "ung": "ja", "verger": "2", "signed": "2", "form": "skriftlig"},
    "hva": {
        "themes": ["skolefravaer", "fritid"],
        "recipients": ["sosiallaerer_jus", "helsesykepleier_jus", "barnevern_leder", "slt_koordinator"],
        "purposes": ["fagteam"],
    },
    "bekreft": {"confirmed": ["frivillig", "uttrykkelig", "informert"]},
}
"""An invented consent, in numbers and ticks: who it is about, nobody tells the bot."""


async def samtykke(stage: Stage) -> str:
    """The social worker gets the form and registers; the coordinator asks twice, and is refused the first time."""
    contact, coordinator = stage.player("sosiallaerer_jus"), stage.player("slt_koordinator")
    await contact.say("samtykke")
    await stage.posted(contact.chat, "Samtykkeskjemaet er klart")
    if not await stage.find(Enkeltsak):
        await coordinator.say("ny enkeltsak")
        await coordinator.press("Opprett", theme="skolefravaer", organ="fagteam", contact="sosiallaerer_jus")
    if not await stage.find(Samtykke):
        expect("Ingen grunn til å dele er registrert", await _asked(coordinator))
        await _register(contact)
    if not (await stage.find(Enkeltsak))[0].wanted:
        expect("meldt til neste møte", await _asked(coordinator))
    return "Skjemaet lagt i biblioteket; enkeltsaken avvist med grunn, og meldt til møtet da samtykket var registrert"


async def _asked(coordinator: Player) -> str:
    await coordinator.say("enkeltsaker")
    await coordinator.press("Åpne")
    return await coordinator.press("Ta opp i neste møte")


async def _register(contact: Player) -> None:
    await contact.say("registrer samtykke")
    await contact.press("Neste", **CONSENT["hvem"])
    await contact.press("Neste", **CONSENT["hva"])
    expect("Status: gyldig", await contact.press("Lagre", **CONSENT["bekreft"]))
