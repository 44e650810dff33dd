"""`hastemøte`: two taps from the word to the call; `øvelse`: the same, marked as one (UC-60)."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime, timedelta

from bot.cards import hastemote_kall as cards
from bot.cards.gate import reasons, theme_label
from bot.cards.guarded import NOT_ONE
from bot.cards.hastemote import SITUATION
from bot.cards.hastemote_foresporsel import requested
from bot.dialogs import fields
from bot.dialogs.flow import AT, Answers, Dialog, Finish, Here, Next, Step, View, again, at
from bot.dialogs.guarded import look, look_for_one
from bot.domain.beredskap import ReachCheck
from bot.domain.enkeltsak import Enkeltsak
from bot.domain.hastemote import Hastemote, HastemoteStatus, in_hand
from bot.domain.moteplan import local, moment
from bot.errors import Conflict, NotFound
from bot.ports import Json, UnitOfWork
from bot.texts import N_
from bot.usecases.absence import away
from bot.usecases.command import Outcome
from bot.usecases.enkeltsaker import handles
from bot.usecases.hastemote_foresporsel import RequestHastemote, may_request
from bot.usecases.hastemote_foresporsel_views import contacts
from bot.usecases.hastemote_grunnlag import cases_for
from bot.usecases.hastemote_ledelse import CloseHastemote, MoveHastemote, find, follows, under_way
from bot.usecases.hastemote_omfang import NOBODY, Scope, scope_of
from bot.usecases.hastemote_onsker import under_way_now, whole_of
from bot.usecases.hastemote_reaching import rows_of
from bot.usecases.hastemoter import CallHastemote, has_hastemote, may_call, same_thing
from bot.usecases.hastereferat_skrevet import referat_of
from bot.usecases.virksomheter import Virksomhet, callable_roles, grouped, people_of, suggested_roles

Inputs = Mapping[str, str]
LEAD = timedelta(minutes=60)
WHEN = ("day", "start", "where", "place")


def _start(work: UnitOfWork, here: Here, argument: str) -> Answers:
    return {} if has_hastemote(here.room.plan) else {AT: "ikke_i_planen"}


def _start_exercise(work: UnitOfWork, here: Here, argument: str) -> Answers:
    return {**_start(work, here, argument), "exercise": "ja"}


def _load(work: UnitOfWork, here: Here, answers: Answers) -> cards.CallStep:
    """The plan's roles, those suggested chosen, and whom a call would ask."""
    plan, when = here.room.plan, _soon(here.now)
    chosen = suggested_roles(plan)
    exercise = answers.get("exercise") == "ja"
    request = not may_call(work, None, here.context())
    mine = [] if request or exercise else [s for s in cases_for(work) if handles(work, here.context(), s)]
    wanted = grouped(plan, _roles(answers) or chosen)
    scope = _scope(work, here, answers.get("sak", ""))
    agencies = scope.within(wanted)
    asked = dict.fromkeys(p for agency in agencies for p in people_of(work, agency))
    running = same_thing(work, exercise, here.context())
    return cards.CallStep(
        roles=tuple((r, plan.role(r).label) for r in callable_roles(work, plan)),
        chosen=chosen,
        day=when.date().isoformat(),
        start=f"{when:%H:%M}",
        agencies=tuple(_agency(work, agency, here) for agency in agencies),
        people=len(asked),
        unreachable=sum(lost(work, person) for person in asked),
        away=sum(_is_away(work, person, here) for person in asked),
        exercise=exercise,
        request=request,
        saker=tuple((sak.id, _case(sak, here)) for sak in mine),
        closed={sak.id: why for sak in mine if (why := _closed(work, here, sak))},
        outside=scope.outside(wanted),
        running=running.starts_at if running else None,
    )


def _scope(work: UnitOfWork, here: Here, sak: str) -> Scope:
    """Whom the chosen case allows; a case that was closed meanwhile allows nobody."""
    try:
        return scope_of(work, here.room, sak, here.now)
    except NotFound:
        return NOBODY


def _case(sak: Enkeltsak, here: Here) -> str:
    """A case by its neutral number and theme."""
    theme = theme_label(sak.theme, here.room.plan, here.t)
    return here.t("Sak {number}: {theme}", number=sak.number, theme=theme)


def _closed(work: UnitOfWork, here: Here, sak: Enkeltsak) -> str:
    """Why the gate is closed for a hastemøte about this case; empty when it is not."""
    answer = scope_of(work, here.room, sak.id, here.now).answer
    if answer is None or answer.may_be_listed:
        return ""
    return " ".join(reasons(answer, here.room.plan, here.t))


