"""Origin lists: exact hosts, any port only where asked for."""

import pytest
from interarec.platform.security import origin_allowed

PATTERNS = ("http://localhost:*", "https://shop.example", "https://other.example:8443", "chrome-extension://abcdef")


@pytest.mark.parametrize(
    "origin",
    [
        None,
        "http://localhost:8080",
        "http://localhost",
        "HTTP://LOCALHOST:1",
        "https://shop.example",
        "https://shop.example:443",
        "https://other.example:8443",
        "chrome-extension://abcdef",
    ],
)
def test_listed(origin: str | None) -> None:
    assert origin_allowed(origin, PATTERNS)


@pytest.mark.parametrize(
    "origin",
    [
        "",
        "null",
        "https://localhost:8080",
        "http://localhost.evil.example:80",
        "http://localhost:80@evil.example",
        "http://shop.example",
        "https://shop.example.evil.example",
        "https://evilshop.example",
        "https://shop.example:8443",
        "https://shop.example/path",
        "https://other.example",
        "http://localhost:99999",
        "localhost:8080",
        "*",
    ],
)
def test_not_listed(origin: str) -> None:
    assert not origin_allowed(origin, PATTERNS)


def test_an_empty_list_allows_no_browser() -> None:
    assert not origin_allowed("http://localhost", ())
    assert origin_allowed(None, ())
