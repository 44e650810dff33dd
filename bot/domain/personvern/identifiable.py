"""Descriptions that point at one person without naming them (H-141, G1 «class + characteristic»).

Rules over one sentence: a single person together with a class, an origin, or an age and health; «den eneste jenta»,
a parent's job, a trait everybody knows. Recognition is wider than rules: a human confirms (H-142).
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from bot.domain.personvern import vocabulary as v
from bot.domain.personvern.findings import Kind
from bot.domain.personvern.page import Page, Word

Span = tuple[int, int, Kind]

_ORDINALS = "første|andre|tredje|fjerde|femte|sjette|sjuende|syvende|åttende|åttande|niende|niande|tiende|tiande"
_CLASS = re.compile(
    r"(?<![\w.,/:-])(?:(?:10|[1-9])(?:[A-Fa-f]| [A-F]|\. ?klasse(?:n|trinn)?)"
    r"|[123](?:ST|PB|HO|BA|TIP|IM|MK|ID|DD|EL|NA|RM)[A-F]?|(?:" + _ORDINALS + r") ?klass\w{1,9})(?!\w)"
)
_ONE = "jenta|jenten|jente|gutten|guten|gutt|gut|eleven|elev|ungdommen|ungdomen|ungdom|barnet|barn|ungen|familien"
_PARENT = "far|faren|mor|moren|mora|pappa|pappaen|mamma|mammaen|stefaren|stefar|stemoren|stemor|onkelen|bestefaren"
_WORKS = "jobber|jobbar|arbeider|arbeidar|driver|driv|eier|eig|underviser|underviser"
_POSTS = "rektor|ordfører|ordførar|lensmann|prest|lege|lærer|lærar|trener|trenar|politi|eier|eigar"
_CHILD = "sønnen|datteren|dattera|sonen|dottera|broren|søsteren|barnet|barnebarnet"
_HOMES = "huset|blokka|blokken|leiligheten|leilegheita|gården|garden"
_POINTS = re.compile(
    "|".join(
        (
            rf"\b(?:den|det) (?:eneste|einaste) (?:\w+ )?(?:{_ONE})\b",
            r"\b(?:eneste|einaste) (?:elev|gutt|gut|jente|familie|ungdom|barn)(?:en)? (?:med|frå|fra|som|i|på)\b",
            r"\bsom (?:den )?(?:eneste|einaste) (?:i|på) (?:\w+ )?(?:klassen|klassa|trinnet|steget|skolen|skulen)\b",
            r"\b(?:en|ei|ein|ene|eine) av (?:bare |berre |kun )?(?:de |dei )?(?:to|tre|2|3) (?:\w+ )?"
            r"(?:jent|gut|elev|søsken|sysken)\w*",
            rf"\b(?:{_PARENT})(?: (?:hennes|hans|hennar|sin|til \w+))? (?:{_WORKS}) (?:på|i|som|ved|hos|\w+)",
            rf"\b(?:{_PARENT})(?: (?:hennes|hans|hennar))? er (?:{_POSTS})\w*",
            r"\bden (?:eneste|einaste) som (?:sitter|sit|bruker|brukar|har|går|kommer|kjem|snakker)\b",
            r"\btvilling(?:ene|ane)\b|\btrilling(?:ene|ane)\b|\belevrådslei?[da][ea]?r(?:en)?\b",
            r"\b(?:eneste|einaste) (?:i|på) (?:(?:10|[1-9])\.? ?(?:[a-f]\b|trinn|klasse|steg)|klassen|klassa|trinnet"
            r"|steget|gruppa|gruppen|laget|gata|grenda|bygda)",
            r"\b(?:den|han|hun|ho) (?:er )?(?:den )?(?:eneste|einaste) (?:fra|frå|med|uten|utan) \w",
            rf"\b(?:bare|berre|kun) (?:én|ein|éin|en|ei|éi|ett|eit) (?:{_ONE})\b",
            r"\b(?:han|hun|ho|hen) som (?:vant|vann|ble|blei|vart|stod|sto|fikk|fekk|spiller|spelar|kjører|køyrer)\b",
            rf"\b(?:{_CHILD}) (?:til|av|åt) (?:\w+ )?(?:{_POSTS})\w*",
            rf"\bb[ou]r i (?:det|den) (?:\w+ ){{0,2}}(?:{_HOMES})\b",
        )
    )
)
_KNOWN_FROM = re.compile(
    r"\b(?:var|vart|ble|blei|er|stod|sto|kom) (?:i|omtalt i|omtala i|avbildet i|kjent frå|kjent fra|kjend frå) "
    r"(?:lokal)?(?:avis\w*|media|nyhetene|nyheitene)"
    r"|\b(?:nettopp|nylig|nyleg|akkurat) (?:har )?(?:flyttet|flytta|kommet|komen|kome) (?:hit |til \w+ )?(?:fra|frå)\b"
    r"|\bsit(?:ter)? i rullestol|\bkaptein(?:en)? på\b"
)
_YEARS = "fire|fem|seks|sju|syv|åtte|ni|ti|elleve|tolv|tretten|fjorten|femten|seksten|sytten|atten"
_AGE = re.compile(
    rf"\b(?:på|er|nå|no|fyller|blei|ble|vart) (?:snart |knapt |bare |berre )?(?:\d{{1,2}}|{_YEARS})\b"
    r"(?! prosent| av| elever| elevar| ungdom| stykker| personer|\.| %)"
    rf"|\b(?:\d{{1,2}}|{_YEARS})(?: år\b|-?åring|-?årig)|\(1?\d(?: år)?\)|, 1?\d(?: år)?,"
)


def identifiable(page: Page, found: list[Span]) -> Iterator[Span]:
    """Combinations, sentence by sentence. `found` are the names and initials already seen."""
    named = {page.sentence_of(s) for s, _, kind in found if kind in (Kind.NAVN, Kind.INITIALER)}
    for index, (start, end) in enumerate(page.sentences):
        person = one_person(page.words_of((start, end)))
        if person or index in named:
            yield from _classes(page, start, end)
        if person:
            yield from _origin(page.words_of((start, end)))
            yield from _health(page.lower, start, end)
            yield from _matches(_KNOWN_FROM, page.lower, start, end)
    yield from _matches(_POINTS, page.lower, 0, len(page.lower))


def describes_one(page: Page) -> bool:
    """Whether a text speaks of one single child or young person somewhere. A lone «han» or «hun» does not count."""
    return any(one_person(page.words_of(span), pronouns=False) for span in page.sentences)


def about_one(text: str) -> bool:
    """Whether a text reads as if it were about one single child or young person. A reading, never proof (H-141)."""
    return bool(text) and describes_one(Page(text))


def one_person(words: tuple[Word, ...], *, pronouns: bool = True) -> bool:
    """Whether a sentence speaks of one single person: «eleven», «en gutt», «hun»."""
    staff = not pronouns or any(word.lower in v.TITLES or word.lower.removesuffix("en") in v.TITLES for word in words)
    for before, word in zip((None, *words), words, strict=False):
        if word.lower in v.SINGULAR_DEFINITE or (word.lower in v.PRONOUNS and not staff):
            return True
        if before is None and word.lower in ("elev", "gutt", "gut", "jente"):
            return True
        if word.lower in v.SINGULAR_INDEFINITE and before is not None and before.lower in v.ONE:
            return True
    return False


def _matches(pattern: re.Pattern[str], text: str, start: int, end: int) -> Iterator[Span]:
    for match in pattern.finditer(text, start, end):
        yield match.start(), match.end(), Kind.INDIREKTE_IDENTIFIKASJON


def _classes(page: Page, start: int, end: int) -> Iterator[Span]:
    for match in _CLASS.finditer(page.text, start, end):
        if page.in_url(match.start()):
            continue
        yield match.start(), match.end(), Kind.KLASSE


def _origin(words: tuple[Word, ...]) -> Iterator[Span]:
    for before, word in zip((None, *words), words, strict=False):
        country = word.lower in v.FOREIGN and before is not None and before.lower in ("fra", "frå", "i", "til")
        if country or word.lower in v.ORIGIN_WORDS or word.lower.startswith(v.ORIGIN_ADJECTIVES):
            yield word.start, word.end, Kind.ETNISK_OPPRINNELSE


def _health(lower: str, start: int, end: int) -> Iterator[Span]:
    age = _AGE.search(lower, start, end)
    place = next((at for at in (lower.find(word, start, end) for word in v.HEALTH) if at >= 0), None)
    if age and place is not None:
        yield min(age.start(), place), max(age.end(), place + 1), Kind.ALDER_OG_HELSE
