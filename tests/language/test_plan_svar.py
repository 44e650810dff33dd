"""Questions about the plan, with the answers that three plans give (UC-100, realistic inputs §5)."""

from __future__ import annotations

from functools import cache

import pytest

from bot.dialogs.plan_svar import ANSWERS, own_words
from bot.domain import personvern
from bot.domain import plan_om as om
from bot.domain import plan_svar as svar
from bot.domain.plan import Obligation, Plan, Tiltak
from bot.planfile import read_plan
from bot.ports import Message
from bot.standins.card_reading import visible_text
from bot.texts import texts
from tests.plan.places import DATA, PLANS

NOTHING = "Det står ikke i planen"
NO_NAMES = "Jeg gir ingen opplysninger om enkeltpersoner"

TABLE: dict[str, tuple[tuple[str, ...], tuple[str, ...], tuple[str, ...]]] = {
    "Hvem er sekretær i fagteamet?": (
        ("Sekretær: Helsesykepleier JUS", "Fagteam", "Kilde"),
        ("Sekretær: SLT-koordinator", "Kilde"),
        ("Det organet er ikke i planen", "SLT-nettverket"),
    ),
    "Hvem leder koordineringsgruppa?": (
        ("Møteleder: Politi – politikontakt", "Koordineringsgruppe"),
        ("Møteleder: SLT-koordinator",),
        ("Møteleder: ikke fastsatt i planen", "Koordineres av: SLT", "SLT-nettverket"),
    ),
    "Hvor ofte møtes koordinerende nivå?": (
        ("2 ganger i året (eller oftere ved behov)",),
        ("6 ganger i året", "1 møte sammen med Fagteam"),
        ("annenhver måned", "SLT-nettverket"),
    ),
    "Når er trygghetsvandringen?": (("én gang i 2025–2028", "Kilde"), ("hvert år",), (NOTHING,)),
    "Når er fagdagen?": (
        ("21. november 2025", "Kilde"),
        ("hvert år", "Datoen er ikke fastsatt i planen."),
        (NOTHING,),
    ),
    "Hvem har ansvar for Natteravner?": (
        ("Ansvarlig: Frivilligsent.", "Kilde"),
        ("Ansvarlig: Frivilligsent.",),
        (NOTHING,),
    ),
    "Hva er SLT?": (
        ("samordning av lokale tiltak", "Det sier jeg, ikke planen", "Koordineringsgruppe"),
        ("samordning av lokale tiltak",),
        ("samordning av lokale tiltak", "SLT-nettverket"),
    ),
    "Hvilke tiltak har vi mot rus?": (("Felles rutine ved rusbekymring",), ("rus",), ("rus",)),
    "Hva er Felles rutine i Jevnaker kommune i 2027?": (
        ("Felles rutine ved rusbekymring",),
        ("Felles rutine",),
        (NOTHING,),
    ),
    "Hva gjør jeg ved mistanke om vold?": ((NOTHING, "Skriv «meld»", "Ring 112"), (NOTHING,), (NOTHING,)),
    "Hva er tiltak 12?": (
        ("ikke nummererte",),
        ("ikke nummererte",),
        ("12. ", "Ansvarlig: SLT-koordinator", "ungdomsklubben"),
    ),
    "Hvor ofte gjennomføres Ungdata?": ((NOTHING,), ("Ikke fastsatt i planen",), ("hvert 3. år", "Kilde")),
    "Når skal halvårsrapporten leveres?": (
        ("2 ganger i året", "Til: kommunedirektørens ledergruppe", "Datoen er ikke fastsatt i planen."),
        ("2 ganger i året", "Til: Rådmannens ledergruppe"),
        (NOTHING,),
    ),
    "Når er skoleballet?": (("Ikke fastsatt i planen", "«Skoleball alle 3 år»"), (NOTHING,), (NOTHING,)),
    "Hvem meldte bekymring om eleven i 9B?": ((NO_NAMES,), (NO_NAMES,), (NO_NAMES,)),
}
FILES = ("jevnaker-2025.yaml", "jevnaker-2022.yaml", "valer-2023.yaml")


@cache
def plan(name: str) -> Plan:
    return read_plan((DATA if name.startswith("fjordvik") else PLANS) / name)


def understood(name: str, question: str) -> om.About | None:
    allowed = personvern.Allowed(not_names=frozenset(own_words(plan(name))))
    return svar.understand(plan(name), question, lambda text: bool(personvern.check(text, allowed=allowed)))


def answer(name: str, question: str, language: str = "nb") -> str:
    about = understood(name, question)
    assert about is not None
    message = ANSWERS[type(about)](about, plan(name), texts(language))
    return read(message)


