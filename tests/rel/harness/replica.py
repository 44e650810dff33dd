"""One real bot in a process of its own, to be killed. Reads its job as JSON from its first argument."""

from __future__ import annotations

import asyncio
import ctypes
import json
import signal
import sys
from importlib import import_module
from pathlib import Path
from typing import Any

from pydantic import SecretStr

from bot.bootstrap import Bot, Parts
from bot.logs import set_up
from bot.settings import Settings
from bot.standins.cast import TENANT
from tests.rel.harness.clock import SharedClock
from tests.rel.harness.town import towns

PR_SET_PDEATHSIG = 1


async def main(job: dict[str, Any]) -> None:
    clock = SharedClock(Path(job["clock"]), job["begins"], job["pace"])
    all_ = towns(job["towns"], clock.now(), **job["waits"])
    settings = Settings.for_demo(
        Path(job["folder"]),
        port=0,
        graph_base_url=job["graph_url"],
        database_url=SecretStr(job["database"]),
        executor_id=job["name"],
        allowed_tenants=frozenset({TENANT, *(town.tenant for town in all_)}),
    )
    if job["bug"]:
        getattr(import_module("tests.rel.harness.bugs"), job["bug"])()
    rooms = {town.room.id: town.room for town in all_}
    bot = Bot(Parts(settings, rooms, clock, service_url=job["service_url"]))
    async with bot.running():
        await bot.ready.wait()
        print(json.dumps({"port": bot.port}), flush=True)
        stop = asyncio.Event()
        asyncio.get_running_loop().add_signal_handler(signal.SIGTERM, stop.set)
        await stop.wait()


def die_with_parent() -> None:
    """Linux ends this process when the test that started it is gone, however that went."""
    ctypes.CDLL(None).prctl(PR_SET_PDEATHSIG, signal.SIGKILL)


if __name__ == "__main__":
    die_with_parent()
    set_up("INFO", "json")
    asyncio.run(main(json.loads(sys.argv[1])))
