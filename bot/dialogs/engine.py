"""Runs dialogs: finds the draft, lets the pure step decide, and keeps what it says, in one transaction.

Pressing the same button twice, or a re-sent press, changes nothing the second time: the draft's version is in
the button, and what ends a conversation is handled once by the draft's id (failures F18, F19).
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import replace
from datetime import timedelta

from bot.cards import resume
from bot.cards.actions import Do
from bot.cards.filled import held_to
from bot.dialogs.flow import AT, DROP, Abort, Answers, Dialog, Finish, Go, Here, View, missing
from bot.domain.inbox import Handled
from bot.domain.room import Draft
from bot.domain.sealed import Sealed
from bot.errors import NotAllowed
from bot.ports import Json, UnitOfWork
from bot.usecases.command import Outcome
from bot.usecases.dispatch import Door
from bot.usecases.kort import stands
from bot.usecases.samtale_kort import VIEW, over


class Engine:
    """All dialogs of the product, by name."""

    def __init__(self, dialogs: Mapping[str, Dialog], door: Door) -> None:
        self.dialogs = dialogs
        self._door = door

    def begin(self, work: UnitOfWork, here: Here, name: str, argument: str = "") -> Json | None:
        """The first card of a new conversation. When this very turn has begun it before: in a dialog the step it
        is at, elsewhere None, because its card was sent already."""
        dialog = self.dialogs[name]
        self._check(work, here, dialog)
        draft_id = here.context().id("draft:" + name)
        begun = work.get(Draft, draft_id)
        if begun is not None and here.submit:
            return _shown(work, here, dialog, begun)
        if begun is not None or work.get(Handled, key_of(draft_id)) is not None:
            return None
        left = _left_unfinished(work, here, dialog)
        if left is not None and not argument:
            return resume.offer(left, dialog.title, here.ink(), here.t)
        return self._new(work, here, dialog, draft_id, argument)

    def _new(self, work: UnitOfWork, here: Here, dialog: Dialog, draft_id: str, argument: str = "") -> Json:
        answers = {AT: dialog.first, **dialog.start(work, here, argument)}
        work.add(_draft(draft_id, dialog, answers, here))
        if here.card:  # begun in the place of another card, whose texts the step may show
            stands(work, here.context(), VIEW, draft_id, here.card)
        return dialog.render(_view(work, here, dialog, draft_id, 0, answers), answers)

    def press(self, work: UnitOfWork, here: Here, do: Do, inputs: Mapping[str, str]) -> Json:
        """The card that follows a pressed button."""
        name, _, pressed = do.do.partition(".")
        dialog = self.dialogs[name]
        self._check(work, here, dialog)
        draft = work.get(Draft, do.on)
        if draft is None or draft.expires_at < here.now:
            return self._over(work, here, dialog, do.on)
        if draft.person != here.actor.id:
            raise NotAllowed("card_for_another")
        if pressed == resume.ANEW:
            for left in _mine(work, here, dialog):
                _thrown_away(work, here, left.id)
            return self._new(work, here, dialog, here.context().id("draft:" + name))
        if here.card:  # what is shown there from now on, unless this ends it
            stands(work, here.context(), VIEW, draft.id, here.card)
        if do.n != draft.version:
            return _shown(work, here, dialog, draft)
        answers: Answers = json.loads(draft.answers)
        if pressed == DROP and dialog.dropped is not None:
            _thrown_away(work, here, draft.id)
            return dialog.dropped(work, here, answers)
        view = _view(work, here, dialog, draft.id, draft.version, answers)
        held = held_to(dialog.render(view, answers), inputs) if inputs else {}
        return self._follow(work, view, dialog, draft, dialog.move(view, answers, pressed, held))

    def _check(self, work: UnitOfWork, here: Here, dialog: Dialog) -> None:
        """At every step: whoever has left the team or lost the role sees no more of it (threat T10)."""
        if not dialog.rule(work, None, here.context()):
            raise NotAllowed("not_allowed")

    def _follow(self, work: UnitOfWork, view: View, dialog: Dialog, draft: Draft, next: Go | Finish | Abort) -> Json:
        here = view.here
        if isinstance(next, Abort):
            _thrown_away(work, here, draft.id)
            return next.card
        if isinstance(next, Finish):
            outcome = self._door.handle(work, next.command, here.context(key_of(draft.id)), draft.id)
            over(work, here.context(), draft.id, here.card)
            if dialog.known_as and here.card:
                stands(work, here.context(), dialog.known_as, outcome.subject, here.card)
            return dialog.done(work, here, outcome)
        if next.problems:
            return dialog.render(replace(view, problems=next.problems), {**next.answers, **next.shown})
        if next.note:
            work.audit(here.now, here.actor.id, next.note, draft.id)
        work.save(replace(draft, answers=Sealed(json.dumps(dict(next.answers)))))
        moved = _view(work, here, dialog, draft.id, draft.version + 1, next.answers)
        return dialog.render(moved, {**next.answers, **next.shown})

    def _over(self, work: UnitOfWork, here: Here, dialog: Dialog, draft_id: str) -> Json:
        handled = work.get(Handled, key_of(draft_id))
        if handled is None:
            raise missing()
        return dialog.done(work, here, Outcome(handled.outcome))


def _thrown_away(work: UnitOfWork, here: Here, draft_id: str) -> None:
    work.remove(Draft, draft_id)
    over(work, here.context(), draft_id, here.card)


def key_of(draft_id: str) -> str:
    """What the command that ends a conversation is handled once by."""
    return "draft:" + draft_id


def _left_unfinished(work: UnitOfWork, here: Here, dialog: Dialog) -> Draft | None:
    """What this person left unfinished, if there is anything in it worth going on with."""
    if not dialog.resumes:
        return None
    begun = [d for d in _mine(work, here, dialog) if d.version and d.expires_at >= here.now]
    return begun[-1] if begun else None


def _mine(work: UnitOfWork, here: Here, dialog: Dialog) -> list[Draft]:
    """This person's unfinished conversations of this kind, oldest first."""
    return [d for d in work.find(Draft, order="started_at", person=here.actor.id) if d.dialog == dialog.name]


def _shown(work: UnitOfWork, here: Here, dialog: Dialog, draft: Draft) -> Json:
    """The step that a conversation is at."""
    answers: Answers = json.loads(draft.answers)
    return dialog.render(_view(work, here, dialog, draft.id, draft.version, answers), answers)


def _draft(id: str, dialog: Dialog, answers: Answers, here: Here) -> Draft:
    lifetime = timedelta(hours=dialog.hours(here.room.plan.choices))
    sealed = Sealed(json.dumps(dict(answers)))
    return Draft(id, here.room.id, dialog.name, here.actor.id, sealed, here.now, here.now + lifetime)


def _view(work: UnitOfWork, here: Here, dialog: Dialog, draft: str, n: int, answers: Answers) -> View:
    return View(here, dialog.name, draft, n, dialog.load(work, here, answers))