def read(message: Message) -> str:
    assert message.card is not None
    return "\n".join(visible_text(message.card)).replace(": \n", ": ")


@pytest.mark.parametrize(
    ("name", "question", "expected"),
    [(FILES[n], question, parts) for question, answers in TABLE.items() for n, parts in enumerate(answers)],
)
def test_the_plan_answers_or_says_that_it_does_not(name: str, question: str, expected: tuple[str, ...]) -> None:
    said = answer(name, question)
    assert [part for part in expected if part not in said] == []


@pytest.mark.parametrize("question", [q for q in TABLE if "9B" not in q])
@pytest.mark.parametrize("name", FILES)
def test_every_answer_says_where_it_stands(name: str, question: str) -> None:
    assert "Kilde: " in answer(name, question)


@pytest.mark.parametrize(
    ("question", "part"),
    [
        ("Kven er sekretær i innsatsteam skule?", "Sekretær: Miljøterapeut"),
        ("Kven leier samordningsgruppa?", "Møteleiar: Oppvekstsjef"),
        ("Kor ofte møtest oppvekstrådet?", "minst 1 gong per halvår"),
        ("Kven har ansvar for natteramnane?", "Ansvarleg: Idrettsrådet"),
        ("Når er fjordvikdagen?", "kvart år i oktober"),
        ("Kva er tiltak 2?", "2. Bilprat med 10. steget"),
        ("Kven sit i ungdomspanelet?", "Fritidsleiar"),
        ("Kven tek imot varslingar?", "Interkommunal SLT-koordinator"),
        ("Når er julebordet?", "Det står ikkje i planen"),
        ("Kven melde frå om guten i 10. klasse?", "Eg gir ingen opplysningar om enkeltpersonar"),
    ],
)
def test_a_nynorsk_plan_is_asked_in_nynorsk(question: str, part: str) -> None:
    assert part in answer("fjordvik.yaml", question, "nn")


@pytest.mark.parametrize(
    "text", ["Når er neste møte?", "Når er neste fagteam?", "Kva tid er neste fagteam?", "next meeting when"]
)
def test_the_next_meeting_is_the_meeting_schedules_to_tell(text: str) -> None:
    assert isinstance(understood(FILES[0], text), om.NextMeeting)


@pytest.mark.parametrize("text", ["fagteamet møtes snart", "takk for hjelpen", "", "vis meg planen"])
def test_what_is_no_question_is_not_answered(text: str) -> None:
    assert understood(FILES[0], text) is None


@pytest.mark.parametrize(
    "question",
    [
        "Hvem er Jonas Testesen?", "Hva skjer med 14831053748?", "Når kommer ungdommen i 8A?", "Hvem meldte det?",
        "Kven skreiv om jenta?", "Hvor bor eleven?",
    ],
)  # fmt: skip
def test_individuals_are_never_answered_about(question: str) -> None:
    assert understood(FILES[0], question) == om.AboutSomebody()


def test_who_the_municipality_chose_itself_is_said_to_be_its_choice() -> None:
    valer = plan(FILES[2])
    seats = {"slt_nettverk": {"secretary": "slt_koordinator"}}
    chosen = valer.model_copy(update={"choices": type(valer.choices).model_validate({"seats": seats})})
    about = svar.understand(chosen, "Hvem er sekretær i SLT-nettverket?", lambda text: False)
    message = ANSWERS[type(about)](about, chosen, texts("nb"))
    assert "kommunens eget valg, ikke fastsatt i planen" in read(message)


@pytest.mark.parametrize("question", ["Når er neste møte?", "Når er neste møte i fagteamet?", "Når er det neste møte"])
def test_the_next_meeting_is_for_the_schedule_to_tell(question: str) -> None:
    assert understood(FILES[0], question) == om.NextMeeting()


@pytest.mark.parametrize("name", [*FILES, "fjordvik.yaml"])
def test_every_tiltak_is_found_by_its_own_title(name: str) -> None:
    for tiltak in plan(name).tiltak:
        about = understood(name, f"Hvem har ansvar for {tiltak.title}?")
        assert isinstance(about, om.AboutTopics), tiltak.title
        assert any(
            tiltak.id in (topic.id, getattr(topic, "tiltak", None))
            for topic in about.topics
            if isinstance(topic, Tiltak | Obligation)
        )


@pytest.mark.parametrize("name", [*FILES, "fjordvik.yaml"])
def test_every_organ_is_found_by_its_own_name(name: str) -> None:
    for organ in plan(name).organs:
        assert understood(name, f"Hvem leder {organ.name}?") == om.AboutSeat("chair", (organ,))
        assert understood(name, f"Hvor ofte møtes {organ.name}?") == om.AboutMeetings((organ,))
