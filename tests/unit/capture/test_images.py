"""The structural checks at the door: what browsers make passes, whatever is not whole and plain does not."""

import io
import struct
import zlib

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from interarec.capture.images import PictureFrame, read_frame
from interarec.domain.errors import InvalidInput, Unsupported
from PIL import Image

ALL = ("image/png", "image/webp", "image/jpeg")


def made(kind: str, size: tuple[int, int] = (64, 48), mode: str = "RGB", **options: object) -> bytes:
    image = Image.new(mode, size)
    image.paste(tuple([200] * len(image.getbands())), (3, 3, 20, 20))
    out = io.BytesIO()
    image.save(out, kind, **options)
    return out.getvalue()


def read(data: bytes, declared: str = "") -> PictureFrame:
    return read_frame(data, declared, allowed=ALL, max_pixels=8_000_000)


def chunk(kind: bytes, body: bytes) -> bytes:
    return struct.pack(">I", len(body)) + kind + body + struct.pack(">I", zlib.crc32(kind + body))


def png_of(width: int, height: int) -> bytes:
    header = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", header) + chunk(b"IDAT", b"x") + chunk(b"IEND", b"")


EXAMPLES = {
    "png": made("PNG"),
    "png interlaced palette": made("PNG", mode="RGBA", dpi=(72, 72)),
    "jpeg": made("JPEG", quality=80),
    "jpeg progressive with exif": made(
        "JPEG", progressive=True, exif=b"Exif\0\0" + b"\xff\xd9" * 8, comment=b"\xff\xda"
    ),
    "webp lossy": made("WEBP", quality=80),
    "webp lossless": made("WEBP", lossless=True),
    "webp with alpha": made("WEBP", mode="RGBA", quality=80),
    "webp extended": made("WEBP", exif=b"Exif\0\0abc", quality=80),
}
TYPES = {"png": "image/png", "jpe": "image/jpeg", "web": "image/webp"}


@pytest.mark.parametrize("name", EXAMPLES)
def test_reads_type_and_size_of_whole_pictures(name: str) -> None:
    kind = TYPES[name[:3]]
    for declared in (kind, "", "application/octet-stream"):
        assert read(EXAMPLES[name], declared) == PictureFrame(kind, 64, 48)


@pytest.mark.parametrize("name", EXAMPLES)
def test_refuses_every_cut(name: str) -> None:
    data = EXAMPLES[name]
    for length in range(len(data)):
        with pytest.raises((InvalidInput, Unsupported)):
            read(data[:length])


@pytest.mark.parametrize("name", EXAMPLES)
@pytest.mark.parametrize("tail", [b"\0", b"<script>", EXAMPLES["png"], b"PK\x03\x04"])
def test_refuses_anything_after_the_end(name: str, tail: bytes) -> None:
    with pytest.raises(InvalidInput, match="cut off or damaged"):
        read(EXAMPLES[name] + tail)


@pytest.mark.parametrize(
    ("name", "declared"),
    [("png", "image/webp"), ("png", "image/jpeg"), ("jpeg", "image/png"), ("webp lossy", "image/png")],
)
def test_refuses_a_picture_under_another_name(name: str, declared: str) -> None:
    with pytest.raises(Unsupported, match=f"not {declared}"):
        read(EXAMPLES[name], declared)


@pytest.mark.parametrize("kind", ["GIF", "BMP", "TIFF", "ICO", "PPM"])
def test_refuses_other_formats_whatever_they_are_called(kind: str) -> None:
    for declared in ("", "image/png"):
        with pytest.raises(Unsupported):
            read(made(kind), declared)


@pytest.mark.parametrize(
    "declared", ["image/gif", "text/html", "image/svg+xml", "application/pdf", "application/x-www-form-urlencoded"]
)
def test_refuses_other_declarations_whatever_the_bytes(declared: str) -> None:
    with pytest.raises(Unsupported, match="Content-Type"):
        read(EXAMPLES["png"], declared)


def test_an_allow_list_can_be_narrower() -> None:
    with pytest.raises(Unsupported):
        read_frame(EXAMPLES["jpeg"], "", allowed=("image/png",), max_pixels=100_000)


