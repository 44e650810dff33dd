"""A Teams connector that remembers: the Bot Connector REST API on one machine, for the demo and the tests.

What the bot posts is kept and can be asked for, the platform's limits are enforced, and faults can be ordered.
"""

from bot.standins.connector.app import create_connector_app
from bot.standins.connector.faults import Fault, FaultPlan, blocked, gone, half_open, hang, reset, status
from bot.standins.connector.ledger import Entry, Ledger
from bot.standins.connector.limits import TEAMS_LIMITS, Limits, Window
from bot.standins.connector.state import CONNECTOR, Connector

__all__ = [
    "CONNECTOR",
    "TEAMS_LIMITS",
    "Connector",
    "Entry",
    "Fault",
    "FaultPlan",
    "Ledger",
    "Limits",
    "Window",
    "blocked",
    "create_connector_app",
    "gone",
    "half_open",
    "hang",
    "reset",
    "status",
]
