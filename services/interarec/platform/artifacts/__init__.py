"""What was imported or trained for a site: versioned objects, a pointer to the newest, and a watcher.

Written by the command line's imports, read by every service that knows the catalogue.
"""

from interarec.platform.artifacts.catalogues import decode_catalogue, encode_catalogue
from interarec.platform.artifacts.choice_models import decode_choice_model, encode_choice_model
from interarec.platform.artifacts.store import current_version, fetch, fetch_current, publish
from interarec.platform.artifacts.watcher import ArtifactWatcher

__all__ = [
    "ArtifactWatcher",
    "current_version",
    "decode_catalogue",
    "decode_choice_model",
    "encode_catalogue",
    "encode_choice_model",
    "fetch",
    "fetch_current",
    "publish",
]
