"""The settings: refused when they are unfit, named without their value, told in the README."""

from __future__ import annotations

import base64
import os
import subprocess
import sys
from pathlib import Path

import pytest
from pydantic import ValidationError

from bot.errors import SettingError
from bot.settings import AppAuth, Settings, main, table

ROOT = Path(__file__).parent.parent
BEGIN, END = "<!-- settings:begin -->", "<!-- settings:end -->"
APP = "3f2b9c61-7d0e-4c1a-9f55-0b8d6a7c1e42"
HOME = "b7c1e0d4-52a9-4f6e-8d13-9e0a4c7b2f68"
NEIGHBOUR = "c9d2f1e5-63ba-4a7f-9e24-af1b5d8c3079"
TEAM = "d0e3a2f6-74cb-4b80-8f35-b02c6e9d418a"


def key(start: int) -> str:
    return base64.b64encode(bytes(range(start, start + 32))).decode()


@pytest.fixture
def fit(tmp_path: Path) -> dict[str, str]:
    """An environment fit for production."""
    for name in ("plan.yaml", "people.yaml"):
        (tmp_path / name).write_text("tom: nei\n")
    return {
        "SLT_APP_ID": APP,
        "SLT_TENANT_ID": HOME,
        "SLT_TEAM_ID": TEAM,
        "SLT_ORGANISER": "slt@kommunen.no",
        "SLT_PUPIL_ATTRIBUTE": "jobTitle",
        "SLT_PUPIL_VALUES": "Elev",
        "SLT_LIBRARIES": '{"felles": "b!aaa", "samtykker": "b!bbb"}',
        "SLT_PLAN_FILE": str(tmp_path / "plan.yaml"),
        "SLT_PEOPLE_FILE": str(tmp_path / "people.yaml"),
        "SLT_MASTER_KEY": key(1),
        "SLT_CARD_SIGNING_KEY": key(100),
    }


