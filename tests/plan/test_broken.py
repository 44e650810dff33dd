"""Every broken plan file gets the right line and a sentence a coordinator understands (UC-01)."""

from __future__ import annotations

import unicodedata
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.errors import PlanError
from bot.planfile import Report, check_text, read_plan
from tests.plan.places import DATA

HOSTILE = ['"\\ud800"', '"\\U99999999"', "!!int x", "? ", "<<: ", "&a ", "*a", "|\n", "%YAML 9.9\n", "\x85", "9" * 40]
SOUND = (DATA / "minste.yaml").read_text(encoding="utf-8")

# what is written, what it is changed to, the line of the error, the sentence, what to do
BROKEN: list[tuple[str, str, int, str, str]] = [
    # names that are not there
    ("deltakere: [rektor]", "deltakere: [rektør]", 25, "«rektør» kan ikke brukes som id.", "små bokstaver"),
    ("deltakere: [rektor]", "deltakere: [rektorr]", 25, "Rollen «rektorr» finnes ikke i planen.", "Mente du «rektor»?"),
    ("sekretær: koordinator", "sekretær: sekretariat", 35, "Rollen «sekretariat» finnes ikke", "under «roller»"),
    ("ansvarlige: [koordinator]", "ansvarlige: [nav, koordinator]", 54, "Rollen «nav» finnes ikke", "«nav»"),
    ("  rolle: koordinator", "  rolle: kordinator", 11, "Rollen «kordinator» finnes ikke", "Mente du «koordinator»?"),
    ("behandles_i: fagteam", "behandles_i: fagtema", 40, "Organet «fagtema» finnes ikke", "Mente du «fagteam»?"),
    ("mottas_av: koordinator", "mottas_av: slt", 39, "Rollen «slt» finnes ikke", "«roller»"),
    ("    innsatsområde: 1\n    tittel: Fag", "    innsatsområde: 9\n    tittel: Fag", 52, "Innsatsområdet «9»", ""),
    ("kilde: plan:5-7", "kilde: paln:5-7", 50, "Kildedokumentet «paln» finnes ikke", "Mente du «plan»?"),
    # what must be there
    ("    nivå: utøvende\n", "", 30, "Organet «fagteam» mangler «nivå».", "nivå"),
    ("    nivå: utøvende\n", "    nivå: koordinerende\n", 13, "Planen mangler utøvende nivå.", "nivå: utøvende"),
    ("tittel: Handlingsplan 2026–2029\n", "", 1, "Planen mangler «tittel».", "tittel"),
    ("    tittel: Natteravner\n", "", 44, "Tiltaket «natt» mangler «tittel».", ""),
    ("tittel: Natteravner", "tittel:", 46, "Tiltaket «natt» mangler «tittel».", ""),
    ("    gjentakelse: {rytme: hvert år}\n", "", 44, "Tiltaket «natt» mangler «gjentakelse».", ""),
    ("{rytme: hver n. uke, antall: 6}", "{rytme: hver n. uke}", 37, "mangler «antall»", "antall"),
    ("{rytme: hvert år}", "{antall: 2}", 49, "«gjentakelse» mangler «rytme»", ""),
    # used twice
    ("id: dag", "id: natt", 51, "«natt» er brukt før, på linje 44.", ""),
    ("id: gruppe", "id: politirad", 22, "«politirad» er brukt før, på linje 14.", ""),
    ("    tittel: Fagdag\n", "    tittel: Fagdag\n    tittel: Dag\n", 54, "«tittel» står to ganger: her og på", ""),
    ("  ordforer: {", "  rektor: {", 9, "«rektor» står to ganger: her og på linje 8.", ""),
    ("[rektor, koordinator]", "[rektor, rektor]", 33, "«rektor» er brukt før", ""),
    # dates and numbers
    ("dato: 2026-05-05", "dato: 2026-02-30", 55, "«2026-02-30» er ikke en dato som finnes.", "år-måned-dag"),
    ("dato: 2026-05-05", "dato: 5. mai", 55, "«5. mai» er ikke en dato som finnes.", "2025-11-21"),
    ("dato: 2026-05-05", "dato: 31.06.2026", 55, "«31.06.2026» er ikke en dato som finnes.", ""),
    ("dato: 2026-05-05", "dato: 20260505", 55, "«20260505» er ikke en dato som finnes.", ""),
    ("til_år: 2029", "til_år: 2019", 4, "2019 kommer før 2026.", ""),
    ("til_år: 2029", "til_år: 29", 4, "«29» er for lite", ""),
    ("antall: 6", "antall: seks", 37, "«antall» skal være et helt tall, men er «seks».", "siffer"),
    ("antall: 6", "antall: 0", 37, "«0» er for lite", ""),
    ("ukedag: torsdag", "ukedag: torsda", 29, "«torsda» er ikke en ukedag.", "torsdag"),
    ("kilde: plan:5-7", "kilde: side 5", 50, "«kilde» er ikke en henvisning", "001:245-251"),
    ("kilde: plan:5-7", "kilde: plan:9-7", 50, "7 kommer før 9.", ""),
    # words and types
    ("nivå: utøvende", "nivå: utøvandes", 31, "«utøvandes» kan ikke stå som «nivå».", "Mente du «utøvende»?"),
    ("målform: bokmål", "målform: no", 3, "«no» kan ikke stå som «målform».", "bokmål eller nynorsk"),
    ("rytme: hver n. uke", "rytme: hver uke", 37, "«hver uke» er ikke en rytme som kan brukes her.", "hver n. uke"),
    ("rytme: hver n. uke, antall: 6", "rytme: løpende", 37, "«løpende» er ikke en rytme", ""),
    ("    møteleder: koordinator", "    moteleder: koordinator", 34, "nøkkel: «moteleder»", "Mente du «møteleder»?"),
    ("    møteleder: koordinator", "    chair: koordinator", 34, "ukjent nøkkel: «chair»", "Her kan du bruke"),
    ("roller:\n", "rolller:\n", 6, "Planen har en ukjent nøkkel: «rolller».", "Mente du «roller»?"),
    ("deltakere: [ordforer]", "deltakere: ordforer", 17, "«deltakere» skal være en liste", "klammer"),
    ("navn: Fagteam", "navn: [Fagteam]", 32, "«navn» skal være én tekst", ""),
    ("flere: ja", "flere: kanskje", 8, "«flere» skal være ja eller nei, men er «kanskje».", ""),
    ("id: fagteam", "id: Fagteam 1", 30, "«Fagteam 1» kan ikke brukes som id.", "små bokstaver"),
    ("periode: {fra_år: 2026, til_år: 2029}", "periode: 2026–2029", 4, "skal ha egne nøkler under seg", ""),
    ("    nivå: styrende\n", "    nivå: styrende\n    enkeltsaker: med grunnlag\n", 16, "behandle enkeltsaker", ""),
    # not sound YAML
    ("    navn: Fagteam", "\tnavn: Fagteam", 32, "tabulator", "mellomrom"),
    ("tittel: Natteravner", "tittel: Natteravner: ute", 46, "kolon", "anførselstegn"),
    ("tittel: Natteravner", 'tittel: "Natteravner', 46, "anførselstegn er ikke lukket", ""),
    ("deltakere: [ordforer]", "deltakere: [ordforer", 17, "liste med [ er ikke lukket", "]"),
    ("periode: {fra_år: 2026, til_år: 2029}", "periode: {fra_år: 2026", 4, "gruppe med { er ikke lukket", "}"),
    ("    navn: Fagteam", "   navn: Fagteam", 32, "Innrykket stemmer ikke", "mellomrom"),
    ("  tittel: SLT-koordinator", "  tittel SLT-koordinator", 12, "mangler et kolon", "nøkkel: verdi"),
    ("navn: Fagteam", "navn: *Fagteam*", 32, "Henvisninger med & og *", "anførselstegn"),
    ("navn: Fagteam", 'navn: "\\UFFFFFFFF"', 32, "«\\UFFFFFFFF» er ikke et tegn.", ""),
    ("navn: Fagteam", "navn: @Fagteam", 32, "tegn som må stå i anførselstegn", ""),
    ("tiltak:\n", "---\ntiltak:\n", 43, "mer enn én plan", ""),
    ("Politiråd\n", "Politi\x00råd\n", 16, "usynlig tegn", ""),
]  # fmt: skip
WHOLE: list[tuple[bytes, int, str]] = [
    (b"", 1, "Fila er tom."),
    (b"# bare en merknad\n\n", 1, "Fila er tom."),
    (b"- en\n- to\n", 1, "Fila begynner ikke med nøkler."),
    (b"Handlingsplan for Minste", 1, "Fila begynner ikke med"),
    (SOUND.encode("utf-16"), 1, "Fila er ikke lagret som UTF-8."),
    (SOUND.encode("latin-1", "replace"), 3, "Fila er ikke lagret som UTF-8."),
    (b"PK\x03\x04\xff\xfe", 1, "Fila er ikke lagret som UTF-8."),
    (b"a: " + b"[" * 5000 + b"]" * 5000, 1, "Altfor mange nivåer"),
    (b"x" * 500_001, 1, "for stor"),
]


