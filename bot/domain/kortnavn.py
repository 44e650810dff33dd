"""What an agency is called on a button: short enough for a telephone, and no other agency's.

The whole name stands above the button. Nothing is cut inside a word: Teams would cut it a second time.
"""

from __future__ import annotations

from collections.abc import Sequence

WIDTH = 16
"""Characters of a name that a button on a telephone has room for beside «Noter »; seen in the Playground."""
_LOOSE = frozenset(["av", "for", "fra", "i", "med", "mot", "og", "og/eller", "om", "på", "til", "ved", "–", "-"])


def short_name(name: str, all_names: Sequence[str]) -> str:
    """The first words of an agency's name, as many as fit, and as many as tell it from the others."""
    words = name.split()
    others = [other.casefold().split() for other in all_names if other != name]
    alone = [n for n in range(1, len(words)) if not any(_begins(other, words[:n]) for other in others)]
    ends = [n for n in alone if words[n - 1].casefold().strip(",") not in _LOOSE]
    fitting = [n for n in ends if len(" ".join(words[:n])) <= WIDTH]
    whole = len(words) if len(name) <= WIDTH or not ends else 0
    count = whole or max(fitting, default=min(ends, default=len(words)))
    return " ".join(words[:count]).rstrip(",/")


def _begins(words: Sequence[str], with_these: Sequence[str]) -> bool:
    return list(words[: len(with_these)]) == [word.casefold() for word in with_these]
