"""The proposal to erase the text of varslinger that are no longer needed."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from bot.cards import kit
from bot.cards.actions import Ink
from bot.cards.varsling import STATUS, category_label
from bot.domain.plan import Plan
from bot.domain.varsling import Varsling
from bot.ports import Json, Message
from bot.texts import Texts

ANSWER = "sletting.svar"
KEEP = "behold"


def proposal(day: str, found: Sequence[Varsling], until: datetime, plan: Plan, t: Texts, ink: Ink) -> Message:
    """Which, and what happens without an answer. Nothing of any text is shown."""
    title = t.n("Forslag: slett teksten i {count} varsling", "Forslag: slett teksten i {count} varslinger", len(found))
    choices = [(v.id, _line(v, plan, t)) for v in found]
    body = [
        kit.heading(title, "Medium"),
        kit.words(t("Lagringstiden er ute. Nummer, tema, status og datoer blir stående. Teksten blir borte for godt.")),
        kit.ask_choice(KEEP, t("Kryss av for dem som må beholdes i tre måneder til"), choices, many=True, open=True),
        kit.words(t("Svarer du ikke innen {when}, sletter jeg teksten i dem som er avsluttet.", when=t.moment(until))),
    ]
    button = kit.button(ink, t("Slett resten nå"), ANSWER, day, style="destructive")
    return Message(title, card=kit.card(body, [button], t.language))


def _line(varsling: Varsling, plan: Plan, t: Texts) -> str:
    theme, status = category_label(plan, varsling.category), t(STATUS[varsling.status])
    day = t.day(varsling.created_at.date(), weekday=False)
    return t("{number} · {theme} · {day} · {status}", number=varsling.number, theme=theme, day=day, status=status)


def done(t: Texts) -> Json:
    """What was done."""
    return kit.card(
        [kit.words(t("Greit. De du krysset av for, beholdes. Teksten i de andre er slettet."))], (), t.language
    )
