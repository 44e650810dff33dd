"""More people for the cast, for what only shows with many: all invented, all in the team."""

from __future__ import annotations

from dataclasses import replace

from bot.standins.cast import JEVNAKER, Actor, Cast


def crowd(count: int, *roles: str, key: str = "ansatt") -> tuple[Actor, ...]:
    """`count` people who hold these roles."""
    return tuple(
        Actor(
            key=f"{key}_{n}",
            name=f"Ansatt Nummer{n}",
            object_id=f"5a1e0000-0000-4000-8001-{n:012x}",
            job_title="Ansatt",
            mail=f"{key}.{n}@jevnaker.example",
            roles=roles,
        )
        for n in range(1, count + 1)
    )


def with_crowd(people: tuple[Actor, ...], cast: Cast = JEVNAKER) -> Cast:
    """The cast with more people in it."""
    return replace(cast, people=(*cast.people, *people))
