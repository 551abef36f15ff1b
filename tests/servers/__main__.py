"""Run a command beside real servers: `python -m tests.servers kafka redis s3 -- COMMAND …`; it is pointed to them."""

from __future__ import annotations

import os
import subprocess
import sys
from contextlib import ExitStack

from tests.servers import KafkaServer, RedisServer, S3Server


def main(words: list[str]) -> int:
    """The command's exit code."""
    if "--" not in words:
        sys.stderr.write(f"{__doc__}\n")
        return 2
    cut = words.index("--")
    wanted, command = words[:cut], words[cut + 1 :]
    environment = dict(os.environ)
    with ExitStack() as stack:
        if "kafka" in wanted:
            servers = stack.enter_context(KafkaServer()).servers
            environment["INTERAREC__BUS__SERVERS"] = "[" + ",".join(f'"{one}"' for one in servers) + "]"
        if "redis" in wanted:
            environment["INTERAREC__STATE__URL"] = stack.enter_context(RedisServer()).url
        if "s3" in wanted:
            store = stack.enter_context(S3Server())
            environment |= {
                "INTERAREC__BLOBS__ENDPOINT": store.endpoint,
                "INTERAREC__BLOBS__ACCESS_KEY": store.access_key,
                "INTERAREC__BLOBS__SECRET_KEY": store.secret_key,
                "INTERAREC__BLOBS__BUCKET": store.new_bucket(),
            }
        return subprocess.run(command, env=environment, check=False).returncode


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
