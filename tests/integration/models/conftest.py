"""The tests of this folder load a real model, so they are collected only when asked for: INTERAREC_REAL_MODEL=1."""

from __future__ import annotations

import os

collect_ignore = [] if os.environ.get("INTERAREC_REAL_MODEL") == "1" else ["test_llama_server.py"]
