"""The AsyncAPI 3 description of the topics and of the WebSocket, from `topics.yaml`, the messages and `stream.yaml`.

Called by `generate.py`, which keeps docs/asyncapi.yaml up to date.
"""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import yaml

__all__ = ["described"]

PROTOBUF = "application/vnd.google.protobuf;version=3"
HEADERS = {
    "ce_specversion": "CloudEvents version, 1.0",
    "ce_type": "interarec.v1.<value>",
    "ce_source": "/interarec/<stage>",
    "ce_id": "hash of topic and value: equal for a repeat",
    "ce_time": "when it was sent, RFC 3339",
    "traceparent": "W3C trace context",
}


def described(proto: Path, version: str) -> str:
    """The document as YAML text."""
    topics = yaml.safe_load((proto / "topics.yaml").read_text())["topics"]
    stream = yaml.safe_load((proto / "stream.yaml").read_text())
    document = {
        "asyncapi": "3.0.0",
        "info": {"title": "InteraRec", "version": version, "license": {"name": "Apache-2.0"}},
        "defaultContentType": "application/protobuf",
        "servers": {
            "log": {"host": "kafka:9092", "protocol": "kafka"},
            "gateway": {"host": "gateway:8080", "protocol": "ws"},
        },
        "channels": {name: _topic(entry) for name, entry in topics.items()} | {"stream": _stream(stream)},
        "operations": _operations(topics),
        "components": {"messages": _messages(proto, topics, stream), "schemas": stream["schemas"]},
    }
    return yaml.safe_dump(document, sort_keys=False, width=110, allow_unicode=True)


def _ref(kind: str, name: str) -> dict[str, str]:
    return {"$ref": f"#/components/{kind}/{name}"}


def _topic(entry: dict[str, Any]) -> dict[str, Any]:
    return {
        "address": entry["name"],
        "description": entry["about"],
        "servers": [{"$ref": "#/servers/log"}],
        "messages": {entry["message"]: _ref("messages", entry["message"])},
        "bindings": {"kafka": {"topic": entry["name"], "topicConfiguration": entry["config"]}},
    }


def _stream(stream: dict[str, Any]) -> dict[str, Any]:
    names = [*stream["commands"], *stream["frames"]]
    return {
        "address": "/v1/stream",
        "description": "Subprotocol interarec.v1, JSON frames; id echoes the command.",
        "servers": [{"$ref": "#/servers/gateway"}],
        "messages": {name: _ref("messages", name) for name in names},
        "bindings": {"ws": {"method": "GET"}},
    }


def _operations(topics: dict[str, Any]) -> dict[str, Any]:
    readable = {name: entry for name, entry in topics.items() if name == "recommendations"}
    log = {f"read_{name}": {"action": "send", "channel": {"$ref": f"#/channels/{name}"}} for name in readable}
    return {**log, "push": {"action": "send", "channel": {"$ref": "#/channels/stream"}}}


def _messages(proto: Path, topics: dict[str, Any], stream: dict[str, Any]) -> dict[str, Any]:
    sources = {message: path for path in sorted(proto.glob("interarec/v1/*.proto")) for message in _names(path)}
    headers = {
        "type": "object",
        "properties": {name: {"type": "string", "description": text} for name, text in HEADERS.items()},
    }
    log = {
        entry["message"]: {
            "contentType": "application/protobuf",
            "headers": headers,
            "payload": {"schemaFormat": PROTOBUF, "schema": sources[entry["message"]].read_text()},
        }
        for entry in topics.values()
    }
    frames = {**stream["commands"], **stream["frames"]}
    return log | {name: {"contentType": "application/json", "payload": schema} for name, schema in frames.items()}


def _names(path: Path) -> list[str]:
    return re.findall(r"^message (\w+)", path.read_text(), flags=re.M)
