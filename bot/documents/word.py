"""From a Word template and a view's fields to the bytes of a document: the same fields give the same bytes.

Filing finds out after a crash whether a document is already there by comparing hashes, so nothing of the moment
(clock, zip dates, order of a set) may get into the file.
"""

from __future__ import annotations

import zipfile
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import cache
from io import BytesIO
from typing import TYPE_CHECKING, Any

from bot.documents.clean import fields, one_line
from bot.documents.template_files import Template, Templates
from bot.errors import SettingError

if TYPE_CHECKING:
    from jinja2.sandbox import SandboxedEnvironment

DOCUMENT_LANGUAGES = {"nb": "nb-NO", "nn": "nn-NO", "en": "en-GB"}
_ZIP_DATE = (1980, 1, 1, 0, 0, 0)


@dataclass(frozen=True, slots=True)
class Properties:
    """What the file says about itself. `made` comes from the view, never from a clock."""

    title: str
    author: str
    made: datetime
    language: str


def render(template: Template, context: Mapping[str, object], about: Properties, templates: Templates) -> bytes:
    """Fill the template. A municipality's own template that cannot be used is an operator's error."""
    document = _filled(template, context, templates)
    _describe(document, about)
    _speak(document, DOCUMENT_LANGUAGES[about.language])
    saved = BytesIO()
    document.save(saved)
    _let_go(document)
    return undated(saved)


def _filled(template: Template, context: Mapping[str, object], templates: Templates) -> Any:
    from docx.opc.exceptions import OpcError
    from docxtpl import DocxTemplate
    from jinja2 import TemplateError

    try:
        document = DocxTemplate(BytesIO(templates.read(template)))
        document.render(fields(context), _environment(), autoescape=True)
    except (TemplateError, OpcError, zipfile.BadZipFile, KeyError, ValueError) as error:
        raise SettingError(f"The Word template {template.value}.docx cannot be used: {type(error).__name__}") from None
    return document


@cache
def _environment() -> SandboxedEnvironment:
    """Jinja for a template that was not written by us: sandboxed, and a name it does not know is an error."""
    from jinja2 import StrictUndefined
    from jinja2.sandbox import SandboxedEnvironment

    return SandboxedEnvironment(autoescape=True, undefined=StrictUndefined)


def _describe(document: Any, about: Properties) -> None:
    made = about.made.astimezone(UTC).replace(microsecond=0, tzinfo=None)
    properties = document.core_properties
    properties.title = one_line(about.title)[:255]
    properties.author = properties.last_modified_by = one_line(about.author)[:255]
    properties.language = DOCUMENT_LANGUAGES[about.language]
    properties.created = properties.modified = made
    properties.revision = 1


def _speak(document: Any, language: str) -> None:
    """The language a screen reader and the spelling check use."""
    from docx.oxml.ns import qn

    for mark in document.styles.element.iter(qn("w:lang")):
        mark.set(qn("w:val"), language)


def _let_go(document: Any) -> None:
    """Cut the ring package → part → package. Uncut, the XML trees of every document (0.7 MB) wait for the oldest
    generation of the garbage collector, which rarely runs: 300 documents held 100 MB, now they hold none."""
    package = document.docx.part.package
    for part in list(package.iter_parts()):
        vars(part).clear()
    vars(package).clear()


def undated(saved: BytesIO) -> bytes:
    """The same archive with one fixed date on every part."""
    out = BytesIO()
    with zipfile.ZipFile(saved) as source, zipfile.ZipFile(out, "w") as target:
        for name in source.namelist():
            part = zipfile.ZipInfo(name, _ZIP_DATE)
            part.compress_type = zipfile.ZIP_DEFLATED
            target.writestr(part, source.read(name))
    return out.getvalue()
