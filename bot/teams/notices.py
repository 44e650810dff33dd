"""The few words this package says by itself. The composition root passes a function that translates them."""

from __future__ import annotations

from collections.abc import Callable
from enum import StrEnum

from bot.texts import N_


class Notice(StrEnum):
    """A text in bokmål, which is also its key in the catalogue."""

    FAILED = N_("Noe gikk galt hos oss. Prøv igjen om litt.")
    RECEIVED = N_("Mottatt. Jeg jobber med det og svarer her.")
    DONE = N_("Mottatt.")
    SUMMARY = N_("Ny melding fra SLT-bot")


Say = Callable[[Notice, str], str]
"""A notice in the language of a locale such as `nn-NO`."""


def in_bokmal(notice: Notice, locale: str) -> str:
    """The source text, whatever the locale."""
    return notice.value
