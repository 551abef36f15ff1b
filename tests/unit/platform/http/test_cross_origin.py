"""Pages of other origins: they see every answer, also the one to an error nobody foresaw."""

import httpx2
import pytest
from fastapi import FastAPI
from fastapi.responses import StreamingResponse
from interarec.platform.http import create_app
from interarec.platform.http.cross_origin import CrossOrigin

ORIGIN = "https://shop.example"


def application() -> FastAPI:
    app = create_app("test", {})
    app.add_middleware(CrossOrigin, origins=(ORIGIN,), methods="GET", headers="authorization")

    @app.get("/broken")
    async def broken() -> None:
        raise RuntimeError("nobody foresaw this")

    @app.get("/late")
    async def late() -> StreamingResponse:
        async def parts():  # type: ignore[no-untyped-def]
            yield b"begun"
            raise RuntimeError("nobody foresaw this either")

        return StreamingResponse(parts())

    return app


def client(*, raised: bool) -> httpx2.AsyncClient:
    """`raised`: an error goes on to the server, where it is logged, and here to the caller."""
    transport = httpx2.ASGITransport(application(), raise_app_exceptions=raised)
    return httpx2.AsyncClient(transport=transport, base_url="http://test", headers={"Origin": ORIGIN})


async def test_a_page_may_read_the_answer_to_an_unforeseen_error() -> None:
    async with client(raised=False) as http:
        answer = await http.get("/broken")
    assert answer.status_code == 500
    assert answer.headers["content-type"] == "application/problem+json"
    assert answer.json()["type"] == "urn:interarec:internal"
    assert answer.headers["access-control-allow-origin"] == ORIGIN
    assert "Origin" in answer.headers["vary"]


@pytest.mark.parametrize("path", ["/broken", "/late"])
async def test_the_error_still_reaches_the_server(path: str) -> None:
    async with client(raised=True) as http:
        with pytest.raises(RuntimeError, match="nobody foresaw"):
            await http.get(path)


async def test_a_wrong_method_is_told_the_right_ones() -> None:
    async with client(raised=True) as http:
        answer = await http.post("/broken")
    assert (answer.status_code, answer.headers["allow"]) == (405, "GET")
    assert answer.json()["status"] == 405


@pytest.mark.parametrize("path", ["/health/live", "/health/ready"])
async def test_health_may_be_looked_at_with_head(path: str) -> None:
    async with client(raised=True) as http:
        assert (await http.head(path)).status_code == 200
