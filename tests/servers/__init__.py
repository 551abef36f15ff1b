"""Real Kafka, Redis and S3 on free loopback ports, and our own services as processes. Used by tests/conftest.py.

Each server is a context manager: it is ready when entered, its log is kept under .cache/test-servers, and a part that
is not installed raises MissingPart with the command that installs it. Calls block; in a coroutine use
`await asyncio.to_thread(server.restart)`.
"""

from tests.servers.kafka import KafkaServer
from tests.servers.model import Answer, Asked, ScriptedModel
from tests.servers.naming import unique
from tests.servers.process import MissingPart, NotReady, Server
from tests.servers.redis import RedisServer
from tests.servers.s3 import S3Server
from tests.servers.services import ServiceProcess, run_command
from tests.servers.topics import PARTITIONS, make_topics

__all__ = [
    "PARTITIONS",
    "Answer",
    "Asked",
    "KafkaServer",
    "MissingPart",
    "NotReady",
    "RedisServer",
    "S3Server",
    "ScriptedModel",
    "Server",
    "ServiceProcess",
    "make_topics",
    "run_command",
    "unique",
]
