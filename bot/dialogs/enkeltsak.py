"""`enkeltsaker`, `ny enkeltsak` and `grunnlag`: a neutral number, a ground, and the request to take it up (UC-33)."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from bot.cards import enkeltsak as cards
from bot.cards import enkeltsak_steg as steps
from bot.cards import gate
from bot.cards.actions import Do
from bot.dialogs.flow import Answers, Dialog, Finish, Here, Next, Step, View, again, at
from bot.dialogs.guarded import look, look_for_one
from bot.dialogs.rows import Button, Word
from bot.dialogs.shown import may_show
from bot.domain.enkeltsak import LONGEST_REASON, Enkeltsak
from bot.domain.gate import Grunnlag, Hjemmel
from bot.domain.moteplan import local
from bot.domain.samtykke import tilstand
from bot.errors import NotFound
from bot.ports import Json, Message, UnitOfWork
from bot.texts import N_
from bot.usecases import access
from bot.usecases.command import Context, Outcome
from bot.usecases.enkeltsak_stott import OLD, OPENED, lacks_second, still_asks, subject
from bot.usecases.enkeltsak_views import asks
from bot.usecases.enkeltsaker import (
    ApneSak,
    AvsluttSak,
    OpprettSak,
    RegistrerGrunn,
    StottGrunn,
    TaOppSak,
    handles,
    in_next_meeting,
    may_second,
    sees,
    visible,
)
from bot.usecases.moter import next_mote, sits
from bot.usecases.porten import consents_of, log_of
from bot.usecases.varsling_views import name_of

Inputs = Mapping[str, str]


# --- looking -------------------------------------------------------------------------------------------------------


def _list(work: UnitOfWork, here: Here, argument: str) -> Sequence[Message]:
    context = here.context()
    rows = [(sak, in_next_meeting(work, sak, context)) for sak in visible(work, context)]
    may_open = access.coordinator(work, None, context)
    return [cards.overview(rows, here.room.plan, here.t, here.ink(), may_open=may_open)]


def _card(work: UnitOfWork, here: Here, outcome: Outcome) -> Json:
    """The case as it is now, and what the reader may do."""
    return cards.sak(_view(work, here, outcome.subject), here.room.plan, here.t, here.ink())


def _view(work: UnitOfWork, here: Here, sak_id: str) -> cards.SakView:
    sak, context, today = work.get(Enkeltsak, sak_id), here.context(), local(here.now).date()
    if sak is None:
        raise NotFound("sak_gone")
    return cards.SakView(
        sak=sak,
        answer=in_next_meeting(work, sak, context),
        mote=next_mote(work, here.room, sak.organ, here.now),
        consents=[(consent, tilstand(consent, today)) for consent in consents_of(work, sak.id)],
        log=[(line, name_of(work, line.by)) for line in log_of(work, sak.id)],
        handles=handles(work, context, sak),
        may_second=lacks_second(sak) and may_second(work, context, sak),
    )


def _seconded(work: UnitOfWork, here: Here, outcome: Outcome) -> Json:
    """What whoever stood behind it sees: the case, where they may; or what holds now, where they pressed a card about
    a ground that has been changed."""
    sak_id, _, stale = outcome.subject.partition(":")
    sak, context = work.get(Enkeltsak, sak_id), here.context()
    if sak is None:
        raise NotFound("sak_gone")
    if not stale:
        mine = cards.no_longer_asked(sak, here.t, mine=True).card
        return _card(work, here, Outcome(sak_id)) if sees(work, context, sak) or mine is None else mine
    notice = cards.OLD if stale == OLD else cards.CHANGED
    if not (still_asks(sak, subject(sak)) and may_second(work, context, sak)):
        return cards.changed_meanwhile(sak, notice, here.t)
    if not may_show(work, here, OPENED, subject(sak)):
        return cards.coming(sak, here.t)
    return asks(work, sak, context, here.ink(), notice=notice).card or {}


# --- a new case ----------------------------------------------------------------------------------------------------


def _load_new(work: UnitOfWork, here: Here, answers: Answers) -> steps.NewStep:
    return steps.NewStep(tuple(o for o in here.room.plan.organs if o.may_take_individual_cases))


def _new(view: View, answers: Answers, pressed: str, inputs: Inputs) -> Next:
    if inputs.get("theme") not in dict(gate.themes(view.plan, view.t)):
        return again(answers, inputs, theme=view.t("Velg et tema."))
    if inputs.get("organ") not in {organ.id for organ in view.data.organs}:
        return again(answers, inputs, organ=view.t("Velg et organ."))
    return Finish(OpprettSak(inputs["organ"], inputs["theme"], contact=inputs.get("contact", "")))


NEW = Dialog(
    name="nysak",
    title=N_("Ny sak"),
    first="ny",
    rule=access.coordinator,
    load=_load_new,
    done=_card,
    steps={"ny": Step(steps.new, _new)},
)


# --- the ground ----------------------------------------------------------------------------------------------------


def _decides(work: UnitOfWork, command: object, context: Context) -> bool:
    """Whoever may decide about some case: the coordinator, or who leads an organ that takes them."""
    organs = [organ for organ in context.room.plan.organs if organ.may_take_individual_cases]
    leads = any(sits(work, context, organ.id, "chair") for organ in organs)
    return access.coordinator(work, None, context) or (context.actor.in_team and leads)


def _start_ground(work: UnitOfWork, here: Here, argument: str) -> Answers:
    return {"sak": argument} if argument else {}


def _load_ground(work: UnitOfWork, here: Here, answers: Answers) -> steps.GroundStep:
    context = here.context()
    cases = tuple(sak for sak in visible(work, context) if handles(work, context, sak))
    return steps.GroundStep(cases, next((sak for sak in cases if sak.id == answers.get("sak")), None))


STEP_OF = {Grunnlag.TIL_STEDE: "til_stede", Grunnlag.ANONYMISERT: "anonym", Grunnlag.HJEMMEL: "hjemmel"}


def _ground(view: View, answers: Answers, pressed: str, inputs: Inputs) -> Next:
    given = {name: inputs.get(name, "") for name in ("sak", "ground")}
    if given["sak"] not in {sak.id for sak in view.data.cases}:
        return again(answers, given, sak=view.t("Velg en sak."))
    if given["ground"] not in set(Grunnlag):
        return again(answers, given, ground=view.t("Velg ett av svarene."))
    if given["ground"] == Grunnlag.SAMTYKKE:
        return Finish(RegistrerGrunn(given["sak"], Grunnlag.SAMTYKKE))
    return at(STEP_OF[Grunnlag(given["ground"])], answers, **given)


def _presence(view: View, answers: Answers, pressed: str, inputs: Inputs) -> Next:
    return Finish(RegistrerGrunn(answers["sak"], Grunnlag.TIL_STEDE, minor=inputs.get("minor") != "nei"))


def _anonymous(view: View, answers: Answers, pressed: str, inputs: Inputs) -> Next:
    t, ticked = view.t, set(inputs.get("list", "").split(","))
    problems = {}
    if not ticked >= {id for id, _ in steps.CHECKLIST}:
        problems["list"] = t("Alt på listen må være borte. Ellers er det ikke anonymt.")
    if inputs.get("gone") != "ja":
        problems["gone"] = t("Bekreft at ingen kan kjenne igjen personen eller saken.")
    if problems:
        return again(answers, inputs, **problems)
    return Finish(RegistrerGrunn(answers["sak"], Grunnlag.ANONYMISERT, anonymous=True))


def _law(view: View, answers: Answers, pressed: str, inputs: Inputs) -> Next:
    """The reason is looked through before anything is kept (G11)."""
    t, given = view.t, {name: inputs.get(name, "") for name in ("basis", "recipients", "reason")}
    texts = {"reason": given["reason"]}
    looked = look(view, answers, inputs, texts)
    one, said = look_for_one(view, inputs, texts, (), code="person_in_reason")
    problems = {**looked.problems, **one}
    if given["basis"] not in set(Hjemmel):
        problems["basis"] = t("Velg ett av svarene.")
    if not given["recipients"]:
        problems["recipients"] = t("Velg minst én.")
    if not given["reason"]:
        problems["reason"] = t("Skriv kort hvorfor.")
    elif len(given["reason"]) > LONGEST_REASON:
        problems["reason"] = t("Teksten er for lang. Bruk høyst {n} tegn.", n=LONGEST_REASON)
    if problems:
        return again({**answers, **looked.kept}, {**given, **looked.shown}, **problems)
    roles = tuple(given["recipients"].split(","))
    return Finish(
        RegistrerGrunn(
            sak=answers["sak"],
            ground=Grunnlag.HJEMMEL,
            basis=Hjemmel(given["basis"]),
            recipients=roles,
            reason=given["reason"],
            not_names=looked.not_names,
            not_one=bool(said["one_person"]),
        )
    )


GROUND = Dialog(
    name="grunnlag",
    title=N_("Velg grunnlag"),
    first="velg",
    rule=_decides,
    start=_start_ground,
    load=_load_ground,
    done=_card,
    steps={
        "velg": Step(steps.choose, _ground),
        "til_stede": Step(steps.presence, _presence, back="velg"),
        "anonym": Step(steps.anonymous, _anonymous, back="velg"),
        "hjemmel": Step(steps.law, _law, back="velg"),
    },
)


# --- the tables ----------------------------------------------------------------------------------------------------


def _from_varsling(do: Do, inputs: Inputs) -> OpprettSak:
    return OpprettSak(inputs.get("organ", ""), "", varsling=do.on)


DIALOGS: dict[str, Dialog] = {"nysak": NEW, "grunnlag": GROUND}
WORDS: dict[str, Word] = {
    "enkeltsaker": Word(
        N_("enkeltsaker"),
        ("enkeltsak", "mine saker", "enkeltsakene"),
        N_("enkeltsaker du følger, og om de kan tas opp"),
        _list,
        rule=access.staff,
    ),
    "nysak": Word(N_("nysak"), ("ny enkeltsak", "ny sak", "opprett sak"), "", dialog="nysak"),
    "grunnlag": Word(N_("grunnlag"), ("velg grunnlag", "vel grunnlag", "delingsgrunnlag"), "", dialog="grunnlag"),
}
BUTTONS: dict[str, Button] = {
    cards.OPEN: Button(cards.OPEN, _card, lambda do, _: ApneSak(do.on)),
    cards.TAKE_UP: Button(cards.TAKE_UP, _card, lambda do, _: TaOppSak(do.on)),
    cards.SECOND: Button(cards.SECOND, _seconded, lambda do, _: StottGrunn(do.on, do.n)),
    cards.CLOSE: Button(cards.CLOSE, _card, lambda do, _: AvsluttSak(do.on)),
    cards.FROM_VARSLING: Button(cards.FROM_VARSLING, _card, _from_varsling),
}
