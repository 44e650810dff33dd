"""Every notification of the domain's examples, and as many fresh ones, through the front door: what is shown, and that
nothing identifying is kept (UC-30 to UC-35, N-01 to N-25)."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
import yaml

from bot.cards.personvern import TYPES
from bot.domain.personvern import Kind, check
from bot.domain.room import Draft
from bot.domain.varsling import Varsling
from bot.standins.card_reading import actions
from bot.texts import texts
from bot.usecases.varslinger import allowed_words
from tests.databases import Databases
from tests.plan.places import DATA as PLAN_DATA
from tests.scenarios.house import House, Seat, open_house

DATA = Path(__file__).parents[1] / "personvern" / "data"
ORDINARY = (DATA / "vanlige.txt").read_text("utf-8").splitlines()
PLANS = {
    "jevnaker-2022": "jevnaker-2022.yaml",
    "jevnaker-2025": "jevnaker-2025.yaml",
    "valer-2023": "valer-2023.yaml",
    "fjordvik-nynorsk": str(PLAN_DATA / "fjordvik.yaml"),
}
SWITCHBOARD = {"allowed_phones": ("69 00 00 00",)}
STAFF = ("laerer", "skoleleder", "ungdomskonsulent", "kommunepsykolog", "barnevern_leder")
"""Who sends what has no sender of its own: several, because Teams lets a chat have 60 messages in 30 seconds."""
SHOWN = {
    "Dette blir lagret og sendt": "accept",
    "Kan noen være i fare nå?": "stop_emergency",
    "Meld fra til barneverntjenesten straks": "stop_meldeplikt",
    "Om bilder av unge": "redirect",
    "Gjelder det en voksen?": "redirect",
    "Dette ser ut til å gjelde én person": "gate",
}
"""What a card's heading says was decided."""


def cases(file: str) -> list[dict[str, Any]]:
    """The rows of a data file."""
    rows: list[dict[str, Any]] = yaml.safe_load((DATA / file).read_text("utf-8"))
    return rows


def of_plan(plan: str) -> list[dict[str, Any]]:
    """The examples written for a plan, and the fresh ones, which hold in every plan."""
    return [*(row for row in cases("varslinger.yaml") if row["plan"] == plan), *cases("nye.yaml")]


@pytest.mark.parametrize("plan", PLANS)
async def test_every_notification_gets_its_decision(tmp_path: Path, plan: str) -> None:
    async with open_house(tmp_path, plan=PLANS[plan], choices=SWITCHBOARD) as house:
        assert [wrong for row in of_plan(plan) for wrong in await judged(house, row)] == []


async def test_the_same_on_postgresql(tmp_path: Path, databases: Databases) -> None:
    async with open_house(tmp_path, databases.fresh(), choices=SWITCHBOARD) as house:
        rows = [row for row in cases("varslinger.yaml") if row["plan"] == "jevnaker-2025"]
        assert [wrong for row in rows for wrong in await judged(house, row)] == []


async def judged(house: House, row: dict[str, Any]) -> list[str]:
    """What is not as it should be, in words."""
    seat, before = sender(house, row), await count(house)
    texts_of = written(row["text"])
    shown = await described(seat, row["kind"], texts_of)
    wrong = list(mistakes(house, row, shown))
    kept = str([draft.answers for draft in await house.read(lambda work: work.find(Draft))])
    wrong += ["det som peker på noen, er lagret"] if any(value in kept for value in values(house, texts_of)) else []
    if decision(house, shown) == "accept":
        await seat.press("meld.send")
    stored = await count(house) - before
    wrong += [] if stored == (row["expect"]["decision"] == "accept") else [f"{stored} lagret"]
    return [f"{row['id']}: {what}" for what in wrong]


def mistakes(house: House, row: dict[str, Any], shown: str) -> list[str]:
    """The decision, the types and the words that must be there."""
    t, expect = texts(house.room.plan.municipality.language), row["expect"]
    found = decision(house, shown)
    wanted = expect["decision"]
    if wanted == "gate" and not takes_cases(house):
        wanted = "redirect"
    wrong = [] if found == wanted else [f"{found}, skal være {wanted}"]
    if wanted in ("block_pii", "warn_identifiable"):
        wrong += [f"typen {kind} er ikke nevnt" for kind in expect["pii"] if t(TYPES[Kind(kind)][0]) not in shown]
    return wrong + [f"«{word}» mangler" for word in must(house, expect) if word.lower() not in shown.lower()]


