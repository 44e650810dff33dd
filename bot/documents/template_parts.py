"""The parts the shipped Word templates are made of. Only `build_templates` uses them, never the running bot.

Accessible by construction: real heading styles, a marked and repeated header row in every table, rows that do
not break across pages, dark text, page numbers, and nothing said by colour alone.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from docx.enum.table import WD_ROW_HEIGHT_RULE, WD_TABLE_ALIGNMENT
from docx.enum.text import WD_TAB_ALIGNMENT, WD_TAB_LEADER
from docx.oxml.ns import qn
from docx.shared import Cm, Pt, RGBColor

from bot.documents.template_look import element

SHADE = "E6ECF3"
RULE = "8A99AD"
LABEL_WIDTH = Cm(3.4)
PAGE_WIDTH = 16.6


def paragraph(where: Any, text: str, style: str | None = None, *, bold: bool = False) -> Any:
    """A paragraph of one run."""
    made = where.add_paragraph(style=style)
    made.add_run(text).bold = bold or None
    return made


def tag(where: Any, text: str) -> None:
    """A template tag in a paragraph of its own, which disappears when the template is filled."""
    where.add_paragraph(text)


def fact(document: Any, label: str, value: str) -> None:
    """«Label   value», the values in one column."""
    made = document.add_paragraph()
    made.paragraph_format.tab_stops.add_tab_stop(LABEL_WIDTH)
    made.paragraph_format.left_indent = LABEL_WIDTH
    made.paragraph_format.first_line_indent = -LABEL_WIDTH
    made.paragraph_format.space_after = Pt(2)
    made.add_run(label).bold = True
    made.add_run("\t" + value)


def optional_fact(document: Any, name: str) -> None:
    """A fact that is left out when the view has nothing there."""
    tag(document, f"{{%p if {name} %}}")
    fact(document, f"{{{{ ord.{name} }}}}", f"{{{{ {name} }}}}")
    tag(document, "{%p endif %}")


def note(document: Any, text: str) -> None:
    """A line set apart by a rule at its left."""
    made = paragraph(document, text)
    made.paragraph_format.left_indent = Cm(0.3)
    made.paragraph_format.space_before = made.paragraph_format.space_after = Pt(8)
    borders = element("pBdr")
    borders.append(element("left", val="single", sz="18", space="8", color="1F3A5F"))
    made._p.get_or_add_pPr().insert_element_before(
        borders, "w:shd", "w:tabs", "w:suppressAutoHyphens", "w:spacing", "w:ind", "w:jc", "w:rPr"
    )


def bullet(document: Any, text: str) -> None:
    """A line of a list."""
    paragraph(document, text, "List Bullet")


def tick(document: Any, text: str) -> None:
    """A box to tick and what it stands for; a second line starts under the first one's text."""
    made = paragraph(document, f"☐ {text}")
    made.paragraph_format.left_indent, made.paragraph_format.first_line_indent = Cm(0.45), Cm(-0.45)
    made.paragraph_format.space_after = Pt(1)


def blank(document: Any, label: str) -> None:
    """A label and a line to write on, out to the margin."""
    made = paragraph(document, label + " \t")
    made.paragraph_format.tab_stops.add_tab_stop(Cm(PAGE_WIDTH), WD_TAB_ALIGNMENT.RIGHT, WD_TAB_LEADER.LINES)
    made.paragraph_format.space_before = Pt(5)


def writing_box(document: Any, label: str, height: float) -> None:
    """A box to write in, its question inside."""
    made = document.add_table(rows=1, cols=1, style="Table Grid")
    made.autofit = False
    _table_properties(made, label)
    made.cell(0, 0).paragraphs[0].add_run(label)
    at_least(made.rows[0], height)
    set_widths(made, (PAGE_WIDTH,))
    document.add_paragraph().paragraph_format.line_spacing = Pt(4)


def at_least(row: Any, height: float) -> None:
    """A row that is this high even when nothing is written in it, in centimetres."""
    row.height, row.height_rule = Cm(height), WD_ROW_HEIGHT_RULE.AT_LEAST


