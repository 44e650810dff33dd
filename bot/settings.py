"""The settings: the only reader of the environment.

`Settings.production()` reads and checks, and refuses to start on anything empty, wrong or left over from an
example (threat T3). `Settings.for_demo(…)` reads no environment at all and binds loopback alone.
`python -m bot.settings` prints the table of the README; `--check` checks the environment it is run in.

A message about a setting names it and never shows its value.
"""

from __future__ import annotations

import base64
import binascii
import hashlib
import json
import os
import re
import socket
import sys
from collections.abc import Iterator, Mapping
from datetime import date
from enum import StrEnum
from importlib.metadata import version
from ipaddress import ip_address
from pathlib import Path
from typing import Annotated, Any, ClassVar, Literal
from urllib.parse import urlsplit

from pydantic import BeforeValidator, Field, SecretStr, ValidationError, field_validator
from pydantic_settings import BaseSettings, NoDecode, PydanticBaseSettingsSource, SettingsConfigDict

from bot.errors import SettingError

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


class AppAuth(StrEnum):
    """How the bot proves to Microsoft who it is."""

    SECRET = "secret"  # noqa: S105
    CERTIFICATE = "certificate"
    MANAGED_IDENTITY = "managed_identity"
    WORKLOAD_IDENTITY = "workload_identity"


def _low(value: Any) -> Any:
    return value.strip().lower() if isinstance(value, str) else value


def _split(value: Any) -> Any:
    return [_low(part) for part in value.split(",") if part.strip()] if isinstance(value, str) else value


def _read_json(value: Any) -> Any:
    return json.loads(value) if isinstance(value, str) else value


Id = Annotated[str, BeforeValidator(_low)]
Port = Annotated[int, Field(ge=0, le=65535)]


