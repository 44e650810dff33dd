"""What the identifier guard says to the one who writes: the type and the way out, never the value (UC-32)."""

from __future__ import annotations

from collections.abc import Iterable

from bot.domain.personvern import Finding, Kind
from bot.texts import N_, Texts

TYPES: dict[Kind, tuple[str, str]] = {
    Kind.FODSELSNUMMER: (N_("fødselsnummer"), N_("Ta det bort. Slike numre skal aldri stå her.")),
    Kind.DNUMMER: (N_("D-nummer"), N_("Ta det bort. Slike numre skal aldri stå her.")),
    Kind.SYNTETISK_NUMMER: (N_("personnummer"), N_("Ta det bort. Slike numre skal aldri stå her.")),
    Kind.DUFNUMMER: (N_("DUF-nummer"), N_("Ta det bort. Slike numre skal aldri stå her.")),
    Kind.TELEFON: (N_("telefonnummer"), N_("Ta det bort. Kontakt avtales utenom meg.")),
    Kind.EPOST: (N_("e-postadresse"), N_("Ta den bort. Kontakt avtales utenom meg.")),
    Kind.ADRESSE: (N_("adresse"), N_("Skriv heller området, for eksempel «ved sentrum».")),
    Kind.GNR_BNR: (N_("eiendomsnummer"), N_("Skriv heller området, for eksempel «ved sentrum».")),
    Kind.NAVN: (N_("navn"), N_("Skriv heller «en elev», «en ungdom» eller «en forelder».")),
    Kind.INITIALER: (N_("initialer"), N_("Skriv heller «en elev» eller «en ungdom».")),
    Kind.KLASSE: (N_("klasse"), N_("Skriv heller «ungdomstrinnet» eller «mellomtrinnet».")),
    Kind.FODSELSDATO: (N_("fødselsdato"), N_("Skriv heller «i tenårene» eller trinnet.")),
    Kind.BRUKERNAVN: (N_("brukernavn"), N_("Ta det bort. Nevn heller hvilken tjeneste det gjelder.")),
    Kind.KJENNEMERKE: (N_("bilskilt"), N_("Ta det bort. Skriv heller «en bil».")),
    Kind.INDIREKTE_IDENTIFIKASJON: (
        N_("beskrivelse av én person"),
        N_("Kan noen forstå hvem det er? Skriv om gruppen i stedet."),
    ),
    Kind.ETNISK_OPPRINNELSE: (N_("opprinnelse"), N_("Sammen med resten kan det peke ut én person. Ta det bort.")),
    Kind.ALDER_OG_HELSE: (N_("alder og helse"), N_("Sammen kan det peke ut én person. Skriv om gruppen i stedet.")),
}


def explain(findings: Iterable[Finding], t: Texts) -> str:
    """One sentence per type that was found, with a neutral way to write it."""
    kinds = dict.fromkeys(f.kind for f in findings)
    return " ".join(t("Dette ser ut som {what}. {advice}", what=t(TYPES[k][0]), advice=t(TYPES[k][1])) for k in kinds)


def blank_word(kind: Kind, t: Texts) -> str:
    """What stands where something identifying was taken out."""
    return t(TYPES[kind][0]) + " " + t("tatt bort")
