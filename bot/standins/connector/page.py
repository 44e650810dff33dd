"""The page that shows what people without a window of their own received."""

from __future__ import annotations

from datetime import datetime
from html import escape
from zoneinfo import ZoneInfo

from bot.standins.card_reading import actions, cards_of, visible_text
from bot.standins.cast import Cast
from bot.standins.connector.ledger import Entry, Ledger

OSLO = ZoneInfo("Europe/Oslo")
_FRAME = """<!doctype html><html lang="nb"><meta charset="utf-8"><meta http-equiv="refresh" content="5">
<meta name="viewport" content="width=device-width"><title>SLT-bot: meldinger</title><style>
body{{font:16px/1.5 system-ui,sans-serif;max-width:46rem;margin:2rem auto;padding:0 1rem;color:#242424}}
article{{border:1px solid #d1d1d1;border-radius:6px;padding:.5rem 1rem;margin:.5rem 0}}
small{{color:#616161}} .knapp{{border:1px solid #616161;border-radius:4px;padding:0 .5rem;margin-right:.5rem}}
</style><h1>Meldinger fra SLT-bot</h1>
<p>Dette er det Teams ville ha vist. Alle personer er oppdiktet. Siden oppdaterer seg selv.</p>{content}</html>"""


def render(ledger: Ledger, cast: Cast) -> str:
    """The whole page: one section for each conversation, newest message last."""
    sections = [_section(conversation, ledger, cast) for conversation in ledger.conversations()]
    return _FRAME.format(content="".join(sections) or "<p>Ingen meldinger ennå.</p>")


def heading(conversation: str, cast: Cast) -> str:
    """What a conversation is called: the person, or team and channel."""
    for actor in cast.people:
        if actor.chat_id == conversation:
            return f"{actor.name} ({actor.job_title})"
    for channel in cast.team.channels:
        if conversation.partition(";")[0] == channel.id:
            return f"{cast.team.name} – {channel.name}"
    return conversation


def _section(conversation: str, ledger: Ledger, cast: Cast) -> str:
    messages = [entry for entry in ledger.messages() if entry.conversation == conversation]
    return f"<section><h2>{escape(heading(conversation, cast))}</h2>{''.join(map(_message, messages))}</section>"


def _message(entry: Entry) -> str:
    changed = " · endret" if entry.op == "update" else ""
    lines = [entry.activity.get("text") or ""]
    buttons: list[str] = []
    for card in cards_of(entry.activity):
        titles = [action.get("title", "") for action in actions(card)]
        lines += [text for text in visible_text(card) if text not in titles]
        buttons += titles
    paragraphs = "".join(f"<p>{escape(line)}</p>" for line in lines if line)
    row = "".join(f'<span class="knapp">{escape(title)}</span>' for title in buttons if title)
    at = datetime.fromisoformat(entry.at).astimezone(OSLO)
    return f"<article><small>{at:%d.%m.%Y kl. %H.%M}{changed}</small>{paragraphs}{row}</article>"