def decision(house: House, shown: str) -> str:
    """What a card says was decided."""
    t = texts(house.room.plan.municipality.language)
    for heading, meaning in SHOWN.items():
        if t(heading) in shown:
            return "redirect" if meaning == "gate" and not takes_cases(house) else meaning
    return "warn_identifiable" if "[" not in shown and t("Før du går videre") in shown else "block_pii"


def takes_cases(house: House) -> bool:
    organ = house.room.plan.intake_organ
    return organ is not None and organ.may_take_individual_cases


def must(house: House, expect: dict[str, Any]) -> list[str]:
    """The words that an example demands; a log by the name the plan gives it."""
    bti = house.room.plan.bti
    log = bti.log_name if bti else None
    return [log or word if word == "Stafettlogg" else word for word in expect.get("text_must_contain", [])]


def sender(house: House, row: dict[str, Any]) -> Seat:
    """The sender in their role, where the cast has it; else a teacher."""
    role = row.get("sender_role", "").split("_pa_vegne")[0]
    known = {"politi_forebyggende_gruppe", "helsesykepleier_jus", "nav_ungdomskontakt", "sosiallaerer_jus"}
    key = role if role in known else STAFF[int(row["id"][2:]) % len(STAFF)]
    return house.seat(key, locale="nn-NO" if row.get("lang") == "nn" else "nb-NO")


def written(text: str) -> dict[str, str]:
    """The text in the card's fields: five thousand characters need two."""
    if not text.startswith("LANG:"):
        return {"seen": text}
    filler = "\n".join(line for line in ORDINARY if not check(line))[:2450].rpartition("\n")[0]
    return {"seen": filler, "done": f"{filler}\n{text.removeprefix('LANG:')}"}


async def described(seat: Seat, kind: str, fields: dict[str, str]) -> str:
    """From `meld` to what follows the description. Buttons are found by what they do, in any language."""
    said = await seat.say("meld")
    assert "meld." in str(seat.card), said
    if any(action.get("verb") == "meld.kast" for action in actions(seat.card or {})):
        await seat.press("meld.kast")
    await seat.press("meld.videre")
    await seat.press("meld.nei")
    await seat.press("meld.neste", about="trend" if kind == "trend" else "gruppe")
    categories = seat.house.room.plan.varsling.categories
    return await seat.press("meld.neste", category=categories[0].id if categories else "annet", **fields)


def values(house: House, fields: dict[str, str]) -> list[str]:
    """What in the fields blocks, as it was written."""
    allowed = allowed_words(house.room)
    found = [(text, finding) for text in fields.values() for finding in check(text, allowed=allowed)]
    return [text[f.start : f.end] for text, f in found if f.blocks]


async def count(house: House) -> int:
    return len(await house.read(lambda work: work.find(Varsling)))


@pytest.mark.parametrize(
    "text", ["Nakenbilder spres på trinnet", "Nakenbilete blir spreidde i ei Snap-gruppe på skulen no"]
)
async def test_pictures_that_go_round_are_answered_in_the_chat_too(tmp_path: Path, text: str) -> None:
    async with open_house(tmp_path) as house:
        said = await house.seat("laerer").say(text)
        assert "Jeg har ikke lagret det du skrev" in said
        assert "Ikke last opp, ikke del videre og ikke ta skjermbilde." in said
        assert "ring politiet" in said


async def test_a_rare_name_in_the_head_of_a_letter_is_stopped(tmp_path: Path) -> None:
    async with open_house(tmp_path) as house:
        said = await house.seat("laerer").say(
            "Fra: Lumikka Kvernbekk\nTil: Fagteamet\n\nDet er uro ved parken hver kveld."
        )
        assert "Dette ser ut som navn" in said
        assert "Kvernbekk" not in said
