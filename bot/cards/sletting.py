"""The proposal to erase texts that are no longer needed."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from bot.cards import kit
from bot.cards.actions import Ink
from bot.cards.gate import BASES, theme_label
from bot.cards.varsling import STATUS, category_label
from bot.domain.enkeltsak import Enkeltsak
from bot.domain.plan import Plan
from bot.domain.varsling import Varsling
from bot.ports import Json, Message
from bot.texts import Texts

ANSWER = "sletting.svar"
KEEP = "behold"


def proposal(
    day: str, found: Sequence[Varsling | Enkeltsak], until: datetime, plan: Plan, t: Texts, ink: Ink
) -> Message:
    """Which, and what happens without an answer. Nothing of any text is shown."""
    title = t.n("Forslag: slett teksten i {count} sak", "Forslag: slett teksten i {count} saker", len(found))
    choices = [(one.id, _line(one, plan, t)) for one in found]
    body = [
        kit.heading(title, "Medium"),
        kit.words(t("Lagringstiden er ute. Nummer, tema, status og datoer blir stående. Teksten blir borte for godt.")),
        kit.ask_choice(KEEP, t("Kryss av for dem som må beholdes i tre måneder til"), choices, many=True, open=True),
        kit.words(t("Svarer du ikke innen {when}, sletter jeg teksten i dem som er avsluttet.", when=t.moment(until))),
    ]
    button = kit.button(ink, t("Slett resten nå"), ANSWER, day, style="destructive")
    return Message(title, card=kit.card(body, [button], t.language))


def _line(one: Varsling | Enkeltsak, plan: Plan, t: Texts) -> str:
    day = t.day(one.created_at.date(), weekday=False)
    if isinstance(one, Enkeltsak):
        why = t(BASES[one.basis]) if one.basis else ""
        theme = theme_label(one.theme, plan, t)
        return t(
            "{number} · {theme} · {day} · begrunnelsen ({basis})", number=one.number, theme=theme, day=day, basis=why
        )
    theme, status = category_label(plan, one.category), t(STATUS[one.status])
    return t("{number} · {theme} · {day} · {status}", number=one.number, theme=theme, day=day, status=status)


def done(t: Texts) -> Json:
    """What was done."""
    return kit.card(
        [kit.words(t("Greit. De du krysset av for, beholdes. Teksten i de andre er slettet."))], (), t.language
    )
