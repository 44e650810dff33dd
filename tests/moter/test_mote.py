"""What a meeting, its agenda, its referat and its tasks may and may not do."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime, time, timedelta
from io import BytesIO
from pathlib import Path

import pytest
from docx import Document

from bot.documents.referat import referat as to_docx
from bot.domain.effects import Effect
from bot.domain.mote import (
    Agenda,
    AgendaItem,
    ItemKind,
    Mote,
    MoteStatus,
    Nudge,
    cancelled,
    looked_at,
    minuted,
    planned_mote,
)
from bot.domain.moteplan import Anchor, moment, slot
from bot.domain.oppgave import Oppgave, Reminder, is_overdue, reminded, with_reminders
from bot.domain.plan import Choices, Level
from bot.domain.referat import Referat, TaskLine
from bot.domain.sealed import Sealed
from bot.domain.varsling import About, Status, Urgency, Varsling
from bot.errors import Conflict, NotAllowed, UserError
from bot.ports import UnitOfWork
from bot.texts import texts
from bot.usecases.agenda import items_of, proposal
from bot.usecases.agenda_approval import ApproveAgenda
from bot.usecases.guarded import stop_one_person
from bot.usecases.moter import AvlysMote, FlyttMote, next_mote
from bot.usecases.moter_sweeps import due_meetings, next_meetings
from bot.usecases.referater import SendReferat, Written
from bot.usecases.referater_approval import ApproveReferat, ReturnReferat
from bot.usecases.referater_views import referat_view
from tests.moter.conftest import NOW, Desk

OCTOBER = date(2025, 10, 9)
CHOICES = Choices()
COORDINATOR, SECRETARY, MEMBER = "slt_koordinator", "helsesykepleier_jus", "sosiallaerer_jus"


def planned(day: date = OCTOBER) -> Mote:
    return planned_mote(slot("fagteam", day, Anchor(day, time(8, 30), 90)), "r", CHOICES, NOW)


def agenda(**changes: object) -> ApproveAgenda:
    plain = ApproveAgenda("fagteam", OCTOBER, OCTOBER, time(8, 30), "Rådhuset", ("eventuelt:", "neste:"), ("Fagdag",))
    return replace(plain, **changes)  # type: ignore[arg-type]


def test_a_meeting_is_looked_at_for_agenda_end_referat_and_overview_in_that_order() -> None:
    mote, seen = planned(), []
    while mote.due_for:
        seen.append((mote.due_for, mote.due_at))
        mote = looked_at(mote, CHOICES)
    assert seen == [
        (Nudge.AGENDA, moment(date(2025, 10, 2), time(8))),
        (Nudge.SLUTT, moment(OCTOBER, time(10))),
        (Nudge.REFERAT, moment(date(2025, 10, 16), time(8))),
        (Nudge.OVERSIKT, moment(date(2025, 10, 23), time(8))),
    ]
    assert mote.status is MoteStatus.AVHOLDT


def test_a_meeting_on_a_holiday_is_asked_about_first_and_never_counts_as_held() -> None:
    mote = planned(date(2026, 1, 1))
    assert mote.due_for is Nudge.NY_DATO
    while mote.due_for:
        mote = looked_at(mote, CHOICES, usable=False)
    assert mote.status is MoteStatus.PLANLAGT


@pytest.mark.parametrize("over", [minuted(planned()), cancelled(planned(), "x")])
def test_a_meeting_that_is_over_cannot_be_cancelled(over: Mote) -> None:
    with pytest.raises(Conflict):
        cancelled(over, "x")


def task(deadline: date | None) -> Oppgave:
    return Oppgave("o", "r", "referat", "fagteam", MEMBER, Sealed("x"), NOW, deadline)


def test_an_owner_is_reminded_once_before_and_once_after_the_deadline() -> None:
    first = with_reminders(task(date(2025, 11, 21)), CHOICES)
    assert (first.remind_of, first.remind_at) == (Reminder.SNART, moment(date(2025, 11, 7), time(8)))
    second = reminded(first, CHOICES)
    assert (second.remind_of, second.remind_at) == (Reminder.OVER_FRISTEN, moment(date(2025, 11, 24), time(8)))
    assert reminded(second, CHOICES).remind_at is None


def test_a_task_without_a_deadline_is_never_late_and_a_deadline_day_is_not_late() -> None:
    assert with_reminders(task(None), CHOICES).remind_at is None
    assert not is_overdue(task(None), OCTOBER)
    assert not is_overdue(task(OCTOBER), OCTOBER)
    assert is_overdue(task(OCTOBER), OCTOBER + timedelta(days=1))


@pytest.mark.parametrize("who", [SECRETARY, MEMBER, "laerer", "elev", "tidligere_medlem", "politikontakt"])
def test_only_the_convener_makes_moves_and_cancels(desk: Desk, who: str) -> None:
    moved = FlyttMote("fagteam", OCTOBER, OCTOBER + timedelta(days=1), time(9))
    for command in (agenda(), moved, AvlysMote("fagteam", OCTOBER, "x")):
        with pytest.raises(NotAllowed):
            desk.do(who, command)


def test_nobody_here_makes_the_agenda_of_an_organ_that_others_run(desk: Desk) -> None:
    with pytest.raises(NotAllowed):
        desk.do(COORDINATOR, agenda(organ="politirad", planned=None))


BAD_DAYS = [(date(2026, 1, 1), "mote_day_closed"), (date(2025, 10, 11), "mote_day_closed"),
            (date(2025, 9, 29), "mote_in_the_past")]  # fmt: skip


@pytest.mark.parametrize(("day", "code"), BAD_DAYS)
def test_a_meeting_is_never_set_to_a_day_that_cannot_be_used(desk: Desk, day: date, code: str) -> None:
    with pytest.raises(UserError, match=code):
        desk.do(COORDINATOR, agenda(day=day))
    assert desk.read(lambda work: work.find(Mote)) == []


def test_identifiers_stop_an_agenda_whatever_the_conversation_let_through(desk: Desk) -> None:
    with pytest.raises(UserError, match="identifiers_found"):
        desk.do(COORDINATOR, agenda(own=("Elev 14831053748",)))


def test_of_two_who_change_one_agenda_the_first_wins(desk: Desk) -> None:
    desk.do(COORDINATOR, agenda())
    desk.do(COORDINATOR, agenda(reason="mer", seen=1))
    with pytest.raises(UserError, match="changed_meanwhile"):
        desk.do(COORDINATOR, agenda(reason="annet", seen=1))


def test_standing_items_are_the_municipalitys_or_a_marked_suggestion(desk: Desk) -> None:
    def standing(room_desk: Desk) -> list[AgendaItem]:
        items = room_desk.read(lambda work: proposal(work, room_desk.room, planned()))
        return [item for item in items if item.kind is ItemKind.FAST]

    assert all(item.suggested for item in standing(desk))
    choices = desk.room.plan.choices.model_copy(update={"standing_items": {"fagteam": ("Runden",)}})
    own = replace(desk.room, plan=desk.room.plan.model_copy(update={"choices": choices}))
    assert [(i.title, i.suggested) for i in standing(replace(desk, room=own))] == [("Runden", False)]


def test_a_meeting_that_was_held_took_up_no_varsling_that_came_after_it(desk: Desk) -> None:
    def titles(day: datetime) -> list[str]:
        mote = replace(planned(), starts_at=day)
        return [i.title for i in desk.read(lambda w: proposal(w, desk.room, mote)) if i.kind is ItemKind.VARSLING]

    sent = Varsling("v", desk.room.id, "V-1", About.MILJO, "rusbruk", Urgency.NORMAL, "r", Status.PA_AGENDA, desk.now)
    desk.write(lambda work: work.add(sent))
    assert titles(desk.now - timedelta(days=1)) == []
    assert titles(desk.now + timedelta(days=1)) == ["Varsling V-1: Rusbruk"]


def held(desk: Desk, *, case: bool = False) -> tuple[AgendaItem, ...]:
    """The October meeting is over; its agenda has an individual case if `case`."""
    made = desk.do(COORDINATOR, agenda())

    def add_case(work: UnitOfWork) -> None:
        found = work.get(Agenda, made.subject)
        assert found is not None
        line = AgendaItem(ItemKind.ENKELTSAK, "Enkeltsak – se møteleder", "c")
        work.save(replace(found, items=(*found.items, line)))

    if case:
        desk.write(add_case)
    desk.now = moment(OCTOBER, time(11))
    return desk.read(lambda work: items_of(work, desk.room, planned()))


WRITTEN = Written(
    "Drøftet", "Mer tilstedeværelse", (TaskLine("Ring natteravnene", "slt_koordinator", date(2025, 10, 17)),)
)


def sent(desk: Desk, *written: Written) -> str:
    return desk.do(SECRETARY, SendReferat("fagteam-2025-10-09", (COORDINATOR, SECRETARY), written)).subject


ONE = "Oppfølging av eleven etter helgen"


def test_the_use_case_stops_a_text_about_one_person_whatever_the_card_said(desk: Desk) -> None:
    with pytest.raises(UserError, match="one_person_in_text"):
        desk.do(COORDINATOR, agenda(own=(ONE,)))
    desk.do(COORDINATOR, agenda(own=(ONE,), not_one=True))
    with pytest.raises(UserError, match="one_person_in_text"):
        desk.do(COORDINATOR, AvlysMote("fagteam", OCTOBER, ONE))


def test_where_a_meeting_is_held_is_looked_at_like_what_is_written_for_it(desk: Desk) -> None:
    with pytest.raises(UserError, match="one_person_in_text"):
        desk.do(COORDINATOR, agenda(place=ONE))
    desk.do(COORDINATOR, agenda(place=ONE, not_one=True))
    moved = FlyttMote("fagteam", OCTOBER, OCTOBER + timedelta(days=1), time(9), ONE)
    with pytest.raises(UserError, match="one_person_in_text"):
        desk.do(COORDINATOR, moved)
    desk.do(COORDINATOR, replace(moved, not_one=True))


@pytest.mark.parametrize(
    "written", [Written(ONE), Written("", ONE), Written("", "", (TaskLine(ONE, COORDINATOR, None),))]
)
def test_no_text_of_a_referat_is_about_one_person(desk: Desk, written: Written) -> None:
    items = held(desk)
    with pytest.raises(UserError, match="one_person_in_text"):
        sent(desk, written, *[Written() for _ in items[1:]])
    sent(desk, replace(written, not_one=True), *[Written() for _ in items[1:]])


def test_in_a_politirad_nobody_can_say_that_it_is_not_about_one_person(desk: Desk) -> None:
    steering = [organ for organ in desk.room.plan.organs if organ.level is Level.STYRENDE]
    with pytest.raises(UserError, match="one_person_never"):
        stop_one_person(steering, [ONE], not_one=True)
    stop_one_person(steering, ["Ungdommer samles på stasjonen"], not_one=False)


def test_nothing_can_be_written_about_an_individual_case(desk: Desk) -> None:
    items = held(desk, case=True)
    blank = [Written() for _ in items]
    with pytest.raises(UserError, match="no_text_about_one_person"):
        sent(desk, *blank[:-1], Written("noe"))
    referat_id = sent(desk, *blank)
    desk.do(COORDINATOR, ApproveReferat(referat_id, 1))
    text = docx_text(desk, referat_id)
    assert "Ikke behandlet: møteleder bekreftet ikke grunnlaget i møtet." in text


def docx_text(desk: Desk, referat_id: str) -> str:
    def both(work: UnitOfWork) -> tuple[Referat, Mote]:
        found = work.get(Referat, referat_id)
        mote = work.get(Mote, found.mote) if found else None
        assert found is not None
        assert mote is not None
        return found, mote

    view = referat_view(desk.room, *desk.read(both))
    document = Document(BytesIO(to_docx(view, texts("nb"))))
    cells = [cell.text for table in document.tables for row in table.rows for cell in row.cells]
    return "\n".join([*(p.text for p in document.paragraphs), *cells])


def test_the_document_holds_what_was_approved(desk: Desk) -> None:
    items = held(desk)
    referat_id = sent(desk, WRITTEN, *[Written() for _ in items[1:]])
    desk.do(COORDINATOR, ApproveReferat(referat_id, 1))
    text = docx_text(desk, referat_id)
    assert "Mer tilstedeværelse" in text
    assert "Ring natteravnene" in text
    assert "Kari Eksempel" not in text


def test_a_referat_is_sealed_in_the_database(desk: Desk) -> None:
    items = held(desk)
    sent(desk, WRITTEN, *[Written() for _ in items[1:]])
    folder = Path(str(desk.store.writing.url.database)).parent
    stored = b"".join(path.read_bytes() for path in folder.iterdir())
    assert "tilstedeværelse".encode() not in stored
    assert b"natteravnene" not in stored


def test_why_a_referat_is_sent_back_is_not_about_one_person(desk: Desk) -> None:
    items = held(desk)
    referat_id = sent(desk, *[Written() for _ in items])
    with pytest.raises(UserError, match="one_person_in_text"):
        desk.do(COORDINATOR, ReturnReferat(referat_id, 1, ONE))
    desk.do(COORDINATOR, ReturnReferat(referat_id, 1, "Ta bort det som gjelder én person"))


def test_a_chair_decides_only_on_what_they_have_seen(desk: Desk) -> None:
    items = held(desk)
    blank = [Written() for _ in items]
    referat_id = sent(desk, *blank)
    desk.do(COORDINATOR, ReturnReferat(referat_id, 1, "Skriv mer"))
    sent(desk, WRITTEN, *blank[1:])
    with pytest.raises(Conflict, match="changed_meanwhile"):
        desk.do(COORDINATOR, ApproveReferat(referat_id, 1))
    desk.do(COORDINATOR, ApproveReferat(referat_id, 2))
    with pytest.raises(Conflict, match="already_handled"):
        desk.do(COORDINATOR, ReturnReferat(referat_id, 2, "For sent"))


@pytest.mark.parametrize("who", [COORDINATOR, MEMBER, "laerer"])
def test_a_referat_is_the_secretarys_alone(desk: Desk, who: str) -> None:
    items = held(desk)
    with pytest.raises(NotAllowed):
        desk.do(who, SendReferat("fagteam-2025-10-09", (), tuple(Written() for _ in items)))


def test_no_referat_before_the_meeting_has_begun(desk: Desk) -> None:
    items = held(desk)
    desk.now = moment(date(2025, 10, 8), time(11))
    with pytest.raises(UserError, match="mote_not_begun"):
        sent(desk, *[Written() for _ in items])


def test_an_approved_next_meeting_moves_the_one_of_the_series(desk: Desk) -> None:
    items = held(desk)
    blank = tuple(Written() for _ in items)
    command = SendReferat("fagteam-2025-10-09", (), blank, date(2025, 11, 27), time(9))
    referat_id = desk.do(SECRETARY, command).subject
    desk.do(COORDINATOR, ApproveReferat(referat_id, 1))
    found = desk.read(lambda work: next_mote(work, desk.room, "fagteam", desk.now))
    assert found is not None
    assert (found.planned, found.starts_at) == (date(2025, 11, 20), moment(date(2025, 11, 27), time(9)))


def test_nobody_is_reminded_of_an_agenda_when_the_meeting_has_begun(desk: Desk) -> None:
    desk.write(lambda work: next_meetings(work, desk.room, NOW))
    for hour in (9, 12):
        desk.write(lambda work, hour=hour: due_meetings(work, desk.room, moment(OCTOBER, time(hour))))  # type: ignore[misc]
    told = [effect.subject for effect in desk.read(lambda work: work.find(Effect))]
    assert [subject for subject in told if subject.startswith("fagteam")] == []


def test_a_sweep_that_runs_again_promises_nothing_twice(desk: Desk) -> None:
    for _ in range(3):
        desk.write(lambda work: next_meetings(work, desk.room, NOW))
        desk.write(lambda work: due_meetings(work, desk.room, moment(date(2025, 10, 2), time(9))))
    views = [effect.view for effect in desk.read(lambda work: work.find(Effect))]
    assert views == ["mote_uten_agenda"]