def test_counts_pixels_before_anyone_decodes_them() -> None:
    assert read(png_of(4000, 2000)).width == 4000
    for size in ((3000, 3000), (4000, 2001), (2**31, 2), (0, 5), (5, 0)):
        with pytest.raises(InvalidInput, match="pixels"):
            read(png_of(*size))


def test_empty_is_refused() -> None:
    with pytest.raises(InvalidInput, match="empty"):
        read(b"", "image/png")


def test_refuses_animations() -> None:
    frames = [Image.new("RGB", (8, 8), shade) for shade in ("red", "green", "blue")]
    for kind in ("PNG", "WEBP"):
        out = io.BytesIO()
        frames[0].save(out, kind, save_all=True, append_images=frames[1:])
        with pytest.raises(InvalidInput, match="animated"):
            read(out.getvalue())


@pytest.mark.parametrize("name", ["png", "png interlaced palette"])
def test_refuses_any_flipped_bit_of_a_png(name: str) -> None:
    data = EXAMPLES[name]
    for at in range(len(data)):
        broken = data[:at] + bytes([data[at] ^ 0x20]) + data[at + 1 :]
        with pytest.raises((InvalidInput, Unsupported)):
            read(broken)


def test_refuses_a_png_whose_header_is_hidden_or_doubled() -> None:
    whole = png_of(10, 10)
    header = whole[8:33]
    for data in (
        whole[:33] + header + whole[33:],
        whole[:8] + whole[33:],
        whole[:8] + chunk(b"tEXt", b"a") + whole[8:],
    ):
        with pytest.raises(InvalidInput):
            read(data)


def test_refuses_a_png_without_pixels_and_with_odd_codings() -> None:
    header = struct.pack(">IIBBBBB", 5, 5, 8, 2, 0, 0, 0)
    for bad in (header[:8] + b"\x03" + header[9:], header[:9] + b"\x05" + header[10:], header[:12] + b"\x02"):
        with pytest.raises(InvalidInput):
            read(b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", bad) + chunk(b"IDAT", b"x") + chunk(b"IEND", b""))
    with pytest.raises(InvalidInput):
        read(b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", header) + chunk(b"IEND", b""))


def test_refuses_a_webp_whose_canvas_is_not_its_image() -> None:
    data = EXAMPLES["webp extended"]
    at = data.index(b"VP8X") + 12
    with pytest.raises(InvalidInput):
        read(data[:at] + b"\x01" + data[at + 1 :])


def test_refuses_a_jpeg_with_two_sizes() -> None:
    data = EXAMPLES["jpeg"]
    at = data.index(b"\xff\xc0")
    frame = data[at : at + 2 + struct.unpack_from(">H", data, at + 2)[0]]
    with pytest.raises(InvalidInput, match="frame"):
        read(data[:at] + frame + data[at:])


def test_refuses_lossless_jpeg() -> None:
    data = EXAMPLES["jpeg"].replace(b"\xff\xc0", b"\xff\xc3", 1)
    with pytest.raises(Unsupported, match="lossless"):
        read(data)


def test_refuses_a_webp_whose_frame_is_cut_inside_a_whole_container() -> None:
    body = EXAMPLES["webp lossy"][20:][:16]
    chunk_of_it = b"VP8 " + struct.pack("<I", len(body)) + body
    with pytest.raises(InvalidInput, match="VP8 frame"):
        read(b"RIFF" + struct.pack("<I", 4 + len(chunk_of_it)) + b"WEBP" + chunk_of_it)


@settings(max_examples=600, deadline=None)
@given(st.sampled_from(sorted(EXAMPLES)), st.integers(0, 400), st.binary(max_size=24), st.integers(0, 24))
def test_nothing_but_a_clear_refusal_comes_of_nonsense(name: str, at: int, inserted: bytes, removed: int) -> None:
    data = EXAMPLES[name]
    changed = data[:at] + inserted + data[at + removed :]
    try:
        frame = read(changed)
    except (InvalidInput, Unsupported):
        return
    assert 0 < frame.width * frame.height <= 8_000_000
