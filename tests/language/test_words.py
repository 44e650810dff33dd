"""Every command is understood misspelt, without æ, ø and å, in nynorsk and in English, and politely asked for; and
nothing else is (issue: unknown words get a short help card)."""

from __future__ import annotations

import json
from itertools import islice

import pytest

from bot.dialogs.router import vocabulary
from bot.dialogs.words import Vocabulary, plain
from bot.domain import personvern
from bot.manifest import SOURCES
from bot.registry import TABLES
from bot.texts import LANGUAGES, texts
from tests.tilgang.canaries import every

WORDS = TABLES.words
VOCABULARY = vocabulary(TABLES)

UNDERSTOOD = {
    "hjelp": (
        "hjelp",
        "Hjelp!",
        "hjelp?",
        "hjlep",
        "hjelpp",
        "help",
        "?",
        "Hei",
        "hei bot",
        "hva kan du?",
        "kven er du",
    ),
    "meld": ("meld", "melde", "mled", "meeld", "meld frå", "Jeg vil melde en bekymring", "eg vil melde uro", "report"),
    "status": ("status", "stauts", "statsu", "mine varslingar", "vis status"),
    "saker": ("saker", "sakene", "vis meg sakene", "åpne saker", "varslingar"),
    "agenda": ("agenda", "agneda", "agendea", "saksliste", "sakslista", "sakslisste", "lag agenda", "dagsorden"),
    "referat": ("referat", "rfeerat", "referrat", "referatet", "skriv referat", "kan du lage referat", "minutes"),
    "møteplan": ("møteplan", "moteplan", "moeteplan", "møtepaln", "møter", "neste møte", "vis møteplanen, takk"),
    "flytt": ("flytt", "flyt møte", "flytte", "avlys møtet", "avlyse"),
    "oppgaver": ("oppgaver", "oppgver", "opgaver", "oppgåver", "oppgavene mine", "vis oppgåvene mine"),
    "tiltak": ("tiltak", "titlak", "tiltaka", "mine fristar", "kan du vise tiltaka mine?"),
    "utsett": ("utsett", "utset", "utsetje", "usett", "ny frist"),
    "årshjul": ("årshjul", "arshjul", "aarshjul", "Årshjulet", "årshjl", "kan du vise årshjulet?", "annual wheel"),
    "hastemøte": (
        "hastemøte",
        "hastemote",
        "HASTEMØTE!",
        "hastemøtet",
        "hastmøte",
        "hastemte",
        "kall inn til hastemøte",
    ),
    "kanalkort": ("kanalkort", "kanalkortet", "knalkort", "channel card"),
    "innsyn": ("innsyn", "insyn", "mine opplysningar", "kva har du lagra?"),
    "beredskap": ("beredskap", "bredskap", "beredskapen", "readiness"),
    "hastereferat": ("hastereferat", "referat frå hastemøte", "hasterefert"),
    "ovelse": ("øvelse", "ovelse", "øving", "øvelsse", "drill"),
    "hastemøter": ("hastemøter", "hastemoter", "hastemøta", "hastemøtene", "kven kjem", "hvem har ikke svart?"),
    "hasteavlys": ("hasteavlys", "avlys hastemøtet", "avlys hastemøte nå", "avlyse hastemøtet"),
    "hasteslutt": ("hasteslutt", "avslutt hastemøtet", "avslutte hastemøtet", "avslutt innkallingen"),
    "hasteflytt": ("hasteflytt", "flytt hastemøtet", "flytte hastemøtet"),
    "samtykke": ("samtykke", "samtyke", "samtykket", "samtykkeskjema", "kan du gi meg skjemaet", "consent"),
    "registrer": ("registrer", "registrer samtykke", "regisrer", "nytt samtykke"),
    "trukket": ("trukket", "samtykket er trukket", "trekk samtykke", "trekt", "withdrawn"),
    "enkeltsaker": ("enkeltsaker", "enkeltsak", "enkletsaker", "individual cases"),
    "nysak": ("ny sak", "nysak", "ny enkeltsak"),
    "grunnlag": ("grunnlag", "grunlag", "vel grunnlag"),
    "bekreft": ("bekreft", "bekrefft", "stadfest", "bekreft sak"),
    "borte": ("borte", "eg er borte", "ferie", "away"),
    "plan": ("plan", "planen", "vis planen", "tiltaksplanen", "show me the plan"),
    "takk": ("takk", "tusen takk", "takk skal du ha", "thanks"),
    "språk": ("språk", "sprak", "målform", "language"),
    "nynorsk": ("nynorsk", "nynrosk", "ny norsk", "vil du snakke nynorsk"),
    "bokmål": ("bokmål", "bokmal", "bokmaal"),
    "engelsk": ("english", "engelsk", "englesk"),
}
NOT_UNDERSTOOD = (
    "med vennlig hilsen Kari", "nei", "ja", "ok", "test", "note", "trykket", "hjalp", "rapport", "hva skjer a",
    "Flere ungdommer samles ved stasjonen i helgene, og noen er synlig ruset.",
    "jeg vil ikke melde noe", "han sa at møtet var hastig avsluttet i går",
)  # fmt: skip