def check(before: str, after: str) -> Report:
    assert before in SOUND
    return check_text(SOUND.replace(before, after, 1).encode(), "minste.yaml")


def test_the_sound_file_has_nothing_to_say() -> None:
    assert check_text(SOUND.encode(), "minste.yaml").findings == ()


@pytest.mark.parametrize(("before", "after", "line", "text", "hint"), BROKEN, ids=[row[1] for row in BROKEN])
def test_a_broken_plan_names_the_line_and_what_to_do(before: str, after: str, line: int, text: str, hint: str) -> None:
    report = check(before, after)
    assert report.plan is None
    first = report.errors[0]
    assert (first.line, text in first.text, hint in first.hint) == (line, True, True), first


@pytest.mark.parametrize(("content", "line", "text"), WHOLE)
def test_a_file_that_is_no_plan_is_told_so(content: bytes, line: int, text: str) -> None:
    report = check_text(content, "x.yaml")
    assert report.plan is None
    assert (report.errors[0].line, text in report.errors[0].text) == (line, True), report.errors[0]


def test_every_error_is_told_at_once() -> None:
    report = check("deltakere: [ordforer]", "deltakere: [a1, b1, c1]")
    assert [error.line for error in report.errors] == [17, 17, 17]


@pytest.mark.parametrize("row", BROKEN, ids=[row[1] for row in BROKEN])
def test_no_sentence_speaks_the_tools_language(row: tuple[str, str, int, str, str]) -> None:
    for finding in check(row[0], row[1]).findings:
        said = f"{finding.text} {finding.hint}".lower()
        assert not any(word in said for word in ("input", "field", "expected", "none", "mapping", "tuple", "string"))


