"""The demo begins in the working day, whenever it is started: reminders come then alone."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta

import pytest

from bot.demo.clock import ahead_of
from bot.domain.moteplan import local, moment


@pytest.mark.parametrize(
    ("started", "begins"),
    [
        (moment(date(2026, 11, 26), time(9, 30)), moment(date(2026, 11, 26), time(9, 30))),  # a Thursday
        (moment(date(2026, 11, 26), time(5, 0)), moment(date(2026, 11, 26), time(10, 0))),
        (moment(date(2026, 11, 26), time(22, 0)), moment(date(2026, 11, 27), time(10, 0))),
        (moment(date(2026, 11, 27), time(16, 0)), moment(date(2026, 11, 30), time(10, 0))),  # a Friday
        (moment(date(2026, 11, 28), time(11, 0)), moment(date(2026, 11, 30), time(10, 0))),
        (moment(date(2026, 12, 31), time(11, 0)), moment(date(2027, 1, 4), time(10, 0))),
    ],
)
def test_it_is_set_forward_to_the_next_working_morning(started: datetime, begins: datetime) -> None:
    assert started + ahead_of(started) == begins


def test_it_is_never_set_back_and_never_far_ahead() -> None:
    hours = [moment(date(2026, 1, 1), time(0)) + timedelta(hours=h) for h in range(24 * 365)]
    assert all(timedelta() <= ahead_of(hour) < timedelta(days=6) for hour in hours)
    assert all(8 <= local(hour + ahead_of(hour)).hour < 15 for hour in hours)
