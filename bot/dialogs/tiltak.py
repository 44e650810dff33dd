"""`tiltak` shows one's own, or one by its words; four answers to a due one; `utsett` asks for date and reason
(UC-70, UC-71)."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date

from bot.cards import tiltak as cards
from bot.cards import tiltak_words as words
from bot.cards.actions import Do
from bot.dialogs import fields
from bot.dialogs.flow import AT, Answers, Dialog, Finish, Here, Next, Step, View, again, at
from bot.dialogs.guarded import look, look_for_one
from bot.dialogs.rows import Button, Word
from bot.domain import arshjul
from bot.domain.arshjul import undated
from bot.domain.moteplan import local
from bot.domain.plan import Plan
from bot.domain.plan.tiltak import Tiltak
from bot.domain.tiltak import Line, TiltakState
from bot.domain.tiltak_hort import Heard, hear
from bot.domain.tiltak_sok import search
from bot.errors import NotAllowed, NotFound
from bot.ports import Json, Message, UnitOfWork
from bot.texts import N_
from bot.usecases import access
from bot.usecases.arshjul import around
from bot.usecases.command import Outcome
from bot.usecases.tiltak import SvarTiltak, UtsettTiltak, owns
from bot.usecases.tiltak_views import shown

Inputs = Mapping[str, str]
NOTHING = Heard()


def say(work: UnitOfWork, here: Here, argument: str) -> Sequence[Message]:
    """One's own tiltak; with words, the one they fit, and what is reported of it filled in."""
    _only_team(work, here)
    if not argument.strip():
        return [_mine(work, here)]
    heard = hear(argument, _today(here))
    found = _fitting(here.room.plan, heard)
    if not found:
        return [cards.nothing_found(here.t)]
    if len(found) == 1:
        return [_about(work, here, found[0], heard)]
    plan, t = here.room.plan, here.t
    return [cards.matches([(each, words.owners(plan, each.owners, t)) for each in found], t, here.ink())]


def _fitting(plan: Plan, heard: Heard) -> tuple[Tiltak, ...]:
    """The tiltak the words fit; of several, those that have the grades that were said."""
    found = search(plan, heard.words)
    graded = tuple(tiltak for tiltak in found if set(heard.grades) & set(tiltak.grades))
    return graded or found


def _mine(work: UnitOfWork, here: Here) -> Message:
    plan, today = here.room.plan, _today(here)
    ahead = [line for line in _own(work, here) if line.open and (line.due >= today or line.late)]
    rows = [cards.Shown(line, plan, "", True, today) for line in _next_of_each(ahead)]
    silent = [tiltak for tiltak in undated(plan) if here.actor.has(*tiltak.owners)]
    return cards.mine(rows, silent, plan, here.t, here.ink())


def _own(work: UnitOfWork, here: Here) -> list[Line]:
    """What stands on the actor's own roles; the coordinator has what stands on nobody's."""
    coordinator = access.coordinator(work, None, here.context())
    organs = {organ.id for organ in here.room.plan.organs}
    every = around(work, here.room, _today(here))
    return sorted(
        (
            line
            for line in every
            if here.actor.has(*line.occurrence.owners) or (coordinator and not set(line.occurrence.owners) - organs)
        ),
        key=lambda line: line.due,
    )


def _next_of_each(lines: Sequence[Line]) -> list[Line]:
    """What is late, and the next of each."""
    late = [line for line in lines if line.late]
    first: dict[str, Line] = {}
    for line in lines:
        if not line.late:
            first.setdefault(line.occurrence.subject, line)
    return [*late, *first.values()]


def _about(work: UnitOfWork, here: Here, tiltak: Tiltak, heard: Heard = NOTHING) -> Message:
    today = _today(here)
    every = [line for line in around(work, here.room, today) if line.occurrence.subject == tiltak.id]
    ahead = [line for line in every if line.late or line.due >= today]
    chosen = min(ahead, key=lambda line: (not line.open, line.due), default=None)
    next_up = replace(_shown(work, here, chosen.occurrence.key), heard=heard) if chosen else None
    return cards.about(tiltak, next_up, here.room.plan, here.t, here.ink())


def _shown(work: UnitOfWork, here: Here, key: str) -> cards.Shown:
    occurrence = arshjul.find(here.room.plan, key)
    mine = occurrence is not None and owns(work, here.context(), occurrence)
    found = shown(work, here.room, key, _today(here), mine=mine)
    if found is None:
        raise NotFound("tiltak_gone")
    return found


def _show(work: UnitOfWork, here: Here, outcome: Outcome) -> Json | None:
    """A tiltak of the plan, or one occurrence of it."""
    _only_team(work, here)
    tiltak = here.room.plan.find_tiltak(outcome.subject)
    if tiltak is not None:
        return _about(work, here, tiltak).card
    return cards.one(here.t("Tiltak"), _shown(work, here, outcome.subject), here.t, here.ink())


def _answered(work: UnitOfWork, here: Here, outcome: Outcome) -> Json | None:
    return cards.reminder(_shown(work, here, outcome.subject), here.t, here.ink()).card


def _answer(state: TiltakState) -> Callable[[Do, Inputs], SvarTiltak]:
    def command(do: Do, inputs: Inputs) -> SvarTiltak:
        return SvarTiltak(do.on, state, do.n, fields.day(inputs.get("done_on", "")), _grades(inputs))

    return command


def _grades(inputs: Inputs) -> tuple[int, ...]:
    return tuple(int(g) for g in inputs.get("grades", "").split(",") if g.strip().isdecimal())


