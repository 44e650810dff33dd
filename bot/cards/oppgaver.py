"""Cards about tasks: the list of one's own, a new one, a reminder."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date

from microsoft_teams.cards import CardElement

from bot.cards import kit
from bot.cards.actions import Ink
from bot.domain.oppgave import Oppgave, is_overdue
from bot.ports import Json, Message
from bot.texts import Texts

SHOWN = 12
DONE = "oppgave.utfort"


def overview(tasks: Sequence[Oppgave], labels: Mapping[str, str], today: date, t: Texts, ink: Ink) -> Message:
    """The open tasks, each with its button. `labels` are the owners' roles as the plan writes them."""
    title = t("Åpne oppgaver")
    body: list[CardElement] = [kit.heading(title, "Medium")]
    for task in tasks[:SHOWN]:
        late = [kit.notice(t("Over fristen"))] if is_overdue(task, today) else []
        done = kit.actions(kit.button(ink, t("Utført"), DONE, task.id, task.version))
        body.append(kit.box(*_rows(task, labels[task.owner], t), *late, done))
    if not tasks:
        body.append(kit.words(t("Du har ingen åpne oppgaver.")))
    if len(tasks) > SHOWN:
        body.append(kit.words(t("… og {n} til.", n=len(tasks) - SHOWN), subtle=True))
    return Message(title, card=kit.card(body, (), t.language))


def new(task: Oppgave, owner: str, t: Texts, ink: Ink) -> Message:
    """The owner learns of a task from an approved referat."""
    return _single(t("Du har fått en oppgave"), task, owner, t, ink)


def reminder(task: Oppgave, owner: str, overdue: bool, t: Texts, ink: Ink) -> Message:
    """Before the deadline, and after it."""
    return _single(
        t("Fristen er ute for en oppgave") if overdue else t("En oppgave nærmer seg fristen"), task, owner, t, ink
    )


def _single(title: str, task: Oppgave, owner: str, t: Texts, ink: Ink) -> Message:
    button = kit.button(ink, t("Utført"), DONE, task.id, task.version)
    body = [kit.heading(title, "Medium"), *_rows(task, owner, t)]
    return Message(title, card=kit.card(body, [button], t.language))


def finished(tasks: Sequence[Oppgave], labels: Mapping[str, str], today: date, t: Texts, ink: Ink) -> Json:
    """What replaces the card when one of them is done: those that are left."""
    card = overview(tasks, labels, today, t, ink).card or {}
    return {**card, "body": [*kit.card([kit.notice(t("Oppgaven er utført."), "good")])["body"], *card["body"]]}


def _rows(task: Oppgave, owner: str, t: Texts) -> list[CardElement]:
    deadline = t.day(task.deadline) if task.deadline else t("ikke satt")
    return [kit.words(task.what, bold=True), *kit.facts({t("Ansvarlig"): owner, t("Frist"): deadline})]
