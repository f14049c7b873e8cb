"""Pictures: covers, link previews and posters. The only module that uses Pillow.

A cover is made from the host's picture or the video's still, placed on a background made from itself and never stretched, or drawn from the
title in the only font that comes with Pillow. Results are JPEG in sRGB without metadata, with the same bytes for the same input.
"""

import contextlib
import io
import math
from functools import cache, lru_cache
from typing import cast

from PIL import Image, ImageCms, ImageDraw, ImageEnhance, ImageFilter, ImageFont, ImageOps, ImageStat

from pipeline.content.problem import Place, Problem, Severity
from pipeline.derive.pages import design
from pipeline.derive.pages.design import Bar, Letter, Palette
from pipeline.derive.pages.typesetting import Face, Line, fitted, text_of
from pipeline.edge.media.picture import CARD, COVER, POSTER, PictureError

_SMALLEST = 1400  # px of a side; Apple takes no smaller cover
_MOST_BYTES = 500_000  # of a JPEG that is made
_MOST_PIXELS = 64_000_000  # of a picture that is read
_KINDS = ("JPEG", "PNG", "WEBP", "AVIF", "GIF", "TIFF", "BMP")
_DAMAGES = (OSError, SyntaxError, ValueError, EOFError, IndexError, TypeError, OverflowError)  # what Pillow raises for one file or another
_QUALITIES = (88, 78, 66, 52, 38, 24)  # of a JPEG, the best first
_FINE = 8  # a background and its shadow, both blurred, are drawn smaller by this factor
_WHITE, _DARK = (255, 255, 255), (24, 26, 32)
_SIDE = 470  # px: the cover on a card
_BARS = 36  # across a square
# What the font that comes with Pillow (Aileron, by Sora Sagano, in the public domain) has.
_DRAWABLE = frozenset(map(chr, range(0x20, 0x7F))) | frozenset("©«°±·»‘’“”‹›™")
_BOLDER = 0.008  # an outline added to letters, as a fraction of the font size
_PEN = 0.085  # the thickness of the font's strokes, as a fraction of its size

Image.MAX_IMAGE_PIXELS = None  # Pillow only warns up to twice its own limit; `_opened` refuses at ours


def problems(source: bytes, place: Place) -> tuple[Problem, ...]:
    """What is wrong with a picture: an error if it cannot be used, a warning if it is too small for a sharp cover."""
    try:
        width, height = _opened(source).size
    except PictureError as error:
        return (Problem(place, error.message, error.hint),)
    if min(width, height) >= _SMALLEST:
        return ()
    message = f"the picture has only {width} x {height} pixels, so the cover will be blurred"
    return (Problem(place, message, f"use one of at least {_SMALLEST} x {_SMALLEST}, best {COVER} x {COVER}", Severity.WARNING),)


def cover(source: bytes | None, title: str, size: int = COVER) -> bytes:
    """A square cover of `size` px and less than 500 kB, from a picture or drawn from the title.

    `PictureError` if the picture is damaged.
    """
    return _jpeg(_made(source, title, (size, size)))


def poster(source: bytes | None, title: str, size: tuple[int, int] = POSTER) -> bytes:
    """The picture shown before a video is played, 16:9: its still, or drawn from the title. `PictureError` as for `cover`."""
    return _jpeg(_made(source, title, size))


def card(picture: bytes, title: str, show: str) -> bytes:
    """The picture for links: the cover beside the title, with the show's name above. `PictureError` as for `cover`."""
    return _jpeg(_previewed(picture, title, show))


def _made(source: bytes | None, title: str, size: tuple[int, int]) -> Image.Image:
    return _laid(_unbarred(_opened(source, max(size))), *size) if source else _drawn(title, *size)


def _opened(source: bytes, side: int | None = None) -> Image.Image:
    """A picture, upright, in sRGB, without transparency.

    A JPEG is read at a fraction of its size if no side becomes smaller than `side` px.
    """
    try:
        with Image.open(io.BytesIO(source), formats=_KINDS) as image:
            if image.width * image.height > _MOST_PIXELS:
                raise PictureError(f"the picture has {image.width} x {image.height} pixels", f"make it smaller: {COVER} x {COVER} is best")
            if side:
                image.draft(None, (side, side))
            image.load()
            return _flat(_in_srgb(ImageOps.exif_transpose(image)))
    except _DAMAGES as error:
        raise PictureError(*_fault(source)) from error


def _fault(source: bytes) -> tuple[str, str]:
    """Why a picture cannot be read, and what to do."""
    if source.startswith(b"version https://git-lfs"):
        return "the picture is a Git LFS pointer, not the picture itself", "run `git lfs pull`"
    if source[4:12] in (b"ftypheic", b"ftypheix", b"ftypmif1"):
        return "the picture is in HEIC format, as phones save it, which cannot be read", "save it as JPEG or PNG"
    return "the picture is damaged, or its format is unknown", "save it again as JPEG or PNG"


