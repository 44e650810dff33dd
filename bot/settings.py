"""The settings: the only reader of the environment.

`Settings.production()` reads and checks, and refuses to start on anything empty, wrong or left over from an
example (threat T3). `Settings.for_demo(…)` reads no environment at all and binds loopback alone.
`python -m bot.settings` prints the table of the README; `--check` checks the environment it is run in.

A message about a setting names it and never shows its value.
"""

from __future__ import annotations

import base64
import json
import os
import socket
import sys
from collections.abc import Iterator
from datetime import date
from enum import StrEnum
from importlib.metadata import version
from pathlib import Path
from typing import Annotated, Any, ClassVar, Literal
from urllib.parse import urlsplit

from pydantic import BeforeValidator, Field, SecretStr, ValidationError, field_validator
from pydantic_settings import BaseSettings, NoDecode, PydanticBaseSettingsSource, SettingsConfigDict

from bot.errors import SettingError
from bot.settings_check import DEMO_KEYS, LIBRARIES, PREFIX, exposed, faults, key_bytes, loopback, variable


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
    channels: Annotated[dict[str, str], NoDecode, BeforeValidator(_read_json)] = Field(
        default={}, description='Kanal-ID for hvert organ i planen, som JSON: `{"fagteam": "19:…"}`'
    )
    pupil_attribute: str = Field(
        default="", description="Feltet i Entra som viser at en konto er en elevs, for eksempel `jobTitle`"
    )
    pupil_values: Annotated[tuple[str, ...], NoDecode, BeforeValidator(_split)] = Field(
        default=(), description="Verdiene av feltet som betyr elev, skilt med komma"
    )
    organiser: Id = Field(default="", description="Postkassen som står som møteinnkaller")
    sms_url: str = Field(
        default="",
        description="Adressen til kommunens SMS- eller talevarsling (HTTPS); tom betyr at hastemøter ikke sender SMS",
    )
    sms_token: SecretStr = Field(
        default=SecretStr(""), description="Nøkkelen til SMS-tjenesten; må settes når `SLT_SMS_URL` er satt"
    )
    public_url: str = Field(
        default="", description="Botens egen adresse utenfra (HTTPS), til svarlenkene i SMS; bare når SMS er i bruk"
    )
    sharepoint_name: Id = Field(
        default="",
        description="Det som står foran `.sharepoint.com` i kommunens adresser; tom: signerte skjema tas ikke imot",
    )
    templates_dir: Path | None = Field(
        default=None, description="Mappen med kommunens egne Word-maler; tom betyr malene som følger med"
    )
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
        if wrong := [*exposed(os.environ), *faults(settings)]:
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
            "pupil_attribute": "jobTitle",
            "pupil_values": ("Elev",),
            "municipality": "Jevnaker",
            "website_url": "https://jevnaker.example/slt",
            "privacy_url": "https://jevnaker.example/slt/personvern",
            "log_format": "console",
            "master_key": master,
            "card_signing_key": cards,
            "private_port": 0,
        }
        return _Demo(state_dir=state_dir, **{**defaults, **values})

    @property
    def answer_url(self) -> str:
        """Where the links of text messages lead; empty when none are sent."""
        return self.public_url.rstrip("/") if self.sms_url else ""

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
        return key_bytes("master_key", self.master_key)

    @property
    def card_key(self) -> bytes:
        """The key that signs the buttons (threat T7)."""
        return key_bytes("card_signing_key", self.card_signing_key)

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
        if not loopback(host):
            raise ValueError("the demo binds loopback alone")
        return host

    @field_validator("graph_base_url", "sms_url")
    @classmethod
    def _outside_stays_home(cls, url: str) -> str:
        if url and not loopback(urlsplit(url).hostname or ""):
            raise ValueError("the demo's outside worlds are on this machine")
        return url


def _told(error: ValidationError) -> Iterator[str]:
    for detail in error.errors(include_input=False, include_url=False, include_context=False):
        yield variable(str(detail["loc"][0]), f"kan ikke leses ({detail['type']})")


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
