"""What is told about consents, 1:1. No notification says that there is one."""

from __future__ import annotations

from collections.abc import Sequence

from bot.cards import kit
from bot.cards.actions import Ink
from bot.cards.enkeltsak import NEUTRAL, OPEN, OPEN_CONSENT, STATES
from bot.domain.enkeltsak import Enkeltsak
from bot.domain.samtykke import Samtykke, Slag, Tilstand
from bot.ports import Json, Message
from bot.texts import N_, Texts

ORIGINAL = N_(
    "Originalen ligger fortsatt i din egen OneDrive, under «Microsoft Teams Chat Files». Slett den der når du ikke "
    "trenger den. Jeg har ikke tatt kopi og ikke lest noe i den."
)
OVER = N_("Samtykke {number} gjaldt ikke fra før")
TITLES: dict[Slag | None, str] = {Slag.TRUKKET: N_("Samtykke {number} er trukket")}
STILL_DUTIES = N_("Meldeplikt og avvergingsplikt gjelder uansett, også når et samtykke er trukket.")


def told(text: str, its: Samtykke, t: Texts, ink: Ink) -> Message:
    """A short message about a consent; the notification says nothing."""
    see = kit.button(ink, t("Åpne samtykket"), OPEN_CONSENT, its.id)
    return Message(t(NEUTRAL), card=kit.card([kit.words(text)], [see], t.language))


def registered(its: Samtykke, state: Tilstand, sak: Enkeltsak, t: Texts, ink: Ink) -> Message:
    """To the coordinator: a consent has come, and whether a human must settle something."""
    text = t(
        "Samtykke {number} er registrert i sak {sak}. Status: {state}.",
        number=its.number,
        sak=sak.number,
        state=t(STATES[state]),
    )
    return told(text, its, t, ink)


def changed(its: Samtykke, state: Tilstand, t: Texts, ink: Ink) -> Message:
    """To those who follow it: what it is worth now."""
    return told(
        t("Samtykke {number} er endret. Status nå: {state}.", number=its.number, state=t(STATES[state])), its, t, ink
    )


def withdrawn(its: Samtykke, sak: Enkeltsak, t: Texts, ink: Ink) -> Message:
    """To the coordinator and the chair, at once."""
    text = t(
        "Samtykke {number} i sak {sak} er trukket. Det som lå klart til å bli delt, er stoppet. Er samtykket "
        "grunnlaget i saken, er den tatt av agendaen, og er møtet i gang, må drøftingen stoppes. Tjenester som kan ha "
        "fått opplysninger i et møte, er bedt om å slutte å bruke dem.",
        number=its.number,
        sak=sak.number,
    )
    body = [kit.notice(text), kit.words(t(STILL_DUTIES))]
    see = kit.button(ink, t("Åpne saken"), OPEN, sak.id)
    return Message(t(NEUTRAL), card=kit.card(body, [see], t.language))


def receipt_withdrawn(its: Samtykke, t: Texts) -> Json:
    """To whoever said it: done, and what still holds."""
    at = t.moment(its.ended_at) if its.ended_at else ""
    body = [
        kit.heading(t(TITLES.get(its.ended, OVER), number=its.number)),
        kit.words(t("Registrert {when}.", when=at)),
        kit.words(t("Det deles ikke mer på dette samtykket. Er det grunnlaget i saken, er den tatt av agendaen.")),
        kit.words(t("Tjenester som kan ha fått opplysninger i et møte, får beskjed om å slutte å bruke dem.")),
        kit.notice(t(STILL_DUTIES), "accent"),
    ]
    return kit.card(body, (), t.language)


def receipt_told(number: str, t: Texts) -> Json:
    """To whoever says that a consent is withdrawn and does not follow it: the same whether the number exists or not,
    because also that somebody is a case is confidential (handbook H-121)."""
    body = [
        kit.heading(t("Takk, beskjeden er tatt imot")),
        kit.words(
            t(
                "Gjelder et samtykke med nummer {number}, er det trukket nå. Da deles det ikke mer, og de som følger "
                "saken, har fått beskjed.",
                number=number,
            )
        ),
        kit.words(
            t(
                "Jeg kan ikke si om nummeret finnes, for også det er taushetsbelagt. Finnes det ikke, får "
                "koordinatoren beskjed om å ta kontakt med deg."
            )
        ),
        kit.notice(t(STILL_DUTIES), "accent"),
    ]
    return kit.card(body, (), t.language)


