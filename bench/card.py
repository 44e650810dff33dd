"""The card that every server answers with: a filled-in form of about 4 KB."""

from __future__ import annotations

from typing import Any

Json = dict[str, Any]

CARD: Json = {
    "type": "AdaptiveCard",
    "version": "1.5",
    "body": [
        {"type": "TextBlock", "text": "Varsling 2026-017", "size": "Large", "weight": "Bolder", "wrap": True},
        *(
            {
                "type": "Input.ChoiceSet",
                "id": f"felt_{number}",
                "label": f"Punkt {number} i vurderingen, med en ledetekst av vanlig lengde",
                "style": "expanded",
                "choices": [{"title": title, "value": title.lower()} for title in ("Ja", "Nei", "Vet ikke")],
            }
            for number in range(14)
        ),
    ],
    "actions": [{"type": "Action.Execute", "title": "Send", "verb": "send", "data": {"v": 1, "sak": "2026-017"}}],
}
ANSWER: Json = {"statusCode": 200, "type": "application/vnd.microsoft.card.adaptive", "value": CARD}
REPLY = "Takk, jeg har tatt imot varslingen og sendt den til fagteamet."
