"""What `slt-bot audit verify` says of each room's audit log."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from bot.store.chain import Audited, Broken, Fault

FAULTS = {
    Fault.ENDRET: "linje {link} (rad {seq}) er endret, eller linjen før den",
    Fault.MANGLER: "linje {link} er borte",
    Fault.SATT_INN: "linje {link} (rad {seq}) er satt inn",
    Fault.UTEN_KJEDE: "rad {seq} er skrevet av noe annet enn denne versjonen av boten",
    Fault.KUTTET: "slutten er borte, fra linje {link}",
    Fault.SLUTT_ENDRET: "det som sier hvor loggen slutter, er endret eller borte; siste linje er {link}",
    Fault.ANKER: "linje {link} (rad {seq}) er ikke den som ble skrevet i driftsloggen",
}


def told(found: Sequence[Audited]) -> Iterator[str]:
    """A line for each room: whole, with the anchor to keep, or the first fault."""
    if not found:
        yield "Revisjonsloggen er tom."
    for room in found:
        if room.fault is None:
            yield f"{room.room}: {room.rows} linjer, hel. Anker: {room.room}={room.anchor}"
        else:
            yield f"{room.room}: FEIL: {_fault(room.fault)}."


def _fault(broken: Broken) -> str:
    return FAULTS[broken.fault].format(link=broken.link, seq=broken.seq)
