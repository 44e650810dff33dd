"""The peer as Microsoft's samples write it: botbuilder's CloudAdapter behind aiohttp, checking real tokens.

Its own settings point it at the local key server. In its favour: it is spared fetching the bot's token (which it does
in every turn), because its token library talks to Microsoft only; and its card answers are the one
model that its serialiser does not fail on (platform.md, defect 5).
"""

from __future__ import annotations

import asyncio
import sys
from types import SimpleNamespace
from typing import Any

from aiohttp import web
from botbuilder.core import ActivityHandler, InvokeResponse, TurnContext
from botbuilder.integration.aiohttp import CloudAdapter, ConfigurationBotFrameworkAuthentication
from botbuilder.schema import AdaptiveCardInvokeResponse
from botframework.connector.auth import MicrosoftAppCredentials, PasswordServiceClientCredentialFactory

from bench.bodies import APP_ID
from bench.card import ANSWER, CARD, REPLY
from bench.servers.listening import address, listen, ready, until_told_to_stop

TYPE = ANSWER["type"]


class WithoutToken(PasswordServiceClientCredentialFactory):  # type: ignore[misc]
    """The SDK's own credentials with the fetching of tokens left out."""

    async def create_credentials(self, *args: Any, **kwargs: Any) -> MicrosoftAppCredentials:
        return MicrosoftAppCredentials.empty()


class Echo(ActivityHandler):  # type: ignore[misc]
    """One reply to a message, one card to a button."""

    async def on_message_activity(self, turn_context: TurnContext) -> None:
        await turn_context.send_activity(REPLY)

    async def on_invoke_activity(self, turn_context: TurnContext) -> InvokeResponse:
        return InvokeResponse(status=200, body=AdaptiveCardInvokeResponse(status_code=200, type=TYPE, value=CARD))


async def main(metadata: str, service_url: str) -> None:
    settings = SimpleNamespace(
        APP_ID=APP_ID,
        APP_PASSWORD="unused",  # noqa: S106
        TO_CHANNEL_FROM_BOT_LOGIN_URL="https://login.microsoftonline.com/botframework.com",
        TO_CHANNEL_FROM_BOT_OAUTH_SCOPE="https://api.botframework.com",
        TO_BOT_FROM_CHANNEL_TOKEN_ISSUER="https://api.botframework.com",  # noqa: S106
        TO_BOT_FROM_CHANNEL_OPENID_METADATA_URL=metadata,
        TO_BOT_FROM_EMULATOR_OPENID_METADATA_URL=metadata,
    )
    factory = WithoutToken(APP_ID, settings.APP_PASSWORD)
    adapter = CloudAdapter(ConfigurationBotFrameworkAuthentication(settings, credentials_factory=factory))
    bot = Echo()

    async def messages(request: web.Request) -> web.Response:
        found: web.Response = await adapter.process(request, bot)
        return found

    app = web.Application()
    app.add_routes([web.post("/api/messages", messages)])
    runner = await listen(app)
    ready(url=address(runner) + "/api/messages")
    await until_told_to_stop()
    await runner.cleanup()


if __name__ == "__main__":
    asyncio.run(main(*sys.argv[1:]))