def _agency(work: UnitOfWork, agency: Virksomhet, here: Here) -> cards.Agency:
    people = people_of(work, agency)
    unreachable = sum(lost(work, person) for person in people)
    gone = sum(_is_away(work, person, here) for person in people)
    phones = here.room.plan.choices.phones
    phone = ", ".join(phones[role] for role in agency.roles if role in phones)
    return cards.Agency(agency.name, len(people), unreachable, gone, phone)


def _is_away(work: UnitOfWork, person: str, here: Here) -> bool:
    return away(work, person, local(here.now).date()) is not None


def lost(work: UnitOfWork, person: str) -> bool:
    """Could this person not be reached when they were last tried?"""
    check = work.get(ReachCheck, person)
    return check is not None and check.lost


def _roles(answers: Answers) -> tuple[str, ...]:
    return tuple(role for role in answers.get("roles", "").split(",") if role)


def _soon(now: datetime) -> datetime:
    there = local(now + LEAD).replace(second=0, microsecond=0)
    return there + timedelta(minutes=-there.minute % 15)


def _fill(view: View, answers: Answers, pressed: str, inputs: Inputs) -> Next:
    given = {name: inputs.get(name, "") for name in ("situation", "roles", "separate", "sak", *WHEN)}
    looked = look(view, answers, inputs, {name: given[name] for name in ("situation", "place")})
    one, said = look_for_one(view, inputs, _to_all(given), ())
    problems = {**looked.problems, **one, **_when_problems(view, given), **_about_a_case(view, given)}
    if not _roles(given):
        problems["roles"] = view.t("Velg minst én rolle.")
    if not given["situation"] and not given["sak"]:
        problems["situation"] = view.t("Skriv kort hva det gjelder, med nøytrale ord.")
    if given["sak"] in view.data.closed:
        problems["sak"] = view.data.closed[given["sak"]]
    if problems:
        # Answered beforehand: a warning that one more press passes, so that nobody is called later for it.
        shown = {**given, **looked.shown, "one_person": NOT_ONE}
        return again({**answers, **looked.kept}, {**shown, **_neutral(view, given)}, **problems)
    return at("forhandsvis", answers, **{**given, **_neutral(view, given)}, **looked.kept, **said)


def _to_all(given: Answers) -> dict[str, str]:
    """What is looked through for one person: where there is a case, nothing is written of what it is about."""
    return {"place": given["place"]} if given["sak"] else {"situation": given["situation"], "place": given["place"]}


def _about_a_case(view: View, given: Answers) -> dict[str, str]:
    """Of one person nothing is written: what stood there is put aside, and the writer sees it."""
    if not given["sak"] or given["situation"] in ("", view.t(SITUATION)):
        return {}
    return {"situation": view.t("Når det gjelder en sak, skrives ingenting om den. Den nøytrale setningen er tilbake.")}


def _neutral(view: View, given: Answers) -> dict[str, str]:
    return {"situation": view.t(SITUATION)} if given["sak"] else {}


def _when_problems(view: View, given: Answers) -> dict[str, str]:
    """A hastemøte may be held on any day: only the past is refused."""
    day, clock = fields.day(given["day"]), fields.clock(given["start"])
    problems = {}
    if day is None:
        problems["day"] = view.t("Velg en dato.")
    if clock is None:
        problems["start"] = view.t("Skriv klokkeslettet som 08.30.")
    if day and clock and moment(day, clock) <= view.here.now:
        problems["start"] = view.t("Tidspunktet må være fram i tid.")
    if given["where"] == cards.PLACE and not given["place"]:
        problems["place"] = view.t("Skriv hvor dere møtes.")
    if given["where"] != cards.PLACE and given["place"]:
        problems["place"] = view.t("Velg «Et sted», eller ta bort stedet.")
    return problems


def _when(answers: Answers) -> datetime:
    day, clock = fields.day(answers["day"]), fields.clock(answers["start"])
    if day is None or clock is None:
        raise NotFound("draft_gone")
    return moment(day, clock)


def _not_names(answers: Answers) -> tuple[str, ...]:
    return tuple(answers.get("not_names", "").splitlines())


def _preview(view: View, answers: Answers) -> Json:
    return cards.preview(view, _when(answers), answers)