class Settings(BaseSettings):
    """Everything that differs from one installation to the next: one municipality, one team, one bot."""

    model_config = SettingsConfigDict(
        env_prefix=PREFIX, env_ignore_empty=True, frozen=True, extra="forbid", hide_input_in_errors=True
    )
    demo: ClassVar[bool] = False

    app_id: Id = Field(default="", description="Botens app-ID i Entra (klient-ID for den administrerte identiteten)")
    tenant_id: Id = Field(default="", description="Kommunens egen leietaker-ID i Entra")
    allowed_tenants: Annotated[frozenset[str], NoDecode, BeforeValidator(_split)] = Field(
        default=frozenset(),
        description="Andre leietakere boten svarer i, skilt med komma; egen leietaker er alltid med",
    )
    app_auth: AppAuth = Field(
        default=AppAuth.MANAGED_IDENTITY,
        description="Hvordan boten beviser hvem den er: `managed_identity`, `workload_identity`, `certificate` eller"
        " `secret`",
    )
    app_secret: SecretStr = Field(
        default=SecretStr(""),
        description="Klienthemmelighet når `secret` er valgt; leses bare fra fil i `SLT_SECRETS_DIR`",
    )
    app_certificate_path: Path | None = Field(
        default=None, description="PEM-fil med sertifikat og privat nøkkel når `certificate` er valgt"
    )
    managed_identity_client_id: Id = Field(
        default="", description="Klient-ID for en annen administrert identitet enn botens egen; tom betyr `SLT_APP_ID`"
    )
    federated_token_file: Path | None = Field(
        default=None, description="Fil med plattformens token når `workload_identity` er valgt"
    )
    secrets_dir: Path | None = Field(
        default=None, description="Mappe med hemmelige innstillinger, én fil per innstilling med variabelens navn"
    )
    host: str = Field(default="127.0.0.1", description="Adressen boten lytter på")
    port: Port = Field(default=3978, description="Porten Teams når boten på")
    private_port: Port = Field(default=3979, description="Porten for `/readyz` og `/metrics`; skal ikke nås utenfra")
    state_dir: Path = Field(default=Path("state"), description="Mappen boten skriver i")
    database_url: SecretStr = Field(
        default=SecretStr(""), description="Databasen, `postgresql+psycopg://…`; tom betyr SQLite i `SLT_STATE_DIR`"
    )
    plan_file: Path | None = Field(default=None, description="Kommunens plan (YAML)")
    plan_effective_from: date | None = Field(
        default=None, description="Dagen planen gjelder fra (ÅÅÅÅ-MM-DD); tom betyr med en gang"
    )
    people_file: Path | None = Field(default=None, description="Hvem som har hvilken rolle i planen (YAML)")
    team_id: Id = Field(default="", description="Teamets gruppe-ID i Entra")
    libraries: Annotated[dict[str, str], NoDecode, BeforeValidator(_read_json)] = Field(
        default={}, description='Disk-ID for hvert dokumentbibliotek, som JSON: `{"felles": "…", "samtykker": "…"}`'
    )
    organiser: Id = Field(default="", description="Postkassen som står som møteinnkaller")
    graph_base_url: str = Field(default="", description="Tom i drift; en adresse på egen maskin i demoen")
    master_key: SecretStr = Field(
        default=SecretStr(""), description="Nøkkelen som pakker inn hver saks nøkkel: 32 tilfeldige byte i base64"
    )
    card_signing_key: SecretStr = Field(
        default=SecretStr(""), description="Nøkkelen som signerer knappene i kortene: 32 tilfeldige byte i base64"
    )
    municipality: str = Field(default="", description="Kommunens navn, vist som utgiver i Teams; bare for pakken")
    website_url: str = Field(default="", description="Kommunens side om SLT og vilkår for bruk; bare for pakken")
    privacy_url: str = Field(default="", description="Kommunens personvernerklæring for boten; bare for pakken")
    log_level: Literal["DEBUG", "INFO", "WARNING", "ERROR"] = Field(default="INFO", description="Hvor mye som logges")
    log_format: Literal["json", "console"] = Field(
        default="json", description="`json` i drift, `console` for mennesker"
    )
    executor_id: str = Field(default="", description="Navnet på denne kopien av boten; tom betyr maskinens navn")
    application_version: str = Field(
        default="", description="Versjonen varig arbeid merkes med; tom betyr pakkens versjon. Lik for alle kopier"
    )

    @classmethod
    def production(cls) -> Settings:
        """The environment's settings. Raises SettingError naming every setting that is not fit for use."""
        folder = os.environ.get(f"{PREFIX}SECRETS_DIR") or None
        if folder and not Path(folder).is_dir():
            raise SettingError(f"{PREFIX}SECRETS_DIR: mappen finnes ikke")
        values: dict[str, Any] = {"_secrets_dir": folder}
        try:
            settings = cls(**values)
        except ValidationError as error:
            raise SettingError("\n".join(_told(error))) from None
        if wrong := [*_exposed(os.environ), *faults(settings)]:
            raise SettingError("\n".join(wrong))
        return settings

    @classmethod
    def for_demo(cls, state_dir: Path, **values: Any) -> Settings:
        """The demo's settings: invented ids, keys everybody knows, loopback alone. `values` override."""
        from bot.standins.cast import BOT_ID, JEVNAKER_TEAM, TENANT

        master, cards = (SecretStr(base64.b64encode(key).decode()) for key in DEMO_KEYS)
        defaults = {
            "app_id": BOT_ID,
            "tenant_id": TENANT,
            "team_id": JEVNAKER_TEAM.group_id,
            "libraries": {name: name for name in LIBRARIES},
            "organiser": "slt@jevnaker.example",
            "municipality": "Jevnaker",
            "website_url": "https://jevnaker.example/slt",
            "privacy_url": "https://jevnaker.example/slt/personvern",
            "log_format": "console",
            "master_key": master,
            "card_signing_key": cards,
        }
        return _Demo(state_dir=state_dir, **{**defaults, **values})

    @property
    def tenants(self) -> frozenset[str]:
        """The tenants the bot answers in (threat T4)."""
        return self.allowed_tenants | {self.tenant_id}

    @property
    def identity_client_id(self) -> str:
        """The managed identity the bot signs in with."""
        return self.managed_identity_client_id or self.app_id

    @property
    def store_url(self) -> str:
        """The store's SQLAlchemy URL."""
        return self.database_url.get_secret_value() or f"sqlite:///{self.state_dir.absolute() / 'slt.db'}"

    @property
    def dbos_url(self) -> str:
        """The durable work's own database: another file beside the store's, or another database on its server."""
        head, dot, tail = self.store_url.rpartition(".db")
        if self.store_url.startswith("sqlite"):
            return f"{head}-dbos{dot}{tail}" if dot else f"{self.store_url}-dbos"
        parts = urlsplit(self.store_url)
        return parts._replace(path=f"{parts.path}_dbos").geturl()

    @property
    def master(self) -> bytes:
        """The key that wraps the cases' keys (threat T12)."""
        return _key("master_key", self.master_key)

    @property
    def card_key(self) -> bytes:
        """The key that signs the buttons (threat T7)."""
        return _key("card_signing_key", self.card_signing_key)

    @property
    def executor(self) -> str:
        """This replica's name in the durable work."""
        return self.executor_id or socket.gethostname()

    @property
    def app_version(self) -> str:
        """The version durable work is marked with."""
        return self.application_version or version("slt-bot")


