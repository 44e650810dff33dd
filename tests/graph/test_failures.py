"""Graph's answers into ours: the table, the waiting time, and which addresses may be called."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from bot.errors import Changed, Doubtful, Locked, NameTaken, Refused, SettingError, TryLater
from bot.graph.addresses import GRAPH, checked_base, file_path, is_file_address
from bot.graph.failures import Answer, failure, retry_after
from bot.graph.hashes import quick_xor_hash
from bot.standins.graph.quickxor import quick_xor_hash as theirs

NOW = datetime(2026, 3, 12, 8, 0, tzinfo=UTC)


@pytest.mark.parametrize(
    ("status", "kind"),
    [
        (400, Refused),
        (401, Refused),
        (403, Refused),
        (404, Refused),
        (409, NameTaken),
        (412, Changed),
        (413, Refused),
        (423, Locked),
        (429, TryLater),
        (500, Doubtful),
        (502, Doubtful),
        (503, TryLater),
        (504, Doubtful),
        (507, Refused),
    ],
)
def test_every_status_has_its_error(status: int, kind: type[Exception]) -> None:
    assert type(failure("op", Answer(status))) is kind


def test_what_only_reads_is_never_doubtful() -> None:
    assert all(isinstance(failure("op", Answer(status), reading=True), TryLater) for status in (408, 500, 502, 504))


def test_a_message_holds_a_code_and_never_what_graph_wrote() -> None:
    body = {"error": {"code": "accessDenied", "message": "https://kommune.example/Ola Nordmann"}}
    assert str(failure("op", Answer(403, {}, body))) == "op: 403 accessDenied"
    assert str(failure("op", Answer(403, {}, {"error": {"code": "https://x/Ola Nordmann"}}))) == "op: 403"


@pytest.mark.parametrize(
    ("text", "seconds"),
    [
        ("0", 0.0),
        ("41", 41.0),
        ("1.5", 1.5),
        ("Thu, 12 Mar 2026 08:05:15 GMT", 315.0),
        ("Thu, 12 Mar 2026 07:00:00 GMT", 0.0),
        ("", None),
        ("-5", None),
        ("soon", None),
        ("9" * 400, None),
        ("Thu, 99 Mar 2026", None),
    ],
)
def test_retry_after_is_a_number_or_a_date_or_nothing(text: str, seconds: float | None) -> None:
    assert retry_after({"retry-after": text}, NOW) == seconds


def test_a_date_to_wait_for_is_measured_on_the_servers_clock() -> None:
    headers = {"retry-after": "Thu, 12 Mar 2026 08:01:00 GMT", "date": "Thu, 12 Mar 2026 08:00:30 GMT"}
    assert retry_after(headers) == 30.0


@pytest.mark.parametrize(
    "url",
    [
        "http://kommune.sharepoint.com/x",
        "https://kommune.sharepoint.com:8443/x",
        "https://evilsharepoint.com/x",
        "https://kommune.sharepoint.com.evil.example/x",
        "https://kommune.sharepoint.com@evil.example/x",
        "https://evil.example\\.sharepoint.com/x",
        "https://evil.example/.sharepoint.com",
        "https://evil.example#.sharepoint.com",
        "https://evil.example?.sharepoint.com",
        "https://user:pw@kommune.sharepoint.com/x",
        "https://kommune.sharepoint.com./x",
        "https://kommune。sharepoint.com/x",
        "https://169.254.169.254/x",
        "https://[::1]/x",
        "https://127.0.0.1/x",
        "file:///etc/passwd",
        "//kommune.sharepoint.com/x",
        "https://kommune.sharepoint.com\t.evil.example/x",
        "https://kommune.sharepoint.com:99999/x",
        "",
    ],
)
def test_an_address_that_is_not_sharepoints_is_never_called(url: str) -> None:
    assert not is_file_address(url, GRAPH)


def test_sharepoints_addresses_and_the_stand_ins_own_are_called() -> None:
    assert is_file_address("https://kommune.sharepoint.com/_api/x?guid=1", GRAPH)
    assert is_file_address("http://127.0.0.1:5000/_upload/1", "http://127.0.0.1:5000/v1.0")
    assert not is_file_address("http://127.0.0.1:5001/_upload/1", "http://127.0.0.1:5000/v1.0")


@pytest.mark.parametrize(
    "url", ["http://graph.microsoft.com/v1.0", "https://evil.example", "https://10.0.0.1/v1.0", ""]
)
def test_only_graph_or_this_machine_is_a_base(url: str) -> None:
    with pytest.raises(SettingError):
        checked_base(url)


def test_a_path_is_quoted_name_by_name() -> None:
    assert file_path("Råd/100 %", "a+b.docx") == "R%C3%A5d/100%20%25/a%2Bb.docx"


@pytest.mark.parametrize(
    ("content", "digest"),
    [  # rclone's published vectors
        ("", "AAAAAAAAAAAAAAAAAAAAAAAAAAA="),
        ("4a", "SgAAAAAAAAAAAAAAAQAAAAAAAAA="),
        ("b5b4", "taAFAAAAAAAAAAAAAgAAAAAAAAA="),
        ("d2964f", "0rDEEwAAAAAAAAAAAwAAAAAAAAA="),
        ("d9fbb1841257b695857bc74e7dd19e1f", "O9tHLAghgSvYohKFyMMxnNCHaHg="),
    ],
)
def test_quick_xor_hash_is_the_published_one(content: str, digest: str) -> None:
    assert quick_xor_hash(bytes.fromhex(content)) == digest
    assert theirs([bytes.fromhex(content)]) == digest


def test_our_hash_and_the_stand_ins_agree_at_every_length() -> None:
    content = bytes(range(256)) * 4
    for length in range(0, 1024, 7):
        assert quick_xor_hash(content[:length]) == theirs([content[: length // 3], content[length // 3 : length]])
