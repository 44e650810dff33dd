"""What the guard finds and what it cries wolf about, measured: recall per kind and false alarms.

Every person, number and address is invented. Templates that carry their own class, age or origin are counted only for
the kind in question. The texts were written by the people who wrote the rules: expect less in real use.
"""

from __future__ import annotations

import random
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import yaml

from bot.domain.personvern import Kind, check
from bot.domain.personvern.names import first_names
from bot.domain.personvern.vocabulary import COMMON_WORD_NAMES

from .cases import ALLOWED, DATA, load

_WITH_LISTED = (
    "{} har ikke vært på skolen denne uka.",
    "Vi snakket med {} i går.",
    "Det er {} som står bak.",
    "Kan de ringe {}s mor?",
    "Eg er uroa for {}, ho et lite.",
    "I går så vi {} på stasjonen.",
    "Møtet gjelder {} og foreldrene.",
    "Dei seier at {} ikkje torer gå heim.",
    "Gutten heter {}.",
    "{} og en venn tok en moped.",
)
_RARE = (
    "Bergtrud",
    "Xyzzar",
    "Tiltrud",
    "Ymirah",
    "Qaswin",
    "Zemfrid",
    "Oddvalda",
    "Kjelvor",
    "Amrindah",
    "Solmøy",
    "Thuvan",
    "Jaxon",
    "Nevaeh",
    "Szofi",
    "Eydis",
    "Hallbera",
    "Ljotunn",
    "Makuach",
    "Fjorden",
    "Zorvan",
)
_RARE_WITH_CONTEXT = (
    "Eleven {} har mye fravær.",
    "Jeg er bekymret for {}, som er mye alene.",
    "Sønnen til {} har sluttet.",
    "Hun heter {} og er ny her.",
    "Guten {} slit på skulen.",
    "Vi har snakket med {} om saken.",
    "{} Testesen har vært her.",
    "Det gjelder {} (14).",
    "I går var {} sin mor her.",
    "Familien {} har flyttet.",
)
_RARE_WITHOUT = (
    "{} har mye fravær.",
    "I går var {} på stasjonen.",
    "Vi har lenge fulgt med på {}.",
    "Kanskje {} trenger hjelp.",
)
_SMALL = (
    "han heter {} og går her",
    "jeg er bekymret for {}",
    "eleven {} er mye borte",
    "{} i 9b skulker",
    "vi så {} på stasjonen",
    "{} har det vondt",
)


@dataclass(frozen=True, slots=True)
class Row:
    """A line of the table."""

    what: str
    found: int
    of: int

    @property
    def share(self) -> float:
        return self.found / self.of


def rows() -> Iterator[Row]:
    """The whole table: recall first, false alarms last."""
    for kind in Kind:
        if kind is not Kind.NAVN:
            yield _recall(kind.value, [(text, {kind}) for text in _texts(kind)])
    yield from _names()
    yield false_alarms()


def _texts(kind: Kind) -> list[str]:
    """The texts of our files in which a kind stands, and those made for measuring."""
    cases = (*load("varslinger.yaml"), *load("flere.yaml"), *load("maling.yaml"), *load("nye.yaml"))
    return [case.text for case in cases if kind.value in case.pii]


def _names() -> Iterator[Row]:
    sure, words = (sorted(name.title() for name in part) for part in _parts())
    yield _recall("navn: i lista", list(_filled(_WITH_LISTED, sure)))
    yield _recall("navn: i lista, også et ord", list(_filled(_WITH_LISTED, words)))
    yield _recall("navn: små bokstaver", list(_filled(_SMALL, [name.lower() for name in sure])))
    yield _recall("navn: sjeldent, med sammenheng", list(_filled(_RARE_WITH_CONTEXT, _RARE, every=True)))
    yield _recall("navn: sjeldent, uten sammenheng", list(_filled(_RARE_WITHOUT, _RARE, every=True)))
    rare = yaml.safe_load((DATA / "sjeldne.yaml").read_text("utf-8"))
    for what, label in (("practised", "øvesetninger"), ("new", "nye setninger")):
        yield _recall(f"navn: sjeldent, {label}", list(_filled(rare[what], rare[f"{what}_names"], every=True)))
    yield in_letters(rare["letters"], rare["letter_names"])


def in_letters(templates: list[str], names: list[str]) -> Row:
    """Whether the first name itself is found in the head or the foot of a pasted letter, whatever it is."""
    texts = [(template, *name.split()) for template in templates for name in names]
    found = sum(_found(template.format(first=a, last=b, FULL=f"{a} {b}".upper()), a) for template, a, b in texts)
    return Row("navn: i brev", found, len(texts))


def _found(text: str, name: str) -> bool:
    spans = [text[f.start : f.end].lower() for f in check(text, allowed=ALLOWED) if f.kind is Kind.NAVN]
    return any(name.lower() in span for span in spans)


def _parts() -> tuple[set[str], set[str]]:
    return set(first_names() - COMMON_WORD_NAMES), set(first_names() & COMMON_WORD_NAMES) - {"x"}


def _filled(templates: Sequence[str], names: Sequence[str], *, every: bool = False) -> Iterator[tuple[str, set[Kind]]]:
    chance = random.Random(10501)
    for name in names:
        for template in templates if every else chance.sample(templates, 1):
            yield template.format(name), {Kind.NAVN}


def _recall(what: str, texts: list[tuple[str, set[Kind]]]) -> Row:
    found = sum(bool(kinds & {f.kind for f in check(text, allowed=ALLOWED)}) for text, kinds in texts)
    return Row(what, found, len(texts))


def ordinary() -> list[str]:
    """Ordinary sentences without a person in them."""
    return (DATA / "vanlige.txt").read_text("utf-8").splitlines()


def false_alarms() -> Row:
    """Ordinary sentences the guard says something about."""
    sentences = ordinary()
    return Row("falske alarmer", sum(bool(check(s, allowed=ALLOWED)) for s in sentences), len(sentences))
