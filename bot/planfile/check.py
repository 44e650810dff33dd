"""A plan file read and checked: the only way from text to `Plan`."""

from __future__ import annotations

from pathlib import Path

from pydantic import ValidationError

from bot.domain.plan import Plan
from bot.errors import PlanError
from bot.planfile.document import Document, open_document
from bot.planfile.findings import Finding, Report, Weight
from bot.planfile.references import reference_findings
from bot.planfile.rules import rule_findings
from bot.planfile.sentences import schema_findings


def check_text(text: bytes, name: str) -> Report:
    """Everything there is to say about a plan file; `plan` is there when it can be used."""
    document, findings = open_document(text)
    plan, found = _validate(document) if document else (None, [])
    findings += found
    if plan and document:
        findings += [*reference_findings(plan, document), *rule_findings(plan, document)]
    findings.sort(key=lambda finding: (finding.line, finding.level is Weight.WARNING))
    wrong = any(finding.level is Weight.ERROR for finding in findings)
    return Report(name, None if wrong else plan, tuple(dict.fromkeys(findings)))


def check_file(path: Path) -> Report:
    """A plan file on disk. Raises PlanError when it cannot be opened."""
    try:
        return check_text(path.read_bytes(), path.name)
    except OSError as missing:
        raise PlanError(f"{path.name}: fila kan ikke åpnes. Finnes den, og har du lov til å lese den?") from missing


def read_plan(path: Path) -> Plan:
    """The plan of a file. Raises PlanError naming file, line and what is wrong first."""
    report = check_file(path)
    if report.plan is None:
        first = report.errors[0]
        raise PlanError(f"{path.name}:{first.line}: {first.text} {first.hint}".rstrip())
    return report.plan


def _validate(document: Document) -> tuple[Plan | None, list[Finding]]:
    try:
        return Plan.model_validate(document.data, by_alias=True, by_name=False), []
    except ValidationError as wrong:
        return None, schema_findings(document, wrong.errors(include_url=False))
