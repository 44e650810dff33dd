"""The question of a call-out, and what every card about one says: when, where, on what ground."""

from __future__ import annotations

from microsoft_teams.cards import Action, CardElement

from bot.cards import kit
from bot.cards.actions import Ink
from bot.domain.gate import Grunnlag
from bot.domain.hastemote import Hastemote
from bot.domain.innkalling import COVERS, Innkalling, Rung, Svar, offered, stand_ins
from bot.ports import Message
from bot.texts import N_, Texts

ANSWERS = {
    Svar.KOMMER: N_("Kommer"),
    Svar.FORSINKET: N_("Kommer, men blir forsinket"),
    Svar.STEDFORTREDER: N_("Stedfortreder kommer"),
    Svar.KAN_IKKE: N_("Kan ikke"),
}
WHY = {
    Rung.PURRING: N_("Påminnelse: du har ikke svart ennå."),
    Rung.VARA: N_("Du spørres som stedfortreder for {name}."),
    Rung.I_STEDET: N_(
        "{name} har meldt at stedfortreder kommer, og du er satt opp som stedfortreder der. Svar om du kan komme."
    ),
    Rung.LEDER: N_("Du spørres som leder for {name}. Ingen derfra har sagt at de kommer."),
}
AWAY = N_("Du har meldt at du er borte, så jeg venter ikke på svar fra deg. Kan du likevel komme, svar her.")
GROUNDS = {
    Grunnlag.ANONYMISERT: N_("Anonymisert"),
    Grunnlag.TIL_STEDE: N_("Ungdom og foresatte til stede"),
    Grunnlag.SAMTYKKE: N_("Informert samtykke"),
    Grunnlag.HJEMMEL: N_("Annet rettsgrunnlag"),
}
SITUATION = N_("Alvorlig situasjon. Behov for et felles bilde.")
NO_CASE = N_("Ingen enkeltsak er knyttet til innkallingen. Én person kan bare drøftes på et eget grunnlag.")
NO_NUMBER = N_("nummer er ikke lagt inn")
EXERCISE = N_("ØVELSE. Dette er ikke en ekte hendelse. Svar som du ville gjort, men du skal ikke møte.")


def place_of(mote: Hastemote, t: Texts) -> str:
    """Where it is held."""
    if not mote.online:
        return mote.place or t("ikke fastsatt")
    return t("Teams, og {place}", place=mote.place) if mote.place else t("Teams")


def situation_of(mote: Hastemote, t: Texts) -> str:
    """What it is about, in neutral words. About one person nothing is ever written."""
    return mote.situation or t(SITUATION)


def ground_of(mote: Hastemote, t: Texts) -> str:
    """The ground for sharing that the case's chair has recorded; without a case nobody has chosen any."""
    return t(GROUNDS[mote.ground]) if mote.sak else t(NO_CASE)


def marked(mote: Hastemote, text: str, t: Texts) -> str:
    """A title that nobody can take for the real thing when it is an exercise."""
    return t("ØVELSE: {title}", title=text) if mote.exercise else text


def when_and_where(mote: Hastemote, t: Texts) -> list[CardElement]:
    """Time and place, and first that it is an exercise."""
    warning = [kit.notice(t(EXERCISE), "accent")] if mote.exercise else []
    return [*warning, when_of(mote, t), kit.labelled(t("Sted"), place_of(mote, t))]


def when_of(mote: Hastemote, t: Texts) -> CardElement:
    return kit.labelled(t("Tid"), t.moment(mote.starts_at))


def question(
    row: Innkalling,
    mote: Hastemote,
    person: str,
    t: Texts,
    ink: Ink,
    *,
    rung: Rung = Rung.SPOR,
    stale: bool = False,
    within: bool = True,
) -> Message:
    """To one person: time, place, neutral words, and their own answer. Nothing that can be recognised. Whoever comes
    gets the link. Whoever is not `within` the ground of the call by now, or has left the team, sees when it was to be
    and their own answer."""
    title = marked(mote, t("Du kalles inn til hastemøte"), t)
    body = [kit.heading(title), *(_all_of_it(mote, t) if within else [when_of(mote, t)])]
    if rung in WHY and not (rung is Rung.PURRING and row.answer_of(person)):
        body.append(kit.words(t(WHY[rung], name=row.name), bold=True))
    if person in row.away:
        body.append(kit.words(t(AWAY)))
    if stale:
        body.append(kit.notice(t("Hastemøtet er flyttet siden du fikk kortet. Svar for det nye tidspunktet.")))
    elif mote.turn and row.answer_of(person) is None:
        body.append(kit.notice(t("Hastemøtet er flyttet hit. Har du svart før, svar på nytt.")))
    answer = row.answer_of(person)
    if answer:
        body.append(kit.notice(t("Svaret ditt: {answer}", answer=t(ANSWERS[answer])), "good"))
    if answer is Svar.STEDFORTREDER:
        body.append(kit.words(who_is_told(row, mote, person, t)))
    link = link_to(mote, t) if answer in COVERS and within else []
    can = offered((row,), person, about_one=bool(mote.sak))
    answers = [kit.button(ink, t(ANSWERS[svar]), f"hastemote.{svar}", row.id, mote.turn) for svar in can]
    return Message(title, card=kit.card(body, [*link, *answers], t.language))


def _all_of_it(mote: Hastemote, t: Texts) -> list[CardElement]:
    return [*when_and_where(mote, t), kit.labelled(t("Gjelder"), situation_of(mote, t))]


def who_is_told(row: Innkalling, mote: Hastemote, person: str, t: Texts) -> str:
    """To somebody who sends a stand-in: who tells the one who is to come. About one person nobody comes who was not
    called."""
    others = [p for p in stand_ins(row) if p != person and p not in row.missed]
    if any(row.answer_of(other) is not Svar.KAN_IKKE for other in others):
        if mote.sak:
            return t("Den som er satt opp som stedfortreder, er spurt. Bare den kan komme i stedet for deg.")
        return t("Den som er satt opp som stedfortreder, er spurt. Kommer en annen, si fra til vedkommende selv.")
    if mote.sak:
        return t("Ingen stedfortreder kan komme. Bare de som er kalt inn, kan være med.")
    if not row.covered:
        again = t(ANSWERS[Svar.STEDFORTREDER])
        return t(
            "Den som er satt opp som stedfortreder, kan ikke. Kommer en annen, trykk «{button}» en gang til.",
            button=again,
        )
    if others:
        return t("Den som er satt opp som stedfortreder, kan ikke. Si fra selv til den som kommer.")
    if any(p != person for p in stand_ins(row)):
        return t("Den som er satt opp som stedfortreder, er ikke nådd. Si fra selv til den som kommer.")
    return t("Ingen stedfortreder er spurt. Si fra selv til den som kommer.")


def link_to(mote: Hastemote, t: Texts) -> list[Action]:
    """The online meeting, while it is held there: one that was moved to a place keeps its link in the calendar."""
    return [kit.link(t("Åpne Teams-møtet"), mote.join_url)] if mote.online and mote.join_url else []


def wish_of(wish: Hastemote, t: Texts) -> str:
    """What somebody else wanted, in a line."""
    when, place = t.moment(wish.starts_at), place_of(wish, t)
    return t("{when}, {place}. {situation}", when=when, place=place, situation=situation_of(wish, t))
