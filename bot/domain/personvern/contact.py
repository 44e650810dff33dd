"""Ways to reach a person: telephone, e-mail, names on social media."""

from __future__ import annotations

import re
from collections.abc import Iterator

from bot.domain.personvern.findings import Allowed, Kind, national
from bot.domain.personvern.page import Page
from bot.domain.personvern.vocabulary import ROLE_MAILBOXES

Span = tuple[int, int, Kind]

_PREFIXED = re.compile(
    r"(?<![\d+])\(?(?:\+\d{1,3}|00[1-9]\d?)\)?[ .\-]{0,2}(?:\(0\))?[ .\-]{0,2}\d(?:[ .\-]{0,2}\d){6,11}(?!\d)"
)
_PLAIN = re.compile(
    r"(?<![\d.,/\-])(?:[2-9]\d{7}|[2-9]\d\d([ .\-])\d\d\1\d{3}|[2-9]\d([ .\-])\d\d\2\d\d\2\d\d"
    r"|[2-9]\d{3}[ .]\d{4}|[2-9]\d{4}[ \n]\d{3}|[2-9]\d\d ?\d{5}|[2-9]\d\d \d{3} \d\d|[2-9](?: \d){7}|[2-9]\d \d{6})"
    r"(?![\d]|[.,/\-]\d)"
)
_NOT_PHONE = re.compile(
    r"(?:sak|saksnr|saksnummer|arkivsak|ref|referanse|journalpost|org\.? ?n(?:r|ummer)|kid|konto|kontonr)[ .:]*$"
)
_SERVICE = re.compile(r"8[0-2]\d{6}$")
_YMD = re.compile(r"(?:19|20)\d\d(?:0[1-9]|1[0-2])(?:0[1-9]|[12]\d|3[01])$")
_YEARS = re.compile(r"(?:19|20)\d\d[ .](?:19|20)\d\d$")
_EMAIL = re.compile(
    r"(?<![\w.+%'-])[\w.+%'-]++(?:@| ?[(\[] ?(?:at|a|krøllalfa|alfakrøll) ?[)\]] ?| krøllalfa )[\w-]++"
    r"(?:(?:\.| \. | ?[(\[] ?(?:dot|punktum|punkt) ?[)\]] ?)[\w-]++)++"
)
_HANDLE = re.compile(r"(?<![\w.@/])@([a-zæøå0-9_][\w.]{2,29})")
_PROFILE = re.compile(
    r"(?:instagram|tiktok|facebook|x|twitter|youtube|twitch)\.(?:com|tv)/@?[\w.\-]{3,60}|snapchat\.com/add/[\w.\-]{3,60}"
)
_PUBLIC = re.compile(r"/(?:watch|channel|shorts|reel|groups|events|pages)\b|kommun|skole|skule|klubb|politi|natteravn")
_TAG = re.compile(r"(?<![\w./])[a-zæøå][\w.]{2,30}#\d{4}(?!\w)")
_ACCOUNT = re.compile(
    r"\b(?:snap(?:chat)?|insta(?:gram)?|tiktok|discord|brukernavn(?:et)?|brukarnamn(?:et)?|gamertag|telegram)"
    r"(?:-?(?:konto(?:en)?|bruker(?:en)?|brukar(?:en)?|navn(?:et)?|namn(?:et)?))?(?:: ?| er | heter | heiter | )"
    r"[\"«']?(?=[a-zæøå.]{0,29}[\d_])([a-zæøå][\w.]{2,29})"
)


def phones(page: Page, allowed: Allowed) -> Iterator[Span]:
    """Telephone numbers, but not service numbers, switchboards, org.nr., dates or case numbers."""
    prefixed = [match.span() for match in _PREFIXED.finditer(page.text)]
    inside = {at for start, end in prefixed for at in range(start, end)}
    plain = [m.span() for m in _PLAIN.finditer(page.text) if m.start() not in inside and _is_phone(page, *m.span())]
    for start, end in (*prefixed, *plain):
        if national(page.text[start:end]) not in allowed.phones:
            yield start, end, Kind.TELEFON


def _is_phone(page: Page, start: int, end: int) -> bool:
    written = page.text[start:end]
    digits = national(written)
    if _SERVICE.match(digits) or _YEARS.match(written) or (len(written) == 8 and _YMD.match(written)):
        return False
    return not _NOT_PHONE.search(page.lower, max(0, start - 25), start) and not _is_amount(page.lower, end)


def _is_amount(lower: str, end: int) -> bool:
    return lower[end : end + 8].lstrip().startswith(("kr", "kroner", "nok", "mill", "%"))


def emails(page: Page, allowed: Allowed) -> Iterator[Span]:
    """E-mail addresses, but not shared mailboxes such as postmottak@."""
    for match in _EMAIL.finditer(page.lower):
        local = match[0].split("@")[0]
        if local not in ROLE_MAILBOXES and match[0] not in allowed.mailboxes:
            yield match.start(), match.end(), Kind.EPOST


def handles(page: Page, allowed: Allowed) -> Iterator[Span]:
    """Names people use on social media."""
    for match in _HANDLE.finditer(page.lower):
        if match[1].strip(".") not in ROLE_MAILBOXES and match[1].strip(".") not in allowed.words:
            yield match.start(), match.end(), Kind.BRUKERNAVN
    for match in _PROFILE.finditer(page.lower):
        if not _PUBLIC.search(match[0]):
            yield match.start(), match.end(), Kind.BRUKERNAVN
    for match in _TAG.finditer(page.lower):
        yield match.start(), match.end(), Kind.BRUKERNAVN
    for match in _ACCOUNT.finditer(page.lower):
        yield match.start(1), match.end(), Kind.BRUKERNAVN
