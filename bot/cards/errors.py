"""What a person is told when something cannot be done: what happened, what was kept, what to do."""

from __future__ import annotations

from bot.errors import UserError
from bot.texts import N_, Texts

TEXTS = {
    "not_allowed": N_(
        "Dette kan jeg bare gjøre for dem som har rollen til det i planen. Spør koordinatoren om du mener det er feil."
    ),
    "unknown_person": N_("Jeg sjekker hvem du er. Prøv igjen om et øyeblikk."),
    "card_not_valid": N_("Dette kortet er ikke gyldig. Skriv «hjelp» for å begynne på nytt. Ingenting er endret."),
    "card_for_another": N_("Dette er ikke tilgjengelig for deg."),
    "card_too_old": N_("Dette kortet er for gammelt. Skriv «hjelp» for å begynne på nytt. Ingenting er endret."),
    "draft_gone": N_("Denne samtalen er avsluttet eller kastet. Skriv kommandoen på nytt om du vil begynne igjen."),
    "changed_meanwhile": N_("Noen andre rakk å endre dette først. Åpne det på nytt for å se hva som gjelder."),
    "already_there": N_("Dette er gjort allerede."),
    "already_handled": N_("Noen andre har allerede tatt denne videre. Åpne den på nytt for å se hva som gjelder."),
    "hastemote_not_in_plan": N_("Hastemøte er ikke fastsatt i planen. Ingenting er sendt."),
    "hastemote_no_roles": N_("Velg minst én rolle. Ingenting er sendt."),
    "hastemote_nobody_within": N_(
        "Ingen av dem du valgte, er innenfor grunnlaget. Ingenting er sendt. Velg andre, eller et annet grunnlag."
    ),
    "hastemote_in_the_past": N_("Tidspunktet er passert. Trykk «Endre» og velg et nytt. Ingenting er sendt."),
    "hastemote_gone": N_("Hastemøtet finnes ikke lenger."),
    "hastemote_over": N_("Hastemøtet er avsluttet eller avlyst. Spør koordinatoren om du er i tvil."),
    "hastemote_minuted": N_(
        "Referatet er skrevet siden du begynte, så møtet regnes som holdt. Ingenting er flyttet. Ble det ikke holdt, "
        "skriver du «flytt hastemøtet» på nytt."
    ),
    "hastemote_not_moved": N_("Det er den tiden og det stedet som gjelder nå. Ingenting er endret, og ingen er spurt."),
    "tiltak_gone": N_("Tiltaket finnes ikke i planen som gjelder nå. Skriv «tiltak» for å se dine."),
    "tiltak_done": N_("Tiltaket er allerede meldt utført. Skriv «tiltak» for å se hva som gjelder."),
    "done_in_future": N_("Datoen for når det ble gjort, kan ikke være fram i tid. Ingenting er endret."),
    "grades_needed": N_("Kryss av for trinnene som er gjennomført, og trykk «Utført» igjen."),
    "reason_needed": N_("Skriv kort hvorfor det utsettes. Ingenting er endret."),
    "new_date_needed": N_("Velg en ny dato fram i tid. Ingenting er endret."),
    "varsling_gone": N_("Varslingen finnes ikke lenger."),
    "varsling_taken": N_("{who} var først: {status}, {when}. Skriv «saker» for å se det som gjelder nå."),
    "varsling_ended": N_(
        "Denne varslingen er avsluttet, så jeg har ikke lagt til noe. Skriv «meld» for å melde på nytt."
    ),
    "reporter_gone": N_(
        "Den som meldte, er ikke lenger blant dem som kan melde, og kan ikke spørres. Ingenting er sendt eller endret."
    ),
    "destination_unknown": N_("Velg et sted som står i planen. Ingenting er endret."),
    "merge_impossible": N_("De to kan ikke slås sammen. Velg en annen åpen varsling om det samme."),
    "absence_date": N_("Velg en dato fram i tid, høyst et år. Ingenting er endret."),
    "identifiers_found": N_("Teksten kan peke på en person, så jeg har ikke lagret den. Ta det bort og prøv igjen."),
    "no_text_about_one_person": N_("Om én person kan jeg ikke ta imot tekst. Ingenting er lagret."),
    "one_person_in_text": N_(
        "Noe i teksten ser ut til å gjelde én person, så jeg har ikke lagt den ut. Skriv det mer generelt, eller ta "
        "det som en enkeltsak med et grunnlag."
    ),
    "one_person_never": N_(
        "Noe i teksten ser ut til å gjelde én person. Her behandles aldri enkeltsaker, så jeg har ikke lagt den ut. "
        "Skriv det mer generelt."
    ),
    "hastemote_no_stand_in": N_("Bare de som er kalt inn, kan være med. Svar «Kan ikke», så spørres de neste."),
    "person_in_reason": N_(
        "Noe i begrunnelsen ser ut til å beskrive personen, så jeg har ikke lagret den. Skriv hvilken bestemmelse det "
        "er og hvorfor det er nødvendig å dele, og ingenting om den det gjelder."
    ),
    "mote_gone": N_("Møtet finnes ikke lenger i møteplanen. Skriv «møteplan» for å se hva som gjelder."),
    "mote_over": N_("Møtet er avlyst eller over, så det kan ikke endres."),
    "mote_day_closed": N_("Den dagen kan det ikke være møte. Velg en annen dag."),
    "mote_in_the_past": N_("Datoen må være fram i tid. Ingenting er endret."),
    "mote_not_begun": N_("Møtet har ikke begynt ennå."),
    "agenda_empty": N_("Agendaen har ingen saker. Velg minst én."),
    "agenda_changed": N_("Agendaen er endret siden du begynte. Skriv «referat» for å begynne på nytt."),
    "referat_gone": N_("Referatet finnes ikke lenger."),
    "referat_not_yours_now": N_("Referatet ligger hos møteleder, eller er godkjent allerede."),
    "comment_needed": N_("Skriv kort i kommentarfeltet hva som skal rettes, og trykk «Send tilbake» igjen."),
    "oppgave_gone": N_("Oppgaven finnes ikke lenger."),
    "gate_closed": N_("Saken kan ikke tas opp. {why} Ingenting er endret."),
    "sak_gone": N_("Saken finnes ikke lenger. Skriv «enkeltsaker» for å se dine."),
    "sak_over": N_("Saken er avsluttet. Ingenting er endret."),
    "sak_organ_tar_ikke": N_("Planen sier ikke at dette organet tar enkeltsaker. Ingenting er opprettet."),
    "sak_theme_needed": N_("Velg et tema. Ingenting er opprettet."),
    "sak_not_on_agenda": N_("Saken står ikke på agendaen til dette møtet."),
    "anonymity_needed": N_("Bekreft at ingen kan kjenne igjen personen eller saken. Ingenting er endret."),
    "basis_needs_reason": N_("Velg rettsgrunnlag og hvem det er nødvendig å dele med, og skriv hvorfor."),
    "nothing_to_second": N_("Her trengs ingen bekreftelse fra deg nå."),
    "samtykke_gone": N_("Samtykket finnes ikke lenger."),
    "samtykke_unknown_number": N_("Jeg finner ikke dette nummeret. Se på skjemaet, og skriv det som S-2026-3."),
    "samtykke_over": N_("Samtykket er avsluttet fra før. Er det gitt på nytt, registrerer du et nytt."),
    "samtykke_alle_har_signert": N_("Alle med foreldreansvar er registrert fra før."),
    "samtykke_incomplete": N_("Velg hva som kan deles, hvem som får det, og hvor det kan drøftes."),
    "samtykke_guardians_wrong": N_("Antallet verger stemmer ikke. Ingenting er lagret."),
    "samtykke_nothing_to_settle": N_("Her er det ikke noe å avklare nå."),
    "form_gone": N_("Filen er ikke hentet, og adressen til den er slettet. Send den på nytt."),
    "role_outside_ground": N_(
        "En rolle du har valgt, er ikke innenfor grunnlaget nå. Ingenting er lagret. Gå tilbake og velg på nytt."
    ),
    "role_unknown": N_("Velg en rolle som står i planen."),
    "text_too_long": N_("Teksten er for lang. Gjør den kortere og prøv igjen. Ingenting er lagret."),
    "personal_only": N_("Dette tar vi 1:1. Åpne chatten med meg og skriv det samme der."),
    "store_down": N_(
        "Jeg får ikke lagret akkurat nå, og ingenting er sendt. Teksten din står fortsatt i kortet. "
        "Prøv igjen om litt. Haster det, ring koordinatoren."
    ),
    "fault": N_(
        "Noe gikk galt hos meg. Det du skrev er ikke lagret. Prøv igjen om litt. Haster det, ring koordinatoren."
    ),
    "file_refused": N_(
        "Jeg tar ikke imot filer eller bilder her, og har ikke åpnet den. Del ikke bilder av unge videre. "
        "Gjelder det noe straffbart, ring politiet. Slett gjerne meldingen din."
    ),
}


def explain(error: UserError, t: Texts) -> str:
    """The sentence for an error."""
    return t(TEXTS.get(error.text, TEXTS["fault"]), **error.values)


def say(code: str, t: Texts) -> str:
    """The sentence for a code."""
    return t(TEXTS[code])
