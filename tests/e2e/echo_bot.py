"""The smallest bot that exercises a Teams client: it echoes, shows cards and a dialog, and writes to others.

kort                    shows a card to fill in; its answer replaces it
endre                   posts a card and changes it a moment later
si til <name>: <text>   writes to somebody else, as a bot does on its own accord
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any
from urllib.parse import quote

import aiohttp
from aiohttp import web

Json = dict[str, Any]

FORM: Json = {
    "type": "AdaptiveCard",
    "version": "1.5",
    "body": [
        {"type": "TextBlock", "text": "Meld bekymring", "weight": "Bolder"},
        {"type": "Input.Text", "id": "hva", "label": "Hva ser du?", "isMultiline": True, "isRequired": True,
         "errorMessage": "Skriv hva du ser"},
        {"type": "Input.ChoiceSet", "id": "tema", "label": "Tema", "value": "rus",
         "choices": [{"title": "Rus", "value": "rus"}, {"title": "Skolemiljø", "value": "skole"}]},
        {"type": "Input.Toggle", "id": "haster", "title": "Det haster"},
        {"type": "Input.Date", "id": "dato", "label": "Dato"},
        {"type": "Image", "url": "data:image/png;base64,iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk"
         "+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==", "altText": "Et rødt bilde", "size": "Small"},
    ],
    "actions": [
        {"type": "Action.Execute", "title": "Send", "verb": "send", "data": {"v": 1},
         "fallback": {"type": "Action.Submit", "title": "Send", "data": {"v": 1, "verb": "send"}}},
    ],
}  # fmt: skip
DIALOG: Json = {**FORM, "actions": [{"type": "Action.Submit", "title": "Neste", "data": {"step": 1}}]}


def form(title: str) -> Json:
    """The form under a heading of its own, one that nobody wrote."""
    heading, *fields = FORM["body"]
    return {**FORM, "body": [{**heading, "text": f"Skjema: {title}" if title else heading["text"]}, *fields]}


def note(*lines: str) -> Json:
    """A card that only says something."""
    body = [{"type": "TextBlock", "text": line, "wrap": True} for line in lines]
    return {"type": "AdaptiveCard", "version": "1.5", "body": body}


def attached(card: Json) -> Json:
    """A card as an attachment."""
    return {"contentType": "application/vnd.microsoft.card.adaptive", "content": card}


class EchoBot:
    """Remembers what it received and where it met whom."""

    def __init__(self) -> None:
        self.received: list[Json] = []
        self.met: dict[str, Json] = {}
        self.app = web.Application()
        self.app.add_routes([web.post("/api/messages", self.turn)])
        self.app.cleanup_ctx.append(self._with_http)

    async def _with_http(self, app: web.Application) -> Any:
        async with aiohttp.ClientSession() as self.http:
            yield

    async def turn(self, request: web.Request) -> web.Response:
        """One activity."""
        activity = await request.json()
        self.received.append(activity)
        if activity["conversation"].get("conversationType") == "personal":
            self.met[activity["from"].get("name", "")] = activity
        if activity["type"] == "invoke":
            return web.json_response(self.answer(activity))
        await self.act(activity)
        return web.Response(status=201)

    async def act(self, activity: Json) -> None:
        """Everything that is not an invoke."""
        words = str(activity.get("text") or "").split("</at>")[-1].strip()
        if activity["type"] == "installationUpdate":
            await self.post(activity, {"text": "Hei, jeg er installert"})
        elif activity["type"] == "message" and "value" in activity:
            await self.post(activity, {"text": f"Mottatt: {activity['value'].get('hva')}"})
        elif words.startswith("si til "):
            await self._say_to(*words.removeprefix("si til ").split(": ", 1))
        elif words == "endre":
            await self._change(activity)
        elif words.startswith("kort"):
            await self.post(activity, {"attachments": [attached(form(words.removeprefix("kort").strip()))]})
        elif activity["type"] == "message":
            await self.post(activity, {"text": words[::-1]})

    def answer(self, activity: Json) -> Json:
        """The answer to an invoke."""
        value = activity["value"]
        if activity["name"] == "adaptiveCard/action":
            data = value["action"]["data"]
            card = note("Takk", f"Du skrev: {data.get('hva')}", f"Tema: {data.get('tema')}")
            return {"statusCode": 200, "type": "application/vnd.microsoft.card.adaptive", "value": card}
        if activity["name"] == "composeExtension/fetchTask":
            return _continue("Meld bekymring", DIALOG)
        if value["data"].get("step") == 1:
            finish = {"type": "Action.Submit", "title": "Send inn", "data": {"step": 2}}
            return _continue("Se over", {**note(f"Du skrev: {value['data'].get('hva')}"), "actions": [finish]})
        return {"task": {"type": "message", "value": "Varslingen er sendt"}}

    async def post(self, to: Json, content: Mapping[str, Any], activity_id: str = "") -> str:
        """Post or (with an activity id) replace a message where an activity came from."""
        url = f"{to['serviceUrl'].rstrip('/')}/v3/conversations/{quote(to['conversation']['id'])}/activities"
        method, url = ("PUT", f"{url}/{activity_id}") if activity_id else ("POST", url)
        body = {"type": "message", "from": to["recipient"], "conversation": to["conversation"], **content}
        async with self.http.request(method, url, json=body) as response:
            return str((await response.json())["id"])

    async def _change(self, activity: Json) -> None:
        posted = await self.post(activity, {"attachments": [attached(note("Åpen"))]})
        await self.post(activity, {"attachments": [attached(note("Avsluttet"))]}, posted)

    async def _say_to(self, name: str, words: str) -> None:
        await self.post(self.met[name], {"text": words})


def _continue(title: str, card: Json) -> Json:
    return {"task": {"type": "continue", "value": {"title": title, "card": attached(card)}}}
