"""Names in the heads and feet of pasted letters: «Fra: …», «Til: …», «skrev … <», and what stands after «Mvh».

There a name needs no list and no other evidence: its place says what it is. Services, places, titles and groups
(«Til: alle foresatte», «Mvh SLT-koordinatoren») are left alone.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator

from bot.domain.personvern import vocabulary as v
from bot.domain.personvern.findings import Allowed, Kind
from bot.domain.personvern.names import Sight, listed_form
from bot.domain.personvern.neighbours import nounish, surname_like
from bot.domain.personvern.page import Page, Word
from bot.domain.personvern.rare import ordinary_words

Span = tuple[int, int, Kind]

_FIELDS = (
    "fra|frå|til|kopi til|kopi|blindkopi|from|to|cc|bcc|reply-to|svar til|avsender|avsendar|mottaker|mottakar|attn|att"
)
_HEAD = re.compile(rf"(?:(?<=\n)|(?<=\A)|(?<=[>*\s]))(?:{_FIELDS})\*? ?:\*? ?(?=\S)")
_NEXT_HEAD = re.compile(
    rf"\n|\b(?:{_FIELDS}|sendt|sent|date|dato|emne|subject|tema|vedlegg|attachments)\*? ?:", re.IGNORECASE
)
_BY = re.compile(
    r"\b(?:sendt|sent|skrevet|skrive|meldt|meld|videresendt|vidaresendt|signert|underskrevet|forfattet) (?:av|by) "
)
_WROTE_AFTER = re.compile(r"\b(?:skrev|skreiv) (?=[^\n<:]{2,60}(?:<|:\s*(?:\n|\Z)))")
_WROTE_BEFORE = re.compile(r" (?:<[^\n>]{0,80}> ?)?(?:wrote|skrev|skreiv) ?:")
_CLOSING = re.compile(
    r"\b(?:mvh|vh|m\.v\.h\.?|(?:med )?(?:vennlig|venleg|vennleg|beste|kjær|hjertelig|god) (?:hilsen|helsing)"
    r"|med (?:hilsen|helsing)|hilsen|helsing|(?:kind|best|warm) regards|regards|sincerely)\b[ ,.!:]*\s{0,4}"
)
_BETWEEN = re.compile(r"[;,|&/()\[\]\"«»]|<[^>\n]{0,80}>?|\bog\b|\band\b")
_LONGEST = 300
_MOST_WORDS = 4


def letters(page: Page, allowed: Allowed) -> Iterator[Span]:
    """Every name that its place in a letter gives away."""
    sight = Sight(page, allowed)
    for start, end in _places(page):
        for words in _parts(page, start, end):
            length = _person(sight, words)
            if length:
                yield page.words[words.start].start, page.words[words.start + length - 1].end, Kind.NAVN


def _places(page: Page) -> Iterator[tuple[int, int]]:
    """Spans of the text where names are written."""
    for pattern in (_HEAD, _BY, _WROTE_AFTER):
        for match in pattern.finditer(page.lower):
            yield match.end(), _end(page, match.end())
    for match in _WROTE_BEFORE.finditer(page.lower):
        yield _run_before(page, match.start()), match.start()
    for match in _CLOSING.finditer(page.lower):
        yield match.end(), _line_end(page, match.end())


def _run_before(page: Page, end: int) -> int:
    """Where the capitalised words right before a position begin."""
    at = begin = bisect_left(page.starts, end)
    while begin > 0 and at - begin < _MOST_WORDS and page.words[begin - 1].capital:
        begin -= 1
        if page.words[begin].gap != " ":
            break
    return page.starts[begin] if begin < at else end


def _end(page: Page, start: int) -> int:
    stop = _NEXT_HEAD.search(page.lower, start, start + _LONGEST)
    return stop.start() if stop else min(len(page.text), start + _LONGEST)


def _line_end(page: Page, start: int) -> int:
    stop = page.text.find("\n", start, start + _LONGEST)
    return min(len(page.text), start + _LONGEST) if stop < 0 else stop


def _parts(page: Page, start: int, end: int) -> Iterator[range]:
    """The words between commas, semicolons and addresses."""
    at = start
    for match in (*_BETWEEN.finditer(page.lower, start, end), None):
        stop = match.start() if match else end
        first, last = bisect_left(page.starts, at), bisect_left(page.starts, stop)
        if first < last:
            yield range(first, last)
        at = match.end() if match else end


def _person(sight: Sight, words: range) -> int:
    """How many words of a part are a name; 0 when it is none."""
    run = _capitals(sight, words)
    if not run or sight.words[words.start + run - 1].lower in v.PLACE_NEXT or sight.is_allowed(words.start, run):
        return 0
    following = words.start + run
    if (
        following < len(sight.words)
        and sight.words[following].gap == " "
        and sight.words[following].lower in v.PLACE_NEXT
    ):
        return 0
    return run if _called(sight, words.start, run) else 0


def _called(sight: Sight, at: int, run: int) -> bool:
    """Whether somebody may be called this: a name of the list or like one, or a word that nobody knows."""
    word = sight.words[at]
    if _no_name(word) or word.lower in ordinary_words():
        return False
    sure = sight.listed(at) or surname_like(word) or (run > 1 and listed_form(word) is not None)
    return sure or (sight.unknown(at) and not nounish(word))


def _capitals(sight: Sight, words: range) -> int:
    """The capitalised words a part begins with: «Xyzzar Q. Prøve», «XYZZAR PRØVE», and not the title after them."""
    count = 0
    for at in words[:_MOST_WORDS]:
        word = sight.words[at]
        named = word.text[0].isupper() or (count and word.lower in v.PARTICLES)
        if not named or (count and (word.gap not in (" ", ". ") or _no_name(word))):
            break
        count += 1
    return count


def _no_name(word: Word) -> bool:
    return word.lower in v.TITLES or word.lower in v.GROUPS
