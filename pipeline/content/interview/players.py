"""The videos that a post embeds or offers, and which of them is its subject."""

import re
from collections import Counter
from collections.abc import Collection, Iterator, Mapping, Sequence
from functools import cache
from typing import NamedTuple

from pipeline.content import video
from pipeline.content.markup.block import Block
from pipeline.content.markup.contents import Places
from pipeline.content.markup.document import Document
from pipeline.content.markup.htmltree import Node
from pipeline.content.post import Video
from pipeline.content.problem import NO_VIDEO, Place, Problem
from pipeline.content.text.pattern import compiled
from pipeline.content.text.plaintext import squeeze

# Attributes that name the video. Components of MDX and AMP, and custom elements, have an id or an address, others only an address.
_ADDRESSES = ("src", "data-src", "data-lazy-src", "data", "url", "data-url", "video", "link", "href")
_IDS = (
    "videoid", "youtubeid", "video-id", "embedid", "data-videoid", "data-video-id", "data-youtube-id", "data-youtube", "data-embed", "data-id",
    "id", "video", "params",
)  # fmt: skip
_PLAYERS = frozenset(("iframe", "embed", "object", "video", "source"))
# Serialised tags of elements that may play a video although YouTube is not named; begins with literals, which Python finds quickly.
_MAY_PLAY = re.compile(r"<(?=[eilvy])(?:iframe|(?:lite-?)?yt|video-?(?:player|embed)|embed-?video)\b")
_COMPONENT = r"(?i)[\w.-]*youtube[\w.-]*|yt|video-?player|video-?embed|embed-?video|lite-?yt"
_FACADE = r"(?i)(?:^|[\s_-])(?:youtube|yt|lite-youtube|video-?player)(?:$|[\s_-])"

# Text that a site generator turns into a player: Hugo, Zola, Jekyll and its plugins, directives, WordPress, Quarto, Hashnode.
_SHORTCODES = (
    r"\{\{[<%]\s*(?:[\w./-]*youtube[\w-]*|yt|video|embed|media)\b([^{}]*)[>%]\}\}",
    r"\{\{-?\s*(?:\w*youtube\w*|yt)\s*\(([^{}]*)\)\s*-?\}\}",
    r"\{%-?\s*(?:include|render|(?!end)\w*youtube[\w-]*|video|embed|yt|oembed|liquid)\b([^%]*)%\}",
    r"\[(?:\w*youtube|embedyt|embed|video)\b(?:\s[^\]\[]+\](?=[^\]\[]+\[/)|[:=\s]?\]?)\s*([^\]\[]+?)(?:\]|\[/\w*\]?)",
    r"<[\w.]*youtube\w*\s([^<>]*)/?>",
    r"::+youtube\s*(?:\[[^\]]*\])?\s*\{([^{}]*)\}(?:\s*:::+)?",
    r"\{(?:youtube)\}\s*([^{\s]+)",
    r"!\[\[([^\[\]]+)\]\]",
    r"%\[([^\[\]]+)\]",
)
# A shortcode or tag that names YouTube in short
_SHORT_NAME = r"(?i)\{(?:\{(?:<|&lt;|%)?|%)-?\s*yt[\s(]"
# Where a shortcode says which of its words is the video: `id="abcDEF_12-x"`. Those of a title may have the form of an id: `Programming`.
_IDENTIFIED = r"""(?i)(?<![\w-])(?:video-?|youtube-?)?(?:id|url|src)\s?[=:]\s?["'`]?([^\s"'`,|<>{}()]+)"""
_EMBEDDED = r"youtube(?:-nocookie)?\.com/embed/([^/?&#\s]*)"
_SURE = ("thumbnail", "address")
_OFFERING = (*_SURE, "recording", "named link", "timed address")
_IN_CODE = r"\s*(?:youtube\w*|video):\s*(\S+)\s*"
_WORD = r"https?://[^\s\"'“”‘’,|<>{}()]+|[^\s\"'“”‘’=,#|<>{}()]+"
_NAMED = r"(?i)(?:video|youtube|watch|recording|livestream|vídeo|vidéo|视频)\b\s*[:：]\s"
_IN_ROW = r"\s*[|/·•]\s*"  # between links that stand in a row: `Video | Slides`
_SHORT = 200  # characters of a line or paragraph that does little but name a video
_LONGEST_ROW = 1000  # characters of a paragraph with such a row, or with an article before a link
# An article before it tells that it is the recording of what the post is about, unless it is said whose: `here is [the recording of May 3rd](...)`.
_OF_THIS = (
    r"(?i)(?:the recording|la grabación|die aufzeichnung|l['’]enregistrement|a gravação)"
    r"(?:\s\w{1,5}\syoutube|\s.*(?:\bour\b|\d{4}|\d(?:st|nd|rd|th)\b).*)?"
)
_WHOSE = r"\s(?:of|from|de|del|da|do|du|von|des|der)\s[^.,;:!?]*"
_ABOUT = r"(?i)youtube|video|watch|recording|vidéo|vídeo|grabación|aufzeichnung|视频|影片|動画|영상|видео"


