"""The Teams app package: a manifest filled in, its two translations and two icons, as a zip.

The sources are in `manifest/`. The same values give the same bytes, so that a package can be compared with the
one that is installed.
"""

from __future__ import annotations

import json
import re
from dataclasses import dataclass
from importlib.metadata import version
from pathlib import Path
from string import Template
from typing import Any
from zipfile import ZIP_STORED, ZipFile, ZipInfo

import resvg_py

from bot.errors import SettingError
from bot.settings import Settings
from bot.settings_check import variable

SOURCES = Path(__file__).parent.parent / "manifest"
PACKAGE = "slt-bot.zip"
LANGUAGES = ("nn", "en")
ICONS = {"color": 192, "outline": 32}
DEVELOPER_LENGTH = 32
LONG_AGO = (1980, 1, 1, 0, 0, 0)


@dataclass(frozen=True, slots=True)
class AppValues:
    """What differs from one installation's manifest to the next."""

    app_id: str
    municipality: str
    website_url: str
    privacy_url: str
    version: str

    @classmethod
    def of(cls, settings: Settings) -> AppValues:
        """The values as the settings have them, with the package's own version."""
        return cls(
            settings.app_id, settings.municipality, settings.website_url, settings.privacy_url, version("slt-bot")
        )

    def check(self) -> None:
        """Raise SettingError where Teams would refuse the package."""
        if not 0 < len(self.municipality) <= DEVELOPER_LENGTH:
            raise SettingError(variable("municipality", f"skal ha 1–{DEVELOPER_LENGTH} tegn"))
        for name in ("website_url", "privacy_url"):
            if not re.fullmatch(r"https://[^\s/]+\.[^\s/]+(/\S*)?", getattr(self, name)):
                raise SettingError(variable(name, "skal være en adresse som begynner med https://"))
        if not re.fullmatch(r"[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}", self.app_id):
            raise SettingError(variable("app_id", "er ikke en ID"))


def build_package(out: Path, values: AppValues) -> Path:
    """Write the package into the folder `out` and return its path."""
    values.check()
    out.mkdir(parents=True, exist_ok=True)
    target = out / PACKAGE
    with ZipFile(target, "w", ZIP_STORED) as package:
        for name, content in sorted(_contents(values).items()):
            package.writestr(_entry(name), content)
    return target


def manifest(values: AppValues) -> dict[str, Any]:
    """The manifest with the installation's values."""
    template = json.loads((SOURCES / "manifest.template.json").read_text(encoding="utf-8"))
    filled = _fill(
        template,
        {
            "app_id": values.app_id,
            "version": values.version,
            "developer": values.municipality,
            "website": values.website_url,
            "privacy": values.privacy_url,
            "terms": values.website_url,
        },
    )
    assert isinstance(filled, dict)
    return filled


def icon(name: str) -> bytes:
    """An icon as PNG, drawn from its SVG."""
    size = ICONS[name]
    drawing = (SOURCES / f"{name}.svg").read_text(encoding="utf-8")
    return bytes(resvg_py.svg_to_bytes(svg_string=drawing, width=size, height=size, skip_system_fonts=True))


def _contents(values: AppValues) -> dict[str, bytes]:
    files = {"manifest.json": json.dumps(manifest(values), ensure_ascii=False, indent=2).encode()}
    files |= {f"{language}.json": (SOURCES / f"{language}.json").read_bytes() for language in LANGUAGES}
    return files | {f"{name}.png": icon(name) for name in ICONS}


def _fill(part: Any, values: dict[str, str]) -> Any:
    match part:
        case str():
            return Template(part).substitute(values)
        case list():
            return [_fill(item, values) for item in part]
        case dict():
            return {key: _fill(value, values) for key, value in part.items()}
    return part


def _entry(name: str) -> ZipInfo:
    entry = ZipInfo(name, LONG_AGO)
    entry.create_system, entry.external_attr = 3, 0o644 << 16
    return entry
