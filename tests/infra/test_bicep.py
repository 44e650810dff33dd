"""The infrastructure: it parses, it knows every setting, and no secret stands in it."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any

import pytest
from pydantic import SecretStr

from bot.settings import Settings
from bot.settings_check import LEFT_OVER, PREFIX
from tests.infra.bicep import (
    EXAMPLE,
    FILES,
    INFRA,
    MAIN,
    MODULES,
    Code,
    Resource,
    faults,
    modules,
    params,
    parse,
    resources,
    unknown_names,
    variables,
)

TREES = {path.name: parse(path) for path in FILES}
RESOURCES = [found for tree in TREES.values() for found in resources(tree)]
MADE = [found for found in RESOURCES if not found.existing]

# Type → API version, and what must be said of it.
ASKED: dict[str, tuple[str, list[str]]] = {
    "Microsoft.App/containerApps": (
        "2024-03-01",
        [
            "location",
            "identity.userAssignedIdentities",
            "properties.environmentId",
            "properties.configuration.ingress.targetPort",
            "properties.template.containers",
            "properties.template.scale.minReplicas",
        ],
    ),
    "Microsoft.App/managedEnvironments": (
        "2024-03-01",
        ["location", "properties.vnetConfiguration.infrastructureSubnetId", "properties.appLogsConfiguration"],
    ),
    "Microsoft.Authorization/roleAssignments": (
        "2022-04-01",
        ["scope", "name", "properties.principalId", "properties.principalType", "properties.roleDefinitionId"],
    ),
    "Microsoft.BotService/botServices": (
        "2022-09-15",
        ["kind", "sku.name", "properties.displayName", "properties.endpoint", "properties.msaAppId",
         "properties.msaAppType", "properties.msaAppTenantId", "properties.msaAppMSIResourceId"],
    ),
    "Microsoft.BotService/botServices/channels": ("2022-09-15", ["properties.channelName"]),
    "Microsoft.DBforPostgreSQL/flexibleServers": (
        "2024-08-01",
        ["location", "sku.name", "sku.tier", "properties.version", "properties.administratorLoginPassword",
         "properties.network.delegatedSubnetResourceId", "properties.network.privateDnsZoneArmResourceId",
         "properties.dataEncryption.primaryKeyURI", "properties.dataEncryption.primaryUserAssignedIdentityId"],
    ),
    "Microsoft.DBforPostgreSQL/flexibleServers/databases": ("2024-08-01", ["properties.charset"]),
    "Microsoft.Insights/diagnosticSettings": ("2021-05-01-preview", ["scope", "properties.workspaceId"]),
    "Microsoft.KeyVault/vaults": (
        "2023-07-01", ["properties.tenantId", "properties.sku.family", "properties.sku.name"]
    ),
    "Microsoft.KeyVault/vaults/keys": ("2023-07-01", ["parent", "properties.kty", "properties.keySize"]),
    "Microsoft.KeyVault/vaults/secrets": ("2023-07-01", ["parent", "properties.value"]),
    "Microsoft.ManagedIdentity/userAssignedIdentities": ("2023-01-31", ["location"]),
    "Microsoft.Network/privateDnsZones": ("2020-06-01", ["location"]),
    "Microsoft.Network/privateDnsZones/virtualNetworkLinks": ("2020-06-01", ["properties.virtualNetwork.id"]),
    "Microsoft.Network/virtualNetworks": (
        "2024-01-01", ["properties.addressSpace.addressPrefixes", "properties.subnets"]
    ),
    "Microsoft.OperationalInsights/workspaces": ("2023-09-01", ["properties.sku.name"]),
}  # fmt: skip


def one(kind: str) -> Resource:
    (found,) = (resource for resource in MADE if resource.type == kind)
    return found


APP = one("Microsoft.App/containerApps")
(CONTAINER,) = APP.at("properties.template.containers")
ENVIRONMENT: dict[str, str] = {entry["name"]: entry["value"] for entry in CONTAINER["env"]}
APP_VARIABLES = variables(TREES["app.bicep"])
MOUNTED = {
    file: secret
    for files in (APP_VARIABLES["files"], *APP_VARIABLES["credentials"].values(), *APP_VARIABLES["telephone"].values())
    for secret, file in files.items()
}


@pytest.mark.parametrize("path", [*FILES, EXAMPLE], ids=lambda path: path.name)
def test_a_file_is_sound_bicep(path: Path) -> None:
    assert faults(parse(path)) == []


def test_the_parser_does_find_faults(tmp_path: Path) -> None:
    broken = tmp_path / "broken.bicep"
    broken.write_text(MAIN.read_text(encoding="utf-8").replace("location: location\n}", "location: \n"))
    assert faults(parse(broken))


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.name)
def test_every_name_that_is_used_is_declared(path: Path) -> None:
    assert unknown_names(parse(path)) == set()


def test_every_setting_is_there_and_no_other() -> None:
    files = {file for file in MOUNTED if file.startswith(PREFIX)}
    assert {f"{PREFIX}{name.upper()}" for name in Settings.model_fields} == ENVIRONMENT.keys() | files


def test_secret_settings_are_files_of_the_vault_and_never_in_the_environment() -> None:
    secret = {
        f"{PREFIX}{name.upper()}"
        for name, field in Settings.model_fields.items()
        if isinstance(field.default, SecretStr)
    }
    assert secret == {file for file in MOUNTED if file.startswith(PREFIX)}
    assert not secret & ENVIRONMENT.keys()
    assert all("secretRef" not in entry for entry in CONTAINER["env"])


def test_the_apps_secrets_are_references_to_the_vault() -> None:
    (secret,) = APP.at("properties.configuration.secrets")
    assert secret.keys() == {"name", "keyVaultUrl", "identity"}
    assert secret["keyVaultUrl"] == "'${vaultUri}secrets/${file.key}'"


def test_the_plan_of_roles_and_the_certificate_come_from_the_vault_too() -> None:
    assert ENVIRONMENT["SLT_PEOPLE_FILE"] == "'${secretsDir}/people.yaml'"
    assert "'${secretsDir}/certificate.pem'" in ENVIRONMENT["SLT_APP_CERTIFICATE_PATH"]
    assert {"people.yaml", "certificate.pem"} <= MOUNTED.keys()


def test_no_secret_stands_in_the_files() -> None:
    assert isinstance(one("Microsoft.KeyVault/vaults/secrets").at("properties.value"), Code)
    assert isinstance(
        one("Microsoft.DBforPostgreSQL/flexibleServers").at("properties.administratorLoginPassword"), Code
    )
    for tree in TREES.values():
        for param in params(tree).values():
            hushed = re.search(r"password|secret|token|credential", param.name, re.I)
            assert not hushed or (param.secure and param.required), param.name


def test_no_output_carries_a_secret() -> None:
    outputs = re.findall(r"(?m)^output .*$", "\n".join(path.read_text(encoding="utf-8") for path in FILES))
    assert len(outputs) > 5
    assert not [line for line in outputs if re.search(r"password|listKeys|secret", line, re.I)]


def test_every_type_and_version_is_one_that_was_looked_up() -> None:
    assert {(made.type, made.version) for made in RESOURCES} - {
        ("Microsoft.Network/virtualNetworks/subnets", "2024-01-01")
    } == {(kind, version) for kind, (version, _) in ASKED.items()}


@pytest.mark.parametrize("kind", ASKED)
def test_a_resource_says_what_it_must(kind: str) -> None:
    for made in (resource for resource in MADE if resource.type == kind):
        assert [path for path in ["name", *ASKED[kind][1]] if made.at(path) is None] == []


def test_main_gives_each_module_what_it_asks_for_and_nothing_else() -> None:
    called = modules(TREES["main.bicep"])
    assert {INFRA / file for file in called} == set(MODULES)
    for file, said in called.items():
        asked = params(TREES[Path(file).name])
        assert {name for name, param in asked.items() if param.required} <= said["params"].keys() <= asked.keys(), file


def test_the_example_gives_what_main_asks_for_and_holds_no_real_value() -> None:
    asked, given = params(TREES["main.bicep"]), variables(parse(EXAMPLE))
    assert {name for name, param in asked.items() if param.required} <= given.keys() <= asked.keys()
    assert isinstance(given["databasePassword"], Code)
    assert LEFT_OVER.search(given["organiser"])
    assert all(LEFT_OVER.search(drive) for drive in given["libraries"].values())
    assert not re.search(r"[0-9a-f]{8}-[0-9a-f]{4}-", EXAMPLE.read_text(encoding="utf-8"))


def test_only_the_bots_own_port_is_reached_from_outside() -> None:
    """Threat T30."""
    ingress: dict[str, Any] = APP.at("properties.configuration.ingress")
    assert ingress["targetPort"] == "port"
    assert ingress["allowInsecure"] == "false"
    assert "additionalPortMappings" not in ingress
    probes = {probe["httpGet"]["path"]: probe["httpGet"]["port"] for probe in CONTAINER["probes"]}
    assert probes == {"/healthz": "port", "/readyz": "privatePort"}


def test_ports_are_the_settings_own() -> None:
    assert int(APP_VARIABLES["port"]) == Settings.model_fields["port"].default
    assert int(APP_VARIABLES["privatePort"]) == Settings.model_fields["private_port"].default


def test_one_replica_may_fall() -> None:
    assert int(params(TREES["main.bicep"])["minReplicas"].default) >= 2
    assert APP.at("properties.template.scale.minReplicas") == "minReplicas"


def test_the_database_is_reached_from_the_inside_alone_and_checks_its_certificate() -> None:
    network = one("Microsoft.DBforPostgreSQL/flexibleServers").at("properties.network")
    assert isinstance(network["delegatedSubnetResourceId"], Code)
    assert "firewallRules" not in json.dumps([made.type for made in MADE])
    assert "sslmode=verify-full" in variables(TREES["database.bicep"])["trust"]


def test_the_store_and_the_durable_work_have_each_their_database() -> None:
    made = {found.at("name") for found in MADE if found.type.endswith("flexibleServers/databases")}
    url = "postgresql+psycopg://slt:x@host:5432/slt"
    path = Settings.for_demo(Path("state"), database_url=SecretStr(url)).dbos_url.rpartition("/")[2]
    assert made == {"slt", path}


def test_the_vault_forgets_nothing_early_and_gives_rights_by_role() -> None:
    said = one("Microsoft.KeyVault/vaults").at("properties")
    asked = ("enableRbacAuthorization", "enableSoftDelete", "enablePurgeProtection")
    assert [said[name] for name in asked] == ["true", "true", "true"]
    assert "accessPolicies" not in said


def test_the_bot_answers_teams_and_no_other_channel() -> None:
    assert one("Microsoft.BotService/botServices/channels").at("name") == "MsTeamsChannel"
    bot = one("Microsoft.BotService/botServices")
    assert bot.at("properties.endpoint") == "'https://${host}/api/messages'"
    assert bot.at("properties.disableLocalAuth") == "true"
