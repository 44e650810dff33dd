"""Which file names SharePoint takes.

Source of the rule: Microsoft's "Restrictions and limitations in OneDrive and SharePoint": no `" * : < > ? / \\ |`, no
leading or trailing space, no trailing dot, no reserved name, at most 400 characters in a path.
"""

from __future__ import annotations

import re

from bot.standins.graph.answers import GraphFault

_BAD = re.compile(r'["*:<>?/\\|\x00-\x1f]')
_RESERVED = re.compile(r"(?i)^(con|prn|aux|nul|com\d|lpt\d|\.lock|desktop\.ini|~\$.*|.*_vti_.*|\.{1,2})(\..*)?$")


def checked(name: str) -> str:
    """The name itself. Raises GraphFault 400 for one that SharePoint refuses."""
    if not name or len(name) > 255 or _BAD.search(name) or name != name.strip() or name.endswith("."):
        raise GraphFault(400, "invalidRequest", "The provided name is not valid.")
    if _RESERVED.match(name):
        raise GraphFault(400, "invalidRequest", "The provided name is reserved.")
    return name


def split_path(path: str) -> list[str]:
    """The names in a slash-separated path, each checked."""
    if len(path) > 400:
        raise GraphFault(400, "invalidRequest", "The path is too long.")
    return [checked(name) for name in path.split("/") if name]