def _decide(view: View, answers: Answers, pressed: str, inputs: Inputs) -> Next:
    if pressed != "send":
        return at("skjema", answers)
    online = answers.get("where") != cards.PLACE
    wanted = CallHastemote(
        situation="" if answers.get("sak") else answers["situation"],
        roles=_roles(answers),
        starts_at=_when(answers),
        place="" if online else answers.get("place", ""),
        online=online,
        exercise=answers.get("exercise") == "ja",
        separate=answers.get("separate") == "ja",
        sak=answers.get("sak", ""),
        not_names=_not_names(answers),
        not_one=bool(answers.get("one_person")),
    )
    return Finish(RequestHastemote(wanted) if view.data.request else wanted)


def _nowhere(view: View, answers: Answers, pressed: str, inputs: Inputs) -> Next:
    return at("ikke_i_planen", answers)


def _done(work: UnitOfWork, here: Here, outcome: Outcome) -> Json:
    mote = find(work, outcome.subject)
    if may_call(work, None, here.context()):
        if mote.joins:
            return cards.merged(mote, whole_of(work, mote), here.t)
        return cards.called(any(row.asked for row in rows_of(work, mote.id)), here.t)
    running = under_way_now(work, here.now) is not None
    return requested(mote, contacts(work, here.room), running, here.room.plan, here.t)


def _start_move(work: UnitOfWork, here: Here, argument: str) -> Answers:
    mote = _to_move(work, here, argument)
    if mote is None:
        return {AT: "ingen"}
    there = local(mote.starts_at)
    where = cards.ONLINE if mote.online else cards.PLACE
    return {
        "mote": mote.id,
        "ended": "ja" if mote.status is HastemoteStatus.AVSLUTTET else "",
        "minuted": "ja" if referat_of(work, mote) else "",
        "day": there.date().isoformat(),
        "start": f"{there:%H:%M}",
        "where": where,
        "place": mote.place,
    }


def _to_move(work: UnitOfWork, here: Here, argument: str) -> Hastemote | None:
    """The call-out whose button was pressed, else the newest one that the actor follows, if there is one. Raises
    NotFound, and Conflict for one that is over."""
    named = work.get(Hastemote, argument)
    found = [named] if named else under_way(work, here.now)
    mine = [m for m in found if follows(work, CloseHastemote(m.id, m.status), here.context())]
    if named and not in_hand(named, here.now):
        raise Conflict("hastemote_over")
    if not mine and named:
        raise NotFound("hastemote_gone")
    return mine[0] if mine else None


def _move(view: View, answers: Answers, pressed: str, inputs: Inputs) -> Next:
    given = {name: inputs.get(name, "") for name in WHEN}
    looked, place = look(view, answers, inputs, {"place": given["place"]}), {"place": given["place"]}
    one, said = look_for_one(view, inputs, place, ())
    problems = {**looked.problems, **one, **_when_problems(view, given)}
    if problems:
        shown = {**given, **looked.shown, "one_person": NOT_ONE}
        return again({**answers, **looked.kept}, shown, **problems)
    online = given["where"] != cards.PLACE
    where, not_one = "" if online else given["place"], bool(said["one_person"])
    knows = answers.get("minuted") == "ja"
    return Finish(MoveHastemote(answers["mote"], _when(given), where, online, looked.not_names, not_one, minuted=knows))


def _none_to_move(view: View, answers: Answers, pressed: str, inputs: Inputs) -> Next:
    return at("ingen", answers)


def _moved(work: UnitOfWork, here: Here, outcome: Outcome) -> Json:
    return cards.move_done(find(work, outcome.subject), here.t)


STEPS = {
    "skjema": Step(cards.form, _fill),
    "forhandsvis": Step(_preview, _decide, back="skjema"),
    "ikke_i_planen": Step(cards.not_in_plan, _nowhere),
}
DIALOGS: dict[str, Dialog] = {
    "kall": Dialog(
        name="kall",
        title=N_("Hastemøte"),
        first="skjema",
        rule=may_request,
        start=_start,
        load=_load,
        done=_done,
        steps=STEPS,
    ),
    "ovelse": Dialog(
        name="ovelse",
        title=N_("Øvelse"),
        first="skjema",
        rule=may_call,
        start=_start_exercise,
        load=_load,
        done=_done,
        steps=STEPS,
    ),
    "flytt_hastemote": Dialog(
        name="flytt_hastemote",
        title=N_("Flytt hastemøtet"),
        first="skjema",
        rule=may_call,
        start=_start_move,
        done=_moved,
        steps={"skjema": Step(cards.move_form, _move), "ingen": Step(cards.none_to_move, _none_to_move)},
    ),
}
