"""Pictures: what covers are made of, how they look, what is refused."""

import hashlib
import io
import struct
import subprocess
import sys
import zlib
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from PIL import Image, ImageCms, ImageDraw, ImageStat

from pipeline.content.problem import Place, Severity
from pipeline.derive.pages import design
from pipeline.edge.media import artwork
from pipeline.edge.media.picture import STILL, PictureError
from tests.program import ROOT

TITLES = [
    "Machine Learning Experts",
    "Über Bücher — & naïve Gäste",
    "Żółć, Łódź, søster",
    "日本語の番組",
    "برنامج",
    "",
    "🎙️",
    "A" * 300,
    "word " * 80,
]
RED, BLUE = (220, 30, 30), (20, 40, 200)


def still(width: int = 1280, height: int = 720, mode: str = "RGB") -> Image.Image:
    """A disc on a plain ground: when it is not round any more, it was stretched."""
    image = Image.new("RGB", (width, height), BLUE)
    radius = min(width, height) * 0.4
    ImageDraw.Draw(image).ellipse((width / 2 - radius, height / 2 - radius, width / 2 + radius, height / 2 + radius), RED)
    return image.convert(mode)


def saved(image: Image.Image, kind: str = "JPEG", **options: object) -> bytes:
    buffer = io.BytesIO()
    image.save(buffer, kind, **options)
    return buffer.getvalue()


def shown(data: bytes) -> Image.Image:
    """A finished picture, which must be a plain JPEG below 500 kB."""
    assert len(data) < 500_000
    image = Image.open(io.BytesIO(data))
    image.load()
    assert (image.format, image.mode) == ("JPEG", "RGB")
    assert not {"exif", "icc_profile", "comment"} & set(image.info)
    return image


def disc(image: Image.Image) -> tuple[int, int, int, int]:
    """Where the red is."""
    red, green, _ = image.split()
    found = Image.merge("RGB", (red, green, green)).convert("L", (1, -1, 0, 0)).point(lambda value: 255 * (value > 150)).getbbox()
    assert found
    return found


@pytest.mark.parametrize("title", TITLES)
def test_a_cover_for_any_title(title: str) -> None:
    data = artwork.cover(None, title)
    assert shown(data).size == (3000, 3000)
    assert shown(artwork.poster(None, title)).size == artwork.POSTER
    assert shown(artwork.card(data, title, "A show")).size == artwork.CARD


@settings(max_examples=40, deadline=None)
@given(st.text(st.characters(exclude_categories=()), max_size=200))
def test_a_small_cover_for_any_text(title: str) -> None:
    assert shown(artwork.cover(None, title, 300)).size == (300, 300)


def test_words_stay_inside_the_picture_and_above_the_talk() -> None:
    for title in TITLES:
        image = shown(artwork.cover(None, title, 600)).convert("L").point(lambda value: 255 * (value > 244))
        for edge in ((0, 0, 600, 24), (0, 0, 40, 600), (560, 0, 600, 600), (0, 390, 600, 600)):
            assert image.crop(edge).getbbox() is None, title


def test_a_title_has_its_own_colours_and_keeps_them() -> None:
    palettes = {design.palette(f"Show {number}") for number in range(60)}
    assert len(palettes) == 10
    assert design.palette("My  Show") == design.palette("my show")


def test_white_words_can_be_read_on_every_ground() -> None:
    for number in range(60):
        palette = design.palette(f"Show {number}")
        assert contrast(palette.bright) > 4.5
        assert contrast(palette.deep) > contrast(palette.bright)


def contrast(colour: tuple[int, int, int]) -> float:
    """Of white against a colour, by WCAG 2."""
    linear = [(value / 255 / 12.92) if value < 11 else ((value / 255 + 0.055) / 1.055) ** 2.4 for value in colour]
    return 1.05 / (0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2] + 0.05)


def test_a_still_is_laid_whole_and_not_stretched() -> None:
    image = shown(artwork.cover(saved(still()), "title"))
    assert image.size == (3000, 3000)
    left, top, right, bottom = disc(image)
    assert abs((right - left) - (bottom - top)) < 12
    assert abs((left + right) / 2 - 1500) < 8
    assert abs((top + bottom) / 2 - 1500) < 8
    corner = ImageStat.Stat(image.crop((0, 0, 300, 300))).mean
    assert corner[2] > 2 * max(corner[0], 20)


