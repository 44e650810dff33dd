"""The stand-in's web page: the libraries with their columns, the calendar, the people. One page, no script.

It says in words what a colour also says, has a heading and a caption for every table, and fits a phone.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from html import escape
from urllib.parse import quote
from zoneinfo import ZoneInfo

from aiohttp import web

from bot.standins.graph.answers import Json
from bot.standins.graph.events import Events, moment
from bot.standins.graph.items import Item
from bot.standins.graph.library import Libraries
from bot.standins.graph.people import People
from bot.standins.graph.seed import Library, User

_OSLO = ZoneInfo("Europe/Oslo")
_HEADERS = {
    "Content-Security-Policy": "default-src 'none'; style-src 'self'; base-uri 'none'; form-action 'none'",
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "no-referrer",
    "Cache-Control": "no-store",
}
_STYLE = """
:root { color-scheme: light dark; --line: #8886; --warn: #8a3b00; --soft: #8881; }
@media (prefers-color-scheme: dark) { :root { --warn: #ffb68a; } }
body { font: 1rem/1.5 system-ui, sans-serif; max-width: 70rem; margin: 0 auto; padding: 1rem; }
nav ul { display: flex; flex-wrap: wrap; gap: .25rem 1rem; list-style: none; padding: 0; }
nav a { display: inline-block; padding: .5rem 0; }
section { margin-top: 2rem; }
h2 { margin-bottom: .25rem; }
.restricted { border-left: .3rem solid var(--warn); padding-left: 1rem; }
.mark { color: var(--warn); font-weight: 600; }
table { border-collapse: collapse; width: 100%; }
caption { text-align: left; padding: .25rem 0; }
th, td { text-align: left; vertical-align: top; padding: .5rem .75rem .5rem 0; border-bottom: 1px solid var(--line); }
td { overflow-wrap: break-word; }
.quiet { opacity: .8; }
@media (max-width: 40rem) {
  thead { position: absolute; clip-path: inset(50%); width: 1px; height: 1px; overflow: hidden; }
  tr, td { display: block; border: 0; padding: .1rem 0; }
  tr { border-bottom: 1px solid var(--line); padding: .5rem 0; }
  td::before { content: attr(data-title) ": "; font-weight: 600; }
}
"""


class Page:
    """The page and its style sheet."""

    def __init__(
        self, libraries: Libraries, people: People, events: Events, links: Sequence[tuple[str, str]] = ()
    ) -> None:
        self._libraries, self._people, self._events, self._links = libraries, people, events, links

    def routes(self) -> list[web.RouteDef]:
        """`/` and `/_page.css`."""
        return [web.get("/", self._page), web.get("/_page.css", self._css)]

    async def _css(self, _: web.Request) -> web.Response:
        return web.Response(text=_STYLE, content_type="text/css", headers={"X-Content-Type-Options": "nosniff"})

    async def _page(self, _: web.Request) -> web.Response:
        html = _PAGE.format(menu=self._menu(), main="".join((*self._rooms(), self._calendar(), *self._teams())))
        return web.Response(text=html, content_type="text/html", headers=_HEADERS)

    def _menu(self) -> str:
        links = [(seed.name, f"#{seed.id}") for seed in self._libraries.seeds.values()]
        links += [("Kalender", "#kalender"), ("Personer", "#personer"), *self._links]
        return "".join(f'<li><a href="{escape(href)}">{escape(title)}</a></li>' for title, href in links)

    # --- libraries -------------------------------------------------------------------------------------------------

    def _rooms(self) -> list[str]:
        return [self._room(seed) for seed in self._libraries.seeds.values()]

    def _room(self, seed: Library) -> str:
        files = self._libraries.files(seed.id)
        mark = (
            '<p class="mark">Begrenset tilgang: i SharePoint er det bare de som er nevnt her, som kan åpne dette.</p>'
            if seed.restricted
            else ""
        )
        body = self._documents(seed, files) if files else "<p>Ingen dokumenter ennå.</p>"
        kind = ' class="restricted"' if seed.restricted else ""
        return _section(seed.id, f"Bibliotek: {seed.name}", mark + self._readers(seed) + body, kind)

    def _readers(self, seed: Library) -> str:
        names = [self._name(grant.user_id) for grant in seed.grants]
        return f'<p class="quiet">Har tilgang: {escape(", ".join(names))}</p>' if names else ""

    def _name(self, user_id: str) -> str:
        user = self._people.users.get(user_id.lower())
        return user.display_name if user else user_id

    def _documents(self, seed: Library, files: Sequence[Item]) -> str:
        used = dict.fromkeys(column for item in files for column in item.fields)
        titles = dict(seed.columns or {}) or {column: column for column in used}
        columns = [column for column in titles if column in used]
        head = ["Dokument", "Mappe", *(titles[column] for column in columns), "Lagret", "Størrelse"]
        rows = [self._document(item, columns) for item in files]
        return _table(_count(len(files)), head, rows)

    def _document(self, item: Item, columns: Sequence[str]) -> list[str]:
        href = f"/_files/{quote(item.drive)}/{quote(item.id)}/{quote(item.name)}"
        link = f'<a href="{escape(href)}">{escape(item.name)}</a>'
        folder = " / ".join(self._libraries.names(item)[:-1])
        fields = [escape(str(item.fields.get(column, ""))) for column in columns]
        return [link, escape(folder), *fields, _local(datetime.fromisoformat(item.modified)), _size(item.size)]

    # --- calendar and people ---------------------------------------------------------------------------------------

    def _calendar(self) -> str:
        events = self._events.all()
        head = ["Når", "Hva", "Sted", "Invitert", "Status"]
        body = _table("Møteinnkallinger", head, [self._event(event) for event in events]) if events else ""
        return _section("kalender", "Kalender", body or "<p>Ingen innkallinger ennå.</p>")

    def _event(self, event: Json) -> list[str]:
        invited = ", ".join(one["emailAddress"]["address"] for one in event.get("attendees", []))
        place = (event.get("location") or {}).get("displayName", "")
        where = " og ".join(part for part in (place, "Teams" if event["isOnlineMeeting"] else "") if part)
        status = "Avlyst" if event["isCancelled"] else "Innkalt"
        return [_local(moment(event["start"])), *map(escape, (event.get("subject", ""), where, invited, status))]

    def _teams(self) -> list[str]:
        parts = [self._team(team_id) for team_id in self._people.teams]
        inside = {user for members in self._people.members.values() for user in members}
        others = [user for user in self._people.users.values() if user.id not in inside]
        if others:
            parts.append(_people_table("Andre i kommunen", others))
        return [_section("personer", "Personer", "".join(parts))]

    def _team(self, team_id: str) -> str:
        users = [self._people.find(user) for user in self._people.members[team_id]]
        return _people_table(f"Teamet {self._people.teams[team_id].display_name}", users)


def _people_table(title: str, users: Sequence[User]) -> str:
    rows = [
        [*map(escape, (user.display_name, user.role, user.job_title or "", _kind(user), user.mail))] for user in users
    ]
    return _table(title, ["Navn", "Rolle", "Stilling", "Konto", "E-post"], rows)


def _kind(user: User) -> str:
    kind = "Gjest" if user.user_type == "Guest" else "Medlem"
    return kind if user.enabled else f"{kind}, sperret"


def _table(caption: str, head: Sequence[str], rows: Sequence[Sequence[str]]) -> str:
    """A table; its cells are HTML already, its headings are not."""
    top = "".join(f'<th scope="col">{escape(title)}</th>' for title in head)
    body = "".join(f"<tr>{_cells(head, row)}</tr>" for row in rows)
    return f"<table><caption>{escape(caption)}</caption><thead><tr>{top}</tr></thead><tbody>{body}</tbody></table>"


def _cells(head: Sequence[str], row: Sequence[str]) -> str:
    pairs = zip(head, row, strict=True)
    return "".join(f'<td data-title="{escape(title)}">{cell}</td>' for title, cell in pairs)


def _section(anchor: str, title: str, body: str, attributes: str = "") -> str:
    return f'<section id="{escape(anchor)}"{attributes}><h2>{escape(title)}</h2>{body}</section>'


def _local(value: datetime) -> str:
    return value.astimezone(_OSLO).strftime("%d.%m.%Y kl. %H.%M")


def _count(number: int) -> str:
    return "1 dokument" if number == 1 else f"{number} dokumenter, nyeste først"


def _size(size: int) -> str:
    return f"{max(1, round(size / 1024))} kB"


_PAGE = """<!doctype html>
<html lang="nb">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>SharePoint, kalender og personer – demo</title>
<link rel="stylesheet" href="/_page.css">
</head>
<body>
<header>
<h1>SharePoint, kalender og personer</h1>
<p>Dette er en demo på din egen maskin. Alt her er oppdiktet.
Dokumentene er ekte filer: trykk på navnet for å åpne dem.</p>
<nav aria-label="Innhold"><ul>{menu}</ul></nav>
</header>
<main>{main}</main>
</body>
</html>
"""
