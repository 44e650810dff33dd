"""Compares the ledger, the database and the promises. Every fault it finds is a sentence."""

from __future__ import annotations

import itertools
import time
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime

from bot.domain.effects import Effect, EffectKind, EffectState
from bot.domain.hastemote import Hastemote, HastemoteStatus
from bot.domain.innkalling import Innkalling, Rung
from bot.standins.card_reading import visible_text
from bot.standins.connector.ledger import Entry
from tests.rel.harness.people import question_cards, subject_of
from tests.rel.harness.proc import outages
from tests.rel.harness.storm import Storm
from tests.rel.harness.town import Town
from tests.rel.harness.weather import loses_the_answer

QUESTION = "hastemote_sporsmal"
WHY = (("Påminnelse: du har ikke svart", Rung.PURRING), ("Du spørres som stedfortreder", Rung.VARA))
WHY_LEADER = "Du spørres som leder"
LABEL = "Sendes på nytt"
LATEST = 10.0
"""Seconds: the promise for the 99th percentile of lateness, on a machine that has nothing else to do."""
STUCK = 60.0
"""Seconds: what has been under way for so long is not; the replicas work on while they are looked at."""
IDLE_BOOT = 4.0
"""Seconds that a replica of this size needs to start on such a machine. On a busier one the promise is stretched by as
much as that is exceeded: the lateness is about us, not about who shares the machine."""
IN_FLIGHT = 1.5
"""Seconds: a message may be on its way while somebody answers, or while the replica that sent it is killed."""


@dataclass(frozen=True)
class Sent:
    """One question that reached a chat."""

    row: str
    rung: Rung
    chat: str
    at: float
    labelled: bool
    seq: int


@dataclass
class Verdict:
    """What was found, and when it was looked for (`at`, seconds since 1970). `late` is the lateness of each first
    attempt in seconds, outages taken out; `boot` is how long a replica needed to start."""

    faults: list[str] = field(default_factory=list)
    late: list[float] = field(default_factory=list)
    counts: dict[str, int] = field(default_factory=dict)
    boot: float = 0.0
    promised: float = LATEST
    at: float = field(default_factory=time.time)

    @property
    def promise(self) -> float:
        """What is promised on this machine."""
        return self.promised * max(1.0, self.boot / IDLE_BOOT)

    def p(self, share: float) -> float:
        """A percentile of the lateness."""
        return sorted(self.late)[min(int(len(self.late) * share), len(self.late) - 1)] if self.late else 0.0

    def told(self) -> str:
        """In a line or two."""
        shares = (("p50", 0.5), ("p95", 0.95), ("p99", 0.99), ("max", 1))
        late = ", ".join(f"{name} {self.p(share):.2f}" for name, share in shares)
        promise = f"p99 promised {self.promised:.0f} s, {self.promise:.1f} s where a replica boots in {self.boot:.1f} s"
        return f"{self.counts}; late {late} s of {len(self.late)}; {promise}; {len(self.faults)} faults"


@dataclass
class _Seen:
    """What the connector saw: the questions, when somebody was written to, and the ledger's numbers of what got
    through while its answer was lost."""

    sent: Sequence[Sent]
    attempts: Mapping[str, Sequence[float]]
    lost: frozenset[int]

    @classmethod
    def of(cls, storm: Storm) -> _Seen:
        connector, attempts = storm.world.connector, defaultdict(list)
        for attempt in connector.attempts:
            attempts[attempt.conversation].append(attempt.at)
        lost = (a.after + 1 for a in connector.attempts if a.fault is not None and loses_the_answer(a.fault))
        return cls(list(sent_in(connector.ledger.history())), attempts, frozenset(lost))