def test_a_square_picture_fills_the_cover() -> None:
    image = shown(artwork.cover(saved(still(1500, 1500)), "title"))
    left, _, right, _ = disc(image)
    assert abs((right - left) - 2400) < 20


@pytest.mark.parametrize("size", [(300, 2000), (2000, 300), (1, 1), (3, 4000), (640, 360)])
def test_any_shape(size: tuple[int, int]) -> None:
    data = saved(still(*size), "PNG")
    assert shown(artwork.cover(data, "title", 1400)).size == (1400, 1400)
    assert shown(artwork.poster(data, "title")).size == artwork.POSTER
    assert shown(artwork.card(data, "title", "show")).size == artwork.CARD


def test_black_bars_of_a_small_still_go() -> None:
    barred = Image.new("RGB", (480, 360))
    barred.paste(still(480, 270), (0, 45))
    image = shown(artwork.poster(saved(barred), "title"))
    assert min(ImageStat.Stat(image.crop((0, 0, 1280, 40))).mean[2:]) > 150
    assert disc(image)[3] - disc(image)[1] > 550


@pytest.mark.parametrize("kind", ["JPEG", "PNG", "WEBP", "AVIF", "GIF", "TIFF", "BMP"])
def test_kinds(kind: str) -> None:
    left, top, right, bottom = disc(shown(artwork.cover(saved(still(), kind), "title", 1400)))
    assert abs((right - left) - (bottom - top)) < 12


@pytest.mark.parametrize("mode", ["L", "P", "RGBA", "LA", "CMYK", "1", "I;16"])
def test_modes(mode: str) -> None:
    image = still().convert("L").point(lambda value: value * 257, "I").convert("I;16") if mode == "I;16" else still(mode=mode)
    data = saved(image, "TIFF" if mode == "CMYK" else "PNG")
    made = shown(artwork.poster(data, "title", STILL))
    wanted = still(640, 360).convert("L" if mode in {"L", "LA", "1", "I;16"} else "RGB").convert("RGB")
    for place in ((40, 40), (320, 180)):
        difference = [abs(one - other) for one, other in zip(made.getpixel(place), wanted.getpixel(place), strict=True)]
        assert max(difference) < (256 if mode == "1" else 30), (place, made.getpixel(place))


def test_print_colours_by_their_profile() -> None:
    plain = saved(Image.new("CMYK", (1600, 1600), (0, 255, 255, 0)))
    red, green, blue = shown(artwork.cover(plain, "title", 200)).getpixel((100, 100))
    assert red > 180
    assert max(green, blue) < 80


def test_a_wide_gamut_profile_is_turned_into_srgb_and_a_damaged_one_passed_over() -> None:
    profile = ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes()
    for given_profile in (profile, b"no profile at all", profile[:200]):
        image = shown(artwork.poster(saved(still(), icc_profile=given_profile), "title", STILL))
        assert disc(image)[2] > 320


def test_a_turned_photograph_stands_upright() -> None:
    image = Image.new("RGB", (1400, 700), BLUE)
    image.paste(RED, (0, 0, 100, 700))
    exif = Image.Exif()
    exif[0x0112] = 6
    made = shown(artwork.cover(saved(image, exif=exif), "title", 400))
    assert made.getpixel((200, 30))[0] > 180
    assert made.getpixel((200, 370))[0] < 80


@pytest.mark.parametrize(("ink", "ground"), [((255, 255, 255), 60), ((0, 0, 0), 195)])
def test_a_clear_ground_lets_the_picture_be_seen(ink: tuple[int, int, int], ground: int) -> None:
    logo = Image.new("RGBA", (1600, 1600))
    ImageDraw.Draw(logo).ellipse((400, 400, 1200, 1200), (*ink, 255))
    made = shown(artwork.cover(saved(logo, "PNG"), "title", 1400)).convert("L")
    assert abs(made.getpixel((700, 700)) - ink[0]) < 12
    assert abs(made.getpixel((20, 20)) - ink[0]) > 195
    assert (made.getpixel((20, 20)) > 128) == (ground > 128)


def huge(width: int, height: int) -> bytes:
    """A PNG of a few bytes that says it is huge."""

    def chunk(name: bytes, data: bytes) -> bytes:
        return struct.pack(">I", len(data)) + name + data + struct.pack(">I", zlib.crc32(name + data))

    header = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", header) + chunk(b"IDAT", zlib.compress(bytes(1000))) + chunk(b"IEND", b"")


