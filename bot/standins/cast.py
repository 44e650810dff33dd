"""The people of the demo and the tests: all invented, the same ones everywhere.

Ids are fixed, so that a database, a SharePoint folder and two browser windows made on different days agree
about who is who. Three have no business in the team: somebody who has left it, a pupil, and a stranger of another
tenant.
"""

from __future__ import annotations

from dataclasses import dataclass, replace

TENANT = "5a1e0000-0000-4000-8000-000000000001"
OTHER_TENANT = "5a1e0000-0000-4000-8000-0000000000ff"
BOT_ID = "5a1e0000-0000-4000-8000-00000000b07a"
BOT_NAME = "SLT-bot"


@dataclass(frozen=True, slots=True)
class Actor:
    """One invented person: the account as the directory has it, and the roles the plan gives it."""

    key: str
    name: str
    object_id: str
    job_title: str
    mail: str
    roles: tuple[str, ...] = ()
    user_type: str = "Member"
    in_team: bool = True
    tenant: str = TENANT
    deputy_for: tuple[str, ...] = ()

    @property
    def teams_id(self) -> str:
        """The id that Teams gives the person towards this bot."""
        return f"29:{self.key}-{self.object_id[-4:]}"

    @property
    def chat_id(self) -> str:
        """The id of the person's own chat with the bot."""
        return f"a:{self.key}-{self.object_id[-4:]}"

    @property
    def user_principal_name(self) -> str:
        """The account name; a guest's carries its home address inside the team's own domain."""
        if self.user_type != "Guest":
            return self.mail
        return self.mail.replace("@", "_") + "#EXT#@jevnaker.example"

    @property
    def given_name(self) -> str:
        """Everything before the surname."""
        return self.name.rpartition(" ")[0]

    @property
    def surname(self) -> str:
        """The last word of the name."""
        return self.name.rpartition(" ")[2]


@dataclass(frozen=True, slots=True)
class Channel:
    """A channel of the team; the id of General is also the team's thread id."""

    id: str
    name: str


@dataclass(frozen=True, slots=True)
class Team:
    """The Teams team the bot lives in."""

    id: str
    group_id: str
    name: str
    channels: tuple[Channel, ...]

    def channel(self, name: str) -> Channel:
        """The channel of that name."""
        return next(channel for channel in self.channels if channel.name == name)


@dataclass(frozen=True, slots=True)
class Cast:
    """The team and everybody the directory knows."""

    team: Team
    people: tuple[Actor, ...]
    tenant: str = TENANT
    bot_id: str = BOT_ID
    bot_name: str = BOT_NAME

    def person(self, key: str) -> Actor:
        """The person of that key, e.g. "slt_koordinator"."""
        return next(actor for actor in self.people if actor.key == key)

    def known_as(self, identifier: str) -> Actor | None:
        """Whoever has that Entra object id or that Teams user id."""
        return next((actor for actor in self.people if identifier in (actor.object_id, actor.teams_id)), None)

    @property
    def members(self) -> tuple[Actor, ...]:
        """The team's members and guests."""
        return tuple(actor for actor in self.people if actor.in_team)


def _object_id(number: int) -> str:
    return f"5a1e0000-0000-4000-8000-{0x1000 + number:012x}"


def _staff(number: int, key: str, name: str, job_title: str, *roles: str, in_team: bool = True) -> Actor:
    return Actor(key, name, _object_id(number), job_title, _mail(name, "jevnaker.example"), roles, in_team=in_team)


def _guest(number: int, key: str, name: str, job_title: str, domain: str, *roles: str) -> Actor:
    return Actor(key, name, _object_id(number), job_title, _mail(name, domain), roles, user_type="Guest")


def _mail(name: str, domain: str) -> str:
    ascii_name = name.lower().replace("æ", "ae").translate(str.maketrans("øå ", "oa."))
    return f"{ascii_name}@{domain}"


POLITI = "politi_forebyggende_gruppe"

FREMMED = Actor(
    key="fremmed",
    name="Frøya Ukjent",
    object_id="5a1e0000-0000-4000-8000-00000000f00f",
    job_title="Konsulent",
    mail="froya.ukjent@annet-firma.example",
    in_team=False,
    tenant=OTHER_TENANT,
)

JEVNAKER_TEAM = Team(
    id="19:slt-jevnaker-general@thread.tacv2",
    group_id="5a1e0000-0000-4000-8000-000000007ea1",
    name="SLT Jevnaker",
    channels=(
        Channel("19:slt-jevnaker-general@thread.tacv2", "General"),
        Channel("19:slt-jevnaker-fagteam@thread.tacv2", "Fagteam"),
    ),
)

JEVNAKER = Cast(
    team=JEVNAKER_TEAM,
    people=(
        _staff(1, "slt_koordinator", "Kari Eksempel", "SLT-koordinator", "slt_koordinator"),
        _staff(2, "helsesykepleier_jus", "Åse Prøvesen", "Helsesykepleier", "helsesykepleier_jus"),
        _staff(3, "laerer", "Bjørn Påfunn", "Lærer"),
        _guest(4, "politi_forebyggende_gruppe", "Ola Fiktivsen", "Forebygger", "politi.example", POLITI),
        _staff(5, "skoleleder", "Sæming Oppdiktet", "Rektor", "skoleleder", "skoleleder_jus"),
        _guest(6, "nav_ungdomskontakt", "Nils Tenkeli", "Ungdomskontakt", "nav.example", "nav_ungdomskontakt"),
        _staff(7, "sosiallaerer_jus", "Sølvi Testesen", "Sosiallærer", "sosiallaerer_jus"),
        _staff(8, "barnevern_leder", "Grete Liksom", "Leder barnevern", "barnevern_leder"),
        _staff(9, "kommunepsykolog", "Vår Innbilt", "Kommunepsykolog", "kommunepsykolog"),
        _staff(10, "ungdomskonsulent", "Jørn Demosen", "Ungdomskonsulent", "ungdomskonsulent"),
        _staff(11, "rus_psykiatri_representant", "Unn Påhitt", "Ruskonsulent", "rus_psykiatri_representant"),
        _guest(12, "politikontakt", "Eirik Skuggesen", "Politikontakt", "politi.example", "politikontakt"),
        _staff(13, "tidligere_medlem", "Tone Gammelrolle", "Rådgiver", in_team=False),
        _staff(14, "elev", "Pål Elevsen", "Elev", in_team=False),
        replace(_staff(15, "stedfortreder", "Liv Vikaren", "Rådgiver"), deputy_for=("slt_koordinator",)),
        FREMMED,
    ),
)
