"""Microsoft Graph over a folder: a stand-in for SharePoint, the calendar and the people, for the demo and the tests."""

from bot.standins.graph.app import EVENTS, FAULTS, LIBRARIES, PEOPLE, UPLOADS, Neighbour, create_graph_app
from bot.standins.graph.faults import Call, Fault, Faults
from bot.standins.graph.seed import Channel, Grant, Library, Seed, Team, User

__all__ = [
    "EVENTS",
    "FAULTS",
    "LIBRARIES",
    "PEOPLE",
    "UPLOADS",
    "Call",
    "Channel",
    "Fault",
    "Faults",
    "Grant",
    "Library",
    "Neighbour",
    "Seed",
    "Team",
    "User",
    "create_graph_app",
]
