"""Hostile and unusual images: a named reason, or upright RGB; never more than the pixel cap."""

from __future__ import annotations

import io
import struct
import zlib

import numpy as np
import pytest
from interarec.vision.images import MAX_PIXELS, UnreadableImage, decode_image, header_size
from PIL import Image


def _saved(image: Image.Image, kind: str, **options: object) -> bytes:
    out = io.BytesIO()
    image.save(out, kind, **options)
    return out.getvalue()


def _png_header(width: int, height: int) -> bytes:
    body = b"IHDR" + struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    return b"\x89PNG\r\n\x1a\n" + struct.pack(">I", 13) + body + struct.pack(">I", zlib.crc32(body))


def _chunk(kind: bytes, body: bytes) -> bytes:
    return struct.pack(">I", len(body)) + kind + body + struct.pack(">I", zlib.crc32(kind + body))


def _with_chunk(kind: bytes, body: bytes) -> bytes:
    """A whole PNG with one more chunk before its pixels."""
    whole = _saved(_RED, "PNG")
    return whole[:33] + _chunk(kind, body) + whole[33:]


_RED = Image.new("RGB", (40, 30), (200, 10, 20))
_NOISE = Image.effect_noise((64, 64), 90).convert("RGB")


@pytest.mark.parametrize("kind", ["PNG", "JPEG", "WEBP"])
def test_the_three_formats(kind: str) -> None:
    pixels = decode_image(_saved(_RED, kind))
    assert pixels.shape == (30, 40, 3)
    assert np.abs(pixels[15, 20].astype(int) - (200, 10, 20)).max() < 12


@pytest.mark.parametrize("kind", ["PNG", "JPEG", "WEBP"])
def test_the_header_tells_the_size(kind: str) -> None:
    assert header_size(_saved(_RED, kind)) == (40, 30)


@pytest.mark.parametrize("options", [{"lossless": True}, {"exif": Image.Exif()}])
def test_the_header_of_other_webp_kinds(options: dict[str, object]) -> None:
    assert header_size(_saved(_RED, "WEBP", **options)) == (40, 30)


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        (b"", "empty"),
        (b"GIF89a" + bytes(40), "unsupported_format"),
        (b"<svg xmlns='x'/>", "unsupported_format"),
        (b"hello, this is text", "not_an_image"),
        (_png_header(40_000, 40_000), "too_many_pixels"),
        (_png_header(7_999_999, 1), "too_long"),
        (_png_header(100, 60_000), "too_long"),
        (_png_header(0, 10), "truncated"),
        (b"\x89PNG\r\n\x1a\n", "truncated"),
        (b"\xff\xd8\xff\xe0\x00\x10JFIF", "truncated"),
        (_saved(_NOISE, "PNG")[:2_000], "truncated"),
        (_saved(_NOISE, "JPEG")[:2_000], "truncated"),
        (_saved(_NOISE, "WEBP")[:2_000], "truncated"),
        (_saved(_RED, "GIF", save_all=True, append_images=[_NOISE]), "unsupported_format"),
        (_with_chunk(b"zTXt", b"c\0\0" + zlib.compress(bytes(80_000_000), 9)), "undecodable"),
        (_with_chunk(b"iCCP", b"c\0\0" + zlib.compress(bytes(80_000_000), 9)), "undecodable"),
        (_png_header(40, 30) + b"\x00\x00\x00\x04IDATabcd\x00\x00\x00\x00", "undecodable"),
    ],
)
def test_refusals_have_a_reason(data: bytes, reason: str) -> None:
    with pytest.raises(UnreadableImage) as caught:
        decode_image(data)
    assert caught.value.code == reason


def test_a_bomb_is_refused_before_decoding() -> None:
    """Nine million pixels in a few kilobytes."""
    bomb = _saved(Image.new("1", (3000, 3001)), "PNG")
    assert MAX_PIXELS < 3000 * 3001
    with pytest.raises(UnreadableImage) as caught:
        decode_image(bomb)
    assert caught.value.code == "too_many_pixels"


def test_bytes_are_capped() -> None:
    with pytest.raises(UnreadableImage) as caught:
        decode_image(_saved(_RED, "PNG"), max_bytes=20)
    assert caught.value.code == "too_large"


@pytest.mark.parametrize("kind", ["PNG", "JPEG", "WEBP"])
@pytest.mark.parametrize("turn", [3, 6, 8])
def test_exif_rotation_is_applied(kind: str, turn: int) -> None:
    """However the camera was held, red is at the top left and blue beside it."""
    upright = Image.new("RGB", (64, 32), "blue")
    upright.paste((255, 0, 0), (0, 0, 32, 32))
    exif = Image.Exif()
    exif[0x0112] = turn
    held = upright.transpose({3: Image.Transpose.ROTATE_180, 6: Image.Transpose.ROTATE_90,
                              8: Image.Transpose.ROTATE_270}[turn])  # fmt: skip
    pixels = decode_image(_saved(held, kind, exif=exif))
    assert pixels.shape == (32, 64, 3)
    assert (pixels[16, 8, 0] > 200, pixels[16, 56, 2] > 200) == (True, True)


def test_a_wrong_orientation_or_colour_profile_changes_nothing() -> None:
    exif = Image.Exif()
    exif[0x0112] = 99
    odd = _saved(_RED, "PNG", exif=exif, icc_profile=b"no profile")
    assert tuple(decode_image(odd)[15, 20]) == (200, 10, 20)


def test_pixels_beyond_the_stated_size_are_not_inflated() -> None:
    """The header states 8 x 8; what is packed would be 60 million bytes."""
    pixels = _chunk(b"IDAT", zlib.compress(bytes(60_000_000), 9))
    assert decode_image(_png_header(8, 8) + pixels + _chunk(b"IEND", b"")).shape == (8, 8, 3)


def test_cmyk_palette_and_transparency_become_rgb() -> None:
    cmyk = decode_image(_saved(_RED.convert("CMYK"), "JPEG"))
    assert cmyk[15, 20, 0] > 150 > cmyk[15, 20, 1]
    palette = decode_image(_saved(_RED.quantize(4), "PNG"))
    assert tuple(palette[0, 0]) == (200, 10, 20)
    clear = decode_image(_saved(Image.new("RGBA", (8, 8), (0, 0, 0, 0)), "PNG"))
    assert tuple(clear[0, 0]) == (255, 255, 255)


def test_sixteen_bit_grey_keeps_its_high_byte() -> None:
    grey = Image.fromarray(np.full((8, 8), 0x8040, dtype=np.uint16))
    assert tuple(decode_image(_saved(grey, "PNG"))[0, 0]) == (128, 128, 128)


def test_sixteen_bit_colours_keep_their_high_bytes() -> None:
    row = b"\0" + struct.pack(">HHH", 0xC840, 0x0A80, 0x14FF) * 4
    header = _chunk(b"IHDR", struct.pack(">IIBBBBB", 4, 4, 16, 2, 0, 0, 0))
    data = b"\x89PNG\r\n\x1a\n" + header + _chunk(b"IDAT", zlib.compress(row * 4)) + _chunk(b"IEND", b"")
    assert tuple(decode_image(data)[3, 3]) == (200, 10, 20)


@pytest.mark.parametrize("kind", ["PNG", "WEBP"])
def test_an_animation_is_read_by_its_first_frame(kind: str) -> None:
    frames = [Image.new("RGB", (16, 16), color) for color in ("red", "blue")]
    moving = _saved(frames[0], kind, save_all=True, append_images=frames[1:], lossless=True)
    assert tuple(decode_image(moving)[8, 8]) == (255, 0, 0)
