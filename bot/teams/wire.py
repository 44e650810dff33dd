"""botbuilder's models to and from JSON, without msrest.

The rules are read once from botbuilder's own `_attribute_map`, so the names on the wire are the SDK's.
msrest spends 1.2 ms on a card that this does in a few µs (performance.md, "Frameworks"). Inbound it is also
the first check: a field of another type than the map says is refused, so what follows can trust the types.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import orjson
from botbuilder.schema import (
    Activity,
    Attachment,
    ChannelAccount,
    ConversationAccount,
    ConversationParameters,
    Entity,
)

from bot.ports import Json
from bot.teams.denied import Malformed

Convert = Callable[[Any], Any]

# What a turn reads of an activity. The rest (timestamps, reactions, speech) is left on the wire.
READ = frozenset(
    {"type", "name", "action", "id", "reply_to_id", "channel_id", "service_url", "delivery_mode", "locale"}
    | {"from_property", "recipient", "conversation", "members_added", "members_removed"}
    | {"text", "value", "attachments", "entities", "channel_data"}
)

# Teams writes `tenantId`; the SDK's map says `tenantID` and so loses it.
ALIASES = {(ConversationAccount, "tenant_id"): "tenantId", (ConversationParameters, "tenant_id"): "tenantId"}


def load_activity(body: bytes) -> Activity:
    """The activity in a request's body. Raises Malformed."""
    try:
        data = orjson.loads(body)
    except orjson.JSONDecodeError:
        raise Malformed("json") from None
    return _activity(_dict(data))


def dump(value: Any) -> bytes:
    """A model, or JSON with models in it, as bytes."""
    return orjson.dumps(value, default=_plain)


def _exact(kind: type) -> Convert:
    def convert(value: Any) -> Any:
        if type(value) is not kind:
            raise Malformed("type")
        return value

    return convert


_text, _bool, _dict, _list = _exact(str), _exact(bool), _exact(dict), _exact(list)


def _each(convert: Convert) -> Convert:
    return lambda value: [convert(item) for item in _list(value)]


def _loader(model: type, names: frozenset[str] | None = None) -> Convert:
    """A function that makes one `model` of a JSON object."""
    fields = [
        (ALIASES.get((model, name), rule["key"]), name, _CONVERTERS[rule["type"]])
        for name, rule in model._attribute_map.items()  # type: ignore[attr-defined]
        if names is None or name in names
    ]

    def load(data: Any) -> Any:
        source = _dict(data)
        return model(**{name: convert(source[key]) for key, name, convert in fields if source.get(key) is not None})

    return load


def _entity(data: Any) -> Entity:
    """An entity keeps the fields its map does not know, as the SDK does."""
    rest = dict(_dict(data))
    entity = Entity(type=_text(rest.pop("type", "")))
    entity.additional_properties = rest
    return entity


_CONVERTERS: dict[str, Convert] = {
    "str": _text,
    "bool": _bool,
    "object": lambda value: value,
    "[Entity]": _each(_entity),
}
for _model in (ChannelAccount, ConversationAccount, Attachment):
    _CONVERTERS[_model.__name__] = _loader(_model)
    _CONVERTERS[f"[{_model.__name__}]"] = _each(_CONVERTERS[_model.__name__])
_activity = _loader(Activity, READ)

_KEYS = {
    model: [(name, ALIASES.get((model, name), rule["key"])) for name, rule in model._attribute_map.items()]
    for model in (Activity, Attachment, ChannelAccount, ConversationAccount, ConversationParameters)
}
_KEYS[Entity] = [("type", "type")]


def _plain(model: Any) -> Json:
    """One model as the object it is on the wire; orjson asks again for the models inside."""
    values = vars(model)
    found = {key: values[name] for name, key in _KEYS[type(model)] if values.get(name) is not None}
    found.update(values.get("additional_properties") or {})
    return found
