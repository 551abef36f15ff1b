"""What an upload's bytes say about themselves, read from their structure; nothing is decoded here.

Called at the door, before anything is stored. A picture passes when its container is one of three, whole to the last
byte, still, and small enough; the decoder behind (in the reader, under its own limits) never sees anything else.
Sources: PNG (W3C, third edition), JPEG (ITU-T T.81, annex B), WebP (RFC 9649).
"""

from __future__ import annotations

import struct
import zlib
from collections.abc import Collection
from dataclasses import dataclass

from interarec.domain.errors import InvalidInput, Unsupported

__all__ = ["PictureFrame", "read_frame"]

PNG, JPEG, WEBP = "image/png", "image/jpeg", "image/webp"
PNG_MAGIC = b"\x89PNG\r\n\x1a\n"
PNG_DEPTHS = {0: (1, 2, 4, 8, 16), 2: (8, 16), 3: (1, 2, 4, 8), 4: (8, 16), 6: (8, 16)}
UNDECLARED = ("", "application/octet-stream")


@dataclass(frozen=True, slots=True)
class PictureFrame:
    """Format and size in pixels, as the header states them."""

    media_type: str
    width: int
    height: int


def read_frame(data: bytes, declared: str, *, allowed: Collection[str], max_pixels: int) -> PictureFrame:
    """The frame of a whole, still picture.

    Args:
        data: the upload.
        declared: its Content-Type without parameters; "" or application/octet-stream leave it to the bytes.
        allowed: media types taken.
        max_pixels: largest width x height.

    Raises:
        Unsupported: not one of `allowed`, or the bytes are of another type than declared.
        InvalidInput: cut off, damaged, animated, followed by other bytes, or of too many pixels.
    """
    if declared not in UNDECLARED and declared not in allowed:
        raise Unsupported(f"Content-Type {declared[:60]!r} is not taken; send one of {', '.join(allowed)}")
    if not data:
        raise InvalidInput("the body is empty; send the bytes of a picture", code="image_empty")
    actual = _sniff(data)
    if actual not in allowed:
        raise Unsupported(f"the bytes are not one of {', '.join(allowed)}", code="image_format")
    if declared not in UNDECLARED and declared != actual:
        raise Unsupported(f"the bytes are {actual}, not {declared}", code="image_format")
    width, height = {PNG: _png, JPEG: _jpeg, WEBP: _webp}[actual](data)
    if not 0 < width * height <= max_pixels:
        raise InvalidInput(f"{width}x{height} pixels; 1 to {max_pixels} are taken", code="image_pixels")
    return PictureFrame(actual, width, height)


def _sniff(data: bytes) -> str:
    if data.startswith(PNG_MAGIC):
        return PNG
    if data.startswith(b"\xff\xd8\xff"):
        return JPEG
    if data[:4] == b"RIFF" and data[8:12] == b"WEBP":
        return WEBP
    return "unknown"


def _broken(what: str) -> InvalidInput:
    return InvalidInput(f"the picture is cut off or damaged: {what}", code="image_broken")


def _png(data: bytes) -> tuple[int, int]:
    """Walk the chunks to IEND at the very end, checking each CRC."""
    at, kinds, size = len(PNG_MAGIC), set[bytes](), (0, 0)
    while at < len(data):
        if len(data) - at < 12:
            raise _broken("a PNG chunk is incomplete")
        (length,) = struct.unpack_from(">I", data, at)
        kind, end = data[at + 4 : at + 8], at + 12 + length
        if end > len(data) or zlib.crc32(data[at + 4 : end - 4]) != struct.unpack_from(">I", data, end - 4)[0]:
            raise _broken("a PNG chunk is incomplete")
        if (kind == b"IHDR") != (at == len(PNG_MAGIC)) or kind == b"acTL":
            raise _broken("its PNG header is not first and alone, or it is animated")
        if kind == b"IHDR":
            size = _png_header(data[at + 8 : end - 4])
        kinds.add(kind)
        at = end
        if kind == b"IEND":
            break
    if b"IDAT" not in kinds or b"IEND" not in kinds or at != len(data):
        raise _broken("a PNG ends with IEND and nothing after it")
    return size


