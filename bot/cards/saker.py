"""`saker`: the open varslinger, a page at a time, each with a button that opens it."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from microsoft_teams.cards import CardElement

from bot.cards import kit
from bot.cards.actions import Ink
from bot.cards.varsling import STATUS, URGENCY, category_label
from bot.domain.plan import Plan
from bot.domain.varsling import Varsling
from bot.ports import Message
from bot.texts import Texts

A_PAGE = 8
OPEN_ONE, PAGE = "varsling.apne", "varsling.liste"


def listed(found: Sequence[Varsling], page: int, plan: Plan, now: datetime, t: Texts, ink: Ink) -> Message:
    """One page of the list: number, theme, how soon, how old, how it stands. No text of any of them."""
    title = t("Åpne varslinger")
    if not found:
        return Message(title, card=kit.card([kit.words(t("Ingen åpne varslinger."))], (), t.language))
    last = (len(found) - 1) // A_PAGE
    page = min(max(page, 0), last)
    shown = found[page * A_PAGE : (page + 1) * A_PAGE]
    head = t.n("{count} åpen varsling", "{count} åpne varslinger", len(found))
    rows = [element for one in shown for element in _row(one, plan, now, t, ink)]
    ends = [(t("Forrige"), page - 1)] if page else []
    ends += [(t("Neste"), page + 1)] if page < last else []
    turn = [kit.button(ink, label, PAGE, str(to)) for label, to in ends]
    return Message(title, card=kit.card([kit.heading(title), kit.words(head, subtle=True), *rows], turn, t.language))


def _row(one: Varsling, plan: Plan, now: datetime, t: Texts, ink: Ink) -> list[CardElement]:
    days = (now - one.created_at).days
    age = t.n("{count} dag gammel", "{count} dager gammel", days) if days else t("kom i dag")
    line = " · ".join((t(URGENCY[one.urgency]), age, t(STATUS[one.status])))
    unseen = [] if one.opened_at else [kit.words(t("Ikke åpnet"), bold=True)]
    head = kit.labelled(one.number, category_label(plan, one.category))
    return [kit.box(head, kit.words(line), *unseen, kit.actions(kit.button(ink, t("Åpne"), OPEN_ONE, one.id)))]