@pytest.fixture(autouse=True)
def clean(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in os.environ:
        if name.startswith("SLT_"):
            monkeypatch.delenv(name)


def read(monkeypatch: pytest.MonkeyPatch, environment: dict[str, str]) -> Settings:
    for name, value in environment.items():
        monkeypatch.setenv(name, value)
    return Settings.production()


def start(environment: dict[str, str]) -> subprocess.CompletedProcess[str]:
    inherited = {name: value for name, value in os.environ.items() if not name.startswith("SLT_")}
    command = [sys.executable, "-m", "bot.settings", "--check"]
    return subprocess.run(command, env=inherited | environment, capture_output=True, text=True, cwd=ROOT)


def test_an_environment_fit_for_production_starts(fit: dict[str, str]) -> None:
    ended = start(fit)
    assert (ended.returncode, ended.stderr) == (0, "")


BAD = {
    "nil id": ("SLT_APP_ID", "00000000-0000-0000-0000-000000000000"),
    "empty id": ("SLT_APP_ID", ""),
    "id from a template": ("SLT_APP_ID", "<app-id>"),
    "id of the demo": ("SLT_TENANT_ID", "5a1e0000-0000-4000-8000-000000000001"),
    "word for an id": ("SLT_TENANT_ID", "changeme"),
    "second tenant that is none": ("SLT_ALLOWED_TENANTS", f"{NEIGHBOUR},11111111-1111-1111-1111-111111111111"),
    "client secret in the environment": ("SLT_APP_SECRET", "Zx8~hidden-hidden-hidden-hidden"),
    "unknown way to sign in": ("SLT_APP_AUTH", "password-hunter2"),
    "short key": ("SLT_MASTER_KEY", "c2hvcnQta2V5"),
    "key of nothing but zeros": ("SLT_CARD_SIGNING_KEY", base64.b64encode(bytes(32)).decode()),
    "another Graph": ("SLT_GRAPH_BASE_URL", "https://graph.evil.no/v1.0"),
    "libraries that are no JSON": ("SLT_LIBRARIES", "felles=b!secret"),
    "one library for both": ("SLT_LIBRARIES", '{"felles": "b!same", "samtykker": "b!same"}'),
    "organiser of an example": ("SLT_ORGANISER", "slt@kommune.example"),
    "plan that is not there": ("SLT_PLAN_FILE", "/nowhere/hidden.yaml"),
    "port that is a word": ("SLT_PORT", "hidden-port"),
    "database of another kind": ("SLT_DATABASE_URL", "mysql://root:hidden@db/slt"),
    "pupils without a mark": ("SLT_PUPIL_VALUES", ""),
    "secrets from nowhere": ("SLT_SECRETS_DIR", "/nowhere/hidden"),
}


@pytest.mark.parametrize("case", BAD)
def test_an_unfit_setting_is_refused_and_named_without_its_value(
    case: str, fit: dict[str, str], monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    name, value = BAD[case]
    for variable, given in (fit | {name: value}).items():
        monkeypatch.setenv(variable, given)
    assert main(["--check"]) == 2
    told = capsys.readouterr()
    assert name in told.err
    assert not value or value not in told.err + told.out


def test_an_unfit_environment_stops_the_program_without_a_trace(fit: dict[str, str]) -> None:
    ended = start(fit | {"SLT_APP_ID": "00000000-0000-0000-0000-000000000000", "SLT_PORT": "hidden"})
    assert (ended.returncode, ended.stdout) == (2, "")
    assert ended.stderr == "SLT_PORT kan ikke leses (int_parsing)\n"


def test_everything_that_is_missing_is_named_at_once() -> None:
    ended = start({})
    assert ended.returncode == 2
    assert {line.split()[0] for line in ended.stderr.splitlines()} == {
        "SLT_APP_ID", "SLT_TENANT_ID", "SLT_TEAM_ID", "SLT_ORGANISER", "SLT_LIBRARIES",
        "SLT_PLAN_FILE", "SLT_PEOPLE_FILE", "SLT_MASTER_KEY", "SLT_CARD_SIGNING_KEY",
    }  # fmt: skip


def test_the_error_in_the_program_hides_values_too(fit: dict[str, str], monkeypatch: pytest.MonkeyPatch) -> None:
    with pytest.raises(SettingError) as caught:
        read(monkeypatch, fit | {"SLT_LIBRARIES": "hidden", "SLT_MASTER_KEY": "hidden"})
    assert "hidden" not in str(caught.value)
    assert caught.value.__cause__ is None
    assert caught.value.__suppress_context__


def test_two_keys_that_are_the_same_are_refused(fit: dict[str, str], monkeypatch: pytest.MonkeyPatch) -> None:
    with pytest.raises(SettingError, match="SLT_CARD_SIGNING_KEY"):
        read(monkeypatch, fit | {"SLT_CARD_SIGNING_KEY": fit["SLT_MASTER_KEY"]})


def test_secrets_come_from_files(fit: dict[str, str], monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    secrets = tmp_path / "secrets"
    secrets.mkdir()
    (secrets / "slt_app_secret").write_text("Zx8~long-enough-to-be-one\n")
    (secrets / "SLT_MASTER_KEY").write_text(fit.pop("SLT_MASTER_KEY"))
    settings = read(monkeypatch, fit | {"SLT_SECRETS_DIR": str(secrets), "SLT_APP_AUTH": "secret"})
    assert settings.app_secret.get_secret_value() == "Zx8~long-enough-to-be-one"
    assert settings.master == bytes(range(1, 33))


@pytest.mark.parametrize(
    ("kind", "named"),
    [
        (AppAuth.SECRET, "SLT_APP_SECRET"),
        (AppAuth.CERTIFICATE, "SLT_APP_CERTIFICATE_PATH"),
        (AppAuth.WORKLOAD_IDENTITY, "SLT_FEDERATED_TOKEN_FILE"),
    ],
)
def test_each_way_to_sign_in_asks_for_what_it_needs(
    kind: AppAuth, named: str, fit: dict[str, str], monkeypatch: pytest.MonkeyPatch
) -> None:
    with pytest.raises(SettingError, match=f"^{named} mangler$"):
        read(monkeypatch, fit | {"SLT_APP_AUTH": kind})


def test_a_managed_identity_is_the_bots_own_unless_another_is_named(
    fit: dict[str, str], monkeypatch: pytest.MonkeyPatch
) -> None:
    assert read(monkeypatch, fit).identity_client_id == APP
    other = read(monkeypatch, fit | {"SLT_MANAGED_IDENTITY_CLIENT_ID": NEIGHBOUR})
    assert other.identity_client_id == NEIGHBOUR


def test_the_home_tenant_is_always_allowed(fit: dict[str, str], monkeypatch: pytest.MonkeyPatch) -> None:
    assert read(monkeypatch, fit).tenants == {HOME}
    assert read(monkeypatch, fit | {"SLT_ALLOWED_TENANTS": f" {NEIGHBOUR.upper()} ,"}).tenants == {HOME, NEIGHBOUR}


def test_durable_work_has_a_database_of_its_own(
    fit: dict[str, str], monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    alone = read(monkeypatch, fit | {"SLT_STATE_DIR": str(tmp_path)})
    assert (alone.store_url, alone.dbos_url) == (f"sqlite:///{tmp_path}/slt.db", f"sqlite:///{tmp_path}/slt-dbos.db")
    url = "postgresql+psycopg://slt:hidden@db:5432/slt?sslmode=require"
    shared = read(monkeypatch, fit | {"SLT_DATABASE_URL": url})
    assert shared.dbos_url == "postgresql+psycopg://slt:hidden@db:5432/slt_dbos?sslmode=require"
    assert "hidden" not in repr(shared)


def test_settings_do_not_change(tmp_path: Path) -> None:
    with pytest.raises(ValidationError):
        setattr(Settings.for_demo(tmp_path), "port", 1)  # noqa: B010


def test_the_demo_reads_no_environment(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("SLT_APP_ID", APP)
    monkeypatch.setenv("SLT_DATABASE_URL", "postgresql+psycopg://real/one")
    demo = Settings.for_demo(tmp_path)
    assert demo.demo
    assert demo.app_id != APP
    assert demo.store_url.startswith("sqlite:///")
    assert len(demo.master) == len(demo.card_key) == 32


@pytest.mark.parametrize("values", [{"host": "0.0.0.0"}, {"graph_base_url": "https://graph.microsoft.com/v1.0"}])
def test_the_demo_stays_on_this_machine(values: dict[str, str], tmp_path: Path) -> None:
    with pytest.raises(ValidationError):
        Settings.for_demo(tmp_path, **values)


def test_the_demos_settings_are_refused_in_production(
    fit: dict[str, str], monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    demo = Settings.for_demo(tmp_path)
    keys = {
        "SLT_MASTER_KEY": demo.master_key.get_secret_value(),
        "SLT_CARD_SIGNING_KEY": demo.card_signing_key.get_secret_value(),
    }
    with pytest.raises(SettingError, match=r"SLT_MASTER_KEY .*\nSLT_CARD_SIGNING_KEY "):
        read(monkeypatch, fit | keys)


def test_every_setting_is_in_the_table_with_a_description() -> None:
    rows = table().splitlines()[2:]
    assert len(rows) == len(Settings.model_fields)
    for name, row in zip(Settings.model_fields, rows, strict=True):
        assert row.startswith(f"| `SLT_{name.upper()}` |")
        assert len(row.split(" | ")[-1]) > 15


def test_the_module_prints_its_table(capsys: pytest.CaptureFixture[str]) -> None:
    assert main([]) == 0
    assert capsys.readouterr().out == table()


def test_the_readme_has_the_settings_table_as_the_code_has_it() -> None:
    readme = (ROOT / "README.md").read_text(encoding="utf-8")
    assert BEGIN in readme, "README.md lacks the settings table: paste `python -m bot.settings` between the markers"
    assert END in readme
    assert readme.partition(BEGIN)[2].partition(END)[0].strip() == table().strip()
