"""The only module that imports msgraph, kiota, azure and httpx: imported off the event loop, at warm-up.

Every exception of theirs becomes an OutsideError here, without its message: theirs may hold addresses.
"""

from __future__ import annotations

import asyncio
import json
from collections.abc import Callable, Mapping
from typing import Any, NoReturn

import httpx
from azure.core.credentials import AccessToken
from azure.core.exceptions import AzureError, ClientAuthenticationError
from kiota_abstractions.headers_collection import HeadersCollection
from kiota_abstractions.method import Method
from kiota_abstractions.native_response_handler import NativeResponseHandler
from kiota_abstractions.request_information import RequestInformation
from kiota_authentication_azure.azure_identity_authentication_provider import AzureIdentityAuthenticationProvider
from kiota_http.middleware.options import RedirectHandlerOption, ResponseHandlerOption, RetryHandlerOption
from msgraph.graph_request_adapter import GraphRequestAdapter, options
from msgraph.graph_service_client import GraphServiceClient
from msgraph_core import GraphClientFactory  # type: ignore[import-untyped]

from bot.errors import Doubtful, Refused, SettingError, TryLater
from bot.graph.addresses import is_loopback
from bot.graph.failures import Answer

_UNSENT = (httpx.ConnectError, httpx.ConnectTimeout, httpx.PoolTimeout, httpx.UnsupportedProtocol, httpx.InvalidURL)
_FAR_FUTURE = 4_102_444_800


class LocalCredential:
    """The stand-in on this machine takes any token: one that is no secret. Never used for another host."""

    async def get_token(self, *scopes: str, **_: Any) -> AccessToken:
        """A token that means nothing anywhere else."""
        return AccessToken("local", _FAR_FUTURE)

    async def close(self) -> None:
        """Nothing to close."""


class InThread:
    """A synchronous credential of azure-identity's, asked in a thread: kiota would ask it on the event loop, and a
    token endpoint that is slow or away would hold everybody for seconds (reliability G10)."""

    def __init__(self, credential: Any) -> None:
        self._inner = credential

    async def get_token(self, *scopes: str, **more: Any) -> AccessToken:
        """A token, from its own cache when that is good."""
        token: AccessToken = await asyncio.to_thread(self._inner.get_token, *scopes, **more)
        return token

    async def close(self) -> None:
        """Close its connections."""
        await asyncio.to_thread(self._inner.close)


class Session:
    """The SDK's client with its connections, and a bare client that never carries a token."""

    def __init__(self, base_url: str, factory: Callable[[], Any] | None, timeout: float) -> None:
        local = is_loopback(base_url)
        if factory is None and not local:
            raise SettingError("graph: a credential is needed")
        self._credential: Any = LocalCredential() if factory is None else InThread(factory())
        limits = httpx.Timeout(timeout, connect=min(3.0, timeout))
        tls = httpx.create_ssl_context(trust_env=not local)  # one for both: each would load all the certificates again
        self._bare = httpx.AsyncClient(verify=tls, timeout=limits, trust_env=not local, follow_redirects=False)
        self._http = httpx.AsyncClient(verify=tls, timeout=limits, trust_env=not local, follow_redirects=False)
        self._transports = [self._http._transport, *filter(None, self._http._mounts.values())]
        self._adapter = self._built(base_url)
        self.client = GraphServiceClient(request_adapter=self._adapter)

    def _built(self, base_url: str) -> GraphRequestAdapter:
        """Our token goes to this one host; retries and redirects are ours to decide."""
        host = httpx.URL(base_url).host
        auth = AzureIdentityAuthenticationProvider(self._credential, allowed_hosts=[host])
        chosen = {
            **options,
            RetryHandlerOption.get_key(): RetryHandlerOption(max_retries=0, should_retry=False),
            RedirectHandlerOption.get_key(): RedirectHandlerOption(should_redirect=False),
        }
        http = GraphClientFactory.create_with_default_middleware(client=self._http, options=chosen)
        adapter = GraphRequestAdapter(auth, http)
        adapter.base_url = base_url
        return adapter

    async def graph(self, method: str, url: str, content: bytes | None, headers: Mapping[str, str]) -> Answer:
        """Call Graph with our token."""
        info = RequestInformation(Method(method))
        info.url = url
        info.headers = _collection(headers)
        info.content = content
        info.add_request_options([ResponseHandlerOption(NativeResponseHandler())])
        try:
            response = await self._adapter.send_primitive_async(info, "bytes", {})
        except Exception as error:
            _raise(error)
        return _answer(response)

    async def bare(self, method: str, url: str, content: bytes | None, headers: Mapping[str, str]) -> Answer:
        """Call a pre-authenticated address without our token."""
        try:
            response = await self._bare.request(method, url, content=content, headers=dict(headers))
        except Exception as error:
            _raise(error)
        return _answer(response)

    async def aclose(self) -> None:
        """Close what was opened. The SDK's transport wrapper closes nothing itself, so the inner ones are closed."""
        await self._bare.aclose()
        for transport in self._transports:
            await transport.aclose()
        await self._http.aclose()
        await self._credential.close()


def _collection(headers: Mapping[str, str]) -> HeadersCollection:
    collection = HeadersCollection()
    for name, value in headers.items():
        collection.add(name, value)
    return collection


def _answer(response: Any) -> Answer:
    headers = {name.lower(): value for name, value in response.headers.items()}
    body: Any = {}
    if "json" in headers.get("content-type", ""):
        try:
            body = json.loads(response.content)
        except ValueError:
            raise Doubtful("the answer was cut") from None
    return Answer(response.status_code, headers, body if isinstance(body, dict) else {}, response.content)


def _raise(error: Exception) -> NoReturn:
    """Theirs into ours, by what may have been done."""
    kind = type(error).__name__
    if isinstance(error, ClientAuthenticationError):
        raise Refused(f"no token: {kind}") from None
    if isinstance(error, AzureError):
        raise TryLater(f"no token: {kind}") from None
    if isinstance(error, _UNSENT):
        raise TryLater(kind) from None
    raise Doubtful(kind) from None
