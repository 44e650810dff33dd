"""Help and the first welcome: what the bot does, and what it does and does not do with what people tell it."""

from __future__ import annotations

from microsoft_teams.cards import Action, CardElement

from bot.cards import kit
from bot.cards.actions import Ink
from bot.domain.plan import Plan
from bot.domain.room import Room
from bot.ports import Message
from bot.texts import N_, Texts

CHAT = "https://teams.microsoft.com/l/chat/0/0?users=28:{bot}"
KEPT = (
    N_(
        "Jeg lagrer aldri hvem et barn eller en ungdom er. Ser jeg et navn eller et nummer, stopper jeg før noe lagres."
    ),
    N_("Det du skriver om grupper og miljøer er kryptert, og bare den som tar imot varslinger får se det."),
    N_("Jeg leser ikke samtaler i kanalen. Jeg svarer bare når du skriver til meg."),
    N_("Jeg melder ikke til barnevernet eller politiet. Meldeplikten er din egen."),
)


def help_card(groups: list[tuple[str, list[tuple[str, str]]]], t: Texts, plan: Plan) -> Message:
    """The list of what this person can write, by what it is about."""
    title = t("Dette kan jeg hjelpe med")
    body = [kit.heading(title, "Medium"), kit.words(t("Skriv ett av ordene til meg."), subtle=True)]
    for about, lines in groups:
        body += [kit.words(about, bold=True), *[kit.labelled(word, what) for word, what in lines]]
    organ = (plan.intake_organ or plan.organs[-1]).name
    body += [kit.words(t("Du kan også spørre om planen: «Hvem leder {organ}?»", organ=organ)), _danger(t, plan)]
    return Message(title, card=kit.card(body, (), t.language))


def unknown(near: tuple[str, str, str] | None, t: Texts, plan: Plan, ink: Ink) -> Message:
    """What one gets for words nobody knows: the command that is nearest, and where the others are. `near` is that
    command, its word in the reader's language, and what it does. What was written is not repeated."""
    title = t("Det forsto jeg ikke helt")
    body = [kit.heading(title, "Medium")]
    buttons = [kit.button(ink, t("Vis hva jeg kan skrive"), "start.hjelp")]
    if near is not None:
        command, word, what = near
        body += [kit.words(t("Mente du «{word}»?", word=word), bold=True), kit.words(what)]
        buttons.insert(0, kit.button(ink, word.capitalize(), f"start.{command}"))
    body += [kit.words(t("Jeg har ikke lagret det du skrev.")), _danger(t, plan)]
    return Message(title, card=kit.card(body, buttons, t.language))


def _danger(t: Texts, plan: Plan) -> CardElement:
    return kit.words(t("Er noen i fare nå? Ring {number}.", number=plan.choices.emergency_number), bold=True)


LANGUAGES = (N_("bokmål"), N_("nynorsk"), N_("engelsk"))


def languages(t: Texts, ink: Ink) -> Message:
    """Which language the bot writes to this person."""
    title = t("Hvilket språk vil du ha?")
    body = [kit.heading(title, "Medium"), kit.words(t("Det gjelder bare det jeg skriver til deg."))]
    body.append(kit.words(t("Det planen sier, viser jeg alltid slik planen skriver det.")))
    buttons = [kit.button(ink, t(word).capitalize(), f"start.{word}") for word in LANGUAGES]
    return Message(title, card=kit.card(body, buttons, t.language))


def welcome(plan: Plan, t: Texts, ink: Ink) -> Message:
    """The first thing a person sees in the 1:1 chat."""
    title = t("Hei! Jeg er SLT-boten i {municipality}", municipality=plan.municipality.name)
    body = [
        kit.heading(title),
        kit.words(t("Jeg hjelper med varslinger, agenda, referat, samtykke, årshjul og hastemøter.")),
        kit.words(t("Dette gjør jeg med det du forteller:"), bold=True),
        *kit.bullets([t(line) for line in KEPT]),
        kit.words(t("Skriv «hjelp» når som helst. Vil du ha nynorsk eller engelsk, skriv «nynorsk» eller «english».")),
    ]
    buttons = [
        kit.button(ink, t("Meld bekymring"), "start.meld"),
        kit.button(ink, t("Vis hva jeg kan skrive"), "start.hjelp"),
    ]
    return Message(title, card=kit.card(body, buttons, t.language))


def channel_welcome(room: Room, t: Texts, ink: Ink) -> Message:
    """The first thing a channel sees, and the card to pin there: the ways to me."""
    title = t("Hei! Jeg er SLT-boten i {municipality}", municipality=room.plan.municipality.name)
    body = [
        kit.heading(title),
        kit.words(t("I kanalen legger jeg ut agendaer og lenker til referater. Alt annet tar vi 1:1.")),
        kit.notice(t("Skriv aldri om enkeltpersoner her, heller ikke med initialer eller klasse.")),
        *kit.bullets([t(line) for line in KEPT]),
        kit.words(
            t(
                "Har du en bekymring? Åpne chatten med meg og skriv «meld», "
                "eller bruk «Meld bekymring» der du skriver meldinger."
            )
        ),
    ]
    return Message(title, card=kit.card(body, _ways_in(room, t, ink), t.language))


def _ways_in(room: Room, t: Texts, ink: Ink) -> list[Action]:
    """The dialog only the one who presses sees, and the 1:1 chat."""
    chat = [kit.link(t("Åpne chatten med meg"), CHAT.format(bot=room.bot))] if room.bot else []
    return [kit.dialog_button(ink, t("Meld bekymring"), "meld", style="positive"), *chat]
