"""Builds the shipped Word templates: `python -m bot.documents.build_templates`.

The templates are committed, because a municipality copies one, changes it in Word and puts it in its own folder.
A test holds that this script still makes what is committed.
"""

from __future__ import annotations

from collections.abc import Callable
from io import BytesIO
from pathlib import Path
from typing import Any

from bot.documents import template_parts as part
from bot.documents.template_files import SHIPPED_FOLDER, Template
from bot.documents.template_look import new_document
from bot.documents.word import undated


def build_agenda() -> Any:
    """The agenda's template."""
    document = new_document()
    part.header_and_footer(document, "{{ kommune }} · {{ organ }}", "{{ plan }}")
    part.paragraph(document, "{{ ord.agenda }}", "Heading 1")
    part.paragraph(document, "{{ mote }}", bold=True)
    for name in ("tid", "sted", "moteleder", "sekretaer"):
        part.fact(document, f"{{{{ ord.{name} }}}}", f"{{{{ {name} }}}}")
    for name in ("innkaller", "laget_av"):
        part.optional_fact(document, name)
    part.paragraph(document, "{{ ord.saker }}", "Heading 2")
    part.tag(document, "{%p if saker %}")
    _agenda_items(document)
    part.tag(document, "{%p else %}")
    part.paragraph(document, "{{ ord.ingen_saker }}")
    part.tag(document, "{%p endif %}")
    part.note(document, "{{ ord.vern }}")
    return document


def _agenda_items(document: Any) -> None:
    widths = (1.4, 11.2, 4.0)
    head = ("{{ ord.nr }}", "{{ ord.tittel }}", "{{ ord.type }}")
    made = part.table(document, "{{ ord.saker }}", head, widths)
    cells = ("{{ sak.nr }}", "{{ sak.tittel }}", "{{ sak.type }}")
    title = part.loop_rows(made, "sak in saker", cells, widths).cells[1]
    part.tag(title, "{%p if sak.merknad %}")
    part.paragraph(title, "{{ sak.merknad }}")
    part.tag(title, "{%p endif %}")


def build_referat() -> Any:
    """The minutes' template."""
    document = new_document()
    part.header_and_footer(document, "{{ kommune }} · {{ organ }}", "{{ plan }}")
    part.paragraph(document, "{{ ord.referat }}", "Heading 1")
    part.paragraph(document, "{{ mote }}", bold=True)
    part.note(document, "{{ status }}{% if endring %}. {{ endring }}{% endif %}")
    for name in ("tid", "sted", "moteleder", "sekretaer", "neste_mote"):
        part.fact(document, f"{{{{ ord.{name} }}}}", f"{{{{ {name} }}}}")
    for name in ("til_stede", "fravaer"):
        _who(document, name)
    _items(document)
    _tasks(document)
    return document


def _who(document: Any, name: str) -> None:
    part.paragraph(document, f"{{{{ ord.{name} }}}}", "Heading 2")
    part.tag(document, f"{{%p for hvem in {name} %}}")
    part.paragraph(document, "{{ hvem }}", "List Bullet")
    part.tag(document, "{%p else %}")
    part.paragraph(document, "{{ ord.ingen }}")
    part.tag(document, "{%p endfor %}")


def _items(document: Any) -> None:
    part.paragraph(document, "{{ ord.saker }}", "Heading 2")
    part.tag(document, "{%p for sak in saker %}")
    part.paragraph(document, "{{ sak.overskrift }}", "Heading 3")
    part.tag(document, "{%p if sak.omtale %}")
    part.paragraph(document, "{{ sak.omtale }}")
    part.tag(document, "{%p endif %}")
    part.tag(document, "{%p if sak.beslutning %}")
    decision = part.paragraph(document, "{{ ord.beslutning }}: ", bold=True)
    decision.add_run("{{ sak.beslutning }}")
    part.tag(document, "{%p endif %}")
    part.tag(document, "{%p for oppgave in sak.oppgaver %}")
    text = "{{ oppgave.hva }} – {{ oppgave.ansvarlig }}, {{ ord.frist_liten }} {{ oppgave.frist }}"
    part.paragraph(document, text, "List Bullet")
    part.tag(document, "{%p endfor %}")
    part.tag(document, "{%p endfor %}")