def _only_team(work: UnitOfWork, here: Here) -> None:
    if not access.in_team(work, None, here.context()):
        raise NotAllowed("not_allowed")


def _today(here: Here) -> date:
    return local(here.now).date()


# --- utsett ---------------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Postponing:
    """What may be postponed, and what is."""

    choices: tuple[Line, ...] = ()
    chosen: cards.Shown | None = None


def _start(work: UnitOfWork, here: Here, argument: str) -> Answers:
    """From a card: that occurrence. From words: the tiltak they fit, where it is one of one's own. «Utsett!» is also
    the name of a tiltak: «utsett 9. trinn gjennomført 12. september» reports it as done."""
    _only_team(work, here)
    choices = _load(work, here, {"tiltak": argument}).choices
    if any(line.occurrence.key == argument for line in choices):
        return {AT: "naar", "tiltak": argument}
    heard = hear(argument, _today(here))
    if heard.done:
        heard = replace(heard, words=f"utsett {heard.words}")
    wanted = {tiltak.id for tiltak in _fitting(here.room.plan, heard)} if argument.strip() else set()
    found = [line for line in choices if line.occurrence.subject in wanted]
    if len({line.occurrence.subject for line in found}) != 1:
        return {}
    if not heard.done:
        return {AT: "naar", "tiltak": found[0].occurrence.key}
    on = heard.on.isoformat() if heard.on else ""
    return {AT: "utfort", "tiltak": found[0].occurrence.key, "done_on": on, "grades": ",".join(map(str, heard.grades))}


def _load(work: UnitOfWork, here: Here, answers: Answers) -> Postponing:
    """One's own open tiltak; the one that is chosen may be a colleague's, for the coordinator."""
    today = _today(here)
    own = _next_of_each([line for line in _own(work, here) if line.open and (line.due >= today or line.late)])
    key = answers.get("tiltak", "")
    occurrence = arshjul.find(here.room.plan, key) if key else None
    if occurrence is None or not owns(work, here.context(), occurrence):
        return Postponing(tuple(own))
    chosen = _shown(work, here, key)
    if chosen.line.open and all(line.occurrence.key != key for line in own):
        own = [*own, chosen.line]
    return Postponing(tuple(own), chosen)


def _choose(view: View, answers: Answers, pressed: str, inputs: Inputs) -> Next:
    if not any(line.occurrence.key == inputs.get("tiltak") for line in view.data.choices):
        return again(answers, inputs, tiltak=view.t("Velg et tiltak."))
    return at("naar", answers, tiltak=inputs["tiltak"])


def _date(view: View, answers: Answers, pressed: str, inputs: Inputs) -> Next:
    given = {name: inputs.get(name, "") for name in ("until", "reason")}
    looked = look(view, answers, inputs, {"reason": given["reason"]})
    one, said = look_for_one(view, inputs, {"reason": given["reason"]}, ())
    problems, until = {**looked.problems, **one}, fields.day(given["until"])
    if until is None or until <= _today(view.here):
        problems["until"] = view.t("Velg en ny dato fram i tid.")
    if not given["reason"]:
        problems["reason"] = view.t("Skriv kort hvorfor det utsettes.")
    if problems or until is None:
        return again({**answers, **looked.kept}, {**given, **looked.shown}, **problems)
    not_one = bool(said["one_person"])
    return Finish(UtsettTiltak(answers["tiltak"], until, given["reason"], looked.not_names, not_one=not_one))


def _report(view: View, answers: Answers, pressed: str, inputs: Inputs) -> Next:
    if pressed == "naar" or view.data.chosen is None:
        return at("naar", answers)
    seen = view.data.chosen.line.status.answers
    grades, on = _grades(inputs), fields.day(inputs.get("done_on", ""))
    return Finish(SvarTiltak(answers["tiltak"], TiltakState.UTFORT, seen, on, grades))


def _postponed(work: UnitOfWork, here: Here, outcome: Outcome) -> Json:
    found = _shown(work, here, outcome.subject)
    postponed = found.line.status.state is TiltakState.UTSATT
    return cards.one(here.t("Utsatt") if postponed else here.t("Meldt"), found, here.t, here.ink())


UTSETT = Dialog(
    name="utsett",
    title=cards.NEW_DATE,
    first="tiltak",
    rule=access.in_team,
    start=_start,
    load=_load,
    done=_postponed,
    steps={
        "tiltak": Step(cards.choose, _choose),
        "naar": Step(cards.new_date, _date),
        "utfort": Step(cards.report, _report),
    },
)

ANSWERS = (TiltakState.UTFORT, TiltakState.PAGAR, TiltakState.IKKE_MIN)
DIALOGS: dict[str, Dialog] = {"utsett": UTSETT}
WORDS: dict[str, Word] = {
    "tiltak": Word(
        N_("tiltak"),
        ("tiltaket", "tiltaka", "tiltakene", "mine tiltak", "mine frister", "mine fristar", "measure"),
        N_("dine tiltak og frister, eller «tiltak natteravner» for ett"),
        say,
        rule=access.in_team,
    ),
    "utsett": Word(
        N_("utsett"),
        ("utsett tiltak", "utset tiltak", "utsette", "utsetje", "ny frist", "postpone"),
        N_("gi et tiltak en ny frist"),
        dialog="utsett",
    ),
}
BUTTONS: dict[str, Button] = {
    **{f"tiltak.{state}": Button(f"tiltak.{state}", _answered, _answer(state)) for state in ANSWERS},
    cards.SHOW: Button(cards.SHOW, _show),
}
