"""The Teams app package: what Microsoft's own schemas ask, and what we ask of it besides."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any
from zipfile import ZipFile

import jsonschema
import pytest

from bot.dialogs.words import Said, Vocabulary
from bot.errors import SettingError
from bot.manifest import LANGUAGES, SOURCES, AppValues, build_package, manifest
from bot.registry import TABLES
from bot.settings import Settings

SCHEMAS = Path(__file__).parents[2] / "node_modules/@microsoft/app-manifest/build/json-schemas/teams"
VALUES = AppValues(
    app_id="3f2b9c61-7d0e-4c1a-9f55-0b8d6a7c1e42",
    municipality="Jevnaker kommune",
    website_url="https://jevnaker.example/slt",
    privacy_url="https://jevnaker.example/slt/personvern",
    version="1.2.3",
)
BUILT = manifest(VALUES)
WORDS = TABLES.words
TRANSLATED = ("name.short", "name.full", "description.short", "description.full")


def schema(name: str) -> dict[str, Any]:
    path = SCHEMAS / f"v{BUILT['manifestVersion']}" / name
    assert path.is_file(), f"{path.name} is missing: run `make setup`, which installs @microsoft/app-manifest"
    found: dict[str, Any] = json.loads(path.read_text(encoding="utf-8-sig"))
    return found


def translation(language: str) -> dict[str, str]:
    found: dict[str, str] = json.loads((SOURCES / f"{language}.json").read_text(encoding="utf-8"))
    return found


def shown(part: Any = BUILT, path: str = "") -> Iterator[tuple[str, str]]:
    """Every text of the manifest that a person sees, with the key Teams wants it translated under."""
    if isinstance(part, dict):
        for key, value in part.items():
            yield from shown(value, f"{path}.{key}" if path else key)
    elif isinstance(part, list):
        for number, value in enumerate(part):
            yield from shown(value, f"{path}[{number}]")
    elif path in TRANSLATED or re.search(r"\.commands\[\d+\]\.(title|description)$", path):
        yield path, part


def told(document: Any, rules: dict[str, Any]) -> list[str]:
    return [error.message for error in jsonschema.Draft4Validator(rules).iter_errors(document)]


def test_the_manifest_is_what_microsofts_schema_asks() -> None:
    assert told(BUILT, schema("MicrosoftTeams.schema.json")) == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_translations_are_what_microsofts_schema_asks(language: str) -> None:
    assert told(translation(language), schema("MicrosoftTeams.Localization.schema.json")) == []


def test_the_schema_does_find_faults() -> None:
    long = BUILT | {"name": {"short": "x" * 31}, "unknown": 1}
    assert len(told(long, schema("MicrosoftTeams.schema.json"))) == 2


def test_manifest_and_translations_are_of_the_same_version() -> None:
    home = f"https://developer.microsoft.com/json-schemas/teams/v{BUILT['manifestVersion']}/"
    assert BUILT["$schema"] == home + "MicrosoftTeams.schema.json"
    for language in LANGUAGES:
        assert translation(language)["$schema"] == home + "MicrosoftTeams.Localization.schema.json"


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_text_is_translated_and_nothing_else(language: str) -> None:
    assert translation(language).keys() - {"$schema"} == dict(shown()).keys()


def test_bokmal_is_the_default_and_the_others_are_named_without_a_country() -> None:
    languages = BUILT["localizationInfo"]
    assert languages["defaultLanguageTag"] == "nb"
    assert [(extra["languageTag"], extra["file"]) for extra in languages["additionalLanguages"]] == [
        (language, f"{language}.json") for language in LANGUAGES
    ]


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_command_is_the_same_word_in_every_language(language: str) -> None:
    """A command's title is what Teams writes into the message, so it is a word the bot knows."""
    words = {path: text for path, text in shown() if path.startswith("bots") and path.endswith("title")}
    assert {path: translation(language)[path] for path in words} == words


