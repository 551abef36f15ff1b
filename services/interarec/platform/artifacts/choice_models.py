"""A choice model as bytes: gzip of one JSON object."""

from __future__ import annotations

import gzip
import json
from dataclasses import asdict
from datetime import datetime

from interarec.domain.catalogue import ChoiceModel
from interarec.domain.errors import InvalidInput

__all__ = ["decode_choice_model", "encode_choice_model"]


def encode_choice_model(model: ChoiceModel) -> bytes:
    """Bytes of an artifact."""
    values = asdict(model) | {"fitted_at": model.fitted_at.isoformat()}
    return gzip.compress(json.dumps(values).encode(), compresslevel=3, mtime=0)


def decode_choice_model(data: bytes) -> ChoiceModel:
    """The reverse. Raises InvalidInput when the bytes are no choice model."""
    try:
        values = json.loads(gzip.decompress(data))
        return ChoiceModel(**(values | {"fitted_at": datetime.fromisoformat(values["fitted_at"])}))
    except (OSError, EOFError, ValueError, KeyError, TypeError) as error:
        raise InvalidInput(f"these bytes are no choice model ({error}); fit it again") from error
