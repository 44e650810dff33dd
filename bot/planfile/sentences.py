"""What the schema says of a plan file, in plain Norwegian."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import Any, get_args

from pydantic import BaseModel
from pydantic_core import ErrorDetails

from bot.domain.plan import Plan
from bot.domain.plan.words import KINDS, file_word
from bot.planfile.document import Document, Path
from bot.planfile.findings import Finding, error
from bot.planfile.nearest import did_you_mean, nearest

KIND = file_word("kind")
ALLOWED: Mapping[str, tuple[str, ...]] = {
    "nivå": ("styrende", "koordinerende", "utøvende"),
    "målform": ("bokmål", "nynorsk"),
    "enkeltsaker": ("med grunnlag", "aldri"),
    "per": ("halvår", "kvartal", "måned", "skoleår"),
    "slag": (
        "møte", "referat", "rapport", "evaluering", "konferanse", "årshjul", "kunnskap", "opplæring", "tiltak", "annet",
    ),
}  # fmt: skip
WEEKDAYS = "mandag, tirsdag, onsdag, torsdag, fredag, lørdag eller søndag"
TYPES: Mapping[str, tuple[str, str]] = {
    "int": ("skal være et helt tall", "Skriv tallet med siffer, for eksempel 6."),
    "time": ("skal være et klokkeslett", "Skriv for eksempel 08.30."),
    "date": ("er ikke en dato som finnes", "Skriv år-måned-dag, for eksempel 2025-11-21."),
    "bool": ("skal være ja eller nei", "Skriv «ja» eller «nei»."),
    "string_type": ("skal være én tekst", "Skriv teksten rett etter kolonet, uten liste eller undernøkler."),
    "string_too_short": ("er tom", "Skriv en tekst, eller ta bort linja."),
    "tuple": ("skal være en liste", "Skriv verdiene i klammer: [en, to]."),
    "too_short": ("må ha minst ett punkt", "Legg til et punkt."),
    "model": ("skal ha egne nøkler under seg", "Se docs/plan-files.md for hvilke."),
    "dict": ("skal ha egne nøkler under seg", "Se docs/plan-files.md for hvilke."),
    "mapping": ("skal ha egne nøkler under seg", "Se docs/plan-files.md for hvilke."),
    "source_form": ("er ikke en henvisning", "Skriv dokument:linje-linje, for eksempel 001:245-251."),
    "greater": ("er for lite", "Se docs/plan-files.md for hva som er mulig."),
    "less": ("er for stort", "Se docs/plan-files.md for hva som er mulig."),
}
PATTERNS: Mapping[str, tuple[str, str]] = {
    "http": ("er ikke en nettadresse", "Nettadresser begynner med https://."),
    "a-z": ("kan ikke brukes som id", "Bruk bare små bokstaver a–z, tall, bindestrek og understrek."),
    "0-9 ": ("er ikke et telefonnummer", "Skriv bare siffer og mellomrom."),
}


def schema_findings(document: Document, problems: Iterable[ErrorDetails]) -> list[Finding]:
    """One finding for each thing the schema does not accept; a misspelt key is not told as missing too."""
    listed = list(problems)
    misspelt = {hint for hint in map(_meant, listed) if hint}
    return [_finding(document, problem) for problem in listed if problem["loc"] not in misspelt]


def _meant(problem: ErrorDetails) -> Path | None:
    """Where the key that an unknown one was meant to be would have stood."""
    *around, key = problem["loc"]
    known = nearest(str(key), keys_at(tuple(around))) if problem["type"] == "extra_forbidden" else None
    return (*around, known) if known else None


def _finding(document: Document, problem: ErrorDetails) -> Finding:
    path = tuple(step for step in problem["loc"] if step != "[key]")
    sentence: Callable[..., tuple[str, str]] = SENTENCES.get(problem["type"], _wrong)
    text, hint = sentence(document, path, problem)
    line_path = (*path, KIND) if problem["type"].startswith("union_tag") else path
    return error(document.line(line_path), text, hint)


def _missing(document: Document, path: Path, problem: ErrorDetails) -> tuple[str, str]:
    return f"{place(document, path)} mangler «{path[-1]}».", f"Legg til en linje «{path[-1]}: …»."


def _unknown_key(document: Document, path: Path, problem: ErrorDetails) -> tuple[str, str]:
    allowed = keys_at(path[:-1])
    hint = did_you_mean(str(path[-1]), allowed) or f"Her kan du bruke: {', '.join(allowed)}."
    return f"{place(document, path)} har en ukjent nøkkel: «{path[-1]}».", hint


def _unknown_kind(document: Document, path: Path, problem: ErrorDetails) -> tuple[str, str]:
    known = tuple(KINDS.values())
    written = document.written((*path, KIND)) or ""
    hint = did_you_mean(written, known) or f"Kjente rytmer: {', '.join(known)}. «beskrevet» tar alt annet."
    return f"{place(document, path)}: «{written}» er ikke en rytme som kan brukes her.", hint


def _no_kind(document: Document, path: Path, problem: ErrorDetails) -> tuple[str, str]:
    return f"{place(document, path)}: «{path[-1]}» mangler «{KIND}».", "Skriv for eksempel «rytme: antall i året»."


def _not_one_of(document: Document, path: Path, problem: ErrorDetails) -> tuple[str, str]:
    key, written = str(path[-1]), document.written(path) or ""
    allowed = ALLOWED.get(key, ())
    hint = did_you_mean(written, allowed) or f"Skriv {', '.join(allowed[:-1])} eller {allowed[-1]}."
    return f"{place(document, path)}: «{written}» kan ikke stå som «{key}».", hint


def _pattern(document: Document, path: Path, problem: ErrorDetails) -> tuple[str, str]:
    pattern = str(problem.get("ctx", {}).get("pattern", ""))
    what, hint = next((said for part, said in PATTERNS.items() if part in pattern), ("har feil form", ""))
    return f"{place(document, path)}: «{document.written(path) or path[-1]}» {what}.", hint


def _wrong(document: Document, path: Path, problem: ErrorDetails) -> tuple[str, str]:
    kind, written = problem["type"], document.written(path)
    if path[-1] == "ukedag":
        return f"{place(document, path)}: «{written}» er ikke en ukedag.", f"Skriv {WEEKDAYS}."
    what, hint = next((said for start, said in TYPES.items() if kind.startswith(start)), ("kan ikke stå slik", ""))
    what, hint = TYPES["date"] if _is_date(problem) else (what, hint)
    subject = f"«{written}»" if kind.startswith(("date", "greater", "less")) and written else _subject(path)
    given = f", men er «{written}»" if written and "skal være" in what else ""
    return f"{place(document, path)}: {subject} {what}{given}.", hint


def _is_date(problem: ErrorDetails) -> bool:
    return problem["type"].startswith(("greater", "less")) and not isinstance(problem["input"], str | int)


def _subject(path: Path) -> str:
    names = [str(step) for step in path if isinstance(step, str)]
    return f"punktet under «{names[-1]}»" if isinstance(path[-1], int) and names else f"«{path[-1]}»"


SENTENCES: Mapping[str, Callable[[Document, Path, ErrorDetails], tuple[str, str]]] = {
    "missing": _missing,
    "extra_forbidden": _unknown_key,
    "union_tag_invalid": _unknown_kind,
    "union_tag_not_found": _no_kind,
    "enum": _not_one_of,
    "literal_error": _not_one_of,
    "string_pattern_mismatch": _pattern,
}

PLACES: Mapping[str, str] = {
    "organer": "Organet",
    "roller": "Rollen",
    "tiltak": "Tiltaket",
    "forpliktelser": "Forpliktelsen",
    "innsatsområder": "Innsatsområdet",
    "mål": "Målene",
    "regler": "Regelen",
    "valg": "Valgene",
    "kommune": "Kommunen",
    "koordinator": "Koordinatoren",
    "periode": "Perioden",
}


def place(document: Document, path: Path) -> str:
    """«Organet «fagteam»», «Tiltak nr. 3 i lista», «Planen»: where in the plan we are."""
    if len(path) < 2 or not isinstance(path[0], str):
        return "Planen"
    noun = PLACES.get(path[0], f"«{path[0]}»")
    if path[0] == "roller":
        return f"{noun} «{path[1]}»"
    if not isinstance(path[1], int):
        return noun
    named = document.written((*path[:2], "id")) if _has_id(document, path) else None
    return f"{noun} «{named}»" if named else f"{noun} nr. {path[1] + 1} i lista"


def _has_id(document: Document, path: Path) -> bool:
    listed = document.data.get(str(path[0]))
    item = listed[int(path[1])] if isinstance(listed, list) else None
    return isinstance(item, dict) and isinstance(item.get("id"), str)


def keys_at(path: Path) -> tuple[str, ...]:
    """The keys a coordinator may use at a place in the file."""
    models: list[type[BaseModel]] = [Plan]
    for step in path:
        models = _next(models, step)
    return tuple(dict.fromkeys(file_word(name) for model in models for name in model.model_fields))


def _next(models: list[type[BaseModel]], step: str | int) -> list[type[BaseModel]]:
    fields = [field for model in models for name, field in model.model_fields.items() if file_word(name) == step]
    if fields:
        return [part for field in fields for part in _models(field.annotation)]
    tagged = [model for model in models if "kind" in model.model_fields and model.model_fields["kind"].default == step]
    return tagged or models


def _models(annotation: Any) -> Iterator[type[BaseModel]]:
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        yield annotation
    for inner in get_args(annotation):
        yield from _models(inner)
