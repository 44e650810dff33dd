"""The local Microsoft 365 with a crowd in the team, Teams' limits on: refuses and counts what is too much."""

from __future__ import annotations

import asyncio
import sys
from pathlib import Path

from bench.servers.listening import ready, until_told_to_stop
from bot.demo.office import open_office
from bot.standins.crowd import crowd, with_crowd


async def main(folder: str, count: str) -> None:
    async with open_office(Path(folder), 0, with_crowd(crowd(int(count)))) as office:
        ready(graph_url=office.graph_url, service_url=office.service_url)
        await until_told_to_stop()


if __name__ == "__main__":
    asyncio.run(main(*sys.argv[1:]))