class _Demo(Settings):
    """Given, not read; and never reachable from another machine."""

    demo: ClassVar[bool] = True

    @classmethod
    def settings_customise_sources(
        cls,
        settings_cls: type[BaseSettings],
        init_settings: PydanticBaseSettingsSource,
        env_settings: PydanticBaseSettingsSource,
        dotenv_settings: PydanticBaseSettingsSource,
        file_secret_settings: PydanticBaseSettingsSource,
    ) -> tuple[PydanticBaseSettingsSource, ...]:
        """No environment."""
        return (init_settings,)

    @field_validator("host")
    @classmethod
    def _stays_home(cls, host: str) -> str:
        if not _loopback(host):
            raise ValueError("the demo binds loopback alone")
        return host

    @field_validator("graph_base_url")
    @classmethod
    def _graph_stays_home(cls, url: str) -> str:
        if url and not _loopback(urlsplit(url).hostname or ""):
            raise ValueError("the demo's Graph is on this machine")
        return url


def faults(settings: Settings) -> Iterator[str]:
    """What keeps these settings from production, a sentence each."""
    yield from _ids(settings)
    yield from _auth(settings)
    yield from _texts(settings)
    yield from _libraries(settings)
    yield from _keys(settings)
    yield from _files(settings, "plan_file", "people_file")
    yield from _addresses(settings)


def _ids(settings: Settings) -> Iterator[str]:
    for name in ("app_id", "tenant_id", "team_id"):
        yield from _guid(name, getattr(settings, name))
    if settings.managed_identity_client_id:
        yield from _guid("managed_identity_client_id", settings.managed_identity_client_id)
    for tenant in settings.allowed_tenants:
        yield from _guid("allowed_tenants", tenant)


def _guid(name: str, value: str) -> Iterator[str]:
    if not value:
        yield _fault(name, "mangler")
    elif not GUID.fullmatch(value):
        yield _fault(name, "er ikke en ID på formen xxxxxxxx-xxxx-xxxx-xxxx-xxxxxxxxxxxx")
    elif value.startswith(INVENTED) or len(set(value)) <= 5:
        yield _fault(name, "er en plassholder eller en ID fra demoen")


def _auth(settings: Settings) -> Iterator[str]:
    match settings.app_auth:
        case AppAuth.SECRET:
            yield from _secret("app_secret", settings.app_secret.get_secret_value())
        case AppAuth.CERTIFICATE:
            yield from _files(settings, "app_certificate_path")
        case AppAuth.WORKLOAD_IDENTITY:
            yield from _files(settings, "federated_token_file")


def _secret(name: str, value: str) -> Iterator[str]:
    yield from _text(name, value)
    if 0 < len(value) < SHORTEST_SECRET:
        yield _fault(name, "er for kort")