def table(document: Any, name: str, head: Sequence[str], widths: Sequence[float]) -> Any:
    """A table with a marked header row; `name` is read out by a screen reader."""
    made = document.add_table(rows=1, cols=len(head), style="Table Grid")
    made.alignment = WD_TABLE_ALIGNMENT.LEFT
    made.autofit = False
    _table_properties(made, name)
    for cell, text in zip(made.rows[0].cells, head, strict=True):
        cell.paragraphs[0].add_run(text).bold = True
        cell._tc.get_or_add_tcPr().append(element("shd", val="clear", color="auto", fill=SHADE))
    made.rows[0]._tr.get_or_add_trPr().append(element("tblHeader"))
    set_widths(made, widths)
    return made


def set_widths(made: Any, widths: Sequence[float]) -> None:
    """Column widths in centimetres, and no row broken across two pages."""
    for column, width in zip(made.columns, widths, strict=True):
        column.width = Cm(width)
        for cell in column.cells:
            cell.width = Cm(width)
    for row in made.rows:
        properties = row._tr.get_or_add_trPr()
        if properties.find(qn("w:cantSplit")) is None:
            properties.insert(0, element("cantSplit"))


def loop_rows(made: Any, loop: str, cells: Sequence[str], widths: Sequence[float]) -> Any:
    """One row for each turn of the loop; returns that row."""
    made.add_row().cells[0].paragraphs[0].add_run(f"{{%tr for {loop} %}}")
    row = made.add_row()
    for cell, text in zip(row.cells, cells, strict=True):
        cell.paragraphs[0].add_run(text)
    made.add_row().cells[0].paragraphs[0].add_run("{%tr endfor %}")
    set_widths(made, widths)
    return row


def header_and_footer(document: Any, header: str, footer: str) -> None:
    """Whose document it is at the top; the plan and the page number at the bottom."""
    section = document.sections[0]
    _small(section.header.paragraphs[0], header)
    foot = section.footer.paragraphs[0]
    _drop_tab_stops(document, "Footer")
    foot.paragraph_format.tab_stops.add_tab_stop(Cm(PAGE_WIDTH), WD_TAB_ALIGNMENT.RIGHT)
    _small(foot, footer + "\t{{ ord.side }} ")
    _number(foot, "PAGE")
    _small(foot, " {{ ord.av }} ")
    _number(foot, "NUMPAGES")


def _small(where: Any, text: str) -> Any:
    run = where.add_run(text)
    run.font.size = Pt(9)
    run.font.color.rgb = RGBColor(0x45, 0x4F, 0x5B)
    return run


def _number(where: Any, field: str) -> None:
    made = element("fldSimple", instr=field)
    where._p.append(made)
    made.append(_small(where, "1")._r)


def _table_properties(made: Any, name: str) -> None:
    properties = made._tbl.tblPr
    look = properties.find(qn("w:tblLook"))
    for key, value in (("firstRow", "1"), ("firstColumn", "0"), ("noVBand", "1"), ("noHBand", "1"), ("val", "0620")):
        look.set(qn(f"w:{key}"), value)
    layout = properties.find(qn("w:tblLayout"))
    layout.addprevious(element("tblInd", w="100", type="dxa"))
    layout.addprevious(_borders())
    look.addprevious(_padding())
    look.addnext(element("tblCaption", val=name))


def _borders() -> Any:
    made = element("tblBorders")
    for side in ("top", "left", "bottom", "right", "insideH", "insideV"):
        made.append(element(side, val="single", sz="4", space="0", color=RULE))
    return made


def _padding() -> Any:
    made = element("tblCellMar")
    for side, size in (("top", "50"), ("left", "100"), ("bottom", "30"), ("right", "100")):
        made.append(element(side, w=size, type="dxa"))
    return made


def _drop_tab_stops(document: Any, style: str) -> None:
    for tabs in document.styles[style].element.iter(qn("w:tabs")):
        tabs.getparent().remove(tabs)
        return
