"""Pictures in low detail: made small before they are sent, since many servers do not obey the wish for less detail.

What is small can be told apart by shape and colour; its type cannot be read. Called by `openai`, in a thread.
"""

from __future__ import annotations

import io
from collections.abc import Iterable
from dataclasses import replace

from PIL import Image

from interarec.summarizer.engines.port import PageImage
from interarec.vision.images import UnreadableImage, decode_image

__all__ = ["LONGEST_SIDE", "shrunken"]

LONGEST_SIDE = 512
"""Pixels: what OpenAI's `low` shows a model of a picture."""
_QUALITY = 80


def shrunken(images: Iterable[PageImage]) -> tuple[PageImage, ...]:
    """The images as JPEG, no side longer than LONGEST_SIDE; one that does not open stays as it is."""
    return tuple(_small(image) for image in images)


def _small(image: PageImage) -> PageImage:
    try:
        picture = Image.fromarray(decode_image(image.data))
    except UnreadableImage:
        return image
    picture.thumbnail((LONGEST_SIDE, LONGEST_SIDE), Image.Resampling.LANCZOS)
    out = io.BytesIO()
    picture.save(out, "JPEG", quality=_QUALITY)
    return replace(image, data=out.getvalue(), media_type="image/jpeg")
