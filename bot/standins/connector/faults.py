"""Faults to order: what goes wrong, where, how often, and whether the work was done before it went wrong."""

from __future__ import annotations

from dataclasses import dataclass, replace


@dataclass(frozen=True, slots=True)
class Fault:
    """One ordered fault. None in `op` or `conversation` means any; `times` None means until it is lifted.

    `kind` is status (answer with an error), hang (no answer for `seconds`), half_open (an answer that begins and does
    not end for `seconds`) or reset (the connection breaks).
    `done` says that the request takes effect first, so that only the answer is lost.
    """

    kind: str
    op: str | None = None
    conversation: str | None = None
    times: int | None = 1
    done: bool = False
    status: int = 500
    code: str = "ServiceError"
    retry_after: float | None = None
    seconds: float = 60

    def meets(self, op: str, conversation: str) -> bool:
        """Whether this request is the one the fault was ordered for."""
        here = self.conversation is None or conversation.partition(";")[0] == self.conversation.partition(";")[0]
        return here and self.op in (None, op)


def status(code: int, *, op: str | None = None, conversation: str | None = None, times: int | None = 1,
           done: bool = False, retry_after: float | None = None) -> Fault:  # fmt: skip
    """Answer with this HTTP status."""
    return Fault("status", op, conversation, times, done, status=code, retry_after=retry_after)


def hang(seconds: float, *, op: str | None = None, conversation: str | None = None, times: int | None = 1,
         done: bool = False) -> Fault:  # fmt: skip
    """Do not answer for so long."""
    return Fault("hang", op, conversation, times, done, seconds=seconds, status=504)


def half_open(seconds: float, *, op: str | None = None, conversation: str | None = None, times: int | None = 1,
              done: bool = True) -> Fault:  # fmt: skip
    """Begin to answer, and stop in the middle with the connection open."""
    return Fault("half_open", op, conversation, times, done, seconds=seconds)


def reset(*, op: str | None = None, conversation: str | None = None, times: int | None = 1,
          done: bool = False) -> Fault:  # fmt: skip
    """Break the connection instead of answering."""
    return Fault("reset", op, conversation, times, done)


def blocked(conversation: str) -> Fault:
    """The person has blocked or removed the bot: every message is refused until the fault is lifted."""
    return Fault("status", "send", conversation, None, status=403, code="MessageWritesBlocked")


def gone(conversation: str) -> Fault:
    """The conversation is not there any more."""
    return Fault("status", None, conversation, None, status=404, code="ConversationNotFound")


class FaultPlan:
    """The faults that are ordered now; each request takes the first that meets it."""

    def __init__(self, *faults: Fault) -> None:
        self._faults = list(faults)

    def order(self, *faults: Fault) -> None:
        """Add faults behind those already ordered."""
        self._faults.extend(faults)

    def lift(self) -> None:
        """Everything works again."""
        self._faults.clear()

    def take(self, op: str, conversation: str) -> Fault | None:
        """The fault for this request, counted down."""
        for place, fault in enumerate(self._faults):
            if fault.meets(op, conversation):
                self._count_down(place, fault)
                return fault
        return None

    def _count_down(self, place: int, fault: Fault) -> None:
        if fault.times is None:
            return
        self._faults[place : place + 1] = [replace(fault, times=fault.times - 1)] if fault.times > 1 else []
