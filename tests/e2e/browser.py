"""Seats as a test sees them: a person at a Playground page in headless Chromium.

`driver.mjs` does the clicking; this half sends it one command at a time.
"""

from __future__ import annotations

import asyncio
import json
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

DRIVER = Path(__file__).with_name("driver.mjs")
SCREENSHOTS = Path(__file__).parents[2] / "build" / "e2e"
DESKTOP = (1280, 900)
PHONE = (390, 844)


class DriverFailed(AssertionError):
    """The browser could not do what the test asked; the message is Playwright's."""


@dataclass
class Browser:
    """One Chromium, driven through a Node process."""

    process: asyncio.subprocess.Process
    seats: list[SeatPage] = field(default_factory=list)
    _sent: int = 0

    async def open(self, name: str, url: str, bot: str = "SLT-bot", size: tuple[int, int] = DESKTOP) -> SeatPage:
        """Open a person's page; `name` goes into the names of screenshots."""
        await self.do(name, "open", url, bot, *size)
        self.seats.append(SeatPage(self, name))
        return self.seats[-1]

    async def do(self, seat: str, verb: str, *args: Any) -> Any:
        """One command and its answer."""
        assert self.process.stdin is not None
        assert self.process.stdout is not None
        self._sent += 1
        command = {"id": self._sent, "seat": seat, "verb": verb, "args": args}
        self.process.stdin.write(json.dumps(command).encode() + b"\n")
        await self.process.stdin.drain()
        line = await self.process.stdout.readline()
        answer = json.loads(line) if line else {"error": "the driver ended; what it wrote stands above"}
        if "error" in answer:
            raise DriverFailed(f"{seat}.{verb}{args}: {answer['error']}")
        return answer["value"]


@dataclass(frozen=True)
class SeatPage:
    """What one person does and sees. Labels, titles and texts are those on the screen."""

    browser: Browser
    name: str

    async def say(self, text: str) -> None:
        """Write to the bot: in the chat, or (with the mention) as a new post in the open channel."""
        await self._do("say", text)

    async def press(self, title: str) -> None:
        """Press the newest button of that title; an open dialog's buttons first."""
        await self._do("press", title)

    async def fill(self, label: str, text: str) -> None:
        """Write into a text or number field."""
        await self._do("fill", label, text)

    async def choose(self, label: str, option: str) -> None:
        """Choose from a list, folded out or not."""
        await self._do("choose", label, option)

    async def tick(self, label: str) -> None:
        """Turn a tick box over."""
        await self._do("tick", label)

    async def pick_date(self, label: str, iso: str) -> None:
        """Choose a day (2026-11-24) in the calendar of a date field; not more than two years ahead."""
        await self._do("pickDate", label, iso)

    async def sees(self, text: str) -> None:
        """Wait until the text is on the screen."""
        await self._do("sees", text)

    async def misses(self, text: str) -> None:
        """Wait until the text is nowhere on the screen."""
        await self._do("misses", text)

    async def text(self) -> str:
        """All text on the screen, or in the open dialog."""
        return str(await self._do("text"))

    async def outline(self) -> str:
        """Roles and names of everything on the screen, as a screen reader has them."""
        return str(await self._do("outline"))

    async def open_channel(self, name: str) -> None:
        """Go to a channel of the team."""
        await self._do("openChannel", name)

    async def open_chat(self) -> None:
        """Go back to the person's own chat with the bot."""
        await self._do("openChat")

    async def open_message_extension(self, command: str) -> None:
        """Open a message extension's dialog by its command id (the Playground reads no manifest)."""
        await self._do("openMessageExtension", command)

    async def close_dialog(self) -> None:
        """Close the open dialog."""
        await self._do("closeDialog")

    async def screenshot(self, name: str) -> Path:
        """Keep a picture in build/e2e."""
        path = _picture(name, self.name)
        await self._do("screenshot", str(path))
        return path

    async def console_errors(self) -> list[str]:
        """Errors the page itself reported; fonts and other things of the internet are left out."""
        return list(await self._do("consoleErrors"))

    async def _do(self, verb: str, *args: Any) -> Any:
        try:
            return await self.browser.do(self.name, verb, *args)
        except DriverFailed:
            await self.browser.do(self.name, "screenshot", str(_picture("feil", self.name)))
            raise


def _picture(name: str, seat: str) -> Path:
    SCREENSHOTS.mkdir(parents=True, exist_ok=True)
    return SCREENSHOTS / f"{name}-{seat}.png"


@asynccontextmanager
async def open_browser() -> AsyncIterator[Browser]:
    """Start Chromium and end it, with all its processes, whatever happened."""
    pipe = asyncio.subprocess.PIPE
    process = await asyncio.create_subprocess_exec(
        "node", str(DRIVER), stdin=pipe, stdout=pipe, cwd=DRIVER.parents[2], limit=1 << 22
    )
    try:
        yield Browser(process)
    finally:
        await _end(process)


async def _end(process: asyncio.subprocess.Process) -> None:
    assert process.stdin is not None
    process.stdin.close()
    try:
        await asyncio.wait_for(process.wait(), 10)
    except TimeoutError:
        process.terminate()
        await process.wait()
