"""Teams' published limits, counted in every window, with a clock that is a number."""

from __future__ import annotations

from bot.teams.limits import CONVERSATION, TENANT, Limit, Limits


def send_all(limits: Limits, conversations: list[str]) -> list[float]:
    """When each message could go, in order, when all want to go at time 0 and each waits for its place."""
    now, sent = 0.0, []
    for conversation in conversations:
        while wait := limits.wait("t", conversation, now):
            now += wait
        sent.append(now)
    return sent


def within(sent: list[float], limit: Limit) -> bool:
    """No window of the limit's length holds more than its count."""
    return all(later - earlier > limit.seconds for earlier, later in zip(sent, sent[limit.count :], strict=False))


def test_one_conversation() -> None:
    sent = send_all(Limits(), ["a"] * 2000)
    assert all(within(sent, limit) for limit in CONVERSATION)
    assert sent[6] == 0.0
    assert sent[60] > 30.0
    assert sent[1800] > 3600.0


def test_five_hundred_recipients() -> None:
    sent = send_all(Limits(), [f"p{number}" for number in range(500)])
    assert all(within(sent, limit) for limit in TENANT)
    assert sent[-1] <= (500 / 50 + 1) * 1.05


def test_tenants_do_not_wait_for_each_other() -> None:
    limits = Limits()
    assert send_all(limits, [f"p{number}" for number in range(60)])[-1] > 0
    assert limits.wait("other", "p", 0.0) == 0.0


def test_a_refused_place_is_not_counted() -> None:
    limits = Limits()
    send_all(limits, ["a"] * 7)
    assert [limits.wait("t", "a", 0.0) > 0 for _ in range(100)] == [True] * 100
    assert limits.wait("t", "a", 1.03) == 0.0


def test_retry_after_is_kept() -> None:
    limits = Limits()
    limits.hold("t", "a", 41.0)
    assert limits.wait("t", "a", 10.0) == 31.0
    assert limits.wait("t", "b", 10.0) == 0.0
    assert limits.wait("t", "a", 41.0) == 0.0


def test_idle_conversations_are_forgotten_and_busy_ones_are_not() -> None:
    limits = Limits(keep=100)
    for number in range(1000):
        limits.wait(f"t{number}", f"c{number}", number * 100.0)
    assert len(limits._paces) < 200
    assert limits.wait("t999", "c999", 99_900.0) == 0.0


def test_a_call_counts_from_its_answer_since_it_may_have_been_long_on_its_way() -> None:
    limits = Limits()
    for n in range(50):
        assert limits.wait("t", f"c{n}", 0.0) == 0
        limits.arrived("t", f"c{n}", 0.0, 0.3)
    assert limits.wait("t", "next", 1.05) > 0.2
    assert limits.wait("t", "next", 1.33) == 0


def test_the_places_that_are_left_in_the_tenants_pace() -> None:
    limits = Limits()
    assert limits.places("t", 0.0) == (50, 0.0)
    for n in range(50):
        limits.wait("t", f"c{n}", n / 100)
    left, until = limits.places("t", 0.5)
    assert (left, round(until, 2)) == (0, 0.52)
