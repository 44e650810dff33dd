"""Logging: an allow-list of keys, so that nothing a person wrote can reach a log (threat T16).

A log line says what happened by a code and about what by an id. Exceptions are rendered as their type alone.
"""

from __future__ import annotations

import logging
import re
import sys
from collections.abc import MutableMapping
from typing import Any

import structlog

KEYS = frozenset(
    {"event", "level", "timestamp", "logger", "code", "kind", "view", "effect", "reason", "room", "count", "seconds"}
    | {"status", "route", "port", "setting", "version", "state"}
)
ELEVEN = re.compile(r"(?:\d[\s.\-]?){11}")
Event = MutableMapping[str, Any]


def set_up(level: str, style: str) -> None:
    """Set up logging for the process: `style` is json or console."""
    shared: list[Any] = [structlog.stdlib.add_log_level, structlog.stdlib.add_logger_name, _stamp, _allowed, _scrubbed]
    renderer = structlog.processors.JSONRenderer() if style == "json" else structlog.dev.ConsoleRenderer()
    handler = logging.StreamHandler(sys.stderr)
    handler.setFormatter(
        structlog.stdlib.ProcessorFormatter(
            foreign_pre_chain=[_foreign, *shared],
            processors=[structlog.stdlib.ProcessorFormatter.remove_processors_meta, renderer],
        )
    )
    root = logging.getLogger()
    root.handlers[:] = [handler]
    root.setLevel(level)
    for noisy in ("httpx", "httpcore", "azure", "aiohttp.access", "dbos", "alembic", "sqlalchemy"):
        logging.getLogger(noisy).setLevel("WARNING")
    structlog.configure(
        processors=[*shared, structlog.stdlib.ProcessorFormatter.wrap_for_formatter],
        logger_factory=structlog.stdlib.LoggerFactory(),
        wrapper_class=structlog.stdlib.BoundLogger,
        cache_logger_on_first_use=True,
    )


_stamp = structlog.processors.TimeStamper(fmt="iso", utc=True)


def _allowed(logger: Any, method: str, event: Event) -> Event:
    """Only keys of the list; an exception becomes its type."""
    error = event.pop("exc_info", None)
    kept = {key: value for key, value in event.items() if key in KEYS or key.startswith("_")}
    if error:
        kind = error[0] if isinstance(error, tuple) else type(error) if isinstance(error, BaseException) else None
        kept["code"] = kind.__name__ if kind else "exception"
    return kept


def _foreign(logger: Any, method: str, event: Event) -> Event:
    """A library's words are kept where they are a pattern, without its arguments; a finished text may carry anything,
    so the line in the library stands for it. Our own modules that log without structlog (the edge) add codes and
    ids, held to the same list."""
    record = event.get("_record")
    if record is not None:
        own = record.name.startswith("bot.")
        event["event"] = str(record.msg)[:200] if record.args or own else f"{record.module}:{record.lineno}"
        if own:
            event.update({key: vars(record)[key] for key in KEYS & vars(record).keys()})
        error = record.exc_info
        if error and error[0]:
            event["code"] = error[0].__name__
    return event


def _scrubbed(logger: Any, method: str, event: Event) -> Event:
    """A last net: eleven digits never pass, however they are spaced."""
    return {key: ELEVEN.sub("[tall]", v) if isinstance(v, str) else v for key, v in event.items()}