def _tasks(document: Any) -> None:
    part.paragraph(document, "{{ ord.oppgaver }}", "Heading 2")
    part.tag(document, "{%p if oppgaver %}")
    widths = (1.2, 7.4, 4.4, 3.6)
    head = ("{{ ord.sak }}", "{{ ord.oppgave }}", "{{ ord.ansvarlig }}", "{{ ord.frist }}")
    made = part.table(document, "{{ ord.oppgaver }}", head, widths)
    cells = ("{{ oppgave.sak }}", "{{ oppgave.hva }}", "{{ oppgave.ansvarlig }}", "{{ oppgave.frist }}")
    part.loop_rows(made, "oppgave in oppgaver", cells, widths)
    part.tag(document, "{%p else %}")
    part.paragraph(document, "{{ ord.ingen_oppgaver }}")
    part.tag(document, "{%p endif %}")


def build_samtykkeskjema() -> Any:
    """The blank consent form's template: two pages, to print and sign."""
    document = new_document()
    part.header_and_footer(document, "{{ kommune }} · {{ plan }}", "{{ utgitt }}")
    part.paragraph(document, "{{ ord.tittel }}", "Heading 1")
    part.note(document, "{{ skjema }}")
    part.blank(document, "{{ ord.saksnummer }}:")
    _lines(document, "om", part.bullet)
    _scope(document)
    _lines(document, "forstatt", part.tick)
    _signatures(document)
    part.paragraph(document, "{{ ord.trekke }}", "Heading 2")
    part.paragraph(document, "{{ trekke }}")
    part.blank(document, "{{ ord.trukket }}")
    part.blank(document, "{{ ord.mottatt }}")
    part.note(document, "{{ levere }}")
    return document


def _lines(document: Any, name: str, line: Callable[[Any, str], Any]) -> None:
    part.paragraph(document, f"{{{{ ord.{name} }}}}", "Heading 2")
    part.tag(document, f"{{%p for linje in {name} %}}")
    line(document, "{{ linje }}")
    part.tag(document, "{%p endfor %}")


def _scope(document: Any) -> None:
    part.paragraph(document, "{{ ord.hva }}", "Heading 2")
    part.writing_box(document, "{{ ord.dele }}", 2.4)
    part.writing_box(document, "{{ ord.ikke_dele }}", 1.4)
    part.paragraph(document, "{{ ord.hvem }}", "Heading 2")
    part.paragraph(document, "{{ ord.kryss }}")
    part.tag(document, "{%p for tjeneste in tjenester %}")
    part.tick(document, "{{ tjeneste }}")
    part.tag(document, "{%p endfor %}")
    part.blank(document, "☐ {{ ord.andre }}")
    part.paragraph(document, "{{ ord.hvorfor }}", "Heading 2")
    part.writing_box(document, "{{ ord.formal }}", 1.6)
    part.paragraph(document, "{{ ord.varighet }}", "Heading 2")
    part.blank(document, "☐ {{ ord.ett_mote }}")
    part.blank(document, "☐ {{ ord.til_dato }}")
    part.tick(document, "{{ ord.til_avsluttet }}")


def _signatures(document: Any) -> None:
    part.paragraph(document, "{{ ord.underskrift }}", "Heading 2")
    part.paragraph(document, "{{ ord.under_18 }}")
    part.blank(document, "{{ ord.antall }}")
    widths = (4.2, 5.0, 2.4, 5.0)
    head = ("{{ ord.rolle }}", "{{ ord.navn }}", "{{ ord.dato }}", "{{ ord.signatur }}")
    made = part.table(document, "{{ ord.underskrift }}", head, widths)
    row = part.loop_rows(made, "hvem in underskrifter", ("{{ hvem }}", "", "", ""), widths)
    part.at_least(row, 1.1)
    part.blank(document, "☐ {{ ord.muntlig }}")


BUILDERS: dict[Template, Callable[[], Any]] = {
    Template.AGENDA: build_agenda,
    Template.REFERAT: build_referat,
    Template.SAMTYKKESKJEMA: build_samtykkeskjema,
}


def build(template: Template) -> bytes:
    """The template's bytes."""
    saved = BytesIO()
    BUILDERS[template]().save(saved)
    return undated(saved)


def build_all(folder: Path = SHIPPED_FOLDER) -> None:
    """Write every template into the folder."""
    for template in BUILDERS:
        (folder / f"{template.value}.docx").write_bytes(build(template))


if __name__ == "__main__":
    build_all()
