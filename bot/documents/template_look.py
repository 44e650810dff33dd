"""How the shipped Word templates look: page, fonts and styles on an otherwise empty document."""

from __future__ import annotations

from typing import Any

from docx import Document
from docx.enum.style import WD_STYLE_TYPE
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Cm, Pt, RGBColor

FONT = "Calibri"
INK = RGBColor(0x1F, 0x3A, 0x5F)
# style, size in points, space before, space after
_STYLES = (("Normal", 11, 0, 4), ("Heading 1", 22, 0, 2), ("Heading 2", 14, 14, 4), ("Heading 3", 12, 10, 2))
_STYLES_KEPT = {"Normal Table", "Table Grid"}
_LUGGAGE = ("/thumbnail", "/stylesWithEffects", "/customXml")
_FONT_TABLE = f"""<?xml version="1.0" encoding="UTF-8" standalone="yes"?>
<w:fonts xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"><w:font w:name="{FONT}">\
<w:altName w:val="Carlito;Liberation Sans;Arial"/><w:family w:val="swiss"/><w:pitch w:val="variable"/>\
</w:font></w:fonts>"""


def new_document() -> Any:
    """An empty A4 document with the templates' styles."""
    document = Document()
    _drop_luggage(document)
    _name_substitutes(document)
    _page(document.sections[0])
    for name, size, before, after in _STYLES:
        _style(document.styles[name], size, before, after)
    _style(document.styles["List Bullet"], 11, 0, 2)
    document.core_properties.author = document.core_properties.comments = ""
    return document


def element(tag: str, **attributes: str) -> Any:
    """A `w:` element with `w:` attributes."""
    made = OxmlElement(f"w:{tag}")
    for name, value in attributes.items():
        made.set(qn(f"w:{name}"), value)
    return made


def _page(section: Any) -> None:
    section.page_width, section.page_height = Cm(21), Cm(29.7)
    section.left_margin = section.right_margin = Cm(2.2)
    section.top_margin, section.bottom_margin = Cm(2.2), Cm(2)
    section.header_distance = section.footer_distance = Cm(1)


def _style(style: Any, size: int, before: int, after: int) -> None:
    style.font.name, style.font.size = FONT, Pt(size)
    fonts = style.element.get_or_add_rPr().get_or_add_rFonts()
    for theme in ("asciiTheme", "hAnsiTheme", "eastAsiaTheme", "cstheme"):
        fonts.attrib.pop(qn(f"w:{theme}"), None)
    for script in ("ascii", "hAnsi", "cs"):
        fonts.set(qn(f"w:{script}"), FONT)
    style.paragraph_format.space_before, style.paragraph_format.space_after = Pt(before), Pt(after)
    if style.name.startswith("Heading"):
        style.font.color.rgb, style.font.bold = INK, True
        style.paragraph_format.keep_with_next = True


def _drop_luggage(document: Any) -> None:
    """Leave out of python-docx's own template what no document of ours uses: nine tenths of its size."""
    for relations in (document.part.package.rels, document.part.rels):
        for key in [key for key, relation in relations.items() if relation.reltype.endswith(_LUGGAGE)]:
            del relations[key]
    for style in [s for s in document.styles if s.type == WD_STYLE_TYPE.TABLE and s.name not in _STYLES_KEPT]:
        style.element.getparent().remove(style.element)


def _name_substitutes(document: Any) -> None:
    """Which fonts to use where Calibri is missing."""
    for relation in document.part.rels.values():
        if relation.reltype.endswith("/fontTable"):
            relation.target_part._blob = _FONT_TABLE.encode()