def _png_header(body: bytes) -> tuple[int, int]:
    if len(body) != 13:
        raise _broken("its PNG header has the wrong length")
    width, height, depth, colour, compression, filtering, interlace = struct.unpack(">IIBBBBB", body)
    if depth not in PNG_DEPTHS.get(colour, ()) or compression or filtering or interlace > 1:
        raise _broken("its PNG header names an unknown coding")
    return width, height


def _jpeg(data: bytes) -> tuple[int, int]:
    """Walk the segments up to the first scan; the entropy-coded rest must end with the end marker."""
    if not data.endswith(b"\xff\xd9"):
        raise _broken("a JPEG ends with its end marker and nothing after it")
    at, size = 2, None
    while at + 4 <= len(data):
        if data[at : at + 2] == b"\xff\xff":  # a fill byte before a marker
            at += 1
            continue
        marker, (length,) = data[at + 1], struct.unpack_from(">H", data, at + 2)
        if data[at] != 0xFF or length < 2 or at + 2 + length > len(data):
            break
        if marker in (0xC0, 0xC1, 0xC2):  # baseline, extended, progressive; Huffman-coded
            size = _jpeg_frame(data[at + 4 : at + 2 + length], again=size is not None)
        elif 0xC3 <= marker <= 0xCF and marker not in (0xC4, 0xC8, 0xCC):
            raise Unsupported("lossless, hierarchical and arithmetic JPEG are not taken", code="image_format")
        elif marker == 0xDA and size is not None:
            return size
        at += 2 + length
    raise _broken("a JPEG segment is incomplete")


def _jpeg_frame(body: bytes, *, again: bool) -> tuple[int, int]:
    if again or len(body) < 6 or body[0] not in (8, 12) or len(body) != 6 + 3 * body[5]:
        raise _broken("its JPEG frame header is wrong")
    height, width = struct.unpack_from(">HH", body, 1)
    return width, height


def _webp(data: bytes) -> tuple[int, int]:
    """Walk the chunks to the exact end that the container states; one still image, not larger than its canvas."""
    if len(data) < 20 or struct.unpack_from("<I", data, 4)[0] != len(data) - 8:
        raise _broken("its WebP container has another length than it states")
    at, canvas, image = 12, None, None
    while at + 8 <= len(data):
        kind, (length,) = data[at : at + 4], struct.unpack_from("<I", data, at + 4)
        body = data[at + 8 : at + 8 + length]
        if len(body) != length or kind in (b"ANIM", b"ANMF"):
            raise _broken("a WebP chunk is incomplete, or it is animated")
        if kind == b"VP8X" and at == 12:
            canvas = _webp_canvas(body)
        elif kind in (b"VP8 ", b"VP8L"):
            if image is not None:
                raise _broken("a WebP holds one image")
            image = _vp8(body) if kind == b"VP8 " else _vp8l(body)
        at += 8 + length + length % 2
    if at != len(data) or image is None or canvas not in (None, image):
        raise _broken("its WebP chunks do not fill the container with one image")
    return image


def _webp_canvas(body: bytes) -> tuple[int, int]:
    if len(body) != 10:
        raise _broken("its WebP header has the wrong length")
    return 1 + int.from_bytes(body[4:7], "little"), 1 + int.from_bytes(body[7:10], "little")


def _vp8(body: bytes) -> tuple[int, int]:
    """Key frame header (RFC 6386, 9.1): start code, then 14-bit width and height; the first part lies inside."""
    tag = int.from_bytes(body[:3], "little")
    if len(body) < 10 or tag & 1 or body[3:6] != b"\x9d\x01\x2a" or 10 + (tag >> 5) > len(body):
        raise _broken("its VP8 frame is incomplete")
    width, height = struct.unpack_from("<HH", body, 6)
    return width & 0x3FFF, height & 0x3FFF


def _vp8l(body: bytes) -> tuple[int, int]:
    if len(body) < 5 or body[0] != 0x2F:
        raise _broken("its VP8L frame is incomplete")
    bits = int.from_bytes(body[1:5], "little")
    if bits >> 29:
        raise _broken("its VP8L frame has an unknown version")
    return 1 + (bits & 0x3FFF), 1 + (bits >> 14 & 0x3FFF)
