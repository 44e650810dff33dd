"""Every error of the product, as one tree.

    SltError
    ├── UserError             a person did something that cannot be done; shown to them in plain Norwegian
    │   ├── NotAllowed        the role, membership or relation does not give this right
    │   ├── Conflict          somebody else got there first; carries what is true now
    │   │   └── Clash         two transactions met at one row; the store runs the loser again before anybody is told
    │   ├── GateClosed        an individual case may not move; carries the reasons
    │   └── NotFound          the thing is not there (any more)
    ├── OperatorError         set-up is wrong; names the setting, or the file and line
    │   ├── SettingError
    │   └── PlanError
    └── OutsideError          a world outside did not do what it was asked
        ├── NotReachable      this recipient cannot be reached; final for now
        ├── TryLater          surely not done; may be tried again, not before `after` seconds
        │   └── NoPlace       our own pace has no place for it now: it was not even tried
        ├── Doubtful          may or may not have been done; look before trying again
        ├── Refused           our own rights are missing (401/403); trying again will not help
        ├── NameTaken         a document of that name is there already
        ├── Changed           the document was changed by somebody else (If-Match failed)
        ├── Locked            the document is open or checked out
        └── StoreDown         the database does not answer

Messages of a UserError are keys of the text catalogue: they are translated where they are shown.
No message of any error carries what a user wrote.
"""

from __future__ import annotations


class SltError(Exception):
    """The root: anything the product itself raises."""


class UserError(SltError):
    """A person did something that cannot be done. `text` is a catalogue text, `values` fill it."""

    def __init__(self, text: str, **values: str) -> None:
        super().__init__(text)
        self.text = text
        self.values = values


class NotAllowed(UserError):
    """The role, membership or relation does not give this right."""


class Conflict(UserError):
    """Somebody else got there first."""


class Clash(Conflict):
    """Two transactions met at one row."""


class GateClosed(UserError):
    """An individual case may not move."""


class NotFound(UserError):
    """The thing is not there (any more)."""


class OperatorError(SltError):
    """Set-up is wrong."""


class SettingError(OperatorError):
    """A setting is missing or wrong; the message names it and never shows its value."""


class PlanError(OperatorError):
    """A plan file cannot be used; the message names file and line."""


class OutsideError(SltError):
    """A world outside did not do what it was asked."""


class NotReachable(OutsideError):
    """This recipient cannot be reached: blocked, uninstalled, unknown."""


class TryLater(OutsideError):
    """Surely not done. `after` is how many seconds to wait at least, where the other side said so."""

    def __init__(self, message: str = "", after: float | None = None) -> None:
        super().__init__(message)
        self.after = after


class NoPlace(TryLater):
    """Our own pace has no place for it now: it was not even tried."""


class Doubtful(OutsideError):
    """May or may not have been done: the answer was lost."""


class Refused(OutsideError):
    """Our own rights are missing."""


class NameTaken(OutsideError):
    """A document of that name is there already."""


class Changed(OutsideError):
    """The document was changed by somebody else."""


class Locked(OutsideError):
    """The document is open or checked out."""


class StoreDown(OutsideError):
    """The database does not answer."""
