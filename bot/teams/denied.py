"""Why an inbound request is turned away. The status is the whole answer: the body is always empty (T1).

400  not an activity: bad JSON, a field of the wrong type, something missing
401  the token is missing, unreadable, forged, expired or for somebody else
403  the token is good, but not for this: tenant, channel, service URL, endorsement, nobody we can know
413  longer than 256 KB
415  not plain JSON
"""

from __future__ import annotations

from bot.errors import SltError


class Denied(SltError):
    """An inbound request is turned away. `code` says why in the log and is never sent."""

    status = 403

    def __init__(self, code: str) -> None:
        super().__init__(code)
        self.code = code


class Malformed(Denied):
    """Not an activity."""

    status = 400


class Unauthenticated(Denied):
    """No token that we accept."""

    status = 401


class Forbidden(Denied):
    """A good token, used where it does not reach."""

    status = 403


class TooLong(Denied):
    """More than an activity can be."""

    status = 413


class NotJson(Denied):
    """Another media type, or a packed body."""

    status = 415