class Found(NamedTuple):
    """What a post offers: `players` embedded in it, `offers` (linked thumbnails, addresses alone and the like), and `links` in running text.

    An offer with the form `timed address` is alone on its line and leads to a time in the video: the author gives a time. `moments` are
    those of the links that lead to several times in one video, as in a text about that video.
    """

    players: tuple[Video, ...]
    offers: tuple[Video, ...]
    links: tuple[Video, ...]
    moments: tuple[Video, ...]
    problems: tuple[Problem, ...]


NONE = Found((), (), (), (), ())  # of a post that says that it has no video, whatever it links to


class _Lead(NamedTuple):
    """What leads to a video from a line: an id or an address, in this form."""

    line: int
    form: str
    address: str

    @property
    def video(self) -> str | None:
        """The id of the video; None if it leads to none of YouTube's."""
        return video.named(self.address) if self.form in ("component", "shortcode") else video.id_of(self.address)


def find(document: Document, path: str) -> Found:
    """Everything in a post that leads to a YouTube video, in order. A malformed id in a player is a problem."""
    blocks = (block for block in document.blocks if block.nodes and block.tag not in ("pre", "-comment") and _may_hold(block))
    leads = [lead for block in blocks for lead in _in_block(document, block)]
    found = [(Video(name, lead.line, lead.form), video.time_of(lead.address)) for lead in leads if (name := lead.video)]
    links = [item for item, _ in found if item.form == "link"]
    times = {(item.id, at) for item, at in found if at is not None}
    timed = Counter(name for name, _ in times)
    return Found(
        players=tuple(item for item, _ in found if item.form != "link" and item.form not in _OFFERING),
        offers=tuple(item for item, _ in found if item.form in _OFFERING),
        links=tuple(links),
        moments=tuple(item for item in links if timed[item.id] > 1),
        problems=tuple(_malformed(wrong, lead.line, path) for lead in leads if not lead.video and (wrong := _wrong_id(lead))),
    )


def _in_block(document: Document, block: Block) -> Iterator[_Lead]:
    """Everything in a block that may play or lead to a video."""
    yield from _shortcodes(block)
    if block.tag in ("p", "figure") and "<a " not in block.html and "<code" not in block.html:
        yield from _bare_addresses(block)
    places = Places(document.source, block)
    lines = frozenset(map(squeeze, block.text.split("\n"))) if "<a " in block.html else frozenset()
    for node in block.select("*"):
        tag, attributes = node.tag or "", node.attributes
        if tag == "a":
            if video.id_of(address := attributes.get("href") or ""):
                yield _Lead(places.line_of(node), _form_of_link(block, lines, node), address)
        elif (player := _playing(tag, attributes)) is not None:
            yield _Lead(places.line_of(node), "iframe" if tag in _PLAYERS and not video.is_id(player) else "component", player)


def _bare_addresses(block: Block) -> Iterator[_Lead]:
    """Addresses alone on a line of raw HTML, where Markdown makes no links: a site generator plays them."""
    lines = enumerate(block.text.split("\n"), block.line) if "youtu" in block.text else ()
    for line, text in lines:
        if "youtu" in text and video.id_of(address := text.strip()):
            yield _Lead(line, _form_of_address(address), address)


def _form_of_address(address: str) -> str:
    return "address" if video.time_of(address) is None else "timed address"


def _may_hold(block: Block) -> bool:
    """Whether a block may contain a player, an address or a shortcode: a quick test that most blocks fail."""
    html = block.html
    if block.opened or _may_name(html):
        return True
    return not block.plain and ("class=" in html or _MAY_PLAY.search(html) is not None)


def _may_name(text: str) -> bool:
    """Whether a text, or the HTML of one, may name YouTube."""
    return "youtu" in text.lower() or ("{" in text and compiled(_SHORT_NAME).search(text) is not None)


def _playing(tag: str, attributes: Mapping[str, str | None]) -> str | None:
    """The address or id that an element plays; for a YouTube player without a valid one, what it has instead; else None."""
    for name in _ADDRESSES:
        if name in attributes and video.id_of(address := _bare(attributes[name])):
            return address
    if tag == "iframe" and "src" in attributes:
        address = _bare(attributes.get("src"))
        return video.inside(address) or address
    is_component = compiled(_COMPONENT).fullmatch(tag)
    if not is_component and not compiled(_FACADE).search(attributes.get("class") or ""):
        return None
    written = {name: _bare(attributes.get(name)) for name in _IDS if attributes.get(name)}
    good = next((text for text in written.values() if video.is_id(text)), None)
    # The `id` of an element that is no component may only be its name in the page.
    return good or next((text for name, text in written.items() if is_component or name != "id"), None)


