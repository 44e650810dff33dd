"""Microsoft Graph: filing in SharePoint, the calendar, the people. Nothing of Graph's own types leaves this package.

Importing it is cheap: the SDK is imported by `Graph.warm_up()`, in a thread.
"""

from bot.graph.calendar import MailboxCalendar
from bot.graph.client import Graph
from bot.graph.directory import GraphDirectory, PupilRule
from bot.graph.filing import SharePointFiling

__all__ = ["Graph", "GraphDirectory", "MailboxCalendar", "PupilRule", "SharePointFiling"]