DAMAGED = {
    "empty": b"",
    "a page": b"<!doctype html><title>404</title>",
    "vectors": b"<svg xmlns='http://www.w3.org/2000/svg'/>",
    "a program for printers": b"%!PS-Adobe-3.0 EPSF-3.0\n%%BoundingBox: 0 0 10 10\n",
    "cut off": saved(still())[:9000],
    "a cut off PNG": saved(still(), "PNG")[:800],
    "junk": bytes(range(256)) * 40,
    "a JPEG with junk inside": saved(still())[:300] + bytes(range(256)) * 20,
    "huge": huge(60_000, 60_000),
    "fewer lines than it says": huge(100, 100),
}


@pytest.mark.parametrize("name", DAMAGED)
def test_damaged_pictures_are_refused_with_a_sentence(name: str) -> None:
    for make in (
        lambda data: artwork.cover(data, "t", 300),
        lambda data: artwork.poster(data, "t"),
        lambda data: artwork.card(data, "t", "s"),
    ):
        with pytest.raises(PictureError, match="the picture") as caught:
            make(DAMAGED[name] or b" ")
        assert caught.value.hint


def test_problems_of_a_picture() -> None:
    place = Place("feeds/talks.yaml", 7)
    assert artwork.problems(saved(still(1400, 1400)), place) == ()
    (small,) = artwork.problems(saved(still()), place)
    assert (small.severity, small.place) == (Severity.WARNING, place)
    assert "1280 x 720" in small.message
    (damaged,) = artwork.problems(b"junk", place)
    assert damaged.is_error
    (large,) = artwork.problems(huge(60_000, 60_000), place)
    assert "60000" in large.message


def test_noise_still_fits() -> None:
    block, rows = b"", []
    for number in range(20_000):
        block = hashlib.sha256(block + bytes([number % 256])).digest()
        rows.append(block)
    noise = Image.frombytes("RGB", (460, 460), b"".join(rows)[: 460 * 460 * 3]).resize((1400, 1400), Image.Resampling.NEAREST)
    assert shown(artwork.cover(saved(noise, "PNG"), "title", 1400)).size == (1400, 1400)


@pytest.mark.parametrize("turned", [1, 6])
def test_a_large_photograph_looks_alike_at_every_size(turned: int) -> None:
    exif = Image.Exif()
    exif[0x0112] = turned
    data = saved(still(4000, 2250), exif=exif)
    small, large = (disc(shown(artwork.cover(data, "title", size))) for size in (300, 1200))
    assert all(abs(one * 4 - other) < 9 for one, other in zip(small, large, strict=True))


def test_the_same_bytes_in_another_process(tmp_path: Path) -> None:
    (tmp_path / "still.png").write_bytes(saved(still(), "PNG"))
    program = (
        "import hashlib, sys; from pathlib import Path; from pipeline.edge.media import artwork\n"
        "data = Path(sys.argv[1]).read_bytes()\n"
        "made = artwork.cover(data, 'A title', 1400), artwork.cover(None, 'Ein Titel mit ß'), artwork.card(data, 'A title', 'A show')\n"
        "print([hashlib.sha256(one).hexdigest() for one in made])"
    )
    told = {
        subprocess.run(
            (sys.executable, "-c", program, str(tmp_path / "still.png")),
            capture_output=True,
            check=True,
            text=True,
            cwd=ROOT,
            env={"PYTHONHASHSEED": seed},
        ).stdout
        for seed in ("1", "2")
    }
    assert len(told) == 1


def test_low_quotation_marks_stay_low() -> None:
    told = design.letters("„Ada“, ‚Bo‘", frozenset("abcdefghijklmnopqrstuvwxyzAB ,“‘"))
    assert told is not None
    assert "".join(letter.base for letter in told) == ",,Ada“, ,Bo‘"


def test_letters_come_apart_and_others_are_told() -> None:
    drawable = frozenset("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ -")
    told = design.letters("Zoë–Łoś 🎉", drawable)
    assert told is not None
    assert "".join(letter.base for letter in told).strip() == "Zoe-Los"
    assert [letter.marks for letter in told if letter.marks] == ["\u0308", "\u0337", "\u0301"]
    assert design.letters("日本", drawable) is None