def test_reading_a_broken_plan_names_file_and_line(tmp_path: Path) -> None:
    path = tmp_path / "plan.yaml"
    path.write_text(SOUND.replace("sekretær: koordinator", "sekretær: borte"), encoding="utf-8")
    with pytest.raises(PlanError, match=r"^plan\.yaml:35: Rollen «borte» finnes ikke"):
        read_plan(path)


def test_reading_a_missing_plan_says_so(tmp_path: Path) -> None:
    with pytest.raises(PlanError, match=r"borte\.yaml: fila kan ikke åpnes"):
        read_plan(tmp_path / "borte.yaml")


@pytest.mark.parametrize("content", [SOUND.replace("\n", "\r\n"), "\ufeff" + SOUND], ids=["crlf", "bom"])
def test_files_from_windows_are_read(content: str) -> None:
    assert check_text(content.encode(), "x.yaml").findings == ()


def test_letters_put_together_from_two_are_read() -> None:
    assert check_text(unicodedata.normalize("NFD", SOUND).encode(), "x.yaml").findings == ()


@settings(max_examples=150, deadline=None)
@given(st.integers(0, len(SOUND)), st.integers(0, 30), st.text(max_size=6) | st.sampled_from(HOSTILE))
def test_no_slip_of_the_hand_makes_the_check_fall_over(start: int, gone: int, put: str) -> None:
    text = SOUND[:start] + put + SOUND[start + gone :]
    report = check_text(text.encode("utf-8", "surrogatepass"), "x.yaml")
    assert (report.plan is None) == bool(report.errors)
    assert all(1 <= finding.line <= len(text) + 1 and finding.text for finding in report.findings)