def withdrawn_unknown(number: str, who: str, t: Texts) -> Message:
    """To the coordinator: a withdrawal that belongs to no consent we know of."""
    text = t(
        "{who} har meldt at samtykke {number} er trukket, men ingen samtykker har det nummeret. Ta kontakt og finn ut "
        "hvilket som er ment. Til det er klart, bør ikke noe deles der det kan gjelde.",
        who=who,
        number=number,
    )
    return Message(t(NEUTRAL), card=kit.card([kit.notice(text)], (), t.language))


def get_it_in_writing(its: Samtykke, t: Texts, ink: Ink) -> Message:
    """An oral consent, some days on (H-134)."""
    text = t(
        "Samtykke {number} er gitt muntlig. Det er gyldig, men det anbefales alltid å få det skriftlig. Skjemaet får "
        "du med «samtykke».",
        number=its.number,
    )
    return told(text, its, t, ink)


def archive(its: Samtykke, state: Tilstand, t: Texts, ink: Ink) -> Message:
    """To the coordinator, once: the form of a consent that ended long ago lies there still. It is not deleted here."""
    text = t(
        "Lagringstiden er ute for samtykke {number} ({state}). Det signerte skjemaet ligger fortsatt i den lukkede "
        "mappen. Arkivreglene avgjør om det skal bevares eller kasseres. Jeg sletter det ikke.",
        number=its.number,
        state=t(STATES[state]),
    )
    see = kit.button(ink, t("Åpne samtykket"), OPEN_CONSENT, its.id)
    buttons = [kit.link(t("Åpne skjemaet i mappen"), its.form_url), see]
    return Message(t(NEUTRAL), card=kit.card([kit.words(text)], buttons, t.language))


def runs_out(its: Samtykke, t: Texts, ink: Ink) -> Message:
    """Before the last day (UC-56)."""
    day = t.day(its.valid_to) if its.valid_to else ""
    text = t(
        "Samtykke {number} går ut {day}. Skal det gjelde lenger, må de det gjelder si ja på nytt.",
        number=its.number,
        day=day,
    )
    return told(text, its, t, ink)


BELONGS = "samtykke.skjema_til"


def which_consent(waiting: Sequence[Samtykke], form: str, t: Texts, ink: Ink) -> Message:
    """A file has come, and more than one consent waits for its form."""
    choices = [(c.id, t("Samtykke {number}", number=c.number)) for c in waiting]
    body = [
        kit.words(t("Filen er ikke hentet ennå. Hvilket samtykke er det skjemaet til?")),
        kit.ask_choice("samtykke", t("Samtykke"), choices, needed=t("Velg et samtykke.")),
    ]
    go = kit.button(ink, t("Legg i den lukkede mappen"), BELONGS, form, style="positive")
    return Message(t(NEUTRAL), card=kit.card(body, [go], t.language))


def form_coming(t: Texts) -> Message:
    """It is on its way; a message follows."""
    text = t("Jeg henter skjemaet og legger det i den lukkede mappen. Du får beskjed når det er gjort.")
    return Message(t(NEUTRAL), card=kit.card([kit.words(text)], (), t.language))


def form_not_stored(its: Samtykke, t: Texts) -> Message:
    """It could not be fetched, or it is no form."""
    text = t(
        "Jeg fikk ikke lagt skjemaet til samtykke {number} i den lukkede mappen. Det må være pdf, docx, png eller jpg, "
        "høyst 20 MB, og sendt som fil fra din egen OneDrive. Send det på nytt, eller lever det til koordinatoren.",
        number=its.number,
    )
    return Message(t(NEUTRAL), card=kit.card([kit.words(text)], (), t.language))


def form_not_fetched(its: Samtykke, t: Texts) -> Message:
    """The consent ended first, so there is nothing to keep a form for."""
    text = t(
        "Jeg hentet ikke skjemaet til samtykke {number}, fordi samtykket ikke gjelder lenger. Adressen til filen er "
        "slettet, og jeg har ingen kopi. Skal det likevel arkiveres, leverer du det til koordinatoren.",
        number=its.number,
    )
    return Message(t(NEUTRAL), card=kit.card([kit.words(text)], (), t.language))


def form_stored(its: Samtykke, t: Texts) -> Message:
    """The signed form is where it belongs."""
    text = t("Det signerte skjemaet til samtykke {number} ligger i den lukkede mappen.", number=its.number)
    body = [kit.words(text), kit.words(t(ORIGINAL))]
    return Message(t(NEUTRAL), card=kit.card(body, (), t.language))
