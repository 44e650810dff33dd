"""Signs of danger in a text: planned crime, risk to life, a child who may be harmed (H-160 to H-167, UC-34, UC-35).

Words decide nothing about law: avvergingsplikt asks for «sikkert eller mest sannsynlig» (H-161), and that is a human's
judgement. A strong sign stops the card and shows whom to call; a hint only asks the question again. No sign does not
mean no danger.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from bot.domain.personvern.danger_words import HINTS, STRONG
from bot.domain.personvern.identifiable import one_person
from bot.domain.personvern.page import Page, Word
from bot.domain.personvern.patterns import Pattern, Sign


def danger_signs(text: str) -> tuple[Sign, ...]:
    """Strong signs, the most urgent first. Strong means: stop and show whom to call."""
    return signs_on(Page(text), STRONG)


def danger_hints(text: str) -> tuple[Sign, ...]:
    """Weaker signs: ask the person the question again, do not stop."""
    return signs_on(Page(text), HINTS)


def signs_on(page: Page, patterns: Sequence[Pattern]) -> tuple[Sign, ...]:
    """The signs of a table of patterns in a text that has been read already."""
    said = {word.lower: [at] for at, word in enumerate(page.words)}
    possible = [pattern for pattern in patterns if pattern.has_words_in(said)]
    if not possible:
        return ()
    found = {pattern.sign for span in page.sentences for pattern in _met(page.words_of(span), possible)}
    return tuple(sign for sign in Sign if sign in found)


def _met(words: Sequence[Word], patterns: Sequence[Pattern]) -> Iterator[Pattern]:
    index: dict[str, list[int]] = {}
    for at, word in enumerate(words):
        index.setdefault(word.lower, []).append(at)
    about_one = one_person(tuple(words)) or bool({"jeg", "eg", "meg"} & index.keys())
    return (pattern for pattern in patterns if pattern.met_by(words, index, about_one=about_one))