async def check(storm: Storm) -> Verdict:
    """Look at everything."""
    found = Verdict()
    seen, motes, ended = _Seen.of(storm), 0, 0
    for town in storm.towns:
        rows = await storm.read(town, Innkalling)
        effects = await storm.read(town, Effect)
        of_town = await storm.read(town, Hastemote)
        over = {mote.id: mote.closed_at for mote in of_town if mote.status is HastemoteStatus.AVSLUTTET}
        motes, ended = motes + len(of_town), ended + len(over)
        _Town(storm, town, rows, effects, over, seen, found).check()
    if motes != storm.confirmed:
        found.faults.append(f"{storm.confirmed} call-outs were confirmed and {motes} are there")
    found.faults += [f"log: {line[:300]}" for replica in storm.replicas for line in replica.errors()]
    found.faults += _strangers(storm)
    boots = sorted(boot for replica in storm.replicas for boot in replica.boots)
    found.boot = round(boots[len(boots) // 2], 2)
    found.counts = {
        "calls": motes,
        "ended": ended,
        "questions": len(seen.sent),
        "labelled repeats": sum(one.labelled for one in seen.sent),
        "kills": sum(len(replica.kills) for replica in storm.replicas),
        "faults": storm.weather.met.total(),
        "refused by limits": sum(storm.world.connector.limits.violations.values()),
    }
    return found


def sent_in(entries: Iterable[Entry]) -> Iterator[Sent]:
    for entry in entries:
        for card in question_cards(entry):
            text = "\n".join(visible_text(card))
            rung = next((rung for words, rung in WHY if words in text), Rung.SPOR)
            rung = Rung.LEDER if WHY_LEADER in text else rung
            at = datetime.fromisoformat(entry.at).timestamp()
            yield Sent(subject_of(card), rung, entry.conversation, at, LABEL in text, entry.seq)


def _strangers(storm: Storm) -> list[str]:
    """Nothing was posted anywhere but in people's own chats."""
    chats = {actor.chat_id for town in storm.towns for actor in town.people}
    return [f"posted in {c}" for c in storm.world.connector.ledger.conversations() if c not in chats]


@dataclass
class _Town:
    """One municipality's share of the check."""

    storm: Storm
    town: Town
    rows: Sequence[Innkalling]
    effects: Sequence[Effect]
    over: Mapping[str, datetime]
    seen: _Seen
    found: Verdict

    def __post_init__(self) -> None:
        self.chat = {actor.object_id: actor.chat_id for actor in self.town.people}
        self.questions = [e for e in self.effects if e.view == QUESTION and e.kind is EffectKind.TELL]
        self.mine: dict[tuple[str, str, Rung], list[Sent]] = defaultdict(list)
        ids = {row.id for row in self.rows}
        for one in self.seen.sent:
            if one.row in ids:
                self.mine[one.row, one.chat, one.rung].append(one)
        self.asked: dict[tuple[str, str], list[Effect]] = defaultdict(list)
        for effect in self.questions:
            self.asked[row_of(effect), effect.person or ""].append(effect)
        self.subjects = {effect.subject for effect in self.questions}
        self.row = {row.id: row for row in self.rows}
        self.chats: dict[str, dict[tuple[str, Rung], list[Sent]]] = defaultdict(dict)
        for (row_, chat, rung), sent in self.mine.items():
            self.chats[row_][chat, rung] = sent

    def check(self) -> None:
        """All of it."""
        for row in self.rows:
            self._everybody_was_tried(row)
            self._the_chain_stands(row)
            self._it_goes_on(row)
            self._nobody_else(row)
            self._no_escalation_when_covered(row)
            self._nothing_when_it_is_over(row)
        for effect in self.questions:
            self._repeats_are_few_and_say_so(effect)
            self._lateness(effect)
        for effect in self.effects:
            due = self.storm.clock.real(effect.due_at)
            if effect.state is EffectState.UNDER_WAY and self.found.at - due > STUCK:
                self._say(f"{effect.view} is under way for ever")

    def _say(self, what: str) -> None:
        self.found.faults.append(f"{self.town.room.id}: {what}")

    def _everybody_was_tried(self, row: Innkalling) -> None:
        """Every required person has an attempt, or a recorded failure; or was spared since the agency was covered."""
        for person in row.asked:
            mine = self.asked[row.id, person]
            if not mine:
                self._say(f"nobody promised to ask {person[-4:]} for {row.id[-6:]}")
            for effect in mine:
                if effect.state is EffectState.DONE and effect.reason == "not_needed":
                    continue
                if not self._first_attempt(effect):
                    self._say(f"{effect.subject[-12:]} was never attempted: {effect.state} {effect.reason}")
                if effect.state is EffectState.DONE and not self.mine[row.id, self.chat[person], rung_of(effect)]:
                    self._say(f"{effect.subject[-12:]} is done and was never received")
                if effect.state in (EffectState.FAILED, EffectState.HELD) and person not in row.missed:
                    self._say(f"{effect.subject[-12:]} failed and is not recorded as missed")

    def _the_chain_stands(self, row: Innkalling) -> None:
        """It is what the roles were when the call went out, whoever left theirs since; no link of it is left out."""
        links = {link.rung: link.people for link in row.chain if link.people}
        if links != self.town.chain(row.roles):
            self._say(f"{row.id[-6:]} has another chain than when it was called")
        for link in row.chain[: row.position]:
            if not set(link.people) <= set(row.asked):
                self._say(f"{row.id[-6:]} was climbed past its {link.rung}")

    def _it_goes_on(self, row: Innkalling) -> None:
        """Covered, or the next step is set: it never ends silently, but when the coordinator ends it."""
        if not row.covered and row.next_at is None and row.hastemote not in self.over:
            self._say(f"{row.id[-6:]} is not covered and nothing is next")

    def _nobody_else(self, row: Innkalling) -> None:
        asked = {self.chat[person] for person in row.asked}
        for chat, _ in self.chats[row.id]:
            if chat not in asked:
                self._say(f"{chat} got a question for {row.id[-6:]} and was not asked")

    def _no_escalation_when_covered(self, row: Innkalling) -> None:
        if row.covered_at is None:
            return
        covered = self.storm.clock.real(row.covered_at)
        for (_, rung), sent in self.chats[row.id].items():
            late = [one for one in sent if one.at > covered and rung is not Rung.SPOR]
            if len(late) > 1 or any(one.at > covered + IN_FLIGHT for one in late):
                self._say(f"{row.id[-6:]} was escalated ({rung}) {late[-1].at - covered:.1f} s after it was covered")

    def _nothing_when_it_is_over(self, row: Innkalling) -> None:
        if row.hastemote not in self.over:
            return
        over = self.storm.clock.real(self.over[row.hastemote])
        late = [one for sent in self.chats[row.id].values() for one in sent if one.at > over + IN_FLIGHT]
        if late:
            self._say(f"{row.id[-6:]} was asked {late[-1].at - over:.1f} s after it was over")

    def _repeats_are_few_and_say_so(self, effect: Effect) -> None:
        """Between two messages of one promise stands a kill, or an answer that was lost; the second says so."""
        sent = self.mine[row_of(effect), self.chat[effect.person or ""], rung_of(effect)]
        for before, after in itertools.pairwise(sent):
            killed = any(before.at - IN_FLIGHT <= t <= after.at for r in self.storm.replicas for t in r.kills)
            if not (killed or before.seq in self.seen.lost):
                self._say(f"{effect.subject[-12:]} was sent twice without a reason")
            if not after.labelled:
                self._say(f"{effect.subject[-12:]} was sent twice and does not say so")
        if len(sent) != len({one.seq for one in sent}) or len(sent) > 4:
            self._say(f"{effect.subject[-12:]} was sent {len(sent)} times")

    def _lateness(self, effect: Effect) -> None:
        """From when it was due to the first attempt, without the time in which no replica was there."""
        first = self._first_attempt(effect)
        if not first:
            return
        due = self._due(effect)
        gone = sum(max(0.0, min(first, b) - max(due, a)) for a, b in outages(self.storm.replicas))
        self.found.late.append(max(0.0, first - due - gone))

    def _first_attempt(self, effect: Effect) -> float | None:
        promised = self.storm.clock.real(effect.created_at) - 0.05
        return next((at for at in self.seen.attempts[self.chat[effect.person or ""]] if at >= promised), None)

    def _due(self, effect: Effect) -> float:
        """When the chain says, or when it was promised where that was earlier (somebody could not, or was missed)."""
        promised = self.storm.clock.real(effect.created_at)
        row = self.row[row_of(effect)]
        at, wait = self.storm.clock.real(row.called_at), 0.0
        for link in row.chain:
            if link.rung is rung_of(effect) and effect.person in link.people:
                return min(promised, at + wait)
            taken = f"{row.id}:0:{link.rung}" in self.subjects
            wait += link.wait / self.storm.clock.pace if taken else 0.0
        return promised


def row_of(effect: Effect) -> str:
    return effect.subject.partition(":")[0]


def rung_of(effect: Effect) -> Rung:
    return Rung(effect.subject.split(":")[2])
