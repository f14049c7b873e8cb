"""Refusals: why an episode could not be fetched, distinguished by what a person has to do next."""

from datetime import UTC, datetime
from enum import StrEnum
from typing import NamedTuple


class Remedy(StrEnum):
    """What can be done about a refusal: wait, give cookies, use another address, repair the set-up, correct the show, or nothing."""

    WAIT = "wait"
    COOKIES = "needs cookies"
    BLOCKED = "this address is blocked"
    GONE = "gone"
    REGION = "not here"
    BROKEN = "broken"
    NETWORK = "network"
    SHOW = "the show's own files"


class Reason(NamedTuple):
    """A class of refusal with its sentence and the next step. If it `stops`, asking for other videos would fail in the same way."""

    name: str
    remedy: Remedy
    sentence: str
    step: str
    stops: bool = False


class Refusal(NamedTuple):
    """An episode that could not be fetched. `detail` is what the outside world itself said about it, in one line.

    `until` is the moment for which a premiere or stream is announced, if known. `hint` is the next step if the reason's does not help here.
    """

    slug: str
    reason: Reason
    detail: str = ""
    until: datetime | None = None
    hint: str = ""

    @property
    def stops(self) -> bool:
        """Whether the run should stop asking YouTube."""
        return self.reason.stops

    @property
    def sentence(self) -> str:
        """The reason's sentence, with the announced moment and what was said."""
        known = f"; it is announced for {self.until.astimezone(UTC):%Y-%m-%d %H:%M} UTC" if self.until else ""
        detail = f" [{self.detail}]" if self.detail else ""
        return f"{self.reason.sentence}{known}{detail}"

    @property
    def step(self) -> str:
        """The next step, for this episode."""
        return self.hint or self.reason.step.replace("SLUG", self.slug)


_HOME = "Run `pipeline fetch` at home and commit what it records, or name a cookies file or another proxy in pipeline.local.yaml"
_COOKIES = "In pipeline.local.yaml, name a cookies file or browser that is signed in with {}, then try again"
_UPDATE = "Update yt-dlp and yt-dlp-ejs (`pipeline doctor` shows what is installed), then try again"
_LATER = "Try again in an hour or more; nothing else needs to be done"

PREMIERE = Reason("premiere", Remedy.WAIT, "the video has not been shown yet", "Try again when it has been shown")
LIVE = Reason("live", Remedy.WAIT, "the video is live now", "Try again when the stream has ended and YouTube has processed it")
PROCESSING = Reason("processing", Remedy.WAIT, "YouTube is still processing the video", "Try again in a few minutes")
RATE_LIMIT = Reason("rate-limit", Remedy.WAIT, "YouTube refuses more requests for now", _LATER, stops=True)
SESSION_LIMIT = Reason("session-limit", Remedy.WAIT, "YouTube has limited this session for up to an hour", _LATER, stops=True)
AGE = Reason("age", Remedy.COOKIES, "the video is age-restricted", _COOKIES.format("an adult's account"))
MEMBERS = Reason("members", Remedy.COOKIES, "the video is for paying members only", _COOKIES.format("a member's account"))
SIGN_IN = Reason("sign-in", Remedy.COOKIES, "YouTube shows the video only to those who are signed in", _COOKIES.format("any account"))
PRIVATE = Reason(
    "private",
    Remedy.COOKIES,
    "the video is private",
    "Make it public or unlisted, or name the cookies of an invited account in pipeline.local.yaml, then try again",
)
STALE_COOKIES = Reason(
    "stale-cookies",
    Remedy.COOKIES,
    "YouTube no longer accepts the cookies",
    "Export new ones from the browser, then try again",
    stops=True,
)
BOT_CHECK = Reason("bot-check", Remedy.BLOCKED, "YouTube takes this machine for a bot", _HOME, stops=True)
CAPTCHA = Reason("captcha", Remedy.BLOCKED, "YouTube wants a person to solve a captcha", _HOME, stops=True)
ADDRESS = Reason("address", Remedy.BLOCKED, "YouTube does not answer this machine's IP address", _HOME, stops=True)
SWITCHED_OFF = Reason(
    "switched-off",
    Remedy.BLOCKED,
    "YouTube is not asked from this machine (`fetch: no`)",
    "Run `pipeline fetch SLUG` on your own computer and commit what it records",
)
FORBIDDEN = Reason(
    "forbidden",
    Remedy.BLOCKED,
    "YouTube refuses to send the sound",
    f"{_UPDATE}; if that does not help, {_HOME[0].lower()}{_HOME[1:]}",
)
GONE = Reason(
    "gone",
    Remedy.GONE,
    "the video does not exist or has been removed",
    "Correct the video in the post, or put the episode's own audio.mp3 and captions.vtt into its folder",
)
UNAVAILABLE = Reason(
    "unavailable",
    Remedy.GONE,
    "YouTube says that the video is not available",
    "Check whether it plays in a browser. If it does, run `make deno`, which videos made for kids need; "
    "if not, correct the video in the post",
)
PAID = Reason(
    "paid",
    Remedy.GONE,
    "the video has to be paid for, and only its trailer is free",
    "Put the episode's own audio.mp3 and captions.vtt into its folder",
)
DRM = Reason("drm", Remedy.GONE, "the video is protected by DRM", "Put the episode's own audio.mp3 and captions.vtt into its folder")
REGION = Reason(
    "region",
    Remedy.REGION,
    "the video is not available in this country",
    "In pipeline.local.yaml, name a proxy in a country where it is available",
)
RESTRICTED = Reason(
    "restricted",
    Remedy.REGION,
    "this network or account is in YouTube's Restricted Mode, which hides the video",
    "Fetch from another network, or have Restricted Mode turned off",
)
NO_JAVASCRIPT = Reason(
    "no-javascript",
    Remedy.BROKEN,
    "YouTube requires a JavaScript challenge to be solved, but no JavaScript runtime is installed",
    "Install one with `make deno` (`pipeline doctor` shows what is found), then try again",
)
NOT_INSTALLED = Reason(
    "not-installed",
    Remedy.BROKEN,
    "yt-dlp, with which YouTube is asked, is not completely installed",
    "Reinstall it: pip install --force-reinstall yt-dlp yt-dlp-ejs",
    stops=True,
)
OUTDATED = Reason("outdated", Remedy.BROKEN, "yt-dlp could not read YouTube's answer", _UPDATE)
CERTIFICATE = Reason(
    "certificate",
    Remedy.BROKEN,
    "the connection's certificate is not trusted",
    "Name the proxy's own certificate as `certificate:` in pipeline.local.yaml, or in SSL_CERT_FILE",
    stops=True,
)
SETTINGS = Reason(
    "settings", Remedy.BROKEN, "a setting for YouTube cannot be used", "Correct it in pipeline.local.yaml or in the environment", stops=True
)
DISK = Reason(
    "disk",
    Remedy.BROKEN,
    "the files could not be written",
    "Free some disk space, then try again; what has been downloaded is kept",
    stops=True,
)
NETWORK = Reason(
    "network",
    Remedy.NETWORK,
    "YouTube could not be reached",
    "Check the connection and the proxy, then try again; what has been downloaded is kept",
)
SERVER = Reason("server", Remedy.NETWORK, "YouTube answered with a server error", "Try again in a few minutes")
BROKEN_SOUND = Reason(
    "broken-sound",
    Remedy.NETWORK,
    "the downloaded sound is incomplete or not the video's",
    "Try again; if that does not help, update yt-dlp",
)

