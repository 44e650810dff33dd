"""Forty ways to make us send our token elsewhere, and none that works (T5)."""

from __future__ import annotations

import pytest

from bot.domain.people import Where
from bot.errors import Refused
from bot.ports import Conversation, Message
from bot.teams.service_urls import ServiceUrls
from tests.teams.edge import TENANT, message, running

GOOD = [
    "https://smba.trafficmanager.net/emea/",
    "https://smba.trafficmanager.net/teams",
    "https://smba.trafficmanager.net:443/no/",
    "https://europe.api.botframework.com",
    "https://smba.trafficmanager.net/emea/aaaaaaaa-0000-0000-0000-00000000000a/",
]
TRICKS = [
    "",
    "smba.trafficmanager.net",
    "//smba.trafficmanager.net/",
    "http://smba.trafficmanager.net/emea/",
    "HTTPS://smba.trafficmanager.net/",
    "ftp://smba.trafficmanager.net/",
    "file:///etc/passwd",
    "https://evil.example/",
    "https://evil-botframework.com/",
    "https://botframework.com.evil.example/",
    "https://api.botframework.com.evil.example/",
    "https://botframework.com/",
    "https://evil.trafficmanager.net/",
    "https://smba.trafficmanager.net.evil.example/",
    "https://xsmba.trafficmanager.net/",
    "https://smba.trafficmanager.net@evil.example/",
    "https://user:pass@smba.trafficmanager.net/",
    "https://evil.example#@smba.trafficmanager.net/",
    "https://evil.example?@smba.trafficmanager.net/",
    "https://evil.example\\@smba.trafficmanager.net/",
    "https://evil.example/smba.trafficmanager.net/",
    "https://smba.trafficmanager.net./emea/",
    "https://smba.trafficmanager.net:8443/",
    "https://smba.trafficmanager.net:443@evil.example/",
    "https://smba.trafficmanager.net:0443/",
    "https://smba.trafficmanager.net/../x",
    "https://smba.trafficmanager.net/emea/..%2f..",
    "https://smba.trafficmanager.net/?x=1",
    "https://smba.trafficmanager.net/#x",
    "https://smba.trafficmanager.net/\r\nHost: evil.example",
    "https://smba.trafficmanager.net\t/",
    " https://smba.trafficmanager.net/",
    "https://smba.trafficmanager.net/\n",
    "https://smba%2etrafficmanager.net/",
    "https://xn--smba-0na.botframework.com/",
    "https://ѕmba.trafficmanager.net/",
    "https://smba。trafficmanager。net/",
    "https://169.254.169.254/latest/meta-data/",
    "https://[::ffff:127.0.0.1]/",
    "https://2130706433/",
    "https://127.0.0.1/",
    "https://localhost/",
    "http://127.0.0.1:9/",
    "https://.botframework.com/",
    "https://-x.botframework.com/",
    "https://smba.trafficmanager.net//evil.example/",
    "https://smba.trafficmanager.net/" + "x/" * 40,
]
LOOPBACK = ["http://127.0.0.1:56150/_connector", "http://localhost:56150", "http://[::1]:1/", "https://localhost/"]


@pytest.mark.parametrize("url", GOOD)
def test_good(url: str) -> None:
    assert ServiceUrls().allows(url)
    assert ServiceUrls().gets_token(url)


@pytest.mark.parametrize("url", TRICKS)
def test_tricks(url: str) -> None:
    urls = ServiceUrls()
    assert not urls.allows(url)
    assert not urls.gets_token(url)
    with pytest.raises(Refused):
        urls.base(url)


def test_there_are_forty() -> None:
    assert len(TRICKS) >= 40


@pytest.mark.parametrize("url", LOOPBACK)
def test_loopback_is_for_the_demo_and_gets_no_token(url: str) -> None:
    assert not ServiceUrls().allows(url)
    assert ServiceUrls(loopback=True).allows(url)
    assert not ServiceUrls(loopback=True).gets_token(url)


@pytest.mark.parametrize("url", ["http://127.0.0.1.evil.example/", "http://localhost@evil.example/", "http://127.1/"])
def test_nearly_loopback(url: str) -> None:
    assert not ServiceUrls(loopback=True).allows(url)


async def test_nothing_goes_out_for_a_trick() -> None:
    """In an activity and in a stored reference: the connector, on loopback, sees not one call."""
    async with running() as edge:
        for url in [*TRICKS, *(f"{edge.connector.url}{end}" for end in ("?x", "#x", "/../x", "\\@evil.example"))]:
            if not ServiceUrls(loopback=True).allows(url):
                assert (await edge.post(message(edge, serviceUrl=url))).status == 403
                with pytest.raises(Refused):
                    await edge.messenger.send(
                        Conversation(TENANT, url, "a", Where.PERSONAL), Message(summary="s", text="hei")
                    )
        assert (edge.connector.calls, edge.turns) == ([], [])