@pytest.mark.parametrize(("word", "text"), [(w, text) for w, all in UNDERSTOOD.items() for text in all])
def test_a_word_is_understood(word: str, text: str) -> None:
    assert understood(text) == word


@pytest.mark.parametrize("text", NOT_UNDERSTOOD)
def test_other_words_are_not(text: str) -> None:
    assert VOCABULARY.find(text) is None


def test_every_word_of_the_product_is_in_the_table_above() -> None:
    assert set(WORDS) == set(UNDERSTOOD)


def understood(text: str) -> str | None:
    found = VOCABULARY.find(text)
    return found.command if found else None


@pytest.mark.parametrize("language", LANGUAGES)
def test_what_the_help_card_shows_is_understood(language: str) -> None:
    t = texts(language)
    assert {name: understood(t(word.name)) for name, word in WORDS.items()} == {name: name for name in WORDS}


@pytest.mark.parametrize("word", sorted(WORDS))
def test_every_spelling_is_understood_without_norwegian_letters(word: str) -> None:
    for spelling in WORDS[word].spellings:
        found = VOCABULARY.find(plain(spelling).upper())
        assert found is not None
        assert (found.command, found.argument) == (word, "")


AT_ONCE = {
    "plan",
    "takk",
    "innsyn",
    "beredskap",
    "samtykke",
    "enkeltsaker",
    "hastemøter",
    "hasteavlys",
    "hasteslutt",
    "kanalkort",
    "hjelp",
    "språk",
    "bokmål",
    "nynorsk",
    "engelsk",
    "status",
    "saker",
    "møteplan",
    "oppgaver",
    "tiltak",
    "årshjul",
}


def test_whatever_is_serious_opens_a_card_and_does_nothing_yet() -> None:
    """A loose reading may begin a conversation, or show something; only these answer without one."""
    assert {name for name, word in WORDS.items() if not word.dialog} == AT_ONCE


@pytest.mark.parametrize(
    ("text", "command", "argument"),
    [
        ("tiltak Natteravner", "tiltak", "Natteravner"),
        ("kan du vise tiltak natteravner", "tiltak", "natteravner"),
        ("Agenda: Fagteam", "agenda", "Fagteam"),
        ("agneda Fagteam", "agenda", "Fagteam"),
        ("agenda/fagteam", "agenda", "fagteam"),
        ("agenda – Fagteam", "agenda", "Fagteam"),
        ("registrer kari@example.no", "registrer", "kari@example.no"),
        ("registrer: +47 41 00 00 00!", "registrer", "+47 41 00 00 00!"),
        ("kan du registrere kari@example.no, takk", "registrer", "kari@example.no,"),
    ],
)
def test_what_follows_the_word_is_kept(text: str, command: str, argument: str) -> None:
    found = VOCABULARY.find(text)
    assert found is not None
    assert (found.command, found.argument) == (command, argument)


@pytest.mark.parametrize(
    ("text", "near"),
    [
        ("jeg er bekymret for noe", "meld"),
        ("hva med referatene", "referat"),
        ("tilltakene mine her", "tiltak"),
        ("xyzzy", None),
    ],
)
def test_the_nearest_word_is_suggested(text: str, near: str | None) -> None:
    assert VOCABULARY.like(text) == near


def test_a_misspelt_withdrawal_is_asked_about_before_it_is_begun() -> None:
    assert understood("samtykket er trukket") == "trukket"
    assert understood("truket") is None
    assert VOCABULARY.like("truket") == "trukket"


def test_one_spelling_means_one_thing() -> None:
    with pytest.raises(ValueError, match="one word for two"):
        Vocabulary({"a": ("samme",), "b": ("samme",)})


def test_every_word_that_teams_suggests_is_understood() -> None:
    lists = json.loads((SOURCES / "manifest.template.json").read_text())["bots"][0]["commandLists"]
    titles = {command["title"] for shown in lists for command in shown["commands"]}
    for language in ("nn", "en"):
        said = json.loads((SOURCES / f"{language}.json").read_text())
        titles |= {text for key, text in said.items() if key.startswith("bots") and key.endswith(".title")}
    assert titles
    assert [title for title in titles if understood(title) is None] == []


@pytest.mark.parametrize("before", ["grunnlag", "kan du registrere", "nysak:", "agneda"])
def test_nothing_that_identifies_is_broken_up_on_its_way_to_the_guard(before: str) -> None:
    for canary in islice((c for c in every() if c.identifier), 300):
        for text in (f"{before} {canary.value}", f"{before} {canary.sentence}"):
            found = VOCABULARY.find(text)
            assert found is None or any(each.blocks for each in personvern.check(found.argument)), text
