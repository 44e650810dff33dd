"""Broken YAML, said so that a coordinator understands it."""

from __future__ import annotations

import yaml
from yaml.reader import ReaderError

from bot.planfile.findings import Finding, error

INDENT = "Innrykket stemmer ikke med linjene over."
CASES: tuple[tuple[str, str, str, str, bool], ...] = (
    # what YAML says of the problem, of the context, our sentence, what to do, whether the context's line is meant
    ("\\t", "", "Linja har en tabulator i innrykket.", "Bruk mellomrom, to for hvert nivå.", False),
    (
        "mapping values are not allowed",
        "",
        "Et kolon står der det ikke kan stå, eller innrykket er feil.",
        "Sett teksten i anførselstegn hvis kolonet hører til teksten.",
        False,
    ),
    ("could not find expected ':'", "", "Det mangler et kolon etter nøkkelen.", "Skriv «nøkkel: verdi».", True),
    (
        "unexpected end of stream",
        "quoted scalar",
        "Et anførselstegn er ikke lukket.",
        "Sett inn det som mangler.",
        True,
    ),
    ("unexpected end of stream", "", "Fila slutter midt i noe.", "Se etter noe som ikke er lukket.", True),
    ("document separator", "quoted scalar", "Et anførselstegn er ikke lukket.", "Sett inn det som mangler.", True),
    ("expected ',' or ']'", "", "En liste med [ er ikke lukket, eller det mangler komma.", "Lukk den med ].", True),
    ("expected ',' or '}'", "", "En gruppe med { er ikke lukket, eller det mangler komma.", "Lukk den med }.", True),
    ("unknown escape", "", "Omvendt skråstrek i en tekst med doble anførselstegn.", "Bruk enkle anførselstegn.", False),
    ("did not find expected key", "", INDENT, "Bruk to mellomrom for hvert nivå.", False),
    ("expected <block end>", "", INDENT, "Bruk to mellomrom for hvert nivå.", False),
    ("sequence entries are not allowed", "", "En bindestrek står der det ikke kan stå.", "Se på innrykket.", False),
    ("found another document", "", "Fila har mer enn én plan («---»).", "Del den i flere filer.", False),
    (
        "expected alphabetic or numeric",
        "",
        "Henvisninger med & og * kan ikke brukes i en planfil.",
        "Sett teksten i anførselstegn.",
        False,
    ),
    ("cannot start any token", "", "Linja begynner med et tegn som må stå i anførselstegn.", 'Sett «"» rundt.', False),
)


def yaml_sentence(broken: yaml.YAMLError, text: str) -> Finding:
    """Line and sentence for what PyYAML could not read."""
    if isinstance(broken, ReaderError):
        line = text.count("\n", 0, broken.position) + 1
        return error(line, "Linja har et usynlig tegn som ikke kan brukes.", "Skriv linja på nytt.")
    if not isinstance(broken, yaml.MarkedYAMLError):
        return error(1, "Fila kan ikke leses som YAML.")
    for problem, context, sentence, hint, from_context in CASES:
        if problem in (broken.problem or "") and context in (broken.context or ""):
            return error(_line(broken, from_context), sentence, hint)
    return error(_line(broken, False), "Fila kan ikke leses herfra.", "Se på kolon, klammer og innrykk på linja.")


def _line(broken: yaml.MarkedYAMLError, from_context: bool) -> int:
    marks = (broken.context_mark, broken.problem_mark) if from_context else (broken.problem_mark, broken.context_mark)
    mark = next((mark for mark in marks if mark is not None), None)
    return mark.line + 1 if mark else 1
