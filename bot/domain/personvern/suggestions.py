"""Which neutral wording to propose for a kind of finding. The words themselves are the cards' (`bot/cards`)."""

from __future__ import annotations

from enum import StrEnum

from bot.domain.personvern.findings import Kind


class Suggestion(StrEnum):
    """A neutral wording, by its key."""

    EN_UNGDOM = "en_ungdom"
    TA_BORT_NUMMER = "ta_bort_nummer"
    TA_BORT_KONTAKT = "ta_bort_kontakt"
    OMRADE = "omrade"
    ALDERSGRUPPE = "aldersgruppe"
    TRINN = "trinn"
    UTEN_KJENNETEGN = "uten_kjennetegn"
    UTEN_OPPRINNELSE = "uten_opprinnelse"
    UTEN_HELSE = "uten_helse"


_BY_KIND = {
    Kind.FODSELSNUMMER: Suggestion.TA_BORT_NUMMER,
    Kind.DNUMMER: Suggestion.TA_BORT_NUMMER,
    Kind.SYNTETISK_NUMMER: Suggestion.TA_BORT_NUMMER,
    Kind.DUFNUMMER: Suggestion.TA_BORT_NUMMER,
    Kind.TELEFON: Suggestion.TA_BORT_KONTAKT,
    Kind.EPOST: Suggestion.TA_BORT_KONTAKT,
    Kind.BRUKERNAVN: Suggestion.TA_BORT_KONTAKT,
    Kind.ADRESSE: Suggestion.OMRADE,
    Kind.GNR_BNR: Suggestion.OMRADE,
    Kind.KJENNEMERKE: Suggestion.TA_BORT_NUMMER,
    Kind.NAVN: Suggestion.EN_UNGDOM,
    Kind.INITIALER: Suggestion.EN_UNGDOM,
    Kind.KLASSE: Suggestion.TRINN,
    Kind.FODSELSDATO: Suggestion.ALDERSGRUPPE,
    Kind.INDIREKTE_IDENTIFIKASJON: Suggestion.UTEN_KJENNETEGN,
    Kind.ETNISK_OPPRINNELSE: Suggestion.UTEN_OPPRINNELSE,
    Kind.ALDER_OG_HELSE: Suggestion.UTEN_HELSE,
}


def neutral_suggestion(kind: Kind) -> Suggestion:
    """The neutral wording to propose for a kind."""
    return _BY_KIND[kind]
