"""Domain dataclass ↔ table row: one table per kind of thing, one column per field.

Enumerations are stored by value, moments in UTC, nested values as JSON. A field of type `Sealed`, or with
metadata `sealed`, is encrypted with the thing's own key before it reaches SQL.
"""

from __future__ import annotations

import dataclasses
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, date, datetime
from enum import StrEnum
from functools import cached_property
from types import NoneType, UnionType
from typing import Any, Union, get_args, get_origin, get_type_hints

import sqlalchemy as sa
from pydantic import TypeAdapter
from sqlalchemy.engine import Dialect

from bot.domain.sealed import Sealed

Seal = Callable[[str, str], str]
"""(column, text) -> sealed text, or back."""


class Utc(sa.TypeDecorator[datetime]):
    """An aware moment, kept in UTC on both engines."""

    impl = sa.DateTime(timezone=True)
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        """To UTC; SQLite keeps the digits only."""
        return None if value is None else value.astimezone(UTC)

    def process_result_value(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        """Back as an aware moment in UTC."""
        if value is None:
            return None
        return value.replace(tzinfo=UTC) if value.tzinfo is None else value.astimezone(UTC)


PLAIN: dict[Any, Any] = {str: sa.Text, int: sa.Integer, bool: sa.Boolean, float: sa.Float, datetime: Utc, date: sa.Date}


@dataclass(frozen=True)
class Field:
    """One field of a kind: its column, and how its value goes there and back."""

    name: str
    type: Any
    optional: bool
    sealed: bool

    @property
    def plain(self) -> bool:
        """Stored as it is."""
        return self.type in PLAIN and not self.sealed

    @property
    def is_enum(self) -> bool:
        """A StrEnum, stored by value."""
        return isinstance(self.type, type) and issubclass(self.type, StrEnum)

    @cached_property
    def adapter(self) -> TypeAdapter[Any]:
        """JSON for nested values."""
        return TypeAdapter(self.type)

    def column(self) -> sa.Column[Any]:
        """The column that holds it."""
        kind = PLAIN[self.type] if self.plain else sa.Text
        return sa.Column(self.name, kind, primary_key=self.name in ("room", "id"), nullable=self.optional)

    def to_row(self, value: Any, seal: Seal) -> Any:
        """The value as SQL gets it."""
        if value is None or self.plain:
            return value
        if self.is_enum:
            return value.value
        text = value if self.type in (str, Sealed) else self.adapter.dump_json(value).decode()
        return seal(self.name, text) if self.sealed else text

    def to_field(self, value: Any, unseal: Seal) -> Any:
        """The value as the domain gets it."""
        if value is None or self.plain:
            return value
        if self.is_enum:
            return self.type(value)
        text = unseal(self.name, value) if self.sealed else value
        return text if self.type in (str, Sealed) else self.adapter.validate_json(text)


@dataclass(frozen=True)
class Kind:
    """A kind of thing: its dataclass, its table and its fields."""

    type: type[Any]
    table: sa.Table
    fields: tuple[Field, ...]

    @cached_property
    def seals(self) -> bool:
        """Has this kind any sealed field?"""
        return any(f.sealed for f in self.fields)

    def row(self, thing: Any, seal: Seal) -> dict[str, Any]:
        """A thing as a row."""
        return {f.name: f.to_row(getattr(thing, f.name), seal) for f in self.fields}

    def thing(self, row: Any, unseal: Seal) -> Any:
        """A row as a thing."""
        return self.type(**{f.name: f.to_field(row[i], unseal) for i, f in enumerate(self.fields)})


def kind_of(type_: type[Any], table: str, metadata: sa.MetaData, *indexes: tuple[str, ...]) -> Kind:
    """The kind for a dataclass, its table registered with `metadata`."""
    hints = get_type_hints(type_)
    fields = tuple(_field(f, hints[f.name]) for f in dataclasses.fields(type_))
    columns = [f.column() for f in fields]
    made = [sa.Index(f"ix_{table}_{'_'.join(names)}", *names) for names in indexes]
    return Kind(type_, sa.Table(table, metadata, *columns, *made), fields)


def _field(field: dataclasses.Field[Any], hint: Any) -> Field:
    optional = get_origin(hint) in (Union, UnionType) and NoneType in get_args(hint)
    inner = next(a for a in get_args(hint) if a is not NoneType) if optional else hint
    sealed = inner is Sealed or bool(field.metadata.get("sealed"))
    return Field(field.name, inner, optional, sealed)