def _in_srgb(image: Image.Image) -> Image.Image:
    """The colours of a print or wide-gamut profile converted to sRGB; a damaged profile is ignored."""
    profile = image.info.get("icc_profile")
    mode = {"RGB": "RGB", "RGBA": "RGBA", "CMYK": "RGB"}.get(image.mode)
    if profile and mode:
        with contextlib.suppress(ImageCms.PyCMSError, OSError):
            given = ImageCms.ImageCmsProfile(io.BytesIO(profile))
            return ImageCms.profileToProfile(image, given, ImageCms.createProfile("sRGB"), outputMode=mode) or image
    return image


def _flat(image: Image.Image) -> Image.Image:
    """In RGB; transparency becomes white, or dark if the picture itself is light, such as a white logo."""
    if image.mode.startswith("I"):
        image = image.convert("F").point(lambda value: value * (1 / 257) + 0).convert("L")  # else Pillow cuts 16 bits off at 255
    if not image.has_transparency_data:
        return image.convert("RGB")
    clear = image.convert("RGBA")
    seen = clear.getchannel("A").point(lambda value: 255 * (value > 127))
    is_light = seen.getbbox() is not None and ImageStat.Stat(clear.convert("L"), seen).mean[0] > 160
    return Image.alpha_composite(Image.new("RGBA", clear.size, _DARK if is_light else _WHITE), clear).convert("RGB")


def _unbarred(image: Image.Image) -> Image.Image:
    """A 4:3 still of a 16:9 video, without the black bars that YouTube adds above and below."""
    bar = image.height // 8
    if 4 * image.height != 3 * image.width or bar < 8:
        return image
    light = image.convert("L").point(lambda value: value > 40)
    bands = ((0, 0, image.width, bar - 2), (0, image.height - bar + 2, image.width, image.height))
    is_barred = not any(light.crop(band).getbbox() for band in bands)
    return image.crop((0, bar, image.width, image.height - bar)) if is_barred else image


