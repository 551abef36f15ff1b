"""Whatever bytes come in, a decoder gives a value or its own named refusal, never another error."""

from __future__ import annotations

import json
from contextlib import suppress
from pathlib import Path
from typing import Any

import pytest
import yaml
from google.protobuf import json_format, symbol_database
from hypothesis import given
from hypothesis import strategies as st
from interarec.capture.images import read_frame
from interarec.capture.interactions import read_interactions
from interarec.capture.sessions import SessionFacts
from interarec.capture.uploads import read_notes
from interarec.contracts.envelope import open_record
from interarec.contracts.topics import TOPICS, Topic
from interarec.domain.errors import ConfigurationError, Denied, InterarecError, InvalidInput, RejectMessage
from interarec.gateway.events import read_position
from interarec.platform.artifacts import decode_catalogue, decode_choice_model
from interarec.platform.clock import utc_now
from interarec.platform.security import TokenVerifier
from interarec.platform.settings import load_settings
from interarec.recommender.catalogue.feed_files import read_rows
from interarec.recommender.catalogue.items import ItemReader
from interarec.vision.images import UnreadableImage, decode_image

from tests.unit.capture.world import new_world, picture
from tests.unit.safety.fuzzing import fuzz

EXAMPLES = Path(__file__).parents[3] / "proto" / "examples"
JSON: st.SearchStrategy[Any] = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=20),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text(max_size=8), inner, max_size=4),
    max_leaves=12,
)


@st.composite
def damaged(draw: st.DrawFn, whole: bytes) -> bytes:
    """`whole` cut, doubled, or with some bytes changed."""
    data = bytearray(whole)
    for _ in range(draw(st.integers(1, 6))):
        at = draw(st.integers(0, max(0, len(data) - 1)))
        match draw(st.sampled_from(("set", "cut", "insert"))):
            case "set" if data:
                data[at] = draw(st.integers(0, 255))
            case "cut":
                del data[at : at + draw(st.integers(1, 40))]
            case _:
                data[at:at] = draw(st.binary(max_size=8))
    return bytes(data)


def serialized(case: Path) -> bytes:
    message = symbol_database.Default().GetSymbol(f"interarec.v1.{case.parent.name}")()
    return bytes(json_format.Parse(case.read_text(), message).SerializeToString())


@pytest.mark.parametrize("topic", TOPICS.values(), ids=lambda topic: topic.message)
def test_messages(topic: Topic) -> None:
    cases = [serialized(case) for case in sorted((EXAMPLES / topic.message).glob("*.json"))]

    @fuzz
    @given(st.binary(max_size=200) | st.sampled_from(cases).flatmap(damaged))
    def check(data: bytes) -> None:
        with suppress(RejectMessage):
            open_record(topic.name, data)

    check()


PICTURES = tuple(picture(kind) for kind in ("PNG", "JPEG", "WEBP"))


@fuzz
@given(st.binary(max_size=300) | st.sampled_from(PICTURES).flatmap(damaged))
def test_pictures(data: bytes) -> None:
    with suppress(InvalidInput):
        read_frame(data, "", allowed=("image/png", "image/jpeg", "image/webp"), max_pixels=8_000_000)
    with suppress(UnreadableImage):
        decode_image(data, max_pixels=100_000)


CSV = b'id,title,price,brand,availability\n1,Dress,18.00 GBP,acme,in_stock\n2,Coat,"1,200.50 GBP",b,out of stock\n'
JSONL = b'{"id": 1, "title": "Dress", "price": "18.00 GBP"}\n{"id": "2", "title": "Coat", "price": {"amount": 3}}\n'
XML = (
    b'<?xml version="1.0"?><rss xmlns:g="http://base.google.com/ns/1.0"><channel><item><g:id>1</g:id>'
    b"<title>Dress</title><g:price>18.00 GBP</g:price></item></channel></rss>"
)
BOMB = b'<?xml version="1.0"?><!DOCTYPE a [<!ENTITY b "x"><!ENTITY c "&b;&b;">]><a><item><id>&c;</id></item></a>'


@pytest.mark.parametrize(("name", "whole"), [("f.csv", CSV), ("f.jsonl", JSONL), ("f.xml", XML), ("f.xml", BOMB)])
def test_catalogue_files(tmp_path: Path, name: str, whole: bytes) -> None:
    path = tmp_path / name

    @fuzz
    @given(st.binary(max_size=200) | damaged(whole))
    def check(data: bytes) -> None:
        path.write_bytes(data)
        reader = ItemReader("GBP")
        with suppress(InterarecError):
            for row in read_rows(path):
                with suppress(InterarecError):
                    reader.read(row.number, row.fields)

    check()


def test_entities_are_refused_in_every_encoding(tmp_path: Path) -> None:
    for encoding in ("utf-8", "utf-16", "utf-16-be"):
        path = tmp_path / f"{encoding}.xml"
        path.write_bytes(BOMB.decode().replace('"1.0"', f'"1.0" encoding="{encoding}"').encode(encoding))
        with pytest.raises(InvalidInput, match="entities"):
            list(read_rows(path))


def test_parquet_files(tmp_path: Path) -> None:
    import pyarrow as pa  # noqa: PLC0415
    from pyarrow import parquet  # noqa: PLC0415

    path = tmp_path / "f.parquet"
    parquet.write_table(pa.table({"id": ["1", "2"], "title": ["a", "b"], "price": ["1 GBP", "2 GBP"]}), path)
    whole = path.read_bytes()

    @fuzz
    @given(st.binary(max_size=200) | damaged(whole))
    def check(data: bytes) -> None:
        path.write_bytes(data)
        with suppress(InterarecError):
            list(read_rows(path))

    check()


def test_settings_files(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "interarec.yaml"
    sections = st.sampled_from(("sites", "bus", "capture", "gateway", "canary", "http", "security", "retention"))

    @fuzz
    @given(st.binary(max_size=100) | st.dictionaries(sections, JSON).map(lambda value: yaml.dump(value).encode()))
    def check(data: bytes) -> None:
        path.write_bytes(data)
        with suppress(ConfigurationError):
            load_settings(path)

    check()


@fuzz
@given(st.lists(JSON, max_size=4) | st.lists(st.dictionaries(st.sampled_from(("sequence", "action", "item_id", "at",
    "price", "quantity", "position", "recommendation_id", "attribute", "value")), JSON), max_size=3))  # fmt: skip
def test_interactions(items: list[Any]) -> None:
    right, wrong = read_interactions(items, site_id="demo", session_id="s1", arrived=utc_now())
    assert len(right) + len(wrong) == len(items)


@fuzz
@given(st.dictionaries(st.sampled_from(("interarec-captured-at", "interarec-page-url", "interarec-viewport",
    "interarec-dwell-ms", "interarec-masked")), st.text(max_size=40)))  # fmt: skip
def test_upload_headers(headers: dict[str, str]) -> None:
    with suppress(InvalidInput):
        read_notes(headers, arrived=utc_now())


@fuzz
@given(JSON.map(lambda value: json.dumps(value).encode()) | st.binary(max_size=100))
def test_stored_objects(data: bytes) -> None:
    with suppress(RejectMessage):
        SessionFacts.from_json(data)
    for decode in (decode_catalogue, decode_choice_model):
        with suppress(InvalidInput):
            decode(data)


@fuzz
@given(st.text(max_size=60))
def test_tokens_and_positions(text: str) -> None:
    world = new_world()
    verifier: TokenVerifier = world.verifier
    with suppress(Denied):
        verifier.verify(text, now=world.time())
    with suppress(InvalidInput):
        read_position(text)
