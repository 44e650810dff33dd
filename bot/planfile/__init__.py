"""Plan files: YAML text → `Plan`, with every finding on its line; and what changes between two plans."""

from bot.planfile.check import check_file, check_text, read_plan
from bot.planfile.diff import Change, Turn, diff
from bot.planfile.findings import Finding, Report, Weight

__all__ = ["Change", "Finding", "Report", "Turn", "Weight", "check_file", "check_text", "diff", "read_plan"]