NO_VIDEO = Reason(
    "no-video",
    Remedy.SHOW,
    "the post has no video, and there is no sound file of its own",
    "Embed the video in the post, or put audio.mp3 and captions.vtt into the episode's folder",
)
RENAMED = Reason(
    "renamed",
    Remedy.SHOW,
    "the video is on record in a folder without a post",
    "If the post was renamed, rename that folder to SLUG; if not, delete it, or ask YouTube anew with `pipeline fetch SLUG --again`",
)
NO_FILE = Reason(
    "no-file", Remedy.SHOW, "the sound file that the post names does not exist", "Put the file there, or correct `audio:` in the post"
)
OUTSIDE = Reason(
    "outside",
    Remedy.SHOW,
    "the sound file that the post names is outside the show's folder",
    "Move or link it into the show's folder, and correct `audio:`",
)
NOT_HERE = Reason(
    "not-here",
    Remedy.SHOW,
    "the sound is recorded but not on this machine, which does not ask YouTube",
    "Keep the sound in a store (docs/storage.md), or commit it as audio.m4a in the episode's folder",
)
NO_CAPTIONS = Reason(
    "no-captions",
    Remedy.SHOW,
    "the captions are recorded but not on this machine, which does not ask YouTube",
    "Commit them beside recording.json; if there should be none any more, record that with `pipeline fetch SLUG --again`",
)
NO_SOUND = Reason("no-sound", Remedy.SHOW, "the sound file cannot be used", "Export it again as MP3, M4A or WAV")
RECORD = Reason(
    "record",
    Remedy.SHOW,
    "recording.json cannot be read",
    "Restore it from version control, or record it again with `pipeline fetch SLUG --again`",
)
UNREADABLE = Reason(
    "unreadable",
    Remedy.SHOW,
    "a file of the episode cannot be read",
    "Check who owns the file and which user runs this program, or put the file there again",
)
UNWRITABLE = Reason(
    "unwritable",
    Remedy.SHOW,
    "the episode's folder cannot be written to",
    "Check who owns the folder and which user runs this program; if a file has the folder's name, move it away",
)
NEWER_RECORD = Reason("newer-record", Remedy.SHOW, "recording.json was written by a newer version of the pipeline", "Update the pipeline")
BUSY = Reason("busy", Remedy.WAIT, "another run is fetching this episode", "Wait until it has ended, then try again")
NOT_ASKED = Reason(
    "not-asked",
    Remedy.WAIT,
    "YouTube was not asked, because asking it about an earlier episode of this run failed",
    "Solve that problem first, then try again",
)
