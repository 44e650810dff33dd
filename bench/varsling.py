"""A whole varsling: authenticated, authorised, guarded and committed with audit. Rows to be filled.

A server here is the real app started with a database; its module prints `{"url": …}` when it is ready, as those in
`bench.servers` do. Its bodies are the last step of the dialog, one case each. The peer is stock botbuilder's echo.

    SERVERS = {"varsling sqlite": Server("bench.servers.varsling", ARGS, (("SLT_DATABASE", "sqlite"),))}
    ROWS = (Ratio("varsling on SQLite / stock botbuilder's echo",
                  Target("varsling sqlite", "bench.varsling:bodies"), STOCK_ECHO, 2.5),
            Ceiling("varsling on SQLite, p99 at 16 at once", Target("varsling sqlite", "bench.varsling:bodies"), 100))
"""

from __future__ import annotations

from bench.rows import Ceiling, Ratio, Server

SERVERS: dict[str, Server] = {}
ROWS: tuple[Ratio | Ceiling, ...] = ()
