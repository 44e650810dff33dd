"""What keeps settings from production (threats T3 and T26). A message names the variable and never shows its value."""

from __future__ import annotations

import base64
import binascii
import hashlib
import re
from collections.abc import Iterator, Mapping
from ipaddress import ip_address
from typing import TYPE_CHECKING

from pydantic import SecretStr

from bot.errors import SettingError

if TYPE_CHECKING:
    from bot.settings import Settings

PREFIX = "SLT_"
KEY_BYTES = 32
LIBRARIES = ("felles", "samtykker")
SCHEMES = ("sqlite:///", "postgresql+psycopg://")
DEMO_KEYS = tuple(hashlib.sha256(f"slt-bot demo {use}".encode()).digest() for use in ("master", "cards"))
GUID = re.compile(r"[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}")
INVENTED = ("12345678-1234-", "5a1e0000-")
LEFT_OVER = re.compile(
    r"^(<|\$|\{|change.?me|replace|placeholder|todo|xxx|your[-_ ])"
    r"|(\.(example|invalid|test)|\bexample\.(com|org|net))$",
    re.I,
)
SHORTEST_SECRET = 16


def faults(settings: Settings) -> Iterator[str]:
    """What keeps these settings from production, a sentence each."""
    yield from _ids(settings)
    yield from _auth(settings)
    yield from _texts(settings)
    yield from _libraries(settings)
    yield from _keys(settings)
    yield from _files(settings, "plan_file", "people_file")
    yield from _addresses(settings)
    yield from _telephone(settings)
    if settings.pupil_attribute and not settings.pupil_values:
        yield variable("pupil_values", "mangler når SLT_PUPIL_ATTRIBUTE er satt")


def _ids(settings: Settings) -> Iterator[str]:
    for name in ("app_id", "tenant_id", "team_id"):
        yield from _guid(name, getattr(settings, name))
    if settings.managed_identity_client_id:
        yield from _guid("managed_identity_client_id", settings.managed_identity_client_id)
    for tenant in settings.allowed_tenants:
        yield from _guid("allowed_tenants", tenant)


def _guid(name: str, value: str) -> Iterator[str]:
    if not value:
        yield variable(name, "mangler")
    elif not GUID.fullmatch(value):
        yield variable(name, "er ikke en ID på formen xxxxxxxx-xxxx-xxxx-xxxx-xxxxxxxxxxxx")
    elif value.startswith(INVENTED) or len(set(value)) <= 5:
        yield variable(name, "er en plassholder eller en ID fra demoen")


def _auth(settings: Settings) -> Iterator[str]:
    match settings.app_auth:
        case "secret":
            yield from _secret("app_secret", settings.app_secret.get_secret_value())
        case "certificate":
            yield from _files(settings, "app_certificate_path")
        case "workload_identity":
            yield from _files(settings, "federated_token_file")


def _secret(name: str, value: str) -> Iterator[str]:
    yield from _text(name, value)
    if 0 < len(value) < SHORTEST_SECRET:
        yield variable(name, "er for kort")


def exposed(environment: Mapping[str, str]) -> Iterator[str]:
    """The client secret is never in the environment (threat T26)."""
    if any(name.upper() == f"{PREFIX}APP_SECRET" and value for name, value in environment.items()):
        yield variable("app_secret", f"skal ligge i en fil i {PREFIX}SECRETS_DIR, ikke i miljøet")


def _texts(settings: Settings) -> Iterator[str]:
    yield from _text("organiser", settings.organiser)
    if settings.organiser and not re.fullmatch(r"[^@\s]+@[^@\s]+", settings.organiser):
        yield variable("organiser", "er ikke en postkasse")

    if settings.sharepoint_name and not re.fullmatch(r"[a-z0-9-]{1,63}", settings.sharepoint_name):
        yield variable("sharepoint_name", "er bare det som står foran .sharepoint.com")


def _text(name: str, value: str) -> Iterator[str]:
    if not value:
        yield variable(name, "mangler")
    elif LEFT_OVER.search(value):
        yield variable(name, "er en plassholder")


def _libraries(settings: Settings) -> Iterator[str]:
    for library in LIBRARIES:
        for fault in _text("libraries", settings.libraries.get(library, "")):
            yield f"{fault} («{library}»)"
    if len(set(settings.libraries.values())) < len(settings.libraries):
        yield variable("libraries", "bruker samme disk to ganger; samtykker må ha sin egen")


def _keys(settings: Settings) -> Iterator[str]:
    keys = []
    for name in ("master_key", "card_signing_key"):
        try:
            keys.append(key_bytes(name, getattr(settings, name)))
        except SettingError as error:
            yield str(error)
    for name, key in zip(("master_key", "card_signing_key"), keys, strict=False):
        if key in DEMO_KEYS or len(set(key)) < KEY_BYTES // 2:
            yield variable(name, "er ikke tilfeldig, eller er demoens")
    if len(keys) != len(set(keys)):
        yield variable("card_signing_key", "er den samme som SLT_MASTER_KEY")


def key_bytes(name: str, secret: SecretStr) -> bytes:
    """The bytes of a key. Raises SettingError."""
    try:
        key = base64.b64decode(secret.get_secret_value().strip(), validate=True)
    except binascii.Error:
        key = b""
    if len(key) != KEY_BYTES:
        raise SettingError(variable(name, f"skal være {KEY_BYTES} byte i base64"))
    return key


def _files(settings: Settings, *names: str) -> Iterator[str]:
    for name in names:
        path = getattr(settings, name)
        if path is None:
            yield variable(name, "mangler")
        elif not path.is_file():
            yield variable(name, "peker ikke på en fil")


def _addresses(settings: Settings) -> Iterator[str]:
    if settings.graph_base_url:
        yield variable("graph_base_url", "brukes bare i demoen")
    if settings.port == settings.private_port:
        yield variable("private_port", "er den samme som SLT_PORT")
    if not settings.store_url.startswith(SCHEMES):
        yield variable("database_url", "skal begynne med " + " eller ".join(SCHEMES))


def _telephone(settings: Settings) -> Iterator[str]:
    """Text messages are on when their gateway is named; then the key and the bot's own address are needed."""
    if not settings.sms_url:
        return
    for name in ("sms_url", "public_url"):
        value = getattr(settings, name)
        yield from _text(name, value)
        if value and not value.startswith("https://"):
            yield variable(name, "skal begynne med https://")
    yield from _secret("sms_token", settings.sms_token.get_secret_value())


def variable(name: str, what: str) -> str:
    """A sentence about a setting, by the name of its variable."""
    return f"{PREFIX}{name.upper()} {what}"


def loopback(host: str) -> bool:
    """Whether an address can only be reached from this machine."""
    try:
        return ip_address(host).is_loopback
    except ValueError:
        return host == "localhost"
