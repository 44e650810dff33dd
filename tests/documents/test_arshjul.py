"""The year wheel: everything in it, readable, nothing on top of anything else, and the same in words."""

from __future__ import annotations

import re
from itertools import combinations
from xml.etree.ElementTree import Element, fromstring

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from bot.documents.arshjul import ArshjulView, Entry, Status, alt_text, arshjul_png
from bot.documents.fonts import width, wrap
from bot.documents.wheel import WIDTH, svg
from bot.texts import texts

NB = texts("nb")
SVG = "{http://www.w3.org/2000/svg}"
ENTRIES = st.builds(
    Entry,
    title=st.text(max_size=120),
    month=st.integers(1, 12) | st.none(),
    owner=st.text(max_size=60),
    status=st.sampled_from(Status),
)
FEW = settings(max_examples=20, deadline=None, suppress_health_check=[HealthCheck.too_slow])


def year(*entries: Entry) -> ArshjulView:
    return ArshjulView(2026, "Jevnaker kommune", entries)


def drawn(view: ArshjulView) -> Element:
    return fromstring(svg(view, NB))  # our own picture


def boxes(picture: Element) -> list[tuple[float, float, float, float]]:
    """Every line of text as left, top, right, bottom."""
    found = []
    for line in picture.iter(f"{SVG}text"):
        x, y, size = (float(line.attrib[name]) for name in ("x", "y", "font-size"))
        bold = line.get("font-weight") == "bold"
        found.append((x, y - size * 0.76, x + width(line.text or "", size, bold=bold), y + size * 0.2))
    return found


def said(picture: Element) -> str:
    return " ".join(line.text or "" for line in picture.iter(f"{SVG}text"))


BUSY = year(
    *(
        Entry(f"Fagteam med et ganske langt navn nummer {n}", n % 12 + 1, n % 28 + 1, "SLT-koordinator")
        for n in range(30)
    ),
    *(Entry(f"Tiltak {n} som planen ikke gir noen måned", None, None, "Skoleleder") for n in range(7)),
)


def test_no_text_lies_on_another_or_outside_the_picture() -> None:
    picture = drawn(BUSY)
    found = boxes(picture)
    assert all(
        left >= 0 and right <= WIDTH and bottom <= float(picture.attrib["height"]) for left, _, right, bottom in found
    )
    for one, other in combinations(found, 2):
        apart = one[2] <= other[0] or other[2] <= one[0] or one[3] <= other[1] or other[3] <= one[1]
        assert apart, (one, other)


@FEW
@given(st.lists(ENTRIES, max_size=40))
def test_any_year_can_be_drawn_without_text_on_text(entries: list[Entry]) -> None:
    found = boxes(drawn(year(*entries)))
    for one, other in combinations(found, 2):
        assert one[2] <= other[0] or other[2] <= one[0] or one[3] <= other[1] or other[3] <= one[1]


def test_every_text_is_at_least_twelve_pixels() -> None:
    assert min(float(line.attrib["font-size"]) for line in drawn(BUSY).iter(f"{SVG}text")) >= 12


def test_every_entry_stands_with_day_owner_and_status() -> None:
    words = said(drawn(year(Entry("Fagdag", 11, 21, "SLT-koordinator", Status.UTFORT))))
    assert "21. november: Fagdag SLT-koordinator, utført" in words


def test_what_the_plan_gives_no_month_is_never_put_in_one() -> None:
    words = said(drawn(year(Entry("Trygghetsvandring", None, None, "SLT-koordinator"))))
    assert "Uten måned i planen Trygghetsvandring" in re.sub(r"\s+", " ", words)
    assert not re.search(r"\b1\b", words)


def test_an_entry_without_an_owner_says_so() -> None:
    assert "uten ansvarlig i planen, planlagt" in said(drawn(year(Entry("Oppvekstkonferanse", 11))))


def test_every_status_has_a_shape_of_its_own() -> None:
    shapes = set()
    for status in Status:
        mark = list(drawn(year(Entry("Tiltak", 1, status=status))))[-2]
        shapes.add((mark.tag, mark.get("fill"), mark.get("stroke-dasharray")))
    assert len(shapes) == len(Status)


def test_a_full_month_says_how_many_more_there_are() -> None:
    words = said(drawn(year(*(Entry(f"Tiltak {n}", 5) for n in range(12)))))
    assert "+6" in words
    assert all(f"Tiltak {n}" in words for n in range(12))


def test_the_words_say_all_that_the_picture_shows() -> None:
    view = year(Entry("Fagdag", 11, 21, "SLT-koordinator"), Entry("Trygghetsvandring", None, None, "", Status.PAGAR))
    assert alt_text(view, NB) == (
        "Årshjul 2026 – Jevnaker kommune. November: 21. november: Fagdag (SLT-koordinator, planlagt). "
        "Uten måned i planen: Trygghetsvandring (uten ansvarlig i planen, pågår)."
    )
    assert drawn(view).findtext(f"{SVG}desc") == alt_text(view, NB)


def test_an_empty_year_is_drawn_and_said() -> None:
    assert alt_text(year(), NB) == "Årshjul 2026 – Jevnaker kommune. Ingen tiltak er lagt inn."
    assert "des" in said(drawn(year()))


@pytest.mark.parametrize(("month", "day"), [(0, None), (13, None), (2, 30), (None, 4)])
def test_a_date_that_does_not_exist_is_refused(month: int | None, day: int | None) -> None:
    with pytest.raises(ValueError, match=r"month|day"):
        year(Entry("Tiltak", month, day))


def test_the_picture_needs_no_font_of_the_machine_and_is_the_same_twice() -> None:
    blank, written = arshjul_png(year(), NB, 600), arshjul_png(year(Entry("Ærlig øving på årshjul", 3)), NB, 600)
    assert written.startswith(b"\x89PNG")
    assert int.from_bytes(written[16:20], "big") == 600
    assert written == arshjul_png(year(Entry("Ærlig øving på årshjul", 3)), NB, 600)
    assert written != blank


@given(st.text(alphabet=st.characters(codec="utf-8"), max_size=200), st.integers(40, 400))
def test_lines_keep_every_letter_and_fit_their_room(text: str, room: int) -> None:
    lines = wrap(text, 14, room)
    assert "".join(lines).replace(" ", "") == "".join(text.split())
    assert all(width(line, 14) <= room for line in lines)


def test_every_letter_of_the_norwegian_and_sami_alphabets_is_in_the_font() -> None:
    unknown = width("\U0001f600", 14)
    for letter in "abcdefghijklmnopqrstuvwxyzæøåABCDEFGHIJKLMNOPQRSTUVWXYZÆØÅáčđŋšŧžÁČĐŊŠŦŽ0123456789–«»…§":
        assert width(letter, 14) < unknown
