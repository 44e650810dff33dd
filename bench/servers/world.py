"""Microsoft's side, for all alike: a connector that takes every message, a key server with a token it has signed, and
Graph over an empty folder with the demo's people."""

from __future__ import annotations

import asyncio
import tempfile
import time
from pathlib import Path

import jwt
from aiohttp import web
from cryptography.hazmat.primitives.asymmetric import rsa

from bench.bodies import APP_ID
from bench.servers.listening import address, listen, ready, until_told_to_stop
from bot.demo.office import seed
from bot.standins.cast import JEVNAKER
from bot.standins.graph.app import create_graph_app

ISSUER = "https://api.botframework.com"


async def take(request: web.Request) -> web.Response:
    await request.read()
    return web.Response(status=201, body=b'{"id":"1700000000001"}', content_type="application/json")


def key_server(key: rsa.RSAPrivateKey) -> web.Application:
    public = jwt.algorithms.RSAAlgorithm.to_jwk(key.public_key(), as_dict=True)
    keys = {"keys": [{**public, "use": "sig", "kid": "k1", "endorsements": ["msteams"]}]}

    async def metadata(request: web.Request) -> web.Response:
        where = f"http://{request.host}/keys"
        return web.json_response({"jwks_uri": where, "id_token_signing_alg_values_supported": ["RS256"]})

    async def key_set(request: web.Request) -> web.Response:
        return web.json_response(keys)

    app = web.Application()
    app.add_routes([web.get("/metadata", metadata), web.get("/keys", key_set)])
    return app


async def main() -> None:
    key = rsa.generate_private_key(public_exponent=65537, key_size=2048)
    connector = web.Application()
    connector.add_routes([web.post("/v3/conversations", take)])
    connector.add_routes([web.post("/v3/conversations/{id}/activities", take)])
    connector.add_routes([web.post("/v3/conversations/{id}/activities/{reply}", take)])
    connector.add_routes([web.put("/v3/conversations/{id}/activities/{reply}", take)])
    service_url = address(await listen(connector))
    metadata = address(await listen(key_server(key))) + "/metadata"
    now = int(time.time())
    claims = {"iss": ISSUER, "aud": APP_ID, "exp": now + 3600, "nbf": now - 60, "serviceurl": service_url}
    token = jwt.encode(claims, key, algorithm="RS256", headers={"kid": "k1"})
    with tempfile.TemporaryDirectory() as folder:
        graph = await listen(create_graph_app(seed(JEVNAKER), Path(folder)))
        graph_url = address(graph) + "/v1.0"
        ready(service_url=service_url, metadata=metadata, token=token, graph_url=graph_url)
        await until_told_to_stop()
        await graph.cleanup()


if __name__ == "__main__":
    asyncio.run(main())
