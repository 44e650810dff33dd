"""What those who follow a call-out see: the live card, the phone list, and the questions before it is ended."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime

from microsoft_teams.cards import Action, CardElement

from bot.cards import kit
from bot.cards.actions import Ink
from bot.cards.hastemote import (
    ANSWERS,
    ground_of,
    link_to,
    marked,
    place_of,
    when_and_where,
    wish_of,
)
from bot.domain.hastemote import OPEN, OVER, Hastemote, HastemoteStatus
from bot.domain.innkalling import Innkalling, Rung
from bot.domain.kortnavn import short_name
from bot.domain.plan import Plan
from bot.ports import Json, Message
from bot.texts import N_, Texts

NEXT = {
    Rung.SPOR: N_("spørres"),
    Rung.PURRING: N_("spørres igjen"),
    Rung.VARA: N_("stedfortreder spørres"),
    Rung.LEDER: N_("leder spørres"),
    Rung.TELEFON: N_("ring selv"),
}
STATUS = {
    HastemoteStatus.FORESPURT: N_("Venter på at koordinatoren bekrefter"),
    HastemoteStatus.INNKALT: N_("Innkalt, venter på svar"),
    HastemoteStatus.DEKKET: N_("Alle er dekket"),
    HastemoteStatus.AVSLUTTET: N_("Avsluttet"),
    HastemoteStatus.AVLYST: N_("Avlyst"),
    HastemoteStatus.AVVIST: N_("Ikke kalt inn"),
    HastemoteStatus.SLATT_SAMMEN: N_("Slått sammen med et annet"),
}


@dataclass(frozen=True, slots=True)
class Overview:
    """What those who follow a call-out see: the agencies, the ids of those `outside` its ground now, and the names and
    the directory's numbers of everybody in their chains. `wishes` are what others wanted otherwise who called about the
    same; `leading` says whether this one may move and end it; `unconfirmed` that nothing is said yet of the ground of
    the case in the meeting; `in_time` that it should not be over yet, `minuted` that its referat is written."""

    mote: Hastemote
    rows: tuple[Innkalling, ...]
    names: Mapping[str, str]
    plan: Plan
    ground_holds: bool = True
    phones: Mapping[str, str] = field(default_factory=dict)
    outside: frozenset[str] = frozenset()
    wishes: tuple[tuple[str, Hastemote], ...] = ()
    leading: bool = True
    unconfirmed: bool = False
    in_time: bool = True
    minuted: bool = False

    @property
    def on(self) -> bool:
        """Is it still to be held, or being held? Not when its referat is written."""
        return self.in_time and not self.minuted

    @property
    def within(self) -> tuple[Innkalling, ...]:
        """The agencies that the call is for now."""
        return tuple(row for row in self.rows if row.id not in self.outside)


def overview(shown: Overview, t: Texts, ink: Ink, *, stale: bool = False, seen_at: datetime | None = None) -> Message:
    """The live card: each agency, whether it is covered, and what happens next and when. `stale`: what was noted on an
    older card is about a time that no longer holds. `seen_at`: it is no live card, but how it is at that moment."""
    mote = shown.mote
    title = marked(mote, t("Hastemøte {when}", when=t.moment(mote.starts_at)), t)
    covered = sum(row.covered for row in shown.within)
    count = t("{covered} av {all} virksomheter er dekket", covered=covered, all=len(shown.within))
    body = [
        kit.heading(title, "Medium"),
        *([kit.notice(t("Hastemøtet er flyttet siden du fikk kortet. Ingenting er notert."))] if stale else []),
        kit.labelled(t("Status"), _status(shown, t)),
        kit.labelled(t("Sted"), place_of(mote, t)),
        kit.labelled(t("Grunnlag for deling"), ground_of(mote, t)),
        kit.words(count, subtle=True),
        *(element for row in shown.rows for element in _agency(row, shown, t, ink)),
    ]
    if seen_at is not None:
        then = t("Slik er det kl. {clock}. Skriv «hastemøter» for å se det på nytt.", clock=t.clock(seen_at))
        body.append(kit.words(then, subtle=True))
    body += [*_not_told(shown, t), *_about_the_ground(shown, t), *also_wanted(shown.wishes, t)]
    link = link_to(mote, t) if shown.in_time else []
    manage = ends(mote, t, ink, movable=shown.ground_holds, on=shown.in_time, minuted=shown.minuted)
    buttons = [*link, *([*_confirm(shown, t, ink), *manage] if shown.leading else [])]
    return Message(title, card=kit.card(body, buttons, t.language))


def _status(shown: Overview, t: Texts) -> str:
    if shown.minuted and shown.mote.status is HastemoteStatus.AVSLUTTET:
        return t("Holdt. Referatet er skrevet.")
    if shown.mote.status in OPEN and not shown.in_time:
        return t("Tiden er ute, og ingen flere spørres")
    return t("Grunnlaget er endret") if shown.outside else t(STATUS[shown.mote.status])


def _confirm(shown: Overview, t: Texts, ink: Ink) -> list[Action]:
    """About one person: whoever leads it says in the meeting what they see, before the case is spoken of."""
    return [kit.button(ink, t("Bekreft i møtet"), "start.bekreft", shown.mote.id)] if shown.unconfirmed else []


def _not_told(shown: Overview, t: Texts) -> list[CardElement]:
    """Called off: those who were not reached in Teams, and agencies that were called on the telephone, are told by
    nobody else."""
    if shown.mote.status is not HastemoteStatus.AVLYST:
        return []
    missed = dict.fromkeys(p for row in shown.rows for p in row.missed if row.answer_of(p) is None)
    people = (" ".join(part for part in (shown.names.get(p, ""), shown.phones.get(p, "")) if part) for p in missed)
    called = [*people, *(row.name for row in shown.rows if row.said_by_phone)]
    text = t("Disse har ikke fått beskjed i Teams. Ring dem: {names}", names=", ".join(called))
    return [kit.notice(text)] if called else []


def also_wanted(wishes: Sequence[tuple[str, Hastemote]], t: Texts) -> list[CardElement]:
    """What others who wanted the same wrote, where it is not what holds."""
    return [kit.labelled(t("{name} ønsket det slik", name=name), wish_of(wish, t)) for name, wish in wishes]


def _about_the_ground(shown: Overview, t: Texts) -> list[CardElement]:
    """Where it concerns one person: whether it may go on, and who was left out from the beginning."""
    mote, notices = shown.mote, []
    if shown.unconfirmed and shown.ground_holds:
        notices.append(t("Før saken drøftes: bekreft grunnlaget når du ser hvem som er med i møtet."))
    if shown.on and not shown.ground_holds:
        notices.append(t("Grunnlaget for å dele gjelder ikke lenger. Avlys, eller del bare det anonyme."))
    elif shown.on and (shown.outside or (mote.status in OPEN and any(row.halted for row in shown.rows))):
        notices.append(t("Grunnlaget er endret. Trykk «Flytt» for å spørre på nytt dem som er innenfor."))
    if mote.left_out:
        left_out = ", ".join(mote.left_out)
        notices.append(
            t(
                "Utenfor grunnlaget, ikke invitert (dette ser bare du og de som følger møtet): {names}",
                names=left_out,
            )
        )
    return [kit.notice(text) for text in notices]


def _agency(row: Innkalling, shown: Overview, t: Texts, ink: Ink) -> list[CardElement]:
    buttons = note_by_phone(row, shown, t, ink) if row.said_by_phone or (row.phoned and not row.covered) else []
    return [kit.labelled(row.name, _line(row, shown, t)), *buttons]


def note_by_phone(row: Innkalling, shown: Overview, t: Texts, ink: Ink) -> list[CardElement]:
    """To those who lead it: note that somebody from the agency comes, said on the telephone, or take that back."""
    mote = shown.mote
    if not shown.on or not shown.leading or row.id in shown.outside:
        return []
    agency = short_name(row.name, [other.name for other in shown.rows])
    if row.said_by_phone:
        title, whole = t("Angre: {agency}", agency=agency), t("Angre: {agency}", agency=row.name)
        return [kit.actions(kit.button(ink, title, "hastemote.ikke_ringt", row.id, mote.turn, read_as=whole))]
    title, whole = t(NOTE, agency=agency), t(COMES, agency=row.name)
    return [kit.actions(kit.button(ink, title, "hastemote.ringt", row.id, mote.turn, read_as=whole))]


def _line(row: Innkalling, shown: Overview, t: Texts) -> str:
    if row.id in shown.outside:
        return "⚠ " + _outside(row, shown.names, t)
    return _state(row, shown, t)


def _outside(row: Innkalling, names: Mapping[str, str], t: Texts) -> str:
    """An agency that the ground no longer reaches: nobody there was told, so that whoever follows it must (UC-52)."""
    said = ". ".join([*_answers(row, names, t), *_missing(row, names, t, over=True)])
    if row.covered:
        return t("Utenfor grunnlaget nå. {state}. Ta kontakt og si at de ikke trengs, uten å si hvorfor.", state=said)
    if said:
        return t("Utenfor grunnlaget nå. {state}. Spørres ikke videre.", state=said)
    return t("Utenfor grunnlaget nå. Spørres ikke videre.")


def _answers(row: Innkalling, names: Mapping[str, str], t: Texts) -> list[str]:
    said = [t("{answer} ({who})", answer=t(ANSWERS[r.answer]), who=names.get(r.person, "")) for r in row.answers]
    by = names.get(row.by_phone, "")
    if row.said_by_phone:
        return [t("Ringt: kommer (notert av {name})", name=by), *said]
    return [*([t("Ringt: kommer (notert av {name}, gjelder ikke lenger)", name=by)] if row.by_phone else []), *said]


def _state(row: Innkalling, shown: Overview, t: Texts) -> str:
    names, over = shown.names, shown.mote.status in OVER or not shown.in_time
    who = _answers(row, names, t)
    if row.by_stand_in:
        return "✓ " + ". ".join([", ".join(who), *_missing(row, names, t, over=over)])
    if row.covered:
        return "✓ " + ", ".join(who)
    parts = [*who, *_missing(row, names, t, over=over)] or [t("Ingen har rollen nå")]
    if over:
        return ". ".join(parts)
    if row.halted:
        return "⚠ " + t("{state}. Spørres ikke videre.", state=". ".join(parts))
    if row.phoned:
        return "⚠ " + t("{state}. Ring selv.", state=". ".join(parts))
    what, clock = t(NEXT[row.link.rung]), t.clock(row.next_at) if row.next_at else ""
    return t("{state}. Neste: {what} kl. {clock}", state=". ".join(parts), what=what, clock=clock)


def _missing(row: Innkalling, names: Mapping[str, str], t: Texts, *, over: bool) -> list[str]:
    lines, missed = [], tuple(p for p in row.missed if row.answer_of(p) is None)
    if missed:
        lines.append(t("Ikke nådd i Teams: {names}", names=names_of(missed, names)))
    away = tuple(p for p in row.asked if p in row.away and p not in row.missed and row.answer_of(p) is None)
    if away:
        lines.append(t("Borte: {names}", names=names_of(away, names)))
    if row.waiting_for:
        waiting = names_of(row.waiting_for, names)
        lines.append(
            t("Har ikke svart: {names}", names=waiting) if over else t("Venter på svar fra {names}", names=waiting)
        )
    return lines


def names_of(people: tuple[str, ...], names: Mapping[str, str]) -> str:
    """What these people are called, in a line."""
    return ", ".join(names.get(person, "") for person in people)


def ends(
    mote: Hastemote, t: Texts, ink: Ink, *, movable: bool = True, on: bool = True, minuted: bool = False
) -> list[Action]:
    """What those who lead it can do. It is moved only while there is a ground to call anybody on. Where the asking has
    ended, and it is still `on`, it can be moved and called off; when its referat is written, only by way of a question
    (`not_held`)."""
    asking = mote.status in OPEN
    if not asking and not (on and mote.status is HastemoteStatus.AVSLUTTET):
        return []
    if minuted:
        return [kit.button(ink, t("Ble det ikke holdt?"), "hastemote.ikke_holdt", mote.id)]
    return [
        *([kit.button(ink, t("Flytt"), "start.hasteflytt", mote.id)] if movable else []),
        *([kit.button(ink, t("Avslutt"), "hastemote.vil_avslutte", mote.id)] if asking else []),
        kit.button(ink, t("Avlys"), "hastemote.vil_avlyse", mote.id, style="destructive"),
    ]


NONE_UNDER_WAY = N_("Ingen hastemøter er i gang. Skriv «hastemøte» for å kalle inn eller be om et.")
NOTE = N_("Noter {agency}")
"""Short: a button on a telephone has room for 24 letters. What it notes is read out (`COMES`)."""
COMES = N_("Noter at {agency} kommer")
KNOWN = 1
"""What «Ja, avlys» carries where it was said that the referat is written."""
MINUTED = N_("Referatet er skrevet, så møtet regnes som holdt.")


def not_held(mote: Hastemote, t: Texts, ink: Ink, *, movable: bool = True) -> Json:
    """A referat that was written by mistake is no one-way door: until it should be over it can be moved or called
    off."""
    text = t(
        "Ble det ikke holdt, kan du flytte det eller avlyse det. Da får de som er spurt, beskjed. Referatet og "
        "oppgavene i det blir liggende: rett dem selv."
    )
    body = [
        kit.heading(t("Ble hastemøtet ikke holdt?")),
        *when_and_where(mote, t),
        kit.notice(t(MINUTED)),
        kit.words(text),
    ]
    move = [kit.button(ink, t("Flytt"), "start.hasteflytt", mote.id)] if movable else []
    off = kit.button(ink, t("Ja, avlys"), "hastemote.avlys", mote.id, KNOWN, style="destructive")
    back = kit.button(ink, t("Nei, gå tilbake"), "hastemote.vis", mote.id)
    return kit.card(body, [*move, off, back], t.language)


def sure_to_end(mote: Hastemote, begun: bool, t: Texts, ink: Ink) -> Json:
    """Before the asking is ended: a thumb that slipped on the worst day must not do it."""
    text = t("Ingen flere spørres, og jeg minner deg ikke mer.")
    after = t(
        "Møtet står ved lag, og svar som kommer før det er over, får du se. Skal det ikke holdes, velger du Avlys."
    )
    body = [kit.heading(t("Vil du avslutte innkallingen?")), *when_and_where(mote, t), kit.words(text)]
    end = kit.button(ink, t("Ja, avslutt"), "hastemote.avslutt", mote.id)
    off = kit.button(ink, t("Avlys"), "hastemote.vil_avlyse", mote.id, style="destructive")
    back = kit.button(ink, t("Nei, gå tilbake"), "hastemote.vis", mote.id)
    if begun:
        return kit.card(body, [end, back], t.language)
    return kit.card([*body, kit.words(after)], [end, off, back], t.language)


def sure_to_call_off(mote: Hastemote, t: Texts, ink: Ink) -> Json:
    """Before everybody is told that it is called off."""
    text = t("De som er spurt og nås i Teams, får beskjed med en gang, og møtet avlyses i kalenderen.")
    body = [kit.heading(t("Vil du avlyse hastemøtet?")), *when_and_where(mote, t), kit.words(text)]
    off = kit.button(ink, t("Ja, avlys"), "hastemote.avlys", mote.id, style="destructive")
    return kit.card(body, [off, kit.button(ink, t("Nei, gå tilbake"), "hastemote.vis", mote.id)], t.language)


def none_under_way(t: Texts) -> Message:
    """There is nothing to follow."""
    text = t(NONE_UNDER_WAY)
    return Message(text, card=kit.card([kit.words(text)], (), t.language))