def test_the_bot_is_found_in_chats_teams_and_groups() -> None:
    (bot,) = BUILT["bots"]
    assert bot["botId"] == VALUES.app_id
    assert set(bot["scopes"]) == {"personal", "team", "groupChat"}
    assert bot["supportsFiles"] is True


def offered() -> tuple[list[str], list[str]]:
    """The commands offered in a private chat, and those in a team."""
    private, shared = BUILT["bots"][0]["commandLists"]
    assert (private["scopes"], shared["scopes"]) == (["personal"], ["team", "groupChat"])
    titles = [[command["title"] for command in commands["commands"]] for commands in (private, shared)]
    return titles[0], titles[1]


@pytest.mark.parametrize("title", sorted({*offered()[0], *offered()[1]}))
def test_a_command_is_a_word_that_the_bot_answers(title: str) -> None:
    assert Vocabulary({name: word.spellings for name, word in WORDS.items()}).find(title) == Said(title)


def test_what_is_private_is_not_offered_in_a_team() -> None:
    assert [title for title in offered()[1] if not WORDS[title].anywhere] == []


def test_the_five_jobs_are_offered_in_a_private_chat() -> None:
    assert {"hjelp", "meld", "agenda", "referat", "samtykke", "årshjul", "hastemøte"} <= set(offered()[0])


def test_meld_bekymring_opens_a_dialog_from_the_message_box() -> None:
    (extension,) = BUILT["composeExtensions"]
    (command,) = extension["commands"]
    assert (command["id"], command["title"]) == ("meldBekymring", "Meld bekymring")
    assert (command["type"], command["fetchTask"]) == ("action", True)
    assert set(command["context"]) == {"compose", "commandBox"}


def test_the_app_asks_for_the_teams_members_and_nothing_more() -> None:
    asked = BUILT["authorization"]["permissions"]["resourceSpecific"]
    assert asked == [{"name": "TeamMember.Read.Group", "type": "Application"}]
    assert not {"permissions", "devicePermissions", "validDomains", "staticTabs", "connectors"} & BUILT.keys()


def test_every_permission_is_explained_to_the_operator() -> None:
    told = (SOURCES.parent / "docs/operations.md").read_text(encoding="utf-8")
    for permission in BUILT["authorization"]["permissions"]["resourceSpecific"]:
        assert f"| `{permission['name']}` |" in told


def test_every_placeholder_is_filled() -> None:
    assert "$" not in json.dumps(list(_values(BUILT)))


def _values(part: Any) -> Iterator[str]:
    if isinstance(part, dict | list):
        for inner in part.values() if isinstance(part, dict) else part:
            yield from _values(inner)
    else:
        yield str(part)


def test_the_same_values_give_the_same_bytes(tmp_path: Path) -> None:
    first, second = (build_package(tmp_path / name, VALUES) for name in ("a", "b"))
    assert first.read_bytes() == second.read_bytes()


def test_the_package_holds_what_the_manifest_names_at_its_root(tmp_path: Path) -> None:
    with ZipFile(build_package(tmp_path, VALUES)) as package:
        names = set(package.namelist())
        assert json.loads(package.read("manifest.json")) == BUILT
    languages = [extra["file"] for extra in BUILT["localizationInfo"]["additionalLanguages"]]
    assert names == {"manifest.json", *BUILT["icons"].values(), *languages}


def test_the_demos_settings_make_a_package(tmp_path: Path) -> None:
    values = AppValues.of(Settings.for_demo(tmp_path))
    assert told(manifest(values), schema("MicrosoftTeams.schema.json")) == []
    assert build_package(tmp_path, values).is_file()


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("app_id", ""),
        ("municipality", ""),
        ("municipality", "x" * 33),
        ("website_url", "http://kommunen.no"),
        ("privacy_url", ""),
    ],
)
def test_values_that_teams_would_refuse_are_named(field: str, value: str, tmp_path: Path) -> None:
    with pytest.raises(SettingError, match=f"^SLT_{field.upper()} "):
        build_package(tmp_path, replace(VALUES, **{field: value}))