def _laid(image: Image.Image, width: int, height: int) -> Image.Image:
    """A picture in a frame of another shape: cropped if little is lost, else whole, on a background made from itself."""
    if 0.9 < (image.width * height) / (image.height * width) < 1.12:
        return ImageOps.fit(image, (width, height), Image.Resampling.LANCZOS)
    margin = min(width, height) // 20
    scale = min((width - 2 * margin) / image.width, (height - 2 * margin) / image.height)
    front = image.resize((math.ceil(image.width * scale), math.ceil(image.height * scale)), Image.Resampling.LANCZOS)
    return _lying(front, ((width - front.width) // 2, (height - front.height) // 2), image, (width, height))


def _lying(front: Image.Image, at: tuple[int, int], image: Image.Image, size: tuple[int, int]) -> Image.Image:
    """A picture with rounded corners and a soft shadow, on a background made from an image: enlarged to fill the frame, blurred, darker."""
    (left, top), (width, height) = at, size
    radius = min(size) // 30
    small = ImageOps.fit(image, (96 * width // height, 96), Image.Resampling.BOX).filter(ImageFilter.GaussianBlur(9))
    dark = ImageEnhance.Brightness(ImageEnhance.Color(small).enhance(1.3)).enhance(0.5)
    ground = dark.resize((width // _FINE, height // _FINE), Image.Resampling.BICUBIC)
    shadow = Image.new("L", ground.size)
    edges = (left, top + radius // 2, left + front.width, top + front.height + radius)
    ImageDraw.Draw(shadow).rectangle(tuple(edge / _FINE for edge in edges), 150)
    ground.paste((0, 0, 0), (0, 0), shadow.filter(ImageFilter.GaussianBlur(radius / _FINE)))
    whole = ground.resize(size, Image.Resampling.BILINEAR)
    whole.paste(front, at, _rounded(front.size, radius))
    return whole


def _rounded(size: tuple[int, int], radius: int) -> Image.Image:
    """A mask for a rectangle with rounded corners and smooth edges."""
    width, height = size
    large = Image.new("L", (2 * width, 2 * height))
    ImageDraw.Draw(large).rounded_rectangle((0, 0, 2 * width - 1, 2 * height - 1), 2 * radius, 255)
    return large.reduce(2)


def _drawn(title: str, width: int, height: int) -> Image.Image:
    """A picture for a title: its words, above a waveform in which the questions stand out."""
    palette = design.palette(title)
    words = design.letters(title, _DRAWABLE) or ()
    image = _lit(palette, width, height)
    middle, reach = (0.79, 0.11) if words else (0.5, 0.26)
    _draw_talk(image, palette, design.waveform(title, _BARS * width // height), middle * height, reach * height)
    margin = (design.BEFORE + 0.25) * height / _BARS  # the words begin where the first question does
    _write(ImageDraw.Draw(image), words, (margin, margin, width - margin, height * 0.595))
    return image


def _lit(palette: Palette, width: int, height: int) -> Image.Image:
    """A background of two shades, the brighter one from the upper right."""
    shade = Image.radial_gradient("L").crop((20, 108, 148, 236)).resize((width, height), Image.Resampling.BICUBIC)
    channels = (
        shade.point([bright + (deep - bright) * light // 255 for light in range(256)])
        for deep, bright in zip(palette.deep, palette.bright, strict=True)
    )
    return Image.merge("RGB", list(channels))


def _draw_talk(image: Image.Image, palette: Palette, bars: tuple[Bar, ...], middle: float, reach: float) -> None:
    """Bars with round ends over the whole width, in px: `middle` is their centre line, `reach` how far the highest goes up and down."""
    step = image.width / len(bars)
    thick = step * 0.5
    veil = ImageDraw.Draw(image, "RGBA")
    for place, bar in enumerate(bars):
        left, half = (place + 0.25) * step, max(bar.height * reach / 100, thick / 2)
        colour = palette.accent if bar.asks else (*_WHITE, 76)
        veil.rounded_rectangle((left, middle - half, left + thick, middle + half), thick / 2, colour)
        if bar.asks:
            veil.ellipse((left - thick / 4, middle - half - 2.3 * thick, left + thick * 5 / 4, middle - half - 0.8 * thick), colour)


@cache
def _font(size: int) -> ImageFont.FreeTypeFont:
    """The font, with Pillow's basic layout engine rather than the system's, so that text looks the same everywhere."""
    font = cast("ImageFont.FreeTypeFont", ImageFont.load_default(size))
    return font.font_variant(layout_engine=ImageFont.Layout.BASIC)


@cache
def _advance(character: str) -> float:
    """How far a character moves the pen, as a fraction of the font size, with a margin for rounding to pixels."""
    return _font(1000).getlength(character) / 985


_FACE = Face(_advance, capital=0.72, leading=1.08)


def _write(draw: ImageDraw.ImageDraw, words: Line, box: tuple[float, float, float, float]) -> None:
    """Write white letters from the upper left of a box, as large as they fit."""
    left, top, right, bottom = box
    size, lines = fitted(words, _FACE, right - left, bottom - top)
    font = _font(size)
    for number, line in enumerate(lines):
        _write_line(draw, line, (left, top + size * (_FACE.capital + _FACE.leading * number)), font)


def _write_line(draw: ImageDraw.ImageDraw, line: Line, at: tuple[float, float], font: ImageFont.FreeTypeFont) -> None:
    """Write a line whose first letter is at a point of the baseline, and draw the accents."""
    text = text_of(line)
    start = at[0] - font.getbbox(text[:1])[0]
    for place, letter in enumerate(line):
        _write_letter(draw, letter, (start + font.getlength(text[: place + 1]) - font.getlength(letter.base), at[1]), font)


def _write_letter(draw: ImageDraw.ImageDraw, letter: Letter, at: tuple[float, float], font: ImageFont.FreeTypeFont) -> None:
    x, y = at
    left, top, right, bottom = font.getbbox(letter.base, anchor="ls")
    middle = x + (left + right) / 2
    if letter.base == "i" and set(letter.marks) - design.BELOW:  # the accent takes the place of the dot
        top = font.getbbox("x", anchor="ls")[1]
        draw.rectangle((middle - font.size * _PEN / 2, y + top, middle + font.size * _PEN / 2, y), _WHITE)
    else:
        draw.text(at, letter.base, _WHITE, font, anchor="ls", stroke_width=font.size * _BOLDER)
    for mark in letter.marks:
        foot = bottom if mark in design.BELOW else (top + bottom) / 2 if mark in design.THROUGH else top
        for line in design.MARKS[mark]:
            _draw_stroke(draw, [(middle + across * font.size, y + foot + down * font.size) for across, down in line], font.size * _PEN)


def _draw_stroke(draw: ImageDraw.ImageDraw, points: list[tuple[float, float]], pen: float) -> None:
    """A stroke with round ends and corners."""
    draw.line(points, _WHITE, round(pen))
    for x, y in points:
        draw.ellipse((x - pen / 2, y - pen / 2, x + pen / 2, y + pen / 2), _WHITE)


def _previewed(picture: bytes, title: str, show: str) -> Image.Image:
    """The cover on the right, on a background made from it; the words on the left if the font has their letters."""
    words, name = design.letters(title, _DRAWABLE), design.letters(show, _DRAWABLE)
    left = CARD[0] - _SIDE - 80 if words else (CARD[0] - _SIDE) // 2
    image = _wordless(picture, left).copy()
    draw = ImageDraw.Draw(image)
    if words and name:
        _write_line(draw, name, (80, 112), _font(32))
    if words:
        _write(draw, words, (80, 160, left - 60, 550))
    return image


@lru_cache(maxsize=1)
def _wordless(picture: bytes, left: int) -> Image.Image:
    """A card without words, which is the same for all episodes with the same cover."""
    image = _opened(picture, _SIDE)
    return _lying(ImageOps.fit(image, (_SIDE, _SIDE), Image.Resampling.LANCZOS), (left, 80), image, CARD)


def _jpeg(image: Image.Image) -> bytes:
    """A JPEG of less than 500 kB, in the best quality that allows; pure noise is blurred until it fits."""
    for quality in _QUALITIES:
        buffer = io.BytesIO()
        image.save(buffer, "JPEG", quality=quality, optimize=True)
        if buffer.tell() < _MOST_BYTES:
            return buffer.getvalue()
    return _jpeg(image.filter(ImageFilter.GaussianBlur(image.width / 500)))
