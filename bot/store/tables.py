"""Every table, as one list. A new kind of thing is a new row here and a migration."""

from __future__ import annotations

from typing import Any

import sqlalchemy as sa

from bot.domain.beredskap import BeredskapPulse, ReachCheck
from bot.domain.effects import Effect
from bot.domain.enkeltsak import Enkeltsak, Portlogg
from bot.domain.hastemote import Hastemote
from bot.domain.hastereferat import HasteReferat
from bot.domain.inbox import Handled
from bot.domain.innkalling import Innkalling
from bot.domain.mote import Agenda, Mote
from bot.domain.oppgave import Oppgave
from bot.domain.referat import Referat
from bot.domain.room import Absence, Counter, Draft, Reach, RoleHolder, RosterEntry, SentCard
from bot.domain.samtykke import Hendelse, Samtykke
from bot.domain.skjema import Innlevering, Skjema
from bot.domain.svarlenke import AnswerLink
from bot.domain.tiltak import ArshjulBilde, ArshjulPulse, TiltakAnswer, TiltakStatus
from bot.domain.varsling import Varsling
from bot.domain.watch import Watch
from bot.store.mapping import Kind, Utc, kind_of

metadata = sa.MetaData()

_KINDS = (
    kind_of(RosterEntry, "roster", metadata),
    kind_of(RoleHolder, "role_holder", metadata, ("room", "person"), ("room", "role")),
    kind_of(Absence, "absence", metadata),
    kind_of(Reach, "reach", metadata),
    kind_of(SentCard, "sent_card", metadata, ("room", "sent_at"), ("room", "about")),
    kind_of(Draft, "draft", metadata, ("room", "person"), ("expires_at",)),
    kind_of(Counter, "counter", metadata),
    kind_of(Handled, "inbox", metadata, ("at",)),
    kind_of(
        Effect,
        "effect",
        metadata,
        ("room", "state", "due_at"),
        ("room", "repeat", "state", "due_at"),
        ("room", "subject"),
    ),
    kind_of(Watch, "watch", metadata),
    kind_of(Hastemote, "hastemote", metadata, ("room", "due_at"), ("room", "joins")),
    kind_of(Innkalling, "innkalling", metadata, ("room", "hastemote"), ("next_at",)),
    kind_of(HasteReferat, "hastereferat", metadata, ("room", "hastemote")),
    kind_of(AnswerLink, "answer_link", metadata),
    kind_of(ReachCheck, "reach_check", metadata),
    kind_of(BeredskapPulse, "beredskap_pulse", metadata),
    kind_of(TiltakStatus, "tiltak_status", metadata),
    kind_of(TiltakAnswer, "tiltak_answer", metadata, ("room", "occurrence")),
    kind_of(ArshjulPulse, "arshjul_pulse", metadata),
    kind_of(ArshjulBilde, "arshjul_bilde", metadata),
    kind_of(
        Varsling,
        "varsling",
        metadata,
        ("room", "status"),
        ("room", "reporter"),
        ("room", "due_at"),
        ("room", "expires_at", "erased_at"),
    ),
    kind_of(Mote, "mote", metadata, ("room", "organ"), ("room", "due_at"), ("room", "status", "starts_at")),
    kind_of(Agenda, "agenda", metadata, ("room", "mote")),
    kind_of(Referat, "referat", metadata, ("room", "mote"), ("room", "organ")),
    kind_of(
        Enkeltsak,
        "enkeltsak",
        metadata,
        ("room", "status"),
        ("room", "varsling"),
        ("room", "expires_at", "erased_at"),
    ),
    kind_of(Portlogg, "portlogg", metadata, ("room", "sak"), ("room", "mote")),
    kind_of(Samtykke, "samtykke", metadata, ("room", "sak"), ("room", "number"), ("due_at",)),
    kind_of(Hendelse, "samtykke_hendelse", metadata, ("room", "samtykke")),
    kind_of(Skjema, "samtykkeskjema", metadata),
    kind_of(Innlevering, "innlevering", metadata, ("room", "person"), ("expires_at",)),
    kind_of(Oppgave, "oppgave", metadata, ("room", "status", "owner"), ("room", "remind_at")),
)

KINDS: dict[type[Any], Kind] = {kind.type: kind for kind in _KINDS}

case_key = sa.Table(
    "case_key",
    metadata,
    sa.Column("room", sa.Text, primary_key=True),
    sa.Column("owner", sa.Text, primary_key=True),
    sa.Column("wrapped", sa.Text, nullable=False),
)

audit = sa.Table(
    "audit",
    metadata,
    sa.Column("seq", sa.BigInteger().with_variant(sa.Integer, "sqlite"), primary_key=True, autoincrement=True),
    sa.Column("room", sa.Text, nullable=False),
    sa.Column("at", Utc, nullable=False),
    sa.Column("actor", sa.Text, nullable=False),
    sa.Column("action", sa.Text, nullable=False),
    sa.Column("subject", sa.Text, nullable=False),
    sa.Column("outcome", sa.Text, nullable=False),
    sa.Column("link", sa.BigInteger, nullable=True),
    sa.Column("mac", sa.Text, nullable=True),
    sa.Index("ix_audit_room_link", "room", "link"),
)
"""`link` is a row's place in the chain of its room, `mac` its code (`store.chain`)."""

audit_head = sa.Table(
    "audit_head",
    metadata,
    sa.Column("room", sa.Text, primary_key=True),
    sa.Column("link", sa.BigInteger, nullable=False),
    sa.Column("mac", sa.Text, nullable=False),
    sa.Column("seal", sa.Text, nullable=False),
)
