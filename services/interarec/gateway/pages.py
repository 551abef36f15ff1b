"""The demo shop, the inspector and the scripts for other shops' pages, as files of this package."""

from __future__ import annotations

import re
from collections.abc import Awaitable, Callable
from importlib.resources import files
from pathlib import Path
from urllib.parse import urlsplit

from fastapi import APIRouter, Request
from starlette.exceptions import HTTPException
from starlette.responses import FileResponse, JSONResponse, RedirectResponse, Response

from interarec.platform.http.frame import READING
from interarec.platform.settings import Settings

__all__ = ["open_to_all", "page_routes"]

STATIC = Path(str(files("interarec.gateway"))) / "static"
SCRIPT = re.compile(r"/(?:interarec[a-z-]*\.(?:js|d\.ts)|(?:chunks|types)/.+)")
MEDIA_TYPES = {
    ".css": "text/css",
    ".html": "text/html; charset=utf-8",
    ".js": "text/javascript",
    ".json": "application/json",
    ".png": "image/png",
    ".svg": "image/svg+xml",
    ".ts": "text/plain; charset=utf-8",
    ".webp": "image/webp",
    ".woff2": "font/woff2",
}
CONTENT_SECURITY_POLICY = (
    "default-src 'self'; img-src 'self' data: blob:; style-src 'self' 'unsafe-inline'; font-src 'self' data:; "
    "connect-src 'self' ws: wss: http: https: data: blob:; frame-ancestors 'none'"
)
PAGE_HEADERS = {"Content-Security-Policy": CONTENT_SECURITY_POLICY, "X-Content-Type-Options": "nosniff"}
SCRIPT_HEADERS = {"Access-Control-Allow-Origin": "*", "Cross-Origin-Resource-Policy": "cross-origin"}


def open_to_all(path: str) -> bool:
    """Whether any page of the web may load `path`: the scripts that a shop puts into its own pages."""
    return SCRIPT.fullmatch(path) is not None


def page_routes(settings: Settings) -> APIRouter:
    """Static pages and `/shop/config.json`. None of them needs a token."""
    router = APIRouter(include_in_schema=False)

    @router.api_route("/", methods=READING)
    async def root() -> Response:
        return RedirectResponse("/shop/", 307)

    @router.api_route("/inspector", methods=READING)
    async def inspector() -> Response:
        return RedirectResponse("/inspector/", 307)

    @router.api_route("/shop/config.json", methods=READING)
    async def config(request: Request) -> Response:
        return JSONResponse(_config(settings, request), headers={"Cache-Control": "no-store"})

    for page in ("shop", "inspector"):
        router.add_api_route(f"/{page}/{{path:path}}", _folder(page, PAGE_HEADERS, index=True), methods=READING)
    for folder in ("chunks", "types"):
        router.add_api_route(f"/{folder}/{{path:path}}", _folder(folder, SCRIPT_HEADERS, index=False), methods=READING)

    @router.api_route("/{name}", methods=READING)
    async def script(name: str) -> Response:
        if not open_to_all(f"/{name}"):
            raise HTTPException(404, "there is no such page")
        return _file(STATIC, name, SCRIPT_HEADERS)

    return router


def _folder(folder: str, headers: dict[str, str], *, index: bool) -> Callable[[str], Awaitable[Response]]:
    async def serve(path: str) -> Response:
        return _file(STATIC / folder, path or ("index.html" if index else ""), headers)

    return serve


def _file(folder: Path, path: str, headers: dict[str, str]) -> Response:
    """A file below `folder`; anything else, links out of it included, is not found."""
    found = (folder / path).resolve()
    if not found.is_relative_to(folder.resolve()) or not found.is_file():
        raise HTTPException(404, "there is no such page")
    media_type = MEDIA_TYPES.get(found.suffix, "application/octet-stream")
    return FileResponse(found, media_type=media_type, headers={"Cache-Control": "no-cache", **headers})


def _config(settings: Settings, request: Request) -> dict[str, object]:
    """Addresses on the host the page was asked for, so that listed origins hold for localhost and 127.0.0.1 alike."""
    host = request.url.hostname or settings.gateway.host
    shops = [
        {"site": site_id, "site_key": key}
        for site_id, site in settings.sites.items()
        for key in [key for key, kind in site.keys.items() if kind == "public"][:1]
    ]
    return {
        "capture_url": _on_host(settings.gateway.capture_url, host),
        "gateway_url": str(request.base_url).rstrip("/"),
        "shops": shops,
    }


def _on_host(url: str, host: str) -> str:
    """`url` with a loopback name replaced by `host`; a public address stays."""
    parts = urlsplit(url)
    if parts.hostname not in ("127.0.0.1", "localhost"):
        return url
    port = f":{parts.port}" if parts.port else ""
    return f"{parts.scheme}://{host}{port}"
