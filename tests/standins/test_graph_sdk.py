"""The stand-in speaks to the real msgraph-sdk, models and all."""

from __future__ import annotations

import uuid
from collections.abc import AsyncIterator
from pathlib import Path

import pytest
from azure.core.credentials import AccessToken
from httpx import AsyncClient, AsyncHTTPTransport
from kiota_authentication_azure.azure_identity_authentication_provider import AzureIdentityAuthenticationProvider
from msgraph.generated.models.attendee import Attendee
from msgraph.generated.models.date_time_time_zone import DateTimeTimeZone
from msgraph.generated.models.email_address import EmailAddress
from msgraph.generated.models.event import Event
from msgraph.generated.models.field_value_set import FieldValueSet
from msgraph.generated.models.o_data_errors.o_data_error import ODataError
from msgraph.graph_request_adapter import GraphRequestAdapter
from msgraph.graph_service_client import GraphServiceClient
from msgraph_core import GraphClientFactory  # type: ignore[import-untyped]

from tests.standins.graph_server import GJEST, KARI, OLA, TEAM, running

# every request builder of the SDK warns of its own classes as it is imported
pytestmark = pytest.mark.filterwarnings("ignore::DeprecationWarning")


class _Token:
    def get_token(self, *_: str, **__: object) -> AccessToken:
        return AccessToken("lokal", 4102444800)


@pytest.fixture
async def sdk(tmp_path: Path) -> AsyncIterator[GraphServiceClient]:
    async with running(tmp_path) as server, AsyncHTTPTransport() as transport:
        http = GraphClientFactory.create_with_default_middleware(client=AsyncClient(transport=transport))
        adapter = GraphRequestAdapter(AzureIdentityAuthenticationProvider(_Token()), http)
        adapter.base_url = server.graph
        yield GraphServiceClient(request_adapter=adapter)


async def test_a_file_put_by_path_is_read_back_by_id_with_its_columns(sdk: GraphServiceClient) -> None:
    drive = sdk.drives.by_drive_id("felles")
    made = await drive.items.by_drive_item_id("root:/referat.docx:").content.put(b"innhold")
    assert made is not None
    assert made.id is not None
    item = drive.items.by_drive_item_id(made.id)
    # the SDK has no builder below a drive item's list item: its own builder, sent to Graph's own address
    url = f"{sdk.request_adapter.base_url}/drives/felles/items/{made.id}/listItem/fields"
    columns = drive.list_.items.by_list_item_id("1").fields.with_url(url)
    await columns.patch(FieldValueSet(additional_data={"Organ": "Styringsgruppa"}))
    read, fields, content = await item.get(), await columns.get(), await item.content.get()
    assert read is not None
    assert fields is not None
    assert (read.name, read.size, content) == ("referat.docx", 7, b"innhold")
    assert fields.additional_data["Organ"] == "Styringsgruppa"
    assert read.e_tag != made.e_tag


async def test_members_carry_their_account_and_guests_their_role(sdk: GraphServiceClient) -> None:
    page = await sdk.teams.by_team_id(TEAM).members.get()
    assert page is not None
    assert page.value is not None
    roles = {member.user_id: member.roles for member in page.value}  # type: ignore[attr-defined]
    assert (roles[KARI], roles[OLA], roles[GJEST]) == (["owner"], [], ["guest"])


async def test_an_event_with_the_same_transaction_id_is_made_once(sdk: GraphServiceClient) -> None:
    events = sdk.users.by_user_id(KARI).events
    first, again = await events.post(_event("Møte")), await events.post(_event("Møte"))
    assert first is not None
    assert again is not None
    assert first.id == again.id
    with pytest.raises(ODataError) as caught:
        await events.post(_event("Noe annet"))
    assert caught.value.error is not None
    assert caught.value.error.code == "ErrorDuplicateTransactionId"


async def test_apps_are_installed_for_members_and_never_for_guests(sdk: GraphServiceClient) -> None:
    apps = await sdk.users.by_user_id(KARI).teamwork.installed_apps.get()
    none = await sdk.users.by_user_id(GJEST).teamwork.installed_apps.get()
    assert apps is not None
    assert none is not None
    assert (len(apps.value or []), none.value) == (1, [])


def _event(subject: str) -> Event:
    start, end = (DateTimeTimeZone(date_time=f"2026-10-01T{hour}:00:00", time_zone="UTC") for hour in ("08", "10"))
    invited = [Attendee(email_address=EmailAddress(address="ola@kommune.example"))]
    key = str(uuid.uuid5(uuid.NAMESPACE_URL, "møte"))
    return Event(subject=subject, start=start, end=end, attendees=invited, transaction_id=key, is_online_meeting=True)