def _bare(text: str | None) -> str:
    """An attribute's value without the braces and quotation marks of JSX, and without what stands before the id of a video."""
    return (text or "").strip(" {}\"'`").removeprefix("videoid=").removeprefix("youtube2-")


def _form_of_link(block: Block, lines: Collection[str], link: Node) -> str:
    """Which kind of link it is: a thumbnail, the address of a player alone on one of the block's lines, or what its words tell."""
    words = squeeze(link.text())
    if not words and link.css_first("img") is not None:
        return "thumbnail"
    is_player = words in lines and compiled(_EMBEDDED).search(link.attributes.get("href") or "")
    return "address" if is_player else _form_of_words(block, lines, words)


def _form_of_words(block: Block, lines: Collection[str], words: str) -> str:
    """Which kind of link has these words: the recording, an address alone on its line, one in a short line or paragraph with little else, any other."""
    if video.id_of(words) and any(_names_video(line, words) for line in lines):
        return "named link"
    if block.tag != "p" and not block.level:
        return "link"
    if re.fullmatch(_OF_THIS, words) or re.fullmatch(_OF_THIS, _with_word_before(block, words)):
        return "recording"
    if words in lines and video.id_of(words):
        return _form_of_address(words)
    alone = len(block.text) < _SHORT and any(words in line and len(line) < len(words) + 12 for line in lines)
    in_row = len(block.text) < _LONGEST_ROW and re.search(_ABOUT, words) and any(words in re.split(_IN_ROW, line) for line in lines)
    return "named link" if in_row or (alone and re.search(_ABOUT, block.text)) else "link"


def _names_video(line: str, address: str) -> bool:
    """Whether a line names an address as that of a video: `Recording: https://youtu.be/abcDEF_12-x`."""
    return len(line) < _SHORT and line.rpartition(" ")[2] == address and re.match(_NAMED, line) is not None


def _with_word_before(block: Block, words: str) -> str:
    """The words of a link with the one before it, and with those that say whose it is: `the [recording](...) of our talk`.

    Empty if they occur more than once, or in a very long paragraph.
    """
    before, *behind = squeeze(block.text).split(words) if words and len(block.text) < _LONGEST_ROW else ("",)
    if len(behind) != 1 or not before.endswith(" ") or not before.split():
        return ""
    whose = re.match(_WHOSE, behind[0])
    return f"{before.split()[-1]} {words}{whose[0] if whose else ''}"


def _in_code(block: Block) -> str | None:
    """The address or id in a paragraph of code that Gatsby's plugins play: `` `youtube: abcDEF_12-x` ``; None for any other block."""
    found = compiled(_IN_CODE).fullmatch(block.text) if block.tag == "p" and "<code" in block.html else None
    if found is None or any(piece.tag != "code" and piece.text.strip() for piece in block.pieces()):
        return None
    return found[1] if video.id_of(found[1]) or (found[0].lstrip().startswith("youtu") and video.is_id(found[1])) else None


def _shortcodes(block: Block) -> Iterator[_Lead]:
    """What a site generator turns into players."""
    if played := _in_code(block):
        yield _Lead(block.line, "shortcode", played)
        return
    if block.tag not in ("p", "figure"):
        return
    text = block.text
    if not _may_name(text) or ("{" not in text and "[" not in text and "<" not in text):
        return
    if "<code" in block.html:
        text = "".join(piece.text for piece in block.pieces() if piece.tag != "code")
    for pattern in _patterns():
        for found in pattern.finditer(text):
            line = block.line + text.count("\n", 0, found.start())
            named = _may_name(found[0])
            for word in (*re.findall(_IDENTIFIED, found[1]), *re.findall(_WORD, found[1])):
                bare = word.rstrip("/;")
                if video.id_of(bare) or (named and video.named(bare)):
                    yield _Lead(line, "shortcode", bare)
                    break


@cache
def _patterns() -> tuple[re.Pattern[str], ...]:
    return tuple(re.compile(pattern, re.IGNORECASE) for pattern in _SHORTCODES)


def only_plays(block: Block) -> bool:
    """Whether a block contains nothing but what a site generator turns into a player."""
    text = block.text
    if _in_code(block):
        return True
    if block.tag == "figure":
        return video.id_of(text.strip()) is not None
    if block.tag != "p" or "<code" in block.html or "<img" in block.html or not any(mark in text for mark in "{[<:"):
        return False
    if any(True for _ in _shortcodes(block)):
        for pattern in _patterns():
            text = pattern.sub("", text)
    return not text.strip(": \n")


