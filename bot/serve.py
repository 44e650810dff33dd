"""`slt-bot serve`: one municipality in production.

What is imported here is what it takes to open the ports; the rest is loaded in a thread meanwhile.
"""

from __future__ import annotations

import asyncio
import signal
from typing import TYPE_CHECKING

from bot.edge import Edge
from bot.logs import set_up
from bot.settings import Settings

if TYPE_CHECKING:
    from bot.bootstrap import Bot


def serve() -> None:
    """Run until SIGTERM. Raises SettingError for whatever is not fit for use."""
    settings = Settings.production()
    set_up(settings.log_level, settings.log_format)
    asyncio.run(until_told(settings))


async def until_told(settings: Settings) -> None:
    """Run until SIGTERM or SIGINT."""
    told, loop = asyncio.Event(), asyncio.get_running_loop()
    for name in (signal.SIGTERM, signal.SIGINT):
        loop.add_signal_handler(name, told.set)
    edge = Edge(settings)
    await edge.open()
    try:
        bot = await asyncio.to_thread(_load, settings, edge)
        async with bot.running():
            await told.wait()
    finally:
        await edge.close()


def _load(settings: Settings, edge: Edge) -> Bot:
    from bot.installation import put_together

    return put_together(settings, edge)