def _exposed(environment: Mapping[str, str]) -> Iterator[str]:
    """The client secret is never in the environment (threat T26)."""
    if any(name.upper() == f"{PREFIX}APP_SECRET" and value for name, value in environment.items()):
        yield _fault("app_secret", f"skal ligge i en fil i {PREFIX}SECRETS_DIR, ikke i miljøet")


def _texts(settings: Settings) -> Iterator[str]:
    yield from _text("organiser", settings.organiser)
    if settings.organiser and not re.fullmatch(r"[^@\s]+@[^@\s]+", settings.organiser):
        yield _fault("organiser", "er ikke en postkasse")


def _text(name: str, value: str) -> Iterator[str]:
    if not value:
        yield _fault(name, "mangler")
    elif LEFT_OVER.search(value):
        yield _fault(name, "er en plassholder")


def _libraries(settings: Settings) -> Iterator[str]:
    for library in LIBRARIES:
        for fault in _text("libraries", settings.libraries.get(library, "")):
            yield f"{fault} («{library}»)"
    if len(set(settings.libraries.values())) < len(settings.libraries):
        yield _fault("libraries", "bruker samme disk to ganger; samtykker må ha sin egen")


def _keys(settings: Settings) -> Iterator[str]:
    keys = []
    for name in ("master_key", "card_signing_key"):
        try:
            keys.append(_key(name, getattr(settings, name)))
        except SettingError as error:
            yield str(error)
    for name, key in zip(("master_key", "card_signing_key"), keys, strict=False):
        if key in DEMO_KEYS or len(set(key)) < KEY_BYTES // 2:
            yield _fault(name, "er ikke tilfeldig, eller er demoens")
    if len(keys) != len(set(keys)):
        yield _fault("card_signing_key", "er den samme som SLT_MASTER_KEY")


def _key(name: str, secret: SecretStr) -> bytes:
    try:
        key = base64.b64decode(secret.get_secret_value().strip(), validate=True)
    except binascii.Error:
        key = b""
    if len(key) != KEY_BYTES:
        raise SettingError(_fault(name, f"skal være {KEY_BYTES} byte i base64"))
    return key


def _files(settings: Settings, *names: str) -> Iterator[str]:
    for name in names:
        path = getattr(settings, name)
        if path is None:
            yield _fault(name, "mangler")
        elif not path.is_file():
            yield _fault(name, "peker ikke på en fil")


def _addresses(settings: Settings) -> Iterator[str]:
    if settings.graph_base_url:
        yield _fault("graph_base_url", "brukes bare i demoen")
    if settings.port == settings.private_port:
        yield _fault("private_port", "er den samme som SLT_PORT")
    if not settings.store_url.startswith(SCHEMES):
        yield _fault("database_url", "skal begynne med " + " eller ".join(SCHEMES))


def _fault(name: str, what: str) -> str:
    return f"{PREFIX}{name.upper()} {what}"


def _told(error: ValidationError) -> Iterator[str]:
    for detail in error.errors(include_input=False, include_url=False, include_context=False):
        yield _fault(str(detail["loc"][0]), f"kan ikke leses ({detail['type']})")


def _loopback(host: str) -> bool:
    try:
        return ip_address(host).is_loopback
    except ValueError:
        return host == "localhost"


def table() -> str:
    """The settings as a Markdown table, for the README."""
    rows = ["| Innstilling | Standard | Hva den er |", "|---|---|---|"]
    for name, field in Settings.model_fields.items():
        rows.append(f"| `{PREFIX}{name.upper()}` | {_shown(field.default)} | {field.description} |")
    return "\n".join(rows) + "\n"


def _shown(default: object) -> str:
    text = default.get_secret_value() if isinstance(default, SecretStr) else default
    return f"`{text}`" if text else ""


def main(arguments: list[str]) -> int:
    """Print the table, or check the environment."""
    if arguments != ["--check"]:
        sys.stdout.write(table())
        return 0
    try:
        Settings.production()
    except SettingError as error:
        sys.stderr.write(f"{error}\n")
        return 2
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
