"""Refusals: why an episode could not be had, told apart by what a person does next.

What yt-dlp raises and warns of is turned into a `Failure` at the edge; which words of it mean what is one table here. The words are
those of yt-dlp 2026.10 and of YouTube in English, which yt-dlp asks for.
"""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum


class Kind(StrEnum):
    """What somebody can do about a refusal: wait, show cookies, use another address, mend the set-up, mend the show, or nothing."""

    WAIT = "wait"
    COOKIES = "needs cookies"
    BLOCKED = "this address is blocked"
    GONE = "gone"
    REGION = "not here"
    BROKEN = "broken"
    NETWORK = "network"
    SHOW = "the show's own files"


@dataclass(frozen=True, slots=True)
class Reason:
    """A class of refusal with its sentence and the next step. `stops` says that asking for other videos would fail alike."""

    name: str
    kind: Kind
    sentence: str
    step: str
    stops: bool = False


@dataclass(frozen=True, slots=True)
class Refusal:
    """An episode that could not be had. `detail` is the outside world's own first line, `when` a premiere's announced moment."""

    slug: str
    reason: Reason
    detail: str = ""
    when: datetime | None = None

    @property
    def stops(self) -> bool:
        """Whether the run should ask YouTube for nothing more."""
        return self.reason.stops

    def __str__(self) -> str:
        """`slug: sentence. Next step. [detail]`, in one line."""
        when = f" (announced for {self.when:%Y-%m-%d %H:%M} UTC)" if self.when else ""
        detail = f" [{self.detail}]" if self.detail else ""
        return f"{self.slug}: {self.reason.sentence}{when}. {self.reason.step}.{detail}"


@dataclass(frozen=True, slots=True)
class Failure:
    """What went wrong when YouTube was asked: the innermost exception's class name, an HTTP status, its text, the warnings before it."""

    kind: str
    text: str
    status: int | None = None
    warnings: tuple[str, ...] = ()


_HOME = "Run `pipeline fetch` at home and commit what it records, or name a cookies file or another proxy in pipeline.local.yaml"
_COOKIES = "Name a cookies file or browser that is signed in with {} in pipeline.local.yaml, then fetch again"
_UPDATE = "Update yt-dlp and yt-dlp-ejs (`pipeline doctor` shows what is installed), then fetch again"
_LATER = "Fetch again in an hour or more; nothing else needs to be done"

PREMIERE = Reason("premiere", Kind.WAIT, "the video has not been shown yet", "Fetch again when it has been shown")
LIVE = Reason("live", Kind.WAIT, "the video is live now", "Fetch again when the stream has ended and YouTube has processed it")
PROCESSING = Reason("processing", Kind.WAIT, "YouTube is still processing the video", "Fetch again in some minutes")
RATE_LIMIT = Reason("rate-limit", Kind.WAIT, "YouTube says: too many requests", _LATER, stops=True)
SESSION_LIMIT = Reason("session-limit", Kind.WAIT, "YouTube has limited this session for up to an hour", _LATER, stops=True)
AGE = Reason("age", Kind.COOKIES, "the video is restricted by age", _COOKIES.format("a grown-up's account"))
MEMBERS = Reason("members", Kind.COOKIES, "the video is for the channel's members only", _COOKIES.format("a member's account"))
PRIVATE = Reason(
    "private", Kind.COOKIES, "the video is private",
    "Make it public or unlisted, or name the cookies of an invited account in pipeline.local.yaml, then fetch again",
)
STALE_COOKIES = Reason(
    "stale-cookies", Kind.COOKIES, "YouTube no longer accepts the cookies it was shown", "Export them anew from the browser, then fetch again",
    stops=True,
)
BOT_CHECK = Reason("bot-check", Kind.BLOCKED, "YouTube takes this machine for a robot", _HOME, stops=True)
CAPTCHA = Reason("captcha", Kind.BLOCKED, "YouTube wants a person to solve a captcha", _HOME, stops=True)
ADDRESS = Reason("address", Kind.BLOCKED, "YouTube answers nothing to this machine's address", _HOME, stops=True)
FORBIDDEN = Reason("forbidden", Kind.BLOCKED, "YouTube refuses to hand out the sound", f"{_UPDATE}; where that does not help, {_HOME[0].lower()}{_HOME[1:]}")
GONE = Reason(
    "gone", Kind.GONE, "the video does not exist or has been removed",
    "Correct the video in the post, or put the episode's own audio.mp3 and captions.vtt into its folder",
)
DRM = Reason("drm", Kind.GONE, "the video is protected by DRM", "Put the episode's own audio.mp3 and captions.vtt into its folder")
REGION = Reason("region", Kind.REGION, "the video is not available in this country", "Name a proxy of a country where it is in pipeline.local.yaml")
NO_JAVASCRIPT = Reason(
    "no-javascript", Kind.BROKEN, "YouTube wants a JavaScript challenge solved, and no JavaScript runtime is installed",
    "Install the `deno` extra (`pipeline doctor` shows what is found), then fetch again",
)
OUTDATED = Reason("outdated", Kind.BROKEN, "yt-dlp could not read YouTube's answer", _UPDATE)
CERTIFICATE = Reason(
    "certificate", Kind.BROKEN, "the connection's certificate is not trusted",
    "Name the proxy's own certificate as `certificate:` in pipeline.local.yaml, or in SSL_CERT_FILE", stops=True,
)
SETTINGS = Reason("settings", Kind.BROKEN, "a setting for YouTube cannot be used", "Correct it in pipeline.local.yaml or in the environment", stops=True)
DISK = Reason("disk", Kind.BROKEN, "the files could not be written", "Make room on the disk, then fetch again; what has arrived is kept", stops=True)
NETWORK = Reason("network", Kind.NETWORK, "YouTube could not be reached", "Look at the connection and the proxy, then fetch again; what has arrived is kept")
SERVER = Reason("server", Kind.NETWORK, "YouTube answered with an error of its own", "Fetch again in some minutes")
BROKEN_SOUND = Reason("broken-sound", Kind.NETWORK, "the sound that arrived is not the video's", "Fetch again; where that does not help, update yt-dlp")

NO_VIDEO = Reason(
    "no-video", Kind.SHOW, "the post names no video and there is no sound of its own",
    "Embed the video in the post, or put audio.mp3 and captions.vtt into the episode's folder",
)
NO_FILE = Reason("no-file", Kind.SHOW, "the sound that the post names is not there", "Put the file there, or correct `audio:` in the post")
OUTSIDE = Reason("outside", Kind.SHOW, "the sound that the post names lies outside the show's folder", "Move or link it into the show's folder, and correct `audio:`")
NO_SOUND = Reason("no-sound", Kind.SHOW, "the sound file cannot be read as sound", "Export it anew as MP3, M4A or WAV")
RECORD = Reason("record", Kind.SHOW, "recording.json cannot be read", "Restore it from version control, or record it anew with `pipeline fetch SLUG --again`")
NEWER_RECORD = Reason("newer-record", Kind.SHOW, "recording.json was written by a newer version of the pipeline", "Update the pipeline")
BUSY = Reason("busy", Kind.WAIT, "another run is fetching this episode", "Let it end, then fetch again")
NOT_ASKED = Reason("not-asked", Kind.WAIT, "YouTube was not asked, because it refused an earlier episode of this run", "See to that one first, then fetch again")
