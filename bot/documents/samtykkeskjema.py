"""The blank consent form as a Word document: the municipality's own form, to adapt and to print.

It is blank on purpose: the bot never learns who a case is about. The only thing that ties a filled-in form to a
case is a neutral case number. What the form must say is in the handbook rules H-130 to H-136.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, date, datetime, time

from bot.documents.common import page_words
from bot.documents.template_files import Template, Templates
from bot.documents.word import Properties, render
from bot.texts import Texts


@dataclass(frozen=True, slots=True, kw_only=True)
class SamtykkeskjemaView:
    """What the blank form shows. `services` are the plan's own names; `contact` is a role of the plan."""

    municipality: str
    plan_title: str
    services: tuple[str, ...]
    issued: date
    contact: str | None = None


def samtykkeskjema(view: SamtykkeskjemaView, t: Texts, templates: Templates | None = None) -> bytes:
    """The form as docx."""
    made = datetime.combine(view.issued, time(12), UTC)
    about = Properties(t("Samtykke til å dele opplysninger"), view.municipality, made, t.language)
    return render(Template.SAMTYKKESKJEMA, samtykkeskjema_fields(view, t), about, templates or Templates())


def samtykkeskjema_fields(view: SamtykkeskjemaView, t: Texts) -> dict[str, object]:
    """What the template is filled with."""
    contact = view.contact or t("den ansatte som går gjennom skjemaet med deg")
    return {
        "ord": _words(t) | _headings(t),
        "kommune": view.municipality,
        "plan": view.plan_title,
        "skjema": t(
            "Dette er skjemaet til {municipality}. Kommunen kan tilpasse det. Det er ikke juridisk rådgivning.",
            municipality=view.municipality,
        ),
        "utgitt": t("Utgave {day}", day=t.day(view.issued, weekday=False)),
        "tjenester": view.services,
        "om": _about(t),
        "forstatt": _understood(t),
        "trekke": t(
            "Du trekker samtykket ved å si fra til {contact}. Du kan si det eller skrive det, og du trenger "
            "ikke å forklare hvorfor.",
            contact=contact,
        ),
        "levere": t(
            "Ferdig utfylt skjema gis til {contact}. Det skal ikke ligge i en åpen kanal eller mappe, og "
            "filnavnet skal ikke vise hvem det gjelder.",
            contact=contact,
        ),
        "underskrifter": _signers(t),
    }


def _about(t: Texts) -> list[str]:
    return [
        t("Flere tjenester vil gjerne samarbeide om å hjelpe. For å snakke sammen om deg trenger de at du sier ja."),
        t("Det er frivillig. Du kan si ja til noe og nei til noe annet."),
        t(
            "Du kan trekke samtykket når som helst. Da deler vi ikke mer, og de som har fått opplysningene, får "
            "beskjed om å slutte å bruke dem i dette samarbeidet."
        ),
        t("Opplysningene brukes bare til det som står i skjemaet, og bare av dem det er krysset av for."),
        t(
            "Noen plikter gjelder uansett hva du svarer. Ansatte kan for eksempel ha plikt til å melde fra til "
            "barnevernet eller til å hindre at noe alvorlig skjer."
        ),
    ]


def _understood(t: Texts) -> list[str]:
    return [
        t("hvilke opplysninger det gjelder, hvem som får dem, og hva de skal brukes til"),
        t("hva det kan føre til at opplysningene deles, og hva det kan føre til at de ikke deles"),
        t("at det er frivillig, og at jeg kan si nei"),
        t("at jeg kan trekke samtykket når som helst, og hvordan jeg gjør det"),
    ]


def _signers(t: Texts) -> list[str]:
    return [
        t("Den opplysningene gjelder"),
        t("Foresatt (verge) 1"),
        t("Foresatt (verge) 2"),
        t("Ansatt som har gått gjennom skjemaet (tjeneste)"),
    ]


def _headings(t: Texts) -> dict[str, str]:
    return {
        "tittel": t("Samtykke til å dele opplysninger"),
        "om": t("Om samtykket"),
        "hva": t("1. Hvilke opplysninger kan deles?"),
        "hvem": t("2. Hvem kan få opplysningene?"),
        "hvorfor": t("3. Hva skal opplysningene brukes til?"),
        "varighet": t("4. Hvor lenge gjelder samtykket?"),
        "forstatt": t("5. Jeg har fått forklart og forstått"),
        "underskrift": t("6. Underskrift"),
        "trekke": t("Trekke samtykket"),
    }


def _words(t: Texts) -> dict[str, str]:
    return {
        "saksnummer": t("Saksnummer (nøytralt, uten navn eller fødselsdato)"),
        "dele": t("Dette kan deles – skriv så presist som mulig:"),
        "ikke_dele": t("Dette skal ikke deles:"),
        "kryss": t("Kryss av for hver tjeneste du sier ja til. De andre får ikke opplysningene."),
        "andre": t("Andre:"),
        "formal": t("Hva skal tjenestene samarbeide om, og i hvilket møte?"),
        "til_dato": t("til og med (dato):"),
        "ett_mote": t("bare for ett møte (dato):"),
        "til_avsluttet": t("til samarbeidet om saken er avsluttet"),
        "under_18": t(
            "Er du under 18 år, må også verge samtykke. Det er vanligvis den eller de som har "
            "foreldreansvaret. Har to foreldreansvar, skriver begge under."
        ),
        "antall": t("Antall med foreldreansvar:"),
        "rolle": t("Hvem"),
        "navn": t("Navn med blokkbokstaver"),
        "dato": t("Dato"),
        "signatur": t("Underskrift"),
        "muntlig": t("Samtykket ble gitt muntlig først (dato):"),
        "trukket": t("Samtykket er trukket (dato):"),
        "mottatt": t("Tatt imot av (rolle):"),
        **page_words(t),
    }
