"""Screenshot bytes to upright RGB pixels, with bounded memory and a named reason for every refusal.

The header is read by hand first, so that size and format are known before any decoder runs. Called by the
local reader for each frame.
"""

from __future__ import annotations

import io
import struct
import zlib

import numpy as np
from numpy.typing import NDArray
from PIL import Image, ImageOps

from interarec.domain.errors import InvalidInput

__all__ = ["MAX_BYTES", "MAX_PIXELS", "MAX_SIDE", "Pixels", "UnreadableImage", "decode_image", "header_size"]

Pixels = NDArray[np.uint8]
"""Shape (height, width, 3), RGB."""

MAX_PIXELS = 8_000_000
MAX_SIDE = 16_384
"""Pixels: no browser draws a larger canvas. The text detector pads a low picture to an eighth of its width."""
MAX_BYTES = 32 * 1024 * 1024

_FORMATS = {"PNG": b"\x89PNG\r\n\x1a\n", "JPEG": b"\xff\xd8\xff", "WEBP": b"RIFF"}
_KNOWN_OTHERS = (b"GIF8", b"BM", b"II*\x00", b"MM\x00*", b"%PDF", b"<svg", b"<?xml", b"\x00\x00\x01\x00", b"8BPS")
_JPEG_FRAMES = frozenset({*range(0xC0, 0xD0)} - {0xC4, 0xC8, 0xCC})
_DECODE_ERRORS = (
    OSError, SyntaxError, ValueError, EOFError, IndexError, KeyError, TypeError, OverflowError, MemoryError,
    struct.error, zlib.error, Image.DecompressionBombError, Image.DecompressionBombWarning,
)  # fmt: skip


class UnreadableImage(InvalidInput):
    """The image cannot be read; `code` is the reason: empty, not_an_image, unsupported_format, truncated,
    too_large, too_many_pixels, too_long, undecodable."""


def decode_image(data: bytes, *, max_pixels: int = MAX_PIXELS, max_bytes: int = MAX_BYTES) -> Pixels:
    """The pixels of a PNG, JPEG or WebP: first frame, EXIF rotation applied, transparency on white.

    Raises UnreadableImage. At most about `max_pixels` * 12 bytes are held.
    """
    if not data:
        raise UnreadableImage("the image has no bytes", code="empty")
    if len(data) > max_bytes:
        raise UnreadableImage(f"{len(data)} bytes are more than {max_bytes}", code="too_large")
    width, height = header_size(data)
    if width * height > max_pixels:
        raise UnreadableImage(f"{width}x{height} is more than {max_pixels} pixels", code="too_many_pixels")
    if max(width, height) > MAX_SIDE:
        raise UnreadableImage(f"{width}x{height}: no side may be longer than {MAX_SIDE} pixels", code="too_long")
    try:
        with Image.open(io.BytesIO(data), formats=tuple(_FORMATS)) as image:
            if image.size[0] * image.size[1] > max_pixels or max(image.size) > MAX_SIDE:
                raise UnreadableImage("the decoder sees more pixels than the header says", code="too_many_pixels")
            image.load()
            return np.asarray(_as_rgb(ImageOps.exif_transpose(image)))
    except UnreadableImage:
        raise
    except _DECODE_ERRORS as error:
        cut = "truncated" in str(error).lower() or _webp_is_cut(data)
        raise UnreadableImage(f"cannot be decoded: {error}", code="truncated" if cut else "undecodable") from error


def header_size(data: bytes) -> tuple[int, int]:
    """(width, height) in pixels as the header states them. Raises UnreadableImage."""
    if data.startswith(_FORMATS["PNG"]):
        size = struct.unpack(">II", data[16:24]) if len(data) >= 24 and data[12:16] == b"IHDR" else None
    elif data.startswith(_FORMATS["JPEG"]):
        size = _jpeg_size(data)
    elif data.startswith(b"RIFF") and data[8:12] == b"WEBP":
        size = _webp_size(data)
    elif data.startswith(_KNOWN_OTHERS):
        raise UnreadableImage("only PNG, JPEG and WebP are read", code="unsupported_format")
    else:
        raise UnreadableImage("these bytes are no image", code="not_an_image")
    if size is None or 0 in size:
        raise UnreadableImage("the header ends before the size of the image", code="truncated")
    return int(size[0]), int(size[1])


def _jpeg_size(data: bytes) -> tuple[int, int] | None:
    position = 2
    while position + 9 <= len(data):
        if data[position] != 0xFF:
            return None
        marker = data[position + 1]
        if marker == 0xFF or 0xD0 <= marker <= 0xD8 or marker == 0x01:
            position += 1 if marker == 0xFF else 2
        elif marker in _JPEG_FRAMES:
            height, width = struct.unpack(">HH", data[position + 5 : position + 9])
            return width, height
        else:
            position += 2 + int(struct.unpack(">H", data[position + 2 : position + 4])[0])
    return None


def _webp_size(data: bytes) -> tuple[int, int] | None:
    if len(data) < 30:
        return None
    kind = data[12:16]
    if kind == b"VP8X":
        return 1 + int.from_bytes(data[24:27], "little"), 1 + int.from_bytes(data[27:30], "little")
    if kind == b"VP8L":
        bits = int.from_bytes(data[21:25], "little")
        return (bits & 0x3FFF) + 1, (bits >> 14 & 0x3FFF) + 1
    if kind == b"VP8 ":
        width, height = struct.unpack("<HH", data[26:30])
        return width & 0x3FFF, height & 0x3FFF
    return None


def _webp_is_cut(data: bytes) -> bool:
    """The container states its length; the decoder does not say that it is short of it."""
    return data.startswith(b"RIFF") and len(data) < 8 + int.from_bytes(data[4:8], "little")


def _as_rgb(image: Image.Image) -> Image.Image:
    if image.mode in ("I", "F") or image.mode.startswith("I;16"):  # 16 bit grey: keep the high byte
        grey = np.asarray(image).astype(np.float64)
        return Image.fromarray(np.clip(grey / 256.0, 0, 255).astype(np.uint8)).convert("RGB")
    if image.mode in ("RGBA", "LA", "PA", "La", "RGBa") or "transparency" in image.info:
        rgba = image.convert("RGBA")
        return Image.alpha_composite(Image.new("RGBA", rgba.size, "white"), rgba).convert("RGB")
    return image.convert("RGB")
