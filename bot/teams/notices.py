"""The few words this package says by itself."""

from __future__ import annotations

from collections.abc import Callable
from enum import StrEnum

from bot.marks import N_


class Notice(StrEnum):
    """A text in bokmål, which is also its key in the catalogue."""

    FAILED = N_("Noe gikk galt hos oss. Prøv igjen om litt.")
    RECEIVED = N_("Mottatt. Jeg jobber med det og svarer her.")
    DONE = N_("Mottatt.")
    SUMMARY = N_("Ny melding fra SLT-bot")


Say = Callable[[Notice, str], str]
"""A notice in the language of a locale such as `nn-NO`."""


def in_their_language(notice: Notice, locale: str) -> str:
    """In nynorsk to whoever has Teams in nynorsk, else in bokmål: whose choice it is, the edge does not know."""
    if not locale.startswith("nn"):
        return notice.value
    from bot.texts import texts  # here, because the ports open before it is loaded

    return texts("nn")(notice.value)