def _wrong_id(lead: _Lead) -> str | None:
    """The id in a player's YouTube address, or a component's id, if it is malformed."""
    found = compiled(_EMBEDDED).search(lead.address)
    if found and found[1] and video.id_of(f"https://youtu.be/{found[1]}") is None and found[1] not in video.PLACEHOLDERS:
        return found[1]
    is_id = lead.form == "component" and lead.address and ":" not in lead.address and "/" not in lead.address
    return lead.address if is_id else None


def _malformed(name: str, line: int, path: str) -> Problem:
    message, hint = f"`{name}` is not the id of a YouTube video", "an id consists of eleven letters, digits, - or _"
    return Problem(Place(path, line), message, hint, code=NO_VIDEO)


def presumed(found: Found, named: Video | None, blog: Video | None) -> Video | None:
    """The video that the text seems to be about, as far as can be said before it is known where its questions begin."""
    untimed = (item for item in found.offers if item.form != "timed address")
    return next(filter(None, (named, *found.players, *untimed, blog, *found.offers)), None)


class Bounds(NamedTuple):
    """The lines in which the questions and the conversation begin; None if there are none. `labelled` tells whether that names its speakers."""

    first_question: int | None
    conversation: int | None
    labelled: bool


def choose(
    found: Found, front: Video | Problem | None, blog: Video | None, bounds: Bounds, path: str
) -> tuple[Video | None, tuple[Problem, ...]]:
    """The main video: the front matter's, else the only player, else the first one before the first question, else an error with a list.

    Where no heading asks, the only one above a conversation with labels counts as well.

    If there is no player, a linked thumbnail or an address alone on its line counts as one; after that, the blog's own front matter; last, what
    is called `the recording` where nobody speaks yet. If `front` or a player is faulty, that is reported once, and not again as a missing video.
    """
    if isinstance(front, Video):
        return front, found.problems
    wrong = (front,) if front else ()
    for candidates in _candidates(found, blog, bounds):
        if len({item.id for item in candidates}) == 1:
            return candidates[0], (*found.problems, *wrong)
        limit = bounds.first_question
        before = next((item for item in candidates if limit is not None and item.line < limit), None) or _above_talk(candidates, bounds)
        return before, (*found.problems, *(wrong or (() if before else (_ambiguous(candidates, path),))))
    linked = sorted((*found.links, *found.offers), key=lambda item: item.line)
    return None, (*found.problems, *wrong) or (_absent(linked, path),)


def _above_talk(videos: Sequence[Video], bounds: Bounds) -> Video | None:
    """The only video above a conversation whose speakers are named; those within it show what is talked of."""
    limit = bounds.conversation if bounds.labelled else None
    above = [item for item in videos if limit is not None and item.line < limit]
    return above[0] if len({item.id for item in above}) == 1 else None


def _candidates(found: Found, blog: Video | None, bounds: Bounds) -> Iterator[tuple[Video, ...]]:
    """The groups of videos that may be the episode's, the surest first, without empty ones."""
    sure = tuple(item for item in found.offers if item.form in _SURE)
    named = tuple(item for item in found.offers if item.form != "recording")
    above = tuple(item for item in named if bounds.conversation is None or item.line < bounds.conversation)
    spoken = bounds.conversation if bounds.labelled else bounds.first_question
    recordings = tuple(item for item in found.offers if item.form == "recording" and (spoken is None or item.line < spoken))
    kinds = (found.players, tuple(item for item in above if item in sure), (blog,) if blog else (), above, sure, recordings)
    return (candidates for candidates in kinds if candidates)


def _listed(videos: Sequence[Video]) -> str:
    """Each video once, with its lines."""
    lines: dict[str, dict[int, None]] = {}
    for item in videos:
        lines.setdefault(item.id, {})[item.line] = None
    listed = ((name, ", ".join(map(str, tuple(at)[:12])), "s" if len(at) > 1 else "") for name, at in tuple(lines.items())[:12])
    return ", ".join(f"{name} (line{plural} {at})" for name, at, plural in listed)


def _ambiguous(videos: Sequence[Video], path: str) -> Problem:
    message = f"several videos, and nothing tells which one is the episode: {_listed(videos)}"
    hint = f"name it in the front matter: `video: {videos[0].id}`, or write `video: no` if it is none of them"
    return Problem(Place(path, videos[0].line), message, hint, code=NO_VIDEO)


def _absent(links: Sequence[Video], path: str) -> Problem:
    message = f"no video is embedded, only linked: {_listed(links)}" if links else "the post has no video"
    hint = (
        f"if one of them is the episode, write `video: {links[0].id}` into the front matter"
        if links
        else "embed one, or write `video: ID` into the front matter"
    )
    return Problem(Place(path, links[0].line if links else 1), message, hint, code=NO_VIDEO)
