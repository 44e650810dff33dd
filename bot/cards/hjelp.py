"""Help and the first welcome: what the bot does, and what it does and does not do with what people tell it."""

from __future__ import annotations

from microsoft_teams.cards import Action

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


def help_card(lines: list[tuple[str, str]], t: Texts, plan: Plan, unknown: bool = False) -> Message:
    """The short list of what one can write."""
    title = t("Det forsto jeg ikke helt") if unknown else t("Dette kan jeg hjelpe med")
    body = [kit.heading(title, "Medium"), *[kit.labelled(word, what) for word, what in lines]]
    body.append(kit.words(t("Er noen i fare nå? Ring {number}.", number=plan.choices.emergency_number), bold=True))
    return Message(title, card=kit.card(body, (), t.language))


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
